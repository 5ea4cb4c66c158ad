# references
import weakref
from weakref import ref, ReferenceType, WeakMethod
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Node:
    def __init__(self, name): self.name = name
    def __repr__(self): return f"Node({self.name!r})"
    def hello(self): return f"hello {self.name}"
a = Node("a"); r = ref(a); print(r(), r() is a, r is ref(a), r == ref(a), type(r), isinstance(r, ReferenceType), hash(r) == hash(a), weakref.getweakrefcount(a), weakref.getweakrefs(a) == [r], r.__callback__)
del a; print(r()); print(r() is None, repr(r).split("; ")[1])
b = Node("b"); r = ref(b); b = None; print(r())
def local():
    c = Node("c"); return ref(c), c.name
print(local()[0]())
kept = [Node("k")]; r = ref(kept[0]); print(r().name); kept.pop(); print(r() is None)
d = {"x": Node("d")}; r = ref(d["x"]); print(r()); d.clear(); print(r())
def gone(reference): print("gone", reference() is None)
e = Node("e"); r = ref(e, gone); f = e; del e; print(r().name); del f; print(r())
for bad in (5, "text", [1], (1,), {}, None, 1.5, b"x", True, range(3)): t(lambda: ref(bad))
class Slots: __slots__ = ("x",)
class Weak: __slots__ = ("x", "__weakref__")
class L(list): pass
class S(str): pass
class I(int): pass
t(lambda: ref(Slots())); w = Weak(); l = L(); s = S("s"); print(ref(w)() is w, ref(l)() is l, ref(s)() is s); t(lambda: ref(I(5)))
def func(): pass
gen = (x for x in "ab"); st = {1}; print(ref(func)() is func, ref(Node)() is Node, ref(gen)() is gen, ref(st)() == {1}, ref(frozenset([1]))() or "none")
n = Node("n"); m = WeakMethod(n.hello); print(m()(), m() == n.hello, m == WeakMethod(n.hello)); del n; print(m()); t(lambda: WeakMethod(func))
class Parent:
    def __init__(self): self.children = []
    def add(self, child): self.children.append(child); child.parent = ref(self)
class Child: parent = None
p, c = Parent(), Child(); p.add(c); print(c.parent() is p); del p; print(c.parent())
class Sub(ref):
    def __init__(self, obj, tag): super().__init__(obj); self.tag = tag
    def __new__(cls, obj, tag): return super().__new__(cls, obj)
x = Node("x"); sub = Sub(x, "tag"); print(sub().name, sub.tag, isinstance(sub, ref))
# ---
# collections
import weakref
from weakref import WeakValueDictionary, WeakKeyDictionary, WeakSet
class Item:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"Item({self.n})"
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a, b, c = Item(1), Item(2), Item(3)
cache = WeakValueDictionary(); cache["a"] = a; cache["b"] = b; cache.update({"c": c})
print(len(cache), cache["a"], cache.get("b"), "c" in cache, list(cache), list(cache.keys()), list(cache.values()), list(cache.items()), dict(cache), cache.get("z", 0))
del b; print(sorted(cache)); print("b" in cache, len(cache)); t(lambda: cache["b"]); t(lambda: cache["z"]); print(cache.setdefault("a", c), cache.pop("c"), cache.pop("q", None), len(cache), [r() for r in cache.valuerefs()])
def t2():
    cache["five"] = 5
t(t2); del cache["a"]; print(len(cache), bool(cache), repr(cache).split(" at")[0]); two = cache | {"a": a}; print(sorted(two), two.copy()["a"])
def load(key):
    found = cache.get(key)
    if found is None:
        print("loading", key); found = cache[key] = Item(key)
    return found
x = load(7); y = load(7); print(x is y); del x, y; z = load(7)
meta = WeakKeyDictionary(); meta[a] = "first"; meta[c] = "third"; print(len(meta), meta[a], meta.get(c), a in meta, 5 in meta, sorted(meta.values()), [(k.n, v) for k, v in meta.items()], [k.n for k in meta])
del c; print(len(meta), list(meta.values()))
def t3(): meta[5] = 1
t(t3); print(meta.pop(a), len(meta), meta.setdefault(a, "again"), meta[a], repr(meta).split(" at")[0]); del meta[a]; print(len(meta))
s = WeakSet(); i, j = Item("i"), Item("j"); s.add(i); s.add(j); s.add(i); print(len(s), i in s, 5 in s, sorted(x.n for x in s)); other = WeakSet([j]); print(len(s | other), len(s & other), len(s - other), other.issubset(s), s.issuperset(other), s == other, (s - other).pop().n, len(s ^ other))
del i; print(len(s), [x.n for x in s]); s.discard(j); print(len(s)); t(lambda: s.add(5)); s.update([j]); s.clear(); print(len(s)); t(s.pop)
# ---
# observers
import weakref
class Subject:
    def __init__(self): self._observers = weakref.WeakSet()
    def attach(self, o): self._observers.add(o)
    def notify(self, value):
        for o in self._observers: o.update(value)
class Observer:
    def __init__(self, name): self.name = name
    def update(self, value): print(self.name, "got", value)
s, o = Subject(), Observer("one"); s.attach(o); s.notify(1); del o; s.notify(2); print(len(s._observers))
# ---
# proxies and finalizers
import weakref
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class V:
    def __init__(self, *items): self.items = list(items)
    def total(self): return sum(self.items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def __iter__(self): return iter(self.items)
    def __eq__(self, o): return isinstance(o, V) and self.items == o.items
    def __str__(self): return f"V{self.items}"
    def __add__(self, o): return V(*self.items, o)
    def __call__(self, x): return x * 2
v = V(1, 2); p = weakref.proxy(v); print(p.total(), len(p), p[0], list(p), p == V(1, 2), str(p), p.items, (p + 3).items, 2 in p, p(4), bool(p)); p.items = [5]; print(v.items, isinstance(p, weakref.ProxyType) or isinstance(p, weakref.CallableProxyType))
del v; t(lambda: p.total()); t(lambda: weakref.proxy(5)); t(lambda: len(p))
w = V(3); f = weakref.finalize(w, print, "finalized", sep="-"); print(f.alive, f.peek()[1:], f.atexit); f(); print(f.alive, f(), f.peek(), f.detach())
x = V(4); f = weakref.finalize(x, lambda *a: print("end of", a), 1); del x; print(f.alive)
y = V(5); f = weakref.finalize(y, print, "never"); print(f.detach()[0] is y, f.alive)
