"""zlib: the host's compression of plain bytes; what is decompressed is charged piece by piece before it is kept."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from limen.executor.exceptions import EXCEPTIONS
from limen.executor.surface import managed, native_class, payload
from limen.executor.types import bad_keyword
from limen.executor.values import Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_PIECE: Final = 2**18  # bytes that are decompressed at once
_SECONDS_A_BYTE: Final = 1e-7
_CONSTANTS: Final = tuple(name for name in dir(zlib) if name.isupper() and not name.startswith("_"))

ERROR: Final = native_class("error", None, (EXCEPTIONS[Exception],), new=EXCEPTIONS[Exception].new, module="zlib")
EXCEPTIONS[zlib.error] = ERROR


def _arguments(
    vm: Vm, title: str, args: Args, kwargs: Kwargs, names: tuple[str, ...], fixed: int
) -> tuple[bytes, list[int]]:
    """The data and the numbers of a call; numbers that are not given are 0, 15 for `wbits` and -1 for `level`."""
    if not args:
        raise TypeError(f"{title}() takes at least 1 positional argument (0 given)")
    if len(args) > 1 + len(names):
        raise TypeError(f"{title}() takes at most {1 + len(names)} arguments ({len(args)} given)")
    data = payload(args[0])
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{vm.class_name(args[0])}'")
    given = dict(zip(names, args[1:], strict=False))
    for name, value in (kwargs or {}).items():
        if name not in names[fixed:]:
            raise TypeError(bad_keyword(title, name))
        given[name] = value
    numbers = []
    for name in names:
        value = payload(given.get(name, {"wbits": 15, "level": -1}.get(name, 0)))
        if not isinstance(value, int):
            raise TypeError(f"'{vm.class_name(given[name])}' object cannot be interpreted as an integer")
        numbers.append(int(value))
    return bytes(data), numbers


def _compress(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    data, (level, wbits) = _arguments(vm, "compress", args, kwargs, ("level", "wbits"), 0)
    vm.charge(len(data) + 2**18)
    vm.check_time(len(data) * _SECONDS_A_BYTE)
    vm.spend(1 + len(data) // 16)
    return zlib.compress(data, level, wbits)


def _decompress(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    data, (wbits, _) = _arguments(vm, "decompress", args, kwargs, ("wbits", "bufsize"), 0)
    stream = zlib.decompressobj(wbits)
    pieces = []
    rest = data
    while not stream.eof:
        vm.charge(2 * _PIECE)
        vm.spend(_PIECE // 64)
        piece = stream.decompress(rest, _PIECE)
        rest = stream.unconsumed_tail
        if not piece and not rest and not stream.eof:
            raise zlib.error("Error -5 while decompressing data: incomplete or truncated stream")
        pieces.append(piece)
    return b"".join(pieces)


def _checksum(name: str, start: int, host: Callable[[bytes, int], int]) -> Native:
    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        data, (value,) = _arguments(vm, name, args, kwargs, ("value",), 1)
        vm.spend(1 + len(data) // 256)
        return host(data, (value if len(args) > 1 else start) & 0xFFFFFFFF)

    return managed(name, call, module="zlib")


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: getattr(zlib, name) for name in _CONSTANTS}
    members["adler32"] = _checksum("adler32", 1, zlib.adler32)
    members["compress"] = managed("compress", _compress, module="zlib")
    members["crc32"] = _checksum("crc32", 0, zlib.crc32)
    members["decompress"] = managed("decompress", _decompress, module="zlib")
    members["error"] = ERROR
    return Module("zlib", members)
