"""fastpaths.h, which a compiled build uses, is about the same functions and numbers as fastpaths.py."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import FunctionType

import pytest

from limen.executor import fastpaths, values

ROOT = Path(__file__).parents[2] / "limen" / "executor"
HEADER = (ROOT / "fastpaths.h").read_text("utf-8")
SOURCE = (ROOT / "fastpaths.py").read_text("utf-8")
PUBLIC = sorted(set(re.findall(r"^def ([a-z]\w*)\(", SOURCE, re.MULTILINE)))


@pytest.mark.parametrize("name", PUBLIC)
def test_every_fast_path_is_in_the_header(name: str) -> None:
    assert re.search(rf"\bLimen_{name}\b", HEADER)


def test_the_header_has_no_other() -> None:
    indexing = {"list_get", "list_set", "type"}  # in place of mypyc's own, see setup.py
    assert set(re.findall(r"\bLimen_([a-z]\w*)", HEADER)) - indexing == set(PUBLIC)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LIMEN_UNORDERED", fastpaths.UNORDERED),
        ("LIMEN_TEXT", 4096),
        ("LIMEN_KEY", 8),
        ("LIMEN_PLAIN", values.PLAIN),
    ],
)
def test_numbers(name: str, value: int) -> None:
    assert f"#define {name} {value}\n" in HEADER


@pytest.mark.parametrize(("name", "value"), [("_TEXT", 4096), ("_KEY", 8)])
def test_numbers_of_the_source(name: str, value: int) -> None:
    assert f"{name}: Final = {value} " in SOURCE


def outcome(name: str, *arguments: object) -> tuple[object, object]:
    """Return what a fast path says, and the registers afterwards."""
    regs, *rest = arguments
    assert isinstance(regs, list)
    function = getattr(fastpaths, name)
    assert isinstance(function, FunctionType) or inspect.isroutine(function)
    return function(regs, *rest), regs


@pytest.mark.parametrize(
    ("name", "left", "right", "said"),
    [
        ("add", 2**70, 1, True),
        ("add", True, 1, False),
        ("add", "a" * 4095, "b", False),
        ("multiply", 2**63, 2, False),
        ("divide", 1, 0, False),
        ("floor_divide", 7, 0, False),
        ("modulo", 2**80, 7, False),
        ("shift_left", 1, 62, False),
        ("shift_right", 8, -1, False),
        ("power", 10, 40, False),
        ("get_item", [1], 1, False),
        ("get_item", {}, "a", False),
        ("get_item", {(1, (2,)): 3}, (1, (2,)), False),
        ("get_item", "x" * 4096, slice(0, 2), False),
    ],
)
def test_what_is_not_theirs_is_left_alone(name: str, left: object, right: object, said: bool) -> None:
    found, regs = outcome(name, [None, left, right], 0, 1, 2)
    assert found is said
    assert isinstance(regs, list)
    assert (regs[0] is None) is not said
