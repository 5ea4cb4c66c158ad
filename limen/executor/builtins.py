"""The builtin functions, and the intrinsics of the prelude."""

from __future__ import annotations

from typing import Final

BUILTINS: Final[dict[str, object]] = {}
INTRINSICS: Final[dict[str, object]] = {}
