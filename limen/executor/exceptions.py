"""The exception classes of the guest, and the translation of host exceptions into theirs."""

from __future__ import annotations

from typing import Final

from limen.executor.values import Class

EXCEPTIONS: Final[dict[type[BaseException], Class]] = {}
