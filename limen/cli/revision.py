"""What has changed since a git revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from limen.cli.arguments import refuse


def changed_files(revision: str) -> set[str]:
    """Return the real paths of the files that differ from where this branch left `revision`, and of new files.

    Refuses a revision that git does not know, and a folder that is in no repository.
    """
    top = Path(_git("rev-parse", "--show-toplevel").rstrip("\n"))
    if revision.startswith("-") or "\0" in revision:
        refuse(f"{revision!r} is not a revision", "name a branch, a tag or a commit")
    commit = _git("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").strip()
    base = _base(commit)
    differing = _git(
        "diff", "--name-only", "--no-ext-diff", "--no-renames", "--diff-filter=d", "-z", base, "--", folder=top
    )
    new = _git("ls-files", "--others", "--exclude-standard", "-z", folder=top)
    return {os.path.realpath(top / name) for name in (differing + new).split("\0") if name}


def _base(commit: str) -> str:
    """Return the commit that both sides come from; the commit itself where there is none, as in a shallow clone."""
    done = _run(["merge-base", commit, "HEAD"], None)
    return done.stdout.split()[0] if done.returncode == 0 and done.stdout.split() else commit


def _git(*arguments: str, folder: Path | None = None) -> str:
    done = _run(list(arguments), folder)
    if done.returncode != 0:
        said = done.stderr.strip().removeprefix("fatal: ") or "it failed"
        refuse(f"git {arguments[0]}: {said}", "--changed needs a git repository and a revision that is in the clone")
    return done.stdout


def _run(arguments: list[str], folder: Path | None) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except OSError as error:
        refuse(f"git did not start: {error.strerror}", "--changed needs git")
