"""unhashable-key: a list, dict or set as the key of a dict or as an item of a set."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity

_UNHASHABLE: Final[dict[type[ast.AST], str]] = {
    ast.List: "list",
    ast.ListComp: "list",
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.Set: "set",
    ast.SetComp: "set",
}


def _find(walk: Walk) -> Iterator[Finding]:
    keys: list[ast.expr] = [key for node in walk.of(ast.Dict) for key in node.keys if key is not None]
    keys += [item for node in walk.of(ast.Set) for item in node.elts]
    own = any(node.name in ("__getitem__", "__setitem__", "__class_getitem__") for node in walk.of(ast.FunctionDef))
    if not own:  # nothing else that a program can have takes a list in brackets
        keys += [node.slice for node in walk.of(ast.Subscript) if not _in_annotation(node, walk)]
    for key in keys:
        kind = _UNHASHABLE.get(type(key))
        if kind is not None:
            yield Finding(walk.span(key), f"a {kind} cannot be a key or an index", "use the value itself, or a tuple")


def _in_annotation(node: ast.Subscript, walk: Walk) -> bool:
    """`Callable[[int], str]` has its list inside a tuple; `Generic[[int]]` and the like are no concern of this rule."""
    return not isinstance(node.value, (ast.Name, ast.Attribute, ast.Subscript, ast.Call)) or (
        isinstance(node.value, ast.Name) and node.value.id[:1].isupper()
    )


RULE: Final = Rule(
    "unhashable-key",
    Severity.ERROR,
    "a list, dict or set is used as a key or an index",
    "Keys must not change, so `prices[[name]]` raises TypeError whatever `prices` is. It blocks, except where a class of the program takes such an index.",
    _find,
    valid=(
        "d = {(1, 2): 3}\nd[1, 2]\n",
        "class A:\n    def __getitem__(self, key):\n        return key\nA()[[1]]\n",
        "from collections.abc import Callable\nF = Callable[[int], str]\n",
    ),
    invalid=(
        Invalid("d = {}\nd[['a']] = 1\n", ((2, 2, 2, 7),)),
        Invalid("{[1]: 2}\n", ((1, 1, 1, 4),)),
        Invalid("{frozenset(), {1}}\n", ((1, 14, 1, 17),)),
    ),
)
