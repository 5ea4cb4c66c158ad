"""asyncio over the VM's own scheduler: tasks, waiting for several, locks and queues."""

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class QueueShutDown(Exception):
    pass


class BrokenBarrierError(RuntimeError):
    pass


# Tasks and futures


def _pending(future):
    return _limen_future_state(future) == "pending"


async def _await(awaitable):
    return await awaitable


async def _settled(futures):
    for future in futures:
        if _pending(future):
            await _limen_wait_any([future])


def _register(task, name):
    state = _limen_loop_state()
    tasks = state["tasks"]
    if len(tasks) > state["prune"]:
        tasks[:] = [other for other in tasks if _pending(other)]
        state["prune"] = len(tasks) * 2 + 64
    tasks.append(task)
    if name is None:
        state["names"] += 1
        name = f"Task-{state['names']}"
    _limen_future_name(task, name)
    return task


def create_task(coro, *, name=None, context=None):
    if _limen_future_kind(coro) == "call":
        coro = _await(coro)
    task = _limen_task_new(coro)
    if context is not None:
        _limen_variables(context._data, task)
    return _register(task, name)


def ensure_future(coro_or_future, *, loop=None):
    kind = _limen_future_kind(coro_or_future)
    if kind == "task" or kind == "future":
        return coro_or_future
    if kind == "call":
        return create_task(coro_or_future)
    if iscoroutine(coro_or_future):
        return create_task(coro_or_future)
    if hasattr(coro_or_future, "__await__"):
        return create_task(_await(coro_or_future))
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


def current_task(loop=None):
    return _limen_task_of_fiber(False)


def all_tasks(loop=None):
    return {task for task in _limen_loop_state()["tasks"] if _pending(task)}


def iscoroutine(obj):
    return _limen_class_name(obj) == "coroutine" or _limen_future_kind(obj) == "call"


def isfuture(obj):
    return _limen_future_kind(obj) in ("task", "future")


def task_cancel(future, msg=None):
    return _limen_cancel(future, CancelledError() if msg is None else CancelledError(msg))


def task_result(future):
    if _pending(future):
        raise InvalidStateError("Result is not ready." if _limen_future_kind(future) == "task" else "Result is not set.")
    return _limen_future_value(future)


def task_exception(future):
    state = _limen_future_state(future)
    if state == "pending":
        raise InvalidStateError("Exception is not set.")
    if state == "cancelled":
        return _limen_future_value(future)
    return _limen_future_error(future)


def task_done_callback(future, callback, *, context=None):
    _limen_task_new(_call_when_done(future, callback))


async def _call_when_done(future, callback):
    if _pending(future):
        await _limen_wait_any([future])
    callback(future)


def future_set_result(future, result):
    if not _pending(future):
        raise InvalidStateError("invalid state")
    _limen_future_set(future, result)


def future_set_exception(future, exception):
    if not _pending(future):
        raise InvalidStateError("invalid state")
    if isinstance(exception, type):
        exception = exception()
    if isinstance(exception, StopIteration):
        raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
    _limen_future_fail(future, exception)


# Running


async def _run_main(coro):
    task = create_task(coro)
    try:
        return await task
    finally:
        await _cancel_all()
        state = _limen_loop_state()
        state["running"] = False
        state["current"] = None


async def _cancel_all():
    left = [task for task in _limen_loop_state()["tasks"] if _pending(task)]
    for task in left:
        task_cancel(task)
    await _settled(left)


def run(main, *, debug=None, loop_factory=None):
    if _is_running():
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    return _run_on(AbstractEventLoop(), main)


def _is_running():
    return _limen_loop_state()["running"] or _limen_task_of_fiber(False) is not None


def _run_on(loop, main):
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    state = _limen_loop_state()
    state["running"] = True
    state["current"] = loop
    state["names"] = 0
    return _limen_run(_run_main(main))


async def sleep(delay, result=None):
    return await _limen_sleep(delay, result)


# Waiting for several


def gather(*coros_or_futures, return_exceptions=False):
    children = []
    seen = {}
    for item in coros_or_futures:
        child = seen.get(id(item))
        if child is None:
            child = seen[id(item)] = ensure_future(item)
        children.append(child)
    if not children:
        future = _limen_future_new()
        _limen_future_set(future, [])
        return future
    return _limen_task_new(_gather(children, return_exceptions))


async def _gather(children, return_exceptions):
    try:
        if return_exceptions:
            await _settled(children)
        else:
            failed = _limen_progress(children)
            while failed is None:
                await _limen_wait_any([child for child in children if _pending(child)])
                failed = _limen_progress(children)
            if failed is not True:
                return _limen_future_value(failed)
    except CancelledError:
        for child in children:
            task_cancel(child)
        await _settled(children)
        raise
    if return_exceptions:
        return [
            _limen_future_value(child) if _limen_future_error(child) is None else _limen_future_error(child)
            for child in children
        ]
    return [_limen_future_value(child) for child in children]


async def wait_for(fut, timeout):
    if timeout is None:
        return await fut
    task = ensure_future(fut)
    if timeout <= 0:
        if _pending(task):
            await _abandon(task)
            try:
                return _limen_future_value(task)
            except CancelledError as error:
                raise TimeoutError from error
        return _limen_future_value(task)
    timer = _limen_sleep(timeout)
    try:
        await _limen_wait_any([task, timer])
    except CancelledError:
        if _pending(task):
            await _abandon(task)
            raise
        return _limen_future_value(task)
    finally:
        _limen_cancel(timer, CancelledError())
    if not _pending(task):
        return _limen_future_value(task)
    await _abandon(task)
    try:
        return _limen_future_value(task)
    except CancelledError as error:
        raise TimeoutError from error


async def _abandon(task):
    task_cancel(task)
    await _settled([task])


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    fs = list(dict.fromkeys(fs))
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    if any([iscoroutine(item) for item in fs]):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    timer = None if timeout is None else _limen_sleep(max(timeout, 1e-9))
    try:
        while True:
            pending = [item for item in fs if _pending(item)]
            if not pending or (timer is not None and not _pending(timer)):
                break
            if return_when == FIRST_COMPLETED and len(pending) < len(fs):
                break
            if return_when == FIRST_EXCEPTION and any([_limen_future_state(item) == "failed" for item in fs]):
                break
            await _limen_wait_any(pending if timer is None else [*pending, timer])
    finally:
        if timer is not None:
            _limen_cancel(timer, CancelledError())
    return ({item for item in fs if not _pending(item)}, {item for item in fs if _pending(item)})


def as_completed(fs, *, timeout=None):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    futures = list(dict.fromkeys([ensure_future(item) for item in fs]))
    finished = Queue()
    for future in futures:
        _limen_task_new(_relay(future, finished))
    deadline = None if timeout is None else _limen_sleep(max(timeout, 1e-9))
    return _completions(len(futures), finished, deadline)


def _completions(count, finished, deadline):
    for _ in range(count):
        yield _next_completed(finished, deadline)


async def _relay(future, finished):
    if _pending(future):
        await _limen_wait_any([future])
    finished.put_nowait(future)


async def _next_completed(finished, deadline):
    if deadline is not None:
        getter = _limen_task_new(finished.get())
        await _limen_wait_any([getter, deadline])
        if _pending(getter):
            task_cancel(getter)
            raise TimeoutError
        return _limen_future_value(_limen_future_value(getter))
    return _limen_future_value(await finished.get())


def shield(arg):
    inner = ensure_future(arg)
    if not _pending(inner):
        return inner
    outer = _limen_future_new()
    _limen_task_new(_copy_outcome(inner, outer))
    return outer


async def _copy_outcome(inner, outer):
    await _settled([inner])
    if _pending(outer):
        state = _limen_future_state(inner)
        if state == "cancelled":
            task_cancel(outer)
        elif state == "failed":
            _limen_future_fail(outer, _limen_future_error(inner))
        else:
            _limen_future_set(outer, _limen_future_value(inner))


async def to_thread(func, /, *args, **kwargs):
    await _limen_sleep(0)
    return func(*args, **kwargs)


class Timeout:
    def __init__(self, when):
        self._when = when
        self._state = "created"
        self._task = None
        self._watch = None

    def when(self):
        return self._when

    def expired(self):
        return self._state in ("expiring", "expired")

    def reschedule(self, when):
        if self._state != "active":
            if self._state == "created":
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        self._stop()
        if when is not None:
            self._watch = _limen_task_new(self._expire(max(when - _limen_time(), 0)))

    async def _expire(self, delay):
        await _limen_sleep(delay)
        if self._state == "active":
            self._state = "expiring"
            self._watch = None
            task_cancel(self._task)

    def _stop(self):
        if self._watch is not None:
            task_cancel(self._watch)
            self._watch = None

    async def __aenter__(self):
        if self._state != "created":
            raise RuntimeError("Timeout has already been entered")
        self._state = "active"
        self._task = _limen_task_of_fiber(True)
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        self._stop()
        if self._state == "expiring":
            self._state = "expired"
            if exc_type is CancelledError:
                raise TimeoutError from exc_val
        elif self._state == "active":
            self._state = "exited"
        return None


def timeout(delay):
    return Timeout(None if delay is None else _limen_time() + delay)


def timeout_at(when):
    return Timeout(when)


class TaskGroup:
    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._parent = None
        self._cancelled_parent = False
        self._tasks = []
        self._errors = []

    def __repr__(self):
        info = " cancelling" if self._aborting else " entered" if self._entered else ""
        return f"<TaskGroup{info}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        self._entered = True
        self._parent = _limen_task_of_fiber(True)
        return self

    def create_task(self, coro, *, name=None, context=None):
        if not self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not any([_pending(task) for task in self._tasks]):
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        task = _register(_limen_task_new(self._guard(coro)), name)
        self._tasks.append(task)
        return task

    async def _guard(self, coro):
        try:
            return await coro
        except CancelledError:
            raise
        except BaseException as error:
            self._errors.append(error)
            self._abort()
            if not self._exiting and not self._cancelled_parent:
                self._cancelled_parent = True
                task_cancel(self._parent)
            raise

    def _abort(self):
        self._aborting = True
        current = _limen_task_of_fiber(False)
        for task in self._tasks:
            if task is not current and _pending(task):
                task_cancel(task)

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        self._exiting = True
        propagate = None
        if exc_type is not None:
            if issubclass(exc_type, CancelledError):
                if not self._cancelled_parent:
                    propagate = exc_val
            if not self._aborting:
                self._abort()
        while True:
            pending = [task for task in self._tasks if _pending(task)]
            if not pending:
                break
            try:
                await _limen_wait_any(pending)
            except CancelledError as error:
                if not self._aborting:
                    propagate = error
                    self._abort()
        if exc_type is not None and not issubclass(exc_type, CancelledError):
            if isinstance(exc_val, (SystemExit, KeyboardInterrupt)):
                return False
            self._errors.append(exc_val)
        if propagate is not None and not self._errors:
            raise propagate
        if self._errors:
            errors = self._errors
            self._errors = []
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", errors) from None
        return None


# Locks


async def _wait_in(waiters):
    waiter = _limen_future_new()
    waiters.append(waiter)
    try:
        await waiter
    finally:
        waiters.remove(waiter)


def _wake_first(waiters):
    for waiter in waiters:
        if _pending(waiter):
            _limen_future_set(waiter, True)
            return


class _Locked:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Locked):
    def __init__(self):
        self._locked = False
        self._waiters = []

    def __repr__(self):
        return _lock_repr(self, "locked" if self._locked else "unlocked")

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all([_limen_future_state(waiter) == "cancelled" for waiter in self._waiters]):
            self._locked = True
            return True
        try:
            await _wait_in(self._waiters)
        except CancelledError:
            if not self._locked:
                _wake_first(self._waiters)
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        _wake_first(self._waiters)


def _lock_repr(lock, extra):
    if lock._waiters:
        extra = f"{extra}, waiters:{len(lock._waiters)}"
    return f"{object.__repr__(lock)[:-1]} [{extra}]>"


class Event:
    def __init__(self):
        self._waiters = []
        self._value = False

    def __repr__(self):
        return _lock_repr(self, "set" if self._value else "unset")

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for waiter in self._waiters:
                if _pending(waiter):
                    _limen_future_set(waiter, True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        await _wait_in(self._waiters)
        return True


class Condition(_Locked):
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self._waiters = []
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __repr__(self):
        return _lock_repr(self, "locked" if self.locked() else "unlocked")

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await _wait_in(self._waiters)
            return True
        finally:
            await self.acquire()

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for waiter in self._waiters:
            if n <= 0:
                break
            if _pending(waiter):
                _limen_future_set(waiter, False)
                n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Locked):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = []
        self._value = value

    def __repr__(self):
        return _lock_repr(self, "locked" if self.locked() else f"unlocked, value:{self._value}")

    def locked(self):
        return self._value == 0 or any([_limen_future_state(waiter) != "cancelled" for waiter in self._waiters])

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        waiter = _limen_future_new()
        self._waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            if _limen_future_state(waiter) == "done":
                self._value += 1
                self._wake_next()
            raise
        if self._value > 0:
            self._wake_next()
        return True

    def release(self):
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        for waiter in self._waiters:
            if _pending(waiter):
                self._value -= 1
                _limen_future_set(waiter, True)
                return


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._bound_value = value
        super(BoundedSemaphore, self).__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super(BoundedSemaphore, self).release()


class Barrier:
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._waiters = []
        self._broken = False

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return len(self._waiters)

    @property
    def broken(self):
        return self._broken

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        if self._broken:
            raise BrokenBarrierError("Barrier aborted")
        index = len(self._waiters)
        if index + 1 == self._parties:
            waiters = self._waiters
            self._waiters = []
            for waiter in waiters:
                if _pending(waiter):
                    _limen_future_set(waiter, True)
            return index
        waiter = _limen_future_new()
        self._waiters.append(waiter)
        try:
            await waiter
        except CancelledError:
            if waiter in self._waiters:
                self._waiters.remove(waiter)
            raise
        if self._broken:
            raise BrokenBarrierError("Abort or reset of barrier")
        return index

    async def abort(self):
        self._broken = True
        waiters = self._waiters
        self._waiters = []
        for waiter in waiters:
            if _pending(waiter):
                _limen_future_set(waiter, True)

    async def reset(self):
        await self.abort()
        self._broken = False


# Queues


class Queue:
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = []
        self._putters = []
        self._unfinished_tasks = 0
        self._finished = Event()
        self._finished.set()
        self._is_shut_down = False
        self._init(maxsize)

    def __class_getitem__(cls, item):
        return cls

    def _init(self, maxsize):
        self._queue = []
        self._taken = 0

    def _get(self):
        item = self._queue[self._taken]
        self._queue[self._taken] = None
        self._taken += 1
        if self._taken > 64 and self._taken * 2 > len(self._queue):
            del self._queue[: self._taken]
            self._taken = 0
        return item

    def _put(self, item):
        self._queue.append(item)

    def qsize(self):
        return len(self._queue) - self._taken

    def __repr__(self):
        return f"<{type(self).__name__} at {hex(id(self))} maxsize={self._maxsize!r}>"

    @property
    def maxsize(self):
        return self._maxsize

    def empty(self):
        return self.qsize() == 0

    def full(self):
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    def shutdown(self, immediate=False):
        self._is_shut_down = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                _wake(waiters)

    async def put(self, item):
        while self.full():
            if self._is_shut_down:
                raise QueueShutDown
            waiter = _limen_future_new()
            self._putters.append(waiter)
            try:
                await waiter
            except CancelledError:
                if waiter in self._putters:
                    self._putters.remove(waiter)
                if not self.full() and _limen_future_state(waiter) == "done":
                    _wake(self._putters)
                raise
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self._is_shut_down:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        _wake(self._getters)

    async def get(self):
        while self.empty():
            if self._is_shut_down:
                raise QueueShutDown
            waiter = _limen_future_new()
            self._getters.append(waiter)
            try:
                await waiter
            except CancelledError:
                if waiter in self._getters:
                    self._getters.remove(waiter)
                if not self.empty() and _limen_future_state(waiter) == "done":
                    _wake(self._getters)
                raise
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            if self._is_shut_down:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        _wake(self._putters)
        return item

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks > 0:
            await self._finished.wait()


def _wake(waiters):
    while waiters:
        waiter = waiters.pop(0)
        if _pending(waiter):
            _limen_future_set(waiter, None)
            return


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def qsize(self):
        return len(self._queue)

    def _put(self, item):
        queue = self._queue
        queue.append(item)
        place = len(queue) - 1
        while place > 0:
            parent = (place - 1) >> 1
            if not item < queue[parent]:
                break
            queue[place] = queue[parent]
            place = parent
        queue[place] = item

    def _get(self):
        queue = self._queue
        last = queue.pop()
        if not queue:
            return last
        first = queue[0]
        place = 0
        while True:
            child = 2 * place + 1
            if child >= len(queue):
                break
            if child + 1 < len(queue) and queue[child + 1] < queue[child]:
                child += 1
            if not queue[child] < last:
                break
            queue[place] = queue[child]
            place = child
        queue[place] = last
        return first


class LifoQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def qsize(self):
        return len(self._queue)

    def _get(self):
        return self._queue.pop()


# Loops


class AbstractEventLoop:
    _closed = False

    def run_until_complete(self, future):
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if _is_running():
            raise RuntimeError("This event loop is already running")
        if isfuture(future):
            future = _await(future)
        return _run_on(self, future)

    def create_task(self, coro, *, name=None, context=None):
        return create_task(coro, name=name, context=context)

    def create_future(self):
        return _limen_future_new()

    def call_soon(self, callback, *args, context=None):
        return _Handle(_limen_task_new(_call_later(0, callback, args)))

    def call_later(self, delay, callback, *args, context=None):
        return _Handle(_limen_task_new(_call_later(delay, callback, args)))

    def call_at(self, when, callback, *args, context=None):
        return self.call_later(max(when - self.time(), 0), callback, *args)

    async def run_in_executor(self, executor, func, *args):
        await _limen_sleep(0)
        return func(*args)

    async def shutdown_asyncgens(self):
        pass

    def time(self):
        return _limen_time()

    def is_running(self):
        return _is_running() and get_running_loop() is self

    def is_closed(self):
        return self._closed

    def stop(self):
        pass

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True


class _Handle:
    def __init__(self, task):
        self._task = task

    def cancel(self):
        task_cancel(self._task)

    def cancelled(self):
        return _limen_future_state(self._task) == "cancelled"


async def _call_later(delay, callback, args):
    await _limen_sleep(delay)
    callback(*args)


def get_running_loop():
    if not _is_running():
        raise RuntimeError("no running event loop")
    return _kept_loop("current")


def get_event_loop():
    return _kept_loop("current" if _is_running() else "set")


def new_event_loop():
    return AbstractEventLoop()


def set_event_loop(loop):
    _limen_loop_state()["set"] = loop


def _kept_loop(name):
    state = _limen_loop_state()
    loop = state.get(name)
    if loop is None:
        loop = state[name] = AbstractEventLoop()
    return loop


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._make = loop_factory or new_event_loop
        self._loop = None
        self._closed = False

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        if _is_running():
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        return _run_on(self.get_loop(), coro)

    def get_loop(self):
        if self._closed:
            raise RuntimeError("Runner is closed")
        if self._loop is None:
            self._loop = self._make()
        return self._loop

    def close(self):
        if self._loop is not None:
            self._loop.close()
        self._closed = True
