"""What the gate and the compiler have to say about a program: Diagnostic, Fix, Report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from limen.source import Source, Span


class Severity(Enum):
    """ERROR blocks the run; WARNING is told and passes."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text at `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that together repair one diagnostic; `safe` when meaning cannot change otherwise."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what is wrong (lower case, no full stop), where, why (`notes`), what to write (`help`, `fix`)."""

    rule: str
    message: str
    span: Span
    severity: Severity = Severity.ERROR
    notes: tuple[str, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    checker: str = "subset"  # budget | syntax | types | subset | compiler


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one source, ordered by place."""

    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = field(default=())  # about the check itself, e.g. "the type check did not finish"

    @property
    def ok(self) -> bool:
        """True when nothing in the report blocks the run."""
        return not self.errors

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that block the run."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that do not block the run."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)

    def fixed(self) -> str:
        """Return the source with every safe fix applied; overlapping fixes after the first are left out."""
        edits = [(edit, d) for d in self.diagnostics if d.fix is not None and d.fix.safe for edit in d.fix.edits]
        return apply_edits(self.source, [edit for edit, _ in edits])

    def feedback(self, limit: int = 2000) -> str:
        """Return the text for a model: what is wrong, where, why, what to write instead; at most `limit` characters."""
        from limen.feedback import report_feedback

        return report_feedback(self, limit)

    def to_json(self) -> bytes:
        """Return the report as UTF-8 JSON: `ok`, `source`, `diagnostics`, `notes`."""
        document = {
            "ok": self.ok,
            "source": self.source.name,
            "diagnostics": [diagnostic_record(d) for d in self.diagnostics],
            "notes": list(self.notes),
        }
        import msgspec

        return msgspec.json.encode(document)


def diagnostic_record(diagnostic: Diagnostic) -> dict[str, object]:
    """Return `diagnostic` as the plain data that its JSON form has."""
    import msgspec  # only what writes JSON needs it

    record: dict[str, object] = msgspec.to_builtins(diagnostic)
    return record


def apply_edits(source: Source, edits: Sequence[Edit]) -> str:
    """Return the text of `source` with `edits` applied; of overlapping edits the first stands."""
    starts = [0]
    for line in source.lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(source.lines)
    position = 0
    parts: list[str] = []
    for edit in sorted(set(edits), key=lambda e: (e.span, e.text)):
        start = starts[edit.span.line - 1] + edit.span.column
        if start < position:
            continue
        parts += [text[position:start], edit.text]
        position = starts[edit.span.end_line - 1] + edit.span.end_column
    return "".join(parts) + text[position:]
