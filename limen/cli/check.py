"""limen check: what the gate finds in programs; the gate of a CI pipeline."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from limen.checker.ty_server import CheckerUnavailable
from limen.cli import baseline as baselines
from limen.cli.arguments import USAGE, ToolsOption, complain, refuse
from limen.cli.configuration import Configuration, read_configuration
from limen.cli.files import Selection
from limen.cli.fixing import difference, write_fixed
from limen.cli.revision import changed_files
from limen.cli.workers import Checked, Job, check_files
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
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Programs, Markdown, JSONL of answers, folders, or - for stdin."),
    ],
    tools: ToolsOption = None,
    format: Annotated[Format, typer.Option("--format", help="How findings are written.")] = Format.TEXT,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="A pyproject.toml; else the nearest one.")
    ] = None,
    field: Annotated[
        str | None, typer.Option("--field", metavar="NAME", help="Where an object of JSONL has its answer: a.b.c")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Findings that are known and do not count.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all findings to the baseline.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Apply safe fixes to the files.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show safe fixes as a diff; change nothing.")] = False,
    changed: Annotated[
        str | None, typer.Option("--changed", metavar="REV", help="Only files that differ from a git revision.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", min=1, help="Processes, at most one a core.")
    ] = None,
) -> None:
    """Check programs.

    Exit code 0 when there is nothing to correct, 1 with errors (or with fixes that --diff shows), 2 when something
    cannot be read or used.
    """
    if fix + diff + write_baseline > 1:
        refuse("--fix, --diff and --write-baseline exclude one another", "give one of them")
    if fix and "-" in paths:
        refuse("--fix cannot change stdin", "name files, or use --diff")
    configuration = read_configuration(config)
    known = baseline or configuration.baseline
    if write_baseline and known is None:
        refuse("--write-baseline does not say where to", "name the file: --baseline FILE --write-baseline")
    job = Job(tools or configuration.tools, field or configuration.field, configuration, fix or diff)
    try:
        done = check_files(_selected(paths, configuration, changed), job, jobs)
    except CheckerUnavailable as error:
        refuse(str(error), "without it types are not checked, and nothing passes the gate")
    unreadable = [file.error for file in done if file.error is not None]
    for problem in unreadable:
        complain(problem.message, problem.help)
    changes = ""
    unwritable = False
    if fix:
        written = [_written(file) for file in done]
        unwritable = None in written
        done = [after or before for before, after in zip(done, written, strict=True)]
    elif diff:
        changes = "".join(
            difference(_name(file), file.report, file.fixed) for file in done if file.report and file.fixed
        )
    reports = [(_name(file), file.report) for file in done if file.report is not None]
    if write_baseline and known is not None:
        print(f"limen: {baselines.write(reports, known)} findings written to {known}", file=sys.stderr)
        raise typer.Exit(USAGE if unreadable else 0)
    if known is not None:
        reports = _compared(reports, known)
    if diff:
        print(changes, end="")
    elif reports or not unreadable:
        print(_rendered(reports, format).rstrip("\n"))
    if unreadable or unwritable:
        raise typer.Exit(USAGE)
    if changes or not all(report.ok for _, report in reports):
        raise typer.Exit(1)


def _selected(paths: Sequence[str], configuration: Configuration, changed: str | None) -> list[str]:
    selection = Selection(configuration.include, configuration.exclude, configuration.root)
    found = list(selection.files(paths))
    if not found:
        wanted = " ".join(configuration.include)
        refuse(f"there are no Python files in {', '.join(paths)}", f"name files, or folders with {wanted} in them")
    found = [path for path in found if not selection.excludes(path)]
    if changed is None:
        return found
    differing = changed_files(changed)
    return [path for path in found if path != "-" and "\0" not in path and str(Path(path).resolve()) in differing]


def _name(file: Checked) -> str:
    return file.path if file.report is None else file.report.source.name


def _written(file: Checked) -> Checked | None:
    """The file after its fixes; None when it cannot be written."""
    if file.report is None or file.fixed is None or file.fixed.source == file.report.source:
        return file
    try:
        write_fixed(Path(file.path), file.fixed)
    except SourceError as error:
        complain(error.message, error.help)
        return None
    return Checked(file.path, file.fixed)


def _compared(reports: list[tuple[str, Report]], path: Path) -> list[tuple[str, Report]]:
    compared = baselines.compare(reports, path)
    if compared.known:
        print(f"limen: {compared.known} findings are in the baseline and do not count", file=sys.stderr)
    if compared.gone:
        print(f"limen: {compared.gone} of the baseline are gone: write it again with --write-baseline", file=sys.stderr)
    return compared.reports


def _rendered(reports: list[tuple[str, Report]], format: Format) -> str:
    if format is Format.FEEDBACK:
        if not reports:
            return "0 files checked, nothing to correct"
        if len(reports) == 1:
            return reports[0][1].feedback()
        return "\n\n".join(f"{name}: {report.feedback()}" for name, report in reports)
    text: str = importlib.import_module(f"limen.checker.render.{format}").render(reports)
    return text
