# list subclass
class Stack(list):
    def push(self, x): self.append(x); return self
    def peek(self): return self[-1]
    def __repr__(self): return f"Stack({list(self)})"
s = Stack([1])
s.push(2).push(3)
print(s, s.peek(), len(s), s[0], s[1:], type(s[1:]).__name__, s + [9], isinstance(s, list), s == [1, 2, 3], sum(s), sorted(s, reverse=True), 2 in s, list(s), s.pop(), bool(Stack()))
s.extrafield = 1
print(s.__dict__, [x for x in s], s * 2)
class L2(list):
    def append(self, x): super().append(x * 10)
    def __getitem__(self, i): return ("item", super().__getitem__(i))
    def __len__(self): return 99
l = L2([1])
l.append(2)
l.extend([3])
print(l[0], len(l), [*l], l.index(20))
# ---
# dict subclass
class D(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.reads = 0
    def __getitem__(self, k):
        self.reads += 1
        return super().__getitem__(k)
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
d = D(a=1)
d["B"] = 2
print(d, d["b"], d.reads, dict(d), list(d), d.get("a"), len(d), "b" in d, {**d}, d | {"z": 1}, isinstance(d, dict), json_free := sorted(d.items()))
class Attr(dict):
    def __getattr__(self, n):
        try: return self[n]
        except KeyError: raise AttributeError(n) from None
    def __setattr__(self, n, v): self[n] = v
a = Attr(x=1)
a.y = 2
print(a.x, a["y"], a, hasattr(a, "z"))
# ---
# str subclass
class Name(str):
    def __new__(cls, v, extra=None):
        self = super().__new__(cls, v.title())
        self.extra = extra
        return self
    def shout(self): return self.upper() + "!"
n = Name("ada", 5)
print(n, n.shout(), n.extra, n + "x", len(n), n == "Ada", type(n + "x").__name__, {n: 1}["Ada"], n[0], isinstance(n, str), f"{n:>5}", n.replace("a", "o"), "d" in n, "-".join([n, n]), repr(n), hash(n) == hash("Ada"))
# ---
# int and float subclass
class Money(int):
    def __add__(self, o): return Money(int(self) + int(o))
    def __repr__(self): return f"${int(self)}"
    def cents(self): return self * 100
m = Money(5)
print(m, m + 3, m * 2, type(m * 2).__name__, m == 5, m.cents(), [m], sum([m, m], Money(0)), m > 3, range(m), {5: "five"}[m], int(m), m.bit_length(), f"{m:03d}", str(m), -m, bool(Money(0)))
class Temp(float):
    def __str__(self): return f"{float(self):.1f}C"
print(Temp(20.55), Temp(1) + 1, [Temp(2)], round(Temp(2.6)), Temp("3"))
# ---
# tuple subclass
class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
p = P(1, 2)
a, b = p
print(p, p.x, a, b, p == (1, 2), hash(p) == hash((1, 2)), len(p), p + (3,), isinstance(p, tuple), {p: 1}[(1, 2)], "%s-%s" % p)
# ---
# set subclass
class S(set):
    def add(self, x):
        print("add", x); super().add(x)
s = S([1])
s.add(2)
print(sorted(s), 1 in s, s == {1, 2}, type(s | {3}).__name__, sorted(s | {3}), len(s), isinstance(s, set))
# ---
# exception subclass with state
class HTTPError(Exception):
    def __init__(self, status, *rest, **kw):
        super().__init__(status, *rest)
        self.status = status
        self.meta = kw
    @property
    def retry(self): return self.status >= 500
    def __str__(self): return f"HTTP {self.status}"
class Teapot(HTTPError):
    def __init__(self): super().__init__(418, "teapot", brew=True)
for e in (HTTPError(500), Teapot()):
    try: raise e
    except HTTPError as x: print(x, repr(x), x.args, x.retry, x.meta)
class K(KeyError): pass
class V(ValueError, LookupError): pass
try: raise K("missing")
except LookupError as e: print(e, repr(e), type(e).__mro__[1].__name__)
try: raise V("v")
except LookupError as e: print(repr(e))
# ---
# multiple inheritance with builtins
class Countable:
    def count_all(self): return len(self)
class L(Countable, list): pass
class D(dict, Countable): pass
print(L([1, 2]).count_all(), D(a=1).count_all(), L("ab"))
try:
    class X(int, str): pass
except TypeError as e: print(e)
try:
    class Y(type(None)): pass
except TypeError as e: print(e)
try:
    class Z(type(lambda: 0)): pass
except TypeError as e: print(e)
# ---
# user collections
from collections import UserDict, UserList, UserString, OrderedDict, defaultdict, Counter
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
u = U(a=1)
u["b"] = 5
u.update(c=7)
print(u, dict(u), u.get("a"), "b" in u, len(u))
class L(UserList):
    def total(self): return sum(self)
print(L([1, 2]).total(), L([1]) + [2], UserString("abc").upper())
class C(Counter):
    def top(self): return self.most_common(1)[0][0]
print(C("banana").top(), C("ab"))
class DD(defaultdict):
    def __missing__(self, k): return k * 2
print(DD(int)["ab"])
# ---
# object methods
class A: pass
a = A()
print(object.__repr__(5)[:12], a.__eq__(a), a.__eq__(5), a.__ne__(a), A.__init__ is object.__init__, isinstance(a.__hash__(), int), object() == object(), type(object()).__name__)
print((5).__add__(3), "a".__len__(), [1].__contains__(1), {}.__eq__({}), (1).__eq__("a"), (2).__pow__(3), "x".__mul__(2), [1, 2].__getitem__(0), (1.5).__int__(), True.__and__(False), (3).__lt__(4), "a".__class__.__name__)
for f in [lambda: object(1), lambda: object().x, lambda: setattr(object(), "x", 1)]:
    try: f()
    except (TypeError, AttributeError) as e: print(e)
# ---
# augmented assignment of containers and of classes that derive from them changes them in place
class L(list): pass
class S(set): pass
class D(dict): pass
def changed(value, *others):
    target = value
    for symbol, other in others:
        if symbol == "+": target += other
        elif symbol == "*": target *= other
        elif symbol == "|": target |= other
        elif symbol == "&": target &= other
        elif symbol == "-": target -= other
        else: target ^= other
    print(type(target).__name__, target, target is value)
changed(L([1]), ("+", [2]), ("+", (i for i in range(2))), ("+", "ab"), ("+", L([9])), ("*", 2))
changed([1], ("+", L([2])), ("+", D(a=1)), ("+", (i for i in (5, 6))))
changed(S([1]), ("|", {2}), ("|", S([3])), ("&", S([1, 2])), ("-", {1}), ("^", S([7])))
changed({1}, ("|", S([3])), ("&", S([1, 3, 2])), ("-", S([1])), ("^", S([7])))
changed(D(a=1), ("|", {"b": 1}), ("|", D(c=1)), ("|", [("z", 1)]))
changed({"a": 1}, ("|", D(c=1)), ("|", [("z", 1)]))
try: changed(S([1]), ("|", [1]))
except TypeError as e: print(e)
try: changed(L([1]), ("-", 1))
except TypeError as e: print(e)
# ---
# a property behind a class method
class Config:
    _name = "config"
    @classmethod
    @property
    def label(cls): return cls._name.upper()
    @classmethod
    def plain(cls): return cls._name
class Child(Config): _name = "child"
import sys
if sys.version_info < (3, 13): print(Config.label, Child.label, Child().label, Child.plain())
# ---
# methods of a builtin type as the hooks of attributes
class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__
d = AttrDict(a=1); d.b = 2; print(d.a, d.b, d, d["b"], d.__dict__, len(d)); d.a += 10; del d.b; print(d, "b" in d, d.keys(), d.get("q"))
setattr(d, "c", 3); print(getattr(d, "c"), d); delattr(d, "c"); print(d)
for f in (lambda: d.nope, lambda: hasattr(d, "nope"), lambda: getattr(d, "nope", 5)):
    try: print(f())
    except KeyError as e: print("KeyError", e)
try: del d.nope
except KeyError as e: print("KeyError", e)
class Soft(dict):
    __getattr__ = dict.get
s = Soft(x=1); s.y = 2; print(s.x, s.nope, s.y, s, s.__dict__, hasattr(s, "whatever"))
class Plain:
    __setattr__ = object.__setattr__
    __getattribute__ = object.__getattribute__
p = Plain(); p.x = 1; print(p.x, p.__dict__)
class Deep(AttrDict):
    def __init__(self, **k): super().__init__(k); self.n = AttrDict(m=1)
e = Deep(z=0); e.n.m = 5; print(e, e.n.m, e.z)
# ---
# what is an instance of a subclass stays one in containers, whoever puts it there
class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v)
class I(int): pass
d = D(); d["n"] = D(a=1); print(type(d["n"]).__name__)
dict.__setitem__(d, "m", I(5)); print(type(d["m"]).__name__)
class L(list):
    def append(self, x): super().append(x)
    def insert(self, i, x): list.insert(self, i, x)
    def __setitem__(self, i, v): super().__setitem__(i, v)
l = L(); l.append(I(3)); l.insert(0, L()); l[0] = D(); print([type(x).__name__ for x in l])
list.append(l, I(1)); print(type(l[-1]).__name__)
d2 = {}; d2.setdefault("x", I(1)); d2.__setitem__("y", I(2)); d2.update(z=I(3)); print([type(v).__name__ for v in d2.values()])
print(type([I(1)].pop()).__name__, type({}.get("a", I(1))).__name__, type(dict.fromkeys("a", I(1))["a"]).__name__, type(dict.get({}, "a", I(2))).__name__, type(dict.setdefault({}, "a", I(2))).__name__, type(dict.pop({}, "q", D())).__name__)
s = set(); set.add(s, I(4)); print([type(x).__name__ for x in s])
import collections
q = collections.deque(); q.append(I(1)); collections.deque.append(q, D()); print([type(x).__name__ for x in q])
class OD(collections.OrderedDict):
    def __setitem__(self, k, v): super().__setitem__(k, v); self.move_to_end(k)
o = OD(); o["a"] = D(); print(type(o["a"]).__name__)
class Str(str):
    def __eq__(self, o): return self.lower() == o.lower()
    def __hash__(self): return hash(self.lower())
s = set(); s.add(Str("Hi")); s.add("x"); s.discard(Str("hI")); print(s); s.remove("x"); s.add(Str("Q")); print(type(s.pop()).__name__)
d = {}; d.setdefault(Str("K"), L()); print([type(k).__name__ for k in d], [type(v).__name__ for v in d.values()], d.pop(Str("k"), None), dict.__contains__({Str("A"): 1}, Str("a")))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: set.add(set(), L())); t(lambda: {}.setdefault(L(), 1)); t(lambda: dict.__setitem__({}, D(), 1)); t(lambda: {1}.discard(L())); t(lambda: {}.pop(D(), 1)); t(lambda: {1}.remove(I(2)))
m = [1, 2, 3]; list.__setitem__(m, slice(0, 2), L([9])); print(m); list.insert(m, I(0), I(7)); print(m, type(m[0]).__name__); f = m.append; f(D(a=1)); print(m, type(m[-1]).__name__)
class T(list):
    def append(self, x): super(T, self).append(T([x]) if not isinstance(x, T) else x)
t1 = T(); t1.append(1); t1.append(T([2])); print(t1, [type(x).__name__ for x in t1])
e = {I(1): "a"}; e[I(1)] = "b"; print(e, e.pop(1), {}.setdefault("k", D()).__class__.__name__)
# ---
# a builtin comparison that is inherited comes before the other side's own; reversed text of a subclass
class U(str): pass
print(list(reversed(U("abc"))), U("b") > U("a"))
class V(str):
    def __getitem__(self, i): return "<" + super().__getitem__(i) + ">"
print(list(reversed(V("abc"))), list(V("ab")))
class W(str):
    def __lt__(self, o): return len(self) < len(o)
print(W("b") > W("a"), W("bb") < W("a"), W("a") > "b", max([W("a"), W("cc"), W("b")], key=len), max([W("a"), W("c"), W("b")]), max(W("a"), W("c"), W("b")), min([W("b"), W("a")]))
class T(tuple): pass
class B(bytes): pass
print(list(reversed(T((1, 2)))), list(reversed(B(b"ab"))))
class X(int):
    def __gt__(self, o): return "X.gt"
class Y(int):
    def __lt__(self, o): return "Y.lt"
class Z(X): pass
print(X(1) < X(2), X(1) > X(2), Y(3) > X(2), X(3) < Y(2), 5 > Y(1), 5 < X(1), X(1) < Z(0), Z(0) < X(1), X(1) <= 1, sorted([X(3), X(1)]))
class Eq(str):
    def __eq__(self, o): return "eq"
    __hash__ = str.__hash__
class Ne(str): pass
print(Ne("a") == Eq("b"), Eq("a") == Ne("b"), "a" == Eq("b"), Ne("a") != Eq("b"), Ne("a") == Ne("a"))
class TL(tuple):
    def __lt__(self, o): return self[1] < o[1]
print(sorted([TL((1, 9)), TL((2, 3))]), max([TL((1, 9)), TL((2, 3))]), TL((1, 9)) > TL((2, 3)))
