"""Checks from many threads and tasks at once: each report is about its own program."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import limen


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
