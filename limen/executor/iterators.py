"""Iterators over host data: plain data that a snapshot can hold, and that never run guest code."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from collections.abc import Iterator as HostIterator
from typing import TYPE_CHECKING, Any, Final, final

from mypy_extensions import i64

from limen.executor.values import Class, Generator, Instance, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

MAX_NESTING: Final = 100  # deeper chains of iterators become prelude generators


@final
class Exhausted:
    """The type of EXHAUSTED, what `step` returns when there is no next item."""


EXHAUSTED: Final = Exhausted()

_SIMPLE: Final = frozenset({int, float, str, bool, type(None), bytes})


class Iterator:
    """An iterator of the guest's over host data."""

    def __init__(self) -> None:
        self.nesting: int = 0

    def step(self, vm: Vm) -> object:
        """Return the next item, or EXHAUSTED."""
        return EXHAUSTED

    def remaining(self) -> int:
        """Return the number of items left where that is known, else 0 (`__length_hint__`)."""
        return 0


@final
class ListIterator(Iterator):
    """`list_iterator`; sees changes of the list. At its end it lets go of the list."""

    def __init__(self, source: list[object]) -> None:
        super().__init__()
        self.source: list[object] = source
        self.index: i64 = 0

    def step(self, vm: Vm) -> object:
        index = self.index
        if index < len(self.source):
            self.index = index + 1
            return self.source[index]
        self.source = []
        return EXHAUSTED

    def remaining(self) -> int:
        return max(0, len(self.source) - int(self.index))


@final
class ListReverseIterator(Iterator):
    """`list_reverseiterator`."""

    def __init__(self, items: list[object]) -> None:
        super().__init__()
        self.items: list[object] = items
        self.index: int = len(items) - 1

    def step(self, vm: Vm) -> object:
        index = self.index
        if 0 <= index < len(self.items):
            self.index = index - 1
            return self.items[index]
        self.index = -1
        return EXHAUSTED

    def remaining(self) -> int:
        return self.index + 1


@final
class TupleIterator(Iterator):
    """`tuple_iterator`."""

    def __init__(self, items: tuple[object, ...]) -> None:
        super().__init__()
        self.items: tuple[object, ...] = items
        self.index: int = 0

    def step(self, vm: Vm) -> object:
        index = self.index
        if index < len(self.items):
            self.index = index + 1
            return self.items[index]
        return EXHAUSTED

    def remaining(self) -> int:
        return len(self.items) - self.index


@final
class StrIterator(Iterator):
    """`str_iterator`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text: str = text
        self.index: int = 0

    def step(self, vm: Vm) -> object:
        index = self.index
        if index < len(self.text):
            self.index = index + 1
            return self.text[index]
        return EXHAUSTED

    def remaining(self) -> int:
        return len(self.text) - self.index


@final
class BytesIterator(Iterator):
    """`bytes_iterator`."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data: bytes = data
        self.index: int = 0

    def step(self, vm: Vm) -> object:
        index = self.index
        if index < len(self.data):
            self.index = index + 1
            return self.data[index]
        return EXHAUSTED

    def remaining(self) -> int:
        return len(self.data) - self.index


@final
class BytearrayIterator(Iterator):
    """`bytearray_iterator`; sees changes of the bytearray."""

    def __init__(self, data: bytearray) -> None:
        super().__init__()
        self.data: bytearray | None = data
        self.index: int = 0

    def step(self, vm: Vm) -> object:
        data = self.data
        if data is None:
            return EXHAUSTED
        index = self.index
        if index < len(data):
            self.index = index + 1
            return data[index]
        self.data = None
        return EXHAUSTED

    def remaining(self) -> int:
        return 0 if self.data is None else max(0, len(self.data) - self.index)


@final
class ArrayIterator(Iterator):
    """`arrayiterator`; sees changes of the array."""

    def __init__(self, data: array[Any]) -> None:
        super().__init__()
        self.data: array[Any] = data
        self.index: int = 0

    def step(self, vm: Vm) -> object:
        index = self.index
        data = self.data
        if index < len(data):
            self.index = index + 1
            return data[index]
        return EXHAUSTED

    def remaining(self) -> int:
        return max(0, len(self.data) - self.index)


@final
class RangeIterator(Iterator):
    """`range_iterator`."""

    def __init__(self, start: int, left: int, step_size: int) -> None:
        super().__init__()
        self.current: int = start
        self.left: int = left
        self.step_size: int = step_size

    def step(self, vm: Vm) -> object:
        if self.left <= 0:
            return EXHAUSTED
        self.left -= 1
        value = self.current
        self.current = value + self.step_size
        return value

    def remaining(self) -> int:
        return self.left


@final
class DictIterator(Iterator):
    """Iterator over a dictionary or a view of it: "key", "value" or "item"; forwards or reversed.

    `live` is the host's own iterator, which notices changes of size; it is made again from `position` when absent.
    """

    def __init__(self, data: dict[object, object], kind: str, is_reversed: bool = False) -> None:
        super().__init__()
        self.data: dict[object, object] = data
        self.kind: str = kind
        self.is_reversed: bool = is_reversed
        self.position: int = 0
        self.done: bool = False
        self.live: HostIterator[object] | None = None

    def start(self) -> HostIterator[object]:
        """Return the host iterator at `position`."""
        live: HostIterator[object]
        if self.kind == "key":
            live = reversed(self.data) if self.is_reversed else iter(self.data)
        elif self.kind == "value":
            live = reversed(self.data.values()) if self.is_reversed else iter(self.data.values())
        else:
            live = reversed(self.data.items()) if self.is_reversed else iter(self.data.items())
        for _ in range(self.position):
            next(live, None)
        self.live = live
        return live

    def step(self, vm: Vm) -> object:
        if self.done:
            return EXHAUSTED
        live = self.live
        if live is None:
            live = self.start()
        value = next(live, EXHAUSTED)
        if value is EXHAUSTED:
            self.done = True
            self.live = None
        else:
            self.position += 1
        return value

    def remaining(self) -> int:
        return 0 if self.done else max(0, len(self.data) - self.position)


@final
class SetIterator(Iterator):
    """`set_iterator`, of sets and frozensets; `live` as for DictIterator."""

    def __init__(self, data: set[object] | frozenset[object]) -> None:
        super().__init__()
        self.data: set[object] | frozenset[object] = data
        self.position: int = 0
        self.done: bool = False
        self.live: HostIterator[object] | None = None

    def start(self) -> HostIterator[object]:
        """Return the host iterator at `position`."""
        live = iter(self.data)
        for _ in range(self.position):
            next(live, None)
        self.live = live
        return live

    def step(self, vm: Vm) -> object:
        if self.done:
            return EXHAUSTED
        live = self.live
        if live is None:
            live = self.start()
        value = next(live, EXHAUSTED)
        if value is EXHAUSTED:
            self.done = True
            self.live = None
        else:
            self.position += 1
        return value

    def remaining(self) -> int:
        return 0 if self.done else max(0, len(self.data) - self.position)


@final
class SequenceReverseIterator(Iterator):
    """`reversed` over a str, tuple, range, bytes, bytearray or array."""

    def __init__(self, items: str | tuple[object, ...] | range | bytes | bytearray | array[Any]) -> None:
        super().__init__()
        self.items: str | tuple[object, ...] | range | bytes | bytearray | array[Any] = items
        self.index: int = len(items) - 1

    def step(self, vm: Vm) -> object:
        index = self.index
        if 0 <= index < len(self.items):
            self.index = index - 1
            return self.items[index]
        self.index = -1
        return EXHAUSTED

    def remaining(self) -> int:
        return self.index + 1


@final
class EnumerateIterator(Iterator):
    """`enumerate` over an Iterator."""

    def __init__(self, source: Iterator, count: int) -> None:
        super().__init__()
        self.source: Iterator = source
        self.count: int = count
        self.nesting = source.nesting + 1

    def step(self, vm: Vm) -> object:
        item = self.source.step(vm)
        if item is EXHAUSTED:
            return EXHAUSTED
        count = self.count
        self.count = count + 1
        return (count, item)


@final
class ZipIterator(Iterator):
    """`zip` over Iterators."""

    def __init__(self, sources: list[Iterator], strict: bool) -> None:
        super().__init__()
        self.sources: list[Iterator] = sources
        self.strict: bool = strict
        self.done: bool = not sources
        for source in sources:
            self.nesting = max(self.nesting, source.nesting + 1)

    def step(self, vm: Vm) -> object:
        if self.done:
            return EXHAUSTED
        items: list[object] = []
        for source in self.sources:
            item = source.step(vm)
            if item is EXHAUSTED:
                self.done = True
                if self.strict:
                    self.check_end(vm, len(items))
                return EXHAUSTED
            items.append(item)
        return tuple(items)

    def check_end(self, vm: Vm, ended: int) -> None:
        """Raise ValueError unless all sources end where number `ended` did."""
        if ended:
            before = " " if ended == 1 else "s 1-"
            raise ValueError(f"zip() argument {ended + 1} is shorter than argument{before}{ended}")
        for index in range(1, len(self.sources)):
            if self.sources[index].step(vm) is not EXHAUSTED:
                before = " " if index == 1 else "s 1-"
                raise ValueError(f"zip() argument {index + 1} is longer than argument{before}{index}")


@final
class MapIterator(Iterator):
    """`map` of a native function, or a native class, over one Iterator."""

    def __init__(self, function: object, call: Native | None, host: type | None, source: Iterator) -> None:
        super().__init__()
        self.function: object = function
        self.call: Native | None = call
        self.host: type | None = host
        self.source: Iterator = source
        self.nesting = source.nesting + 1

    def step(self, vm: Vm) -> object:
        item = self.source.step(vm)
        if item is EXHAUSTED:
            return EXHAUSTED
        if type(item) in _SIMPLE:
            if self.host is not None:
                return self.host(item)
            if self.call is not None:
                return self.call.call(item)
        return vm.call_nested(self.function, [item])


def make_map(function: object, source: Iterator) -> Iterator | None:
    """Return a MapIterator, or None when mapping `function` may run guest code for each item."""
    if source.nesting >= MAX_NESTING:
        return None
    if type(function) is Class:
        if function.host in _SIMPLE:
            return MapIterator(function, None, function.host, source)
    elif type(function) is Native and function.plain and not function.iterables and function.cost is None:
        return MapIterator(function, function, None, source)
    return None


_KEYS: Final[type] = type({}.keys())
_VALUES: Final[type] = type({}.values())
_ITEMS: Final[type] = type({}.items())


@final
class _Unwrap:
    """Right operand that makes a mapping proxy give up its dictionary: the proxy unwraps itself for `|`."""

    def __ror__(self, data: dict[object, object]) -> dict[object, object]:
        return data


def viewed(view: object) -> dict[object, object]:
    """Return the dictionary that a dictionary view shows."""
    found: dict[object, object] = view.mapping | _Unwrap()  # type: ignore[attr-defined]
    return found


def range_length(value: range) -> int:
    """Return the number of items of a range; `len` refuses long ones."""
    step = value.step
    distance = value.stop - value.start if step > 0 else value.start - value.stop
    return max(0, (distance + abs(step) - 1) // abs(step))


def native_iter(value: object) -> Iterator | None:
    """Return an Iterator over a host iterable (an Iterator is its own), None for guest objects and non-iterables."""
    kind = type(value)
    if isinstance(value, list):
        return ListIterator(value)
    if isinstance(value, range):
        return RangeIterator(value.start, range_length(value), value.step)
    if isinstance(value, tuple):
        return TupleIterator(value)
    if isinstance(value, str):
        return StrIterator(value)
    if isinstance(value, dict):
        return DictIterator(value, "key")
    if isinstance(value, Iterator):
        return value
    if isinstance(value, (set, frozenset)):
        return SetIterator(value)
    if kind is _ITEMS:
        return DictIterator(viewed(value), "item")
    if kind is _VALUES:
        return DictIterator(viewed(value), "value")
    if kind is _KEYS:
        return DictIterator(viewed(value), "key")
    if isinstance(value, bytes):
        return BytesIterator(value)
    if isinstance(value, bytearray):
        return BytearrayIterator(value)
    if isinstance(value, array):
        return ArrayIterator(value)
    if isinstance(value, Instance):
        return payload_iter(value)
    make = MADE.get(kind)
    return None if make is None else make(value)


def payload_iter(value: Instance) -> Iterator | None:
    """Return an Iterator over the payload of an instance, None when it has none or its class defines `__iter__`."""
    if value.payload is None or type(value.cls.lookup("__iter__")) is not Native:
        return None
    kind = type(value.payload)
    return native_iter(value.payload) if kind in HOST_ITERABLES or kind in MADE else None


def native_reversed(value: object) -> Iterator | None:
    """Return a reversed Iterator over a host sequence or dictionary (view), None for everything else."""
    kind = type(value)
    if isinstance(value, list):
        return ListReverseIterator(value)
    if isinstance(value, range):
        length = range_length(value)
        return RangeIterator(value.start + (length - 1) * value.step, length, -value.step)
    if isinstance(value, (str, tuple, bytes, bytearray, array)):
        return SequenceReverseIterator(value)
    if isinstance(value, dict):
        return DictIterator(value, "key", True)
    if kind is _ITEMS:
        return DictIterator(viewed(value), "item", True)
    if kind is _VALUES:
        return DictIterator(viewed(value), "value", True)
    if kind is _KEYS:
        return DictIterator(viewed(value), "key", True)
    return None


# Exact host type of a module's own iterable -> what makes an Iterator over it.
MADE: Final[dict[type, Callable[[object], Iterator]]] = {}

HOST_ITERABLES: Final = frozenset(
    {list, tuple, str, dict, set, frozenset, range, bytes, bytearray, _KEYS, _VALUES, _ITEMS, array}
)


def by_guest(value: object) -> bool:
    """True when iterating over `value` runs guest code (or fails in the way the VM says)."""
    if type(value) is Instance:
        return payload_iter(value) is None
    return type(value) is Generator or type(value) is Class


def host_items(vm: Vm, value: object) -> list[object] | None:
    """Return the items of a host iterable, metered; a list is returned as it is; None when guest code must run.

    Raises TypeError when `value` is not iterable.
    """
    if type(value) is list:
        return value
    if by_guest(value):
        return None
    found = native_iter(value)
    if found is None:
        raise TypeError(f"'{vm.class_name(value)}' object is not iterable")
    items: list[object] = []
    expected = found.remaining()
    vm.charge(expected * 8)
    while True:
        item = found.step(vm)
        if item is EXHAUSTED:
            return items
        items.append(item)
        if len(items) & 1023 == 0:
            vm.spend(1024)
            if len(items) > expected:
                vm.charge(8192)
