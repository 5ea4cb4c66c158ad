"""fractions: in guest Python."""

from __future__ import annotations

import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_ARGUMENT: Final = (
    "argument should be a string or a Rational instance"
    if sys.version_info < (3, 12)
    else "argument should be a string or a number"
    if sys.version_info >= (3, 14)
    else "argument should be a string or a Rational instance"
)


def _hash(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """_limen_fraction_hash(numerator, denominator): equal to that of the equal int, float or Decimal."""
    numerator, denominator = args
    assert isinstance(numerator, int)
    assert isinstance(denominator, int)
    return hash(Fraction(numerator, denominator))


def _argument(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """_limen_fraction_argument(): what this CPython says about an argument of another type."""
    return _ARGUMENT


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_fraction_hash"] = managed("_limen_fraction_hash", _hash)
    SURFACE.intrinsics["_limen_fraction_argument"] = managed("_limen_fraction_argument", _argument)
    return Module("fractions", {"Fraction": SURFACE.prelude("fractions", "Fraction")})
