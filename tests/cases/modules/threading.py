# threads that start and are joined
import threading, time
from threading import Thread, Lock
results, total, lock = [], 0, Lock()
def work(n):
    global total
    for _ in range(100):
        with lock:
            total += n
    results.append((n, threading.current_thread().name))
threads = [Thread(target=work, args=(n,)) for n in range(4)]
print([t.is_alive() for t in threads], [t.name for t in threads], [t.ident for t in threads])
for t in threads: t.start()
for t in threads: t.join()
print(total, results, [t.is_alive() for t in threads], threads[0].daemon, type(threads[0].ident), threading.active_count())
print(threading.current_thread() is threading.main_thread(), threading.main_thread().name, threading.enumerate() == [threading.main_thread()], threading.get_ident() == threading.main_thread().ident, type(threading.get_native_id()))
class Worker(Thread):
    def __init__(self, n):
        super().__init__(name=f"worker {n}", daemon=True)
        self.n = n; self.result = None
    def run(self):
        self.result = self.n ** 2
workers = [Worker(n) for n in range(3)]
for w in workers: w.start()
for w in workers: w.join(5)
print([w.result for w in workers], [(w.name, w.daemon) for w in workers])
def slow(n):
    time.sleep(0.06 * (3 - n)); print("slow", n, threading.active_count() > 1)
threads = [Thread(target=slow, kwargs={"n": n}, name=str(n)) for n in range(3)]
for t in threads: t.start(); print("started", t.name)
for t in threads: t.join(); print("joined", t.name, t)if 0 else print("joined", t.name)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
done = Thread(target=print, args=("once",)); t(lambda: done.join()); done.start(); t(lambda: done.start()); t(lambda: threading.current_thread().join())
class Bad(Thread):
    def __init__(self): pass
t(lambda: Bad().start()); t(lambda: Bad().name)
def fails(): raise ValueError("in a thread")
f = Thread(target=fails); f.start(); f.join(); print("still here", f.is_alive())
def leaves(): raise SystemExit(3)
f = Thread(target=leaves); f.start(); f.join(); print("still here", f.is_alive()); f.name = "new"; print(f.name, repr(Thread(name="x")), f.daemon)
slept = Thread(target=time.sleep, args=(0.05,)); slept.start(); slept.join(0.001); print(slept.is_alive(), repr(slept)[:21]); slept.join(); print(slept.is_alive(), repr(slept)[:40].split(",")[1].split()[0])
# ---
# locks
import threading
from threading import Lock, RLock, Condition, Semaphore, BoundedSemaphore, Event, Thread
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
l = Lock(); print(l.locked(), l.acquire(), l.locked(), l.acquire(False), l.acquire(blocking=False), l.acquire(timeout=0.001), repr(l).split(" at ")[0]); l.release(); print(repr(l).split(" at ")[0], type(l))
t(l.release); t(lambda: l.acquire(False, 1)); t(lambda: l.acquire(True, -2))
with l as got: print(got, l.locked())
r = RLock()
with r:
    with r as got: print(got, r.acquire(), r.release())
    print(repr(r).split(" owner")[0], "count=1" in repr(r))
t(r.release); print(type(r))
seen = []
def other(): seen.append(r.acquire(False)); seen.append(l.acquire(timeout=0.01))
with r, l:
    o = Thread(target=other); o.start(); o.join()
print(seen)
items, taken, c = [], [], Condition()
def consume(n):
    with c:
        while not items: c.wait()
        taken.append(items.pop(0))
consumers = [Thread(target=consume, args=(n,)) for n in range(3)]
for x in consumers: x.start()
for n in range(3):
    with c: items.append(n); c.notify()
for x in consumers: x.join()
print(sorted(taken))
t(c.wait); t(c.notify); t(c.notify_all)
with c: print(c.wait(0.001), c.wait_for(lambda: items, 0.001), c.wait_for(lambda: 5))
c = Condition(Lock()); ready = False
def announce():
    global ready
    with c: ready = True; c.notify_all()
a = Thread(target=announce)
with c:
    a.start(); print(c.wait_for(lambda: ready), ready)
a.join(); print(c.acquire(), repr(c)[:30]); c.release()
s = Semaphore(2); print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(blocking=False), s.acquire(timeout=0.001)); s.release(2)
with s: print(s.acquire(blocking=False))
t(lambda: Semaphore(-1)); t(lambda: s.acquire(False, 1)); t(lambda: s.release(0)); b = BoundedSemaphore(1); t(b.release); print(b.acquire(), b.release())
print(repr(s).split(" at ")[0], repr(s).split(": ")[1], repr(b).split(": ")[1])
e = Event(); print(e.is_set(), e.wait(0.001), repr(e).split(": ")[1])
woken = []; w = [Thread(target=lambda n=n: woken.append((n, e.wait()))) for n in range(3)]
for x in w: x.start()
e.set()
for x in w: x.join()
print(sorted(woken), e.is_set(), e.wait(), e.clear(), e.is_set(), threading.TIMEOUT_MAX > 1000, threading.ThreadError is RuntimeError)
# ---
# barriers, timers, values of a thread
import threading, time
from threading import Barrier, BrokenBarrierError, Timer, Thread, local
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
log = []
b = Barrier(3, action=lambda: log.append("all here")); print(b.parties, b.n_waiting, b.broken)
def meet(n):
    for turn in range(2): log.append((turn, n)); i = b.wait(); log.append(("on", i))
ts = [Thread(target=meet, args=(n,)) for n in range(3)]
for x in ts: x.start()
for x in ts: x.join()
print(sorted(map(str, log[:4])), len(log), sorted(x[1] for x in log if x[0] == "on"))
t(lambda: b.wait(0.001)); print(b.broken); t(b.wait); b.reset(); print(b.broken); b.abort(); t(b.wait)
b = Barrier(2); broken = []
def waits():
    try: b.wait()
    except BrokenBarrierError: broken.append("broken")
for end in (b.abort, b.reset):
    x = Thread(target=waits); x.start()
    while not b.n_waiting: time.sleep(0.001)
    print(b.n_waiting); end(); x.join(); print(broken, b.broken); b.reset()
print(repr(b).split(" at ")[0], repr(b).split(": ")[1])
T = Timer(0.01, lambda a, b=2: print("timer", a, b), (1,), {"b": 3}); T.start(); T.join()
T = Timer(5, print, ["never"]); T.start(); T.cancel(); T.join(); print("cancelled", T.finished.is_set(), T.interval)
data = local(); data.x = 1; seen = []
def uses():
    seen.append(hasattr(data, "x")); data.x = 2; seen.append((data.x, data.__dict__))
x = Thread(target=uses); x.start(); x.join(); print(seen, data.x, vars(data) if 0 else data.__dict__)
t(lambda: data.y); del data.x; t(lambda: data.x); t(lambda: local(1))
class Mine(local):
    kind = "mine"
    def __init__(self, n): self.n = n; self.items = []
    def double(self): return self.n * 2
m = Mine(4); m.items.append(1); m.n = 5
x = Thread(target=lambda: seen.append((m.n, m.items, m.double(), m.kind))); x.start(); x.join(); print(seen[-1], m.n, m.items, m.double())
def late(): time.sleep(0.02); print("after the end of the program")
