"""The tools of the programs here: every kind of type that a tool can be declared with."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Literal, NamedTuple, NotRequired, TypedDict


class Contact(TypedDict):
    """A person in the address book; `phone` is only there when it is known."""

    id: int
    name: str
    email: str | None
    city: str
    phone: NotRequired[str]


@dataclass(frozen=True)
class Invoice:
    """An invoice; `paid` is None while it is open."""

    number: str
    contact: int
    net: float
    issued: datetime.date
    paid: datetime.date | None


class Reading(NamedTuple):
    """What a sensor measured at an hour of the day."""

    hour: int
    celsius: float
    humid: bool


class Ticket(TypedDict):
    """A ticket of the tracker."""

    key: str
    title: str
    points: int
    owner: str | None
    labels: list[str]


_CITIES = ("Oslo", "Rome", "Kyiv")


def contacts(city: str | None = None) -> list[Contact]:
    """Return the contacts, all or those of one city."""
    found: list[Contact] = []
    for i, name in enumerate(("Ada Brandt", "Bo Lind", "Cem Oz", "Dee Ray", "Eli Wood", "Fay Moss")):
        contact: Contact = {
            "id": i,
            "name": name,
            "email": None if i in (2, 3) else f"{name.split(' ', maxsplit=1)[0].lower()}@mail.example",
            "city": _CITIES[i % 3],
        }
        if i % 2:
            contact["phone"] = f"+47 555 01{i}"
        found.append(contact)
    return [contact for contact in found if city in (None, contact["city"])]


def find_contact(id: int) -> Contact | None:
    """Return the contact with this number, None when there is none."""
    return next((contact for contact in contacts() if contact["id"] == id), None)


def invoices(year: int, status: Literal["open", "paid", "all"] = "all") -> list[Invoice]:
    """Return the invoices of a year."""
    found = []
    for i in range(9):
        issued = datetime.date(year, i + 1, 3 * i + 1)
        paid = issued + datetime.timedelta(days=10 + i) if i % 3 else None
        found.append(Invoice(f"I-{year}-{i:02}", i, 120.5 + 31 * i, issued, paid))
    return [one for one in found if status == "all" or (one.paid is None) == (status == "open")]


def send_mail(to: str, subject: str, body: str) -> int:
    """Send a mail and return its size."""
    return len(to) + len(subject) + len(body)


async def readings(sensor: str, unit: Literal["C", "F"] = "C") -> list[Reading]:
    """Return a day of readings of a sensor."""
    base = len(sensor) * 1.5
    found = [Reading(hour, base + (hour * 7 % 12) / 2, hour % 5 == 0) for hour in range(0, 24, 2)]
    return [r._replace(celsius=r.celsius * 1.8 + 32) for r in found] if unit == "F" else found


async def set_heating(room: str, degrees: float) -> bool:
    """Set the heating of a room and tell whether it was changed."""
    return bool(room) and degrees > 15


def tickets(sprint: int) -> list[Ticket]:
    """Return the tickets of a sprint."""
    owners = ("ada", "bo", None)
    return [
        {
            "key": f"T-{sprint}{i}",
            "title": f"Task number {i}",
            "points": (1, 2, 3, 5, 8)[(i + sprint) % 5],
            "owner": owners[i % 3],
            "labels": ["bug"] if i % 4 == 0 else ["feature", "web"],
        }
        for i in range(8)
    ]


def comment(key: str, text: str) -> str:
    """Write a comment on a ticket and return its address."""
    return f"{key}#{len(text)}"


async def http_get(path: str, page: int = 1) -> str:
    """Return JSON: {"items": [{"name": str, "price": float, "tags": [str]}], "next": int | null}."""
    items = [{"name": f"{path}-{page}{i}", "price": 4.5 * i + page, "tags": ["new"] * (i % 2)} for i in range(4)]
    return json.dumps({"items": items, "next": page + 1 if page < 3 else None})


def store(name: str, rows: list[dict[str, float]]) -> int:
    """Store rows under a name and return how many there are now."""
    return len(rows)
