"""limen stubs: what the type check is told about tools."""

from __future__ import annotations

from limen.cli.arguments import ToolsOption, open_pipeline


def stubs(tools: ToolsOption = None) -> None:
    """Write the type stubs of tools.

    What the type check is told. What could not be described goes to stderr.
    """
    print(open_pipeline(tools).stubs.text.rstrip("\n"))
