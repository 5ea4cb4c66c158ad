"""Every example runs and prints its answer; every broken one gets its feedback, and no tool is called."""

from __future__ import annotations

import ast
import asyncio
import importlib.util
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType, ModuleType

import pytest

import limen
from tests.limen_command import limen_command
from tests.rewrite_feedback import EXAMPLES, answer, feedback

PROGRAMS = sorted(EXAMPLES.glob("*/program.py"))
BROKEN = sorted(EXAMPLES.glob("*/broken/*.py"))


def name(path: Path) -> str:
    """Return the path under examples/."""
    return str(path.relative_to(EXAMPLES))


def tools_module(path: Path) -> ModuleType:
    """Import a tools file anew, so that what it counted before is gone."""
    spec = importlib.util.spec_from_file_location(f"example_{path.parent.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def tools_of(module: ModuleType) -> dict[str, Callable[..., object]]:
    """Return the public functions that a tools file defines."""
    return {
        key: value
        for key, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not key.startswith("_")
    }


def on_cpython(program: Path) -> object:
    """Return the value of a program's last expression on CPython, its tools being globals."""
    tree = ast.parse(program.read_text("utf-8"))
    last = tree.body[-1]
    assert isinstance(last, ast.Expr)
    tree.body[-1] = ast.copy_location(ast.Assign([ast.Name("_value", ast.Store())], last.value), last)
    code = compile(ast.fix_missing_locations(tree), str(program), "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    names: dict[str, object] = {**tools_of(tools_module(program.parent / "tools.py"))}
    waiting = eval(code, names)
    if inspect.isawaitable(waiting):

        async def wait() -> None:
            await waiting

        asyncio.run(wait())
    return names["_value"]


def run_watched(program: Path, tools_file: Path) -> tuple[limen.Outcome, list[str]]:
    """Run a program, and return the outcome and the functions of the tools file that the interpreter saw entered."""
    tools = tools_of(tools_module(tools_file))
    pipeline = limen.Pipeline(tools=tools, isolation="inline")
    entered: list[str] = []

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename == str(tools_file) and frame.f_code.co_name in tools:
            entered.append(frame.f_code.co_name)

    sys.setprofile(watch)
    try:
        outcome = pipeline.run(program.read_text("utf-8"))
    finally:
        sys.setprofile(None)
    return outcome, entered


def test_there_are_three_examples_with_five_broken_programs_each() -> None:
    assert [path.parent.name for path in PROGRAMS] == ["accounts", "research", "support_desk"]
    mistakes = ["invented_tool", "missing_await", "unknown_import", "wrong_argument", "wrong_key"]
    assert [path.stem for path in BROKEN] == mistakes * 3


@pytest.mark.parametrize("program", PROGRAMS, ids=name)
def test_program_prints_its_answer(program: Path) -> None:
    assert answer(program) == program.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("program", PROGRAMS, ids=name)
def test_program_has_the_value_that_it_has_on_cpython(program: Path) -> None:
    outcome, entered = run_watched(program, program.parent / "tools.py")
    assert isinstance(outcome, limen.Completed), outcome.feedback()
    assert outcome.value == on_cpython(program)
    assert len(entered) >= len(outcome.journal) > 3


@pytest.mark.parametrize("program", BROKEN, ids=name)
def test_broken_program_gets_its_feedback(program: Path) -> None:
    assert feedback(program) == program.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("program", BROKEN, ids=name)
def test_broken_program_calls_no_tool(program: Path) -> None:
    outcome, entered = run_watched(program, program.parents[1] / "tools.py")
    assert isinstance(outcome, limen.Rejected)
    assert entered == []
    assert outcome.journal == ()


@pytest.mark.parametrize("program", BROKEN[:1], ids=name)
def test_broken_program_is_rejected_by_run(program: Path) -> None:
    done = limen_command("run", program, "--tools", program.parents[1] / "tools.py")
    assert done.returncode == 1
    assert "Nothing has run; no tool was called." in done.stdout + done.stderr
