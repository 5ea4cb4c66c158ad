"""os.path: names of files as text, in guest Python; there only for programs that were given a folder."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = (
    *("abspath", "altsep", "basename", "commonpath", "commonprefix", "curdir", "devnull", "dirname", "exists"),
    *("expanduser", "extsep", "getmtime", "getsize", "isabs", "isdir", "isfile", "islink", "join", "lexists"),
    *("normpath", "pardir", "pathsep", "realpath", "relpath", "samefile", "sep", "split", "splitdrive", "splitext"),
)


def build() -> Module:
    """Return the module."""
    return Module("os.path", {name: SURFACE.prelude("files", name) for name in _NAMES})
