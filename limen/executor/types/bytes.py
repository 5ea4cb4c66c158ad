"""bytes and bytearray and their methods."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

from limen.executor import formatting
from limen.executor.iterators import by_guest, host_items, native_iter
from limen.executor.types import (
    Row,
    arity,
    class_method,
    cost,
    managed,
    native,
    native_class,
    payload,
    static_method,
    wrong_receiver,
)
from limen.executor.types.instances import make_new
from limen.executor.values import Class, Instance, Invoke, NativeCall

if TYPE_CHECKING:
    from limen.executor.vm import Vm


def _make(vm: Vm, host: type[bytes] | type[bytearray], args: list[object], kwargs: dict[str, object] | None) -> object:
    """bytes(), bytes(n), bytes(text, encoding, errors), bytes(iterable of ints)."""
    if len(args) == 1 and not kwargs:
        value = payload(args[0])
        if isinstance(value, array):
            vm.charge(len(value) * value.itemsize)
            value = value.tobytes()
        if isinstance(value, int):
            vm.charge(max(0, value))
            return host(value)
        if isinstance(value, (bytes, bytearray)):
            vm.charge(len(value))
            return host(value)
        if isinstance(value, str):
            raise TypeError("string argument without an encoding")
        if type(value) is Instance and vm.has_guest_code(value, "__bytes__"):
            return Invoke(vm.prelude("builtins", "bytes_from"), [value])
        if type(value) is Instance and vm.has_guest_code(value, "__index__"):
            return Invoke(vm.prelude("builtins", "bytes_from_index"), [host is bytes, value])
        if type(value) is Instance and not (
            vm.has_guest_code(value, "__iter__") or vm.has_guest_code(value, "__getitem__")
        ):
            raise TypeError(f"cannot convert '{vm.class_name(value)}' object to {host.__name__}")
        if by_guest(value):
            return Invoke(vm.prelude("builtins", "bytes_from_items"), [host is bytes, value])
        if native_iter(value) is None:
            raise TypeError(f"cannot convert '{vm.class_name(value)}' object to {host.__name__}")
        items = host_items(vm, value) or []
        vm.charge(len(items))
        return host([payload(item) for item in items])  # type: ignore[misc]
    plain = [payload(arg) for arg in args]
    for arg in plain:
        if vm.is_guest(arg):
            raise TypeError(f"encoding without a string argument (got type {vm.class_name(arg)})")
    return host(*plain, **(kwargs or {}))


def _bytes(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    return _make(vm, bytes, args, kwargs)


def _bytearray(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    return _make(vm, bytearray, args, kwargs)


def _from_hex(host: type[bytes] | type[bytearray]) -> NativeCall:
    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        arity(f"{host.__name__}.fromhex", args[1:], kwargs, 1, 1)
        made = host.fromhex(payload(args[1]))  # type: ignore[arg-type]
        cls = args[0]
        return made if type(cls) is not Class or cls.native else Invoke(cls, [made])

    return call


def _join(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("join", args, kwargs, 2, 2)
    separator = payload(args[0])
    if not isinstance(separator, (bytes, bytearray)):
        wrong_receiver(vm, args, "bytes", "join")
    if by_guest(args[1]):
        return Invoke(vm.prelude("builtins", "join"), [separator, args[1]])
    if native_iter(args[1]) is None:
        raise TypeError("can only join an iterable")
    parts: list[bytes] = []
    total = 0
    for item in host_items(vm, args[1]) or ():
        held = payload(item)
        if not isinstance(held, (bytes, bytearray)):
            name = vm.class_name(item)
            raise TypeError(f"sequence item {len(parts)}: expected a bytes-like object, {name} found")
        total += len(held) + len(separator)
        parts.append(held)  # type: ignore[arg-type]
    vm.charge(total)
    return separator.join(parts)


def _expandtabs(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    data = payload(args[0])
    if not isinstance(data, (bytes, bytearray)):
        wrong_receiver(vm, args, "bytes", "expandtabs")
    rest = [payload(arg) for arg in args[1:]]
    size = rest[0] if rest else (kwargs or {}).get("tabsize", 8)
    if isinstance(size, int) and size > 0:
        vm.charge(len(data) + data.count(b"\t") * size)
    return data.expandtabs(*rest, **(kwargs or {}))  # type: ignore[arg-type]


def _mod(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__mod__", args[1:], kwargs, 1, 1)
    return formatting.percent_format(vm, payload(args[0]), args[1])


def _iter(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return native_iter(payload(args[0]))


def _init(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    data = payload(args[0])
    if not isinstance(data, bytearray):
        wrong_receiver(vm, args, "bytearray", "__init__")
    result = _make(vm, bytearray, args[1:], kwargs)
    if type(result) is Invoke:
        return Invoke(vm.prelude("builtins", "bytearray_init"), [data, result.function, result.args])
    assert isinstance(result, bytearray)
    data[:] = result
    return None


_CHEAP: Final = (
    "capitalize count endswith find index isalnum isalpha isascii isdigit islower isspace istitle isupper lower lstrip "
    "removeprefix removesuffix rfind rindex rstrip startswith strip swapcase title translate upper decode hex"
)


def _rows(host: type[bytes] | type[bytearray]) -> list[Row]:
    return [
        *[native(name, getattr(host, name)) for name in _CHEAP.split()],
        *[native(name, getattr(host, name), cost=cost.padded) for name in ("center", "ljust", "rjust", "zfill")],
        *[
            native(name, getattr(host, name), cost=cost.split)
            for name in ("split", "rsplit", "splitlines", "partition", "rpartition")
        ],
        native("replace", host.replace, cost=cost.replace),
        managed("join", _join),
        managed("expandtabs", _expandtabs),
        class_method("fromhex", _from_hex(host)),
        static_method("maketrans", host.maketrans),
        *[
            native(f"__{name}__", getattr(host, f"__{name}__"))
            for name in ["eq", "ne", "lt", "le", "gt", "ge", "repr", "str", "add", "contains", "getitem", "len"]
        ],
        native("__mul__", host.__mul__, cost=cost.repeat),
        native("__rmul__", host.__rmul__, cost=cost.repeat),
        managed("__mod__", _mod),
        managed("__iter__", _iter),
    ]


BYTES: Final = native_class(
    "bytes",
    bytes,
    (),
    [*_rows(bytes), native("__hash__", bytes.__hash__), native("__bytes__", bytes.__bytes__)],
    new=_bytes,
    doc="An immutable sequence of bytes.",
)

BYTEARRAY: Final = native_class(
    "bytearray",
    bytearray,
    (),
    [
        *_rows(bytearray),
        *[
            native(name, getattr(bytearray, name))
            for name in ["append", "clear", "copy", "insert", "pop", "remove", "reverse"]
        ],
        native("extend", bytearray.extend, iterables=(1,), cost=cost.grown),
        native("__setitem__", bytearray.__setitem__),
        native("__delitem__", bytearray.__delitem__),
        native("__iadd__", bytearray.__iadd__),
        native("__imul__", bytearray.__imul__, cost=cost.repeat),
        managed("__init__", _init),
    ],
    new=_bytearray,
    attrs={"__hash__": None},
    doc="A mutable sequence of bytes.",
)

make_new(BYTES, BYTEARRAY)
