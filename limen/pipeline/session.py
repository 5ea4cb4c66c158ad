"""Sessions: snippets that see the names of earlier ones; one that fails leaves them as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

from limen.diagnostic import Diagnostic, Edit, Fix, Report
from limen.executor.errors import BadSnapshot
from limen.executor.limits import Limits
from limen.outcome import Outcome, Rejected, Usage
from limen.pipeline.running import Job
from limen.pipeline.stages import Program, crossed, source_of, types_of
from limen.source import Source, Span

if TYPE_CHECKING:
    from limen.pipeline.stages import Pipeline

_USED: Final = {"seconds": "seconds", "output": "output", "tool_calls": "tool_calls", "instructions": "instructions"}
_NO_INPUTS: Final[Mapping[str, object]] = {}


class Session:
    """State that outlives a snippet. Made by `Pipeline.session`; not for two threads at once."""

    def __init__(self, pipeline: Pipeline, budget: Limits | None = None) -> None:
        """budget: what all snippets together may use; each may also use what the limits of the pipeline allow."""
        self._pipeline: Final = pipeline
        self._budget: Final = budget
        self._snippets = pipeline.place.session()
        self._used = Usage()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that have a value now."""
        return self._snippets.names

    @property
    def usage(self) -> Usage:
        """What all snippets together have used; `memory` is the peak."""
        return self._used

    def check(self, code: Program, inputs: Mapping[str, object] = _NO_INPUTS) -> Report:
        """Return what the gate finds in a snippet, given the names and types of those before it; nothing is executed."""
        source = source_of(code, self._pipeline.limits)
        return source if isinstance(source, Report) else self._check(source, inputs)

    def run(self, code: Program, inputs: Mapping[str, object] = _NO_INPUTS, *, check: bool = True) -> Outcome:
        """Check and run a snippet; return how it ended. Unless it completes, all names are as they were before.

        Raises:
            ValueError: when an input has a name that cannot be used.
            BoundaryError: when an input cannot cross to the program.
        """
        pipeline = self._pipeline
        pipeline.check_names(inputs)
        given = {name: crossed(f"input {name!r}", value) for name, value in inputs.items()}
        source = source_of(code, pipeline.limits)
        if isinstance(source, Report):
            return Rejected(report=source)
        report = self._check(source, inputs) if check else None
        if report is not None and not report.ok:
            return Rejected(report=report)
        outcome = self._snippets.run(Job(source, given, None, report), self._allowed())
        self._count(outcome)
        return outcome

    def dump(self) -> bytes:
        """Return the session as bytes, for `Pipeline.load_session`.

        Raises:
            CannotSave: when it holds something that has no saved form.
            RuntimeError: before the first snippet.
        """
        if not self._snippets.sources:
            raise RuntimeError("there is nothing to save before the first snippet")
        return self._snippets.dump([getattr(self._used, field.name) for field in fields(Usage)])

    @classmethod
    def load(cls, pipeline: Pipeline, snapshot: bytes, budget: Limits | None = None) -> Session:
        """Return a saved session; see `Pipeline.load_session`."""
        snippets, used = pipeline.place.load_session(snapshot)
        if len(used) != len(fields(Usage)):
            raise BadSnapshot("the snapshot is not that of a session; load it with Pipeline.load")
        made = cls(pipeline, budget)
        made._snippets = snippets
        instructions, seconds, memory, output, calls = used
        made._used = Usage(int(instructions), seconds, int(memory), int(output), int(calls))
        return made

    def _check(self, source: Source, inputs: Mapping[str, object]) -> Report:
        """Check a snippet behind all earlier ones, so that their names have their types; report on it alone."""
        earlier = "".join(source.text.rstrip("\n") + "\n" for source, _ in self._snippets.sources)
        lines = earlier.count("\n")
        whole = Source.from_text(earlier + source.text, source.name)
        types = types_of(inputs)
        for _, names in self._snippets.sources:
            types |= {name: "Any" for name in names if name not in types}
        report = self._pipeline.gate.check(whole, types)
        found = [_moved(found, -lines) for found in report.diagnostics if found.span.line > lines]
        return Report(source, tuple(found), report.notes)

    def _allowed(self) -> Limits:
        """What the next snippet may use: the limits of the pipeline, and no more than is left of the budget."""
        limits = self._pipeline.limits
        if self._budget is None:
            return limits
        changed: dict[str, float] = {}
        for name, used in _USED.items():
            total = getattr(self._budget, name)
            if total is not None:
                left = max(total - getattr(self._used, used), 0)
                allowed = getattr(limits, name)
                changed[name] = left if allowed is None else min(allowed, left)
        return replace(limits, **changed)  # type: ignore[arg-type]

    def _count(self, outcome: Outcome) -> None:
        used, more = self._used, outcome.usage
        self._used = Usage(
            used.instructions + more.instructions,
            used.seconds + more.seconds,
            max(used.memory, more.memory),
            used.output + more.output,
            used.tool_calls + more.tool_calls,
        )


def _moved(found: Diagnostic, lines: int) -> Diagnostic:
    """Return a diagnostic that many lines further down."""
    fix = found.fix
    if fix is not None:
        edits = tuple(Edit(_shifted(edit.span, lines), edit.text) for edit in fix.edits)
        fix = Fix(fix.message, edits, fix.safe) if all(edit.span.line > 0 for edit in edits) else None
    return replace(found, span=_shifted(found.span, lines), fix=fix)


def _shifted(span: Span, lines: int) -> Span:
    return Span(span.line + lines, span.column, span.end_line + lines, span.end_column)
