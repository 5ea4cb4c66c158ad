# integer operators
for a, b in [(7, 3), (-7, 3), (7, -3), (-7, -3), (0, 5), (10**20, 7)]:
    print(a + b, a - b, a * b, a // b, a % b, a / b, divmod(a, b), a & b, a | b, a ^ b)
print(2**10, 2**-1, (-2) ** 3, 2**0.5, 0**0, (-8) ** (1 / 3))
print(1 << 5, 1024 >> 3, ~7, -(-3), +5, not 3, not 0)
print(True + True, True * 5, ~True, -True)
# ---
# float operators
print(0.1 + 0.2, 1.5 - 2, 2.5 * 2, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 1e308 * 10, 2.0**0.5)
print(1 / 3, 10 / 5, 1e16 + 1, 1e-7, 123456789.123456789, 1e22, 1e21, 5e-324)
inf, nan = float("inf"), float("nan")
print(inf - inf, inf * 0, nan == nan, nan != nan, nan in [nan], [nan] == [nan], inf > 10**400)
print(3.0 == 3, 0.0 == -0.0, -0.0, 1.0 is None, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53)
# ---
# complex numbers
z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), z * 1j, z / 2, z**2, z == 3 + 4j, -z, 1j)
print(complex(1, -2), complex("1+2j"), complex(0, float("inf")), repr(complex(-0.0, 1)))
# ---
# zero division errors
for f in [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0,
          lambda: divmod(1, 0), lambda: 0**-1, lambda: 0.0**-1, lambda: 1j / 0]:
    try:
        print(f())
    except ZeroDivisionError as e:
        print(e)
# ---
# operand type errors
import operator
pairs = [(1, "a"), ("a", 1), ([], ()), ({}, 1), (None, 1), (1.5, []), (object, 3), ({1}, [1])]
for a, b in pairs:
    for op in "add sub mul truediv floordiv mod pow and_ or_ xor lshift rshift lt".split():
        try:
            print(op, getattr(operator, op)(a, b))
        except TypeError as e:
            print(op, e)
# ---
# in place operand errors
def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)
def f1():
    x = 1
    x += "a"
def f2():
    x = "a"
    x -= 1
def f3():
    x = None
    x *= 2
def f4():
    x = [1]
    x += 5
def f5():
    x = {}
    x |= 3
def f6():
    x = 1
    x //= "z"
def f7():
    x = 1
    x **= []
for f in (f1, f2, f3, f4, f5, f6, f7):
    attempt(f)
# ---
# unary errors
for f in [lambda: -"a", lambda: +[], lambda: ~1.5, lambda: -None, lambda: ~"x", lambda: +{}]:
    try:
        f()
    except TypeError as e:
        print(e)
# ---
# raises unary
-"text"
# ---
# sequence operators
print("ab" * 3, 3 * "ab", [1] * 3, (1, 2) + (3,), [1] + [2], "a" + "b", b"a" + b"b", b"x" * 2, "a" * -1, [0] * 0)
a = [[]] * 3
a[0].append(1)
print(a, "ell" in "hello", 3 in [1, 2], 5 not in (1, 2), "k" in {"k": 1}, b"a" in b"abc", 97 in b"abc", "" in "")
# ---
# bool operators return operands
print(0 or "x", "a" or "b", "" or [] or None, 1 and 2, 0 and 1, [] and 1, 1 and [] or "z", not "" and 5)
def say(x):
    print("say", x)
    return x
print(say(0) or say(1) or say(2))
print(say(1) and say(0) and say(2))
print(say(1) if say(0) else say(5))
# ---
# comparison chains
def v(x):
    print("v", x)
    return x
print(v(1) < v(2) < v(3))
print(v(3) < v(2) < v(1))
print(1 < 2 > 1 == 1 != 0 <= 5 in [5], 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 > 1 is not None)
print(1 in [1] == True, (1 in [1]) == True)
# ---
# comparison of containers
print([1, 2] < [1, 3], [1] < [1, 0], (1, "b") > (1, "a"), "abc" < "abd", "Z" < "a", b"a" < b"b")
print({1, 2} < {1, 2, 3}, {1} <= {1}, {1} < {1}, {1, 4} > {2}, {"a": 1} == {"a": 1.0}, [1] == (1,), [[1]] == [[1]])
print(range(3) == range(0, 3, 1), range(0) == range(5, 5), slice(1) == slice(1), None == 0, 1 == "1")
for a, b in [(1, "a"), ([], {}), (None, None), ({}, {}), (1j, 2j), ((1,), [1])]:
    try:
        print(a < b)
    except TypeError as e:
        print(e)
# ---
# identity
a = [1]
b = a
print(a is b, a is [1], None is None, a is not b, () is (), True is True, ... is Ellipsis)
# ---
# conditional expression nesting
for n in range(-1, 3):
    print("neg" if n < 0 else "zero" if n == 0 else "one" if n == 1 else "many")
# ---
# literals
print(0x1F, 0o17, 0b101, 1_000_000, 0xdead_beef, 1e3, 1E-2, .5, 5., 1_0.0_1, 3j, 1e400)
print('a\tb', "q\"q", 'it\'s', r"raw\n", "uni\u00e9\N{BULLET}\x41\101", b"\x00\xff", """tri
ple""", "con" "cat", rb"\d", "line\
joined")
print([1, 2,], (1,), (), {}, {1: 2,}, {3}, [*range(3), *"ab"], (*[1], 2), {**{"a": 1}, "b": 2}, {*[1], 2})
# ---
# operator precedence
print(2 + 3 * 4 ** 2 // 5 - 1, -2 ** 2, (-2) ** 2, 2 ** 3 ** 2, 1 + 2 << 3, 5 & 3 | 4 ^ 1, not 1 == 2, 1 < 2 == True)
print(10 - 4 - 3, 100 / 10 / 5, 7 // 2 * 2, -7 // 2, ~5 + 1, 2 * -3, 1 if False else 2 if True else 3, lambda: 1 or 2)if 0 else print("ok")
# ---
# big integers
x = 3**200
print(x, len(str(x)), x % 10**9, x >> 300, -x // 7**50, x & 0xFFFFFFFF, x.bit_length(), hash(2**61 - 1), hash(2**61))
print(10**30 / 10**29, 2**1000 > 1e300, int(1e20), pow(3, 1000, 10**9 + 7), pow(3, -1, 7), (1 << 100) - 1)
