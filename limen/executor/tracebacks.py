"""Tracebacks of guest exceptions as text: CPython's layout, source lines and carets, chained exceptions, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.errors import GuestError
from limen.executor.values import ExceptionData, Instance, TracebackEntry

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_CAUSE: Final = "\nThe above exception was the direct cause of the following exception:\n"
_CONTEXT: Final = "\nDuring handling of the above exception, another exception occurred:\n"
_MAX_CHAIN: Final = 50
_MAX_DEPTH: Final = 10  # of nested groups
_MAX_MEMBERS: Final = 15
_MAX_LINES: Final = 5000
_MAX_CHARACTERS: Final = 2**20
_REPEATED: Final = 3  # equal entries in a row that are shown


def format_traceback(vm: Vm, exception: Instance) -> str:
    """Return the traceback of an exception, without a line end at its end."""
    return "\n".join(_chain(vm, exception, 0, _Room()))


class _Room:
    """What is left of the size that the traceback of one exception may have: groups may share members, and nest."""

    def __init__(self) -> None:
        self.lines = _MAX_LINES
        self.characters = _MAX_CHARACTERS

    def is_used(self) -> bool:
        """Whether nothing more may be shown."""
        return self.lines <= 0 or self.characters <= 0

    def take(self, lines: list[str]) -> list[str]:
        """Return the lines that still have room; dots stand for the others."""
        shown: list[str] = []
        for line in lines:
            if self.is_used():
                shown.append("...")
                break
            self.lines -= 1
            shown.append(line if len(line) <= self.characters else line[: self.characters] + "...")
            self.characters -= len(line)
        return shown


def format_entries(entries: list[TracebackEntry]) -> list[str]:
    """Return the lines of traceback entries, outermost first; equal ones in a row are counted."""
    lines: list[str] = []
    previous: tuple[object, int] | None = None
    count = 0
    for entry in reversed(entries):
        key = (entry.code, entry.index)
        if key == previous:
            count += 1
            if count > _REPEATED:
                continue
        else:
            lines += _repeated(count)
            previous, count = key, 1
        lines += _entry(entry)
    return lines + _repeated(count)


def format_last_line(vm: Vm, exception: Instance) -> list[str]:
    """Return the lines `Class: message` and those of its notes."""
    cls = exception.cls
    name = cls.qualname if str(cls.module) in ("builtins", "__main__") else f"{cls.module}.{cls.qualname}"
    try:
        message = vm.str(exception)
    except (GuestError, Exception):
        message = "<exception str() failed>"
    lines = (f"{name}: {message}" if message else name).split("\n")
    notes = exception.attrs.get("__notes__") if exception.attrs else None
    if type(notes) is list:
        for note in notes:
            if type(note) is str:
                lines += note.split("\n")
    return lines


def _repeated(count: int) -> list[str]:
    more = count - _REPEATED
    if more <= 0:
        return []
    return [f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]"]


def _entry(entry: TracebackEntry) -> list[str]:
    code = entry.code
    span = code.span_at(entry.index)
    if span is None:
        return [f'  File "{code.source.name}", in {code.name}']
    lines = [f'  File "{code.source.name}", line {span.line}, in {code.name}']
    text = code.source.line(span.line)
    stripped = text.strip()
    if stripped:
        lines.append(f"    {stripped}")
        start = len(text) - len(text.lstrip())
        end = span.end_column if span.end_line == span.line else len(text.rstrip())
        width = end - max(span.column, start)
        if 0 < width < len(stripped) and len(text) <= 500:
            lines.append(f"    {' ' * (max(span.column, start) - start)}{'^' * width}")
    return lines


def _chain(vm: Vm, exception: Instance, depth: int, room: _Room) -> list[str]:
    """The exceptions that led to this one, oldest first."""
    order: list[tuple[Instance, str]] = []
    current: Instance | None = exception
    seen: list[Instance] = []
    link = ""
    while current is not None and not any(current is e for e in seen) and len(seen) < _MAX_CHAIN:
        seen.append(current)
        order.append((current, link))
        data = current.payload
        assert type(data) is ExceptionData
        following = data.cause
        link = _CAUSE
        if following is None and not data.suppress_context:
            following = data.context
            link = _CONTEXT
        current = following if type(following) is Instance else None
    lines: list[str] = []
    for number, (error, link) in enumerate(reversed(order)):
        lines += _one(vm, error, depth, room)
        if room.is_used():
            break
        if number < len(order) - 1:
            lines += link.split("\n")
    return lines


def _one(vm: Vm, exception: Instance, depth: int, room: _Room) -> list[str]:
    data = exception.payload
    assert type(data) is ExceptionData
    entries = format_entries(data.traceback)
    if data.members and depth < _MAX_DEPTH:
        return _group(vm, exception, data, entries, depth, room)
    header = ["Traceback (most recent call last):"] if entries else []
    return room.take(header + entries + format_last_line(vm, exception))


def _group(vm: Vm, exception: Instance, data: ExceptionData, entries: list[str], depth: int, room: _Room) -> list[str]:
    """A group: its own lines behind a bar, then each member under a numbered rule, indented."""
    header = ["Exception Group Traceback (most recent call last):"] if entries else []
    own = room.take(header + entries + format_last_line(vm, exception))
    lines = [f"  {'+' if number == 0 and header else '|'} {line}" for number, line in enumerate(own)]
    for number, member in enumerate(data.members[:_MAX_MEMBERS], 1):
        if room.is_used():
            break
        rule = f"---------------- {number} ----------------"
        lines.append(f"  +-+{rule}" if number == 1 else f"    +{rule}")
        assert type(member) is Instance
        for line in _chain(vm, member, depth + 1, room):
            nested = line.startswith("  | ") or line.startswith("  +") or line.startswith("    ")
            member_data = member.payload
            inner = type(member_data) is ExceptionData and bool(member_data.members) and nested
            lines.append(f"  {line}" if inner else f"    | {line}")
    if len(data.members) > _MAX_MEMBERS:
        more = len(data.members) - _MAX_MEMBERS
        lines += ["    +---------------- ... ----------------", f"    | and {more} more exceptions"]
    lines.append("    +------------------------------------")
    return lines
