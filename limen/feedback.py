"""What a language model is told about a report or an outcome: one text, deterministic, bounded, most important first."""

from __future__ import annotations

import datetime
import decimal
import functools
import reprlib
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Final

from limen.diagnostic import Diagnostic, Report, Severity, apply_edits
from limen.outcome import CallRecord, Completed, Crashed, LimitReached, Outcome, Raised, Rejected, SuspendedState
from limen.source import Source, Span

_PLAIN: Final = frozenset(
    {type(None), bool, float, complex, bytes, datetime.date, datetime.datetime, datetime.timedelta, decimal.Decimal}
)
_COLUMNS: Final = 96  # widest excerpt of a source line
_MESSAGE: Final = 400  # characters of one message, note or help
_WRITE: Final = 300  # characters of a replacement line; a longer one is not shown
_TAB: Final = 4
_AGAIN: Final = "Send the whole corrected program again."

_ADVICE: Final = {
    "seconds": "do less work: a loop that does not end, or an algorithm that is too slow",
    "memory": "keep less data at once: work on parts, drop what is not needed",
    "recursion": "use a loop in place of recursion, or check the condition that ends it",
    "output": "print less: only what matters",
    "tool_calls": "make fewer tool calls: not in a loop, or for fewer items",
    "instructions": "do less work: a loop that does not end, or an algorithm that is too slow",
}
_UNITS: Final = {
    "seconds": "seconds",
    "memory": "bytes of memory",
    "recursion": "nested calls",
    "output": "bytes of output",
    "tool_calls": "tool calls",
    "instructions": "instructions",
}


def report_feedback(report: Report, limit: int = 2000) -> str:
    """Return what a model should be told about `report`, at most `limit` characters, errors before warnings."""
    problems, warnings = len(report.errors), len(report.warnings)
    if problems:
        also = f" and {_count(warnings, 'warning')}" if warnings else ""
        head = f"{_count(problems, 'problem')}{also}. Nothing has run; no tool was called."
    elif warnings:
        head = f"No problems, {_count(warnings, 'warning')}."
    else:
        head = "No problems."
    tail = _AGAIN if problems else ""
    notes = "\n".join(f"note: {_one_line(note, _MESSAGE)}" for note in report.notes)
    groups = _grouped(report.diagnostics)
    room = limit - len(head) - (len(tail) + 2 if tail else 0)
    blocks: list[str] = []
    left_out = 0
    for number, group in enumerate(groups):
        later = sum(len(rest) for rest in groups[number + 1 :])
        reserve = len(_not_shown(later)) + 2 if later else 0
        for block in (_block(report.source, group), _headline(group[0])):
            if not left_out and len(block) + 2 + reserve <= room:
                blocks.append(block)
                room -= len(block) + 2
                break
        else:
            left_out += len(group)
    if left_out:
        blocks.append(_not_shown(left_out))
        room -= len(blocks[-1]) + 2
    if notes and len(notes) + 2 <= room:
        blocks.append(notes)
    return clip("\n\n".join([head, *blocks, *([tail] if tail else [])]), limit)


def outcome_feedback(outcome: Outcome, limit: int = 2000, answered: bool = False) -> str:
    """Return what a model should be told about `outcome`, at most `limit` characters.

    `answered`: the next program may make the same calls, which are answered from the journal.
    """
    joined = functools.partial(_joined, outcome, limit, answered)
    match outcome:
        case Rejected():
            return "" if outcome.report is None else report_feedback(outcome.report, limit)
        case Completed():
            return joined("The program completed.", _value(outcome))
        case Raised():
            title = _one_line(f"{outcome.exception}: {outcome.message}" if outcome.message else outcome.exception, 600)
            head = f"The program stopped{_at(outcome.line)}: {title}"
            return joined(head, outcome.traceback.rstrip(), _AGAIN)
        case LimitReached():
            unit = _UNITS.get(outcome.limit, outcome.limit)
            head = f"The program was stopped{_at(outcome.line)}: it may use {_number(outcome.allowed)} {unit}."
            done = f"It had executed {outcome.usage.instructions:,} instructions"
            where = f", and was in the loop at line {outcome.loop}" if outcome.loop is not None else ""
            return joined(head, f"{done}{where}.\n{_ADVICE.get(outcome.limit, '')}", _AGAIN)
        case Crashed(cause="deadline" | "memory" as cause):
            head = f"The program was stopped: {_one_line(outcome.detail, _MESSAGE)}"
            return joined(head, _ADVICE["seconds" if cause == "deadline" else "memory"], _AGAIN)
        case Crashed():
            head = (
                f"The run was stopped{_at(outcome.line)} by something that is not the program's fault: "
                f"{_one_line(outcome.detail, _MESSAGE)}"
            )
            report = "This is a mistake in limen: please report it, with the program."
            return joined(head, report if outcome.detail.startswith("internal error") else "")
        case SuspendedState():
            calls = ", ".join(dict.fromkeys(call.name for call in outcome.calls))
            head = f"The program waits for {_count(len(outcome.calls), 'tool call')}: {_one_line(calls, _MESSAGE)}"
            return joined(head)
    return clip(type(outcome).__name__, limit)


def calls_feedback(journal: Sequence[CallRecord], limit: int = 2000) -> str:
    """Return what a model should be told about the calls of earlier attempts, which are answered from the journal."""
    return _calls(journal, limit, True) if journal else ""


def call_line(record: CallRecord) -> str:
    """Return one tool call and what came of it, in one line."""
    return _call(record).strip()


def excerpt(source: Source, span: Span, columns: int = _COLUMNS) -> str:
    """Return the first line of `span` with its number, and carets under it; cut to `columns` around the carets.

    Tabs are shown as spaces, what cannot be printed as an escape, and wide characters count two columns.
    """
    line = source.line(span.line)
    start = min(max(span.column, 0), len(line))
    end = min(span.end_column, len(line)) if span.end_line == span.line else len(line.rstrip())
    first = 0
    if len(line) > columns:
        first = max(0, min(start - columns // 3, len(line) - columns))
    shown, before, marked, used = "", 0, 0, 0
    if first:
        shown, before, used = "...", 3, 3
    for index in range(first, len(line)):
        piece = _visible(line[index])
        width = _width(piece)
        if used + width > columns:
            shown += "..."
            break
        shown += piece
        used += width
        if index < start:
            before += width
        elif index < end:
            marked += width
    gutter = f"{span.line:>5} | "
    return f"{gutter}{shown.rstrip()}\n{' ' * (len(gutter) - 2)}| {' ' * before}{'^' * max(marked, 1)}"


def replacement(source: Source, diagnostic: Diagnostic) -> str:
    """Return what to write for the fix of `diagnostic`: the lines it changes, as they should be; "" without a fix."""
    fix = diagnostic.fix
    if fix is None:
        return ""
    fixed = apply_edits(source, fix.edits).split("\n")
    changed: list[int] = []
    moved = 0
    for edit in sorted(fix.edits, key=lambda e: e.span):
        added = edit.text.count("\n")
        first = edit.span.line + moved
        changed += range(first, first + added + (0 if edit.text.endswith("\n") else 1))
        moved += added - (edit.span.end_line - edit.span.line)
    numbers = [number for number in dict.fromkeys(changed) if number <= len(fixed) and fixed[number - 1].strip()]
    lead = "write:  " if fix.safe else "perhaps write:  "
    lines = [fixed[number - 1].rstrip() for number in numbers]
    if not lines:
        return f"  fix:  {_one_line(fix.message, _MESSAGE)}"
    if max(map(len, lines)) > _WRITE or len(lines) > 6:
        return f"  fix:  {_one_line(fix.message, _MESSAGE)}"
    if len(lines) == 1:
        return f"  {lead}{_printable(lines[0].strip())}"
    return f"  {lead.rstrip()}\n" + "\n".join(f"    {_printable(line)}" for line in lines)


def clip(text: str, limit: int) -> str:
    """Return `text`, or its beginning and "..." when it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 3] + "..." if limit > 3 else text[: max(limit, 0)]


def short(value: object, limit: int = 80) -> str:
    """Return a bounded `repr` of a host value that never raises and never shows an address."""
    return clip(_printable(_SHORT.repr(value)), limit)


class _Short(reprlib.Repr):
    """Short forms of nested data; of other objects only the class name."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = self.maxlong = 60
        self.maxlist = self.maxtuple = self.maxdict = self.maxset = self.maxfrozenset = 5
        self.maxlevel = 4

    def repr_int(self, x: int, level: int) -> str:
        """Decimal digits of a long int take quadratic time, and Python refuses them."""
        return super().repr_int(x, level) if x.bit_length() < 4096 else f"<int of {x.bit_length()} bits>"

    def repr_instance(self, x: object, level: int) -> str:
        """Records and plain values are shown; the `repr` of other objects may run any code."""
        if type(x) in _PLAIN:
            return clip(repr(x), self.maxother)
        if isinstance(x, Enum):
            return f"{type(x).__name__}.{x.name}"
        if is_dataclass(x) and not isinstance(x, type):
            shown = [f"{f.name}={self.repr1(getattr(x, f.name, None), level - 1)}" for f in fields(x)[: self.maxdict]]
            return f"{type(x).__name__}({', '.join(shown if level > 0 else ['...'])})"
        return f"<{type(x).__name__}>"


_SHORT: Final = _Short()


def _grouped(diagnostics: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """The same problem in several places is one group; errors first, then by place."""
    groups: dict[tuple[str, str, Severity], list[Diagnostic]] = {}
    for found in sorted(diagnostics, key=lambda d: (d.severity is not Severity.ERROR, d.span, d.rule, d.message)):
        groups.setdefault((found.rule, found.message, found.severity), []).append(found)
    return list(groups.values())


def _headline(diagnostic: Diagnostic) -> str:
    kind = "" if diagnostic.severity is Severity.ERROR else "warning "
    return f"line {diagnostic.span.line}  {kind}{diagnostic.rule}: {_one_line(diagnostic.message, _MESSAGE)}"


def _block(source: Source, group: Sequence[Diagnostic]) -> str:
    first = group[0]
    parts = [_headline(first)]
    if source.line(first.span.line).strip():
        parts.append(excerpt(source, first.span))
    parts += [f"  {_one_line(note, _MESSAGE)}" for note in first.notes]
    if first.help:
        parts.append(textwrap.indent(_paragraph(first.help, _MESSAGE), "  "))
    fix = replacement(source, first)
    if fix:
        parts.append(fix)
    others = list(dict.fromkeys(d.span.line for d in group[1:]))
    if others:
        listed = ", ".join(str(line) for line in others[:8])
        more = f" and {len(others) - 8} more" if len(others) > 8 else ""
        parts.append(f"  also on line {listed}{more}")
    return "\n".join(parts)


def _not_shown(count: int) -> str:
    return f"{count} more {'problem' if count == 1 else 'problems'} not shown."


def _joined(outcome: Outcome, limit: int, answered: bool, head: str, body: str = "", tail: str = "") -> str:
    """Put the sections together: when they are too long, output gives way first, then calls, then the traceback."""
    room = limit - len(head) - (len(tail) + 2 if tail else 0)
    body = _middle_out(body, max(room // 2, room - 400) - 2) if body else ""
    room -= len(body) + 2 if body else 0
    calls = _calls(outcome.journal, room - 2, answered)
    room -= len(calls) + 2 if calls else 0
    printed = _middle_out(_printed(outcome), room - 2) if room > 60 else ""
    return clip("\n\n".join(part for part in (head, body, calls, printed, tail) if part), limit)


def _calls(journal: Sequence[CallRecord], room: int, answered: bool) -> str:
    """What has already happened outside: the latest calls that fit, in order."""
    journal = [r for r in journal if not r.name.startswith("_limen_")]  # what was done with files may be done again
    if not journal:
        return "No tool was called." if room >= 19 else ""
    head = f"{_count(len(journal), 'tool call')} already made"
    if all(record.error is not None and not record.pending for record in journal):
        head += ", none with success:"
    elif answered:
        head += ". What succeeded has taken effect. Keep these calls in the program, with the same arguments: "
        head += "they are not made again, they give the same results:"
    else:
        head += ". What succeeded has taken effect; do not repeat it, use its result:"
    lines = [_call(record) for record in journal]
    kept: list[str] = []
    used = len(head)
    for line in reversed(lines):
        if used + len(line) + 1 > room - 30:
            break
        kept.insert(0, line)
        used += len(line) + 1
    if len(kept) < len(lines):
        kept.insert(0, f"  ({len(lines) - len(kept)} earlier not shown)" if kept else f"  ({len(lines)} not shown)")
    return clip("\n".join([head, *kept]), max(room, 0))


def _call(record: CallRecord) -> str:
    given = [short(arg, 60) for arg in record.args]
    given += [f"{name}={short(value, 60)}" for name, value in record.kwargs.items()]
    text = f"  {record.name}({clip(', '.join(given), 160)})"
    if record.pending:
        text += "  was started; its answer is not known"
    elif record.error is not None:
        text += f"  raised {_one_line(record.error, 120)}"
    else:
        text += f"  gave {short(record.result)}"
    return text if record.line is None else f"{text}  (line {record.line})"


def _value(outcome: Completed) -> str:
    if outcome.withheld:
        return f"It has no value to show: {outcome.withheld}"
    return "" if outcome.result is None else f"value: {short(outcome.result, 1000)}"


def _printed(outcome: Outcome) -> str:
    return f"It printed:\n{outcome.stdout.rstrip()}" if outcome.stdout.strip() else ""


def _middle_out(text: str, room: int) -> str:
    """The beginning and, more of it, the end of a long text, cut at line ends where there are any."""
    if len(text) <= room:
        return text
    if room < 40:
        return clip(text, max(room, 0))
    first = text[: room // 3]
    last = text[-(room - len(first) - 5) :]
    if "\n" in first:
        first = first[: first.rindex("\n")]
    if "\n" in last:
        last = last[last.index("\n") + 1 :]
    return f"{first}\n...\n{last}"


def _at(line: int | None) -> str:
    return "" if line is None else f" at line {line}"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def _one_line(text: str, limit: int) -> str:
    return clip(_printable(" ".join(text.split())) if "\n" in text or "\t" in text else _printable(text), limit)


def _paragraph(text: str, limit: int) -> str:
    return clip("\n".join(_printable(line.rstrip()) for line in text.strip().split("\n")), limit)


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\t":
        return " " * _TAB
    return character if character.isprintable() or unicodedata.combining(character) else ascii(character)[1:-1]


def _width(text: str) -> int:
    """Terminal columns of printable text."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
