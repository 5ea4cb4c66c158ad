"""Documents with programs in them: a Python file, Markdown with fenced Python, JSONL of model answers; checked, found at their own places."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from limen.cli.json_text import JsonText, find_text
from limen.diagnostic import Diagnostic, Edit, Fix, Report
from limen.pipeline.extract import Extracted, extract
from limen.source import Source, SourceError, Span

if TYPE_CHECKING:
    from limen.pipeline.stages import Pipeline

MARKDOWN: Final = frozenset({".md", ".markdown"})
JSONL: Final = frozenset({".jsonl", ".ndjson"})
_PYTHON: Final = frozenset({"python", "py", "python3", "py3"})
_LINE_END: Final = re.compile("\r\n|\r|\n")


def check_document(pipeline: Pipeline, source: Source, field: str) -> Report:
    """Return what is wrong with the programs in a document, with places in the document.

    What the document is, the end of its name says; `field` is where an object of JSONL has its answer, with dots
    between the keys on the way there. Raises SourceError for a document that is not what its name says.
    """
    suffix = PurePath(source.name).suffix.lower()
    if suffix in MARKDOWN:
        return _merged(source, _markdown(pipeline, source))
    if suffix in JSONL:
        return _merged(source, _answers(pipeline, source, field))
    return pipeline.check(source)


def _merged(source: Source, reports: Iterable[Report]) -> Report:
    found: list[Diagnostic] = []
    notes: dict[str, None] = {}
    for report in reports:
        found += report.diagnostics
        notes |= dict.fromkeys(report.notes)
    return Report(source, tuple(found), tuple(notes))


def _markdown(pipeline: Pipeline, source: Source) -> Iterable[Report]:
    """Every block that is marked as Python is a program."""
    extracted = extract(source.text)
    if extracted.problem == "too-long":
        raise SourceError(f"{source.name} is too long: {len(source.text):,} characters", "split it")
    for block in extracted.blocks:
        if block.language in _PYTHON and block.code.strip():
            yield Extracted(source.text, extracted.blocks, block).report(pipeline.check(block.code))


def _answers(pipeline: Pipeline, source: Source, field: str) -> Iterable[Report]:
    """Every line is an object that has an answer."""
    keys = field.split(".")
    for number, line in enumerate(source.lines, 1):
        if line.strip():
            text = _text(line, number, keys)
            yield _answer(pipeline, text, number)


def _text(line: str, number: int, keys: list[str]) -> JsonText:
    try:
        text = find_text(line, keys)
    except json.JSONDecodeError as error:
        span = Span(number, error.colno - 1, number, error.colno)
        raise SourceError(f"this line is not JSON: {error.msg}", "JSONL has one JSON object a line", span) from None
    except RecursionError:
        raise SourceError("this line is nested too deeply", "flatten it", Span(number, 0, number, 1)) from None
    if text is None:
        message = f"this line is not an object with a text in {'.'.join(keys)!r}"
        raise SourceError(message, "name the field that has the answers: --field NAME", Span(number, 0, number, 1))
    return text


def _answer(pipeline: Pipeline, text: JsonText, number: int) -> Report:
    extracted = extract(text.value)
    if not extracted.ok:
        whole = Span(number, text.columns[0], number, text.columns[-1])
        first, _, rest = extracted.message.partition(". ")
        message = first[:1].lower() + first[1:].rstrip(".")
        return Report(
            Source(text.value), (Diagnostic("no-program", message, whole, help=rest or None, checker="budget"),)
        )
    report = extracted.report(pipeline.check(extracted.code))
    place = _placing(text, number)
    return Report(report.source, tuple(_placed(found, place) for found in report.diagnostics), report.notes)


def _placing(text: JsonText, number: int) -> Callable[[Span], Span]:
    """Return what takes a place in the answer to its place in the line of the file."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(text.value))]

    def column(line: int, column: int) -> int:
        offset = starts[min(line, len(starts)) - 1] + column
        return text.columns[min(offset, len(text.value))]

    def place(span: Span) -> Span:
        return Span(number, column(span.line, span.column), number, column(span.end_line, span.end_column))

    return place


def _placed(found: Diagnostic, place: Callable[[Span], Span]) -> Diagnostic:
    fix = found.fix
    if fix is not None:
        edits = [Edit(place(edit.span), json.dumps(edit.text, ensure_ascii=False)[1:-1]) for edit in fix.edits]
        fix = Fix(fix.message, tuple(edits), fix.safe)
    return replace(found, span=place(found.span), fix=fix)
