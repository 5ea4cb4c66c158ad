"""Tools that case programs may declare with `# tools: ...`; the same functions serve CPython and limen."""

from __future__ import annotations

from collections.abc import Callable


def echo(value: object) -> object:
    """Return what was given."""
    return value


def add(a: int, b: int = 1) -> int:
    """Return the sum."""
    return a + b


def lookup(key: str) -> dict[str, object]:
    """Return a record for the key; KeyError for an unknown one."""
    records: dict[str, dict[str, object]] = {
        "ada": {"name": "Ada", "orders": [3, 5], "vip": True},
        "bob": {"name": "Bob", "orders": [], "vip": False},
    }
    return records[key]


def refuse(message: str) -> None:
    """Raise ValueError with the message."""
    raise ValueError(message)


async def fetch(key: str) -> str:
    """Return a page."""
    return f"<{key}>"


async def load(number: int) -> list[int]:
    """Return the first numbers."""
    return list(range(number))


async def refuse_async(message: str) -> None:
    """Raise ValueError with the message, when awaited."""
    raise ValueError(message)


def pause() -> None:
    """Do nothing: a place where a run waits."""


TOOLS: dict[str, Callable[..., object]] = {
    f.__name__: f for f in (echo, add, lookup, refuse, fetch, load, refuse_async, pause)
}
