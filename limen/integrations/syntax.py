"""What a program looks like before it is checked, for the frameworks whose programs end in their own way."""

from __future__ import annotations

import ast

from limen.checker.budget import check_budget
from limen.source import Source, SourceError, parse


def tree_of(code: str) -> ast.Module | None:
    """Return the syntax tree of a program; None where it has none, or is too large for a parser: the check says so."""
    try:
        source = Source.from_text(code, "<program>")
        return None if check_budget(source) else parse(source.text)
    except (SourceError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def ends_with_call(code: str, name: str) -> bool:
    """Whether the only mention of `name` is a call as the last statement: such a program ends by itself, and keeps its names."""
    tree = tree_of(code)
    if tree is None:
        return False
    mentions = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    match tree.body[-1:]:
        case [ast.Expr(ast.Call(func=ast.Name(id=called)))]:
            return called == name and len(mentions) == 1
    return False
