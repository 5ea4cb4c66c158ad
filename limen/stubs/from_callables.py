"""Stubs from annotated callables: what ty is told of the tools, and what a model is shown of them."""

from __future__ import annotations

import builtins
import collections.abc
import dataclasses
import enum
import functools
import inspect
import keyword
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from limen.executor.host import field_names, is_record
from limen.executor.surface import FILES

_MODULES: Final = ("datetime", "decimal", "fractions")  # whose types are written with the module's name
_NOTHING: Final = inspect.Parameter.empty
_STARS: Final[Mapping[object, str]] = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
_GENERIC_NAMES: Final[Mapping[object, str]] = {
    collections.abc.Sequence: "Sequence",
    collections.abc.MutableSequence: "MutableSequence",
    collections.abc.Mapping: "Mapping",
    collections.abc.MutableMapping: "MutableMapping",
    collections.abc.Iterable: "Iterable",
    collections.abc.Iterator: "Iterator",
    collections.abc.Collection: "Collection",
    collections.abc.Set: "AbstractSet",
}


class _ModelField(typing.Protocol):
    def is_required(self) -> bool: ...


class ToolError(ValueError):
    """A callable that cannot be offered as a tool."""


class ToolWarning(UserWarning):
    """Something about a tool that leaves calls of it unchecked; the message names the tool."""


@dataclass(frozen=True, slots=True)
class ToolInfo:
    """One tool: what the checker and the prompt need to know of it."""

    name: str
    signature: str  # one line: `async fetch(url: str, retries: int = 3) -> str`
    is_async: bool
    doc: str | None
    parameters: tuple[str, ...]
    stub: str  # its declaration in the stub file


@dataclass(frozen=True, slots=True)
class Stubs:
    """What ty is told: the text of a stub file that declares tools and their types as bare globals."""

    text: str
    tools: Mapping[str, ToolInfo]
    types: Mapping[str, type] = field(default_factory=dict)  # classes that the text declares, by name there
    warnings: tuple[str, ...] = ()


def stub_of(tools: Mapping[str, Callable[..., object]]) -> Stubs:
    """Describe tools by their annotations.

    Args:
        tools: callables by the name that programs call them by.

    Returns:
        The stub text, one ToolInfo a tool, the classes it declares, and a warning for each missing annotation.

    Raises:
        ToolError: for a name that cannot be called, or a callable without a signature.
    """
    writer = _Writer()
    infos: dict[str, ToolInfo] = {}
    for name, function in tools.items():
        _check_name(name)
        infos[name] = writer.tool(name, function)
    header = ["from typing import Any, Literal, NoReturn, NotRequired, Required, TypedDict, NamedTuple"]
    header += [
        "from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, MutableMapping"
    ]
    header += ["from collections.abc import MutableSequence, Sequence, Set as AbstractSet"]
    header += ["from dataclasses import dataclass", "from enum import Enum, IntEnum, StrEnum"]
    header += [f"import {name}" for name in _MODULES]
    shown = [info.stub for name, info in infos.items() if name != FILES]  # no program can write that name
    body = [*writer.declarations.values(), *shown]
    text = "\n".join(header) + "\n\n" + "\n\n".join(body) + "\n"
    names = {name: host for host, name in writer.names.items()}
    return Stubs(text, infos, names, tuple(writer.warnings))


def _check_name(name: str) -> None:
    if not name.isidentifier():
        raise ToolError(f"the tool name {name!r} is not an identifier; give it another name in a mapping")
    if keyword.iskeyword(name):
        raise ToolError(f"the tool name {name!r} is a keyword; give it another name in a mapping")
    if hasattr(builtins, name):
        raise ToolError(f"the tool {name!r} has the name of a builtin; give it another name in a mapping")


class _Writer:
    """Renders signatures and types, declaring each named type once."""

    def __init__(self) -> None:
        self.names: dict[type, str] = {}
        self.declarations: dict[str, str] = {}
        self.warnings: list[str] = []
        self.place = ""  # what is being rendered, for warnings

    def tool(self, name: str, function: Callable[..., object]) -> ToolInfo:
        """Describe one tool."""
        target = _target(function)
        is_async = inspect.iscoroutinefunction(target) or inspect.iscoroutinefunction(function)
        try:
            signature = inspect.signature(function)
        except (TypeError, ValueError):
            raise ToolError(
                f"the tool {name!r} has no signature that Python can read; wrap it in a function with annotations"
            ) from None
        hints = self.hints(name, target)
        stub_parts: list[str] = []
        shown_parts: list[str] = []
        previous: object = None
        parameters = list(signature.parameters.values())
        for parameter in parameters:
            if previous == inspect.Parameter.POSITIONAL_ONLY and parameter.kind != previous:
                stub_parts.append("/")
                shown_parts.append("/")
            star_seen = any(part.startswith("*") for part in stub_parts)
            if parameter.kind == inspect.Parameter.KEYWORD_ONLY and not star_seen:
                stub_parts.append("*")
                shown_parts.append("*")
            previous = parameter.kind
            annotation = hints.get(parameter.name, parameter.annotation)
            self.place = f"parameter {parameter.name!r} of {name}()"
            if annotation is _NOTHING:
                self.warnings.append(f"{self.place} has no annotation; calls of it are not checked")
            text = "Any" if annotation is _NOTHING else self.render(annotation)
            stars = _STARS.get(parameter.kind, "")
            stub, shown = f"{stars}{parameter.name}: {text}", f"{stars}{parameter.name}: {text}"
            if parameter.default is not _NOTHING:
                stub += " = ..."
                shown += f" = {_default(parameter.default)}"
            stub_parts.append(stub)
            shown_parts.append(shown)
        if previous == inspect.Parameter.POSITIONAL_ONLY:
            stub_parts.append("/")
            shown_parts.append("/")
        self.place = f"the result of {name}()"
        returned = hints.get("return", signature.return_annotation)
        if returned is _NOTHING:
            self.warnings.append(f"{self.place} has no annotation; how it is used is not checked")
        result = "Any" if returned is _NOTHING else self.render(returned)
        doc = inspect.getdoc(function) if function.__doc__ else inspect.getdoc(target)
        word = "async def" if is_async else "def"
        stub = f"{word} {name}({', '.join(stub_parts)}) -> {result}: ..."
        if doc:
            stub = stub.removesuffix(" ...") + f"\n    {doc!r}\n    ..."
        shown = f"{'async ' if is_async else ''}{name}({', '.join(shown_parts)}) -> {result}"
        return ToolInfo(name, shown, is_async, doc, tuple(p.name for p in parameters), stub)

    def hints(self, name: str, target: Callable[..., object]) -> dict[str, object]:
        """The annotations, names in strings resolved; what cannot be resolved is Any, with a warning."""
        try:
            return dict(typing.get_type_hints(target, include_extras=True))
        except Exception as error:
            raw = dict(getattr(target, "__annotations__", {}))
            if any(isinstance(value, str) for value in raw.values()):
                self.warnings.append(f"an annotation of {name}() cannot be resolved ({error}); it is not checked")
            return {key: typing.Any if isinstance(value, str) else value for key, value in raw.items()}

    def render(self, annotation: object) -> str:
        """Return an annotation as the stub writes it."""
        if annotation is None or annotation is type(None):
            return "None"
        if annotation is typing.NoReturn or annotation is typing.Never:
            return "NoReturn"
        if annotation is typing.Any or isinstance(
            annotation, (typing.TypeVar, typing.ParamSpec, str, typing.ForwardRef)
        ):
            return "Any"
        origin = typing.get_origin(annotation)
        args = typing.get_args(annotation)
        if origin is typing.Annotated or origin in (typing.Required, typing.NotRequired, typing.Final):
            return self.render(args[0])
        if origin is typing.Union or origin is types.UnionType:
            return " | ".join(dict.fromkeys(self.render(arg) for arg in args))
        if origin is typing.Literal:
            return f"Literal[{', '.join(_literal(arg) for arg in args)}]"
        if origin in (collections.abc.Callable, collections.abc.Awaitable, collections.abc.Coroutine):
            return "Any"
        if origin is tuple:
            inner = ", ".join("..." if arg is Ellipsis else self.render(arg) for arg in args)
            return f"tuple[{inner or '()'}]"
        if origin is not None and isinstance(origin, type):
            name = _GENERIC_NAMES.get(origin) or self.render(origin)
            return name if name == "Any" else f"{name}[{', '.join(self.render(arg) for arg in args)}]"
        if hasattr(annotation, "__supertype__"):
            return self.render(annotation.__supertype__)
        if hasattr(annotation, "__value__"):  # a `type` statement
            return self.render(annotation.__value__)
        if isinstance(annotation, type):
            return self.named(annotation)
        self.warnings.append(f"{self.place}: the annotation {annotation!r} is not understood; it is not checked")
        return "Any"

    def named(self, host: type) -> str:
        """Return the name of a class, declaring it when it is the embedder's own."""
        if host in _GENERIC_NAMES:
            return _GENERIC_NAMES[host]
        if host.__module__ == "builtins":
            return "Any" if host is object else host.__name__
        if host.__module__ in _MODULES:
            return f"{host.__module__}.{host.__name__}"
        if host.__module__ == "uuid" and host.__name__ == "UUID":
            return "str"
        if host in self.names:
            return self.names[host]
        if not (_is_typed_dict(host) or is_record(host)):
            self.warnings.append(f"{self.place}: values of {host.__name__} cannot cross to a program; use a dataclass")
            return "Any"
        name = host.__name__
        number = 2
        while name in self.names.values():
            name = f"{host.__name__}{number}"
            number += 1
        self.names[host] = name
        self.declarations[name] = ""  # keeps its place: types inside it may name it
        self.declarations[name] = self.declaration(name, host)
        return name

    def declaration(self, name: str, host: type) -> str:
        """Return the class statement of a named type."""
        doc = f"    {inspect.cleandoc(host.__doc__ or '')!r}\n" if _has_own_doc(host) else ""
        if issubclass(host, enum.Enum):
            bases = [base.__name__ for base in (str, int, float) if issubclass(host, base)]
            members = "".join(f"    {key} = {member.value!r}\n" for key, member in host.__members__.items())
            return f"class {name}({', '.join([*bases, 'Enum'])}):\n{doc}{members or '    ...'}".rstrip()
        hints = self.hints(host.__name__, host)
        if _is_typed_dict(host):
            optional = _optional_keys(host)
            lines = ""
            for key, hint in hints.items():
                text = self.render(hint)
                lines += f"    {key}: " + (f"NotRequired[{text}]" if key in optional else text) + "\n"
            return f"class {name}(TypedDict):\n{doc}{lines or '    ...'}".rstrip()
        if issubclass(host, tuple):
            defaults = getattr(host, "_field_defaults", {})
            lines = "".join(
                f"    {key}: {self.render(hints.get(key, typing.Any))}{' = ...' if key in defaults else ''}\n"
                for key in field_names(host)
            )
            return f"class {name}(NamedTuple):\n{doc}{lines or '    ...'}".rstrip()
        lines = ""
        if dataclasses.is_dataclass(host):
            frozen = bool(getattr(host, "__dataclass_params__").frozen)  # noqa: B009
            for item in dataclasses.fields(host):
                has_default = item.default is not dataclasses.MISSING or item.default_factory is not dataclasses.MISSING
                lines += f"    {item.name}: {self.render(hints.get(item.name, typing.Any))}{' = ...' if has_default else ''}\n"
            decorator = "@dataclass(frozen=True)" if frozen else "@dataclass"
            return f"{decorator}\nclass {name}:\n{doc}{lines or '    ...'}".rstrip()
        fields: Mapping[str, _ModelField] = getattr(host, "model_fields")  # noqa: B009
        for key, info in fields.items():
            default = "" if info.is_required() else " = ..."
            lines += f"    {key}: {self.render(hints.get(key, typing.Any))}{default}\n"
        lines += "    def model_dump(self) -> dict[str, Any]: ...\n"
        return f"@dataclass(kw_only=True)\nclass {name}:\n{doc}{lines}".rstrip()


def _target(function: Callable[..., object]) -> Callable[..., object]:
    """Return the function whose annotations count: inside a partial, of a callable object's class."""
    while isinstance(function, functools.partial):
        function = function.func
    if inspect.isroutine(function) or isinstance(function, type):
        unwrapped: Callable[..., object] = inspect.unwrap(function)
        return unwrapped
    call: Callable[..., object] = type(function).__call__
    return call


def _optional_keys(host: type) -> set[str]:
    """Return the keys that may be missing; where annotations are text, a class does not know its NotRequired ones."""
    optional: set[str] = set(getattr(host, "__optional_keys__", ()))
    for base in (host, *getattr(host, "__orig_bases__", ())):
        for key, hint in getattr(base, "__annotations__", {}).items():
            text = hint.__forward_arg__ if isinstance(hint, typing.ForwardRef) else hint
            if isinstance(text, str) and re.match(r"(?:\w+\.)?NotRequired\[", text):
                optional.add(key)
            elif isinstance(text, str) and re.match(r"(?:\w+\.)?Required\[", text):
                optional.discard(key)
    return optional


def _is_typed_dict(host: type) -> bool:
    return isinstance(host, type) and issubclass(host, dict) and hasattr(host, "__required_keys__")


def _has_own_doc(host: type) -> bool:
    """Whether a class has a docstring that somebody wrote: dataclasses and enumerations make their own."""
    doc = host.__dict__.get("__doc__")
    return isinstance(doc, str) and bool(doc) and not doc.startswith(f"{host.__name__}(") and doc != enum.Enum.__doc__


def _literal(value: object) -> str:
    if isinstance(value, enum.Enum):
        return repr(value.value)
    return repr(value)


def _default(value: object) -> str:
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    text = repr(value)
    return text if len(text) <= 30 and "<" not in text else "..."
