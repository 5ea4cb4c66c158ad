"""secrets: from the run's own source of randomness, as everything random is."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = (
    "DEFAULT_ENTROPY",
    "SystemRandom",
    "choice",
    "randbelow",
    "randbits",
    "token_bytes",
    "token_hex",
    "token_urlsafe",
)


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("secrets", name) for name in _NAMES}
    members["compare_digest"] = SURFACE.prelude("hmac", "compare_digest")
    return Module("secrets", members)
