"""The plain assertion: a program passes the gate, or the test fails with what a model would be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from limen.diagnostic import Report
from limen.pipeline.extract import extract
from limen.pipeline.stages import Pipeline, Program
from limen.pipeline.tools import Tools

_NO_INPUTS: Final[Mapping[str, object]] = {}
_LIMIT: Final = 8000  # characters of a failure


def assert_ok(code: Program, tools: Tools | Pipeline = (), inputs: Mapping[str, object] = _NO_INPUTS) -> Report:
    """Check a program, or a model's answer with one in a fenced block; nothing is executed.

    Raises:
        AssertionError: with the feedback, when it has errors or the answer has no program.
    """
    __tracebackhide__ = True
    if isinstance(code, str) and ("```" in code or "~~~" in code):
        found = extract(code)
        if not found.ok:
            raise AssertionError(found.message)
        code = found.code
    pipeline = tools if isinstance(tools, Pipeline) else Pipeline(tools)
    report = pipeline.check(code, inputs)
    if not report.ok:
        raise AssertionError(report.feedback(_LIMIT))
    return report
