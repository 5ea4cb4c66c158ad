"""limen run: check and run one program."""

from __future__ import annotations

import json
import pprint
import sys
from dataclasses import asdict, replace
from typing import Annotated, TextIO

import typer

from limen.cli.arguments import ToolsOption, open_pipeline, parse_inputs, read_program, refuse
from limen.executor.errors import BoundaryError
from limen.outcome import CallRecord, Completed, Crashed, LimitReached, Outcome, Raised, Rejected
from limen.pipeline.pool import IsolationError

EXIT_CODES: dict[type[Outcome], int] = {Completed: 0, Rejected: 1, Raised: 3, LimitReached: 4, Crashed: 5}

_FEEDBACK = 8000  # characters
_DEPTH = 100  # nesting of values in JSON; deeper ones are shortened


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The program, or - for stdin.")],
    tools: ToolsOption = None,
    input: Annotated[
        list[str] | None, typer.Option("--input", metavar="NAME=JSON", help="A global name of the program.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the whole outcome as JSON.")] = False,
    no_check: Annotated[bool, typer.Option("--no-check", help="Leave the gate out.")] = False,
    inline: Annotated[
        bool, typer.Option("--inline", help="Run it in this process, not in a locked-down worker.")
    ] = False,
) -> None:
    """Check and run a program.

    Exit code 0 completed, 1 rejected, 3 raised, 4 limit reached, 5 crashed, 2 for input that cannot be used.
    """
    source = read_program(file)
    inputs = parse_inputs(input or ())
    pipeline = open_pipeline(tools, "inline" if inline else "process")
    try:
        outcome = pipeline.run(source, inputs, check=not no_check)
    except (BoundaryError, ValueError) as error:
        refuse(str(error), "give inputs like: --input 'limit=3'")
    except IsolationError as error:
        refuse(str(error), "see what is missing: limen doctor; or run it in this process: --inline")
    if as_json:
        print(json.dumps(record(outcome)))
    else:
        show(outcome)
    raise typer.Exit(EXIT_CODES[type(outcome)])


def record(outcome: Outcome) -> dict[str, object]:
    """Return an outcome as data that JSON can express."""
    data: dict[str, object] = {"outcome": type(outcome).__name__, "ok": outcome.ok}
    if isinstance(outcome, Completed):
        data |= {"value": _plain(outcome.value), "withheld": outcome.withheld}
    elif isinstance(outcome, Raised):
        data |= {"exception": outcome.exception, "message": outcome.message, "traceback": outcome.traceback}
    elif isinstance(outcome, LimitReached):
        data |= {"limit": outcome.limit, "allowed": outcome.allowed, "loop": outcome.loop}
    elif isinstance(outcome, Crashed):
        data |= {"detail": outcome.detail, "cause": outcome.cause, "worker": outcome.worker}
    if isinstance(outcome, Raised | LimitReached | Crashed):
        data["line"] = outcome.line
    data["stdout"] = outcome.stdout
    data["journal"] = [_call(call) for call in outcome.journal]
    data["usage"] = asdict(outcome.usage)
    data["report"] = None if outcome.report is None else json.loads(outcome.report.to_json())
    if not outcome.ok:
        data["feedback"] = outcome.feedback(_FEEDBACK)
    return data


def _call(call: CallRecord) -> dict[str, object]:
    return {
        "name": call.name,
        "args": _plain(list(call.args)),
        "kwargs": _plain(call.kwargs),
        "result": _plain(call.result),
        "error": call.error,
        "line": call.line,
        "pending": call.pending,
    }


def _plain(value: object, depth: int = 0) -> object:
    """Return a value as JSON data; what JSON does not have becomes its text."""
    if value is None or isinstance(value, bool | str) or (type(value) is int and value.bit_length() < 8192):
        return value
    if type(value) is float:
        return value if value - value == 0 else repr(value)
    if depth < _DEPTH and isinstance(value, list | tuple | set | frozenset):
        return [_plain(item, depth + 1) for item in value]
    if depth < _DEPTH and isinstance(value, dict):
        return {key if isinstance(key, str) else str(key): _plain(item, depth + 1) for key, item in value.items()}
    if type(value) is int:
        return hex(value)
    return repr(value) if depth < _DEPTH else "..."


def show(outcome: Outcome) -> None:
    """The program's output, then its value, or on stderr what went wrong."""
    _write(sys.stdout, outcome.stdout)
    if outcome.stdout and not outcome.stdout.endswith("\n"):
        _write(sys.stdout, "\n")
    if outcome.report is not None and outcome.ok and outcome.report.warnings:
        _write(sys.stderr, outcome.report.feedback(_FEEDBACK) + "\n")
    if not outcome.ok:
        sys.stdout.flush()
        _write(sys.stderr, replace(outcome, stdout="").feedback(_FEEDBACK) + "\n")
    elif outcome.withheld:
        sys.stdout.flush()
        _write(sys.stderr, f"it has no value to show: {outcome.withheld}\n")
    elif outcome.value is not None:
        value = outcome.value
        _write(sys.stdout, (value if isinstance(value, str) else _pretty(value)) + "\n")


def _pretty(value: object) -> str:
    try:
        return pprint.pformat(value, width=100, sort_dicts=False)
    except (ValueError, RecursionError):  # an int that is too long for decimal digits
        return pprint.pformat(_plain(value), width=100, sort_dicts=False)


def _write(stream: TextIO, text: str) -> None:
    """A program must not steer the terminal: there, control characters are shown, not sent."""
    if stream.isatty():
        text = "".join(c if c.isprintable() or c in "\n\t" else ascii(c)[1:-1] for c in text)
    stream.write(text)
