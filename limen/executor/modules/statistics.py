"""statistics: the host's functions on plain numbers."""

from __future__ import annotations

import statistics
from typing import Final

from limen.executor.exceptions import EXCEPTIONS
from limen.executor.surface import native, native_class
from limen.executor.values import Module

_ONE: Final = (
    "fmean geometric_mean harmonic_mean mean median median_grouped median_high median_low mode multimode pstdev "
    "pvariance quantiles stdev variance"
)
_TWO: Final = ("correlation", "covariance")

ERROR: Final = native_class(
    "StatisticsError", None, (EXCEPTIONS[ValueError],), (), new=EXCEPTIONS[ValueError].new, module="statistics"
)
EXCEPTIONS[statistics.StatisticsError] = ERROR


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {"StatisticsError": ERROR}
    for name in _ONE.split():
        members[name] = native(name, getattr(statistics, name), iterables=(0,), module="statistics")
    for name in _TWO:
        members[name] = native(name, getattr(statistics, name), iterables=(0, 1), module="statistics")
    return Module("statistics", members)
