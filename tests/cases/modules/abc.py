# abstract classes
from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def kind(): ...
    def describe(self): return f"{self.name} {self.area()}"
class Sq(Shape):
    def __init__(self, n): self.n = n
    def area(self): return self.n ** 2
    @property
    def name(self): return "sq"
    @classmethod
    def make(cls): return cls(2)
    @staticmethod
    def kind(): return "k"
print(Sq.make().describe(), Sq.kind(), isinstance(Sq(1), Shape), issubclass(Sq, Shape), isinstance(5, Shape))
class Half(Shape):
    def area(self): return super().area()
for c in (Shape, Half):
    try: c()
    except TypeError as e: print(e)
class M(metaclass=ABCMeta):
    @abstractmethod
    def f(self): return "base"
class N(M):
    def f(self): return super().f() + "!"
print(N().f())
try: M(1)
except TypeError as e: print(e)
print(sorted(Shape.__abstractmethods__), Sq.__abstractmethods__, N.__mro__[1].__name__)
@Shape.register
class Other: pass
print(isinstance(Other(), Shape), issubclass(Other, Shape), isinstance(Other(), Sq))
class Hook(ABC):
    @classmethod
    def __subclasshook__(cls, c): return hasattr(c, "quack")
class Duck:
    def quack(self): pass
print(isinstance(Duck(), Hook), issubclass(Duck, Hook), isinstance(1, Hook))
# ---
# collections.abc checks
import collections.abc
from collections import deque, OrderedDict
def gen(): yield
async def coro(): pass
async def agen(): yield
values = [1, "s", [1], (1,), {1: 2}, {1}, frozenset(), b"", bytearray(), range(3), None, gen(), iter([]), len, lambda: 0, int, {1: 2}.keys(), {}.values(), {}.items(), deque(), OrderedDict(), map(str, []), object(), 1.5, agen()]
names = ["Hashable", "Iterable", "Iterator", "Reversible", "Generator", "Sized", "Container", "Collection", "Callable", "Set", "MutableSet", "Mapping", "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence", "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator"]
for n in names:
    c = getattr(collections.abc, n)
    print(n, [type(v).__name__ for v in values if isinstance(v, c)])
from collections.abc import Hashable, Iterable, Mapping, Sequence
print(issubclass(list, Sequence), issubclass(dict, Mapping), issubclass(str, Iterable), issubclass(int, Hashable), issubclass(list, Hashable), issubclass(int, Iterable))
# ---
# classes that derive from them
from collections.abc import Sequence, MutableMapping, Iterator, Set, MutableSequence, Mapping, Iterable, Callable, Sized, MutableSet
class S(Sequence):
    def __init__(self, *a): self.a = a
    def __len__(self): return len(self.a)
    def __getitem__(self, i): return self.a[i]
s = S(1, 2, 3, 2)
print(list(s), 2 in s, 9 in s, s.index(2), s.count(2), list(reversed(s)), isinstance(s, Sequence), isinstance(s, Iterable))
try: s.index(9)
except ValueError as e: print(repr(e))
class D(MutableMapping):
    def __init__(self, *a, **k): self.d = {}; self.update(*a, **k)
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def __repr__(self): return f"D({self.d})"
d = D({"a": 1}, b=2); d.setdefault("c", 3)
print(d, list(d.items()), list(d.keys()), list(d.values()), d.get("z"), d.pop("a"), d.pop("q", 0), "b" in d, d == {"b": 2, "c": 3}, len(d), d.popitem(), {**d}, dict(d), d.keys() & {"c"}, "b" in d.keys())
d.clear(); print(d, bool(d), d.items())
class It(Iterator):
    def __init__(self): self.n = 0
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), isinstance(It(), Iterator))
class MS(Set):
    def __init__(self, it): self.e = list(dict.fromkeys(it))
    def __iter__(self): return iter(self.e)
    def __contains__(self, v): return v in self.e
    def __len__(self): return len(self.e)
a, b = MS("abc"), MS("bcd")
print(sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b), a <= b, MS("a") < a, a == MS("cba"), a.isdisjoint(MS("z")), a >= {"a"})
class L(MutableSequence):
    def __init__(self): self.l = []
    def __len__(self): return len(self.l)
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def insert(self, i, v): self.l.insert(i, v)
l = L(); l.append(1); l.extend([2, 3]); l += [4]; l.reverse(); l.remove(2); print(l.l, l.pop(), l.pop(0), len(l)); l.clear(); print(l.l)
for bad in (lambda: Sequence(), lambda: type("X", (Mapping,), {})(), lambda: type("Y", (Sized,), {})()):
    try: bad()
    except TypeError as e: print(e)
print(Sequence[int], Callable[[int], str], Iterable, Mapping[str, int])
def f(x: Iterable[int], y: "Callable[..., int]" = len) -> Mapping[str, list[int]]: return x
print(f([1]))
