"""Host values as bytes and back, and one key for equal calls; only classes that the tools declare are ever built."""

from __future__ import annotations

import datetime
import enum
import hashlib
import re
import zoneinfo
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

import msgspec

from limen.executor.errors import BoundaryError
from limen.executor.host import build, field_names, is_record, to_guest, to_host

_Part: TypeAlias = Any  # what msgpack has, every list beginning with its tag

_CONTAINERS: Final[dict[type, str]] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
_UNORDERED: Final = frozenset({"set", "frozenset"})
_INT64: Final = 2**63
_FLAT: Final = frozenset({type(None), bool, float, bytes})
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class CannotStore(ValueError):
    """A value that cannot be stored, or stored bytes that cannot be read here."""


def store(value: object, names: Mapping[type, str]) -> bytes:
    """Return a value as bytes; `names` are those of the classes that may be in it.

    Raises:
        CannotStore: when it holds what cannot cross to a program, or instances of another class.
    """
    try:
        plain = to_host(to_guest(value))
    except BoundaryError as error:
        raise CannotStore(str(error)) from None
    return pack(plain, names.get)


def pack(value: object, name_of: Callable[[type], str | None]) -> bytes:
    """Return a value that has crossed the boundary as bytes; `name_of` gives the names of the classes in it."""
    return msgspec.msgpack.encode(_part(value, name_of))


def restore(data: bytes, types: Mapping[str, type]) -> object:
    """Return the value that was stored; raise CannotStore when it cannot be read here."""
    try:
        return _value(msgspec.msgpack.decode(data), types)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError) as error:
        raise CannotStore(f"{type(error).__name__}: {error}") from None


def call_key(name: str, arguments: object) -> str:
    """Return the same text for calls of the same tool with equal arguments: 1 and 1.0 are equal, 1 and True are not."""
    part = _canonical(_part(arguments, lambda cls: cls.__qualname__))
    return hashlib.sha256(msgspec.msgpack.encode([name, part])).hexdigest()


def _part(value: object, name_of: Callable[[type], str | None]) -> _Part:
    kind = type(value)
    if value is None or kind is bool or kind is float or kind is bytes:
        return value
    if kind is int:
        assert isinstance(value, int)
        return value if -_INT64 <= value < _INT64 else ["int", hex(value)]
    if kind is str:
        assert isinstance(value, str)
        return ["text", value.encode("utf-8", "surrogatepass")] if _SURROGATE.search(value) else value
    if isinstance(value, enum.Enum) or is_record(kind):
        name = name_of(kind)
        if name is None:
            raise CannotStore(f"{kind.__name__} is not in the annotations of a tool")
        if isinstance(value, enum.Enum):
            return ["member", name, value.name]
        items = value if isinstance(value, tuple) else [getattr(value, field) for field in field_names(kind)]
        return ["record", name, *(_part(item, name_of) for item in items)]
    if kind in _CONTAINERS:
        assert isinstance(value, list | tuple | set | frozenset)
        kinds = set(map(type, value))
        if kinds <= _FLAT or (kinds == {int} and min(value) >= -_INT64 and max(value) < _INT64):
            return [_CONTAINERS[kind], *value]
        return [_CONTAINERS[kind], *(_part(item, name_of) for item in value)]
    if isinstance(value, dict):
        return ["dict", *(_part(part, name_of) for pair in value.items() for part in pair)]
    if isinstance(value, datetime.datetime):
        zone = _part(value.tzinfo, name_of)
        return ["datetime", value.replace(tzinfo=None, fold=0).isoformat(), value.fold, zone]
    if isinstance(value, datetime.date):
        return ["date", value.isoformat()]
    if isinstance(value, datetime.time):
        return ["time", value.replace(tzinfo=None, fold=0).isoformat(), value.fold, _part(value.tzinfo, name_of)]
    if isinstance(value, datetime.timedelta):
        return ["timedelta", value.days, value.seconds, value.microseconds]
    if isinstance(value, datetime.timezone):
        offset, name = value.utcoffset(None), value.tzname(None)
        named = [] if name == datetime.timezone(offset).tzname(None) else [name]
        return ["timezone", _part(offset, name_of), *named]
    if isinstance(value, zoneinfo.ZoneInfo):
        return ["zone", value.key]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    if isinstance(value, Fraction):
        return ["fraction", str(value)]
    if isinstance(value, complex):
        return ["complex", value.real, value.imag]
    if isinstance(value, range):
        return ["range", *(_part(bound, name_of) for bound in (value.start, value.stop, value.step))]
    raise CannotStore(f"a {kind.__name__} cannot be stored")


def _canonical(part: _Part) -> _Part:
    """Equal values get the same part: the order of sets and dicts, and how a number is written, do not count."""
    if type(part) is float and part == part // 1 and abs(part) < _INT64:
        return int(part)
    if type(part) is not list:
        return part
    tag, *items = part
    items = [_canonical(item) for item in items]
    if tag in _UNORDERED:
        items.sort(key=msgspec.msgpack.encode)
    elif tag == "dict":
        pairs = sorted(zip(items[::2], items[1::2], strict=True), key=lambda pair: msgspec.msgpack.encode(pair[0]))
        items = [item for pair in pairs for item in pair]
    return [tag, *items]


def _value(part: _Part, types: Mapping[str, Any]) -> Any:
    if type(part) is not list:
        return part
    tag, *items = part
    if tag == "member":
        return types[items[0]][items[1]]
    if tag == "text":
        return items[0].decode("utf-8", "surrogatepass")
    if tag == "int":
        return int(items[0], 16)
    if tag == "date":
        return datetime.date.fromisoformat(items[0])
    if tag == "decimal":
        return Decimal(items[0])
    if tag == "fraction":
        return Fraction(items[0])
    if tag == "zone":
        return zoneinfo.ZoneInfo(items[0])
    if tag == "complex":
        return complex(*items)
    if tag == "timedelta":
        return datetime.timedelta(*items)
    values = items if list not in set(map(type, items)) else [_value(item, types) for item in items]
    if tag == "record":
        return _record(types[str(values[0])], values[1:])
    if tag == "list":
        return values
    if tag == "tuple":
        return tuple(values)
    if tag == "set":
        return set(values)
    if tag == "frozenset":
        return frozenset(values)
    if tag == "dict":
        return dict(zip(values[::2], values[1::2], strict=True))
    if tag == "range":
        return range(*values)
    if tag == "timezone":
        return datetime.timezone(*values)
    zone = values[2]
    assert zone is None or isinstance(zone, datetime.tzinfo)
    if tag == "datetime":
        return datetime.datetime.fromisoformat(items[0]).replace(fold=items[1], tzinfo=zone)
    if tag == "time":
        return datetime.time.fromisoformat(items[0]).replace(fold=items[1], tzinfo=zone)
    raise CannotStore(f"there is no kind of value {tag!r}")


def _record(host: Any, values: list[object]) -> object:
    if issubclass(host, tuple):
        made: object = host(*values)
        return made
    try:
        return build(host, dict(zip(field_names(host), values, strict=True)), "")
    except BoundaryError as error:
        raise CannotStore(str(error)) from None
