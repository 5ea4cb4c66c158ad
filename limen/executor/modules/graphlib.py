"""graphlib."""

from __future__ import annotations

from limen.executor.surface import SURFACE
from limen.executor.values import Module


def build() -> Module:
    """Return the module."""
    return Module("graphlib", {name: SURFACE.prelude("graphlib", name) for name in ("CycleError", "TopologicalSorter")})
