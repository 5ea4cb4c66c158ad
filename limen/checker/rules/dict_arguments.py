"""dict-arguments: a tool called with a dict whose keys nobody can check."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity


def _find(walk: Walk) -> Iterator[Finding]:
    for call in walk.of(ast.Call):
        if not isinstance(call.func, ast.Name) or call.func.id not in walk.context.tools or call.func.id in walk.bound:
            continue
        for keyword in call.keywords:
            if keyword.arg is None and not isinstance(keyword.value, ast.Dict):
                help = f"write the arguments by name: `{call.func.id}(name=value, ...)`"
                yield Finding(
                    walk.span(keyword), f"what is in this dict cannot be checked against `{call.func.id}`", help
                )


RULE: Final = Rule(
    "dict-arguments",
    Severity.WARNING,
    "a tool is called with `**` of a dict",
    "A wrong or missing key is found only when the call is made, after other tools have been called. The keys may be right, so it warns.",
    _find,
    valid=("search(query='a')\n", "dict(**{'a': 1})\n", "search(**{'query': 'a'})\n"),
    invalid=(Invalid("options = {'query': 'a'}\nsearch(**options)\n", ((2, 7, 2, 16),)),),
)
