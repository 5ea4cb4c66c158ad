"""enum: in guest Python, by the hooks that a class of the prelude may have."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

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


def _python(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """_limen_python(): the version of the host's Python, for what changed between versions."""
    return sys.version_info[:2]


def build() -> Module:
    """Return the module."""
    SURFACE.module("typing")  # which brings `_limen_finish_class`
    SURFACE.intrinsics["_limen_python"] = managed("_limen_python", _python)
    members = {name: SURFACE.prelude("enum", name) for name in _NAMES}
    members["EnumMeta"] = members["EnumType"]
    members["property"] = SURFACE.builtins["property"]
    return Module("enum", members)
