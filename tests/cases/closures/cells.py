# counter
def make():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
inc, get = make()
inc(); inc(5)
other, _ = make()
print(get(), other(), get())
# ---
# late binding in loops
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
gs = [lambda: j for j in range(3)]
print([g() for g in gs])
hs = [(lambda k: lambda: k)(k) for k in range(3)]
print([h() for h in hs])
def f():
    out = []
    for x in range(3):
        def g(): return x
        out.append(g)
    x = 99
    return [g() for g in out]
print(f())
# ---
# shared cells
def pair():
    x = 1
    def a():
        nonlocal x
        x *= 2
    def b(): return x
    return a, b
a, b = pair()
a(); a()
print(b())
# ---
# deep nesting
def a(x):
    def b(y):
        def c(z):
            nonlocal x, y
            x += z
            y -= z
            return x, y, z
        return c
    return b
c = a(10)(20)
print(c(1), c(2), a(1)(2)(3))
# ---
# global statement
n = 0
def bump():
    global n, created
    n += 1
    created = "new"
bump(); bump()
print(n, created)
def shadow():
    n = 100
    def inner():
        global n
        n = 7
        return n
    return inner(), n
print(shadow(), n)
# ---
# unbound errors
def f():
    try: print(x)
    except UnboundLocalError as e: print(e)
    x = 1
def g():
    def h(): return y
    try: h()
    except NameError as e: print(type(e).__name__, e)
    y = 2
    return h()
def k():
    z = 1
    def h(): return z
    del z
    try: h()
    except NameError as e: print(e)
f(); print(g()); k()
x = 5
def l():
    try:
        x += 1
    except UnboundLocalError as e: print(e)
l()
def m(flag):
    if flag: v = 1
    return v
print(m(1))
try: m(0)
except UnboundLocalError as e: print(e)
# ---
# captured parameters
def f(a, *args, b=2, **kw):
    def g(): return a, args, b, kw
    a += 1
    b *= 10
    return g
print(f(1, 2, 3, z=9)(), f(5, b=1)())
# ---
# class body scope
x = "global"
def f():
    x = "local"
    class C:
        print(x)
        x = "class"
        print(x)
        def m(self): return x
        y = [x for _ in range(1)]
        z = [v for v in x]
    return C().m(), C.x, C.y, C.z
print(f())
class D:
    n = 3
    sq = [n2 * 2 for n2 in range(n)]
    def get(self): return D.n
print(D.sq, D().get())
# ---
# builtins shadowing
def f():
    len = lambda x: "mine"
    return len([1])
print(f(), len([1]))
sum = 5
print(sum)
del sum
print(sum([1, 2]))
# ---
# accumulators
def running():
    total, count = 0, 0
    def add(v):
        nonlocal total, count
        total, count = total + v, count + 1
        return total / count
    return add
avg = running()
print([avg(v) for v in (10, 20, 60)])
def memo(f):
    seen = {}
    def w(x):
        if x not in seen: seen[x] = f(x)
        return seen[x]
    w.seen = seen
    return w
@memo
def tri(n): return n and n + tri(n - 1)
print(tri(20), len(tri.seen))
# ---
# exception name is unbound
try: 1 / 0
except ZeroDivisionError as e: pass
try: e
except NameError as err: print(err)
def f():
    e = 5
    try: raise ValueError
    except ValueError as e: pass
    try: return e
    except UnboundLocalError as x: return str(x)
print(f())
# ---
# nonlocal in comprehension and lambda
def f():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    a = [step() for _ in range(3)]
    return a, (lambda: n)(), [n for n in "ab"], n
print(f())
# ---
# raises UnboundLocalError
count = 0
def bump():
    count += 1
bump()
