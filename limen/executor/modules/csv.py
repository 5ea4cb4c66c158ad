"""csv: in guest Python, because lines and files are the guest's; the registered dialects belong to a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Class, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_NAMES: Final = (
    "Dialect",
    "DictReader",
    "DictWriter",
    "Error",
    "QUOTE_ALL",
    "QUOTE_MINIMAL",
    "QUOTE_NONE",
    "QUOTE_NONNUMERIC",
    "excel",
    "excel_tab",
    "field_size_limit",
    "get_dialect",
    "list_dialects",
    "reader",
    "register_dialect",
    "unix_dialect",
    "unregister_dialect",
    "writer",
)
_OF_THE_CORE: Final = {"Error": "Error", "_Format": "Dialect", "_Reader": "reader", "_Writer": "writer"}


def _state(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return vm.state.setdefault("csv", {})


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_csv_state"] = managed("state", _state)
    for private, shown in _OF_THE_CORE.items():
        cls = SURFACE.prelude("csv", private)
        assert isinstance(cls, Class)
        cls.name = cls.qualname = shown
        cls.module = "_csv"
    return Module("csv", {name: SURFACE.prelude("csv", name) for name in _NAMES})
