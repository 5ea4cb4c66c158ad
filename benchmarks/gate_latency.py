"""Part 5: how long the gate takes. `python -m benchmarks.gate_latency --checks 5000` adds what its memory does meanwhile."""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks import report
from benchmarks.mutations import BASES, Monty, Workshop
from benchmarks.session import COMPILED, Part, Row, Session

LINES: Final = range(20, 61)
_COLD: Final = """
from pathlib import Path
from time import perf_counter
begin = perf_counter()
import limen
pipeline = limen.Pipeline(isolation="inline")
imported = perf_counter()
report = pipeline.check(text)
print(imported - begin, perf_counter() - imported)
"""
_TEXT: Final = "\n".join(f"value{i} = {i} * 2\nprint(f'{{value{i}:>4}}')" for i in range(15)) + "\n"


def programs() -> list[tuple[str, str, Workshop]]:
    """Return the examples and agent programs of 20 to 60 lines: name, text, tools."""
    workshops: dict[Path, Workshop] = {}
    found = []
    for path in BASES:
        text, tools = path.read_text("utf-8"), path.parent / "tools.py"
        if len(text.splitlines()) in LINES:
            if tools not in workshops:
                workshops[tools] = Workshop(tools)
            name = path.parent.name if path.stem == "program" else path.stem
            found.append((name, text, workshops[tools]))
    return found


def warm(text: str, workshop: Workshop, times: int) -> list[float]:
    """Return the seconds of checks of a program, each with another last line, so that no answer was there before."""
    taken = []
    for number in range(times):
        changed = f"{text}# {number}\n"
        begin = perf_counter()
        assert workshop.pipeline.check(changed).ok
        taken.append(perf_counter() - begin)
    return taken


def by_monty(peer: Monty, text: str, workshop: Workshop, times: int) -> list[float]:
    """Return the seconds that monty takes to check out a session, to check the types and to stop at the first tool."""
    taken = []
    for number in range(times):
        begin = perf_counter()
        peer.rejects(f"{text}# {number}\n", workshop.stubs)
        taken.append(perf_counter() - begin)
    return taken


def cold(times: int) -> tuple[float, float]:
    """Return the median seconds of `import limen` with a pipeline, and of the first check of a new process."""
    runs = []
    for _ in range(times):
        code = f"text = {_TEXT!r}\n{_COLD}"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
        runs.append([float(word) for word in run.stdout.split()])
    return statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)


def percentile(values: list[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure(session: Session) -> Part:
    """Time checks by the gate, and by monty, one after the other."""
    note = "monty: a session with its type check, to the first call of a tool; limen: types, rules, compiler"
    part = Part(5, "the gate, warm and cold", note, "time")
    times = 5 if session.quick else 10 * session.rounds
    peer = Monty() if importlib.util.find_spec("pydantic_monty") else None
    all_limen: list[float] = []
    all_monty: list[float] = []
    for name, text, workshop in programs()[: 3 if session.quick else None]:
        warm(text, workshop, 2)
        row = Row(f"{name}, {len(text.splitlines())} lines", compared=False)
        taken = warm(text, workshop, times)
        all_limen += taken
        row.seconds[COMPILED] = statistics.median(taken)
        if peer is not None:
            theirs = by_monty(peer, text, workshop, max(2, times // 4))
            all_monty += theirs
            row.seconds["monty"] = statistics.median(theirs)
        part.rows.append(row)
    if peer is not None:
        peer.close()
    for share in (0.5, 0.95):
        row = Row(f"all of them, p{share * 100:.0f}", compared=False)
        row.seconds = {
            name: percentile(found, share) for name, found in ((COMPILED, all_limen), ("monty", all_monty)) if found
        }
        part.rows.append(row)
    imported, first = cold(3 if session.quick else 5)
    part.rows.append(Row("`import limen`, and a pipeline", {COMPILED: imported}, compared=False))
    part.rows.append(Row("the first check of a new process", {COMPILED: first}, compared=False))
    return part


def resident(pid: int) -> float:
    """Return the memory of a process, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def server() -> int | None:
    """Return the process of ty."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    for child in map(int, children):
        if b"ty" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")[0][-3:]:
            return child
    return None


def main() -> None:
    """Print the times by program; with `--checks`, the memory over so many checks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate_latency", description=__doc__)
    parser.add_argument("--times", type=int, default=30, help="how often each program is checked (default: 30)")
    parser.add_argument("--checks", type=int, default=0, help="watch the memory over so many checks (default: none)")
    options = parser.parse_args()
    found = programs()
    everything: list[float] = []
    for name, text, workshop in found:
        warm(text, workshop, 2)
        taken = warm(text, workshop, options.times)
        everything += taken
        print(f"{name:<14}{len(text.splitlines()):>3} lines  p50 {report.duration(statistics.median(taken))}")
    for share in (0.5, 0.95):
        print(f"all programs: p{share * 100:.0f} {report.duration(percentile(everything, share))}")
    if importlib.util.find_spec("pydantic_monty"):
        peer = Monty()
        theirs = [
            taken for _, text, workshop in found for taken in by_monty(peer, text, workshop, max(3, options.times // 5))
        ]
        peer.close()
        for share in (0.5, 0.95):
            print(f"all programs, monty: p{share * 100:.0f} {report.duration(percentile(theirs, share))}")
    imported, first = cold(5)
    print(f"cold: import and pipeline {report.duration(imported)}, first check {report.duration(first)}")
    for number in range(options.checks):
        _, text, workshop = found[number % len(found)]
        workshop.pipeline.check(f"{text}# check {number}\n")
        if number % max(1, options.checks // 10) == 0 or number == options.checks - 1:
            ty = server()
            of_ty = "-" if ty is None else f"{resident(ty):.0f} MB"
            print(f"check {number + 1:>6}: limen {resident(os.getpid()):.0f} MB, ty {of_ty}", flush=True)


if __name__ == "__main__":
    main()
