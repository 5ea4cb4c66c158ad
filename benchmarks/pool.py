"""The worker pool under load, beside pydantic-monty's: `python -m benchmarks.pool [--runs N] [--out FILE]`.

Both pools have two workers. Cold: from nothing to the first result, in a new process. Warm: a run of `1 + 1`. A tool call: a loop of them, less the
loop without. Load: 50 clients at a time run an agent program with three tool calls; workers are killed at random meanwhile, limen's only, and every
run must end in an outcome, its effects made at most once.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import limen
from benchmarks.report import duration, machine, today
from limen.cli.main import build
from limen.pipeline import pool as limen_pool

CLIENTS: Final = 50
WORKERS: Final = 2
KILL_EVERY: Final = 200  # runs
ROUNDS: Final = 5
CALLS: Final = 500

PROGRAM: Final = """
names = find(limit)
total = 0.0
lines = []
for name in names:
    amount = price(name) * len(name)
    if amount > 20:
        lines.append(f"{name}: {amount:.2f}")
        total += amount
record(token, total)
{"total": total, "lines": lines, "count": len(names)}
"""
COLD: Final = {
    "limen": "import limen\np = limen.Pipeline()\nassert p.run('1 + 1', check=False).value == 2\np.close()",
    "pydantic-monty": (
        "import pydantic_monty\nwith pydantic_monty.Monty() as m, m.checkout() as s:\n"
        "    assert s.feed_run('1 + 1', skip_type_check=True) == 2"
    ),
}


def find(limit: int) -> list[str]:
    """Return the names of articles."""
    return ["lamp", "chair", "table", "bookcase"][:limit]


def price(name: str) -> float:
    """Return the price of an article."""
    return 3.5 + len(name)


MADE: list[int] = []


def record(token: int, total: float) -> None:
    """Record a total."""
    MADE.append(token)


TOOLS: Final[dict[str, Callable[..., Any]]] = {"find": find, "price": price, "record": record}


def cold(name: str) -> float:
    """Return the seconds of a process that starts, runs `1 + 1` isolated, and ends."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", COLD[name]], check=True, timeout=60)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def timed(run: Callable[[], object], count: int) -> float:
    """Return the seconds of one of `count` calls."""
    start = time.perf_counter()
    for _ in range(count):
        run()
    return (time.perf_counter() - start) / count


async def load(run: Callable[[int], Any], runs: int, between: Callable[[int], None]) -> tuple[float, list[float]]:
    """Run `runs` times, `CLIENTS` at a time; return the seconds of all, and of each."""
    numbers = iter(range(runs))
    taken: list[float] = []

    async def client() -> None:
        for number in numbers:
            between(number)
            start = time.perf_counter()
            await run(number)
            taken.append(time.perf_counter() - start)

    start = time.perf_counter()
    await asyncio.gather(*[client() for _ in range(CLIENTS)])
    return time.perf_counter() - start, taken


def workers() -> list[int]:
    """Return the process ids of limen's workers."""
    outer = limen_pool.parent_process()
    inner = children(outer)
    return [worker for parent in inner for worker in children(parent)]


def children(process: int) -> list[int]:
    """Return the children of a process."""
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def resident() -> int:
    """Return the resident memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def measure_limen(runs: int, kills: bool) -> dict[str, object]:
    """Load limen's pool."""
    ended: dict[str, int] = {}
    chance = random.Random(1)
    MADE.clear()
    with limen.Pipeline(TOOLS, isolation="process", workers=WORKERS) as pipeline:

        async def run(number: int) -> None:
            outcome = await pipeline.run_async(PROGRAM, {"limit": 4, "token": number}, check=False)
            name = type(outcome).__name__
            ended[name] = ended.get(name, 0) + 1

        def kill(number: int) -> None:
            if kills and number % KILL_EVERY == KILL_EVERY - 1:
                alive = workers()
                if alive:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(chance.choice(alive), signal.SIGKILL)

        asyncio.run(load(run, 200, lambda number: None))
        ended.clear()
        MADE.clear()
        before = resident()
        seconds, taken = asyncio.run(load(run, runs, kill))
        grown = resident() - before
    return {
        "runs a second": runs / seconds,
        "p50": statistics.median(taken),
        "p99": sorted(taken)[int(len(taken) * 0.99)],
        "outcomes": ended,
        "twice": len(MADE) - len(set(MADE)),
        "host memory grown": grown,
    }


def measure_monty(runs: int) -> dict[str, object]:
    """Load pydantic-monty's pool; raise ImportError where it is not installed."""
    import pydantic_monty

    async def main() -> tuple[float, list[float]]:
        gate = asyncio.Semaphore(WORKERS)
        async with pydantic_monty.AsyncMonty() as monty:

            async def run(number: int) -> None:
                async with gate, monty.checkout() as session:
                    inputs = {"limit": 4, "token": number}
                    await session.feed_run(PROGRAM, inputs=inputs, external_lookup=TOOLS, skip_type_check=True)

            await load(run, 200, lambda number: None)
            return await load(run, runs, lambda number: None)

    seconds, taken = asyncio.run(main())
    return {
        "runs a second": runs / seconds,
        "p50": statistics.median(taken),
        "p99": sorted(taken)[int(len(taken) * 0.99)],
    }


def single(name: str) -> tuple[float, float]:
    """Return the seconds of a warm run of `1 + 1`, and of a tool call."""
    calling, looping = (
        f"total = 0\nfor i in range({CALLS}):\n    total = {call}\ntotal"
        for call in ("total + length('abc')", "total + 3")
    )
    if name == "limen":
        with limen.Pipeline({"length": len_of}, isolation="process", workers=1) as pipeline:
            runs = [lambda code=code: pipeline.run(code, check=False) for code in ("1 + 1", calling, looping)]
            for run in runs:
                assert run().ok
            warm, called, looped = (
                [timed(run, count) for _ in range(ROUNDS)] for run, count in zip(runs, (200, 5, 5), strict=True)
            )
    else:
        import pydantic_monty

        with pydantic_monty.Monty() as monty:

            def fresh(code: str) -> object:
                with monty.checkout() as session:
                    return session.feed_run(code, external_lookup={"length": len_of}, skip_type_check=True)

            runs = [lambda code=code: fresh(code) for code in ("1 + 1", calling, looping)]
            for run in runs:
                run()
            warm, called, looped = (
                [timed(run, count) for _ in range(ROUNDS)] for run, count in zip(runs, (200, 5, 5), strict=True)
            )
    return statistics.median(warm), (statistics.median(called) - statistics.median(looped)) / CALLS


def len_of(text: str) -> int:
    """Return the length of a text."""
    return len(text)


def main() -> None:
    """Measure both pools in one run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    runs: int = options.runs
    names = ["limen"]
    with contextlib.suppress(ImportError):
        import pydantic_monty  # noqa: F401

        names.append("pydantic-monty")
    rows: dict[str, list[str]] = {}

    def row(label: str, values: dict[str, str]) -> None:
        rows[label] = [values.get(name, "-") for name in names]

    row("cold start, new process to result", {name: duration(cold(name)) for name in names})
    one = {name: single(name) for name in names}
    row("warm run of `1 + 1`", {name: duration(one[name][0]) for name in names})
    row("a tool call", {name: duration(one[name][1]) for name in names})
    quiet = {"limen": measure_limen(runs, kills=False)}
    if len(names) > 1:
        quiet["pydantic-monty"] = measure_monty(runs)
    for label in ("runs a second", "p50", "p99"):
        show = (lambda value: f"{value:,.0f}") if label == "runs a second" else duration
        row(f"{runs:,} runs, {CLIENTS} clients: {label}", {name: show(found[label]) for name, found in quiet.items()})  # type: ignore[arg-type]
    killed = measure_limen(runs, kills=True)
    outcomes = ", ".join(f"{count:,} {name}" for name, count in sorted(killed["outcomes"].items()))  # type: ignore[attr-defined]
    row(f"the same, a worker killed every {KILL_EVERY} runs: outcomes", {"limen": outcomes})
    row("  effects made twice", {"limen": str(killed["twice"])})
    row("  memory of the host grown by", {"limen": f"{killed['host memory grown'] / 2**20:.1f} MiB"})  # type: ignore[operator]
    lines = [
        "# The worker pool",
        "",
        f"{today()}, Python {sys.version.split()[0]}, {machine()}; limen {build()}; two workers each. Made by `python -m benchmarks.pool`.",
        "",
        f"| | {' | '.join(names)} |",
        f"|---|{'---|' * len(names)}",
        *(f"| {label} | {' | '.join(values)} |" for label, values in rows.items()),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.out is not None:
        options.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
