# pools of threads
import concurrent.futures, time, threading
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, Future, CancelledError, InvalidStateError, Executor, BrokenExecutor, FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, TimeoutError
from concurrent import futures
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def square(n): return n * n
def slow(n): time.sleep(0.03 * n); return n
def fails(n): raise ValueError(f"bad {n}")
with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(square, range(10))), list(pool.map(pow, [2, 3], [3, 2])))
    fs = [pool.submit(slow, n) for n in (3, 1, 2)]; print([f.result() for f in as_completed(fs)], [f.done() for f in fs], [f.running() for f in fs])
    f = pool.submit(fails, 1); t(f.result); print(repr(f.exception()), f.done(), f.cancelled(), repr(f).split("state=")[1], repr(fs[0]).split("state=")[1])
    done, left = wait([pool.submit(slow, n) for n in (1, 5)], return_when=FIRST_COMPLETED); print(len(done), len(left), done.pop().result())
    result = wait([pool.submit(slow, 1), pool.submit(square, 2)]); print(len(result.done), len(result.not_done), ALL_COMPLETED)
    done, left = wait([pool.submit(slow, 3), pool.submit(fails, 2)], return_when=FIRST_EXCEPTION); print(len(done), len(left))
    done, left = wait([pool.submit(slow, 3)], timeout=0.001); print(len(done), len(left))
    got = []; f = pool.submit(square, 3); f.add_done_callback(lambda f: got.append(f.result())); f.result(); print(got)
    t(lambda: pool.submit(slow, 5).result(timeout=0.001)); t(lambda: list(as_completed([pool.submit(slow, 6)], timeout=0.001)))
    def gen():
        for r in pool.map(fails, [1, 2]): print(r)
    t(gen); results = {pool.submit(square, n): n for n in range(4)}
    for f in as_completed(results): assert f.result() == results[f] ** 2
t(lambda: pool.submit(square, 1))
def name(): return threading.current_thread().name
with ThreadPoolExecutor(1, thread_name_prefix="worker") as pool: print(pool.submit(name).result())
with ThreadPoolExecutor(1) as pool:
    first = pool.submit(slow, 2); second = pool.submit(square, 5); third = pool.submit(square, 6); print(second.cancel(), second.cancelled(), first.running(), first.cancel()); t(second.result); print(third.result(), second.done())
with ThreadPoolExecutor(2, initializer=lambda x: got.append(x), initargs=("init",)) as pool: print(pool.submit(square, 2).result(), got)
f = Future(); f.set_result(5); print(f.result(), f.exception()); t(lambda: f.set_result(6) if 0 else "set"); f = Future(); f.set_exception(KeyError("k")); t(f.result); f = Future(); print(f.cancel(), f.cancelled()); t(f.result)
try: Future.set_result(futures.Future().__class__() if 0 else f, 1)
except InvalidStateError as e: print("invalid", str(e)[:9])
t(lambda: ThreadPoolExecutor(0)); t(lambda: Executor().submit(print)); print(issubclass(ThreadPoolExecutor, Executor), TimeoutError is concurrent.futures.TimeoutError, issubclass(BrokenExecutor, RuntimeError), futures is concurrent.futures)
counter, lock = 0, threading.Lock()
def add(n):
    global counter
    with lock: counter += n
pool = ThreadPoolExecutor(4)
for n in range(20): pool.submit(add, n)
pool.shutdown(wait=True); print(counter)
pool = ThreadPoolExecutor(1); fs = [pool.submit(slow, 1) for _ in range(3)]; pool.shutdown(cancel_futures=True); print([f.cancelled() for f in fs])
