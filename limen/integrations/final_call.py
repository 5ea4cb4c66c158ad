"""Tools whose call ends a program with an answer, as `final_answer` and `SUBMIT` do."""

from __future__ import annotations

import ast


def ends_with_call(code: str, name: str) -> bool:
    """Whether the only mention of `name` is a call as the last statement: such a program ends by itself, and keeps its names."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False  # the check says what is wrong
    mentions = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    match tree.body[-1:]:
        case [ast.Expr(ast.Call(func=ast.Name(id=called)))]:
            return called == name and len(mentions) == 1
    return False
