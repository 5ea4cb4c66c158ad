"""unreachable-code: statements behind one that always leaves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.codemod import remove_statements
from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity
from limen.source import Span

_LEAVING: Final = (ast.Return, ast.Raise, ast.Break, ast.Continue)
_BLOCKS: Final = ("body", "orelse", "finalbody")


def _find(walk: Walk) -> Iterator[Finding]:
    for kind in _LEAVING:
        for leaving in walk.of(kind):
            parent = walk.parent(leaving)
            rest = _behind(leaving, parent) if parent is not None else []
            if not rest or any(isinstance(node, (ast.Yield, ast.YieldFrom)) for s in rest for node in ast.walk(s)):
                continue  # a `yield` nobody reaches is what makes a function a generator
            first, last = walk.span(rest[0]), walk.span(rest[-1])
            place = Span(first.line, first.column, last.end_line, last.end_column)
            word = type(leaving).__name__.lower()
            spans = [walk.span(statement) for statement in rest]
            fix = remove_statements(walk.source, spans, "remove it")
            yield Finding(place, f"this is never reached: it stands behind `{word}`", "remove it, or move it", fix)


def _behind(leaving: ast.stmt, parent: ast.AST) -> list[ast.stmt]:
    for name in _BLOCKS:
        block = getattr(parent, name, None)
        if isinstance(block, list) and leaving in block:
            return [
                statement for statement in block[block.index(leaving) + 1 :] if not isinstance(statement, _DEFINING)
            ]
    return []


_DEFINING: Final = (ast.Global, ast.Nonlocal)


RULE: Final = Rule(
    "unreachable-code",
    Severity.WARNING,
    "statements that are never reached",
    "What stands behind `return`, `raise`, `break` or `continue` in the same block does nothing. It does no harm either, so it warns.",
    _find,
    valid=("def f(x):\n    if x:\n        return 1\n    return 2\n", "def g():\n    return\n    yield\n"),
    invalid=(
        Invalid("def f():\n    return 1\n    print('done')\n", ((3, 4, 3, 17),), "def f():\n    return 1\n"),
        Invalid(
            "for i in []:\n    continue\n    a = 1\n    b = 2  # two\nprint(1)\n",
            ((3, 4, 4, 9),),
            "for i in []:\n    continue\nprint(1)\n",
        ),
    ),
)
