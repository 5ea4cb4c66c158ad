"""heapq: in guest Python, because comparisons may be the guest's."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = ("heapify", "heappop", "heappush", "heappushpop", "heapreplace", "merge", "nlargest", "nsmallest")


def build() -> Module:
    """Return the module."""
    return Module("heapq", {name: SURFACE.prelude("heapq", name) for name in _NAMES})
