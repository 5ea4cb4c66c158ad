"""str and its methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor import formatting
from limen.executor.iterators import StrIterator, by_guest, host_items, native_iter
from limen.executor.types import arity, bad_keyword, cost, managed, native, native_class, payload, static_method
from limen.executor.types.instances import make_new
from limen.executor.values import Class, ExceptionData, Instance, Invoke, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm


def _str(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    """str(object='') and str(bytes, encoding, errors)."""
    if kwargs:
        names = ("object", "encoding", "errors")
        for name in kwargs:
            if name not in names:
                raise TypeError(bad_keyword("str", name))
        if "object" in kwargs and not args:
            args = [kwargs.pop("object")]
    elif len(args) == 1:
        value = args[0]
        if type(value) is str:
            return value
        if type(value) is Instance:
            found = value.cls.lookup("__str__")
            if type(found) is not Native:
                return Invoke(vm.prelude("builtins", "str_"), [value])
            if type(value.payload) is not ExceptionData and vm.has_guest_code(value, "__repr__"):
                return Invoke(vm.prelude("builtins", "repr_"), [value])
        if type(value) in (list, tuple, dict, set, frozenset):
            return formatting.pending_repr(vm, value)
        return vm.str(value)
    if not args and not kwargs:
        return ""
    plain = [payload(arg) for arg in args]
    data = plain[0] if plain else b""
    if len(plain) > 3:
        raise TypeError(f"str() takes at most 3 arguments ({len(plain)} given)")
    if len(plain) > 1 or kwargs:
        if not isinstance(data, (bytes, bytearray)):
            if isinstance(data, str):
                raise TypeError("decoding str is not supported")
            raise TypeError(f"decoding to str: need a bytes-like object, {vm.class_name(data)} found")
        vm.charge(len(data) * 4)
        return str(*plain, **(kwargs or {}))
    return vm.str(data)


def text_of(vm: Vm, name: str, args: list[object]) -> str:
    """Return the receiver of a str method as an exact str."""
    if not args:
        raise TypeError(f"unbound method str.{name}() needs an argument")
    value = payload(args[0])
    if not isinstance(value, str):
        raise TypeError(f"descriptor '{name}' for 'str' objects doesn't apply to a '{vm.class_name(args[0])}' object")
    return value


def _join(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    separator = text_of(vm, "join", args)
    arity("str.join", args[1:], kwargs, 1, 1)
    value = args[1]
    if type(value) is not list and type(value) is not tuple:
        if by_guest(value):
            return Invoke(vm.prelude("builtins", "join"), [separator, value])
        if native_iter(value) is None:
            raise TypeError("can only join an iterable")
        items = host_items(vm, value) or []
    else:
        items = list(value)
    total = 0
    width = cost.text_width(separator)
    parts: list[str] = []
    for item in items:
        if type(item) is not str:
            held = payload(item)
            if not isinstance(held, str):
                name = vm.class_name(item)
                raise TypeError(f"sequence item {len(parts)}: expected str instance, {name} found")
            item = held
        total += len(item)
        if width == 1 and not item.isascii():
            width = 4
        parts.append(item)
    vm.charge((total + len(separator) * len(parts)) * width)
    return separator.join(parts)


def _expandtabs(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    text = text_of(vm, "expandtabs", args)
    rest = [payload(arg) for arg in args[1:]]
    size = rest[0] if rest else (kwargs or {}).get("tabsize", 8)
    if isinstance(size, int) and size > 0:
        vm.charge((len(text) + text.count("\t") * size) * cost.text_width(text))
    return text.expandtabs(*rest, **(kwargs or {}))  # type: ignore[arg-type]


def _translate(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    text = text_of(vm, "translate", args)
    arity("str.translate", args[1:], kwargs, 1, 1)
    table = payload(args[1])
    if vm.is_guest(table):
        return Invoke(vm.prelude("builtins", "translate"), [text, table])
    if isinstance(table, dict):
        longest = 1
        for value in table.values():
            held = payload(value)
            if isinstance(held, str) and len(held) > longest:
                longest = len(held)
            elif type(value) is Instance and held is value:
                return Invoke(vm.prelude("builtins", "translate"), [text, table])
        vm.charge(len(text) * longest * 4)
        return text.translate({payload(key): payload(value) for key, value in table.items()})  # type: ignore[misc]
    vm.charge(len(text) * 4)
    return text.translate(table)  # type: ignore[arg-type]


def _format_method(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return formatting.format_template(vm, text_of(vm, "format", args), args[1:], kwargs or {})


def _format_map(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    template = text_of(vm, "format_map", args)
    arity("str.format_map", args[1:], kwargs, 1, 1)
    return formatting.format_template(vm, template, [], args[1])


def _dunder_format(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__format__", args[1:], kwargs, 1, 1)
    return formatting.format_value(vm, text_of(vm, "__format__", args), payload(args[1]))


def _mod(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__mod__", args[1:], kwargs, 1, 1)
    return formatting.percent_format(vm, text_of(vm, "__mod__", args), args[1])


def _identity(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return text_of(vm, "__str__", args)


def _iter(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return StrIterator(text_of(vm, "__iter__", args))


def _maketrans_cost(args: list[object]) -> int:
    return sum(len(arg) * 100 for arg in args if isinstance(arg, str))


_CHEAP: Final = (
    "capitalize casefold count endswith find index isalnum isalpha isascii isdecimal isdigit isidentifier islower "
    "isnumeric isprintable isspace istitle isupper lower lstrip removeprefix removesuffix rfind rindex rstrip "
    "startswith strip swapcase title upper encode"
)

_maketrans = static_method("maketrans", str.maketrans)
assert isinstance(_maketrans.function, Native)
_maketrans.function.cost = _maketrans_cost

STR: Final = native_class(
    "str",
    str,
    (),
    [
        *[native(name, getattr(str, name)) for name in _CHEAP.split()],
        *[native(name, getattr(str, name), cost=cost.padded) for name in ("center", "ljust", "rjust", "zfill")],
        *[
            native(name, getattr(str, name), cost=cost.split)
            for name in ("split", "rsplit", "splitlines", "partition", "rpartition")
        ],
        native("replace", str.replace, cost=cost.replace),
        managed("join", _join),
        managed("expandtabs", _expandtabs),
        managed("translate", _translate),
        managed("format", _format_method),
        managed("format_map", _format_map),
        _maketrans,
        *[
            native(f"__{name}__", getattr(str, f"__{name}__"))
            for name in ["eq", "ne", "lt", "le", "gt", "ge", "hash", "repr", "add", "contains", "getitem", "len"]
        ],
        native("__mul__", str.__mul__, cost=cost.repeat),
        native("__rmul__", str.__rmul__, cost=cost.repeat),
        managed("__mod__", _mod),
        managed("__str__", _identity),
        managed("__format__", _dunder_format),
        managed("__iter__", _iter),
    ],
    new=_str,
    doc="A string of Unicode characters.",
)

make_new(STR)
