"""pathlib: paths of one folder, in guest Python; there only for programs that were given a folder."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Class, Module

_NAMES: Final = ("Path", "PosixPath", "PurePath", "PurePosixPath")


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("files", name) for name in _NAMES}
    for cls in members.values():
        assert isinstance(cls, Class)
        cls.module = "pathlib"
    return Module("pathlib", members)
