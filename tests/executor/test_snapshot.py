"""Suspended runs as bytes: whatever a case program is in the middle of, it goes on from its snapshot as if nothing had been."""

from __future__ import annotations

import ast
import inspect

import pytest

from limen.executor.code import Code
from limen.executor.errors import CannotSave
from limen.executor.limits import Limits
from limen.executor.snapshot import Program, dump, load
from limen.executor.values import Tool
from limen.executor.vm import Vm
from tests.executor.case_tools import TOOLS
from tests.executor.oracle import Section, run_limen
from tests.executor.test_cases import SECTIONS

LIMITS = Limits(seconds=20.0, memory=512 * 2**20)
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
