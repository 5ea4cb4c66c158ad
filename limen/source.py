"""Program text, decoded once, and places in it; the only module that converts columns."""

from __future__ import annotations

import ast
import codecs
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of program text.

    Lines count from 1; columns count code points from 0, as editors and humans see them.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class SourceError(ValueError):
    """The text cannot be a program: unreadable, not UTF-8, or with characters Python refuses."""

    def __init__(self, message: str, help: str, span: Span | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.span = span


class _Node(Protocol):
    @property
    def lineno(self) -> int: ...
    @property
    def col_offset(self) -> int: ...
    @property
    def end_lineno(self) -> int | None: ...
    @property
    def end_col_offset(self) -> int | None: ...


_PARSING: Final = threading.RLock()
_COOKIE_ALIASES = ("utf-8", "utf8", "utf_8", "u8")


@dataclass(frozen=True, slots=True)
class Source:
    """Program text with the name it is shown under."""

    text: str
    name: str = "<program>"
    lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))

    @classmethod
    def from_text(cls, text: str, name: str = "<program>") -> Source:
        """Return the source of `text`; raise SourceError for NUL, lone surrogates or a foreign coding cookie."""
        for number, line in enumerate(text.split("\n"), 1):
            for column, character in enumerate(line) if not line.isascii() or "\0" in line else ():
                if character == "\0":
                    raise SourceError(
                        "the source contains a NUL character", "remove it", Span(number, column, number, column + 1)
                    )
                if "\ud800" <= character <= "\udfff":
                    raise SourceError(
                        "the source contains a lone surrogate, which is not a character",
                        "write the character itself, or an escape in a string",
                        Span(number, column, number, column + 1),
                    )
            if number <= 2:
                _refuse_foreign_cookie(line, number)
        return cls(text.removeprefix("\ufeff"), name)

    @classmethod
    def from_bytes(cls, data: bytes, name: str = "<program>") -> Source:
        """Return the source of UTF-8 `data`; raise SourceError when it is not UTF-8."""
        try:
            text = codecs.decode(data, "utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace"))
            raise SourceError(
                f"the source is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}",
                "save the program as UTF-8",
                Span(line, column, line, column + 1),
            ) from None
        return cls.from_text(text, name)

    @classmethod
    def from_file(cls, path: Path) -> Source:
        """Return the source in the file at `path`; raise SourceError when it cannot be read or decoded."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise SourceError(f"cannot read {path}: {error.strerror}", "name a readable file") from None
        return cls.from_bytes(data, str(path))

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its line end; empty when there is no such line."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def column(self, number: int, utf8_column: int) -> int:
        """Convert a column counted in UTF-8 bytes, as `ast` gives it, to code points."""
        line = self.line(number)
        if line.isascii():
            return utf8_column
        return len(line.encode("utf-8")[:utf8_column].decode("utf-8", "replace"))

    def span_of(self, node: _Node) -> Span:
        """Return the span of an `ast` node that has a position."""
        end_line = node.end_lineno or node.lineno
        end_column = node.col_offset if node.end_col_offset is None else node.end_col_offset
        return Span(
            node.lineno,
            self.column(node.lineno, node.col_offset),
            end_line,
            self.column(end_line, end_column),
        )


def parse(text: str, name: str = "<program>") -> ast.Module:
    """Parse a program, from any thread."""
    tree = _parse(text, name, "exec")
    assert isinstance(tree, ast.Module)
    return tree


def parse_expression(text: str, name: str = "<string>") -> ast.expr:
    """Parse an expression, from any thread."""
    tree = _parse(text, name, "eval")
    assert isinstance(tree, ast.Expression)
    return tree.body


def _parse(text: str, name: str, mode: str) -> ast.AST:
    """CPython before 3.11.8 counts the depth of a tree for all threads together, and may raise SystemError (gh-106905)."""
    for _ in range(20):
        try:
            with _PARSING:
                return compile(text, name, mode, ast.PyCF_ONLY_AST, dont_inherit=True)
        except SystemError:
            continue  # a thread that is not ours
    return compile(text, name, mode, ast.PyCF_ONLY_AST, dont_inherit=True)


def _refuse_foreign_cookie(line: str, number: int) -> None:
    """PEP 263: a comment in the first two lines may name another encoding; only UTF-8 is read here."""
    comment = line.strip()
    if not comment.startswith("#") or "coding" not in comment:
        return
    tail = comment.split("coding", 1)[1]
    if tail[:1] not in (":", "="):
        return
    name = tail[1:].strip().split(" ")[0].lower()
    if name.removesuffix("-unix").removesuffix("-dos") not in _COOKIE_ALIASES:
        raise SourceError(
            f"the source declares the encoding {name!r}; only UTF-8 is read",
            "remove the coding comment",
            Span(number, line.index("#"), number, len(line)),
        )
