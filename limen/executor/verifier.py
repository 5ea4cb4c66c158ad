"""Checks that a Code can do no harm: every operand in bounds, every jump at an instruction, constants plain."""

from __future__ import annotations

from typing import Final, NoReturn

from limen.executor import opcodes as op
from limen.executor.code import UNDEFINED, WORDS, Code
from limen.executor.errors import BadCode
from limen.executor.values import Class, Function, Module, Native, Tool

MAX_REGISTERS: Final = 1 << 20
MAX_NESTING: Final = 200  # of codes in codes

_CONSTANT_TYPES: Final = frozenset(
    {type(None), type(...), type(NotImplemented), bool, int, float, complex, str, bytes, slice}
    | {Class, Function, Module, Native, Tool}
)
_SPAN_OF_BASE: Final = {  # how many registers an instruction touches from its base on: fixed, or by its count operand
    op.BUILD_LIST: 0,
    op.BUILD_TUPLE: 0,
    op.BUILD_SET: 0,
    op.BUILD_STRING: 0,
    op.BUILD_SLICE: 3,
    op.MAKE_FUNCTION: 4,
    op.CALL_STAR: 3,
    op.ENTER_WITH: 2,
    op.ENTER_ASYNC_WITH: 2,
    op.SPLIT_EXCEPTION: 2,
    op.MATCH_CLASS: 4,
    op.UNPACK: 0,
}
_ENDS: Final = frozenset({op.RETURN, op.JUMP, op.RAISE, op.RERAISE, op.RAISE_AGAIN, op.ASSERT_FAIL})


def verify(code: Code) -> None:
    """Check a code and the codes in it; raise BadCode with the place and the reason unless every part is in bounds."""
    if code.kind != "module":
        raise BadCode(f"{code.qualname}: a program is the code of a module, not of a {code.kind}")
    _verify(code, code, 0)


def _verify(code: Code, module: Code, depth: int) -> None:
    if depth > MAX_NESTING:
        _refuse(code, -1, "codes are nested too deeply")
    size = len(code.words)
    registers = len(code.initial)
    if size == 0 or size % WORDS:
        _refuse(code, -1, f"{size} words are not a whole number of instructions")
    if registers > MAX_REGISTERS or not 0 <= code.constant_start <= registers:
        _refuse(code, -1, f"{registers} registers with constants from {code.constant_start}")
    if len(code.positions) not in (0, size):
        _refuse(code, -1, "positions and instructions differ in number")
    _verify_layout(code, module)
    for place in range(0, size, WORDS):
        _verify_instruction(code, module, place)
    if int(code.words[size - WORDS]) not in _ENDS:
        _refuse(code, size - WORDS, "the last instruction falls off the end")
    for row in code.handlers:
        in_code = 0 <= row.start < row.end <= size and 0 <= row.target < size
        if not in_code or row.start % WORDS or row.end % WORDS or row.target % WORDS:
            _refuse(code, int(row.start), "an exception table row is out of bounds")
        _writable(code, int(row.start), int(row.register))
    for inner in code.codes:
        if inner.module is not module or inner.kind == "module":
            _refuse(code, -1, f"{inner.qualname} belongs to another module")
        _verify(inner, module, depth + 1)


def _verify_layout(code: Code, module: Code) -> None:
    """Parameters, free cells and constants lie where the frame puts them."""
    count = code.positional + code.keyword_only + code.has_varargs + code.has_varkw
    if code is not module and (count != len(code.parameters) or code.positional_only > code.positional):
        _refuse(code, -1, "the parameters do not add up")
    if not 0 <= code.free_start <= code.free_start + len(code.free_names) <= code.constant_start:
        _refuse(code, -1, "the cells of the closure are out of bounds")
    if count > code.free_start or len(code.globals) > code.constant_start:
        _refuse(code, -1, "parameters or globals are out of bounds")
    for register, value in enumerate(code.initial):
        if register < code.constant_start:
            if value is not UNDEFINED:
                _refuse(code, -1, f"register {register} is preset and no constant")
        elif not _is_constant(value, 0):
            _refuse(code, -1, f"register {register} holds a constant of type {type(value).__name__}")


def _is_constant(value: object, depth: int) -> bool:
    if type(value) in _CONSTANT_TYPES:
        return True
    if isinstance(value, (tuple, frozenset)) and depth < MAX_NESTING:
        return all([_is_constant(item, depth + 1) for item in value])
    return False


def _verify_instruction(code: Code, module: Code, place: int) -> None:
    opcode = int(code.words[place])
    if not 0 <= opcode < len(op.OPERANDS):
        _refuse(code, place, f"there is no instruction {opcode}")
    for number, kind in enumerate(op.OPERANDS[opcode]):
        value = int(code.words[place + 1 + number])
        if kind == "dst":
            _writable(code, place, value)
        elif kind == "reg" or (kind == "reg?" and value != -1):
            _readable(code, place, value, 1)
        elif kind == "base":
            _verify_base(code, place, opcode, value)
        elif kind == "name" and not 0 <= value < len(code.names):
            _refuse(code, place, f"there is no name {value}")
        elif kind == "code" and not 0 <= value < len(code.codes):
            _refuse(code, place, f"there is no nested code {value}")
        elif kind == "slot" and not 0 <= value < len(module.globals):
            _refuse(code, place, f"there is no global {value}")
        elif kind == "target" and not (0 <= value < len(code.words) and value % WORDS == 0):
            _refuse(code, place, f"jump to {value}, which is no instruction")
        elif kind in ("kind", "count") and not 0 <= value < MAX_REGISTERS:
            _refuse(code, place, f"{kind} {value} is out of bounds")
        elif kind == "name+count" and not (value >= 0 and (value & 65535) < len(code.names)):
            _refuse(code, place, f"there is no name {value & 65535}")
        elif kind == "count+names":
            names = value >> 16
            _readable(code, place, names, 1)
            if names < code.constant_start or not _is_names(code.initial[names], value & 65535):
                _refuse(code, place, "the names of keyword arguments are no constant tuple of names")
    if opcode == op.STORE_NAME or opcode == op.DEL_NAME or opcode == op.LOAD_NAME:
        if code.kind != "class":
            _refuse(code, place, "names of a namespace outside a class body")


def _is_names(value: object, count: int) -> bool:
    return type(value) is tuple and len(value) <= count and all([type(name) is str for name in value])


def _verify_base(code: Code, place: int, opcode: int, base: int) -> None:
    """The registers in a row that an instruction reads or writes from its base on."""
    words = code.words
    third = int(words[place + 3])
    if opcode == op.CALL:
        span = third + 1
    elif opcode == op.CALL_METHOD:
        span = (third >> 16) + 1
    elif opcode == op.FAST_METHOD:
        span = (third >> 8) + 1
    elif opcode == op.CALL_KEYWORDS:
        span = (third & 65535) + 1
    elif opcode == op.BUILD_DICT:
        span = 2 * third
    elif opcode == op.UNPACK_STAR:
        span = (third & 255) + (third >> 8) + 1
    else:
        span = _SPAN_OF_BASE.get(opcode, 0) or third
    if span < 0:
        _refuse(code, place, f"{span} registers from {base}")
    _readable(code, place, base, max(span, 0))
    if op.OPERANDS[opcode][0] == "base" and span and base + span > code.constant_start:
        _refuse(code, place, f"writes {span} registers from {base}, into the constants")


def _readable(code: Code, place: int, register: int, count: int) -> None:
    if not (register >= 0 and register + count <= len(code.initial)):
        _refuse(code, place, f"there is no register {register + count - 1}")


def _writable(code: Code, place: int, register: int) -> None:
    if not 0 <= register < code.constant_start:
        _refuse(code, place, f"register {register} cannot be written")


def _refuse(code: Code, place: int, reason: str) -> NoReturn:
    where = f"{code.qualname} at {place // WORDS}" if place >= 0 else code.qualname
    raise BadCode(f"{where}: {reason}")
