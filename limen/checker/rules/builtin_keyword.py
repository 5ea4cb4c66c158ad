"""builtin-keyword: a builtin function is called with a keyword that it does not have."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity

_KEYWORDS: Final[dict[str, tuple[str, ...]]] = {
    "abs": (),
    "all": (),
    "any": (),
    "enumerate": ("iterable", "start"),
    "len": (),
    "max": ("default", "key"),
    "min": ("default", "key"),
    "range": (),
    "reversed": (),
    "round": ("ndigits", "number"),
    "sorted": ("key", "reverse"),
    "sum": ("start",),
    "zip": ("strict",),
}


def _find(walk: Walk) -> Iterator[Finding]:
    for call in walk.of(ast.Call):
        if not isinstance(call.func, ast.Name) or call.func.id in walk.bound or call.func.id in walk.context.tools:
            continue
        known = _KEYWORDS.get(call.func.id)
        if known is None:
            continue
        for keyword in call.keywords:
            if keyword.arg is not None and keyword.arg not in known:
                offered = " and ".join(f"`{name}`" for name in known) or "none: it takes its values by position"
                message = f"`{call.func.id}` has no keyword `{keyword.arg}`"
                yield Finding(
                    walk.span(keyword), message, f"its keywords are {offered}" if known else f"it has {offered}"
                )


RULE: Final = Rule(
    "builtin-keyword",
    Severity.ERROR,
    "a builtin function is called with a keyword that it does not have",
    "`sorted(rows, by=...)` raises TypeError when it runs, whatever the values are, so it blocks.",
    _find,
    valid=("sorted([1], key=abs, reverse=True)\n", "def sorted(rows, by):\n    return rows\nsorted([1], by=2)\n"),
    invalid=(
        Invalid("sorted([1], by=abs)\n", ((1, 12, 1, 18),)),
        Invalid("round(1.25, digits=1)\n", ((1, 12, 1, 20),)),
        Invalid("len(obj=[1])\n", ((1, 4, 1, 11),)),
    ),
)
