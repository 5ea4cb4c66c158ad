"""The interpreter for DSPy, under the real RLM and ProgramOfThought with a model that answers from a list."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from limen.executor.limits import Limits

dspy = pytest.importorskip("dspy")  # not in the extra `dev`: it brings too much

from dspy.primitives.code_interpreter import (  # noqa: E402
    CodeExecutionError,
    CodeInterpreter,
    CodeInterpreterError,
    FinalOutput,
)
from dspy.utils.dummies import DummyLM  # noqa: E402

from limen.integrations.dspy import LimenInterpreter  # noqa: E402


def price(sku: str) -> float:
    """Return the price of an article in EUR."""
    return {"A1": 4.25, "B7": 12.5}[sku]


async def stock(sku: str) -> int:
    """Return how many there are."""
    await asyncio.sleep(0)
    return {"A1": 3, "B7": 0}[sku]


@pytest.fixture
def interpreter() -> Iterator[LimenInterpreter]:
    with LimenInterpreter({"price": price, "stock": stock}, Limits(seconds=0.3)) as made:
        yield made


def model(*programs: str) -> Any:
    return DummyLM([{"reasoning": "so", "code": f"```python\n{program}\n```"} for program in programs])


PAGE = Path(__file__).parents[2] / "docs" / "integrations.md"
PROGRAMS = (
    "total = price(article='A1')",
    "total = sum(price(sku) for sku in skus) + stock('A1')\nprint(total)",
    "SUBMIT(total=total)",
)


def rlm() -> Any:
    return dspy.RLM("skus: list[str] -> total: float", tools=[price, stock], interpreter_factory=LimenInterpreter)


def check(answer: Any, lm: Any) -> None:
    assert answer.total == 19.75
    rejected, printed, final = [step["output"] for step in answer.trajectory]
    assert rejected.startswith("[Error] 1 problem. Nothing has run")
    assert "did you mean `sku`?" in rejected
    assert printed == "19.75\n"
    assert final == "FINAL: {'total': 19.75}"
    assert "Nothing else can be imported" in str(lm.history[0]["messages"])


def test_rlm_repairs_its_program_and_submits() -> None:
    lm = model(*PROGRAMS)
    with dspy.context(lm=lm):
        check(rlm()(skus=["A1", "B7"]), lm)


def test_rlm_on_an_event_loop() -> None:
    lm = model(*PROGRAMS)

    async def ask() -> Any:
        with dspy.context(lm=lm):
            return await asyncio.wait_for(rlm().acall(skus=["A1", "B7"]), 15)

    check(asyncio.run(ask()), lm)


def test_program_of_thought() -> None:
    lm = DummyLM(
        [
            {"reasoning": "so", "generated_code": "```python\nSUBMIT({'answer': math.floor(2.5)})\n```"},
            {"reasoning": "so", "generated_code": "```python\nimport math\nSUBMIT({'answer': math.floor(2.5)})\n```"},
            {"reasoning": "so", "answer": "2"},
        ]
    )
    with dspy.context(lm=lm):
        asked = dspy.ProgramOfThought("question -> answer", interpreter_factory=LimenInterpreter)
        assert asked(question="The floor of 2.5?").answer == "2"
    assert "unresolved-reference: `math` is not defined" in str(lm.history[1]["messages"])


def test_it_is_a_code_interpreter(interpreter: LimenInterpreter) -> None:
    assert isinstance(interpreter, CodeInterpreter)
    made = LimenInterpreter.factory(limits=Limits(seconds=1.0))
    assert made.execution_instructions == LimenInterpreter.execution_instructions
    assert "There are no tools" not in LimenInterpreter.execution_instructions
    assert isinstance(made(), CodeInterpreter)


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("x = 1", None),
        ("print('seen')", "seen\n"),
        ("1 + 1", 2),
        ("print('seen')\n{1}", ["seen", [1]]),
        ("price(sku='A1') + stock('A1')", 7.25),
        ("import asyncio\nasyncio.run(asyncio.sleep(0, 5))", 5),
    ],
)
def test_results(interpreter: LimenInterpreter, code: str, result: object) -> None:
    found = interpreter.execute(code)
    assert found == result
    json.dumps(found)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("x = (", "Nothing has run"),
        ("price(7)", "line 1"),
        ("price('none')", "1 tool call already made"),
        ("while True:\n    pass", "do less work"),
        ("raise SystemExit('bye')", "SystemExit: bye"),
    ],
)
def test_a_failure_is_the_feedback(interpreter: LimenInterpreter, code: str, says: str) -> None:
    interpreter.execute("kept = 1")
    with pytest.raises(CodeExecutionError) as caught:
        interpreter.execute(code)
    assert says in str(caught.value).replace("tool call already made, none", "tool call already made")
    assert interpreter.execute("kept") == 1


def test_submit(interpreter: LimenInterpreter) -> None:
    assert interpreter.execute("kept = 1\nSUBMIT({'answer': kept})") == FinalOutput({"output": {"answer": 1}})
    assert interpreter.execute("kept") == 1  # it was the last statement
    assert interpreter.execute("for n in range(9):\n    SUBMIT(n)\n1 / 0") == FinalOutput({"output": 0})
    interpreter.output_fields = [{"name": "total", "type": "float"}, {"name": "why"}]
    assert interpreter.execute("SUBMIT(kept + 0.5, why='so')") == FinalOutput({"total": 1.5, "why": "so"})
    with pytest.raises(CodeExecutionError, match="line 1"):
        interpreter.execute("SUBMIT('much', 'so')")
    with pytest.raises(CodeExecutionError, match="why"):
        interpreter.execute("SUBMIT(1.0)")


def test_variables_are_set_before_each_program(interpreter: LimenInterpreter) -> None:
    assert interpreter.execute("rate += 1\nrate", {"rate": 1}) == 2
    assert interpreter.execute("rate", {"rate": 1}) == 1
    with pytest.raises(CodeInterpreterError, match="input 'handle'"):
        interpreter.execute("1", {"handle": object()})
    with pytest.raises(CodeInterpreterError, match="name of a tool"):
        interpreter.execute("1", {"price": 1})


def test_tools_may_change_and_names_stay(interpreter: LimenInterpreter) -> None:
    interpreter.execute("kept = price('A1')")

    def double(x: float) -> float:
        return 2 * x

    interpreter.tools["double"] = double
    assert interpreter.execute("double(kept)") == 8.5
    interpreter.tools["not a name"] = price
    with pytest.raises(CodeInterpreterError, match="not a name"):
        interpreter.execute("1")


def test_nothing_runs_after_shutdown(interpreter: LimenInterpreter) -> None:
    interpreter.execute("1")
    interpreter.shutdown()
    interpreter.shutdown()
    with pytest.raises(CodeInterpreterError, match="shut down"):
        interpreter.execute("1")


def test_the_example_prints_what_the_page_shows() -> None:
    section = PAGE.read_text("utf-8").partition("## DSPy")[2]
    (program,), (shown,) = (re.findall(rf"```{kind}\n(.*?)```", section, re.DOTALL) for kind in ("python", "console"))
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stdout == shown
