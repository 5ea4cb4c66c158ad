"""The stores of suspended runs: each run is given to one worker, and none is lost when that worker dies."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy

import limen
from tests.conftest import ROOT
from tests.pipeline.stores import KINDS, opened_store

WORKERS = 4


@pytest.mark.parametrize("kind", KINDS)
def test_the_store_gives_a_run_to_one_worker(kind: str, tmp_path: Path) -> None:
    store, other = opened_store(kind, tmp_path), opened_store(kind, tmp_path)
    first, second = store.add(b"one\0\xff", "first"), store.add(b"two")

    def waiting() -> list[tuple[str, str]]:
        """Those of this test, of which others see the same."""
        return [row for row in other.waiting() if row[0] in (first, second)]

    assert waiting() == [(first, "first"), (second, "")]
    assert store.claim(first) == b"one\0\xff"
    assert other.claim(first) is None
    assert waiting() == [(second, "")]
    store.replace(first, b"next", "again")
    assert waiting() == [(first, "again"), (second, "")]
    assert other.claim(first, seconds=-1.0) == b"next"
    assert store.claim(first) == b"next", "whoever had it is taken for dead"
    for id in (first, second):
        store.remove(id)
        assert store.claim(id) is None
    assert waiting() == []


@pytest.mark.parametrize("kind", KINDS)
def test_threads_that_claim_at_once(kind: str, tmp_path: Path) -> None:
    store = opened_store(kind, tmp_path)
    ids = [store.add(b"run %d" % number) for number in range(20)]
    got: list[tuple[str, bytes]] = []
    start = threading.Barrier(WORKERS, timeout=20)

    def work() -> None:
        mine = opened_store(kind, tmp_path)
        start.wait()
        got.extend((id, data) for id in ids if (data := mine.claim(id)) is not None)

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(got) == sorted((id, b"run %d" % number) for number, id in enumerate(ids))
    for id in ids:
        store.remove(id)


@pytest.mark.parametrize("kind", KINDS)
def test_processes_that_claim_at_once(kind: str, tmp_path: Path) -> None:
    store = opened_store(kind, tmp_path)
    ids = [store.add(b"run") for _ in range(20)]
    command = [sys.executable, "-m", "tests.pipeline.claiming_worker", kind, str(tmp_path), *ids]
    workers = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    try:
        for worker in workers:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        got = Counter(id for worker in workers for id in worker.communicate(timeout=60)[0].split())
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    assert got == Counter(ids)
    for id in ids:  # the workers are dead without a word: their claims hold, and the runs are still there
        assert store.claim(id) is None
        store.replace(id, b"run")
        assert store.claim(id) == b"run"
        store.remove(id)


def test_a_note_that_no_database_takes(tmp_path: Path) -> None:
    store = limen.SqlSnapshotStore(f"sqlite:///{tmp_path / 's.db'}")
    id = store.add(b"", "a\0b\ud800")
    assert store.waiting() == [(id, "a\ufffdb?")]


def test_an_engine_of_the_embedder(tmp_path: Path) -> None:
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path / 's.db'}")
    one = limen.SqlSnapshotStore(engine).add(b"x")
    assert limen.SqlSnapshotStore(engine.url).claim(one) == b"x"
    engine.dispose()


def test_what_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"takes a URL or a synchronous sqlalchemy\.Engine, not PosixPath"):
        limen.SqlSnapshotStore(tmp_path)  # type: ignore[arg-type]
    with pytest.raises(sqlalchemy.exc.OperationalError, match="unable to open"):
        limen.SqlSnapshotStore(f"sqlite:///{tmp_path / 'none' / 's.db'}")


def test_a_missing_extra_is_named() -> None:
    code = "import sys; sys.modules['sqlalchemy'] = None\nimport limen\nlimen.SqliteSnapshotStore\nlimen.SqlJournal"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stderr.splitlines()[-1].endswith("need SQLAlchemy: pip install 'limen[sqlalchemy]'")
