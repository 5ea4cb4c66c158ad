"""The stores that the tests are run with: SQLite without and with SQLAlchemy, and a database that LIMEN_TEST_DATABASE names."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import pytest

import limen

DATABASE = os.environ.get("LIMEN_TEST_DATABASE", "")  # a URL, as in postgresql+psycopg://user@127.0.0.1/name
KINDS = [
    "sqlite",
    "sqlalchemy",
    pytest.param("server", marks=pytest.mark.skipif(not DATABASE, reason="LIMEN_TEST_DATABASE names no database")),
]


def url(kind: str, folder: Path) -> str:
    """Return where the stores of a test are."""
    return DATABASE if kind == "server" else f"sqlite:///{folder / 'store.db'}"


def opened_store(kind: str, folder: Path) -> limen.SnapshotStore:
    """Return a store; those of one test have the same content."""
    if kind == "sqlite":
        return limen.SqliteSnapshotStore(folder / "store.db")
    return limen.SqlSnapshotStore(url(kind, folder))


def opened_journal(kind: str, folder: Path, loop: str) -> limen.SqliteJournal | limen.SqlJournal:
    """Return the journal of a loop; on a server, the loops of a test have names of their own."""
    if kind == "sqlite":
        return limen.SqliteJournal(folder / "calls.db", loop)
    name = uuid.uuid5(uuid.NAMESPACE_URL, str(folder)).hex
    return limen.SqlJournal(url(kind, folder), f"{loop} of {name}{os.getpid()}")
