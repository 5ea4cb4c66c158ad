"""timeit: of callables; there is no text to compile here."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = ("Timer", "default_timer", "repeat", "timeit")


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("timeit", name) for name in _NAMES}
    time = SURFACE.module("time")
    assert time is not None
    members["default_timer"] = time.members["perf_counter"]
    return Module("timeit", members)
