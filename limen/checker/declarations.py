"""What stub text declares, read once per text: tools, types with their members, values."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from limen.checker.origin import allows_none
from limen.checker.type_expression import HOMES
from limen.source import parse

_QUALIFIERS: Final = frozenset({"Required", "NotRequired", "ReadOnly"})


@dataclass(frozen=True, slots=True)
class Tool:
    """A function that a program may call."""

    name: str
    signature: str  # as a person would write it: `fetch(order_id: int, *, verbose: bool = False) -> Order`
    is_async: bool
    positional: tuple[str, ...]
    keywords: tuple[str, ...]  # every parameter that a keyword may fill
    returns_none: bool
    returns: ast.expr | None = None  # as ty shows it: `date`, not `datetime.date`


@dataclass(frozen=True, slots=True)
class Fields:
    """The annotated fields of a class, with their types as ty shows them."""

    own: Mapping[str, ast.expr]
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declarations:
    """The names in stub text, by kind."""

    tools: Mapping[str, Tool] = field(default_factory=dict)
    types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # with their keys, fields and methods
    fields: Mapping[str, Fields] = field(default_factory=dict)
    values: Mapping[str, bool] = field(default_factory=dict)  # true when None is allowed
    annotations: Mapping[str, ast.expr] = field(default_factory=dict)  # of values, as ty shows them
    others: frozenset[str] = frozenset()  # imported names and the like, for the stubs' own use

    def declared(self) -> dict[str, bool]:
        """Return the names whose types were written down on purpose, and whether those types allow None.

        The type of a plain value may have been guessed from it, so only one that allows None counts.
        """
        values = {name: True for name, none in self.values.items() if none}
        return values | {name: tool.returns_none for name, tool in self.tools.items()}


@lru_cache(maxsize=32)
def read_declarations(stubs: str) -> Declarations:
    """Return what `stubs` declare; nothing when the text is not Python."""
    try:
        tree = parse(stubs)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Declarations()
    tools: dict[str, Tool] = {}
    types: dict[str, tuple[str, ...]] = {}
    fields: dict[str, Fields] = {}
    values: dict[str, bool] = {}
    annotations: dict[str, ast.expr] = {}
    others: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            tools.setdefault(node.name, _tool(node))
        elif isinstance(node, ast.ClassDef):
            types[node.name] = _members(node)
            fields[node.name] = _fields(node)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            values[node.target.id] = allows_none(node.annotation)
            annotations[node.target.id] = _unqualified(node.annotation)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            types[name] = _functional_keys(node.value)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            others.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
    return Declarations(tools, types, fields, values, annotations, frozenset(others - tools.keys() - values.keys()))


def _tool(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Tool:
    arguments = node.args
    returns = f" -> {ast.unparse(node.returns)}" if node.returns is not None else ""
    return Tool(
        name=node.name,
        signature=f"{node.name}({_parameters(arguments)}){returns}",
        is_async=isinstance(node, ast.AsyncFunctionDef),
        positional=tuple(a.arg for a in [*arguments.posonlyargs, *arguments.args]),
        keywords=tuple(a.arg for a in [*arguments.args, *arguments.kwonlyargs]),
        returns_none=node.returns is not None and allows_none(node.returns),
        returns=_unqualified(node.returns) if node.returns is not None else None,
    )


def _parameters(arguments: ast.arguments) -> str:
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults))
    written = [_parameter(a, d) for a, d in zip(plain, [*defaults, *arguments.defaults], strict=True)]
    if arguments.posonlyargs:
        written.insert(len(arguments.posonlyargs), "/")
    if arguments.vararg is not None:
        written.append(f"*{_parameter(arguments.vararg, None)}")
    elif arguments.kwonlyargs:
        written.append("*")
    written += [_parameter(a, d) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    if arguments.kwarg is not None:
        written.append(f"**{_parameter(arguments.kwarg, None)}")
    return ", ".join(written)


def _parameter(argument: ast.arg, default: ast.expr | None) -> str:
    annotation = f": {ast.unparse(argument.annotation)}" if argument.annotation is not None else ""
    return f"{argument.arg}{annotation}" + (f" = {ast.unparse(default)}" if default is not None else "")


def _members(node: ast.ClassDef) -> tuple[str, ...]:
    names: list[str] = []
    for item in node.body:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            names.append(item.target.id)
        elif isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and not item.name.startswith("_"):
            names.append(item.name)
        elif isinstance(item, ast.Assign):
            names += [target.id for target in item.targets if isinstance(target, ast.Name)]
    return tuple(dict.fromkeys(names))


def annotations_of(definition: ast.ClassDef) -> dict[str, ast.expr]:
    """Return the annotations in the body of a class."""
    return {
        item.target.id: item.annotation
        for item in definition.body
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
    }


def _fields(node: ast.ClassDef) -> Fields:
    own = {name: _unqualified(annotation) for name, annotation in annotations_of(node).items()}
    return Fields(own, tuple(base.id for base in node.bases if isinstance(base, ast.Name)))


class _Unqualified(ast.NodeTransformer):
    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name) and HOMES.get(node.attr) == node.value.id:
            return ast.copy_location(ast.Name(node.attr, ast.Load()), node)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        return node.slice if isinstance(node.value, ast.Name) and node.value.id in _QUALIFIERS else node


def _unqualified(annotation: ast.expr) -> ast.expr:
    """Return a type as ty shows it: `date` for `datetime.date`, `str` for `NotRequired[str]`."""
    written = _Unqualified().visit(copy.deepcopy(annotation))
    assert isinstance(written, ast.expr)
    return written


def _functional_keys(value: ast.expr) -> tuple[str, ...]:
    """Return the keys of `TypedDict("Name", {...})`."""
    if not (isinstance(value, ast.Call) and len(value.args) == 2 and isinstance(value.args[1], ast.Dict)):
        return ()
    return tuple(k.value for k in value.args[1].keys if isinstance(k, ast.Constant) and isinstance(k.value, str))
