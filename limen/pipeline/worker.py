"""The other side of a pool: a clean, preloaded parent that forks workers, and a worker that runs programs, locked down."""

from __future__ import annotations

import codecs
import contextlib
import encodings
import enum
import gc
import importlib
import io
import json
import os
import pkgutil
import select
import signal
import socket
import struct
import zoneinfo
from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import make_dataclass
from typing import Final, NoReturn, cast

from limen import lockdown
from limen.executor.errors import BadSnapshot, BoundaryError, CannotSave, ToolFailed
from limen.executor.host import declare_class, to_guest
from limen.executor.surface import SURFACE
from limen.executor.values import ACTIVE, Class, Tool, ToolCall
from limen.executor.vm import Step, Vm, memory_sizes, watch_memory
from limen.outcome import Completed, Crashed, LimitReached, Outcome, PendingCall, Raised, Rejected
from limen.pipeline.inline import Inline
from limen.pipeline.journal import left
from limen.pipeline.protocol import (
    Answered,
    Called,
    Ended,
    Framing,
    OpenSession,
    Pending,
    ProtocolError,
    Ready,
    Recorded,
    Resume,
    Run,
    Setup,
    Snippet,
    ToHost,
    ToWorker,
    TypeSpec,
    Waiting,
    framed,
    read_by_worker,
    text_in,
    text_out,
)
from limen.pipeline.running import Grant, Job
from limen.pipeline.stored_values import pack, restore
from limen.pipeline.suspended import Suspended
from limen.source import Source

SPAWN: Final = b"s"
END: Final = b"e"
REQUEST: Final = struct.Struct("<cQ")  # what to do, and a process id or the bytes of memory that may be added
REPLY: Final = struct.Struct("<qq")  # process id, wait status; or -1 and an errno
_SLACK: Final = 64 * 2**20  # bytes of address space over the memory limit, for what the limit does not count
_CHUNK: Final = 2**16
_PAUSE: Final = 0.01  # seconds without a request, after which the parent goes on with loading


# The parent


def parent(control: socket.socket) -> None:
    """Fork a locked-down worker whenever the host asks for one, until it hangs up; meanwhile, build what they may need."""
    read_files()
    processes = os.open("/proc", os.O_RDONLY) if os.path.isdir("/proc/self") else None
    layers = lockdown.isolate_family()
    if os.fork():  # what is in the new process id namespace is the next child, as its first process
        control.close()
        os.wait()
        return
    loading = SURFACE.load_all()
    told = json.dumps([(layer.name, layer.active, layer.detail) for layer in layers]).encode()
    control.sendall(len(told).to_bytes(4, "little") + told)
    ended: dict[int, int] = {}
    while True:
        while not select.select([control], [], [], _PAUSE)[0] and next(loading, ended) is None:
            pass
        request, files, _, _ = socket.recv_fds(control, REQUEST.size, 1, socket.MSG_WAITALL)
        if len(request) < REQUEST.size:
            break
        kind, number = REQUEST.unpack(request)
        _reap(ended)
        try:
            if kind == SPAWN:
                gc.freeze()
                worker = os.fork()
                if worker == 0:
                    control.close()
                    serve(socket.socket(fileno=files[0]), processes, number)
                control.sendall(REPLY.pack(worker, 0))
            else:
                control.sendall(REPLY.pack(number, _end(number, ended)))
        except OSError as error:
            control.sendall(REPLY.pack(-1, error.errno or 0))
        for file in files:
            os.close(file)
    if os.getpid() == 1:
        os.kill(-1, signal.SIGKILL)  # all that are in this namespace


def _reap(ended: dict[int, int]) -> None:
    while True:
        try:
            worker, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if worker == 0:
            return
        ended[worker] = status


def _end(worker: int, ended: dict[int, int]) -> int:
    """Return the wait status of a worker, which is killed when it is alive."""
    if worker in ended:
        return ended.pop(worker)
    os.kill(worker, signal.SIGKILL)
    return os.waitpid(worker, 0)[1]


def read_files() -> None:
    """Read all that a program may ever need: neither a worker nor the parent can open a file."""
    from limen.executor import snapshot  # noqa: F401

    SURFACE.read_all()
    for name in ("_strptime", "heapq"):  # which datetime and collections import when they first need them
        importlib.import_module(name)
    for module in pkgutil.iter_modules(encodings.__path__):
        with contextlib.suppress(LookupError, ImportError):  # of another system, or no encoding
            codecs.lookup(module.name)
    _keep_zones()


def _keep_zones() -> None:
    """Read the files of all time zones into memory, and let zoneinfo find them there."""
    from zoneinfo import _common, _tzpath  # no public way leads between a name and its bytes

    kept: dict[str, bytes] = {}
    for key in zoneinfo.available_timezones():
        path = _tzpath.find_tzfile(key)
        with _common.load_tzdata(key) if path is None else open(path, "rb") as file:
            kept[key] = file.read()

    def load(key: str) -> io.BytesIO:
        if key not in kept:
            raise zoneinfo.ZoneInfoNotFoundError(f"No time zone found with key {key}")
        return io.BytesIO(kept[key])

    zoneinfo.reset_tzpath(to=())
    setattr(_common, "load_tzdata", load)  # noqa: B010
    setattr(zoneinfo, "available_timezones", lambda: set(kept))  # noqa: B010


# A worker


def serve(connection: socket.socket, processes: int | None, memory: int) -> NoReturn:
    """Lock this process down and work for the host until it hangs up. `memory`: bytes that runs may use; 0: any number."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        size = watch_memory(processes)
        now, resident = memory_sizes()
        keep = {connection.fileno(), size} - {-1}
        layers = lockdown.lock_down(keep, now + memory + _SLACK if memory and now else None, os.getppid())
        host = Host(connection)
        host.send(Ready([(layer.name, layer.active, layer.detail) for layer in layers]))
        setup = host.receive()
        assert isinstance(setup, Setup)
        worker = Worker(host, setup)
        while True:
            ended = worker.work(host.receive())
            ended.grown = memory_sizes()[1] - resident
            host.send(ended)
    except (EOFError, ConnectionError):
        os._exit(0)
    except BaseException:
        os._exit(1)


class Host:
    """The connection to the host."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._framing = Framing()

    def send(self, message: ToHost) -> None:
        """Send a message."""
        self._connection.sendall(framed(message))

    def receive(self) -> ToWorker:
        """Wait for a message; raise EOFError when the host has hung up."""
        while True:
            body = self._framing.next()
            if body is not None:
                return read_by_worker(body)
            data = self._connection.recv(_CHUNK)
            if not data:
                raise EOFError
            self._framing.feed(data)

    def receive_within(self, seconds: float | None) -> ToWorker | None:
        """Wait for a message that long; None when none has begun."""
        body = self._framing.next()
        if body is not None:
            return read_by_worker(body)
        if seconds is not None:
            poll = select.poll()
            poll.register(self._connection, select.POLLIN)
            if not poll.poll(seconds * 1000):
                return None
        return self.receive()


class Worker:
    """Runs programs with what the host grants; every tool call is a message."""

    def __init__(self, host: Host, setup: Setup) -> None:
        self._host = host
        self._types: dict[str, type] = {}
        self._keys: dict[type, str] = {}
        self._classes: dict[str, Class] = {}
        self._asked: set[int] = set()  # calls of coroutine tools that the host knows of
        self._learn(setup.types)
        tools = {spec.name: self._remote(spec.name) for spec in setup.tools if not spec.is_async}
        names: dict[str, object] = {
            name: SURFACE.types[dict] if key is None else self._classes[key] for name, key in setup.names.items()
        }
        names |= {spec.name: Tool(spec.name, spec.is_async, spec.doc) for spec in setup.tools}
        names |= SURFACE.granted(names)
        self._grant = Grant(tools, lambda: names, setup.limits.limits(), None, self._await_answers)
        self._inline = Inline(self._grant)

    def work(self, message: ToWorker) -> Ended:
        """Do what the host asks for."""
        self._asked.clear()
        try:
            return self._work(message)
        except BadSnapshot as error:
            return Ended("bad", message=text_out(str(error)))
        except CannotSave as error:
            return Ended("unsaved", message=text_out(str(error)))
        except EOFError:
            raise
        except Exception as error:
            return Ended("crashed", message=text_out(f"internal error: {type(error).__name__}: {error}"))

    def _work(self, message: ToWorker) -> Ended:
        if isinstance(message, Run):
            job = self._job(message)
            return self._recorded(self._inline.start(job)) if message.stop else self._ended(self._inline.run(job))
        if isinstance(message, Resume):
            suspended = self._inline.load(message.snapshot)
            return self._recorded(suspended if message.answer is None else self._resumed(suspended, message.answer))
        if isinstance(message, Snippet):
            if message.snapshot is None:
                snippets, used = self._inline.session(), list[float]()
            else:
                snippets, used = self._inline.load_session(message.snapshot)
            ended = self._ended(snippets.run(self._job(message.run), message.limits.limits()))
            if ended.kind == "completed":
                ended.snapshot = snippets.dump(used)
                ended.names = list(snippets.names)
            return ended
        if isinstance(message, OpenSession):
            snippets, used = self._inline.load_session(message.snapshot)
            if message.used is not None:
                return Ended("session", snapshot=snippets.dump(message.used))
            sources = [(text_out(source.text), source.name, list(names)) for source, names in snippets.sources]
            return Ended("session", names=list(snippets.names), sources=sources, used=used)
        raise ProtocolError(f"{type(message).__name__} comes at a wrong time")

    def _job(self, message: Run) -> Job:
        self._learn(message.types)
        inputs = self._in(message.inputs)
        assert isinstance(inputs, dict)
        call = None
        if message.call is not None:
            given = self._in(message.call)
            assert isinstance(given, list)
            call = (given[0], given[1], given[2])
        return Job(Source(text_in(message.text), message.name), inputs, call)

    def _resumed(self, suspended: Suspended, answer: Answered) -> Outcome:
        self._learn(answer.types)
        if answer.error is not None:
            name, message = answer.error
            return suspended.fail(ToolFailed(name, text_in(message)), answer.id)
        assert answer.value is not None
        return suspended.resume(restore(answer.value, self._types), answer.id)

    # Tools

    def _remote(self, name: str) -> Callable[..., object]:
        """Return a function that has the host call a tool."""

        def call(*args: object, **kwargs: object) -> object:
            vm = ACTIVE.get()
            line = vm.line_of(vm.frame) if isinstance(vm, Vm) else None
            self._host.send(Called(0, name, self._out(list(args)), self._out(kwargs), line))
            answer = self._host.receive()
            if not isinstance(answer, Answered):
                raise EOFError
            return self._value(answer)

        return call

    def _await_answers(self, vm: Vm, step: Step) -> None:
        """Tell the host of new calls, and take an answer, or go on when a sleeping task wants to."""
        calls = [self._called(vm, call) for call in step.calls if call.id not in self._asked]
        new = [call for call in calls if call is not None]
        if len(new) < len(calls):
            return  # a call could not be made, which the program has been told
        self._asked.update(call.id for call in new)
        self._host.send(Waiting([call.id for call in step.calls], new))
        answer = self._host.receive_within(step.timeout)
        while answer is not None:
            if not isinstance(answer, Answered):
                raise EOFError
            try:
                vm.answer(answer.id, to_guest(self._value(answer)))
            except ToolFailed as failed:
                vm.fail(answer.id, failed.name, failed.message)
            answer = self._host.receive_within(0.0)

    def _called(self, vm: Vm, call: ToolCall) -> Called | None:
        name = call.tool.name
        try:
            args = [left("argument {}", index, arg) for index, arg in enumerate(call.args, 1)]
            kwargs = {key: left("argument `{}`", key, value) for key, value in call.kwargs.items()}
        except BoundaryError as error:
            vm.fail(call.id, "TypeError", f"{name}(): {error}")
            return None
        return Called(call.id, name, self._out(args), self._out(kwargs), call.line or None)

    def _value(self, answer: Answered) -> object:
        """Return what a tool returned, as a host value; raise ToolFailed when it raised."""
        self._learn(answer.types)
        if answer.error is not None:
            name, message = answer.error
            raise ToolFailed(name, text_in(message))
        assert answer.value is not None
        return restore(answer.value, self._types)

    # Values

    def _learn(self, specs: Sequence[TypeSpec]) -> None:
        for spec in specs:
            if spec.key not in self._types:
                made = stand_in(spec)
                self._types[spec.key] = made
                self._keys[made] = spec.key
                given = [self._classes[key].attrs[name] for key, name in spec.given]
                self._classes[spec.key] = declare_class(made, spec.source, given)

    def _in(self, data: bytes) -> object:
        return to_guest(restore(data, self._types))

    def _out(self, value: object) -> bytes:
        return pack(value, self._keys.get)

    def _ended(self, outcome: Outcome) -> Ended:
        stdout, usage = text_out(outcome.stdout), outcome.usage
        if isinstance(outcome, Completed):
            return Ended("completed", stdout, usage, self._out(outcome.result), message=text_out(outcome.withheld))
        if isinstance(outcome, Raised):
            message, traceback = text_out(outcome.message), text_out(outcome.traceback)
            return Ended("raised", stdout, usage, None, outcome.exception, message, traceback, line=outcome.line)
        if isinstance(outcome, LimitReached):
            return Ended(
                "limit",
                stdout,
                usage,
                name=outcome.limit,
                allowed=outcome.allowed,
                line=outcome.line,
                loop=outcome.loop,
            )
        if isinstance(outcome, Crashed):
            return Ended("crashed", stdout, usage, message=text_out(outcome.detail), line=outcome.line)
        if isinstance(outcome, Suspended):
            return Ended(
                "suspended", stdout, usage, snapshot=outcome.dump(), calls=[self._pending(c) for c in outcome.calls]
            )
        assert isinstance(outcome, Rejected)
        report = outcome.report
        return Ended("rejected", diagnostics=[] if report is None else list(report.diagnostics))

    def _recorded(self, outcome: Outcome) -> Ended:
        """The same for a run whose calls others answer: its journal is known here alone."""
        ended = self._ended(outcome)
        ended.journal = [
            Recorded(
                record.name,
                self._out(list(record.args)),
                self._out(record.kwargs),
                self._out(record.result),
                None if record.error is None else text_out(record.error),
                record.line,
                record.pending,
            )
            for record in outcome.journal
        ]
        return ended

    def _pending(self, call: PendingCall) -> Pending:
        span = call.span
        place = None if span is None else (span.line, span.column, span.end_line, span.end_column)
        return Pending(call.id, call.name, self._out(list(call.args)), self._out(call.kwargs), place)


def stand_in(spec: TypeSpec) -> type:
    """Return a class for values of a class of the host that this process does not have."""
    if spec.kind == "member":
        return cast(
            type,
            enum.EnumType.__call__(enum.Enum, spec.name, [(member, place) for place, member in enumerate(spec.fields)]),
        )
    if spec.kind == "tuple":
        return namedtuple(spec.name, spec.fields)
    return make_dataclass(spec.name, spec.fields, eq=False)  # values may be keys; guests compare their own


def main(control: int) -> None:
    """Be the parent of workers, for the host at the other end of a socket."""
    parent(socket.socket(fileno=control))
