"""A refund that waits for a person: asked for in one process, approved in another, finished there.

python examples/approval/desk.py ask
python examples/approval/desk.py approve yes
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import limen

HERE = Path(__file__).parent


def find_order(number: str) -> dict[str, object]:
    """Return an order."""
    return {"id": number, "total": 54.4, "days_since_delivery": 12}


def refund(order: str, amount: float) -> str:
    """Pay money back; return the number of the receipt."""
    print(f"(the bank pays {amount:.2f} EUR for {order})")
    return "R-501"


def approve_refund(order: str, amount: float, reason: str) -> str:
    """Ask a person; return "yes", or the reason why not."""
    raise NotImplementedError("a person answers this")


TOOLS = {"find_order": find_order, "refund": refund}
PIPELINE = limen.Pipeline(tools=[find_order, refund, approve_refund], snapshot_key=b"the desk's own key")


def go_on(outcome: limen.Outcome) -> limen.Outcome:
    """Make every call but the one that a person answers."""
    while isinstance(outcome, limen.Suspended) and outcome.call.name in TOOLS:
        outcome = outcome.resume(TOOLS[outcome.call.name](*outcome.call.args, **outcome.call.kwargs))
    return outcome


def ask(store: limen.SqliteSnapshotStore) -> None:
    """Run the program to where it needs a person, and keep it."""
    outcome = go_on(PIPELINE.start((HERE / "task.py").read_text("utf-8")))
    if not isinstance(outcome, limen.Suspended):
        print(outcome.feedback())
        return
    order, amount, reason = outcome.call.args
    store.add(outcome.dump(), f"refund {amount} EUR for {order}: {reason}")
    print("waiting for approval:", *(note for _, note in store.waiting()), sep="\n  ")


def approve(store: limen.SqliteSnapshotStore, answer: str) -> None:
    """Take up what waits, hand in the answer, and finish."""
    for id, _ in store.waiting():
        snapshot = store.claim(id)
        if snapshot is None:
            continue  # somebody else was faster
        outcome = go_on(PIPELINE.load(snapshot).resume(answer))
        store.remove(id)
        print(outcome.value if outcome.ok else outcome.feedback())


def main() -> None:
    """Do what the command line says."""
    store = limen.SqliteSnapshotStore(os.environ.get("APPROVAL_STORE", Path(tempfile.gettempdir(), "approval.db")))
    match sys.argv[1:]:
        case ["ask"]:
            ask(store)
        case ["approve", answer]:
            approve(store, answer)
        case _:
            print(__doc__)


if __name__ == "__main__":
    main()
