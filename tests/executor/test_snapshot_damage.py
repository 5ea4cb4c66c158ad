"""Damaged and forged snapshots: each is refused as BadSnapshot, or what it holds runs inside its limits and ends."""

from __future__ import annotations

import hashlib
import os
import random

import msgspec
import pytest

import limen
from limen.executor.snapshot import MAGIC

COUNT = int(os.environ.get("LIMEN_MUTATIONS", "1500"))  # of each program, in all
HEAD = len(MAGIC) + 2
PROGRAMS = [
    "rows = [1, 2, 3]\nprint(price('a'))\nprint(sum(rows), price('b'))",
    """
from dataclasses import dataclass
from collections import deque, namedtuple
@dataclass
class Order:
    number: int
    lines: list
    def total(self): return sum(self.lines)
N = namedtuple("N", "a b")
def numbers():
    for n in range(3):
        yield n * price("x")
orders = {("a", 1): Order(1, [1, 2]), N(1, 2): deque([1], 4)}
items = iter(orders.items())
next(items)
g = numbers()
try:
    raise ValueError("first")
except ValueError as error:
    kept = error
    print(next(g), orders[("a", 1)].total())
print(list(g), list(items), repr(kept))
""",
    """
import asyncio
async def work(n):
    async with asyncio.Lock():
        return (n, await fetch(str(n)))
async def main():
    return await asyncio.gather(*[work(n) for n in range(3)])
found = await main()
sorted(found, key=lambda pair: -pair[0])
""",
]


def price(sku: str) -> float:
    """Return a price."""
    raise NotImplementedError


async def fetch(url: str) -> str:
    """Return a page."""
    raise NotImplementedError


@pytest.fixture(scope="module")
def pipeline() -> limen.Pipeline:
    """Small limits: a forged program may do anything that a program may do."""
    return limen.Pipeline(
        tools=[price, fetch], limits=limen.Limits(seconds=1.0, memory=128 * 2**20, instructions=200_000, recursion=200)
    )


def sealed(table: object) -> bytes:
    """Return a table as a snapshot with a right seal."""
    body = MAGIC + (1).to_bytes(2, "little") + msgspec.msgpack.encode(table)
    return body + hashlib.sha256(body).digest()


def opened(snapshot: bytes) -> object:
    """Return the table of a snapshot."""
    return msgspec.msgpack.decode(snapshot[HEAD:-32])


def places(value: object, found: list[tuple[object, object]]) -> list[tuple[object, object]]:
    """Return every (container, key) in a table."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found.append((value, key))
        places(item, found)
    return found


def mutate(table: object, random: random.Random) -> None:
    """Change a table in one to three places: another value, one from elsewhere, something left out."""
    for _ in range(random.randint(1, 3)):
        found = places(table, [])
        container, key = random.choice(found)
        other, other_key = random.choice(found)
        moved = msgspec.msgpack.decode(msgspec.msgpack.encode(other[other_key]))  # type: ignore[index]
        new = random.choice([0, -1, 1, 7, 2**40, None, True, "", "x", b"", [], [0], [3], {}, [10**6], 1.5, moved])
        if random.random() < 0.15 and isinstance(container, list):
            del container[key]  # type: ignore[arg-type]
        else:
            container[key] = new  # type: ignore[index]


def finish(pipeline: limen.Pipeline, outcome: limen.Outcome) -> None:
    """Answer what waits until the run ends."""
    for _ in range(20):
        if not isinstance(outcome, limen.Suspended):
            assert isinstance(outcome, (limen.Completed, limen.Raised, limen.LimitReached, limen.Crashed))
            return
        outcome = outcome.resume(2.5)


@pytest.mark.parametrize("number", range(len(PROGRAMS)))
def test_forged_tables_are_refused_or_harmless(pipeline: limen.Pipeline, number: int) -> None:
    started = pipeline.start(PROGRAMS[number], check=False)
    assert isinstance(started, limen.Suspended)
    snapshot = started.dump()
    finish(pipeline, pipeline.load(snapshot))
    chosen = random.Random(number)
    loaded = 0
    for _ in range(COUNT // len(PROGRAMS)):
        table = opened(snapshot)
        mutate(table, chosen)
        try:
            paused = pipeline.load(sealed(table))
        except limen.BadSnapshot:
            continue
        loaded += 1
        finish(pipeline, paused)
    assert loaded < COUNT


def test_every_byte_is_under_the_seal(pipeline: limen.Pipeline) -> None:
    started = pipeline.start(PROGRAMS[0], check=False)
    assert isinstance(started, limen.Suspended)
    snapshot = started.dump()
    for place in range(len(snapshot)):
        damaged = bytearray(snapshot)
        damaged[place] ^= 0x10
        with pytest.raises(limen.BadSnapshot):
            pipeline.load(bytes(damaged))
        with pytest.raises(limen.BadSnapshot):
            pipeline.load(snapshot[:place])


def test_another_key_is_refused() -> None:
    ours = limen.Pipeline(tools=[price], snapshot_key=b"ours")
    started = ours.start("price('a')")
    assert isinstance(started, limen.Suspended)
    snapshot = started.dump()
    for key in (b"theirs", None):
        with pytest.raises(limen.BadSnapshot, match="key"):
            limen.Pipeline(tools=[price], snapshot_key=key).load(snapshot)
    assert ours.load(snapshot).resume(1.5).value == 1.5


def test_a_tool_that_is_not_granted() -> None:
    started = limen.Pipeline(tools=[price]).start("price('a')")
    assert isinstance(started, limen.Suspended)
    with pytest.raises(limen.BadSnapshot, match="the tool 'price', which is not granted"):
        limen.Pipeline(tools=[fetch]).load(started.dump())
