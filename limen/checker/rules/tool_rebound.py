"""tool-rebound: a tool's name that the program uses for something else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity
from limen.source import Span


def _find(walk: Walk) -> Iterator[Finding]:
    for name, span in sorted(_bindings(walk), key=lambda found: found[1]):
        if name in walk.context.tools:
            help = f"choose another name, for instance `{name}_result`"
            yield Finding(span, f"`{name}` is one of your tools, and this takes its name", help)


def _bindings(walk: Walk) -> Iterator[tuple[str, Span]]:
    for node in walk.of(ast.Name):
        if isinstance(node.ctx, ast.Store) and not _is_field(walk, node):
            yield node.id, walk.span(node)
    for statement in walk.definitions:
        if not isinstance(walk.parent(statement), ast.ClassDef):
            line = walk.source.line(statement.lineno)
            column = line.find(statement.name, walk.span(statement).column + 4)
            yield statement.name, Span(statement.lineno, column, statement.lineno, column + len(statement.name))


def _is_field(walk: Walk, node: ast.Name) -> bool:
    """Tell whether a name is assigned to in the body of a class, where it takes nothing from the program."""
    statement = walk.parent(node)
    return statement is not None and isinstance(walk.parent(statement), ast.ClassDef)


RULE: Final = Rule(
    "tool-rebound",
    Severity.WARNING,
    "a tool's name is used for something else",
    "From there on the name no longer calls the tool. Often that is a function that was written in place of the tool, whose result would be invented. It may also be "
    "meant, so it warns.",
    _find,
    valid=(
        "result = search('a')\n",
        "class A:\n    def search(self):\n        pass\n",
        "class A:\n    search: int\n    fetch = 2\n",
    ),
    invalid=(
        Invalid("search = search('a')\n", ((1, 0, 1, 6),)),
        Invalid("def notify(text):\n    print(text)\n", ((1, 4, 1, 10),)),
        Invalid("for fetch in []:\n    pass\n", ((1, 4, 1, 9),)),
    ),
)
