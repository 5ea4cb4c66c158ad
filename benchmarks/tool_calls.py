"""Part 3: what a tool call costs over the function itself, and 100 calls that are gathered."""

from __future__ import annotations

from typing import Final

from benchmarks.session import BASE, Part, Row, Session

CALLS: Final = 900  # the default limit is 1,000
_LOOP: Final = "total = 0\nfor i in range({count}):\n    total = {call}\ntotal"
_GATHERED: Final = "import asyncio\n\nsum(await asyncio.gather(*(later(i) for i in range(100))))"


def measure(session: Session) -> Part:
    """Time tool calls: a loop with the call less the same loop without it, less the same of CPython for others."""
    note = "CPython: the function itself; others: what a call takes over that"
    part = Part(3, "tool calls", note, "time")
    for label, call, plain, tool in (
        ("a call", "add(total, i)", "total + i", "add"),
        ("an awaited call", "await later(i)", "i", "later"),
    ):
        calling = session.measure(label, _LOOP.format(count=CALLS, call=call), "source", [tool])
        looping = session.measure(label, _LOOP.format(count=CALLS, call=plain), "source", [])
        row = Row(label, errors=calling.errors, compared=False)
        itself = (calling.seconds[BASE] - looping.seconds[BASE]) / CALLS
        for name in calling.seconds.keys() & looping.seconds.keys():
            each = (calling.seconds[name] - looping.seconds[name]) / CALLS
            row.seconds[name] = itself if name == BASE else each - itself
        part.rows.append(row)
    part.rows.append(session.measure("100 gathered calls, in all", _GATHERED, "source", ["later"]))
    return part
