"""The budget: how large and how deep a program may be, counted on its text, before any parser sees it."""

from __future__ import annotations

import re
from typing import Final

from limen.diagnostic import Diagnostic
from limen.source import Source, Span

MAX_CHARACTERS: Final = 256 * 1024
MAX_DEPTH: Final = 100  # brackets inside brackets
MAX_CHAIN: Final = 500  # operators, calls and attributes in one expression without a comma

# Strings and comments are skipped as wholes; what does not end runs to the end of its line, and the parser says so.
_TOKEN: Final = re.compile(
    r"""
    (?P<text> [rRbBuUfF]{0,2} (?: '''(?:[^\\]|\\.)*?''' | \"\"\"(?:[^\\]|\\.)*?\"\"\"
                               | '(?:[^'\\\n]|\\.)*'? | "(?:[^"\\\n]|\\.)*"? ) )
  | (?P<comment> \#[^\n]* )
  | (?P<word> [^\W\d]\w* )
  | (?P<number> \d[\w.]* )
  | (?P<open> [(\[{] )
  | (?P<close> [)\]}] )
  | (?P<pause> [,;] )
  | (?P<line> \n )
  | (?P<operator> \.\.\. | [-+*/%@&|^~<>=!.]=? | :=? )
    """,
    re.VERBOSE | re.DOTALL,
)
_LINKS: Final = frozenset({"and", "or", "not", "if", "else", "lambda", "in", "is", "await"})
_LINK: Final = re.compile(rf"\b(?:{'|'.join(sorted(_LINKS))})\b")


def check_budget(source: Source) -> tuple[Diagnostic, ...]:
    """Return what makes `source` too large to be checked; nothing for a program that a person could read."""
    if len(source.text) > MAX_CHARACTERS:
        message = f"the program has {len(source.text):,} characters, more than {MAX_CHARACTERS:,}"
        help = "send a shorter program: large data belongs in an input or a tool's result"
        return (Diagnostic("too-large", message, Span(1, 0, 1, len(source.line(1))), help=help, checker="budget"),)
    text = "\n".join(source.lines)
    found = None if _is_small(text) else _first_excess(text)
    if found is None:
        return ()
    offset, message, help = found
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1)
    return (Diagnostic("too-complex", message, Span(line, column, line, column + 1), help=help, checker="budget"),)


def _is_small(text: str) -> bool:
    """Tell whether a text has too few brackets and operators altogether to pass a limit anywhere."""
    opened = sum(map(text.count, "([{"))
    operators = sum(map(text.count, "-+*/%@&|^~<>=!.:")) + len(_LINK.findall(text))
    return opened <= MAX_DEPTH and opened + operators <= MAX_CHAIN


def _first_excess(text: str) -> tuple[int, str, str] | None:
    """The place where a limit is passed, with the message and the help."""
    chains = [0]  # a count for each bracket that is open
    after_value = False  # a bracket that opens here is a call or a subscript
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        word = token.group()
        if kind == "open":
            if after_value:
                chains[-1] += 1
            chains.append(0)
            after_value = False
            if len(chains) > MAX_DEPTH:
                return (
                    token.start(),
                    f"brackets are nested more than {MAX_DEPTH} deep",
                    "give the inner parts names of their own",
                )
        elif kind == "close":
            if len(chains) > 1:
                chains.pop()
            after_value = True
        elif kind == "pause" or (kind == "line" and len(chains) == 1):
            chains[-1] = 0
            after_value = False
        elif (kind == "operator" and word != ":") or word in _LINKS:
            chains[-1] += 1
            after_value = False
        elif kind not in {"comment", "line"}:
            after_value = True
        if chains[-1] > MAX_CHAIN:
            return (
                token.start(),
                f"one expression has more than {MAX_CHAIN} operators or calls",
                "use a loop, `sum`, or `join`, or split it into several statements",
            )
    return None
