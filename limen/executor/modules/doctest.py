"""doctest: its entry points, which run nothing: examples in docstrings are text, and text is not executed here."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = ("TestResults", "run_docstring_examples", "testmod")
_FLAGS: Final = (
    "DONT_ACCEPT_TRUE_FOR_1",
    "DONT_ACCEPT_BLANKLINE",
    "NORMALIZE_WHITESPACE",
    "ELLIPSIS",
    "SKIP",
    "IGNORE_EXCEPTION_DETAIL",
    "REPORT_UDIFF",
    "REPORT_CDIFF",
    "REPORT_NDIFF",
    "REPORT_ONLY_FIRST_FAILURE",
    "FAIL_FAST",
)


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: SURFACE.prelude("doctest", name) for name in _NAMES}
    members.update({name: 1 << place for place, name in enumerate(_FLAGS)})
    return Module("doctest", members)
