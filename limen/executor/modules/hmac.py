"""hmac: in guest Python, over hashlib."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = ("HMAC", "compare_digest", "digest", "new")


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("hmac", name) for name in _NAMES}
    members["digest_size"] = None
    return Module("hmac", members)
