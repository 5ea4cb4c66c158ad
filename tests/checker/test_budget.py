"""The budget: what is too large or too deep is refused at its place, and ordinary programs never are."""

from __future__ import annotations

from pathlib import Path

import pytest

from limen.checker.budget import MAX_CHAIN, MAX_CHARACTERS, MAX_DEPTH, check_budget
from limen.source import Source, Span

EXCESS = {
    "brackets": "x = " + "[" * 100_000 + "]" * 100_000,
    "brackets in lines": "x = [\n" * (MAX_DEPTH + 1),
    "sum": "x = " + " + ".join(["1"] * 20_000),
    "calls": "f" + "()" * 5_000,
    "attributes": "x" + ".a" * 5_000,
    "subscripts": "x" + "[0]" * 5_000,
    "unary": "x = " + "-" * 5_000 + "1",
    "not": "x = " + "not " * 5_000 + "1",
    "lambda": "x = " + "lambda: " * 5_000 + "1",
    "conditions": "x = " + "1 if x else " * 5_000 + "1",
    "and": "x = " + " and ".join(["a"] * 10_000),
    "await": "x = " + "await " * 2_000 + "f",
    "comparison": "x = " + " < ".join(["a"] * 10_000),
    "behind a string": "x = '(' + \"'\" " + "+ 1" * 20_000,
    "behind a comment": "# don't\nx = 1" + " + 1" * 20_000,
}


@pytest.mark.parametrize("code", EXCESS.values(), ids=EXCESS)
def test_excess(code: str) -> None:
    (found,) = check_budget(Source.from_text(code))
    assert found.rule == "too-complex"
    assert found.checker == "budget"
    assert found.help
    assert found.span.end_column == found.span.column + 1


def test_ten_megabytes() -> None:
    (found,) = check_budget(Source.from_text("x = 1\n" * 1_700_000))
    assert found.rule == "too-large"
    assert found.span == Span(1, 0, 1, 5)


ORDINARY = {
    "long list": "x = [" + "-1, " * 20_000 + "]",
    "long dict": "x = {" + "'a': a.b, " * 9_000 + "}",
    "many statements": "x = a.b(1) + 2\n" * 10_000,
    "text": "x = '''" + "((((" * 1_000 + "'''",
    "comment": "#" + "(" * 1_000,
    "chain below the limit": "x = " + " + ".join(["1"] * (MAX_CHAIN - 1)),
    "depth below the limit": "x = " + "(" * (MAX_DEPTH - 1) + "1" + ")" * (MAX_DEPTH - 1),
    "size below the limit": "#" * (MAX_CHARACTERS - 1),
    "closed too often": ")))\n",
    "escapes": "x = 'it\\'s (' + \"\\\"(\"\n",
}


@pytest.mark.parametrize("code", ORDINARY.values(), ids=ORDINARY)
def test_ordinary(code: str) -> None:
    assert check_budget(Source.from_text(code)) == ()


def test_limens_own_files_are_within_it() -> None:
    for path in Path(__file__).parents[2].glob("limen/executor/*.py"):
        assert check_budget(Source.from_file(path)) == (), path.name
