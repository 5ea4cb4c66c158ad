"""Limits: what a run is allowed."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use; None switches a limit off.

    seconds: wall time of the guest (sleeping counts, waiting for tools does not).
    memory: bytes of growth over the start of the run. recursion: guest calls in flight. output: bytes printed.
    tool_calls: number of calls. instructions: number executed. source: bytes of program text.
    """

    seconds: float | None = 5.0
    memory: int | None = 64 * 2**20
    recursion: int = 1000
    output: int | None = 2**20
    tool_calls: int | None = 1000
    instructions: int | None = None
    source: int = 2**20

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None and field.name in ("recursion", "source"):
                raise ValueError(f"{field.name} cannot be switched off; give a number")
            if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0):
                raise ValueError(f"{field.name} must be a number that is not negative, not {value!r}")
