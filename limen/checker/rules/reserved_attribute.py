"""reserved-attribute: an attribute that leads into the interpreter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity
from limen.source import Span

_RESERVED: Final = frozenset(
    [
        "__globals__",
        "__code__",
        "__closure__",
        "__builtins__",
        "__loader__",
        "__spec__",
        "__import__",
        "__getstate__",
        "__reduce__",
        "__reduce_ex__",
        "__mro_entries__",
        "gi_frame",
        "gi_code",
        "cr_frame",
        "cr_code",
        "ag_frame",
        "ag_code",
        "tb_frame",
        "f_globals",
        "f_locals",
        "f_builtins",
        "f_back",
        "f_code",
        "func_globals",
        "co_code",
    ]
)


def _find(walk: Walk) -> Iterator[Finding]:
    own = walk.bound | {node.attr for node in walk.of(ast.Attribute) if not isinstance(node.ctx, ast.Load)}
    for node in walk.of(ast.Attribute):
        if node.attr in _RESERVED and node.attr not in own and isinstance(node.ctx, ast.Load):
            end = walk.span(node)
            place = Span(end.end_line, end.end_column - len(node.attr), end.end_line, end.end_column)
            yield Finding(place, f"`{node.attr}` does not exist here", "do without the interpreter's own objects")


RULE: Final = Rule(
    "reserved-attribute",
    Severity.ERROR,
    "an attribute of the interpreter's own objects",
    "Frames, code objects and global tables do not exist here: reading such an attribute raises AttributeError, so it blocks.",
    _find,
    valid=(
        "class A:\n    pass\nprint(A.__name__, A.__mro__)\n",
        "class P:\n    def __reduce__(self):\n        return 1\nP().__reduce__()\n",
    ),
    invalid=(
        Invalid("def f(): pass\nf.__globals__\n", ((2, 2, 2, 13),)),
        Invalid("(i for i in []).gi_frame.f_back\n", ((1, 25, 1, 31), (1, 16, 1, 24))),
    ),
)
