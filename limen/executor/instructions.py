"""Every instruction of the machine, once: its operands, its meaning, its body.

Opcode numbers, operand tables, the documentation and the dispatch loop (`dispatch.py`) are generated from this file by
`generate.py`; nothing imports it at run time. A body sees the VM, the running frame, its registers, the names of its code
and the three operands.
It returns nothing to go on with the next instruction, the word index to go on at, or what a call into the VM tells it:

- NEXT: the result is in its register, go on;
- SWITCH: another frame runs now (`vm.frame`), this one goes on later behind this instruction;
- AGAIN: another frame runs now, and then this instruction again;
- THROW: `vm.throwing` is raised in `vm.frame`, which may be another frame;
- SKIP: go on behind the next two instructions;
- PAST: go on behind the next instruction.

The order here is the order of the opcodes. The dispatch tree is balanced by how often each is executed (`generate.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mypy_extensions import i64

from limen.executor import attributes, fastpaths, operations
from limen.executor.code import UNDEFINED
from limen.executor.frame import (  # noqa: F401 (what only the generated loop names)
    AGAIN,
    NEXT,
    ON_FOR,
    ON_INSTANCE,
    ON_SEND,
    ON_TEST,
    ON_VALUE,
    PAST,
    SKIP,
    SWITCH,
    THROW,
    Frame,
)
from limen.executor.iterators import EXHAUSTED, Iterator
from limen.executor.values import MIXED, Cell, Function, Generator, Instance, Invoke, Native, Property
from limen.executor.vm import Vm


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: what everything else is derived from."""

    name: str
    operands: tuple[str, str, str]
    doc: str
    body: Callable[..., int | None]


INSTRUCTIONS: list[Instruction] = []


def instruction(operands: str = "") -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Declare an instruction; `operands` names the kinds of its up to three operands, in order."""
    kinds = [*operands.split(), "", "", ""][:3]

    def declare(body: Callable[..., int | None]) -> Callable[..., int | None]:
        name = body.__name__.upper().removesuffix("_")
        INSTRUCTIONS.append(Instruction(name, (kinds[0], kinds[1], kinds[2]), body.__doc__ or "", body))
        return body

    return declare


# Registers, names, cells


@instruction("dst reg")
def move(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Copy a register."""
    fastpaths.move(regs, a, b)


@instruction("reg name kind")
def check(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Raise NameError when the register has no value (kind: 0 local, 1 module level, 2 free variable)."""
    if regs[a] is UNDEFINED:
        operations.check_unbound(frame, a, names[b], c)


@instruction("reg name kind")
def delete(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Take the value of a local away; NameError when it has none."""
    if regs[a] is UNDEFINED:
        operations.raise_unbound(names[b], c)
    regs[a] = UNDEFINED


@instruction("dst")
def clear(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Take the value of a register away."""
    regs[a] = UNDEFINED


@instruction("dst slot name")
def load_global(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Read a global from a function; where it has no value, the builtin of that name."""
    value = frame.globals[b]
    if value is UNDEFINED:
        value = operations.global_fallback(frame, names[c])
    regs[a] = value


@instruction("slot reg")
def store_global(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Write a global from a function."""
    frame.globals[a] = regs[b]


@instruction("slot name")
def del_global(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Delete a global from a function."""
    if frame.globals[a] is UNDEFINED:
        operations.raise_unbound(names[b], 1)
    frame.globals[a] = UNDEFINED


@instruction("dst")
def make_cell(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Put the content of a register into a new cell, and the cell into the register."""
    regs[a] = Cell(regs[a])


@instruction("dst reg name")
def load_cell(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Read the variable in a cell."""
    cell = regs[b]
    assert type(cell) is Cell
    value = cell.value
    if value is UNDEFINED:
        operations.raise_unbound(names[c], 2 if b >= frame.code.free_start else 0)
    regs[a] = value


@instruction("reg reg")
def store_cell(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Write the variable in a cell."""
    cell = regs[a]
    assert type(cell) is Cell
    cell.value = regs[b]


@instruction("reg name")
def del_cell(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Take the value of the variable in a cell away."""
    cell = regs[a]
    assert type(cell) is Cell
    if cell.value is UNDEFINED:
        operations.raise_unbound(names[b], 2 if a >= frame.code.free_start else 0)
    cell.value = UNDEFINED


@instruction("dst name target")
def load_name(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Class body: read a name of the namespace and jump; fall through when it is not there."""
    namespace = regs[0]
    assert type(namespace) is dict
    name = names[b]
    if name in namespace:
        regs[a] = namespace[name]
        return c


@instruction("name reg")
def store_name(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Class body: bind a name in the namespace."""
    namespace = regs[0]
    assert type(namespace) is dict
    namespace[names[a]] = regs[b]


@instruction("name")
def del_name(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Class body: unbind a name."""
    namespace = regs[0]
    assert type(namespace) is dict
    name = names[a]
    if name not in namespace:
        operations.raise_unbound(name, 1)
    del namespace[name]


# Arithmetic


@instruction("dst reg reg")
def add(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left + right"""
    if not fastpaths.add(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.ADD, regs[b], regs[c]))


@instruction("dst reg reg")
def sub(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left - right"""
    if not fastpaths.subtract(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.SUB, regs[b], regs[c]))


@instruction("dst reg reg")
def mul(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left * right"""
    if not fastpaths.multiply(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.MUL, regs[b], regs[c]))


@instruction("dst reg reg")
def div(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left / right"""
    if not fastpaths.divide(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.DIV, regs[b], regs[c]))


@instruction("dst reg reg")
def floordiv(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left // right"""
    if not fastpaths.floor_divide(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.FLOORDIV, regs[b], regs[c]))


@instruction("dst reg reg")
def mod(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left % right"""
    if not fastpaths.modulo(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.MOD, regs[b], regs[c]))


@instruction("dst reg reg")
def pow(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left ** right"""
    if not fastpaths.power(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.POW, regs[b], regs[c]))


@instruction("dst reg reg")
def matmul(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left @ right"""
    return vm.deliver(frame, a, operations.binary(vm, operations.MATMUL, regs[b], regs[c]))


@instruction("dst reg reg")
def lshift(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left << right"""
    if not fastpaths.shift_left(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.LSHIFT, regs[b], regs[c]))


@instruction("dst reg reg")
def rshift(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left >> right"""
    if not fastpaths.shift_right(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.RSHIFT, regs[b], regs[c]))


@instruction("dst reg reg")
def and_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left & right"""
    if not fastpaths.bit_and(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.AND, regs[b], regs[c]))


@instruction("dst reg reg")
def or_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left | right"""
    if not fastpaths.bit_or(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.OR, regs[b], regs[c]))


@instruction("dst reg reg")
def xor(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left ^ right"""
    if not fastpaths.bit_xor(regs, a, b, c):
        return vm.deliver(frame, a, operations.binary(vm, operations.XOR, regs[b], regs[c]))


@instruction("dst reg reg")
def inplace_add(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left += right, the result for the compiler to store"""
    if not fastpaths.add(regs, a, b, c):
        return vm.deliver(frame, a, operations.inplace(vm, operations.ADD, regs[b], regs[c]))


@instruction("dst reg reg")
def inplace_sub(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left -= right, the result for the compiler to store"""
    if not fastpaths.subtract(regs, a, b, c):
        return vm.deliver(frame, a, operations.inplace(vm, operations.SUB, regs[b], regs[c]))


@instruction("dst reg reg")
def inplace_mul(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left *= right, the result for the compiler to store"""
    if not fastpaths.multiply(regs, a, b, c):
        return vm.deliver(frame, a, operations.inplace(vm, operations.MUL, regs[b], regs[c]))


@instruction("dst reg kind")
def inplace(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The other augmented assignments; kind indexes ("/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^")."""
    if not fastpaths.inplace(regs, a, b, c):
        return vm.deliver(frame, a, operations.inplace(vm, operations.DIV + c, regs[a], regs[b]))


@instruction("dst reg")
def neg(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """-value"""
    if not fastpaths.negate(regs, a, b):
        return vm.deliver(frame, a, operations.unary(vm, operations.NEG, regs[b]))


@instruction("dst reg")
def pos(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """+value"""
    return vm.deliver(frame, a, operations.unary(vm, operations.POS, regs[b]))


@instruction("dst reg")
def invert(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """~value"""
    return vm.deliver(frame, a, operations.unary(vm, operations.INVERT, regs[b]))


# Comparison and truth


@instruction("dst reg reg")
def lt(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left < right"""
    found = fastpaths.order(regs, b, c)
    if found != fastpaths.UNORDERED:
        fastpaths.set_bool(regs, a, found < 0)
    else:
        return vm.deliver(frame, a, operations.compare(vm, operations.LT, regs[b], regs[c]))


@instruction("dst reg reg")
def le(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left <= right"""
    found = fastpaths.order(regs, b, c)
    if found != fastpaths.UNORDERED:
        fastpaths.set_bool(regs, a, found <= 0)
    else:
        return vm.deliver(frame, a, operations.compare(vm, operations.LE, regs[b], regs[c]))


@instruction("dst reg reg")
def gt(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left > right"""
    found = fastpaths.order(regs, b, c)
    if found != fastpaths.UNORDERED:
        fastpaths.set_bool(regs, a, found > 0)
    else:
        return vm.deliver(frame, a, operations.compare(vm, operations.GT, regs[b], regs[c]))


@instruction("dst reg reg")
def ge(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left >= right"""
    found = fastpaths.order(regs, b, c)
    if found != fastpaths.UNORDERED:
        fastpaths.set_bool(regs, a, found >= 0)
    else:
        return vm.deliver(frame, a, operations.compare(vm, operations.GE, regs[b], regs[c]))


@instruction("dst reg reg")
def eq(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left == right"""
    found = fastpaths.same(regs, b, c)
    if found != fastpaths.UNORDERED:
        fastpaths.set_bool(regs, a, found == 1)
    else:
        return vm.deliver(frame, a, operations.compare(vm, operations.EQ, regs[b], regs[c]))


@instruction("dst reg reg")
def ne(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left != right"""
    found = fastpaths.same(regs, b, c)
    if found != fastpaths.UNORDERED:
        fastpaths.set_bool(regs, a, found == 0)
    else:
        return vm.deliver(frame, a, operations.compare(vm, operations.NE, regs[b], regs[c]))


@instruction("dst reg reg")
def is_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left is right"""
    regs[a] = regs[b] is regs[c]


@instruction("dst reg reg")
def is_not(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """left is not right"""
    regs[a] = regs[b] is not regs[c]


@instruction("dst reg reg")
def in_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """item in container"""
    if not fastpaths.contains(regs, a, b, c, False):
        return vm.deliver(frame, a, operations.contains(vm, regs[c], regs[b], False))


@instruction("dst reg reg")
def not_in(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """item not in container"""
    if not fastpaths.contains(regs, a, b, c, True):
        return vm.deliver(frame, a, operations.contains(vm, regs[c], regs[b], True))


@instruction("dst reg")
def not_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """not value"""
    found = fastpaths.truth(regs, b)
    if found != fastpaths.UNORDERED:
        fastpaths.set_bool(regs, a, found == 0)
    else:
        test = operations.truth(vm, regs[b])
        if type(test) is Invoke:
            return vm.call(frame, a, test.function, test.args, None, ON_TEST)
        regs[a] = test is False


@instruction("target")
def jump(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Go on at target."""
    return a


@instruction("reg target")
def jump_if_true(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Jump when the value is true."""
    found = fastpaths.truth(regs, a)
    if found == 1:
        return b
    if found == fastpaths.UNORDERED:
        test = operations.truth(vm, regs[a])
        if test is True:
            return b
        if type(test) is Invoke:
            return vm.call(frame, a, test.function, test.args, None, ON_TEST)


@instruction("reg target")
def jump_if_false(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Jump when the value is false."""
    found = fastpaths.truth(regs, a)
    if found == 0:
        return b
    if found == fastpaths.UNORDERED:
        test = operations.truth(vm, regs[a])
        if test is False:
            return b
        if type(test) is Invoke:
            return vm.call(frame, a, test.function, test.args, None, ON_TEST)


@instruction("reg target")
def jump_if_none(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Jump when the value is None."""
    if regs[a] is None:
        return b


@instruction("reg target")
def jump_if_not_none(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Jump when the value is not None."""
    if regs[a] is not None:
        return b


# A comparison that decides a jump is preceded by its fast form: for two ints or two floats it does both and skips the two
# instructions behind it; for everything else it does nothing, and they do the work.


@instruction("reg reg target")
def fast_lt(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Skip two instructions when left < right, jump when not; go on when these are not two ints or two floats."""
    found = fastpaths.order(regs, a, b)
    if found != fastpaths.UNORDERED:
        return SKIP if found < 0 else c


@instruction("reg reg target")
def fast_le(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The same for left <= right."""
    found = fastpaths.order(regs, a, b)
    if found != fastpaths.UNORDERED:
        return SKIP if found <= 0 else c


@instruction("reg reg target")
def fast_gt(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The same for left > right."""
    found = fastpaths.order(regs, a, b)
    if found != fastpaths.UNORDERED:
        return SKIP if found > 0 else c


@instruction("reg reg target")
def fast_ge(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The same for left >= right."""
    found = fastpaths.order(regs, a, b)
    if found != fastpaths.UNORDERED:
        return SKIP if found >= 0 else c


@instruction("reg reg target")
def fast_eq(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The same for left == right, and for two strs."""
    found = fastpaths.same(regs, a, b)
    if found != fastpaths.UNORDERED:
        return SKIP if found == 1 else c


@instruction("reg reg target")
def fast_ne(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The same for left != right, and for two strs."""
    found = fastpaths.same(regs, a, b)
    if found != fastpaths.UNORDERED:
        return SKIP if found == 0 else c


# Iteration


@instruction("dst reg")
def get_iter(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """iter(value)"""
    return vm.deliver(frame, a, operations.get_iter(vm, regs[b]))


@instruction("dst reg target")
def for_iter(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The next item of the iterator, or jump when there is none."""
    found = fastpaths.advance(regs, a, b)
    if found == 1:
        return NEXT
    iterator = regs[b]
    if isinstance(iterator, Iterator):
        item = iterator.step(vm)
        if item is EXHAUSTED:
            return c
        regs[a] = item
    elif type(iterator) is Generator:
        return vm.resume_generator(frame, a, iterator, None, ON_FOR, c)
    else:
        return vm.next_item(frame, a, iterator)


@instruction("dst reg target")
def fast_next(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """At the end of a for loop: the next item of a range or list, and back to the body; for anything else nothing."""
    if fastpaths.advance(regs, a, b) == 1:
        return c


@instruction("dst reg")
def get_aiter(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """aiter(value)"""
    return vm.deliver(frame, a, operations.get_aiter(vm, regs[b]))


@instruction("dst reg")
def get_anext(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """An awaitable of the next item of the asynchronous iterator."""
    return vm.deliver(frame, a, operations.get_anext(vm, regs[b]))


# Building


@instruction("dst base count")
def build_list(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """A list of the registers base.."""
    regs[a] = regs[b : b + c]


@instruction("dst base count")
def build_tuple(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """A tuple of the registers base.."""
    regs[a] = tuple(regs[b : b + c])


@instruction("dst base count")
def build_set(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """A set of the registers base.."""
    regs[a] = operations.build_set(vm, regs[b : b + c])


@instruction("dst base count")
def build_dict(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """A dict of count pairs of registers: key, value."""
    regs[a] = operations.build_dict(vm, regs, b, c)


@instruction("dst base count")
def build_string(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The strings in the registers base.., joined."""
    regs[a] = operations.join_strings(vm, regs[b : b + c])


@instruction("dst base")
def build_slice(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """slice(start, stop, step) of three registers."""
    regs[a] = slice(regs[b], regs[b + 1], regs[b + 2])


@instruction("reg reg")
def list_append(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Append to a list that a comprehension or display builds."""
    fastpaths.append(regs, a, b)


@instruction("reg reg")
def set_add(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Add to a set that a comprehension or display builds."""
    target = regs[a]
    assert type(target) is set
    operations.check_hashable(vm, regs[b])
    target.add(regs[b])


@instruction("reg reg reg")
def dict_set(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Set a key of a dict that a comprehension or display builds."""
    target = regs[a]
    assert type(target) is dict
    operations.check_hashable(vm, regs[b])
    target[regs[b]] = regs[c]


@instruction("reg reg reg?")
def list_extend(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """[*values]; third: the function in f(*values), for the message when they are not iterable."""
    return operations.list_extend(vm, frame, a, regs[b], c)


@instruction("reg reg")
def set_update(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """{*values}"""
    return operations.set_update(vm, frame, a, regs[b])


@instruction("reg reg")
def dict_update(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """{**mapping}"""
    return operations.dict_update(vm, frame, a, regs[b])


@instruction("reg reg reg")
def dict_merge(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """f(**mapping); third: the function, for the message when a keyword comes twice."""
    return operations.dict_merge(vm, frame, a, regs[b], regs[c])


@instruction("dst reg")
def list_to_tuple(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """tuple(list)"""
    source = regs[b]
    assert type(source) is list
    regs[a] = tuple(source)


@instruction("base reg count")
def unpack(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Exactly count items of an iterable into the registers base.."""
    source = regs[b]
    if type(source) is tuple and len(source) == c:
        index: i64 = 0
        while index < c:
            regs[a + index] = source[index]
            index += 1
    else:
        return operations.unpack(vm, frame, regs, a, b, c)


@instruction("base reg before+after")
def unpack_star(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Items, a list of the rest, items."""
    return operations.unpack_star(vm, frame, regs, a, b, c & 255, c >> 8)


# Items and attributes


@instruction("dst reg reg")
def load_item(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """container[key]"""
    if fastpaths.get_item(regs, a, b, c):
        return NEXT
    container = regs[b]
    key = regs[c]
    if type(container) is dict and (type(key) is str or type(key) is int):
        return vm.raise_missing(frame, key)
    return vm.deliver(frame, a, operations.load_item(vm, container, key))


@instruction("reg reg reg")
def store_item(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """container[key] = value"""
    if not fastpaths.set_item(regs, a, b, c):
        return vm.discard(frame, operations.store_item(vm, regs[a], regs[b], regs[c]))


@instruction("reg reg")
def del_item(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """del container[key]"""
    return vm.discard(frame, operations.delete_item(vm, regs[a], regs[b]))


@instruction("dst reg name")
def load_attr(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """value.name"""
    if fastpaths.get_attr(regs, a, b, names, c):
        return NEXT
    value = regs[b]
    if type(value) is Instance and value.cls.access >= MIXED:
        found = value.cls.cache.get(names[c])
        if found is UNDEFINED:
            found = value.attrs.get(names[c], UNDEFINED)
            if found is not UNDEFINED:
                regs[a] = found
                return NEXT
        elif operations.is_plain_data(found):
            regs[a] = value.attrs.get(names[c], found)
            return NEXT
        elif type(found) is Property:
            getter = found.fget
            if type(getter) is Function and getter.direct and getter.code.positional == 1:
                fastpaths.copy_row(vm.enter(getter, frame, a), regs, b, 1)
                return SWITCH
    return vm.deliver(frame, a, attributes.get(vm, value, names[c]))


@instruction("reg reg name")
def store_attr(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """object.name = value"""
    if fastpaths.set_attr(regs, a, b, names, c):
        return NEXT
    target = regs[a]
    if type(target) is Instance and target.cls.access >= MIXED and not target.frozen:
        if target.cls.cache.get(names[c]) is UNDEFINED:
            target.attrs[names[c]] = regs[b]
            return NEXT
    return vm.discard(frame, attributes.set(vm, target, names[c], regs[b]))


@instruction("reg reg name")
def store_special(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """object.__name__ = value: names with a meaning of their own, which are not in the dictionary of an instance"""
    return vm.discard(frame, attributes.set(vm, regs[a], names[c], regs[b]))


@instruction("reg name")
def del_attr(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """del object.name"""
    return vm.discard(frame, attributes.delete(vm, regs[a], names[b]))


# Strings


@instruction("dst reg kind")
def convert(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """!s (0), !r (1), !a (2)"""
    return vm.deliver(frame, a, operations.convert(vm, regs[b], c))


@instruction("dst reg reg?")
def format_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """format(value, spec), in an f-string."""
    value = regs[b]
    if c < 0 and type(value) is str:
        regs[a] = value
    elif c < 0 and type(value) is int:
        regs[a] = str(value)
    else:
        return vm.deliver(frame, a, operations.format(vm, value, "" if c < 0 else regs[c]))


# Functions and calls


@instruction("dst code base")
def make_function(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """A function; base..: defaults, keyword defaults or None, cells, annotations or None."""
    regs[a] = operations.make_function(frame, frame.code.codes[b], regs[c], regs[c + 1], regs[c + 2], regs[c + 3])


@instruction("dst base count")
def call(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Call the function in base with the count arguments behind it."""
    function = regs[b]
    if type(function) is Function:
        if function.direct and function.code.positional == c:
            fastpaths.copy_row(vm.enter(function, frame, a), regs, b + 1, c)
            return SWITCH
    elif type(function) is Native:
        if function.quick and fastpaths.call(function.quick, regs, a, b, c):
            return NEXT
        if function.plain:
            return vm.call_plain(frame, a, function, regs, b, c)
    return vm.call(frame, a, function, regs[b + 1 : b + 1 + c], None, ON_VALUE)


@instruction("dst base name+count")
def call_method(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Call a method of the object in base with the arguments behind it, without making a bound method."""
    return vm.call_method(frame, a, regs, b, names[c & 65535], c >> 16)


@instruction("dst base kind")
def fast_method(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Call a quick method of a builtin type and skip the CALL_METHOD behind, or do nothing; kind: `fastpaths.method`."""
    if fastpaths.method(regs, a, b, c):
        return PAST


@instruction("dst base count+names")
def call_keywords(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Call with positional and keyword arguments; a constant register holds the names of the last ones."""
    given = regs[c >> 16]
    assert type(given) is tuple
    return vm.call_keywords(frame, a, regs, b, c & 65535, given)


@instruction("dst base")
def call_star(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Call with a list of positional and a dict of keyword arguments."""
    args = regs[b + 1]
    kwargs = regs[b + 2]
    assert type(args) is list
    assert type(kwargs) is dict
    return vm.call(frame, a, regs[b], args, kwargs if kwargs else None, ON_VALUE)


@instruction("reg")
def return_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Return from the frame."""
    back = frame.back
    value = regs[a]
    if back is not None and frame.generator is None:
        if frame.on_return == ON_INSTANCE and value is None:
            value = frame.extra
            frame.on_return = ON_VALUE
        if frame.on_return == ON_VALUE:
            back.regs[frame.dst] = value
            vm.frame = back
            vm.handled = frame.handled
            fastpaths.reset(regs, frame.code.initial)
            frame.extra = None
            frame.back = vm.spare
            vm.spare = frame
            return SWITCH
    return vm.leave(frame, value)


@instruction("dst reg")
def yield_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Hand out a value and wait; dst gets what is sent."""
    return vm.hand_out(frame, a, regs[b])


@instruction("dst reg")
def get_yield_from(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The iterator that `yield from` drives."""
    source = regs[b]
    if type(source) is Generator and source.kind == "coroutine":  # what the `__await__` of a coroutine returns
        regs[a] = source
        return NEXT
    return vm.deliver(frame, a, operations.get_iter(vm, source))


@instruction("dst reg target")
def send(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """yield from: send dst in; dst gets what comes out; when the iterator returns, its result, and jump."""
    iterator = regs[b]
    if type(iterator) is Generator:
        return vm.resume_generator(frame, a, iterator, regs[a], ON_SEND, c)
    if isinstance(iterator, Iterator):
        item = iterator.step(vm)
        if item is EXHAUSTED:
            regs[a] = None
            return c
        regs[a] = item
        return NEXT
    return vm.send_to(frame, a, iterator, regs[a])


@instruction("dst reg target")
def send_throw(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """yield from: throw the exception in dst into the iterator."""
    return vm.throw_to(frame, a, regs[b], regs[a], c)


@instruction("dst reg")
def await_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Wait for an awaitable."""
    return vm.await_value(frame, a, regs[b])


# with, exceptions


@instruction("base reg")
def enter_with(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """base: bound `__exit__`, base+1: bound `__enter__` of a context manager."""
    operations.enter_with(vm, regs, a, regs[b], False)


@instruction("base reg")
def enter_async_with(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """base: bound `__aexit__`, base+1: bound `__aenter__` of an asynchronous context manager."""
    operations.enter_with(vm, regs, a, regs[b], True)


@instruction("reg reg?")
def raise_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """raise exception from cause"""
    return vm.raise_value(frame, regs[a], UNDEFINED if b < 0 else regs[b])


@instruction("reg")
def reraise(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Go on raising an exception."""
    return vm.reraise(frame, regs[a])


@instruction()
def raise_again(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """A bare raise."""
    if vm.handled is None:
        raise RuntimeError("No active exception to reraise")
    return vm.reraise(frame, vm.handled)


@instruction("dst reg")
def push_handled(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """First in a handler: keep what was being handled in dst; reg is being handled now."""
    exception = regs[b]
    regs[a] = vm.handled
    vm.handled = exception


@instruction("reg")
def pop_handled(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Last in a handler: what was being handled before is again."""
    vm.handled = regs[a]


@instruction("dst reg reg")
def match_exception(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Whether an exception is an instance of a class or of one in a tuple."""
    regs[a] = operations.match_exception(regs[b], regs[c])


@instruction("base reg reg")
def split_exception(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """except*: base: what matches or None; base+1: the rest or None."""
    operations.split_exception(vm, regs, a, regs[b], regs[c])


@instruction("dst reg reg")
def join_exceptions(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """End of except*: a list of what was raised and left over, and the original: what to raise, or None."""
    regs[a] = operations.join_exceptions(vm, regs[b], regs[c])


@instruction("reg?")
def assert_fail(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """raise AssertionError, with a message"""
    return vm.raise_value(frame, operations.assertion_error(vm, UNDEFINED if a < 0 else regs[a]), UNDEFINED)


# Modules and patterns


@instruction("dst name")
def import_(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """A module of the surface."""
    regs[a] = operations.import_module(names[b])


@instruction("dst reg name")
def import_from(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """A member of a module."""
    regs[a] = operations.import_from(vm, regs[b], names[c])


@instruction("dst reg")
def match_sequence(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Whether a sequence pattern may match."""
    regs[a] = operations.is_sequence(regs[b])


@instruction("dst reg")
def match_mapping(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """Whether a mapping pattern may match."""
    regs[a] = operations.is_mapping(regs[b])


@instruction("dst reg reg")
def match_keys(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The values of a tuple of keys as a list, or None."""
    return vm.deliver(frame, a, operations.match_keys(vm, regs[b], regs[c]))


@instruction("dst base")
def match_class(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """The attributes of a class pattern as a list, or None; base..: subject, class, keyword names, positional count."""
    return vm.deliver(frame, a, operations.match_class(vm, regs[b], regs[b + 1], regs[b + 2], regs[b + 3]))


@instruction("dst reg")
def length(vm: Vm, frame: Frame, regs: list[object], names: list[str], a: i64, b: i64, c: i64) -> int | None:
    """len(value), in patterns."""
    return vm.deliver(frame, a, operations.length(vm, regs[b]))
