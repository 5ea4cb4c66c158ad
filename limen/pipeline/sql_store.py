"""Suspended runs and journals in a database that SQLAlchemy reaches: PostgreSQL, for workers on several machines."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence

try:
    import sqlalchemy as sql
    from sqlalchemy.exc import DBAPIError, IntegrityError
    from sqlalchemy.pool import NullPool
except ImportError as error:
    raise ImportError("SqlSnapshotStore and SqlJournal need SQLAlchemy: pip install 'limen[sqlalchemy]'") from error

from limen.pipeline.journal_store import StoredCall

_TABLES = sql.MetaData()
_SNAPSHOTS = sql.Table(
    "limen_snapshots",
    _TABLES,
    sql.Column("id", sql.String(32), primary_key=True),
    sql.Column("made", sql.Double, nullable=False),
    sql.Column("note", sql.Text, nullable=False),
    sql.Column("claimed_until", sql.Double, nullable=False),
    sql.Column("data", sql.LargeBinary, nullable=False),
)
_CALLS = sql.Table(
    "limen_calls",
    _TABLES,
    sql.Column("id", sql.BigInteger().with_variant(sql.Integer, "sqlite"), primary_key=True),
    sql.Column("loop", sql.String(255), nullable=False),
    sql.Column("key", sql.String(255), nullable=False),
    sql.Column("nth", sql.Integer, nullable=False),
    sql.Column("name", sql.Text, nullable=False),
    sql.Column("arguments", sql.LargeBinary, nullable=False),
    sql.Column("state", sql.Text, nullable=False),
    sql.Column("result", sql.LargeBinary),
    sql.Column("error", sql.Text),
    sql.UniqueConstraint("loop", "key", "nth"),
)


class SqlSnapshotStore:
    """A SnapshotStore in a database, in the table `limen_snapshots`.

    Claims end by the clocks of the machines: they should agree better than the `seconds` of a claim.
    """

    def __init__(self, engine_or_url: sql.Engine | sql.URL | str) -> None:
        """engine_or_url: an Engine, or a URL as in "postgresql+psycopg://..."; a URL is connected to at each call.

        Raises:
            TypeError: for anything else, such as an AsyncEngine.
            sqlalchemy.exc.SQLAlchemyError: when the database cannot be reached, here and in every method.
        """
        self._engine = _opened(engine_or_url, _SNAPSHOTS)

    def add(self, snapshot: bytes, note: str = "") -> str:
        """Keep a snapshot; return its id."""
        row = {"id": uuid.uuid4().hex, "made": time.time(), "note": _text(note), "claimed_until": 0.0, "data": snapshot}
        with self._engine.begin() as connection:
            connection.execute(_SNAPSHOTS.insert().values(row))
        return str(row["id"])

    def waiting(self) -> list[tuple[str, str]]:
        """Return id and note of those that nobody has claimed, the oldest first."""
        table = _SNAPSHOTS.c
        free = sql.select(table.id, table.note).where(table.claimed_until <= time.time()).order_by(table.made)
        with self._engine.begin() as connection:
            return [(str(id), str(note)) for id, note in connection.execute(free)]

    def claim(self, id: str, seconds: float = 300.0) -> bytes | None:
        """Return a snapshot, for this caller alone; None when somebody else has it."""
        now = time.time()
        free = sql.and_(_SNAPSHOTS.c.id == id, _SNAPSHOTS.c.claimed_until <= now)
        with self._engine.begin() as connection:
            # Of those who update at once, the second waits for the first, and then finds the row claimed.
            claimed = connection.execute(_SNAPSHOTS.update().where(free).values(claimed_until=now + seconds))
            if claimed.rowcount != 1:
                return None
            return bytes(connection.execute(sql.select(_SNAPSHOTS.c.data).where(_SNAPSHOTS.c.id == id)).scalar_one())

    def replace(self, id: str, snapshot: bytes, note: str = "") -> None:
        """Put the next snapshot in the place of a claimed one, and end the claim."""
        with self._engine.begin() as connection:
            connection.execute(
                _SNAPSHOTS.update()
                .where(_SNAPSHOTS.c.id == id)
                .values(data=snapshot, note=_text(note), claimed_until=0.0)
            )

    def remove(self, id: str) -> None:
        """Forget a run that has ended."""
        with self._engine.begin() as connection:
            connection.execute(_SNAPSHOTS.delete().where(_SNAPSHOTS.c.id == id))


class SqlJournal:
    """A JournalStore in a database, in the table `limen_calls`, which may hold the journals of many loops.

    A call is committed before it is made, and its result before the program gets it.
    """

    def __init__(self, engine_or_url: sql.Engine | sql.URL | str, loop: str) -> None:
        """engine_or_url: as for SqlSnapshotStore. loop: the embedder's name for the loop, at most 255 characters."""
        self.loop = loop
        self._engine = _opened(engine_or_url, _CALLS)

    def calls(self) -> Sequence[StoredCall]:
        """Return the calls in the order in which they were begun."""
        table = _CALLS.c
        columns = (table.name, table.key, table.nth, table.arguments, table.state, table.result, table.error)
        with self._engine.begin() as connection:
            rows = connection.execute(sql.select(*columns).where(table.loop == self.loop).order_by(table.id)).all()
        return [StoredCall(*row) for row in rows]

    def begin(self, call: StoredCall) -> bool:
        """Write a call; one that is made again has to be of unknown fate still."""
        row = {"name": call.name, "arguments": call.arguments, "state": "started"}
        try:
            with self._engine.begin() as connection:
                connection.execute(_CALLS.insert().values(loop=self.loop, key=call.key, nth=call.nth, **row))
            return True
        except IntegrityError:  # it is there already
            unknown = sql.and_(self._place(call), _CALLS.c.state == "unknown")
            with self._engine.begin() as connection:
                return connection.execute(_CALLS.update().where(unknown).values(state="started")).rowcount == 1

    def end(self, call: StoredCall) -> None:
        """Write how a call ended."""
        error = None if call.error is None else _text(call.error)
        with self._engine.begin() as connection:
            connection.execute(
                _CALLS.update().where(self._place(call)).values(state=call.state, result=call.result, error=error)
            )

    def forget(self, call: StoredCall) -> None:
        """Forget a call of unknown fate that has not taken effect, as the embedder knows: it may be made again."""
        call.state = "failed"
        self.end(call)

    def _place(self, call: StoredCall) -> sql.ColumnElement[bool]:
        return sql.and_(_CALLS.c.loop == self.loop, _CALLS.c.key == call.key, _CALLS.c.nth == call.nth)


def _opened(engine_or_url: sql.Engine | sql.URL | str, table: sql.Table) -> sql.Engine:
    """Return an engine whose database has the table; that of a URL keeps no connection, so none is kept over a fork."""
    if isinstance(engine_or_url, sql.Engine):
        engine = engine_or_url
    elif isinstance(engine_or_url, (str, sql.URL)):
        url = sql.make_url(engine_or_url)
        wait = {"timeout": 30.0} if url.get_backend_name() == "sqlite" else {}  # seconds
        engine = sql.create_engine(url, poolclass=NullPool, connect_args=wait)
    else:
        raise TypeError(f"a store takes a URL or a synchronous sqlalchemy.Engine, not {type(engine_or_url).__name__}")
    try:
        table.create(engine, checkfirst=True)
    except DBAPIError:  # another process may have made it between the look and the making
        if not sql.inspect(engine).has_table(table.name):
            raise
    return engine


def _text(text: str) -> str:
    """Return a text as every database keeps it: PostgreSQL takes no NUL, and none takes half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
