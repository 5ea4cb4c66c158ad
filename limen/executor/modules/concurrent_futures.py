"""concurrent.futures: pools of limen's own threads."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Class, Module

_BASE: Final = ("BrokenExecutor", "CancelledError", "Executor", "Future", "InvalidStateError")
_NAMES: Final = (
    "ALL_COMPLETED",
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "ThreadPoolExecutor",
    "as_completed",
    "wait",
)


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("concurrent_futures", name) for name in (*_BASE, *_NAMES)}
    for name in (*_BASE, "ThreadPoolExecutor"):
        cls = members[name]
        assert isinstance(cls, Class)
        cls.module = "concurrent.futures.thread" if name == "ThreadPoolExecutor" else "concurrent.futures._base"
    members["TimeoutError"] = SURFACE.exceptions[TimeoutError]
    return Module("concurrent.futures", members)
