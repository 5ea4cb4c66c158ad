"""enum: in guest Python, by the hooks that a class of the prelude may have."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = (
    "CONFORM",
    "EJECT",
    "Enum",
    "EnumType",
    "Flag",
    "FlagBoundary",
    "IntEnum",
    "IntFlag",
    "KEEP",
    "ReprEnum",
    "STRICT",
    "StrEnum",
    "auto",
    "member",
    "nonmember",
    "unique",
)


def build() -> Module:
    """Return the module."""
    SURFACE.module("typing")  # which brings `_limen_finish_class`
    members = {name: SURFACE.prelude("enum", name) for name in _NAMES}
    members["EnumMeta"] = members["EnumType"]
    members["property"] = SURFACE.builtins["property"]
    return Module("enum", members)
