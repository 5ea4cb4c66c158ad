"""collections: deque by the host, the rest in the prelude."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator as HostIterator
from typing import TYPE_CHECKING, Final, final

from limen.executor import iterators, operations
from limen.executor.iterators import EXHAUSTED, Iterator, by_guest, host_items
from limen.executor.surface import SURFACE
from limen.executor.types import arity, getter, managed, native, native_class, payload, wrong_receiver
from limen.executor.types.instances import made, make_new_empty
from limen.executor.values import Class, Instance, Invoke, Module, Native, Property, StaticMethod

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_NAMES: Final = (
    "ChainMap",
    "Counter",
    "OrderedDict",
    "UserDict",
    "UserList",
    "UserString",
    "defaultdict",
    "namedtuple",
)
_NESTING: Final = 100  # deques inside deques, in repr

Args = list[object]
Kwargs = dict[str, object] | None


@final
class DequeIterator(Iterator):
    """`_collections._deque_iterator`: ends with RuntimeError when the deque was changed meanwhile.

    `live` is the host's own iterator, which notices that; it is made again from `position` when absent.
    """

    def __init__(self, source: deque[object], backward: bool) -> None:
        super().__init__()
        self.source: deque[object] = source
        self.backward: bool = backward
        self.position: int = 0
        self.length: int = len(source)
        self.live: HostIterator[object] | None = reversed(source) if backward else iter(source)

    def start(self) -> HostIterator[object]:
        """Return the host iterator at `position`."""
        live = reversed(self.source) if self.backward else iter(self.source)
        for _ in range(self.position):
            next(live, None)
        self.live = live
        return live

    def step(self, vm: Vm) -> object:
        live = self.live
        if live is None:
            live = self.start()
        self.position += 1
        return next(live, EXHAUSTED)

    def remaining(self) -> int:
        return max(0, self.length - self.position)


def _deque_of(vm: Vm, name: str, args: Args) -> deque[object]:
    value = payload(args[0]) if args else None
    if not isinstance(value, deque):
        wrong_receiver(vm, args, "collections.deque", name)
    return value


def _maxlen(vm: Vm, value: object) -> int | None:
    if value is None:
        return None
    held = payload(value)
    if not isinstance(held, int):
        raise TypeError("an integer is required")
    if held < 0:
        raise ValueError("maxlen must be non-negative")
    return int(held)


def _parse(args: Args, kwargs: Kwargs) -> list[object]:
    given = list(args)
    if len(given) > 2:
        raise TypeError(f"deque() takes at most 2 arguments ({len(given)} given)")
    found: list[object] = [*given, *[()] * (1 - len(given)), *[None] * (2 - max(len(given), 1))]
    for name, value in (kwargs or {}).items():
        if name not in ("iterable", "maxlen"):
            raise TypeError(f"'{name}' is an invalid keyword argument for deque()")
        place = 0 if name == "iterable" else 1
        if place < len(given):
            raise TypeError(f"argument for deque() given by name ('{name}') and position ({place + 1})")
        found[place] = value
    return found


def _deque(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    iterable, maxlen = _parse(args, kwargs)
    result: deque[object] = deque(maxlen=_maxlen(vm, maxlen))
    asked = _fill(vm, result, iterable, result)
    return result if asked is None else asked


def _fill(vm: Vm, target: deque[object], iterable: object, result: object) -> Invoke | None:
    if isinstance(payload(iterable), deque):
        iterable = list(payload(iterable))  # type: ignore[call-overload]
    if by_guest(iterable):
        return Invoke(SURFACE.prelude("builtins", "iadd"), [target, result, iterable])
    items = host_items(vm, iterable) or []
    vm.charge(len(items) * 8)
    target.extend(items)
    return None


def _init(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    target = _deque_of(vm, "__init__", args)
    iterable, maxlen = _parse(args[1:], kwargs)
    limit = _maxlen(vm, maxlen)
    receiver = args[0]
    if limit != target.maxlen and type(receiver) is Instance:
        target = receiver.payload = deque(maxlen=limit)
    target.clear()
    return _fill(vm, target, iterable, None)


def _append(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("deque.append", args[1:], kwargs, 1, 1)
    _deque_of(vm, "append", args).append(args[1])
    return None


def _append_left(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("deque.appendleft", args[1:], kwargs, 1, 1)
    _deque_of(vm, "appendleft", args).appendleft(args[1])
    return None


def _extend(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("deque.extend", args[1:], kwargs, 1, 1)
    return _fill(vm, _deque_of(vm, "extend", args), args[1], None)


def _extend_left(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    target = _deque_of(vm, "extendleft", args)
    arity("deque.extendleft", args[1:], kwargs, 1, 1)
    if by_guest(args[1]):
        return Invoke(SURFACE.prelude("collections", "extend_left"), [target, args[1]])
    items = list(payload(args[1])) if isinstance(payload(args[1]), deque) else host_items(vm, args[1]) or []  # type: ignore[call-overload]
    vm.charge(len(items) * 8)
    target.extendleft(items)
    return None


def _iadd(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    asked = _fill(vm, _deque_of(vm, "__iadd__", args), args[1], args[0])
    return args[0] if asked is None else asked


def _find(vm: Vm, name: str, args: Args, start: int, stop: int) -> int:
    """Return the index of args[1], -1 when it is not there; RuntimeError when a comparison changes the deque."""
    data = _deque_of(vm, name, args)
    items = list(data)
    for index in range(start, min(stop, len(items))):
        vm.spend(1)
        if items[index] is args[1] or operations.equal(vm, items[index], args[1], 0):
            return index
        if len(data) != len(items):
            raise RuntimeError("deque mutated during iteration")
    return -1


def _index(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("index", args[1:], kwargs, 1, 3)
    length = len(_deque_of(vm, "index", args))
    bounds = [0, length]
    for place, value in enumerate(args[2:]):
        held = payload(value)
        if not isinstance(held, int):
            raise TypeError("slice indices must be integers or have an __index__ method")
        bounds[place] = max(held + length, 0) if held < 0 else int(held)
    found = _find(vm, "index", args, bounds[0], bounds[1])
    if found < 0:
        raise ValueError(f"{vm.repr(args[1])} is not in deque")
    return found


def _remove(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("deque.remove", args[1:], kwargs, 1, 1)
    data = _deque_of(vm, "remove", args)
    found = _find(vm, "remove", args, 0, len(data))
    if found < 0:
        raise ValueError(f"{vm.repr(args[1])} is not in deque")
    del data[found]
    return None


def _count(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("deque.count", args[1:], kwargs, 1, 1)
    vm.spend(len(_deque_of(vm, "count", args)))
    return sum(item is args[1] or operations.equal(vm, item, args[1], 0) for item in list(_deque_of(vm, "count", args)))


def _contains(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("__contains__", args[1:], kwargs, 1, 1)
    return _find(vm, "__contains__", args, 0, len(_deque_of(vm, "__contains__", args))) >= 0


def _insert(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("insert", args[1:], kwargs, 2, 2)
    place = payload(args[1])
    if not isinstance(place, int):
        raise TypeError(f"'{vm.class_name(args[1])}' object cannot be interpreted as an integer")
    _deque_of(vm, "insert", args).insert(place, args[2])
    return None


def _copy(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    data = _deque_of(vm, "copy", args)
    vm.charge(len(data) * 8)
    receiver = args[0]
    return made(vm, receiver.cls, data.copy()) if type(receiver) is Instance else data.copy()


def _repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    data = _deque_of(vm, "__repr__", args)
    active = vm.state.setdefault("deques", set())
    assert isinstance(active, set)
    if id(data) in active:
        return "[...]"
    if len(active) > _NESTING:
        raise RecursionError("maximum recursion depth exceeded while getting the repr of an object")
    active.add(id(data))
    try:
        end = "" if data.maxlen is None else f", maxlen={data.maxlen}"
        return f"{vm.class_name(args[0])}({vm.repr(list(data))}{end})"
    finally:
        active.discard(id(data))


def _reversed(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return DequeIterator(_deque_of(vm, "__reversed__", args), True)


def _iter(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return DequeIterator(_deque_of(vm, "__iter__", args), False)


def _forward(value: object) -> Iterator:
    assert isinstance(value, deque)
    return DequeIterator(value, False)


DEQUE: Final = native_class(
    "deque",
    deque,
    (),
    [
        managed("__init__", _init),
        managed("append", _append),
        managed("appendleft", _append_left),
        native("pop", deque.pop),
        native("popleft", deque.popleft),
        managed("extend", _extend),
        managed("extendleft", _extend_left),
        managed("__iadd__", _iadd),
        native("clear", deque.clear),
        managed("copy", _copy),
        managed("__copy__", _copy),
        managed("count", _count),
        managed("index", _index),
        managed("insert", _insert),
        managed("remove", _remove),
        native("reverse", deque.reverse),
        native("rotate", deque.rotate),
        native("__len__", deque.__len__),
        native("__getitem__", deque.__getitem__),
        managed("__contains__", _contains),
        managed("__iter__", _iter),
        managed("__reversed__", _reversed),
        managed("__repr__", _repr),
        getter("maxlen", lambda vm, args, kwargs: _deque_of(vm, "maxlen", args).maxlen),
    ],
    new=_deque,
    attrs={"__hash__": None},
    module="collections",
)
make_new_empty(DEQUE)
native_class("_deque_iterator", DequeIterator, (), [], final=True, module="_collections")
iterators.MADE[deque] = _forward


def _tuple_new(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_tuple_new(typename, fields, defaults): `__new__` of a named tuple."""
    typename, fields, defaults = str(args[0]), args[1], args[2]
    assert isinstance(fields, tuple)
    assert isinstance(defaults, dict)
    defaults = dict(defaults)
    names: list[str] = [str(name) for name in fields]
    count = len(names)
    title = f"{typename}.__new__()"

    def new(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        if not args or type(args[0]) is not Class:
            raise TypeError(f"{title} missing 1 required positional argument: '_cls'")
        values = args[1:]
        if len(values) == count and not kwargs:
            return made(vm, args[0], tuple(values))
        if len(values) > count:
            low = count - len(defaults) + 1
            takes = f"from {low} to {count + 1}" if defaults else f"{count + 1}"
            plural = "" if count + 1 == 1 else "s"
            raise TypeError(f"{title} takes {takes} positional argument{plural} but {len(args)} were given")
        rest = dict(kwargs or {})
        for name in rest:
            if name not in names:
                raise TypeError(f"{title} got an unexpected keyword argument '{name}'")
            if name in names[: len(values)]:
                raise TypeError(f"{title} got multiple values for argument '{name}'")
        missing: list[str] = []
        for name in names[len(values) :]:
            if name in rest:
                values.append(rest[name])
            elif name in defaults:
                values.append(defaults[name])
            else:
                missing.append(name)
        if missing:
            raise TypeError(f"{title} missing {missing_text(missing)}")
        return made(vm, args[0], tuple(values))

    native_new = managed("__new__", new)
    native_new.recipe = ("_limen_tuple_new", args)
    return StaticMethod(native_new)


def missing_text(names: list[str], kind: str = "positional") -> str:
    """Return how CPython lists missing arguments: "2 required positional arguments: 'a' and 'b'"."""
    quoted = [f"'{name}'" for name in names]
    if len(quoted) > 2:
        listed = f"{', '.join(quoted[:-1])}, and {quoted[-1]}"
    else:
        listed = " and ".join(quoted)
    return f"{len(names)} required {kind} argument{'s' * (len(names) != 1)}: {listed}"


def _tuple_field(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_tuple_field(name, index): the property of one field of a named tuple."""
    name, index = args
    assert isinstance(index, int)

    def read(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        held = payload(args[0])
        assert isinstance(held, tuple)
        return held[index]

    reader = managed(str(name), read)
    reader.recipe = ("_limen_tuple_field", args)
    made = Property(reader, doc=f"Alias for field number {index}")
    made.name = str(name)
    return made


def build() -> Module:
    """Return the module."""
    natives: dict[str, Native] = {
        "_limen_tuple_new": managed("_limen_tuple_new", _tuple_new),
        "_limen_tuple_field": managed("_limen_tuple_field", _tuple_field),
    }
    SURFACE.intrinsics.update(natives)
    members: dict[str, object] = {name: SURFACE.prelude("collections", name) for name in _NAMES}
    members["deque"] = DEQUE
    return Module("collections", members)
