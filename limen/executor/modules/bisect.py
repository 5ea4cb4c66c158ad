"""bisect: in guest Python, because comparisons may be the guest's."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = ("bisect_left", "bisect_right", "insort_left", "insort_right")


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("bisect", name) for name in _NAMES}
    members["bisect"] = members["bisect_right"]
    members["insort"] = members["insort_right"]
    return Module("bisect", members)
