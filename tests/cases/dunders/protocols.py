# iteration
class R:
    def __init__(self, n): self.n = n
    def __iter__(self): return RI(self.n)
class RI:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
r = R(3)
print(list(r), [x * 2 for x in r], sum(r), max(r), tuple(r), set(r) == {1, 2, 3}, 2 in r, 9 in r, [*r], dict.fromkeys(r), sorted(r, reverse=True), list(zip(r, r)), list(enumerate(r)), ",".join(map(str, r)))
a, *b = r
print(a, b, next(iter(r)), list(map(lambda x, y: x * y, r, r)), any(x > 2 for x in r), list(filter(lambda x: x % 2, r)))
class G:
    def __iter__(self):
        yield "a"
        yield from "bc"
print(list(G()), "".join(G()))
# ---
# old sequence protocol
class Seq:
    def __getitem__(self, i):
        if i >= 3: raise IndexError("end")
        return i * 10
print(list(Seq()), 20 in Seq(), 5 in Seq(), [*Seq()], sum(Seq()))
class Len(Seq):
    def __len__(self): return 3
print(list(reversed(Len())), len(Len()))
class NoIter:
    __iter__ = None
    def __getitem__(self, i): return i
for f in [lambda: iter(NoIter()), lambda: list(object()), lambda: reversed(5), lambda: reversed({1})]:
    try: f()
    except TypeError as e: print(e)
# ---
# containers
class Bag:
    def __init__(self): self.d = {}
    def __getitem__(self, k):
        print("get", k); return self.d[k]
    def __setitem__(self, k, v):
        print("set", k, v); self.d[k] = v
    def __delitem__(self, k):
        print("del", k); del self.d[k]
    def __contains__(self, k):
        print("contains", k); return k in self.d
    def __len__(self): return len(self.d)
b = Bag()
b["a"] = 1
b["a"] += 5
print(b["a"], "a" in b, "z" not in b, len(b))
del b["a"]
b[1, 2] = "tuple"
try: b["q"]
except KeyError as e: print(repr(e))
# ---
# missing
class D(dict):
    def __missing__(self, k): return f"<{k}>"
d = D(a=1)
print(d["a"], d["zz"], d.get("zz"), "zz" in d, d)
class Tree(dict):
    def __missing__(self, k):
        v = self[k] = Tree()
        return v
t = Tree()
t["a"]["b"]["c"] = 1
print(t)
# ---
# getattr hooks
class A:
    x = 1
    def __init__(self): self.y = 2
    def __getattr__(self, n):
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(f"no {n} here")
a = A()
print(a.x, a.y, a.dyn_foo, hasattr(a, "dyn_q"), hasattr(a, "nope"), getattr(a, "nope", "default"))
try: a.nope
except AttributeError as e: print(e)
# ---
# getattribute
class A:
    def __init__(self): self.v = 1
    def __getattribute__(self, n):
        print("get", n)
        return object.__getattribute__(self, n)
    def m(self): return self.v
a = A()
print(a.m())
class B(A):
    def __getattribute__(self, n):
        if n == "secret": raise AttributeError("hidden")
        return super().__getattribute__(n)
    def __getattr__(self, n): return f"fallback {n}"
b = B()
print(b.secret, b.v, b.other)
# ---
# setattr and delattr
class A:
    def __setattr__(self, n, v):
        print("set", n, v)
        super().__setattr__(n, v * 2 if isinstance(v, int) else v)
    def __delattr__(self, n):
        print("del", n)
        object.__delattr__(self, n)
a = A()
a.x = 5
a.x += 1
print(a.x, a.__dict__)
del a.x
setattr(a, "y", "s"); delattr(a, "y")
class Frozen:
    def __init__(self, x): object.__setattr__(self, "x", x)
    def __setattr__(self, n, v): raise AttributeError(f"cannot assign {n}")
f = Frozen(3)
try: f.x = 1
except AttributeError as e: print(e, f.x)
# ---
# descriptors
class Typed:
    def __init__(self, t): self.t = t
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return getattr(obj, self.name, None)
    def __set__(self, obj, v):
        if not isinstance(v, self.t): raise TypeError(f"{self.name[1:]} must be {self.t.__name__}")
        setattr(obj, self.name, v)
    def __delete__(self, obj): delattr(obj, self.name)
class P:
    name = Typed(str)
    age = Typed(int)
p = P()
p.name, p.age = "x", 3
print(p.name, p.age, p.__dict__, isinstance(P.name, Typed))
try: p.age = "old"
except TypeError as e: print(e)
del p.age
print(p.age)
# ---
# data and non data descriptors
class ND:
    def __get__(self, o, t): return "nd"
class DD(ND):
    def __set__(self, o, v): print("dd set", v)
class A:
    nd, dd = ND(), DD()
a = A()
a.__dict__["nd"] = "inst"
a.__dict__["dd"] = "inst"
a.dd = 5
print(a.nd, a.dd, A.nd, A.dd)
class Lazy:
    def __init__(self, f): self.f = f
    def __get__(self, o, t):
        print("compute")
        v = o.__dict__[self.f.__name__] = self.f(o)
        return v
class B:
    @Lazy
    def val(self): return 42
b = B()
print(b.val, b.val)
# ---
# init_subclass
class Plugin:
    registry = {}
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry[name or cls.__name__] = cls
class A(Plugin): pass
class B(Plugin, name="bee"): x = 1
print(sorted(Plugin.registry), Plugin.registry["bee"].x)
try:
    class C(A, wrong=1): pass
except TypeError as e: print(e)
class Plain: pass
try:
    class D(Plain, k=1): pass
except TypeError as e: print(e)
# ---
# class_getitem
class Box:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
print(Box["int"], Box[1, 2])
class NoSub: pass
try: NoSub[int]
except TypeError as e: print(e)
print(list[int], dict[str, int], tuple[int, ...])
# ---
# format str repr
class A:
    def __repr__(self): return "R"
class B(A):
    def __str__(self): return "S"
class C(B):
    def __format__(self, s): return f"F{s}"
print(A(), B(), C(), [A(), B()], {"k": B()}, (C(),), {1: [A()]}, f"{A()} {B()} {B()!r} {C():x} {C()!s:>3}", "%s %r" % (B(), B()), "{} {!r} {:q}".format(B(), B(), C()), str(A()) + repr(C()))
class D:
    __str__ = lambda self: "d"
print(str(D()), D.__repr__ is object.__repr__)
class E(Exception):
    def __repr__(self): return "E!"
print([E("x")], str(E("x")))
# ---
# recursive repr
a = [1]
a.append(a)
d = {}
d["d"] = d
print(a, d, [d], (a,))
class N:
    def __init__(self): self.l = [self]
    def __repr__(self): return f"N{len(self.l)}"
print(N().l)
# ---
# length hint and reversed
class R:
    def __reversed__(self): return iter("cba")
    def __length_hint__(self): return 3
    def __iter__(self): return iter("abc")
import operator
print(list(reversed(R())), list(R()), operator.length_hint(R()))
# ---
# dir and sizeof free
class A:
    b = 1
    def __init__(self): self.c = 2
    def __dir__(self): return ["z", "a"]
print(dir(A()), [n for n in dir(type("T", (), {"x": 1})) if not n.startswith("_")])
# ---
# instancecheck with abc register
from collections.abc import Iterable, Sized, Callable, Hashable, Iterator, Container, Mapping, Sequence, MutableSequence
class S:
    def __len__(self): return 0
    def __iter__(self): return iter(())
    def __contains__(self, x): return False
    def __call__(self): pass
s = S()
print([isinstance(s, c) for c in (Iterable, Sized, Callable, Hashable, Iterator, Container, Mapping, Sequence)])
print([isinstance(x, Iterable) for x in ([], "", {}, 5, (i for i in ()), range(1))], isinstance({}, Mapping), isinstance([], MutableSequence), isinstance((), MutableSequence), isinstance([], Hashable), isinstance(len, Callable))
# ---
# copy protocol
import copy
class A:
    def __init__(self, x): self.x = x
    def __copy__(self): return A("copied")
    def __deepcopy__(self, memo): return A("deep")
print(copy.copy(A(1)).x, copy.deepcopy(A(1)).x, copy.deepcopy([A(1)])[0].x)
class B:
    def __init__(self): self.l = [1]
b = B()
c, d = copy.copy(b), copy.deepcopy(b)
b.l.append(2)
print(c.l, d.l, c is b, type(d).__name__)
