"""The build that the tests run on is the one that was asked for, and it is whole."""

from __future__ import annotations

import importlib
import os
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

import limen
from limen.version import VERSION

EXPECTED = os.environ.get("LIMEN_EXPECT_COMPILED")  # "1": compiled, "0": plain Python; unset: whatever is there
COMPILED = ("vm", "dispatch", "operations", "attributes", "compiler", "values", "types.sequences")
PLAIN = ("instructions", "generate")
PACKAGE = Path(limen.__file__).parent
SOURCES = Path(__file__).parents[1] / "limen"
FILES = sorted(path for path in SOURCES.rglob("*") if path.suffix in {".py", ".typed"})


def is_compiled(module: str) -> bool:
    """Return whether the module of the executor that Python imports is an extension module."""
    file = importlib.import_module(f"limen.executor.{module}").__file__
    return file is not None and file.endswith(tuple(EXTENSION_SUFFIXES))


@pytest.mark.skipif(EXPECTED is None, reason="LIMEN_EXPECT_COMPILED is not set")
@pytest.mark.parametrize("module", COMPILED)
def test_the_build_is_the_one_asked_for(module: str) -> None:
    assert is_compiled(module) == (EXPECTED == "1")


def test_all_or_nothing_is_compiled() -> None:
    assert len({is_compiled(module) for module in COMPILED}) == 1


@pytest.mark.parametrize("module", PLAIN)
def test_the_sources_of_the_dispatch_loop_stay_plain(module: str) -> None:
    assert not is_compiled(module)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_every_source_file_is_installed(path: Path) -> None:
    """The prelude is read as data, py.typed by type checkers: a wheel without them imports, and fails later."""
    assert (PACKAGE / path.relative_to(SOURCES)).read_bytes() == path.read_bytes()


def test_the_version_is_the_package_version() -> None:
    text = (SOURCES.parent / "pyproject.toml").read_text("utf-8")
    assert 'attr = "limen.version.VERSION"' in text
    assert limen.__version__ == VERSION
