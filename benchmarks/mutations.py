"""The mutation bench: `python -m benchmarks.mutations` plants mistakes in programs that run, and counts who sees them."""

from __future__ import annotations

import argparse
import copy
import importlib
import importlib.util
import inspect
import json
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import limen
from benchmarks import report
from benchmarks.mistakes import KINDS, Program
from benchmarks.session import HERE
from limen.diagnostic import apply_edits

BASES: Final = [
    *sorted((HERE.parent / "examples").glob("*/program.py")),
    *sorted(path for path in (HERE / "agents").glob("*.py") if path.name != "tools.py"),
    *sorted(path for path in (HERE / "mutation_programs").glob("*.py") if path.name != "tools.py"),
]
LIMITS: Final = limen.Limits(seconds=3)


class Workshop:
    """The tools beside a program, and a pipeline that has them; each run finds them as they were at first."""

    def __init__(self, path: Path) -> None:
        spec = importlib.util.spec_from_file_location(f"tools_of_{path.parent.name}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        self.module: ModuleType = module
        self.tools: dict[str, Callable[..., Any]] = {
            name: value
            for name, value in vars(module).items()
            if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
        }
        self.state = {name: copy.copy(value) for name, value in vars(module).items() if isinstance(value, list)}
        self.pipeline = limen.Pipeline(tools=self.tools, isolation="inline", limits=LIMITS)
        self.stubs: str = self.pipeline.stubs.text

    def program(self, text: str) -> Program:
        """Return a base program of these tools."""
        parameters = {name: list(inspect.signature(tool).parameters) for name, tool in self.tools.items()}
        coroutines = {name for name, tool in self.tools.items() if inspect.iscoroutinefunction(tool)}
        return Program(text, parameters, coroutines)

    def run(self, text: str) -> limen.Outcome:
        """Run a program without the gate."""
        for name, value in self.state.items():
            getattr(self.module, name)[:] = value
        return self.pipeline.run(text, check=False)


class Monty:
    """pydantic-monty's own check of a program, with limen's stubs of the tools."""

    def __init__(self) -> None:
        self.package = importlib.import_module("pydantic_monty")
        self.pool = self.package.Monty().__enter__()

    def rejects(self, text: str, stubs: str) -> bool:
        """Tell whether its parser or its type check refuses a program; no tool is there to be called."""
        try:
            with self.pool.checkout(type_check=True, type_check_stubs=stubs) as session:
                session.feed_run(text, external_lookup={})
        except (self.package.MontyTypingError, self.package.MontySyntaxError):
            return True
        except self.package.MontyError:
            pass  # the program has started
        return False

    def close(self) -> None:
        """End the worker processes."""
        self.pool.__exit__(None, None, None)


@dataclass
class Count:
    """What became of the mistakes of a kind. `by_monty` and `for_monty` are about base programs that monty takes."""

    planted: int = 0
    failing: int = 0
    caught: int = 0
    for_monty: int = 0
    by_monty: int = 0
    beside_monty: int = 0  # caught by limen, of those that are counted for monty
    offered: int = 0
    fixed: int = 0
    fixed_by_all: int = 0
    missed: list[dict[str, str]] = field(default_factory=list)

    def add(self, other: Count) -> None:
        """Add what became of others."""
        for name in (
            "planted",
            "failing",
            "caught",
            "for_monty",
            "by_monty",
            "beside_monty",
            "offered",
            "fixed",
            "fixed_by_all",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Bench:
    """All the counts of one run."""

    def __init__(self, each: int) -> None:
        """`each` is how many mistakes of a kind are planted in a program, at most."""
        self.each = each
        self.counts = {name: Count() for name in KINDS}
        self.rejected: list[str] = []
        self.rejected_by_monty: list[str] = []
        self.peer = Monty() if importlib.util.find_spec("pydantic_monty") else None

    def base(self, path: Path, workshop: Workshop) -> None:
        """Plant every kind of mistake in a program, one at a time."""
        text = path.read_text("utf-8")
        name = path.relative_to(HERE.parent).as_posix()
        wanted = workshop.run(text)
        assert wanted.ok, f"{name} does not run: {wanted.feedback()}"
        if not workshop.pipeline.check(text).ok:
            self.rejected.append(name)
        peer = self.peer
        if peer is not None and peer.rejects(text, workshop.stubs):
            self.rejected_by_monty.append(name)
            peer = None
        program = workshop.program(text)
        tried = {text}
        for kind, places in KINDS.items():
            changed = list(dict.fromkeys(program.applied(change) for change in places(program)))
            changed = [mutant for mutant in changed if mutant not in tried]
            step = max(1, len(changed) // self.each)
            for mutant in changed[::step][: self.each]:
                tried.add(mutant)
                self.mutant(name, mutant, self.counts[kind], workshop, peer, wanted.value)

    def mutant(
        self, name: str, text: str, count: Count, workshop: Workshop, peer: Monty | None, wanted: object
    ) -> None:
        """Judge one program with a mistake in it."""
        count.planted += 1
        outcome = workshop.run(text)
        if not isinstance(outcome, limen.Raised | limen.Rejected):
            return
        count.failing += 1
        found = workshop.pipeline.check(text)
        if found.ok:
            count.missed.append({"program": name, "source": text, "outcome": outcome.feedback()})
        else:
            count.caught += 1
        if peer is not None:
            count.for_monty += 1
            count.by_monty += peer.rejects(text, workshop.stubs)
            count.beside_monty += not found.ok
        if any(diagnostic.fix is not None for diagnostic in found.errors):
            count.offered += 1
            edits = [edit for d in found.errors if d.fix is not None for edit in d.fix.edits]
            count.fixed += self.repaired(found.fixed(), workshop, wanted)
            count.fixed_by_all += self.repaired(apply_edits(found.source, edits), workshop, wanted)

    def repaired(self, text: str, workshop: Workshop, wanted: object) -> bool:
        """Tell whether a program passes the gate and gives the result of the one without the mistake."""
        if not workshop.pipeline.check(text).ok:
            return False
        outcome = workshop.run(text)
        return outcome.ok and outcome.value == wanted

    def total(self) -> Count:
        """Return the sum over all kinds."""
        total = Count()
        for count in self.counts.values():
            total.add(count)
        return total


def share(part: int, whole: int) -> str:
    """Return a share with its count."""
    return f"{part} ({part / whole:.1%})" if whole else "-"


def table(bench: Bench) -> list[list[str]]:
    """Return the table: its head, a row for each kind, the totals."""
    rows = [
        [
            "mistake",
            "planted",
            "failing",
            "caught by limen",
            "caught by monty",
            "fix offered",
            "repaired",
            "by all fixes",
        ]
    ]
    for name, count in [*bench.counts.items(), ("total", bench.total())]:
        monty = f"{count.by_monty} of {count.for_monty}" if bench.peer else "-"
        cells = [name, str(count.planted), str(count.failing), str(count.caught), monty]
        rows.append([*cells, str(count.offered), str(count.fixed), str(count.fixed_by_all)])
    total = bench.total()
    rows[-1][3] = share(total.caught, total.failing)
    if bench.peer:
        rows[-1][4] = f"{total.by_monty} of {total.for_monty} ({total.by_monty / max(1, total.for_monty):.1%})"
    return rows


def markdown(bench: Bench, rows: list[list[str]]) -> str:
    """Return the result as a page."""
    monty = importlib.metadata.version("pydantic-monty") if bench.peer else None
    total = bench.total()
    lines = [
        "# Mistakes planted in programs that run",
        "",
        f"`python -m benchmarks.mutations`, {report.today()}, Python {platform.python_version()}, {report.machine()}.",
        "",
        f"{len(BASES)} programs that run (the examples, the agent programs of the benchmarks and those in "
        f"`benchmarks/mutation_programs`) get one mistake each of {len(KINDS)} kinds, at most {bench.each} of a kind in a "
        "program. *Failing* are those that raise, or do not compile, when limen runs them without the gate; the others "
        "end, with the same or another result, and are not counted further. *Caught* is what the gate rejects before "
        "anything has run. *Fix offered* counts the reports with replacement code for an error; *repaired* those whose "
        "`report.fixed()` passes the gate and runs to the result of the program without the mistake; *by all fixes* those "
        "that get there with the unsafe replacements (such as the nearest name), too.",
        "",
    ]
    if monty:
        refused = ", ".join(f"`{name}`" for name in bench.rejected_by_monty) or "none"
        lines += [
            f"pydantic-monty {monty} checks with the stubs that limen makes of the tools. Base programs that it rejects as "
            f"they are: {len(bench.rejected_by_monty)} of {len(BASES)} ({refused}); mistakes in these are not counted for it. Of the {total.for_monty} others limen catches "
            f"{share(total.beside_monty, total.for_monty)}, monty {share(total.by_monty, total.for_monty)}.",
            "",
        ]
    lines += ["| " + " | ".join(rows[0]) + " |", "|---|" + "---:|" * (len(rows[0]) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows[1:-1]]
    lines += ["| **" + "** | **".join(rows[-1]) + "** |", ""]
    lines.append(
        f"Working programs that limen rejects: {len(bench.rejected)} of {len(BASES)}. "
        f"Of {total.offered} programs with a fix {total.fixed} are repaired by the safe ones, {total.fixed_by_all} by all."
    )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Plant, judge, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations", description=__doc__)
    parser.add_argument("--each", type=int, default=3, help="how many of a kind in a program, at most (default: 3)")
    parser.add_argument("--only", default="", help="only base programs with this in their path")
    parser.add_argument("--markdown", type=Path, metavar="PATH", help="write the result as a page")
    parser.add_argument("--missed", type=Path, metavar="PATH", help="write what limen misses, as JSON")
    options = parser.parse_args()
    bench = Bench(options.each)
    workshops: dict[Path, Workshop] = {}
    for path in BASES:
        if options.only in path.as_posix():
            print(path.relative_to(HERE.parent), file=sys.stderr)
            tools = path.parent / "tools.py"
            if tools not in workshops:
                workshops[tools] = Workshop(tools)
            bench.base(path, workshops[tools])
    if bench.peer is not None:
        bench.peer.close()
    rows = table(bench)
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows[:-1]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    print(
        "working programs rejected:", ", ".join(bench.rejected) or "none", "- by monty:", len(bench.rejected_by_monty)
    )
    print("  ".join(cell.ljust(width) for cell, width in zip(rows[-1], widths, strict=True)))
    if options.markdown is not None:
        options.markdown.write_text(markdown(bench, rows), "utf-8")
    if options.missed is not None:
        missed = {kind: count.missed for kind, count in bench.counts.items() if count.missed}
        options.missed.write_text(json.dumps(missed, indent=1), "utf-8")


if __name__ == "__main__":
    main()
