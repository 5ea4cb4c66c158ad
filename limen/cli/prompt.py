"""limen prompt: the section of a system prompt that says what programs may use."""

from __future__ import annotations

from typing import Annotated

import typer

from limen.cli.arguments import ToolsOption, open_pipeline


def prompt(
    tools: ToolsOption = None,
    budget: Annotated[int, typer.Option("--budget", min=200, help="Longest text, in characters.")] = 8000,
) -> None:
    """Write what a model may use.

    The section of a system prompt: the rules, the Python there is, the tools.
    """
    print(open_pipeline(tools).prompt(budget))
