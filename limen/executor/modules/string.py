"""string."""

from __future__ import annotations

import string
from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_CONSTANTS: Final = (
    "ascii_letters",
    "ascii_lowercase",
    "ascii_uppercase",
    "digits",
    "hexdigits",
    "octdigits",
    "printable",
    "punctuation",
    "whitespace",
)


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: getattr(string, name) for name in _CONSTANTS}
    members.update({name: SURFACE.prelude("string", name) for name in ("Formatter", "Template", "capwords")})
    return Module("string", members)
