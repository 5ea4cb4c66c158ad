# reduce and partial
from functools import reduce, partial
import functools
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 5), reduce(max, [3, 9, 2]), reduce(lambda a, b: a + [b], (x for x in "ab"), []))
try: reduce(lambda a, b: a, [])
except TypeError as e: print(e)
def f(a, b, c=3, *d, **e): return a, b, c, d, e
p = partial(f, 1, c=9); print(p(2), p(2, z=1), p(2, c=0), p.args, p.keywords, p.func is f)
q = partial(p, 5, k=1); print(q(), q.args, q.func is f, partial(int, base=2)("101"), list(map(partial(pow, 2), [1, 2, 3])), sorted("bA", key=partial(str.lower)))
for bad in (lambda: partial(), lambda: partial(5)):
    try: bad()
    except TypeError as e: print(e)
print(partial(print, 1, sep=""), callable(p), isinstance(p, partial))
# ---
# wraps
from functools import wraps, update_wrapper
def deco(fn):
    @wraps(fn)
    def inner(*a, **k):
        "inner doc"
        return fn(*a, **k)
    return inner
@deco
def hello(x: int) -> str:
    "hello doc"
    return "hi " + str(x)
hello.attr = 5
print(hello(1), hello.__name__, hello.__doc__, hello.__wrapped__(2), hello.__qualname__, hello.__annotations__)
def timed(n):
    def decorate(fn):
        @wraps(fn)
        def call(*args):
            return [fn(*args) for _ in range(n)]
        return call
    return decorate
@timed(2)
def sq(x): return x * x
print(sq(4), sq.__name__)
# ---
# caches
from functools import lru_cache, cache, cached_property
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info(), fib.cache_info().hits); fib.cache_clear(); print(fib.cache_info())
@cache
def g(*a, **k): print("called", a, k); return len(a)
print(g(1), g(1), g(1, 2), g(x=1), g(x=1), g(1.0), g(True), g("1"))
calls = []
@lru_cache(2)
def h(x): calls.append(x); return x
for x in (1, 2, 1, 3, 1, 2): h(x)
print(calls, h.cache_info(), h.cache_parameters(), h.__name__, h.__wrapped__(9))
@lru_cache
def d(x): return x * 2
print(d(2), d(2), d.cache_info())
@lru_cache(typed=True)
def t(x): return type(x).__name__
print(t(1), t(1.0), t(1), t.cache_info())
try: g([1])
except TypeError as e: print(e)
class C:
    def __init__(self): self.n = 0
    @cached_property
    def value(self): "doc"; self.n += 1; return self.n * 10
    @lru_cache(maxsize=8)
    def m(self, x): self.n += 100; return x
    @staticmethod
    @cache
    def s(x): return x
c = C(); print(c.value, c.value, c.n, c.__dict__, c.m(1), c.m(1), c.n, C.s(4), C.m.cache_info()); del c.value; print(c.value)
@lru_cache(maxsize=0)
def z(x): return x
print(z(1), z(1), z.cache_info())
@cache
def grid(i, j): return 1 if i == 0 or j == 0 else grid(i - 1, j) + grid(i, j - 1)
print(grid(8, 8))
# ---
# total_ordering and cmp_to_key
from functools import total_ordering, cmp_to_key
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n if isinstance(o, V) else NotImplemented
a, b = V(1), V(2)
print(a < b, a <= b, a > b, a >= b, a == V(1), a != b, a <= V(1), sorted([b, a])[0].n, max(a, b).n)
try: a < 5
except TypeError as e: print(e)
try: a >= 5
except TypeError as e: print(e)
try:
    @total_ordering
    class W: pass
except ValueError as e: print(e)
@total_ordering
class G:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __ge__(self, o): return self.n >= o.n
print(G(1) < G(2), G(1) > G(2), G(2) <= G(2))
print(sorted([3, 1, 2], key=cmp_to_key(lambda x, y: y - x)), sorted(["b", "A", "c"], key=cmp_to_key(lambda x, y: (x.lower() > y.lower()) - (x.lower() < y.lower()))))
k = cmp_to_key(lambda x, y: x - y); print(k(1) < k(2), k(1) == k(1), min([5, 3], key=k), k(3).obj)
# ---
# singledispatch
from functools import singledispatch, singledispatchmethod
@singledispatch
def show(x): return "any " + str(x)
@show.register
def _(x: int): return "int " + str(x)
@show.register(list)
def _(x): return "list " + str(len(x))
@show.register(str)
@show.register(bytes)
def text(x): return "text"
show.register(float, lambda x: "float")
print(show(1), show([1, 2]), show("s"), show(b""), show(2.5), show(None), show(True), show.dispatch(int)(5), show.__name__, sorted(k.__name__ for k in show.registry))
class A: pass
class B(A): pass
@show.register
def _(x: A): return "A"
print(show(B()), show({}))
@show.register
def _(x: dict | set): return "collection"
print(show({}), show(set()))
class F:
    @singledispatchmethod
    def fmt(self, x): return "base"
    @fmt.register
    def _(self, x: int): return "int"
    @fmt.register(str)
    def _(self, x): return "str"
f = F(); print(f.fmt(1), f.fmt("a"), f.fmt(1.5))
try: show()
except TypeError as e: print(e)
# ---
# partialmethod
from functools import partialmethod
class Cell:
    def __init__(self): self.alive = False
    def set_state(self, s): self.alive = s
    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, s=False)
c = Cell(); c.set_alive(); print(c.alive); c.set_dead(); print(c.alive)
# ---
# singledispatch: typing.Union, annotations in texts, and the nearest of several abstract classes
from __future__ import annotations
import functools
from collections import OrderedDict
from collections.abc import Mapping, Sequence, Sized
from typing import Union
@functools.singledispatch
def show(value): return "object"
@show.register
def _(value: Union[int, float]): return "number"
@show.register(Sized)
def _(value): return "sized"
@show.register(Mapping)
def _(value): return "mapping"
@show.register
def _(value: list | tuple): return "items"
print([show(v) for v in (1, 2.5, True, "ab", {1: 2}, OrderedDict(), [1], (1,), {3}, None, b"x", range(3))])
@show.register(Sequence)
def _(value): return "sequence"
print([show(v) for v in ("ab", [1], range(3), b"x", {1})])
class Bag(dict): pass
class Lone:
    def __len__(self): return 0
print(show(Bag()), show(Lone()), show.dispatch(Bag) is show.registry[Mapping])
try: show.register("int", lambda v: v)
except TypeError as e: print(e)
# ---
# reduce over what cannot be iterated
from functools import reduce
for source in (5, None, []):
    try: print(reduce(max, source))
    except TypeError as e: print(e)
try: print(reduce(max, 5, 1))
except TypeError as e: print(e)
