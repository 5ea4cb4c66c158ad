"""A worker that takes what it gets, then dies or waits for its end: python -m tests.pipeline.claiming_worker KIND FOLDER ID..."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.pipeline.stores import opened_store


def main() -> None:
    """Say that it is ready, wait for the word, claim each id, and print those that it got."""
    kind, folder, *ids = sys.argv[1:]
    print("ready", flush=True)
    sys.stdin.readline()
    store = opened_store(kind, Path(folder))
    print(*[id for id in ids if store.claim(id, seconds=600.0) is not None], flush=True)


if __name__ == "__main__":
    main()
