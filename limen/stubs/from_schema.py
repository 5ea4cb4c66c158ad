"""Tools from JSON Schema: an MCP tool or an OpenAI function becomes a function with annotations, like any other tool."""

from __future__ import annotations

import inspect
import keyword
import re
import types
import typing
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Literal, NotRequired, TypedDict, Union, cast

from limen.stubs.from_callables import ToolError

Schema = Mapping[str, object]

_PLAIN: Final[dict[str, object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "null": type(None),
}
_DEPTH: Final = 20  # of schemas in schemas


def tool_from_schema(
    definition: Schema, call: Callable[[dict[str, object]], object] | Callable[[dict[str, object]], Awaitable[object]]
) -> Callable[..., object]:
    """Return a tool whose parameters and result are described by JSON Schema (draft 2020-12, as MCP and OpenAI use it).

    Args:
        definition: an MCP tool (`name`, `description`, `inputSchema`, `outputSchema`) or an OpenAI function (`name`,
            `description`, `parameters`, perhaps inside `{"type": "function", "function": ...}`).
        call: gets the arguments as a dictionary with the schema's own names; what the program leaves out is left out. A
            coroutine function makes an async tool.

    Returns:
        A function to give to a Pipeline. Names that are no identifiers are changed to identifiers: `page-size` is
        `page_size`.

    Raises:
        ToolError: for a definition that describes no tool; the message names the tool and the place in the schema.
    """
    inner = definition.get("function")
    if isinstance(inner, Mapping):
        definition = inner
    given = definition.get("name")
    if not isinstance(given, str) or not given:
        raise ToolError("a tool described by a schema needs a name")
    schema = definition.get("inputSchema", definition.get("parameters", {}))
    if not isinstance(schema, Mapping):
        raise ToolError(f"the schema of the tool {given!r} is not an object")
    name = _identifier(given)
    reader = _Reader(given, name, schema)
    parameters, names = reader.parameters()
    output = definition.get("outputSchema")
    result: object = Any
    if isinstance(output, Mapping):
        result = _Reader(given, name, output).type_of(output, "Result", "#")
    return _function(name, str(definition.get("description") or ""), reader, parameters, names, result, call)


def _function(
    name: str,
    description: str,
    reader: _Reader,
    parameters: list[inspect.Parameter],
    names: dict[str, str],
    result: object,
    call: Callable[[dict[str, object]], object],
) -> Callable[..., object]:
    signature = inspect.Signature(parameters, return_annotation=result)

    def arguments(args: tuple[object, ...], kwargs: dict[str, object]) -> dict[str, object]:
        bound = signature.bind(*args, **kwargs)
        return {names[key]: value for key, value in bound.arguments.items()}

    tool: Callable[..., object]
    if inspect.iscoroutinefunction(call):

        async def ask_async(*args: object, **kwargs: object) -> object:
            return await cast("Awaitable[object]", call(arguments(args, kwargs)))

        tool = ask_async
    else:

        def ask(*args: object, **kwargs: object) -> object:
            return call(arguments(args, kwargs))

        tool = ask
    tool.__name__ = tool.__qualname__ = name
    tool.__doc__ = "\n".join([description, *reader.documented()]).strip() or None
    vars(tool)["__signature__"] = signature
    tool.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters} | {"return": result}
    return tool


def _identifier(text: str) -> str:
    """Return a text as an identifier."""
    name = re.sub(r"\W", "_", text)
    if not name or name[0].isdigit():
        name = f"_{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


class _Reader:
    """Turns one schema and those in it into types."""

    def __init__(self, tool: str, prefix: str, root: Schema) -> None:
        self._tool = tool
        self._prefix = "".join(part[:1].upper() + part[1:] for part in prefix.split("_"))
        self._root = root
        self._open: list[str] = []  # the references around the place at hand
        self._taken: set[str] = set()

    def parameters(self) -> tuple[list[inspect.Parameter], dict[str, str]]:
        """Return the parameters of the tool, required ones first, and the schema's name of each."""
        properties = self._mapping(self._root.get("properties", {}), "#/properties")
        required = self._names(self._root.get("required", []), "#/required")
        found: list[inspect.Parameter] = []
        names: dict[str, str] = {}
        for given in sorted(properties, key=lambda key: key not in required):
            name = _identifier(given)
            if name in names:
                raise ToolError(f"the tool {self._tool!r} has two parameters that become {name!r}")
            names[name] = given
            place = f"#/properties/{given}"
            schema = self._mapping(properties[given], place)
            annotation = self.type_of(schema, _identifier(given), place)
            default: object = inspect.Parameter.empty
            if given not in required:
                default = schema.get("default", None)
                if default is None and "default" not in schema:
                    annotation = _optional(annotation)
            found.append(
                inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=annotation)
            )
        return found, names

    def documented(self) -> list[str]:
        """Return a line for each parameter with a description."""
        properties = self._root.get("properties", {})
        lines = []
        for given, schema in properties.items() if isinstance(properties, Mapping) else ():
            text = schema.get("description") if isinstance(schema, Mapping) else None
            if isinstance(text, str) and text:
                lines.append(f"{_identifier(str(given))}: {' '.join(text.split())}")
        return lines

    def type_of(self, schema: object, hint: str, place: str) -> Any:
        """Return the type that a schema describes; what it does not say is Any."""
        if schema is True or schema == {}:
            return Any
        found = self._mapping(schema, place)
        if place.count("/") > 2 * _DEPTH:
            return Any
        reference = found.get("$ref")
        if isinstance(reference, str):
            return self._referred(reference, hint, place)
        if "const" in found:
            return self._literal([found["const"]])
        if "enum" in found:
            values = found["enum"]
            if not isinstance(values, list) or not values:
                raise self._wrong(f"{place}/enum", "must be a list of values")
            return self._literal(values)
        for key in ("anyOf", "oneOf"):
            if key in found:
                return self._union(found[key], hint, f"{place}/{key}")
        if isinstance(found.get("allOf"), list) and len(cast("list[object]", found["allOf"])) == 1:
            return self.type_of(cast("list[object]", found["allOf"])[0], hint, f"{place}/allOf/0")
        kind = found.get("type")
        made: Any
        if isinstance(kind, list):
            made = self._union([{**found, "type": one} for one in kind], hint, f"{place}/type")
        elif kind == "array":
            made = types.GenericAlias(list, (self.type_of(found.get("items", True), f"{hint}_item", f"{place}/items"),))
        elif kind == "object" or (kind is None and "properties" in found):
            made = self._object(found, hint, place)
        elif kind is None:
            made = Any
        elif isinstance(kind, str) and kind in _PLAIN:
            made = _PLAIN[kind]
        else:
            raise self._wrong(f"{place}/type", f"{kind!r} is no type of JSON Schema")
        return _optional(made) if found.get("nullable") is True else made

    def _object(self, schema: Schema, hint: str, place: str) -> Any:
        properties = self._mapping(schema.get("properties", {}), f"{place}/properties")
        if not properties:
            more = schema.get("additionalProperties", True)
            held = self.type_of(more, f"{hint}_value", f"{place}/additionalProperties") if more else Any
            return types.GenericAlias(dict, (str, held))
        required = self._names(schema.get("required", []), f"{place}/required")
        fields: dict[str, Any] = {}
        for key, part in properties.items():
            kind = self.type_of(part, f"{hint}_{_identifier(key)}", f"{place}/properties/{key}")
            fields[key] = kind if key in required else NotRequired[kind]
        name = base = self._prefix + "".join(part[:1].upper() + part[1:] for part in hint.split("_"))
        number = 2
        while name in self._taken:
            name, number = f"{base}{number}", number + 1
        self._taken.add(name)
        make: Callable[..., object] = cast("Callable[..., object]", TypedDict)
        return make(name, fields)

    def _referred(self, reference: str, hint: str, place: str) -> Any:
        if reference in self._open:
            return Any  # a type that contains itself
        target: object = self._root
        if not reference.startswith("#"):
            raise self._wrong(f"{place}/$ref", f"{reference!r} is outside of the schema")
        for step in reference[1:].split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            if not isinstance(target, Mapping) or step not in target:
                raise self._wrong(f"{place}/$ref", f"{reference!r} leads nowhere")
            target = target[step]
        self._open.append(reference)
        try:
            return self.type_of(target, _identifier(reference.rsplit("/", 1)[-1]), reference)
        finally:
            self._open.pop()

    def _union(self, schemas: object, hint: str, place: str) -> Any:
        if not isinstance(schemas, list) or not schemas:
            raise self._wrong(place, "must be a list of schemas")
        members = [self.type_of(part, hint, f"{place}/{number}") for number, part in enumerate(schemas)]
        return Any if Any in members else Union[tuple(members)]  # noqa: UP007

    def _literal(self, values: list[object]) -> Any:
        plain = [value for value in values if value is None or type(value) in (str, int, bool)]
        if len(plain) != len(values):
            return Any
        return cast("Any", Literal)[tuple(plain)]

    def _mapping(self, found: object, place: str) -> Mapping[str, object]:
        if not isinstance(found, Mapping) or not all(isinstance(key, str) for key in found):
            raise self._wrong(place, "must be an object")
        return found

    def _names(self, found: object, place: str) -> list[str]:
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            raise self._wrong(place, "must be a list of names")
        return found

    def _wrong(self, place: str, what: str) -> ToolError:
        return ToolError(f"the schema of the tool {self._tool!r} cannot be used: {place} {what}")


def _optional(annotation: Any) -> Any:
    if annotation is Any or type(None) in typing.get_args(annotation):
        return annotation
    return Union[annotation, types.NoneType]  # noqa: UP007
