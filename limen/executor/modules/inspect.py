"""inspect: what a program can ask of its own functions and classes; nothing that `dir` and `getattr` do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.operations import MISSING
from limen.executor.surface import SURFACE, managed
from limen.executor.values import Class, Function, Generator, Instance, Method, Module, Native, Traceback

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


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_sort"] = managed("_limen_sort", _sort)
    SURFACE.intrinsics["_limen_parameters"] = managed("_limen_parameters", _parameters)
    return Module("inspect", {name: SURFACE.prelude("inspect", name) for name in _NAMES})
