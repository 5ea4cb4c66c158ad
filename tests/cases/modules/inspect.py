# signatures
import inspect, functools
from inspect import signature, Parameter, Signature
from dataclasses import dataclass, field
from typing import NamedTuple, Optional
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def f(a, b: int, /, c, d: str = "x", *args: int, e, g: float = 1.5, **kw) -> bool: pass
s = signature(f); print(s, repr(s), list(s.parameters), s.return_annotation, s.parameters["d"], repr(s.parameters["b"]))
for p in s.parameters.values(): print(p.name, p.kind, p.kind.description, p.default is Parameter.empty, p.annotation is Parameter.empty, p, p.kind.name, int(p.kind))
for g in (lambda: 0, lambda x, *, y: 0, lambda *a: 0, lambda x=None, /: 0, lambda a, /, *, b=1: 0): print(signature(g))
def h(a: Optional[int], b: "list[int]" = None, *, c: int | None = None, d: list[str] = ()) -> dict[str, int]: pass
print(signature(h), signature(h).return_annotation)
class C:
    """A class."""
    def __init__(self, x, y=2): self.x = x
    def m(self, a, *b): pass
    @classmethod
    def k(cls, a): pass
    @staticmethod
    def st(a, b): pass
    def __call__(self, q): pass
c = C(1); print(signature(C), signature(c.m), signature(C.m), signature(C.k), signature(c.k), signature(C.st), signature(c), signature(c.st))
@dataclass
class D:
    a: int
    b: str = "x"
    c: list = field(default_factory=list)
    d: int = field(default=1, kw_only=True)
    e: int = field(init=False, default=3)
class N(NamedTuple):
    a: int
    b: str = "y"
class E: pass
class New:
    def __new__(cls, a, b): return super().__new__(cls)
print(signature(D), signature(N), signature(E), signature(New))
def deco(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs): return fn(*args, **kwargs)
    return wrapper
@deco
def w(a, b=1): "doc"
print(signature(w), signature(w, follow_wrapped=False), inspect.unwrap(w) is w.__wrapped__, inspect.getdoc(w))
p = functools.partial(f, 1, 2, e=3); print(signature(p), signature(functools.partial(lambda x, y=2: 0, y=3)), signature(functools.partial(lambda a, b, c: 0, 1)))
for x in (5, "x", len, None): t(lambda: signature(x)) if x is not len else None
b = s.bind(1, 2, 3, "d", 5, 6, e=7, z=8); print(b, b.args, b.kwargs, b.arguments, b.signature is s); b = signature(w).bind(1); b.apply_defaults(); print(b.arguments, b.args, b.kwargs)
b = s.bind_partial(1); print(b, b.args); b.apply_defaults(); print(b)
k = signature(lambda a, *, b=2, **c: 0)
for call in (lambda: k.bind(), lambda: k.bind(1, 2), lambda: k.bind(1, a=2), lambda: k.bind(1, z=3), lambda: signature(w).bind(1, z=3), lambda: signature(w).bind(1, 2, 3), lambda: signature(lambda x, /: 0).bind(x=1), lambda: k.bind(b=1, a=3), lambda: signature(w).bind(b=1) if 0 else 0): t(call)
def validated(fn):
    sig = signature(fn)
    @functools.wraps(fn)
    def run(*args, **kwargs):
        bound = sig.bind(*args, **kwargs)
        for name, value in bound.arguments.items():
            kind = sig.parameters[name].annotation
            if kind is not Parameter.empty and not isinstance(value, kind): raise TypeError(f"{name} must be {kind.__name__}")
        return fn(*bound.args, **bound.kwargs)
    return run
@validated
def add(a: int, b: int = 2) -> int: return a + b
print(add(1), add(1, b=5)); t(lambda: add("x")); t(lambda: add())
q = Parameter("q", Parameter.KEYWORD_ONLY, default=3, annotation=int); print(q, q.replace(name="r", default=Parameter.empty), q == Parameter("q", 3, default=3, annotation=int), Signature([q]), Signature([q], return_annotation=str), s.replace(return_annotation=Signature.empty), signature(w) == signature(w.__wrapped__), hash(q) == hash(q.replace()))
for bad in (lambda: Parameter("1x", 0), lambda: Parameter("x", 9), lambda: Parameter("x", Parameter.VAR_POSITIONAL, default=1), lambda: Signature([q, Parameter("x", 1)]), lambda: Signature([Parameter("x", 1), Parameter("x", 1)]), lambda: Signature([5]), lambda: Signature([Parameter("x", 1, default=1), Parameter("y", 1)])): t(bad)
print(Parameter.POSITIONAL_ONLY < Parameter.VAR_KEYWORD, Signature.from_callable(w), sum(1 for x in s.parameters.values() if x.default is x.empty), inspect.BoundArguments is type(b))
print(inspect.getfullargspec(f)); print(inspect.getfullargspec(C.m), inspect.getfullargspec(c.m).args, inspect.FullArgSpec is type(inspect.getfullargspec(w)), inspect.get_annotations(h)["b"], inspect.get_annotations(C), inspect.get_annotations(D)["a"])
# ---
# kinds of things
import inspect, abc, asyncio, functools
from inspect import isfunction, isclass, ismethod, isgenerator, isgeneratorfunction, iscoroutinefunction, iscoroutine, isawaitable, isabstract, isbuiltin, isroutine, ismodule, isasyncgen, isasyncgenfunction, istraceback
def f(): pass
def g(): yield
async def c(): pass
async def ag(): yield
class A:
    def m(self): pass
    @classmethod
    def k(cls): pass
    @staticmethod
    def s(): pass
    def __await__(self): yield
class B(abc.ABC):
    @abc.abstractmethod
    def x(self): pass
coro = c(); gen = g(); agen = ag()
things = {"f": f, "g": g, "c": c, "ag": ag, "A": A, "a": A(), "A.m": A.m, "a.m": A().m, "A.k": A.k, "A.s": A.s, "B": B, "coro": coro, "gen": gen, "agen": agen, "len": len, "[].append": [].append, "5": 5, "lambda": lambda: 0, "partial g": functools.partial(g), "int": int, "genexp": (x for x in "a"), "a class": type, "None": None}
for name, thing in things.items(): print(name, *[p.__name__ for p in (isfunction, isclass, ismethod, isgenerator, isgeneratorfunction, iscoroutinefunction, iscoroutine, isawaitable, isabstract, isbuiltin, isroutine, ismodule, isasyncgen, isasyncgenfunction, istraceback) if p(thing)])
coro.close()
try: 1 / 0
except ZeroDivisionError as e: print(istraceback(e.__traceback__))
print([n for n, m in inspect.getmembers(A, isfunction)], [n for n, m in inspect.getmembers(A(), ismethod)], [n for n, v in inspect.getmembers(A()) if not n.startswith("__")], inspect.getmro(B)[:2] == (B, abc.ABC), inspect.getmro(A) == A.__mro__)
# ---
# documentation
import inspect
def f():
    """First line.

        Indented more.
    Back.

    """
class Base:
    """Base doc."""
    def m(self): "Base m."
class Sub(Base):
    def m(self): pass
print(repr(inspect.getdoc(f)), inspect.getdoc(Base), inspect.getdoc(Sub), inspect.getdoc(Sub().m), inspect.getdoc(lambda: 0), repr(inspect.cleandoc("  a\n    b\n      c\n\n")), repr(inspect.cleandoc("\n\n  x\n\ty\n")), repr(inspect.cleandoc("one")), inspect.getdoc(Base.m))
# ---
# the text of a program's own functions
import inspect, functools
def plain(a):
    return a
    # behind the last statement

# not of it
def deco(f):
    @functools.wraps(f)
    def wrapper(*args):
        return f(*args)
    return wrapper
@deco
def decorated(x):

    if x:
        return 1

class A:
    @staticmethod
    def s():
        """doc"""
        return 2
    async def c(self): return 3
add = lambda x: x + 1
for f in (plain, decorated, A.s, A.c, A().c, add, deco):
    print(repr(inspect.getsource(f)), inspect.getsourcelines(f)[1])
for wrong in (len, 5):
    try: inspect.getsource(wrong)
    except TypeError as e: print(e)
