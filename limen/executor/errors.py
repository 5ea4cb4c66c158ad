"""Errors of the executor that are the embedder's or the compiler's business, and the signals inside the VM."""

from __future__ import annotations

from typing import final

from limen.diagnostic import Diagnostic


class CompileError(Exception):
    """The source cannot be compiled: every reason, as diagnostics."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics[0].message if diagnostics else "cannot compile")
        self.diagnostics = diagnostics


class BadCode(ValueError):
    """A Code that the verifier refuses."""


class BadSnapshot(ValueError):
    """A snapshot that cannot be loaded."""


class CannotSave(TypeError):
    """A run that cannot be saved now; the message says what it holds that has no saved form."""


class BoundaryError(TypeError):
    """A value that cannot cross between guest and host; the message names the place in it."""


class ToolFailed(Exception):
    """The error of a tool, as programs see it: the name of an exception class of theirs, and the message."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


@final
class LimitExceeded(BaseException):
    """A limit was hit. Not a guest exception: no handler of the guest sees it."""

    def __init__(self, limit: str, allowed: float) -> None:
        super().__init__(limit)
        self.limit = limit
        self.allowed = allowed


@final
class GuestError(Exception):
    """Carries a guest exception instance through host code, up to the dispatch loop."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value


@final
class InternalError(Exception):
    """The VM found itself in a state that should not exist."""
