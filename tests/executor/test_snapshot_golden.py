"""A snapshot of each version: it goes on as it would have then, or is refused by a message that names that version."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import limen
from limen.executor import snapshot
from tests import write_golden
from tests.conftest import ROOT
from tests.executor.test_snapshot_damage import opened, sealed

FILES = sorted(write_golden.FOLDER.glob("*.limen"))


class Golden(msgspec.Struct):
    """The content of a file."""

    limen: str
    python: str
    run: bytes
    answer: str
    run_prints: str
    session: bytes
    snippet: str
    session_prints: str


@functools.cache
def pipeline() -> limen.Pipeline:
    """The tool of the golden programs."""
    return limen.Pipeline([write_golden.ask], isolation="inline")


def read(path: Path) -> Golden:
    """Return what is in a file."""
    return msgspec.msgpack.decode(path.read_bytes(), type=Golden)


def made_with(data: bytes) -> tuple[object, ...]:
    """Return what has to be the same here for a snapshot to be loaded: versions, instructions of programs and prelude."""
    table = opened(data)
    assert isinstance(table, dict)
    digests = [program[-1] for program in table["programs"]]
    return data[: len(snapshot.MAGIC) + 2], table["limen"], table["python"], digests, table["prelude"]


@functools.cache
def made_here(run: bytes, session: bytes) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Return the same of these programs when this version compiles them."""

    def texts(data: bytes) -> list[str]:
        table = opened(data)
        assert isinstance(table, dict)
        return [program[0].decode() for program in table["programs"]]

    (program,) = texts(run)
    paused = pipeline().start(program, check=False)
    assert isinstance(paused, limen.Suspended), paused.feedback()
    fresh = pipeline().session()
    for text in texts(session):
        outcome = fresh.run(text, check=False)
        assert outcome.ok, outcome.feedback()
    return made_with(paused.dump()), made_with(fresh.dump())


def hold(golden: Golden) -> str:
    """Hold a file to the rule; return "loaded" or "refused"."""
    if (made_with(golden.run), made_with(golden.session)) == made_here(golden.run, golden.session):
        outcome = pipeline().load(golden.run).resume(golden.answer)
        assert outcome.ok, outcome.feedback()
        assert outcome.stdout == golden.run_prints
        outcome = pipeline().load_session(golden.session).run(golden.snippet, check=False)
        assert outcome.ok, outcome.feedback()
        assert outcome.stdout == golden.session_prints
        return "loaded"
    if made_with(golden.run) != made_here(golden.run, golden.session)[0]:
        with pytest.raises(limen.BadSnapshot, match=rf"made by .*limen {golden.limen}\b"):
            pipeline().load(golden.run)
    if made_with(golden.session) != made_here(golden.run, golden.session)[1]:
        with pytest.raises(limen.BadSnapshot, match=rf"made by .*limen {golden.limen}\b"):
            pipeline().load_session(golden.session)
    return "refused"


def test_there_is_one_of_this_version() -> None:
    assert limen.__version__ in [path.stem for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_version(path: Path) -> None:
    golden = read(path)
    assert golden.limen == path.stem
    hold(golden)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Golden:
    """What another process writes now."""
    folder = tmp_path_factory.mktemp("golden")
    command = [sys.executable, "-m", "tests.write_golden", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    return read(folder / f"{limen.__version__}.limen")


def test_one_that_is_made_now_loads(fresh: Golden) -> None:
    assert hold(fresh) == "loaded"


def test_one_that_does_something_else_is_seen(fresh: Golden) -> None:
    wrong = msgspec.structs.replace(fresh, answer="another answer")
    with pytest.raises(AssertionError):
        hold(wrong)


@pytest.mark.parametrize("changed", ["limen", "python", "program", "prelude"])
def test_another_version_is_refused_by_name(fresh: Golden, changed: str) -> None:
    def from_elsewhere(data: bytes) -> bytes:
        table = opened(data)
        assert isinstance(table, dict)
        if changed == "program":
            table["programs"][0][-1] = b"?" * 16
        elif changed == "prelude":
            table["prelude"]["<functools>"][0] = b"?" * 16
        else:
            table[changed] = "0.0"
        return sealed(table)

    other = msgspec.structs.replace(fresh, run=from_elsewhere(fresh.run), session=from_elsewhere(fresh.session))
    other.limen = "0.0" if changed == "limen" else fresh.limen
    assert hold(other) == "refused"
