"""os: the part about files, in guest Python; there only for programs that were given a folder (`limen.files`)."""

from __future__ import annotations

from typing import Final

from limen.executor.exceptions import EXCEPTIONS
from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = (
    *("DirEntry", "F_OK", "PathLike", "R_OK", "W_OK", "X_OK", "access", "altsep", "curdir", "devnull", "extsep"),
    *("fspath", "getcwd", "linesep", "listdir", "lstat", "makedirs", "mkdir", "name", "pardir", "pathsep", "remove"),
    *("removedirs", "rename", "replace", "rmdir", "scandir", "sep", "stat", "stat_result", "unlink", "walk"),
)


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("files", name) for name in _NAMES}
    return Module("os", members | {"error": EXCEPTIONS[OSError], "path": SURFACE.module("os.path")})
