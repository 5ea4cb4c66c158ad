"""dict, its views, and their methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor import formatting
from limen.executor.code import UNDEFINED
from limen.executor.iterators import host_items, native_iter, native_reversed
from limen.executor.types import arity, class_method, cost, managed, native, native_class, payload, wrong_receiver
from limen.executor.types.instances import make_new_empty
from limen.executor.values import Class, Instance, Invoke

if TYPE_CHECKING:
    from limen.executor.vm import Vm


def _dict(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    made: dict[object, object] = {}
    asked = _fill(vm, "dict", made, args, kwargs, made)
    return made if asked is None else asked


def _fill(
    vm: Vm,
    name: str,
    target: dict[object, object],
    args: list[object],
    kwargs: dict[str, object] | None,
    result: object,
) -> Invoke | None:
    """Update `target` from at most one mapping or iterable of pairs, and keywords; None, or the Invoke that does it."""
    if len(args) > 1:
        raise TypeError(f"{name} expected at most 1 argument, got {len(args)}")
    if args:
        source = payload(args[0])
        if isinstance(source, dict):
            if type(args[0]) is Instance and (
                vm.has_guest_code(args[0], "keys") or vm.has_guest_code(args[0], "__iter__")
            ):
                return Invoke(vm.prelude("builtins", "update_from"), [target, args[0], kwargs or {}, result])
            vm.charge(len(source) * 64)
            target.update(source)
        elif type(source) is Instance:
            mapping = vm.find_special(source, "keys") is not UNDEFINED
            function = vm.prelude("builtins", "update_from" if mapping else "update_pairs")
            return Invoke(function, [target, source, kwargs or {}, result])
        else:
            items = host_items(vm, source)
            if items is None:
                return Invoke(vm.prelude("builtins", "update_pairs"), [target, source, kwargs or {}, result])
            for index, item in enumerate(items):
                pair = item
                if type(pair) is not tuple and type(pair) is not list:
                    if native_iter(pair) is None:
                        raise TypeError(f"cannot convert dictionary update sequence element #{index} to a sequence")
                    pair = host_items(vm, pair)
                    if pair is None:
                        return Invoke(vm.prelude("builtins", "update_pairs"), [target, items, kwargs or {}, result])
                assert isinstance(pair, (tuple, list))
                if len(pair) != 2:
                    raise ValueError(
                        f"dictionary update sequence element #{index} has length {len(pair)}; 2 is required"
                    )
                key = pair[0]
                if type(key) is not str:
                    vm.hash(key)
                target[key] = pair[1]
    if kwargs:
        target.update(kwargs)
    return None


def _init(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return _fill(vm, "dict", as_dict(vm, "__init__", args), args[1:], kwargs, None)


def _update(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return _fill(vm, "update", as_dict(vm, "update", args), args[1:], kwargs, None)


def as_dict(vm: Vm, name: str, args: list[object]) -> dict[object, object]:
    """Return the receiver of a dict method."""
    if not args:
        raise TypeError(f"unbound method dict.{name}() needs an argument")
    value = payload(args[0])
    if not isinstance(value, dict):
        raise TypeError(f"descriptor '{name}' for 'dict' objects doesn't apply to a '{vm.class_name(args[0])}' object")
    return value


def _from_keys(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("fromkeys", args[1:], kwargs, 1, 2)
    cls = args[0]
    value = args[2] if len(args) > 2 else None
    if type(cls) is not Class:
        wrong_receiver(vm, args, "dict", "fromkeys")
    items = host_items(vm, args[1])
    if items is None or not cls.native:
        return Invoke(vm.prelude("builtins", "from_keys"), [cls, args[1], value])
    made: dict[object, object] = {}
    vm.charge(len(items) * 64)
    for key in items:
        if type(key) is not str:
            vm.hash(key)
        made[key] = value
    return made


def _getitem(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    data = as_dict(vm, "__getitem__", args)
    arity("__getitem__", args[1:], kwargs, 1, 1)
    key = args[1]
    vm.hash(key)
    if key in data:
        return data[key]
    if type(args[0]) is Instance:
        missing = vm.find_special(args[0], "__missing__")
        if missing is not UNDEFINED:
            return Invoke(missing, [key])
    raise KeyError(key)


def _get(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    data = as_dict(vm, "get", args)
    arity("get", args[1:], kwargs, 1, 2)
    if type(args[1]) is not str:
        vm.hash(args[1])
    return data.get(args[1], args[2] if len(args) > 2 else None)


def _or(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    a, b = payload(args[0]), payload(args[1])
    if not (isinstance(a, dict) and isinstance(b, dict)):
        return NotImplemented
    vm.charge((len(a) + len(b)) * 64)
    return {**a, **b}


def _ror(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return _or(vm, [args[1], args[0]], kwargs)


def _ior(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return _fill(vm, "update", as_dict(vm, "__ior__", args), args[1:], kwargs, args[0]) or args[0]


def _iter(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return native_iter(payload(args[0]))


def _reversed(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return native_reversed(payload(args[0]))


def _eq(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    a, b = payload(args[0]), payload(args[1])
    return vm.equal(a, b) if isinstance(b, dict) else NotImplemented


def _ne(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    a, b = payload(args[0]), payload(args[1])
    return not vm.equal(a, b) if isinstance(b, dict) else NotImplemented


def _repr(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return formatting.payload_repr(vm, args[0])


DICT: Final = native_class(
    "dict",
    dict,
    (),
    [
        native("clear", dict.clear),
        native("copy", dict.copy, cost=cost.copied),
        class_method("fromkeys", _from_keys),
        managed("get", _get),
        native("items", dict.items),
        native("keys", dict.keys),
        native("values", dict.values),
        native("pop", dict.pop, cost=cost.walk, keeps=1),
        native("popitem", dict.popitem),
        native("setdefault", dict.setdefault, cost=cost.walk, keeps=1),
        managed("update", _update),
        managed("__init__", _init),
        managed("__getitem__", _getitem),
        native("__setitem__", dict.__setitem__, cost=cost.walk, keeps=1),
        native("__delitem__", dict.__delitem__, cost=cost.walk, keeps=1),
        native("__contains__", dict.__contains__, cost=cost.walk, keeps=1),
        native("__len__", dict.__len__),
        managed("__or__", _or),
        managed("__ror__", _ror),
        managed("__ior__", _ior),
        managed("__eq__", _eq),
        managed("__ne__", _ne),
        managed("__iter__", _iter),
        managed("__reversed__", _reversed),
        managed("__repr__", _repr),
    ],
    new=_dict,
    attrs={"__hash__": None},
    doc="A mapping from keys to values.",
)

make_new_empty(DICT)

_EMPTY: Final[dict[object, object]] = {}
_SET_SLOTS: Final = [
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "and",
    "rand",
    "or",
    "ror",
    "sub",
    "rsub",
    "xor",
    "rxor",
    "contains",
    "len",
]

for _name, _host in (
    ("dict_keys", type(_EMPTY.keys())),
    ("dict_values", type(_EMPTY.values())),
    ("dict_items", type(_EMPTY.items())),
):
    native_class(
        _name,
        _host,
        (),
        [
            *[
                native(
                    f"__{slot}__",
                    getattr(_host, f"__{slot}__"),
                    iterables=(1,) if slot not in ("contains", "len", "eq", "ne") else (),
                )
                for slot in (["len"] if _name == "dict_values" else _SET_SLOTS)
            ],
            *([] if _name == "dict_values" else [native("isdisjoint", vars(_host)["isdisjoint"], iterables=(1,))]),
            managed("__iter__", _iter),
            managed("__reversed__", _reversed),
            managed("__repr__", _repr),
        ],
        final=True,
    )
