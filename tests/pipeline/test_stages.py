"""The pipeline from text to outcome: tools, inputs, errors, limits."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable

import pytest

import limen
from limen.outcome import Completed, Crashed, LimitReached, Outcome, Raised, Rejected

LOG: list[str] = []
BUSY = [0]  # calls of fetch in flight, at each change


async def fetch(order: int) -> int:
    """Fetch an order."""
    LOG.append(f"fetch {order}")
    BUSY.append(BUSY[-1] + 1)
    await asyncio.sleep(0.05)
    BUSY.append(BUSY[-1] - 1)
    if order == 99:
        raise LookupError("no such order")
    return order * 2


def price(sku: str) -> float:
    """Return a price."""
    LOG.append(f"price {sku}")
    if sku == "bad":
        raise KeyError(sku)
    return 2.5


def leak() -> object:
    """Return what no program may have."""
    return sys


@pytest.fixture(scope="module", params=["inline", "process"])
def shared(request: pytest.FixtureRequest) -> limen.Pipeline:
    return limen.Pipeline([fetch, price, leak], isolation=request.param)


@pytest.fixture
def pipeline(shared: limen.Pipeline) -> limen.Pipeline:
    LOG.clear()
    BUSY[:] = [0]
    return shared


def unchecked(pipeline: limen.Pipeline, code: str) -> Outcome:
    """What the executor makes of a program that the gate has not seen."""
    return pipeline.run(code, check=False)


@pytest.mark.parametrize("check", [True, False])
def test_the_value_is_that_of_the_last_expression(pipeline: limen.Pipeline, check: bool) -> None:
    outcome = pipeline.run("x = 20\nprint('hi')\nx * 2 + 2", check=check)
    assert isinstance(outcome, Completed)
    assert (outcome.ok, outcome.value, outcome.stdout) == (True, 42, "hi\n")
    assert (outcome.report is not None) is check
    assert pipeline.run("x = 1", check=check).value is None


def test_a_tool_is_called_and_recorded(pipeline: limen.Pipeline) -> None:
    outcome = pipeline.run("a = 1\nprice('A1') * 2 + await fetch(order=3)")
    assert outcome.value == 11.0
    first, second = outcome.journal
    assert (first.name, first.args, first.kwargs, first.result, first.error) == ("price", ("A1",), {}, 2.5, None)
    assert (second.name, second.args, second.kwargs, second.result) == ("fetch", (), {"order": 3}, 6)
    assert (first.line, second.line, first.pending) == (2, 2, False)
    assert outcome.usage.tool_calls == 2


GATHER = "import asyncio\nawait asyncio.gather(*[fetch(i) for i in range(8)])"


def test_coroutine_tools_run_at_the_same_time(pipeline: limen.Pipeline) -> None:
    outcome = pipeline.run(GATHER)
    assert outcome.value == [0, 2, 4, 6, 8, 10, 12, 14]
    assert max(BUSY) == 8
    assert [call.args for call in outcome.journal] == [(i,) for i in range(8)]


def test_run_async(pipeline: limen.Pipeline) -> None:
    outcome = asyncio.run(pipeline.run_async(GATHER + "\nprice('A') + await fetch(1)"))
    assert outcome.value == 4.5
    assert len(outcome.journal) == 10


def test_a_tool_may_use_an_event_loop_of_its_own() -> None:
    def nested(number: int) -> int:
        """Return a number by way of another loop."""
        return asyncio.run(fetch(number))

    outcome = limen.Pipeline([nested, fetch]).run("nested(1) + await fetch(2) + nested(3)")
    assert outcome.value == 12


def test_run_inside_a_loop_is_refused_before_anything_runs(pipeline: limen.Pipeline) -> None:
    async def main() -> None:
        pipeline.run("price('A')")

    with pytest.raises(RuntimeError, match="run_async"):
        asyncio.run(main())
    assert LOG == []


@pytest.mark.parametrize("isolation", ["inline", "process"])
def test_cancelling_a_run_cancels_its_tool_calls(isolation: str) -> None:
    seen: list[str] = []
    begun = asyncio.Event()

    async def wait() -> int:
        """Wait for long."""
        try:
            begun.set()
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            seen.append("cancelled")
            raise
        return 1

    async def main() -> set[asyncio.Task[object]]:
        task = asyncio.create_task(limen.Pipeline([wait], isolation=isolation).run_async("await wait()"))
        await asyncio.wait_for(begun.wait(), 30)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return asyncio.all_tasks() - {asyncio.current_task()}  # type: ignore[arg-type]

    assert asyncio.run(main()) == set()
    assert seen == ["cancelled"]


def test_a_call_given_up_by_the_program_is_recorded_as_pending(pipeline: limen.Pipeline) -> None:
    outcome = pipeline.run(
        "import asyncio\nt = asyncio.create_task(fetch(1))\nawait asyncio.sleep(0.01)\n5", check=False
    )
    assert outcome.value == 5
    assert [call.pending for call in outcome.journal] == [True]


def test_an_error_of_a_tool_is_an_exception_of_the_program(pipeline: limen.Pipeline) -> None:
    code = "try:\n    await fetch(99)\nexcept LookupError as error:\n    text = str(error)\ntext"
    outcome = pipeline.run(code)
    assert outcome.value == "no such order"
    assert outcome.journal[0].error == "LookupError: no such order"
    outcome = pipeline.run("price('bad')")
    assert isinstance(outcome, Raised)
    assert (outcome.exception, outcome.message, outcome.line) == ("KeyError", "'bad'", 1)
    assert "do not repeat" not in outcome.feedback()


def test_what_cannot_cross(pipeline: limen.Pipeline) -> None:
    outcome = unchecked(pipeline, "price(lambda: 1)")
    assert isinstance(outcome, Raised)
    assert outcome.exception == "TypeError"
    assert "price(): argument 1 cannot leave the program" in outcome.message
    assert outcome.journal == ()
    assert LOG == []

    outcome = unchecked(pipeline, "leak()")
    assert isinstance(outcome, Raised)
    assert "the result of the tool 'leak' cannot cross" in outcome.message
    assert len(outcome.journal) == 1

    outcome = unchecked(pipeline, "lambda: 1")
    assert isinstance(outcome, Completed)
    assert outcome.value is None
    assert outcome.withheld == "the value is a function, which cannot leave the program; make it plain data first"
    assert outcome.withheld in outcome.feedback()

    outcome = pipeline.run("def f():\n    return lambda: 1\n", func="f", check=False)
    assert isinstance(outcome, Raised)
    assert outcome.exception == "BoundaryError"
    assert outcome.message.startswith("the result of the program cannot leave: ")

    with pytest.raises(limen.BoundaryError, match="input 'x' cannot cross to the program"):
        pipeline.run("1", {"x": sys})


def test_a_rejected_program_has_called_nothing(pipeline: limen.Pipeline) -> None:
    outcome = pipeline.run("price('A1')\nprice(article='A1')")
    assert isinstance(outcome, Rejected)
    assert outcome.report is not None
    assert [d.span.line for d in outcome.report.errors] == [2]
    assert outcome.journal == ()
    assert LOG == []
    assert "Nothing has run; no tool was called." in outcome.feedback()


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    "code", ["(", "a\0b", b"\xff", "\ud800", "x = " + "1 + " * 600_000 + "1", "import", "return 1"]
)
def test_what_is_no_program_is_rejected(pipeline: limen.Pipeline, code: str | bytes, check: bool) -> None:
    outcome = pipeline.run(code, check=check)
    assert isinstance(outcome, Rejected)
    assert outcome.report is not None
    assert not outcome.report.ok
    assert 0 < len(outcome.feedback(1000)) <= 1000
    assert outcome.report.to_json()


@pytest.mark.parametrize("code", ["", "\n", "# nothing", b""])
def test_an_empty_program_completes(pipeline: limen.Pipeline, code: str | bytes) -> None:
    outcome = pipeline.run(code)
    assert isinstance(outcome, Completed)
    assert (outcome.value, outcome.stdout, outcome.journal) == (None, "", ())


def test_inputs(pipeline: limen.Pipeline) -> None:
    assert pipeline.run("customer + str(len(items))", {"customer": "ada", "items": [1, 2]}).value == "ada2"
    items = [1]
    assert pipeline.run("items.append(2)\nitems", {"items": items}).value == [1, 2]
    assert items == [1]


@pytest.mark.parametrize("name", ["1", "for", "price", "len", "a b", ""])
def test_input_names_that_cannot_be_used(pipeline: limen.Pipeline, name: str) -> None:
    with pytest.raises(ValueError, match="input"):
        pipeline.run("1", {name: 1})
    with pytest.raises(ValueError, match="input"):
        pipeline.check("1", {name: 1})


def test_an_input_that_was_not_given(pipeline: limen.Pipeline) -> None:
    assert isinstance(pipeline.run("customer"), Rejected)
    outcome = unchecked(pipeline, "customer")
    assert isinstance(outcome, Raised)
    assert outcome.exception == "NameError"


@pytest.mark.parametrize(
    ("limits", "code", "name"),
    [
        (limen.Limits(seconds=0.05), "while True:\n    pass", "seconds"),
        (limen.Limits(instructions=1000), "for i in range(10**9):\n    pass", "instructions"),
        (limen.Limits(output=10), "print('x' * 100)", "output"),
        (limen.Limits(tool_calls=1), "price('a')\nprice('b')", "tool_calls"),
        (limen.Limits(memory=2**24), "x = 'a' * 10**9", "memory"),
    ],
)
def test_limits(limits: limen.Limits, code: str, name: str) -> None:
    outcome = limen.Pipeline([price], limits).run(
        f"try:\n    {code.replace(chr(10), chr(10) + '    ')}\nfinally:\n    print(1)"
    )
    assert isinstance(outcome, LimitReached)
    assert outcome.limit == name
    assert outcome.stdout == ""
    assert outcome.feedback().startswith("The program was stopped at line")


@pytest.mark.parametrize("call", ["f(i)", "f(a=i)", "f(i, c=2)", "K(b=i)", "k.p"])
def test_calls_that_returned_keep_no_memory(call: str) -> None:
    code = f"""
def f(a, b=1, *, c=3):
    return a
class K:
    def __init__(self, b=1):
        self.b = b
    @property
    def p(self):
        return self.b
k = K()
for i in range(50_000):
    {call}
"""
    outcome = limen.Pipeline(limits=limen.Limits(seconds=60.0)).run(code, check=False)
    assert outcome.ok
    assert outcome.usage.memory < 4 * 2**20


def test_the_size_of_the_source_is_limited_without_the_gate() -> None:
    outcome = limen.Pipeline(limits=limen.Limits(source=10)).run("x = 1234567", check=False)
    assert isinstance(outcome, Rejected)
    assert "11 bytes; 10 are allowed" in outcome.feedback()


def test_an_internal_error_is_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    from limen.executor import vm
    from limen.pipeline import running

    def broken(*_: object) -> vm.Step:
        raise AssertionError("a bug")

    monkeypatch.setattr(running.Running, "start", broken)
    outcome = limen.Pipeline(isolation="inline").run("1")
    assert isinstance(outcome, Crashed)
    assert outcome.detail == "internal error: AssertionError: a bug"


def test_isolation_must_be_known() -> None:
    with pytest.raises(ValueError, match="there is no isolation 'prison'; there are 'process' and 'inline'"):
        limen.Pipeline(isolation="prison")


# limen.run, limen.check


def test_run_a_function() -> None:
    code = "def sum_list(items):\n    return sum(items)"
    assert limen.run(code, func="sum_list", args=[[1, 2, 3]]) == 6
    assert limen.run("def f(a, b=1):\n    return a - b", "f", [5], {"b": 2}) == 3
    assert limen.run("async def f(order):\n    return await fetch(order)", "f", [4], tools=[fetch]) == 8
    assert limen.run("x + 1", inputs={"x": 1}) == 2


@pytest.mark.parametrize(
    ("code", "kind"),
    [("def g(): pass", Rejected), ("def f(): return 1 / 0", Raised), ("f = 3", Raised), ("if 0:\n    f = 1", Raised)],
)
def test_run_raises_with_the_outcome(code: str, kind: type[Outcome]) -> None:
    with pytest.raises(limen.ProgramError) as caught:
        limen.run(code, func="f")
    assert type(caught.value.outcome) is kind
    assert str(caught.value) == caught.value.outcome.feedback()


def test_check() -> None:
    assert limen.check("1 + 1").ok
    assert not limen.check("import os\nos.system('true')").ok
    assert limen.check("price('A')", tools=[price]).ok


def test_prompt(pipeline: limen.Pipeline) -> None:
    text = pipeline.prompt()
    for piece in ("async def fetch(order: int) -> int", "Return a price.", "json", "await", "exec"):
        assert piece in text
    for budget in (300, 1200, 2000):
        assert len(pipeline.prompt(budget)) <= budget


def test_importing_limen_is_cheap() -> None:
    code = (
        "import sys, limen; limen.__version__; limen.Limits; limen.Report; limen.Completed;"
        "print([m for m in ('libcst', 'ty', 'rich', 'typer', 'asyncio', 'limen.executor.compiler') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_public_names() -> None:
    names: Callable[[], list[str]] = limen.__dir__
    for name in names():
        assert getattr(limen, name) is not None or name in ("__doc__",)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = limen.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "ending", ["sys.exit()", "sys.exit(0)", "sys.exit(None)", "raise SystemExit", "raise SystemExit(0)"]
)
def test_a_program_may_exit_with_success(ending: str) -> None:
    outcome = limen.Pipeline(isolation="inline").run(f"import sys\nprint('done')\n{ending}\nprint('no')\n", check=False)
    assert isinstance(outcome, Completed)
    assert (outcome.stdout, outcome.value) == ("done\n", None)


@pytest.mark.parametrize("ending", ["sys.exit(1)", "sys.exit('why')", "raise SystemExit(2)", "sys.exit((0, 1))"])
def test_a_program_that_exits_with_failure_has_raised(ending: str) -> None:
    outcome = limen.Pipeline(isolation="inline").run(f"import sys\n{ending}\n", check=False)
    assert isinstance(outcome, Raised)
    assert outcome.exception == "SystemExit"


def test_a_function_that_exits_has_not_returned() -> None:
    outcome = limen.Pipeline(isolation="inline").run("import sys\ndef f(): sys.exit(0)\n", func="f", check=False)
    assert isinstance(outcome, Raised)
