# every kind of parameter
def f(a, b, /, c, d=4, *args, e, g=7, **kw): return (a, b, c, d, args, e, g, kw)
print(f(1, 2, 3, e=5))
print(f(1, 2, c=3, e=5, d=9, z=1))
print(f(1, 2, 3, 4, 5, 6, e=0, g=1, a=2, b=3))
print(f(*[1, 2], **{"c": 3, "e": 4}))
print(f(*(1,), 2, *[3, 4], *"xy", e=1, **{"g": 2}, **{"h": 3}))
# ---
# defaults
def f(x, acc=[], n=len("abc")):
    acc.append(x)
    return acc, n
print(f(1), f(2), f(3, []), f.__defaults__)
i = 5
def g(a=i): return a
i = 6
print(g())
def h(*, a=1, b): return a, b
print(h(b=2), h.__kwdefaults__, h.__defaults__)
fs = [lambda x=x: x for x in range(3)]
print([q() for q in fs])
# ---
# messages about missing and extra arguments
def t(f, *a, **k):
    try: print(f(*a, **k))
    except TypeError as e: print(e)
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c): pass
def d1(a, b=1): pass
def d2(a=1, b=2): pass
def k1(*, a): pass
def k2(*, a, b): pass
def k3(*, a, b, c): pass
def p1(a, /): pass
def p2(a, b, /, c): pass
def v(a, *r): pass
def w(a, **k): pass
def m(a, *, k): pass
t(f0, 1); t(f0, 1, 2); t(f0, x=1)
t(f1); t(f1, 1, 2); t(f1, 1, a=2); t(f1, b=1); t(f1, 1, b=2)
t(f2); t(f2, 1); t(f2, 1, 2, 3); t(f2, b=1)
t(f3); t(f3, 1); t(f3, 1, c=1); t(f3, 1, 2, 3, 4, 5)
t(d1); t(d1, 1, 2, 3); t(d2, 1, 2, 3); t(d2, c=1)
t(k1); t(k1, 1); t(k1, a=1, b=2); t(k2); t(k3); t(k3, b=1)
t(p1, a=1); t(p2, 1, b=2, c=3); t(p2); t(p2, a=1, b=2, c=3); t(p1, 1, a=1)
t(v); t(w); t(w, 1, 2); t(m, 1); t(m); t(m, 1, 2); t(m, 1, 2, k=3)
# ---
# messages about star arguments
def f(a=None, **k): return (a, k)
def t(g):
    try: print(g())
    except TypeError as e: print(e)
t(lambda: f(*5)); t(lambda: f(**5)); t(lambda: f(**{1: 2})); t(lambda: f(**{"a": 1}, **{"a": 2})); t(lambda: f(1, **{"a": 2}))
t(lambda: f(a=1, **{"a": 2})); t(lambda: f(*None)); t(lambda: f(**[("a", 1)])); t(lambda: print(*5)); t(lambda: f(x=1, **{"x": 2}))
# ---
# method messages
class A:
    def m(self, x): return x
    @classmethod
    def c(cls, x): return x
    @staticmethod
    def s(x): return x
    def nope(): pass
    def __call__(self, q): return q
def t(f):
    try: print(f())
    except TypeError as e: print(e)
t(lambda: A().m()); t(lambda: A().m(1, 2)); t(lambda: A.m(1)); t(lambda: A.c()); t(lambda: A.s()); t(lambda: A().nope()); t(lambda: A()()); t(lambda: A(1)); t(lambda: A(x=1))
class B:
    def __init__(self, a, *, b): pass
t(lambda: B()); t(lambda: B(1)); t(lambda: B(1, 2)); t(lambda: B(1, b=1, c=2))
# ---
# lambda and nested names in messages
def outer():
    def inner(a): pass
    return inner
def t(f):
    try: print(f())
    except TypeError as e: print(e)
t(outer()); t(lambda: (lambda x: x)()); t(lambda x: x)
class C:
    class D:
        def m(self, a): pass
t(lambda: C.D().m()); print(C.D.m.__qualname__, outer().__qualname__, (lambda: 0).__qualname__)
# ---
# function attributes
def f(a: int, b: str = "x", *c: float, d: bool = True, **e: None) -> list:
    "Doc text."
    return 1
print(f.__name__, f.__doc__, f.__annotations__, f.__defaults__, f.__kwdefaults__, f.__qualname__, f.__module__)
f.extra = 5
f.__name__ = "renamed"
f.__doc__ = "new"
print(f.extra, f.__name__, f.__doc__, f.__dict__, callable(f), hasattr(f, "nope"))
def g():
    "d" "oc"
def h():
    f"not doc"
print(g.__doc__, h.__doc__, (lambda: 0).__doc__, (lambda: 0).__name__)
# ---
# returns
def a(): return
def b(): pass
def c(): return 1, 2
def d(x):
    if x: return "early"
    for i in range(3):
        if i == 1: return i
def e(): return (yield_ := 5)
print(a(), b(), c(), d(1), d(0), e())
# ---
# recursion
def fact(n): return 1 if n < 2 else n * fact(n - 1)
def fib(n, memo={}):
    if n in memo: return memo[n]
    memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
def hanoi(n, a="A", b="B", c="C"): return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
print(fact(30), fib(90), even(100), len(hanoi(6)), hanoi(2), ack(2, 3))
# ---
# recursion limit
def f(n): return f(n + 1)
try: f(0)
except RecursionError as e: print(type(e).__name__, str(e)[:32])
def g(n):
    try: return g(n + 1)
    except RecursionError: return "deep" if n > 500 else "shallow"
print(g(0))
# ---
# decorators
def twice(f):
    def w(*a, **k): return f(*a, **k) * 2
    return w
def tag(name):
    print("make", name)
    def deco(f):
        print("apply", name, f.__name__)
        return lambda *a: f"<{name}>{f(*a)}</{name}>"
    return deco
@tag("b")
@tag("i")
def hello(n): return f"hi {n}"
@twice
def n(x): return x + 1
print(hello("x"), n(3))
@(lambda f: f())
def value(): return 42
print(value)
