"""Programs that try to use more than they were given, beside pydantic-monty: `python -m benchmarks.attacks FILE [--out FILE]`.

FILE has one attack a line, as JSON: `id`, `kind`, and `code`, or `source_expr`, an expression that makes it. Those of kind dos run ungated, each in a new
process for each sandbox, with 2 s and 256 MB; limen runs in that process, monty in its worker below it. A process that has not ended after 12 s is killed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from benchmarks import report

SECONDS: Final = 2.0
MEMORY: Final = 256 * 2**20
KILLED: Final = 12.0
SLOW: Final = 2.5
LARGE: Final = 300 * 2**20


def limen_run(text: str) -> Callable[[], str]:
    """Return what runs a program in limen, and says how it ended."""
    import limen

    limits = limen.Limits(seconds=SECONDS, memory=MEMORY)
    pipeline = limen.Pipeline(isolation="inline", limits=limits)
    pipeline.run("sorted([3, 1])", check=False)

    def run() -> str:
        outcome = pipeline.run(text, check=False)
        name = type(outcome).__name__
        return f"{name} {outcome.limit}" if isinstance(outcome, limen.LimitReached) else name

    return run


def monty_run(text: str) -> Callable[[], str]:
    """Return what runs a program in monty, and says how it ended."""
    import pydantic_monty

    pool = pydantic_monty.Monty().__enter__()
    session: Any = pool.checkout(
        limits={"max_feed_duration_secs": SECONDS, "max_total_sleep_secs": SECONDS, "max_memory": MEMORY}
    ).__enter__()

    def run() -> str:
        try:
            session.feed_run(text)
        except pydantic_monty.MontyError as error:
            return f"{type(error).__name__}: {str(error).splitlines()[0][:40]}"
        return "completed"

    return run


def child(sandbox: str, attack: dict[str, Any]) -> None:
    """Run one attack in this process and print what was seen."""
    made = attack.get("source_expr")
    text = eval(made) if isinstance(made, str) else attack["code"]
    before = peak()
    run = limen_run(text) if sandbox == "limen" else monty_run(text)
    before = max(before, peak())
    start = time.perf_counter()
    ended = run()
    seconds = time.perf_counter() - start
    print(json.dumps({"ended": ended, "seconds": seconds, "memory": max(peak() - before, below())}), flush=True)
    os._exit(0)


def peak() -> int:
    """Return the highest resident bytes of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def below() -> int:
    """Return the highest resident bytes of any process below this one that is still there."""
    highest = 0
    for task in Path("/proc/self/task").iterdir():
        for number in (task / "children").read_text().split():
            for line in Path(f"/proc/{number}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    highest = max(highest, int(line.split()[1]) * 1024)
    return highest


def attempt(sandbox: str, attack: dict[str, Any]) -> dict[str, Any]:
    """Run one attack in a new process."""
    command = [sys.executable, "-m", "benchmarks.attacks", "--child", sandbox]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    start = time.perf_counter()
    try:
        output, _ = process.communicate(json.dumps(attack).encode(), KILLED)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return {"ended": "had to be killed", "seconds": time.perf_counter() - start, "memory": 0}
    if not output:
        return {"ended": f"died, {process.returncode}", "seconds": time.perf_counter() - start, "memory": 0}
    found: dict[str, Any] = json.loads(output.splitlines()[-1])  # monty prints what the program prints
    return found


def main() -> None:
    """Measure, print, write what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attacks", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help="the attacks")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the table as a page")
    options = parser.parse_args()
    if options.child:
        child(options.child, json.loads(sys.stdin.read()))
    attacks = [row for row in map(json.loads, options.file.read_text("utf-8").splitlines()) if row["kind"] == "dos"]
    seen = {name: [attempt(name, attack) for attack in attacks] for name in ("limen", "monty")}
    lines = [f"{len(attacks)} attacks, {report.today()}, {report.machine()}.", ""]
    lines += [f"| | {' | '.join(seen)} |", "|---|" + "---:|" * len(seen)]
    rows: dict[str, Callable[[dict[str, Any]], bool]] = {
        f"took over {SLOW} s": lambda run: run["seconds"] > SLOW,
        "used over 300 MB": lambda run: run["memory"] > LARGE,
        "had to be killed": lambda run: run["ended"] == "had to be killed",
        "its process died": lambda run: run["ended"].startswith("died"),
    }
    for label, holds in rows.items():
        lines.append(f"| {label} | {' | '.join(str(sum(map(holds, runs))) for runs in seen.values())} |")
    lines.append(
        f"| longest | {' | '.join(report.duration(max(r['seconds'] for r in runs)) for runs in seen.values())} |"
    )
    largest = (f"{max(r['memory'] for r in runs) / 2**20:.0f} MB" for runs in seen.values())
    lines.append(f"| most memory | {' | '.join(largest)} |")
    lines.append("")
    for attack, *runs in zip(attacks, *seen.values(), strict=True):
        for name, run in zip(seen, runs, strict=True):
            if any(holds(run) for holds in rows.values()):
                lines.append(
                    f"- {attack['id']}, {name}: {run['ended']}, {run['seconds']:.1f} s, {run['memory'] >> 20} MB"
                )
    text = "\n".join(lines) + "\n"
    print(text)
    if options.out is not None:
        options.out.write_text(f"# Attacks on resources\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
