"""Isolation "process": programs run in locked-down workers, and the tool calls that they ask for are made here."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from limen.diagnostic import Report
from limen.executor.errors import BadSnapshot, CannotSave
from limen.executor.host import describe_error, to_guest, to_host
from limen.executor.limits import Limits
from limen.executor.snapshot import reseal
from limen.lockdown import Layer
from limen.outcome import CallRecord, Completed, Crashed, LimitReached, Outcome, PendingCall, Raised, Rejected
from limen.pipeline.journal import Journal
from limen.pipeline.pool import Lost, Pool, Types, Worker, start_early
from limen.pipeline.protocol import (
    Answered,
    Called,
    Ended,
    LimitsSpec,
    OpenSession,
    Pending,
    Recorded,
    Resume,
    Run,
    Snippet,
    ToHost,
    ToWorker,
    Waiting,
    text_in,
    text_out,
)
from limen.pipeline.running import Function, Grant, Job
from limen.pipeline.stored_values import CannotStore, pack, restore
from limen.pipeline.suspended import Suspended
from limen.source import Source, Span

GRACE: Final = 0.4  # seconds over its time limit, after which a worker that does not answer is killed

_NOTHING: Final = Job(Source(""), {})  # the job of a snapshot, which has its program in it


class Processes:
    """Runs programs in the workers of a pool."""

    def __init__(self, grant: Grant, pool: Pool) -> None:
        self._grant: Final = grant
        self._pool: Final = pool

    def run(self, job: Job) -> Outcome:
        return self._work(job, self._run(job, False))

    async def run_async(self, job: Job) -> Outcome:
        work = self._new_work()
        ended = await self._converse_async(work, self._run(job, False))
        return ended if isinstance(ended, Crashed) else self._outcome(ended, job, work)

    def start(self, job: Job) -> Outcome:
        return self._work(job, self._run(job, True))

    async def start_async(self, job: Job) -> Outcome:
        return await asyncio.to_thread(self.start, job)

    def load(self, snapshot: bytes) -> Suspended:
        plain = reseal(snapshot, self._grant.snapshot_key, None)
        outcome = self._work(_NOTHING, Resume(plain, None))
        if not isinstance(outcome, Suspended):
            detail = outcome.detail if isinstance(outcome, Crashed) else "it waits for nothing"
            raise BadSnapshot(f"the snapshot cannot be loaded: {detail}")
        return outcome

    def session(self) -> RemoteSnippets:
        return RemoteSnippets(self)

    def load_session(self, snapshot: bytes) -> tuple[RemoteSnippets, list[float]]:
        made = RemoteSnippets(self)
        used = made.load(reseal(snapshot, self._grant.snapshot_key, None))
        return made, used

    def calling(self, tools: Mapping[str, Function]) -> Processes:
        return Processes(replace(self._grant, tools=tools), self._pool)

    def expect(self) -> None:
        start_early()

    def layers(self) -> tuple[Layer, ...]:
        return self._pool.layers()

    def close(self) -> None:
        self._pool.close()

    # For suspended runs and sessions

    def sealed(self, snapshot: bytes) -> bytes:
        """Return a snapshot that a worker made as the host gives it out: authenticated with its key."""
        return reseal(snapshot, None, self._grant.snapshot_key)

    def resume(self, snapshot: bytes, id: int, value: bytes | None, error: tuple[str, bytes] | None) -> Outcome:
        """Answer a call of a suspended run and go on."""
        return self._work(_NOTHING, Resume(snapshot, Answered(id, value, error, [])))

    def snippet(self, snapshot: bytes | None, job: Job, limits: Limits) -> tuple[Outcome, Ended | None]:
        """Run a snippet of a session."""
        work = _Work(Journal(self._grant.tools), limits, self._pool.types)
        ended = self._converse(work, Snippet(snapshot, self._run(job, False), LimitsSpec.of(limits)))
        return (ended, None) if isinstance(ended, Crashed) else (self._outcome(ended, job, work), ended)

    def ask(self, message: ToWorker) -> Ended:
        """Have a worker do something without a program; raise BadSnapshot or CannotSave when it cannot be done."""
        ended = self._converse(self._new_work(), message)
        if isinstance(ended, Crashed):
            raise BadSnapshot(f"the snapshot cannot be used: {ended.detail}")
        _check(ended)
        return ended

    def packed(self, value: object) -> bytes:
        """Return a host value as it is sent; raise BoundaryError when it cannot cross."""
        return self._packed(to_guest(value))

    # The conversation

    def _converse(self, work: _Work, message: ToWorker) -> Ended | Crashed:
        """Give a worker its work, make the tool calls that it asks for, and return how it ended."""
        worker = self._pool.worker()
        runner: asyncio.Runner | None = None
        try:
            worker.send(message)
            while True:
                patience = work.patience()
                said = worker.receive(None if patience is None else time.monotonic() + patience)
                work.heard()
                if isinstance(said, Ended):
                    self._pool.release(worker, said.grown)
                    return said
                if isinstance(said, Waiting):
                    runner = runner or asyncio.Runner()
                    answers = runner.run(work.wait(worker, said))
                else:
                    answers = [work.call(said)]
                for answer in answers:
                    worker.send(answer)
        except (Lost, TimeoutError) as error:
            return self._crashed(worker, work, error)
        except BaseException:
            self._pool.drop(worker)
            raise
        finally:
            if runner is not None:
                runner.run(work.abandon())
                runner.close()

    async def _converse_async(self, work: _Work, message: ToWorker) -> Ended | Crashed:
        """The same on the running event loop."""
        worker = await self._pool.worker_async()
        try:
            await worker.send_async(message)
            while True:
                async with asyncio.timeout(work.patience()):
                    said = await worker.receive_async()
                work.heard()
                if isinstance(said, Ended):
                    self._pool.release(worker, said.grown)
                    return said
                answers = await work.wait(worker, said) if isinstance(said, Waiting) else [work.call(said)]
                for answer in answers:
                    await worker.send_async(answer)
        except (Lost, TimeoutError) as error:
            return self._crashed(worker, work, error)
        except BaseException:
            self._pool.drop(worker)
            raise
        finally:
            await work.abandon()

    def _crashed(self, worker: Worker, work: _Work, error: Exception) -> Crashed:
        """Return the outcome of a run whose worker is no more."""
        if isinstance(error, TimeoutError):
            error = worker.ended(f"was killed: it did not stop at its limit of {work.limits.seconds:g} s", "deadline")
        cause = error.cause if isinstance(error, Lost) else "lost"
        self._pool.drop(worker)
        return Crashed("", work.journal.records(), report=None, detail=str(error), cause=cause, worker=worker.number)

    def _work(self, job: Job, message: ToWorker) -> Outcome:
        work = self._new_work()
        ended = self._converse(work, message)
        return ended if isinstance(ended, Crashed) else self._outcome(ended, job, work)

    def _new_work(self) -> _Work:
        return _Work(Journal(self._grant.tools), self._grant.limits, self._pool.types)

    def _run(self, job: Job, stop: bool) -> Run:
        call = None
        if job.call is not None:
            name, args, kwargs = job.call
            call = self._packed([name, list(args), dict(kwargs)])
        inputs = self._packed(dict(job.inputs))
        return Run(text_out(job.source.text), job.source.name, inputs, call, [], stop)

    def _packed(self, guest: object) -> bytes:
        return pack(to_host(guest), self._pool.types.key)

    # Outcomes

    def _outcome(self, ended: Ended, job: Job, work: _Work) -> Outcome:
        """Return the outcome that a worker tells of; raise BadSnapshot for a snapshot that it could not load."""
        hosts, report = self._pool.types.hosts, job.report
        stdout, usage, journal = text_in(ended.stdout), ended.usage, work.journal.records()
        if ended.kind == "bad":
            raise BadSnapshot(text_in(ended.message))
        try:
            if ended.journal is not None:
                journal = tuple(_record(row, hosts) for row in ended.journal)
            if ended.kind == "suspended":
                calls = tuple(_pending(row, hosts) for row in ended.calls)
                if not calls:
                    raise CannotStore("it waits for nothing")
                run = RemoteRun(self, ended.snapshot)
                run.current = Suspended(stdout, journal, usage, calls=calls, _run=run)
                return run.current
            if ended.kind == "completed":
                value = restore(ended.value or b"", hosts)
                return Completed(stdout, journal, usage, report, value, text_in(ended.message))
        except CannotStore as error:
            message = f"the result of the program cannot leave: {error}"
            return Raised(stdout, journal, usage, report, "BoundaryError", message)
        message = text_in(ended.message)
        if ended.kind == "unsaved":
            return Raised(stdout, journal, usage, report, "CannotSave", message)
        if ended.kind == "raised":
            return Raised(stdout, journal, usage, report, ended.name, message, text_in(ended.traceback), ended.line)
        if ended.kind == "limit":
            return LimitReached(stdout, journal, usage, report, ended.name, ended.allowed, ended.line, ended.loop)
        if ended.kind == "rejected":
            return Rejected(report=Report(job.source, tuple(ended.diagnostics)))
        return Crashed(stdout, journal, usage, report, message, ended.line)


class _Work:
    """One run, as the host sees it: its tool calls, and the time that it has left."""

    def __init__(self, journal: Journal, limits: Limits, types: Types) -> None:
        self.journal: Final = journal
        self.limits: Final = limits
        self._types: Final = types
        self._left = limits.seconds
        self._calls = 0
        self._since = 0.0
        self._tasks: dict[int, asyncio.Task[Answered]] = {}

    def patience(self) -> float | None:
        """Return how many seconds the worker may take to its next message; its time begins."""
        self._since = time.monotonic()
        return None if self._left is None else max(self._left, 0.0) + GRACE

    def heard(self) -> None:
        """The worker has spoken: its time stands still."""
        if self._left is not None:
            self._left -= time.monotonic() - self._since

    def call(self, message: ToHost) -> Answered:
        """Make a tool call in place; return its answer."""
        if not isinstance(message, Called):
            raise Lost("it was ended: it sent a message at a wrong time")
        given = self._given(message)
        if isinstance(given, Answered):
            return given
        function, args, kwargs, place = given
        try:
            result = function(*args, **kwargs)
            if inspect.iscoroutine(result):
                result.close()
                raise TypeError(f"the tool {message.name!r} returned a coroutine; declare it with `async def`")
            return self._answer(message.id, place, result)
        except (Exception, SystemExit) as error:
            return self._failure(message.id, place, error)

    async def wait(self, worker: Worker, waiting: Waiting) -> list[Answered]:
        """Begin the new calls; return the answers that come first, none when the worker speaks before."""
        loop = asyncio.get_running_loop()
        for id in [id for id in self._tasks if id not in waiting.ids]:
            self._tasks.pop(id).cancel()
        for call in waiting.calls:
            self._tasks[call.id] = loop.create_task(self._made(call))
        if not self._tasks:
            return []
        spoken: asyncio.Future[None] = loop.create_future()
        descriptor = worker.connection.fileno()
        loop.add_reader(descriptor, lambda: None if spoken.done() else spoken.set_result(None))
        try:
            first: list[asyncio.Future[None] | asyncio.Task[Answered]] = [spoken, *self._tasks.values()]
            done, _ = await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        finally:
            loop.remove_reader(descriptor)
            spoken.cancel()
        return [self._tasks.pop(id).result() for id in list(self._tasks) if self._tasks[id] in done]

    async def abandon(self) -> None:
        """Cancel the calls that nobody waits for any more."""
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _made(self, call: Called) -> Answered:
        given = self._given(call)
        if isinstance(given, Answered):
            return given
        function, args, kwargs, place = given
        try:
            result = function(*args, **kwargs)
            return self._answer(call.id, place, await result if inspect.isawaitable(result) else result)
        except (Exception, SystemExit) as error:
            return self._failure(call.id, place, error)

    def _given(self, call: Called) -> tuple[Function, list[object], dict[str, object], int] | Answered:
        """Return what is to be called, with what, and where it is recorded; or the answer, when it cannot be called."""
        self._calls += 1
        allowed = self.limits.tool_calls
        function = self.journal.tool(call.name)
        if function is None or (allowed is not None and self._calls > allowed):
            raise Lost("it was ended: it asked for a tool call that no program of it can make")
        try:
            args, kwargs = restore(call.args, self._types.hosts), restore(call.kwargs, self._types.hosts)
            if (
                not isinstance(args, list)
                or not isinstance(kwargs, dict)
                or not all(type(key) is str for key in kwargs)
            ):
                raise CannotStore("no arguments")
        except CannotStore as error:
            message = f"{call.name}(): an argument cannot leave the program: {error}"
            return Answered(call.id, None, ("TypeError", text_out(message)), [])
        return function, args, kwargs, self.journal.opened(call.name, args, kwargs, call.line)

    def _answer(self, id: int, place: int, result: object) -> Answered:
        guest = self.journal.succeeded(place, result)
        return Answered(id, pack(to_host(guest), self._types.key), None, [])

    def _failure(self, id: int, place: int, error: BaseException) -> Answered:
        name, message = self.journal.failed(place, error)
        return Answered(id, None, (name, text_out(message)), [])


class RemoteRun:
    """What goes on behind a Suspended: a snapshot, which any worker can go on from."""

    def __init__(self, processes: Processes, snapshot: bytes) -> None:
        self.current: Suspended | None = None
        self._processes: Final = processes
        self._snapshot: Final = snapshot

    def resume(self, state: Suspended, id: int, value: object) -> Outcome:
        """Answer a call and go on."""
        packed = self._processes.packed(value)
        self.current = None
        return self._processes.resume(self._snapshot, id, packed, None)

    def fail(self, state: Suspended, id: int, error: BaseException) -> Outcome:
        """Let a call raise and go on."""
        name, message = describe_error(error)
        self.current = None
        return self._processes.resume(self._snapshot, id, None, (name, text_out(message)))

    def dump(self, state: Suspended) -> bytes:
        """Return the run as bytes."""
        return self._processes.sealed(self._snapshot)

    async def without_blocking(self, work: Callable[[], Outcome]) -> Outcome:
        """Wait for the worker in another thread."""
        return await asyncio.to_thread(work)


class RemoteSnippets:
    """The values of a session, as a snapshot that each snippet begins from."""

    def __init__(self, processes: Processes) -> None:
        self.sources: list[tuple[Source, tuple[str, ...]]] = []
        self.names: tuple[str, ...] = ()
        self._processes: Final = processes
        self._snapshot: bytes | None = None

    def run(self, job: Job, limits: Limits) -> Outcome:
        """Run one more snippet; unless it completes and can be saved, all is as it was before."""
        outcome, ended = self._processes.snippet(self._snapshot, job, limits)
        if outcome.ok and ended is not None:
            self._snapshot = ended.snapshot
            self.names = tuple(ended.names)
            self.sources.append((job.source, tuple(job.inputs)))
        return outcome

    def dump(self, used: list[float]) -> bytes:
        """Return all of it as bytes."""
        assert self._snapshot is not None
        return self._processes.sealed(self._processes.ask(OpenSession(self._snapshot, used)).snapshot)

    def load(self, snapshot: bytes) -> list[float]:
        """Take over what was saved; return what was used."""
        ended = self._processes.ask(OpenSession(snapshot, None))
        self._snapshot = snapshot
        self.names = tuple(ended.names)
        self.sources = [(Source(text_in(text), name), tuple(inputs)) for text, name, inputs in ended.sources]
        return ended.used


def _check(ended: Ended) -> None:
    if ended.kind == "bad":
        raise BadSnapshot(text_in(ended.message))
    if ended.kind == "unsaved":
        raise CannotSave(text_in(ended.message))


def _restored(args: bytes, kwargs: bytes, hosts: Mapping[str, type]) -> tuple[tuple[object, ...], dict[str, object]]:
    given, named = restore(args, hosts), restore(kwargs, hosts)
    if not isinstance(given, list) or not isinstance(named, dict):
        raise CannotStore("the arguments of a call are damaged")
    return tuple(given), named


def _record(row: Recorded, hosts: Mapping[str, type]) -> CallRecord:
    args, kwargs = _restored(row.args, row.kwargs, hosts)
    error = None if row.error is None else text_in(row.error)
    return CallRecord(row.name, args, kwargs, restore(row.result, hosts), error, row.line, row.pending)


def _pending(row: Pending, hosts: Mapping[str, type]) -> PendingCall:
    args, kwargs = _restored(row.args, row.kwargs, hosts)
    return PendingCall(row.id, row.name, args, kwargs, None if row.span is None else Span(*row.span))
