"""base64: the host's functions on plain bytes."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from limen.executor.modules import binascii as _errors
from limen.executor.surface import managed, payload
from limen.executor.values import Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_FUNCTIONS: Final[dict[str, Callable[..., object]]] = {
    "a85decode": base64.a85decode,
    "a85encode": base64.a85encode,
    "b16decode": base64.b16decode,
    "b16encode": base64.b16encode,
    "b32decode": base64.b32decode,
    "b32encode": base64.b32encode,
    "b32hexdecode": base64.b32hexdecode,
    "b32hexencode": base64.b32hexencode,
    "b64decode": base64.b64decode,
    "b64encode": base64.b64encode,
    "b85decode": base64.b85decode,
    "b85encode": base64.b85encode,
    "decodebytes": base64.decodebytes,
    "encodebytes": base64.encodebytes,
    "standard_b64decode": base64.standard_b64decode,
    "standard_b64encode": base64.standard_b64encode,
    "urlsafe_b64decode": base64.urlsafe_b64decode,
    "urlsafe_b64encode": base64.urlsafe_b64encode,
}
_PLAIN: Final = (bytes, bytearray, str, int, float, type(None))


def _plain(vm: Vm, value: object) -> object:
    """Plain data to give to the host: what else a guest has is no bytes."""
    held = payload(value)
    if isinstance(held, _PLAIN):
        return held
    raise TypeError(f"a bytes-like object is required, not '{vm.class_name(value)}'")


def _function(name: str, host: Callable[..., object]) -> Native:
    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        given = [_plain(vm, arg) for arg in args]
        named = {key: _plain(vm, value) for key, value in (kwargs or {}).items()}
        size = sum(len(value) for value in (*given, *named.values()) if isinstance(value, (bytes, bytearray, str)))
        # Base 85 and base 32 build lists of numbers on the way.
        vm.charge(size * (40 if "85" in name or "32" in name else 6))
        vm.spend(1 + size // 8)
        return host(*given, **named)

    return managed(name, call, module="base64")


def build() -> Module:
    """Return the module."""
    assert _errors.ERROR.is_exception  # the class of what is raised here
    return Module("base64", {name: _function(name, host) for name, host in _FUNCTIONS.items()})
