"""io: StringIO and BytesIO, in guest Python; there are no files."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Class, Module

_NAMES: Final = (
    "BufferedIOBase",
    "BytesIO",
    "DEFAULT_BUFFER_SIZE",
    "IOBase",
    "RawIOBase",
    "SEEK_CUR",
    "SEEK_END",
    "SEEK_SET",
    "StringIO",
    "TextIOBase",
    "UnsupportedOperation",
)


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("io", name) for name in _NAMES}
    for name in ("StringIO", "BytesIO"):
        cls = members[name]
        assert isinstance(cls, Class)
        cls.module = "_io"
    return Module("io", members)
