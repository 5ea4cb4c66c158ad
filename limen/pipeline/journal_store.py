"""Where the journal of a retry loop is kept: in memory, or in SQLite, where it survives the host."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

State: TypeAlias = Literal["started", "succeeded", "failed", "unknown"]


@dataclass(slots=True)
class StoredCall:
    """One call of a tool as it is stored; what `key` names is made once, as its first, second, third ... call."""

    name: str
    key: str  # the same for equal arguments
    nth: int  # of the calls with this key, from 1
    arguments: bytes
    state: State = "started"
    result: bytes | None = None  # None although it succeeded: the result could not be stored
    error: str | None = None


class JournalStore(Protocol):
    """What a store has to do; its calls belong to one loop, which `loop` names."""

    loop: str

    def calls(self) -> Sequence[StoredCall]:
        """Return the calls in the order in which they were begun."""
        ...

    def begin(self, call: StoredCall) -> bool:
        """Store a call before it is made, or store that it is made again; False when another process was first.

        What is stored has to be there after a crash from here on.
        """
        ...

    def end(self, call: StoredCall) -> None:
        """Store state, result and error of a call that has been begun."""
        ...


class MemoryJournal:
    """A journal that lasts as long as this object: give it to `solve` again to go on."""

    def __init__(self) -> None:
        self.loop = uuid.uuid4().hex
        self._calls: dict[tuple[str, int], StoredCall] = {}

    def calls(self) -> Sequence[StoredCall]:
        """Return the calls in the order in which they were begun."""
        return tuple(self._calls.values())

    def begin(self, call: StoredCall) -> bool:
        """Keep a call."""
        self._calls[call.key, call.nth] = call
        return True

    def end(self, call: StoredCall) -> None:
        """The call is kept as it is."""

    def forget(self, call: StoredCall) -> None:
        """Forget a call of unknown fate that has not taken effect, as the embedder knows: it may be made again."""
        call.state = "failed"


class SqliteJournal:
    """A journal in an SQLite file, which may hold those of many loops; `loop` is the embedder's name for one of them.

    A call is on disk before it is made, and its result before the program gets it.
    """

    def __init__(self, path: str | Path, loop: str) -> None:
        self.loop = loop
        self._path = str(path)
        self._lock = threading.Lock()
        with self._lock, closing(self._connected()) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_TABLE)

    def calls(self) -> Sequence[StoredCall]:
        """Return the calls in the order in which they were begun."""
        with self._lock, closing(self._connected()) as connection:
            rows = connection.execute(
                "SELECT name, key, nth, arguments, state, result, error FROM limen_calls WHERE loop = ? ORDER BY id",
                (self.loop,),
            ).fetchall()
        return [StoredCall(*row) for row in rows]

    def begin(self, call: StoredCall) -> bool:
        """Write a call; one that is made again has to be of unknown fate still."""
        place = (self.loop, call.key, call.nth)
        with self._lock, closing(self._connected()) as connection:
            made = connection.execute(
                "INSERT OR IGNORE INTO limen_calls (loop, key, nth, name, arguments, state) VALUES (?, ?, ?, ?, ?, 'started')",
                (*place, call.name, call.arguments),
            ).rowcount
            if not made:
                made = connection.execute(
                    "UPDATE limen_calls SET state = 'started' WHERE loop = ? AND key = ? AND nth = ? AND state = 'unknown'",
                    place,
                ).rowcount
        return made == 1

    def end(self, call: StoredCall) -> None:
        """Write how a call ended."""
        with self._lock, closing(self._connected()) as connection:
            connection.execute(
                "UPDATE limen_calls SET state = ?, result = ?, error = ? WHERE loop = ? AND key = ? AND nth = ?",
                (call.state, call.result, call.error, self.loop, call.key, call.nth),
            )

    def forget(self, call: StoredCall) -> None:
        """Forget a call of unknown fate that has not taken effect, as the embedder knows: it may be made again."""
        call.state = "failed"
        self.end(call)

    def _connected(self) -> sqlite3.Connection:
        """A connection that writes each statement to the disk at once; may be used from any thread."""
        connection = sqlite3.connect(self._path, timeout=30, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous = FULL")
        return connection


_TABLE = """
CREATE TABLE IF NOT EXISTS limen_calls (
    id INTEGER PRIMARY KEY,
    loop TEXT NOT NULL,
    key TEXT NOT NULL,
    nth INTEGER NOT NULL,
    name TEXT NOT NULL,
    arguments BLOB NOT NULL,
    state TEXT NOT NULL,
    result BLOB,
    error TEXT,
    UNIQUE (loop, key, nth)
)
"""
