"""blocking-sleep: waiting that waits for nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity


def _find(walk: Walk) -> Iterator[Finding]:
    direct = {
        alias.asname or alias.name
        for origin in walk.of(ast.ImportFrom)
        if origin.module == "time"
        for alias in origin.names
        if alias.name == "sleep"
    } - walk.assigned
    for call in walk.of(ast.Call):
        function = call.func
        named = isinstance(function, ast.Name) and function.id in direct
        if isinstance(function, ast.Attribute) and function.attr == "sleep" and isinstance(function.value, ast.Name):
            named = walk.modules.get(function.value.id) == "time"
        if named:
            help = (
                "leave it out: a tool call returns when its result is there; `await asyncio.sleep(...)` lets others run"
            )
            yield Finding(walk.span(call), "sleeping uses up the program's time and waits for nothing", help)


RULE: Final = Rule(
    "blocking-sleep",
    Severity.WARNING,
    "`time.sleep` in a program with a time limit",
    "The seconds count against the program's limit, and no tool needs them. It works, so it warns.",
    _find,
    valid=("import asyncio\nawait asyncio.sleep(0)\n", "class A:\n    def sleep(self):\n        pass\nA().sleep()\n"),
    invalid=(
        Invalid("import time\ntime.sleep(1)\n", ((2, 0, 2, 13),)),
        Invalid("from time import sleep as nap\nnap(2)\n", ((2, 0, 2, 6),)),
    ),
)
