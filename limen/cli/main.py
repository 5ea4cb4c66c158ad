"""The command line: every command is one file, put together here."""

from __future__ import annotations

import importlib.util
import io
import os
import sys
from typing import Annotated

import typer

from limen.cli.check import check
from limen.cli.dis import dis
from limen.cli.doctor import doctor
from limen.cli.explain import explain
from limen.cli.prompt import prompt
from limen.cli.repl import repl
from limen.cli.run import run
from limen.cli.schema import schema
from limen.cli.serve import serve
from limen.cli.stubs import stubs
from limen.version import VERSION

app = typer.Typer(
    name="limen",
    help="Check, explain and safely run Python that a language model wrote.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _command in (check, run, repl, serve, stubs, prompt, explain, dis, schema, doctor):
    app.command()(_command)


def build() -> str:
    """Return "compiled" or "pure Python": what the executor is, in this installation."""
    spec = importlib.util.find_spec("limen.executor.dispatch")
    source = spec is None or spec.origin is None or spec.origin.endswith(".py")
    return "pure Python" if source else "compiled"


def _show_version(asked: bool) -> None:
    if asked:
        print(f"limen {VERSION} ({build()})")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show version and build.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Check, explain and safely run Python that a language model wrote."""


def main() -> None:
    """Run the command line; the reader of the output may go away at any time."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            app()
        finally:
            if sys.stdout is not None:  # it is None when the command was started with it closed
                sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
