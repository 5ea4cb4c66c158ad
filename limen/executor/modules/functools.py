"""functools."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = (
    "WRAPPER_ASSIGNMENTS",
    "WRAPPER_UPDATES",
    "cache",
    "cached_property",
    "cmp_to_key",
    "lru_cache",
    "partial",
    "partialmethod",
    "reduce",
    "singledispatch",
    "singledispatchmethod",
    "total_ordering",
    "update_wrapper",
    "wraps",
)


def build() -> Module:
    """Return the module."""
    return Module("functools", {name: SURFACE.prelude("functools", name) for name in _NAMES})
