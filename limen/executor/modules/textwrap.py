"""textwrap."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = ("TextWrapper", "dedent", "fill", "indent", "shorten", "wrap")


def build() -> Module:
    """Return the module."""
    return Module("textwrap", {name: SURFACE.prelude("textwrap", name) for name in _NAMES})
