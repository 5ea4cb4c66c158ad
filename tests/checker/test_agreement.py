"""What the gate passes is there at run time, and what it says is missing is missing: every builtin, method and module member."""

from __future__ import annotations

import builtins
import importlib

import pytest

import limen
from limen.diagnostic import Severity
from limen.executor.surface import SURFACE
from limen.executor.values import Class

VALUES = {
    "int": "5",
    "float": "1.5",
    "complex": "2j",
    "bool": "True",
    "str": "'a'",
    "bytes": "b'a'",
    "bytearray": "bytearray(b'a')",
    "list": "[1]",
    "tuple": "(1,)",
    "dict": "{'a': 1}",
    "set": "{1}",
    "frozenset": "frozenset({1})",
    "range": "range(3)",
    "slice": "slice(1)",
}
# What the interpreter has for itself: nothing of a program's.
PRIVATE = {"__builtins__", "__cached__", "__file__", "__loader__", "__package__", "__path__", "__spec__", "__all__"}


@pytest.fixture(scope="module")
def pipeline() -> limen.Pipeline:
    """No tools."""
    return limen.Pipeline(isolation="inline")


def public(names: list[str]) -> list[str]:
    """Return the names that programs use."""
    return sorted({name for name in names if not name.startswith("_") and name not in PRIVATE})


def rejected(pipeline: limen.Pipeline, head: str, expressions: list[str]) -> set[int]:
    """Return which expressions, each on a line of its own, the gate finds an error in."""
    report = pipeline.check(head + "\n".join(expressions) + "\n")
    first = head.count("\n") + 1
    return {d.span.line - first for d in report.diagnostics if d.severity is Severity.ERROR}


def missing(pipeline: limen.Pipeline, head: str, expressions: list[str]) -> set[int]:
    """Return which expressions do not name anything at run time, with the gate off."""
    found = set()
    for number, expression in enumerate(expressions):
        outcome = pipeline.run(f"{head}{expression}\nNone", check=False)
        if not outcome.ok:
            found.add(number)
    return found


def disagreements(pipeline: limen.Pipeline, head: str, expressions: list[str]) -> dict[str, list[str]]:
    """Return what the gate and the executor do not agree on."""
    no, absent = rejected(pipeline, head, expressions), missing(pipeline, head, expressions)
    return {
        "passed but missing": [expressions[n] for n in sorted(absent - no)],
        "rejected but there": [expressions[n] for n in sorted(no - absent)],
    }


NONE = {"passed but missing": [], "rejected but there": []}


def test_builtins(pipeline: limen.Pipeline) -> None:
    assert disagreements(pipeline, "", public(dir(builtins))) == NONE


@pytest.mark.parametrize("name", VALUES)
def test_methods_of_builtin_types(pipeline: limen.Pipeline, name: str) -> None:
    cls = SURFACE.builtins[name]
    assert isinstance(cls, Class)
    names = public([*dir(getattr(builtins, name)), *cls.attrs])
    assert disagreements(pipeline, f"value = {VALUES[name]}\n", [f"value.{n}" for n in names]) == NONE


@pytest.mark.parametrize("name", SURFACE.module_names())
def test_members_of_modules(pipeline: limen.Pipeline, name: str) -> None:
    module = SURFACE.module(name)
    assert module is not None
    names = public([*dir(importlib.import_module(name)), *module.members])
    assert disagreements(pipeline, f"import {name}\n", [f"{name}.{n}" for n in names]) == NONE


def test_modules_that_are_not_here(pipeline: limen.Pipeline) -> None:
    for name in ("os", "subprocess", "socket", "pathlib", "numpy", "requests", "urllib.request", "importlib", "ctypes"):
        assert not pipeline.check(f"import {name}").ok
        assert not pipeline.run(f"import {name}", check=False).ok
