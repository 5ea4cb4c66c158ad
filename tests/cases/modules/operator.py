# functions
import operator as o
def t(f, *a):
    try: return f(*a)
    except Exception as e: return f"{type(e).__name__}: {e}"
print([f(6, 3) for f in (o.lt, o.le, o.eq, o.ne, o.ge, o.gt, o.is_, o.is_not, o.add, o.and_, o.floordiv, o.lshift, o.mod, o.mul, o.or_, o.pow, o.rshift, o.sub, o.truediv, o.xor)])
print([f(-5) for f in (o.not_, o.truth, o.abs, o.index, o.inv, o.invert, o.neg, o.pos)])
print(o.concat([1], [2]), o.contains([1], 1), o.countOf([1, 2, 1], 1), o.indexOf("abc", "c"), o.getitem({"a": 1}, "a"), o.length_hint([1, 2]), o.length_hint(5, 3), o.call(max, 1, 2), o.call(dict, a=1))
x = [1, 2, 3]; o.setitem(x, 0, 9); o.delitem(x, 1); print(x)
a = [1]; b = o.iadd(a, [2]); print(a is b, a, o.iconcat([1], [2]))
print([f(6, 3) for f in (o.iand, o.ifloordiv, o.ilshift, o.imod, o.imul, o.ior, o.ipow, o.irshift, o.isub, o.itruediv, o.ixor)])
class M:
    def __matmul__(self, other): return ("mat", other)
    def __imatmul__(self, other): return ("imat", other)
    def __index__(self): return 4
    def __length_hint__(self): return 7
print(o.matmul(M(), 1), o.imatmul(M(), 2), o.index(M()), o.length_hint(M()))
print(t(o.index, 1.5)); print(t(o.add, 1, "a")); print(t(o.concat, 1, 2)); print(t(o.indexOf, [1], 2)); print(t(o.lt, 1, "a")); print(t(o.getitem, [1], 5)); print(t(o.length_hint, [], "a"))
print(o.__add__(1, 2), o.__not__(0), o.__getitem__([4], 0))
from functools import reduce
print(reduce(o.mul, range(1, 6)), reduce(o.or_, [{1}, {2}]), list(map(o.add, [1, 2], [3, 4])), o.truth([]))
# ---
# getters
from operator import attrgetter, itemgetter, methodcaller
def t(f, *a):
    try: return f(*a)
    except Exception as e: return f"{type(e).__name__}: {e}"
rows = [{"n": "b", "v": 2}, {"n": "a", "v": 2}, {"n": "c", "v": 1}]
print(sorted(rows, key=itemgetter("v", "n")), max(rows, key=itemgetter("n")), itemgetter(1)("abc"), itemgetter(0, 2)([1, 2, 3]), itemgetter(slice(1, 3))("abcd"))
print(itemgetter(1), itemgetter("a", 2), attrgetter("a.b", "c"), methodcaller("f", 1, x=2))
class A:
    def __init__(self, n): self.n = n; self.me = self
    def go(self, a, b=0): return (self.n, a, b)
print(attrgetter("n")(A(1)), attrgetter("me.me.n", "n")(A(2)), methodcaller("go", 1, b=2)(A(3)), methodcaller("upper")("x"))
print(t(itemgetter)); print(t(attrgetter)); print(t(attrgetter, 1)); print(t(methodcaller)); print(t(methodcaller, 1)); print(t(itemgetter("z"), {})); print(t(attrgetter("zz"), A(1))); print(t(itemgetter(0), 5))
print([*map(itemgetter(0), ["ab", "cd"])], sorted([A(3), A(1)], key=attrgetter("n"))[0].n)
