"""items-forgotten: a loop over a dict takes keys and values, and gets the keys only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.checker.type_expression import bare, parts, subject_of
from limen.diagnostic import Edit, Fix, Severity
from limen.source import Span

_DICTS: Final = frozenset({"dict", "defaultdict", "Counter", "OrderedDict"})


def _find(walk: Walk) -> Iterator[Finding]:
    loops: list[ast.For | ast.AsyncFor | ast.comprehension] = [*walk.of(ast.For), *walk.of(ast.comprehension)]
    for loop in loops:
        subject, target = subject_of(loop.iter, loop.target)
        if not isinstance(target, ast.Tuple) or not 2 <= len(target.elts) <= 3:
            continue
        if any(isinstance(element, ast.Starred) for element in target.elts) or _has_pieces(walk, len(target.elts)):
            continue
        if isinstance(subject, ast.Dict):
            texts = {key.value if isinstance(key, ast.Constant) else None for key in subject.keys}
            wrong = bool(texts) and all(isinstance(k, str) and len(k) != len(target.elts) for k in texts)
        else:
            shown = walk.type_of(subject)
            wrong = shown is not None and bare(shown) in _DICTS and parts(shown)[1][:1] == ["str"]
        if wrong:
            place = walk.span(subject)
            end = Span(place.end_line, place.end_column, place.end_line, place.end_column)
            fix = Fix("take the items", (Edit(end, ".items()"),)) if len(target.elts) == 2 else None
            yield Finding(place, "a loop over a dict gives its keys only", "`.items()` gives keys and values", fix)


def _has_pieces(walk: Walk, length: int) -> bool:
    """Tell whether the program cuts texts into pieces of a length: such keys can be taken apart."""
    for piece in walk.of(ast.Slice):
        for bound in (piece.lower, piece.upper):
            for node in ast.walk(bound) if bound is not None else ():
                if isinstance(node, ast.Constant) and node.value == length:
                    return True
    return False


RULE: Final = Rule(
    "items-forgotten",
    Severity.ERROR,
    "a loop takes pairs from a dict whose keys are texts, without `.items()`",
    "`for name, price in prices:` tries to take each key apart into letters, and raises ValueError at the first key that does not have exactly as many. It blocks, unless the program cuts texts into pieces of that length.",
    _find,
    valid=(
        "for name, price in {'lamp': 9}.items():\n    print(name, price)\n",
        "for a, b in {'ab': 1}:\n    print(a, b)\n",
        "for a, b in {('lamp', 1): 9}:\n    print(a, b)\n",
        "for name in {'lamp': 9}:\n    print(name)\n",
    ),
    invalid=(
        Invalid(
            "for name, price in {'lamp': 9}:\n    print(name, price)\n",
            ((1, 19, 1, 30),),
            "for name, price in {'lamp': 9}.items():\n    print(name, price)\n",
        ),
        Invalid(
            "[name * n for n, (name, price) in enumerate(sorted({'lamp': 9}))]\n",
            ((1, 51, 1, 62),),
            "[name * n for n, (name, price) in enumerate(sorted({'lamp': 9}.items()))]\n",
        ),
    ),
    typed=True,
)
