"""binascii: the host's functions on plain bytes."""

from __future__ import annotations

import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from limen.executor.exceptions import EXCEPTIONS
from limen.executor.surface import managed, native_class, payload
from limen.executor.values import Class, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

ERROR: Final = native_class("Error", None, (EXCEPTIONS[ValueError],), new=EXCEPTIONS[ValueError].new, module="binascii")
EXCEPTIONS[binascii.Error] = ERROR
INCOMPLETE: Final = native_class(
    "Incomplete", None, (EXCEPTIONS[Exception],), new=EXCEPTIONS[Exception].new, module="binascii"
)
EXCEPTIONS[binascii.Incomplete] = INCOMPLETE

_FUNCTIONS: Final[dict[str, Callable[..., object]]] = {
    "a2b_base64": binascii.a2b_base64,
    "a2b_hex": binascii.a2b_hex,
    "a2b_qp": binascii.a2b_qp,
    "a2b_uu": binascii.a2b_uu,
    "b2a_base64": binascii.b2a_base64,
    "b2a_hex": binascii.b2a_hex,
    "b2a_qp": binascii.b2a_qp,
    "b2a_uu": binascii.b2a_uu,
    "crc32": binascii.crc32,
    "crc_hqx": binascii.crc_hqx,
    "hexlify": binascii.hexlify,
    "unhexlify": binascii.unhexlify,
}
_PLAIN: Final = (bytes, bytearray, str, int, float, type(None))


def _plain(vm: Vm, value: object, wanted: str) -> object:
    """Plain data to give to the host: what else a guest has is no bytes."""
    held = payload(value)
    if isinstance(held, _PLAIN):
        return held
    raise TypeError(f"{wanted}, not '{vm.class_name(value)}'")


def _function(name: str, host: Callable[..., object]) -> Native:
    reads_text = name.startswith("a2b") or name == "unhexlify"
    wanted = "argument should be bytes, buffer or ASCII string" if reads_text else "a bytes-like object is required"

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        given = [_plain(vm, arg, wanted) for arg in args]
        named = {key: _plain(vm, value, wanted) for key, value in (kwargs or {}).items()}
        size = sum(len(value) for value in (*given, *named.values()) if isinstance(value, (bytes, bytearray, str)))
        vm.charge(size * 4)
        vm.spend(1 + size // 64)
        return host(*given, **named)

    return managed(name, call, module="binascii")


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: _function(name, host) for name, host in _FUNCTIONS.items()}
    errors: dict[str, Class] = {"Error": ERROR, "Incomplete": INCOMPLETE}
    return Module("binascii", {**members, **errors})
