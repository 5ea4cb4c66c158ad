"""A Code as text: one line an instruction, with line numbers, names and constants where numbers stand."""

from __future__ import annotations

from typing import Final

from limen.executor import opcodes as op
from limen.executor.code import WORDS, Code
from limen.executor.values import Class, Function, Module, Native, Tool

_WIDTH: Final = 60  # characters of a constant that are shown


def disassemble(code: Code) -> str:
    """Return the text of a code and of all codes in it: `number  line  INSTRUCTION operands`, then its handlers."""
    parts: list[str] = []
    waiting = [code]
    while waiting:
        current = waiting.pop(0)
        parts.append("\n".join(_lines(current)))
        waiting[:0] = current.codes
    return "\n\n".join(parts) + "\n"


def _lines(code: Code) -> list[str]:
    parameters = ", ".join(code.parameters)
    lines = [f"{code.kind} {code.qualname}({parameters})  # line {code.line}, {len(code.initial)} registers"]
    targets = {int(code.words[place + 1 + n]) for place, n in _places(code, "target")}
    targets |= {int(row.target) for row in code.handlers}
    shown = 0
    for place in range(0, len(code.words), WORDS):
        opcode = int(code.words[place])
        line = int(code.positions[place]) if len(code.positions) else 0
        mark = ">" if place in targets else " "
        number = f"{line:5}" if line and line != shown else " " * 5
        shown = line or shown
        operands = ", ".join(_operands(code, place, opcode))
        lines.append(f"{number} {mark}{place // WORDS:5}  {op.NAMES[opcode]:<16} {operands}".rstrip())
    for row in code.handlers:
        lines.append(
            f"      exceptions in {row.start // WORDS}..{row.end // WORDS} -> {row.target // WORDS}, "
            f"in {_register(code, int(row.register))}"
        )
    return lines


def _places(code: Code, wanted: str) -> list[tuple[int, int]]:
    return [
        (place, number)
        for place in range(0, len(code.words), WORDS)
        for number, kind in enumerate(op.OPERANDS[int(code.words[place])])
        if kind == wanted
    ]


def _operands(code: Code, place: int, opcode: int) -> list[str]:
    found: list[str] = []
    for number, kind in enumerate(op.OPERANDS[opcode]):
        value = int(code.words[place + 1 + number])
        if kind in ("reg", "dst", "base"):
            found.append(_register(code, value))
        elif kind == "reg?":
            found.append("-" if value < 0 else _register(code, value))
        elif kind == "name":
            found.append(repr(code.names[value]))
        elif kind == "code":
            found.append(f"<{code.codes[value].qualname}>")
        elif kind == "slot":
            found.append(f"global {value}")
        elif kind == "target":
            found.append(f"-> {value // WORDS}")
        elif kind == "name+count":
            found.append(f"{code.names[value & 65535]!r} with {value >> 16}")
        elif kind == "count+names":
            found.append(f"{value & 65535} of {_register(code, value >> 16)}")
        elif kind == "before+after":
            found.append(f"{value & 255} * {value >> 8}")
        elif kind:
            found.append(str(value))
    return found


def _register(code: Code, register: int) -> str:
    """A register: the name of its variable, the value of its constant, or its number."""
    if register >= code.constant_start:
        return _constant(code.initial[register])
    if register < len(code.local_names):
        return code.local_names[register]
    return f"r{register}"


def _constant(value: object) -> str:
    if isinstance(value, (Native, Class, Function, Tool, Module)):
        return f"<{value.name}>"
    text = repr(value)
    return text if len(text) <= _WIDTH else text[: _WIDTH - 3] + "..."
