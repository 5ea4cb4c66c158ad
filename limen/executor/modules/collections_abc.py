"""collections.abc."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = (
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "ByteString",
    "Callable",
    "Collection",
    "Container",
    "Coroutine",
    "Generator",
    "Hashable",
    "ItemsView",
    "Iterable",
    "Iterator",
    "KeysView",
    "Mapping",
    "MappingView",
    "MutableMapping",
    "MutableSequence",
    "MutableSet",
    "Reversible",
    "Sequence",
    "Set",
    "Sized",
    "ValuesView",
)


def build() -> Module:
    """Return the module."""
    return Module("collections.abc", {name: SURFACE.prelude("collections_abc", name) for name in _NAMES})
