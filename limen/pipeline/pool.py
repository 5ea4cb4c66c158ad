"""The workers of a pipeline: their parent, the connection to each, and who may use which when."""

from __future__ import annotations

import asyncio
import atexit
import concurrent.futures
import contextlib
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from limen.executor.host import class_source, default_members, field_names, is_record
from limen.executor.limits import Limits
from limen.lockdown import LAYERS, Layer
from limen.pipeline.protocol import (
    Answered,
    Framing,
    LimitsSpec,
    ProtocolError,
    Ready,
    Resume,
    Run,
    Setup,
    Snippet,
    ToHost,
    ToolSpec,
    ToWorker,
    TypeSpec,
    framed,
    read_by_host,
)
from limen.pipeline.worker import END, REPLY, REQUEST, SPAWN

if TYPE_CHECKING:
    from limen.stubs.from_callables import Stubs

GRACE: Final = 0.5  # seconds over its time limit, after which a worker that does not answer is ended
RUNS: Final = 1000  # after which a worker is replaced
GROWTH: Final = 64 * 2**20  # bytes of resident memory that a worker keeps after a run, at which it is replaced
_PACKAGE: Final = Path(__file__).parents[1]
_START: Final = 30.0  # seconds that starting may take
_TICK: Final = 0.05  # seconds after which a wait in the kernel looks at its deadline
_CHUNK: Final = 2**18


class IsolationError(RuntimeError):
    """Workers cannot be had here, or not with the layers that are required; the message says what is missing and why."""


class Lost(Exception):
    """A worker that does not work any more; the message says how it ended, `cause` is that of `Crashed`."""

    def __init__(self, message: str, cause: str = "lost") -> None:
        super().__init__(message)
        self.cause = cause


# The parent of the workers: one for this process


class _Parent:
    """A clean process that was started, not forked, from this one, and that forks workers."""

    def __init__(self) -> None:
        if not hasattr(os, "fork") or not hasattr(socket, "send_fds"):
            raise IsolationError(f"isolation='process' needs fork(), which {sys.platform} does not have; use 'inline'")
        here, there = socket.socketpair()
        with there:
            here.settimeout(_START)
            found = [*map(os.path.abspath, sys.path), os.fspath(_PACKAGE.parent)]  # the last: for editable installs
            code = (
                f"import sys; sys.path[:] = {found!r}; from limen.pipeline.worker import main; main({there.fileno()})"
            )
            kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-I", "-S", "-c", code],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    pass_fds=[there.fileno()],
                    env=kept,
                    cwd="/",
                    start_new_session=True,
                )
            except OSError as error:
                here.close()
                raise IsolationError(f"a worker process cannot be started: {error}") from None
        self._control: Final = here
        self._lock: Final = threading.Lock()
        self.owner: Final = os.getpid()
        self.process_id: Final = self._process.pid
        try:
            size = int.from_bytes(self._receive(4), "little")
            layers = json.loads(self._receive(size))
        except (OSError, ValueError) as error:
            raise IsolationError(f"a worker process cannot be started: {self._failure() or error}") from None
        self.layers: Final = tuple(Layer(*layer) for layer in layers)
        self._drain_errors()

    def spawn(self, connection: socket.socket, memory: int) -> int:
        """Fork a worker at the other end of `connection`; return its number."""
        with self._lock:
            try:
                socket.send_fds(self._control, [REQUEST.pack(SPAWN, memory)], [connection.fileno()])
                number, error = REPLY.unpack(self._receive(REPLY.size))
            except OSError as lost:
                raise Lost(f"the parent of the workers has ended ({lost})") from None
        if number < 0:
            raise IsolationError(f"a worker cannot be forked: {os.strerror(error)}")
        return int(number)

    def end(self, number: int) -> int | None:
        """Make sure that a worker has ended; return its wait status, None when that is not known."""
        with self._lock:
            try:
                self._control.sendall(REQUEST.pack(END, number))
                known, status = REPLY.unpack(self._receive(REPLY.size))
            except OSError:
                return None
        return int(status) if known >= 0 else None

    def close(self) -> None:
        """End it, and with it all workers."""
        self._control.close()
        try:
            self._process.wait(5.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def forget(self) -> None:
        """In a child of this process: let go of what belongs to the parent process."""
        self._control.close()
        self._process.returncode = 0  # not a child of this process: nothing to wait for

    def _receive(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self._control.recv(size - len(data))
            if not more:
                raise ConnectionError("it has hung up")
            data += more
        return data

    def _failure(self) -> str:
        """Return the last line that it wrote before it ended."""
        self._control.close()
        self._process.kill()
        _, errors = self._process.communicate()
        lines = errors.decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def _drain_errors(self) -> None:
        if self._process.stderr is not None:
            self._process.stderr.close()


_parents: Final[list[_Parent]] = []
_parents_lock = threading.Lock()


def _parent(lost: _Parent | None = None) -> _Parent:
    """Return the parent of the workers of this process; a new one in place of one that was lost."""
    with _parents_lock:
        if _parents and (_parents[0] is lost or _parents[0].owner != os.getpid()):
            _parents.pop().close()
        if not _parents:
            _parents.append(_Parent())
        return _parents[0]


def start_early() -> None:
    """Begin to start the parent of the workers, while something else goes on; what fails will fail again when it is needed."""

    def start() -> None:
        with contextlib.suppress(IsolationError):
            _parent()

    if not _parents and not _parents_lock.locked():
        threading.Thread(target=start, daemon=True).start()


def parent_process() -> int:
    """Return the process id of the parent of the workers; a new one is started where there is none."""
    return _parent().process_id


def _close_parent() -> None:
    with _parents_lock:
        while _parents:
            _parents.pop().close()


def _forget_parent() -> None:
    """After a fork of the host: the child has no workers, and starts its own when it needs some."""
    global _parents_lock
    _parents_lock = threading.Lock()
    while _parents:
        _parents.pop().forget()


atexit.register(_close_parent)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_parent)


# Workers


class Worker:
    """The connection to one worker. Used by one run at a time."""

    def __init__(self, setup: Setup, types: Types, memory: int) -> None:
        self._types: Final = types
        self._told = len(setup.types)
        here, there = socket.socketpair()
        with there:
            parent = _parent()
            try:
                number = parent.spawn(there, memory)
            except Lost:
                parent = _parent(parent)
                number = parent.spawn(there, memory)
            except BaseException:
                here.close()
                raise
        for wait in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            here.setsockopt(socket.SOL_SOCKET, wait, struct.pack("ll", 0, int(_TICK * 1e6)))
        self._blocking = True
        self.connection: Final = here
        self.number: Final = number
        self.runs = 0
        self._how: Lost | None = None  # it ended
        self._parent: Final = parent
        self._framing = Framing()
        self.poll: Final = select.poll()
        self.poll.register(here, select.POLLIN)
        ready = self.receive(time.monotonic() + _START)
        if not isinstance(ready, Ready):
            raise Lost("it did not begin as a worker begins")
        self.layers: Final = parent.layers + tuple(Layer(*layer) for layer in ready.layers)
        self.send(setup)

    def __str__(self) -> str:
        return f"worker {self.number}"

    def send(self, message: ToWorker) -> None:
        """Send a message, however long it is."""
        self._tell(message)
        self._block(True)
        data = memoryview(framed(message))
        deadline = time.monotonic() + _START
        while data:
            try:
                data = data[self.connection.send(data) :]
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise self.ended("was ended: it does not listen", "deadline") from None
            except OSError:
                raise self.ended() from None

    async def send_async(self, message: ToWorker) -> None:
        """Send a message on the running event loop."""
        self._tell(message)
        self._block(False)
        try:
            await asyncio.get_running_loop().sock_sendall(self.connection, framed(message))
        except OSError:
            raise self.ended() from None

    def receive(self, deadline: float | None) -> ToHost:
        """Wait for a message until then, in seconds of time.monotonic; raise TimeoutError when none comes."""
        self._block(True)
        while True:
            found = self._next()
            if found is not None:
                return found
            try:
                data = self.connection.recv(_CHUNK)
            except BlockingIOError:
                if deadline is not None and time.monotonic() > deadline:
                    raise TimeoutError from None
                continue
            except OSError:
                data = b""
            if not data:
                raise self.ended()
            self._framing.feed(data)

    async def receive_async(self) -> ToHost:
        """Wait for a message."""
        while True:
            found = self._next()
            if found is not None:
                return found
            try:
                data = await asyncio.get_running_loop().sock_recv(self.connection, _CHUNK)
            except OSError:
                data = b""
            if not data:
                raise self.ended()
            self._framing.feed(data)

    def ended(self, why: str = "", cause: str = "lost") -> Lost:
        """End the worker, unless it has ended; return how it ended."""
        if self._how is None:
            self.connection.close()
            status = self._parent.end(self.number)
            self._how = Lost(f"{self} {why}", cause) if why else _how(str(self), status)
        return self._how

    def _tell(self, message: ToWorker) -> None:
        """Send with a message the classes whose values may be in it, and which the worker does not know yet."""
        told, self._told = self._told, len(self._types.specs)
        new = self._types.specs[told : self._told]
        if isinstance(message, Run | Answered):
            message.types = new
        elif isinstance(message, Snippet):
            message.run.types = new
        elif isinstance(message, Resume) and message.answer is not None:
            message.answer.types = new
        else:
            self._told = told

    def _next(self) -> ToHost | None:
        try:
            body = self._framing.next()
            return None if body is None else read_by_host(body)
        except ProtocolError as error:
            raise self.ended(f"was ended: it sent {error}") from None

    def _block(self, blocking: bool) -> None:
        """Let calls wait in the kernel, for at most _TICK, or not at all, as event loops want it."""
        if self._blocking is not blocking:
            self.connection.setblocking(blocking)
            self._blocking = blocking


def _how(worker: str, status: int | None) -> Lost:
    """Return how a process with this wait status ended."""
    if status is None:
        return Lost(f"{worker} has ended, and nobody knows how")
    if not os.WIFSIGNALED(status):
        return Lost(f"{worker} has ended with exit code {os.waitstatus_to_exitcode(status)}")
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        return Lost(f"{worker} was ended: it had used up its processor time", "deadline")
    name = signal.Signals(number).name if number in list(signal.Signals) else f"signal {number}"
    hint = " (from outside, or by the system for want of memory)" if number == signal.SIGKILL else ""
    return Lost(f"{worker} was ended by {name}{hint}", "signal")


class Types:
    """The classes of the host that workers know of; more come with the values that cross."""

    def __init__(self, declared: Mapping[str, type]) -> None:
        self._keys: dict[type, str] = {}
        self.hosts: Final[dict[str, type]] = {}
        self.specs: Final[list[TypeSpec]] = []
        self._lock: Final = threading.Lock()
        self.names: Final = {name: self.key(host) if is_record(host) else None for name, host in declared.items()}

    def key(self, host: type) -> str:
        """Return the key of a class in packed values."""
        found = self._keys.get(host)
        if found is None:
            given = [(self.key(type(member)), member.name) for member in default_members(host)]  # these come first
            with self._lock:
                found = self._keys.setdefault(host, f"t{len(self._keys)}")
                if found not in self.hosts:
                    self.hosts[found] = host
                    self.specs.append(_spec(found, host, given))
        return found


def _spec(key: str, host: type, given: list[tuple[str, str]]) -> TypeSpec:
    members = getattr(host, "__members__", None)
    if members is not None:
        return TypeSpec(key, host.__name__, "member", list(members), class_source(host), given)
    kind = "tuple" if issubclass(host, tuple) else "fields"
    return TypeSpec(key, host.__name__, kind, field_names(host), class_source(host), given)


class Pool:
    """The workers of one pipeline: at most `size` at a time, started when they are needed."""

    def __init__(self, stubs: Stubs, limits: Limits, size: int, require: Sequence[str]) -> None:
        unknown = [name for name in require if name not in LAYERS]
        if unknown:
            raise ValueError(f"there is no layer {unknown[0]!r}; those that can be required: {', '.join(LAYERS)}")
        if size < 1:
            raise ValueError(f"a pool needs at least one worker, not {size}")
        self.types: Final = Types(stubs.types)
        self._tools: Final = [ToolSpec(info.name, info.is_async, info.doc) for info in stubs.tools.values()]
        self._limits: Final = limits
        self._require: Final = tuple(require)
        self._free = size  # workers that may still be started
        self._idle: list[Worker] = []
        self._waiting: deque[concurrent.futures.Future[Worker | None]] = deque()
        self._lock = threading.Lock()
        self._closed = False
        self._owner = os.getpid()
        self._size: Final = size
        weakref.finalize(self, _end_all, self._idle)

    def worker(self) -> Worker:
        """Return a worker that is idle, or a new one; wait when all are busy."""
        return self._started(self._claim().result())

    async def worker_async(self) -> Worker:
        """Like `worker`, on the running event loop."""
        claim = self._claim()
        try:
            found = await asyncio.wrap_future(claim)
        except asyncio.CancelledError:
            if not claim.cancel() and not claim.cancelled():
                self._give_back(claim.result())
            raise
        if found is not None and not found.poll.poll(0):
            return found
        starting = asyncio.ensure_future(asyncio.to_thread(self._started, found))
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            starting.add_done_callback(self._abandoned)
            raise

    def release(self, worker: Worker, grown: int) -> None:
        """Take a worker back, whose work is done; one that has worked much or grown is replaced."""
        worker.runs += 1
        if worker.runs >= RUNS or grown > GROWTH or self._closed or self._owner != os.getpid():
            worker.ended()
            self._give_back(None)
        else:
            self._give_back(worker)

    def drop(self, worker: Worker) -> None:
        """Take back a worker that does not work any more, and see to it that it has ended."""
        worker.ended()
        self._give_back(None)

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers of a worker."""
        worker = self.worker()
        self.release(worker, 0)
        return worker.layers

    def close(self) -> None:
        """End the workers that are idle now, and those that work when they have done so. Nothing can be run after."""
        with self._lock:
            self._closed = True
            idle, self._idle[:] = list(self._idle), []
        for worker in idle:
            worker.ended()

    def _claim(self) -> concurrent.futures.Future[Worker | None]:
        """Return what becomes a worker, or None when one has to be started."""
        claim: concurrent.futures.Future[Worker | None] = concurrent.futures.Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the pipeline has been closed")
            if self._owner != os.getpid():  # a fork of the host: the workers are not its own
                self._owner, self._free = os.getpid(), self._size
                for worker in self._idle:
                    worker.connection.close()
                self._idle.clear()
                self._waiting.clear()
            if self._idle:
                claim.set_result(self._idle.pop())
            elif self._free:
                self._free -= 1
                claim.set_result(None)
            else:
                self._waiting.append(claim)
        return claim

    def _abandoned(self, starting: asyncio.Future[Worker]) -> None:
        if not starting.cancelled() and starting.exception() is None:
            self._give_back(starting.result())

    def _give_back(self, worker: Worker | None) -> None:
        with self._lock:
            while self._waiting:
                claim = self._waiting.popleft()
                if claim.set_running_or_notify_cancel():
                    claim.set_result(worker)
                    return
            if worker is None:
                self._free += 1
            else:
                self._idle.append(worker)

    def _started(self, worker: Worker | None) -> Worker:
        if worker is not None:
            if not worker.poll.poll(0):
                return worker
            worker.ended()  # idle workers say nothing: this one has hung up
        setup = Setup(self._tools, list(self.types.specs), self.types.names, LimitsSpec.of(self._limits))
        try:
            made = Worker(setup, self.types, self._limits.memory or 0)
            missing = [layer for layer in made.layers if layer.name in self._require and not layer.active]
            if missing:
                made.ended()
                listed = "; ".join(f"{layer.name} ({layer.detail})" for layer in missing)
                raise IsolationError(f"a required layer of isolation is not to be had here: {listed}")
        except (Lost, TimeoutError) as error:
            self._give_back(None)
            raise IsolationError(f"a worker cannot be started: {error}") from None
        except BaseException:
            self._give_back(None)
            raise
        return made


def _end_all(workers: list[Worker]) -> None:
    for worker in workers:
        worker.connection.close()
