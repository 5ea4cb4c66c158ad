"""github: annotations, as workflow commands.

Format: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Sequence

from limen.diagnostic import Report


def render(reports: Sequence[tuple[str, Report]]) -> str:
    """Return one workflow command a finding."""
    lines = []
    for name, report in reports:
        for found in report.diagnostics:
            span = found.span
            columns = f",col={span.column + 1},endColumn={span.end_column + 1}" if span.line == span.end_line else ""
            properties = f"file={_property(name)},line={span.line},endLine={span.end_line}{columns},title={_property(found.rule)}"
            text = found.message + (f"\n{found.help}" if found.help else "")
            lines.append(f"::{found.severity.value} {properties}::{_data(text)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
