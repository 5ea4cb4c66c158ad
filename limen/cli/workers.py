"""Files are checked side by side: one process a core, each with its own type checker."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from limen.cli.arguments import open_pipeline, open_program, place_of, refuse
from limen.cli.configuration import Configuration
from limen.cli.documents import check_document
from limen.cli.fixing import fixed_report
from limen.diagnostic import Report
from limen.source import Source, SourceError

if TYPE_CHECKING:
    from limen.pipeline.stages import Pipeline

_WORTH_A_PROCESS: Final = 100  # files; starting one takes as long as checking about so many


@dataclass(frozen=True, slots=True)
class Job:
    """How files are checked, as it can be told to another process."""

    tools: Path | None
    field: str
    configuration: Configuration
    fix: bool  # whether the text after all safe fixes is wanted, too


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file cannot be read; an exception with several arguments does not travel between processes."""

    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one file: reports before and after fixes, or why it cannot be read."""

    path: str
    report: Report | None = None
    fixed: Report | None = None
    error: Unreadable | None = None


class Checker:
    """Checks files in this process."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._pipeline: Pipeline = open_pipeline(job.tools, modules=job.configuration.modules)

    def check(self, path: str) -> Checked:
        """Check one file."""
        try:
            report = self._report(open_program(path))
        except SourceError as error:
            return Checked(path, error=Unreadable(place_of(path, error), error.help))
        return Checked(path, report, fixed_report(report, self._report) if self._job.fix else None)

    def _report(self, source: Source) -> Report:
        return self._job.configuration.judged(check_document(self._pipeline, source, self._job.field))


_checker: Checker | None = None


def _start(job: Job) -> None:
    global _checker
    sys.stdout = sys.stderr  # what a tools file prints when it is imported
    _checker = Checker(job)


def _check(path: str) -> Checked:
    assert _checker is not None
    return _checker.check(path)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_files(paths: Sequence[str], job: Job, jobs: int | None) -> list[Checked]:
    """Check files, in order; with a progress bar when stderr is a terminal and there is more than one."""
    checker = Checker(job)  # here, too: a tools file that cannot be used is refused once
    if jobs is None:
        jobs = max(1, min(cores(), len(paths) // _WORTH_A_PROCESS))
    with _progress(len(paths)) as step:
        done = []
        for result in _results(paths, job, min(jobs, cores(), len(paths)), checker):
            done.append(result)
            step()
    return done


def _results(paths: Sequence[str], job: Job, jobs: int, checker: Checker) -> Iterator[Checked]:
    if jobs < 2 or "-" in paths:
        yield from map(checker.check, paths)
        return
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(job,)) as pool:
            yield from pool.map(_check, paths, chunksize=4)
    except BrokenProcessPool:
        refuse("a process that checks files ended unexpectedly", "try --jobs 1")


@contextlib.contextmanager
def _progress(total: int) -> Generator[Callable[[], None], None, None]:
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("checking", total=total)
        yield lambda: progress.advance(task)
