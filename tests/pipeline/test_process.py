"""isolation="process": the same outcomes as inline, and whatever becomes of a worker, the host has an outcome and goes on."""

from __future__ import annotations

import asyncio
import concurrent.futures
import dataclasses
import enum
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest

import limen
from limen.lockdown import LAYERS
from limen.outcome import Completed, Crashed, LimitReached, Outcome, Raised, Rejected
from limen.pipeline import pool, processes, protocol
from tests.conftest import ROOT

if not hasattr(os, "fork"):
    pytest.skip("workers are forked", allow_module_level=True)


class Colour(enum.Enum):
    """What an order may have."""

    RED = "red"
    BLUE = "blue"


@dataclasses.dataclass
class Order:
    """An order."""

    id: int
    colour: Colour
    price: Decimal = Decimal(1)


def order(id: int) -> Order:
    """Return an order."""
    return Order(id, Colour.BLUE)


def describe(order: Order) -> str:
    """Describe an order."""
    return f"{order.id} {order.colour.value} {type(order).__module__ == __name__}"


def broken() -> int:
    """Always fails."""
    raise KeyError("nothing")


def leave(status: int) -> int:
    """Try to end the host."""
    raise SystemExit(status)


def odd() -> object:
    """Return what cannot cross."""
    return threading.Lock()


async def fetch(n: int) -> int:
    """Wait a little."""
    await asyncio.sleep(0.01)
    return n * 2


async def hang() -> int:
    """Wait for long."""
    await asyncio.sleep(30)
    return 1


TOOLS = [order, describe, broken, leave, odd, fetch, hang]
PROGRAMS = [
    "1 + 1",
    "o = order(3)\no.id += 1\n[describe(o), o.colour.name, o]",
    "sorted([3, 1, 2], key=lambda n: order(n).id)",
    "import asyncio\nawait asyncio.gather(*[fetch(n) for n in range(8)])",
    "import asyncio\nasync def slow():\n    await asyncio.sleep(0.02)\n    return 'slow'\n"
    "async with asyncio.TaskGroup() as g:\n    a = g.create_task(slow())\n    b = g.create_task(fetch(4))\n[a.result(), b.result()]",
    "import asyncio\ntry:\n    async with asyncio.timeout(0.01):\n        await hang()\nexcept TimeoutError:\n    print('late')",
    "try:\n    broken()\nexcept KeyError as error:\n    print(repr(error))\n1 / 0",
    "leave(3)",
    "odd()",
    "order(lambda: 1)",
    "lambda: 1",
    "class A: pass\nA()",
    "{1, 2, (3, 4)}, frozenset([1]), 2 ** 100, 1j, b'x', range(3), '\\ud800', float('inf')",
    "given, when, what",
    "def f(:\n    pass",
    "import zoneinfo\nstr(zoneinfo.ZoneInfo('Asia/Kolkata')), 'é'.encode('utf-16-le'), 'ü'.encode('punycode')",
    "try:\n    order(1)[0]\nfinally:\n    print('done')",
    "while True:\n    pass",
    "x = [0] * 10**9",
    "print('x' * 10**7)",
    "def f():\n    return f()\nf()",
    "for n in range(10):\n    order(n)",
]
LIMITS = limen.Limits(seconds=1.0, tool_calls=8)
INPUTS = {"given": Order(7, Colour.RED), "when": datetime(2026, 1, 2, tzinfo=UTC), "what": [Decimal("1.50")]}


@pytest.fixture(scope="module")
def isolated() -> Iterator[limen.Pipeline]:
    """A pipeline with workers."""
    with limen.Pipeline(TOOLS, LIMITS, isolation="process") as pipeline:
        yield pipeline


@pytest.fixture(scope="module")
def inline() -> limen.Pipeline:
    """The same without."""
    return limen.Pipeline(TOOLS, LIMITS, isolation="inline")


def told(outcome: Outcome) -> list[object]:
    """Return what must be the same wherever a program runs."""
    shown: list[object] = [type(outcome).__name__, outcome.stdout, outcome.journal, repr(outcome.value)]
    if isinstance(outcome, Raised):
        shown += [outcome.exception, outcome.message, outcome.traceback, outcome.line]
    if isinstance(outcome, LimitReached):
        shown += [outcome.limit, outcome.allowed, outcome.line]
    if isinstance(outcome, Rejected) and outcome.report is not None:
        shown += [outcome.report.feedback()]
    return shown


@pytest.mark.parametrize("code", PROGRAMS)
def test_as_inline(isolated: limen.Pipeline, inline: limen.Pipeline, code: str) -> None:
    assert told(isolated.run(code, INPUTS, check=False)) == told(inline.run(code, INPUTS, check=False))
    assert told(asyncio.run(isolated.run_async(code, INPUTS, check=False))) == told(
        asyncio.run(inline.run_async(code, INPUTS, check=False))
    )


def test_a_class_that_no_tool_declares_crosses(isolated: limen.Pipeline) -> None:
    @dataclasses.dataclass
    class Point:
        x: int

    outcome = isolated.run("p.x += 1\np", {"p": Point(1)}, check=False)
    assert outcome.value == Point(2)


def test_func(isolated: limen.Pipeline) -> None:
    outcome = isolated.run(
        "def f(o, n=1):\n    return o.id + n", func="f", args=[Order(4, Colour.RED)], kwargs={"n": 2}
    )
    assert outcome.value == 6


def test_suspended_runs_are_snapshots(isolated: limen.Pipeline, inline: limen.Pipeline) -> None:
    code = "a = order(1)\nb = order(2)\nprint(a.id)\na.id + b.id"
    paused = isolated.start(code)
    assert isinstance(paused, limen.Suspended)
    blob = paused.dump()
    for pipeline in (isolated, inline):
        again = pipeline.load(blob)
        second = again.resume(Order(10, Colour.RED))
        assert isinstance(second, limen.Suspended)
        assert [record.pending for record in second.journal] == [False, True]
        with pytest.raises(RuntimeError, match="resumed already"):
            again.resume(Order(1, Colour.RED))
        with pytest.raises(limen.BoundaryError):
            second.resume(threading.Lock())
        ended = second.resume(Order(20, Colour.RED))
        assert (ended.value, ended.stdout, len(ended.journal)) == (30, "10\n", 2)
    failed = isolated.load(blob).fail(ValueError("no"))
    assert isinstance(failed, Raised)
    assert failed.message == "no"


def test_snapshots_are_sealed_by_the_host() -> None:
    with limen.Pipeline([order], snapshot_key=b"k", workers=1) as keyed, limen.Pipeline([order], workers=1) as other:
        paused = keyed.start("order(1).id")
        assert isinstance(paused, limen.Suspended)
        blob = paused.dump()
        assert keyed.load(blob).resume(Order(5, Colour.RED)).value == 5
        with pytest.raises(limen.BadSnapshot, match="made with a key"):
            other.load(blob)
        for bad in (b"", b"no", blob[:-1], blob[:40] + b"?" + blob[41:]):
            with pytest.raises(limen.BadSnapshot):
                keyed.load(bad)


def test_a_run_that_cannot_be_saved(isolated: limen.Pipeline) -> None:
    outcome = isolated.start("import hashlib\nh = hashlib.sha256(b'a')\norder(1)\nh.hexdigest()")
    assert isinstance(outcome, Raised)
    assert (outcome.exception, outcome.message) == ("CannotSave", "the run holds a HASH, which cannot be saved")


def test_sessions(isolated: limen.Pipeline, inline: limen.Pipeline) -> None:
    session = isolated.session()
    assert session.run("x = 40\ndef add(n):\n    return x + n").ok
    assert session.run("add(2)").value == 42
    assert isinstance(session.run("x = 1\n1 / 0"), Raised)
    assert session.run("order(x).id").value == 40
    assert session.names == ("x", "add")
    blob = session.dump()
    for pipeline in (isolated, inline):
        loaded = pipeline.load_session(blob)
        assert loaded.run("add(3)").value == 43
        assert loaded.usage.tool_calls == 1
    with pytest.raises(limen.BadSnapshot):
        isolated.load_session(blob[:-3])


# What becomes of workers


def worker_of(pipeline: limen.Pipeline) -> int:
    """Return the process id of the idle worker of a pipeline, as the host sees it."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, encoding="utf-8", timeout=20, check=True)
    children: dict[int, list[int]] = {}
    for line in listed.stdout.splitlines()[1:]:
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    outer = pool._parents[0]._process.pid
    (inner,) = children[outer]
    return max(children[inner])


def test_a_worker_that_is_killed_is_an_outcome_and_is_replaced() -> None:
    def kill(number: int) -> int:
        """Kill the worker."""
        os.kill(worker_of(pipeline), number)
        return 1

    with limen.Pipeline([kill, order], workers=1) as pipeline:
        for number, name in ((signal.SIGKILL, "SIGKILL"), (signal.SIGSEGV, "SIGSEGV"), (signal.SIGABRT, "SIGABRT")):
            outcome = pipeline.run(f"order(1)\nkill({int(number)})\norder(2)", check=False)
            assert isinstance(outcome, Crashed)
            assert outcome.cause == "signal"
            assert f"worker {outcome.worker} was ended by {name}" in outcome.detail
            assert [(call.name, call.pending) for call in outcome.journal] == [("order", False), ("kill", False)]
            assert "not the program's fault" in outcome.feedback()
            assert pipeline.run("1 + 1", check=False).value == 2
        os.kill(worker_of(pipeline), signal.SIGKILL)  # while it is idle
        time.sleep(0.05)
        assert pipeline.run("1 + 1", check=False).value == 2


def test_the_parent_that_is_killed_is_replaced() -> None:
    with limen.Pipeline([order], workers=1) as pipeline:
        assert pipeline.run("1", check=False).ok
        forking = worker_of_parent(pool._parents[0])
        os.kill(pool._parents[0]._process.pid, signal.SIGKILL)
        os.kill(forking, signal.SIGKILL)
        pool._parents[0]._process.wait(10)
        ended = [
            pipeline.run("order(1).id", check=False) for _ in range(3)
        ]  # the first may meet a worker that is ending
        assert all(isinstance(outcome, Completed | Crashed) for outcome in ended)
        assert ended[-1].value == 1


def worker_of_parent(parent: pool._Parent) -> int:
    """Return the process that forks: the child of the one that was started."""
    with open(f"/proc/{parent._process.pid}/task/{parent._process.pid}/children") as file:
        return int(file.read().split()[0])


def test_what_does_not_answer_is_killed_at_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "GRACE", 0.2)
    with limen.Pipeline(limits=limen.Limits(seconds=0.2), workers=1) as pipeline:
        assert pipeline.run("1", check=False).ok
        worker = worker_of(pipeline)
        os.kill(worker, signal.SIGSTOP)
        outcome = pipeline.run("1", check=False)
        assert isinstance(outcome, Crashed)
        assert (outcome.cause, outcome.detail) == (
            "deadline",
            f"worker {outcome.worker} was killed: it did not stop at its limit of 0.2 s",
        )
        assert "do less work" in outcome.feedback()
        assert pipeline.run("2", check=False).value == 2
        os.kill(worker_of(pipeline), signal.SIGSTOP)
        outcome = asyncio.run(pipeline.run_async("1", check=False))
        assert isinstance(outcome, Crashed)
        assert outcome.cause == "deadline"


def test_the_time_of_tools_is_not_that_of_the_program() -> None:
    def slow() -> int:
        """Take long."""
        time.sleep(0.3)
        return 1

    async def slow_too() -> int:
        """Take long."""
        await asyncio.sleep(0.3)
        return 1

    with limen.Pipeline([slow, slow_too], limen.Limits(seconds=0.1), workers=1) as pipeline:
        assert pipeline.run("slow() + slow()", check=False).value == 2
        assert pipeline.run("await slow_too() + slow()", check=False).value == 2


LIES = [
    b"\xff\xff\xff\xff",  # a length
    b"\x01\x00\x00\x00\xc1",  # no msgpack
    protocol.framed(protocol.Called(0, "no_such_tool", b"\x90", b"\x80", 1)),
    protocol.framed(protocol.Ready([])),
    protocol.framed(protocol.Waiting([1], [protocol.Called(1, "no_such_tool", b"\x90", b"\x80", 1)])),
    protocol.framed(protocol.Ended("suspended")),
    protocol.framed(protocol.Ended("completed", value=b"\xc1")),
    protocol.framed(protocol.Ended("completed", value=b"\x92\xa6record\xa2t9")),
    protocol.framed(protocol.Ended("nonsense")),
    b"\x05\x00\x00\x00" + b"\x91" * 5,
]


@pytest.mark.parametrize("lie", LIES)
def test_what_a_worker_says_is_not_believed(lie: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with limen.Pipeline([order], limen.Limits(seconds=0.2), workers=1) as pipeline:
        real = pool.Worker.send

        def send(self: pool.Worker, message: protocol.ToWorker) -> None:
            if isinstance(message, protocol.Run):
                self._framing.feed(lie)
            else:
                real(self, message)

        monkeypatch.setattr(pool.Worker, "send", send)
        outcome = pipeline.run("1", check=False)
        assert isinstance(outcome, Crashed | Raised)
        monkeypatch.undo()
        assert pipeline.run("2", check=False).value == 2


def test_a_host_that_forks() -> None:
    with limen.Pipeline([order], workers=1) as pipeline:
        assert pipeline.run("order(1).id", check=False).value == 1
        context = multiprocessing.get_context("fork")
        receive, send = context.Pipe()
        child = context.Process(target=lambda: send.send(pipeline.run("order(2).id", check=False).value))
        child.start()
        assert receive.poll(30)
        assert receive.recv() == 2
        child.join(30)
        assert child.exitcode == 0
        assert pipeline.run("order(3).id", check=False).value == 3


def test_threads_share_the_workers() -> None:
    with limen.Pipeline([order], workers=2) as pipeline, concurrent.futures.ThreadPoolExecutor(8) as threads:
        codes = [f"order({n}).id * 2" for n in range(60)]
        found = list(threads.map(lambda code: pipeline.run(code, check=False).value, codes))
        assert found == [n * 2 for n in range(60)]


def test_a_cancelled_run_gives_its_worker_back() -> None:
    async def main() -> None:
        started = asyncio.Event()

        async def hang() -> int:
            """Never answer."""
            started.set()
            await asyncio.sleep(60)
            return 1

        with limen.Pipeline([hang, order], workers=1) as pipeline:
            task = asyncio.create_task(pipeline.run_async("await hang()", check=False))
            waiting = asyncio.create_task(pipeline.run_async("1", check=False))
            await started.wait()
            waiting.cancel()
            task.cancel()
            for each in (task, waiting):
                with pytest.raises(asyncio.CancelledError):
                    await each
            assert (await pipeline.run_async("order(1).id", check=False)).value == 1

    asyncio.run(main())


def test_closed_pipelines_say_so_and_leave_nothing() -> None:
    def descriptors() -> int:
        return len(os.listdir("/proc/self/fd"))

    with limen.Pipeline(workers=1) as first:
        assert first.run("1", check=False).ok
        gc.collect()  # what other tests left behind may hold descriptors
        before = descriptors()
        for _ in range(5):
            pipeline = limen.Pipeline([order], workers=2)
            assert pipeline.run("order(1).id", check=False).value == 1
            pipeline.close()
            pipeline.close()
            with pytest.raises(RuntimeError, match="closed"):
                pipeline.run("1", check=False)
        for _ in range(5):
            assert limen.Pipeline([order], workers=1).run("1", check=False).ok
        gc.collect()
        assert descriptors() == before
    status = subprocess.run(
        ["ps", "-eo", "ppid,stat"], capture_output=True, encoding="utf-8", timeout=20, check=True
    ).stdout.splitlines()
    assert [line for line in status if line.split()[0] == str(os.getpid()) and "Z" in line.split()[1]] == []


def test_the_host_ends_while_a_program_runs() -> None:
    code = (
        "import limen, os, threading, time\n"
        "p = limen.Pipeline(limits=limen.Limits(seconds=60.0), workers=1)\n"
        "p.run('1', check=False)\n"
        "from limen.pipeline import pool\n"
        "threading.Thread(target=lambda: p.run('while True: pass', check=False), daemon=True).start()\n"
        "time.sleep(0.3)\n"
        "print(pool._parents[0]._process.pid, flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_layers_can_be_required() -> None:
    with limen.Pipeline(workers=1) as pipeline:
        layers = pipeline.layers()
        assert [layer.name for layer in layers] == list(LAYERS)
    active = [layer.name for layer in layers if layer.active]
    with limen.Pipeline(workers=1, require=active) as pipeline:
        assert pipeline.run("1 + 1", check=False).value == 2
    with pytest.raises(ValueError, match="there is no layer 'moat'; those that can be required: user-namespace"):
        limen.Pipeline(require=["moat"])
    with pytest.raises(ValueError, match="isolation 'inline' has no layers"):
        limen.Pipeline(isolation="inline", require=["seccomp"])


def test_a_required_layer_that_is_missing_refuses_to_run() -> None:
    unlimited = limen.Limits(memory=None)
    with limen.Pipeline(limits=unlimited, workers=1, require=["memory-limit"]) as pipeline:
        for _ in range(2):
            with pytest.raises(limen.IsolationError, match=r"memory-limit .the runs have no memory limit"):
                pipeline.run("1", check=False)


def test_a_worker_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    pool._close_parent()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with limen.Pipeline(workers=1) as pipeline:
        with pytest.raises(limen.IsolationError, match="cannot be started"):
            pipeline.run("1", check=False)
        monkeypatch.undo()
        assert pipeline.run("1", check=False).ok


def test_all_limits_are_sent() -> None:
    limits = limen.Limits(1.5, 2, 3, 4, 5, 6, 7)
    assert protocol.LimitsSpec.of(limits).limits() == limits
    assert list(protocol.LimitsSpec.__struct_fields__) == [field.name for field in dataclasses.fields(limits)]


def test_workers_are_recycled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "RUNS", 3)
    with limen.Pipeline(workers=1) as pipeline:
        seen = []
        for _ in range(7):
            assert pipeline.run("1", check=False).ok
            idle = pipeline.place._pool._idle  # type: ignore[attr-defined]
            seen.append(idle[0].number if idle else None)
        assert seen[2] is None
        assert seen[5] is None
        assert len({number for number in seen if number is not None}) == 3
