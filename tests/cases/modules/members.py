# random, seeded
import random
r = random.Random(7)
print(r.random(), r.randint(1, 6), r.randrange(0, 100, 7), r.uniform(1, 2), r.choice("abc"), r.choices([1, 2, 3], weights=[5, 1, 1], k=4), r.sample(range(20), 5))
x = list(range(8)); r.shuffle(x); print(x, r.getrandbits(20), r.randbytes(4), r.triangular(0, 1), r.betavariate(1, 2), r.expovariate(1.5), r.gammavariate(1, 2))
print(r.gauss(0, 1), r.lognormvariate(0, 1), r.normalvariate(0, 1), r.paretovariate(2), r.vonmisesvariate(0, 1), r.weibullvariate(1, 2))
random.seed(3); a = [random.random(), random.randint(1, 9), random.choice("xyz")]; random.seed(3); print(a == [random.random(), random.randint(1, 9), random.choice("xyz")], a)
print(0 <= random.SystemRandom().random() < 1)
for f in (lambda: r.choice([]), lambda: r.sample([1], 2), lambda: r.randint(3, 1)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# bisect and heapq
import bisect, heapq
a = [1, 2, 2, 3]
print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 2), bisect.bisect_left(a, 9), bisect.bisect(a, -1), bisect.bisect_left([{"k": 1}, {"k": 3}], 2, key=lambda d: d["k"]))
bisect.insort(a, 2); bisect.insort_left(a, 0); bisect.insort_right(a, 9); print(a)
h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 0); print(h, heapq.heappop(h), heapq.heappushpop(h, 3), heapq.heapreplace(h, 7), h, heapq.nlargest(2, h), heapq.nsmallest(2, h, key=lambda v: -v), list(heapq.merge([1, 4], [2, 3])))
try: heapq.heappop([])
except IndexError as e: print(e)
# ---
# json
import json, io
class E(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"s": {2, 1}}, cls=E), E(indent=1).encode([1]), json.JSONDecoder().decode("[1, 2.5, null]"), json.JSONDecoder().raw_decode("[1] rest"))
s = io.StringIO(); json.dump({"a": [1]}, s); print(s.getvalue(), json.load(io.StringIO("{\"x\": 1}")))
try: json.loads("{bad}")
except json.JSONDecodeError as e: print(e, e.pos, e.lineno, e.colno, e.msg, e.doc)
# ---
# re
import re
print(re.fullmatch("a+", "aaa"), re.fullmatch("a+", "aab"), [m.span() for m in re.finditer("a", "banana")], re.subn("a", "o", "banana", count=2), re.purge())
print(re.findall("^a", "b\nA", re.M | re.I), re.search("a.b", "a\nb", re.DOTALL) is not None, re.compile("a b # c", re.VERBOSE).pattern, [int(f) for f in (re.ASCII, re.IGNORECASE, re.MULTILINE, re.UNICODE, re.LOCALE, re.NOFLAG)], isinstance(re.compile("x"), re.Pattern), isinstance(re.match("x", "x"), re.Match))
# ---
# string, functools, types, math
import string, functools, types, math, statistics
print(string.ascii_letters, string.ascii_uppercase, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), string.capwords("a bc  d"), string.Template("$a ${b} $$").substitute(a=1, b=2))
print(functools.WRAPPER_ASSIGNMENTS[:2], functools.WRAPPER_UPDATES, math.erfc(0.5), math.erf(0.5), statistics.LinearRegression(1, 2).slope)
async def co(): pass
async def ag(): yield
c, g = co(), ag()
print(isinstance(c, types.CoroutineType), isinstance(g, types.AsyncGeneratorType), isinstance([].append, types.BuiltinMethodType), isinstance(NotImplemented, types.NotImplementedType), types.DynamicClassAttribute.__name__ != "")
c.close()
# ---
# abc, old forms
import abc
class A(abc.ABC):
    @abc.abstractproperty
    def p(self): pass
    @abc.abstractclassmethod
    def c(cls): pass
    @abc.abstractstaticmethod
    def s(): pass
print(sorted(A.__abstractmethods__), abc.update_abstractmethods(A) is A, isinstance(A, abc.ABCMeta))
# ---
# enum, the rest
import enum
class F(enum.Flag, boundary=enum.CONFORM):
    A = 1
    B = 2
print(F(7), F(7).value, enum.STRICT, enum.EJECT, enum.KEEP, isinstance(F, enum.EnumType), isinstance(F, enum.EnumMeta), isinstance(enum.KEEP, enum.FlagBoundary))
class M(enum.Enum):
    X = enum.member(1)
    Y = enum.nonmember(2)
class R(int, enum.ReprEnum):
    ONE = 1
print(list(M), M.Y, str(R.ONE), R.ONE == 1)
# ---
# decimal, the rest
import decimal
print(decimal.ROUND_05UP, decimal.ROUND_CEILING, decimal.ROUND_FLOOR, decimal.ROUND_HALF_DOWN, decimal.MAX_PREC > 0, decimal.MAX_EMAX > 0, decimal.MIN_EMIN < 0, decimal.MIN_ETINY < 0, decimal.HAVE_THREADS, decimal.HAVE_CONTEXTVAR, decimal.DecimalTuple(0, (1,), 0))
print([issubclass(c, decimal.DecimalException) for c in (decimal.Clamped, decimal.Rounded, decimal.Subnormal, decimal.Overflow, decimal.Underflow, decimal.FloatOperation)])
# ---
# asyncio, the rest
import asyncio
async def value(v, t=0): await asyncio.sleep(t); return v
async def main():
    q, p, l = asyncio.Queue(1), asyncio.PriorityQueue(), asyncio.LifoQueue()
    q.put_nowait(1)
    for f, e in ((lambda: q.put_nowait(2), asyncio.QueueFull), (lambda: (q.get_nowait(), q.get_nowait()), asyncio.QueueEmpty)):
        try: f()
        except e as x: print(type(x).__name__)
    for v in (3, 1, 2): p.put_nowait(v); l.put_nowait(v)
    print([p.get_nowait() for _ in range(3)], [l.get_nowait() for _ in range(3)])
    t = asyncio.ensure_future(value(5)); print(asyncio.isfuture(t), asyncio.iscoroutinefunction(value), isinstance(t, asyncio.Task), asyncio.current_task() in asyncio.all_tasks(), await asyncio.shield(t))
    c = value(1); print(asyncio.iscoroutine(c), await c)
    f = asyncio.get_running_loop().create_future(); f.set_result(4); print(await f, isinstance(f, asyncio.Future))
    try: f.set_result(5)
    except asyncio.InvalidStateError as e: print("invalid")
    b = asyncio.BoundedSemaphore(1)
    try: b.release()
    except ValueError as e: print(e)
    cond = asyncio.Condition(); seen = []
    async def waiter():
        async with cond: await cond.wait(); seen.append("woken")
    w = asyncio.create_task(waiter()); await asyncio.sleep(0)
    async with cond: cond.notify_all()
    await w; print(seen)
    done, pending = await asyncio.wait([asyncio.create_task(value(1)), asyncio.create_task(value(2))], return_when=asyncio.ALL_COMPLETED); print(sorted(t.result() for t in done), pending, asyncio.FIRST_EXCEPTION)
    bar = asyncio.Barrier(2); print(sorted(await asyncio.gather(bar.wait(), bar.wait())), issubclass(asyncio.BrokenBarrierError, RuntimeError))
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() - 1): await asyncio.sleep(1)
    except TimeoutError: print("timed out")
asyncio.run(main())
# ---
# typing, the rest
import typing as t
P = t.ParamSpec("P"); Ts = t.TypeVarTuple("Ts")
print(P, Ts, P.args, P.kwargs, t.Concatenate[int, P], t.TypeAlias, t.TypeGuard[int], t.LiteralString, t.AbstractSet, t.ContextManager, t.AsyncContextManager, t.Unpack[Ts]) if False else print(P)
print(isinstance(3, t.SupportsAbs), isinstance(3, t.SupportsIndex), isinstance(1.5, t.SupportsRound), isinstance(b"", t.SupportsBytes), isinstance(1j, t.SupportsComplex), t.assert_type(1, int), t.get_overloads(print), t.clear_overloads())
class D(t.TypedDict): a: int
print(t.is_typeddict(D), t.is_typeddict(dict))
