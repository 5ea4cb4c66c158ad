# next and StopIteration
def g():
    print("start")
    x = yield 1
    print("got", x)
    y = yield 2
    print("got", y)
    return "result"
it = g()
print(next(it))
print(it.send("a"))
try: it.send("b")
except StopIteration as e: print(e.value, e.args)
try: next(it)
except StopIteration as e: print(e.value, e.args)
print(next(it, "default"), list(it), iter(it) is it)
# ---
# send to a fresh generator
def g(): yield 1
try: g().send(5)
except TypeError as e: print(e)
print(g().send(None))
# ---
# throw
def g():
    while True:
        try: x = yield "ready"
        except ValueError as e: print("caught", e); yield "recovered"
        except KeyError: print("key"); return "done"
it = g()
next(it)
print(it.throw(ValueError("v")))
print(next(it))
try: it.throw(KeyError)
except StopIteration as e: print(e.value)
try: it.throw(IndexError("after"))
except IndexError as e: print(e)
it = g()
try: it.throw(TypeError("fresh"))
except TypeError as e: print(e, list(it))
# ---
# close and finally
def g():
    try:
        yield 1
        yield 2
    finally: print("cleanup")
it = g()
print(next(it)); it.close(); it.close()
print(list(it))
def bad():
    try: yield 1
    except GeneratorExit: yield 2
it = bad(); next(it)
try: it.close()
except RuntimeError as e: print(e)
def swallow():
    try: yield 1
    except GeneratorExit: return
it = swallow(); next(it); print(it.close())
g().close()
# ---
# yield from
def inner():
    x = yield 1
    print("inner got", x)
    y = yield 2
    print("inner got", y)
    return "inner result"
def outer():
    r = yield from inner()
    print("r =", r)
    yield from [10, 20]
    yield from "ab"
    s = yield from ()
    return s
it = outer()
print(next(it), it.send("A"), it.send("B"), list(it))
# ---
# yield from with throw and close
def inner():
    try: yield 1
    except ValueError as e:
        print("inner", e)
        yield "handled"
    finally: print("inner done")
def outer():
    try: yield from inner()
    finally: print("outer done")
it = outer(); next(it)
print(it.throw(ValueError("x")))
it.close()
it = outer(); next(it)
try: it.throw(KeyError("k"))
except KeyError as e: print(repr(e))
def deleg(): yield from [1, 2]
it = deleg(); next(it)
try: it.throw(ZeroDivisionError("z"))
except ZeroDivisionError as e: print(e)
# ---
# StopIteration inside becomes RuntimeError
def g():
    yield 1
    raise StopIteration("x")
try: list(g())
except RuntimeError as e: print(e, repr(e.__cause__))
def h(): yield next(iter([]))
try: list(h())
except RuntimeError as e: print(e)
# ---
# infinite and pipelines
def count(n=0):
    while True:
        yield n
        n += 1
def take(n, it):
    for _, x in zip(range(n), it): yield x
def evens(it): return (x for x in it if x % 2 == 0)
print(list(take(5, evens(count(1)))))
def primes():
    sieve = []
    for n in count(2):
        if all(n % p for p in sieve):
            sieve.append(n)
            yield n
print(list(take(10, primes())))
# ---
# recursion
def walk(t):
    if t:
        l, v, r = t
        yield from walk(l)
        yield v
        yield from walk(r)
print(list(walk(((None, 1, None), 2, ((None, 3, None), 4, None)))))
def perms(a):
    if len(a) < 2: yield a
    else:
        for i, x in enumerate(a):
            for p in perms(a[:i] + a[i + 1:]): yield [x] + p
print([*perms([1, 2, 3])])
def flat(x):
    for i in x:
        if isinstance(i, list): yield from flat(i)
        else: yield i
print(list(flat([1, [2, [3, [4]], 5]])))
# ---
# generator already executing
def g():
    try: next(it)
    except ValueError as e: print(e)
    yield 1
it = g()
print(next(it))
# ---
# yield as expression
def g():
    a = (yield 1) + (yield 2)
    print("sum", a)
    b = [(yield 3), (yield 4)]
    return (b, (yield))
it = g()
print(next(it), it.send(10), it.send(20), it.send("x"), it.send("y"))
try: it.send("z")
except StopIteration as e: print(e.value)
# ---
# generator with try finally return
def g():
    try: yield 1; return "r"
    finally: print("fin")
def run():
    r = yield from g()
    print("r", r)
list(run())
it = g()
for x in it:
    print(x)
    break
it.close()
print("after")
# ---
# coroutine averager
def averager():
    total = n = 0
    avg = None
    while True:
        v = yield avg
        if v is None: return (n, avg)
        total += v; n += 1; avg = total / n
def grouper(res, key):
    while True: res[key] = yield from averager()
res = {}
g = grouper(res, "a")
next(g)
for v in (10, 20, 30): print(g.send(v))
try: g.send(None)
except StopIteration: pass
print(res)
# ---
# builtins over generators
def g():
    for i in [3, 1, 2]:
        print("y", i)
        yield i
print(sorted(g()), sum(g()), max(g()), min(g()), list(map(str, g())), tuple(g()), 1 in g(), dict(enumerate(g())), set(g()) == {1, 2, 3}, list(zip(g(), "ab")))
a, *b = g()
print(a, b, [*g()], "-".join(str(x) for x in g()), list(reversed(list(g()))), any(g()))
# ---
# type and attributes
def g(): yield
x = g()
print(type(x).__name__, x.__name__, x.__qualname__, hasattr(x, "send"), hasattr(x, "__next__"), callable(x))
try: len(x)
except TypeError as e: print(e)
try: x[0]
except TypeError as e: print(e)
# ---
# state machines
def traffic():
    while True:
        for c in ("green", "amber", "red"):
            cmd = yield c
            if cmd == "reset": break
            if cmd == "stop": return "stopped"
t = traffic()
print([next(t) for _ in range(4)], t.send("reset"), next(t))
try: t.send("stop")
except StopIteration as e: print(e.value)
# ---
# raises from generator
def g():
    yield 1
    raise LookupError("in generator")
for x in g(): print(x)
# ---
# iterating while sharing
it = iter(range(10))
print([(a, b) for a, b in zip(it, it)])
it = (x for x in range(6))
for x in it:
    if x == 2: break
print(list(it))
it1 = iter([1, 2, 3])
for x in it1:
    print(x, next(it1, None))
