"""What commands are given: programs, a tools file, inputs; what cannot be used is refused in one line, exit code 2."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeAlias

import typer

from limen.executor.errors import BoundaryError
from limen.feedback import clip
from limen.source import Source, SourceError

if TYPE_CHECKING:
    from limen.pipeline.stages import Pipeline

USAGE = 2  # the exit code for input that cannot be used

ToolsOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--tools", metavar="FILE", help="A Python module; its tools are what programs may call."),
]


def complain(message: str, help: str) -> None:
    """Say on stderr what cannot be used and what to do about it."""
    print(f"limen: {clip(' '.join(message.split()), 1000)}", file=sys.stderr)
    print(f"  help: {clip(' '.join(help.split()), 1000)}", file=sys.stderr)


def refuse(message: str, help: str) -> NoReturn:
    """Say what cannot be used, and end the command."""
    complain(message, help)
    raise typer.Exit(USAGE)


def place_of(path: str, error: SourceError) -> str:
    """Return the message of `error` with the place it is about."""
    if error.span is None:
        return error.message
    return f"{path}:{error.span.line}:{error.span.column + 1}: {error.message}"


def read_program(path: str) -> Source:
    """Return the program in the file at `path`, or on stdin for "-"; refuse what cannot be one."""
    try:
        return open_program(path)
    except SourceError as error:
        refuse(place_of(path, error), error.help)


def open_program(path: str) -> Source:
    """Return the program in the file at `path`, or on stdin for "-"; raise SourceError."""
    if path == "-":
        return Source.from_bytes(sys.stdin.buffer.read(), "<stdin>")
    try:
        return Source.from_file(Path(path))
    except ValueError as error:  # a NUL in the path itself
        if isinstance(error, SourceError):
            raise
        raise SourceError(f"cannot read {path!r}: {error}", "name a readable file") from None


def open_pipeline(tools: Path | None, isolation: str = "process", modules: Sequence[str] = ()) -> Pipeline:
    """Return a pipeline with the tools of the module at `tools`; without tools when None."""
    from limen.pipeline.stages import Pipeline
    from limen.pipeline.tools import ToolsFileError, load_tools_file
    from limen.stubs.from_callables import ToolError, ToolWarning

    try:
        with warnings.catch_warnings(record=True) as noticed:
            warnings.simplefilter("always", ToolWarning)
            found = load_tools_file(tools) if tools is not None else {}
            pipeline = Pipeline(found, isolation=isolation, modules=modules)
        for notice in noticed:
            print(f"limen: {tools}: {notice.message}", file=sys.stderr)
        return pipeline
    except ToolsFileError as error:
        refuse(str(error), "a tools file is a Python module with functions; those marked @limen.tool are the tools")
    except (ToolError, BoundaryError) as error:
        refuse(f"{tools}: {error}", "every tool needs a name and a signature that programs can use")


def parse_inputs(given: Iterable[str]) -> dict[str, object]:
    """Return the values of NAME=JSON arguments by name."""
    inputs: dict[str, object] = {}
    for item in given:
        name, found, text = item.partition("=")
        if not found or not name.isidentifier():
            refuse(f"--input {item!r} is not of the form NAME=JSON", "write it like: --input 'limit=3'")
        if name in inputs:
            refuse(f"--input {name} is given twice", "give every input once")
        try:
            inputs[name] = json.loads(text)
        except (ValueError, RecursionError) as error:
            where = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            help = (
                f"""strings need double quotes: --input '{name}="{text}"'""" if text[:1].isalpha() else "check the JSON"
            )
            refuse(f"the value of --input {name} is not JSON{where}", help)
    return inputs
