"""Classes of the host inside of a program: what their values and the classes themselves can do there, CPython being the oracle."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import enum
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

import pytest
from pydantic import BaseModel, ConfigDict, Field

import limen


class Priority(enum.IntEnum):
    LOW = 1
    HIGH = 3


class Unit(enum.StrEnum):
    KG = "kg"


class Right(enum.Flag):
    READ = 1
    WRITE = 2


class Planet(enum.Enum):
    EARTH = (5.9e24, 6378)
    FOUND = datetime.date(2026, 1, 2)
    PRICE = Decimal("1.5")


class Bin(NamedTuple):
    aisle: str
    shelf: int = 0
    priority: Priority = Priority.HIGH


@dataclass(frozen=True, order=True)
class Key:
    number: int
    name: str = "z"
    priority: Priority = Priority.LOW


@dataclass
class Record:
    id: int
    secret: str = field(repr=False, default="s")
    tags: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    cost: Decimal = Decimal("1.50")
    day: datetime.date = datetime.date(2026, 1, 1)
    largest: float = float("inf")
    noted: datetime.datetime | None = field(default=None, compare=False)


class Model(BaseModel):
    model_config = ConfigDict(frozen=True)
    id: int
    tags: list[str] = Field(default_factory=list)
    more: dict[str, int] = {"a": 1}
    unit: Unit = Unit.KG


Thing = Priority | Unit | Right | Planet | Bin | Key | Record | Model


def everything() -> dict[str, Thing]:
    """Return a value of each class."""
    return {
        "priority": Priority.HIGH,
        "unit": Unit.KG,
        "right": Right.READ,
        "planet": Planet.EARTH,
        "found": Planet.FOUND,
        "price": Planet.PRICE,
        "bin": Bin("q"),
        "key": Key(1),
        "record": Record(1),
        "model": Model(id=1),
    }


def by_key() -> dict[Key, int]:
    """Return what is stored under each key."""
    return {Key(1): 5, Key(2, "y"): 6}


def show(*things: Thing) -> str:
    """Return the host's own text of values."""
    return " ".join(map(repr, things))


def show_keys(stored: dict[Key, int]) -> str:
    """Return the host's own text of what is stored under each key."""
    return repr(sorted(stored.items()))


TOOLS = [everything, by_key, show, show_keys]

PROGRAMS = {
    "an IntEnum is an int": """
p = everything()["priority"]
print(p, repr(p), p + 1, f"{p:>4}", p > 2, "%d" % p, [1, 2, 3, 4][p])
print(max(Priority), Priority(3) is p, Priority["LOW"] < p, sorted(Priority, reverse=True), int(Priority.LOW))
""",
    "a StrEnum is a str": """
u = everything()["unit"]
print(u, repr(u), f"{u:>4}|", u == "kg", u.upper(), {"kg": 1}[u], ", ".join(Unit))
""",
    "a Flag has operators": """
r = everything()["right"]
print(r, r.value, Right.WRITE in (r | Right.WRITE), Right.WRITE in r, ~Right.READ == Right.WRITE)
""",
    "values of members are what they are": """
t = everything()
print(t["planet"].value[1] + 1, t["found"].value.year, t["price"].value * 2)
""",
    "fields have the defaults of the host": """
print(Bin("w"), Bin("w", 3)._asdict(), Bin(aisle="v")._replace(shelf=2), Bin._field_defaults)
print(Record(5), Record(5).secret, Record(5).cost + 1, Record(5).day.year, Record(5).largest > 10)
print(Key(7), Key(7).priority is Priority.LOW, Model(id=3), Model(id=3).unit is Unit.KG)
""",
    "a default is not shared": """
a, b = Record(1), Record(2)
a.tags.append("x")
a.counts["y"] = 1
m = Model(id=1)
m.more["b"] = 2
print(a.tags, b.tags, b.counts, Model(id=2).more)
""",
    "defaults go back as what they are": """
print(show(Bin("z"), Key(7), Record(8, tags=["q"]), Model(id=2)))
""",
    "a frozen dataclass is a key, and has an order": """
k = everything()["key"]
print(len({Key(1), k, Key(2)}), {k: "one"}[Key(1)], Key(1) < Key(2), max(Key(3), Key(2, "y")), sorted([Key(2), Key(1)]))
try:
    k.number = 5
except AttributeError as e:
    print(type(e).__name__, e)
stored = by_key()
print(stored[Key(1)], Key(2, "y") in stored, show_keys(stored), show_keys({Key(9): 1}))
""",
    "what does not take part in a comparison": """
import datetime
print(Record(1) == Record(1, noted=datetime.datetime(2026, 1, 1)), Record(1) == Record(2), Record(1) == Record(1, "other"))
try:
    Record(1) < Record(2)
except TypeError as e:
    print(e)
""",
    "a model has its own text": """
m = everything()["model"]
print(m)
print(str(m), repr(m), f"{m}", m.model_dump())
""",
}


def on_cpython(program: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(program, dict(globals()))
    return printed.getvalue()


@pytest.fixture(
    scope="module",
    params=[
        "inline",
        pytest.param("process", marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")),
    ],
)
def pipeline(request: pytest.FixtureRequest) -> Iterator[limen.Pipeline]:
    isolation: Literal["inline", "process"] = request.param
    with limen.Pipeline(tools=TOOLS, isolation=isolation) as made:
        yield made


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=list(PROGRAMS))
def test_classes_of_the_host_are_what_they_are_on_cpython(pipeline: limen.Pipeline, program: str) -> None:
    outcome = pipeline.run(program, check=False)
    assert outcome.ok, outcome.feedback()
    assert outcome.stdout == on_cpython(program)


@dataclass
class Odd:
    id: int
    made: list[int] = field(default_factory=lambda: [1])
    rights: Right = Right.READ | Right.WRITE
    kind: object = dataclasses.field(default_factory=object)


def odd(id: int) -> Odd:
    """Return one of a class whose defaults cannot be written."""
    return Odd(id)


def test_a_default_that_cannot_be_written_is_none_inside() -> None:
    outcome = limen.Pipeline(tools={"odd": odd}, isolation="inline").run(
        "o = Odd(1)\n(o.made, o.rights, o.kind)", check=False
    )
    assert outcome.ok, outcome.feedback()
    assert outcome.value == (None, None, None)
