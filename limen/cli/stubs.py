"""limen stubs: what the type check is told about tools."""

from __future__ import annotations

import sys

from limen.cli.arguments import ToolsOption, load_tools


def stubs(tools: ToolsOption = None) -> None:
    """Write the type stubs of tools.

    What the type check is told. What could not be described goes to stderr.
    """
    from limen.stubs.from_callables import stub_of

    described = stub_of(load_tools(tools))
    for warning in described.warnings:
        print(f"limen: {warning}", file=sys.stderr)
    print(described.text.rstrip("\n"))
