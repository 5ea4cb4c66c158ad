# contextmanager
from contextlib import contextmanager, closing, suppress, nullcontext, redirect_stdout, redirect_stderr, ContextDecorator, AbstractContextManager
import io
@contextmanager
def tag(name):
    "doc"
    print("<", name)
    try:
        yield name.upper()
    except KeyError as e:
        print("swallowed", e)
    finally:
        print(">", name)
with tag("a") as t, tag("b"): print(t)
with tag("k"): raise KeyError("x")
try:
    with tag("v"): raise ValueError("y")
except ValueError as e: print("out", e)
print(tag.__name__, tag.__doc__)
@tag("deco")
def work(x): print("work", x); return x * 2
print(work(2), work(3), work.__name__)
@contextmanager
def never():
    if False: yield
@contextmanager
def twice(): yield 1; yield 2
@contextmanager
def stubborn():
    try: yield
    except ValueError: yield
@contextmanager
def swap():
    try: yield
    except ValueError as e: raise KeyError("new") from e
def attempt(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e, repr(e.__cause__))
def run(cm, error=None):
    with cm:
        if error: raise error
    return "fine"
attempt(lambda: run(never())); attempt(lambda: run(twice())); attempt(lambda: run(stubborn(), ValueError("q"))); attempt(lambda: run(swap(), ValueError("z")))
attempt(lambda: run(tag("s"), StopIteration(3))); attempt(lambda: run(nullcontext(), OSError("o")))
class C:
    def close(self): print("closed")
with closing(C()) as c: print(type(c).__name__)
with suppress(KeyError, IndexError): {}["x"]
with suppress(ZeroDivisionError): print(1 / 0)
print("after")
attempt(lambda: run(suppress(KeyError), ValueError("no")))
with nullcontext(5) as five: print(five)
buffer = io.StringIO()
with redirect_stdout(buffer) as target: print("hidden", 1); print("more")
print(repr(buffer.getvalue()), target is buffer)
one, two = io.StringIO(), io.StringIO()
with redirect_stdout(one):
    print("1")
    with redirect_stdout(two): print("2")
    print("1 again")
print([one.getvalue(), two.getvalue()])
try:
    with redirect_stdout(io.StringIO()): print("lost"); raise ValueError("in")
except ValueError: print("back")
with redirect_stderr(io.StringIO()) as err: print("seen")
class D(ContextDecorator):
    def __enter__(self): print("enter"); return self
    def __exit__(self, *a): print("exit", a[0]); return False
@D()
def decorated(): return "d"
print(decorated())
class A(AbstractContextManager):
    def __exit__(self, *a): return None
with A() as a: print(type(a).__name__, isinstance(a, AbstractContextManager))
try: AbstractContextManager()
except TypeError as e: print(e)
class Duck:
    def __enter__(self): return self
    def __exit__(self, *a): pass
print(isinstance(Duck(), AbstractContextManager))
# ---
# exit stack
from contextlib import ExitStack, contextmanager
@contextmanager
def cm(n):
    print("in", n)
    try: yield n
    finally: print("out", n)
with ExitStack() as stack:
    print([stack.enter_context(cm(i)) for i in range(3)])
    stack.callback(print, "callback", end="!\n")
    stack.push(lambda *e: print("pushed", e[0]))
def attempt(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e, repr(e.__context__))
def swallow():
    with ExitStack() as s:
        s.push(lambda t, v, tb: print("saw", repr(v)) or True)
        s.enter_context(cm("x"))
        raise ValueError("v")
    return "swallowed"
attempt(swallow)
def replace():
    with ExitStack() as s:
        def bad(t, v, tb): raise KeyError("second")
        s.push(lambda t, v, tb: print("first saw", repr(v), repr(v.__context__)))
        s.push(bad)
        raise ValueError("first")
attempt(replace)
s = ExitStack(); s.enter_context(cm("late")); t = s.pop_all(); s.close(); print("still"); t.close()
try: ExitStack().enter_context(5)
except TypeError as e: print(e)
@s.callback
def later(): print("later")
s.close()
# ---
# asynchronous
import asyncio
from contextlib import asynccontextmanager, aclosing, AsyncExitStack, nullcontext, AsyncContextDecorator, AbstractAsyncContextManager
@asynccontextmanager
async def session(n):
    print("open", n); await asyncio.sleep(0)
    try: yield n
    except KeyError: print("caught")
    finally: print("close", n)
class Deco(AsyncContextDecorator):
    async def __aenter__(self): print("enter")
    async def __aexit__(self, *a): print("exit")
@Deco()
async def job(): return 7
async def agen():
    try:
        yield 1
        yield 2
    finally: print("agen closed")
@asynccontextmanager
async def never():
    if False: yield
async def main():
    async with session("a") as a: print(a)
    async with session("b"): raise KeyError
    try:
        async with session("c"): raise ValueError("v")
    except ValueError as e: print(e)
    print(await job())
    async with aclosing(agen()) as g:
        async for x in g: print(x); break
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(session("s")), stack.enter_context(nullcontext(3)))
        stack.callback(print, "cb")
        async def acb(x): print("acb", x)
        stack.push_async_callback(acb, 1)
    async with nullcontext(4) as n: print(n)
    try:
        async with never(): pass
    except RuntimeError as e: print(e)
    try: await AsyncExitStack().enter_async_context(5)
    except TypeError as e: print(e)
asyncio.run(main())
# ---
# what the exits of a stack raise is chained in the order in which they ran
from contextlib import ExitStack
class Raises:
    def __init__(self, error): self.error = error
    def __enter__(self): return self
    def __exit__(self, *details): raise self.error
class Hides:
    def __enter__(self): return self
    def __exit__(self, *details): return True
def run(fails, *managers):
    try:
        with ExitStack() as stack:
            stack.callback(lambda: 1 / 0)
            for manager in managers: stack.enter_context(manager)
            if fails: raise ValueError("body")
    except Exception as e:
        while e is not None:
            print(repr(e), end=" <- ")
            e = e.__context__
        print()
for fails in (False, True):
    run(fails, Raises(IndexError("a")), Raises(KeyError("b")))
    run(fails, Raises(IndexError("a")), Hides())
    try: raise RuntimeError("outer")
    except RuntimeError: run(fails, Raises(IndexError("a")), Raises(KeyError("b")))
