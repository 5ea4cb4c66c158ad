# await and run
import asyncio
async def add(a, b):
    await asyncio.sleep(0)
    return a + b
async def main():
    x = await add(1, 2)
    y = await add(x, await add(3, 4))
    return x, y
print(asyncio.run(main()))
# ---
# gather keeps order
import asyncio
log = []
async def work(n, steps):
    for i in range(steps):
        log.append((n, i))
        await asyncio.sleep(0)
    return n * 10
async def main(): return await asyncio.gather(work(1, 3), work(2, 1), work(3, 2))
print(asyncio.run(main()), log)
# ---
# gather with exceptions
import asyncio
async def bad(n):
    await asyncio.sleep(0)
    raise ValueError(n)
async def good(): return "ok"
async def main():
    print([repr(r) for r in await asyncio.gather(bad(1), good(), return_exceptions=True)])
    try: await asyncio.gather(good(), bad(2))
    except ValueError as e: print("caught", e)
asyncio.run(main())
# ---
# async for and generators
import asyncio
async def agen(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i
class It:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        return self.n
async def main():
    async for x in agen(3): print(x)
    else: print("else")
    async for x in It(3):
        if x == 1: break
        print("it", x)
    print([x async for x in agen(4) if x % 2], {x async for x in agen(2)}, {x: x * x async for x in agen(3)}, [await f(x) for x in range(2)])
    g = (x * 2 async for x in agen(3))
    print([v async for v in g])
async def f(x): return -x
asyncio.run(main())
# ---
# async generator send throw close
import asyncio
async def g():
    try:
        x = yield 1
        print("got", x)
        try: yield 2
        except ValueError as e:
            print("caught", e)
            yield 3
    finally: print("closing")
async def main():
    a = g()
    print(await a.__anext__(), await a.asend("hello"), await a.athrow(ValueError("v")))
    await a.aclose()
    b = g()
    await b.__anext__()
    await b.aclose()
    try: await b.__anext__()
    except StopAsyncIteration: print("stopped")
    c = g()
    print(await anext(c), await anext(b, "default"))
    await c.aclose()
asyncio.run(main())
# ---
# async with
import asyncio
class R:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    async def __aenter__(self):
        await asyncio.sleep(0)
        print("enter", self.n)
        return self
    async def __aexit__(self, t, v, tb):
        await asyncio.sleep(0)
        print("exit", self.n, t and t.__name__)
        return self.s
async def main():
    async with R(1) as a, R(2) as b: print(a.n, b.n)
    async with R(3, True): raise ValueError
    try:
        async with R(4): raise KeyError("k")
    except KeyError as e: print(repr(e))
    for i in range(2):
        async with R(5 + i):
            if i: break
            continue
asyncio.run(main())
# ---
# tasks
import asyncio
async def w(n):
    for i in range(2):
        print(n, i)
        await asyncio.sleep(0)
    return n
async def main():
    t1, t2 = asyncio.create_task(w("a")), asyncio.create_task(w("b"))
    print("created")
    print(await t1, await t2, t1.done(), t1.result())
    t3 = asyncio.create_task(w("c"))
    await asyncio.sleep(0)
    t3.cancel()
    try: await t3
    except asyncio.CancelledError: print("cancelled", t3.cancelled())
asyncio.run(main())
# ---
# wait_for and timeout
import asyncio
async def slow(): await asyncio.sleep(0.05); return "slow"
async def main():
    try: await asyncio.wait_for(slow(), 0.001)
    except asyncio.TimeoutError: print("timed out")
    print(await asyncio.wait_for(slow(), 5))
    try:
        async with asyncio.timeout(0.001): await slow()
    except TimeoutError: print("timeout block")
asyncio.run(main())
# ---
# sleep order
import asyncio
async def w(n, d):
    await asyncio.sleep(d)
    print(n)
    return n
async def main():
    print(await asyncio.gather(w("c", 0.03), w("a", 0.01), w("b", 0.02)))
    for f in asyncio.as_completed([w("y", 0.02), w("x", 0.01)]): print("done", await f)
    done, pending = await asyncio.wait([asyncio.create_task(w("p", 0.001)), asyncio.create_task(w("q", 0.03))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), [t.result() for t in done])
    for t in pending: t.cancel()
asyncio.run(main())
# ---
# task group
import asyncio
async def w(n):
    await asyncio.sleep(0)
    return n * n
async def bad(): raise ValueError("bad")
async def main():
    async with asyncio.TaskGroup() as tg: ts = [tg.create_task(w(i)) for i in range(3)]
    print([t.result() for t in ts])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad()); tg.create_task(w(1))
    except* ValueError as eg: print(repr(eg.exceptions))
asyncio.run(main())
# ---
# queue producer consumer
import asyncio
async def producer(q):
    for i in range(4):
        await q.put(i)
        print("put", i)
    await q.put(None)
async def consumer(q):
    while (x := await q.get()) is not None: print("got", x)
async def main():
    q = asyncio.Queue(maxsize=2)
    await asyncio.gather(producer(q), consumer(q))
    print(q.empty(), q.qsize())
asyncio.run(main())
# ---
# lock semaphore event
import asyncio
async def main():
    lock, sem, ev = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event()
    log = []
    async def a(n):
        async with lock:
            log.append(("in", n)); await asyncio.sleep(0); log.append(("out", n))
    await asyncio.gather(a(1), a(2))
    print(log)
    active = peak = 0
    async def s():
        nonlocal active, peak
        async with sem:
            active += 1; peak = max(peak, active)
            await asyncio.sleep(0)
            active -= 1
    await asyncio.gather(*(s() for _ in range(5)))
    print("peak", peak)
    async def waiter(): await ev.wait(); return "woke"
    t = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    ev.set()
    print(await t, ev.is_set())
asyncio.run(main())
# ---
# awaitable objects
import asyncio
class A:
    def __await__(self):
        x = yield from asyncio.sleep(0).__await__()
        return "awaited"
class B:
    def __init__(self, v): self.v = v
    def __await__(self):
        return self.v
        yield
async def main():
    print(await A(), await B(5))
    for bad in [5, None, "x", [1]]:
        try: await bad
        except TypeError as e: print(e)
    c = f()
    await c
    try: await c
    except RuntimeError as e: print(e)
async def f(): pass
asyncio.run(main())
# ---
# exceptions through await
import asyncio
async def inner():
    try: await asyncio.sleep(0); raise KeyError("deep")
    finally: print("inner finally")
async def outer():
    try: await inner()
    except KeyError as e: raise ValueError("outer") from e
async def main():
    try: await outer()
    except ValueError as e: print(e, repr(e.__cause__))
asyncio.run(main())
# ---
# coroutine type errors
async def f(): return 1
c = f()
print(type(c).__name__, c.__name__)
for g in [lambda: list(c), lambda: c + 1, lambda: c()]:
    try: g()
    except TypeError as e: print(e)
c.close()
async def ag(): yield 1
a = ag()
print(type(a).__name__)
try:
    for x in a: pass
except TypeError as e: print(e)
# ---
# sync tools
# tools: echo, add, lookup, refuse
print(echo({"a": [1, 2]}), add(2, 3), add(5), add(a=1, b=9), lookup("ada")["orders"])
print(sum(add(i, i) for i in range(3)), sorted([3, 1, 2], key=lambda v: -add(v, 0)), [echo(x) for x in "ab"])
try: refuse("no such order")
except ValueError as e: print("refused:", e)
def total(name): return sum(lookup(name)["orders"])
print(total("ada"), total("bob"), max(["ada", "bob"], key=total))
# ---
# async tools
# tools: fetch, load, refuse_async
import asyncio
print(await fetch("a"))
pages = await asyncio.gather(fetch("x"), fetch("y"), load(3))
print(pages, [await fetch(k) for k in "pq"])
try: await refuse_async("later")
except ValueError as e: print(e)
async def both(k):
    a, b = await asyncio.gather(fetch(k), load(2))
    return f"{a}{b}"
print(await both("k"))
await fetch("last")
# ---
# tools in odd places
# tools: echo, fetch
class L:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return echo(i * 10)
    def __enter__(self): return echo("in")
    def __exit__(self, *a): print(echo("out"))
    @property
    def p(self): return echo("prop")
    def __repr__(self): return echo("repr")
def g():
    for i in range(2): yield echo(i)
print(list(L()), L().p, list(g()), [*map(echo, "ab")], list(filter(echo, [0, 1])), repr(L()), f"{L()}", str(L()))
with L() as v: print(v)
d = {k: echo(k) for k in "xy"}
print(d, [await fetch(k) for k in d], (lambda: echo(5))())
async def ag():
    for k in "ab": yield await fetch(k)
print([x async for x in ag()])
# ---
# raises from tool
# tools: refuse
print("before")
refuse("stop here")
# ---
# raises from task
import asyncio
async def main():
    await asyncio.sleep(0)
    raise LookupError("in main")
asyncio.run(main())
# ---
# retry loop
import asyncio
tries = 0
async def flaky():
    global tries
    tries += 1
    await asyncio.sleep(0)
    if tries < 3: raise ConnectionError(f"try {tries}")
    return "finally"
async def retry(f, n):
    for i in range(n):
        try: return await f()
        except ConnectionError as e: print("retry", i, e)
    raise RuntimeError("gave up")
print(asyncio.run(retry(flaky, 5)))
# ---
# async contextmanager
from contextlib import asynccontextmanager
import asyncio
@asynccontextmanager
async def conn(n):
    print("open", n)
    try: yield n * 2
    finally: print("close", n)
async def main():
    async with conn(4) as c: print(c)
    try:
        async with conn(5): raise ValueError("v")
    except ValueError as e: print(e)
asyncio.run(main())
# ---
# coroutines that a program drives by hand: what they await may hand out values and gets what is sent
import types
class Ask:
    def __init__(self, question): self.question = question
    def __await__(self):
        try:
            answer = yield self.question
        except ValueError as error:
            return f"caught {error}"
        finally:
            print("left", self.question)
        return answer
async def twice(n):
    first = await Ask(n)
    return first, await Ask(n + 1)
async def both(): return await twice(1) + await twice(10)
c = both()
print(c.send(None), c.send("p"), c.send("q"), c.throw(ValueError("v")))
try: c.send(5)
except StopIteration as e: print(e.value)
try: c.send(1)
except RuntimeError as e: print(e)
c = both()
c.send(None)
c.close()
c = both()
c.send(None)
try: c.throw(KeyError("k"))
except KeyError as e: print(repr(e))
@types.coroutine
def turn(value=None): return (yield value)
class Loop:
    def __init__(self, *coroutines): self.ready = [(c, None) for c in coroutines]
    def run(self):
        while self.ready:
            coroutine, value = self.ready.pop(0)
            try: self.ready.append((coroutine, coroutine.send(value)))
            except StopIteration as e: print("done", e.value)
async def work(name, count):
    for index in range(count): print(name, index, await turn((name, index)))
    return name
Loop(work("a", 2), work("b", 1)).run()
class Resource:
    async def __aenter__(self): return await Ask("enter")
    async def __aexit__(self, *details): await Ask("exit")
async def numbers():
    for n in range(2): yield await Ask(n)
async def use():
    found = [n async for n in numbers()]
    async with Resource() as resource: found.append(resource)
    return found
c, sent, asked = use(), None, []
try:
    while True:
        sent = c.send(sent)
        asked.append(sent)
except StopIteration as e: print(asked, e.value)
class Deaf:
    def __await__(self):
        while True:
            try: yield 1
            except GeneratorExit: pass
async def deaf(): await Deaf()
c = deaf()
c.send(None)
try: c.close()
except RuntimeError as e: print(e)
async def handling():
    try: 1 / 0
    except ZeroDivisionError:
        await Ask("in the handler")
        try: raise
        except ZeroDivisionError as e: print(e)
c = handling()
c.send(None)
try: raise KeyError("outer")
except KeyError:
    try: c.send(None)
    except StopIteration: print("stop")
