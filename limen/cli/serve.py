"""limen serve: an MCP server on stdin and stdout that checks and runs programs."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from limen.cli.arguments import ToolsOption, open_pipeline, refuse

if TYPE_CHECKING:
    from limen.pipeline.stages import Pipeline


def serve(tools: ToolsOption = None) -> None:
    """Serve the tools check_code and run_code by the Model Context Protocol, on stdin and stdout.

    Ends when stdin does. Exit code 2 for tools that cannot be used, or without stdin or stdout.
    """
    try:
        import limen.integrations.mcp  # noqa: F401
    except ImportError as error:
        refuse(str(error), "install the extra into the environment that limen is in")
    if sys.stdin is None or sys.stdout is None:
        refuse("stdin or stdout is closed", "the MCP client that starts this command keeps both open")
    if sys.stdin.isatty():
        print("limen: serving MCP on stdin and stdout; an MCP client starts this command", file=sys.stderr)
    with _stdout_is_kept():
        pipeline = open_pipeline(tools)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a read of stdin waits for its end and lets nothing else end it
    with pipeline:
        try:
            asyncio.run(_serve(pipeline))
        except* (BrokenPipeError, ConnectionResetError):  # the client has gone
            raise typer.Exit(1) from None


async def _serve(pipeline: Pipeline) -> None:
    from mcp.server.stdio import stdio_server

    from limen.integrations.mcp import server

    made = server(pipeline)
    async with stdio_server() as (reading, writing):  # meanwhile, what tools print goes to stderr
        try:
            await made.run(reading, writing, made.create_initialization_options())
        finally:
            sys.stdout.flush()


@contextmanager
def _stdout_is_kept() -> Generator[None, None, None]:
    """Send to stderr what a tools file prints while it is imported: stdout belongs to the protocol."""
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
