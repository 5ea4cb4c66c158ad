"""math: the host's functions on plain numbers, their results estimated and charged where they can be huge."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed, native, payload
from limen.executor.types import arity, cost
from limen.executor.values import ACTIVE, Instance, Invoke, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_PLAIN: Final = (
    "acos acosh asin asinh atan atan2 atanh cbrt copysign cos cosh degrees erf erfc exp exp2 expm1 fabs fma fmod "
    "frexp gamma hypot isclose isfinite isinf isnan isqrt ldexp lgamma log log10 log1p log2 modf nextafter radians "
    "remainder sin sinh sqrt tan tanh ulp"
)
_OVER_ITERABLES: Final = {"fsum": (0,), "dist": (0, 1), "sumprod": (0, 1)}


def _bits(value: object) -> int:
    return value.bit_length() if isinstance(value, int) else 64


def _slow(bits: float) -> int:
    """What a result of so many bits costs in bytes; more for long ones, which take long to compute."""
    return int(bits / 8 * max(1.0, bits / 200_000))


def _factorial_cost(args: list[object]) -> int:
    number = args[0] if args else 0
    if not isinstance(number, int) or number < 2:
        return 0
    return _slow(number * math.log2(number)) if number.bit_length() < 64 else 2**62


def _choice_cost(args: list[object]) -> int:
    """comb and perm: the result has at most k * log2(n) bits."""
    if not args or not isinstance(args[0], int) or args[0] < 2:
        return 0
    count = args[1] if len(args) > 1 and isinstance(args[1], int) else args[0]
    factors = min(max(count, 0), args[0])
    bits = factors * args[0].bit_length()
    # Multiplied factor by factor: the time grows with the square, ten times as fast as that of a factorial.
    return int(bits / 8 * max(1.0, bits / 20_000)) if factors.bit_length() < 64 else 2**62


def _common_cost(args: list[object]) -> int:
    """gcd and lcm take time like the product of the lengths, and lcm grows to the sum of them."""
    total = sum(_bits(value) for value in args)
    longest = max((_bits(value) for value in args), default=0)
    return total // 8 + total * longest // 4096


def _product_cost(args: list[object]) -> int:
    values = args[0] if args else []
    total = sum(_bits(value) for value in values) if isinstance(values, (list, tuple, set, dict)) else 0
    return _slow(total) if total > 4096 else 0


def _decimals(args: list[object]) -> int:
    """Charge the decimals in data, which become floats or are multiplied with each other."""
    vm = ACTIVE.get()
    for values in args:
        if vm is not None and isinstance(values, (list, tuple, set, dict)):
            cost.floats(vm, values)
    return 0


def _factors_cost(args: list[object]) -> int:
    """prod: of integers, or of decimals, which integers among them become."""
    vm = ACTIVE.get()
    values = args[0] if args else []
    if vm is not None and isinstance(values, (list, tuple, set, dict)):
        cost.multiplied_decimals(vm, [*values, *args[1:]])
    return _product_cost(args)


_COSTLY: Final[dict[str, Callable[[list[object]], int]]] = {
    "factorial": _factorial_cost,
    "comb": _choice_cost,
    "perm": _choice_cost,
    "gcd": _common_cost,
    "lcm": _common_cost,
}


def _rounding(name: str, host: Callable[[object], object]) -> Native:
    """ceil, floor or trunc: by the guest's own method where there is one."""

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        arity(f"math.{name}", args, kwargs, 1, 1)
        value = payload(args[0])
        if type(value) is Instance:
            return Invoke(SURFACE.prelude("math", name), [value])
        cost.whole(vm, value)
        return host(value)

    return managed(name, call, module="math")


def _over_objects(name: str, plain: Native) -> Native:
    """fsum or prod, which leaves data with objects in it, like fractions, to its namesake in the prelude."""

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        data = args[0] if args else None
        if data is None or type(data) is str or type(data) is bytes:
            return Invoke(plain, args, kwargs)
        if type(data) is not list and type(data) is not tuple:
            return Invoke(SURFACE.prelude("operators", "call_with_list"), [made, 0, args, kwargs or {}])
        vm.spend(len(data) >> 3)
        if any(type(item) is Instance and item.payload is None for item in [*data, *(kwargs or {}).values()]):
            return Invoke(SURFACE.prelude("math", name), args, kwargs)
        return Invoke(plain, args, kwargs)

    made = managed(name, call, module="math")
    return made


def build() -> Module:
    """Return the module, with what the host's version of it has."""
    members: dict[str, object] = {name: getattr(math, name) for name in ("pi", "e", "tau", "inf", "nan")}
    for name in _PLAIN.split():
        if hasattr(math, name):
            members[name] = native(name, getattr(math, name), module="math")
    for name, estimate in _COSTLY.items():
        members[name] = native(name, getattr(math, name), cost=estimate, module="math")
    for name, positions in _OVER_ITERABLES.items():
        if hasattr(math, name):
            members[name] = native(name, getattr(math, name), iterables=positions, cost=_decimals, module="math")
    members["pow"] = native("pow", math.pow, module="math")
    members["prod"] = native("prod", math.prod, iterables=(0,), cost=_factors_cost, module="math")
    for name in ("fsum", "prod"):
        plain = members[name]
        assert isinstance(plain, Native)
        members[name] = _over_objects(name, plain)
    for name in ("ceil", "floor", "trunc"):
        members[name] = _rounding(name, getattr(math, name))
    return Module("math", members)
