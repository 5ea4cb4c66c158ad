"""sarif: SARIF 2.1.0, for code scanning.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

import msgspec

from limen.checker.explain import page
from limen.checker.render.fingerprint import fingerprints
from limen.diagnostic import Diagnostic, Edit, Report
from limen.source import Span
from limen.version import VERSION

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def render(reports: Sequence[tuple[str, Report]]) -> str:
    """Return a log with one run."""
    found = list(fingerprints(reports))
    rules = sorted({diagnostic.rule for _, _, diagnostic, _ in found})
    notes = [f"{name}: {note}" for name, report in reports for note in report.notes]
    run = {
        "tool": {
            "driver": {
                "name": "limen",
                "version": VERSION,
                "rules": [{"id": rule, "help": {"text": page(rule)}} for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [{"message": {"text": note}, "level": "warning"} for note in notes],
            }
        ],
        "results": [_result(name, diagnostic, fingerprint, rules) for name, _, diagnostic, fingerprint in found],
    }
    return msgspec.json.format(
        msgspec.json.encode({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}), indent=2
    ).decode()


def _result(name: str, found: Diagnostic, fingerprint: str, rules: list[str]) -> dict[str, object]:
    artifact = {"uri": quote(PurePath(name).as_posix())}
    result: dict[str, object] = {
        "ruleId": found.rule,
        "ruleIndex": rules.index(found.rule),
        "level": found.severity.value,
        "message": {"text": found.message + (f". {found.help}" if found.help else "")},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": _region(found.span)}}],
        "partialFingerprints": {"limen/v1": fingerprint},
    }
    if found.fix is not None:
        changes = [{"artifactLocation": artifact, "replacements": [_replacement(edit) for edit in found.fix.edits]}]
        result["fixes"] = [{"description": {"text": found.fix.message}, "artifactChanges": changes}]
    return result


def _replacement(edit: Edit) -> dict[str, object]:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column + 1,
        "endLine": span.end_line,
        "endColumn": span.end_column + 1,
    }
