# wraps
import functools
def logged(prefix="call"):
    def deco(f):
        @functools.wraps(f)
        def w(*args, **kwargs):
            print(prefix, f.__name__, args, kwargs)
            return f(*args, **kwargs)
        return w
    return deco
@logged()
def add(a, b=2):
    "Adds."
    return a + b
@logged("CALL")
def mul(a, b): return a * b
print(add(1), mul(2, b=3), add.__name__, add.__doc__, add.__wrapped__(5))
# ---
# lru_cache and cache
from functools import lru_cache, cache
calls = []
@lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), len(calls), fib.cache_info())
@cache
def sq(x): return calls.append(x) or x * x
sq(3); sq(3)
print(len(calls))
@lru_cache(2)
def g(x): return x
for i in [1, 2, 3, 1]: g(i)
print(g.cache_info())
g.cache_clear()
print(g.cache_info())
try: g([])
except TypeError as e: print(e)
# ---
# partial and reduce
from functools import partial, reduce, cmp_to_key, total_ordering, singledispatch
p = partial(int, base=2)
print(p("101"), partial(print, "a", sep="-")("b"), reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 5))
print(p.args, p.keywords, partial(partial(max, 1), 2)(3))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
try: reduce(lambda a, b: a, [])
except TypeError as e: print(e)
@singledispatch
def show(x): return f"obj {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
def _(x): return f"list {x}"
print(show(1), show([1]), show("s"), show(True))
# ---
# cached_property
from functools import cached_property
class C:
    @cached_property
    def v(self):
        print("computing")
        return 42
c = C()
print(c.v, c.v, c.__dict__)
del c.v
print(c.v)
# ---
# total ordering
from functools import total_ordering
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f"V{self.n}"
print(V(1) <= V(1), V(1) > V(2), V(2) >= V(1), sorted([V(3), V(1)]), max(V(1), V(9)))
# ---
# class as decorator
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
@Count
def hi(x): return x.upper()
hi("a"); hi("b")
print(hi("c"), hi.n)
class Memo:
    def __init__(self): self.store = {}
    def __call__(self, f):
        def w(n):
            if n not in self.store: self.store[n] = f(n)
            return self.store[n]
        return w
@Memo()
def slow(n): return n if n < 2 else slow(n - 1) + slow(n - 2)
print(slow(40))
# ---
# higher order
def compose(*fs):
    def run(x):
        for f in reversed(fs): x = f(x)
        return x
    return run
def curry(f, n): return f() if n == 0 else lambda x: curry(lambda *a: f(x, *a), n - 1)
print(compose(str, lambda x: x + 1, len)("abc"), curry(lambda a, b, c: a + b * c, 3)(1)(2)(3))
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print({k: f(5, 3) for k, f in ops.items()}, list(filter(None, map(lambda x: x % 3, range(7)))), sorted("bAc", key=str.lower))
# ---
# raises TypeError
def f(a, b): return a
f(1)
