"""contextvars: values of a thread of control; tasks begin with a copy of those of whoever made them."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Class, Module

_NAMES: Final = ("Context", "ContextVar", "Token", "copy_context")


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("contextvars", name) for name in _NAMES}
    for name in _NAMES[:3]:
        cls = members[name]
        assert isinstance(cls, Class)
        cls.module = "_contextvars"
    return Module("contextvars", members)
