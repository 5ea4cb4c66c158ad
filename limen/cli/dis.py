"""limen dis: the bytecode of a program."""

from __future__ import annotations

from typing import Annotated

import typer

from limen.cli.arguments import ToolsOption, load_tools, read_program
from limen.diagnostic import Report
from limen.executor.errors import CompileError


def dis(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The program, or - for stdin.")],
    tools: ToolsOption = None,
) -> None:
    """Write the bytecode of a program.

    Exit code 1 when it does not compile.
    """
    from limen.executor.compiler import compile_source
    from limen.executor.disassembler import disassemble
    from limen.executor.values import Tool
    from limen.stubs.from_callables import stub_of

    source = read_program(file)
    described = stub_of(load_tools(tools)).tools
    try:
        code = compile_source(source, {name: Tool(name, info.is_async, info.doc) for name, info in described.items()})
    except CompileError as error:
        typer.echo(Report(source, error.diagnostics).feedback(), err=True)
        raise typer.Exit(1) from None
    print(disassemble(code).rstrip("\n"))
