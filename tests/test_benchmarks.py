"""Every benchmark program gives on limen what it gives on CPython, and the command works."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import compile_time, gate_latency, programs, start
from benchmarks.agents import tools
from benchmarks.runners import CPython, Limen
from benchmarks.session import Part, Row, resized, size_of

SMALL = {"fib": 10, "queens": 5, "matrix": 8}


@pytest.mark.parametrize("path", programs.KERNELS, ids=lambda path: path.stem)
def test_kernel_agrees_with_cpython(path: Path) -> None:
    text = path.read_text("utf-8")
    assert size_of(text) > 5
    text = resized(text, SMALL.get(path.stem, 40))
    assert repr(Limen().from_code(text)()) == repr(CPython().from_code(text)())


@pytest.mark.parametrize("path", programs.AGENTS, ids=lambda path: path.stem)
def test_agent_program_agrees_with_cpython(path: Path) -> None:
    text = path.read_text("utf-8")
    called = {name: getattr(tools, name) for name in programs.tool_names(text)}
    assert len(called) >= 2
    assert 30 <= len(text.splitlines()) <= 80
    assert repr(Limen().from_source(text, called)()) == repr(CPython().from_source(text, called)())


@pytest.mark.parametrize("text", [start.SMALL, start.PROGRAM, compile_time.program(300)])
def test_other_programs_agree_with_cpython(text: str) -> None:
    assert repr(Limen().from_code(text)()) == repr(CPython().from_code(text)())


def test_the_programs_are_as_many_and_as_long_as_said() -> None:
    assert len(programs.KERNELS) >= 20
    assert len(programs.AGENTS) == 6
    assert len(start.PROGRAM.splitlines()) in range(28, 33)
    for lines in compile_time.LENGTHS:
        assert abs(len(compile_time.program(lines).splitlines()) - lines) <= 20


def test_the_gate_passes_the_programs_that_it_is_timed_with() -> None:
    found = gate_latency.programs()
    assert len(found) >= 12
    for _, text, workshop in found:
        (taken,) = gate_latency.warm(text, workshop, 1)
        assert taken > 0
    assert gate_latency.percentile([3.0, 1.0, 2.0], 0.5) == 2.0


def test_only_programs_that_both_run_are_compared() -> None:
    from benchmarks import report

    rows = [Row("a", {"CPython": 1.0, "limen": 2.0, "monty": 6.0}), Row("b", {"CPython": 1.0, "limen": 8.0})]
    part = Part(1, "kernels", "", "ratio", rows)
    assert report.mean(part, "limen") == pytest.approx(4.0)
    assert report.mean(part, "monty") == pytest.approx(6.0)
    assert report.against(part, "monty") == pytest.approx(3.0)
    assert report.cell(part, rows[1], "monty") == "-"
