"""Writes the golden snapshots of this version: `python -m tests.write_golden [FOLDER]`; docs/snapshot.md says when."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import msgspec

import limen

FOLDER = Path(__file__).parent / "data" / "snapshot"
ANSWER = "go on"

STATE = """
import random
import re
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import count


class Colour(Enum):
    RED = "r"
    BLUE = "b"


@dataclass
class Order:
    number: int
    lines: list[int] = field(default_factory=list)

    def total(self):
        return sum(self.lines)


class Shape:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<{self.name} {self.area}>"


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    @property
    def area(self):
        return self.side ** 2


class Door:
    def __enter__(self):
        print("the door opens")
        return self

    def __exit__(self, kind, value, traceback):
        print("the door closes,", "nothing raised" if kind is None else kind.__name__)
        return False


def sharing():
    number = 10

    def up():
        nonlocal number
        number += 1
        return number

    return up, lambda: number


def totals():
    total = 0
    try:
        while True:
            total += yield total
    finally:
        print("the generator ends at", total)


@lru_cache
def slowly(n):
    return n * n


up, look = sharing()
up()
slowly(4)
running = totals()
next(running), running.send(5)
shapes = {"a": Square(3), Colour.RED: Shape}
order = Order(7, [1, 2, 3])
same = order
cyclic = [1, 2]
cyclic.append(cyclic)
recent = deque([1, 2, 3, 4], maxlen=3)
letters = Counter("mississippi")
word = re.compile(r"(?P<first>[a-z])[a-z]*", re.IGNORECASE)
price = Decimal("19.90")
moment = datetime(2024, 2, 29, 12, 30, tzinfo=timezone(timedelta(hours=2)))
half = iter([1, 2, 3, 4])
next(half)
numbered = zip(count(5), half)
large = 2 ** 200
random.seed(2024)
random.random()
"""

WAIT = """
def waiting():
    try:
        {}["key"]
    except KeyError as error:
        with Door():
            print(ask("go on?"), repr(error))
            raise


try:
    waiting()
except KeyError as error:
    print("caught", error)
"""

USE = """
print(up(), look(), running.send(6))
running.close()
print(shapes["a"], shapes[Colour.RED] is Shape, isinstance(shapes["a"], Shape), Colour("b"))
same.lines.append(4)
print(order, order.total(), order is same, order == Order(7, [1, 2, 3, 4]))
print(cyclic[2] is cyclic, cyclic)
recent.append(5)
print(recent, letters.most_common(2), word.match("Hello there")["first"])
print(price * 3, moment + timedelta(days=1), moment.utcoffset())
print(slowly(4), slowly.cache_info().hits)
print(list(numbered), large, random.random(), random.sample(range(100), 5))
"""


def ask(question: str) -> str:
    """Ask a person."""
    return ANSWER


def expected(*texts: str) -> str:
    """Return what CPython prints for these texts, one after the other."""
    names: dict[str, object] = {"ask": ask, "__name__": "__main__"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for text in texts:
            exec(compile(text, "golden", "exec"), names)
    return printed.getvalue()


def golden() -> dict[str, object]:
    """Return the snapshots with what their runs print: a run that waits inside a `with` while it handles an exception, and a session."""
    pipeline = limen.Pipeline([ask], isolation="inline")
    run = pipeline.start(STATE + WAIT + USE, check=False)
    assert isinstance(run, limen.Suspended), run.feedback()
    session = pipeline.session()
    outcome = session.run(STATE, check=False)
    assert outcome.ok, outcome.feedback()
    return {
        "limen": limen.__version__,
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "run": run.dump(),
        "answer": ANSWER,
        "run_prints": expected(STATE + WAIT + USE),
        "session": session.dump(),
        "snippet": USE,
        "session_prints": expected(STATE, USE),
    }


def main() -> None:
    """Write the file of this version."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{limen.__version__}.limen"
    path.write_bytes(msgspec.msgpack.encode(golden()))
    print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
