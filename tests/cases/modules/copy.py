# shallow
import copy
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
class P:
    def __init__(self, x): self.x = x; print("init")
class S:
    __slots__ = ("a", "b")
class L(list):
    tag = "class"
p = P([1]); q = copy.copy(p); print(q is not p, q.x is p.x, type(q) is P, q.__dict__)
s = S(); s.a = 1; t = copy.copy(s); print(t.a, hasattr(t, "b"), t is not s)
l = L([1, [2]]); l.note = "n"; m = copy.copy(l); print(m, m.note, type(m) is L, m[1] is l[1], m is not l)
for value in (5, "x", b"y", None, True, 1.5, 2j, ..., (1, 2), frozenset({1}), range(3), len, P, print):
    print(copy.copy(value) is value, end=" ")
print()
for value in ([1, [2]], {"a": [1]}, {1, 2}, bytearray(b"ab"), deque([1, 2], 3), defaultdict(list, a=[1]), Counter("aab"), OrderedDict(a=1)):
    made = copy.copy(value); print(made == value, made is not value, type(made) is type(value), made)
N = namedtuple("N", "a b"); n = N([1], 2); print(copy.copy(n), copy.copy(n).a is n.a)
d = copy.copy(defaultdict(int)); d["z"] += 1; print(d)
f = lambda: 1
print(copy.copy(f) is f, copy.deepcopy(f) is f)
class E(Exception):
    def __init__(self, m, code): super().__init__(m, code); self.code = code
e = copy.copy(E("m", 3)); print(repr(e), e.code, e.args)
try: copy.copy(x for x in [])
except TypeError as error: print(error)
# ---
# deep
import copy
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
@dataclass
class Node:
    name: str
    children: list = field(default_factory=list)
    parent: "Node | None" = None
root = Node("root"); kid = Node("kid", parent=root); root.children.append(kid)
c = copy.deepcopy(root); print(c.name, c.children[0].parent is c, c.children[0] is not kid, c is not root)
x = [1, [2, 3], {"a": [4]}, (5, [6]), {7}]
y = copy.deepcopy(x); print(y == x, y[1] is not x[1], y[2]["a"] is not x[2]["a"], y[3] is not x[3], y[3][1] is not x[3][1])
a = [1]; z = copy.deepcopy([a, a]); print(z[0] is z[1], z)
loop = []; loop.append(loop); made = copy.deepcopy(loop); print(made[0] is made, made is not loop)
t = (1, "a", (2, 3)); print(copy.deepcopy(t) is t); u = (1, []); print(copy.deepcopy(u) is u)
d = {"k": loop}; print(copy.deepcopy(d)["k"][0] is not loop)
N = namedtuple("N", "a b"); n = N([1], 2); m = copy.deepcopy(n); print(m, m.a is n.a, type(m) is N)
for value in (deque([[1]], 3), defaultdict(list, a=[1]), Counter("aab"), OrderedDict(a=[1]), frozenset({(1, 2)}), bytearray(b"q")):
    made = copy.deepcopy(value); print(made == value, type(made) is type(value), made)
class T(dict):
    pass
t = T(a=[1]); t.extra = [2]; u = copy.deepcopy(t); print(u, u.extra, u["a"] is t["a"], u.extra is t.extra, type(u).__name__)
class K(list):
    pass
k = K([[1]]); w = copy.deepcopy(k); print(w, w[0] is k[0], type(w).__name__)
class M:
    def go(self): return self
m = M(); b = copy.deepcopy([m, m.go]); print(b[1]() is b[0])
# ---
# hooks
import copy
class C:
    def __init__(self, v): self.v = v
    def __copy__(self): return C(("copied", self.v))
    def __deepcopy__(self, memo): made = C(None); memo[id(self)] = made; made.v = copy.deepcopy(self.v, memo); return made
c = C([1]); print(copy.copy(c).v, copy.deepcopy(c).v); c.v = c; d = copy.deepcopy(c); print(d.v is d)
class G:
    def __init__(self): self.a = 1; self.lock = object()
    def __getstate__(self): state = self.__dict__.copy(); del state["lock"]; return state
    def __setstate__(self, state): self.__dict__.update(state); self.lock = "new"
g = copy.copy(G()); print(g.a, g.lock); g = copy.deepcopy(G()); print(g.a, g.lock)
memo = {}; x = [[1]]; y = copy.deepcopy(x, memo); print(memo[id(x)] is y, memo[id(x[0])] is y[0])
print(issubclass(copy.Error, Exception), copy.error is copy.Error)
class Base:
    def __init__(self): self.items = []
    def clone(self): return copy.deepcopy(self)
class Sub(Base): pass
s = Sub(); s.items.append({"a": 1}); k = s.clone(); k.items[0]["a"] = 2; print(s.items, k.items, type(k).__name__)
