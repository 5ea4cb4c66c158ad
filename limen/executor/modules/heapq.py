"""heapq: in guest Python, because comparisons may be the guest's."""

from __future__ import annotations

import heapq
from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = ("heapify", "heappop", "heappush", "heappushpop", "heapreplace", "merge", "nlargest", "nsmallest")
# Programs use these for heaps with the greatest item first, which the library has no public functions for before 3.14.
_PRIVATE: Final = {
    "_heapify_max": "_heapify_max",
    "_heappop_max": "_heappop_max",
    "_heapreplace_max": "_heapreplace_max",
    "_siftdown": "_rise",
    "_siftdown_max": "_rise_max",
    "_siftup": "_sink",
    "_siftup_max": "_sink_max",
}


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("heapq", name) for name in _NAMES}
    members |= {name: SURFACE.prelude("heapq", made) for name, made in _PRIVATE.items() if hasattr(heapq, name)}
    return Module("heapq", members)
