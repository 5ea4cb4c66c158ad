"""cmath: the host's functions on plain numbers."""

from __future__ import annotations

import cmath
from typing import Final

from limen.executor.surface import native
from limen.executor.values import Module

_FUNCTIONS: Final = (
    "acos acosh asin asinh atan atanh cos cosh exp isclose isfinite isinf isnan log log10 phase polar rect "
    "sin sinh sqrt tan tanh"
)
_CONSTANTS: Final = ("pi", "e", "tau", "inf", "infj", "nan", "nanj")


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: getattr(cmath, name) for name in _CONSTANTS}
    members |= {name: native(name, getattr(cmath, name), module="cmath") for name in _FUNCTIONS.split()}
    return Module("cmath", members)
