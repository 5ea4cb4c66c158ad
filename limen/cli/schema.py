"""limen schema: the JSON Schema of what limen writes as JSON."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import typer

from limen.diagnostic import Diagnostic
from limen.outcome import Usage
from limen.version import VERSION


class ReportDocument(msgspec.Struct, forbid_unknown_fields=True):
    """What `Report.to_json` writes."""

    ok: bool
    source: str
    diagnostics: list[Diagnostic]
    notes: list[str]


class CheckDocument(msgspec.Struct, forbid_unknown_fields=True):
    """What `limen check --format json` writes."""

    ok: bool
    reports: list[ReportDocument]


class CallDocument(msgspec.Struct, forbid_unknown_fields=True):
    """One tool call. Values that JSON does not have are texts."""

    name: str
    args: list[Any]
    kwargs: dict[str, Any]
    result: Any
    error: str | None
    line: int | None
    pending: bool


class _Outcome(msgspec.Struct, forbid_unknown_fields=True, tag_field="outcome", kw_only=True):
    ok: bool
    stdout: str
    journal: list[CallDocument]
    usage: Usage
    report: ReportDocument | None


class Completed(_Outcome, tag=True):
    """The program ran to its end; `withheld` says why its value is not there, if so."""

    value: Any
    withheld: str


class Rejected(_Outcome, tag=True):
    """A check found errors: nothing ran."""

    feedback: str


class Raised(_Outcome, tag=True):
    """An exception that the program did not handle."""

    exception: str
    message: str
    traceback: str
    line: int | None
    feedback: str


class LimitReached(_Outcome, tag=True):
    """The program used up a limit."""

    limit: str
    allowed: float
    line: int | None
    loop: int | None
    feedback: str


class Crashed(_Outcome, tag=True):
    """An internal error, or the end of the worker that the program ran in."""

    detail: str
    cause: str
    worker: int | None
    line: int | None
    feedback: str


class Document(StrEnum):
    """What limen writes as JSON."""

    REPORT = "report"
    CHECK = "check"
    OUTCOME = "outcome"


_TYPES: dict[Document, Any] = {
    Document.REPORT: ReportDocument,
    Document.CHECK: CheckDocument,
    Document.OUTCOME: Completed | Rejected | Raised | LimitReached | Crashed,
}


def schema_of(document: Document) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one kind of document."""
    found = msgspec.json.schema(_TYPES[document])
    title = f"limen {VERSION}: {document.value}"
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **found}
    plain: dict[str, Any] = json.loads(json.dumps(described))  # its tuples are lists
    return plain


def schema(
    document: Annotated[
        Document, typer.Argument(metavar="[report|check|outcome]", help="What is described.")
    ] = Document.REPORT,
) -> None:
    """Write a JSON Schema.

    Of a report (`Report.to_json`), of `limen check --format json`, or of an outcome (`limen run --json`).
    """
    print(json.dumps(schema_of(document), indent=2))
