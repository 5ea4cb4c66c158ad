"""What hostile bytes may be given to, by hand: `python -m tests.fuzzing TARGET [--seconds N]`, with atheris when it is installed.

A target takes bytes and returns, or raises Broken for what must not happen. Everything else than the documented errors and outcomes is a bug,
and so is a process that ends or hangs.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import random
import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Final

import msgspec

import limen
from limen.executor.code import Code
from limen.executor.compiler import compile_source
from limen.executor.errors import BadCode
from limen.executor.limits import Limits as VmLimits
from limen.executor.verifier import verify
from limen.executor.vm import Vm
from limen.pipeline.processes import Processes
from limen.pipeline.protocol import (
    Called,
    Ended,
    Pending,
    ProtocolError,
    Ready,
    Recorded,
    Waiting,
    framed,
    read_by_host,
    read_by_worker,
)
from limen.source import Source
from tests.executor.test_snapshot_damage import PROGRAMS, fetch, finish, mutate, opened, price, sealed

LIMITS: Final = limen.Limits(seconds=1.0, memory=128 * 2**20, instructions=50_000, recursion=200)
SEEDS: Final = (
    "def f(n, *rest, key=None):\n    try:\n        return [n, *rest][key]\n    except (IndexError, TypeError) as e:\n"
    "        return str(e)\n    finally:\n        print(n)\n\nf(1, 2, key=5), {f(i) for i in range(3)}\n",
    "class A:\n    x = 1\n    def __add__(self, o): return self.x + o\n    @property\n    def y(self): return self + 2\n\n"
    "def g():\n    for i in range(5):\n        v = yield i\n        if v: return v\n\ntotal = A().y\nfor i in g(): total += i\ntotal\n",
    "words = 'b a c a'.split()\nd = {}\nfor w in words:\n    d.setdefault(w, []).append(len(d))\nmatch d:\n"
    "    case {'a': [x, *_]}:\n        x\n    case _:\n        None\nsorted(d.items(), key=lambda p: -len(p[1]))[0:2]\n",
    "async def a(n):\n    return n * 2\nimport asyncio\nx, y = await asyncio.gather(a(1), a(2))\nf'{x:>5}{y!r}' + '%d' % x\n",
)


class Broken(Exception):
    """A target did what it must not."""


@cache
def pipeline(isolation: str) -> limen.Pipeline:
    """The pipeline of all targets."""
    return limen.Pipeline(tools=[price, fetch], limits=LIMITS, isolation=isolation)


def source(data: bytes) -> None:
    """The text of a program: the gate tells what is wrong, and without the gate it ends in an outcome."""
    inline = pipeline("inline")
    report = inline.check(data)
    report.feedback()
    outcome = inline.run(data, check=False)
    if isinstance(outcome, limen.Crashed):
        raise Broken(outcome.detail)
    outcome.feedback()


def code(data: bytes) -> None:
    """Compiled code with some words changed: the verifier refuses it, or it does no harm."""
    chosen = random.Random(data)
    found = compile_source(Source.from_text(chosen.choice(SEEDS)))
    codes: list[Code] = [found]
    for one in codes:
        codes.extend(one.codes)
    for _ in range(chosen.randint(1, 4)):
        one = chosen.choice(codes)
        at = chosen.randrange(len(one.words))
        one.words[at] = chosen.choice(
            [chosen.randrange(120), -1, 4 * chosen.randrange(60), 2**40, int(one.words[at]) + 1]
        )
    try:
        verify(found)
    except BadCode:
        return
    step = Vm(VmLimits(seconds=1.0, memory=128 * 2**20, instructions=20_000, recursion=200), call_tool=None).start(
        found, {}
    )
    if step.kind not in ("done", "raised", "limit", "crashed", "waiting"):
        raise Broken(step.kind)


@cache
def _snapshots() -> list[bytes]:
    found = []
    for text in PROGRAMS:
        started = pipeline("inline").start(text, check=False)
        assert isinstance(started, limen.Suspended)
        found.append(started.dump())
    return found


def snapshot(data: bytes) -> None:
    """A snapshot with a right seal and wrong content: refused as BadSnapshot, or harmless."""
    chosen = random.Random(data)
    table = opened(chosen.choice(_snapshots()))
    mutate(table, chosen)
    for forged in (sealed(table), data):
        try:
            paused = pipeline("inline").load(forged)
        except limen.BadSnapshot:
            continue
        finish(pipeline("inline"), paused)


_SAID: Final = (
    Ready([("seccomp", True, "")]),
    Called(1, "price", b"\x90", b"\x80", 3),
    Waiting([1, 2], [Called(1, "fetch", b"\x90", b"\x80", None)]),
    Ended("completed", b"out", value=b"\x01"),
    Ended("raised", name="ValueError", message=b"no", traceback=b"", line=1),
    Ended("limit", name="seconds", allowed=1.0, line=2, loop=7),
    Ended("suspended", calls=[Pending(1, "price", b"\x90", b"\x80", (1, 0, 1, 2))], snapshot=b"LIMENSNP"),
    Ended("suspended", journal=[Recorded("price", b"\x90", b"\x80", b"\x01", None, 1, False)]),
)


def wire(data: bytes) -> None:
    """A message of a worker that is not itself any more: refused as ProtocolError, or an outcome."""
    chosen = random.Random(data)
    body = bytearray(framed(chosen.choice(_SAID))[4:])
    for _ in range(chosen.randint(1, 3)):
        body[chosen.randrange(len(body))] = chosen.randrange(256)
    place = pipeline("process").place
    assert isinstance(place, Processes)
    for message in (bytes(body), data):
        with contextlib.suppress(msgspec.DecodeError, RecursionError, ValueError):
            read_by_worker(message)
        try:
            said = read_by_host(message)
            if isinstance(said, Ended):
                outcome = place._outcome(said, _job(), place._new_work())
                str(outcome)
        except (ProtocolError, limen.BadSnapshot):
            pass


@cache
def _job():  # type: ignore[no-untyped-def]
    return pipeline("process")._prepare("1", {}, False, None)


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    target.__name__: target for target in (source, code, snapshot, wire)
}


def mutated(chosen: random.Random) -> bytes:
    """Return bytes near a program: pieces of some of them, with a few bytes changed."""
    pool = [text.encode() for text in (*SEEDS, *PROGRAMS)]
    data = bytearray(chosen.choice(pool))
    for _ in range(chosen.randint(1, 6)):
        at = chosen.randrange(len(data) + 1)
        other = chosen.choice(pool)
        start = chosen.randrange(len(other))
        piece = other[start : start + chosen.randint(1, 30)]
        data[at : at + chosen.choice((0, 0, 1, len(piece)))] = chosen.choice(
            (piece, bytes([chosen.randrange(256)]), b"")
        )
        data = data or bytearray(b"x")
    return bytes(data)


def main() -> None:
    """Run a target for some time."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=float, default=60.0, help="how long (default: 60)")
    options = parser.parse_args()
    target = TARGETS[options.target]
    if importlib.util.find_spec("atheris") is not None:
        import atheris

        atheris.Setup([sys.argv[0], f"-max_total_time={options.seconds:.0f}"], target)
        atheris.Fuzz()
        return
    end = time.monotonic() + options.seconds
    seed = time.time_ns()
    count = 0
    while time.monotonic() < end:
        data = mutated(random.Random(seed + count))
        try:
            target(data)
        except BaseException:
            print(f"after {count} inputs: {data!r}", file=sys.stderr)
            raise
        count += 1
    print(f"{options.target}: {count} inputs, nothing found; install atheris for inputs that follow the coverage")


if __name__ == "__main__":
    main()
