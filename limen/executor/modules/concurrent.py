"""concurrent: the package of `concurrent.futures`."""

from __future__ import annotations

from limen.executor.surface import SURFACE
from limen.executor.values import Module


def build() -> Module:
    """Return the module."""
    return Module("concurrent", {"futures": SURFACE.module("concurrent.futures")})
