"""Suspended runs as bytes: whatever a case program is in the middle of, it goes on from its snapshot as if nothing had been."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from limen.executor.code import Code
from limen.executor.errors import CannotSave
from limen.executor.limits import Limits
from limen.executor.snapshot import Program, dump, load
from limen.executor.surface import SURFACE
from limen.executor.values import Tool
from limen.executor.vm import Vm
from tests.executor.case_tools import TOOLS
from tests.executor.oracle import Section, run_limen
from tests.executor.snapshot_worker import receive, send
from tests.executor.test_cases import SECTIONS

LIMITS = Limits(seconds=20.0, memory=512 * 2**20)
KEEPS_A_HASH = (
    "an instance with the hash and the equality of a text stands for it in dicts and sets"  # of another process
)
ROOT = Path(__file__).parent.parent.parent
START = "import sys; sys.path.append({!r}); from tests.executor.snapshot_worker import main; main()"
SAVED = 25  # pauses of one program at which it is saved


class _Pauses(ast.NodeTransformer):
    """Puts a call of the tool `pause` behind each statement."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and all(isinstance(item, ast.stmt) for item in block):
                setattr(node, name, self.paused(node, block))
        return node

    def paused(self, owner: ast.AST, block: list[ast.stmt]) -> list[ast.stmt]:
        """Return a block with pauses; its last statement stays the last one of a module."""
        found: list[ast.stmt] = []
        for place, statement in enumerate(block):
            first = place == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
            found.append(statement)
            ends = isinstance(statement, (ast.Return, ast.Raise, ast.Break, ast.Continue))
            last = isinstance(owner, ast.Module) and place == len(block) - 1
            if not (first or future or ends or last):
                found.append(ast.Expr(ast.Call(ast.Name("pause", ast.Load()), [], [])))
        return found


def paused(section: Section) -> str:
    """Return the text of a program with a pause behind each statement."""
    tree = _Pauses().visit(ast.parse(section.text))
    return ast.unparse(ast.fix_missing_locations(tree))


class Saving:
    """Saves and loads a run where it waits: at first each time, then now and then."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.predefined = {name: Tool(name, inspect.iscoroutinefunction(TOOLS[name])) for name in names}
        self.names = names
        self.program: Program | None = None
        self.waits = 0
        self.saves = 0
        self.refused = ""

    def __call__(self, code: Code, vm: Vm) -> Vm:
        self.waits += 1
        if self.saves >= SAVED or (self.waits > 10 and self.waits % 7):
            return vm
        if self.program is None:
            self.program = Program(code.source, self.names, (), (), code)
        try:
            data = dump(vm, [self.program], self.predefined, None, None)
        except CannotSave as error:
            self.refused = str(error)
            return vm
        self.saves += 1
        saved = load(data, LIMITS, self.predefined, None)
        self.program = saved.programs[0]
        return saved.vm


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_a_program_goes_on_from_its_snapshot(section: Section) -> None:
    tools = (*section.tools, "pause")
    try:
        text = paused(section)
    except SyntaxError:
        pytest.skip("not a program")
    straight = run_limen(text, tools)
    saving = Saving(tools)
    assert str(run_limen(text, tools, waiting=saving)) == str(straight)


class Elsewhere:
    """Another process that knows nothing of a run but its snapshot."""

    def __init__(self, *modules: str) -> None:
        command = [sys.executable, "-P", "-c", START.format(str(ROOT)), *modules]  # the limen that is tested here
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def end_of(self, tools: tuple[str, ...], data: bytes) -> object:
        """Return what could be seen of a run at its end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        send(self.process.stdin, [list(tools), data])
        return receive(self.process.stdout)

    def close(self) -> None:
        """End the process."""
        self.process.communicate(timeout=30)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[list[Elsewhere]]:
    """Two processes: one has loaded no module of the surface, the other all of them, in another order than anybody."""
    names = sorted(SURFACE.module_names(), reverse=True)
    processes = [Elsewhere(), Elsewhere(*names)]
    yield processes
    for process in processes:
        process.close()


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_a_program_goes_on_in_another_process(section: Section, elsewhere: list[Elsewhere]) -> None:
    tools = (*section.tools, "pause")
    try:
        text = paused(section)
    except SyntaxError:
        pytest.skip("not a program")
    if section.name == KEEPS_A_HASH:
        pytest.skip("docs/divergences.md: hash() of a text is another one in another process")
    snapshots: list[bytes] = []
    saving = Saving(tools)

    def keep(code: Code, vm: Vm) -> Vm:
        before = saving.saves
        found = saving(code, vm)
        if saving.saves > before and saving.saves in (2, 12, 20):
            assert saving.program is not None
            snapshots.append(dump(found, [saving.program], saving.predefined, None, None))
        return found

    straight = str(run_limen(text, tools, waiting=keep))
    number = SECTIONS.index(section)
    processes = [*elsewhere, Elsewhere()] if number % 80 == 0 else elsewhere  # now and then a really new one
    for place, data in enumerate(snapshots):
        assert processes[-1 - (number + place) % len(processes)].end_of(tools, data) == straight
    if len(processes) == 3:
        processes[-1].close()
