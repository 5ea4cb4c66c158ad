"""The tools of a support desk: customers, orders, the refund policy, refunds and replies."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

import limen

DATA = Path(__file__).parent / "data"

OrderStatus = Literal["processing", "shipped", "delivered", "cancelled"]


class Customer(TypedDict):
    """A customer as the shop knows them."""

    id: str
    name: str
    email: str
    language: str


class OrderLine(TypedDict):
    """One position of an order; `price` is for one piece, in EUR."""

    sku: str
    title: str
    quantity: int
    price: float
    kind: Literal["goods", "gift_card", "download"]


class Order(TypedDict):
    """An order; dates are ISO 8601, `delivered` is None until the parcel has arrived."""

    id: str
    customer_id: str
    status: OrderStatus
    placed: str
    delivered: str | None
    lines: list[OrderLine]


@dataclass(frozen=True)
class Refund:
    """A refund that has been booked."""

    number: str
    order_id: str
    amount: float


class _Shop(TypedDict):
    today: str
    customers: list[Customer]
    orders: list[Order]


def _shop() -> _Shop:
    return json.loads((DATA / "orders.json").read_text("utf-8"))


_refunds: list[Refund] = []


@limen.tool
def find_customer(email: str) -> Customer:
    """Return the customer with this e-mail address; LookupError when there is none."""
    for customer in _shop()["customers"]:
        if customer["email"] == email.lower():
            return customer
    raise LookupError(f"no customer with the address {email}")


@limen.tool
def search_orders(customer_id: str, status: OrderStatus | None = None) -> list[Order]:
    """Return the orders of a customer, oldest first, all of them or those with one status."""
    orders = [order for order in _shop()["orders"] if order["customer_id"] == customer_id]
    return sorted((o for o in orders if status in (None, o["status"])), key=lambda order: order["placed"])


@limen.tool
def refund_policy() -> str:
    """Return the text of the refund policy, one numbered rule a line."""
    return (DATA / "refund_policy.txt").read_text("utf-8")


@limen.tool
def today() -> datetime.date:
    """Return the date of the shop's working day."""
    return datetime.date.fromisoformat(_shop()["today"])


@limen.tool
async def refund(order_id: str, amount: float, reason: str) -> Refund:
    """Pay back `amount` EUR for an order. Over 200 EUR it is a PermissionError: ask a supervisor."""
    if amount > 200:
        raise PermissionError("refunds over 200.00 EUR need a supervisor")
    booked = Refund(f"R-{501 + len(_refunds)}", order_id, round(amount, 2))
    _refunds.append(booked)
    return booked


@limen.tool
async def send_reply(customer_id: str, text: str) -> int:
    """Send a message to a customer and return its number of characters."""
    return len(text)
