"""HumanEval: 164 programs with their own assertions, which pass both checks and run to their end."""

from __future__ import annotations

import json

import pytest

import limen
from tests.conftest import DATA

FILE = DATA / "humaneval.jsonl"
PROGRAMS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()] if FILE.exists() else []

pytestmark = pytest.mark.skipif(not PROGRAMS, reason=f"{FILE.name} is not here")


@pytest.fixture(scope="module")
def pipeline() -> limen.Pipeline:
    """No tools, and time enough for plain Python."""
    return limen.Pipeline(limits=limen.Limits(seconds=120.0, memory=512 * 2**20), isolation="inline")


def test_there_are_164() -> None:
    assert len(PROGRAMS) == 164


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program["id"])
def test_program(pipeline: limen.Pipeline, program: dict[str, str]) -> None:
    outcome = pipeline.run(program["code"])
    assert outcome.ok, outcome.feedback()
