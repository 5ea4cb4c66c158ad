"""The virtual machine: calls, frames, unwinding, generators, fibers, metering, and what natives may ask of it."""

from __future__ import annotations

import decimal
import os
import random
import sys
import time
from collections.abc import Callable, Mapping
from typing import Final, NoReturn, cast, final

from librt.vecs import append
from mypy_extensions import i64

from limen.executor import attributes, exceptions, fastpaths, formatting, operations, tracebacks
from limen.executor.code import ASYNC_GENERATOR, FUNCTION, UNDEFINED, Code
from limen.executor.errors import GuestError, InternalError, LimitExceeded
from limen.executor.frame import (
    AGAIN,
    NEXT,
    ON_ANEXT,
    ON_AWAIT,
    ON_CLOSE,
    ON_CONTAINS,
    ON_DISCARD,
    ON_FOR,
    ON_INSTANCE,
    ON_ITEM,
    ON_NEXT,
    ON_NOT_CONTAINS,
    ON_SEND,
    ON_SEND_ITEM,
    ON_STOP,
    ON_TASK,
    ON_TEST,
    ON_VALUE,
    SWITCH,
    THROW,
    Frame,
    fresh_frame,
    reuse_frame,
)
from limen.executor.iterators import EXHAUSTED, Iterator, native_iter
from limen.executor.limits import Limits
from limen.executor.opcodes import (
    CALL,
    CALL_KEYWORDS,
    CALL_METHOD,
    DEL_ITEM,
    JUMP_IF_FALSE,
    JUMP_IF_TRUE,
    LOAD_ITEM,
    NOT,
    RETURN,
    STORE_ITEM,
)
from limen.executor.surface import SURFACE
from limen.executor.types import OBJECT, TYPE, TYPES
from limen.executor.types.functions import OBJECT_INIT, OBJECT_NEW, VARYING, varying_class
from limen.executor.values import (
    ACTIVE,
    GUEST_TYPES,
    MIXED,
    UNKNOWN,
    Alias,
    AsyncNext,
    Class,
    ClassMethod,
    ExceptionData,
    Fiber,
    Function,
    Future,
    Generator,
    Instance,
    Invoke,
    Method,
    Native,
    Resume,
    StaticMethod,
    Super,
    Tool,
    ToolCall,
    TracebackEntry,
)
from limen.outcome import Usage
from limen.source import Source

SLICE: Final = 512  # instructions between two looks at the clock; each may be some milliseconds of host code
_MEMORY_EVERY: Final = 64  # slices between two looks at the memory of the process
_UNCHECKED: Final = 2**22  # bytes that may be charged between two looks
_UNSEEN: Final = 4096  # instructions of host code that may be spent between two looks at the clock
_LARGE: Final = 512  # results longer than this are charged
_NESTED: Final = 40  # nested runs below host code
_GUEST: Final = frozenset(GUEST_TYPES)
_EMPTY: Final[dict[str, object]] = {}
_PAGE: Final = 4096

Text = str  # `str` names a method inside Vm
CallTool = Callable[[str, list[object], dict[str, object]], object]


@final
class Step:
    """Why a run came back to the host."""

    def __init__(self, kind: str) -> None:
        self.kind: str = kind  # "done" | "raised" | "waiting" | "limit" | "crashed"
        self.value: object = None
        self.exception: Instance | None = None
        self.calls: list[ToolCall] = []
        self.timeout: float | None = None  # "waiting": seconds until a sleeping task wants to go on, at the latest
        self.limit: str = ""
        self.allowed: float = 0.0
        self.detail: str = ""
        self.line: int | None = None


class _Sizes:
    """The file that tells the size of this process, kept open: in a locked-down process nothing can be opened any more."""

    file: int = -1


_SIZES: Final = _Sizes()
_NONE: Final = -2  # there is no such file


def watch_memory(processes: int | None = None) -> int:
    """Open the file that tells the size of this process; return its descriptor, -1 where there is none.

    Args:
        processes: a descriptor of the directory of processes, where it has no path any more; None: /proc.
    """
    try:
        if processes is None:
            _SIZES.file = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
        else:
            _SIZES.file = os.open("self/statm", os.O_RDONLY | os.O_CLOEXEC, dir_fd=processes)
    except OSError:
        _SIZES.file = _NONE
    return max(_SIZES.file, -1)


def forget_memory() -> None:
    """Close that file: after a fork it would tell the size of the parent."""
    if _SIZES.file >= 0:
        os.close(_SIZES.file)
    _SIZES.file = -1


if sys.platform != "win32":
    os.register_at_fork(after_in_child=forget_memory)


def memory_sizes() -> tuple[int, int]:
    """Return the size of the address space of this process and its resident part, in bytes; zeros where it is not known."""
    for _ in range(2):
        if _SIZES.file == -1:
            watch_memory()
        if _SIZES.file == _NONE:
            break
        try:
            size, resident = os.pread(_SIZES.file, 100, 0).split()[:2]
            return int(size) * _PAGE, int(resident) * _PAGE
        except (OSError, ValueError):
            _SIZES.file = -1  # the host has closed it among others: opened once more
    return 0, 0


def resident_memory() -> int:
    """Return the resident memory of this process in bytes; 0 where the system does not say."""
    return memory_sizes()[1]


@final
class Vm:
    """One run, or one session, of guest code. Not safe for use by two threads at once."""

    def __init__(self, limits: Limits, call_tool: CallTool | None = None) -> None:
        self.limits: Limits = limits
        self.call_tool: CallTool | None = call_tool
        self.has_files: bool = False  # whether the modules about files can be imported
        self.spare: Frame | None = None  # a frame that has returned, for the next call
        self.own_random: random.Random | None = None
        self.state: dict[Text, object] = {}  # what modules keep for this run: ids, dialects, loggers
        self.context: decimal.Context | None = None  # for the arithmetic of decimals
        self.host_context: decimal.Context | None = None  # what the host had, while the run goes on
        bottom = Frame(nested_code(), [None], [], None, 0)
        self.frame: Frame = bottom
        self.bottom: Frame = bottom
        self.stopped: bool = False
        self.result: object = None
        self.failure: Instance | None = None
        self.throwing: Instance | None = None
        self.traced: bool = True
        self.session_slots: int = 0
        self.handled: object = None
        self.nesting: int = 0
        self.globals: list[object] = []
        self.module: Code | None = None
        self.recursion: i64 = limits.recursion
        # Fibers
        self.fiber: Fiber = Fiber(None)
        self.main: Fiber = self.fiber
        self.ready: list[Fiber] = []
        self.sleepers: list[Future] = []
        self.pending: dict[int, Future] = {}
        self.next_call: int = 1
        self.idle: bool = False
        # The meter
        self.output: list[Text] = []
        self.output_bytes: int = 0
        self.instructions: int = 0
        self.calls_made: int = 0
        self.seconds: float = 0.0
        self.started_at: float = 0.0
        self.memory_start: int = 0
        self.memory_peak: int = 0
        self.charged: int = 0
        self.slices: int = 0
        self.granted: int = 0

    # Metering

    def slice(self) -> int:
        """Return how many instructions may run before `next_slice` is asked."""
        allowed = self.limits.instructions
        size = SLICE if allowed is None else max(min(SLICE, allowed - self.instructions), 0)
        self.instructions += size
        return size

    def unspent(self, left: int) -> None:
        """Give instructions of the last slice back."""
        self.instructions -= max(left, 0)

    def next_slice(self) -> int:
        """Look at the clock and, now and then, at the memory; raise LimitExceeded or return the next slice."""
        allowed = self.limits.instructions
        if allowed is not None and self.instructions >= allowed:
            raise LimitExceeded("instructions", allowed)
        self.check_time(0.0)
        self.slices += 1
        if self.slices % _MEMORY_EVERY == 0:
            self.check_memory(0)
        return self.slice()

    def elapsed(self) -> float:
        """Return the seconds of guest time used so far."""
        return self.seconds + time.perf_counter() - self.started_at

    def check_time(self, ahead: float) -> None:
        """Raise LimitExceeded when the time is over, or would be after `ahead` more seconds."""
        allowed = self.limits.seconds
        if allowed is not None and self.elapsed() + ahead > allowed:
            raise LimitExceeded("seconds", allowed)

    def check_memory(self, ahead: int) -> None:
        """Raise LimitExceeded when memory has grown too much, or would with `ahead` more bytes."""
        self.charged = 0
        allowed = self.limits.memory
        if allowed is None:
            return
        grown = resident_memory() - self.memory_start
        self.memory_peak = max(self.memory_peak, grown)
        if grown + ahead > allowed:
            raise LimitExceeded("memory", allowed)

    def charge(self, size: int) -> None:
        """Charge `size` bytes that are about to be made; raise LimitExceeded when that is too much."""
        if size > 1024:
            self.charged += size
            if self.charged > _UNCHECKED:
                allowed = self.limits.memory
                if allowed is not None and size > allowed:
                    raise LimitExceeded("memory", allowed)
                self.check_memory(size)
                self.check_time(0.0)

    def charge_time(self, low_bits: int, high_bits: int) -> None:
        """Charge the time of a product of integers of these sizes, by the cost of Karatsuba multiplication."""
        low = min(low_bits, high_bits) / 30
        high = max(low_bits, high_bits) / 30
        if low > 100:
            self.check_time(high / low * low**1.585 * 3e-9)

    def spend(self, count: int) -> None:
        """Charge work of host code, about `count` instructions of it."""
        self.instructions += count
        self.granted += count
        if self.granted > _UNSEEN:
            self.granted = 0
            allowed = self.limits.instructions
            if allowed is not None and self.instructions >= allowed:
                raise LimitExceeded("instructions", allowed)
            self.check_time(0.0)
            self.check_memory(0)

    def spend_on_text(self, value: object) -> None:
        """Charge a walk over a long text."""
        size = 0
        if type(value) is str:
            size = len(value)
        elif type(value) is bytes or type(value) is bytearray:
            size = len(value)
        if size > _PAGE:
            self.spend(size >> 6)

    def sleep(self, seconds: float) -> None:
        """time.sleep: sleeping counts as guest time, and what cannot be slept in time is not begun."""
        self.check_time(max(seconds, 0.0))
        time.sleep(max(seconds, 0.0))

    def host_time(self) -> float:
        """Return the clock of the run: seconds since the epoch."""
        return time.time()

    def host_clock(self) -> float:
        """Return the clock of the run for durations: seconds since some moment."""
        return time.perf_counter()

    def write(self, text: Text) -> None:
        """Append to the run's output."""
        size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
        allowed = self.limits.output
        if allowed is not None and self.output_bytes + size > allowed:
            raise LimitExceeded("output", allowed)
        self.output_bytes += size
        self.output.append(text)

    def stdout(self) -> Text:
        """Return what was printed so far."""
        return "".join(self.output)

    def usage(self) -> Usage:
        """Return what was used of the limits so far."""
        return Usage(
            max(self.instructions, 0), self.seconds, max(self.memory_peak, 0), self.output_bytes, self.calls_made
        )

    # Types

    def type_of(self, value: object) -> Class:
        """Return the guest class of a value."""
        if type(value) is Instance:
            return value.cls
        if type(value) in VARYING:
            return varying_class(value)
        found = TYPES.get(type(value))
        if found is None:
            for base in type(value).__mro__:
                found = TYPES.get(base)
                if found is not None:
                    return found
            return OBJECT
        return found

    def class_name(self, value: object) -> Text:
        """Return the name of the guest class of a value."""
        if type(value) is Generator and value.type_name:
            return value.type_name
        cls = self.type_of(value)
        if cls.native and (cls.module in ("array", "datetime") or cls.name in ("ZoneInfo", "Decimal")):
            return f"{cls.module}.{cls.name}"
        return cls.name

    def is_guest(self, value: object) -> bool:
        """True for limen's own values, which host operations must not see."""
        return type(value) in _GUEST or isinstance(value, Iterator)

    def has_guest_code(self, value: object, name: Text) -> bool:
        """True when special method `name` of an Instance is the guest's own."""
        return operations.guest_method(value, name) is not None

    def function_title(self, function: object) -> Text:
        """Return how CPython names a callable in the messages of call errors."""
        if type(function) is Function:
            return f"{function.module}.{function.qualname}()"
        if type(function) is Method:
            return self.function_title(function.function)
        if type(function) is Native:
            return (
                f"{function.qualname}()"
                if function.module == "builtins"
                else f"{function.module}.{function.qualname}()"
            )
        if type(function) is Class:
            return f"{function.module}.{function.qualname}()" if function.module != "builtins" else f"{function.name}()"
        return f"{self.class_name(function)} object"

    # What natives may ask

    def prelude(self, module: Text, name: Text) -> object:
        """Return a function or class of the prelude."""
        return SURFACE.prelude(module, name)

    def get_attr(self, value: object, name: Text) -> object:
        """getattr(value, name), through the choke point; may be Invoke."""
        return attributes.get_by_name(self, value, name)

    def find_special(self, value: object, name: Text) -> object:
        """Return special method `name` of a value, looked up on its class and bound; UNDEFINED when there is none."""
        cls = self.type_of(value)
        found = cls.lookup(name)
        if found is UNDEFINED or found is None:
            return UNDEFINED
        return self.now(attributes.bind(self, found, value, cls))

    def bind(self, attr: object, value: object, cls: Class) -> object:
        """Bind an attribute of a class; with UNDEFINED as the value, to the class itself."""
        if value is UNDEFINED:
            if type(attr) is ClassMethod:
                return self.now(attributes.of_class(self, attr, cls))
            if type(attr) is StaticMethod:
                return attr.function
            return attr
        return self.now(attributes.bind(self, attr, value, cls))

    def repr(self, value: object) -> Text:
        """repr(value); guest code runs nested."""
        return formatting.repr_value(self, value, 0)

    def str(self, value: object) -> Text:
        """str(value); guest code runs nested."""
        return formatting.str_value(self, value)

    def ascii(self, value: object) -> Text:
        """ascii(value); guest code runs nested."""
        return self.repr(value).encode("ascii", "backslashreplace").decode("ascii")

    def format(self, value: object, spec: Text) -> Text:
        """format(value, spec); guest code runs nested."""
        return formatting.format_value(self, value, spec)

    def truth(self, value: object) -> bool:
        """bool(value); guest code runs nested."""
        if value is True or value is False:
            return value is True
        test = operations.truth(self, value)
        return self.now(test) is True

    def equal(self, left: object, right: object) -> bool:
        """left == right; guest code runs nested."""
        return left is right or operations.equal(self, left, right, 0)

    def less(self, left: object, right: object) -> bool:
        """left < right; guest code runs nested."""
        return self.truth(self.now(operations.compare(self, operations.LT, left, right)))

    def hash(self, value: object) -> int:
        """hash(value); guest code runs nested."""
        operations.check_hashable(self, value)
        return hash(value)

    def listed(self, value: object) -> list[object]:
        """Return all items of an iterable; guest iterators run nested."""
        found = native_iter(value)
        if found is not None:
            items: list[object] = []
            while True:
                item = found.step(self)
                if item is EXHAUSTED:
                    return items
                items.append(item)
                if len(items) & 1023 == 0:
                    self.charge(8192)
                    self.spend(1024)
        listed = self.call_nested(self.prelude("operators", "take"), [value, -1])
        assert type(listed) is list
        return listed

    def now(self, result: object) -> object:
        """Return a result, running the guest call it may ask for, nested."""
        if type(result) is Invoke:
            return self.call_nested(result.function, result.args, result.kwargs)
        return result

    def make_exception(self, cls: Class, args: tuple[object, ...]) -> Instance:
        """Return an instance of an exception class of the surface, without running guest code."""
        instance = Instance(cls)
        instance.payload = ExceptionData(args)
        return instance

    def host_equal(self, left: Instance, right: object) -> bool:
        """Equality that host code (a dict, a set) asks of an instance."""
        if left.cls.lookup("__eq__") is UNDEFINED or operations.guest_method(left, "__eq__") is None:
            if type(right) is not Instance or operations.guest_method(right, "__eq__") is None:
                return self.truth(operations.default_compare(self, 4, left, right))
        return operations.equal(self, left, right, 0)

    def host_hash(self, value: Instance) -> int:
        """The hash that host code asks of an instance."""
        declared = value.cls.lookup("__hash__")
        if declared is None:
            raise TypeError(f"unhashable type: '{value.cls.name}'")
        method = operations.guest_method(value, "__hash__")
        if method is None:
            base = operations.unwrap(value)
            if base is value:
                return id(value) >> 4
            operations.check_hashable(self, base)
            return hash(base)
        result = self.now(operations.bound_call(self, method, value, []))
        result = operations.unwrap(result)
        if not isinstance(result, int):
            raise TypeError("__hash__ method should return an integer")
        return operations.as_hash(result)

    def host_less(self, left: object, right: object) -> bool:
        """The order that host code (sort) asks of an instance."""
        return self.less(left, right)

    # Calls

    def frame_for(self, function: Function, back: Frame, dst: i64) -> Frame:
        """Return a frame that is about to run `function`: one that ran it before, any that has returned, or a new one."""
        callee = self.spare
        if callee is None:
            return fresh_frame(function, back, dst)
        code = function.code
        if callee.code is not code:
            before = callee
            tries: i64 = 0
            while tries < 3:
                tries += 1
                candidate = before.back
                if candidate is None:
                    return fresh_frame(function, back, dst)
                if candidate.code is code:
                    before.back = candidate.back
                    reuse_frame(candidate, function, back, dst)
                    return candidate
                before = candidate
        self.spare = callee.back
        reuse_frame(callee, function, back, dst)
        return callee

    def enter(self, function: Function, frame: Frame, dst: i64) -> list[object]:
        """Push a frame for `function` and return its registers, for the caller to fill with the arguments."""
        depth = frame.depth + 1
        if depth > self.recursion:
            raise RecursionError("maximum recursion depth exceeded")
        callee = self.frame_for(function, frame, dst)
        callee.depth = depth
        callee.handled = self.handled
        self.frame = callee
        return callee.regs

    def deliver(self, frame: Frame, dst: i64, result: object) -> i64:
        """Put a result into a register, or make the guest call that it asks for."""
        if type(result) is Invoke:
            return self.call(frame, dst, result.function, result.args, result.kwargs, ON_VALUE)
        frame.regs[dst] = result
        return NEXT

    def discard(self, frame: Frame, result: object) -> i64:
        """Make the guest call that a result asks for; its value goes nowhere."""
        if type(result) is Invoke:
            return self.call(frame, 0, result.function, result.args, result.kwargs, ON_DISCARD)
        return NEXT

    def call_again(self, frame: Frame, dst: i64, function: object, args: list[object]) -> i64:
        """Call, put the result into dst, and execute the same instruction again."""
        self.call(frame, dst, function, args, None, ON_VALUE)
        return AGAIN

    def call(
        self,
        frame: Frame,
        dst: i64,
        function: object,
        args: list[object],
        kwargs: dict[Text, object] | None,
        mode: i64,
    ) -> i64:
        """Call anything. NEXT: the result is in place; SWITCH: a frame was pushed, or the fiber waits."""
        hops = 0
        while True:
            hops += 1
            if hops > 1000:
                raise RecursionError("maximum recursion depth exceeded")
            if type(function) is Function:
                return self.call_function(frame, dst, function, args, kwargs, mode, None)
            if type(function) is Method:
                args = [function.receiver, *args]
                function = function.function
            elif type(function) is Native:
                result = self.call_native(frame, function, args, kwargs)
                if type(result) is not Invoke:
                    return self.finish(frame, dst, result, mode)
                function = result.function
                args = result.args
                kwargs = result.kwargs
            elif type(function) is Class:
                made = self.instantiate(frame, dst, function, args, kwargs, mode)
                if type(made) is not Invoke:
                    return SWITCH if made is UNDEFINED else self.finish(frame, dst, made, mode)
                function = made.function
                args = made.args
                kwargs = made.kwargs
            elif type(function) is Instance:
                method = function.cls.lookup("__call__")
                if method is UNDEFINED or method is None:
                    raise TypeError(f"'{function.cls.name}' object is not callable")
                if type(method) is Function:
                    args = [function, *args]
                    function = method
                else:
                    function = self.bind(method, function, function.cls)
            elif type(function) is Tool:
                return self.call_of_tool(frame, dst, function, args, kwargs, mode)
            elif type(function) is StaticMethod:
                function = function.function
            elif type(function) is Alias:
                function = function.origin
            elif type(function) is Resume:
                return self.resume_for(frame, dst, function)
            else:
                raise TypeError(f"'{self.class_name(function)}' object is not callable")

    def finish(self, frame: Frame, dst: i64, value: object, mode: i64) -> i64:
        """What a result that is there at once means for the instruction that called."""
        if mode == ON_VALUE:
            frame.regs[dst] = value
            return NEXT
        if mode == ON_DISCARD:
            return NEXT
        if mode == ON_ITEM or mode == ON_SEND_ITEM:
            frame.regs[dst] = value
            return NEXT
        raise InternalError(f"a result that was there at once has no meaning in mode {mode}")

    def call_plain(self, frame: Frame, dst: i64, native: Native, regs: list[object], base: i64, count: i64) -> i64:
        """Call a plain native with count arguments behind register base."""
        if native.iterables or native.cost is not None or count > 3:
            return self.call(frame, dst, native, regs[base + 1 : base + 1 + count], None, ON_VALUE)
        function = native.call
        if count == 1:
            first = regs[base + 1]
            if type(first) is Instance:
                first = operations.unwrap(first)
            result = function(first)
        elif count == 2:
            first = regs[base + 1]
            second = regs[base + 2]
            if type(first) is Instance:
                first = operations.unwrap(first)
            if type(second) is Instance and native.keeps > 1:
                second = operations.unwrap(second)
            result = function(first, second)
        elif count == 0:
            result = function()
        else:
            return self.call(frame, dst, native, regs[base + 1 : base + 1 + count], None, ON_VALUE)
        self.charge_result(result)
        frame.regs[dst] = result
        return NEXT

    def charge_result(self, result: object) -> None:
        """Charge what a native has made, when it is large."""
        if type(result) is str:
            if len(result) > _LARGE:
                self.charge(len(result))
        elif type(result) is list:
            if len(result) > _LARGE:
                self.charge(len(result) * 8)
        elif type(result) is dict and len(result) > _LARGE:
            self.charge(len(result) * 64)

    def call_native(
        self, frame: Frame, native: Native, args: list[object], kwargs: dict[Text, object] | None
    ) -> object:
        """Call a native; the result may be Invoke."""
        if not native.plain:
            return native.call(self, args, kwargs)
        for position in native.iterables:
            if position < len(args):
                value = args[position]
                if type(value) in (list, tuple, Text, dict, set):
                    continue
                if type(value) is Instance or isinstance(value, (Iterator, Generator, Class)):
                    if type(value) is Instance and operations.guest_method(value, "__iter__") is None:
                        args[position] = operations.unwrap(value)
                        if args[position] is not value:
                            continue
                    collect = self.prelude("operators", "call_with_list")
                    return Invoke(collect, [native, position, args, kwargs or {}])
        index: i64 = 0
        for value in args:
            if type(value) is Instance and (index < native.keeps or type(args[1]) is slice):
                args[index] = operations.unwrap(value)
                if args[index] is value and native.module in ("math", "cmath"):
                    return Invoke(self.prelude("math", "call_with_numbers"), [native, args, kwargs or {}])
            index += 1
        if native.cost is not None:
            self.charge(native.cost(args))
        if args:
            self.spend_on_text(args[0])
        result = native.call(*args, **kwargs) if kwargs else native.call(*args)
        self.charge_result(result)
        return result

    def call_method(self, frame: Frame, dst: i64, regs: list[object], base: i64, name: Text, count: i64) -> i64:
        """Call method `name` of the receiver in register base."""
        receiver = regs[base]
        if type(receiver) is Instance:
            cls = receiver.cls
            if cls.access == UNKNOWN:
                attributes.classify(cls)
            if cls.access >= MIXED:
                found = cls.lookup(name)
                if type(found) is Function and name not in receiver.attrs:
                    if found.direct and found.code.positional == count + 1:
                        fastpaths.copy_row(self.enter(found, frame, dst), regs, base, count + 1)
                        return SWITCH
                    return self.call_function(frame, dst, found, regs[base : base + 1 + count], None, ON_VALUE, None)
        elif type(receiver) is Super:
            found = attributes.above(receiver, name)
            if type(found) is Function and type(receiver.receiver) is Instance:
                args = [receiver.receiver, *regs[base + 1 : base + 1 + count]]
                return self.call_function(frame, dst, found, args, None, ON_VALUE, None)
        else:
            kind = type(receiver)
            host = TYPES.get(kind) if kind is not Generator else self.type_of(receiver)
            if host is not None and host is not TYPE and kind is not Alias:
                found = host.lookup(name)
                if type(found) is Native and found.owner is not None:
                    if found.plain and not found.iterables and found.cost is None:
                        function = found.call
                        if kind is str or kind is bytes or kind is bytearray:
                            self.spend_on_text(receiver)
                        if count == 0:
                            result = function(receiver)
                        elif count == 1:
                            first = regs[base + 1]
                            if type(first) is Instance:
                                if name not in _KEEPS_INSTANCES:
                                    first = operations.unwrap(first)
                            elif type(first) is tuple:
                                operations.check_hashable(self, first) if type(receiver) in _HASHING else None
                            result = function(receiver, first)
                        elif (
                            count == 2
                            and type(regs[base + 1]) in _PASSED_AS_THEY_ARE
                            and type(regs[base + 2]) in _PASSED_AS_THEY_ARE
                        ):
                            result = function(receiver, regs[base + 1], regs[base + 2])
                        else:
                            result = self.call_native(frame, found, regs[base : base + 1 + count], None)
                            return self.deliver(frame, dst, result)
                        self.charge_result(result)
                        frame.regs[dst] = result
                        return NEXT
                    return self.call(frame, dst, found, regs[base : base + 1 + count], None, ON_VALUE)
        function_value = attributes.get(self, receiver, name)
        args = regs[base + 1 : base + 1 + count]
        if type(function_value) is Invoke:
            call_result = self.prelude("operators", "call_result")
            return self.call(frame, dst, call_result, [_bound(function_value), args, {}], None, ON_VALUE)
        return self.call(frame, dst, function_value, args, None, ON_VALUE)

    def call_keywords(
        self, frame: Frame, dst: i64, regs: list[object], base: i64, count: i64, names: tuple[object, ...]
    ) -> i64:
        """Call with `count` arguments behind register base, the last ones by keyword."""
        positional = count - len(names)
        kwargs: dict[Text, object] = {}
        register: i64 = base + 1 + positional
        for name in names:
            assert type(name) is str
            kwargs[name] = regs[register]
            register += 1
        return self.call(frame, dst, regs[base], regs[base + 1 : base + 1 + positional], kwargs, ON_VALUE)

    def call_function(
        self,
        frame: Frame,
        dst: i64,
        function: Function,
        args: list[object],
        kwargs: dict[Text, object] | None,
        mode: i64,
        extra: object,
    ) -> i64:
        """Call a guest function: push its frame, or make its generator or coroutine."""
        code = function.code
        if code.kind == FUNCTION or code.kind == "class":
            callee = self.frame_for(function, frame, dst)
        else:
            callee = fresh_frame(function, frame, dst)
        if kwargs is None and code.simple and code.positional == len(args):
            fastpaths.copy_row(callee.regs, args, 0, code.positional)
        else:
            self.bind_arguments(function, callee.regs, args, kwargs)
        if code.kind == FUNCTION or code.kind == "class":
            depth = frame.depth + 1
            if depth > self.recursion:
                raise RecursionError("maximum recursion depth exceeded")
            callee.depth = depth
            callee.on_return = mode
            callee.extra = extra
            callee.handled = self.handled
            self.frame = callee
            return SWITCH
        generator = Generator(callee, code.kind, function.name, function.qualname)
        callee.generator = generator
        callee.back = None
        if code.is_prelude and code.kind == "generator" and function.attrs is not None:
            named = function.attrs.get("type_name")
            if type(named) is str:
                generator.type_name = named
        return self.finish(frame, dst, generator, mode)

    def bind_arguments(
        self, function: Function, regs: list[object], args: list[object], kwargs: dict[Text, object] | None
    ) -> None:
        """Put arguments into the parameters' registers, with CPython's errors."""
        code = function.code
        positional: int = code.positional
        given = len(args)
        taken = min(given, positional)
        index = 0
        while index < taken:
            regs[index] = args[index]
            index += 1
        total = positional
        if code.has_varargs:
            regs[total] = tuple(args[positional:]) if given > positional else ()
            total += 1
        keyword_start = total
        total += int(code.keyword_only)
        extra: dict[Text, object] | None = None
        if code.has_varkw:
            extra = {}
            regs[total] = extra
        if kwargs:
            parameters = code.parameters
            wrong: list[Text] = []
            for name, value in kwargs.items():
                if name in parameters:
                    place = parameters.index(name)
                    if code.positional_only <= place < positional or keyword_start <= place < total:
                        if regs[place] is not UNDEFINED:
                            raise TypeError(f"{function.qualname}() got multiple values for argument '{name}'")
                        regs[place] = value
                        continue
                if extra is None:
                    if name in parameters[: code.positional_only]:
                        wrong.append(name)
                        continue
                    raise TypeError(f"{function.qualname}() got an unexpected keyword argument '{name}'")
                extra[name] = value
            if wrong:
                raise TypeError(
                    f"{function.qualname}() got some positional-only arguments passed as keyword arguments: "
                    f"'{', '.join(wrong)}'"
                )
        if given > positional and not code.has_varargs:
            self.refuse_positional(function, regs, given)
        defaults = function.defaults
        first_default = positional - len(defaults)
        absent: list[Text] = []
        index = 0
        while index < positional:
            if regs[index] is UNDEFINED:
                if index >= first_default:
                    regs[index] = defaults[index - first_default]
                else:
                    absent.append(code.parameters[index])
            index += 1
        if absent:
            raise TypeError(_missing(function, absent, "positional"))
        index = keyword_start
        keyword_defaults = function.keyword_defaults
        while index < keyword_start + code.keyword_only:
            if regs[index] is UNDEFINED:
                name = code.parameters[index]
                if keyword_defaults is not None and name in keyword_defaults:
                    regs[index] = keyword_defaults[name]
                else:
                    absent.append(name)
            index += 1
        if absent:
            raise TypeError(_missing(function, absent, "keyword-only"))

    def refuse_positional(self, function: Function, regs: list[object], given: int) -> NoReturn:
        """Raise the TypeError for too many positional arguments."""
        code = function.code
        positional: int = code.positional
        keyword_given = 0
        place = positional
        while place < positional + code.keyword_only:
            if regs[place] is not UNDEFINED:
                keyword_given += 1
            place += 1
        defaults = len(function.defaults)
        takes = f"from {positional - defaults} to {positional}" if defaults else str(positional)
        plural = "s" if positional != 1 or defaults else ""
        were = "was" if given == 1 and not keyword_given else "were"
        extra = ""
        if keyword_given:
            extra = (
                f" positional argument{'s' if given != 1 else ''} "
                f"(and {keyword_given} keyword-only argument{'s' if keyword_given != 1 else ''})"
            )
        raise TypeError(
            f"{function.qualname}() takes {takes} positional argument{plural} but {given}{extra} {were} given"
        )

    def instantiate(
        self,
        frame: Frame,
        dst: i64,
        cls: Class,
        args: list[object],
        kwargs: dict[Text, object] | None,
        mode: i64,
    ) -> object:
        """Make an instance of a class: the instance, an Invoke, or UNDEFINED when a frame was pushed."""
        if cls.native:
            hook = operations.class_hook(cls, "_limen_call_class") if cls.immutable and cls.new is None else None
            if hook is not None:
                return Invoke(hook, [cls, *args], kwargs)
            if cls.new is None:
                raise TypeError(f"cannot create '{cls.name}' instances")
            return cls.new(self, cls, args, kwargs)
        hook = operations.class_hook(cls, "_limen_call_class")
        if hook is not None:
            return Invoke(hook, [cls, *args], kwargs)
        new = cls.lookup("__new__")
        init = cls.lookup("__init__")
        if new is OBJECT_NEW and cls.lookup("_limen_abstract") is UNDEFINED and _plain_base(cls):
            if type(init) is Function:
                if init.code.kind == FUNCTION and mode == ON_VALUE:
                    instance = Instance(cls)
                    args.insert(0, instance)
                    self.call_function(frame, dst, init, args, kwargs, ON_INSTANCE, instance)
                    return UNDEFINED
            elif init is OBJECT_INIT:
                if not args and not kwargs:
                    return Instance(cls)
            elif type(init) is Native and not init.plain:
                made = Instance(cls)
                result = init.call(self, [made, *args], kwargs)
                if type(result) is Invoke:
                    finish = self.prelude("builtins", "finish_init")
                    return Invoke(finish, [made, result.function, result.args, result.kwargs or {}])
                return made
        if cls.is_exception and new is exceptions.NEW and init is exceptions.INIT:
            return exceptions.new(self, cls, args, kwargs)
        return Invoke(self.prelude("builtins", "_construct"), [cls, args, kwargs or {}])

    def call_nested(self, function: object, args: list[object], kwargs: dict[Text, object] | None = None) -> object:
        """Run a guest call below host code, to its end: capped depth, no waiting in it."""
        from limen.executor import dispatch

        if type(function) is Native and not function.plain:
            result = function.call(self, args, kwargs)
            if type(result) is not Invoke:
                return result
            return self.call_nested(result.function, result.args, result.kwargs)
        if self.nesting >= _NESTED:
            raise RecursionError("maximum recursion depth exceeded")
        frame = self.frame
        handled = self.handled
        result = self.result
        failure = self.failure
        base = Frame(nested_code(), [None, None], [], None, 0)
        base.depth = frame.depth + 1
        base.on_return = ON_STOP
        self.nesting += 1
        self.failure = None
        try:
            self.frame = base
            flow = self.call(base, 0, function, args, kwargs, ON_VALUE)
            if flow != NEXT:
                if flow == THROW:
                    self.raise_pending()
                dispatch.run(self)
                return self.outcome_of_nested()
            return base.regs[0]
        finally:
            self.nesting -= 1
            self.frame = frame
            self.handled = handled
            self.result = result
            self.failure = failure

    def outcome_of_nested(self) -> object:
        """Return the result of the nested run that has just ended, or raise its exception."""
        failure = self.failure
        if failure is not None:
            raise GuestError(failure)
        return self.result

    # Leaving frames

    def leave(self, frame: Frame, value: object) -> i64:
        """Return `value` from a frame that somebody waits for in another way than for its value."""
        generator = frame.generator
        if generator is not None:
            generator.frame = None
            generator.running = False
        self.handled = frame.handled
        mode = frame.on_return
        back = frame.back
        if mode == ON_STOP or back is None:
            self.result = value
            if mode == ON_TASK:
                self.end_task(value, None)
            else:
                self.stopped = True
            return SWITCH
        self.frame = back
        if mode == ON_VALUE or mode == ON_AWAIT:
            back.regs[frame.dst] = value
        elif mode == ON_TEST:
            self.jump_on(back, self.truth(value))
        elif mode == ON_FOR:
            back.pc = back.code.words[back.pc - 1]
        elif mode == ON_SEND:
            back.regs[frame.dst] = value
            back.pc = back.code.words[back.pc - 1]
        elif mode == ON_NEXT:
            stop = self.make_exception(SURFACE.exceptions[StopIteration], () if value is None else (value,))
            self.unwind(stop, True)
        elif mode == ON_ANEXT:
            self.unwind(self.make_exception(SURFACE.exceptions[StopAsyncIteration], ()), True)
        elif mode == ON_CLOSE:
            back.regs[frame.dst] = None
        elif mode == ON_INSTANCE:
            if value is not None:
                message = f"__init__() should return None, not '{self.class_name(value)}'"
                self.unwind(self.make_exception(SURFACE.exceptions[TypeError], (message,)), True)
            else:
                back.regs[frame.dst] = frame.extra
        elif mode == ON_ITEM or mode == ON_SEND_ITEM:
            back.regs[frame.dst] = value
        elif mode == ON_CONTAINS or mode == ON_NOT_CONTAINS:
            back.regs[frame.dst] = self.truth(value) is (mode == ON_CONTAINS)
        elif mode == ON_DISCARD:
            pass
        else:
            raise InternalError(f"a frame was left in mode {mode}")
        return SWITCH

    def jump_on(self, back: Frame, test: bool) -> None:
        """Give the NOT or JUMP_IF that asked for a truth its answer."""
        words = back.code.words
        op = words[back.pc - 4]
        if op == NOT:
            back.regs[words[back.pc - 3]] = not test
        elif (op == JUMP_IF_TRUE and test) or (op == JUMP_IF_FALSE and not test):
            back.pc = words[back.pc - 2]

    # Exceptions

    def raise_value(self, frame: Frame, exception: object, cause: object) -> i64:
        """raise exception from cause"""
        if type(exception) is Class and exception.is_exception:
            if exception.native and exception.new is not None:
                return self.raise_value(frame, self.now(exception.new(self, exception, [], None)), cause)
            given = cause is not UNDEFINED
            raise_class = self.prelude("operators", "raise_class")
            return self.call(frame, 0, raise_class, [exception, given, cause if given else None], None, ON_DISCARD)
        if type(exception) is not Instance or type(exception.payload) is not ExceptionData:
            raise TypeError("exceptions must derive from BaseException")
        data = exception.payload
        if cause is not UNDEFINED:
            if type(cause) is Class and cause.is_exception:
                cause = self.now(Invoke(cause, []))
            if cause is not None and not (type(cause) is Instance and type(cause.payload) is ExceptionData):
                raise TypeError("exception causes must derive from BaseException")
            data.cause = cause
            data.suppress_context = True
        handled = self.handled
        if handled is not None and handled is not exception and data.context is None:
            self.set_context(exception, data, handled)
        self.throwing = exception
        self.traced = True
        return THROW

    def raise_missing(self, frame: Frame, key: object) -> i64:
        """raise KeyError(key)"""
        return self.raise_value(frame, self.make_exception(SURFACE.exceptions[KeyError], (key,)), UNDEFINED)

    def reraise(self, frame: Frame, exception: object) -> i64:
        """Go on raising an exception that has its traceback entry for this frame already."""
        assert type(exception) is Instance
        self.throwing = exception
        self.traced = False
        return THROW

    def unwind_host(self, frame: Frame, error: BaseException) -> None:
        """Turn what an instruction raised into a guest exception, and unwind."""
        if isinstance(error, GuestError):
            value = error.value
        elif isinstance(error, (LimitExceeded, InternalError, AssertionError, KeyboardInterrupt)):
            self.frame = frame
            raise error
        elif isinstance(error, MemoryError):
            self.frame = frame
            raise LimitExceeded("memory", self.limits.memory or 0) from None
        else:
            if type(error) is TypeError and "Instance" in Text(error):
                error = TypeError(self.with_class_name(frame, Text(error)))
            value = exceptions.from_host(self, error)
        self.frame = frame
        assert type(value) is Instance
        data = value.payload
        assert type(data) is ExceptionData
        handled = self.handled
        if handled is not None and handled is not value and data.context is None:
            self.set_context(value, data, handled)
        self.unwind(value, True)

    def with_class_name(self, frame: Frame, text: Text) -> Text:
        """What C code says of an argument that is an instance of a guest class, with the name of that class."""
        at = frame.pc - 4
        words = frame.code.words
        if at < 0:
            return text
        opcode = words[at]
        base = words[at + (3 if opcode == LOAD_ITEM else 2)]
        count = 0  # of arguments; for a subscript, its key alone is looked at
        if opcode == CALL_METHOD:
            count = words[at + 3] >> 16
        elif opcode == CALL or opcode == CALL_KEYWORDS:
            count = words[at + 3] & 65535
        elif opcode not in (LOAD_ITEM, STORE_ITEM, DEL_ITEM):
            return text
        for value in frame.regs[base : base + 1 + count]:
            if type(value) is Instance:
                name = value.cls.name
                text = text.replace("limen.executor.values.Instance", name).replace("'Instance'", f"'{name}'")
                return text[: -len("Instance")] + name if text.endswith(" Instance") else text
        return text

    def set_context(self, value: Instance, data: ExceptionData, handled: object) -> None:
        """Set the implicit `__context__`, cutting a chain that would come back to the exception itself."""
        walk = handled
        steps = 0
        while type(walk) is Instance and type(walk.payload) is ExceptionData and steps < 1000:
            following = walk.payload.context
            if following is value:
                walk.payload.context = None
                break
            walk = following
            steps += 1
        data.context = handled

    def unwind(self, exception: Instance, trace: bool) -> None:
        """Find the handler of a guest exception, frame by frame, and go on there."""
        data = exception.payload
        assert type(data) is ExceptionData
        frame = self.frame
        while True:
            code = frame.code
            at: i64 = frame.pc - 4
            if trace and not code.is_prelude and len(data.traceback) < 2000:
                data.traceback.append(TracebackEntry(code, at // 4))
            trace = True
            for handler in code.handlers:
                if handler.start <= at < handler.end:
                    frame.regs[handler.register] = exception
                    frame.pc = handler.target
                    self.frame = frame
                    return
            self.handled = frame.handled
            mode = frame.on_return
            back = frame.back
            generator = frame.generator
            if generator is not None:
                generator.frame = None
                generator.running = False
                replaced = self.replace_stop(exception, generator)
                if replaced is not exception:
                    exception = replaced
                    data = cast(ExceptionData, exception.payload)
            if mode == ON_STOP or back is None:
                if mode == ON_TASK:
                    self.end_task(None, exception)
                    return
                self.failure = exception
                self.stopped = True
                return
            if (
                mode == ON_ITEM
                or mode == ON_SEND_ITEM
                or (generator is not None and generator.type_name and (mode == ON_FOR or mode == ON_SEND))
            ):
                if self.is_kind(exception, StopIteration):
                    self.frame = back
                    if mode == ON_SEND_ITEM or mode == ON_SEND:
                        back.regs[frame.dst] = data.args[0] if data.args else None
                    back.pc = back.code.words[back.pc - 1]
                    return
            elif mode == ON_CLOSE and (
                self.is_kind(exception, GeneratorExit)
                or self.is_kind(exception, StopIteration)
                or self.is_kind(exception, StopAsyncIteration)
            ):
                self.frame = back
                back.regs[frame.dst] = None
                return
            frame = back

    def is_kind(self, exception: Instance, host: type[BaseException]) -> bool:
        """Whether an exception is an instance of a builtin exception class."""
        return exception.cls.is_subclass(SURFACE.exceptions[host])

    def replace_stop(self, exception: Instance, generator: Generator) -> Instance:
        """PEP 479: StopIteration that escapes from a generator or coroutine becomes RuntimeError; it ends a map or a filter."""
        if generator.type_name:
            return exception
        stop = self.is_kind(exception, StopIteration)
        stop_async = generator.kind == ASYNC_GENERATOR and self.is_kind(exception, StopAsyncIteration)
        if not (stop or stop_async):
            return exception
        name = "async generator" if generator.kind == ASYNC_GENERATOR else generator.kind
        message = f"{name} raised {'StopIteration' if stop else 'StopAsyncIteration'}"
        replaced = self.make_exception(SURFACE.exceptions[RuntimeError], (message,))
        data = cast(ExceptionData, replaced.payload)
        data.cause = exception
        data.context = exception
        data.suppress_context = True
        data.traceback = list(cast(ExceptionData, exception.payload).traceback)
        return replaced

    # Iteration and generators

    def next_item(self, frame: Frame, dst: i64, iterator: object) -> i64:
        """FOR_ITER over an instance with `__next__`."""
        method = operations.guest_method(iterator, "__next__")
        if method is None:
            raise TypeError(f"iter() returned non-iterator of type '{self.class_name(iterator)}'")
        assert type(iterator) is Instance
        call = operations.bound_call(self, method, iterator, [])
        assert type(call) is Invoke
        return self.call(frame, dst, call.function, call.args, None, ON_ITEM)

    def resume_generator(
        self, frame: Frame, dst: i64, generator: Generator, sent: object, mode: i64, target: i64
    ) -> i64:
        """Enter a generator: run it to its next yield or its end, in the way `mode` says."""
        if generator.running:
            if mode == ON_AWAIT:
                raise RuntimeError("coroutine is being awaited already")
            kind = "async generator" if generator.kind == ASYNC_GENERATOR else generator.kind
            raise ValueError(f"{kind} already executing")
        callee = generator.frame
        if callee is None:
            if mode == ON_FOR:
                return int(target)
            if mode == ON_SEND:
                frame.regs[dst] = None
                return int(target)
            if mode == ON_NEXT and generator.kind != "coroutine":
                raise StopIteration
            if mode == ON_ANEXT:
                raise StopAsyncIteration
            if mode == ON_AWAIT or mode == ON_NEXT:
                raise RuntimeError("cannot reuse already awaited coroutine")
            frame.regs[dst] = None
            return NEXT
        if generator.started:
            callee.regs[callee.code.words[callee.pc - 3]] = sent
        elif sent is not None:
            kind = "async generator" if generator.kind == ASYNC_GENERATOR else generator.kind
            raise TypeError(f"can't send non-None value to a just-started {kind}")
        self.push_generator(frame, dst, generator, callee, mode)
        return SWITCH

    def push_generator(self, frame: Frame, dst: i64, generator: Generator, callee: Frame, mode: i64) -> None:
        """Link a generator's frame on top of `frame`."""
        depth = frame.depth + 1
        inner = callee
        if callee.generator is not generator:  # it waits for others, which `hand_through` left on top of it
            callee = self.below(generator, callee)
            depth += inner.depth - callee.depth
        if depth > self.recursion:
            raise RecursionError("maximum recursion depth exceeded")
        if inner is not callee:
            inner.depth = depth
            depth = frame.depth + 1
            generator.frame = callee
        generator.running = True
        generator.started = True
        callee.back = frame
        callee.dst = dst
        callee.depth = depth
        callee.on_return = mode
        callee.handled = self.handled
        if generator.handled is not None:
            self.handled = generator.handled
        self.frame = inner

    def below(self, generator: Generator, inner: Frame) -> Frame:
        """Find the generator's own frame under those of the coroutines that it waits for."""
        found: Frame | None = inner
        count = 0
        while found is not None and found.generator is not generator:
            found = found.back
            count += 1
            if count > self.recursion:
                raise RecursionError("maximum recursion depth exceeded")
        if found is None:
            raise InternalError("a suspended coroutine has no frame")
        return found

    def driven(self, frame: Frame) -> Frame | None:
        """Return the frame of the coroutine that guest code drives by hand, by `send` or `yield from`, and that waits for this one."""
        found: Frame | None = frame
        while found is not None and (found.on_return == ON_AWAIT or found.on_return == ON_ANEXT):
            found = found.back
        if found is None or found.generator is None or found.back is None:
            return None
        mode = found.on_return
        return found if mode == ON_NEXT or mode == ON_SEND or mode == ON_CLOSE else None

    def hand_through(self, frame: Frame, value: object) -> i64:
        """Hand a value from an awaited coroutine to what drives the outermost one; all of them are to be entered again."""
        outer = self.driven(frame)
        assert outer is not None
        generator = outer.generator
        back = outer.back
        assert generator is not None
        assert back is not None
        generator.frame = frame
        generator.running = False
        generator.handled = self.handled if self.handled is not outer.handled else None
        self.handled = outer.handled
        outer.back = None
        self.frame = back
        if outer.on_return == ON_CLOSE:
            message = f"{generator.kind} ignored GeneratorExit"
            self.unwind(self.make_exception(SURFACE.exceptions[RuntimeError], (message,)), True)
        else:
            back.regs[outer.dst] = value
        return SWITCH

    def hand_out(self, frame: Frame, dst: i64, value: object) -> i64:
        """YIELD: leave the generator's frame, to be entered again."""
        generator = frame.generator
        back = frame.back
        assert generator is not None
        assert back is not None
        generator.running = False
        generator.handled = self.handled if self.handled is not frame.handled else None
        self.handled = frame.handled
        mode = frame.on_return
        frame.back = None
        self.frame = back
        if mode == ON_CLOSE:
            kind = "async generator" if generator.kind == ASYNC_GENERATOR else generator.kind
            message = f"{kind} ignored GeneratorExit"
            self.unwind(self.make_exception(SURFACE.exceptions[RuntimeError], (message,)), True)
        elif mode == ON_STOP:
            raise InternalError("a generator handed out a value to nobody")
        elif mode == ON_AWAIT:
            raise InternalError("a coroutine handed out a value")
        else:
            back.regs[frame.dst] = value
        return SWITCH

    def throw_into(self, frame: Frame, dst: i64, generator: Generator, exception: Instance, mode: i64) -> i64:
        """Enter a generator with an exception, at its yield."""
        if generator.running:
            raise ValueError("generator already executing")
        callee = generator.frame
        if callee is None or not generator.started:
            generator.frame = None
            if mode == ON_CLOSE:
                frame.regs[dst] = None
                return NEXT
            if callee is None and generator.kind == "coroutine" and mode == ON_NEXT:
                raise RuntimeError("cannot reuse already awaited coroutine")
            raise GuestError(exception)
        self.push_generator(frame, dst, generator, callee, mode)
        data = exception.payload
        assert type(data) is ExceptionData
        if self.handled is not None and self.handled is not exception and data.context is None:
            self.set_context(exception, data, self.handled)
        self.throwing = exception
        self.traced = True
        return THROW

    def raise_pending(self) -> None:
        """Raise what an instruction left to be raised once the loop had saved where the frame is."""
        exception = self.throwing
        self.throwing = None
        assert exception is not None
        self.unwind(exception, self.traced)

    def resume_for(self, frame: Frame, dst: i64, request: Resume) -> i64:
        """Do what a method of a generator asks: send, throw or close."""
        generator = request.generator
        if request.kind == "through":
            return self.hand_through(frame, request.value)
        if request.kind == "send":
            return self.resume_generator(frame, dst, generator, request.value, ON_NEXT, 0)
        if request.kind == "await":
            return self.resume_generator(frame, dst, generator, None, ON_AWAIT, 0)
        exception = request.value
        assert type(exception) is Instance
        return self.throw_into(frame, dst, generator, exception, ON_CLOSE if request.kind == "close" else ON_NEXT)

    def send_to(self, frame: Frame, dst: i64, iterator: object, value: object) -> i64:
        """SEND into an iterator that is an instance of a guest class."""
        if value is None:
            name = "__next__"
            args: list[object] = []
        else:
            name = "send"
            args = [value]
        method = operations.guest_method(iterator, name)
        if method is None:
            raise AttributeError(f"'{self.class_name(iterator)}' object has no attribute '{name}'")
        assert type(iterator) is Instance
        call = operations.bound_call(self, method, iterator, args)
        assert type(call) is Invoke
        return self.call(frame, dst, call.function, call.args, None, ON_SEND_ITEM)

    def throw_to(self, frame: Frame, dst: i64, iterator: object, exception: object, target: i64) -> i64:
        """SEND_THROW: pass an exception thrown into a generator on to the iterator it delegates to."""
        assert type(exception) is Instance
        closing = self.is_kind(exception, GeneratorExit)
        if type(iterator) is Generator:
            if iterator.frame is not None and iterator.started:
                if closing:
                    close = self.exit_of_close(iterator)
                    if close == NEXT:
                        raise GuestError(exception)
                return self.throw_into(frame, dst, iterator, exception, ON_SEND)
            raise GuestError(exception)
        if type(iterator) is Instance:
            if closing:
                self.call_nested(self.prelude("operators", "close_delegate"), [iterator])
                raise GuestError(exception)
            return self.call(
                frame, dst, self.prelude("operators", "throw_delegate"), [iterator, exception], None, ON_SEND_ITEM
            )
        raise GuestError(exception)

    def exit_of_close(self, generator: Generator) -> i64:
        """Close a generator that another one delegates to, nested."""
        close = self.find_special(generator, "close")
        if close is not UNDEFINED:
            self.call_nested(close, [])
        return NEXT

    # Waiting

    def await_value(self, frame: Frame, dst: i64, value: object) -> i64:
        """await value"""
        if type(value) is Generator:
            if value.kind == "coroutine":
                return self.resume_generator(frame, dst, value, None, ON_AWAIT, 0)
        elif type(value) is Future:
            return self.await_future(frame, dst, value)
        elif type(value) is AsyncNext:
            return self.await_next(frame, dst, value)
        elif type(value) is Instance:
            method = operations.guest_method(value, "__await__")
            if method is not None:
                iterator = self.now(operations.bound_call(self, method, value, []))
                driver = self.prelude("operators", "drive")
                assert type(driver) is Function
                if (
                    type(iterator) is not Generator
                    and type(iterator) is not Instance
                    and not isinstance(iterator, Iterator)
                ):
                    raise TypeError(f"__await__() returned non-iterator of type '{self.class_name(iterator)}'")
                coroutine = self.call_nested(driver, [iterator])
                assert type(coroutine) is Generator
                return self.resume_generator(frame, dst, coroutine, None, ON_AWAIT, 0)
        raise TypeError(f"object {self.class_name(value)} can't be used in 'await' expression")

    def await_next(self, frame: Frame, dst: i64, item: AsyncNext) -> i64:
        """Enter an async generator for its next item."""
        generator = item.generator
        if item.kind == "next":
            return self.resume_generator(frame, dst, generator, item.value, ON_ANEXT, 0)
        exception = item.value
        assert type(exception) is Instance
        return self.throw_into(frame, dst, generator, exception, ON_CLOSE if item.kind == "close" else ON_ANEXT)

    def await_future(self, frame: Frame, dst: i64, future: Future) -> i64:
        """Take the result of a future, or let the fiber wait for it."""
        if future.call is not None and not future.started:
            self.start_call(future)
        if future.done:
            if future.exception is not None:
                raise GuestError(future.exception)
            frame.regs[dst] = future.result
            return NEXT
        if future.kind == "sleep" and future.wake_at == 0.0:
            # sleep(0): behind all that are ready
            future.done = True
            self.ready.append(self.fiber)
        self.block(frame, dst, future)
        return SWITCH

    def block(self, frame: Frame, dst: i64, future: Future) -> None:
        """Let the current fiber wait for a future and run another one."""
        if self.nesting:
            raise RuntimeError(
                "waiting is not possible here: this code is called by a comparison, a hash, a sort or a conversion to text"
            )
        fiber = self.fiber
        fiber.frame = frame
        fiber.dst = dst
        fiber.handled = self.handled
        fiber.waiting = future
        future.waiters.append(fiber)
        self.schedule()

    def schedule(self) -> None:
        """Make the next ready fiber the current one, waking sleepers whose time has come; or stop, idle."""
        while True:
            if self.ready:
                fiber = self.ready.pop(0)
                if fiber.frame is None:
                    continue
                self.resume_fiber(fiber)
                return
            if not self.sleepers:
                if not self.pending and self.end_deadlock():
                    continue
                self.idle = True
                self.stopped = True
                return
            first = self.first_sleeper()
            wait = first.wake_at - time.perf_counter()
            if wait > 0:
                if self.pending:
                    self.idle = True
                    self.stopped = True
                    return
                self.sleep(wait)
            self.wake_sleepers()

    def end_deadlock(self) -> bool:
        """Let the program's own thread of control raise, when every task waits for another one."""
        fiber = self.main
        waiting = fiber.waiting
        if fiber.frame is None or waiting is None:
            return False
        self.check_time(0.0)
        if fiber in waiting.waiters:
            waiting.waiters.remove(fiber)
        fiber.waiting = None
        message = "every task waits for another one: the program can never go on"
        fiber.throw = self.make_exception(SURFACE.exceptions[RuntimeError], (message,))
        self.ready.append(fiber)
        return True

    def first_sleeper(self) -> Future:
        """Return the sleeper to wake first."""
        first = self.sleepers[0]
        for sleeper in self.sleepers:
            if sleeper.wake_at < first.wake_at:
                first = sleeper
        return first

    def wake_sleepers(self) -> None:
        """Complete every sleep whose time has come, in order."""
        now = time.perf_counter()
        due = [sleeper for sleeper in self.sleepers if sleeper.wake_at <= now]
        due.sort(key=_wake_time)
        for sleeper in due:
            self.complete(sleeper, sleeper.result, None)

    def resume_fiber(self, fiber: Fiber) -> None:
        """Go on with a fiber: give its frame what it waited for."""
        self.fiber = fiber
        frame = fiber.frame
        assert frame is not None
        self.frame = frame
        self.handled = fiber.handled
        future = fiber.waiting
        fiber.waiting = None
        exception = fiber.throw
        fiber.throw = None
        if exception is None and future is not None:
            exception = future.exception
            if exception is None:
                frame.regs[fiber.dst] = future.result
        if exception is not None:
            assert type(exception) is Instance
            if frame.pc == 0 and fiber is not self.main:
                self.end_unstarted(fiber, exception)
            else:
                # raised by the loop: the frame that has just started to wait may be this one, not saved yet
                self.throwing = exception
                self.traced = True

    def end_unstarted(self, fiber: Fiber, exception: Instance) -> None:
        """A task that is cancelled before it began."""
        frame = fiber.frame
        assert frame is not None
        if frame.generator is not None:
            frame.generator.frame = None
        self.end_task(None, exception)

    def complete(self, future: Future, result: object, exception: object) -> None:
        """Complete a future and make those that wait for it ready."""
        if future.done:
            return
        future.done = True
        future.result = result
        future.exception = exception
        if future in self.sleepers:
            self.sleepers.remove(future)
        for fiber in future.waiters:
            if fiber.waiting is future:
                self.ready.append(fiber)
        future.waiters = []
        for callback in future.callbacks:
            if type(callback) is Future:
                self.complete(callback, None, None)
        future.callbacks = []

    def new_task(self, coroutine: Generator, name: Text) -> Future:
        """Start a coroutine as a task of its own."""
        frame = coroutine.frame
        if frame is None or coroutine.started:
            raise RuntimeError("cannot reuse already awaited coroutine")
        task = Future("task")
        task.name = name
        fiber = Fiber(frame)
        fiber.task = task
        task.fiber = fiber
        frame.back = None
        frame.on_return = ON_TASK
        frame.depth = 1
        coroutine.started = True
        coroutine.running = True
        self.ready.append(fiber)
        contexts = self.state.get("contextvars")
        if type(contexts) is dict:
            values = contexts.get(None if self.fiber is self.main else self.fiber.task)
            if type(values) is dict:
                self.charge(len(values) * 100)
                contexts[task] = values.copy()
        return task

    def end_task(self, value: object, exception: Instance | None) -> None:
        """The current fiber's coroutine has ended."""
        fiber = self.fiber
        fiber.frame = None
        task = fiber.task
        assert task is not None
        if exception is not None and self.is_cancelled(exception):
            task.cancelled = True
        contexts = self.state.get("contextvars")
        if type(contexts) is dict:
            contexts.pop(task, None)
        self.complete(task, value, exception)
        self.schedule()

    def is_cancelled(self, exception: Instance) -> bool:
        """Whether an exception is CancelledError."""
        return any(cls.name == "CancelledError" for cls in exception.cls.mro)

    def cancel(self, future: Future, exception: Instance) -> bool:
        """Cancel a future or task: whoever waits inside gets the exception."""
        if future.done:
            return False
        fiber = future.fiber
        if fiber is None:
            future.cancelled = True
            if future.call is not None:
                self.pending.pop(future.call.id, None)
            self.complete(future, None, exception)
            return True
        seen: set[int] = set()
        while True:
            # As in asyncio: cancelling a task that awaits a task cancels that one.
            future.cancel_requested = True
            seen.add(id(future))
            waiting = fiber.waiting
            if waiting is None or waiting.done or waiting.kind != "task" or id(waiting) in seen:
                break
            inner = waiting.fiber
            if inner is None:
                break
            self.spend(1)
            future = waiting
            fiber = inner
        fiber.throw = exception
        if waiting is not None:
            if fiber in waiting.waiters:
                waiting.waiters.remove(fiber)
            if not waiting.waiters and waiting.call is not None and not waiting.done:
                self.pending.pop(waiting.call.id, None)
            fiber.waiting = None
        if fiber not in self.ready:
            self.ready.append(fiber)
        return True

    def sleep_future(self, seconds: float, result: object) -> Future:
        """Return a future that is complete after `seconds`; for 0, once the others that are ready have run."""
        future = Future("sleep")
        future.result = result
        if seconds > 0.0:
            future.wake_at = time.perf_counter() + seconds
            self.sleepers.append(future)
        return future

    # Tools

    def call_of_tool(
        self,
        frame: Frame,
        dst: i64,
        tool: Tool,
        args: list[object],
        kwargs: dict[Text, object] | None,
        mode: i64,
    ) -> i64:
        """Call a tool: in place, as a suspension of the fiber, or, when it is async, as an awaitable."""
        call = ToolCall(self.next_call, tool, args, kwargs or {})
        self.next_call += 1
        call.line = self.line_of(frame) or 0
        future = Future("call")
        future.call = call
        if tool.is_async:
            return self.finish(frame, dst, future, mode)
        if self.call_tool is not None:
            self.count_call()
            result = self.outside(call)
            return self.finish(frame, dst, result, mode)
        self.start_call(future)
        if mode != ON_VALUE:
            raise RuntimeError("a tool cannot be called here")
        self.block(frame, dst, future)
        return SWITCH

    def outside(self, call: ToolCall) -> object:
        """Call a tool in place; the time it takes is not the guest's."""
        call_tool = self.call_tool
        assert call_tool is not None
        self.seconds = self.elapsed()
        self.leave_context()
        try:
            return call_tool(call.tool.name, call.args, call.kwargs)
        finally:
            if SURFACE.has_decimals:
                self.own_context()
            self.started_at = time.perf_counter()

    def count_call(self) -> None:
        """Charge one tool call."""
        allowed = self.limits.tool_calls
        if allowed is not None and self.calls_made >= allowed:
            raise LimitExceeded("tool_calls", allowed)
        self.calls_made += 1

    def start_call(self, future: Future) -> None:
        """Put a tool call on the list of those that the host has to answer."""
        call = future.call
        assert call is not None
        self.count_call()
        future.started = True
        self.pending[call.id] = future

    def answer(self, call_id: int, value: object) -> None:
        """Give a pending call its result; a guest value."""
        future = self.pending.pop(call_id, None)
        if future is not None:
            self.complete(future, value, None)

    def fail(self, call_id: int, name: Text, message: Text) -> None:
        """Let a pending call raise: an exception class of the surface by name (else Exception), and its message."""
        future = self.pending.pop(call_id, None)
        if future is not None:
            self.complete(future, None, self.tool_error(name, message))

    def tool_error(self, name: Text, message: Text) -> Instance:
        """Return the guest exception for an error of a tool."""
        found = SURFACE.builtins.get(name)
        if type(found) is Class and found.is_exception and found.native:
            return self.make_exception(found, (message,))
        cls = SURFACE.exceptions[Exception]
        text = message if name == "Exception" else f"{name}: {message}"
        return self.make_exception(cls, (text,))

    @property
    def random(self) -> random.Random:
        """The source of randomness of this run; seeding it repeats a run."""
        found = self.own_random
        if found is None:
            found = self.own_random = random.Random()
        return found

    def own_context(self) -> decimal.Context:
        """Return the decimal context of the run, which is the thread's while the run goes on."""
        if self.host_context is None:
            self.host_context = decimal.getcontext()
            self.context = decimal.Context(prec=28) if self.context is None else self.context
            decimal.setcontext(self.context)
        assert self.context is not None
        return self.context

    def use_context(self, context: decimal.Context) -> None:
        """Make another context that of the run."""
        self.own_context()
        self.context = context
        decimal.setcontext(context)

    def leave_context(self) -> None:
        """Give the host its decimal context back."""
        if self.host_context is not None:
            decimal.setcontext(self.host_context)
            self.host_context = None

    # Runs

    def start(self, code: Code, inputs: Mapping[Text, object]) -> Step:
        """Run a module from its beginning; `inputs` are guest values for its input slots."""
        regs = code.initial.copy()
        kept = len(self.globals)
        if kept:
            slots = code.globals
            index = 0
            while index < min(kept, len(slots), self.session_slots):
                regs[index] = self.globals[index]
                index += 1
            self.globals[:] = regs
            regs = self.globals
        self.globals = regs
        self.module = code
        self.session_slots = len(code.globals)
        for name, value in inputs.items():
            regs[code.globals.index(name)] = value
        frame = Frame(code, regs, regs, self.bottom, 0)
        frame.on_return = ON_STOP
        frame.depth = 1
        self.memory_start = resident_memory()
        self.fiber = Fiber(frame)
        self.main = self.fiber
        self.frame = frame
        self.handled = None
        return self.proceed()

    def call_global(self, name: Text, args: list[object], kwargs: dict[Text, object]) -> Step:
        """Call a global function of a module that has run."""
        module = self.module
        assert module is not None
        if name not in module.globals or self.globals[module.globals.index(name)] is UNDEFINED:
            return self.crash_step(f"the program defines no function {name!r}")
        function = self.globals[module.globals.index(name)]
        base = Frame(nested_code(), [None, None], [], None, 0)
        base.on_return = ON_STOP
        self.frame = base
        self.fiber = Fiber(base)
        self.main = self.fiber
        before = ACTIVE.get()
        ACTIVE.set(self)
        if SURFACE.has_decimals:
            self.own_context()
        self.started_at = time.perf_counter()
        try:
            flow = self.call(base, 0, function, args, kwargs or None, ON_VALUE)
        except BaseException as error:
            ACTIVE.set(before)
            self.leave_context()
            return self.failed_step(base, error)
        ACTIVE.set(before)
        self.leave_context()
        if flow == NEXT:
            value = base.regs[0]
            if type(value) is Generator and value.kind == "coroutine" and value.frame is not None:
                self.push_generator(base, 0, value, value.frame, ON_AWAIT)
            else:
                self.result = value
                return self.done_step()
        return self.proceed()

    def resume(self) -> Step:
        """Go on after answers to pending calls, or after the time that a sleeping task wanted to wait."""
        self.idle = False
        before = ACTIVE.get()
        ACTIVE.set(self)
        if SURFACE.has_decimals:
            self.own_context()
        self.started_at = time.perf_counter()
        self.stopped = False
        self.failure = None
        try:
            self.schedule()
        except LimitExceeded as error:
            return self.limit_step(error)
        finally:
            self.seconds = self.elapsed()
            ACTIVE.set(before)
            self.leave_context()
        if self.has_failed():
            return self.done_step()
        return self.proceed()

    def has_failed(self) -> bool:
        """Whether an exception has left the run. A method, because type checkers take `failure = None` above to hold still."""
        return self.failure is not None

    def proceed(self) -> Step:
        """Run the current fiber and whatever becomes ready until the run ends or has to wait for the host."""
        from limen.executor import dispatch

        before = ACTIVE.get()
        ACTIVE.set(self)
        if SURFACE.has_decimals:
            self.own_context()
        self.started_at = time.perf_counter()
        self.failure = None
        try:
            dispatch.run(self)
            if not self.idle and "threading" in self.state:
                self.end_threads()
        except BaseException as error:
            return self.failed_step(self.frame, error)
        finally:
            self.seconds = self.elapsed()
            ACTIVE.set(before)
            self.leave_context()
        if self.idle:
            return self.waiting_step()
        return self.done_step()

    def end_threads(self) -> None:
        """Let the threads that the program left behind end, as CPython does before it exits; what waits for a tool is dropped."""
        from limen.executor import dispatch

        result = self.result
        failure = self.failure
        base = Frame(nested_code(), [None, None], [], None, 0)
        base.on_return = ON_STOP
        self.frame = base
        self.fiber = Fiber(base)
        self.main = self.fiber
        self.handled = None
        self.stopped = False
        if self.call(base, 0, SURFACE.prelude("threading", "join_all"), [], None, ON_VALUE) != NEXT:
            dispatch.run(self)
        self.idle = False
        self.result = result
        self.failure = failure

    def done_step(self) -> Step:
        """The run has ended, with a value or an exception."""
        failure = self.failure
        if failure is None:
            step = Step("done")
            step.value = self.result
            return step
        step = Step("raised")
        step.exception = failure
        data = failure.payload
        assert type(data) is ExceptionData
        for entry in data.traceback:
            span = entry.code.span_at(entry.index)
            if span is not None:
                step.line = span.line
        return step

    def waiting_step(self) -> Step:
        """Every fiber waits."""
        if not self.pending:
            return self.crash_step("every task waits for another one: the program can never go on")
        step = Step("waiting")
        step.calls = [future.call for future in self.pending.values() if future.call is not None]
        if self.sleepers:
            step.timeout = max(self.first_sleeper().wake_at - time.perf_counter(), 0.0)
        return step

    def limit_step(self, error: LimitExceeded) -> Step:
        """A limit was reached."""
        step = Step("limit")
        step.limit = error.limit
        step.allowed = error.allowed
        step.line = self.line_of(self.frame)
        return step

    def crash_step(self, detail: Text) -> Step:
        """Something that is not the program's fault."""
        step = Step("crashed")
        step.detail = detail
        step.line = self.line_of(self.frame)
        return step

    def failed_step(self, frame: Frame, error: BaseException) -> Step:
        """An error came out of the loop itself."""
        if isinstance(error, LimitExceeded):
            return self.limit_step(error)
        if isinstance(error, KeyboardInterrupt):
            raise error
        if isinstance(error, GuestError):
            value = error.value
            assert type(value) is Instance
            self.failure = value
            return self.done_step()
        if isinstance(error, (InternalError, AssertionError, SystemError)):
            return self.crash_step(f"internal error: {type(error).__name__}: {error}")
        try:
            self.failure = exceptions.from_host(self, error)
        except BaseException as second:
            return self.crash_step(f"internal error: {type(second).__name__}: {second}")
        return self.done_step()

    def line_of(self, frame: Frame | None) -> int | None:
        """Return the line of the program that a frame, or the nearest one below it that is not prelude, is at."""
        steps = 0
        while frame is not None and steps < 2000:
            if not frame.code.is_prelude:
                line = frame.code.line_at(max(frame.pc - 4, 0) // 4)
                if line:
                    return line
            frame = frame.back
            steps += 1
        return None

    def format_traceback(self, exception: Instance) -> Text:
        """Return the traceback of an exception as text, chained exceptions included."""
        return tracebacks.format_traceback(self, exception)


_KEEPS_INSTANCES: Final = frozenset(
    {"append", "add", "index", "count", "remove", "get", "pop", "discard", "setdefault"}
)
_PASSED_AS_THEY_ARE: Final = frozenset({int, str, float, bool, bytes, type(None), list, dict})
_HASHING: Final = frozenset({dict, set, frozenset})


def nested_code() -> Code:
    """The code of the frame below a nested run: it returns what the call left in register 0."""
    return _NESTED_CODE


def _make_nested_code() -> Code:
    code = Code("<host>", "<host>", FUNCTION, Source(""))
    for word in (RETURN, 0, 0, 0):
        code.words = append(code.words, word)
    code.initial = [None]
    code.is_prelude = True
    return code


_NESTED_CODE: Final = _make_nested_code()


def _bound(call: Invoke) -> object:
    """What an Invoke asks for, as a callable without arguments."""
    function = call.function
    for value in call.args:
        function = Method(function, value)
    return function


def _plain_base(cls: Class) -> bool:
    """Whether instances hold nothing but attributes: no builtin base besides object."""
    for base in cls.mro:
        if base.native and base is not OBJECT:
            return False
    return True


def run_prelude(module: str, text: str, given: Mapping[str, object] | None = None) -> dict[str, object]:
    """Compile and execute a prelude module, with what is given by name; return its functions and classes by name, frozen."""
    from limen.executor.compiler import compile_source

    inputs = dict(given or {})
    code = compile_source(Source(text, f"<{module}>"), inputs=tuple(inputs), prelude=True)
    absent = [name for name in code.globals if name.startswith("_limen_")]
    if absent:
        raise InternalError(f"prelude module {module} uses intrinsics that are not loaded: {', '.join(absent)}")
    vm = Vm(Limits(seconds=None, memory=None, output=None))
    vm.has_files = True
    step = vm.start(code, inputs)
    if step.kind != "done":
        detail = step.detail
        if step.exception is not None:
            detail = vm.format_traceback(step.exception)
        raise InternalError(f"prelude module {module} does not run: {step.kind} {detail}")
    names: dict[str, object] = {}
    for name, value in zip(code.globals, vm.globals, strict=False):
        if value is UNDEFINED:
            continue
        if type(value) is Function and not value.frozen:
            value.frozen = True
            value.module = "builtins" if module in ("builtins", "operators") else module.replace("_", ".")
        elif type(value) is Class and not value.immutable:
            value.module = module.replace("_", ".")
            for attr in value.attrs.values():
                held = attr.function if type(attr) is StaticMethod or type(attr) is ClassMethod else attr
                if type(held) is Function:
                    held.frozen = True
        names[name] = value
    return names


def _wake_time(future: Future) -> float:
    return future.wake_at


def _missing(function: Function, names: list[str], kind: str) -> str:
    quoted = [f"'{name}'" for name in names]
    if len(quoted) == 1:
        listed = quoted[0]
    elif len(quoted) == 2:
        listed = f"{quoted[0]} and {quoted[1]}"
    else:
        listed = f"{', '.join(quoted[:-1])}, and {quoted[-1]}"
    plural = "s" if len(quoted) > 1 else ""
    return f"{function.qualname}() missing {len(quoted)} required {kind} argument{plural}: {listed}"
