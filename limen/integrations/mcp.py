"""MCP: a server whose tools check and run programs, and the tools of other servers as tools for programs."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

try:
    from mcp import ClientSession, MCPError
    from mcp.server.lowlevel import Server
    from mcp.types import (
        CONNECTION_CLOSED,
        INVALID_PARAMS,
        REQUEST_TIMEOUT,
        CallToolRequestParams,
        CallToolResult,
        ContentBlock,
        ListToolsResult,
        PaginatedRequestParams,
        TextContent,
        Tool,
        ToolAnnotations,
    )
except ImportError as error:
    raise ImportError("MCP needs the package mcp: pip install 'limen[mcp]'") from error

from limen.cli.run import record
from limen.cli.schema import Document, schema_of
from limen.executor.errors import BoundaryError
from limen.feedback import clip, short
from limen.outcome import Outcome
from limen.pipeline.pool import IsolationError
from limen.pipeline.stages import Pipeline
from limen.pipeline.tools import UnknownFate
from limen.stubs.from_callables import ToolError
from limen.stubs.from_schema import tool_from_schema
from limen.version import VERSION

_PROMPT: Final = 8000  # characters
_TEXT: Final = 20_000  # characters of a result's text; the structured result has everything
_PAGES: Final = 1000  # of a list of tools
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CHECK: Final = "Check a Python program; nothing is run. Says what is wrong, where, and what to write."
_RUN: Final = "Check a Python program and run it; return its value, what it printed, and the tool calls that it made."
_PARAMETERS: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "description": "the whole program"},
        "inputs": {
            "type": "object",
            "description": "global names of the program with their values",
            "default": {},
        },
    },
    "required": ["code"],
    "additionalProperties": False,
}


def server(pipeline: Pipeline) -> Server:
    """Return an MCP server with the tools `check_code` and `run_code`.

    A program that is rejected or does not complete is a result with `isError`, whose text is the feedback.

    Args:
        pipeline: what checks and runs the programs; the caller closes it.
    """
    prompt = pipeline.prompt(_PROMPT)
    infos = pipeline.stubs.tools.values()
    blocking = bool(infos) and not any(
        info.is_async for info in infos
    )  # coroutine tools stay on the loop of the server
    tools = [
        _described("check_code", _CHECK, prompt, Document.REPORT, ToolAnnotations(read_only_hint=True)),
        _described("run_code", _RUN, prompt, Document.OUTCOME, None),
    ]

    async def list_tools(_: object, params: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=tools)

    async def call_tool(_: object, params: CallToolRequestParams) -> CallToolResult:
        if params.name not in ("check_code", "run_code"):
            raise MCPError(INVALID_PARAMS, f"there is no tool {params.name!r}; the tools are check_code and run_code")
        try:
            code, inputs = _arguments(params.name, params.arguments or {})
            if params.name == "check_code":
                report = await asyncio.to_thread(pipeline.check, code, inputs)
                return _result(report.feedback(_PROMPT), report.ok, json.loads(report.to_json()))
            if blocking:
                outcome = await asyncio.to_thread(pipeline.run, code, inputs)
            else:
                outcome = await pipeline.run_async(code, inputs)
            return _result(_text(outcome), outcome.ok, record(outcome))
        except (BoundaryError, ValueError) as error:  # the inputs
            return _result(str(error), False)
        except IsolationError as error:
            return _result(f"Nothing has run: this server cannot isolate programs. {error}", False)

    return Server("limen", version=VERSION, on_list_tools=list_tools, on_call_tool=call_tool)


def _described(name: str, says: str, prompt: str, document: Document, hints: ToolAnnotations | None) -> Tool:
    return Tool(
        name=name,
        description=f"{says}\n\n{prompt}",
        input_schema=_PARAMETERS,
        output_schema={"type": "object"} | schema_of(document),
        annotations=hints,
    )


def _arguments(name: str, given: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Return the program and its inputs; raise ValueError for arguments of another form."""
    unknown = [key for key in given if key not in ("code", "inputs")]
    code, inputs = given.get("code"), given.get("inputs", {})
    if unknown:
        raise ValueError(f"{name} has no argument {unknown[0]!r:.80}; its arguments are `code` and `inputs`")
    if not isinstance(code, str):
        raise ValueError(f"{name} needs `code`: the whole program, a string")
    if inputs is not None and not isinstance(inputs, dict):
        raise ValueError(f"the `inputs` of {name} must be an object: names with their values")
    return code, inputs or {}


def _text(outcome: Outcome) -> str:
    """Return what a model is told: the feedback, or the output and the value."""
    if not outcome.ok:
        return outcome.feedback(_PROMPT)
    value = outcome.withheld or outcome.value
    if value is None and outcome.stdout:
        return outcome.stdout
    try:
        return outcome.stdout + (value if isinstance(value, str) else repr(value))
    except ValueError:  # an int with more digits than Python writes
        return outcome.stdout + short(value)


def _result(text: str, ok: bool, data: object = None) -> CallToolResult:
    shown = TextContent(text=_sendable(clip(text, _TEXT)))
    if data is not None:
        data = json.loads(_sendable(json.dumps(data, ensure_ascii=False), "\\"))
    return CallToolResult(content=[shown], structured_content=data, is_error=not ok)


def _sendable(text: str, escape: str = "") -> str:
    """Return a text without lone surrogates, which UTF-8 does not have."""
    return _SURROGATE.sub(lambda found: f"{escape}\\u{ord(found[0]):04x}", text)


def name_of(session: ClientSession) -> str:
    """Return the name of the server, "mcp" when it has none."""
    info = session.server_info
    return info.name if info is not None and info.name else "mcp"


async def tools_of(session: ClientSession) -> dict[str, Callable[..., object]]:
    """Return the tools of an MCP server by the name that programs call them by; see `limen.Toolset.from_mcp`."""
    home = asyncio.get_running_loop()
    found: dict[str, Callable[..., object]] = {}
    names: dict[str, str] = {}
    for tool in await _listed(session):
        made = tool_from_schema(tool.model_dump(mode="json", by_alias=True), _caller(session, tool.name, home))
        name = str(getattr(made, "__name__", tool.name))
        if name in found:
            raise ToolError(f"the server's tools {names[name]!r} and {tool.name!r} both become {name!r}")
        found[name], names[name] = made, tool.name
    return found


async def _listed(session: ClientSession) -> list[Tool]:
    """Return the tools of all pages."""
    tools: list[Tool] = []
    cursor: str | None = None
    for _ in range(_PAGES):
        page = await session.list_tools(params=PaginatedRequestParams(cursor=cursor) if cursor else None)
        tools += page.tools
        if not page.next_cursor:
            return tools
        if page.next_cursor == cursor:
            break
        cursor = page.next_cursor
    raise ToolError("the server's list of tools does not end")


def _caller(
    session: ClientSession, name: str, home: asyncio.AbstractEventLoop
) -> Callable[[dict[str, object]], object]:
    """Return what calls one tool; the session answers only on the event loop that it was opened on."""

    async def ask(arguments: dict[str, object]) -> object:
        json.dumps(arguments, ensure_ascii=False, allow_nan=False).encode()  # what cannot be sent would end the session
        try:
            answer = await session.call_tool(name, arguments)
        except MCPError as error:
            if error.code in (CONNECTION_CLOSED, REQUEST_TIMEOUT):
                raise UnknownFate(f"{name}: {error.message}") from error
            raise RuntimeError(f"{name}: {error.message}") from error
        if not isinstance(answer, CallToolResult):
            raise RuntimeError(f"{name}: the server asks for more input, which a program cannot give")
        if answer.is_error:
            raise RuntimeError(_joined(answer.content) or f"{name} failed and did not say why")
        return _value(answer)

    async def call(arguments: dict[str, object]) -> object:
        if asyncio.get_running_loop() is home:
            return await ask(arguments)
        if not home.is_running():
            raise RuntimeError(f"{name}: the event loop of its MCP session does not run; use pipeline.run_async there")
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(ask(arguments), home))

    return call


def _value(answer: CallToolResult) -> object:
    """Return the structured content, or the text; where there are images or the like, all content as data."""
    if answer.structured_content is not None:
        return answer.structured_content
    if all(isinstance(block, TextContent) for block in answer.content):
        return _joined(answer.content)
    return [block.model_dump(mode="json", by_alias=True, exclude_none=True) for block in answer.content]


def _joined(content: list[ContentBlock]) -> str:
    return "\n".join(block.text for block in content if isinstance(block, TextContent))
