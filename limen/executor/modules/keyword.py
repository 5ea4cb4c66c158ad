"""keyword: the words that are no names."""

from __future__ import annotations

import keyword
from collections.abc import Sequence
from typing import TYPE_CHECKING

from limen.executor.surface import managed, payload
from limen.executor.types import arity
from limen.executor.values import Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm


def _asks(name: str, words: Sequence[str]) -> Native:
    known = frozenset(words)

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        arity(name, args, kwargs, 1, 1)
        word = payload(args[0])
        return type(word) is str and word in known

    return managed(name, call, module="keyword")


def build() -> Module:
    """Return the module."""
    return Module(
        "keyword",
        {
            "iskeyword": _asks("iskeyword", keyword.kwlist),
            "issoftkeyword": _asks("issoftkeyword", keyword.softkwlist),
            "kwlist": list(keyword.kwlist),
            "softkwlist": list(keyword.softkwlist),
        },
    )
