"""int, bool, float, complex and their methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor import formatting
from limen.executor.types import (
    arity,
    class_method,
    cost,
    getter,
    managed,
    native,
    native_class,
    payload,
)
from limen.executor.types.instances import make_new
from limen.executor.values import Class, ExceptionData, Instance, Invoke, Native, NativeCall

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_DIRECT: Final = frozenset({int, float, str, bool, bytes, bytearray, complex})


def _converted(
    vm: Vm, name: str, host: type, cls: Class, args: list[object], kwargs: dict[str, object] | None
) -> object:
    """int(x), float(x), complex(x): host data at once, guest `__int__` and the like through the prelude."""
    if len(args) == 1 and not kwargs:
        value = args[0]
        if type(value) in _DIRECT:
            return host(value)
        if type(value) is Instance:
            if type(value.payload) is ExceptionData or vm.has_guest_code(value, f"__{name}__") or value.payload is None:
                return Invoke(vm.prelude("builtins", f"{name}_from"), [value])
            return host(value.payload)
        if vm.is_guest(value):
            _refuse(vm, name, value)
        if host is int:
            cost.whole(vm, value)
        else:
            cost.written_out(vm, value)
        special = vm.type_of(value).lookup(f"__{name}__")
        if type(special) is Native and special.plain:
            return special.call(value)
        return host(value)
    plain = [payload(arg) for arg in args]
    for arg in plain:
        if vm.is_guest(arg):
            _refuse(vm, name, arg)
    return host(*plain, **kwargs) if kwargs else host(*plain)


def _refuse(vm: Vm, name: str, value: object) -> None:
    kind = vm.class_name(value)
    if name == "int":
        raise TypeError(f"int() argument must be a string, a bytes-like object or a real number, not '{kind}'")
    if name == "float":
        raise TypeError(f"float() argument must be a string or a real number, not '{kind}'")
    raise TypeError(f"complex() first argument must be a string or a number, not '{kind}'")


def _int(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) > 1 or kwargs:
        base = args[1] if len(args) > 1 else (kwargs or {}).get("base", 10)
        if type(base) is Instance and vm.has_guest_code(base, "__index__"):
            return Invoke(vm.prelude("builtins", "int_"), [cls, args[0] if args else "", base])
    return _converted(vm, "int", int, cls, args, kwargs)


def _float(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    return _converted(vm, "float", float, cls, args, kwargs)


def _complex(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    return _converted(vm, "complex", complex, cls, args, kwargs)


def _bool(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("bool", args, kwargs, 0, 1)
    if not args:
        return False
    value = args[0]
    if type(value) is Instance and (vm.has_guest_code(value, "__bool__") or vm.has_guest_code(value, "__len__")):
        return Invoke(vm.prelude("builtins", "bool_"), [value])
    return vm.truth(value)


def _to_bytes(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = payload(args[0])
    if not isinstance(value, int):
        raise TypeError(f"descriptor 'to_bytes' for 'int' objects doesn't apply to a '{vm.class_name(value)}' object")
    rest = [payload(arg) for arg in args[1:]]
    length = rest[0] if rest else (kwargs or {}).get("length", 1)
    if isinstance(length, int):
        vm.charge(max(0, length))
    return int.to_bytes(value, *rest, **(kwargs or {}))  # type: ignore[arg-type]


def _from_bytes(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    cls = args[0]
    if len(args) > 1 and not isinstance(args[1], (bytes, bytearray)):
        if isinstance(args[1], str):
            raise TypeError("cannot convert 'str' object to bytes")
        args = [args[0], bytes(vm.listed(args[1])), *args[2:]]  # type: ignore[arg-type]
    made = int.from_bytes(*args[1:], **(kwargs or {}))  # type: ignore[arg-type]
    return made if type(cls) is not Class or cls is INT else Invoke(cls, [made])


def _from_hex(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    cls = args[0]
    arity("fromhex", args[1:], kwargs, 1, 1)
    made = float.fromhex(payload(args[1]))  # type: ignore[arg-type]
    return made if cls is FLOAT else Invoke(cls, [made])


def _format(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__format__", args[1:], kwargs, 1, 1)
    return formatting.format_value(vm, payload(args[0]), payload(args[1]))


def read(name: str) -> NativeCall:
    """Return the getter of a data attribute `name` of exact host values."""

    def get(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        value: object = getattr(payload(args[0]), name)
        return value

    return get


def slots(host: type, names: str) -> list[Native]:
    """Return rows for special methods of `host`, given without their underscores."""
    return [native(f"__{name}__", getattr(host, f"__{name}__")) for name in names.split()]


_ORDER: Final = "eq ne lt le gt ge hash repr"

INT: Final = native_class(
    "int",
    int,
    (),
    [
        native("bit_length", int.bit_length),
        native("bit_count", int.bit_count),
        *[native(name, getattr(int, name)) for name in ("is_integer",) if hasattr(int, name)],
        native("conjugate", int.conjugate),
        native("as_integer_ratio", int.as_integer_ratio),
        managed("to_bytes", _to_bytes),
        class_method("from_bytes", _from_bytes),
        getter("real", read("real")),
        getter("imag", read("imag")),
        getter("numerator", read("numerator")),
        getter("denominator", read("denominator")),
        *slots(int, _ORDER + " add radd sub rsub truediv rtruediv floordiv rfloordiv mod rmod divmod rdivmod"),
        *slots(int, "and rand or ror xor rxor rshift rrshift neg pos abs invert bool int float index"),
        *slots(int, "trunc floor ceil round"),
        native("__str__", int.__repr__),
        native("__mul__", int.__mul__, cost=cost.product),
        native("__rmul__", int.__rmul__, cost=cost.product),
        native("__pow__", int.__pow__, cost=cost.power),
        native("__lshift__", int.__lshift__, cost=cost.shift),
        managed("__format__", _format),
    ],
    new=_int,
    doc="Convert a number or string to an integer.",
)

BOOL: Final = native_class(
    "bool",
    bool,
    (INT,),
    [*slots(bool, "and rand or ror xor rxor repr"), native("__str__", bool.__repr__)],
    new=_bool,
    final=True,
    doc="True or False.",
)

FLOAT: Final = native_class(
    "float",
    float,
    (),
    [
        native("is_integer", float.is_integer),
        native("hex", float.hex),
        native("as_integer_ratio", float.as_integer_ratio),
        native("conjugate", float.conjugate),
        class_method("fromhex", _from_hex),
        getter("real", read("real")),
        getter("imag", read("imag")),
        *slots(
            float, _ORDER + " add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod divmod rdivmod"
        ),
        *slots(float, "pow rpow neg pos abs bool int float trunc floor ceil round"),
        native("__str__", float.__repr__),
        managed("__format__", _format),
    ],
    new=_float,
    doc="Convert a string or number to a floating point number.",
)

COMPLEX: Final = native_class(
    "complex",
    complex,
    (),
    [
        native("conjugate", complex.conjugate),
        getter("real", read("real")),
        getter("imag", read("imag")),
        *slots(
            complex, "eq ne hash repr add radd sub rsub mul rmul truediv rtruediv pow rpow neg pos abs bool complex"
        ),
        native("__str__", complex.__repr__),
        managed("__format__", _format),
    ],
    new=_complex,
    doc="Create a complex number from a string or numbers.",
)

make_new(INT, FLOAT, COMPLEX, BOOL)
