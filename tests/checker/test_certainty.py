"""What runs is not called an error, however ty sees it; what cannot run is."""

from __future__ import annotations

from types import FunctionType

import pytest

import limen
from limen.diagnostic import Severity
from tests.checker import certainty_tools


@pytest.fixture(scope="module")
def pipeline() -> limen.Pipeline:
    found = [tool for tool in vars(certainty_tools).values() if isinstance(tool, FunctionType)]
    return limen.Pipeline([t for t in found if t.__module__ == certainty_tools.__name__], isolation="inline")


RUNS = [
    "line = {'sku': 'a', 'qty': 1}\none(line)\n",
    "lines = [{'sku': s, 'qty': 1} for s in 'ab']\norder(lines)\n",
    "cart = []\nfor s in 'ab':\n    cart.append({'sku': s, 'qty': 1, 'note': 'x'})\norder(cart)\n",
    "def place(line):\n    return one(line)\nplace({'sku': 'a', 'qty': 1})\n",
    "kinds = ['park']\nfind(kinds=kinds)\n",
    "for c in ['EUR', 'USD']:\n    rate(c)\n",
    "items = [{'time': 5, 'gravity': -9.81}]\nfor i in items:\n    speed(time=i['time'], gravity=i['gravity'])\n",
    "items = [{'number': 45, 'on': True}]\nfor i in items:\n    flag(number=i['number'], on=i['on'])\n",
    "calls = [{'diet': 'a', 'meal': 'b'}]\nfor call in calls:\n    recipes(**call)\n",
    "shelf(Bin('C'))\n",
    "plan = []\nplan.append({'task': 'w', 'prio': 2, 'half': 0.5})\nfor p in plan:\n    print('*' * p['prio'])\n",
    "import asyncio\nfor e in await asyncio.gather(*[create(t) for t in 'ab'], return_exceptions=True):\n"
    "    if isinstance(e, Exception):\n        print(e)\n    else:\n        print(e['sku'])\n",
    "days = {'a': 1.5}\nmax(days, key=days.get)\n",
    "def retry(f):\n    last = None\n    for n in range(3):\n        try:\n            return f()\n"
    "        except ValueError as e:\n            last = e\n    raise last\nretry(lambda: 1)\n",
    "done = [p for p in pulls() if p.merged]\n[(p.merged - p.opened).days for p in done]\n",
    "report = {'items': [1, 2.5, None]}\nreport['items'].append('end')\n",
    "done = [p for p in pulls() if p.merged]\nprint(max(p.merged for p in done), sorted(done, key=lambda p: p.merged))\n",
    "best = [None] * 2\nfor i in range(2):\n    best[i] = i\nprint(sum(best), sorted(best))\n",
    "base = {'qty': 1}\norder([{**base, 'sku': 'a'}])\n",
    "from collections import Counter\ncounts = Counter(['a'])\nprint(counts['b'] + 1)\n",
    "class Node:\n    def __init__(self, value):\n        self.value = value\n        self.next = None\n"
    "a = Node(1)\na.next = Node(2)\nprint(a.next.value)\na.next.value = 3\n",
    "class Tree:\n    left = None\n    def put(self, other):\n        self.left = other\nt = Tree()\nt.put(Tree())\nt.left.left\n",
    "def counter():\n    counter.calls += 1\n    return counter.calls\ncounter.calls = 0\ncounter()\n",
    "class Borg:\n    pass\nb = Borg()\nb.x = 5\nprint(b.x)\n",
    "section = None\nfor line in ['[a]', 'b']:\n    if line == '[a]':\n        section = {}\n    else:\n        section[line] = 1\n",
    "def f(n: float) -> float:\n    return n\nprint(f(1 + 2j))\n",
    "def f(words: list[str]) -> int:\n    return len(words)\nprint(f('a b'.split()), f(('a', 'b')))\n",
    "class Old:\n    def __getitem__(self, i):\n        if i > 3:\n            raise IndexError\n        return i\nlist(Old())\n",
    "try:\n    1 + 'a'\nexcept TypeError as e:\n    print(e)\n",
    "for bad in (lambda: 1 + 'a', lambda: 1 / 0):\n    try:\n        bad()\n    except (TypeError, ZeroDivisionError) as e:\n        print(e)\n",
    "from contextlib import suppress\nwith suppress(AttributeError):\n    'a'.nope\n",
    "try:\n    import numpy as np\nexcept ImportError:\n    np = None\n",
    "class C:\n    def __p(self):\n        return 1\nC()._C__p()\n",
    "stack = ''\nfor c in 'ab':\n    if stack:\n        print(stack[-1])\n    stack += c\n",
    "import csv, io\nrows = []\nfor r in csv.DictReader(io.StringIO('a,b\\n1,2\\n')):\n    r['c'] = int(r['a']) * 2\n    rows.append(r)\n"
    "print(sum(r['c'] for r in rows))\n",
]


@pytest.mark.parametrize("program", RUNS)
def test_what_runs_has_no_error(pipeline: limen.Pipeline, program: str) -> None:
    assert [(d.rule, d.message) for d in pipeline.check(program).errors] == []


FAILS = [
    ("one({'sku': 'a'})\n", "missing-typed-dict-key"),
    ("order([1, 2])\n", "invalid-argument-type"),
    ("order({'sku': 'a', 'qty': 1})\n", "invalid-argument-type"),
    ("for c in ['EUR', 'CHF']:\n    rate(c)\n", "invalid-argument-type"),
    ("speed('fast')\n", "invalid-argument-type"),
    ("speed(1, gravity='x')\n", "invalid-argument-type"),
    ("print(first().opened)\n", "missing-union-attribute"),
    ("pulls()[0].merged - pulls()[0].opened\n", "unsupported-operator"),
    ("x = None\nx.foo\n", "missing-attribute"),
    ("class A:\n    def m(self):\n        return self.nope\nA().m()\n", "missing-attribute"),
    ("class A:\n    pass\nA().nope\n", "missing-attribute"),
    ("def f(n: int) -> int:\n    return n\nf('a')\n", "invalid-argument-type"),
    ("try:\n    1 + 'a'\nexcept ValueError as e:\n    print(e)\n", "unsupported-operator"),
    ("try:\n    1 + 'a'\nexcept Exception as e:\n    print(e)\n", "unsupported-operator"),
    ("raise 'a'\n", "invalid-raise"),
    ("(1, 2)[5]\n", "index-out-of-bounds"),
    ("range(2.5)\n", "invalid-argument-type"),
    ("', '.join([1])\n", "no-matching-overload"),
    ("import numpy\n", "unknown-import"),
]


@pytest.mark.parametrize(("program", "rule"), FAILS)
def test_what_cannot_run_is_an_error(pipeline: limen.Pipeline, program: str, rule: str) -> None:
    assert [d.rule for d in pipeline.check(program).diagnostics if d.severity is Severity.ERROR] == [rule]
