"""The retry loop: every example is solved from its mistakes, and every effect happens once."""

from __future__ import annotations

import ast
import asyncio
import html.parser
import importlib.util
import inspect
import io
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rich.console

import limen
from tests.pipeline.scripted_model import ScriptedModel

ROOT = Path(__file__).parents[2]
BROKEN = sorted((ROOT / "examples").glob("*/broken/*.py"))
EXAMPLES = sorted((ROOT / "examples").glob("*/program.py"))


def example_name(path: Path) -> str:
    """Return the path under examples/."""
    return str(path.relative_to(ROOT / "examples"))


def example_tools(folder: Path) -> dict[str, Callable[..., object]]:
    """Import the tools of an example anew, so that what they counted before is gone."""
    spec = importlib.util.spec_from_file_location(f"solve_{folder.name}", folder / "tools.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return {
        name: value
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }


def ledger_tools(folder: Path, database: sqlite3.Connection) -> dict[str, Callable[..., object]]:
    """The tools of an example, each call of which is written to a ledger."""
    database.execute("CREATE TABLE ledger (id INTEGER PRIMARY KEY, call TEXT)")

    def entered(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def write(args: tuple[object, ...], kwargs: dict[str, object]) -> None:
            given = inspect.signature(function).bind(*args, **kwargs)
            database.execute("INSERT INTO ledger (call) VALUES (?)", (f"{name} {dict(given.arguments)}",))

        def call(*args: object, **kwargs: object) -> object:
            write(args, kwargs)
            return function(*args, **kwargs)

        async def call_async(*args: object, **kwargs: object) -> object:
            write(args, kwargs)
            result = function(*args, **kwargs)
            return await result if inspect.isawaitable(result) else result

        made: Callable[..., object] = call_async if inspect.iscoroutinefunction(function) else call
        setattr(made, "__wrapped__", function)  # noqa: B010
        return made

    return {name: entered(name, function) for name, function in example_tools(folder).items()}


def ledger(database: sqlite3.Connection) -> list[str]:
    """Return the calls that were made."""
    return [row[0] for row in database.execute("SELECT call FROM ledger ORDER BY id")]


def expected(program: Path, database: sqlite3.Connection) -> tuple[object, list[str]]:
    """Return the value of an example's program, and the calls that it makes."""
    outcome = limen.Pipeline(ledger_tools(program.parent, database)).run(program.read_text("utf-8"))
    return outcome.value, ledger(database)


@pytest.mark.parametrize("broken", BROKEN, ids=example_name)
def test_every_example_is_solved_from_its_feedback(broken: Path) -> None:
    program = broken.parents[1] / "program.py"
    model = ScriptedModel(broken.read_text("utf-8"), program.read_text("utf-8"))
    here, there = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    found = limen.Pipeline(ledger_tools(program.parent, here)).solve(model, "Do it.", attempts=5)
    value, calls = expected(program, there)
    assert found.ok, found.attempts[-1].feedback
    assert 1 < len(found.attempts) < 5
    assert found.value == value
    assert sorted(ledger(here)) == sorted(calls)


@pytest.mark.parametrize("program", EXAMPLES, ids=example_name)
def test_effects_of_a_program_that_fails_half_way_happen_once(program: Path) -> None:
    """Mistakes that only the run shows, one after each tool call at the top level."""
    right = program.read_text("utf-8")
    names = set(example_tools(program.parent))
    wrong = right.splitlines()
    for statement in reversed(ast.parse(right).body[:-1]):
        if names & {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}:
            wrong.insert(statement.end_lineno or 0, f'{{}}["after line {statement.end_lineno}"]')
    database, there = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    model = ScriptedModel("\n".join(wrong), right)
    found = limen.Pipeline(ledger_tools(program.parent, database)).solve(model, "Do it.", attempts=30)
    value, calls = expected(program, there)
    assert found.ok, found.attempts[-1].feedback
    assert len(found.attempts) > 2
    assert {attempt.title for attempt in found.attempts[:-1]} == {"Raised"}
    assert found.value == value
    assert sorted(ledger(database)) == sorted(calls)
    assert len(found.calls) == len(calls)


def test_a_tool_that_fails_half_way() -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE payments (account TEXT, amount INTEGER)")

    async def pay(account: str, amount: int) -> str:
        """Pay."""
        if amount > 100:
            raise PermissionError("over 100 needs a supervisor")
        database.execute("INSERT INTO payments VALUES (?, ?)", (account, amount))
        return f"{account}: {amount}"

    wrong = "done = []\nfor who, amount in [('ada', 10), ('bob', 20), ('cyd', 300), ('dan', 40)]:\n    done.append(await pay(who, amount))\ndone"
    right = wrong.replace("await pay(who, amount)", "await pay(who, min(amount, 100))")
    model = ScriptedModel(wrong, right)
    found = limen.Pipeline([pay]).solve(model, "Pay them.")
    assert found.value == ["ada: 10", "bob: 20", "cyd: 100", "dan: 40"]
    assert database.execute("SELECT * FROM payments").fetchall() == [
        ("ada", 10),
        ("bob", 20),
        ("cyd", 100),
        ("dan", 40),
    ]
    assert "pay('cyd', 300)  raised PermissionError" in found.attempts[0].feedback
    assert found.attempts[1].answered_calls == 2


def host(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the host that may be killed."""
    return subprocess.run(
        [sys.executable, "-m", "tests.pipeline.crashing_host", str(folder), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{Path(limen.__file__).parents[1]}{os.pathsep}{ROOT}"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def entries(folder: Path) -> list[tuple[str, int]]:
    """Return what is in the host's ledger."""
    with sqlite3.connect(folder / "ledger.db") as database:
        return database.execute("SELECT account, amount FROM entries ORDER BY rowid").fetchall()


PAID = [("ada", 10), ("bob", 20), ("cyd", 30), ("ada@example.com", 0)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("journal", ["sqlite", "sql"])
def test_a_host_that_is_killed_between_attempts(tmp_path: Path, journal: str) -> None:
    assert host(tmp_path, "between", journal).returncode == -signal.SIGKILL
    assert entries(tmp_path) == PAID[:3]
    again = host(tmp_path, "nowhere", journal)
    assert again.stdout.startswith("answered told ada@example.com []"), again.stderr
    assert "pay('cyd', 30)  gave 30" in again.stdout  # the model is told in its first message
    assert entries(tmp_path) == PAID
    assert host(tmp_path, "nowhere", journal).stdout.startswith("answered")
    assert entries(tmp_path) == PAID


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("where", ["inside", "after"])
@pytest.mark.parametrize("journal", ["sqlite", "sql"])
def test_a_host_that_is_killed_in_a_tool(tmp_path: Path, where: str, journal: str) -> None:
    assert host(tmp_path, where, journal).returncode == -signal.SIGKILL
    before = entries(tmp_path)
    again = host(tmp_path, "nowhere", journal)
    assert again.stdout.startswith("repeated None [('pay', ('bob', 20))]"), again.stderr
    assert "pay('bob', 20)  was started; its answer is not known" in again.stdout
    assert entries(tmp_path) == before  # not repeated, whether it took effect or not


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("where", ["inside", "after"])
def test_with_an_idempotency_key_it_goes_on(tmp_path: Path, where: str) -> None:
    assert host(tmp_path, where, "key").returncode == -signal.SIGKILL
    again = host(tmp_path, "nowhere", "key")
    assert again.stdout.startswith("answered told ada@example.com []"), again.stderr
    assert entries(tmp_path) == PAID


def test_the_messages() -> None:
    seen: list[list[limen.Message]] = []
    answers = iter(["I will.", "```python\nprise(1)\n```", "```python\nprice(1)\n```"])

    def price(n: int) -> int:
        """Price."""
        return n

    def generate(messages: list[limen.Message]) -> str:
        seen.append(messages)
        return next(answers)

    pipeline = limen.Pipeline([price])
    found = pipeline.solve(generate, "What is it?")
    assert found.value == 1
    assert [message["role"] for message in seen[-1]] == ["system", "user", "assistant", "user", "assistant", "user"]
    assert seen[0][0]["content"].startswith(pipeline.prompt())
    assert [seen[-1][place]["content"] for place in (1, 2)] == ["What is it?", "I will."]
    assert "no code block" in seen[-1][3]["content"]
    assert "did you mean `price`?" in seen[-1][5]["content"]
    assert [attempt.feedback for attempt in found.attempts] == [seen[-1][3]["content"], seen[-1][5]["content"], ""]
    assert found.sizes.asked == sum(len(message["content"]) for messages in seen for message in messages)
    seen[0].clear()
    assert found.messages[1]["content"] == "What is it?"


@pytest.mark.parametrize(
    ("answers", "end", "count"),
    [
        (["```python\nx\n```"] * 9, "repeated", 2),
        (["no"] * 9, "repeated", 2),
        (["```python\n1/0\n```", "```python\n# again\n\n1/0\n```"], "repeated", 2),
        (["```python\n1/0\n```", "```python\n[][0]\n```", "```python\n1/0\n```"], "exhausted", 3),
        (["```python\nx\n```", "```python\n1\n```"], "answered", 2),
    ],
)
def test_how_it_ends(answers: list[str], end: str, count: int) -> None:
    given = iter(answers)
    found = limen.Pipeline().solve(lambda _: next(given), "task")
    assert (found.end, len(found.attempts), found.ok) == (end, count, end == "answered")
    assert found.value == (1 if found.ok else None)


def test_inputs() -> None:
    found = limen.Pipeline().solve(lambda _: "```python\nsum(rows)\n```", "Add.", inputs={"rows": [1, 2]})
    assert found.value == 3


def test_a_rejected_program_after_effects_tells_of_them_again() -> None:
    def pay(n: int) -> int:
        """Pay."""
        return n

    given = iter(["```python\npay(1)\n1/0\n```", "```python\npai(1)\n```", "```python\npay(1)\n```"])
    found = limen.Pipeline([pay]).solve(lambda _: next(given), "task")
    assert "Before this program: 1 tool call already made" in found.attempts[1].feedback
    assert found.value == 1


def test_async() -> None:
    async def twice(n: int) -> int:
        """Double."""
        await asyncio.sleep(0)
        return n * 2

    async def generate(messages: list[limen.Message]) -> str:
        await asyncio.sleep(0)
        return f"```python\nawait twice({'20' if len(messages) == 2 else 21}{' // 0' * (len(messages) == 2)})\n```"

    async def main() -> list[limen.Transcript]:
        pipeline = limen.Pipeline([twice])
        return await asyncio.gather(*(pipeline.solve_async(generate, f"task {n}") for n in range(5)))

    transcripts = asyncio.run(main())
    assert [found.value for found in transcripts] == [42] * 5
    with pytest.raises(TypeError, match=r"await pipeline\.solve_async"):
        limen.Pipeline([twice]).solve(generate, "task")  # type: ignore[arg-type]


def test_what_the_embedder_gets_wrong() -> None:
    with pytest.raises(TypeError, match=r"generate\(messages\) has to return a str, not NoneType"):
        limen.Pipeline().solve(lambda _: None, "task")  # type: ignore[arg-type, return-value]
    with pytest.raises(ValueError, match="attempts is 0"):
        limen.Pipeline().solve(lambda _: "", "task", attempts=0)
    with pytest.raises(ZeroDivisionError):
        limen.Pipeline().solve(lambda _: str(1 // 0), "task")


def hostile() -> limen.Transcript:
    """A transcript of what should steer neither terminal nor page."""
    answers = iter(
        ["<script>alert(1)</script>\x1b[2J", "```python\nprint('</pre><b>\x1b[31m\\x1b[2J')\n'\\ud800</pre>'\n```"]
    )
    return limen.Pipeline().solve(lambda _: next(answers), "</title><img src=x onerror=alert(1)>\x1b]0;t\x07")


def test_the_terminal_view() -> None:
    console = rich.console.Console(record=True, width=120, file=io.StringIO(), color_system=None)
    console.print(hostile())
    shown = console.export_text()
    assert "attempt 1: no code" in shown
    assert "attempt 2: Completed" in shown
    assert "answered after 2 attempts; 0 tool calls made" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_the_page(tmp_path: Path) -> None:
    transcript = hostile()
    transcript.save_html(tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    found: list[str] = []

    class Tags(html.parser.HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(tag)
            assert not {name for name, _ in attrs} & {"src", "href", "onerror", "onclick"}

    Tags().feed(page)
    assert not set(found) & {"script", "img", "b", "link", "iframe"}
    assert found.count("section") == 2
    assert "&lt;script&gt;alert(1)" in page
    assert "\x1b" not in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
