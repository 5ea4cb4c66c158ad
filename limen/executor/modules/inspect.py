"""inspect: what a program can ask of its own functions and classes: what `dir` and `getattr` give, and its own text."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from limen.executor.operations import MISSING
from limen.executor.surface import SURFACE, managed
from limen.executor.values import Class, Function, Generator, Instance, Method, Module, Native, Traceback
from limen.source import parse

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NAMES: Final = (
    "BoundArguments",
    "FullArgSpec",
    "Parameter",
    "Signature",
    "cleandoc",
    "get_annotations",
    "getdoc",
    "getfullargspec",
    "getmembers",
    "getmro",
    "getsource",
    "getsourcelines",
    "isabstract",
    "isasyncgen",
    "isasyncgenfunction",
    "isawaitable",
    "isbuiltin",
    "isclass",
    "iscoroutine",
    "iscoroutinefunction",
    "isfunction",
    "isgenerator",
    "isgeneratorfunction",
    "ismethod",
    "ismodule",
    "isroutine",
    "istraceback",
    "signature",
    "unwrap",
)


def _sort(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_sort(value): what kind of thing it is, and the kind of its code where it has one."""
    value = args[0]
    code = ""
    if isinstance(value, Function):
        sort, code = "function", value.code.kind
    elif isinstance(value, Method):
        inner = value.function
        sort = "builtin" if isinstance(inner, Native) else "method"
        code = inner.code.kind if isinstance(inner, Function) else ""
    elif isinstance(value, Native):
        sort = "builtin"
    elif isinstance(value, Class):
        sort = "class"
    elif isinstance(value, Generator):
        sort = "builtin iterator" if value.type_name else value.kind
    elif isinstance(value, Module):
        sort = "module"
    elif isinstance(value, Traceback):
        sort = "traceback"
    else:
        sort = "instance" if isinstance(value, Instance) else "data"
    return (sort, code)


def _parameters(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_parameters(function): rows of name, kind and default; None when there is one that no program may see."""
    function = args[0]
    assert isinstance(function, Function)
    code = function.code
    names = list(code.parameters)
    first = code.positional - len(function.defaults)
    rows: list[tuple[object, ...]] = []
    for place, name in enumerate(names[: code.positional]):
        default = function.defaults[place - first] if place >= first else None
        rows.append((name, 0 if place < code.positional_only else 1, place >= first, default))
    rest = names[code.positional :]
    if code.has_varargs:
        rows.append((rest.pop(0), 2, False, None))
    named = function.keyword_defaults or {}
    for name in rest[: code.keyword_only]:
        rows.append((name, 3, name in named, named.get(name)))
    if code.has_varkw:
        rows.append((rest[-1], 4, False, None))
    return None if any(row[3] is MISSING for row in rows) else rows


def _source(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_source(function or class): the lines that define it in the program, and the number of the first; None for others."""
    value = args[0]
    if isinstance(value, Class):
        methods = [part for part in value.attrs.values() if isinstance(part, Function)]
        found = next((part.code for part in methods if not part.code.is_prelude), None)
        kinds: tuple[type[ast.stmt], ...] = (ast.ClassDef,)
    else:
        found = value.code if isinstance(value, Function) else None
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    if found is None or found.is_prelude:
        return None
    vm.charge(16 * len(found.source.text))
    line = None if isinstance(value, Class) else found.line
    nodes = [node for node in ast.walk(parse(found.source.text)) if isinstance(node, kinds)]
    for node in nodes:
        assert isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        first = min([node.lineno, *[part.lineno for part in node.decorator_list]])
        if line in (node.lineno, first) or (isinstance(value, Class) and node.name == value.name):
            return _block(found.source.lines, first, node.end_lineno or first, node.body[0].col_offset)
    return _block(found.source.lines, found.line, found.line, 0)  # a lambda


def _block(lines: Sequence[str], first: int, last: int, indent: int) -> tuple[list[str], int]:
    """Return the lines of a definition, with the comments behind its last statement that are as deep as its body."""
    for number in range(last, len(lines)):
        text = lines[number].strip()
        if text and not (text.startswith("#") and len(lines[number]) - len(lines[number].lstrip()) >= indent > 0):
            break
        last = number + 1 if text else last
    return [f"{line}\n" for line in lines[first - 1 : last]], first


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_sort"] = managed("_limen_sort", _sort)
    SURFACE.intrinsics["_limen_parameters"] = managed("_limen_parameters", _parameters)
    SURFACE.intrinsics["_limen_source"] = managed("_limen_source", _source)
    return Module("inspect", {name: SURFACE.prelude("inspect", name) for name in _NAMES})
