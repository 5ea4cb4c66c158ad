"""suppression-comment: a comment that asks a checker to be silent."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk, replacement
from limen.diagnostic import Severity
from limen.source import Span

_SILENCING: Final = re.compile(r"#\s*(type:\s*ignore|ty:\s*ignore|noqa|pyright:|mypy:|pylint:|ruff:)", re.IGNORECASE)


def _find(walk: Walk) -> Iterator[Finding]:
    text = "\n".join(walk.source.lines)
    if _SILENCING.search(text) is None:
        return
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return
    for token in tokens:
        if token.type == tokenize.COMMENT and (found := _SILENCING.match(token.string)) is not None:
            line, column = token.start
            start = len(token.line[:column].rstrip()) if token.line[:column].strip() else column
            place = Span(line, column, line, column + len(token.string))
            fix = replacement("remove the comment", Span(line, start, line, place.end_column), "")
            yield Finding(
                place,
                f"`{found.group(1)}` silences nothing here",
                "remove it, and correct what it was meant to hide",
                fix,
            )


RULE: Final = Rule(
    "suppression-comment",
    Severity.WARNING,
    "a comment that asks a checker to be silent",
    "What the checks find is what would fail; no comment changes that. The comment itself does no harm, so it warns.",
    _find,
    valid=("x = 1  # the first\n", "s = '# type: ignore'\n"),
    invalid=(
        Invalid("x = 1  # type: ignore\n", ((1, 7, 1, 21),), "x = 1\n"),
        Invalid("# noqa: E501\nx = 1\n", ((1, 0, 1, 12),), "\nx = 1\n"),
    ),
)
