"""What a retry loop did: its attempts, with answers, outcomes, calls and sizes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from limen.diagnostic import Report
from limen.outcome import CallRecord, Outcome
from limen.pipeline.extract import Extracted

if TYPE_CHECKING:
    from rich.console import RenderableType


class Message(TypedDict):
    """One message to the model, as most clients take it."""

    role: Literal["system", "user", "assistant"]
    content: str


End: TypeAlias = Literal["answered", "exhausted", "repeated"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer of the model and what came of it."""

    number: int  # from 1
    extracted: Extracted
    outcome: Outcome | None  # None when the answer has no program
    feedback: str  # what the model was told; "" after a success
    asked: int  # characters of all messages that this answer is to
    answered_calls: int  # calls that were answered from the journal, not made

    @property
    def answer(self) -> str:
        """What the model said."""
        return self.extracted.answer

    @property
    def code(self) -> str:
        """The program; "" when the answer has none."""
        return self.extracted.code

    @property
    def report(self) -> Report | None:
        """What the gate found; None when it was not asked."""
        return None if self.outcome is None else self.outcome.report

    @property
    def title(self) -> str:
        """How it ended, in a few words."""
        if self.outcome is None:
            return (self.extracted.problem or "no-code").replace("-", " ")
        return type(self.outcome).__name__


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much text went to the model and came from it, in characters."""

    asked: int
    answered: int
    feedback: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """All attempts at one task. `rich.print(transcript)` shows it in a terminal, `to_html()` on a page."""

    task: str
    attempts: tuple[Attempt, ...]
    end: End  # answered, attempts exhausted, or stopped early because the same failure repeated
    calls: tuple[CallRecord, ...]  # of all attempts, and of earlier loops with this journal: each that was made, once
    unknown: tuple[CallRecord, ...]  # calls that may or may not have taken effect: look at them
    messages: tuple[Message, ...]

    @property
    def ok(self) -> bool:
        """Whether a program completed."""
        return self.end == "answered"

    @property
    def outcome(self) -> Outcome | None:
        """The outcome of the last attempt; None when its answer had no program."""
        return self.attempts[-1].outcome

    @property
    def value(self) -> object:
        """The value of the program that completed; None when none did."""
        return self.outcome.value if self.ok and self.outcome is not None else None

    @property
    def sizes(self) -> Sizes:
        """How much text went to the model and came from it."""
        return Sizes(
            sum(attempt.asked for attempt in self.attempts),
            sum(len(attempt.answer) for attempt in self.attempts),
            sum(len(attempt.feedback) for attempt in self.attempts),
        )

    @property
    def summary(self) -> str:
        """How it ended, in one line."""
        count = f"{len(self.attempts)} attempt{'s' * (len(self.attempts) != 1)}"
        ends = {
            "answered": f"answered after {count}",
            "exhausted": f"no answer after {count}",
            "repeated": f"stopped after {count}: the same failure twice",
        }
        unknown = f", {len(self.unknown)} of them with an unknown fate" if self.unknown else ""
        calls = f"{len(self.calls)} tool call{'s' * (len(self.calls) != 1)} made{unknown}"
        return f"{ends[self.end]}; {calls}; {self.sizes.asked:,} characters asked, {self.sizes.answered:,} answered"

    def to_html(self) -> str:
        """Return a page that shows it: one file, no script, nothing loaded."""
        from limen.pipeline.transcript_view import html_page

        return html_page(self)

    def save_html(self, path: str | Path) -> None:
        """Write that page to a file."""
        Path(path).write_text(self.to_html(), encoding="utf-8")

    def __rich__(self) -> RenderableType:
        """What rich shows."""
        from limen.pipeline.transcript_view import terminal_view

        return terminal_view(self)
