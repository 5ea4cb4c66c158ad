# binary operators with reflection
class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"N({self.v})"
for op in "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift".split():
    def fwd(self, o, op=op): return (op, self.v, o)
    def rev(self, o, op=op): return ("r" + op, self.v, o)
    setattr(N, f"__{op}__", fwd)
    setattr(N, f"__r{op}__", rev)
a = N(1)
print(a + 2, a - 2, a * 2, a / 2, a // 2, a % 2, a ** 2, a @ 2, a & 2, a | 2, a ^ 2, a << 2, a >> 2)
print(2 + a, 2 - a, 2 * a, 2 / a, 2 // a, 2 % a, 2 ** a, 2 @ a, 2 & a, 2 | a, 2 ^ a, 2 << a, 2 >> a)
a += 5
print(a, "x" + N(2), [1] * N(3), divmod)if 0 else print(a)
# ---
# in place operators
class A:
    def __init__(self): self.log = []
for op in "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift".split():
    def f(self, o, op=op):
        self.log.append((op, o))
        return self
    setattr(A, f"__i{op}__", f)
a = b = A()
a += 1; a -= 2; a *= 3; a /= 4; a //= 5; a %= 6; a **= 7; a @= 8; a &= 9; a |= 10; a ^= 11; a <<= 12; a >>= 13
print(a is b, a.log)
# ---
# NotImplemented protocol
class A:
    def __add__(self, o):
        print("A.add")
        return NotImplemented
    def __eq__(self, o):
        print("A.eq"); return NotImplemented
    def __lt__(self, o):
        print("A.lt"); return NotImplemented
class B:
    def __radd__(self, o):
        print("B.radd"); return "B"
    def __eq__(self, o):
        print("B.eq"); return True
    def __gt__(self, o):
        print("B.gt"); return "gt"
print(A() + B(), A() == B(), A() < B(), A() == A(), A() != B())
for f in [lambda: A() + A(), lambda: A() < A(), lambda: A() + 1, lambda: 1 - A()]:
    try: f()
    except TypeError as e: print(e)
# ---
# subclass reflected priority
class A:
    def __add__(self, o): return "A.add"
    def __radd__(self, o): return "A.radd"
    def __lt__(self, o): return "A.lt"
    def __gt__(self, o): return "A.gt"
class B(A):
    def __radd__(self, o): return "B.radd"
    def __gt__(self, o): return "B.gt"
class C(A): pass
print(A() + B(), A() + C(), B() + A(), A() < B(), A() < C(), A() + A())
# ---
# unary and conversion
class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return ("round", n)
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __complex__(self): return 1j
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __divmod__(self, o): return ("dm", o)
    def __rdivmod__(self, o): return ("rdm", o)
import math
u = U()
print(-u, +u, ~u, abs(u), round(u), round(u, 2), int(u), float(u), complex(u), math.trunc(u), math.floor(u), math.ceil(u), divmod(u, 1), divmod(1, u))
# ---
# bad conversions
class X:
    def __int__(self): return "s"
    def __float__(self): return 1
    def __bool__(self): return 2
    def __len__(self): return -1
    def __str__(self): return 5
    def __repr__(self): return None
    def __index__(self): return 1.5
    def __hash__(self): return "h"
    def __iter__(self): return 5
    def __contains__(self, x): return "truthy"
    def __format__(self, s): return 1
x = X()
for f in [int, float, bool, len, str, repr, hex, hash, iter, lambda v: 1 in v, format, lambda v: [1, 2][v], lambda v: f"{v}", list]:
    try: print(f(x))
    except Exception as e: print(type(e).__name__, e)
# ---
# comparisons
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __le__(self, o): return self.n <= o.n
    def __hash__(self): return hash(self.n)
    def __repr__(self): return f"V{self.n}"
a = [V(3), V(1), V(2)]
print(sorted(a), min(a), max(a), V(1) == V(1), V(1) != V(2), V(2) > V(1), V(2) >= V(2), V(1) == 1, V(1) in a, a.index(V(2)), a.count(V(3)))
d = {V(1): "one"}
d[V(1)] = "uno"
print(d, d[V(1)], V(1) in d, len({V(1), V(1), V(2)}), (V(1), 2) == (V(1), 2), [V(1)] < [V(2)])
a.remove(V(3)); a.sort(reverse=True)
print(a)
# ---
# eq without hash
class A:
    def __eq__(self, o): return True
for f in [lambda: hash(A()), lambda: {A(): 1}, lambda: {A()}]:
    try: f()
    except TypeError as e: print(e)
print(A.__hash__, A() == 5, A() != 5, [A()] == [3], A() in [1])
class B(A):
    __hash__ = object.__hash__
print(len({B(): 1}))
# ---
# default eq and hash
class A: pass
a, b = A(), A()
print(a == a, a == b, a != b, len({a, b, a}), a in [b], a in [b, a], {a: 1}[a], hash(a) == hash(a))
try: a < b
except TypeError as e: print(e)
# ---
# bool and len
class B:
    def __bool__(self): return False
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
class BL(L):
    def __bool__(self): return True
print(bool(B()), bool(L(0)), bool(L(2)), bool(BL(0)), not B(), "x" if L(0) else "y", B() or 5, L(3) and 6, len(L(4)))
while B(): pass
assert L(1)
# ---
# call
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, *a, **k): return (self.n, a, k)
add = Adder(5)
print(add(1, x=2), callable(add), list(map(Adder(1), [1, 2])), callable(5))
class NC: pass
n = NC()
n.__call__ = lambda: 1
try: n()
except TypeError as e: print(e)
# ---
# comparison returns objects
class Q:
    def __init__(self, s): self.s = s
    def __eq__(self, o): return Q(f"({self.s} == {o})")
    def __and__(self, o): return Q(f"({self.s} & {o.s})")
    def __lt__(self, o): return Q(f"({self.s} < {o})")
    def __getattr__(self, n): return Q(f"{self.s}.{n}")
    def __getitem__(self, k): return Q(f"{self.s}[{k!r}]")
q = ((Q("x") == 1) & (Q("y").z[2:3] < 5))
print(q.s)
# ---
# vector example
class Vec:
    def __init__(self, *c): self.c = c
    def __add__(self, o): return Vec(*(a + b for a, b in zip(self.c, o.c)))
    def __sub__(self, o): return self + -o
    def __neg__(self): return self * -1
    def __mul__(self, k): return Vec(*(a * k for a in self.c)) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.c, o.c))
    def __eq__(self, o): return self.c == o.c
    def __iter__(self): return iter(self.c)
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
    def __abs__(self): return (self @ self) ** 0.5
    def __repr__(self): return f"Vec{self.c}"
v, w = Vec(1, 2), Vec(3, 4)
print(v + w, w - v, 3 * v, v * 2, v @ w, abs(w), v == Vec(1, 2), [*v], len(v), v[0], v[-1], sum([v, w], Vec(0, 0)), max(v), tuple(w), dict(zip("ab", v)))
try: v * "a"
except TypeError as e: print(e)
x, y = v
print(x, y, 2 in v, list(reversed(v)))
# ---
# raises unsupported operand
class A: pass
A() + A()
