"""The tools that the agent programs call: small, without state, and the same for every runner."""

from __future__ import annotations

import json
from typing import Literal, TypedDict

Currency = Literal["EUR", "USD", "GBP"]


class Order(TypedDict):
    """One order of a customer; `total` is in the customer's currency."""

    id: int
    customer: int
    total: float
    currency: Currency
    status: Literal["open", "sent", "returned"]


class Customer(TypedDict):
    """A customer; `since` is a year."""

    id: int
    name: str
    since: int


class Article(TypedDict):
    """A stored article: what is there, and what is sold in a day."""

    sku: str
    stock: int
    daily: float
    supplier: str


_NAMES = ("Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald")
_STATUS: tuple[Literal["open", "sent", "returned"], ...] = ("open", "sent", "returned")
_CURRENCIES: tuple[Currency, ...] = ("EUR", "USD", "GBP")
_RATES = {"EUR": 1.0, "USD": 0.92, "GBP": 1.17}
_LEVELS = ("INFO", "INFO", "WARNING", "ERROR", "INFO")
_SERVICES = ("api", "billing", "search")


def list_orders(month: int) -> list[Order]:
    """Return the orders of a month (1 to 12)."""
    return [
        {
            "id": month * 100 + i,
            "customer": (i * 7 + month) % 6,
            "total": round(15.5 * (i + 1) + month, 2),
            "currency": _CURRENCIES[(i + month) % 3],
            "status": _STATUS[(i * 5 + month) % 3],
        }
        for i in range(12)
    ]


def get_customer(id: int) -> Customer:
    """Return a customer; LookupError when there is none with this id."""
    if not 0 <= id < len(_NAMES):
        raise LookupError(f"no customer {id}")
    return {"id": id, "name": _NAMES[id], "since": 2015 + id}


async def exchange_rate(currency: Currency) -> float:
    """Return what one unit of a currency is worth in EUR."""
    return _RATES[currency]


async def fetch_page(name: str, page: int) -> str:
    """Return a page of survey answers as JSON: {"answers": [{"score": ..., "text": ...}], "last": bool}."""
    words = ("fast", "slow", "clear", "friendly", "expensive")
    answers = [
        {"score": (page * 3 + i * 7 + len(name)) % 11, "text": f"{words[(page + i) % 5]} and {words[i % 5]}"}
        for i in range(8)
    ]
    return json.dumps({"answers": answers, "last": page >= 4})


def refund(order: int, amount: float, reason: str) -> str:
    """Pay money back for an order and return the reference of the payment."""
    return f"R{order}-{int(amount * 100)}-{len(reason)}"


def stock_list() -> list[Article]:
    """Return every stored article."""
    return [
        {"sku": f"A{i:03}", "stock": i * 37 % 90, "daily": (i * 13 % 17) / 2, "supplier": ("Nord", "West", "Ost")[i % 3]}
        for i in range(30)
    ]


def delivery_days(supplier: str) -> int:
    """Return how many days a supplier takes; LookupError when it is not known."""
    days = {"Nord": 4, "West": 9}
    if supplier not in days:
        raise LookupError(f"unknown supplier: {supplier}")
    return days[supplier]


def place_order(supplier: str, lines: dict[str, int]) -> str:
    """Order articles from a supplier and return the reference of the order."""
    return f"{supplier}-{len(lines)}-{sum(lines.values())}"


def read_log(hour: int) -> str:
    """Return the log of an hour, one event a line."""
    return "\n".join(
        f"2026-03-01T{hour:02}:{i:02}:00 {_LEVELS[i % 5]} {_SERVICES[i * 2 % 3]} request took {i * 17 % 400} ms"
        for i in range(40)
    )


def busy(person: str, day: int) -> list[tuple[int, int]]:
    """Return when a person is busy on a day: pairs of minutes after midnight."""
    start = 540 + (len(person) * 45 + day * 30) % 180
    return [(start, start + 60), (start + 150, start + 180), (900 - day * 15, 930)]


def notify(who: str, text: str) -> bool:
    """Send a message; False when there is nothing in it."""
    return bool(text.strip()) and bool(who)


def add(a: int, b: int) -> int:
    """Return the sum of two numbers: a call that costs next to nothing by itself."""
    return a + b


async def later(value: int) -> int:
    """Return a value, as a coroutine."""
    return value
