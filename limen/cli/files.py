"""Which files are meant: those that are named, and in folders those that are included and that git does not ignore."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pathspec import GitIgnoreSpec

_NEVER: Final = frozenset({"__pycache__"})


@dataclass(frozen=True, slots=True)
class _Ignores:
    """The patterns of one file, for what is below its folder."""

    folder: str
    spec: GitIgnoreSpec

    def says(self, path: str, *, is_folder: bool) -> bool | None:
        """Return whether `path` is ignored; None when no pattern is about it."""
        below = os.path.relpath(path, self.folder).replace(os.sep, "/")
        if below.startswith("../"):
            return None
        return self.spec.check_file(below + "/" * is_folder).include


class Selection:
    """Finds files; `exclude` are patterns as in .gitignore, relative to `root`, for named files, too."""

    def __init__(self, include: Sequence[str], exclude: Sequence[str], root: Path) -> None:
        self._include = GitIgnoreSpec.from_lines(include)
        self._exclude = _Ignores(str(root.resolve()), GitIgnoreSpec.from_lines(exclude))

    def files(self, paths: Sequence[str]) -> Iterator[str]:
        """Return the files that are meant, each once, in order: of a folder all that are included and not hidden."""
        seen: set[str] = set()
        for path in paths:
            is_folder = path != "-" and "\0" not in path and os.path.isdir(path)
            for found in self._below(path) if is_folder else [path]:
                key = found if found == "-" or "\0" in found else os.path.realpath(found)
                if key not in seen:
                    seen.add(key)
                    yield str(Path(found)) if found != "-" else found

    def excludes(self, path: str) -> bool:
        """Return whether the configuration leaves a file out."""
        if path == "-" or "\0" in path:
            return False
        whole = Path(os.path.abspath(path))
        if self._exclude.says(str(whole), is_folder=False):
            return True
        return any(self._exclude.says(str(parent), is_folder=True) for parent in whole.parents)

    def _below(self, folder: str) -> Iterator[str]:
        top = os.path.abspath(folder)
        ignores = _above(top)
        yield from sorted(self._walk(folder, top, ignores))

    def _walk(self, shown: str, folder: str, ignores: list[_Ignores]) -> Iterator[str]:
        ignores = [*ignores, *_read(folder, ".gitignore")]
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _NEVER:
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if _ignored(entry.path, ignores, is_folder=is_folder):
                continue
            below = os.path.join(shown, entry.name)
            if is_folder:
                yield from self._walk(below, entry.path, ignores)
            elif self._include.match_file(entry.name) and entry.is_file():
                yield below


def _ignored(path: str, ignores: list[_Ignores], *, is_folder: bool) -> bool:
    """The nearest file with a pattern for it decides."""
    for ignore in reversed(ignores):
        said = ignore.says(path, is_folder=is_folder)
        if said is not None:
            return said
    return False


def _above(folder: str) -> list[_Ignores]:
    """Return the patterns of the folders from the repository's top down to the one above `folder`."""
    if os.path.exists(os.path.join(folder, ".git")):
        return _read(folder, ".git/info/exclude")
    parents = [str(parent) for parent in Path(folder).parents]
    tops = [index for index, parent in enumerate(parents) if os.path.exists(os.path.join(parent, ".git"))]
    if not tops:
        return []
    inside = list(reversed(parents[: tops[0] + 1]))
    found = _read(inside[0], ".git/info/exclude")
    for parent in inside:
        found += _read(parent, ".gitignore")
    return found


def _read(folder: str, name: str) -> list[_Ignores]:
    try:
        text = Path(folder, name).read_text("utf-8", "replace")
    except OSError:
        return []
    return [_Ignores(folder, GitIgnoreSpec.from_lines(filter(_is_pattern, text.splitlines())))]


def _is_pattern(line: str) -> bool:
    """Git passes over lines that mean nothing."""
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
