"""What a program does not annotate is inferred from its own uses: mistakes behind it show, and programs that run pass."""

from __future__ import annotations

import ast
from typing import TypedDict

import pytest

from limen.checker.checked_copy import CheckedCopy, CheckedProgram
from limen.checker.declarations import read_declarations
from limen.checker.gate import Gate
from limen.checker.tree import Tree
from limen.checker.ty_server import Finding, Position, Range
from limen.checker.type_check import _SERVER, TypeChecker
from limen.checker.type_expression import Types, joined
from limen.diagnostic import Diagnostic, Severity
from limen.source import Source
from limen.stubs.from_callables import stub_of

STUBS = """\
from dataclasses import dataclass
from typing import Literal, TypedDict
import datetime

class Order(TypedDict):
    id: int
    total: float
    customer: str

@dataclass
class Invoice:
    issued: datetime.date
    paid: datetime.date | None

def orders() -> list[Order]: ...
def invoice() -> Invoice: ...
def report(rows: list[dict[str, float]]) -> int: ...
def budget(category: Literal["food", "rent"]) -> float: ...
"""


class Order(TypedDict):
    id: int
    total: float
    customer: str


def orders() -> list[Order]:
    return []


GATE = Gate(stub_of({"orders": orders}))


def errors(program: str) -> list[Diagnostic]:
    found = TypeChecker().check(Source.from_text(program), STUBS)
    return [d for d in found if d.severity is Severity.ERROR]


def last_copy(program: str) -> str:
    """Return the copy that ty sees with everything that is inferred."""
    copies: list[str] = []

    def ask(text: str) -> list[Finding]:
        copies.append(text)
        return _SERVER.check(text, STUBS)

    CheckedProgram(Source.from_text(program), program, Tree(ast.parse(program)), read_declarations(STUBS)).check(ask)
    full = next(copy for copy in reversed(copies) if copy != program or copy is copies[0])
    return full.replace("__limen_typing.", "").replace("__limen_collections.", "").replace("__limen_datetime.", "")


INFERRED = [
    ("def f(order):\n    return order['total']\nf(orders()[0])\n", 'def f(order: "Order") -> "float":'),
    ("def f(a, b=2, *, c):\n    return 'x'\nf(1, c='y')\n", 'def f(a: "int", b: "int"=2, *, c: "str")'),
    ("def f(n):\n    return 1 if n < 2 else n * f(n - 1)\nf(5)\n", 'def f(n: "int")'),
    ("def f(\n    date,  # (when)\n):\n    return date.year\nf(invoice().issued)\n", 'date: "date",'),
    (
        "d = {}\nfor o in orders():\n    d.setdefault(o['customer'], []).append(o['id'])\n",
        'd: "dict[str, list[int]]" = {}',
    ),
    ("d = {}\nfor o in orders():\n    d[o['id']] = d.get(o['id'], 0) + o['total']\n", 'd: "dict[int, float]" = {}'),
    (
        "from collections import defaultdict\nd = defaultdict(list)\nd['a'].append(1)\n",
        'd: "defaultdict[str, list[int]]" =',
    ),
    ("x = []\nx.append(1)\nx.append('a')\n", "x = []\n"),
    ("class A:\n    def __init__(self, n):\n        self.n = n\nA(1)\n", 'def __init__(self, n: "int"):'),
    ("class A:\n    def m(self, n):\n        return n\nx = A()\nx.m('a')\n", 'def m(self, n: "str") -> "str":'),
    (
        "class A:\n    def __init__(self):\n        self.d = {}\n    def m(self):\n        self.d['a'] = 1\nA()\n",
        'self.d: "dict[str, int]" = {}',
    ),
]


@pytest.mark.parametrize(("program", "line"), INFERRED)
def test_inferred(program: str, line: str) -> None:
    copy = last_copy(program).replace("reveal_type", "")
    assert line.split(" =", maxsplit=1)[0] in copy, copy


LEFT_OPEN = [
    "def f(x):\n    return x\nf(1)\nf('a')\n",  # two types
    "def f(x):\n    return 1\nlist(map(f, [1]))\nf(2)\n",  # called from elsewhere, too
    "def f(x):\n    x = str(x)\n    return 2\nf(1)\n",  # it gets another type
    "def f(x):\n    return 1\nf(*[1])\n",
    "def f(x=None):\n    return 1\nf()\nf(2)\n",
    "@property\ndef f(x):\n    return 1\nf(1)\n",
    "class A:\n    def m(self, x):\n        return 1\nclass B(A):\n    pass\nB().m(1)\n",
]


@pytest.mark.parametrize("program", LEFT_OPEN)
def test_what_is_not_certain_is_left_open(program: str) -> None:
    assert "(x:" not in last_copy(program)
    assert ", x:" not in last_copy(program)


CAUGHT = [
    ("def f(order):\n    return order.total\nf(orders()[0])\n", (2, 11, 2, 22)),
    ("def f(order):\n    return order['totl']\nf(orders()[0])\n", (2, 17, 2, 23)),
    ("def f(order):\n    return order['total']\nf(orders()[0])['value']\n", (3, 0, 3, 23)),
    ("d = {}\nfor o in orders():\n    d.setdefault(o['id'], []).push(o['id'])\n", (3, 4, 3, 34)),
    ("def f(i):\n    return i.issued.dyas\nf(invoice())\n", (2, 11, 2, 24)),
    ("def f(n):\n    return 'é' + n\nf(1)\n", (2, 11, 2, 18)),
]


@pytest.mark.parametrize(("program", "place"), CAUGHT)
def test_a_mistake_behind_an_inferred_type(program: str, place: tuple[int, int, int, int]) -> None:
    spans = {(d.span.line, d.span.column, d.span.end_line, d.span.end_column) for d in errors(program)}
    assert spans == {place}


RUNNING = [
    "rows = []\nfor o in orders():\n    rows.append({'id': o['id']})\nreport(rows)\n",  # a list is invariant to ty
    "d = {}\nd['food'] = 1\nfor name in d:\n    budget(name)\n",
    "d = {}\nd['a'] = 1\nprint(d.get(None), 1 in d, d.pop(2, None))\n",
    "def f(i):\n    if i.paid is None:\n        return None\n    return (i.paid - i.issued).days\nf(invoice()) + 1\n",
    "def find(i):\n    for o in orders():\n        if o['id'] == i:\n            return o\nfind(1)['total']\n",
    "out = []\nfor c in 'aab':\n    if out and out[-1][0] == c:\n        out[-1][1] += 1\n    else:\n        out.append([c, 1])\n",
    "def rle(s):\n    out = []\n    for c in s:\n        if out and out[-1][0] == c:\n            out[-1][1] += 1\n        else:\n            out.append([c, 1])\n    return out\nrle('aab')\n",
    "d = {}\nd['a'] = {'n': 1}\ne = d['a']\ne['t'] = 'x'\nprint(d['a']['t'].upper())\n",
    "d = {}\nd['a'] = {'n': 1}\ne = d['a']\ne['t'] = ['x']\nfor t in d['a']['t']:\n    print(t.upper())\n",
    "def f(d):\n    return sum(d.values())\nf({'a': 1})\nf({'b': 1.5})\n",
    "def boom(x):\n    raise ValueError(x)\ntry:\n    [1].sort(key=boom)\nexcept ValueError:\n    pass\n",
    "x = 'a'\nprint(f'x {x:>3} {x!r:>4}')\n",
    "def f(a, b):\n    return a + b\nprint(f'{f(1, 2)} {f(1.5, 2):.2f}')\n",
]


@pytest.mark.parametrize("program", RUNNING)
def test_what_runs_passes(program: str) -> None:
    assert errors(program) == []


FORMATS = [
    ("for o in orders():\n    print(f\"{o['customer']:.2f}\")\n", (2, 13, 2, 26)),
    ("def f(n):\n    return f'{n:.1f}%: {n:s}'\nf(3)\n", (2, 24, 2, 25)),
    ("d = {}\nfor o in orders():\n    d[o['id']] = [o]\nprint(f'{d[1]:>10}')\n", (4, 9, 4, 13)),
    (
        "d = {}\nfor o in orders():\n    d[o['customer']] = o['total'] / 2\nfor name, n in d:\n    print(name)\n",
        (4, 15, 4, 16),
    ),
    ("try:\n    orders()\nexcept LookupError as error:\n    print(f'é{error:.1f}')\n", (4, 14, 4, 19)),
]


@pytest.mark.parametrize(("program", "place"), FORMATS)
def test_rules_know_the_types(program: str, place: tuple[int, int, int, int]) -> None:
    (found,) = GATE.check(Source.from_text(program)).errors
    assert (found.span.line, found.span.column, found.span.end_line, found.span.end_column) == place
    assert found.checker == "subset"


@pytest.mark.parametrize(
    "program",
    [
        "for o in orders():\n    print(f\"{o['customer']:>9} {o['total']:.2f} {o['id']:05d} {o['id']:.1f} {o!r:>9}\")\n",
        "def f(n: float):\n    return f'{n:d}'\nf(3)\n",
        "d = {}\nfor o in orders():\n    d[o['customer'][:2]] = 1\nfor a, b in d:\n    print(a)\n",
        "x = None\nfor o in orders():\n    x = o['total']\nprint(f'{x:.1f}')\n",
    ],
)
def test_rules_leave_open_what_the_types_leave_open(program: str) -> None:
    assert GATE.check(Source.from_text(program)).ok


def test_places_map_back() -> None:
    copy = CheckedCopy("f(a, b)")
    copy.insert(1, 3, ': "int"')
    copy.insert(1, 5, "reveal_type(", 2, 6)
    copy.insert(1, 6, ")", 0)
    assert copy.text() == 'f(a: "int", reveal_type(b))'

    def place(start: int, end: int) -> tuple[int, int]:
        found = copy.original(Finding(Range(Position(0, start), Position(0, end)), ""))
        return found.range.start.character, found.range.end.character

    assert place(0, 1) == (0, 1)
    assert place(2, 3) == (2, 3)
    assert place(5, 10) == (3, 3)  # inside what was inserted
    assert place(12, 26) == (5, 6)
    assert place(24, 25) == (5, 6)
    assert place(26, 27) == (6, 7)


def test_types_as_ty_shows_them() -> None:
    types = Types({"Order", "Room"}, {"Room", "list"}, set())
    assert types.read("int & ~AlwaysFalsy") == "int"
    assert types.read("Literal['a', 'b']") == "str"
    assert types.read("int | float*") == "float"
    assert types.read("Order | None") == "Order | None"
    assert types.read("dict[str, int | str]") == "dict[str, __limen_typing.Any]"
    for uncertain in ("Unknown", "Any", "Room", "list[int]", "int | str", "(x) -> int", "<class 'A'>", "@Todo"):
        assert types.read(uncertain) is None
    assert joined(["list[int]", "list[float]"]) == "list[float]"
    assert joined(["tuple[int, str]", "tuple[int, int]"]) == "tuple[int, __limen_typing.Any]"
    assert joined([]) is None
