"""hashlib: the host's hash functions on plain bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from limen.executor.surface import getter, managed, native_class, payload
from limen.executor.types import wrong_receiver
from limen.executor.values import Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_FIXED: Final[dict[str, Callable[..., object]]] = {
    "md5": hashlib.md5,
    "sha1": hashlib.sha1,
    "sha224": hashlib.sha224,
    "sha256": hashlib.sha256,
    "sha384": hashlib.sha384,
    "sha512": hashlib.sha512,
    "sha3_224": hashlib.sha3_224,
    "sha3_256": hashlib.sha3_256,
    "sha3_384": hashlib.sha3_384,
    "sha3_512": hashlib.sha3_512,
    "blake2b": hashlib.blake2b,
    "blake2s": hashlib.blake2s,
    "shake_128": hashlib.shake_128,
    "shake_256": hashlib.shake_256,
}
_BLAKE_OPTIONS: Final = [
    "digest_size",
    "key",
    "salt",
    "person",
    "fanout",
    "depth",
    "leaf_size",
    "node_offset",
    "node_depth",
    "inner_size",
    "last_node",
]
_HOSTS: Final = tuple({type(make()) for make in _FIXED.values()})
_BYTES_A_STEP: Final = 64
_SECONDS_A_ROUND: Final = 2e-6  # of PBKDF2, for one block of the key


def _plain(vm: Vm, value: object) -> bytes | bytearray:
    held = payload(value)
    if isinstance(held, str):
        raise TypeError("Strings must be encoded before hashing")
    if not isinstance(held, (bytes, bytearray)):
        raise TypeError("object supporting the buffer API required")
    vm.spend(1 + len(held) // _BYTES_A_STEP)
    return held


def _made(vm: Vm, name: str, args: Args, kwargs: Kwargs) -> object:
    options = {key: payload(value) for key, value in (kwargs or {}).items()}
    options.pop("usedforsecurity", None)
    if "string" in options and not args:
        args = [options.pop("string")]
    if len(args) > 1:
        raise TypeError(f"openssl_{name}() takes at most 1 positional argument ({len(args)} given)")
    data = _plain(vm, args[0]) if args else b""
    allowed = _BLAKE_OPTIONS if name.startswith("blake2") else ()
    for key, value in options.items():
        if key not in allowed:
            raise TypeError(f"'{key}' is an invalid keyword argument for openssl_{name}()")
        if not isinstance(value, (int, bytes, bytearray)):
            raise TypeError(f"{key} must be a number or bytes, not '{vm.class_name(value)}'")
    vm.charge(512)
    return _FIXED[name](data, **options)


def _function(name: str) -> Native:
    prefix = "" if name.startswith("blake2") else "openssl_"
    return managed(prefix + name, lambda vm, args, kwargs: _made(vm, name, args, kwargs), module="_hashlib")


def _new(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    options = dict(kwargs or {})
    given = list(args)
    if not given and "name" in options:
        given = [options.pop("name")]
    if not given:
        raise TypeError("new() missing 1 required positional argument: 'name'")
    if "data" in options and len(given) == 1:
        given.append(options.pop("data"))
    name = payload(given[0])
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    known = name.lower().replace("-", "")
    known = known if known in _FIXED else name.lower().replace("-", "_")
    if known not in _FIXED:
        raise ValueError(f"unsupported hash type {name}")
    return _made(vm, known, given[1:], options)


def _pbkdf2_hmac(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)"""
    given = dict(zip(("hash_name", "password", "salt", "iterations", "dklen"), map(payload, args), strict=False))
    given |= {key: payload(value) for key, value in (kwargs or {}).items()}
    name, rounds, length = given.get("hash_name"), given.get("iterations"), given.get("dklen")
    if type(name) is not str or type(rounds) is not int or not (length is None or type(length) is int):
        raise TypeError("pbkdf2_hmac() takes hash_name, password, salt, iterations and dklen")
    password, salt = _plain(vm, given.get("password")), _plain(vm, given.get("salt"))
    blocks = -(-(length or 1) // 16)
    vm.charge(max(0, length or 0))
    work = max(0, rounds) * max(1, blocks)
    vm.check_time(work * _SECONDS_A_ROUND)  # it cannot be stopped: what would take too long is not begun
    vm.spend(work)
    return hashlib.pbkdf2_hmac(name, password, salt, rounds, length)


def _hash_of(vm: Vm, args: Args, name: str) -> object:
    held = payload(args[0]) if args else None
    if type(held) not in _HOSTS:
        wrong_receiver(vm, args, "_hashlib.HASH", name)
    return held


def _update(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    held = _hash_of(vm, args, "update")
    if len(args) != 2:
        raise TypeError(f"HASH.update() takes exactly one argument ({len(args) - 1} given)")
    held.update(_plain(vm, args[1]))  # type: ignore[attr-defined]
    return None


def _result(name: str) -> Native:
    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        held = _hash_of(vm, args, name)
        read = held.digest if name == "digest" else held.hexdigest  # type: ignore[attr-defined]
        if not held.name.startswith("shake"):  # type: ignore[attr-defined]
            if len(args) > 1 or kwargs:
                raise TypeError(f"HASH.{name}() takes no arguments ({len(args) - 1 + len(kwargs or {})} given)")
            return read()
        given = [*args[1:], *(kwargs or {}).values()]
        if len(given) != 1:
            raise TypeError(f"{name}() missing required argument 'length' (pos 1)")
        length = payload(given[0])
        if not isinstance(length, int):
            raise TypeError(f"'{vm.class_name(given[0])}' object cannot be interpreted as an integer")
        if length < 0:
            raise ValueError("value must be positive")
        vm.charge(length * 2)
        vm.spend(length // _BYTES_A_STEP)
        return read(length)

    return managed(name, call)


def _copy(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    vm.charge(512)
    return _hash_of(vm, args, "copy").copy()  # type: ignore[attr-defined]


_READERS: Final[dict[str, Callable[..., object]]] = {
    "name": lambda held: held.name,
    "digest_size": lambda held: held.digest_size,
    "block_size": lambda held: held.block_size,
}


def _reader(name: str) -> Native:
    read = _READERS[name]
    return managed(name, lambda vm, args, kwargs: read(_hash_of(vm, args, name)))


for _host in _HOSTS:
    native_class(
        _host.__name__,
        _host,
        (),
        [
            managed("update", _update),
            _result("digest"),
            _result("hexdigest"),
            managed("copy", _copy),
            *[getter(name, _reader(name).call) for name in _READERS],
        ],
        module=_host.__module__,
    )


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: _function(name) for name in _FIXED}
    members["pbkdf2_hmac"] = managed("pbkdf2_hmac", _pbkdf2_hmac, module="_hashlib")
    members["new"] = managed("new", _new, module="hashlib")
    members["algorithms_guaranteed"] = frozenset(_FIXED)
    members["algorithms_available"] = frozenset(_FIXED)
    return Module("hashlib", members)
