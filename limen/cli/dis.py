"""limen dis: the bytecode of a program."""

from __future__ import annotations

from typing import Annotated

import typer

from limen.cli.arguments import ToolsOption, open_pipeline, read_program
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

    source = read_program(file)
    pipeline = open_pipeline(tools)
    try:
        code = compile_source(source, pipeline.predefined)
    except CompileError as error:
        typer.echo(Report(source, error.diagnostics).feedback(), err=True)
        raise typer.Exit(1) from None
    print(disassemble(code).rstrip("\n"))
