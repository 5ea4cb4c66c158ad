"""How a run ended, as values: nothing a guest does raises in the host."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from limen.diagnostic import Report
from limen.source import Span


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One tool call: its place in the program, what it was given, what came of it."""

    name: str
    args: tuple[object, ...]
    kwargs: dict[str, object]
    result: object = None
    error: str | None = None  # "ValueError: no such order"; None when the call succeeded
    line: int | None = None
    pending: bool = False  # True when the call was made and no answer is known


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run used of its limits."""

    instructions: int = 0
    seconds: float = 0.0
    memory: int = 0  # bytes over the start of the run, peak
    output: int = 0  # bytes
    tool_calls: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. `ok` only for Completed; `value` is None elsewhere."""

    stdout: str = ""
    journal: tuple[CallRecord, ...] = ()
    usage: Usage = field(default_factory=Usage)
    report: Report | None = None

    ok: ClassVar[bool] = False

    @property
    def value(self) -> object:
        """The value of the program; None unless it completed."""
        return None

    @property
    def withheld(self) -> str:
        """Why a program that completed has no value to show; empty where it has one."""
        return ""

    def feedback(self, limit: int = 2000) -> str:
        """Return what a model should be told about this outcome, at most `limit` characters."""
        from limen.feedback import outcome_feedback

        return outcome_feedback(self, limit)


@dataclass(frozen=True, slots=True)
class Rejected(Outcome):
    """The gate or the compiler found errors: nothing ran, no tool was called. See `report`."""


@dataclass(frozen=True, slots=True)
class Completed(Outcome):
    """The program ran to its end."""

    result: object = None
    reason: str = ""
    ok: ClassVar[bool] = True

    @property
    def value(self) -> object:
        """The value of the last statement when that is an expression, or what `func` returned."""
        return self.result

    @property
    def withheld(self) -> str:
        """Why there is no value: a class, a function or an object of the program's own cannot leave it; empty otherwise."""
        return self.reason


@dataclass(frozen=True, slots=True)
class Raised(Outcome):
    """The program raised an exception that it did not handle."""

    exception: str = ""  # the class name
    message: str = ""
    traceback: str = ""  # text, the program's own lines only
    line: int | None = None


@dataclass(frozen=True, slots=True)
class LimitReached(Outcome):
    """The program used up a limit and was stopped; none of its handlers ran."""

    limit: str = ""  # a field name of Limits
    allowed: float = 0
    line: int | None = None
    loop: int | None = None  # the line of the innermost loop around it


@dataclass(frozen=True, slots=True)
class Crashed(Outcome):
    """What no limit stops in time ended the run: an internal error of limen, or the end of the worker that it ran in."""

    detail: str = ""
    line: int | None = None
    cause: str = "internal"  # "internal" | "deadline" and "memory", which are the program's doing | "signal" | "lost"
    worker: int | None = None  # its number; None when no worker has ended


@dataclass(frozen=True, slots=True)
class PendingCall:
    """A tool call that waits for its answer."""

    id: int
    name: str
    args: tuple[object, ...]
    kwargs: dict[str, object]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class SuspendedState(Outcome):
    """What every suspended run shows: the calls it waits for."""

    calls: Sequence[PendingCall] = ()

    @property
    def call(self) -> PendingCall:
        """The first pending call."""
        return self.calls[0]
