"""A parsed program as a list of its nodes with their parents, made once for all checks."""

from __future__ import annotations

import ast
from typing import Final

from limen.source import Source, parse

# Fields that hold no node, or one that says the same wherever it stands: `ctx` and the operators.
_PLAIN: Final = frozenset(
    [
        "arg",
        "asname",
        "attr",
        "conversion",
        "ctx",
        "id",
        "is_async",
        "kind",
        "level",
        "lineno",
        "module",
        "op",
        "ops",
        "rest",
        "simple",
        "tag",
        "type_comment",
    ]
)
_FIELDS: Final[dict[type[ast.AST], tuple[str, ...]]] = {}


class Tree:
    """The nodes of a program in the order of the text, without operators and contexts, and the parent of each."""

    def __init__(self, root: ast.Module) -> None:
        self.root = root
        self.nodes: list[ast.AST] = []
        self.parents: dict[ast.AST, ast.AST] = {}
        nodes, parents = self.nodes, self.parents
        work: list[ast.AST] = [root]
        while work:
            node = work.pop()
            nodes.append(node)
            found = children(node)
            for child in found:
                parents[child] = node
            found.reverse()
            work += found

    @classmethod
    def of(cls, source: Source) -> Tree | None:
        """Return the tree of a program, None when it does not parse: the compiler says what is wrong."""
        try:
            return cls(parse("\n".join(source.lines)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def children(node: ast.AST) -> list[ast.AST]:
    """Return the nodes that a node directly consists of."""
    kind = type(node)
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = tuple(name for name in kind._fields if name not in _PLAIN)
    found: list[ast.AST] = []
    for name in fields:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            found.append(value)
        elif isinstance(value, list):
            found += [item for item in value if isinstance(item, ast.AST)]
    return found
