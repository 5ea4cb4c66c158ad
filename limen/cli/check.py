"""limen check: what the gate finds in programs."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from limen.cli.arguments import USAGE, ToolsOption, complain, open_pipeline, open_program, place_of
from limen.diagnostic import Report
from limen.source import SourceError


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    FEEDBACK = "feedback"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Programs, folders of them, or - for stdin.")],
    tools: ToolsOption = None,
    format: Annotated[Format, typer.Option("--format", help="How findings are written.")] = Format.TEXT,
) -> None:
    """Check programs.

    Exit code 0 when there is nothing to correct, 1 with errors, 2 when something cannot be read.
    """
    pipeline = open_pipeline(tools)
    reports: list[tuple[str, Report]] = []
    unreadable = False
    for path in _programs(paths):
        try:
            source = open_program(path)
        except SourceError as error:
            complain(place_of(path, error), error.help)
            unreadable = True
            continue
        reports.append((source.name, pipeline.check(source)))
    if not reports and not unreadable:
        complain(f"there are no Python files in {', '.join(paths)}", "name files, or folders with *.py in them")
        unreadable = True
    if reports:
        print(_rendered(reports, format).rstrip("\n"))
    if unreadable:
        raise typer.Exit(USAGE)
    if not all(report.ok for _, report in reports):
        raise typer.Exit(1)


def _programs(paths: Sequence[str]) -> Iterator[str]:
    """The files that are meant: of a folder all *.py below it that are not hidden, in order; each once."""
    seen: set[str] = set()
    for path in paths:
        folder = Path(path)
        found = [path]
        if path != "-" and "\0" not in path and folder.is_dir():
            below = sorted(folder.rglob("*.py"))
            found = [str(p) for p in below if not any(_is_hidden(part) for part in p.relative_to(folder).parts)]
        for name in found:
            if name not in seen:
                seen.add(name)
                yield name


def _is_hidden(part: str) -> bool:
    return part.startswith(".") or part == "__pycache__"


def _rendered(reports: list[tuple[str, Report]], format: Format) -> str:
    if format is Format.FEEDBACK:
        if len(reports) == 1:
            return reports[0][1].feedback()
        return "\n\n".join(f"{name}: {report.feedback()}" for name, report in reports)
    text: str = importlib.import_module(f"limen.checker.render.{format}").render(reports)
    return text
