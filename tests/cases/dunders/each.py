# binary dunders and their reflections
class A:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"{type(self).__name__}({self.n})"
for _op in "add sub mul truediv floordiv mod pow matmul lshift rshift and or xor divmod".split():
    def _make(op):
        def forward(self, other): return (op, self.n, other.n if isinstance(other, A) else other)
        def reflected(self, other): return ("r" + op, self.n, other)
        def inplace(self, other): return ("i" + op, self.n, other)
        return forward, reflected, inplace
    f, r, i = _make(_op)
    setattr(A, f"__{_op}__", f); setattr(A, f"__r{_op}__", r)
    if _op != "divmod": setattr(A, f"__i{_op}__", i)
a, b = A(1), A(2)
print(a + b, a - 1, a * 2, a / 2, a // 2, a % 2, a ** 2, a @ 2, a << 1, a >> 1, a & 1, a | 1, a ^ 1, divmod(a, 5), pow(a, 2))
print(5 + a, 5 - a, 5 * a, 5 / a, 5 // a, 5 % a, 5 ** a, 5 @ a, 5 << a, 5 >> a, 5 & a, 5 | a, 5 ^ a, divmod(5, a), pow(2, a), "s" + a, "s" * a, [1] + a, (1,) * a, 1.5 * a, None | a, {} | a, "ab" @ a)
x = a; x += 1; print(x); x = a; x -= 1; print(x); x = a; x *= 1; print(x); x = a; x /= 1; print(x); x = a; x //= 1; print(x); x = a; x %= 1; print(x); x = a; x **= 1; print(x); x = a; x @= 1; print(x); x = a; x <<= 1; print(x); x = a; x >>= 1; print(x); x = a; x &= 1; print(x); x = a; x |= 1; print(x); x = a; x ^= 1; print(x)
x = 5; x += a; print(x); x = [1]
try: x += a
except TypeError as e: print(e)
x = (1,); x += a; print(x); x = "s"; x *= a; print(x)
# ---
# subclass reflection comes first
class P:
    def __init__(self, v): self.v = v
    def __add__(self, o): return "P.add"
    def __radd__(self, o): return "P.radd"
    def __eq__(self, o): return "P.eq"
    def __lt__(self, o): return "P.lt"
    def __gt__(self, o): return "P.gt"
class Q(P):
    def __radd__(self, o): return "Q.radd"
    def __gt__(self, o): return "Q.gt"
    def __eq__(self, o): return "Q.eq"
class R(P): pass
print(P(1) + Q(1), Q(1) + P(1), P(1) + R(1), P(1) < Q(1), P(1) == Q(1), Q(1) == P(1), P(1) < R(1), 5 < P(1), 5 + P(1), P(1) != Q(1))
class N:
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __iadd__(self, o): return NotImplemented
    def __neg__(self): return "neg"
n = N()
print(n == n, n == N(), n != N(), -n)
for f in [lambda: n + 1, lambda: 1 + n, lambda: n < 1, lambda: n + n, lambda: n > 5, lambda: n - 1, lambda: +n, lambda: n @ n, lambda: n ** 2, lambda: "a" + n, lambda: [1] + n, lambda: n * "a", lambda: divmod(n, 1), lambda: pow(n, 2), lambda: pow(2, n, 3), lambda: abs(n), lambda: ~n, lambda: n >= n, lambda: n & n, lambda: 1.5 // n]:
    try: print(f())
    except TypeError as e: print(e)
try: n += 1
except TypeError as e: print(e)
try: n -= 1
except TypeError as e: print(e)
try: n **= 1
except TypeError as e: print(e)
# ---
# comparison dunders
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __le__(self, o): return self.n <= o.n
    def __hash__(self): return hash(self.n)
    def __repr__(self): return f"V{self.n}"
a, b = V(1), V(2)
print(a == V(1), a != V(1), a == 1, 1 == a, a < b, a > b, a <= b, a >= b, sorted([b, a]), max(a, b), min([b, a]), {a: 1}[V(1)], V(1) in [a], V(1) in {a}, [a, b] == [V(1), V(2)], (a,) < (b,), [a].index(V(1)), [a, a].count(V(1)), {a, V(1)}, a is not V(1), sorted([b, a], reverse=True), {"k": a} == {"k": V(1)}, a < b < V(3), [V(3), a] > [b], max([a, b], key=lambda v: -v.n))
class W:
    def __init__(self, r): self.r = r
    def __eq__(self, o): return self.r
    def __lt__(self, o): return self.r
print(W([]) == 1, W("x") != 1, W(None) < 1, bool(W([]) == 1), 1 == W(5), 5 > W("gt"), W([]) in [1], not W([]) == 1)
try: hash(W(1))
except TypeError as e: print(e)
try: {W(1): 2}
except TypeError as e: print(e)
class H:
    __hash__ = None
try: hash(H())
except TypeError as e: print(e)
class H2:
    def __hash__(self): return "x"
try: hash(H2())
except TypeError as e: print(e)
# ---
# unary and conversion dunders
class C:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __complex__(self): return 1j
    def __index__(self): return 3
    def __bool__(self): return False
    def __round__(self, n=None): return ("round", n)
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __bytes__(self): return b"bytes"
    def __format__(self, spec): return f"format<{spec}>"
    def __hash__(self): return 42
    def __len__(self): return 5
    def __dir__(self): return ["z", "a"]
    def __sizeof__(self): return 1
    def __call__(self, *a, **k): return ("called", a, k)
c = C()
print(-c, +c, ~c, abs(c), int(c), float(c), complex(c), bool(c), not c, round(c), round(c, 2), str(c), repr(c), bytes(c), format(c, "x"), f"{c}", f"{c:>5}", f"{c!r}", f"{c!s:>6}", "{} {:y} {!r}".format(c, c, c), hash(c), len(c), dir(c), c(1, k=2), [c], {c: c}, (c,), hex(c), bin(c), oct(c), [0, 1, 2, 3, 4][c], "abcdef"[:c], range(c), chr(c + 1 if False else 65), "x" * c, [0] * c, "%s %r" % (c, c), print(c), "yes" if c else "no", c and 1, c or 2, any([c]), all([c]), list(range(1, 9))[c:], float.__call__(c), isinstance(c, C), callable(c))
for name, value in [("__str__", 5), ("__repr__", None), ("__bool__", 1), ("__len__", -1), ("__int__", "a"), ("__float__", 1), ("__index__", 1.5), ("__format__", 1), ("__hash__", 1.5), ("__bytes__", "a"), ("__iter__", 5), ("__complex__", 1), ("__dir__", 5), ("__contains__", []), ("__length_hint__", "a")]:
    X = type("X", (), {name: lambda self, *a, value=value: value})
    x = X()
    use = {"__str__": str, "__repr__": repr, "__bool__": bool, "__len__": len, "__int__": int, "__float__": float, "__index__": lambda v: [1][v], "__format__": format, "__hash__": hash, "__bytes__": bytes, "__iter__": iter, "__complex__": complex, "__dir__": dir, "__contains__": lambda v: 1 in v, "__length_hint__": lambda v: "skip"}[name]
    try: print(name, use(x))
    except (TypeError, ValueError) as e: print(name, type(e).__name__, e)
# ---
# container dunders
class B:
    def __init__(self): self.log = []; self.d = {}
    def __getitem__(self, k): self.log.append(("get", k)); return self.d[k]
    def __setitem__(self, k, v): self.log.append(("set", k, v)); self.d[k] = v
    def __delitem__(self, k): self.log.append(("del", k)); del self.d[k]
    def __contains__(self, k): self.log.append(("in", k)); return k in self.d
    def __len__(self): return len(self.d)
    def __iter__(self): return iter(self.d)
    def __reversed__(self): return iter("rev")
b = B()
b["a"] = 1; b["a"] += 5; b["s"] = "s"  if False else 0
print(b["a"], "a" in b, "z" not in b, len(b), list(b), list(reversed(b)), bool(b), [*b], {*map(str, b)} == set(map(str, b)))
del b["a"]
b[1, 2] = 3; b[..., 0] = 4; b[None] = 5
print(b.log, b[1, 2])
try: b["q"]
except KeyError as e: print("KeyError", e)
class S:
    def __getitem__(self, i):
        if i >= 3: raise IndexError(i)
        return i * 10
s = S()
print(list(s), 20 in s, 5 in s, [x for x in s], sum(s), max(s), dict(enumerate(s)), list(zip(s, s)), tuple(map(str, s)), sorted(s, reverse=True), [*s], next(iter(s)), type(iter(s)).__name__)
a, b, c = s; print(a, b, c); a, *r = s; print(a, r)
class D(dict):
    def __missing__(self, k): return ("missing", k)
print(D(a=1)["a"], D()["z"], D().get("z"))
class Key:
    def __getitem__(self, k): return k
k = Key()
print(k[1:2], k[1:2, 3], k[:], k[::2], k[1, 2], k[()], k["a":"b"], k[-1:])
for f in [lambda: object()[0], lambda: len(object()), lambda: 1 in object(), lambda: iter(object()), lambda: [*object()], lambda: reversed(object()), lambda: object()(), lambda: list(object()), lambda: next(object())]:
    try: print(f())
    except TypeError as e: print(e)
o = object()
try: o[0] = 1
except TypeError as e: print(e)
try: del o[0]
except TypeError as e: print(e)
try: o.x = 1
except AttributeError as e: print(e)
# ---
# attribute dunders
class T:
    x = 1
    def __init__(self): self.y = 2
    def __getattr__(self, n):
        if n.startswith("dyn"): return n.upper()
        raise AttributeError(f"no {n}")
    def __setattr__(self, n, v): print("set", n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print("del", n); super().__delattr__(n)
t = T()
print(t.x, t.y, t.dyn1, getattr(t, "z", "dflt"), hasattr(t, "dyn2"), hasattr(t, "q"), t.__dict__)
t.z = 5; del t.z
try: t.q
except AttributeError as e: print(e)
try: del t.q
except AttributeError as e: print(e)
class G:
    def __getattribute__(self, n):
        if n == "magic": return "from getattribute"
        return super().__getattribute__(n)
    def plain(self): return "plain"
    def __getattr__(self, n): return ("fallback", n)
print(G().magic, G().plain(), G().other, G().__class__.__name__)
# ---
# descriptor dunders
class Desc:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name); self.name = "_" + name
    def __get__(self, obj, cls=None): return self if obj is None else getattr(obj, self.name, "unset")
    def __set__(self, obj, v):
        if v < 0: raise ValueError("negative")
        setattr(obj, self.name, v)
    def __delete__(self, obj): delattr(obj, self.name)
class Uses:
    a = Desc(); b = Desc()
u = Uses(); print(u.a); u.a = 5; print(u.a, u.__dict__, type(Uses.a).__name__)
del u.a; print(u.a)
try: u.b = -1
except ValueError as e: print(e)
class Lazy:
    def __init__(self, f): self.f = f
    def __get__(self, obj, cls):
        v = self.f(obj); obj.__dict__[self.f.__name__] = v; print("computed"); return v
class L:
    @Lazy
    def v(self): return 42
l = L(); print(l.v, l.v, l.__dict__)
# ---
# class hooks
class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.registry.append((cls.__name__, tag))
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
class S1(Base, tag="one"): pass
class S2(S1): pass
print(Base.registry, Base[int], S1["x"], Base.__subclasses__() == [S1])
class Single:
    _inst = None
    def __new__(cls, *a):
        if cls._inst is None: cls._inst = super().__new__(cls)
        return cls._inst
    def __init__(self, v=None): self.v = v
print(Single(1) is Single(2), Single(3).v)
class Other:
    def __new__(cls): return "not an instance"
    def __init__(self): print("never")
print(Other())
class Bad:
    def __init__(self): return 5
try: Bad()
except TypeError as e: print(e)
class Meta2:
    def __instancecheck__(self, x): return x == 5
    def __subclasscheck__(self, c): return c is int
m = Meta2()
print(isinstance(5, m), isinstance(6, m), issubclass(int, m), issubclass(str, (m, bytes)))
try: Base(1)
except TypeError as e: print(e)
try:
    class S3(Base, bad=1): pass
except TypeError as e: print(e)
try:
    class S4(bad=1): pass
except TypeError as e: print(e)
# ---
# context manager and iterator dunders
class CM:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t and t.__name__, v); return self.swallow
with CM(False) as c: print("body")
with CM(True): raise ValueError("swallowed")
try:
    with CM(False): raise KeyError("k")
except KeyError as e: print("outer", e)
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
    def __length_hint__(self): return 3
print(list(It()), sum(It()), [*zip(It(), It())], next(It()), dict.fromkeys(It()), max(It()), 2 in It(), tuple(It()), ",".join(map(str, It())), sorted(It(), reverse=True), set(It()), list(enumerate(It(), 1)), list(filter(lambda x: x > 1, It())), any(It()), all(It()), list(map(lambda a, b: a + b, It(), It())))
a, b, c = It(); print(a, b, c)
def g(): r = yield from It(); print("r", r)
print(list(g()))
for f in [lambda: iter(type("NoNext", (), {"__iter__": lambda s: s})()), lambda: next(type("X", (), {})())]:
    try: f()
    except TypeError as e: print(e)
# ---
# doc name module and friends
class K:
    "Doc of K."
    attr: int = 5
    def m(self) -> str:
        "Doc of m."
def f(a, b: int = 2, *c, d=4, **e) -> None: "Doc of f."
print(K.__doc__, K.m.__doc__, K().__doc__, K.__name__, K.__qualname__, K.__module__, K.m.__qualname__, K.__annotations__, K.m.__annotations__, f.__doc__, f.__name__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__module__, K.__bases__, K.__mro__, K.__base__ if hasattr(K, "__base__") else 0, K().__class__, K().m.__name__, K().m.__self__.__class__.__name__, K().m.__func__ is K.m, (lambda: 1).__name__, f.__dict__, __name__, type(K), type(K()), K.__dict__["attr"], "m" in K.__dict__, len.__name__, len.__module__ if hasattr(len, "__module__") else 0, str.upper.__name__, str.upper.__qualname__, [].append.__name__)
f.x = 5; f.__name__ = "g"; f.__doc__ = "new"; print(f.x, f.__name__, f.__doc__, f.__dict__)
print([n for n in dir(K) if not n.startswith("__")], [n for n in dir(K()) if not n.startswith("_")], vars(K())) 
