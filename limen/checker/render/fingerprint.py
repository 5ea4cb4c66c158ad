"""Fingerprints: a finding's identity, which stays when lines above it come and go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from limen.diagnostic import Diagnostic, Report


def fingerprints(reports: Sequence[tuple[str, Report]]) -> Iterator[tuple[str, Report, Diagnostic, str]]:
    """Give every finding with the name of its file and 32 hexadecimal digits.

    They depend on the file, the rule, the message, the text of the line, and how many equal findings stand above it.
    """
    seen: dict[str, int] = {}
    for name, report in reports:
        for found in report.diagnostics:
            line = report.source.line(found.span.line).strip()
            key = "\0".join((name.replace("\\", "/"), found.rule, found.message, line))
            count = seen[key] = seen.get(key, 0) + 1
            yield name, report, found, hashlib.sha256(f"{key}\0{count}".encode()).hexdigest()[:32]
