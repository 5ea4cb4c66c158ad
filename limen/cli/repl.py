"""limen repl: a session at the terminal, every snippet checked before it runs."""

from __future__ import annotations

import ast
import codeop
import sys
from collections.abc import Callable
from pathlib import Path

from limen.cli.arguments import ToolsOption, open_pipeline
from limen.cli.run import show
from limen.outcome import Completed
from limen.source import Source

_PROMPT = ">>> "
_MORE = "... "


def repl(tools: ToolsOption = None) -> None:
    """Type programs piece by piece; names stay from one to the next.

    A piece ends with a line that completes it, a block with an empty line; end-of-file (Ctrl-D) leaves. With the extra
    `repl` there are history and colours.
    """
    session = open_pipeline(tools).session()
    ask = _reader()
    while True:
        try:
            text = _snippet(ask)
        except EOFError:
            return
        except KeyboardInterrupt:
            print()
            continue
        if text.strip():
            outcome = session.run(Source.from_text(text, "<repl>"))
            silent = (
                isinstance(outcome, Completed) and outcome.value is None and not outcome.stdout and not outcome.withheld
            )
            if not silent:
                show(outcome)


def _snippet(ask: Callable[[str], str]) -> str:
    """Read lines until they are a whole piece of program."""
    lines = [ask(_PROMPT)]
    while not _is_whole(lines):
        lines.append(ask(_MORE))
    return "\n".join(lines) + "\n"


def _is_whole(lines: list[str]) -> bool:
    """Whether there is nothing to wait for: a block goes on until an empty line, an open bracket until it is closed."""
    compiler = codeop.CommandCompiler()
    compiler.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        return compiler("\n".join(lines), "<repl>", "single") is not None
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
        return True  # wrong already: the gate says how


def _reader() -> Callable[[str], str]:
    """Return what asks for a line: with history and colours where prompt_toolkit is there and somebody sits at the terminal."""
    if not sys.stdin.isatty():
        return _plain_line
    try:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import FileHistory
        from prompt_toolkit.lexers import PygmentsLexer
        from pygments.lexers.python import PythonLexer
    except ImportError:
        return input
    from platformdirs import user_state_path

    folder = Path(user_state_path("limen", ensure_exists=True))
    asking: PromptSession[str] = PromptSession(
        history=FileHistory(str(folder / "repl-history")), lexer=PygmentsLexer(PythonLexer)
    )
    return asking.prompt


def _plain_line(prompt: str) -> str:
    """Read a line of a pipe, without a prompt."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")
