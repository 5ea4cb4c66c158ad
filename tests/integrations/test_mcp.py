"""MCP: `limen serve` as a client process sees it, and pipelines whose tools are those of an MCP server."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mcp import ClientSession, MCPError, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.server.lowlevel import Server
from mcp.shared.memory import create_client_server_memory_streams
from mcp.types import CallToolResult, ImageContent, ListToolsResult, TextContent, Tool

import limen
from limen.outcome import Completed, Raised, Rejected
from limen.pipeline.tools import Toolset, UnknownFate
from limen.stubs.from_callables import ToolError
from tests.limen_command import limen_command

BOUND = 60  # seconds, of one test; each takes a few at most
TOOLS = '''\
print("imported")


def price(sku: str) -> float:
    """Return the price of an article in EUR."""
    print("asked for", sku)
    return {"A1": 4.25, "B7": 12.5}[sku]
'''


def bounded(test: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(test(), BOUND))


@asynccontextmanager
async def serving(*arguments: str | Path) -> AsyncGenerator[ClientSession]:
    """Yield a session with `limen serve` in another process."""
    where = str(Path(limen.__file__).parents[1])
    command = StdioServerParameters(
        command=sys.executable,
        args=["-P", "-m", "limen", "serve", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": where},
    )
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        async with stdio_client(command, errlog=nowhere) as streams, ClientSession(*streams) as session:
            await session.initialize()
            yield session


async def called(session: ClientSession, name: str, **arguments: Any) -> tuple[str, bool, Any]:
    """Call a tool; return the text of the result, whether it is an error, and the structured content."""
    result = await session.call_tool(name, arguments)
    assert isinstance(result, CallToolResult)
    (block,) = result.content
    assert isinstance(block, TextContent)
    return block.text, result.is_error, result.structured_content


def test_programs_are_checked_and_run_over_stdio(tmp_path: Path) -> None:
    tools = tmp_path / "shop.py"
    tools.write_text(TOOLS, "utf-8")

    async def test() -> None:
        async with serving("--tools", tools) as session:
            listed = {tool.name: tool for tool in (await session.list_tools()).tools}
            assert list(listed) == ["check_code", "run_code"]
            for tool in listed.values():
                assert "def price(sku: str) -> float" in (tool.description or "")
                jsonschema.Draft202012Validator.check_schema(tool.output_schema or {})

            text, failed, data = await called(session, "check_code", code="price('A1')")
            assert (text, failed, data["ok"], data["diagnostics"]) == ("No problems.", False, True, [])
            text, failed, data = await called(session, "check_code", code="price(article='A1')")
            assert failed
            assert "did you mean `sku`?" in text
            assert data["diagnostics"][0]["span"]["line"] == 1
            jsonschema.validate(data, listed["check_code"].output_schema or {})

            code = "print('two')\nsum(price(sku) for sku in skus)"
            text, failed, data = await called(session, "run_code", code=code, inputs={"skus": ["A1", "B7"]})
            assert (text, failed) == ("two\n16.75", False)
            assert (data["ok"], data["value"], data["stdout"]) == (True, 16.75, "two\n")
            assert [(call["args"], call["result"]) for call in data["journal"]] == [(["A1"], 4.25), (["B7"], 12.5)]

            for code, says, outcome in (
                ("prise('A1')", "Nothing has run", "Rejected"),
                ("price('A1')\nprice('none')", "KeyError", "Raised"),
            ):
                text, failed, data = await called(session, "run_code", code=code)
                assert failed
                assert says in text
                assert (data["outcome"], data["ok"]) == (outcome, False)
                assert data["feedback"] == text
                jsonschema.validate(data, listed["run_code"].output_schema or {})

    bounded(test)


def test_what_json_does_not_have_is_answered_and_the_server_goes_on() -> None:
    async def test() -> None:
        async with serving() as session:
            text, failed, data = await called(session, "run_code", code="'\\ud800'")
            assert (text, failed, data["value"]) == ("\\ud800", False, "\\ud800")
            text, failed, data = await called(session, "run_code", code="[float('nan'), {1, 2}, 10 ** 5000, 2 ** 300]")
            assert not failed
            assert data["value"][:2] == ["nan", [1, 2]]
            assert data["value"][3] == 2**300
            text, failed, _ = await called(session, "run_code", code="'x' * 1_000_000")
            assert not failed
            assert len(text) <= 20_000

    bounded(test)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({}, "needs `code`"),
        ({"code": 3}, "needs `code`"),
        ({"code": "1", "timeout": 3}, "no argument 'timeout'"),
        ({"code": "1", "inputs": [1]}, "must be an object"),
        ({"code": "1", "inputs": {"not a name": 1}}, "not a name"),
    ],
)
def test_arguments_that_cannot_be_used_are_results(arguments: dict[str, Any], says: str) -> None:
    async def test() -> None:
        from limen.integrations.mcp import server

        with limen.Pipeline(isolation="inline") as pipeline:
            async with connected(server(pipeline)) as session:
                text, failed, data = await called(session, "run_code", **arguments)
                assert failed
                assert says in text
                assert data is None
                with pytest.raises(MCPError, match="there is no tool 'eval'"):
                    await session.call_tool("eval", {"code": "1"})

    bounded(test)


def test_a_tools_file_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    tools = tmp_path / "shop.py"
    tools.write_text("print('imported')\nimport nowhere_at_all\n", "utf-8")
    done = limen_command("serve", "--tools", tools)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{tools}:2: ModuleNotFoundError" in done.stderr
    assert "Traceback" not in done.stderr
    done = limen_command("serve", "--tools", tmp_path / "none.py")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no tools file" in done.stderr


def test_lines_that_are_no_messages_leave_stdout_to_the_protocol() -> None:
    done = limen_command("serve", stdin="hello\n")
    assert done.returncode == 0
    assert all(line.startswith('{"') for line in done.stdout.splitlines())
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_ends_a_server_whose_client_says_nothing() -> None:
    where = str(Path(limen.__file__).parents[1])
    command = [sys.executable, "-P", "-m", "limen", "serve"]
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": where},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        try:
            assert running.stdin is not None
            assert running.stdout is not None
            running.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
            running.stdin.flush()
            assert b'"id":1' in running.stdout.readline()
            running.send_signal(signal.SIGINT)
            assert running.wait(BOUND) == -signal.SIGINT
            assert running.stdout.read() == b""
        finally:
            running.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="the redirections of a POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_a_server_without_stdin_or_stdout_says_so(closed: str) -> None:
    where = str(Path(limen.__file__).parents[1])
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -P -m limen serve {closed}', sys.executable],
        env={**os.environ, "PYTHONPATH": where},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=BOUND,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("limen: stdin or stdout is closed")
    assert "Traceback" not in done.stderr


def test_a_tool_that_blocks_does_not_stop_the_server() -> None:
    entered, released = threading.Event(), threading.Event()

    def slow() -> int:
        entered.set()
        return 7 if released.wait(BOUND / 2) else 0

    async def test() -> None:
        from limen.integrations.mcp import server

        with limen.Pipeline([slow], isolation="inline") as pipeline:
            async with connected(server(pipeline)) as session:
                running = asyncio.create_task(called(session, "run_code", code="slow()"))
                assert await asyncio.to_thread(entered.wait, BOUND / 2)
                text, failed, _ = await called(session, "check_code", code="slow() + 1")
                assert (text, failed) == ("No problems.", False)
                assert not running.done()
                released.set()
                assert (await running)[:2] == ("7", False)

    bounded(test)


ORDER = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "lines": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"sku": {"type": "string"}, "count": {"type": "integer"}},
                "required": ["sku", "count"],
            },
        },
    },
    "required": ["id", "lines"],
}
PAGES = [
    [
        Tool(
            name="place-order",
            description="Place an order.",
            input_schema={
                "type": "object",
                "properties": {"order": ORDER, "ship-to": {"type": "string"}, "class": {"enum": ["slow", "fast"]}},
                "required": ["order"],
            },
            output_schema={
                "type": "object",
                "properties": {"total": {"type": "number"}, "given": {"type": "array", "items": {"type": "string"}}},
                "required": ["total", "given"],
            },
        )
    ],
    [Tool(name="say", input_schema={"type": "object", "properties": {"text": {"type": "string"}}})],
    [Tool(name=name, input_schema={"type": "object"}) for name in ("fail", "refuse", "picture", "hang-up")],
]


async def list_pages(_: object, params: Any) -> ListToolsResult:
    number = int(params.cursor) if params is not None and params.cursor else 0
    following = str(number + 1) if number + 1 < len(PAGES) else None
    return ListToolsResult(tools=PAGES[number], next_cursor=following)


async def answer(_: object, params: Any) -> CallToolResult:
    given = params.arguments or {}
    match params.name:
        case "place-order":
            total = sum(line["count"] for line in given["order"]["lines"]) * 2.5
            return CallToolResult(content=[], structured_content={"total": total, "given": sorted(given)})
        case "say":
            return CallToolResult(content=[TextContent(text=given.get("text", "nothing")), TextContent(text="said")])
        case "fail":
            return CallToolResult(content=[TextContent(text="the shop is closed")], is_error=True)
        case "picture":
            return CallToolResult(content=[ImageContent(data="aGk=", mime_type="image/png")])
        case "hang-up":
            raise MCPError(-32001, "timed out")
    raise MCPError(-32000, "not for you")


@asynccontextmanager
async def connected(server: Server) -> AsyncGenerator[ClientSession]:
    """Yield a session with a server in this process."""
    async with create_client_server_memory_streams() as (ours, theirs):
        running = asyncio.create_task(server.run(*theirs, server.create_initialization_options()))
        try:
            async with ClientSession(*ours) as session:
                await session.initialize()
                yield session
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


def shop() -> Server:
    return Server("shop", on_list_tools=list_pages, on_call_tool=answer)


def test_the_tools_of_a_server_are_typed() -> None:
    async def test() -> None:
        async with connected(shop()) as session:
            toolset = await Toolset.from_mcp(session)
            assert toolset.name == "shop"
            assert list(toolset.tools) == ["place_order", "say", "fail", "refuse", "picture", "hang_up"]
            assert (await Toolset.from_mcp(session, "mine")).name == "mine"
            pipeline = limen.Pipeline([toolset], isolation="inline")
            assert "class PlaceOrderOrder(TypedDict)" in pipeline.prompt()
            right = "await place_order({'id': 'O-1', 'lines': [{'sku': 'A1', 'count': 2}]}, class_='fast')"
            assert pipeline.check(right).ok
            for wrong in (
                right.replace("await ", "").replace("place_order", "x = 1 + place_order"),
                right.replace("'count': 2", "'count': '2'"),
                right.replace("'fast'", "'tomorrow'"),
                right.replace("class_", "speed"),
                f"({right})['sum']",
                "await place_order()",
            ):
                assert not pipeline.check(wrong).ok, wrong

    bounded(test)


@pytest.mark.parametrize("isolation", ["inline", "process"])
def test_programs_call_the_server(isolation: str) -> None:
    async def test() -> None:
        async with connected(shop()) as session:
            with limen.Pipeline([await Toolset.from_mcp(session)], isolation=isolation) as pipeline:
                outcome = await pipeline.run_async(
                    "import asyncio\n"
                    "placed = await place_order({'id': 'O', 'lines': [{'sku': 'A1', 'count': n}]}, ship_to='Rome')\n"
                    "said = await asyncio.gather(say(text='one'), say())\n"
                    "try:\n    await fail()\n    caught = ''\n"
                    "except RuntimeError as error:\n    caught = str(error)\n"
                    "(placed['total'], placed['given'], said, caught, await picture())",
                    {"n": 3},
                )
                assert isinstance(outcome, Completed), outcome.feedback()
                assert outcome.value == (
                    7.5,
                    ["order", "ship-to"],
                    ["one\nsaid", "nothing\nsaid"],
                    "the shop is closed",
                    [{"type": "image", "data": "aGk=", "mimeType": "image/png"}],
                )
                assert [call.error for call in outcome.journal if call.name == "fail"] == [
                    "RuntimeError: the shop is closed"
                ]
                assert isinstance(await pipeline.run_async("await say(text=3)"), Rejected)
                refused = await pipeline.run_async("await refuse()")
                assert isinstance(refused, Raised)
                assert "not for you" in refused.message

    bounded(test)


def test_what_cannot_be_sent_fails_and_the_session_goes_on() -> None:
    async def test() -> None:
        async with connected(shop()) as session:
            tools: dict[str, Any] = dict((await Toolset.from_mcp(session)).tools)
            for unusable in ("\ud800", float("nan"), {1}):
                with pytest.raises((ValueError, TypeError)):
                    await tools["say"](unusable)
            assert await tools["say"]("on") == "on\nsaid"

    bounded(test)


def test_a_lost_answer_is_of_unknown_fate() -> None:
    async def test() -> None:
        async with connected(shop()) as session:
            tools: dict[str, Any] = dict((await Toolset.from_mcp(session)).tools)
            with pytest.raises(UnknownFate, match="hang-up: timed out"):
                await tools["hang_up"]()

    bounded(test)


def test_a_run_on_another_thread_reaches_the_session() -> None:
    async def test() -> None:
        async with connected(shop()) as session:
            pipeline = limen.Pipeline([await Toolset.from_mcp(session)], isolation="inline")
            outcome = await asyncio.to_thread(pipeline.run, "await say(text='far')")
            assert outcome.value == "far\nsaid", outcome.feedback()
        late = await asyncio.to_thread(pipeline.run, "await say(text='late')")
        assert isinstance(late, Raised)

    bounded(test)


@pytest.mark.parametrize(
    ("tools", "says"),
    [
        (["a-b", "a_b"], "'a-b' and 'a_b' both become 'a_b'"),
        ([("x", {"type": "object", "properties": {"p": {"type": "whatever"}}})], "'whatever' is no type"),
    ],
)
def test_tools_that_cannot_be_described_are_refused(tools: list[Any], says: str) -> None:
    async def listed(_: object, params: Any) -> ListToolsResult:
        pairs = [tool if isinstance(tool, tuple) else (tool, {"type": "object"}) for tool in tools]
        return ListToolsResult(tools=[Tool(name=name, input_schema=schema) for name, schema in pairs])

    async def test() -> None:
        async with connected(Server("odd", on_list_tools=listed, on_call_tool=answer)) as session:
            with pytest.raises(ToolError, match=says):
                await Toolset.from_mcp(session)

    bounded(test)


def test_a_list_without_an_end_is_refused() -> None:
    async def listed(_: object, params: Any) -> ListToolsResult:
        return ListToolsResult(tools=[], next_cursor="again")

    async def test() -> None:
        async with connected(Server("odd", on_list_tools=listed, on_call_tool=answer)) as session:
            with pytest.raises(ToolError, match="does not end"):
                await Toolset.from_mcp(session)

    bounded(test)
