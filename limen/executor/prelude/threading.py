"""threading: threads that take turns. One runs until it has to wait for something or ends, and starting one gives it a turn."""

import sys
import traceback

TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError


class BrokenBarrierError(RuntimeError):
    pass


async def _waiting(future):
    return await future


def _turn():
    """Let everything go on that can."""
    _limen_run(_waiting(_limen_sleep(0, None)))


def sleep(seconds):
    _limen_run(_waiting(_limen_sleep(seconds, None)))


def _wait(waiters, timeout):
    """Wait for `_wake(waiters)`; False when that takes longer than the timeout."""
    if timeout is not None and timeout <= 0:
        _turn()
        return False
    future = _limen_future_new()
    waiters.append(future)
    sleeper = None
    try:
        if timeout is None:
            _limen_run(_waiting(future))
        else:
            sleeper = _limen_sleep(timeout, None)
            _limen_run(_waiting(_limen_wait_any([future, sleeper])))
    finally:
        if sleeper is not None:
            _limen_future_set(sleeper, None)
        if future in waiters:
            waiters.remove(future)
    return _limen_future_state(future) == "done"


def _wake(waiters, count=None):
    while waiters and count != 0:
        _limen_future_set(waiters.pop(0), None)
        if count is not None:
            count -= 1


def _until(deadline):
    return None if deadline is None else deadline - _limen_time()


def _deadline(timeout):
    return None if timeout is None else _limen_time() + timeout


def _lock_timeout(blocking, timeout):
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout == -1:
        return None
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number" if _limen_python() >= (3, 13) else "timeout value must be positive")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return timeout


class lock:
    __slots__ = ("_held", "_waiters")

    def __init__(self):
        self._held = False
        self._waiters = []

    def acquire(self, blocking=True, timeout=-1):
        timeout = _lock_timeout(blocking, timeout)
        if self._held:
            if timeout == 0:
                return False
            deadline = _deadline(timeout)
            while self._held:
                if not _wait(self._waiters, _until(deadline)) and self._held:
                    return False
        self._held = True
        return True

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = False
        if self._waiters:
            _wake(self._waiters, 1)

    def locked(self):
        return self._held

    def __enter__(self):
        if self._held:
            return self.acquire()
        self._held = True
        return True

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        return f"<{'locked' if self._held else 'unlocked'} _thread.lock object at {hex(id(self))}>"


class RLock:
    __slots__ = ("_count", "_owner", "_waiters")

    def __init__(self):
        self._count = 0
        self._owner = None
        self._waiters = []

    def acquire(self, blocking=True, timeout=-1):
        timeout = _lock_timeout(blocking, timeout)
        me = current_thread()
        if self._count and self._owner is not me:
            if timeout == 0:
                return False
            deadline = _deadline(timeout)
            while self._count:
                if not _wait(self._waiters, _until(deadline)) and self._count:
                    return False
        self._owner = me
        self._count += 1
        return True

    def release(self):
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            _wake(self._waiters, 1)

    def _is_owned(self):
        return self._count > 0 and self._owner is current_thread()

    def _release_all(self):
        count = self._count
        self._count = 0
        self._owner = None
        _wake(self._waiters, 1)
        return count

    def _acquire_again(self, count):
        self.acquire()
        self._count = count

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        owner = self._owner.ident if self._count else 0
        return f"<{state} _thread.RLock object owner={owner} count={self._count} at {hex(id(self))}>"


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self._waiters = []
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        return self._lock._is_owned() if isinstance(self._lock, RLock) else self._lock.locked()

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        nested = isinstance(self._lock, RLock)
        if nested:
            count = self._lock._release_all()
        else:
            self._lock.release()
        try:
            return _wait(self._waiters, timeout)
        finally:
            if nested:
                self._lock._acquire_again(count)
            else:
                self._lock.acquire()

    def wait_for(self, predicate, timeout=None):
        deadline = _deadline(timeout)
        result = predicate()
        while not result:
            left = _until(deadline)
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        _wake(self._waiters, n)

    def notify_all(self):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        _wake(self._waiters)


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
        self._waiters = []

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        deadline = _deadline(timeout)
        while self._value == 0:
            if not blocking:
                return False
            left = _until(deadline)
            if left is not None and left <= 0:
                return False
            _wait(self._waiters, left)
        self._value -= 1
        return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._value += n
        _wake(self._waiters, n)

    def __exit__(self, *details):
        self.release()

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}/{self._initial_value}>"


class Event:
    def __init__(self):
        self._flag = False
        self._waiters = []

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True
        _wake(self._waiters)

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return True if self._flag else _wait(self._waiters, timeout)

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {'set' if self._flag else 'unset'}>"


class _Round:
    """Those that wait at a barrier together."""

    def __init__(self):
        self.waiters = []
        self.broken = False


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1 and _limen_python() >= (3, 13):
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._round = _Round()
        self._broken = False

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return len(self._round.waiters)

    @property
    def broken(self):
        return self._broken

    def wait(self, timeout=None):
        if self._broken:
            raise BrokenBarrierError
        mine = self._round
        index = len(mine.waiters)
        if index + 1 >= self._parties:
            try:
                if self._action is not None:
                    self._action()
            except BaseException:
                self.abort()
                raise
            self._end_round(False)
            return index
        woken = _wait(mine.waiters, self._timeout if timeout is None else timeout)
        if not woken and mine is self._round:
            self.abort()
        if mine.broken:
            raise BrokenBarrierError
        return index

    def _end_round(self, broken):
        mine = self._round
        mine.broken = broken
        self._round = _Round()
        _wake(mine.waiters)

    def abort(self):
        self._broken = True
        self._end_round(True)

    def reset(self):
        self._broken = False
        self._end_round(True)

    def __repr__(self):
        cls = type(self)
        shown = "broken" if self._broken else f"waiters={self.n_waiting}/{self.parties}"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {shown}>"


# Threads


def _new_name(target=None):
    state = _limen_threads()
    state["names"] += 1
    name = f"Thread-{state['names']}"
    return name if target is None or not hasattr(target, "__name__") else f"{name} ({target.__name__})"


class Thread:
    _initialized = False
    _started = False
    _ended = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._target = target
        self._name = _new_name(target) if name is None else str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._joiners = []
        self._initialized = True

    def _check(self):
        assert self._initialized, "Thread.__init__() not called"

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        _limen_thread_new(_life(self), self)
        _turn()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        deadline = _deadline(timeout)
        while not self._ended:
            left = _until(deadline)
            if not _wait(self._joiners, left) and left is not None:
                return

    def is_alive(self):
        self._check()
        return self._started and not self._ended

    @property
    def name(self):
        self._check()
        return self._name

    @name.setter
    def name(self, name):
        self._check()
        self._name = str(name)

    @property
    def ident(self):
        self._check()
        return id(self) if self._started else None

    native_id = ident

    @property
    def daemon(self):
        self._check()
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        self._check()
        status = "initial"
        if self._started:
            status = "stopped" if self._ended else "started"
        if self._daemonic:
            status += " daemon"
        if self._started:
            status += f" {self.ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"


class _MainThread(Thread):
    def __init__(self):
        self._name = "MainThread"
        self._daemonic = False
        self._joiners = []
        self._initialized = True
        self._started = True


async def _life(thread):
    try:
        thread.run()
    except SystemExit:
        pass
    except BaseException:
        print(f"Exception in thread {thread.name}:\n{traceback.format_exc()}", end="", file=sys.stderr)
    finally:
        _limen_thread_end()
        thread._ended = True
        _wake(thread._joiners)


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


def join_all():
    """Wait for the threads that a program left behind; daemons end with it."""
    while True:
        left = [thread for thread in _limen_threads()["alive"].values() if not thread._daemonic]
        if not left:
            return
        _wait(left[0]._joiners, None)


def main_thread():
    state = _limen_threads()
    if state["main"] is None:
        state["main"] = _MainThread()
    return state["main"]


def current_thread():
    thread = _limen_thread_current()
    return main_thread() if thread is None else thread


def enumerate():
    return [main_thread(), *_limen_threads()["alive"].values()]


def active_count():
    return 1 + len(_limen_threads()["alive"])


def get_ident():
    return current_thread().ident


get_native_id = get_ident


# Values of a thread


class local:
    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        made = object.__new__(cls)
        object.__setattr__(made, "_limen_spaces", {get_ident(): {}})
        object.__setattr__(made, "_limen_arguments", (args, kwargs))
        return made

    def __getattribute__(self, name):
        space = _space(self)
        if name == "__dict__":
            return space
        if name in space:
            return space[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError as error:
            if type(self) is not local or name.startswith("__"):
                raise
            raise AttributeError(f"'_thread._local' object has no attribute {name!r}", name=name, obj=self) from None

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        space = _space(self)
        if hasattr(getattr(type(self), name, None), "__set__"):
            object.__setattr__(self, name, value)
        else:
            space[name] = value

    def __delattr__(self, name):
        space = _space(self)
        if name in space:
            del space[name]
        else:
            object.__delattr__(self, name)


def _space(values):
    spaces = object.__getattribute__(values, "_limen_spaces")
    me = get_ident()
    space = spaces.get(me)
    if space is None:
        space = spaces[me] = {}
        cls = type(values)
        if cls.__init__ is not object.__init__:
            args, kwargs = object.__getattribute__(values, "_limen_arguments")
            cls.__init__(values, *args, **kwargs)
    return space
