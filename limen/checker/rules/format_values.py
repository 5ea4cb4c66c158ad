"""format-values: a template with fewer or more places than values."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from string import Formatter
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk
from limen.checker.type_expression import bare
from limen.diagnostic import Severity

_PERCENT: Final = re.compile(r"%(\(\w*\))?[-#0 +]*(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([diouxXeEfFgGcrsa%])")
_SPECIFICATION: Final = re.compile(r"(?:.?[<>=^])?[-+ ]?z?#?0?\d*[_,]?(?:\.\d+)?[a-zA-Z%]?", re.DOTALL)


# A value of each class whose formatting depends on the class alone, and classes that take no specification.
_SAMPLES: Final[dict[str, object]] = {"int": 7, "bool": True, "float": 1.5, "str": "a"}
_WHOLE: Final = frozenset(
    [
        "list",
        "dict",
        "set",
        "frozenset",
        "tuple",
        "bytes",
        "bytearray",
        "range",
        "deque",
        "defaultdict",
        "Counter",
        "OrderedDict",
        "Match",
        "Pattern",
    ]
)
_EXCEPTIONS: Final = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
)
_LONG_NUMBER: Final = re.compile(r"\d{4}")


def _find(walk: Walk) -> Iterator[Finding]:
    yield from _misfits(walk)
    for call in walk.of(ast.Call):
        function = call.func
        if (
            isinstance(function, ast.Attribute)
            and function.attr == "format"
            and isinstance(function.value, ast.Constant)
        ):
            text = function.value.value
            plain = not any(isinstance(value, ast.Starred) for value in call.args)
            if isinstance(text, str) and plain and all(keyword.arg for keyword in call.keywords):
                message = _formatted(text, len(call.args), {keyword.arg for keyword in call.keywords})
                if message:
                    yield Finding(walk.span(call), message, 'an f-string cannot get this wrong: f"{name}"')
    for operation in walk.of(ast.BinOp):
        left, right = operation.left, operation.right
        if isinstance(operation.op, ast.Mod) and isinstance(left, ast.Constant) and isinstance(left.value, str):
            values = right.elts if isinstance(right, ast.Tuple) else None
            if values is not None and not any(isinstance(value, ast.Starred) for value in values):
                places = _percent_places(left.value)
                if places is not None and places != len(values):
                    message = f"the text has {_count(places, 'place')}, and there {_are(len(values))}"
                    yield Finding(walk.span(operation), message, 'an f-string cannot get this wrong: f"{name}"')
    for template in walk.of(ast.JoinedStr):
        for part in template.values:
            specification = part.format_spec if isinstance(part, ast.FormattedValue) else None
            value = part.value if isinstance(part, ast.FormattedValue) else None
            if not isinstance(specification, ast.JoinedStr) or len(specification.values) != 1:
                continue
            written = specification.values[0]
            if not isinstance(written, ast.Constant) or not isinstance(written.value, str):
                continue
            if ":" in written.value and re.search(r"[a-zA-Z%]:", written.value) and "%" not in written.value:
                yield Finding(
                    walk.span(template),
                    f"`{written.value}` is not a format specification",
                    "write one, as in `{value:.2f}`",
                )
            elif (
                isinstance(value, ast.Constant)
                and isinstance(value.value, str)
                and isinstance(part, ast.FormattedValue)
                and part.conversion == -1
                and _SPECIFICATION.fullmatch(written.value)
                and written.value[-1:] in "bcdeEfFgGnoxX%"
                and written.value
            ):
                yield Finding(
                    walk.span(template),
                    f"`{written.value}` formats a number, and {value.value!r} is text",
                    "leave it out for text: `{value:>10}`",
                )


def _misfits(walk: Walk) -> Iterator[Finding]:
    """Give the values whose type is known, and which their specification cannot format."""
    annotated = {argument.arg for argument in walk.of(ast.arg) if argument.annotation is not None}
    for part in walk.of(ast.FormattedValue) if walk.context.types else ():
        written = part.format_spec.values if isinstance(part.format_spec, ast.JoinedStr) else []
        shown = walk.type_of(part.value)
        if part.conversion != -1 or shown is None or len(written) != 1 or not isinstance(written[0], ast.Constant):
            continue
        specification, kind = str(written[0].value), bare(shown)
        loose = kind == "float" and isinstance(part.value, ast.Name) and part.value.id in annotated
        if loose or not specification or kind in walk.bound or _fits(kind, specification):
            continue  # `def f(n: float)` takes an int as well
        yield Finding(walk.span(part.value), f"`{specification}` cannot format a value of type `{kind}`", _advice(kind))


def _fits(kind: str, specification: str) -> bool:
    if kind in _WHOLE or kind in _EXCEPTIONS:
        return False  # they take no specification at all
    if kind not in _SAMPLES or _LONG_NUMBER.search(specification):
        return True
    try:
        format(_SAMPLES[kind], specification)
    except (ValueError, TypeError, OverflowError):
        return False
    return True


def _advice(kind: str) -> str:
    if kind == "str":
        return "leave the kind of number out for text: `{value:>10}`"
    if kind in _SAMPLES:
        return "write `.2f` for a float, `d` for an int" if kind == "float" else "write `d`, or `.2f` for two decimals"
    return "leave the specification out, or format its parts"


def _formatted(text: str, given: int, names: set[str | None]) -> str | None:
    try:
        fields = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        nested = any(specification and "{" in specification for _, _, specification, _ in Formatter().parse(text))
    except ValueError:
        return None
    heads = [re.split(r"[.\[]", name, maxsplit=1)[0] for name in fields]
    if nested or not all(head == "" or head.isdigit() or head.isidentifier() for head in heads):
        return None
    numbered = [int(head) for head in heads if head.isdigit()]
    needed = max(heads.count(""), max(numbered, default=-1) + 1)
    if needed > given:
        return f"the text has {_count(needed, 'place')}, and there {_are(given)}"
    missing = [head for head in heads if head.isidentifier() and head not in names]
    return f"there is no value for `{missing[0]}`" if missing else None


def _percent_places(text: str) -> int | None:
    """Return how many values a text takes; None when it names them."""
    places = 0
    for found in _PERCENT.finditer(text):
        if found[1]:
            return None
        places += (found[4] != "%") + (found[2] == "*") + (found[3] == "*")
    return places


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _are(number: int) -> str:
    return "is 1 value" if number == 1 else f"are {number or 'no'} values"


RULE: Final = Rule(
    "format-values",
    Severity.ERROR,
    "a text is formatted with too few values, or with a specification that cannot work",
    "`'{} {}'.format(a)` and `'%s %s' % (a,)` raise when the line runs, whatever the values are, and so does `f'{name:.2f}'` when `name` is a text. It blocks.",
    _find,
    valid=(
        "'{} {}'.format(1, 2)\n",
        "'{0} {0} {name}'.format(1, name=2)\n",
        "'{} {}'.format(*[1, 2])\n",
        "'%s of %d%%' % ('a', 3)\n",
        "'%*d' % (5, 3)\n",
        "'%(a)s' % {'a': 1}\n",
        "f'{3:>5} {\"a\":>5}'\n",
        "import datetime\nf'{datetime.time(1):%H:%M}'\n",
        "'{{}}'.format()\n",
    ),
    invalid=(
        Invalid("'{} {}'.format(1)\n", ((1, 0, 1, 17),)),
        Invalid("'{2}'.format(1)\n", ((1, 0, 1, 15),)),
        Invalid("'{a}'.format(b=1)\n", ((1, 0, 1, 17),)),
        Invalid("'%s %s' % (1,)\n", ((1, 0, 1, 14),)),
        Invalid("f'{1.5:.1f:.2f}'\n", ((1, 0, 1, 16),)),
        Invalid("f'{\"total\":.2f}'\n", ((1, 0, 1, 16),)),
    ),
    typed=True,
)
