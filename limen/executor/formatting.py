"""Text of values: repr, str, format, %-formatting; own bounded code, C only ever formats exact scalars."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Final, cast, final

from limen.executor import exceptions
from limen.executor.iterators import MADE
from limen.executor.types import TYPES, cost, payload
from limen.executor.values import (
    Alias,
    AsyncNext,
    Class,
    ClassMethod,
    ExceptionData,
    Function,
    Future,
    Generator,
    Instance,
    Invoke,
    Method,
    Module,
    Native,
    Property,
    StaticMethod,
    Super,
    Tool,
    Union,
)

if TYPE_CHECKING:
    from limen.executor.vm import Vm

MAX_DEPTH: Final = 400
NAMED: Final[set[type]] = set()  # host types whose repr names the guest's subclass; filled by modules
_ATOMS: Final = frozenset({int, float, bool, type(None), complex, bytes, bytearray, range})
_SIZED: Final = (str, bytes, bytearray, list, tuple, dict, set, frozenset)
_KEYS: Final[type] = type({}.keys())
_VALUES: Final[type] = type({}.values())
_ITEMS: Final[type] = type({}.items())


def host_length(value: object) -> int:
    """Return the length of host data, 0 for what has none."""
    if isinstance(value, _SIZED):
        return len(value)
    if isinstance(value, range):
        return min(max(0, (value.stop - value.start) // value.step + 1), 1 << 62)
    return len(value) if type(value) in (_KEYS, _VALUES, _ITEMS) else 0  # type: ignore[arg-type]


def identity(vm: Vm, value: object) -> int:
    """Return a small number that stays the same for as long as the run lasts: `id`, and the addresses in reprs."""
    known = vm.state.get("identities")
    if type(known) is not dict:
        known = vm.state["identities"] = {}
    row = known.get(id(value))
    if row is None:
        vm.charge(128)
        row = (0x10000 + 16 * len(known), value)  # holds the value, so that the key stays its own
        known[id(value)] = row
    number: int = row[0]
    return number


def _address(vm: Vm, value: object) -> str:
    return f"0x{0x7F0000000000 + identity(vm, value):012x}"


def representing(vm: Vm) -> list[object]:
    """Return the containers whose repr is being made while guest methods run for it."""
    found = vm.state.get("representing")
    if found is None:
        found = vm.state["representing"] = []
    return cast(list[object], found)


@final
class _Writer:
    """The parts of a repr so far, charged as they grow, and the containers being walked."""

    def __init__(self, vm: Vm) -> None:
        self.vm: Vm = vm
        self.parts: list[str] = []
        self.size: int = 0
        self.charged: int = 0
        self.walking: list[object] = []  # the containers around what is written
        self.active: set[int] = {
            id(value) for value in representing(vm)
        }  # they, and those of the reprs that this one is part of
        self.waits: bool = False  # whether guest methods are left to be called later
        self.pending: list[object] = []  # their instances, and
        self.places: list[int] = []  # where in `parts` their texts belong
        self.around: list[object] = []  # and the containers around them

    def enter(self, value: object) -> bool:
        """Begin to write a container; False when it is in the midst of being written."""
        if id(value) in self.active:
            return False
        self.active.add(id(value))
        self.walking.append(value)
        return True

    def leave(self, value: object) -> None:
        """The container is written."""
        self.active.discard(id(value))
        self.walking.pop()

    def add(self, text: str) -> None:
        """Append `text`."""
        self.parts.append(text)
        self.size += len(text) + 8
        if self.size - self.charged > 4096:
            self.vm.charge(self.size - self.charged)
            self.vm.spend(64)
            self.charged = self.size


def repr_value(vm: Vm, value: object, depth: int = 0) -> str:
    """Return `repr(value)`. Guest `__repr__` methods of instances run nested.

    Raises RecursionError when containers are nested too deep.
    """
    if type(value) is str or type(value) in _ATOMS:
        return _scalar(vm, value)
    writer = _Writer(vm)
    _write(writer, value, depth)
    return "".join(writer.parts)


def pending_repr(vm: Vm, value: object) -> str | Invoke:
    """Return `repr(value)`; where it has instances with a guest `__repr__` inside, the Invoke that makes it."""
    if type(value) is str or type(value) in _ATOMS:
        return _scalar(vm, value)
    if type(value) is Instance and type(value.cls.lookup("__repr__")) is not Native:
        return Invoke(vm.prelude("builtins", "repr_"), [value])
    writer = _Writer(vm)
    writer.waits = True
    _write(writer, value, 0)
    if not writer.pending:
        return "".join(writer.parts)
    parts: list[object] = list(writer.parts)
    places: list[object] = list(writer.places)
    return Invoke(vm.prelude("builtins", "repr_parts"), [parts, places, writer.pending, writer.around])


def _scalar(vm: Vm, value: object) -> str:
    if type(value) is str or type(value) is bytes or type(value) is bytearray:
        if len(value) > 1000:
            vm.charge(len(value) * 4)
        return repr(value)
    return repr(value)


def _write(writer: _Writer, value: object, depth: int) -> None:
    kind = type(value)
    if kind is str or kind in _ATOMS:
        writer.add(_scalar(writer.vm, value))
        return
    if depth > MAX_DEPTH:
        raise RecursionError("maximum recursion depth exceeded while getting the repr of an object")
    if kind is list or kind is tuple or kind is dict or kind is set or kind is frozenset:
        if not writer.enter(value):
            writer.add(
                "[...]"
                if kind is list
                else "(...)"
                if kind is tuple
                else "{...}"
                if kind is dict
                else f"{kind.__name__}(...)"
            )
            return
        _write_container(writer, value, depth)
        writer.leave(value)
    elif kind is Instance:
        assert type(value) is Instance
        if type(value.cls.lookup("__repr__")) is not Native and writer.waits:
            writer.places.append(len(writer.parts))
            writer.pending.append(value)
            writer.around.append(tuple(writer.walking))
            writer.add("")
        else:
            outer = representing(writer.vm)
            before = len(outer)
            outer.extend(writer.walking)
            try:
                text = _instance_repr(writer.vm, value, depth)
            finally:
                del outer[before:]
            writer.add(text)
    elif kind is slice:
        assert isinstance(value, slice)
        writer.add("slice(")
        _write(writer, value.start, depth + 1)
        writer.add(", ")
        _write(writer, value.stop, depth + 1)
        writer.add(", ")
        _write(writer, value.step, depth + 1)
        writer.add(")")
    elif kind is _KEYS or kind is _VALUES or kind is _ITEMS:
        name = "dict_keys" if kind is _KEYS else "dict_values" if kind is _VALUES else "dict_items"
        if not writer.enter(value):
            writer.add("...")
            return
        writer.add(f"{name}([")
        _write_items(writer, list(value), depth)  # type: ignore[call-overload]
        writer.add("])")
        writer.leave(value)
    else:
        writer.add(_other_repr(writer.vm, value, depth))


def _write_items(writer: _Writer, items: list[object], depth: int) -> None:
    index = 0
    while index < len(items):
        if index:
            writer.add(", ")
        _write(writer, items[index], depth + 1)
        index += 1


def _write_container(writer: _Writer, value: object, depth: int) -> None:
    if type(value) is list:
        writer.add("[")
        _write_items(writer, value, depth)
        writer.add("]")
    elif type(value) is tuple:
        writer.add("(")
        _write_items(writer, list(value), depth)
        writer.add(",)" if len(value) == 1 else ")")
    elif type(value) is dict:
        writer.add("{")
        first = True
        for key, item in list(value.items()):
            if not first:
                writer.add(", ")
            first = False
            _write(writer, key, depth + 1)
            writer.add(": ")
            _write(writer, item, depth + 1)
        writer.add("}")
    elif type(value) is set or type(value) is frozenset:
        if not value:
            writer.add(f"{type(value).__name__}()")
            return
        frozen = type(value) is frozenset
        writer.add("frozenset({" if frozen else "{")
        _write_items(writer, list(value), depth)
        writer.add("})" if frozen else "}")


def _instance_repr(vm: Vm, value: object, depth: int) -> str:
    assert type(value) is Instance
    method = value.cls.lookup("__repr__")
    if type(method) is Native and method.owner is not None:
        return payload_repr(vm, value, depth)
    result = vm.call_nested(vm.bind(method, value, value.cls), [])
    if type(result) is not str:
        held = payload(result)
        if not isinstance(held, str):
            raise TypeError(f"__repr__ returned non-string (type {vm.class_name(result)})")
        result = held
    return result


def payload_repr(vm: Vm, value: object, depth: int = 0) -> str:
    """Return what the builtin `__repr__` says of an instance (or of any other value), whatever its class defines."""
    if type(value) is not Instance:
        return repr_value(vm, value, depth)
    if type(value.payload) is ExceptionData:
        return exceptions.exception_repr(vm, value)
    if value.payload is not None:
        if type(value.payload) in MADE or type(value.payload) in NAMED:
            method = vm.type_of(value.payload).lookup("__repr__")
            assert type(method) is Native
            return str(method.call(vm, [value], None))
        text = repr_value(vm, value.payload, depth)
        if type(value.payload) in (set, frozenset, bytearray):
            # the builtin __repr__ of these names the subclass
            inner = text[text.index("(") + 1 : -1] if "(" in text[:11] else text
            return f"{value.cls.name}({inner})"
        return text
    return object_repr(vm, value)


def object_repr(vm: Vm, value: object) -> str:
    """Return `object.__repr__(value)`."""
    cls = vm.type_of(value)
    name = cls.qualname if cls.module == "builtins" else f"{cls.module}.{cls.qualname}"
    return f"<{name} object at {_address(vm, value)}>"


def class_repr(cls: Class) -> str:
    """Return `<class 'module.Name'>`."""
    return f"<class '{cls.qualname}'>" if cls.module == "builtins" else f"<class '{cls.module}.{cls.qualname}'>"


def _other_repr(vm: Vm, value: object, depth: int) -> str:
    if type(value) is Class:
        hook = value.lookup("_limen_repr_class")
        if type(hook) is Function:
            text = vm.call_nested(hook, [value])
            assert isinstance(text, str)
            return text
        return class_repr(value)
    if type(value) is Function:
        if value.code.is_prelude:
            return f"<function {value.qualname} at {_address(vm, value)}>"
        return f"<function {value.qualname} at {_address(vm, value)}>"
    if type(value) is Method:
        function = value.function
        if type(function) is Native:
            if function.owner is not None and function.name.startswith("__"):
                return f"<method-wrapper '{function.name}' of {vm.class_name(value.receiver)} object at {_address(vm, value.receiver)}>"
            kind = vm.class_name(value.receiver)
            return f"<built-in method {function.name} of {kind} object at {_address(vm, value.receiver)}>"
        name = function.qualname if type(function) is Function else "?"
        return f"<bound method {name} of {repr_value(vm, value.receiver, depth + 1)}>"
    if type(value) is Native:
        if value.owner is not None:
            return f"<method '{value.name}' of '{value.owner.name}' objects>"
        return f"<built-in function {value.name}>"
    if type(value) is Generator:
        if value.type_name:
            return f"<{value.type_name} object at {_address(vm, value)}>"
        kind = "async_generator" if value.kind == "async generator" else value.kind
        return f"<{kind} object {value.qualname} at {_address(vm, value)}>"
    if type(value) is Module:
        return f"<module '{value.name}'>"
    if type(value) is Property:
        return f"<property object at {_address(vm, value)}>"
    if type(value) is StaticMethod:
        return f"<staticmethod({repr_value(vm, value.function, depth + 1)})>"
    if type(value) is ClassMethod:
        return f"<classmethod({repr_value(vm, value.function, depth + 1)})>"
    if type(value) is Super:
        return f"<super: {class_repr(value.start)}, <{value.cls.name} object>>"
    if type(value) is Tool:
        return f"<tool {value.name}>"
    if type(value) is Future:
        return f"<{'Task' if value.kind == 'task' else 'Future'} {'finished' if value.done else 'pending'}>"
    if type(value) is AsyncNext:
        return f"<async_generator_asend object at {_address(vm, value)}>"
    if type(value) is Alias:
        return _alias_repr(vm, value, depth)
    if type(value) is Union:
        return " | ".join(_annotation(vm, arg, depth + 1) for arg in value.args)
    if value is Ellipsis:
        return "Ellipsis"
    if value is NotImplemented:
        return "NotImplemented"
    cls = TYPES.get(type(value))
    if cls is None:
        return "<unknown object>"
    method = cls.lookup("__repr__")
    if type(method) is Native:
        if method.plain:
            return str(method.call(value))
        if method.owner is cls:
            return str(method.call(vm, [value], None))
    return object_repr(vm, value)


def _alias_repr(vm: Vm, value: Alias, depth: int) -> str:
    args = ", ".join(_annotation(vm, arg, depth + 1) for arg in value.args) or "()"
    return f"{_annotation(vm, value.origin, depth)}[{args}]"


def _annotation(vm: Vm, value: object, depth: int) -> str:
    if depth > MAX_DEPTH:
        raise RecursionError("maximum recursion depth exceeded while getting the repr of an object")
    if type(value) is Class:
        return value.qualname if value.module == "builtins" else f"{value.module}.{value.qualname}"
    if value is None:
        return "None"
    if value is Ellipsis:
        return "..."
    if type(value) is list:
        return "[" + ", ".join(_annotation(vm, item, depth + 1) for item in value) + "]"
    return repr_value(vm, value, depth)


def str_value(vm: Vm, value: object) -> str:
    """Return `str(value)`; a guest `__str__` or `__repr__` runs nested."""
    if type(value) is str:
        return value
    if type(value) is Instance:
        method = value.cls.lookup("__str__")
        if type(method) is not Native:
            result = vm.call_nested(vm.bind(method, value, value.cls), [])
            held = payload(result)
            if not isinstance(held, str):
                raise TypeError(f"__str__ returned non-string (type {vm.class_name(result)})")
            return held
        if type(value.payload) is ExceptionData:
            return exceptions.exception_str(vm, value)
        repr_method = value.cls.lookup("__repr__")
        if type(repr_method) is Native and value.payload is not None:
            return payload_str(vm, value)
        if type(value.payload) is str:
            return value.payload
        return repr_value(vm, value)
    if type(value) in _ATOMS:
        return _scalar(vm, value)
    cls = TYPES.get(type(value))
    if cls is not None:
        method = cls.attrs.get("__str__")
        if type(method) is Native:
            return str(method.call(value)) if method.plain else str(method.call(vm, [value], None))
    return repr_value(vm, value)


def payload_str(vm: Vm, value: Instance) -> str:
    """Return what the builtin `__str__` says of an instance, whatever its class defines."""
    if type(value.payload) is ExceptionData:
        return exceptions.exception_str(vm, value)
    if type(value.payload) in (set, frozenset, bytearray) or type(value.payload) in MADE:
        return payload_repr(vm, value)
    return str_value(vm, value.payload)


def ascii_text(text: str) -> str:
    """Return a repr with everything but ASCII escaped."""
    return text if text.isascii() else text.encode("ascii", "backslashreplace").decode("ascii")


# format()


def _bound_spec(vm: Vm, spec: str) -> None:
    """Charge the width and precision that a format spec asks for."""
    if spec in _NARROW:
        return
    number = widest = 0
    for char in spec:
        if char.isdecimal():
            number = min(number * 10 + int(char), 1 << 62)
            continue
        widest = max(widest, number)
        number = 0
    widest = max(widest, number)
    if widest > 256:
        vm.charge(widest * 4)
    elif len(_NARROW) < 1000:
        _NARROW.add(spec)


_NARROW: Final[set[str]] = set()  # specs that have been looked at, and ask for nothing wide


def format_value(vm: Vm, value: object, spec: object) -> str:
    """Return `format(value, spec)`; a guest `__format__` or `__str__` runs nested."""
    if type(spec) is not str:
        held = payload(spec)
        if not isinstance(held, str):
            raise TypeError(f"format() argument 2 must be str, not {vm.class_name(spec)}")
        spec = held
    kind = type(value)
    if kind is str or kind is int or kind is float or kind is bool or kind is complex:
        if not spec:
            return str_value(vm, value)
        _bound_spec(vm, spec)
        return format(value, spec)
    if type(value) is Instance:
        method = value.cls.lookup("__format__")
        if type(method) is not Native:
            result = vm.call_nested(vm.bind(method, value, value.cls), [spec])
            held = payload(result)
            if not isinstance(held, str):
                raise TypeError(f"__format__ must return a str, not {vm.class_name(result)}")
            return held
        return builtin_format(vm, value, spec)
    cls = TYPES.get(kind)
    if cls is not None:
        method = cls.attrs.get("__format__")
        if type(method) is Native:
            _bound_spec(vm, spec)
            return str(method.call(value, spec)) if method.plain else str(method.call(vm, [value, spec], None))
    if not spec:
        return str_value(vm, value)
    raise TypeError(f"unsupported format string passed to {vm.class_name(value)}.__format__")


def builtin_format(vm: Vm, value: object, spec: str) -> str:
    """Return what the builtin `__format__` says of a value, whatever its class defines."""
    if type(value) is Instance:
        held = value.payload
        if held is not None and type(held) is not ExceptionData and "__format__" in _format_owners(held):
            if not spec:
                return str_value(vm, value)
            return format_value(vm, held, spec)
    if not spec:
        return str_value(vm, value)
    raise TypeError(f"unsupported format string passed to {vm.class_name(value)}.__format__")


def _format_owners(value: object) -> dict[str, object]:
    cls = TYPES.get(type(value))
    return {} if cls is None else cls.attrs


# str.format()


def format_template(vm: Vm, template: str, args: list[object], kwargs: object) -> str:
    """Return `template.format(*args, **kwargs)`; `kwargs` may be any mapping (`format_map`)."""
    counter = [0]
    return _expand(vm, template, args, kwargs, counter, 2)


def _expand(vm: Vm, template: str, args: list[object], kwargs: object, counter: list[int], depth: int) -> str:
    if depth <= 0:
        raise ValueError("Max string recursion exceeded")
    parts: list[str] = []
    size = 0
    for literal, field, spec, conversion in Formatter().parse(template):
        if literal:
            parts.append(literal)
            size += len(literal)
        if field is None:
            continue
        value = _field(vm, field, args, kwargs, counter)
        if conversion is not None:
            if conversion == "s":
                value = str_value(vm, value)
            elif conversion == "r":
                value = repr_value(vm, value)
            elif conversion == "a":
                value = ascii_text(repr_value(vm, value))
            elif conversion == "":
                raise ValueError("end of string while looking for conversion specifier")
            else:
                raise ValueError(f"Unknown conversion specifier {conversion}")
        spec_text = spec or ""
        if "{" in spec_text:
            spec_text = _expand(vm, spec_text, args, kwargs, counter, depth - 1)
        text = format_value(vm, value, spec_text)
        parts.append(text)
        size += len(text)
        vm.charge(len(text) + 8)
    return "".join(parts)


def _field(vm: Vm, field: str, args: list[object], kwargs: object, counter: list[int]) -> object:
    """Return the value of a replacement field: its first part, then attributes and items."""
    end = len(field)
    for index, char in enumerate(field):
        if char in ".[":
            end = index
            break
    first = field[:end]
    if first == "" or first.isdecimal():
        if first == "":
            if counter[0] < 0:
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            number = counter[0]
            counter[0] += 1
        else:
            if counter[0] > 0:
                raise ValueError("cannot switch from automatic field numbering to manual field specification")
            counter[0] = -1
            if len(first) > 18:
                raise ValueError("Too many decimal digits in format string")
            number = int(first)
        if type(kwargs) is not dict and not args:
            raise ValueError("Format string contains positional fields")
        if number >= len(args):
            raise IndexError(f"Replacement index {number} out of range for positional args tuple")
        value = args[number]
    elif type(kwargs) is dict:
        value = kwargs[first]
    else:
        value = _item(vm, kwargs, first)
    position = end
    while position < len(field):
        if field[position] == ".":
            position += 1
            stop = position
            while stop < len(field) and field[stop] not in ".[":
                stop += 1
            name = field[position:stop]
            if not name:
                raise ValueError("Empty attribute in format string")
            value = _resolved(vm, vm.get_attr(value, name))
            position = stop
        elif field[position] == "[":
            stop = field.find("]", position)
            if stop < 0:
                raise ValueError("Missing ']' in format string")
            key = field[position + 1 : stop]
            if not key:
                raise ValueError("Empty attribute in format string")
            value = _item(vm, value, int(key) if key.isdecimal() and len(key) < 18 else key)
            position = stop + 1
            if position < len(field) and field[position] not in ".[":
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return value


def _resolved(vm: Vm, value: object) -> object:
    if type(value) is Invoke:
        return vm.call_nested(value.function, value.args, value.kwargs)
    return value


def _item(vm: Vm, container: object, key: object) -> object:
    from limen.executor import operations

    return _resolved(vm, operations.load_item(vm, container, key))


# %


def percent_format(vm: Vm, template: object, args: object) -> object:
    """Return `template % args`, for str and bytes."""
    if isinstance(template, (bytes, bytearray)):
        made = _percent(vm, template.decode("latin-1"), args, True).encode("latin-1")
        return made if isinstance(template, bytes) else bytearray(made)
    assert isinstance(template, str)
    return _percent(vm, template, args, False)


def _percent(vm: Vm, template: str, args: object, is_bytes: bool) -> str:
    values: list[object] | None = None
    held = payload(args)
    if isinstance(held, tuple):
        values = list(held)
    single = values is None
    given: list[object] = [args] if values is None else values
    mapping = held if isinstance(held, dict) or (type(held) is Instance and not single) else None
    if type(args) is Instance and (isinstance(held, dict) or vm.has_guest_code(args, "__getitem__")):
        mapping = args
    used = 0
    by_name = False
    parts: list[str] = []
    position = 0
    end = len(template)
    while True:
        found = template.find("%", position)
        if found < 0:
            parts.append(template[position:])
            break
        parts.append(template[position:found])
        position = found + 1
        if position >= end:
            raise ValueError("incomplete format")
        value: object = None
        keyed = False
        if template[position] == "(":
            if mapping is None:
                raise TypeError("format requires a mapping")
            level = 1
            start = position + 1
            position = start
            while position < end and level:
                if template[position] == "(":
                    level += 1
                elif template[position] == ")":
                    level -= 1
                position += 1
            if level:
                raise ValueError("incomplete format key")
            key: object = template[start : position - 1]
            if is_bytes:
                key = template[start : position - 1].encode("latin-1")
            value = _item(vm, mapping, key)
            keyed = True
            by_name = True
        start = position
        while position < end and template[position] in "-+ #0":
            position += 1
        flags = template[start:position]
        width = ""
        if position < end and template[position] == "*":
            star = _next_arg(given, used)
            used += 1
            if type(star) is not int and type(star) is not bool:
                raise TypeError("* wants int")
            width = str(int(star))
            position += 1
            if width.startswith("-"):
                flags += "-"
                width = width[1:]
        else:
            start = position
            while position < end and template[position] in "0123456789":
                position += 1
            width = template[start:position]
        precision = ""
        if position < end and template[position] == ".":
            position += 1
            if position < end and template[position] == "*":
                star = _next_arg(given, used)
                used += 1
                if type(star) is not int and type(star) is not bool:
                    raise TypeError("* wants int")
                precision = f".{max(0, int(star))}"
                position += 1
            else:
                start = position
                while position < end and template[position] in "0123456789":
                    position += 1
                precision = f".{template[start:position]}"
        while position < end and template[position] in "hlL":
            position += 1
        if position >= end:
            raise ValueError("incomplete format")
        kind = template[position]
        position += 1
        if kind == "%":
            parts.append("%")
            continue
        if not keyed:
            value = _next_arg(given, used)
            used += 1
        _bound_spec(vm, width)
        _bound_spec(vm, precision)
        text = _one(vm, flags + width + precision, kind, value, is_bytes, position - 1)
        vm.charge(len(text) + 8)
        parts.append(text)
    if (
        used < len(given)
        and not by_name
        and not (single and mapping is not None and used == 0)
        and not _ignorable(args, used)
    ):
        raise TypeError(f"not all arguments converted during {'bytes' if is_bytes else 'string'} formatting")
    return "".join(parts)


def _ignorable(args: object, used: int) -> bool:
    """A mapping, or a list on its own, may be left unused."""
    return used == 0 and (isinstance(payload(args), (dict, list)))


def _next_arg(given: list[object], used: int) -> object:
    if used >= len(given):
        raise TypeError("not enough arguments for format string")
    return given[used]


def _one(vm: Vm, modifiers: str, kind: str, value: object, is_bytes: bool, position: int) -> str:
    if kind in "sra":
        if is_bytes and kind not in {"a", "r"}:
            held = payload(value)
            if not isinstance(held, (bytes, bytearray)):
                name = vm.class_name(value)
                raise TypeError(
                    f"%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"
                )
            text = held.decode("latin-1")
        elif kind == "s":
            text = str_value(vm, value)
        elif kind == "r" and not is_bytes:
            text = repr_value(vm, value)
        else:
            text = ascii_text(repr_value(vm, value))
        return text if not modifiers else f"%{modifiers}s" % (text,)
    if is_bytes and kind == "b":
        return _one(vm, modifiers, "s", value, is_bytes, position)
    if kind in "diuoxXeEfFgGc":
        held = payload(value)
        if kind in "diu" and type(held) is Instance:
            for name in ("__int__", "__index__"):
                if vm.has_guest_code(held, name):
                    held = vm.call_nested(vm.find_special(held, name), [])
                    break
        elif kind in "oxX" and type(held) is Instance and vm.has_guest_code(held, "__index__"):
            held = vm.call_nested(vm.find_special(held, "__index__"), [])
        elif kind in "eEfFgG" and type(held) is Instance and vm.has_guest_code(held, "__float__"):
            held = vm.call_nested(vm.find_special(held, "__float__"), [])
        if vm.is_guest(held):
            name = vm.class_name(value)
            if kind == "c":
                raise TypeError("%c requires int or char")
            if kind in "eEfFgG":
                raise TypeError(f"must be real number, not {name}")
            if kind in "oxX":
                raise TypeError(f"%{kind} format: an integer is required, not {name}")
            raise TypeError(f"%{kind} format: a real number is required, not {name}")
        if kind in "diu":
            cost.whole(vm, held)
        if is_bytes and kind == "c":
            return (f"%{modifiers}c".encode("latin-1") % (held,)).decode("latin-1")
        return f"%{modifiers}{kind}" % (held,)
    code = ord(kind)
    shown = kind if 31 < code < 128 else "?"
    raise ValueError(f"unsupported format character '{shown}' (0x{code:x}) at index {position}")
