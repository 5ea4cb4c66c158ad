"""The attacks on snapshots beside the design: each tampered blob is refused as BadSnapshot, or goes on as a program may."""

from __future__ import annotations

import copy
import resource
import struct
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec
import pytest

import limen
from limen.executor.snapshot import MAGIC
from tests.executor.test_attacks import ATTACKS, FILE
from tests.executor.test_snapshot_damage import HEAD, opened, places, sealed

TAMPERINGS: Final = {str(attack["id"]): str(attack["code"]) for attack in ATTACKS if attack["kind"] == "tamper"}
EXTREMES: Final = (2**31 - 1, 2**63 - 1, -1)
MOST: Final = 400  # blobs of one attack, evenly chosen

pytestmark = pytest.mark.skipif(not TAMPERINGS, reason=f"{FILE.name} is not here")


def tool(value: object = None) -> object:
    """Never called: the tests answer."""
    raise NotImplementedError


@pytest.fixture(scope="module")
def pipeline() -> limen.Pipeline:
    """In this process: what breaks out breaks the test."""
    return limen.Pipeline([tool], limits=limen.Limits(seconds=2.0, memory=256 * 2**20), isolation="inline")


def suspended(pipeline: limen.Pipeline, id: str) -> bytes:
    """Return the program of an attack where it waits for its tool."""
    paused = pipeline.start(TAMPERINGS[id], check=False)
    assert isinstance(paused, limen.Suspended), paused.feedback()
    return paused.dump()


def went_on(pipeline: limen.Pipeline, blob: bytes, answer: int = 5) -> limen.Outcome | None:
    """Return how a blob ends, None when it is refused; nothing else may happen, and not for long."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    start = time.perf_counter()
    try:
        outcome: limen.Outcome = pipeline.load(blob)
        for _ in range(5):
            if isinstance(outcome, limen.Suspended):
                outcome = outcome.resume(answer)
    except limen.BadSnapshot:
        return None
    if isinstance(outcome, limen.Crashed):
        assert outcome.cause == "internal"  # the VM found a state that no program leads to, and the host lives
    assert time.perf_counter() - start < 10, "2 s, with room for a busy machine"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before <= 300 * 2**20
    return outcome


def changed(blob: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return a snapshot whose table is changed, with a right seal."""
    table = opened(blob)
    assert isinstance(table, dict)
    change(table)
    return sealed(table)


def holding(blob: bytes, *rows: list[object]) -> bytes:
    """Return a snapshot in which `state['role']` is the first of these rows; `"+n"` in them stands for row n of them."""

    def change(table: dict[str, Any]) -> None:
        first = len(table["rows"])

        def placed(part: object) -> object:
            if isinstance(part, str) and part.startswith("+"):
                return first + int(part[1:])
            return [placed(item) for item in part] if isinstance(part, list) else part

        role = next(row for row in table["rows"] if row[0] == "dict" and "role" in row[1])
        role[2][role[1].index("role")] = [first]
        table["rows"] += [placed(row) for row in rows]

    return changed(blob, change)


def some(found: list[Any]) -> list[Any]:
    """Return at most MOST of them, evenly chosen."""
    return found[:: max(1, -(-len(found) // MOST))]


def inflated(blob: bytes) -> Iterator[bytes]:
    """Return snapshots with a wrong length or number: in the bytes of MessagePack, and in the table."""
    wide = {0x9: 0xDD, 0x8: 0xDF, 0xC4: 0xC6, 0xD9: 0xDB, 0xDC: 0xDD}  # a head, and the one with 32 bits of length
    heads = [at for at in range(HEAD, len(blob) - 32) if blob[at] in wide or blob[at] >> 4 in (8, 9)]
    for at in some(heads):
        for length in (2**31 - 1, 2**32 - 1):
            head = blob[at] if blob[at] in wide else blob[at] >> 4
            body = blob[HEAD:at] + struct.pack(">BI", wide[head], length) + blob[at + 1 : -32]
            try:
                yield sealed(msgspec.msgpack.decode(body))
            except (msgspec.DecodeError, UnicodeDecodeError):
                yield sealed(msgspec.Raw(body))
    numbers = [n for n, (held, key) in enumerate(places(opened(blob), [])) if type(held[key]) is int]  # type: ignore[index]
    for number in some(numbers):
        for extreme in EXTREMES:

            def change(table: dict[str, Any], number: int = number, extreme: int = extreme) -> None:
                held, key = places(table, [])[number]
                held[key] = extreme  # type: ignore[index]

            yield changed(blob, change)


def test_replay(pipeline: limen.Pipeline) -> None:
    blob = suspended(pipeline, "st-replay")
    for answer in (1, 2, 1):
        outcome = went_on(pipeline, blob, answer)
        assert outcome is not None
        assert outcome.stdout == f"user {answer}\n"


def test_length_inflate(pipeline: limen.Pipeline) -> None:
    refused = 0
    blobs = list(inflated(suspended(pipeline, "st-length-inflate")))
    for blob in blobs:
        refused += went_on(pipeline, blob) is None
    assert refused > len(blobs) / 4


def test_cycle_bomb(pipeline: limen.Pipeline) -> None:
    blob = suspended(pipeline, "st-cycle-bomb")
    itself = went_on(pipeline, holding(blob, ["list", [["+0"]] * 10**6]))
    assert isinstance(itself, (limen.Completed, limen.LimitReached))
    assert itself.stdout in ("", "[" + "[...], " * (10**6 - 1) + "[...]] 5\n")
    levels: list[list[object]] = [["list", [[f"+{n + 1}"], [f"+{n + 1}"]]] for n in range(60)]
    graph = went_on(pipeline, holding(blob, *levels, ["list", []]))
    assert isinstance(graph, limen.LimitReached), graph  # its text has 2**60 lists


def test_limits_tamper(pipeline: limen.Pipeline) -> None:
    blob = suspended(pipeline, "st-limits-tamper")
    ended = 0
    for place in range(4):
        for value in (0, -1, -(2**62), 2**62, -1e300, float("nan"), float("-inf"), None, "0"):
            outcome = went_on(
                pipeline,
                changed(blob, lambda table, place=place, value=value: table["run"]["used"].__setitem__(place, value)),
            )
            if isinstance(outcome, limen.Completed):
                ended += 1
                assert outcome.stdout == "user 5\n"
                assert min(outcome.usage.seconds, outcome.usage.instructions, outcome.usage.memory) >= 0
    assert ended
    endless = pipeline.start("tool(1)\nwhile True:\n    pass", check=False)
    assert isinstance(endless, limen.Suspended)
    for used in ([0, 0.0, 0, 0], [0, -1e9, 0, 0], [0, float("nan"), 0, 0]):
        outcome = went_on(pipeline, changed(endless.dump(), lambda table, used=used: table["run"].update(used=used)))
        assert outcome is None or isinstance(outcome, limen.LimitReached), "the limits are those of the pipeline"


@pytest.mark.parametrize(
    "row",
    [
        ["shared", "builtins", "exec"],
        ["shared", "builtins", "__import__"],
        ["shared", "module os"],
        ["shared", "module os", "system"],
        ["shared", "types", "os._wrap_close"],
        ["native", "exec", []],
        ["native", "__import__", ["os"]],
        ["tool", "exec"],
        ["os", "system"],
        ["Cell", {"host": "object"}],
    ],
    ids=str,
)
def test_builtin_ref_inject(pipeline: limen.Pipeline, row: list[object]) -> None:
    assert went_on(pipeline, holding(suspended(pipeline, "st-builtin-ref-inject"), row)) is None


def test_a_module_that_is_not_there(pipeline: limen.Pipeline) -> None:
    blob = suspended(pipeline, "st-builtin-ref-inject")
    for part in ("module subprocess", "prelude ../../../x", "prelude os", "os"):
        assert went_on(pipeline, changed(blob, lambda table, part=part: table["surface"].append(part))) is None
    # limen's own `os`, of runs that were given a folder: named, it brings this run nothing
    outcome = went_on(pipeline, changed(blob, lambda table: table["surface"].append("module os")))
    assert isinstance(outcome, limen.Completed)
    assert outcome.stdout == "user 5\n"


def test_hash_poison(pipeline: limen.Pipeline) -> None:
    blob = suspended(pipeline, "st-hash-poison")

    def with_keys(*keys: object) -> str | None:
        def change(table: dict[str, Any]) -> None:
            row = next(row for row in table["rows"] if row[0] == "dict" and "k" in row[1])
            row[1] = list(keys)

        outcome = went_on(pipeline, changed(blob, change))
        return None if outcome is None else outcome.stdout

    assert with_keys(1, "k") == "{1: 'a', 'k': 'b'}\n"
    assert with_keys(1, 1) == with_keys(1, True) == "{1: 'b'}\n"  # hashes are not stored: they are made again
    assert with_keys(1) is None
    table = opened(blob)
    assert isinstance(table, dict)
    mutable = next(number for number, row in enumerate(table["rows"]) if row[0] in ("dict", "list"))
    assert with_keys(1, [mutable]) is None


def test_code_tamper(pipeline: limen.Pipeline) -> None:
    blob = suspended(pipeline, "st-code-tamper")

    def other_source(table: dict[str, Any]) -> None:
        table["programs"][0][0] = table["programs"][0][0].replace(b"x + 1", b"x + 5")

    def other_digest(table: dict[str, Any]) -> None:
        table["programs"][0][-1] = bytes(16)

    def constants(table: dict[str, Any]) -> None:
        table["programs"][0][0] = table["programs"][0][0].replace(b"'user'", b"'root'")

    assert went_on(pipeline, changed(blob, other_digest)) is None
    for change in (other_source, constants):
        outcome = went_on(pipeline, changed(blob, change))
        assert outcome is None or outcome.stdout == "user 5\n", "no state of the run comes from the source"
    table = opened(blob)
    assert isinstance(table, dict)
    frames = [number for number, row in enumerate(table["rows"]) if row[0] in ("Frame", "code", "Function")]
    assert frames
    for number in frames:
        for place in range(1, len(table["rows"][number])):
            for value in (0, 1, 4, 8, -1, 10**6, [0], [1], None, "x"):
                forged = copy.deepcopy(table)
                forged["rows"][number][place] = value
                went_on(pipeline, sealed(forged))


def test_every_tampering_has_a_test() -> None:
    assert {id.removeprefix("st-").replace("-", "_") for id in TAMPERINGS} <= {
        name.removeprefix("test_") for name in globals()
    }


def test_with_a_key_nothing_tampered_is_read() -> None:
    pipeline = limen.Pipeline([tool], isolation="inline", snapshot_key=b"ours")
    blob = suspended(pipeline, "st-limits-tamper")
    assert blob.startswith(MAGIC)
    assert went_on(pipeline, blob) is not None
    assert went_on(pipeline, sealed(opened(blob))) is None
