"""The sandbox provider, in the code mode of a real FastMCP server that a client calls."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastmcp import Client, FastMCP
from fastmcp.exceptions import ToolError
from fastmcp.experimental.transforms.code_mode import CodeMode

from limen.executor.errors import BoundaryError
from limen.executor.limits import Limits
from limen.integrations.fastmcp import LimenSandboxProvider

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def provider() -> Iterator[LimenSandboxProvider]:
    made = LimenSandboxProvider(Limits(seconds=0.3))
    yield made
    made.close()


@pytest.fixture
def run(provider: LimenSandboxProvider) -> Run:
    def bounded(code: str, **given: Any) -> Any:
        return asyncio.run(asyncio.wait_for(provider.run(code, **given), 15))

    return bounded


def served(provider: LimenSandboxProvider, code: str) -> tuple[str, bool, str]:
    """Run a program on a server; return the text of the answer, whether it is an error, and what the model is told."""
    code_mode = CodeMode(sandbox_provider=provider, execute_description=provider.description)
    server: FastMCP[Any] = FastMCP("shop", transforms=[code_mode])

    @server.tool
    def price(sku: str) -> float:
        """Return the price of an article in EUR."""
        return {"A1": 4.25, "B7": 12.5}[sku]

    async def ask() -> tuple[str, bool, str]:
        async with Client(server) as client:
            told = {tool.name: tool.description or "" for tool in await client.list_tools()}
            answer = await client.call_tool("execute", {"code": code}, raise_on_error=False)
            return answer.content[0].text, answer.is_error, told["execute"]

    return asyncio.run(asyncio.wait_for(ask(), 15))


def test_a_program_chains_calls_and_returns(provider: LimenSandboxProvider) -> None:
    code = "total = 0.0\nfor sku in ('A1', 'B7'):\n    found = await call_tool('price', {'sku': sku})\n"
    text, failed, told = served(
        provider, f"{code}    total += found['result']\nif total > 1:\n    return total\nreturn 0"
    )
    assert (text, failed) == ("16.75", False)
    assert "async def call_tool(tool_name: str, params: dict[str, Any]) -> Any" in told
    assert "Nothing else can be imported" in told
    assert "Return(" not in told


def test_a_failure_is_the_feedback(provider: LimenSandboxProvider) -> None:
    text, failed, _ = served(provider, "found = await call_tol('price', {'sku': 'A1'})\nreturn found")
    assert failed
    assert "did you mean `call_tool`?" in text
    text, failed, _ = served(provider, "return await call_tool('price', {'article': 'A1'})")
    assert failed
    assert "Missing required argument" in text
    assert "1 tool call already made" in text


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("return 1", 1),
        ("return", None),
        ("return 1, 2", [1, 2]),
        ("return (1, 2)", [1, 2]),
        ("return(1, 2)", [1, 2]),
        ("return(1).bit_length()", 1),
        ("return 1,", [1]),
        ("return ()", []),
        ("x = [1]\nreturn *x,", [1]),
        ("return [\n    'a',  # return 1\n    'return 2',\n]", ["a", "return 2"]),
        ("ü = 'é'; return ü", "é"),
        ("if True: return 'a'\nreturn 'b'", "a"),
        ("def f():\n    return 1\nreturn f() + (lambda: 1)()", 2),
        ("for n in range(9):\n    try:\n        return n\n    finally:\n        print('left')", 0),
        ("try:\n    return 1\nexcept Exception:\n    return 2", 1),
        ("match 3:\n    case 3:\n        return 'three'", "three"),
        ("import asyncio\r\nawait asyncio.sleep(0)\r\nreturn 5", 5),
        ("1 + 1", 2),
        ("print('only printed')", "only printed\n"),
        ("return range(3)", "range(0, 3)"),
        ("return {(1, 2): {3}}", {"1,2": [3]}),
        ("\ufeffreturn 7", 7),
    ],
)
def test_what_a_program_returns(run: Run, code: str, value: object) -> None:
    assert run(code) == value


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("x = 1\nreturn x + y", "    2 | return x + y\n      |            ^\n"),
        ("x = 1\nif x:\n    return math.floor(x)", "line 3"),
        ("a = 0\nreturn 1 / a", "    return 1 / a\n           ^^^^^"),
        ("return lambda: 1", "return: the value cannot leave the program"),
        ("x = (\nreturn 1", "'(' was never closed"),
        ("raise SystemExit('bye')", "SystemExit: bye"),
        ("while True:\n    pass\nreturn 1", "do less work"),
        ("return '\0'", "line 1"),
        ("return " + "-" * 200_000 + "1", "Nothing has run"),
        ("if 1:\n    pass\n" + "elif 1:\n    return 2\n" * 5_000, "Nothing has run"),
    ],
)
def test_a_failure_shows_the_program_as_it_was_written(run: Run, code: str, says: str) -> None:
    with pytest.raises(ToolError) as caught:
        run(code)
    assert says in str(caught.value)
    assert "Return" not in str(caught.value).replace("call_tool, Return", "")


def test_what_comes_after_a_return_is_not_checked_against_what_it_excludes(run: Run) -> None:
    with pytest.raises(ToolError) as caught:
        run("found = {'a': 1}.get('a')\nif found is None:\n    return 0\nprint(found + 1)\n1 / 0")
    assert "warning missing" not in str(caught.value)
    assert "int | None" not in str(caught.value)


def test_inputs_and_functions(run: Run) -> None:
    def double(x: int) -> int:
        return 2 * x

    async def later(x: int) -> int:
        await asyncio.sleep(0)
        return x

    functions = {"double": double, "later": later}
    assert run("return double(n) + await later(1)", inputs={"n": 4}, external_functions=functions) == 9
    with pytest.raises(ToolError, match="line 1"):
        run("return double('x')", external_functions=functions)
    with pytest.raises(BoundaryError, match="input 'handle'"):
        run("return 1", inputs={"handle": object()})


def test_programs_that_run_together_call_their_own_functions(provider: LimenSandboxProvider) -> None:
    def asker(answer: int) -> Callable[..., Any]:
        async def ask() -> int:
            await asyncio.sleep(0)
            return answer

        return ask

    async def together() -> list[Any]:
        runs = [provider.run("return await ask()", external_functions={"ask": asker(n)}) for n in range(4)]
        return await asyncio.wait_for(asyncio.gather(*runs), 15)

    assert asyncio.run(together()) == [0, 1, 2, 3]
    assert len(provider._pipelines) <= 4  # one for each kind of functions in this file
