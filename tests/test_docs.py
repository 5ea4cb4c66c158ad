"""What the documents say is so: their links lead somewhere, and the README's example prints what it shows."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import limen

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)]*)?\)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(page: Path) -> list[tuple[str, str]]:
    """Return the fenced blocks of a page, each with its language."""
    return [(found[1], found[2]) for found in BLOCK.finditer(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    text = BLOCK.sub("", page.read_text("utf-8"))
    missing = [
        target for target, _ in LINK.findall(text) if "://" not in target and not (page.parent / target).exists()
    ]
    assert missing == []


def examples(page: Path) -> list[tuple[str, str]]:
    """Return the programs of a page that are followed by what they print, each with that."""
    found = blocks(page)
    return [
        (program, shown)
        for (language, program), (shown_as, shown) in itertools.pairwise(found)
        if (language, shown_as) == ("python", "text")
    ]


EXAMPLES = [(page, number) for page in PAGES for number in range(len(examples(page)))]


def test_pages_of_uses_begin_with_something_to_run() -> None:
    assert examples(ROOT / "README.md")[0][0] == blocks(ROOT / "README.md")[0][1]
    for name in ("validation", "retry-loop", "integrations", "mcp"):
        page = ROOT / "docs" / f"{name}.md"
        assert examples(page)[0][0] == blocks(page)[0][1]


@pytest.mark.parametrize(("page", "number"), EXAMPLES, ids=lambda value: getattr(value, "stem", str(value)))
def test_examples_print_what_the_page_shows(page: Path, number: int) -> None:
    program, shown = examples(page)[number]
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env={**os.environ, "PYTHONPATH": str(Path(limen.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == shown


def test_readme_has_two_commands_of_one_line() -> None:
    commands = [text for language, text in blocks(ROOT / "README.md") if language == "sh"]
    assert len(commands) == 2
    assert all(text.count("\n") == 1 and text.startswith("python3 -m venv .venv && ") for text in commands)
