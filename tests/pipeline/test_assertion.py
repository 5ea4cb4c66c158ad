"""The assertion and the fixture for those who test their prompts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import limen


def price(sku: str) -> float:
    """Return a price."""
    raise AssertionError("called")


@pytest.mark.parametrize("code", ["price('a')", "So:\n```python\nprice('a')\n```", b"price('a')"])
def test_what_passes(code: str) -> None:
    assert limen.assert_ok(code, tools=[price]).ok


def test_what_fails() -> None:
    with pytest.raises(AssertionError, match="did you mean `price`"):
        limen.assert_ok("prise('a')", tools=[price])
    with pytest.raises(AssertionError, match="is not closed"):
        limen.assert_ok("```python\nprice('a')", tools=[price])
    with pytest.raises(AssertionError, match="1 problem"):
        limen.assert_ok("name.nothing", limen.Pipeline([price]), inputs={"name": "ada"})


CONFTEST = """
import pytest, limen
pytest_plugins = ["limen.testing"]

def price(sku: str) -> float:
    "Return a price."
    return 1.0

@pytest.fixture
def limen_pipeline():
    return limen.Pipeline([price])
"""
TESTS = """
def test_good(limen_ok):
    limen_ok("```python\\nprice('a')\\n```")

def test_bad(limen_ok):
    limen_ok("price(article='a')")
"""


def test_the_fixture(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, "utf-8")
    (tmp_path / "test_prompts.py").write_text(TESTS, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(limen.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert "`price` has no parameter `article`" in done.stdout
    assert "assertion.py" not in done.stdout  # the failure is shown at the test's own line
