"""urllib: the name before `urllib.parse`."""

from __future__ import annotations

from limen.executor.values import Module


def build() -> Module:
    """Return the module."""
    return Module("urllib", {})
