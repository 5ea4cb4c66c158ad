"""array: the host's arrays, which hold numbers or characters and nothing else."""

from __future__ import annotations

from array import array, typecodes
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from limen.executor import operations
from limen.executor.iterators import by_guest, host_items, native_iter
from limen.executor.surface import SURFACE, getter, managed, native_class, payload
from limen.executor.types import arity, wrong_receiver
from limen.executor.values import Class, Instance, Invoke, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_OPERATORS: Final = ("eq", "ne", "lt", "le", "gt", "ge", "add", "mul", "rmul", "imul", "getitem", "len")


def _array_of(vm: Vm, args: Args, name: str) -> array[Any]:
    value = args[0] if args else None
    if not isinstance(value, array):
        wrong_receiver(vm, args, "array.array", name)
    return value


def _numbers(vm: Vm, items: list[object]) -> list[Any]:
    """The items as the host's arrays take them."""
    if any(type(item) is Instance for item in items):
        return [operations.as_number(vm, item) if type(item) is Instance else item for item in items]
    return items


def _new(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    if kwargs:
        raise TypeError("array.array() takes no keyword arguments")
    if not 1 <= len(args) <= 2:
        bound = "at least 1 argument" if not args else "at most 2 arguments"
        raise TypeError(f"array() takes {bound} ({len(args)} given)")
    code = payload(args[0])
    if not isinstance(code, str) or len(code) != 1:
        what = "str" if isinstance(code, str) else vm.class_name(args[0])
        raise TypeError(f"array() argument 1 must be a unicode character, not {what}")
    if len(args) == 1:
        return array(code)
    given = payload(args[1])
    if isinstance(given, array):
        vm.charge(len(given) * 8)
        return array(code, given)
    if isinstance(given, (str, bytes, bytearray)):
        vm.charge(len(given) * 4)
        return array(code, given)
    if by_guest(given):
        return Invoke(SURFACE.prelude("array", "from_iterable"), [cls, code, given])
    if code not in typecodes:
        return array(code)
    if native_iter(given) is None:
        raise TypeError(f"'{vm.class_name(given)}' object is not iterable")
    items = host_items(vm, given) or []
    vm.charge(len(items) * 8)
    return array(code, _numbers(vm, items))


def _extend(vm: Vm, target: array[Any], args: Args) -> object:
    given = payload(args[0])
    if isinstance(given, array):
        vm.charge(len(given) * given.itemsize)
        target.extend(given)
        return None
    if by_guest(given):
        return Invoke(SURFACE.prelude("array", "extend"), [target, given])
    items = host_items(vm, given) or []
    vm.charge(len(items) * target.itemsize)
    numbers = _numbers(vm, items)
    target.extend(numbers)
    return None


def _fromlist(vm: Vm, target: array[Any], args: Args) -> object:
    items = payload(args[0])
    if not isinstance(items, list):
        raise TypeError("arg must be list")
    vm.charge(len(items) * target.itemsize)
    target.fromlist(_numbers(vm, items))
    return None


def _frombytes(vm: Vm, target: array[Any], args: Args) -> object:
    data = payload(args[0])
    if isinstance(data, array):
        data = data.tobytes()
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{vm.class_name(args[0])}'")
    vm.charge(len(data))
    target.frombytes(data)
    return None


def _fromunicode(vm: Vm, target: array[Any], args: Args) -> object:
    text = payload(args[0])
    if not isinstance(text, str):
        raise TypeError(f"fromunicode() argument must be str, not {vm.class_name(args[0])}")
    vm.charge(len(text) * 4)
    target.fromunicode(text)
    return None


def _whole(make: Callable[[array[Any]], object], unit: int) -> Callable[[Vm, array[Any], Args], object]:
    """What gives all that an array holds in another form, `unit` bytes an item."""

    def call(vm: Vm, target: array[Any], args: Args) -> object:
        vm.charge(len(target) * unit)
        vm.spend(len(target) >> 3)
        return make(target)

    return call


def _find(vm: Vm, target: array[Any], value: object, start: int, stop: int) -> int:
    """The index of a value, -1 when it is not there."""
    if type(value) is not Instance:
        vm.spend(len(target) >> 3)
        try:
            return target.index(value, start, stop)
        except ValueError:
            return -1
    for index in range(start, stop):
        vm.spend(1)
        if index < len(target) and operations.equal(vm, target[index], value, 0):
            return index
    return -1


def _index(vm: Vm, target: array[Any], args: Args) -> object:
    bounds = [0, len(target)]
    for place, value in enumerate(args[1:]):
        held = payload(value)
        if not isinstance(held, int):
            raise TypeError("slice indices must be integers or have an __index__ method")
        bounds[place] = min(max(held + len(target), 0) if held < 0 else held, len(target))
    found = _find(vm, target, payload(args[0]), bounds[0], bounds[1])
    if found < 0:
        raise ValueError("array.index(x): x not in array")
    return found


def _remove(vm: Vm, target: array[Any], args: Args) -> object:
    found = _find(vm, target, payload(args[0]), 0, len(target))
    if found < 0:
        raise ValueError("array.remove(x): x not in array")
    del target[found]
    return None


def _count(vm: Vm, target: array[Any], args: Args) -> object:
    value = payload(args[0])
    vm.spend(len(target) >> 3)
    if type(value) is not Instance:
        return target.count(value)
    return sum(operations.equal(vm, item, value, 0) for item in target.tolist())


def _append(vm: Vm, target: array[Any], args: Args) -> object:
    target.append(operations.as_number(vm, args[0]))
    return None


def _insert(vm: Vm, target: array[Any], args: Args) -> object:
    place = payload(args[0])
    if not isinstance(place, int):
        raise TypeError(f"'{vm.class_name(args[0])}' object cannot be interpreted as an integer")
    vm.spend(len(target) >> 8)
    target.insert(place, operations.as_number(vm, args[1]))
    return None


def _pop(vm: Vm, target: array[Any], args: Args) -> object:
    place = payload(args[0]) if args else -1
    if not isinstance(place, int):
        raise TypeError(f"'{vm.class_name(args[0])}' object cannot be interpreted as an integer")
    return target.pop(place)


def _iadd(vm: Vm, target: array[Any], args: Args) -> object:
    other = payload(args[0])
    if not isinstance(other, array):
        raise TypeError(f'can only extend array with array (not "{vm.class_name(other)}")')
    vm.charge(len(other) * other.itemsize)
    target.extend(other)
    return target


def _item(name: str) -> Callable[[Vm, array[Any], Args], object]:
    def call(vm: Vm, target: array[Any], args: Args) -> object:
        if name == "__setitem__":
            return operations.store_item(vm, target, args[0], args[1])
        if name == "__delitem__":
            return operations.delete_item(vm, target, args[0])
        return operations.contains(vm, target, args[0], False)

    return call


# Methods and how many arguments they take.
_METHODS: Final[dict[str, tuple[Callable[[Vm, array[Any], Args], object], int, int]]] = {
    "__contains__": (_item("__contains__"), 1, 1),
    "__copy__": (_whole(lambda target: target[:], 8), 0, 0),
    "__deepcopy__": (_whole(lambda target: target[:], 8), 1, 1),
    "__delitem__": (_item("__delitem__"), 1, 1),
    "__iadd__": (_iadd, 1, 1),
    "__iter__": (lambda vm, target, args: native_iter(target), 0, 0),
    "__repr__": (_whole(repr, 24), 0, 0),
    "__setitem__": (_item("__setitem__"), 2, 2),
    "append": (_append, 1, 1),
    "byteswap": (_whole(lambda target: target.byteswap(), 0), 0, 0),
    "count": (_count, 1, 1),
    "extend": (_extend, 1, 1),
    "frombytes": (_frombytes, 1, 1),
    "fromlist": (_fromlist, 1, 1),
    "fromunicode": (_fromunicode, 1, 1),
    "index": (_index, 1, 3),
    "insert": (_insert, 2, 2),
    "pop": (_pop, 0, 1),
    "remove": (_remove, 1, 1),
    "reverse": (_whole(lambda target: target.reverse(), 0), 0, 0),
    "tobytes": (_whole(lambda target: target.tobytes(), 8), 0, 0),
    "tolist": (_whole(lambda target: target.tolist(), 40), 0, 0),
    "tounicode": (_whole(lambda target: target.tounicode(), 4), 0, 0),
}


def _method(name: str) -> Native:
    work, low, high = _METHODS[name]

    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        target = _array_of(vm, args, name)
        if kwargs or not low <= len(args) - 1 <= high:
            if low == high == 0 and not kwargs:
                raise TypeError(f"array.{name}() takes no arguments ({len(args) - 1} given)")
            arity(name if low != high or low > 1 else f"array.{name}", args[1:], None, low, high)
            raise TypeError(f"array.{name}() takes no keyword arguments")
        return work(vm, target, args[1:])

    return managed(name, call)


def _operator(name: str) -> Native:
    method = getattr(array, name)

    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        target = _array_of(vm, args, name)
        arity(name, args[1:], kwargs, 0 if name == "__len__" else 1, 0 if name == "__len__" else 1)
        other = payload(args[1]) if len(args) > 1 else None
        if name in ("__mul__", "__rmul__", "__imul__") and isinstance(other, int):
            vm.charge(len(target) * max(other, 0) * target.itemsize)
        elif name == "__getitem__":
            return operations.load_item(vm, target, other)
        elif isinstance(other, array):
            vm.charge((len(target) + len(other)) * 8)
        elif type(other) is Instance:
            return NotImplemented
        return method(target, other) if len(args) > 1 else len(target)

    return managed(name, call)


ARRAY: Final = native_class(
    "array",
    array,
    (),
    [
        *[_method(name) for name in _METHODS],
        *[_operator(f"__{name}__") for name in _OPERATORS],
        getter("itemsize", lambda vm, args, kwargs: _array_of(vm, args, "itemsize").itemsize),
        getter("typecode", lambda vm, args, kwargs: _array_of(vm, args, "typecode").typecode),
    ],
    new=_new,
    attrs={"__hash__": None},
    final=True,
    module="array",
)


def build() -> Module:
    """Return the module."""
    return Module("array", {"ArrayType": ARRAY, "array": ARRAY, "typecodes": typecodes})
