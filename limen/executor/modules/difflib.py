"""difflib: in guest Python."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = (
    "Differ",
    "IS_CHARACTER_JUNK",
    "IS_LINE_JUNK",
    "Match",
    "SequenceMatcher",
    "context_diff",
    "diff_bytes",
    "get_close_matches",
    "ndiff",
    "restore",
    "unified_diff",
)


def build() -> Module:
    """Return the module."""
    return Module("difflib", {name: SURFACE.prelude("difflib", name) for name in _NAMES})
