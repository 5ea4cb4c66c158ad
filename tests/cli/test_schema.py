"""The published schemas describe what is written, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import limen
from limen.cli.run import record
from limen.cli.schema import Document, schema_of
from tests.limen_command import limen_command

EXAMPLES = Path(__file__).parents[2] / "examples"


def validator(document: Document) -> jsonschema.Draft202012Validator:
    """Return what validates one kind of document."""
    schema = schema_of(document)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def price(sku: str) -> float:
    """Return a price."""
    if sku == "bad":
        raise KeyError(sku)
    return 2.5


PROGRAMS = [
    "price('a') * 2",
    "import requests\nprice(article='a')",
    "print('x')\nprice('bad')",
    "while True:\n    pass",
    "[1j, {1, 2}, float('inf'), 2 ** 10000]",
    "x = [3]\nx.sort(key=len, cmp=1)",
    "def",
    "x = 'a\0b'",
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_real_documents_are_valid(program: str) -> None:
    pipeline = limen.Pipeline([price], limits=limen.Limits(seconds=0.2))
    validator(Document.REPORT).validate(json.loads(pipeline.check(program).to_json()))
    validator(Document.OUTCOME).validate(json.loads(json.dumps(record(pipeline.run(program)))))


def test_every_outcome_has_a_schema() -> None:
    pipeline = limen.Pipeline([price], limits=limen.Limits(seconds=0.2))
    outcomes = [pipeline.run(program) for program in PROGRAMS[:4]] + [limen.Crashed(detail="d")]
    documents: list[dict[str, Any]] = [record(outcome) for outcome in outcomes]
    assert [document["outcome"] for document in documents] == [
        "Completed",
        "Rejected",
        "Raised",
        "LimitReached",
        "Crashed",
    ]
    for document in documents:
        validator(Document.OUTCOME).validate(document)
        for key in document.keys() - {"report"}:
            with pytest.raises(jsonschema.ValidationError):
                validator(Document.OUTCOME).validate({k: v for k, v in document.items() if k != key})
        with pytest.raises(jsonschema.ValidationError):
            validator(Document.OUTCOME).validate({**document, "more": 1})


def test_the_command() -> None:
    for document in Document:
        assert json.loads(limen_command("schema", document.value).stdout) == schema_of(document)
    assert json.loads(limen_command("schema").stdout) == schema_of(Document.REPORT)
    assert limen_command("schema", "nothing").returncode == 2


def test_what_check_writes() -> None:
    folder = EXAMPLES / "support_desk"
    done = limen_command("check", folder / "broken", "--tools", folder / "tools.py", "--format", "json")
    validator(Document.CHECK).validate(json.loads(done.stdout))
