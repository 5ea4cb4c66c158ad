"""Checks from many threads and tasks at once: each report is about its own program."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import gc
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

import limen
from limen.source import parse


def price(sku: str) -> float:
    """Return a price."""
    return 2.5


def test_threads() -> None:
    pipeline = limen.Pipeline([price])
    programs = [f"price('a')\nunknown_{n}" if n % 2 else f"price({n})" for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        reports = list(pool.map(pipeline.check, programs))
    for number, report in enumerate(reports):
        (problem,) = report.errors
        assert (f"unknown_{number}" in problem.message) == bool(number % 2)
        assert (problem.rule == "unresolved-reference") == bool(number % 2)


def test_tasks() -> None:
    async def main() -> list[limen.Report]:
        pipeline = limen.Pipeline([price])
        return await asyncio.gather(*(asyncio.to_thread(pipeline.check, f"x_{n}") for n in range(12)))

    for number, report in enumerate(asyncio.run(main())):
        assert f"x_{number}" in report.errors[0].message


class Cycle:
    """Garbage whose end lets another thread go on, in the middle of what made it be collected."""

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        for _ in range(50):
            pass


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads that change often, and much garbage."""
    threshold, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(50)
    sys.setswitchinterval(1e-6)
    yield
    gc.set_threshold(*threshold)
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("hurried")
def test_programs_are_parsed_in_threads() -> None:
    program = "x = [1, 2, 3]\n" * 100
    done = threading.Event()

    def others() -> None:
        """The host has threads that parse, too."""
        while not done.is_set():
            Cycle()
            with contextlib.suppress(SystemError):
                ast.parse(program)

    def ours(_: int) -> int:
        Cycle()
        return len(parse(program).body)

    thread = threading.Thread(target=others)
    thread.start()
    try:
        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(ours, range(60))) == {100}
    finally:
        done.set()
        thread.join()
