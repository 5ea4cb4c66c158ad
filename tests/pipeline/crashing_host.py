"""A host that may be killed: python -m tests.pipeline.crashing_host FOLDER nowhere|between|inside|after [key] [sql]"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path

import limen

FOLDER, WHERE, KEYED, SQL = Path(sys.argv[1]), sys.argv[2], "key" in sys.argv[3:], "sql" in sys.argv[3:]
LEDGER = sqlite3.connect(FOLDER / "ledger.db", isolation_level=None)
LEDGER.execute("CREATE TABLE IF NOT EXISTS entries (account TEXT, amount INTEGER, key TEXT UNIQUE)")

WRONG = """
for account, amount in [("ada", 10), ("bob", 20), ("cyd", 30)]:
    pay(account, amount)
note = notify("ada")
"""
RIGHT = WRONG.replace('notify("ada")', 'notify("ada@example.com")') + "note\n"


def die() -> None:
    """Die as a machine does that loses its power: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


def book(account: str, amount: int, key: str | None) -> int:
    """Write to the ledger, which takes a key once."""
    if WHERE == "inside" and account == "bob":
        die()
    LEDGER.execute("INSERT OR IGNORE INTO entries VALUES (?, ?, ?)", (account, amount, key))
    if WHERE == "after" and account == "bob":
        die()
    return amount


def pay(account: str, amount: int) -> int:
    """Pay an amount into an account."""
    return book(account, amount, None)


@limen.tool(idempotency_key="key")
def pay_with_key(account: str, amount: int, *, key: str) -> int:
    """Pay an amount into an account."""
    return book(account, amount, key)


def notify(address: str) -> str:
    """Tell somebody; ValueError when the address has no @."""
    if "@" not in address:
        raise ValueError("an address has an @")
    LEDGER.execute("INSERT INTO entries VALUES (?, 0, NULL)", (address,))
    return f"told {address}"


def generate(messages: list[limen.Message]) -> str:
    """A model: the first answer is wrong, the next is right."""
    if len(messages) > 2 and WHERE == "between":
        die()
    return f"```python{WRONG if len(messages) == 2 else RIGHT}```"


def main() -> None:
    """Run the loop, and print what the test wants to know."""
    pipeline = limen.Pipeline({"pay": pay_with_key if KEYED else pay, "notify": notify})
    file = FOLDER / "calls.db"
    journal = limen.SqlJournal(f"sqlite:///{file}", "task-1") if SQL else limen.SqliteJournal(file, "task-1")
    transcript = pipeline.solve(generate, "Pay them.", journal=journal)
    print(transcript.end, transcript.value, [(call.name, call.args) for call in transcript.unknown])
    print(transcript.messages[1]["content"])


if __name__ == "__main__":
    main()
