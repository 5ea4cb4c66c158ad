# arrays of numbers
import array, copy
from array import array as A
from collections.abc import MutableSequence, Sequence
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for code in "bBhHiIlLqQfd":
    a = A(code, [1, 2, 3]); print(code, a, a.itemsize, a.typecode, a[1], a[-1], a[1:], len(a), a.tobytes())
print(array.typecodes.replace("w", ""), array.ArrayType is A, A("b"), A("d", (x / 2 for x in range(3))), A("i", range(4)), A("i", A("b", [1, 2])), A("B", b"abc"), A("B", bytearray(b"x")), type(A("b")), A("f", [0.1])[0])
a = A("i", [3, 1, 2]); a.append(5); a.extend([6, 7]); a.extend(A("i", [8])); a.extend(x for x in (9, 10)); a.insert(0, -1); a.insert(-1, 99); print(a, a.pop(), a.pop(0), a.index(5), a.index(5, 2), a.count(2), 99 in a, 98 in a, 2.0 in a, "x" in a)
a.remove(99); a.reverse(); print(a, a.tolist(), list(a), sorted(a), sum(a), max(a), list(reversed(a)), a == A("l", a), a == list(a), a != A("i", a), A("i", [1, 2]) < A("i", [1, 3]), A("d", [1]) == A("i", [1]))
a[0] = 7; a[1:3] = A("i", [4, 4, 4]); del a[0]; del a[-2:]; a[::2] = A("i", a[::2]); print(a, a + A("i", [1]), a * 2, 2 * a, a[::-1], a[::2]); a += A("i", [1]); a *= 2; print(a)
b = a[:]; b.append(1); c = copy.copy(a); d = copy.deepcopy([a, a]); print(len(a), len(b), c == a, c is a, d[0] is d[1], d[0] == a)
a.frombytes(b"\1\0\0\0"); a.fromlist([2, 3]); a.byteswap(); print(a); x = A("h", [1, 2]); x.byteswap(); print(x, x.tobytes(), bytes(x), bytearray(x))
for f in (lambda: A("b", [128]), lambda: A("B", [-1]), lambda: A("i", [2**31]), lambda: A("I", [2**32]), lambda: A("q", [2**63]), lambda: A("Q", [-1]), lambda: A("h", [40000]), lambda: A("i", [1.5]), lambda: A("i", ["a"]), lambda: A("d", ["a"]), lambda: A("x"), lambda: A("ii"), lambda: A(), lambda: A(5), lambda: A("i", 5), lambda: A("i", None), lambda: A("i", "ab"), lambda: A("f", [1e60]), lambda: a.append("x"), lambda: a.append(), lambda: a[100], lambda: a["x"], lambda: a.__setitem__(0, 2**40), lambda: a + [1], lambda: a.index(12345), lambda: a.remove(12345), lambda: A("i").pop(), lambda: a.pop(100), lambda: a.frombytes(b"abc"), lambda: a.fromlist((1,)), lambda: hash(a), lambda: a.nothing, lambda: a.extend(5), lambda: a.extend(A("d", [1])), lambda: a.frombytes("x"), lambda: a * "x", lambda: a < 5, lambda: {a}): t(f)
def assign():
    a[0:1] = [1]
t(assign)
def grow():
    global a
    a += [1]
t(grow)
print(isinstance(a, A), isinstance(a, MutableSequence), isinstance(a, Sequence), bool(A("b")), bool(a), [y for y in A("d", [1.5])])
class I:
    def __index__(self): return 7
class Seven(int): pass
s = A("i", [I(), Seven(8), True]); s.append(I()); s[0] = Seven(3); s.insert(0, I()); print(s, 8 in s, s.count(Seven(8)), s.index(Seven(8)))
class Any:
    def __eq__(self, other): return other == 8
print(Any() in s, s.index(Any()), s.count(Any()))
match A("i", [1, 2]):
    case [x, y]: print("sequence", x, y)
first, *rest = A("i", [1, 2, 3]); print(first, rest, [*A("b", [1])], dict(zip("ab", A("b", [1, 2]))), list(enumerate(A("b", [5]))), tuple(map(str, A("i", [1, 2]))), set(A("i", [1, 1])))
sieve = A("b", [1]) * 50; sieve[0] = sieve[1] = 0
for n, prime in enumerate(sieve):
    if prime: sieve[n * n :: n] = A("b", [0]) * len(range(n * n, 50, n))
print([n for n, prime in enumerate(sieve) if prime], f"{sieve[:3]}", str(sieve[:2]), "%s" % sieve[:1])
try: A("i", [1, "x", 3])
except TypeError as e: print(e)
it = iter(A("i", [1, 2])); print(next(it), list(it), type(it).__name__)
for step in (lambda: s.__len__(), lambda: s.__getitem__(0), lambda: s.__add__(A("i", [1])), lambda: s.__mul__(2), lambda: s.__eq__(s), lambda: s.__contains__(7), lambda: s.__delitem__(0), lambda: s): t(step)
# ---
# arrays of characters
from array import array
u = array("u", "héllo"); print(u, u.tounicode(), u[1], u.tolist(), len(u), u == array("u", "héllo")); u.fromunicode(" x"); u.append("y"); u[0] = "H"; print(u, "".join(u), u.index("l"))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: u.append(5)); t(lambda: u.append("ab")); t(lambda: array("i").tounicode()); t(lambda: array("i").fromunicode("x")); t(lambda: u.fromunicode(5))
