"""Runs the `limen` command as a user would, with the limen that these tests import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import limen

_WHERE = str(Path(limen.__file__).parents[1])


def limen_command(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `limen ARGUMENTS` in another process (-P: not the limen of the current directory) and return how it ended."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "limen", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": _WHERE, "NO_COLOR": "1", "COLUMNS": "120"},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
