"""queue: in guest Python, over threading's locks."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Class, Module

_NAMES: Final = ("Empty", "Full", "LifoQueue", "PriorityQueue", "Queue", "ShutDown", "SimpleQueue")


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("queue", name) for name in _NAMES}
    for name in ("Empty", "SimpleQueue"):
        cls = members[name]
        assert isinstance(cls, Class)
        cls.module = "_queue"
    return Module("queue", members)
