"""The command: `python -m benchmarks` measures everything in one run and prints one table."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks import compile_time, gate_latency, programs, report, snapshots, start, tool_calls
from benchmarks.session import Part, Session

PARTS: Final[dict[int, tuple[Callable[[Session], Part], ...]]] = {
    1: (programs.kernels, programs.agents),
    2: (start.measure,),
    3: (tool_calls.measure,),
    4: (compile_time.measure,),
    5: (gate_latency.measure,),
    6: (snapshots.measure,),
}


def main() -> None:
    """Measure, print, write what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small programs and two rounds: to see that it works")
    parser.add_argument("--parts", default="1,2,3,4,5,6", help="which parts, as in 1,3 (default: all)")
    parser.add_argument("--rounds", type=int, help="how often each program is timed (default: 5)")
    parser.add_argument("--pure", metavar="PATH", help="limen in plain Python: its checkout, or a Python that has it")
    parser.add_argument("--json", type=Path, metavar="PATH", help="write all numbers")
    parser.add_argument("--plot", type=Path, metavar="PATH", help="write the plot, an SVG")
    parser.add_argument("--markdown", type=Path, metavar="PATH", help="write the table as a page")
    options = parser.parse_args()
    try:
        wanted = sorted({int(number) for number in options.parts.split(",")})
    except ValueError:
        parser.error("--parts takes numbers with commas between them, as in 1,3")
    if not set(wanted) <= set(PARTS):
        parser.error(f"the parts are {', '.join(map(str, PARTS))}")
    session = Session(options.pure, options.rounds or (2 if options.quick else 5), options.quick)
    parts: list[Part] = []
    try:
        for number in wanted:
            for measure in PARTS[number]:
                print(f"part {number}: {measure.__module__}", file=sys.stderr)
                parts.append(measure(session))
    finally:
        session.close()
    versions = {worker.name: str(worker.facts["version"]) for worker in session.workers}
    result = report.Result(
        report.today(),
        platform.python_version(),
        report.machine(),
        options.quick,
        session.rounds,
        versions,
        session.notes,
        parts,
    )
    report.show(result)
    for path, text in (
        (options.json, report.as_json),
        (options.plot, report.plot),
        (options.markdown, report.markdown),
    ):
        if path is not None:
            path.write_text(text(result), "utf-8")


if __name__ == "__main__":
    main()
