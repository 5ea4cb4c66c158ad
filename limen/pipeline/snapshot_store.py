"""Where suspended runs wait: each is taken up by one worker, and none is lost when that worker dies."""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol


class SnapshotStore(Protocol):
    """Keeps snapshots under ids. All methods may be called from any process."""

    def add(self, snapshot: bytes, note: str = "") -> str:
        """Keep a snapshot; return its id. `note`: a text to show with it."""
        ...

    def waiting(self) -> list[tuple[str, str]]:
        """Return id and note of those that nobody has claimed, the oldest first."""
        ...

    def claim(self, id: str, seconds: float = 300.0) -> bytes | None:
        """Return a snapshot, for this caller alone; None when there is none of this id or somebody else has it.

        A claim ends with `replace` or `remove`, or after `seconds`: then the caller is taken for dead.
        """
        ...

    def replace(self, id: str, snapshot: bytes, note: str = "") -> None:
        """Put the next snapshot in the place of a claimed one, and end the claim."""
        ...

    def remove(self, id: str) -> None:
        """Forget a run that has ended."""
        ...


class SqliteSnapshotStore:
    """A SnapshotStore in a file, with the SQLite of the standard library."""

    def __init__(self, path: str | Path) -> None:
        """path: the file, made when it is not there."""
        self._path = str(path)
        with self._transaction() as database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS snapshots (id TEXT PRIMARY KEY, made REAL NOT NULL, note TEXT NOT NULL,"
                " claimed_until REAL NOT NULL, data BLOB NOT NULL)"
            )

    def add(self, snapshot: bytes, note: str = "") -> str:
        """Keep a snapshot; return its id."""
        id = uuid.uuid4().hex
        with self._transaction() as database:
            database.execute("INSERT INTO snapshots VALUES (?, ?, ?, 0, ?)", (id, time.time(), note, snapshot))
        return id

    def waiting(self) -> list[tuple[str, str]]:
        """Return id and note of those that nobody has claimed, the oldest first."""
        with self._transaction() as database:
            rows = database.execute(
                "SELECT id, note FROM snapshots WHERE claimed_until <= ? ORDER BY made", (time.time(),)
            ).fetchall()
        return [(str(id), str(note)) for id, note in rows]

    def claim(self, id: str, seconds: float = 300.0) -> bytes | None:
        """Return a snapshot, for this caller alone; None when somebody else has it."""
        now = time.time()
        with self._transaction() as database:
            claimed = database.execute(
                "UPDATE snapshots SET claimed_until = ? WHERE id = ? AND claimed_until <= ?", (now + seconds, id, now)
            )
            if claimed.rowcount != 1:
                return None
            row = database.execute("SELECT data FROM snapshots WHERE id = ?", (id,)).fetchone()
        return bytes(row[0])

    def replace(self, id: str, snapshot: bytes, note: str = "") -> None:
        """Put the next snapshot in the place of a claimed one, and end the claim."""
        with self._transaction() as database:
            database.execute(
                "UPDATE snapshots SET data = ?, note = ?, claimed_until = 0 WHERE id = ?", (snapshot, note, id)
            )

    def remove(self, id: str) -> None:
        """Forget a run that has ended."""
        with self._transaction() as database:
            database.execute("DELETE FROM snapshots WHERE id = ?", (id,))

    @contextmanager
    def _transaction(self) -> Generator[sqlite3.Connection]:
        """A connection of its own for each transaction: none is shared between threads or kept over a fork."""
        database = sqlite3.connect(self._path, timeout=30.0, isolation_level=None)
        try:
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")
        finally:
            database.close()
