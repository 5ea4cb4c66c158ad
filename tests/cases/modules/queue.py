# queues of one thread
import queue
from queue import Queue, LifoQueue, PriorityQueue, SimpleQueue, Empty, Full
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, type(e).__module__)
q = Queue(); q.put(1); q.put_nowait(2); q.put("c", block=False); print(q.qsize(), q.empty(), q.full(), q.get(), q.get_nowait(), q.get(timeout=1), q.empty(), q.maxsize, q.queue)
t(q.get_nowait); t(lambda: q.get(False)); t(lambda: q.get(timeout=0.001)); t(lambda: q.get(timeout=-1))
q = Queue(maxsize=2); q.put(1); q.put(2); print(q.full(), q.unfinished_tasks); t(lambda: q.put_nowait(3)); t(lambda: q.put(3, timeout=0.001)); t(lambda: q.put(3, False)); t(lambda: q.put(1, True, -1))
while not q.empty(): print(q.get()); q.task_done()
q.join(); t(q.task_done)
s = LifoQueue()
for n in range(3): s.put(n)
print([s.get() for _ in range(3)], s.qsize()); t(s.get_nowait)
p = PriorityQueue()
for item in [(3, "c"), (1, "a"), (2, "b")]: p.put(item)
print(p.queue[0], [p.get() for _ in range(3)]); p.put((1, {})); t(lambda: p.put((1, {})))
m = SimpleQueue(); m.put(1); m.put(2, block=True, timeout=3); print(m.qsize(), m.get(), m.get_nowait(), m.empty()); t(m.get_nowait); t(lambda: m.get(timeout=0.001)); m.put_nowait(3); print(m.get(block=False))
print(Queue[int], type(q), issubclass(Empty, Exception), Full.__module__, Empty.__module__, type(m))
with q.mutex: q.queue.clear()
class Unique(Queue):
    def _init(self, maxsize): self.queue = []; self.seen = set()
    def _put(self, item):
        if item not in self.seen: self.seen.add(item); self.queue.append(item)
    def _get(self): return self.queue.pop(0)
u = Unique()
for n in (1, 2, 1, 3): u.put(n)
print(u.qsize(), [u.get() for _ in range(u.qsize())])
# ---
# producers and consumers
import threading, queue, time
jobs, out = queue.Queue(), []
def worker(n):
    while True:
        job = jobs.get()
        if job is None: break
        out.append(job * 2); jobs.task_done()
    jobs.task_done()
ts = [threading.Thread(target=worker, args=(n,), daemon=True) for n in range(3)]
for t in ts: t.start()
for n in range(10): jobs.put(n)
jobs.join(); print(sorted(out))
for _ in ts: jobs.put(None)
for t in ts: t.join()
print(jobs.qsize(), jobs.unfinished_tasks, [t.is_alive() for t in ts])
narrow = queue.Queue(maxsize=1)
def produce():
    for n in range(5): narrow.put(n); time.sleep(0.001)
    narrow.put("end")
p = threading.Thread(target=produce); p.start()
while (item := narrow.get()) != "end": print(item)
p.join()
