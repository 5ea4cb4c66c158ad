"""gather-not-awaited: what asyncio.gather returns is used as if it were the list of results."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk, replacement
from limen.diagnostic import Severity

_ITERATING: Final = frozenset(
    {"dict", "enumerate", "len", "list", "max", "min", "set", "sorted", "sum", "tuple", "zip"}
)


def _find(walk: Walk) -> Iterator[Finding]:
    for call in walk.of(ast.Call):
        function = call.func
        if (
            not isinstance(function, ast.Attribute)
            or function.attr != "gather"
            or not isinstance(function.value, ast.Name)
        ):
            continue
        if walk.modules.get(function.value.id) != "asyncio":
            continue
        statement = walk.parent(call)
        uses: list[ast.AST] = [call]
        if (
            isinstance(statement, ast.Assign)
            and len(statement.targets) == 1
            and isinstance(statement.targets[0], ast.Name)
        ):
            name = statement.targets[0].id
            same = [node for node in walk.of(ast.Name) if node.id == name]
            if sum(not isinstance(node.ctx, ast.Load) for node in same) != 1:
                continue
            uses = [node for node in same if isinstance(node.ctx, ast.Load)]
        if uses and all(_as_list(use, walk) for use in uses):
            span = walk.span(call)
            text = walk.source.line(span.line)[span.column : span.end_column]
            fix = replacement("await it", span, f"await {text}", safe=False)
            line = span.line == span.end_line
            yield Finding(
                span, "this gather is never awaited, so it is no list", "write `await` before it", fix if line else None
            )


def _as_list(node: ast.AST, walk: Walk) -> bool:
    parent = walk.parent(node)
    if isinstance(parent, (ast.For, ast.comprehension)):
        return parent.iter is node
    if isinstance(parent, ast.Subscript):
        return parent.value is node
    if not isinstance(parent, ast.Call) or not isinstance(parent.func, ast.Name) or parent.func is node:
        return False
    return parent.func.id in _ITERATING and parent.func.id not in walk.bound


RULE: Final = Rule(
    "gather-not-awaited",
    Severity.ERROR,
    "the result of asyncio.gather is used as a list without await",
    "Without `await` there are no results yet, and a loop over them or an index raises. It blocks only where every use is such a one.",
    _find,
    valid=(
        "import asyncio\nrows = await asyncio.gather()\nfor row in rows:\n    pass\n",
        "import asyncio\nwaiting = asyncio.gather()\nrows = await waiting\n",
    ),
    invalid=(
        Invalid(
            "import asyncio\nrows = asyncio.gather()\nfor row in rows:\n    pass\n",
            ((2, 7, 2, 23),),
            "import asyncio\nrows = await asyncio.gather()\nfor row in rows:\n    pass\n",
        ),
        Invalid(
            "import asyncio\nrows = list(asyncio.gather())\n",
            ((2, 12, 2, 28),),
            "import asyncio\nrows = list(await asyncio.gather())\n",
        ),
    ),
)
