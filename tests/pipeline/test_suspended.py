"""Runs that wait: answered in any order, saved, forked, taken up by one worker."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

import limen
from tests.conftest import ROOT

DESK = ROOT / "examples" / "approval" / "desk.py"


def price(sku: str) -> float:
    """Return a price."""
    raise NotImplementedError


async def fetch(url: str) -> str:
    """Return a page."""
    raise NotImplementedError


@pytest.fixture(scope="module", params=["inline", "process"])
def pipeline(request: pytest.FixtureRequest) -> limen.Pipeline:
    """A tool of each kind, which are never called here."""
    return limen.Pipeline(tools=[price, fetch], isolation=request.param)


def started(pipeline: limen.Pipeline, code: str) -> limen.Suspended:
    """Return a program at its first tool call."""
    outcome = pipeline.start(code)
    assert isinstance(outcome, limen.Suspended), outcome.feedback()
    return outcome


def test_what_a_suspended_run_shows(pipeline: limen.Pipeline) -> None:
    paused = started(pipeline, "print('one')\nx = price(sku='a')\nprint(x)\nx * 2")
    assert (paused.call.name, paused.call.args, paused.call.kwargs) == ("price", (), {"sku": "a"})
    assert paused.call.span is not None
    assert paused.call.span.line == 2
    assert paused.stdout == "one\n"
    assert paused.usage.tool_calls == 1
    assert [(record.name, record.pending) for record in paused.journal] == [("price", True)]
    assert not paused.ok
    done = paused.resume(2.5)
    assert (done.value, done.stdout) == (5.0, "one\n2.5\n")
    assert [(record.name, record.result, record.pending) for record in done.journal] == [("price", 2.5, False)]


def test_a_call_that_fails(pipeline: limen.Pipeline) -> None:
    code = "try:\n    price('a')\nexcept ValueError as e:\n    found = str(e)\nfound"
    assert started(pipeline, code).fail(ValueError("no such article")).value == "no such article"
    raised = started(pipeline, "price('a')").fail("gone")
    assert isinstance(raised, limen.Raised)
    assert raised.message == "gone"


def test_calls_made_together_are_answered_in_any_order(pipeline: limen.Pipeline) -> None:
    paused = started(pipeline, "import asyncio\nawait asyncio.gather(*[fetch(u) for u in 'abc'])")
    assert [call.args for call in paused.calls] == [("a",), ("b",), ("c",)]
    outcome: limen.Outcome = paused
    for call in reversed(paused.calls):
        assert isinstance(outcome, limen.Suspended)
        outcome = pipeline.load(outcome.dump()).resume(call.args[0].upper(), call=call.id)  # type: ignore[attr-defined]
    assert outcome.value == ["A", "B", "C"]


def test_a_snapshot_is_a_fork(pipeline: limen.Pipeline) -> None:
    snapshot = started(pipeline, "seen = []\nseen.append(price('a'))\nseen").dump()
    assert [pipeline.load(snapshot).resume(float(n)).value for n in range(3)] == [[0.0], [1.0], [2.0]]


def test_a_run_is_resumed_once(pipeline: limen.Pipeline) -> None:
    paused = started(pipeline, "price('a')")
    assert paused.resume(1.0).value == 1.0
    for again in (lambda: paused.resume(2.0), lambda: paused.fail("no"), paused.dump):
        with pytest.raises(RuntimeError, match="resumed already"):
            again()


def test_an_answer_that_cannot_cross_changes_nothing(pipeline: limen.Pipeline) -> None:
    paused = started(pipeline, "price('a')")
    with pytest.raises(limen.BoundaryError):
        paused.resume(object())
    with pytest.raises(ValueError, match="no call with the id 99"):
        paused.resume(1.0, call=99)
    assert paused.resume(1.0).value == 1.0


def test_what_cannot_be_saved_is_named() -> None:
    pipeline = limen.Pipeline(tools=[price, fetch], isolation="inline")
    paused = started(pipeline, "import hashlib\nh = hashlib.sha256(b'a')\nprice('a')\nh.hexdigest()[:4]")
    with pytest.raises(limen.CannotSave, match="HASH"):
        paused.dump()
    assert paused.resume(1.0).value == "ca97"


def test_limits_go_on_counting(pipeline: limen.Pipeline) -> None:
    small = limen.Pipeline(tools=[price], limits=limen.Limits(tool_calls=2))
    outcome: limen.Outcome = started(small, "[price(s) for s in 'abc']")
    while isinstance(outcome, limen.Suspended):
        outcome = small.load(outcome.dump()).resume(1.0)
    assert isinstance(outcome, limen.LimitReached)
    assert outcome.limit == "tool_calls"


def test_programs_that_are_rejected_or_need_no_tool(pipeline: limen.Pipeline) -> None:
    assert isinstance(pipeline.start("prise('a')"), limen.Rejected)
    assert pipeline.start("1 + 1").value == 2


def test_a_function_is_called_after_loading(pipeline: limen.Pipeline) -> None:
    code = "base = price('a')\ndef total(n):\n    return base * n + price('b')"
    outcome: limen.Outcome = pipeline.start(code, func="total", args=[3])
    while isinstance(outcome, limen.Suspended):
        outcome = pipeline.load(outcome.dump()).resume(2.0)
    assert outcome.value == 8.0


@pytest.mark.parametrize("snapshot", [b"", b"LIMENSNP", b"LIMENSNP\x01\x00" + b"x" * 40, b"PK\x03\x04" + b"0" * 99])
def test_what_is_no_snapshot(pipeline: limen.Pipeline, snapshot: bytes) -> None:
    with pytest.raises(limen.BadSnapshot):
        pipeline.load(snapshot)


def test_a_snapshot_of_another_format(pipeline: limen.Pipeline) -> None:
    snapshot = bytearray(started(pipeline, "price('a')").dump())
    snapshot[8] = 7
    with pytest.raises(limen.BadSnapshot, match="format 7; this version of limen reads format 1"):
        pipeline.load(bytes(snapshot))


def test_a_refund_is_approved_in_another_process(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "APPROVAL_STORE": str(tmp_path / "store.db"),
        "PYTHONPATH": str(Path(limen.__file__).parents[1]),
    }

    def desk(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-P", str(DESK), *arguments],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=True,
        )
        return done.stdout

    assert "refund 54.4 EUR for O-17: returned after 12 days" in desk("ask")
    assert desk("approve", "yes").splitlines() == [
        "(the bank pays 54.40 EUR for O-17)",
        "54.40 EUR refunded, receipt R-501.",
    ]
    assert desk("approve", "yes") == ""


def test_on_an_event_loop(pipeline: limen.Pipeline) -> None:
    async def main() -> list[object]:
        first, second = await asyncio.gather(
            pipeline.start_async("price('a') * 2"),
            pipeline.start_async("try:\n    price('b')\nexcept ValueError as e:\n    x = str(e)\nx"),
        )
        assert isinstance(first, limen.Suspended)
        assert isinstance(second, limen.Suspended)
        ended = await asyncio.gather(first.resume_async(1.5), second.fail_async(ValueError("none")))
        with pytest.raises(RuntimeError, match="resumed already"):
            await first.resume_async(1.5)
        return [outcome.value for outcome in ended]

    assert asyncio.run(main()) == [3.0, "none"]
