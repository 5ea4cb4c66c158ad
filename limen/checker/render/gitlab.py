"""gitlab: a Code Quality report.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from limen.checker.render.fingerprint import fingerprints
from limen.diagnostic import Report

_SEVERITY = {"error": "major", "warning": "minor"}


def render(reports: Sequence[tuple[str, Report]]) -> str:
    """Return a JSON array with one issue a finding."""
    issues = [
        {
            "description": found.message + (f" ({found.help})" if found.help else ""),
            "check_name": found.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITY[found.severity.value],
            "location": {"path": name, "lines": {"begin": found.span.line, "end": found.span.end_line}},
        }
        for name, _, found, fingerprint in fingerprints(reports)
    ]
    return msgspec.json.format(msgspec.json.encode(issues), indent=2).decode()
