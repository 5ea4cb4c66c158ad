"""struct: the host's packing of plain values; formats are measured before anything is made."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final

from limen.executor.code import UNDEFINED
from limen.executor.errors import GuestError
from limen.executor.exceptions import EXCEPTIONS
from limen.executor.iterators import native_iter
from limen.executor.surface import getter, managed, native_class, payload
from limen.executor.types import wrong_receiver
from limen.executor.values import Class, Instance, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_LONGEST_FORMAT: Final = 10_000
_COUNTED: Final = re.compile(r"(\d+)\s*(.)", re.DOTALL)
_LARGEST: Final = 2**28

ERROR: Final = native_class("error", None, (EXCEPTIONS[Exception],), new=EXCEPTIONS[Exception].new, module="struct")
EXCEPTIONS[struct.error] = ERROR


def _fail(vm: Vm, text: str) -> GuestError:
    return GuestError(vm.make_exception(ERROR, (text,)))


def _compiled(vm: Vm, value: object) -> struct.Struct:
    """A format, after checking what it needs."""
    held = payload(value)
    if type(held) is struct.Struct:
        return held
    if isinstance(held, (bytes, bytearray)):
        held = bytes(held).decode("latin-1")
    if not isinstance(held, str):
        raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {vm.class_name(value)}")
    if len(held) > _LONGEST_FORMAT:
        raise _fail(vm, "total struct size too long")
    if not held.isascii():
        raise _fail(vm, "bad char in struct format")
    items = len(held)
    for count, code in _COUNTED.findall(held):
        if len(count) > 12:
            raise _fail(vm, "total struct size too long")
        items += 0 if code in "spx" else int(count)
    # One counted code becomes one record of the host's, but each of its items becomes a value.
    size = struct.calcsize(held)
    if size > _LARGEST or items > _LARGEST:
        vm.charge(2**62)
    vm.charge(64 * len(held))
    return struct.Struct(held)


def _values(vm: Vm, args: Args) -> Args:
    values: Args = []
    for arg in args:
        held = payload(arg)
        if type(held) is Instance:
            index = vm.find_special(held, "__index__")
            if index is not UNDEFINED:
                try:
                    held = vm.call_nested(index, [])
                except TypeError:
                    raise _fail(vm, "required argument is not an integer") from None
            else:
                raise _fail(vm, "required argument is not an integer")
        if not isinstance(held, (int, float, bytes, bytearray, str, list, tuple, dict, set, frozenset, type(None))):
            raise _fail(vm, "required argument is not an integer")
        values.append(held)
    return values


def _buffer(vm: Vm, value: object) -> bytes | bytearray:
    held = payload(value)
    if not isinstance(held, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{vm.class_name(value)}'")
    return held


def _offset(vm: Vm, value: object) -> int:
    held = payload(value)
    if not isinstance(held, int):
        raise TypeError(f"'{vm.class_name(value)}' object cannot be interpreted as an integer")
    return held


def _unpacking_cost(vm: Vm, size: int) -> None:
    vm.charge(size * 40)
    vm.spend(1 + size // 8)


def _pack(vm: Vm, form: struct.Struct, args: Args, kwargs: Kwargs) -> object:
    vm.charge(form.size)
    vm.spend(1 + form.size // 64)
    return form.pack(*_values(vm, args))


def _pack_into(vm: Vm, form: struct.Struct, args: Args, kwargs: Kwargs) -> object:
    if len(args) < 2:
        raise TypeError("pack_into expected buffer argument" if not args else "pack_into expected offset argument")
    target = payload(args[0])
    if not isinstance(target, bytearray):
        raise TypeError(f"argument must be read-write bytes-like object, not {vm.class_name(args[0])}")
    vm.spend(1 + form.size // 64)
    values = _values(vm, args[2:])
    form.pack_into(target, _offset(vm, args[1]), *values)
    return None


def _unpack(vm: Vm, form: struct.Struct, args: Args, kwargs: Kwargs) -> object:
    if len(args) != 1 or kwargs:
        raise TypeError(f"Struct.unpack() takes exactly one argument ({len(args)} given)")
    data = _buffer(vm, args[0])
    if len(data) == form.size:
        _unpacking_cost(vm, form.size)
    return form.unpack(data)


def _unpack_from(vm: Vm, form: struct.Struct, args: Args, kwargs: Kwargs) -> object:
    named = dict(kwargs or {})
    given = list(args)
    for name in ("buffer", "offset")[len(given) :]:
        if name in named:
            given.append(named.pop(name))
    if not given:
        raise TypeError("unpack_from() missing required argument 'buffer' (pos 1)")
    if named or len(given) > 2:
        raise TypeError(f"unpack_from() takes at most 2 arguments ({len(given) + len(named)} given)")
    data = _buffer(vm, given[0])
    if form.size <= len(data):
        _unpacking_cost(vm, form.size)
    return form.unpack_from(data, _offset(vm, given[1]) if len(given) > 1 else 0)


def _iter_unpack(vm: Vm, form: struct.Struct, args: Args, kwargs: Kwargs) -> object:
    if len(args) != 1 or kwargs:
        raise TypeError(f"Struct.iter_unpack() takes exactly one argument ({len(args)} given)")
    data = _buffer(vm, args[0])
    _unpacking_cost(vm, len(data) * 2)
    return native_iter(list(form.iter_unpack(data)))


_WORK: Final = {
    "iter_unpack": _iter_unpack,
    "pack": _pack,
    "pack_into": _pack_into,
    "unpack": _unpack,
    "unpack_from": _unpack_from,
}


def _function(name: str) -> Native:
    work = _WORK[name]

    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        if not args:
            raise TypeError("missing format argument" if name == "pack" else f"{name}() takes at least 1 argument")
        return work(vm, _compiled(vm, args[0]), args[1:], kwargs)

    return managed(name, call, module="_struct")


def _calcsize(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    if len(args) != 1 or kwargs:
        raise TypeError(f"_struct.calcsize() takes exactly one argument ({len(args)} given)")
    return _compiled(vm, args[0]).size


def _struct_of(vm: Vm, args: Args, name: str) -> struct.Struct:
    held = payload(args[0]) if args else None
    if type(held) is not struct.Struct:
        wrong_receiver(vm, args, "_struct.Struct", name)
    return held


def _method(name: str) -> Native:
    work = _WORK[name]
    return managed(name, lambda vm, args, kwargs: work(vm, _struct_of(vm, args, name), args[1:], kwargs))


def _new(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    given = [*args, *(value for key, value in (kwargs or {}).items() if key == "format")]
    if len(given) != 1:
        raise TypeError("Struct() missing required argument 'format' (pos 1)")
    form = _compiled(vm, given[0])
    return struct.Struct(form.format)


STRUCT: Final = native_class(
    "Struct",
    struct.Struct,
    (),
    [
        *[_method(name) for name in _WORK],
        getter("format", lambda vm, args, kwargs: _struct_of(vm, args, "format").format),
        getter("size", lambda vm, args, kwargs: _struct_of(vm, args, "size").size),
    ],
    new=_new,
    module="_struct",
)


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: _function(name) for name in _WORK}
    members.update(calcsize=managed("calcsize", _calcsize, module="_struct"), Struct=STRUCT, error=ERROR)
    return Module("struct", members)
