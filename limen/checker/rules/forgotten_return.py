"""forgotten-return: a function ends in a value that it computes and throws away, though its result is used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final, TypeAlias

from limen.checker.rule import Finding, Invalid, Rule, Walk, replacement
from limen.diagnostic import Severity
from limen.source import Span

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_PURE: Final = frozenset(
    [
        "abs",
        "bool",
        "dict",
        "float",
        "frozenset",
        "int",
        "len",
        "list",
        "max",
        "min",
        "round",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
    ]
)
_PURE_METHODS: Final = frozenset(
    [
        "capitalize",
        "casefold",
        "copy",
        "endswith",
        "format",
        "join",
        "items",
        "keys",
        "lower",
        "lstrip",
        "replace",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "title",
        "upper",
        "values",
    ]
)
_PURE_MODULES: Final = frozenset({"math", "statistics", "re"})
_SIMPLE: Final = (
    ast.Name,
    ast.Attribute,
    ast.Subscript,
    ast.Slice,
    ast.BinOp,
    ast.UnaryOp,
    ast.BoolOp,
    ast.Compare,
    ast.IfExp,
    ast.JoinedStr,
    ast.FormattedValue,
    ast.Constant,
    ast.List,
    ast.Tuple,
    ast.Dict,
    ast.Set,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.comprehension,
    ast.expr_context,
    ast.operator,
    ast.unaryop,
    ast.boolop,
    ast.cmpop,
)


def _find(walk: Walk) -> Iterator[Finding]:
    functions: list[_Function] = [*walk.of(ast.FunctionDef), *walk.of(ast.AsyncFunctionDef)]
    used = _used(walk)
    for function in functions:
        if function.decorator_list or function.name not in used or _is_generator(function):
            continue
        for last in _ends(function.body):
            yield from _thrown_away(last, walk)


def _thrown_away(last: ast.stmt, walk: Walk) -> Iterator[Finding]:
    if isinstance(last, ast.Expr) and not isinstance(last.value, ast.Constant) and _is_pure(last.value, walk):
        place = walk.span(last)
        start = Span(place.line, place.column, place.line, place.column)
        fix = replacement("return it", start, "return ")
        yield Finding(
            place, "this value is thrown away, and the function returns None", "write `return` before it", fix
        )


def _ends(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Give the statements after which a function ends without `return`."""
    last = body[-1]
    if isinstance(last, ast.If):
        yield from _ends(last.body)
        if last.orelse:
            yield from _ends(last.orelse)
    elif isinstance(last, (ast.With, ast.AsyncWith)):
        yield from _ends(last.body)
    else:
        yield last


def _used(walk: Walk) -> set[str]:
    """Return the names of the functions and methods whose result is used somewhere."""
    found: set[str] = set()
    for call in walk.of(ast.Call):
        above = walk.parent(call)
        if isinstance(above, ast.Await):
            above = walk.parent(above)
        if isinstance(call.func, ast.Name) and not isinstance(above, ast.Expr):
            found.add(call.func.id)
        elif isinstance(call.func, ast.Attribute) and not isinstance(above, ast.Expr):
            found.add(call.func.attr)
    return found


def _is_generator(function: _Function) -> bool:
    work: list[ast.AST] = list(function.body)
    while work:
        node = work.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            work += ast.iter_child_nodes(node)
    return False


def _is_pure(value: ast.expr, walk: Walk) -> bool:
    """Tell whether computing a value does nothing else."""
    for node in ast.walk(value):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                pure = function.id in _PURE - walk.bound
            elif isinstance(function, ast.Attribute):
                module = walk.modules.get(function.value.id) if isinstance(function.value, ast.Name) else None
                pure = module in _PURE_MODULES or function.attr in _PURE_METHODS - walk.bound
            else:
                pure = False
            if not pure:
                return False
        elif not isinstance(node, (*_SIMPLE, ast.keyword, ast.Starred)):
            return False
    return True


RULE: Final = Rule(
    "forgotten-return",
    Severity.ERROR,
    "a function whose result is used ends in a value that nothing takes",
    "Only a program's own last line is its result; a function gives what it returns. `def mean(x): sum(x) / len(x)` gives None, and what is done with that fails or is wrong. It blocks where computing the value can have no other purpose and the result of the function is used.",
    _find,
    valid=(
        "def mean(x):\n    return sum(x) / len(x)\nprint(mean([1]))\n",
        "def show(x):\n    print(x)\nprint(show(1))\n",
        "def grow(x):\n    x.append(1)\ngrow([]) or 1\n",
        "def mean(x):\n    sum(x) / len(x)\nmean([1])\n",
        'def nothing():\n    """Do nothing."""\nprint(nothing())\n',
        "def numbers():\n    yield 1\n    numbers\nlist(numbers())\n",
    ),
    invalid=(
        Invalid(
            "def mean(x):\n    sum(x) / len(x)\nprint(mean([1]))\n",
            ((2, 4, 2, 19),),
            "def mean(x):\n    return sum(x) / len(x)\nprint(mean([1]))\n",
        ),
        Invalid(
            "def sign(x):\n    if x < 0:\n        return '-'\n    else:\n        f'{x}'\nprint(sign(1))\n",
            ((5, 8, 5, 14),),
            "def sign(x):\n    if x < 0:\n        return '-'\n    else:\n        return f'{x}'\nprint(sign(1))\n",
        ),
        Invalid(
            "class A:\n    def m(self):\n        x = []\n        x\nlen(A().m())\n",
            ((4, 8, 4, 9),),
            "class A:\n    def m(self):\n        x = []\n        return x\nlen(A().m())\n",
        ),
    ),
)
