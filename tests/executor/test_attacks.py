"""The attacks beside the design: with the gate off nothing is reached, nothing crashes, everything ends in time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import pytest

from tests.conftest import DATA, ROOT

FILE = DATA / "attacks.jsonl"
ATTACKS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()] if FILE.exists() else []
KINDS = ("escape", "policy", "crash", "host", "dos", "gate")
ALLOWED = {  # decisions of policy, see docs/divergences.md
    "aw-dict-item-write",
    "aw-del-dunder",
    "aw-attr-store-comp-target",
    "cc-eval-direct",
    "cm-base-not-a-class-mro-entries",
    "ex-nameerror-name",
    "fr-with-traceback",
    "im-threading",
    "un-ligature",
    "sc-star-type",
}

pytestmark = pytest.mark.skipif(not ATTACKS, reason=f"{FILE.name} is not here")


def run(kind: str, isolation: str) -> list[dict[str, object]]:
    """Run all attacks of a kind from a process of their own; return what it reports of each."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.executor.attack_worker", isolation, str(FILE), kind],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("isolation", ["inline", "process"])
@pytest.mark.parametrize("kind", KINDS)
def test_kind(kind: str, isolation: str) -> None:
    reports = [report for report in run(kind, isolation) if "ended" in report]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    expected = [
        a["id"] for a in ATTACKS if a["kind"] == kind and _number(a.get("min_python", "3.0")) <= _number(version)
    ]
    assert Counter(report["id"] for report in reports) == Counter(expected)
    assert [
        report for report in reports if report["ended"] == "Crashed" or str(report["ended"]).startswith("escaped")
    ] == []
    assert {report["id"] for report in reports if "PWNED" in str(report["output"])} - ALLOWED == set()


def _number(version: object) -> tuple[int, ...]:
    return tuple(int(part) for part in str(version).split("."))
