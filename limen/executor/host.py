"""The boundary: values cross between guest and host by copy, through one bounded walk in each direction."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import fractions
import keyword
import math
import re
import threading
import uuid
import zoneinfo
from collections import deque
from collections.abc import ItemsView, Iterable, KeysView, Mapping, Sequence, Sized, ValuesView
from typing import Final, cast

from limen.executor.errors import BoundaryError, ToolFailed
from limen.executor.surface import SURFACE
from limen.executor.values import Class, ExceptionData, Instance

MAX_DEPTH: Final = 100  # of containers in containers
MAX_CONTAINERS: Final = 500_000  # containers in one crossing, those that are shared counted each time
MAX_ITEMS: Final = 5_000_000  # values in them
_VIEWS: Final = (KeysView, ValuesView, ItemsView)
_MESSAGE: Final = 2000  # characters of a host error that a guest sees

# Immutable host types that are guest values as they are.
_ATOMS: Final = frozenset(
    {
        type(None),
        bool,
        int,
        float,
        complex,
        str,
        bytes,
        range,
    }
)
# Immutable host types that are guest values too -> the module of their guest class.
_HOMES: Final[dict[type, str]] = {
    datetime.date: "datetime",
    datetime.time: "datetime",
    datetime.datetime: "datetime",
    datetime.timedelta: "datetime",
    datetime.timezone: "datetime",
    zoneinfo.ZoneInfo: "zoneinfo",
    decimal.Decimal: "decimal",
    fractions.Fraction: "fractions",
}
_PATH: Final = re.compile(r"""(?:[A-Za-z]:)?(?:[/\\][^\s/\\'":,;]+){2,}""")


class _Size:
    """How much of one crossing has been copied."""

    def __init__(self) -> None:
        self.containers = 0
        self.items = 0

    def add(self, value: object) -> None:
        """Count a value that is about to be copied."""
        self.containers += 1
        if isinstance(value, Sized):
            self.items += len(value)
        if self.containers > MAX_CONTAINERS:
            raise BoundaryError(f"the value has more than {MAX_CONTAINERS:,} containers; use less at a time")
        if self.items > MAX_ITEMS:
            raise BoundaryError(f"the value has more than {MAX_ITEMS:,} parts; use less at a time")


def _is_flat(values: Iterable[object]) -> bool:
    """Whether everything in it crosses as it is."""
    return _ATOMS.issuperset(map(type, values))


def _flat_copy(value: object) -> object:
    """A copy of a container whose items all cross as they are; None for every other value."""
    kind = type(value)
    if kind is list:
        assert type(value) is list
        return value[:] if _is_flat(value) else None
    if kind is tuple:
        assert type(value) is tuple
        return value if _is_flat(value) else None
    if kind is dict:
        assert type(value) is dict
        return value.copy() if _is_flat(value) and _is_flat(value.values()) else None
    if kind is set or kind is frozenset:
        assert isinstance(value, (set, frozenset))
        return value.copy() if _is_flat(value) else None
    return None


# Host types whose values guests see as instances: dataclasses, pydantic models, named tuples, enumerations


class _Types:
    """Guest classes made for host types, one for each in a process."""

    def __init__(self) -> None:
        self.guest: dict[type, Class] = {}
        self.host: dict[Class, type] = {}
        self.lock = threading.RLock()

    def of(self, host: type) -> Class:
        """Return the guest class of a host type; it is written in guest Python, like the prelude."""
        found = self.guest.get(host)
        if found is None:
            with self.lock:
                found = self.guest.get(host)
                if found is None:
                    given = [self.of(type(member)).attrs[member.name] for member in default_members(host)]
                    found = self.declare(host, class_source(host), given)
        return found

    def declare(self, host: type, source: str, given: Sequence[object]) -> Class:
        """Make the guest class of a host type from guest Python, where defaults may be given."""
        from limen.executor.vm import run_prelude

        made = run_prelude("__main__", source, {f"{_GIVEN}{i}": value for i, value in enumerate(given)})[host.__name__]
        assert isinstance(made, Class)
        made.immutable = True
        self.host[made] = host
        self.guest[host] = made
        return made


_TYPES: Final = _Types()


def guest_class(host: type) -> Class:
    """Return the guest class for a dataclass, pydantic model, NamedTuple or Enum of the host."""
    return _TYPES.of(host)


def declare_class(host: type, source: str, given: Sequence[object]) -> Class:
    """Return the guest class for a host type that stands for one of another process; `source` is what that one declares."""
    return _TYPES.declare(host, source, given)


def class_source(host: type) -> str:
    """Return guest Python that declares a class like a host type: its name, its fields or members, nothing of its code."""
    name = host.__name__
    if issubclass(host, enum.Enum):
        kind = next((base for base in _ENUMS if issubclass(host, base)), enum.Enum)
        bases = [base.__name__ for base in (str, int, float) if base in host.__mro__ and base not in kind.__mro__]
        members = [f"    {key} = {_member(member.value)}" for key, member in host.__members__.items()]
        body = "\n".join(members) or "    pass"
        head = ", ".join([*bases, kind.__name__])
        return f"{_IMPORTS}from enum import {kind.__name__}\nclass {name}({head}):\n{body}\n"
    fields = field_names(host)
    for field in fields:
        if not field.isidentifier() or keyword.iskeyword(field):
            raise BoundaryError(f"the field {field!r} of {name} is not an identifier")
    defaults = _defaults(host)
    if issubclass(host, tuple):
        last = ", ".join(defaults.values())
        head = "from collections import namedtuple"
        return f"{_IMPORTS}{head}\n{name} = namedtuple({name!r}, {fields!r}, defaults=[{last}])\n"
    lines = [f"    {field}: object{_field(host, field, defaults)}" for field in fields]
    if not dataclasses.is_dataclass(host):
        lines.append(_MODEL)
    body = "\n".join(lines) or "    pass"
    head = "from dataclasses import asdict, dataclass, field"
    return f"{_IMPORTS}{head}\n@dataclass({_options(host)})\nclass {name}:\n{body}\n"


_IMPORTS: Final = (
    "import datetime\nfrom decimal import Decimal\n"  # for defaults and members, which are written as their repr
)
_ENUMS: Final = (enum.IntFlag, enum.Flag, enum.IntEnum, enum.StrEnum)
_FACTORIES: Final = (list, dict, set, frozenset, tuple)
_GIVEN: Final = "given_"  # how the names of members that are defaults begin
_LONGEST: Final = 2000  # characters of a default
_MUTABLE: Final = (
    "[",
    "{",
    "list(",
    "dict(",
    "set(",
)  # how the text of a default begins that each instance needs for itself
_MODEL: Final = """
    def model_dump(self):
        return asdict(self)

    def __str__(self):
        return " ".join([f"{name}={value!r}" for name, value in self.__dict__.items()])
"""


def _options(host: type) -> str:
    """Return the arguments of `dataclass`: what instances can do, as the host's can."""
    if not dataclasses.is_dataclass(host):
        config = getattr(host, "model_config", None)
        return f"kw_only=True, frozen={isinstance(config, dict) and config.get('frozen') is True}"
    params = getattr(host, "__dataclass_params__")  # noqa: B009
    return ", ".join([f"{name}={bool(getattr(params, name))}" for name in ("eq", "order", "unsafe_hash", "frozen")])


def _field(host: type, name: str, defaults: Mapping[str, str]) -> str:
    """Return what stands behind the annotation of a field: its default, and where it is left out."""
    options = []
    if name in defaults:
        text = defaults[name]
        options.append(f"default_factory=lambda: {text}" if text.startswith(_MUTABLE) else f"default={text}")
    if dataclasses.is_dataclass(host):
        found = next(field for field in dataclasses.fields(host) if field.name == name)
        options += [f"{option}=False" for option in ("repr", "compare") if getattr(found, option) is False]
    return f" = field({', '.join(options)})" if options else ""


def field_names(host: type) -> list[str]:
    """Return the names of the fields of a dataclass, NamedTuple or pydantic model, in order."""
    if dataclasses.is_dataclass(host):
        return [field.name for field in dataclasses.fields(host)]
    names: object = getattr(host, "_fields", None) or getattr(host, "model_fields", None)
    return [str(name) for name in names] if isinstance(names, Iterable) else []


def is_record(host: type) -> bool:
    """Whether values of a host type cross as instances with fields or as members."""
    if issubclass(host, enum.Enum) or dataclasses.is_dataclass(host):
        return True
    if issubclass(host, tuple):
        return hasattr(host, "_fields")
    return isinstance(getattr(host, "model_fields", None), dict) and hasattr(host, "model_validate")


def default_members(host: type) -> list[enum.Enum]:
    """Return the members of enumerations that are defaults of fields: the class takes them, in this order, as given."""
    return [value for value in _given_defaults(host).values() if isinstance(value, enum.Enum) and _is_named(value)]


def _is_named(member: enum.Enum) -> bool:
    """Whether it is a member of its own, and no combination of flags."""
    return member.name in type(member).__members__


def _given_defaults(host: type) -> dict[str, object]:
    """Return the default of each field that has one; a function that makes it as itself, MISSING where only None will do."""
    if issubclass(host, tuple):
        return dict(getattr(host, "_field_defaults", {}))
    found: dict[str, object] = {}
    if dataclasses.is_dataclass(host):
        for field in dataclasses.fields(host):
            if field.default is not dataclasses.MISSING:
                found[field.name] = field.default
            elif found or field.default_factory is not dataclasses.MISSING:  # those behind need one too
                found[field.name] = field.default_factory
        return found
    for name, info in getattr(host, "model_fields", {}).items():
        if not info.is_required():
            found[name] = info.default if info.default_factory is None else info.default_factory
    return found


def _defaults(host: type) -> dict[str, str]:
    """Return the default of each field that has one, or stands behind one, as guest Python: None for what cannot be written."""
    found: dict[str, str] = {}
    members = 0
    for name, value in _given_defaults(host).items():
        if isinstance(value, enum.Enum) and _is_named(value):
            found[name] = f"{_GIVEN}{members}"
            members += 1
        elif any(value is kind for kind in _FACTORIES):
            found[name] = f"{cast(type, value).__name__}()"
        else:
            found[name] = _written(value) or "None"
    return found


def _member(value: object) -> str:
    plain = _plain(value)
    return _written(value if plain is None else plain) or repr(str(value))


def _written(value: object) -> str | None:
    """Return plain data as guest Python; None for what is something else, or too long."""
    if not _is_writable(value, 0):
        return None
    text = f"float({str(value)!r})" if isinstance(value, float) else repr(value)
    return text if len(text) <= _LONGEST else None


def _is_writable(value: object, depth: int) -> bool:
    kind = type(value)
    if kind in (datetime.datetime, datetime.time):
        return getattr(value, "tzinfo", None) in (None, datetime.UTC)
    if kind is float:
        return depth == 0 or math.isfinite(cast(float, value))
    if kind in _WRITABLE:
        return True
    if kind not in _FACTORIES or depth > 5:
        return False
    parts = [*value.keys(), *value.values()] if isinstance(value, dict) else list(cast("Iterable[object]", value))
    return all(_is_writable(part, depth + 1) for part in parts)


_WRITABLE: Final = (type(None), bool, int, str, bytes, decimal.Decimal, datetime.date, datetime.timedelta)


def _plain(value: object) -> object:
    """A value of a subclass of int, float, str or bytes as the plain type; None for everything else."""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, complex):
        return complex(value)
    if isinstance(value, str):
        return str(value)
    return bytes(value) if isinstance(value, bytes) else None


# Host to guest


def to_guest(value: object) -> object:
    """Return a copy of a host value as a guest value: exact plain types all through.

    Raises:
        BoundaryError: naming the place in the value and its type, when a part cannot cross, contains itself, or is
            nested deeper than 100.
    """
    return value if type(value) in _ATOMS else _In().copy(value, "", 0)


class _In:
    """One walk from host to guest."""

    def __init__(self) -> None:
        self.inside: set[int] = set()  # containers around the value at hand
        self.size = _Size()

    def copy(self, value: object, path: str, depth: int) -> object:
        kind = type(value)
        if kind in _ATOMS:
            return value
        home = _HOMES.get(kind)
        if home is not None:
            SURFACE.module(home)  # its classes have to be there, also when the program does not import it
            return _exact(value) if isinstance(value, (datetime.datetime, datetime.time)) else value
        self.size.add(value)
        if depth > MAX_DEPTH:
            raise BoundaryError(f"{_at(path)} is nested deeper than {MAX_DEPTH}")
        if isinstance(value, enum.Enum):
            member = guest_class(kind).attrs.get(value.name)
            if member is None:
                raise BoundaryError(f"{_at(path)} is {value!r}, which is no single member of {kind.__name__}")
            return member
        plain = _plain(value)
        if plain is not None:
            return plain
        if isinstance(value, (datetime.date, datetime.time, datetime.timedelta, decimal.Decimal)):
            SURFACE.module("decimal" if isinstance(value, decimal.Decimal) else "datetime")
            return _exact(value)
        if isinstance(value, uuid.UUID):
            return str(value)
        if id(value) in self.inside:
            raise BoundaryError(f"{_at(path)} contains itself")
        self.inside.add(id(value))
        try:
            return self.container(value, path, depth + 1)
        finally:
            self.inside.discard(id(value))

    def container(self, value: object, path: str, depth: int) -> object:
        flat = _flat_copy(value)
        if flat is not None:
            return flat
        if is_record(type(value)):
            return self.record(value, path, depth)
        if isinstance(value, (list, deque)):
            return [self.copy(item, f"{path}[{index}]", depth) for index, item in enumerate(value)]
        if isinstance(value, tuple):
            return tuple([self.copy(item, f"{path}[{index}]", depth) for index, item in enumerate(value)])
        if isinstance(value, Mapping):
            return {
                self.key(key, path, depth): self.copy(item, f"{path}[{_short(key)}]", depth)
                for key, item in value.items()
            }
        if isinstance(value, (set, frozenset)):
            items = [self.key(item, path, depth) for item in value]
            return set(items) if isinstance(value, set) else frozenset(items)
        if isinstance(value, (bytearray, memoryview)):
            return bytes(value)
        if isinstance(value, _VIEWS):
            return [self.copy(item, f"{path}[{index}]", depth) for index, item in enumerate(value)]
        raise BoundaryError(
            f"{_at(path)} is of type {type(value).__name__}, which cannot cross to a program; "
            "return plain data: None, bool, int, float, str, bytes, list, tuple, dict, set, datetime, Decimal, "
            "or a dataclass of these"
        )

    def key(self, key: object, path: str, depth: int) -> object:
        copied = self.copy(key, f"a key of {path or 'it'}", depth)
        if isinstance(copied, (list, dict, set)):
            raise BoundaryError(f"a key of {path or 'the value'} is of type {type(key).__name__}")
        return copied

    def record(self, value: object, path: str, depth: int) -> Instance:
        made = Instance(guest_class(type(value)))
        if isinstance(value, tuple):
            made.payload = tuple([self.copy(item, f"{path}[{index}]", depth) for index, item in enumerate(value)])
            return made
        for name in field_names(type(value)):
            made.attrs[name] = self.copy(getattr(value, name, None), f"{path}.{name}", depth)
        return made


def _exact(value: datetime.date | datetime.time | datetime.timedelta | decimal.Decimal) -> object:
    """A date, time or decimal, also of a subclass, as the plain type; its zone as one that guests may hold."""
    if isinstance(value, datetime.datetime):
        zone = _zone(value, value.tzinfo)
        if type(value) is datetime.datetime and zone is value.tzinfo:
            return value
        return datetime.datetime.combine(value.date(), value.time(), zone).replace(fold=value.fold)
    if isinstance(value, datetime.date):
        return datetime.date(value.year, value.month, value.day)
    if isinstance(value, datetime.time):
        zone = _zone(value, value.tzinfo)
        if type(value) is datetime.time and zone is value.tzinfo:
            return value
        return datetime.time(value.hour, value.minute, value.second, value.microsecond, zone, fold=value.fold)
    if isinstance(value, datetime.timedelta):
        return datetime.timedelta(value.days, value.seconds, value.microseconds)
    return decimal.Decimal(value)


def _zone(value: datetime.datetime | datetime.time, zone: datetime.tzinfo | None) -> datetime.tzinfo | None:
    """A zone without code of the host: another library's becomes the offset that it has at this moment."""
    if zone is None or type(zone) is datetime.timezone:
        return zone
    if type(zone) is zoneinfo.ZoneInfo:
        SURFACE.module("zoneinfo")
        return zone
    offset = value.utcoffset()
    if offset is None:
        return None
    name = value.tzname()
    return datetime.timezone(offset) if name is None else datetime.timezone(offset, str(name))


# Guest to host


def to_host(value: object) -> object:
    """Return a copy of a guest value as plain host data; instances of host types come back as those.

    Raises:
        BoundaryError: naming the place in the value and its type, when a part cannot cross, contains itself, or is
            nested deeper than 100.
    """
    return value if type(value) in _ATOMS else _Out().copy(value, "", 0)


class _Out:
    """One walk from guest to host."""

    def __init__(self) -> None:
        self.inside: set[int] = set()
        self.size = _Size()

    def copy(self, value: object, path: str, depth: int) -> object:
        kind = type(value)
        if kind in _ATOMS or kind in _HOMES:
            return value
        self.size.add(value)
        if depth > MAX_DEPTH:
            raise BoundaryError(f"{_at(path)} is nested deeper than {MAX_DEPTH}")
        if id(value) in self.inside:
            raise BoundaryError(f"{_at(path)} contains itself")
        self.inside.add(id(value))
        try:
            return self.instance(value, path, depth + 1) if kind is Instance else self.container(value, path, depth + 1)
        finally:
            self.inside.discard(id(value))

    def container(self, value: object, path: str, depth: int) -> object:
        flat = _flat_copy(value)
        if flat is not None:
            return flat
        kind = type(value)
        if kind is list or kind is deque:
            assert isinstance(value, (list, deque))
            return [self.copy(item, f"{path}[{index}]", depth) for index, item in enumerate(value)]
        if kind is tuple:
            assert isinstance(value, tuple)
            return tuple([self.copy(item, f"{path}[{index}]", depth) for index, item in enumerate(value)])
        if kind is dict:
            assert isinstance(value, dict)
            return {
                self.copy(key, f"a key of {path or 'it'}", depth): self.copy(item, f"{path}[{_short(key)}]", depth)
                for key, item in value.items()
            }
        if kind is set or kind is frozenset:
            assert isinstance(value, (set, frozenset))
            items = [self.copy(item, f"an item of {path or 'it'}", depth) for item in value]
            return set(items) if kind is set else frozenset(items)
        if kind is bytearray:
            assert isinstance(value, bytearray)
            return bytes(value)
        if isinstance(value, _VIEWS):
            return [self.copy(item, f"{path}[{index}]", depth) for index, item in enumerate(value)]
        name = SURFACE.types[kind].name if kind in SURFACE.types else kind.__name__.lower()
        raise BoundaryError(f"{_at(path)} is a {name}, which cannot leave the program; make it plain data first")

    def instance(self, value: object, path: str, depth: int) -> object:
        assert isinstance(value, Instance)
        cls = value.cls
        host = _TYPES.host.get(cls)
        if host is not None:
            return self.record(value, host, path, depth)
        if isinstance(value.payload, ExceptionData):
            raise BoundaryError(f"{_at(path)} is an exception, {cls.name}; use str() of it")
        if value.payload is not None:
            return self.copy(value.payload, path, depth)
        if cls.lookup("_limen_member") is True or ("_value_" in value.attrs and "_name_" in value.attrs):
            return self.copy(value.attrs["_value_"], path, depth)
        if type(cls.lookup("__dataclass_fields__")) is dict:
            return {name: self.copy(item, f"{path}.{name}", depth) for name, item in value.attrs.items()}
        raise BoundaryError(
            f"{_at(path)} is an instance of {cls.name}, which cannot leave the program; use a dict, or a dataclass"
        )

    def record(self, value: Instance, host: type, path: str, depth: int) -> object:
        if issubclass(host, enum.Enum):
            name = value.attrs.get("_name_", value.attrs.get("name"))
            return host[str(name)]
        if issubclass(host, tuple):
            assert isinstance(value.payload, tuple)
            items = [self.copy(item, f"{path}[{index}]", depth) for index, item in enumerate(value.payload)]
            made: object = host(*items)  # type: ignore[arg-type]
            return made
        fields = {name: self.copy(value.attrs.get(name), f"{path}.{name}", depth) for name in field_names(host)}
        return build(host, fields, path)


def build(host: type, fields: dict[str, object], path: str) -> object:
    """Return an instance of a host dataclass or model from its fields, by its own constructor."""
    if dataclasses.is_dataclass(host):
        fields = {f.name: fields[f.name] for f in dataclasses.fields(host) if f.init and f.name in fields}
    try:
        made: object = host(**fields)
    except Exception as error:
        raise BoundaryError(f"{_at(path)} is no valid {host.__name__}: {_scrubbed(str(error))}") from None
    return made


# Errors


def describe_error(error: BaseException) -> tuple[str, str]:
    """Return what a guest may know of a host error: the nearest class name that it has, and the message, scrubbed."""
    if isinstance(error, ToolFailed):
        return error.name, error.message
    message = _scrubbed(_text_of(error))
    for cls in type(error).__mro__:
        if issubclass(cls, BaseException) and cls in SURFACE.exceptions:
            name = cls.__name__
            if cls is type(error):
                return name, message
            if name == "Exception" or name == "BaseException":
                break
            return name, message
    return "RuntimeError", f"{type(error).__name__}: {message}" if message else type(error).__name__


def _text_of(error: BaseException) -> str:
    try:
        if isinstance(error, KeyError) and len(error.args) == 1:
            return str(error.args[0])
        return str(error)
    except Exception:
        return ""


def _scrubbed(message: str) -> str:
    """A message without paths of the host, and not too long."""
    clean = _PATH.sub(lambda match: re.split(r"[/\\]", match.group())[-1], message)
    return clean if len(clean) <= _MESSAGE else clean[: _MESSAGE - 3] + "..."


def _at(path: str) -> str:
    return f"the part {path}" if path else "the value"


def _short(key: object) -> str:
    if type(key) is str or type(key) is bytes:
        text = repr(key[:40])
    elif type(key) is int and key.bit_length() > 128:
        text = "int"
    else:
        text = repr(key) if type(key) in (int, float, bool) else type(key).__name__
    return text if len(text) <= 40 else text[:37] + "..."
