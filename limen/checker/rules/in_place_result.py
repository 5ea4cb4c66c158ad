"""in-place-result: a list is replaced by the None that append, sort or another method of it returns."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk, replacement
from limen.diagnostic import Severity

_LIST: Final = frozenset({"append", "clear", "extend", "insert", "remove", "reverse", "sort"})
_METHODS: Final[dict[type[ast.expr], frozenset[str]]] = {
    ast.List: _LIST,
    ast.ListComp: _LIST,
    ast.Dict: frozenset({"clear", "update"}),
    ast.DictComp: frozenset({"clear", "update"}),
    ast.Set: frozenset({"add", "clear", "discard", "remove", "update"}),
    ast.SetComp: frozenset({"add", "clear", "discard", "remove", "update"}),
}


def _find(walk: Walk) -> Iterator[Finding]:
    first: dict[str, type[ast.expr] | None] = {}
    stores = {id(node): node.id for node in walk.of(ast.Name) if not isinstance(node.ctx, ast.Load)}
    found: list[tuple[ast.Assign, str, ast.Attribute]] = []
    for statement in walk.of(ast.Assign):
        target, value = statement.targets[0], statement.value
        if len(statement.targets) != 1 or not isinstance(target, ast.Name):
            continue
        stores.pop(id(target))
        function = value.func if isinstance(value, ast.Call) else None
        if (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Name)
            and function.value.id == target.id
        ):
            found.append((statement, target.id, function))
            continue
        kind = type(value) if type(value) in _METHODS else None
        first[target.id] = kind if first.get(target.id, kind) is kind else None
    otherwise = {*stores.values(), *(node.arg for node in walk.of(ast.arg))}
    for statement, name, function in found:
        kind = first.get(name)
        if kind is not None and name not in otherwise and function.attr in _METHODS[kind]:
            call = statement.value
            text = walk.source.line(call.lineno)[walk.span(call).column : walk.span(call).end_column]
            fix = None
            if call.lineno == call.end_lineno:
                fix = replacement(f"call it without `{name} =`", walk.span(statement), text)
            yield Finding(
                walk.span(statement),
                f"`{function.attr}` changes `{name}` in place and returns None, so `{name}` is lost",
                f"call it without `{name} =`",
                fix,
            )


RULE: Final = Rule(
    "in-place-result",
    Severity.ERROR,
    "a list, dict or set is replaced by the None that a method of it returns",
    "`rows = rows.append(row)` leaves None in `rows`, and the next use of it fails. It blocks, for no program means that.",
    _find,
    valid=(
        "rows = []\nrows.append(1)\n",
        "text = ' a'\ntext = text.strip()\n",
        "rows = [1]\nrows = rows.copy()\n",
        "def f(rows):\n    rows = rows.append(1)\n    return rows\n",
    ),
    invalid=(
        Invalid("rows = []\nrows = rows.append(1)\n", ((2, 0, 2, 21),), "rows = []\nrows.append(1)\n"),
        Invalid("seen = {1}\nseen = seen.add(2)\n", ((2, 0, 2, 18),), "seen = {1}\nseen.add(2)\n"),
    ),
)
