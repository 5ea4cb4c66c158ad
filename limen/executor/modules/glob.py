"""glob: in guest Python; there only for programs that were given a folder."""

from __future__ import annotations

from limen.executor.surface import SURFACE
from limen.executor.values import Module


def build() -> Module:
    """Return the module."""
    return Module("glob", {name: SURFACE.prelude("files", name) for name in ("escape", "glob", "iglob")})
