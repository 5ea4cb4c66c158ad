# deque
from collections import deque
d = deque([1, 2, 3])
d.append(4); d.appendleft(0); d.extend([5, 6]); d.extendleft("ab")
print(d, len(d), d[0], d[-1], d[2])
print(d.pop(), d.popleft(), d)
d.rotate(2); print(d); d.rotate(-1); print(d); d.reverse(); print(d)
d[0] = "first"; del d[1]; d.insert(2, "in"); print(d, 3 in d, 99 in d)
print(d.index("in"), d.count(1), d.copy() == d, d != deque(), bool(deque()), bool(d))
d.remove("in"); print(list(reversed(d)), [x for x in d], *d)
m = deque(range(5), maxlen=3); m.append(9); print(m, m.maxlen, deque().maxlen)
m.appendleft(7); m += [1, 2]; print(m)
print(deque("abc") + deque("d"), deque([1]) * 3, deque([1, 2]) < deque([1, 3]))
d.clear(); print(d, d or "empty")
for bad in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1]).remove(2), lambda: deque([1])[5],
            lambda: deque(5), lambda: deque([1], -1), lambda: deque([1]).index(3), lambda: hash(deque())):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
q = deque([1, 2])
try:
    for x in q: q.append(x)
except RuntimeError as e: print(e)
n = deque([1]); n.append(n); print(n)
print(isinstance(d, deque), sorted(deque([3, 1, 2])), sum(deque([1, 2])), max(deque([1, 5])), tuple(deque("ab")))
a, *b = deque([1, 2, 3]); print(a, b)
print(deque(x * x for x in range(3)), deque({1: 2}), {**{}}, [*deque([1])], deque([1], maxlen=0))
class Sub(deque):
    def peek(self): return self[-1]
s = Sub([1, 2]); s.append(3); print(s.peek(), s, len(s), isinstance(s, deque))
# ---
# breadth first search
from collections import deque
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
seen, queue, order = {"a"}, deque(["a"]), []
while queue:
    node = queue.popleft(); order.append(node)
    for n in graph[node]:
        if n not in seen: seen.add(n); queue.append(n)
print(order)
# ---
# Counter
from collections import Counter
c = Counter("mississippi")
print(c, c["s"], c["z"], "z" in c, len(c), c.total())
print(c.most_common(), c.most_common(2), c.most_common(0), sorted(c.elements()))
c.update("sss"); c.update({"q": 2}); c.update(x=1); print(c)
c.subtract("ssss"); c.subtract({"q": 5}); print(c, +c, -c)
a, b = Counter(a=3, b=1), Counter(a=1, b=2)
print(a + b, a - b, a & b, a | b, a == b, a == Counter(a=3, b=1, c=0), a != b, a <= b, a >= Counter(a=1))
a += b; print(a); a -= b; print(a); a |= b; print(a); a &= b; print(a)
del c["nothere"]; del c["q"]; print(c, Counter(), dict(c), list(c), c.copy() == c)
print(Counter([1, 1, 2]), Counter(x % 2 for x in range(5)), Counter({"a": 1}), type(a + b).__name__)
c = Counter(); c["x"] += 1; c["x"] += 1; c["y"] -= 1; print(c, c.pop("x"), c.get("k"), c.setdefault("n", 4), sum(c.values()))
try: Counter.fromkeys("ab")
except NotImplementedError as e: print(e)
print(Counter(["b", "a", "b", "a", "c"]).most_common(), max(Counter("aab").items(), key=lambda kv: kv[1]))
print(isinstance(c, dict), isinstance(c, Counter), Counter(a=1) == {"a": 1}, [k for k, v in Counter("abca").items() if v > 1])
# ---
# defaultdict
from collections import defaultdict
d = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]: d[k].append(v)
print(d, dict(d), d["zzz"], len(d), "q" in d, d.get("q"), d.default_factory)
n = defaultdict(int); n["x"] += 5; print(n, n == {"x": 5}, sorted(n.items()), n.copy())
nested = defaultdict(lambda: defaultdict(int)); nested["a"]["b"] += 1; print(nested["a"], nested["a"]["b"])
tree = lambda: defaultdict(tree)
t = tree(); t["x"]["y"]["z"] = 1; print(t["x"]["y"]["z"], list(t["x"]))
for bad in (lambda: defaultdict(5), lambda: defaultdict(None)["k"], lambda: defaultdict()["k"]):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(defaultdict(int, {"a": 1}, b=2), defaultdict(int, a=1) | {"c": 3}, defaultdict(None, [(1, 2)]))
class D(defaultdict):
    def __missing__(self, key): self[key] = key * 2; return self[key]
d = D(); print(d[4], dict(d))
print(defaultdict(set), {k: sorted(v) for k, v in defaultdict(set, a={2, 1}).items()}, isinstance(n, dict))
# ---
# OrderedDict
from collections import OrderedDict
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a"); print(o, list(o)); o.move_to_end("c", last=False); print(list(o.items()))
print(o.popitem(), o.popitem(last=False), o, len(o), OrderedDict(), OrderedDict(x=1, y=2))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, OrderedDict(a=1) != OrderedDict(a=1))
print(list(reversed(OrderedDict(a=1, b=2))), OrderedDict.fromkeys("ab", 0), o.copy(), OrderedDict(a=1) | {"b": 2})
for bad in (lambda: OrderedDict().popitem(), lambda: OrderedDict().move_to_end("k")):
    try: bad()
    except KeyError as e: print(repr(e))
class LRU(OrderedDict):
    def __init__(self, size): super().__init__(); self.size = size
    def get_(self, k):
        if k not in self: return -1
        self.move_to_end(k); return self[k]
    def put(self, k, v):
        self[k] = v; self.move_to_end(k)
        if len(self) > self.size: self.popitem(last=False)
c = LRU(2); c.put(1, 1); c.put(2, 2); print(c.get_(1)); c.put(3, 3); print(c.get_(2), list(c.items()))
# ---
# namedtuple
from collections import namedtuple
Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p[1], p._asdict(), p._fields, p._replace(x=9), Point._make([5, 6]), p == (1, 2), len(p), hash(p) == hash((1, 2)))
x, y = p; print(x, y, [*p], p + (3,), max(p), p < Point(1, 3), isinstance(p, tuple), Point.__name__, Point.__doc__)
D = namedtuple("D", "a b c", defaults=[2, 3]); print(D(1), D(1, c=5), D._field_defaults)
R = namedtuple("R", "def x x _y", rename=True); print(R._fields)
for bad in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: Point(1, x=2, y=1), lambda: p._replace(q=1), lambda: Point._make([1]),
            lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "1a"), lambda: namedtuple("A", "def"), lambda: namedtuple("A", "_a"), lambda: Point(), lambda: D(),
            lambda: namedtuple("T", "a", defaults=[1, 2])):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
try: p.x = 5
except AttributeError as e: print("AttributeError")
class Q(namedtuple("Base", "n m")):
    __slots__ = ()
    @property
    def total(self): return self.n + self.m
    def __str__(self): return f"Q<{self.n}>"
q = Q(1, 2); print(q.total, q, repr(q), q._replace(n=4))
match p:
    case Point(a, b): print("matched", a, b)
match p:
    case Point(x=1, y=b): print("by name", b)
print(sorted([Point(2, 1), Point(1, 5)]), {p: 1}[(1, 2)], "%d-%d" % p, f"{p.x}")
# ---
# ChainMap
from collections import ChainMap
c = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(c, c["a"], c["b"], len(c), sorted(c), "b" in c, c.get("z", 0), dict(c), c.maps, c.parents)
k = c.new_child({"z": 1}); k["n"] = 5; print(k, k.maps[0]); c["b"] = 9; print(c); del c["b"]; print(c["b"])
for bad in (lambda: c["nope"], lambda: c.pop("b"), lambda: ChainMap().popitem()):
    try: bad()
    except KeyError as e: print(e)
print(sorted(c.items()), list(c.values()), list(c.keys()), c == {"a": 1, "b": 3}, bool(ChainMap()))
# ---
# UserDict, UserList, UserString
from collections import UserDict, UserList, UserString
class Lower(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
d = Lower({"A": 1}, B=2); d["CC"] = 3; d.update(D=4); print(d, d["cc"], "a" in d, len(d), d.get("x"), d.pop("a"), list(d), d.data, sorted(d.items()))
class L(UserList):
    def append(self, x): super().append(x * 2)
l = L([1]); l.append(2); print(l, l[0], l[0:1], len(l), l + [9], l == [1, 4], 4 in l, [x for x in l], l.data)
s = UserString("abc"); print(s, s.upper(), s + "d", len(s), s == "abc", s[0], "b" in s)
# ---
# keyword arguments of OrderedDict's methods; pairs merged in place; counts that are no numbers; UserString and %
from collections import Counter, OrderedDict, UserString, defaultdict
o = OrderedDict(a=1, b=2)
print(o.pop(key="a"), o.pop("x", default=3), o.setdefault("c", default=4), o)
try: o.pop("nope")
except KeyError as e: print("KeyError", e)
o |= [("d", 5)]
d = defaultdict(int, {1: 1})
d |= [(2, 5)]
print(o, d, d[9])
print(Counter(a=None, b="x"), Counter({"a": None}))
print(UserString("%s-%d") % (1, 2), repr("<%s>" % UserString("u")))
