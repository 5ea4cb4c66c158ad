"""shlex: splitting and joining of command lines, as text."""

from __future__ import annotations

from limen.executor.surface import SURFACE
from limen.executor.values import Module


def build() -> Module:
    """Return the module."""
    return Module("shlex", {name: SURFACE.prelude("shlex", name) for name in ("join", "quote", "split")})
