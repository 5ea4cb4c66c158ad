"""Emitting instructions: labels, registers, constants, exception table; the last step that makes a Code."""

from __future__ import annotations

import ast
from typing import Final, final

from librt.vecs import append, vec
from mypy_extensions import i64

from limen.executor import opcodes as op
from limen.executor.code import UNDEFINED, WORDS, Code, Handler

CONSTANT: Final = 1 << 24  # registers from here on are constants, until their place is known
_REGISTERS: Final = ("reg", "reg?", "dst", "base")
_MAY_BE_CONSTANT: Final = [
    tuple(number for number, kind in enumerate(kinds) if kind in _REGISTERS) for kinds in op.OPERANDS
]
_TARGETS: Final = [kinds.index("target") + 1 if "target" in kinds else 0 for kinds in op.OPERANDS]


@final
class Label:
    """A place in the code, known once it is marked."""

    def __init__(self) -> None:
        self.position: int = -1
        self.uses: list[int] = []  # words that hold it


@final
class Assembler:
    """Collects the instructions of one code."""

    def __init__(self, code: Code, locals_count: int) -> None:
        self.code: Code = code
        self.words: list[int] = []
        self.positions: list[int] = []  # line, column, end line, end column (UTF-8), four an instruction
        self.position: tuple[int, int, int, int] = (0, 0, 0, 0)
        self.constants: list[object] = []
        self.constant_places: dict[object, int] = {}
        self.name_places: dict[str, int] = {}
        self.top: int = locals_count
        self.most: int = locals_count
        self.rows: list[tuple[int, int, Label, int]] = []

    def at(self, node: ast.stmt | ast.expr | ast.pattern) -> None:
        """Let the instructions that follow belong to a node."""
        self.position = (node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or 0)

    def emit(self, opcode: int, a: int = 0, b: int = 0, c: int = 0) -> None:
        """Append an instruction."""
        self.words += (opcode, a, b, c)
        self.positions += self.position

    def jump(self, opcode: int, label: Label, a: int = 0, b: int = 0) -> None:
        """Append an instruction whose last declared operand is the place of a label."""
        place = len(self.words) + _TARGETS[opcode]
        self.emit(opcode, a, b)
        if label.position >= 0:
            self.words[place] = label.position
        else:
            label.uses.append(place)

    def mark(self, label: Label) -> None:
        """Place a label here."""
        label.position = len(self.words)
        for place in label.uses:
            self.words[place] = label.position
        label.uses = []

    def temporaries(self, count: int = 1) -> int:
        """Reserve registers, in a row, until `top` is set back; return the first."""
        first = self.top
        self.top += count
        if self.top > self.most:
            self.most = self.top
        return first

    def name(self, name: str) -> int:
        """Return the index of a name."""
        place = self.name_places.get(name, -1)
        if place < 0:
            place = self.name_places[name] = len(self.code.names)
            self.code.names.append(name)
        return place

    def constant(self, value: object) -> int:
        """Return the register of a constant; equal constants of one type share it."""
        key = _key(value)
        place = self.constant_places.get(key, -1)
        if place < 0:
            place = self.constant_places[key] = len(self.constants)
            self.constants.append(value)
        return CONSTANT + place

    def cover(self, start: int, end: int, target: Label, register: int) -> None:
        """Add a row to the exception table; inner rows are added first."""
        if start < end:
            self.rows.append((start, end, target, register))

    def finish(self) -> Code:
        """Give the constants their registers and return the code."""
        code = self.code
        base = max(self.most, 1)
        shift = base - CONSTANT
        words = self.words
        for place in range(0, len(words), WORDS):
            opcode = words[place]
            for number in _MAY_BE_CONSTANT[opcode]:
                if words[place + 1 + number] >= CONSTANT:
                    words[place + 1 + number] += shift
            if opcode == op.CALL_KEYWORDS:
                packed = words[place + 3]
                words[place + 3] = (packed & 65535) | ((packed >> 16) + shift) << 16
        flat: vec[i64] = vec[i64]()
        for word in words:
            flat = append(flat, word)
        places: vec[i64] = vec[i64]()
        for number in self.positions:
            places = append(places, number)
        code.words = flat
        code.positions = places
        code.constant_start = base
        unset: list[object] = [UNDEFINED]
        code.initial = unset * base + self.constants
        code.handlers = [Handler(start, end, target.position, register) for start, end, target, register in self.rows]
        return code


def _key(value: object) -> object:
    """What makes two constants the same: type and value, the sign of zero, and all that inside tuples."""
    kind = type(value)
    if kind is str or kind is int or kind is bytes or kind is bool:
        return (kind, value)
    if kind is float or kind is complex:
        return (kind, repr(value))
    if isinstance(value, (tuple, frozenset)):
        return (kind, tuple([_key(item) for item in value]))
    return (kind, id(value))
