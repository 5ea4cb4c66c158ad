"""`limen check` on a folder, beside `ty check`: `python -m benchmarks.check_files [--files N] [--out FILE]`.

The files are programs of the mutation bench, each with one of its mistakes planted, or none; ty finds limen's stubs of their tools.
Both run as commands, in turn, in the same folder. The memory is that of the command and all its children together, at its highest,
pages that they share counted once, looked at every 20 ms. Neither command keeps anything between runs: a later run is warm only
by what the operating system keeps.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import report
from benchmarks.mistakes import KINDS
from benchmarks.mutations import Workshop
from benchmarks.session import HERE

TIMEOUT: Final = 600
LOOK_EVERY: Final = 0.02
BASES: Final = HERE / "mutation_programs"
TOOLS: Final = BASES / "tools.py"


@dataclass
class Run:
    """What one run of a command took."""

    seconds: float
    memory: int  # bytes, of all its processes
    findings: int  # programs with an error


def programs(shop: Workshop, count: int) -> list[str]:
    """Return so many different programs: as they run, and with mistakes; with a comment at the end where that is too few."""
    found: list[str] = []
    for base in sorted(BASES.glob("*.py")):
        if base != TOOLS:
            text = base.read_text("utf-8")
            found.append(text)
            program = shop.program(text)
            for kind in KINDS.values():
                found.extend(program.applied(change) for change in kind(program))
    found = list(dict.fromkeys(found))
    rounds = -(-count // len(found))
    return [f"{text}# {number}\n" if number else text for number in range(rounds) for text in found][:count]


def tree_memory(pid: int) -> int:
    """Return the resident bytes of a process and of everything below it."""
    total = 0
    stack = [pid]
    while stack:
        process = Path("/proc", str(stack.pop()))
        try:
            for line in (process / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
            for task in (process / "task").iterdir():
                stack += map(int, (task / "children").read_text().split())
        except OSError:
            continue  # it has ended
    return total


def measure(command: list[str], folder: Path) -> Run:
    """Run a command to its end."""
    start = time.perf_counter()
    where = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    process = subprocess.Popen(command, cwd=folder, env=where, stdout=subprocess.PIPE)
    peak = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(LOOK_EVERY):
            peak = max(peak, tree_memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        output, _ = process.communicate(timeout=TIMEOUT)
    finally:
        seconds = time.perf_counter() - start
        ended.set()
        watcher.join()
    return Run(seconds, peak, failing(output.decode()))


def failing(output: str) -> int:
    """Return how many files have an error, of what either command prints in GitLab's format."""
    return len({item["location"]["path"] for item in json.loads(output) if item["severity"] != "minor"})


def main() -> None:
    """Measure, print, write what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check_files", description=__doc__)
    parser.add_argument("--files", type=int, default=1000, help="how many files (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each command runs (default: 3)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the table as a page")
    options = parser.parse_args()
    ty = shutil.which("ty", path=str(Path(sys.executable).parent)) or "ty"
    shop = Workshop(TOOLS)
    limen = [sys.executable, "-m", "limen", "check", "programs", "--tools", str(TOOLS), "--format", "gitlab"]
    commands = {
        "limen check": limen,
        "limen check --jobs 1": [*limen, "--jobs", "1"],
        "ty check": [ty, "check", "programs", "--output-format", "gitlab", "--exit-zero"],
    }
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        (folder / "programs").mkdir()
        (folder / "__builtins__.pyi").write_text(shop.stubs, "utf-8")
        for number, text in enumerate(programs(shop, options.files)):
            (folder / "programs" / f"program_{number:04}.py").write_text(text, "utf-8")
        for _ in range(options.rounds):
            for name, command in commands.items():
                runs[name].append(measure(command, folder))
    lines = [
        f"{options.files} files, {report.today()}, {report.machine()}.",
        "",
        "| command | first run | later runs, median | files a second | peak memory | files with an error |",
        "|---|---|---|---|---|---|",
    ]
    for name, made in runs.items():
        later = statistics.median(run.seconds for run in made[1:] or made)
        lines.append(
            f"| `{name}` | {made[0].seconds:.1f} s | {later:.1f} s | {options.files / later:.0f} "
            f"| {max(run.memory for run in made) / 2**20:.0f} MB | {made[-1].findings} |"
        )
    text = "\n".join(lines) + "\n"
    print(text)
    if options.out is not None:
        options.out.write_text(f"# Checking a folder\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
