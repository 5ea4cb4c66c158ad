"""statistics: the host's functions on plain numbers; over objects, as fractions are, in guest Python."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from limen.executor.exceptions import EXCEPTIONS
from limen.executor.surface import SURFACE, managed, native, native_class, payload
from limen.executor.types import cost
from limen.executor.values import ACTIVE, Instance, Invoke, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_ONE: Final = "geometric_mean harmonic_mean median_grouped quantiles"
_OF_ANYTHING: Final = "mode multimode"
_OVER_OBJECTS: Final = "fmean mean median median_high median_low pstdev pvariance stdev variance"
_TWO: Final = ("correlation", "covariance")

ERROR: Final = native_class(
    "StatisticsError", None, (EXCEPTIONS[ValueError],), (), new=EXCEPTIONS[ValueError].new, module="statistics"
)
EXCEPTIONS[statistics.StatisticsError] = ERROR


def _host_numbers(vm: Vm, data: list[object]) -> tuple[list[object], bool]:
    """What the host's functions compute with: the values of subclasses of numbers, and its own fractions for the guest's."""
    fraction = SURFACE.prelude("fractions", "Fraction") if any(type(item) is Instance for item in data) else None
    found: list[object] = []
    bits = 0
    for item in data:
        if type(item) is Instance and item.cls is fraction:
            top, bottom = item.attrs["_numerator"], item.attrs["_denominator"]
            assert isinstance(top, int)
            assert isinstance(bottom, int)
            bits += top.bit_length() + bottom.bit_length()
            found.append(Fraction(top, bottom))
        else:
            found.append(payload(item))
    if bits:
        vm.charge(len(found) * bits // 8)
        vm.charge_time(bits, bits)
    return found, bits > 0


def _guest_numbers(result: object) -> object:
    """A result that is a fraction of the host, or a list with some, in the guest's own."""
    if isinstance(result, Fraction):
        return Invoke(SURFACE.prelude("fractions", "Fraction"), [result.numerator, result.denominator])
    if isinstance(result, list):
        pairs = [(item.numerator, item.denominator) if isinstance(item, Fraction) else item for item in result]
        return Invoke(SURFACE.prelude("statistics", "fractions_of"), [pairs])
    return result


def _of_numbers(name: str) -> Native:
    """A function whose data is numbers of any kind."""
    host: Callable[..., object] = getattr(statistics, name)

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        data = args[0]
        changed = False
        if isinstance(data, list):
            vm.spend(len(data))
            data, changed = _host_numbers(vm, data)
            _decimals([data])
        result = host(data, *args[1:], **(kwargs or {}))
        return _guest_numbers(result) if changed else result

    return managed(name, call, module="statistics")


def _over_objects(name: str) -> Native:
    """A function that leaves data of objects to its namesake in the prelude."""
    host: Callable[..., object] = getattr(statistics, name)

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        data = args[0]
        if isinstance(data, list):
            vm.spend(len(data))
            if name.startswith("median"):
                cost.mixed(vm, data)
            elif name == "fmean":
                cost.floats(vm, data)
            else:
                cost.ratio(vm, data, 4.0 if name.endswith("ev") or name.endswith("variance") else 1.0)
            if any(type(item) is Instance for item in data):
                data, changed = _host_numbers(vm, data)
                if len(data) > 1 and any(type(item) is Instance for item in data):
                    return Invoke(SURFACE.prelude("statistics", name), [args[0]])
                result = host(data, *args[1:], **(kwargs or {}))
                return _guest_numbers(result) if changed else result
        return host(*args, **(kwargs or {}))

    return managed(name, call, module="statistics")


def _collecting(name: str, call: Native) -> Native:
    """The same function over any iterable: collected first, by guest code where it has to be."""

    def start(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        if not args and not kwargs:
            raise TypeError(f"{name}() missing 1 required positional argument: 'data'")
        rest = dict(kwargs or {})
        data = args[0] if args else rest.pop("data")
        if rest.get("weights") is not None:
            rest["weights"] = vm.listed(rest["weights"])
        if type(data) is list:
            return call.call(vm, [data, *args[1:]], rest)
        return Invoke(SURFACE.prelude("operators", "call_with_list"), [call, 0, [data, *args[1:]], rest])

    return managed(name, start, module="statistics")


def _decimals(args: list[object]) -> int:
    """Charge the decimals in data, which are sorted, or become fractions."""
    vm = ACTIVE.get()
    data = args[0] if args else None
    if vm is not None and isinstance(data, (list, tuple, set, dict)):
        cost.mixed(vm, list(data))
        cost.ratio(vm, data)
        cost.floats(vm, data)
    return 0


def _normal_inverse(p: float, mu: float, sigma: float) -> float:
    return statistics.NormalDist(mu, sigma).inv_cdf(p)


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_statistics_error"] = ERROR
    SURFACE.intrinsics["_limen_fsum"] = native("fsum", math.fsum, iterables=(0,), cost=_decimals)
    SURFACE.intrinsics["_limen_normal_inverse"] = native("inv_cdf", _normal_inverse)
    members: dict[str, object] = {"StatisticsError": ERROR}
    for name in _ONE.split():
        members[name] = _collecting(name, _of_numbers(name))
    for name in _OF_ANYTHING.split():
        members[name] = native(name, getattr(statistics, name), iterables=(0,), cost=_decimals, module="statistics")
    for name in _OVER_OBJECTS.split():
        members[name] = _collecting(name, _over_objects(name))
    for name in _TWO:
        members[name] = native(name, getattr(statistics, name), iterables=(0, 1), module="statistics")
    SURFACE.intrinsics |= {"_limen_fmean": members["fmean"], "_limen_stdev": members["stdev"]}
    members["NormalDist"] = SURFACE.prelude("statistics", "NormalDist")
    members["linear_regression"] = SURFACE.prelude("statistics", "linear_regression")
    members["LinearRegression"] = SURFACE.prelude("statistics", "LinearRegression")
    return Module("statistics", members)
