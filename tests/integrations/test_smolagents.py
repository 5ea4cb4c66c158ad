"""The executor for smolagents, under the real CodeAgent with a model that answers from a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from smolagents import CodeAgent, FinalAnswerTool, Tool, tool
from smolagents.local_python_executor import InterpreterError
from smolagents.models import ChatMessage, MessageRole, Model
from smolagents.monitoring import LogLevel

from limen.executor.errors import BoundaryError
from limen.executor.limits import Limits
from limen.integrations.smolagents import LimenExecutor

PRICES = {"A1": 4.25, "B7": 12.5}
sold: list[str] = []


@tool
def price(sku: str) -> float:
    """Return the price of an article in EUR.

    Args:
        sku: the article number
    """
    return PRICES[sku]


@tool
def sell(sku: str) -> None:
    """Sell an article.

    Args:
        sku: the article number
    """
    sold.append(sku)


class Count(Tool):
    """A tool that is only described by its inputs, as those of an MCP server are."""

    name = "count_articles"
    description = "Return how many articles begin with a prefix."
    inputs = {"prefix": {"type": "string", "description": "of the article number", "nullable": True}}  # noqa: RUF012
    output_type = "integer"
    skip_forward_signature_validation = True

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        return sum(sku.startswith(kwargs.get("prefix") or "") for sku in PRICES)


class Scripted(Model):
    """Answers with the given steps, one after the other; keeps what it was asked."""

    def __init__(self, *steps: str) -> None:
        super().__init__(model_id="scripted")
        self.steps = list(steps)
        self.asked = ""

    def generate(self, messages: list[Any], *args: Any, **kwargs: Any) -> ChatMessage:
        self.asked = "\n".join(str(message.content) for message in messages)
        return ChatMessage(role=MessageRole.ASSISTANT, content=f"<code>\n{self.steps.pop(0)}\n</code>")


@pytest.fixture
def executor() -> Iterator[LimenExecutor]:
    made = LimenExecutor(Limits(seconds=2.0))
    yield made
    made.cleanup()


@pytest.fixture
def ready(executor: LimenExecutor) -> LimenExecutor:
    sold.clear()
    executor.send_tools({"price": price, "sell": sell, "count_articles": Count(), "final_answer": FinalAnswerTool()})
    return executor


def agent(model: Model, executor: LimenExecutor) -> CodeAgent:
    return CodeAgent(
        [price], model, executor=executor, instructions=executor.instructions, verbosity_level=LogLevel.OFF
    )


def test_an_agent_repairs_its_step_and_answers(executor: LimenExecutor) -> None:
    model = Scripted("total = price(article='A1')", "total = price('A1') + price('B7')", "final_answer(total + extra)")
    made = agent(model, executor)
    assert made.run("What do they cost?", additional_args={"extra": 1.0}) == 17.75
    steps = made.memory.steps[1:]
    assert "did you mean `sku`?" in steps[0].error.message
    assert "Nothing has run" in model.asked  # the feedback is in what the model sees
    assert steps[1].error is None
    assert "Nothing else can be imported" in made.system_prompt


def test_a_second_task_sees_the_names_of_the_first(executor: LimenExecutor) -> None:
    made = agent(Scripted("total = price('A1')\nfinal_answer(total)", "final_answer(total * 2)"), executor)
    made.run("The price?")
    assert made.run("Twice?", reset=False) == 8.5


def test_with_agent_closes_the_workers(executor: LimenExecutor) -> None:
    with agent(Scripted("final_answer(1)"), executor) as made:
        assert made.run("One?") == 1
        pipeline = executor._pipeline
        assert pipeline is not None
    with pytest.raises(RuntimeError):
        pipeline.run("1")


def test_value_and_output_of_a_step(ready: LimenExecutor) -> None:
    output = ready("print('so far')\nprice('A1')")
    assert (output.output, output.logs, output.is_final_answer) == (4.25, "so far\n", False)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import requests", "line 1  unknown-import"),
        ("price(7)", "line 1"),
        ("count_articles(prefix=7)", "prefix"),  # the schema is a type too
        ("x = (", "Nothing has run"),
        (f"final_answer({'-' * 200_000}1)", "Nothing has run"),
        ("sell('A1')\nprice('none')", "2 tool calls already made"),
        ("print('seen')\n1 / 0", "It printed:\nseen"),
        ("while True:\n    pass", "2 seconds"),
    ],
)
def test_a_failure_is_the_feedback(ready: LimenExecutor, code: str, says: str) -> None:
    with pytest.raises(InterpreterError) as caught:
        ready(code)
    assert says in str(caught.value)


def test_names_survive_a_failed_step(ready: LimenExecutor) -> None:
    ready("x = 1")
    with pytest.raises(InterpreterError):
        ready("x = 2\n1 / 0")
    assert ready("x").output == 1


def test_a_tool_with_a_schema_only(ready: LimenExecutor) -> None:
    assert ready("count_articles(prefix='A') * 10 + count_articles()").output == 12


def test_the_final_answer_ends_the_step(ready: LimenExecutor) -> None:
    output = ready("print('on')\nfor sku in ('A1', 'B7'):\n    final_answer({'answer': sku})\nsell('A1')")
    assert (output.output, output.logs, output.is_final_answer) == ({"answer": "A1"}, "on\n", True)
    assert sold == []


def test_a_program_that_ends_itself_gives_no_answer(ready: LimenExecutor) -> None:
    with pytest.raises(InterpreterError, match="SystemExit"):
        ready("raise SystemExit('bye')")


def test_variables(ready: LimenExecutor) -> None:
    ready.send_variables({"rate": 2})
    with pytest.raises(InterpreterError):
        ready("rate + 'x'")  # the variable is not lost with the step
    assert ready("rate = rate + 1\nrate").output == 3
    assert ready("rate").output == 3
    with pytest.raises(BoundaryError, match="the variable 'handle'"):
        ready.send_variables({"handle": object()})


def test_a_variable_with_the_name_of_a_tool_is_told_before_the_model_is_asked(executor: LimenExecutor) -> None:
    model = Scripted("final_answer(1)")
    with pytest.raises(ValueError, match="the input 'price' has the name of a tool"):
        agent(model, executor).run("?", additional_args={"price": 1})
    assert model.asked == ""


def test_other_tools_begin_a_new_session(ready: LimenExecutor) -> None:
    ready("x = 1")
    ready.send_tools({"price": price})
    with pytest.raises(InterpreterError, match="x"):
        ready("x")


def test_a_managed_agent_is_a_tool_with_types(executor: LimenExecutor) -> None:
    inner = CodeAgent(
        [price],
        Scripted("final_answer(price('A1'))"),
        executor=LimenExecutor(),
        name="shopper",
        description="Knows prices.",
        verbosity_level=LogLevel.OFF,
    )
    model = Scripted("shopper(task=5)", "final_answer('4.25' in shopper(task='What is A1?'))")
    outer = CodeAgent([], model, executor=executor, managed_agents=[inner], verbosity_level=LogLevel.OFF)
    with inner:
        assert outer.run("Is it 4.25?") is True
    assert "`shopper` expects `str` here" in outer.memory.steps[1].error.message


def test_a_budget_for_all_steps() -> None:
    executor = LimenExecutor(budget=Limits(output=10))
    executor("print('12345')")
    with pytest.raises(InterpreterError, match="bytes of output"):
        executor("print('123456')")
    executor.cleanup()
