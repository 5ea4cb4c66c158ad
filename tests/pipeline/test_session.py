"""Sessions: what one snippet leaves, the next one sees; what fails leaves nothing."""

from __future__ import annotations

import pytest

import limen


def price(sku: str) -> float:
    """Return a price."""
    return {"a": 1.5, "b": 2.0}[sku]


async def fetch(url: str) -> str:
    """Return a page."""
    return f"<{url}>"


@pytest.fixture(params=["inline", "process"])
def session(request: pytest.FixtureRequest) -> limen.Session:
    """A new session with a tool of each kind."""
    return limen.Pipeline(tools=[price, fetch], isolation=request.param, workers=1).session()


def test_names_functions_and_classes_stay(session: limen.Session) -> None:
    assert session.run("x = 40").ok
    assert session.run("def add(n):\n    global x\n    x += n\n    return x\nclass C:\n    total = 5").ok
    assert session.run("add(2) + C.total").value == 47
    assert session.run("x").value == 42
    assert session.names == ("x", "add", "C")
    assert session.run("def later():\n    return unset_yet\nunset_yet = 3").ok
    assert session.run("unset_yet = 4\nlater()").value == 4


def test_every_snippet_is_checked_with_the_types_of_the_earlier_ones(session: limen.Session) -> None:
    session.run("rows = [price('a')]\nname = 'ada'")
    rejected = session.run("total = sum(rows)\nname.uper()\nmissing")
    assert isinstance(rejected, limen.Rejected)
    assert rejected.report is not None
    assert [(d.rule, d.span.line) for d in rejected.report.diagnostics] == [
        ("missing-attribute", 2),
        ("unresolved-reference", 3),
    ]
    assert session.names == ("rows", "name")
    assert session.check("rows[0] + 1").ok


def test_a_snippet_that_fails_leaves_the_names_as_they_were(session: limen.Session) -> None:
    session.run("x = 1\ny = [1]")
    raised = session.run("x = 2\nz = 3\nprint('before')\n1 / 0")
    assert isinstance(raised, limen.Raised)
    assert raised.stdout == "before\n"
    assert session.names == ("x", "y")
    assert session.run("(x, y)").value == (1, [1])


def test_a_session_goes_on_after_a_limit() -> None:
    session = limen.Pipeline(limits=limen.Limits(instructions=20_000)).session()
    assert session.run("n = 0").ok
    reached = session.run("while True:\n    n += 1")
    assert isinstance(reached, limen.LimitReached)
    assert session.run("n").value == 0
    assert isinstance(session.run("for i in range(10**6): n += i"), limen.LimitReached)
    assert session.run("sum(range(10))").value == 45


def test_a_budget_for_all_snippets() -> None:
    session = limen.Pipeline(tools=[price]).session(budget=limen.Limits(tool_calls=3))
    assert session.run("price('a') + price('b')").value == 3.5
    reached = session.run("[price('a') for _ in range(2)]")
    assert isinstance(reached, limen.LimitReached)
    assert reached.limit == "tool_calls"
    assert session.usage.tool_calls == 3


def test_async_tools_and_output_of_each_snippet(session: limen.Session) -> None:
    first = session.run("import asyncio\npages = await asyncio.gather(fetch('a'), fetch('b'))\nprint(pages)")
    assert first.stdout == "['<a>', '<b>']\n"
    second = session.run("print(len(pages))")
    assert second.stdout == "2\n"
    assert second.journal == ()


def test_inputs_become_names(session: limen.Session) -> None:
    assert session.run("customer + '!'", inputs={"customer": "ada"}).value == "ada!"
    assert session.run("customer").value == "ada"


def test_a_session_is_saved_and_loaded(session: limen.Session) -> None:
    session.run("def double(n):\n    return n * 2\nseen = {'a': [1]}\nalias = seen['a']")
    session.run("class P:\n    def __init__(self, n): self.n = double(n)\np = P(4)\nalias.append(2)")
    pipeline = limen.Pipeline(tools=[price, fetch])
    again = pipeline.load_session(session.dump())
    assert again.names == session.names
    assert again.run("alias.append(p.n)\n(seen, isinstance(p, P), double(1), price('a'))").value == (
        {"a": [1, 2, 8]},
        True,
        2,
        1.5,
    )
    rejected = again.run("p.m")
    assert isinstance(rejected, limen.Rejected)
    started = pipeline.start("price('a')")
    assert isinstance(started, limen.Suspended)
    snapshot = started.dump()
    with pytest.raises(limen.BadSnapshot, match="not that of a session"):
        pipeline.load_session(snapshot)


def test_nothing_to_save(session: limen.Session) -> None:
    with pytest.raises(RuntimeError, match="before the first snippet"):
        session.dump()
