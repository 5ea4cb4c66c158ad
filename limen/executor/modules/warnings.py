"""warnings: in guest Python; filters and records belong to a run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed, payload
from limen.executor.values import Module

if TYPE_CHECKING:
    from limen.executor.frame import Frame
    from limen.executor.vm import Vm

_NAMES: Final = (
    "WarningMessage",
    "catch_warnings",
    "filterwarnings",
    "formatwarning",
    "resetwarnings",
    "showwarning",
    "simplefilter",
    "warn",
    "warn_explicit",
)


def _state(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return vm.state.setdefault("warnings", {})


def place(vm: Vm, level: int) -> tuple[str, int, str]:
    """Return source name, line and function of the guest's frame number `level` from the top, 1 being the nearest."""
    frame: Frame | None = vm.frame
    left = max(level, 1)
    while frame is not None:
        code = frame.code
        if not code.is_prelude:
            left -= 1
            if left == 0:
                span = code.span_at((frame.pc - 4) // 4)
                return code.source.name, 1 if span is None else span.line, code.name
        frame = frame.back
        vm.spend(1)
    return ("<sys>", 0, "") if sys.version_info >= (3, 13) else ("sys", 1, "")


def _place(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    level = payload(args[0])
    if not isinstance(level, int):
        raise TypeError(f"'{vm.class_name(args[0])}' object cannot be interpreted as an integer")
    return place(vm, level)[:2]


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_warnings_state"] = managed("state", _state)
    SURFACE.intrinsics["_limen_warnings_place"] = managed("place", _place)
    return Module("warnings", {name: SURFACE.prelude("warnings", name) for name in _NAMES})
