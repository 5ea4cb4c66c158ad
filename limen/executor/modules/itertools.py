"""itertools: iterators over host data here, those that run guest code in the prelude."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, final

from limen.executor.iterators import EXHAUSTED, MAX_NESTING, Iterator, by_guest, host_items, native_iter
from limen.executor.surface import SURFACE
from limen.executor.types import arity, class_method, cost, managed, native_class, payload
from limen.executor.values import Class, Invoke, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_IN_PRELUDE: Final = (
    "accumulate",
    "batched",
    "compress",
    "cycle",
    "dropwhile",
    "filterfalse",
    "starmap",
    "takewhile",
    "zip_longest",
)


@final
class CountIterator(Iterator):
    """`itertools.count` over host numbers."""

    def __init__(self, start: object, step: object) -> None:
        super().__init__()
        self.value: object = start
        self.by: object = step

    def step(self, vm: Vm) -> object:
        value = self.value
        if type(value) is Decimal or type(self.by) is Decimal:
            cost.meets_decimal(vm, value)
            cost.meets_decimal(vm, self.by)
        self.value = value + self.by  # type: ignore[operator]
        return value


@final
class RepeatIterator(Iterator):
    """`itertools.repeat`; left: how often it still comes, -1 for ever."""

    def __init__(self, value: object, left: int) -> None:
        super().__init__()
        self.value: object = value
        self.left: int = left

    def step(self, vm: Vm) -> object:
        if self.left == 0:
            return EXHAUSTED
        if self.left > 0:
            self.left -= 1
        return self.value

    def remaining(self) -> int:
        return max(self.left, 0)


@final
class ChainIterator(Iterator):
    """`itertools.chain` over host iterables."""

    def __init__(self, sources: list[Iterator]) -> None:
        super().__init__()
        self.nesting = 1 + max((source.nesting for source in sources), default=0)
        self.sources: list[Iterator] = sources
        self.place: int = 0

    def step(self, vm: Vm) -> object:
        while self.place < len(self.sources):
            item = self.sources[self.place].step(vm)
            if item is not EXHAUSTED:
                return item
            self.place += 1
        return EXHAUSTED


@final
class SliceIterator(Iterator):
    """`itertools.islice` over a host iterator; stop -1: to its end."""

    def __init__(self, source: Iterator, start: int, stop: int, by: int) -> None:
        super().__init__()
        self.nesting = source.nesting + 1
        self.source: Iterator = source
        self.at: int = 0
        self.start: int = start
        self.stop: int = stop
        self.by: int = by

    def step(self, vm: Vm) -> object:
        while self.at < self.start:
            if self.source.step(vm) is EXHAUSTED:
                self.stop = self.start = 0
                return EXHAUSTED
            self.at += 1
            vm.spend(1)
        if 0 <= self.stop <= self.at:
            return EXHAUSTED
        self.at += 1
        self.start += self.by
        if 0 <= self.stop < self.start:
            self.start = self.stop
        return self.source.step(vm)


@final
class PairIterator(Iterator):
    """`itertools.pairwise` over a host iterator."""

    def __init__(self, source: Iterator) -> None:
        super().__init__()
        self.nesting = source.nesting + 1
        self.source: Iterator = source
        self.previous: object = EXHAUSTED

    def step(self, vm: Vm) -> object:
        previous = self.previous
        if previous is EXHAUSTED:
            previous = self.source.step(vm)
            if previous is EXHAUSTED:
                return EXHAUSTED
        item = self.previous = self.source.step(vm)
        return EXHAUSTED if item is EXHAUSTED else (previous, item)


@final
class ProductIterator(Iterator):
    """`itertools.product`."""

    def __init__(self, pools: list[list[object]]) -> None:
        super().__init__()
        self.pools: list[list[object]] = pools
        self.places: list[int] = [0] * len(pools)
        self.done: bool = any(not pool for pool in pools)

    def step(self, vm: Vm) -> object:
        if self.done:
            return EXHAUSTED
        places = self.places
        pools = self.pools
        result = tuple([pool[place] for pool, place in zip(pools, places, strict=True)])
        index = len(places) - 1
        while index >= 0:
            places[index] += 1
            if places[index] < len(pools[index]):
                return result
            places[index] = 0
            index -= 1
        self.done = True
        return result


@final
class PermutationsIterator(Iterator):
    """`itertools.permutations`."""

    def __init__(self, pool: list[object], length: int) -> None:
        super().__init__()
        self.pool: list[object] = pool
        self.length: int = length
        self.indices: list[int] = list(range(len(pool)))
        self.cycles: list[int] = list(range(len(pool), len(pool) - length, -1))
        self.done: bool = length > len(pool)

    def step(self, vm: Vm) -> object:
        if self.done:
            return EXHAUSTED
        indices, cycles, pool = self.indices, self.cycles, self.pool
        result = tuple([pool[index] for index in indices[: self.length]])
        place = self.length - 1
        while place >= 0:
            cycles[place] -= 1
            if cycles[place] == 0:
                indices[place:] = [*indices[place + 1 :], indices[place]]
                cycles[place] = len(pool) - place
                place -= 1
                continue
            other = len(pool) - cycles[place]
            indices[place], indices[other] = indices[other], indices[place]
            return result
        self.done = True
        return result


@final
class CombinationsIterator(Iterator):
    """`itertools.combinations`, and those with replacement."""

    def __init__(self, pool: list[object], length: int, replaced: bool) -> None:
        super().__init__()
        self.pool: list[object] = pool
        self.replaced: bool = replaced
        self.indices: list[int] = [0] * length if replaced else list(range(length))
        self.done: bool = (not pool and length > 0) if replaced else length > len(pool)

    def step(self, vm: Vm) -> object:
        if self.done:
            return EXHAUSTED
        indices, pool = self.indices, self.pool
        length = len(indices)
        result = tuple([pool[index] for index in indices])
        place = length - 1
        while place >= 0:
            last = len(pool) - 1 if self.replaced else place + len(pool) - length
            if indices[place] != last:
                first = indices[place] + 1
                for index in range(place, length):
                    indices[index] = first if self.replaced else first + index - place
                return result
            place -= 1
        self.done = True
        return result


def _named(name: str, parameters: tuple[str, ...], defaults: Args, args: Args, kwargs: Kwargs) -> Args:
    """Return the arguments of a function with these parameters; the last ones have defaults."""
    if len(args) > len(parameters):
        raise TypeError(f"{name}() takes at most {len(parameters)} arguments ({len(args)} given)")
    found = dict(zip(parameters, args, strict=False))
    for key, value in (kwargs or {}).items():
        if key not in parameters:
            raise TypeError(f"'{key}' is an invalid keyword argument for {name}()")
        if key in found:
            place = parameters.index(key) + 1
            raise TypeError(f"argument for {name}() given by name ('{key}') and position ({place})")
        found[key] = value
    required = len(parameters) - len(defaults)
    for place, key in enumerate(parameters):
        if key not in found:
            if place < required:
                raise TypeError(f"{name}() missing required argument '{key}' (pos {place + 1})")
            found[key] = defaults[place - required]
    return [found[key] for key in parameters]


def _whole(vm: Vm, value: object) -> int:
    held = payload(value)
    if not isinstance(held, int):
        raise TypeError(f"'{vm.class_name(value)}' object cannot be interpreted as an integer")
    return int(held)


def _count(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    start, step = (payload(value) for value in _named("count", ("start", "step"), [0, 1], args, kwargs))
    if vm.is_guest(start) or vm.is_guest(step):
        return Invoke(SURFACE.prelude("itertools", "count"), [start, step])
    if type(start) is Decimal or type(step) is Decimal:
        cost.meets_decimal(vm, start)
        cost.meets_decimal(vm, step)
    try:
        start + step  # type: ignore[operator]
        if isinstance(start, (str, list, tuple, bytes)):
            raise TypeError
    except TypeError:
        raise TypeError("a number is required") from None
    return CountIterator(start, step)


def _count_repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    value = args[0]
    assert isinstance(value, CountIterator)
    end = "" if type(value.by) is int and value.by == 1 else f", {vm.repr(value.by)}"
    return f"count({vm.repr(value.value)}{end})"


def _repeat(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    value, times = _named("repeat", ("object", "times"), [EXHAUSTED], args, kwargs)
    return RepeatIterator(value, -1 if times is EXHAUSTED else max(_whole(vm, times), 0))


def _chain(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    if kwargs:
        raise TypeError("chain() takes no keyword arguments")
    sources: list[Iterator] = []
    for value in args:
        source = native_iter(value)
        if source is None or isinstance(value, (Iterator, list, dict, set)) or source.nesting > MAX_NESTING:
            break
        sources.append(source)
    else:
        return ChainIterator(sources)
    return Invoke(SURFACE.prelude("itertools", "chain"), [list(args)])


def _chain_from(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("from_iterable", args[1:], kwargs, 1, 1)
    return Invoke(SURFACE.prelude("itertools", "chain_from"), [args[1]])


def _bound(vm: Vm, value: object, what: str, default: int) -> int:
    held = payload(value)
    if held is None:
        return default
    if not isinstance(held, int) or held < 0 or held > 2**63 - 1:
        raise ValueError(what)
    return int(held)


def _islice(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    arity("islice", args, kwargs, 2, 4)
    given = args[1:]
    wrong = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
    if len(given) == 1:
        stop = _bound(vm, given[0], "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.", -1)
        start, by = 0, 1
    else:
        start, stop = _bound(vm, given[0], wrong, 0), _bound(vm, given[1], wrong, -1)
        by = _bound(
            vm, given[2] if len(given) > 2 else None, "Step for islice() must be a positive integer or None.", 1
        )
        if by == 0:
            raise ValueError("Step for islice() must be a positive integer or None.")
    source = native_iter(args[0])
    if source is not None and source.nesting < MAX_NESTING:
        return SliceIterator(source, start, stop, by)
    return Invoke(SURFACE.prelude("itertools", "islice_of"), [args[0], start, None if stop < 0 else stop, by])


def _pairwise(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    arity("pairwise", args, kwargs, 1, 1)
    source = native_iter(args[0])
    if source is not None and source.nesting < MAX_NESTING:
        return PairIterator(source)
    return Invoke(SURFACE.prelude("itertools", "pairwise"), [args[0]])


def _pool(vm: Vm, value: object) -> list[object]:
    items = host_items(vm, value)
    assert items is not None
    vm.charge(len(items) * 8)
    return items[:]


def _product(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    rest = dict(kwargs or {})
    repeat = _whole(vm, rest.pop("repeat", 1))
    if rest:
        raise TypeError(f"'{next(iter(rest))}' is an invalid keyword argument for product()")
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    if any(by_guest(value) for value in args):
        return Invoke(SURFACE.prelude("itertools", "with_lists"), [cls, list(args), {"repeat": repeat}])
    vm.charge(len(args) * repeat * 16)
    return ProductIterator([_pool(vm, value) for value in args] * repeat)


def _chosen(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    name = cls.name
    if name == "permutations":
        iterable, r = _named(name, ("iterable", "r"), [None], args, kwargs)
    else:
        iterable, r = _named(name, ("iterable", "r"), [], args, kwargs)
    if by_guest(iterable):
        return Invoke(SURFACE.prelude("itertools", "with_lists"), [cls, [iterable], {"r": r}])
    pool = _pool(vm, iterable)
    if name == "permutations" and r is None:
        length = len(pool)
    else:
        held = payload(r)
        if not isinstance(held, int):
            if name == "permutations":
                raise TypeError("Expected int as r")
            raise TypeError(f"'{vm.class_name(r)}' object cannot be interpreted as an integer")
        length = int(held)
    if length < 0:
        raise ValueError("r must be non-negative")
    vm.charge(length * 16)
    if name == "permutations":
        return PermutationsIterator(pool, length)
    return CombinationsIterator(pool, length, name == "combinations_with_replacement")


def _new_in_prelude(name: str) -> Class:
    def new(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
        return Invoke(SURFACE.prelude("itertools", name), args, kwargs)

    return native_class(name, None, (), new=new, module="itertools")


def _iterator(name: str, host: type | None, new: object, methods: list[object] | None = None) -> Class:
    return native_class(name, host, (), methods or [], new=new, module="itertools")  # type: ignore[arg-type]


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: _new_in_prelude(name) for name in _IN_PRELUDE}
    members["groupby"] = SURFACE.prelude("itertools", "groupby")
    members["tee"] = SURFACE.prelude("itertools", "tee")
    members["count"] = _iterator("count", CountIterator, _count, [managed("__repr__", _count_repr)])
    members["repeat"] = _iterator("repeat", RepeatIterator, _repeat, [managed("__repr__", _repeat_repr)])
    members["chain"] = _iterator("chain", ChainIterator, _chain, [class_method("from_iterable", _chain_from)])
    members["islice"] = _iterator("islice", SliceIterator, _islice)
    members["pairwise"] = _iterator("pairwise", PairIterator, _pairwise)
    members["product"] = _iterator("product", ProductIterator, _product)
    members["permutations"] = _iterator("permutations", PermutationsIterator, _chosen)
    members["combinations"] = _iterator("combinations", CombinationsIterator, _chosen)
    members["combinations_with_replacement"] = _iterator("combinations_with_replacement", None, _chosen)
    return Module("itertools", members)


def _repeat_repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    value = args[0]
    assert isinstance(value, RepeatIterator)
    end = "" if value.left < 0 else f", {value.left}"
    return f"repeat({vm.repr(value.value)}{end})"
