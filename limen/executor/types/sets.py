"""set, frozenset and their methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor import formatting
from limen.executor.iterators import host_items, native_iter
from limen.executor.types import Row, arity, cost, managed, native, native_class, payload, wrong_receiver
from limen.executor.types.instances import make_new, make_new_empty
from limen.executor.values import Class, Invoke

if TYPE_CHECKING:
    from limen.executor.vm import Vm

OTHERS: Final = tuple(range(1, 64))  # any argument may be an iterable


def _hashed(vm: Vm, items: list[object]) -> list[object]:
    """Return `items` after metering the hashing of each."""
    vm.charge(len(items) * 32)
    for item in items:
        if type(item) is not str and type(item) is not int:
            vm.hash(item)
    return items


def _set(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("set", args, kwargs, 0, 1)
    if not args:
        return set()
    value = payload(args[0])
    if isinstance(value, (set, frozenset)):
        vm.charge(len(value) * 32)
        return set(value)
    items = host_items(vm, args[0])
    return Invoke(vm.prelude("builtins", "set_"), [args[0]]) if items is None else set(_hashed(vm, items))


def _frozenset(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("frozenset", args, kwargs, 0, 1)
    if not args:
        return frozenset()
    value = payload(args[0])
    if isinstance(value, (set, frozenset)):
        vm.charge(len(value) * 32)
        return frozenset(value)
    items = host_items(vm, args[0])
    return Invoke(vm.prelude("builtins", "frozenset_"), [args[0]]) if items is None else frozenset(_hashed(vm, items))


def _init(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = payload(args[0])
    if not isinstance(target, set):
        wrong_receiver(vm, args, "set", "__init__")
    arity("set", args[1:], kwargs, 0, 1)
    target.clear()
    if len(args) == 1:
        return None
    items = host_items(vm, args[1])
    if items is None:
        return Invoke(vm.prelude("builtins", "set_extend"), [target, args[1]])
    target.update(_hashed(vm, items))
    return None


def _iter(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return native_iter(payload(args[0]))


def _repr(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return formatting.payload_repr(vm, args[0])


def _rows(host: type) -> list[Row]:
    return [
        native("copy", vars(host)["copy"], cost=cost.copied),
        *[
            native(name, getattr(host, name), iterables=OTHERS, cost=cost.walk_all)
            for name in [
                "difference",
                "intersection",
                "isdisjoint",
                "issubset",
                "issuperset",
                "symmetric_difference",
                "union",
            ]
        ],
        *[
            native(f"__{name}__", getattr(host, f"__{name}__"), cost=cost.walk)
            for name in [
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
        ],
        managed("__iter__", _iter),
        managed("__repr__", _repr),
    ]


SET: Final = native_class(
    "set",
    set,
    (),
    [
        *_rows(set),
        native("add", set.add, cost=cost.walk, keeps=1),
        native("clear", set.clear),
        native("discard", set.discard, cost=cost.walk, keeps=1),
        native("pop", set.pop),
        native("remove", set.remove, cost=cost.walk, keeps=1),
        *[
            native(name, getattr(set, name), iterables=OTHERS, cost=cost.walk_all)
            for name in ["difference_update", "intersection_update", "symmetric_difference_update", "update"]
        ],
        *[native(f"__{name}__", getattr(set, f"__{name}__")) for name in ["iand", "ior", "isub", "ixor"]],
        managed("__init__", _init),
    ],
    new=_set,
    attrs={"__hash__": None},
    doc="An unordered collection of unique elements.",
)

FROZENSET: Final = native_class(
    "frozenset",
    frozenset,
    (),
    [*_rows(frozenset), native("__hash__", frozenset.__hash__)],
    new=_frozenset,
    doc="An immutable unordered collection of unique elements.",
)

make_new(FROZENSET)
make_new_empty(SET)
