"""One run of the benchmarks: the processes of the runners, asked in turn, and what they took."""

from __future__ import annotations

import json
import math
import os
import re
import select
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.runners import RUNNERS

HERE: Final = Path(__file__).parent
WORKER: Final = HERE / "worker.py"
BASE: Final = "CPython"
COMPILED: Final = "limen"
PURE: Final = "limen, pure"
DEADLINE: Final = 30.0  # seconds for one answer; then the process is killed
SLOW: Final = 1.5  # seconds of a first run that makes it the only one
ENOUGH: Final = 0.05  # seconds that one timing of a short program is stretched to


@dataclass
class Row:
    """What one program took: seconds by runner, and for those who have no time, why."""

    label: str
    seconds: dict[str, float] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    compared: bool = True  # False where a runner's time is what it takes over CPython's

    def ratio(self, runner: str) -> float | None:
        """Return a runner's time divided by CPython's."""
        taken = self.seconds.get(runner)
        return None if taken is None or not self.compared or BASE not in self.seconds else taken / self.seconds[BASE]


@dataclass
class Part:
    """A section of the table. `style`: "ratio" shows ratios only, "time" shows times and ratios, "size" kilobytes."""

    number: int
    title: str
    note: str
    style: str
    rows: list[Row] = field(default_factory=list)


class Worker:
    """The process of one runner."""

    def __init__(self, name: str, python: str, home: str | None) -> None:
        self.name = name
        self.python = python
        self.environment = {**os.environ, "PYTHONHASHSEED": "0"}
        if name == PURE:
            self.environment.pop("PYTHONPATH", None)
            if home is not None:
                self.environment["PYTHONPATH"] = home
        self.facts: dict[str, Any] = {}
        self.start()

    def start(self) -> None:
        """Start the process and hear what it is; `facts` has an error when it cannot be used."""
        self.process = subprocess.Popen(
            [self.python, "-P", str(WORKER), self.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if not self.facts else subprocess.DEVNULL,
            env=self.environment,
        )
        self.facts = self._answer()

    def ask(self, **request: object) -> dict[str, Any]:
        """Return the answer to a request; a process that is late is replaced, and has forgotten its program."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        answer = self._answer()
        if answer.get("dead"):
            self.start()
        return answer

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], DEADLINE)
        line = self.process.stdout.readline() if ready else b""
        if line:
            answer: dict[str, Any] = json.loads(line)
            return answer
        self.stop()
        if ready:
            said = self.process.stderr.read().decode().strip() if self.process.stderr else ""
            return {"error": said.splitlines()[-1] if said else "the process died", "dead": True}
        return {"error": f"no answer in {DEADLINE:.0f} s", "dead": True}

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()


class Session:
    """The runners that are there, and how often each program is timed."""

    def __init__(self, pure: str | None, rounds: int, quick: bool) -> None:
        self.rounds = rounds
        self.quick = quick
        self.workers: list[Worker] = []
        self.notes: list[str] = []
        for name in RUNNERS:
            if name != PURE:
                self._add(Worker(name, sys.executable, None))
            elif pure is None:
                self.notes.append(f"{PURE}: not measured, needs --pure")
            elif Path(pure).is_dir():
                self._add(Worker(name, sys.executable, str(Path(pure).resolve())))
            else:
                self._add(Worker(name, pure, None))

    def _add(self, worker: Worker) -> None:
        problem = worker.facts.get("error") or self._wrong_build(worker)
        if problem:
            worker.stop()
            self.notes.append(f"{worker.name}: not measured, {problem}")
            if worker.name == BASE:
                raise SystemExit(self.notes[-1])
        else:
            self.workers.append(worker)

    def _wrong_build(self, worker: Worker) -> str:
        if worker.name == COMPILED and not worker.facts["compiled"]:
            return "the limen that Python finds is not compiled; put a compiled one first on PYTHONPATH"
        if worker.name == PURE:
            if worker.facts["compiled"]:
                return "the limen given by --pure is compiled"
            for other in self.workers:
                if other.name == COMPILED and other.facts["sources"] != worker.facts["sources"]:
                    return "its sources are not those of the compiled limen"
        return ""

    @property
    def names(self) -> list[str]:
        """The runners that are measured, in order."""
        return [worker.name for worker in self.workers]

    def measure(self, label: str, text: str, mode: str, tools: Sequence[str] = ()) -> Row:
        """Time a program on all runners in turn; only those with CPython's result count."""
        row = Row(label)
        counts: dict[str, int] = {}  # runs in one timing, of the runners that are still timed
        times: dict[str, list[float]] = {}
        expected: str | None = None
        for worker in self.workers:
            answer = worker.ask(mode=mode, text=text, tools=list(tools))
            if worker.name == BASE:
                if "error" in answer:
                    raise SystemExit(f"{label} fails on CPython: {answer['error']}")
                expected = answer["value"]
            if "error" in answer:
                row.errors[worker.name] = answer["error"]
            elif answer["value"] != expected:
                row.errors[worker.name] = f"wrong result: {answer['value']:.200}"
            elif answer["seconds"] > SLOW:
                times[worker.name] = [answer["seconds"]]
            else:
                counts[worker.name] = 1
                times[worker.name] = []
        for number in range(self.rounds + 1):
            for worker in self.workers:
                name = worker.name
                if name not in counts:
                    continue
                answer = worker.ask(count=counts[name])
                if "error" in answer:
                    row.errors[name] = answer["error"]
                    del counts[name], times[name]
                elif number == 0:  # tells only how many runs make a timing
                    counts[name] = max(1, math.ceil(ENOUGH / answer["seconds"]))
                else:
                    times[name].append(answer["seconds"])
        row.seconds = {name: statistics.median(found) for name, found in times.items() if found}
        return row

    def check(self, text: str) -> dict[str, str]:
        """Run a program without taking its time; return by runner what went wrong."""
        answers = {worker.name: worker.ask(mode="code", text=text) for worker in self.workers}
        expected = answers[BASE]["value"]
        return {
            name: answer.get("error", "wrong result")
            for name, answer in answers.items()
            if answer.get("value") != expected
        }

    def close(self) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.stop()


def resized(text: str, size: int) -> str:
    """Return a kernel with another `N`."""
    return re.sub(r"^N = .*$", f"N = {size}", text, count=1, flags=re.MULTILINE)


def size_of(text: str) -> int:
    """Return the `N` of a kernel."""
    found = re.search(r"^N = ([\d_]+)$", text, re.MULTILINE)
    assert found is not None
    return int(found[1])
