"""unavailable-builtin: a builtin of Python that is not here."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity
from limen.executor.surface import SURFACE

_INSTEAD: Final = {
    "open": "there are no files here: ask for a file tool",
    "input": "nobody answers here: ask for an input value or a tool",
    "exec": "write the code itself",
    "compile": "write the code itself",
    "globals": "keep the values in a dict of your own",
    "locals": "keep the values in a dict of your own",
    "vars": "use `getattr` or a dict of your own",
    "__import__": "write an `import` statement",
    "breakpoint": "print what you want to see",
    "help": "leave it out",
    "exit": "let the program come to its end, or `raise SystemExit`",
    "quit": "let the program come to its end, or `raise SystemExit`",
    "memoryview": "use `bytes` or `bytearray`",
}


def missing_builtins() -> frozenset[str]:
    """Return the builtins of the running Python that a guest does not have."""
    names = {name for name in vars(builtins) if not name.startswith("__")} | {"__import__", "exit", "quit"}
    return frozenset(names - SURFACE.builtins.keys())


def _find(walk: Walk) -> Iterator[Finding]:
    tools = walk.context.tools
    missing = missing_builtins() - walk.bound - tools.keys() - SURFACE.granted(tools).keys()
    for node in walk.of(ast.Name):
        if node.id in missing:
            help = _INSTEAD.get(node.id, "do without it")
            yield Finding(walk.span(node), f"`{node.id}` is a builtin of Python that is not here", help)


RULE: Final = Rule(
    "unavailable-builtin",
    Severity.ERROR,
    "a builtin that is not here",
    "The name would raise NameError when it is reached, so it blocks. What is left out would lead out of the sandbox (files, the interpreter itself) or "
    "has nobody to talk to.",
    _find,
    valid=("print(len([1]))\n", "def open(path):\n    return path\nopen('a')\n"),
    invalid=(
        Invalid("data = open('a.txt')\n", ((1, 7, 1, 11),)),
        Invalid("x = [input() for _ in range(3)]\n", ((1, 5, 1, 10),)),
    ),
)
