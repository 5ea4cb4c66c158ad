"""Code: one compiled function, class body or module, as plain data."""

from __future__ import annotations

from typing import Final, final

from librt.vecs import vec
from mypy_extensions import i64

from limen.source import Source, Span

# What a code is compiled from; decides what calling it makes.
FUNCTION: Final = "function"
GENERATOR: Final = "generator"
COROUTINE: Final = "coroutine"
ASYNC_GENERATOR: Final = "async generator"
MODULE: Final = "module"
CLASS: Final = "class"

WORDS: Final = 4  # words in one instruction: the opcode and three operands


@final
class Undefined:
    """The type of UNDEFINED, the content of a register, cell or global that has no value."""

    def __repr__(self) -> str:
        return "<undefined>"


UNDEFINED: Final = Undefined()


@final
class Handler:
    """One row of an exception table: instructions in [start, end) are covered by `target`.

    Positions are word indexes. The exception value goes to register `register`. Rows are ordered
    innermost first, so that the first row that covers an instruction is the one that applies.
    """

    def __init__(self, start: int, end: int, target: int, register: int) -> None:
        self.start: i64 = start
        self.end: i64 = end
        self.target: i64 = target
        self.register: i64 = register


@final
class Code:
    """Instructions, constants, positions and exception table of one function, class body or module.

    Registers of a frame, in this order: parameters, other locals and cells, copies of the closure's
    cells (from `free_start`), temporaries, and last the constants, so that any operand that names a
    register may name a constant. `initial` is what a new frame starts with: UNDEFINED everywhere but
    in the constants.
    """

    def __init__(self, name: str, qualname: str, kind: str, source: Source) -> None:
        self.name: str = name
        self.qualname: str = qualname
        self.kind: str = kind
        self.source: Source = source
        self.words: vec[i64] = vec[i64]()
        self.initial: list[object] = [UNDEFINED]
        self.names: list[str] = []  # names that instructions refer to by index
        self.codes: list[Code] = []  # nested codes, by index
        self.positions: vec[i64] = vec[i64]()  # line, column, end line, end column (UTF-8 bytes): four an instruction
        self.handlers: list[Handler] = []
        self.line: int = 1  # of the def, class or lambda; 1 for a module
        self.doc: str | None = None
        # Parameters, in register order: positional-only, positional, *args, keyword-only, **kwargs.
        self.parameters: list[str] = []
        self.positional_only: i64 = 0
        self.positional: i64 = 0  # positional-only ones included
        self.keyword_only: i64 = 0
        self.has_varargs: bool = False
        self.has_varkw: bool = False
        self.simple: bool = False  # only positional parameters: arguments may be copied straight in
        self.free_names: list[str] = []  # names of the closure's cells, in order
        self.free_start: i64 = 0
        self.local_names: list[str] = []  # names of registers 0..len-1, for messages
        self.constant_start: i64 = 1  # registers from here on hold constants
        self.globals: list[str] = []  # module only: names of global slots (= its first registers), in order
        self.fallbacks: dict[str, object] = {}  # module only: builtins and tools that share a name with a global slot
        self.module: Code | None = None  # of nested codes: the module's code
        self.is_prelude: bool = False  # hidden from tracebacks; may use intrinsics

    def line_at(self, index: int) -> int:
        """Return the line of instruction number `index`, 0 when it has none."""
        place = index * 4
        return int(self.positions[place]) if 0 <= place < len(self.positions) else 0

    def span_at(self, index: int) -> Span | None:
        """Return the place in the source of instruction number `index`; None when it has none."""
        place = index * 4
        if place < 0 or place + 4 > len(self.positions) or self.positions[place] == 0:
            return None
        line = int(self.positions[place])
        end_line = int(self.positions[place + 2])
        source = self.source
        return Span(
            line,
            source.column(line, int(self.positions[place + 1])),
            end_line,
            source.column(end_line, int(self.positions[place + 3])),
        )
