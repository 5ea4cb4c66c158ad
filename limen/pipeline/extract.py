"""The program in a model's answer: Markdown is parsed, one program is found or a clear reason why there is none."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final, Literal

from markdown_it import MarkdownIt

from limen.checker.budget import check_budget
from limen.diagnostic import Diagnostic, Edit, Fix, Report
from limen.source import Source, Span, parse

MAX_CHARACTERS: Final = 1_000_000  # of an answer

_PYTHON: Final = frozenset({"python", "py", "python3", "py3"})
_MARKDOWN: Final = MarkdownIt("commonmark").disable(["code", "html_block"])  # a fence in either is a fence all the same
_MARKDOWN.core.ruler.enableOnly(["normalize", "block"])

_SEND: Final = "Send the whole program in one block: a line ```python, the program, a line ```."

Problem = Literal["no-code", "other-language", "several-blocks", "unclosed-block", "too-long"]


@dataclass(frozen=True, slots=True)
class Block:
    """One code block of an answer, or an answer that is nothing but a program."""

    code: str
    language: str  # the first word after the fence, in lower case; "" when there is none
    closed: bool
    first_line: int  # where in the answer its first line of code is, from 1
    columns: tuple[int, ...]  # how many characters stand before each line of code there


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was found in an answer: `block` is the program; when it is None, `problem` and `message` say why."""

    answer: str
    blocks: tuple[Block, ...] = ()
    block: Block | None = None
    problem: Problem | None = None
    message: str = ""  # for a model

    @property
    def ok(self) -> bool:
        """Whether there is a program."""
        return self.block is not None

    @property
    def code(self) -> str:
        """The program; "" when there is none."""
        return "" if self.block is None else self.block.code

    def span(self, span: Span) -> Span:
        """Return where a place in the program is in the answer."""
        if self.block is None:
            return span
        line, column = _place(self.block, span.line, span.column)
        end_line, end_column = _place(self.block, span.end_line, span.end_column)
        return Span(line, column, end_line, end_column)

    def report(self, report: Report) -> Report:
        """Return a report about the program as a report about the answer: its lines, its columns, its fixes."""
        found = tuple(self._diagnostic(diagnostic) for diagnostic in report.diagnostics)
        return Report(Source(self.answer, "<answer>"), found, report.notes)

    def _diagnostic(self, found: Diagnostic) -> Diagnostic:
        fix = found.fix
        if fix is not None:
            fix = Fix(fix.message, tuple(self._edit(edit) for edit in fix.edits), fix.safe)
        return Diagnostic(
            found.rule,
            found.message,
            self.span(found.span),
            found.severity,
            found.notes,
            found.help,
            fix,
            found.checker,
        )

    def _edit(self, edit: Edit) -> Edit:
        """New lines begin like the line they come after: in a list or a quotation with its indentation."""
        span = self.span(edit.span)
        before = _lines(self.answer)[span.line - 1][: span.column - edit.span.column] if self.block else ""
        return Edit(span, edit.text.replace("\n", "\n" + before))


def extract(answer: str) -> Extracted:
    """Return the program that a model's answer contains.

    It is the only fenced block marked `python` or `py`; where none is marked, the only unmarked block that is Python;
    where there is no block at all, the answer itself when it is a program. Blocks in other languages do not count, and
    equal blocks count once. Never guesses: an answer with several programs, or with one that may have been cut off,
    gives none.
    """
    if not isinstance(answer, str):
        raise TypeError(f"an answer is a str, not {type(answer).__name__}")
    if len(answer) > MAX_CHARACTERS:
        message = f"The answer has {len(answer):,} characters; {MAX_CHARACTERS:,} are read. {_SEND}"
        return Extracted(answer, problem="too-long", message=message)
    if _is_program(answer):  # a fence in it is in a string
        return _whole(answer, answer)
    blocks = _blocks(answer)
    if not blocks or _ends_a_prefilled_fence(blocks):
        text = "\n".join(_lines(answer)[: blocks[0].first_line - 2]) + "\n" if blocks else ""
        if _is_program(text):
            return _whole(answer, text)
        return Extracted(answer, blocks, problem="no-code", message=f"The answer has no code block. {_SEND}")
    marked = [block for block in blocks if block.language in _PYTHON]
    unmarked = [block for block in blocks if not block.language]
    if not marked and len(unmarked) > 1:
        unmarked = [block for block in unmarked if _is_program(block.code)] or unmarked
    programs = [block for block in marked or unmarked if block.code.strip() or not block.closed]
    cut = next((block for block in programs if not block.closed), None)
    if cut is not None:
        message = (
            f"The code block that begins on line {cut.first_line - 1} of the answer is not closed: "
            f"the answer may have been cut off, so nothing has run. {_SEND}"
        )
        return Extracted(answer, blocks, problem="unclosed-block", message=message)
    different = {block.code.strip() for block in programs}
    if len(different) > 1:
        places = ", ".join(str(block.first_line - 1) for block in programs[:10])
        message = (
            f"The answer has {len(programs)} code blocks, on lines {places}; which of them to run is not clear, "
            f"so nothing has run. {_SEND}"
        )
        return Extracted(answer, blocks, problem="several-blocks", message=message)
    if programs:
        return Extracted(answer, blocks, programs[0])
    languages = ", ".join(f"`{block.language}`" for block in blocks if block.language not in _PYTHON and block.language)
    if languages:
        message = f"The answer has no Python; its code blocks are marked {languages}. {_SEND}"
        return Extracted(answer, blocks, problem="other-language", message=message)
    return Extracted(answer, blocks, problem="no-code", message=f"The code block of the answer is empty. {_SEND}")


def _whole(answer: str, program: str) -> Extracted:
    block = Block(program, "", True, 1, (0,) * len(_lines(program)))
    return Extracted(answer, (block,), block)


def _blocks(answer: str) -> tuple[Block, ...]:
    lines = _lines(answer)
    found = []
    for token in _MARKDOWN.parse(answer):
        if token.type != "fence" or token.map is None:
            continue
        start, end = token.map
        code = token.content.split("\n")
        count = len(code) - (not code[-1])  # a block that is cut off may end within a line
        closed = count == end - start - 2
        columns = tuple(
            _column(lines[start + 1 + index] if start + 1 + index < len(lines) else "", line)
            for index, line in enumerate(code)
        )
        words = token.info.split()
        language = words[0].lower().strip("{}.") if words else ""
        found.append(Block(token.content, language, closed, start + 2, columns))
    return tuple(found)


def _column(answer_line: str, code_line: str) -> int:
    """How many characters of a line of the answer come before the code."""
    return len(answer_line) - len(code_line) if code_line and answer_line.endswith(code_line) else 0


def _ends_a_prefilled_fence(blocks: tuple[Block, ...]) -> bool:
    """Whether the only fence ends a block that the embedder opened in the model's place."""
    return len(blocks) == 1 and not (blocks[0].closed or blocks[0].language or blocks[0].code.strip())


def _is_program(text: str) -> bool:
    """Whether a text parses and does something: a word or a number alone is prose."""
    if not text.strip() or check_budget(Source(text)):
        return False
    try:
        tree = parse(text, "<answer>")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    nodes = ast.walk(tree)
    return any(
        isinstance(node, ast.Call) or (isinstance(node, ast.stmt) and type(node) is not ast.Expr) for node in nodes
    )


def _lines(answer: str) -> list[str]:
    """The lines as Source and Markdown count them."""
    return answer.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _place(block: Block, line: int, column: int) -> tuple[int, int]:
    shift = block.columns[line - 1] if 0 < line <= len(block.columns) else 0
    return block.first_line + line - 1, column + shift
