"""unicodedata: the host's tables, asked about plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from limen.executor.surface import managed, payload
from limen.executor.values import Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_FUNCTIONS: Final[dict[str, Callable[..., object]]] = {
    "bidirectional": unicodedata.bidirectional,
    "category": unicodedata.category,
    "combining": unicodedata.combining,
    "decimal": unicodedata.decimal,
    "decomposition": unicodedata.decomposition,
    "digit": unicodedata.digit,
    "east_asian_width": unicodedata.east_asian_width,
    "is_normalized": unicodedata.is_normalized,
    "lookup": unicodedata.lookup,
    "mirrored": unicodedata.mirrored,
    "name": unicodedata.name,
    "normalize": unicodedata.normalize,
    "numeric": unicodedata.numeric,
}
_GROWTH: Final = 72  # bytes a character may need once it is decomposed: 18 characters of 4


def _ordering(text: str) -> int:
    """What sorting the combining marks takes: the square of each run of them."""
    total = run = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        total += run
    return total // 32


def _function(name: str, host: Callable[..., object]) -> Native:
    with_default = name in ("decimal", "digit", "name", "numeric")

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        if kwargs:
            raise TypeError(f"unicodedata.{name}() takes no keyword arguments")
        # A default may be any value of the guest; the host only hands it back.
        given = [payload(arg) if number == 0 or not with_default else arg for number, arg in enumerate(args)]
        size = sum(len(value) for value in given if isinstance(value, str))
        vm.charge(size * _GROWTH)
        vm.spend(1 + size // 8)
        if name in ("normalize", "is_normalized"):
            for value in given:
                vm.spend(_ordering(value) if isinstance(value, str) else 0)
        return host(*given)

    return managed(name, call, module="unicodedata")


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: _function(name, host) for name, host in _FUNCTIONS.items()}
    members["unidata_version"] = unicodedata.unidata_version
    return Module("unicodedata", members)
