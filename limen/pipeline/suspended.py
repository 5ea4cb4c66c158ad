"""A run that waits for the answers to its tool calls: answered in place, or saved and answered another day."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

from limen.executor.errors import BoundaryError
from limen.executor.host import describe_error, to_guest, to_host
from limen.executor.values import ToolCall
from limen.executor.vm import Step, Vm
from limen.outcome import CallRecord, Crashed, Outcome, PendingCall, SuspendedState, Usage
from limen.source import Source, Span

Record: TypeAlias = tuple[str, tuple[object, ...], dict[str, object], object, str | None, int | None, bool]


class Resumable(Protocol):
    """What goes on behind a Suspended."""

    current: Suspended | None  # the one that may be answered

    def resume(self, state: Suspended, id: int, value: object) -> Outcome: ...
    def fail(self, state: Suspended, id: int, error: BaseException) -> Outcome: ...
    def dump(self, state: Suspended) -> bytes: ...
    async def without_blocking(self, work: Callable[[], Outcome]) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Suspended(SuspendedState):
    """A program that waits for tool calls, all of which are in `calls`; `call` is the first.

    `resume` and `fail` answer one call and go on, once; `dump` gives the bytes from which `Pipeline.load` makes it again,
    as often as you like.
    """

    _run: Resumable | None = field(default=None, repr=False, compare=False)

    def resume(self, value: object = None, call: int | None = None) -> Outcome:
        """Answer a tool call with its result; return how the run goes on: an Outcome, which may be Suspended again.

        Args:
            value: the result, which is copied into the program. call: the id of the call; the first one when None.

        Raises:
            BoundaryError: when the value cannot cross to the program; the run is still there.
            RuntimeError: when it has been resumed already.
            ValueError: when no call of this id waits.
        """
        return self._waiting().resume(self, self._id(call), value)

    def fail(self, error: BaseException | str, call: int | None = None) -> Outcome:
        """Let a tool call raise; return how the run goes on.

        Args:
            error: the exception, or the message of an Exception; only class name and message reach the program.
            call: the id of the call; the first one when None.
        """
        return self._waiting().fail(self, self._id(call), Exception(error) if isinstance(error, str) else error)

    async def resume_async(self, value: object = None, call: int | None = None) -> Outcome:
        """Like `resume`, and leaves the running event loop free while a worker process goes on."""
        return await self._waiting().without_blocking(functools.partial(self.resume, value, call))

    async def fail_async(self, error: BaseException | str, call: int | None = None) -> Outcome:
        """Like `fail`, and leaves the running event loop free while a worker process goes on."""
        return await self._waiting().without_blocking(functools.partial(self.fail, error, call))

    def dump(self) -> bytes:
        """Return the run as bytes.

        Raises:
            CannotSave: when the program holds something that has no saved form; the message names it.
            RuntimeError: when it has been resumed already.
        """
        return self._waiting().dump(self)

    def _waiting(self) -> Resumable:
        if self._run is None or self._run.current is not self:
            raise RuntimeError("this run has been resumed already; load a snapshot of it to try another answer")
        return self._run

    def _id(self, call: int | None) -> int:
        known = [pending.id for pending in self.calls]
        if call is None:
            return known[0]
        if call not in known:
            raise ValueError(f"no call with the id {call} waits; those that do: {', '.join(map(str, known))}")
        return call


class WaitingRun:
    """What goes on behind a Suspended: the VM, and the journal of calls that others answer."""

    def __init__(
        self,
        vm: Vm,
        source: Source,
        called: Callable[[Step], Step],
        ended: Callable[[Step, tuple[CallRecord, ...]], Outcome],
        save: Callable[[object], bytes],
    ) -> None:
        """called: goes on with a function that is to be called. ended: makes the outcome. save: makes the snapshot."""
        self.vm: Final = vm
        self.current: Suspended | None = None
        self._source = source
        self._called = called
        self._ended = ended
        self._save = save
        self._records: list[CallRecord] = []
        self._places: dict[int, int] = {}  # of the pending calls, in the records

    def outcome(self, step: Step) -> Outcome:
        """Return what a step comes to: the end, or Suspended when calls wait for an answer."""
        while step.kind == "waiting":
            calls = [pending for pending in map(self._opened, step.calls) if pending is not None]
            if calls or not step.calls:
                self.current = Suspended(
                    self.vm.stdout(), tuple(self._records), self._usage(), calls=tuple(calls), _run=self
                )
                return self.current
            step = self._called(self.vm.resume())
        self.current = None
        return self._ended(step, tuple(self._records))

    def resume(self, state: Suspended, id: int, value: object) -> Outcome:
        """Answer a call and go on."""
        guest = to_guest(value)
        place = self._places.pop(id)
        self._close(place, value, None)
        self.vm.answer(id, guest)
        return self._go_on()

    def fail(self, state: Suspended, id: int, error: BaseException) -> Outcome:
        """Let a call raise and go on."""
        name, message = describe_error(error)
        self._close(self._places.pop(id), None, f"{name}: {message}")
        self.vm.fail(id, name, message)
        return self._go_on()

    def _go_on(self) -> Outcome:
        self.current = None
        try:
            return self.outcome(self._called(self.vm.resume()))
        except Exception as error:
            detail = f"internal error: {type(error).__name__}: {error}"
            return Crashed(self.vm.stdout(), tuple(self._records), self.vm.usage(), None, detail)

    def dump(self, state: Suspended) -> bytes:
        """Return the run as bytes."""
        records = [
            [r.name, _kept(list(r.args)), _kept(r.kwargs), _kept(r.result), r.error, r.line, r.pending]
            for r in self._records
        ]
        return self._save({"records": records, "places": [list(item) for item in self._places.items()]})

    async def without_blocking(self, work: Callable[[], Outcome]) -> Outcome:
        """The program runs in this thread, as in `run_async`."""
        return work()

    def restore(self, extra: object) -> None:
        """Take over the journal of a loaded run."""
        assert isinstance(extra, dict)
        for name, args, kwargs, result, error, line, pending in extra["records"]:
            host_args, host_kwargs = to_host(args), to_host(kwargs)
            assert isinstance(host_args, list)
            assert isinstance(host_kwargs, dict)
            self._records.append(
                CallRecord(name, tuple(host_args), host_kwargs, to_host(result), error, line, bool(pending))
            )
        self._places = {int(id): int(place) for id, place in extra["places"]}

    def _close(self, place: int, result: object, error: str | None) -> None:
        record = self._records[place]
        self._records[place] = CallRecord(record.name, record.args, record.kwargs, result, error, record.line)

    def _opened(self, call: ToolCall) -> PendingCall | None:
        """Return a pending call as the host sees it; None when its arguments cannot leave the program, which it is told."""
        place = self._places.get(call.id)
        if place is None:
            try:
                args = tuple([to_host(arg) for arg in call.args])
                kwargs = {name: to_host(value) for name, value in call.kwargs.items()}
            except BoundaryError as error:
                self.vm.fail(call.id, "TypeError", f"{call.tool.name}(): an argument cannot leave the program: {error}")
                return None
            place = self._places[call.id] = len(self._records)
            self._records.append(CallRecord(call.tool.name, args, kwargs, line=call.line or None, pending=True))
        record = self._records[place]
        return PendingCall(call.id, record.name, record.args, record.kwargs, self._span(call.line))

    def _span(self, line: int) -> Span | None:
        if line < 1:
            return None
        text = self._source.line(line)
        return Span(line, len(text) - len(text.lstrip()), line, len(text.rstrip()))

    def _usage(self) -> Usage:
        return self.vm.usage()


def _kept(value: object) -> object:
    """Return a host value as it is kept in a snapshot; what cannot cross is kept as its type's name."""
    try:
        return to_guest(value)
    except BoundaryError:
        return f"<{type(value).__name__}>"
