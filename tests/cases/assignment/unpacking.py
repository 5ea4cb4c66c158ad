# tuples and nesting
a, b = 1, 2
a, b = b, a
(c, d), e = [3, 4], 5
[f, [g, h]] = "x", "yz"
print(a, b, c, d, e, f, g, h)
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    print(i, j, k)
x = y = z = []
x.append(1)
print(y, z is x)
# ---
# starred
a, *b = [1, 2, 3]
*c, d = "abc"
e, *f, g = range(5)
h, *i = [1]
(j, *k), *l = [[1, 2, 3], 4, 5]
print(a, b, c, d, e, f, g, h, i, j, k, l)
[m, *n] = {"p": 1, "q": 2}
print(m, n)
for first, *rest in [(1, 2, 3), "ab", [9]]:
    print(first, rest)
# ---
# errors
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
def f1(): a, b = [1]
def f2(): a, b = [1, 2, 3]
def f3(): a, b = 5
def f4(): a, *b, c = [1]
def f5(): a, b = None
def f6(): a, b, c = "ab"
def f7(): a, = []
def f8(): (a, b), c = [1, 2]
def f9(): a, b = iter([1, 2, 3, 4])
def f10(): a, b = {1: 2}
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10): attempt(f)
# ---
# swap in lists
a = [1, 2, 3]
a[0], a[2] = a[2], a[0]
i = 0
i, a[i] = 1, 9
print(a, i)
i, j = 5, 6
i, j = j, i + j
print(i, j)
# ---
# to attributes and items
class O: pass
o = O()
o.a, o.b, *o.rest = 1, 2, 3, 4
d = {}
d["x"], (d["y"], o.c) = 1, (2, 3)
print(o.a, o.b, o.rest, d, o.c)
for o.i in range(3): pass
for d["k"] in "xyz": pass
print(o.i, d["k"])
# ---
# raises ValueError in unpack
a, b = [1, 2, 3]
# ---
# unpack generators lazily
def g():
    for i in range(10):
        print("gen", i)
        yield i
try:
    a, b = g()
except ValueError as e:
    print(e)
# ---
# star with dict views and sets
d = {"a": 1, "b": 2}
(k1, v1), *others = d.items()
*ks, = d
print(k1, v1, others, ks, [*d.values()])
def f(): return 1, *[2, 3]
print(f())
# ---
# what cannot be iterated
class N: pass
class I:
    def __getitem__(self, i):
        if i > 1: raise IndexError
        return i
async def co(): pass
c = co()
for value in (5, None, N(), N, len, print, c, 2.5):
    try: a, b = value
    except TypeError as e: print(e)
    try: a, *b = value
    except TypeError as e: print(e)
    try: [(a, b) for a, b in [value]]
    except TypeError as e: print(e)
c.close()
a, b = I()
print(a, b)
a, *b = I()
print(a, b)
