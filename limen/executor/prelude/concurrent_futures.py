"""concurrent.futures: work that threads take from a queue, and what comes of it."""

from collections import namedtuple
from queue import Empty, SimpleQueue
from threading import Condition, Semaphore, Thread
from time import monotonic

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
_WORKERS = 8  # of a pool that was not told how many


class CancelledError(Exception):
    pass


class InvalidStateError(Exception):
    pass


class BrokenExecutor(RuntimeError):
    pass


class Future:
    def __init__(self):
        self._condition = Condition()
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._done_callbacks = []

    def __repr__(self):
        state = self._state.lower()
        if self._state == "FINISHED":
            kind = "raised" if self._exception else "returned"
            shown = type(self._exception).__name__ if self._exception else type(self._result).__name__
            return f"<{type(self).__name__} at {id(self):#x} state={state} {kind} {shown}>"
        return f"<{type(self).__name__} at {id(self):#x} state={state}>"

    def cancel(self):
        if self._state in ("RUNNING", "FINISHED"):
            return False
        if self._state == "PENDING":
            self._end("CANCELLED")
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def _end(self, state):
        with self._condition:
            self._state = state
            self._condition.notify_all()
        for callback in self._done_callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            pass

    def add_done_callback(self, fn):
        if self.done():
            self._call(fn)
        else:
            self._done_callbacks.append(fn)

    def _wait(self, timeout):
        with self._condition:
            if not self.done() and not self._condition.wait_for(self.done, timeout):
                raise TimeoutError()
        if self._state == "CANCELLED":
            raise CancelledError()

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                self = None
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        self._state = "RUNNING"
        return True

    def _check_open(self):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")

    def set_result(self, result):
        self._check_open()
        self._result = result
        self._end("FINISHED")

    def set_exception(self, exception):
        self._check_open()
        self._exception = exception
        self._end("FINISHED")


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        deadline = None if timeout is None else monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return _results(futures, deadline)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _results(futures, deadline):
    futures.reverse()
    try:
        while futures:
            future = futures.pop()
            try:
                value = future.result(None if deadline is None else deadline - monotonic())
            finally:
                future.cancel()
            yield value
    finally:
        for future in futures:
            future.cancel()


_END = None


def _next_pool():
    state = _limen_threads()
    state["pools"] += 1
    return state["pools"] - 1


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = _WORKERS
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = SimpleQueue()
        self._idle = Semaphore(0)
        self._threads = []
        self._shutdown = False
        self._broken = False
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{_next_pool()}"
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise BrokenExecutor("A thread initializer failed, the thread pool is not usable anymore")
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._work_queue.put((future, fn, args, kwargs))
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._max_workers:
            thread = Thread(target=self._work, name=f"{self._prefix}_{len(self._threads)}")
            self._threads.append(thread)
            thread.start()
        return future

    def _work(self):
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException:
                self._broken = True
                self._drop("A thread initializer failed, the thread pool is not usable anymore")
                return
        while True:
            try:
                item = self._work_queue.get_nowait()
            except Empty:
                if self._shutdown:
                    return
                self._idle.release()
                item = self._work_queue.get()
            if item is _END:
                self._work_queue.put(_END)
                return
            _do(*item)
            item = None

    def _drop(self, reason):
        while not self._work_queue.empty():
            item = self._work_queue.get()
            if item is not _END:
                if reason is None:
                    item[0].cancel()
                else:
                    item[0].set_exception(BrokenExecutor(reason))

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            self._drop(None)
        self._work_queue.put(_END)
        if wait:
            for thread in self._threads:
                thread.join()


def _do(future, fn, args, kwargs):
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = fn(*args, **kwargs)
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)


_DoneAndNotDone = namedtuple("DoneAndNotDoneFutures", "done not_done")


def _watch(futures):
    """A queue that gets each future when it is done."""
    finished = SimpleQueue()
    for future in futures:
        future.add_done_callback(finished.put)
    return finished


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = {future for future in fs if future.done()}
    pending = fs - done
    deadline = None if timeout is None else monotonic() + timeout
    enough = return_when == FIRST_COMPLETED and bool(done)
    if return_when == FIRST_EXCEPTION:
        enough = any([not future.cancelled() and future.exception() is not None for future in done])
    finished = _watch(pending)
    while pending and not enough:
        try:
            left = None if deadline is None else max(deadline - monotonic(), 0)
            future = finished.get(timeout=left)
        except Empty:
            break
        pending.discard(future)
        done.add(future)
        if return_when == FIRST_COMPLETED:
            enough = True
        elif return_when == FIRST_EXCEPTION:
            enough = not future.cancelled() and future.exception() is not None
    return _DoneAndNotDone(done, pending)


def as_completed(fs, timeout=None):
    fs = set(fs)
    total = len(fs)
    deadline = None if timeout is None else monotonic() + timeout
    done = {future for future in fs if future.done()}
    finished = _watch(fs - done)
    yield from done
    left = total - len(done)
    while left:
        try:
            future = finished.get(timeout=None if deadline is None else max(deadline - monotonic(), 0))
        except Empty:
            raise TimeoutError(f"{left} (of {total}) futures unfinished") from None
        left -= 1
        yield future
