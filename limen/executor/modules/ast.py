"""ast: only `literal_eval`."""

from __future__ import annotations

from limen.executor.evaluation import literal_eval
from limen.executor.surface import managed
from limen.executor.values import Module


def build() -> Module:
    """Return the module."""
    return Module("ast", {"literal_eval": managed("literal_eval", literal_eval, module="ast")})
