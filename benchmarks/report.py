"""What is shown of a run: one table for the terminal, the same as Markdown, all numbers as JSON, and a plot."""

from __future__ import annotations

import datetime
import html
import json
import math
import os
import platform
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.session import BASE, COMPILED, Part, Row

_COLOURS: Final = ("#1b6ca8", "#8fb8d8", "#d1495b", "#edae49", "#66a182")


@dataclass
class Result:
    """One run: where and when, what was compared, and the parts."""

    date: str
    python: str
    machine: str
    quick: bool
    rounds: int
    runners: dict[str, str]
    notes: list[str]
    parts: list[Part]


def machine() -> str:
    """Return the processor's model and the number of cores: nothing that names the machine."""
    model = platform.machine()
    if Path("/proc/cpuinfo").exists():
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return f"{model}, {os.cpu_count()} cores, {platform.system()}"


def today() -> str:
    """Return the date, UTC."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def duration(seconds: float) -> str:
    """Return a time with three digits and its unit."""
    if abs(seconds) >= 0.9995:
        return f"{seconds:.3g} s"
    if abs(seconds) >= 0.9995e-3:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds * 1e6:.3g} us"


def ratio(value: float) -> str:
    """Return a ratio as it is shown."""
    return f"{value:.2f}x" if value < 9.995 else f"{value:.1f}x" if value < 99.95 else f"{value:.0f}x"


def cell(part: Part, row: Row, runner: str) -> str:
    """Return what the table says about a runner on a program."""
    taken = row.seconds.get(runner)
    if taken is None:
        return "-"
    if part.style == "size":
        return f"{taken / 1024:.1f} KB"
    found = row.ratio(runner)
    if runner == BASE or found is None:
        return duration(taken)
    return ratio(found) if part.style == "ratio" else f"{duration(taken)} {ratio(found)}"


def mean(part: Part, runner: str) -> float | None:
    """Return the geometric mean of a runner's ratios, over the programs that it runs."""
    found = [value for row in part.rows if (value := row.ratio(runner)) is not None]
    return statistics.geometric_mean(found) if found else None


def against(part: Part, runner: str) -> float | None:
    """Return a runner's time over limen's: geometric mean over the programs that both run."""
    both = [row for row in part.rows if runner in row.seconds and COMPILED in row.seconds]
    return (
        math.exp(statistics.fmean(math.log(row.seconds[runner] / row.seconds[COMPILED]) for row in both))
        if both
        else None
    )


def summary(part: Part, runners: list[str]) -> list[list[str]]:
    """Return the closing rows of a part that shows ratios."""
    if part.style != "ratio":
        return []
    lines = [["geometric mean"], ["largest"], ["over limen's time, where both run"], ["cannot run"]]
    for runner in runners:
        found = [value for row in part.rows if (value := row.ratio(runner)) is not None]
        middle = mean(part, runner)
        over = against(part, runner)
        missing = sum(runner not in row.seconds for row in part.rows)
        base = runner == BASE
        lines[0].append("1" if base else "-" if middle is None else ratio(middle))
        lines[1].append("1" if base else ratio(max(found)) if found else "-")
        lines[2].append("-" if over is None or runner == COMPILED else ratio(over))
        lines[3].append(f"{missing} of {len(part.rows)}")
    return lines


def table(result: Result) -> Table:
    """Return the table for the terminal."""
    runners = list(result.runners)
    shown = Table(title=head(result), title_justify="left")
    shown.add_column("time / CPython's time")
    for runner in runners:
        shown.add_column(runner, justify="right")
    for part in result.parts:
        shown.add_section()
        shown.add_row(f"[bold]{part.number}. {part.title}")
        for row in part.rows:
            shown.add_row(row.label, *[cell(part, row, runner) for runner in runners])
        for line in summary(part, runners):
            shown.add_row(*[f"[bold]{text}" for text in line])
    return shown


def head(result: Result) -> str:
    """Return when, where and what."""
    return f"{result.date}, CPython {result.python}, {result.machine}; medians of {result.rounds} rounds"


def markdown(result: Result) -> str:
    """Return the page for docs/."""
    runners = list(result.runners)
    lines = [
        "# Benchmarks",
        "",
        "Made by `python -m benchmarks`; do not edit. "
        + head(result)
        + "."
        + (" A quick run." if result.quick else ""),
        "",
        "Versions: " + ", ".join(f"{name} {version}" for name, version in result.runners.items()) + ".",
        "",
        "Every runner has a process of its own; they take turns on each program. A program's result must be CPython's "
        "before its time counts; `-` is a program that a runner refuses, gets wrong or does not end in time. limen runs "
        "inline, without the gate, metered with its default limits. Ratios are to CPython's time: 1.00x is as fast, less "
        "is faster.",
        "",
        "![Kernels: time over CPython's](benchmarks.svg)",
    ]
    for part in result.parts:
        lines += ["", f"## {part.number}. {part.title}", "", f"{part.note[0].upper()}{part.note[1:]}.", ""]
        lines += [f"| | {' | '.join(runners)} |", "|---|" + "---:|" * len(runners)]
        for row in part.rows:
            lines.append(f"| {row.label} | " + " | ".join(cell(part, row, runner) for runner in runners) + " |")
        lines += ["| " + " | ".join(f"**{text}**" for text in line) + " |" for line in summary(part, runners)]
    if result.notes:
        lines += ["", *[f"- {note}" for note in result.notes]]
    return "\n".join(lines) + "\n"


def as_json(result: Result) -> str:
    """Return all numbers, and why a runner has none."""
    return json.dumps(asdict(result), indent=1) + "\n"


def plot(result: Result) -> str:
    """Return an SVG: one line a kernel, one dot a runner, on a logarithmic scale of ratios."""
    parts = [part for part in result.parts if part.style == "ratio"]
    runners = [runner for runner in result.runners if runner != BASE]
    rows = [(part, row) for part in parts for row in part.rows]
    ratios = [value for _, row in rows for runner in runners if (value := row.ratio(runner)) is not None]
    low = math.floor(math.log2(min([0.5, *ratios])))
    high = math.ceil(math.log2(max([4.0, *ratios])))
    left, step, top = 130, 17, 50
    width, height = 760, top + step * len(rows) + 30

    def x(value: float) -> float:
        return left + (math.log2(value) - low) / (high - low) * (width - left - 20)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="10" y="16" font-size="13">Time over CPython\'s ({result.date}, CPython {result.python})</text>',
    ]
    for index, runner in enumerate(runners):
        at = 10 + index * 120
        out.append(f'<circle cx="{at + 5}" cy="31" r="4" fill="{_COLOURS[index]}"/>')
        out.append(f'<text x="{at + 13}" y="35">{html.escape(runner)}</text>')
    for power in range(low, high + 1):
        line = x(2.0**power)
        colour = "#444" if power == 0 else "#ddd"
        out.append(f'<line x1="{line:.1f}" x2="{line:.1f}" y1="{top - 5}" y2="{height - 25}" stroke="{colour}"/>')
        out.append(f'<text x="{line:.1f}" y="{height - 10}" text-anchor="middle">{2.0**power:g}x</text>')
    for number, (_, row) in enumerate(rows):
        y = top + step * number + step / 2
        out.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{html.escape(row.label)}</text>')
        for index, runner in reversed(list(enumerate(runners))):
            value = row.ratio(runner)
            if value is not None:
                out.append(f'<circle cx="{x(value):.1f}" cy="{y:.1f}" r="4" fill="{_COLOURS[index]}"/>')
    return "\n".join([*out, "</svg>"]) + "\n"


def show(result: Result) -> None:
    """Print the table and the notes."""
    console = Console()
    console = Console(width=max(console.width, 150)) if not console.is_terminal else console
    console.print(table(result))
    for note in result.notes:
        console.print(note, highlight=False)
