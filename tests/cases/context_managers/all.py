# order and values
class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self):
        print("enter", self.n)
        return self.n
    def __exit__(self, t, v, tb):
        print("exit", self.n, t and t.__name__, v, tb is not None)
        return self.swallow
with CM(1) as a, CM(2) as b: print(a, b)
with (CM(3) as c, CM(4),): print(c)
with CM(5, True): raise ValueError("x")
try:
    with CM(6): raise KeyError("k")
except KeyError as e: print(repr(e))
with CM(7): pass
# ---
# return break continue through with
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", a[0])
def f():
    with CM(): return "r"
print(f())
for i in range(3):
    with CM():
        if i == 1: continue
        if i == 2: break
        print(i)
# ---
# exit replaces exception
class Bad:
    def __enter__(self): pass
    def __exit__(self, t, v, tb): raise TypeError("from exit")
try:
    with Bad(): raise ValueError("body")
except TypeError as e: print(e, repr(e.__context__))
try:
    with Bad(): pass
except TypeError as e: print(e, e.__context__)
# ---
# enter fails
class E:
    def __enter__(self): raise ValueError("enter")
    def __exit__(self, *a): print("never")
try:
    with E(): pass
except ValueError as e: print(e)
# ---
# not a context manager
class N: pass
class OnlyEnter:
    def __enter__(self): pass
for x in [5, N(), OnlyEnter(), None]:
    try:
        with x: pass
    except TypeError as e: print(e)
# ---
# targets
class CM:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): pass
d = {}
with CM() as (a, (b, *c)): print(a, b, c)
with CM() as d["k"]: print(d)
class O: pass
o = O()
with CM() as o.x: print(o.x)
# ---
# contextmanager decorator
from contextlib import contextmanager
@contextmanager
def tag(n):
    print("<" + n + ">")
    try: yield n.upper()
    except ValueError as e: print("handled", e)
    finally: print("</" + n + ">")
with tag("b") as t: print(t)
with tag("i"): raise ValueError("v")
try:
    with tag("p"): raise KeyError("k")
except KeyError as e: print(repr(e))
@contextmanager
def never():
    if False: yield
try:
    with never(): pass
except RuntimeError as e: print(e)
@contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice(): pass
except RuntimeError as e: print(e)
@tag("deco")
def f(): print("in f"); return 5
print(f())
# ---
# contextlib rest
from contextlib import suppress, closing, nullcontext, ExitStack, redirect_stdout
import io
with suppress(KeyError, IndexError): [][1]
print("after")
with nullcontext(5) as x: print(x)
class R:
    def close(self): print("closed")
with closing(R()) as r: print(type(r).__name__)
buf = io.StringIO()
with redirect_stdout(buf): print("captured")
print(repr(buf.getvalue()))
with ExitStack() as stack:
    for i in range(2): stack.callback(print, "cb", i)
    stack.enter_context(suppress(ValueError))
    stack.push(lambda *a: print("pushed", a[0]))
    print("body")
    raise ValueError
print("end")
# ---
# reentrant usage and nesting
class Depth:
    d = 0
    def __enter__(self): Depth.d += 1; return Depth.d
    def __exit__(self, *a): Depth.d -= 1
cm = Depth()
with cm as a:
    with cm as b:
        with cm as c: print(a, b, c)
print(Depth.d)
# ---
# with in generator
class CM:
    def __enter__(self): print("in")
    def __exit__(self, *a): print("out", a[0] and a[0].__name__)
def g():
    with CM():
        yield 1
        yield 2
for x in g(): print(x)
it = g(); next(it); it.close()
# ---
# exit looked up on the class
class CM:
    def __enter__(self): return "class"
    def __exit__(self, *a): print("class exit")
c = CM()
c.__enter__ = lambda: "instance"
c.__exit__ = lambda *a: print("instance exit")
with c as v: print(v)
# ---
# transaction example
class Tx:
    def __init__(self, store): self.store = store
    def __enter__(self):
        self.saved = dict(self.store)
        return self.store
    def __exit__(self, t, v, tb):
        if t:
            self.store.clear(); self.store.update(self.saved)
        return t is ValueError
db = {"a": 1}
with Tx(db) as s: s["b"] = 2
with Tx(db) as s:
    s["c"] = 3
    raise ValueError
print(db)
# ---
# raises through with
class CM:
    def __enter__(self): pass
    def __exit__(self, *a): print("closing")
with CM(): 1 / 0
