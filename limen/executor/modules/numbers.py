"""numbers."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Class, Module

_NAMES: Final = ("Complex", "Integral", "Number", "Rational", "Real")  # their builtin members: see abc.py


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("numbers", name) for name in _NAMES}
    for name, cls in members.items():
        assert isinstance(cls, Class)
        cls.attrs["_limen_kind"] = name
        cls.changed()
    return Module("numbers", members)
