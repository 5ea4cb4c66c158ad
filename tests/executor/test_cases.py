"""Every program under tests/cases does on limen what it does on CPython."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.executor.oracle import Section, assert_agreement, run_cpython, sections

CASES = Path(__file__).parents[1] / "cases"
NEWER = {
    f"since_3_{minor}" for minor in range(sys.version_info.minor + 1, 30)
}  # folders of what this Python cannot parse
SECTIONS = [
    section for path in sorted(CASES.glob("*/*.py")) if path.parent.name not in NEWER for section in sections(path)
]


def test_section_names_are_unique() -> None:
    ids = [section.id for section in SECTIONS]
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_agrees_with_cpython(section: Section) -> None:
    assert_agreement(section.text, section.tools)


def test_the_comparison_can_fail() -> None:
    assert run_cpython("print(1)\n2") != run_cpython("print(1)\n3")
    assert run_cpython("1/0").error == ("ZeroDivisionError", "division by zero")
    assert run_cpython("import asyncio\nawait asyncio.sleep(0)\n7").value == "7"


def test_cases_end_as_their_names_say() -> None:
    """An uncaught exception is part of a case only where its name says "raises"."""
    ended = [(s.id, run_cpython(s.text, s.tools).error) for s in SECTIONS]
    assert [(i, error) for i, error in ended if (error is not None) != ("raises" in i)] == []
