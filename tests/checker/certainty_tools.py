"""Tools with the types that agent programs meet."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, NamedTuple, NotRequired, TypedDict


class Line(TypedDict):
    sku: str
    qty: int
    note: NotRequired[str]


class Bin(NamedTuple):
    aisle: str
    level: int = 0


@dataclass
class Pull:
    opened: datetime.datetime
    merged: datetime.datetime | None


def order(lines: list[Line]) -> int:
    raise NotImplementedError


def one(line: Line) -> int:
    raise NotImplementedError


def speed(time: int, gravity: float = 9.81) -> float:
    raise NotImplementedError


def flag(number: int, on: bool) -> str:
    raise NotImplementedError


def find(kinds: list[Literal["park", "vip"]]) -> str:
    raise NotImplementedError


def rate(currency: Literal["EUR", "USD"]) -> float:
    raise NotImplementedError


def shelf(bin: Bin) -> str:
    raise NotImplementedError


def pulls() -> list[Pull]:
    raise NotImplementedError


def first() -> Pull | None:
    raise NotImplementedError


def recipes(diet: str, meal: str, parts: list[str] | None = None) -> str:
    raise NotImplementedError


async def create(title: str) -> Line:
    raise NotImplementedError
