"""json: the host's reader and writer, on plain copies of guest data; callbacks are called by the prelude."""

from __future__ import annotations

import decimal
import json
from typing import TYPE_CHECKING, Final

from limen.executor.errors import GuestError
from limen.executor.exceptions import EXCEPTIONS, data_of
from limen.executor.surface import SURFACE, getter, managed, native_class, payload
from limen.executor.values import Class, Invoke, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NESTING: Final = 400  # of data, in both directions
_OPTIONS: Final = ("skipkeys", "ensure_ascii", "check_circular", "allow_nan", "indent", "separators", "sort_keys")
_READERS: Final = (float, int, str, decimal.Decimal)


def _decimal(text: str) -> decimal.Decimal:
    """A number of the text, within the bounds that Decimal(text) has."""
    from limen.executor.modules.decimal import bounded, short

    short(text)
    return bounded(decimal.Decimal(text))


def _extra(name: str) -> Native:
    def read(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        return data_of(args[0]).extra.get(name)

    return managed(name, read)


DECODE_ERROR: Final = native_class(
    "JSONDecodeError",
    None,
    (EXCEPTIONS[ValueError],),
    [getter(name, _extra(name).call) for name in ("msg", "doc", "pos", "lineno", "colno")],
    new=EXCEPTIONS[ValueError].new,
    module="json.decoder",
)
EXCEPTIONS[json.JSONDecodeError] = DECODE_ERROR


class _Unknown(TypeError):
    """A value that JSON has no form for."""


class _Copy:
    """A walk that copies guest data to plain host data, metered, cycles found."""

    def __init__(self, vm: Vm, skip_keys: bool) -> None:
        self.vm = vm
        self.skip_keys = skip_keys
        self.inside: set[int] = set()

    def plain(self, value: object, depth: int) -> object:
        held = payload(value)
        kind = type(held)
        if held is None or kind is bool or kind is int or kind is float:
            return held
        if kind is str:
            assert isinstance(held, str)
            self.vm.charge(len(held))
            return held
        if depth > _NESTING:
            raise RecursionError("maximum recursion depth exceeded while encoding a JSON object")
        if isinstance(held, (list, tuple, dict)):
            if id(held) in self.inside:
                raise ValueError("Circular reference detected")
            self.inside.add(id(held))
            self.vm.charge(32 + 16 * len(held))
            self.vm.spend(1 + len(held))
            if isinstance(held, dict):
                copied: object = {
                    self.key(key): self.plain(item, depth + 1) for key, item in held.items() if self.is_key(key)
                }
            else:
                copied = [self.plain(item, depth + 1) for item in held]
            self.inside.discard(id(held))
            return copied
        raise _Unknown(f"Object of type {self.vm.type_of(value).name} is not JSON serializable")

    def is_key(self, key: object) -> bool:
        if type(payload(key)) in (str, int, float, bool, type(None)):
            return True
        if self.skip_keys:
            return False
        name = self.vm.class_name(key)
        raise TypeError(f"keys must be str, int, float, bool or None, not {name}")

    def key(self, key: object) -> object:
        return payload(key)


def _dumps(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """dumps(obj, *, skipkeys, ensure_ascii, check_circular, allow_nan, cls, indent, separators, default, sort_keys)"""
    options = dict(kwargs or {})
    if len(args) != 1:
        if not args and "obj" in options:
            args = [options.pop("obj")]
        else:
            raise TypeError(f"dumps() takes 1 positional argument but {len(args)} were given")
    encoder = options.pop("cls", None)
    default = options.pop("default", None)
    if encoder is not None:
        return Invoke(vm.prelude("json", "dumps_with_class"), [args[0], encoder, default, options])
    for name in options:
        if name not in _OPTIONS:
            raise TypeError(f"JSONEncoder.__init__() got an unexpected keyword argument '{name}'")
    if default is not None:
        return Invoke(vm.prelude("json", "dumps_with_default"), [args[0], default, options])
    return _write(vm, args[0], options)


def _write(vm: Vm, value: object, options: dict[str, object]) -> object:
    plain = _Copy(vm, bool(options.get("skipkeys"))).plain(value, 0)
    indent = payload(options.get("indent"))
    if indent is not None and not isinstance(indent, (int, str)):
        raise TypeError(f"indent must be None, an int or a str, not {vm.class_name(indent)}")
    if isinstance(indent, int) and indent > 1000:
        raise ValueError("indent is too large")
    separators = payload(options.get("separators"))
    if separators is not None:
        if not isinstance(separators, (tuple, list)) or [type(s) for s in separators] != [str, str]:
            raise TypeError("separators must be a tuple of two str")
        separators = (separators[0], separators[1])
    text = json.dumps(
        plain,
        ensure_ascii=bool(options.get("ensure_ascii", True)),
        allow_nan=bool(options.get("allow_nan", True)),
        indent=indent,
        separators=separators,
        sort_keys=bool(options.get("sort_keys", False)),
    )
    vm.charge(len(text))
    return text


def _plain_or_none(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """For the prelude: whether a value is None, text, a number or a container that JSON has a form for."""
    return isinstance(payload(args[0]), (bool, int, float, str, list, tuple, dict, type(None)))


def _loads(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """loads(s, *, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant)"""
    options = dict(kwargs or {})
    if len(args) != 1:
        if not args and "s" in options:
            args = [options.pop("s")]
        else:
            raise TypeError(f"loads() takes 1 positional argument but {len(args)} were given")
    text = payload(args[0])
    if isinstance(text, (bytes, bytearray)):
        text = bytes(text).decode(json.detect_encoding(bytes(text)), "surrogatepass")
    if type(text) is not str:
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {vm.class_name(text)}")
    hook, pairs = options.pop("object_hook", None), options.pop("object_pairs_hook", None)
    readers: dict[str, object] = {}
    for name in ("parse_float", "parse_int"):
        reader = options.pop(name, None)
        if reader is not None:
            host = reader.host if type(reader) is Class else None
            if host not in _READERS:
                raise TypeError(f"{name} can be float, int, str or decimal.Decimal here")
            readers[name] = _decimal if host is decimal.Decimal else host
    options.pop("parse_constant", None)
    options.pop("cls", None)
    if options:
        raise TypeError(f"JSONDecoder.__init__() got an unexpected keyword argument '{next(iter(options))}'")
    vm.charge(len(text) * 4)
    vm.spend(1 + len(text) // 16)
    try:
        if pairs is not None:
            readers["object_pairs_hook"] = tuple  # which JSON has nothing else for
        value: object = json.loads(text, **readers)  # type: ignore[arg-type]
    except json.JSONDecodeError as error:
        made = vm.make_exception(DECODE_ERROR, (str(error),))
        data_of(made).extra.update(msg=error.msg, doc=text, pos=error.pos, lineno=error.lineno, colno=error.colno)
        raise GuestError(made) from None
    if pairs is not None:
        return Invoke(vm.prelude("json", "with_pairs_hook"), [value, pairs])
    return value if hook is None else Invoke(vm.prelude("json", "with_hook"), [value, hook])


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_json_has_form"] = managed("has_form", _plain_or_none)
    SURFACE.intrinsics["_limen_json_dumps"] = managed("dumps", _dumps)
    SURFACE.intrinsics["_limen_json_loads"] = managed("loads", _loads)
    members: dict[str, object] = {
        "JSONDecodeError": DECODE_ERROR,
        "dumps": managed("dumps", _dumps, module="json"),
        "loads": managed("loads", _loads, module="json"),
    }
    for name in ("JSONEncoder", "JSONDecoder", "dump", "load"):
        members[name] = SURFACE.prelude("json", name)
    return Module("json", members)
