"""pprint: in guest Python, to the run's output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Function, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_NAMES: Final = ("PrettyPrinter", "isreadable", "isrecursive", "pformat", "pp", "pprint", "saferepr")


def _is_dataclass_repr(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """_limen_is_dataclass_repr(method): whether it is the one that `dataclass` makes."""
    method = args[0]
    return isinstance(method, Function) and method.code.is_prelude and method.code.source.name == "<dataclasses>"


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_is_dataclass_repr"] = managed("_limen_is_dataclass_repr", _is_dataclass_repr)
    return Module("pprint", {name: SURFACE.prelude("pprint", name) for name in _NAMES})
