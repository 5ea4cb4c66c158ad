# namespaces
from types import SimpleNamespace
n = SimpleNamespace(a=1, b="x"); n.c = [n]
print(n, n.a, n == SimpleNamespace(a=1), SimpleNamespace(a=1) == SimpleNamespace(a=1), vars(SimpleNamespace(q=2)), SimpleNamespace())
del n.a; print(hasattr(n, "a"), n.b)
try: n.zzz
except AttributeError as e: print(type(e).__name__)
try: hash(n)
except TypeError as e: print(type(e).__name__)
class Config(SimpleNamespace): pass
print(Config(x=1), n != 5)
# ---
# proxies and classes
import types
d = {"a": 1}; p = types.MappingProxyType(d); d["b"] = 2
print(p, p["b"], len(p), "a" in p, list(p), p.get("z", 9), dict(p), list(p.items()), p == {"a": 1, "b": 2}, p | {"c": 3}, {**p}, str(p), p.copy() is d, list(reversed(p)))
for f in (lambda: p.__class__ and p["zz"], lambda: types.MappingProxyType(5)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
try: p["q"] = 1
except TypeError as e: print(e)
def f(): yield 1
class A:
    def m(self): pass
print(isinstance(f, types.FunctionType), isinstance(f(), types.GeneratorType), isinstance(len, types.BuiltinFunctionType), isinstance(A().m, types.MethodType), isinstance(None, types.NoneType), isinstance(..., types.EllipsisType), isinstance(lambda: 0, types.LambdaType), isinstance(list[int], types.GenericAlias), isinstance(int | str, types.UnionType), types.FunctionType.__name__)
# ---
# classes for annotations, and generators that may be awaited
from __future__ import annotations
import asyncio
import math
import types
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import get_type_hints
class Quiet:
    def __enter__(self) -> Quiet: return self
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        print(kind.__name__, isinstance(trace, TracebackType))
        return True
with Quiet(): 1 / 0
print(isinstance(math, ModuleType), isinstance(5, ModuleType), FrameType.__name__, CodeType.__name__, TracebackType)
print(get_type_hints(Quiet.__exit__)["trace"])
@types.coroutine
def turn():
    yield
    return 5
async def work(name):
    for index in range(2): print(name, index, await turn())
async def main(): await asyncio.gather(work("a"), work("b"))
asyncio.run(main())
try: types.coroutine(5)
except TypeError as e: print(e)
