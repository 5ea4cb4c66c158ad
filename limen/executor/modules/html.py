"""html: the host's functions on plain text."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from limen.executor.surface import managed, payload
from limen.executor.values import Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_FUNCTIONS: Final[dict[str, tuple[Callable[..., str], int]]] = {
    "escape": (html.escape, 6),
    "unescape": (html.unescape, 2),
}


def _function(name: str) -> Native:
    host, growth = _FUNCTIONS[name]

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        options = dict(kwargs or {})
        given = list(args) or [options.pop("s", None)]
        text = payload(given[0])
        if not isinstance(text, str):
            raise TypeError(f"{name}() needs text, not '{vm.class_name(given[0])}'")
        vm.charge(len(text) * growth * 4)
        vm.spend(1 + len(text) // 16)
        if name == "escape":
            if len(given) > 2 or set(options) - {"quote"}:
                raise TypeError("escape() takes from 1 to 2 positional arguments")
            quote = given[1] if len(given) == 2 else options.get("quote", True)
            return html.escape(text, vm.truth(quote))
        if len(given) > 1 or options:
            raise TypeError(f"unescape() takes 1 positional argument but {len(given)} were given")
        return host(text)

    return managed(name, call, module="html")


def build() -> Module:
    """Return the module."""
    return Module("html", {name: _function(name) for name in _FUNCTIONS})
