"""printed-result: a program that prints its answer and has no value."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk, replacement
from limen.diagnostic import Severity
from limen.source import Span


def _find(walk: Walk) -> Iterator[Finding]:
    last = walk.root.body[-1] if walk.root.body else None
    call = last.value if isinstance(last, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id != "print":
        return
    if not walk.context.tools or "print" in walk.bound or len(call.args) != 1 or call.keywords:
        return
    value = call.args[0]
    if not isinstance(value, (ast.Name, ast.Call, ast.Dict, ast.List)):
        return  # text made for a reader
    place, inner = walk.span(call), walk.span(value)
    fix = None
    if place.line == place.end_line:
        text = walk.source.line(inner.line)[inner.column : inner.end_column]
        end = Span(place.end_line, place.end_column, place.end_line, place.end_column)
        fix = replacement("give the value, too", end, f"\n{text}", safe=False) if isinstance(value, ast.Name) else None
    help = "the value of a program is its last expression: end with the value itself"
    yield Finding(place, "the result is printed, and the program has no value", help, fix)


RULE: Final = Rule(
    "printed-result",
    Severity.WARNING,
    "the last statement prints the result",
    "Whoever runs the program reads its value, which is that of the last statement when that is an expression; `print` gives None. The output is kept as well, so it warns.",
    _find,
    valid=("total = 1\ntotal\n", "print('done:', 1)\n", "print(f'{1} orders')\n"),
    invalid=(
        Invalid("found = search('a')\nprint(found)\n", ((2, 0, 2, 12),), "found = search('a')\nprint(found)\nfound\n"),
    ),
)
