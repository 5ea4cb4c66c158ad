"""The tool for LangChain, called as an agent calls it: with a tool call of a model."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import ToolMessage
from langchain_core.tools import ToolException
from langchain_core.utils.function_calling import convert_to_openai_tool

from limen.executor.limits import Limits
from limen.integrations.langchain import LimenTool
from limen.outcome import Completed


def price(sku: str) -> float:
    """Return the price of an article in EUR."""
    return {"A1": 4.25, "B7": 12.5}[sku]


async def stock(sku: str) -> int:
    """Return how many there are."""
    await asyncio.sleep(0)
    return {"A1": 3, "B7": 0}[sku]


@pytest.fixture(scope="module")
def tool() -> Iterator[LimenTool]:
    with LimenTool([price], Limits(seconds=0.3)) as made:
        yield made


def call(code: str) -> dict[str, Any]:
    return {"name": "run_code", "args": {"code": code}, "id": "call-1", "type": "tool_call"}


def test_a_tool_call_is_answered_with_a_message(tool: LimenTool) -> None:
    message = tool.invoke(call("print('two')\nprice('A1') + price('B7')"))
    assert isinstance(message, ToolMessage)
    assert (message.content, message.status, message.tool_call_id) == ("two\n16.75", "success", "call-1")
    assert isinstance(message.artifact, Completed)
    assert [record.name for record in message.artifact.journal] == ["price", "price"]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("price(article='A1')", "did you mean `sku`?"),
        ("x = (", "Nothing has run"),
        ("price('none')", "KeyError"),
        ("while True:\n    pass", "do less work"),
    ],
)
def test_a_failure_is_an_error_message_with_the_feedback(tool: LimenTool, code: str, says: str) -> None:
    message = tool.invoke(call(code))
    assert message.status == "error"
    assert says in message.content


def test_a_failure_can_be_raised() -> None:
    with LimenTool([price], handle_tool_error=False) as tool, pytest.raises(ToolException, match="did you mean `sku`"):
        tool.invoke({"code": "price(article='A1')"})


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("'A1'", "A1"),
        ("[1, 'x']", "[1, 'x']"),
        ("print(1)", "1\n"),
        ("None", "None"),
        ("10**5000", "<int of 16610 bits>"),
    ],
)
def test_the_text_of_a_result(tool: LimenTool, code: str, text: str) -> None:
    assert tool.invoke({"code": code}) == text


def test_coroutine_tools_run_on_the_loop_of_the_agent() -> None:
    async def both() -> tuple[Any, Any]:
        with LimenTool([price, stock]) as tool:
            good = await tool.ainvoke(call("import asyncio\nawait asyncio.gather(stock('A1'), stock('B7'))"))
            return good, await tool.ainvoke(call("stock('A1') + 1"))

    good, bad = asyncio.run(asyncio.wait_for(both(), 15))
    assert good.content == "[3, 0]"
    assert bad.status == "error"
    assert "await" in bad.content


def test_what_a_model_is_told(tool: LimenTool) -> None:
    told = convert_to_openai_tool(tool)["function"]
    assert told["name"] == "run_code"
    assert "def price(sku: str) -> float" in told["description"]
    assert told["parameters"]["required"] == ["code"]


def test_other_settings_are_those_of_a_tool() -> None:
    tool = LimenTool(name="python", description="Runs Python.", tags=["code"])
    assert (tool.name, tool.description, tool.tags) == ("python", "Runs Python.", ["code"])
    tool.close()
    with pytest.raises(RuntimeError, match="closed"):
        tool.invoke({"code": "1"})
