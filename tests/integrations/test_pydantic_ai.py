"""The toolset for pydantic-ai, in a real Agent with a model that answers from a list of programs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from pydantic_ai import Agent, UnexpectedModelBehavior
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart, ToolReturnPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from limen.executor.limits import Limits
from limen.integrations.pydantic_ai import LimenToolset


def price(sku: str) -> float:
    """Return the price of an article in EUR."""
    return {"A1": 4.25, "B7": 12.5}[sku]


async def stock(sku: str) -> int:
    """Return how many there are."""
    await asyncio.sleep(0)
    return {"A1": 3, "B7": 0}[sku]


class Scripted:
    """Sends one program after the other to the only tool, then answers with what the last one gave."""

    __name__ = "scripted"  # some versions of FunctionModel ask for it

    def __init__(self, *programs: str) -> None:
        self.programs = list(programs)
        self.feedback: list[str] = []
        self.results: list[object] = []
        self.description = ""
        self.name = ""

    def __call__(self, messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        (tool,) = info.function_tools
        self.name, self.description = tool.name, tool.description or ""
        for part in messages[-1].parts:
            if isinstance(part, ToolReturnPart) and part.outcome == "success":
                self.results.append(part.content)
            elif (
                isinstance(part, ToolReturnPart) or part.part_kind == "retry-prompt"
            ):  # older versions have a part of its own
                self.feedback.append(str(part.content))
        if not self.programs:
            return ModelResponse(parts=[TextPart(str(self.results[-1]))])
        return ModelResponse(parts=[ToolCallPart(tool.name, {"code": self.programs.pop(0)})])


def run(toolset: LimenToolset, model: Scripted) -> str:
    agent = Agent(FunctionModel(model), toolsets=[toolset])
    return finished(lambda: agent.run("What do they cost?")).output


def finished(work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    async def bounded() -> Any:
        return await asyncio.wait_for(work(), 15)

    return asyncio.run(bounded())


def test_a_wrong_program_is_sent_back_and_the_right_one_answers() -> None:
    model = Scripted("price(article='A1')", "price('A1') + price('B7')")
    assert run(LimenToolset([price]), model) == "16.75"
    assert len(model.feedback) == 1
    assert "did you mean `sku`?" in model.feedback[0]
    assert "Nothing has run" in model.feedback[0]


def test_the_description_tells_of_the_tools_and_the_language() -> None:
    model = Scripted("1")
    run(LimenToolset([price], name="python"), model)
    assert model.name == "python"
    assert "def price(sku: str) -> float" in model.description
    assert "Nothing else can be imported" in model.description


def test_coroutine_tools_are_awaited() -> None:
    model = Scripted("import asyncio\nawait asyncio.gather(stock('A1'), stock('B7'))")
    run(LimenToolset([stock]), model)
    assert model.results == [[3, 0]]


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("price('none')", "KeyError"),
        ("while True:\n    pass", "do less work"),
        ("print('seen')\n1 / 0", "It printed:\nseen"),
    ],
)
def test_a_failure_is_the_feedback(program: str, says: str) -> None:
    model = Scripted(program, "1")
    run(LimenToolset([price], Limits(seconds=0.3)), model)
    assert says in model.feedback[0]


@pytest.mark.parametrize(
    ("program", "result"),
    [
        ("print('seen')\n1", {"value": 1, "printed": "seen\n"}),
        ("{(1, 2): {3}}", {"1,2": [3]}),
        ("lambda: 1", "the value is a function, which cannot leave the program; make it plain data first"),
        ("range(3)", "range(0, 3)"),
        ("bytes([255])", "_w=="),
    ],
)
def test_a_result_can_be_sent_to_a_model(program: str, result: object) -> None:
    model = Scripted(program)
    run(LimenToolset(), model)
    assert model.results == [result]


def test_retries_are_bounded() -> None:
    model = Scripted(*["1 / 0"] * 5)
    with pytest.raises(UnexpectedModelBehavior, match="run_code"):
        run(LimenToolset(max_retries=2), model)
    assert len(model.feedback) == 2


def test_workers_live_as_long_as_the_agent_is_open() -> None:
    toolset = LimenToolset([price])
    model = Scripted("price('A1')")
    agent = Agent(FunctionModel(model), toolsets=[toolset])

    async def twice() -> None:
        async with agent:
            await agent.run("?")
            first = toolset._pipeline
            model.programs.append("price('B7')")
            await agent.run("?")
            assert toolset._pipeline is first
        assert first is not None
        with pytest.raises(RuntimeError, match="closed"):
            await first.run_async("1")
        model.programs.append("price('A1') * 2")
        assert (await agent.run("?")).output == "8.5"  # opened again when it is needed

    finished(twice)
