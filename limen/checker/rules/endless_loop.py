"""endless-loop: a loop that cannot end."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity
from limen.source import Span

_EXITS: Final = (ast.Return, ast.Raise, ast.Yield, ast.YieldFrom, ast.Await, ast.Assert)


def _find(walk: Walk) -> Iterator[Finding]:
    for loop in walk.of(ast.While):
        if isinstance(loop.test, ast.Constant) and loop.test.value and not _leaves(loop):
            start = walk.span(loop)
            test = walk.span(loop.test)
            place = Span(start.line, start.column, test.end_line, test.end_column)
            yield Finding(place, "this loop never ends", "add a `break` or a condition that becomes false")


def _leaves(loop: ast.While) -> bool:
    work: list[tuple[ast.AST, bool]] = [(statement, True) for statement in loop.body]
    while work:
        node, own = work.pop()  # `own`: a `break` here ends this loop
        if isinstance(node, _EXITS) or (own and isinstance(node, ast.Break)):
            return True
        if isinstance(node, ast.Call) and not _is_harmless(node.func):
            return True  # it may raise what ends the loop
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        inside = own and not isinstance(node, (ast.While, ast.For, ast.AsyncFor))
        work.extend((child, inside) for child in ast.iter_child_nodes(node))
    return False


def _is_harmless(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in ("print", "len", "str", "int", "range")
    return isinstance(function, ast.Attribute) and function.attr in ("append", "add", "extend", "update")


RULE: Final = Rule(
    "endless-loop",
    Severity.WARNING,
    "a loop without a way out",
    "`while True` without `break`, `return`, `raise`, `await` or a call that may raise runs until a limit stops the program, and then nothing of its work is kept. An "
    "exception from an operation could still end it, so it warns.",
    _find,
    valid=("while True:\n    break\n", "def f():\n    while True:\n        return 1\n", "while 1:\n    search('a')\n"),
    invalid=(
        Invalid("n = 0\nwhile True:\n    n += 1\n", ((2, 0, 2, 10),)),
        Invalid("while True:\n    for i in [1]:\n        break\n", ((1, 0, 1, 10),)),
    ),
)
