"""operator."""

from __future__ import annotations

import operator
from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_SAME: Final = {"invert": "inv"}  # the name that is said in another way


def build() -> Module:
    """Return the module."""
    names = [name for name in operator.__all__ if name not in _SAME and (name != "is_none" and name != "is_not_none")]
    members = {name: SURFACE.prelude("operator", name) for name in names}
    members.update({name: members[same] for name, same in _SAME.items()})
    for name in names:
        if hasattr(operator, f"__{name.rstrip('_')}__"):
            members[f"__{name.rstrip('_')}__"] = members[name]
    return Module("operator", members)
