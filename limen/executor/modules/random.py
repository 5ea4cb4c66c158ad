"""random: the generator of the run, and `Random` objects; the same seed gives what CPython gives."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from limen.executor.iterators import host_items
from limen.executor.surface import managed, native_class, payload
from limen.executor.types import cost, wrong_receiver
from limen.executor.values import Class, Instance, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NUMBERS: Final = (
    "betavariate expovariate gammavariate gauss getrandbits lognormvariate normalvariate paretovariate randbytes randint "
    "random randrange triangular uniform vonmisesvariate weibullvariate"
)
_SEQUENCES: Final = ("choice", "choices", "sample", "shuffle", "seed")
_STATE_WORDS: Final = 625


def _plain_sequence(vm: Vm, value: object) -> object:
    """What the generator may index: exact sequences as they are; other iterables are what CPython says of them."""
    held = payload(value)
    if isinstance(held, (list, tuple, str, bytes, bytearray, range)):
        return held
    if type(held) is Instance:
        return vm.listed(held)
    return held


def _draw(vm: Vm, count: int) -> None:
    """Charge that many numbers before they are drawn, in one call of the host."""
    vm.charge(count * 8)
    vm.check_time(count * 2e-7)
    vm.spend(max(count, 0))


def _work(vm: Vm, generator: random.Random, name: str, args: Args, kwargs: Kwargs) -> object:
    """Call a method of a generator with plain arguments."""
    given = [payload(arg) for arg in args]
    named = {key: payload(value) for key, value in (kwargs or {}).items()}
    if name == "seed":
        value = given[0] if given else named.get("a")
        if not isinstance(value, (int, float, str, bytes, bytearray, type(None))):
            raise TypeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
        generator.seed(value)
        return None
    if name == "setstate":
        _check_state(given[0] if given else named.get("state"))
    elif name == "getstate":
        vm.charge(_STATE_WORDS * 40)
    elif name in _SEQUENCES and given:
        given[0] = _plain_sequence(vm, args[0])
        if name == "shuffle":
            _draw(vm, len(given[0]) if isinstance(given[0], (list, bytearray)) else 0)
        elif name == "sample":
            size = named.get("k", given[1] if len(given) > 1 else 0)
            _draw(vm, size if isinstance(size, int) else 0)
        elif name == "choices":
            count = named.get("k", given[3] if len(given) > 3 else 1)
            _draw(vm, count if isinstance(count, int) else 1)
            for key in ("weights", "cum_weights"):
                if named.get(key) is not None:
                    named[key] = host_items(vm, named[key])
        if isinstance(given[0], dict) and name == "choice":
            raise KeyError(0)
    elif name in ("getrandbits", "randbytes") and given and isinstance(given[0], int):
        vm.charge(given[0] if name == "randbytes" else given[0] // 8)
    with_decimals = any(type(value) is Decimal for value in [*given, *named.values()])
    for value in [*(given[1:] if name in _SEQUENCES else given), *named.values()]:
        if type(value) is Instance:
            raise TypeError(f"{name}() needs plain numbers, not '{vm.class_name(value)}'")
        if with_decimals:
            cost.meets_decimal(vm, value)
    result: object = getattr(generator, _METHODS[name])(*given, **named)
    vm.spend(1)
    return result


def _check_state(state: object) -> None:
    """Refuse what `getstate` has not given: the host's method keeps a part of it as it is."""
    if type(state) is tuple and len(state) == 3:
        version, words, spare = state
        if version == 3 and type(words) is tuple and len(words) == _STATE_WORDS:
            if all(type(word) is int for word in words) and (spare is None or type(spare) is float):
                return
    raise ValueError("state vector is the wrong size or of the wrong kind")


# The names that may be called, and no others.
_METHODS: Final = {name: name for name in (*_NUMBERS.split(), *_SEQUENCES, "getstate", "setstate")}


def _function(name: str) -> Native:
    return managed(name, lambda vm, args, kwargs: _work(vm, vm.random, name, args, kwargs), module="random")


def _method(name: str) -> Native:
    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        generator = payload(args[0]) if args else None
        if not isinstance(generator, random.Random):
            wrong_receiver(vm, args, "random.Random", name)
        return _work(vm, generator, name, args[1:], kwargs)

    return managed(name, call)


def _new(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    generator = random.Random()
    if args or kwargs:
        _work(vm, generator, "seed", args or list((kwargs or {}).values()), None)
    return generator


RANDOM: Final = native_class(
    "Random", random.Random, (), [_method(name) for name in _METHODS], new=_new, module="random"
)


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: _function(name) for name in _METHODS}
    members["Random"] = members["SystemRandom"] = RANDOM
    return Module("random", members)
