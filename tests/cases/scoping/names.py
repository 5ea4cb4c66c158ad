# order of definitions
def f(): return g() + K
def g(): return 10
K = 5
print(f())
K = 6
print(f())
def g(): return 20
print(f())
# ---
# conditional definitions
if True:
    def f(): return "a"
else:
    def f(): return "b"
for i in range(2):
    def h(i=i): return i
print(f(), h())
try:
    if False: zz = 1
    zz
except NameError as e: print(e)
# ---
# same name different scopes
x = 1
def f():
    x = 2
    def g():
        x = 3
        class C:
            x = 4
            def m(self): return x
        return x, C.x, C().m()
    return x, g()
print(x, f(), x)
# ---
# global in nested and class
count = 0
class C:
    global made
    made = "global"
    def bump(self):
        global count
        count += 1
        return count
print(made, hasattr(C, "made"), C().bump(), count)
def outer():
    def inner():
        global deep
        deep = "set"
    inner()
outer()
print(deep)
# ---
# nonlocal across levels
def a():
    v = 0
    def b():
        def c():
            nonlocal v
            v += 1
        c(); c()
    b()
    return v
print(a())
# ---
# del and rebinding globals
x = 1
def show():
    try: return x
    except NameError as e: return str(e)
print(show())
del x
print(show())
x = 3
print(show())
def kill():
    global x
    del x
kill()
print(show())
# ---
# import scopes
def f():
    import math
    from json import dumps as d
    return math.floor(2.5), d([1])
print(f())
try: math
except NameError as e: print(e)
class C:
    import string
    digits = string.digits
print(C.digits, C.string.ascii_lowercase[:3])
# ---
# for targets and with targets as globals
for a, (b, c) in [(1, (2, 3))]: pass
print(a, b, c)
# ---
# comprehension variable versus outer
i = "keep"
s = [i for i in range(2)]
d = {i: i for i in range(2)}
g = list(i for i in range(2))
print(i)
def f(i): return [i for i in range(i)], i
print(f(3))
# ---
# unicode identifiers
café = 1
π = 3.14
def größe(ñ): return ñ * 2
print(café, π, größe(4), ﬁ if False else "ok")
# ---
# keyword-like names
match = 1
case = 2
type = 3
_ = 4
print(match, case, type, _)
match match:
    case 1: print("one")
# ---
# annotations are evaluated or not
def noisy(x):
    print("ann", x)
    return int
def f(a: noisy("a"), b: noisy("b") = 1) -> noisy("r"): pass
v: noisy("v") = 1
def g():
    w: noisy("never") = 2
g()
print(sorted(f.__annotations__))
# ---
# names in default and decorator order
def n(x):
    print("eval", x)
    return x
def d(x):
    print("deco", x)
    return lambda f: f
@d("outer")
@d("inner")
def f(a=n("default"), *, b=n("kw")): pass
@d("class")
class C(n(object) if False else object): pass
# ---
# lambda scopes
f = lambda n: n if n < 2 else f(n - 1) + f(n - 2)
print(f(10), (lambda x, *y, z=3, **k: (x, y, z, k))(1, 2, q=4), [(lambda: k)() for k in range(3)])
# ---
# raises NameError in function
def f(): return missing_thing + 1
f()
# ---
# a class body that assigns __class__, beside methods that mean the class
class Fake:
    __class__ = property(lambda self: str)
    def __init__(self): super().__init__()
    def own(self): return __class__
print(Fake().__class__, Fake().own(), type(Fake()))
# ---
"""The docstring of a program.

More.
"""
print(__doc__.splitlines()[0], __doc__.count("\n"))
def usage(): return __doc__.strip()[-5:]
print(usage())
# ---
# a program that names its own __doc__
"not" + " one"
__doc__ = "mine"
def f(): return __doc__
print(f())
