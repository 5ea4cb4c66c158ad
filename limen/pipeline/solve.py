"""The retry loop: a model's answer is checked and run, and what went wrong is its next message."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from limen.diagnostic import Diagnostic
from limen.feedback import calls_feedback, outcome_feedback
from limen.outcome import LimitReached, Outcome, Raised, Rejected
from limen.pipeline.extract import Extracted, extract
from limen.pipeline.journal_store import JournalStore, MemoryJournal
from limen.pipeline.retry_journal import RetryJournal
from limen.pipeline.tools import Policy
from limen.pipeline.transcript import Attempt, Message, Transcript
from limen.source import Source

if TYPE_CHECKING:
    from limen.pipeline.stages import Pipeline

Generate: TypeAlias = Callable[[list[Message]], str]
GenerateAsync: TypeAlias = Callable[[list[Message]], str | Awaitable[str]]
Policies: TypeAlias = Mapping[str, Policy | Literal["once", "always"]]

FEEDBACK: Final = 2000  # characters of one message about a failure

_RETRIES: Final = """\
Put the program between a line ```python and a line ```, once, and whole.
When a program fails you are told why, and send it again, corrected. A tool call that has succeeded is not made again \
then: leave it in the program with the same arguments, and it gives the same result."""

_NO_INPUTS: Final[Mapping[str, object]] = {}
_NO_POLICIES: Final[Policies] = {}


class Loop:
    """The attempts at one task: what to ask the model, what to run, what became of it."""

    def __init__(
        self,
        pipeline: Pipeline,
        task: str,
        attempts: int,
        inputs: Mapping[str, object],
        journal: JournalStore | None,
        policies: Policies,
    ) -> None:
        if attempts < 1:
            raise ValueError(f"attempts is {attempts}; it must be 1 or more")
        rules = {name: Policy(rule) if isinstance(rule, str) else rule for name, rule in policies.items()}
        self.inputs = inputs
        self.journal = RetryJournal(pipeline, MemoryJournal() if journal is None else journal, rules)
        self.pipeline = pipeline.calling(self.journal.tools)
        self._task = task
        self._attempts: list[Attempt] = []
        self._left = attempts
        self._ended: Literal["answered", "exhausted", "repeated"] | None = None
        self._failures: set[object] = set()
        earlier = calls_feedback(self.journal.records(), FEEDBACK)
        self._messages: list[Message] = [
            {"role": "system", "content": f"{pipeline.prompt()}\n\n{_RETRIES}"},
            {"role": "user", "content": f"{task}\n\n{earlier}" if earlier else task},
        ]

    @property
    def goes_on(self) -> bool:
        """Whether another answer is asked for."""
        return self._ended is None

    def messages(self) -> list[Message]:
        """Return what the model is asked, as a list of the embedder's own."""
        return [message.copy() for message in self._messages]

    def begin(self, answer: object) -> Extracted:
        """Find the program in an answer; without one the attempt has failed."""
        if not isinstance(answer, str):
            if inspect.isawaitable(answer):
                if inspect.iscoroutine(answer):
                    answer.close()
                raise TypeError("generate is a coroutine function; use: await pipeline.solve_async(...)")
            raise TypeError(f"generate(messages) has to return a str, not {type(answer).__name__}")
        self.journal.begin_attempt()
        found = extract(answer)
        if not found.ok:
            self._failed(found, None, found.message, ("answer", found.problem))
        return found

    def end(self, found: Extracted, outcome: Outcome) -> None:
        """Keep the outcome of a program; when it failed, tell the model why."""
        self.journal.end_attempt()
        if outcome.ok:
            self._keep(found, outcome, "")
            self._ended = "answered"
            return
        calls = self.journal.records(outcome.journal)
        text = outcome_feedback(replace(outcome, journal=calls), FEEDBACK, answered=True)
        if isinstance(outcome, Rejected) and calls:
            text = f"{text}\n\nBefore this program: {calls_feedback(calls, FEEDBACK)}"
        self._failed(found, outcome, text, _failure(found, outcome))

    def transcript(self) -> Transcript:
        """Return what has happened so far."""
        return Transcript(
            self._task,
            tuple(self._attempts),
            self._ended or "exhausted",
            self.journal.records(),
            self.journal.unknown(),
            tuple(self._messages),
        )

    def _failed(self, found: Extracted, outcome: Outcome | None, feedback: str, failure: object) -> None:
        self._keep(found, outcome, feedback)
        self._left -= 1
        if failure in self._failures:
            self._ended = "repeated"
        elif self._left == 0:
            self._ended = "exhausted"
        self._failures = {failure}
        self._messages.append({"role": "assistant", "content": found.answer})
        self._messages.append({"role": "user", "content": feedback})

    def _keep(self, found: Extracted, outcome: Outcome | None, feedback: str) -> None:
        asked = sum(len(message["content"]) for message in self._messages)
        self._attempts.append(
            Attempt(len(self._attempts) + 1, found, outcome, feedback, asked, self.journal.answered if outcome else 0)
        )


def solve(
    pipeline: Pipeline,
    generate: Generate,
    task: str,
    attempts: int = 3,
    inputs: Mapping[str, object] = _NO_INPUTS,
    journal: JournalStore | None = None,
    policies: Policies = _NO_POLICIES,
) -> Transcript:
    """See `Pipeline.solve`."""
    loop = Loop(pipeline, task, attempts, inputs, journal, policies)
    while loop.goes_on:
        found = loop.begin(generate(loop.messages()))
        if found.ok:
            try:
                outcome = loop.pipeline.run(found.code, inputs)
            finally:
                loop.journal.end_attempt()
            loop.end(found, outcome)
    return loop.transcript()


async def solve_async(
    pipeline: Pipeline,
    generate: GenerateAsync,
    task: str,
    attempts: int = 3,
    inputs: Mapping[str, object] = _NO_INPUTS,
    journal: JournalStore | None = None,
    policies: Policies = _NO_POLICIES,
) -> Transcript:
    """See `Pipeline.solve_async`."""
    loop = Loop(pipeline, task, attempts, inputs, journal, policies)
    while loop.goes_on:
        answer = generate(loop.messages())
        found = loop.begin(await answer if inspect.isawaitable(answer) else answer)
        if found.ok:
            try:
                outcome = await loop.pipeline.run_async(found.code, inputs)
            finally:
                loop.journal.end_attempt()
            loop.end(found, outcome)
    return loop.transcript()


def _failure(found: Extracted, outcome: Outcome) -> object:
    """What makes two failures the same: the problems and the lines they are about, wherever these stand."""
    source = Source(found.code)
    if isinstance(outcome, Rejected) and outcome.report is not None:
        return frozenset(_problem(source, error) for error in outcome.report.errors)
    if isinstance(outcome, Raised):
        line = "" if outcome.line is None else source.line(outcome.line).strip()
        return (outcome.exception, outcome.message, line)
    if isinstance(outcome, LimitReached):
        return (outcome.limit, found.code)
    return (type(outcome).__name__, found.code)


def _problem(source: Source, error: Diagnostic) -> tuple[str, str, str]:
    return (error.rule, error.message, source.line(error.span.line).strip())
