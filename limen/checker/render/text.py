"""text: for people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from limen.diagnostic import Report
from limen.feedback import excerpt


def render(reports: Sequence[tuple[str, Report]]) -> str:
    """Return the findings of the named reports, each with its place, its line and what to do, and a count of them."""
    blocks: list[str] = []
    errors = warnings = 0
    for name, report in reports:
        errors += len(report.errors)
        warnings += len(report.warnings)
        for found in report.diagnostics:
            place = f"{name}:{found.span.line}:{found.span.column + 1}"
            lines = [
                f"{place}: {found.severity.value}: {found.message} [{found.rule}]",
                excerpt(report.source, found.span),
            ]
            lines += [f"  note: {note}" for note in found.notes]
            if found.help:
                lines.append(f"  help: {found.help}")
            blocks.append("\n".join(lines))
        blocks += [f"{name}: note: {note}" for note in report.notes]
    files = f"{len(reports)} file{'' if len(reports) == 1 else 's'}"
    if not errors and not warnings:
        blocks.append(f"{files} checked, nothing to correct")
    else:
        blocks.append(f"{files} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return "\n\n".join(blocks)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
