# basics
from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass
@dataclass
class P:
    x: int
    y: int = 0
    def norm(self): return self.x + self.y
p = P(1, y=2)
print(p, p.norm(), p == P(1, 2), p != P(1), p == (1, 2), asdict(p), astuple(p), replace(p, x=9), is_dataclass(p), is_dataclass(P), is_dataclass(3), P.y, P.__match_args__, P.__doc__)
p.x = 7; print(p, [f.name for f in fields(P)], fields(p)[1].default, fields(P)[0].type, P.__name__, P(x=3), repr(P(1)))
for bad in (lambda: P(), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: P(1, x=2), lambda: hash(p), lambda: p < P(2), lambda: replace(p, q=1), lambda: asdict(5), lambda: fields(int), lambda: asdict(P)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
@dataclass
class Empty: pass
print(Empty(), Empty() == Empty())
try: Empty(1)
except TypeError as e: print(e)
# ---
# defaults and factories
from dataclasses import dataclass, field
@dataclass
class C:
    name: str
    tags: list = field(default_factory=list)
    opts: dict = field(default_factory=dict)
    n: int = field(default=5, repr=False, compare=False)
    made: int = field(init=False, default=3)
    auto: list = field(init=False, default_factory=lambda: [1])
a, b = C("a"), C("b")
a.tags.append(1); print(a, b, a.tags is b.tags, a.n, a.auto, C("a", n=1) == C("a", n=2))
def bad1():
    @dataclass
    class X: l: list = []
def bad2():
    @dataclass
    class X:
        a: int = 1
        b: str
def bad3():
    field(default=1, default_factory=list)
def bad4():
    @dataclass
    class X: a = field(default=1)
def bad5():
    @dataclass
    class X:
        d: dict = {}
for f in (bad1, bad2, bad3, bad4, bad5):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# options
from dataclasses import dataclass, field, FrozenInstanceError, KW_ONLY, InitVar, astuple
from typing import ClassVar
@dataclass(frozen=True, order=True)
class V:
    major: int
    minor: int = 0
v = V(1, 2)
print(v < V(1, 3), sorted([V(2), V(1, 5), V(1)]), hash(v) == hash(V(1, 2)), {v: 1}[V(1, 2)], v >= V(1), v <= v, max(V(1), V(3)))
for bad in (lambda: setattr(v, "major", 5), lambda: delattr(v, "major"), lambda: setattr(v, "new", 1), lambda: v < 3):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(issubclass(FrozenInstanceError, AttributeError))
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
print(K(a=1))
for bad in (lambda: K(1), lambda: K(), lambda: K(b=1)):
    try: bad()
    except TypeError as e: print(e)
@dataclass
class M:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int
print(M(1, c=3), M.__match_args__)
for bad in (lambda: M(1), lambda: M(1, 2, c=3), lambda: M()):
    try: bad()
    except TypeError as e: print(e)
@dataclass(eq=False)
class E: x: int
print(E(1) == E(1), isinstance(hash(E(1)), int))
@dataclass(repr=False)
class R: x: int
print("R object" in repr(R(1)))
@dataclass(unsafe_hash=True)
class U: x: int
print(hash(U(1)) == hash(U(1)))
@dataclass(slots=True)
class S:
    x: int
    y: list = field(default_factory=list)
    def m(self): return self.x
s = S(1); print(s, s.m(), S.__slots__)
try: s.z = 1
except AttributeError as e: print(e)
@dataclass
class W:
    count: ClassVar[int] = 0
    x: int
    scale: InitVar[int] = 2
    def __post_init__(self, scale):
        self.x *= scale; W.count += 1
        return "ignored"
print(W(3), W(3, 5), W.count, astuple(W(1)))
try:
    dataclass(order=True, eq=False)(E)
except ValueError as e: print(e)
# ---
# inheritance
from dataclasses import dataclass, field, fields
@dataclass
class A:
    x: int
    y: int = 1
@dataclass
class B(A):
    z: int = 2
    x: str = "s"
print(B(), B("q", 5, 6), [f.name for f in fields(B)], isinstance(B(), A), A(1) == B(1))
class Plain(A):
    def __init__(self, k): super().__init__(k, k * 2)
print(Plain(4), Plain(1).y)
@dataclass
class Counted(A):
    def __post_init__(self):
        if self.x < 0: raise ValueError("negative")
        self.total = self.x + self.y
print(Counted(1).total, Counted(1))
try: Counted(-1)
except ValueError as e: print(e)
@dataclass(frozen=True)
class F:
    a: int
    b: int = field(init=False)
    def __post_init__(self): object.__setattr__(self, "b", self.a * 2)
print(F(2))
def bad1():
    @dataclass
    class G(F): pass
def bad2():
    @dataclass(frozen=True)
    class G(A): pass
for f in (bad1, bad2):
    try: f()
    except TypeError as e: print(e)
# ---
# nested
from dataclasses import dataclass, field, asdict, astuple
from typing import Optional, List
@dataclass
class Leaf: v: int
@dataclass
class Node:
    leaf: Leaf
    items: List[Leaf] = field(default_factory=list)
    by: dict = field(default_factory=dict)
    parent: Optional["Node"] = None
n = Node(Leaf(1), [Leaf(2)], {"k": Leaf(3)})
print(n, asdict(n), astuple(n)); d = asdict(n); d["items"].append(1); print(len(n.items))
n.parent = n; print(n)
match Leaf(5):
    case Leaf(v): print("leaf", v)
match n:
    case Node(leaf=Leaf(v=1), items=[Leaf(w), *_]): print("node", w)
@dataclass
class Stack:
    items: list[int] = field(default_factory=list)
    def push(self, x: int) -> None: self.items.append(x)
    def __len__(self): return len(self.items)
s = Stack(); s.push(1); print(s, len(s), bool(Stack()))
@dataclass
class T:
    a: int
    def __repr__(self): return "mine"
    def __eq__(self, o): return True
print(T(1), T(1) == T(2), sorted([3, 1], key=lambda v: Leaf(v).v))
# ---
# make_dataclass and field objects
from dataclasses import make_dataclass, field, fields, MISSING, dataclass
P = make_dataclass("P", [("x", int), ("y", int, 5), "z"][:2], namespace={"s": lambda self: self.x + self.y})
print(P(1), P(1).s(), P.__name__)
@dataclass
class Q: a: int = field(default=1, metadata={"unit": "m"})
f = fields(Q)[0]; print(f.name, f.metadata["unit"], f.default_factory is MISSING, f.init, f.repr, f.compare, f.kw_only, f.type)
# ---
# own setattr and properties
from dataclasses import dataclass
log = []
@dataclass
class L:
    x: int
    y: int = 2
    def __setattr__(self, k, v): log.append((k, v)); super().__setattr__(k, v)
print(L(1), log)
@dataclass
class Temp:
    c: float
    @property
    def f(self): return self.c * 9 / 5 + 32
    @classmethod
    def boil(cls): return cls(100)
    @staticmethod
    def zero(): return Temp(0)
print(Temp.boil().f, Temp.zero())
# ---
# a data class keeps the __init__ that it has
from dataclasses import asdict, dataclass, field, fields
@dataclass
class Scaled:
    size: int
    name: str = "s"
    def __init__(self, size): self.size = size * 10
@dataclass
class Child(Scaled):
    extra: int = 1
    def __init__(self, extra):
        super().__init__(3)
        self.extra = extra
print(Scaled(2), Child(7), asdict(Child(1)), Scaled(2) == Scaled(2))
print(Scaled.__init__.__qualname__, Scaled.__eq__.__qualname__, Child.__repr__.__qualname__)
# ---
# metadata is read-only, a default may be a descriptor that is told its name, the doc string names types shortly
from dataclasses import dataclass, field, fields
from typing import Dict, List, Optional
@dataclass
class Item:
    price: float = field(default=1.0, metadata={"unit": "eur"})
    tags: Optional[List[str]] = None
    more: Dict[str, int] = field(default_factory=dict)
price, tags, _ = fields(Item)
print(price.metadata["unit"], dict(tags.metadata), price.metadata, Item.__doc__)
try: price.metadata["unit"] = "usd"
except TypeError as e: print(e)
class Positive:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, instance, owner): return self.name if instance is None else instance.__dict__[self.name]
    def __set__(self, instance, value):
        if not isinstance(value, str) and value < 0: raise ValueError(f"{self.name} must not be negative")
        instance.__dict__[self.name] = value
@dataclass
class Account:
    balance: int = field(default=Positive())
print(Account(5), Account.balance)
try: Account(-1)
except ValueError as e: print(e)
