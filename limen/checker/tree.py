"""A parsed program as a list of its nodes with their parents, made once for all checks."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
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
_GOES_ON: Final = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
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


def is_caught(node: ast.AST, parents: Mapping[ast.AST, ast.AST], names: Collection[str]) -> bool:
    """Tell whether a program catches an exception of one of these names, by name, when `node` raises it."""
    below, above = node, parents.get(node)
    while above is not None and not isinstance(below, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        if isinstance(above, ast.Try) and below in above.body:
            if any(names_in(handler.type) & set(names) for handler in above.handlers):
                return True
        elif isinstance(above, ast.With):
            calls = [item.context_expr for item in above.items if isinstance(item.context_expr, ast.Call)]
            if any(names_in(argument) & set(names) for call in calls for argument in call.args):
                return True  # `with suppress(TypeError):`
        below, above = above, parents.get(above)
    return False


def is_optional(statement: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> bool:
    """Tell whether a program goes on without what a statement imports, or only imports it for a type checker."""
    below, above = statement, parents.get(statement)
    while above is not None:
        if isinstance(above, ast.Try) and below in above.body:
            if any(handler.type is None or names_in(handler.type) & _GOES_ON for handler in above.handlers):
                return True
        elif isinstance(above, ast.If) and below in above.body and "TYPE_CHECKING" in names_in(above.test):
            return True
        below, above = above, parents.get(above)
    return False


def names_in(node: ast.AST | None) -> set[str]:
    """Return the names and attributes that a node is made of."""
    found: set[str] = set()
    for inner in ast.walk(node) if node is not None else ():
        if isinstance(inner, ast.Name):
            found.add(inner.id)
        elif isinstance(inner, ast.Attribute):
            found.add(inner.attr)
    return found
