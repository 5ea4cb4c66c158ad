"""list, tuple, range, slice and their methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor import formatting
from limen.executor.iterators import by_guest, host_items, native_iter, native_reversed, range_length
from limen.executor.types import (
    arity,
    bad_keyword,
    cost,
    getter,
    managed,
    native,
    native_class,
    payload,
    wrong_receiver,
)
from limen.executor.types.instances import make_new, make_new_empty
from limen.executor.types.numbers import read
from limen.executor.values import Class, Instance, Invoke

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_ATOMS: Final = frozenset({int, float, str, bool, bytes, type(None)})


def _list(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("list", args, kwargs, 0, 1)
    if not args:
        return []
    items = host_items(vm, args[0])
    if items is None:
        return Invoke(vm.prelude("builtins", "list_"), [args[0]])
    if items is args[0]:
        vm.charge(len(items) * 8)
        return items[:]
    return items


def _tuple(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("tuple", args, kwargs, 0, 1)
    if not args:
        return ()
    if type(args[0]) is tuple:
        return args[0]
    items = host_items(vm, args[0])
    if items is None:
        return Invoke(vm.prelude("builtins", "tuple_"), [args[0]])
    vm.charge(len(items) * 8)
    return tuple(items)


def _list_init(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = as_list(vm, "__init__", args)
    arity("list", args[1:], kwargs, 0, 1)
    if len(args) == 1:
        target.clear()
        return None
    items = host_items(vm, args[1])
    if items is None:
        target.clear()
        return Invoke(vm.prelude("builtins", "extend"), [target, args[1]])
    vm.charge(len(items) * 8)
    target[:] = items
    return None


def as_list(vm: Vm, name: str, args: list[object]) -> list[object]:
    """Return the receiver of a list method."""
    if not args:
        raise TypeError(f"unbound method list.{name}() needs an argument")
    value = payload(args[0])
    if type(value) is not list:
        raise TypeError(f"descriptor '{name}' for 'list' objects doesn't apply to a '{vm.class_name(args[0])}' object")
    return value


def _extend(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = as_list(vm, "extend", args)
    arity("list.extend", args[1:], kwargs, 1, 1)
    if by_guest(args[1]):
        return Invoke(vm.prelude("builtins", "extend"), [target, args[1]])
    items = host_items(vm, args[1]) or []
    vm.charge(len(items) * 8)
    target.extend(items)
    return None


def _iadd(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = as_list(vm, "__iadd__", args)
    arity("__iadd__", args[1:], kwargs, 1, 1)
    if by_guest(args[1]):
        return Invoke(vm.prelude("builtins", "iadd"), [target, args[0], args[1]])
    items = host_items(vm, args[1]) or []
    vm.charge(len(items) * 8)
    target.extend(items)
    return args[0]


def _sort(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = as_list(vm, "sort", args)
    if len(args) > 1:
        raise TypeError("sort() takes no positional arguments")
    key: object = None
    reverse: object = False
    for name, value in (kwargs or {}).items():
        if name == "key":
            key = value
        elif name == "reverse":
            reverse = value
        else:
            raise TypeError(bad_keyword("sort", name))
    if key is None:
        sort(vm, target, vm.truth(reverse) is True)
        return None
    return Invoke(vm.prelude("builtins", "sort"), [target, key, reverse])


def sort(vm: Vm, items: list[object], reverse: bool) -> None:
    """Sort in place, metered; instances are compared by nested runs."""
    length = len(items)
    total = length * 8
    for item in items:
        if type(item) not in _ATOMS and cost.is_nested(item):
            total += cost.unfolded(item) * 8
    vm.charge(total)
    vm.spend(length)
    cost.mixed(vm, items)
    try:
        items.sort(reverse=reverse)
    except TypeError as error:
        if "not supported between instances" in str(error) and any(vm.is_guest(item) for item in items):
            _explain(vm, items)
        raise


def _explain(vm: Vm, items: list[object]) -> None:
    """Raise CPython's TypeError for the first neighbours that have no order."""
    for index in range(1, len(items)):
        vm.less(items[index], items[index - 1])


def _position(vm: Vm, items: list[object] | tuple[object, ...], args: list[object]) -> int:
    """Return the index of an item by metered comparisons, or -1."""
    start = payload(args[2]) if len(args) > 2 else None
    stop = payload(args[3]) if len(args) > 3 else None
    index, end, _ = slice(start, stop).indices(len(items))
    wanted = args[1]
    simple = type(wanted) in _ATOMS
    while index < min(end, len(items)):
        item = items[index]
        if item is wanted or (item == wanted if simple and type(item) in _ATOMS else vm.equal(item, wanted)):
            return index
        index += 1
        if index & 1023 == 0:
            vm.spend(256)
    return -1


def _index(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    items = payload(args[0])
    if not isinstance(items, (list, tuple)):
        wrong_receiver(vm, args, "list", "index")
    name = "list" if isinstance(items, list) else "tuple"
    arity("index", args[1:], kwargs, 1, 3)
    found = _position(vm, items, args)
    if found < 0:
        raise ValueError(f"{vm.repr(args[1])} is not in list" if name == "list" else "tuple.index(x): x not in tuple")
    return found


def _count(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    items = payload(args[0])
    if not isinstance(items, (list, tuple)):
        wrong_receiver(vm, args, "list", "count")
    arity(f"{type(items).__name__}.count", args[1:], kwargs, 1, 1)
    wanted = args[1]
    simple = type(wanted) in _ATOMS
    found = 0
    index = 0
    while index < len(items):
        item = items[index]
        if item is wanted or (item == wanted if simple and type(item) in _ATOMS else vm.equal(item, wanted)):
            found += 1
        index += 1
        if index & 1023 == 0:
            vm.spend(256)
    return found


def _remove(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    items = as_list(vm, "remove", args)
    arity("list.remove", args[1:], kwargs, 1, 1)
    found = _position(vm, items, args)
    if found < 0:
        raise ValueError("list.remove(x): x not in list")
    del items[found : found + 1]
    return None


def _iter(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return native_iter(payload(args[0]))


def _reversed(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return native_reversed(payload(args[0]))


def _eq(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__eq__", args[1:], kwargs, 1, 1)
    a, b = payload(args[0]), payload(args[1])
    return vm.equal(a, b) if type(a) is type(b) else NotImplemented


def _ne(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__ne__", args[1:], kwargs, 1, 1)
    a, b = payload(args[0]), payload(args[1])
    return not vm.equal(a, b) if type(a) is type(b) else NotImplemented


def _repr(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return formatting.payload_repr(vm, args[0])


def _tuple_hash(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return vm.hash(payload(args[0]))


_COMPARISONS: Final = ("__lt__", "__le__", "__gt__", "__ge__")

LIST: Final = native_class(
    "list",
    list,
    (),
    [
        native("append", list.append, keeps=1),
        native("clear", list.clear),
        native("copy", list.copy, cost=cost.copied),
        managed("count", _count),
        managed("extend", _extend),
        managed("index", _index),
        native("insert", list.insert, keeps=2),
        native("pop", list.pop),
        managed("remove", _remove),
        native("reverse", list.reverse),
        managed("sort", _sort),
        managed("__init__", _list_init),
        native("__getitem__", list.__getitem__),
        native("__setitem__", list.__setitem__, keeps=2),
        native("__delitem__", list.__delitem__),
        native("__len__", list.__len__),
        native("__contains__", list.__contains__, cost=cost.walk_both),
        native("__add__", list.__add__, cost=cost.grown),
        native("__mul__", list.__mul__, cost=cost.repeat),
        native("__rmul__", list.__rmul__, cost=cost.repeat),
        native("__imul__", list.__imul__, cost=cost.repeat),
        managed("__iadd__", _iadd),
        managed("__eq__", _eq),
        managed("__ne__", _ne),
        *[native(name, getattr(list, name), cost=cost.walk_both) for name in _COMPARISONS],
        managed("__iter__", _iter),
        managed("__reversed__", _reversed),
        managed("__repr__", _repr),
    ],
    new=_list,
    attrs={"__hash__": None},
    doc="A mutable sequence.",
)

TUPLE: Final = native_class(
    "tuple",
    tuple,
    (),
    [
        managed("count", _count),
        managed("index", _index),
        native("__getitem__", tuple.__getitem__),
        native("__len__", tuple.__len__),
        native("__contains__", tuple.__contains__, cost=cost.walk_both),
        native("__add__", tuple.__add__, cost=cost.grown),
        native("__mul__", tuple.__mul__, cost=cost.repeat),
        native("__rmul__", tuple.__rmul__, cost=cost.repeat),
        managed("__eq__", _eq),
        managed("__ne__", _ne),
        *[native(name, getattr(tuple, name), cost=cost.walk_both) for name in _COMPARISONS],
        managed("__hash__", _tuple_hash),
        managed("__iter__", _iter),
        managed("__repr__", _repr),
    ],
    new=_tuple,
    doc="An immutable sequence.",
)


def _range(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    if kwargs:
        raise TypeError("range() takes no keyword arguments")
    arity("range", args, None, 1, 3)
    plain: list[int] = []
    for arg in args:
        value = payload(arg)
        if type(value) is Instance and vm.has_guest_code(value, "__index__"):
            return Invoke(vm.prelude("builtins", "range_from"), args)
        if not isinstance(value, int):
            raise TypeError(f"'{vm.class_name(arg)}' object cannot be interpreted as an integer")
        plain.append(value)
    return range(*plain)


def _slice(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("slice", args, kwargs, 1, 3)
    return slice(*args)


def _range_count(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    items = payload(args[0])
    if not isinstance(items, range):
        wrong_receiver(vm, args, "range", "count")
    arity("range.count", args[1:], kwargs, 1, 1)
    wanted = payload(args[1])
    return int(isinstance(wanted, (int, float)) and _in_range(items, wanted))


def _in_range(items: range, wanted: object) -> bool:
    if isinstance(wanted, float):
        return wanted.is_integer() and int(wanted) in items
    return isinstance(wanted, int) and int(wanted) in items


def _range_index(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    items = payload(args[0])
    if not isinstance(items, range):
        wrong_receiver(vm, args, "range", "index")
    arity("range.index", args[1:], kwargs, 1, 1)
    wanted = payload(args[1])
    if isinstance(wanted, (int, float)) and _in_range(items, wanted):
        return items.index(int(wanted))
    if isinstance(wanted, int):
        raise ValueError(f"{vm.repr(wanted)} is not in range")
    raise ValueError("sequence.index(x): x not in sequence")


def _range_len(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    items = payload(args[0])
    if not isinstance(items, range):
        wrong_receiver(vm, args, "range", "__len__")
    length = range_length(items)
    if length >= 1 << 63:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return length


RANGE: Final = native_class(
    "range",
    range,
    (),
    [
        managed("count", _range_count),
        managed("index", _range_index),
        getter("start", read("start")),
        getter("stop", read("stop")),
        getter("step", read("step")),
        native("__getitem__", range.__getitem__),
        managed("__len__", _range_len),
        native("__eq__", range.__eq__),
        native("__hash__", range.__hash__),
        native("__repr__", range.__repr__),
        managed("__iter__", _iter),
        managed("__reversed__", _reversed),
    ],
    new=_range,
    final=True,
    doc="An immutable sequence of integers.",
)

SLICE: Final = native_class(
    "slice",
    slice,
    (),
    [
        getter("start", read("start")),
        getter("stop", read("stop")),
        getter("step", read("step")),
        native("indices", slice.indices),
        native("__eq__", slice.__eq__),
        managed("__repr__", _repr),
    ],
    new=_slice,
    final=True,
    attrs={"__hash__": None},
    doc="slice(start, stop, step)",
)

make_new(TUPLE)
make_new_empty(LIST)
