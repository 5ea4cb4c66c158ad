"""unknown-member: a name that a module does not have here."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk, nearest, replacement
from limen.diagnostic import Severity
from limen.executor.surface import SURFACE
from limen.source import Span


def _find(walk: Walk) -> Iterator[Finding]:
    for origin in walk.of(ast.ImportFrom):
        if origin.module is None or origin.level or walk.is_optional(origin):
            continue
        for alias in origin.names:
            if alias.name != "*":
                start = walk.span(alias)
                place = Span(start.line, start.column, start.line, start.column + len(alias.name))
                yield from _judge(origin.module, alias.name, place, walk)
    for node in walk.of(ast.Attribute):
        module = _module_of(node.value, walk)
        if module is not None and isinstance(node.ctx, ast.Load) and not _is_guarded(node, walk):
            end = walk.span(node)
            place = Span(end.end_line, end.end_column - len(node.attr), end.end_line, end.end_column)
            yield from _judge(module, node.attr, place, walk)


def _is_guarded(node: ast.Attribute, walk: Walk) -> bool:
    """Tell whether the program asks whether the member is there, or goes on without it."""
    asked = any(
        isinstance(call.func, ast.Name)
        and call.func.id in ("hasattr", "getattr")
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
        and call.args[1].value == node.attr
        for call in walk.of(ast.Call)
    )
    return asked or walk.is_caught(node, ("AttributeError",))


def _module_of(node: ast.expr, walk: Walk) -> str | None:
    if isinstance(node, ast.Name):
        return walk.modules.get(node.id)
    if isinstance(node, ast.Attribute):
        outer = _module_of(node.value, walk)
        inner = f"{outer}.{node.attr}"
        return inner if outer is not None and _is_module(inner, walk) else None
    return None


def _is_module(name: str, walk: Walk) -> bool:
    known = SURFACE.module_names(walk.context.tools)
    return name in known or any(other.startswith(f"{name}.") for other in known)


def _judge(name: str, member: str, place: Span, walk: Walk) -> Iterator[Finding]:
    module = SURFACE.module(name) if _is_module(name, walk) else None
    if module is None or member in module.members or _is_module(f"{name}.{member}", walk):
        return
    if member.startswith("__") and member.endswith("__") and member in ("__name__", "__doc__", "__dict__"):
        return
    public = [other for other in module.members if not other.startswith("_")]
    near = nearest(member, public)
    if _in_python(name, member):
        message = f"`{name}.{member}` is not here, although Python has it"
        help = f"`{near}` is here" if near else f"`{name}` has: {_listed(public)}"
        yield Finding(place, message, help)
    elif near is not None:
        fix = replacement(f"write `{near}`", place, near, safe=False)
        yield Finding(place, f"module `{name}` has no `{member}`", f"did you mean `{near}`?", fix)
    else:
        yield Finding(place, f"module `{name}` has no `{member}`", f"it has: {_listed(public)}")


def _listed(names: list[str]) -> str:
    shown = sorted(names)
    return ", ".join(shown[:20]) + (", ..." if len(shown) > 20 else "")


def _in_python(name: str, member: str) -> bool:
    """Tell whether CPython's own module has `member`; only modules that limen itself has are looked at."""
    if name not in sys.stdlib_module_names and name.split(".", maxsplit=1)[0] not in sys.stdlib_module_names:
        return False
    if importlib.util.find_spec(name) is None:
        return False
    return member in vars(importlib.import_module(name))


RULE: Final = Rule(
    "unknown-member",
    Severity.ERROR,
    "a name that a module does not have here",
    "The import would raise ImportError and the attribute AttributeError when the program is half-way, so it blocks. It says whether the name exists in "
    "Python and is only not here, or is misspelt.",
    _find,
    valid=(
        "import math\nmath.floor(2.5)\n",
        "from collections import Counter\n",
        "import collections.abc\ncollections.abc.Mapping\n",
        "math = [1]\nmath.append(2)\n",
        "import math\nmath.flor(2.5) if hasattr(math, 'flor') else math.floor(2.5)\n",
        "import math\ntry:\n    math.flor(2.5)\nexcept AttributeError:\n    pass\n",
    ),
    invalid=(
        Invalid("import math\nmath.flor(2.5)\n", ((2, 5, 2, 9),), "import math\nmath.floor(2.5)\n"),
        Invalid("from collections import Countr\n", ((1, 24, 1, 30),), "from collections import Counter\n"),
        Invalid("import json as j\nprint(j.parse('1'))\n", ((2, 8, 2, 13),)),
    ),
)
