"""uuid: its random bytes come from the run's own source of randomness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_NAMES: Final = (
    "NAMESPACE_DNS",
    "NAMESPACE_OID",
    "NAMESPACE_URL",
    "NAMESPACE_X500",
    "RESERVED_FUTURE",
    "RESERVED_MICROSOFT",
    "RESERVED_NCS",
    "RFC_4122",
    "SafeUUID",
    "UUID",
    "uuid3",
    "uuid4",
    "uuid5",
)


def _random_bits(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """_limen_random_bits(count)"""
    count = args[0]
    assert isinstance(count, int)
    return vm.random.getrandbits(count)


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_random_bits"] = managed("_limen_random_bits", _random_bits)
    return Module("uuid", {name: SURFACE.prelude("uuid", name) for name in _NAMES})
