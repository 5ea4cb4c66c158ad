"""confusable-identifier: names that look like others."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.diagnostic import Severity
from limen.source import Span

# Letters of other alphabets that most typefaces draw like Latin ones (a part of the Unicode confusables, UTS 39).
_LOOKALIKES: Final = str.maketrans(
    "аеорсухіјѕԁһԛԝвкмнтАВЕКМНОРСТХУІЈЅοαινρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhqwbkmhtABEKMHOPCTXYIJSoaivptuxABEZHIKMNOPTYX",
)

_SYMBOL: Final = re.compile(r"[\u0370-\u03ff]\d*")  # in a formula, alpha beside a is no disguise


def _find(walk: Walk) -> Iterator[Finding]:
    if "\n".join(walk.source.lines).isascii():
        return
    names = list(_written(walk))
    plain = {name for name, _ in names if name.isascii()} | walk.context.tools.keys()
    for name, span in names:
        if name.isascii():
            continue
        looks = name.translate(_LOOKALIKES)
        if _SYMBOL.fullmatch(name) and looks not in walk.context.tools:
            continue
        if looks != name and looks.isascii() and (looks in plain or _mixed(name)):
            letter = next(c for c in name if not c.isascii())
            called = unicodedata.name(letter, "another alphabet").capitalize()
            yield Finding(
                span, f"`{name}` looks like `{looks}` but is another name", f"it contains {called!r}: write `{looks}`"
            )


def _mixed(name: str) -> bool:
    return any(c.isascii() and c.isalpha() for c in name)


def _written(walk: Walk) -> Iterator[tuple[str, Span]]:
    for node in walk.of(ast.Name):
        yield node.id, walk.span(node)
    for argument in walk.of(ast.arg):
        yield argument.arg, walk.span(argument)
    for statement in walk.definitions:
        start = walk.span(statement)
        yield statement.name, Span(start.line, start.column, start.line, len(walk.source.line(start.line)))


RULE: Final = Rule(
    "confusable-identifier",
    Severity.ERROR,
    "a name that looks like another one",
    "A letter of another alphabet makes a different name that a reader cannot tell from the one that is meant; a reviewer would approve what does not happen. It blocks. "
    "Names that are written in another alphabet as a whole are fine, and so are single Greek letters.",
    _find,
    valid=("naïve = 1\n", "größe = 2\nπ = 3.14\n", "сумма = 5\n", "def f(α, a):\n    return α + a\n"),  # noqa: RUF001
    invalid=(Invalid("pаyload = 1\n", ((1, 0, 1, 7),)), Invalid("sеarch('a')\n", ((1, 0, 1, 6),))),  # noqa: RUF001
)
