"""traceback: in guest Python over the recorded entries, so that its work is metered and `__str__` runs as guest code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Module, Traceback

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_NAMES: Final = (
    "FrameSummary",
    "StackSummary",
    "TracebackException",
    "clear_frames",
    "extract_tb",
    "format_exc",
    "format_exception",
    "format_exception_only",
    "format_list",
    "format_tb",
    "print_exc",
    "print_exception",
    "print_list",
    "print_tb",
)


def _entries(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """The places of a traceback, outermost first, with their lines of source."""
    held = args[0]
    if type(held) is not Traceback:
        raise AttributeError(f"'{vm.class_name(held)}' object has no attribute 'tb_frame'")
    rows: list[object] = []
    vm.spend(held.depth + 1)
    for entry in reversed(held.entries[: held.depth + 1]):
        code = entry.code
        span = code.span_at(entry.index)
        if span is None:
            rows.append((code.source.name, None, code.name, None, None, None, None))
            continue
        text = code.source.line(span.line)
        vm.charge(len(text))
        rows.append((code.source.name, span.line, code.name, text, span.end_line, span.column, span.end_column))
    return rows


def build() -> Module:
    """Return the module."""
    SURFACE.module("sys")  # it knows what is being handled
    SURFACE.intrinsics["_limen_traceback_entries"] = managed("entries", _entries)
    return Module("traceback", {name: SURFACE.prelude("traceback", name) for name in _NAMES})
