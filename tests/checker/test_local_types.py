"""Types that are read off a program's text are those that ty shows; where they are not certain, ty is asked."""

from __future__ import annotations

import ast

import pytest

from limen.checker.checked_copy import CheckedProgram
from limen.checker.declarations import read_declarations
from limen.checker.tree import Tree
from limen.checker.ty_server import Finding
from limen.checker.type_check import _SERVER
from limen.checker.type_expression import ANY
from limen.source import Source

STUBS = """\
from typing import Literal, NamedTuple, NotRequired, TypedDict
from dataclasses import dataclass
import datetime

class Line(TypedDict):
    sku: str
    count: int
    note: NotRequired[str]

class Order(TypedDict):
    id: int
    total: float
    customer: str
    state: Literal["open", "sent"]
    owner: str | None
    lines: list[Line]

class Reading(NamedTuple):
    hour: int
    celsius: float

@dataclass
class Invoice:
    number: str
    issued: datetime.date
    paid: datetime.date | None

def orders() -> list[Order]: ...
def order(id: int) -> Order: ...
def find(id: int) -> Order | None: ...
def invoice() -> Invoice: ...
async def rate(currency: str) -> float: ...
async def readings() -> list[Reading]: ...
limit: int
"""

# Each program ends with an expression; its type as an annotation, None where ty has to be asked.
KNOWN = [
    ("1", "int"),
    ("-1.5", "float"),
    ("f'{limit}'", "str"),
    ("limit + 1", "int"),
    ("limit / 2", "float"),
    ("2 ** limit", None),
    ("2 ** 3", "int"),
    ("'a' * limit + 'b'", "str"),
    ("'%s' % limit", "str"),
    ("limit > 1", "bool"),
    ("not limit", "bool"),
    ("1 if limit else 2", "int"),
    ("1 if limit else 'a'", None),
    ("orders()", "list[Order]"),
    ("orders()[0]", "Order"),
    ("orders()[1:]", "list[Order]"),
    ("order(1)['total'] * 2", "float"),
    ("order(1)['state']", "str"),
    ("order(1)['owner']", None),
    ("order(1)['owner'].upper()", "str"),
    ("order(1)['lines'][0]['sku'].split()", "list[str]"),
    ("find(1)", "Order | None"),
    ("o = find(1)\no", None),
    ("o = find(1)\nif o is not None:\n    print(o['total'])\no", None),
    ("await rate('EUR')", "float"),
    ("rate('EUR')", None),
    ("(await readings())[0].celsius", "float"),
    ("invoice().issued", "__limen_datetime.date"),
    ("invoice().issued.year", "int"),
    ("invoice().issued - invoice().issued", "__limen_datetime.timedelta"),
    ("(invoice().issued - invoice().issued).days", "int"),
    ("len(orders())", "int"),
    ("sorted(o['id'] for o in orders())", "list[int]"),
    ("{o['id']: o for o in orders()}", "dict[int, Order]"),
    ("{o['customer'] for o in orders()}", "set[str]"),
    ("[(o['id'], o['total']) for o in orders() if o['total'] > 1]", "list[tuple[int, float]]"),
    ("sum(o['total'] for o in orders())", "float"),
    ("max(o['id'] for o in orders())", "int"),
    ("max(orders(), key=lambda o: o['total'])", "Order"),
    ("max(orders(), default=None)", None),
    ("round(1.5)", "int"),
    ("round(1.5, 1)", "float"),
    ("dict(zip('ab', orders()))", "dict[str, Order]"),
    ("import math\nmath.sqrt(2)", "float"),
    ("from math import ceil\nceil(2.5)", "int"),
    ("import json\njson.loads('1')", ANY),
    ("import json\njson.loads('1')['a'][0].b()", ANY),
    ("import json\njson.dumps([1])", "str"),
    ("import asyncio\nawait asyncio.gather(*(rate(c) for c in ['a', 'b']))", "list[float]"),
    ("import asyncio\nawait asyncio.gather(rate('a'), readings())", "tuple[float, list[Reading]]"),
    ("from collections import Counter\nCounter(o['customer'] for o in orders())", "__limen_collections.Counter[str]"),
    ("d = {'a': 1, 'b': 2}\nd.get('a')", "int | None"),
    ("d = {'a': 1, 'b': 2}\nd.get('a', 0)", "int"),
    ("d = {'a': 1, 'b': 'x'}\nd", f"dict[str, {ANY}]"),
    ("d = {'a': [1]}\nfor k, v in d.items():\n    pass\nv", "list[int]"),
    ("for i, o in enumerate(orders()):\n    pass\no", "Order"),
    ("for hour, celsius in await readings():\n    pass\ncelsius", "float"),
    ("a, b = 1, 'x'\nb", "str"),
    ("a, (b, c) = 1, ('x', 2.5)\nc", "float"),
    ("head, *rest = orders()\nhead", None),
    ("n = 0\nfor o in orders():\n    n += o['id']\nn", "int"),
    ("n = 0\nfor o in orders():\n    n = max(n, o['id'])\nn", "int"),
    ("x = 1\nx = 'a'\nx", "str"),
    ("x = 1\nif limit:\n    x = 'a'\nx", None),
    ("x = 1\nwhile limit:\n    x = 'a'\nx", None),
    ("x = 1\ntry:\n    x = 'a'\nexcept ValueError:\n    pass\nx", None),
    ("def f():\n    return 1\nx = f\nx", None),
    ("def f() -> int:\n    return 1\nf()", "int"),
    ("def f(a: str):\n    return a\nf('x')", "str"),
    ("def f(a):\n    return a\nf(1)", "int"),
    ("class A:\n    n: int = 1\nA().n", "int"),
    ("class A:\n    def m(self) -> str:\n        return ''\nA().m()", "str"),
    ("class A:\n    def __init__(self, n):\n        self.n = n\nA(1).n", "int"),
    ("class A:\n    def __init__(self):\n        self.n = 1\na = A()\na.n = 'x'\na.n", None),
    ("class A:\n    pass\nclass B(A):\n    pass\nB()", "B"),
    ("str = 1\n'a'.upper()", None),
    ("len = order\nlen(1)", None),
    ("orders = 1\norders", "int"),
    ("global limit\nlimit = 2\nlimit", None),
]


class Asked:
    """A program, and what ty was asked about it."""

    def __init__(self, program: str) -> None:
        source = Source.from_text(program)
        self.tree = Tree(ast.parse(program))
        self.checked = CheckedProgram(source, program, self.tree, read_declarations(STUBS))
        self.checked.check(lambda text: _SERVER.check(text, STUBS))

    def by_ty(self, node: ast.expr) -> str | None:
        """Return the type that ty shows of an expression, as an annotation."""

        def ask(text: str) -> list[Finding]:
            return _SERVER.check(text, STUBS)

        written, self.checked._local.of = self.checked._local.of, lambda node: None  # type: ignore[method-assign]
        try:
            self.checked._ask(ask, [node])
        finally:
            self.checked._local.of = written  # type: ignore[method-assign]
        return self.checked._shown(node)


@pytest.mark.parametrize(("program", "known"), KNOWN)
def test_types_that_the_text_tells(program: str, known: str | None) -> None:
    asked = Asked(program)
    statement = asked.tree.root.body[-1]
    assert isinstance(statement, ast.Expr)
    assert asked.checked._local.of(statement.value) == known
    if known not in (None, ANY):
        assert asked.by_ty(statement.value) == known


def test_what_depends_on_itself_ends() -> None:
    lines = [f"x{n} = x{n - 1}" for n in range(1, 2000)]
    asked = Asked("x0 = x1999\n" + "\n".join(lines) + "\nx1999")
    statement = asked.tree.root.body[-1]
    assert isinstance(statement, ast.Expr)
    assert asked.checked._local.of(statement.value) is None


ONE_QUESTION = [
    "total = 0.0\nfor o in orders():\n    total += o['total']\nf'{total:.2f}'\n",
    "by = {}\nfor o in orders():\n    by.setdefault(o['customer'], []).append(o['total'])\nfor name, totals in by.items():\n    print(f'{name:>9} {sum(totals):.2f}')\n",
    "def share(part, whole):\n    return part / whole\nprint(f'{share(order(1)[\"total\"], 2.0):.1%}')\n",
    "rows = []\nfor o in orders():\n    rows.append({'id': o['id'], 'customer': o['customer']})\nlen(rows)\n",
]


@pytest.mark.parametrize("program", ONE_QUESTION)
def test_ty_is_asked_once(program: str) -> None:
    questions: list[str] = []

    def ask(text: str) -> list[Finding]:
        questions.append(text)
        return _SERVER.check(text, STUBS)

    source = Source.from_text(program)
    assert CheckedProgram(source, program, Tree(ast.parse(program)), read_declarations(STUBS)).check(ask) == []
    assert len(questions) == 1
    assert "reveal_type" not in questions[0]
