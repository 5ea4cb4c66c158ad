"""The type check, with the real ty."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import pytest

from limen.checker import type_check
from limen.checker.severity import LEVELS, TY_VERSION, plain_words, ty_rules
from limen.checker.ty_server import CheckerFailed, CheckerUnavailable, TyServer, find_ty
from limen.checker.type_check import TypeChecker, check_once, silence_nothing
from limen.diagnostic import Diagnostic, Report, Severity
from limen.source import Source, Span

STUBS = """\
from typing import Literal, NotRequired, TypedDict

class Order(TypedDict):
    id: int
    total: float
    note: str | None

async def fetch_order(order_id: int, *, verbose: bool = False) -> Order: ...
def search(query: str, limit: int = 10, kind: Literal["new", "old"] = "new") -> list[Order]: ...
def find_order(order_id: int) -> Order | None: ...
customer: str
"""


def check(program: str, stubs: str = STUBS) -> list[Diagnostic]:
    return TypeChecker().check(Source.from_text(program), stubs)


def errors(program: str) -> list[str]:
    return [d.rule for d in check(program) if d.severity is Severity.ERROR]


def only(program: str) -> Diagnostic:
    (diagnostic,) = check(program)
    return diagnostic


def fixed(program: str) -> str:
    source = Source.from_text(program)
    return Report(source, tuple(check(program))).fixed()


CORRECT = [
    "order = await fetch_order(1, verbose=True)\nprint(order['total'] * 2, customer.upper())\n",
    "[await fetch_order(i) for i in range(3)]\n",
    "async def both():\n    return await fetch_order(1)\nprint((await both())['id'])\n",
    "row = {'price': 1.5, 'name': 'x'}\ncopies = [row for _ in range(2)]\nfor r in copies:\n    print(r['price'] * 2)\n",
    "rows = [{'id': 1, 'tags': ['a']}, {'id': 2, 'tags': []}]\n"
    "for r in rows:\n    print(r['id'] + 1, r['tags'][0])\n    r['total'] = 5.5\n    r['tags'].append('x')\n"
    "print(sum(r['id'] for r in rows))\n",
    "rows = [{'id': 1, 'name': 'a'}, {'id': 2, 'name': 'b'}]\nbest = None\nfor r in rows:\n"
    "    if best is None or r['id'] > best['id']:\n        best = r\nprint(best['name'].upper())\n",
    "rows = [{'price': 2.5, 'name': 'x'}]\nfor r in rows:\n    print(f\"\"\"\n    {r['price'] * 2}\n    \"\"\")\n",
    "best = None\nfor o in search('x'):\n    best = o\nprint(best['id'])\n",
    "best = None\nfor o in search('x'):\n    best = o['total'] if best is None else max(best, o['total'])\nprint(round(best, 2))\n",
    "load = {'a': 1}\nprint(max(load, key=load.get))\n",
    "for kind in ['new', 'old']:\n    search('x', kind=kind)\n",
    "rows = {}\nfor n in 'ab':\n    rows[n] = {'name': n, 'score': 1}\nprint(min(rows, key=lambda n: rows[n]['score']))\n",
    "from functools import reduce\nprint(reduce(lambda a, b: a * b, [1, 2, 3]))\n",
    "runs = []\nfor c in 'ab':\n    runs.append([c, 1])\nprint(''.join(c + str(n) for c, n in runs))\n",
    "def f():\n    pass\nf = 5\nn: int = None\n",
    "import re\nprint(re.match('a', 'a').group(0))\n",
    "found = find_order(1)\nif found is not None:\n    print(found['id'])\n",
    "def first(rows: list, default: str = None) -> str:\n    for r in rows:\n        return r\nprint(first([1]))\n",
    "settings = {'retries': 3, 'name': 'x'}\nfor s in [settings]:\n    search(s['name'], limit=s['retries'])\n",
    "summary = {'id': (await fetch_order(1))['id'], 'text': customer}\nfor s in [summary]:\n    print(s['id'] + 1)\n",
]


@pytest.mark.parametrize("program", CORRECT)
def test_correct_programs_pass(program: str) -> None:
    assert [d for d in check(program) if d.severity is Severity.ERROR] == []


WRONG = [
    ("search(1)\n", "invalid-argument-type"),
    ("search('x', limit='3')\n", "invalid-argument-type"),
    ("search('x', kind='newest')\n", "invalid-argument-type"),
    ("search()\n", "missing-argument"),
    ("search('x', 1, 'new', 4)\n", "too-many-positional-arguments"),
    ("search('x', limt=3)\n", "unknown-argument"),
    ("serch('x')\n", "unresolved-reference"),
    ("print(search('x')[0]['totl'])\n", "invalid-typed-dict-key"),
    ("print(search('x')[0].total)\n", "missing-attribute"),
    ("print(find_order(1)['id'])\n", "not-subscriptable"),
    ("order = find_order(1)\nprint(order['id'])\n", "not-subscriptable"),
    ("order = None\norder = find_order(1)\nprint(order['id'])\n", "not-subscriptable"),
    ("print(search('x')[0]['note'].upper())\n", "missing-union-attribute"),
    ("for o in search('x'):\n    print(o['total'] + 'a')\n", "unsupported-operator"),
    ("print(customer + 1)\n", "unsupported-operator"),
    ("'abc'.uper()\n", "missing-attribute"),
    ("row = {'a': 1}\nprint(row['a']['b'])\n", "not-subscriptable"),
    ("rows = [{'id': 1, 'name': 'a'}]\nrows.add(3)\n", "missing-attribute"),
    ("nothing = None\nprint(nothing['a'])\n", "not-subscriptable"),
    ("for x in 5:\n    pass\n", "not-iterable"),
    ("a, b, c = 1, 2\n", "invalid-assignment"),
    ("fetch_order(1)\n", "unused-awaitable"),
    ("order = fetch_order(1)\nprint(order['id'])\n", "not-subscriptable"),
    ("print(fetch_order(1))\n", "unused-awaitable"),
    ("if fetch_order(1):\n    pass\n", "redundant-condition"),
    ("await search('x')\n", "invalid-await"),
    ("print(Order(id=1, total=2.0, note=None))\n", "unresolved-reference"),
    ("def f(o: Order) -> None:\n    p: Order = o\n", "unresolved-reference"),
    ("def f():\n    await fetch_order(1)\n", "syntax-error"),
    ("return 5\n", "syntax-error"),
]


@pytest.mark.parametrize(("program", "rule"), WRONG)
def test_wrong_programs_are_refused(program: str, rule: str) -> None:
    assert errors(program) == [rule]


def test_guessed_unions_say_nothing() -> None:
    found = check("rows = [{'id': 1, 'name': 'a'}]\nfor r in rows:\n    print(r['id'] + 1)\n")
    assert found == []


FIXES = [
    ("search('x', limt=3)\n", "search('x', limit=3)\n"),
    ("search('x', lim=3)\n", "search('x', limit=3)\n"),
    ("fetch_order(1)\n", "await fetch_order(1)\n"),
    ("print(fetch_order(1)['id'])\n", "print((await fetch_order(1))['id'])\n"),
    ("o = fetch_order(1)\nprint(o['id'], o['total'])\n", "o = await fetch_order(1)\nprint(o['id'], o['total'])\n"),
    ("é = '😀'; print(f'{é} {fetch_order(1)}')\n", "é = '😀'; print(f'{é} {await fetch_order(1)}')\n"),
    ("async def h():\n    return 1\nprint(h() + 1)\n", "async def h():\n    return 1\nprint(await h() + 1)\n"),
    ("found: Order | None = None\n", 'found: "Order | None" = None\n'),
    ("search('x', limit='3')\n", "search('x', limit=3)\n"),
    ("search(12)\n", 'search("12")\n'),
    ("search('x', kind='New')\n", "search('x', kind=\"new\")\n"),
    ("rows = await search('x')\n", "rows = search('x')\n"),
    ("print(search('x')[0]['totl'])\n", "print(search('x')[0]['total'])\n"),
    ("print(search('x')[0].total)\n", "print(search('x')[0][\"total\"])\n"),
    ("'''Doc.'''\nasyncio.gather()\n", "'''Doc.'''\nimport asyncio\nasyncio.gather()\n"),
]


@pytest.mark.parametrize(("program", "wanted"), FIXES)
def test_fixes(program: str, wanted: str) -> None:
    assert fixed(program) == wanted


def test_no_fix_where_await_is_not_allowed() -> None:
    assert only("def f():\n    fetch_order(1)\n").fix is None


def test_near_parameter_already_given_is_not_offered() -> None:
    diagnostic = only("search('x', limit=3, limt=3)\n")
    assert diagnostic.fix is None
    assert diagnostic.help is not None
    assert "search(query: str, limit: int = 10" in diagnostic.help


def test_unknown_tool_lists_the_tools() -> None:
    diagnostic = only("serch('x')\n")
    assert diagnostic.message == "`serch` is not defined"
    help = "did you mean `search`? not one of your tools; you have: search, fetch_order, find_order"
    assert diagnostic.help == help


def test_unknown_key_lists_the_keys() -> None:
    assert only("search('x')[0]['totl']\n").help == 'did you mean "total"? `Order` has the keys: id, total, note'


def test_messages_are_one_plain_line() -> None:
    for program, _ in WRONG:
        for d in check(program):
            assert "\n" not in d.message
            assert not d.message.endswith(".")
            assert "CoroutineType" not in d.message
            assert "limen-ty" not in d.message


def test_places_count_characters() -> None:
    assert only("a = 'é😀'; missing_name\n").span == Span(1, 10, 1, 22)
    assert only("x = 1\r\ny = 2\r\nmissing_name\r\n").span == Span(3, 0, 3, 12)


@pytest.mark.parametrize(
    "comment",
    ["# type: ignore", "# ty: ignore", "#ty:ignore[invalid-argument-type]", "# TYPE: IGNORE", "# pyright: ignore"],
)
def test_comments_silence_nothing(comment: str) -> None:
    assert errors(f"search(1)  {comment}\n") == ["invalid-argument-type"]
    assert errors(f"{comment}\nsearch(1)\n") == ["invalid-argument-type"]


def test_strings_keep_their_text() -> None:
    program = "a = '# type: ignore'  # type: ignore\n"
    assert silence_nothing(program) == "a = '# type: ignore'  # type: ignor_\n"


def test_stubs_may_change_between_checks() -> None:
    assert [d.rule for d in check("one(1)\ntwo(1)\n", "def one(x: int) -> int: ...\n")] == ["unresolved-reference"]
    assert [d.rule for d in check("one(1)\ntwo(1)\n", "def two(x: str) -> int: ...\n")] == [
        "unresolved-reference",
        "invalid-argument-type",
    ]
    assert check("two('')\n", "def two(x: str) -> int: ...\n") == []


def test_syntax_errors_are_left_to_the_compiler() -> None:
    assert check("def f(:\n") == []


def test_every_rule_of_the_pinned_version_has_a_level() -> None:
    run = subprocess.run(
        [find_ty(), "explain", "rule", "--output-format", "json"], capture_output=True, check=True, timeout=20
    )
    assert {rule["name"] for rule in msgspec.json.decode(run.stdout, type=list[dict[str, object]])} == LEVELS.keys()
    version = subprocess.run([find_ty(), "--version"], capture_output=True, check=True, timeout=20).stdout
    assert version.split()[1].decode() == TY_VERSION


def test_unknown_messages_start_in_lower_case() -> None:
    assert plain_words("other", "Something is odd.\n\ninfo: more") == "something is odd"
    assert plain_words("other", "A `B` is odd.") == "A `B` is odd"


def test_one_run_of_ty_gives_the_same_findings() -> None:
    text = "a = 'é😀'; missing_name\nsearch(1)  # no\nfetch_order(1)\n"
    server = TyServer(ty_rules())
    try:
        from_server = [f for f in server.check(text, STUBS) if f.code]
    finally:
        server.close()
    once = check_once(text, STUBS)
    assert {(f.code, f.range) for f in once} == {(f.code, f.range) for f in from_server}


def test_fallback_when_no_server_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise CheckerUnavailable("no")

    monkeypatch.setattr(type_check._SERVER, "_start", refuse)
    type_check._SERVER.close()
    assert errors("search(1)\n") == ["invalid-argument-type"]


def test_missing_ty_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ty._find_ty", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CheckerUnavailable, match="pip install ty"):
        find_ty()


class TestServer:
    def test_deadline_ends_the_server_and_the_next_check_works(self) -> None:
        server = TyServer(ty_rules())
        try:
            server.check("x = 1\n", "")
            with pytest.raises(CheckerFailed, match="did not finish in 0 seconds"):
                server.check("x = 2\n", "", deadline=0)
            assert server.check("x: int = ''\n", "")[0].code == "invalid-assignment"
        finally:
            server.close()

    def test_a_hanging_server_is_replaced(self) -> None:
        server = TyServer(ty_rules())
        try:
            server.check("x = 1\n", "")
            process = server._process
            assert process is not None
            os.kill(process.pid, signal.SIGSTOP)
            began = time.monotonic()
            with pytest.raises(CheckerFailed):
                server.check("x = 1\n" * 100_000, "", deadline=0.3)
            assert time.monotonic() - began < 3
            assert process.poll() is not None
            assert server.check("x = 1\n", "") == []
        finally:
            server.close()

    def test_a_crash_is_survived(self) -> None:
        server = TyServer(ty_rules())
        try:
            with pytest.raises(CheckerFailed):
                server.check("-" * 20_000 + "1\n", "")
            assert server.check("x = 1\n", "") == []
        finally:
            server.close()

    def test_it_is_recycled(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("limen.checker.ty_server._CHECKS_PER_SERVER", 2)
        server = TyServer(ty_rules())
        try:
            pids = []
            for _ in range(4):
                server.check("x = 1\n", "y: int\n")
                assert server._process is not None
                pids.append(server._process.pid)
        finally:
            server.close()
        assert pids[0] == pids[1] != pids[2] == pids[3]

    def test_threads_share_it(self) -> None:
        server = TyServer(ty_rules())
        wrong: list[str] = []

        def work(name: str) -> None:
            for _ in range(5):
                found = server.check(f"{name}_a\n{name}_b\n", f"{name}_b: int\n")
                if [f.message.split("`")[1] for f in found if f.code] != [f"{name}_a"]:
                    wrong.append(name)

        threads = [threading.Thread(target=work, args=(name,)) for name in ("red", "green", "blue")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        server.close()
        assert wrong == []

    def test_a_bad_configuration_is_fatal(self) -> None:
        server = TyServer({"unresolved-reference": "loud"})
        with pytest.raises(CheckerUnavailable, match="did not start"):
            server.check("x = 1\n", "")

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
    def test_a_forked_child_starts_its_own(self) -> None:
        program = (
            "import os\nfrom limen.checker.ty_server import TyServer\n"
            "server = TyServer({})\nserver.check('x', '')\nparent = server._process.pid\n"
            "child = os.fork()\n"
            "if child == 0:\n"
            "    ok = server.check('x', '')[0].code == 'unresolved-reference' and server._process.pid != parent\n"
            "    server.close()\n    os._exit(0 if ok else 1)\n"
            "assert os.waitpid(child, 0)[1] == 0\n"
            "assert server._process.pid == parent and server._process.poll() is None\n"
            "assert server.check('y', '')[0].code == 'unresolved-reference' and server._process.pid == parent\n"
            "print(parent, server._root)\n"
        )
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
        assert run.returncode == 0, run.stderr
        pid, root = run.stdout.split()
        assert not Path(f"/proc/{pid}").exists()  # nothing is left behind at exit
        assert not Path(root).exists()


def test_it_is_fast_when_warm() -> None:
    program = CORRECT[4] + CORRECT[5] + CORRECT[8]
    check(program)
    times = []
    for number in range(30):
        began = time.perf_counter()
        type_check._SERVER.check(f"{program}x = {number}\n", STUBS)
        times.append(time.perf_counter() - began)
    assert statistics.median(times) < 0.05  # about 0.003 on an idle machine


@pytest.mark.parametrize(
    ("program", "wanted"),
    [
        ("o = find_order(1)\nif o:\n    print(f\"{o['totl']:.2f}\")\n", "f\"{o['total']:.2f}\""),
        ("for o in search('a'):\n    print(f\"{o.total:.2f}\")\n", "f\"{o['total']:.2f}\""),
        ("for o in search('a'):\n    print(f'{o.total:.2f}')\n", "f'{o[\"total\"]:.2f}'"),
        ("for o in search('a'):\n    print(o.total)\n", 'o["total"]'),
    ],
)
def test_a_key_inside_an_f_string_keeps_its_quotes(program: str, wanted: str) -> None:
    text = fixed(program)
    assert wanted in text
    compile(text, "<fixed>", "exec")
