"""Frame: one activation of a Code, plain data; and what happens when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from mypy_extensions import i64

from limen.executor.code import Code

if TYPE_CHECKING:
    from limen.executor.values import Function, Generator

# What an instruction body tells the loop, besides a word index to go on at.
NEXT: Final = -1
SWITCH: Final = -2
AGAIN: Final = -3
THROW: Final = -4  # `vm.throwing` is to be raised in `vm.frame`
SKIP: Final = -5  # go on behind the next two instructions
PAST: Final = -6  # go on behind the next instruction

# What the frame below gets when this one is left (`Frame.on_return`).
ON_VALUE: Final = 0  # the value, in register dst
ON_TEST: Final = 1  # its truth, for the NOT or JUMP_IF that asked
ON_FOR: Final = 2  # a generator driven by FOR_ITER: yields go to dst, its end jumps
ON_SEND: Final = 3  # a generator driven by SEND
ON_NEXT: Final = 4  # a generator driven by next() or send(): its end is StopIteration
ON_CLOSE: Final = 5  # a generator being closed
ON_AWAIT: Final = 6  # a coroutine being awaited: its value, in dst
ON_ANEXT: Final = 7  # an async generator: yields go to dst, its end is StopAsyncIteration
ON_INSTANCE: Final = 8  # `__init__`: the instance in `extra`
ON_ITEM: Final = 9  # `__next__` called by FOR_ITER: StopIteration jumps
ON_SEND_ITEM: Final = 10  # `__next__` or `send` called by SEND: StopIteration ends it
ON_DISCARD: Final = 11  # nothing
ON_CONTAINS: Final = 12  # its truth, in dst
ON_NOT_CONTAINS: Final = 13  # its negated truth, in dst
ON_STOP: Final = 14  # nobody: the run, or a nested run, ends
ON_TASK: Final = 15  # nobody: a task ends


@final
class Frame:
    """One activation of a code. A suspended generator is a Frame; a stack is Frames linked by `back`."""

    def __init__(self, code: Code, regs: list[object], globals: list[object], back: Frame | None, dst: i64) -> None:
        self.code: Code = code
        self.regs: list[object] = regs
        self.globals: list[object] = globals
        self.back: Frame | None = back
        self.pc: i64 = 0
        self.dst: i64 = dst
        self.on_return: i64 = ON_VALUE
        self.depth: i64 = 0
        self.handled: object = None  # what was being handled when the frame was entered
        self.generator: Generator | None = None
        self.extra: object = None


def fresh_frame(function: Function, back: Frame | None, dst: i64) -> Frame:
    """Return a frame that is about to run `function`, without arguments yet."""
    code = function.code
    regs = code.initial.copy()
    if function.closure:
        register = code.free_start
        for cell in function.closure:
            regs[register] = cell
            register += 1
    return Frame(code, regs, function.globals, back, dst)


def reuse_frame(frame: Frame, function: Function, back: Frame, dst: i64) -> None:
    """Make a frame that has returned, and that nobody holds, one that is about to run `function`."""
    code = function.code
    if frame.code is not code:  # else its registers have been reset
        frame.code = code
        frame.regs = code.initial.copy()
    if function.closure:
        regs = frame.regs
        register = code.free_start
        for cell in function.closure:
            regs[register] = cell
            register += 1
    frame.globals = function.globals
    frame.back = back
    frame.pc = 0
    frame.dst = dst
