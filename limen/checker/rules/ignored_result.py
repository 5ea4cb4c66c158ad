"""ignored-result: a tool is called for its result, and the result is dropped."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity

_READING: Final = ("get", "find", "search", "list", "read", "fetch", "lookup", "look", "count", "query", "load")


def _find(walk: Walk) -> Iterator[Finding]:
    last = walk.root.body[-1] if walk.root.body else None
    for statement in walk.of(ast.Expr):
        value = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
        if statement is last or not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
            continue
        name = value.func.id
        is_read = name.split("_")[0].lower() in _READING
        if is_read and name in walk.context.tools and name not in walk.bound:
            yield Finding(
                walk.span(statement),
                f"the result of `{name}` is not used",
                f"write `result = {_call(value, walk)}`, or leave it out",
            )


def _call(call: ast.Call, walk: Walk) -> str:
    assert isinstance(call.func, ast.Name)
    awaited = "await " if walk.context.tools.get(call.func.id) else ""
    return f"{awaited}{call.func.id}(...)"


RULE: Final = Rule(
    "ignored-result",
    Severity.WARNING,
    "a tool that reads is called and its result dropped",
    "A tool whose name says that it gets, finds or lists something is called for its result. The call may be meant as a test, so it warns.",
    _find,
    valid=("hits = search('a')\nhits\n", "notify('a')\n1\n", "search('a')\n"),
    invalid=(Invalid("search('a')\nprint(1)\n", ((1, 0, 1, 11),)), Invalid("await fetch('a')\n2\n", ((1, 0, 1, 16),))),
)
