"""Suspended runs as bytes, beside pydantic-monty's: `python -m benchmarks.snapshots [--held N] [--out FILE]`.

A run builds a state and calls a tool; there it is dumped, and loaded again. Both sandboxes run in this process or, for monty, in its worker, as each does by
default when it dumps; limen runs inline. Medians of alternated rounds. Held: so many suspended runs at once in one process, and what each takes of memory.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import importlib.metadata
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

import limen
from benchmarks import report
from benchmarks.session import COMPILED, Part, Row, Session

ROUNDS: Final = 9
STATES: Final = {
    "small: 10 names": "\n".join(f"name_{i} = {i} * 3.5" for i in range(10)),
    "medium: a list and a dict of 1,000": "items = list(range(1000))\ntable = {f'key {i}': i * 1.5 for i in range(1000)}",
    "large: 10^6 integers": "items = list(range(1000000))",
}
PAUSE: Final = "\nanswer = wait(1)\nanswer + 1"
LIMITS: Final = limen.Limits(seconds=60, memory=2 * 2**30)


def wait(number: int) -> int:
    """Wait."""
    raise AssertionError("the run is suspended at this call")


class OfLimen:
    """Suspended runs of limen."""

    name = f"limen {limen.__version__}"

    def __init__(self) -> None:
        self.pipeline = limen.Pipeline(tools=[wait], isolation="inline", limits=LIMITS)

    def start(self, program: str) -> Any:
        """Run a program up to its call."""
        return self.pipeline.start(program, check=False)

    def dump(self, paused: Any) -> bytes:
        """Return it as bytes."""
        return bytes(paused.dump())

    def load(self, data: bytes) -> Any:
        """Return a run that waits."""
        return self.pipeline.load(data)

    def end(self, paused: Any) -> None:
        """Answer, and see that it ends well."""
        assert paused.resume(41).value == 42

    def close(self) -> None:
        """Nothing is left."""


class OfMonty:
    """Suspended runs of pydantic-monty, in a session each."""

    def __init__(self) -> None:
        self.package = importlib.import_module("pydantic_monty")
        self.name = f"pydantic-monty {importlib.metadata.version('pydantic-monty')}"
        self.pool = self.package.Monty().__enter__()
        self.session: Any = None

    def start(self, program: str) -> Any:
        """Run a program up to its call."""
        self.session = self.pool.checkout().__enter__()
        return self.session.feed_start(program)

    def dump(self, paused: Any) -> bytes:
        """Return it as bytes."""
        return bytes(paused.dump())

    def load(self, data: bytes) -> Any:
        """Return a run that waits, in a new session."""
        self.session = self.pool.checkout().__enter__()
        return self.session.load_snapshot(data)

    def end(self, paused: Any) -> None:
        """Answer, and see that it ends well."""
        done = paused.resume({"return_value": 41})
        assert done.output == 42, done
        self.session.__exit__(None, None, None)

    def close(self) -> None:
        """End its workers."""
        self.pool.__exit__(None, None, None)


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return what a call took, in seconds, and its result."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def row(side: Any, program: str, rounds: int) -> tuple[float, float, int]:
    """Return the seconds of a dump and of a load, and the bytes."""
    dumps, loads, size = [], [], 0
    for _ in range(rounds):
        paused = side.start(program)
        took, data = timed(lambda paused=paused: side.dump(paused))
        dumps.append(took)
        side.end(paused)
        took, loaded = timed(lambda data=data: side.load(data))
        loads.append(took)
        side.end(loaded)
        size = len(data)
    return statistics.median(dumps), statistics.median(loads), size


def resident() -> int:
    """Return the resident bytes of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


class Held(NamedTuple):
    """What many suspended runs of the small state take: bytes of memory each, seconds to start them all, bytes saved."""

    count: int
    memory: float
    seconds: float
    saved: int

    def __str__(self) -> str:
        return (
            f"{self.count:,} suspended runs of the small state in one process: {self.memory / 1024:.1f} KB each, "
            f"started in {self.seconds:.1f} s; as bytes {self.saved / 1024:.1f} KB each"
        )


def held(count: int) -> Held:
    """Measure so many suspended runs in this process."""
    side = OfLimen()
    program = STATES["small: 10 names"] + PAUSE
    side.end(side.start(program))
    gc.collect()
    before = resident()
    start = time.perf_counter()
    runs = [side.start(program) for _ in range(count)]
    seconds = time.perf_counter() - start
    gc.collect()
    each = (resident() - before) / count
    for paused in runs[:: max(1, count // 100)]:
        side.end(paused)
    return Held(count, each, seconds, len(side.dump(side.start(program))))


def measure(session: Session) -> Part:
    """Hold one and many suspended runs, each in a process of its own."""
    part = Part(
        6, "suspended runs", "memory in one process, for each; a program with 10 names that waits for a tool", "size"
    )
    for count in (1, 100 if session.quick else 10_000):
        code = f"from benchmarks.snapshots import held; print(*held({count}))"
        run = subprocess.run(
            [sys.executable, "-P", "-c", code], capture_output=True, text=True, timeout=300, check=True
        )
        _, memory, seconds, _ = map(float, run.stdout.split())
        part.rows.append(
            Row(f"{count:,} at once, started in {report.duration(seconds)}", {COMPILED: memory}, compared=False)
        )
    return part


def main() -> None:
    """Measure, print, write what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.snapshots", description=__doc__)
    parser.add_argument("--held", type=int, default=10_000, help="how many runs wait at once (default: 10,000)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the table as a page")
    options = parser.parse_args()
    build = subprocess.run(
        [sys.executable, "-P", "-m", "limen", "--version"], check=False, capture_output=True, text=True, timeout=60
    )
    lines = [f"{report.today()}, {report.machine()}; {build.stdout.strip()}.", ""]
    lines += ["| state | sandbox | dump | load | bytes |", "|---|---|---|---|---|"]
    sides = [OfLimen(), OfMonty()]
    for state, text in STATES.items():
        for side in sides:
            rounds = 3 if state.startswith("large") else ROUNDS
            try:
                dump, load, size = row(side, text + PAUSE, rounds)
            except Exception as error:
                lines.append(f"| {state} | {side.name} | {type(error).__name__}: {str(error)[:60]} | | |")
                continue
            lines.append(f"| {state} | {side.name} | {report.duration(dump)} | {report.duration(load)} | {size:,} |")
    for side in sides:
        side.close()
    lines += ["", f"{held(options.held)}."]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.out is not None:
        options.out.write_text(f"# Snapshots\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
