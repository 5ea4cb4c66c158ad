"""Runs a program on CPython and on limen, and compares what a user can see of it."""

from __future__ import annotations

import asyncio
import functools
import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tests.executor.case_tools import TOOLS

if TYPE_CHECKING:
    from limen.executor.code import Code
    from limen.executor.vm import Step, Vm

_HERE = Path(__file__).parent
SEPARATOR = "# ---"


@dataclass(frozen=True)
class Seen:
    """What can be seen of a run: stdout, repr of the last expression, class and message of an uncaught exception."""

    stdout: str
    value: str
    error: tuple[str, str] | None

    def __str__(self) -> str:
        end = f"raised {self.error[0]}: {self.error[1]}" if self.error else f"value {self.value}"
        return f"{self.stdout}--- {end}"


@dataclass(frozen=True)
class Section:
    """One program of a case file."""

    path: Path
    name: str
    text: str
    tools: tuple[str, ...]

    @property
    def id(self) -> str:
        """Where it is found: topic/file:section."""
        return f"{self.path.parent.name}/{self.path.stem}:{self.name}"


def sections(path: Path) -> list[Section]:
    """Return the programs of a case file: separated by `# ---` lines, named by a first comment, `# tools:` after it."""
    found: list[Section] = []
    for number, part in enumerate(path.read_text("utf-8").split(f"\n{SEPARATOR}\n"), 1):
        lines = part.strip("\n").split("\n")
        name = lines[0].removeprefix("#").strip() if lines[0].startswith("# ") else str(number)
        declared = next((line for line in lines[:3] if line.startswith("# tools:")), "# tools:")
        tools = tuple(t.strip() for t in declared.removeprefix("# tools:").split(",") if t.strip())
        found.append(Section(path, name, "\n".join(lines) + "\n", tools))
    return found


@functools.cache
def _reference() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(_HERE / "cpython.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


def run_cpython(text: str, tools: tuple[str, ...] = ()) -> Seen:
    """Run a program on the CPython of this test run."""
    process = _reference()
    requests, answers = _pipe(process.stdin), _pipe(process.stdout)
    requests.write(json.dumps({"text": text, "tools": tools}) + "\n")
    requests.flush()
    answer = json.loads(answers.readline())
    error = answer["error"]
    return Seen(answer["stdout"], answer["value"], None if error is None else (error[0], error[1]))


def run_limen(
    text: str, tools: tuple[str, ...] = (), seconds: float = 20.0, waiting: Callable[[Code, Vm], Vm] | None = None
) -> Seen:
    """Compile a program and run it on limen's VM, answering every tool call; `waiting` may replace the VM before that."""
    from limen.executor.compiler import compile_source
    from limen.executor.errors import CompileError
    from limen.executor.limits import Limits
    from limen.executor.values import Tool
    from limen.executor.vm import Vm
    from limen.source import Source

    predefined = {name: Tool(name, inspect.iscoroutinefunction(TOOLS[name])) for name in tools}
    try:
        code = compile_source(Source.from_text(text), predefined=predefined, inputs=(), slots=())
    except CompileError as error:
        found = error.diagnostics[0]
        return Seen("", "None", ("<refused>", f"line {found.span.line}: {found.rule}: {found.message}"))
    vm = Vm(Limits(seconds=seconds, memory=512 * 2**20), call_tool=None)
    step = vm.start(code, {})
    while step.kind == "waiting":
        if waiting is not None:
            vm = waiting(code, vm)
        step = _answered(vm)
    return _seen(vm, step)


def to_end(vm: Vm) -> Seen:
    """Answer the tool calls of a VM that waits, until it ends."""
    step = vm.waiting_step()
    while step.kind == "waiting":
        step = _answered(vm)
    return _seen(vm, step)


def _answered(vm: Vm) -> Step:
    for call in vm.waiting_step().calls:
        function = TOOLS[call.tool.name]
        try:
            result = function(*call.args, **call.kwargs)
            if inspect.iscoroutine(result):
                result = asyncio.run(result)
        except Exception as error:
            vm.fail(call.id, type(error).__name__, str(error.args[0]) if error.args else "")
        else:
            vm.answer(call.id, result)
    return vm.resume()


def _seen(vm: Vm, step: Step) -> Seen:
    from limen.executor.values import Instance

    if step.kind == "done":
        return Seen(vm.stdout(), vm.repr(step.value), None)
    if step.kind == "raised":
        exception = step.exception
        assert isinstance(exception, Instance)
        return Seen(vm.stdout(), "None", (exception.cls.name, vm.str(exception)))
    detail = step.detail if step.kind == "crashed" else f"limit {step.limit} {step.allowed}"
    return Seen(vm.stdout(), "None", (f"<{step.kind}>", f"line {step.line}: {detail}"))


def assert_agreement(text: str, tools: tuple[str, ...] = ()) -> None:
    """Fail, showing both sides, unless limen does what CPython does."""
    expected = run_cpython(text, tools)
    got = run_limen(text, tools)
    if got != expected:
        raise AssertionError(f"CPython:\n{expected}\n\nlimen:\n{got}\n\nprogram:\n{text}")
