"""Guest values that are not exact CPython data: limen's own final classes, plain data for the VM.

None of these has a Python-level `__call__`, `__iter__`, `__getattr__` or the like: to C code of the
host they are opaque. The one exception is Instance, whose equality, hash and order ask the VM, so
that instances work as dictionary keys, in `in`, and in `sort`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, final

from mypy_extensions import i64

from limen.executor.code import FUNCTION, UNDEFINED, Code

if TYPE_CHECKING:
    from limen.executor.frame import Frame
    from limen.executor.vm import Vm

# How attributes of the instances of a class are reached (Class.access).
UNKNOWN: Final = 0
HOOKED: Final = 1  # by the whole protocol
MIXED: Final = 2  # straight in the instance's dictionary where the class has nothing of the name: it has properties
PLAIN: Final = 3  # straight in the instance's dictionary first: no data descriptors, slots or hooks

NativeCall = Callable[..., object]


# The VM that is running in this thread; host code that compares or hashes an Instance finds it here.
_SHAPE_DEPTH: Final = 50
_SHAPE_PARTS: Final = 1000
ACTIVE: Final[ContextVar[Vm | None]] = ContextVar("limen.vm", default=None)


@final
class Cell:
    """A variable shared between a function and its closures."""

    def __init__(self, value: object) -> None:
        self.value: object = value


@final
class Native:
    """A function of the surface that is implemented by the host.

    `plain`: `call` is a host callable, called as `call(*args, **kwargs)` with exact host data, which raises
    ordinary host exceptions; guest iterables at the positions in `iterables` are turned into lists before.
    Otherwise it is called as `call(vm, args, kwargs)`, with args a list and kwargs a dict or None, and may
    return Invoke to have a guest callable called in its place.
    `cost(args)` estimates the bytes of the result; it is charged before the call.
    """

    def __init__(
        self,
        name: str,
        call: NativeCall,
        plain: bool = True,
        iterables: tuple[int, ...] = (),
        cost: Callable[[list[object]], int] | None = None,
        qualname: str = "",
        owner: Class | None = None,
    ) -> None:
        self.name: str = name
        self.call: NativeCall = call
        self.plain: bool = plain
        self.iterables: tuple[int, ...] = iterables
        self.cost: Callable[[list[object]], int] | None = cost
        self.qualname: str = qualname or name
        self.owner: Class | None = owner
        self.doc: str | None = None
        self.module: str = "builtins"
        self.quick: i64 = 0  # its number in fastpaths.CALLS
        self.keeps: i64 = 99  # from this argument on, instances of subclasses of builtin types are left as they are
        # How a function that was made during a run is made again: an intrinsic, and its arguments
        self.recipe: tuple[str, list[object]] | None = None


@final
class Invoke:
    """What a Native returns to ask the VM: call `function` with these, its result is mine. Never guest-visible."""

    def __init__(self, function: object, args: list[object], kwargs: dict[str, object] | None = None) -> None:
        self.function: object = function
        self.args: list[object] = args
        self.kwargs: dict[str, object] | None = kwargs


@final
class Function:
    """A guest function: code, defaults, closure, the globals it was made in."""

    def __init__(self, code: Code, globals: list[object]) -> None:
        self.code: Code = code
        self.direct: bool = code.simple and code.kind == FUNCTION  # arguments may be copied straight in
        self.globals: list[object] = globals
        self.defaults: tuple[object, ...] = ()
        self.keyword_defaults: dict[str, object] | None = None
        self.closure: tuple[Cell, ...] = ()
        self.name: str = code.name
        self.qualname: str = code.qualname
        self.doc: object = code.doc
        self.module: object = "__main__"
        self.annotations: dict[str, object] | None = None
        self.attrs: dict[str, object] | None = None
        self.frozen: bool = False  # of the prelude, shared by all VMs: immutable


@final
class Method:
    """A callable with its first argument bound."""

    def __init__(self, function: object, receiver: object) -> None:
        self.function: object = function
        self.receiver: object = receiver

    def __eq__(self, other: object) -> bool:
        return type(other) is Method and self.receiver is other.receiver and self.function is other.function

    def __hash__(self) -> int:
        return (id(self.receiver) >> 4) ^ (id(self.function) >> 4)


@final
class Property:
    """`property`: accessors are guest callables, or Native for members of builtin types; None when absent."""

    def __init__(self, fget: object = None, fset: object = None, fdel: object = None, doc: object = None) -> None:
        self.fget: object = fget
        self.fset: object = fset
        self.fdel: object = fdel
        self.doc: object = doc
        self.name: str = ""


@final
class StaticMethod:
    """`staticmethod`."""

    def __init__(self, function: object) -> None:
        self.function: object = function


@final
class ClassMethod:
    """`classmethod`."""

    def __init__(self, function: object) -> None:
        self.function: object = function


@final
class Class:
    """A class: builtin (`native`, immutable) or the guest's own.

    `host` is the exact host type of the values of a native class that have one. `new(vm, cls, args, kwargs)` makes an
    instance of a native class, and the payload of an instance of its guest subclasses.
    """

    def __init__(self, name: str, bases: tuple[Class, ...], attrs: dict[str, object], native: bool = False) -> None:
        self.name: str = name
        self.qualname: str = name
        self.module: object = "builtins" if native else "__main__"
        self.bases: tuple[Class, ...] = bases
        self.attrs: dict[str, object] = attrs
        self.native: bool = native  # implemented by the host
        self.immutable: bool = native  # attributes cannot be set: native classes and those of the prelude
        self.mro: list[Class] = [self]
        self.subclasses: list[Class] = []
        self.cache: dict[str, object] = {}
        self.host: type | None = None
        self.new: NativeCall | None = None
        self.final: bool = False  # cannot be subclassed, like bool
        self.is_exception: bool = False
        self.slots: frozenset[str] | None = None  # None: instances have a dictionary
        self.access: i64 = UNKNOWN  # how attributes of instances are reached

    def lookup(self, name: str) -> object:
        """Return the attribute `name` of the first class of the MRO that has it, or UNDEFINED."""
        found = self.cache.get(name)
        if found is None:
            found = UNDEFINED
            for cls in self.mro:
                if name in cls.attrs:
                    found = cls.attrs[name]
                    break
            if found is not None:
                self.cache[name] = found
        return found

    def changed(self) -> None:
        """Forget cached look-ups here and below, after an attribute of this class changed."""
        stack: list[Class] = [self]
        while stack:
            cls = stack.pop()
            cls.cache.clear()
            cls.access = UNKNOWN
            stack.extend(cls.subclasses)

    def is_subclass(self, other: Class) -> bool:
        """True when `other` is in the MRO."""
        for cls in self.mro:
            if cls is other:
                return True
        return False


@final
class ExceptionData:
    """What an exception instance holds besides its attributes."""

    def __init__(self, args: tuple[object, ...]) -> None:
        self.args: tuple[object, ...] = args
        self.cause: object = None
        self.context: object = None
        self.suppress_context: bool = False
        self.traceback: list[TracebackEntry] = []
        self.members: tuple[object, ...] = ()  # of an exception group
        self.extra: dict[str, object] = {}  # members outside args: name, filename, value, ...


@final
class TracebackEntry:
    """One line of a traceback: a code and the index of the instruction in it."""

    def __init__(self, code: Code, index: int) -> None:
        self.code: Code = code
        self.index: int = index


@final
class Traceback:
    """What the guest sees as a traceback: the lines of an exception's way from here on, inwards."""

    def __init__(self, entries: list[TracebackEntry], depth: int) -> None:
        self.entries: list[TracebackEntry] = entries  # innermost first, as they were recorded
        self.depth: int = depth  # index of this line in `entries`


@final
class Instance:
    """An instance of a guest class, or of a builtin exception class.

    `payload` is the exact host value when the class derives from a builtin type (`class Stack(list)`),
    an ExceptionData when it is an exception, else None.
    """

    def __init__(self, cls: Class) -> None:
        self.cls: Class = cls
        self.attrs: dict[str, object] = {}
        self.payload: object = None
        self.frozen: bool = False  # of the prelude, shared by all VMs: immutable

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        vm = ACTIVE.get()
        return False if vm is None else vm.host_equal(self, other)

    def __hash__(self) -> int:
        vm = ACTIVE.get()
        return id(self) >> 4 if vm is None else vm.host_hash(self)

    def __lt__(self, other: object) -> bool:
        vm = ACTIVE.get()
        if vm is None:
            raise TypeError("a guest instance has no order outside a run")
        return vm.host_less(self, other)

    def __gt__(self, other: object) -> bool:
        vm = ACTIVE.get()
        if vm is None:
            raise TypeError("a guest instance has no order outside a run")
        return vm.host_less(other, self)


@final
class Super:
    """`super(start, receiver)`: attributes of `receiver` from the class after `start` in the MRO on."""

    def __init__(self, start: Class, receiver: object, cls: Class) -> None:
        self.start: Class = start
        self.receiver: object = receiver
        self.cls: Class = cls


@final
class Module:
    """A module of the surface: a closed table of exports, immutable for the guest."""

    def __init__(self, name: str, members: dict[str, object]) -> None:
        self.name: str = name
        self.members: dict[str, object] = members


@final
class Late:
    """A member of a module that is made when it is first named: what makes it is too much for each import."""

    def __init__(self, prelude: str, name: str) -> None:
        self.prelude: str = prelude
        self.name: str = name


@final
class Generator:
    """A generator, coroutine or async generator: a frame that can be entered again."""

    def __init__(self, frame: Frame, kind: str, name: str, qualname: str) -> None:
        self.frame: Frame | None = frame  # None once it has finished
        self.kind: str = kind  # of its code
        self.name: str = name
        self.qualname: str = qualname
        self.running: bool = False
        self.started: bool = False
        self.handled: object = None  # the exception being handled inside, while it is suspended
        self.type_name: str = ""  # "map", "zip", ... when the prelude makes it stand for a builtin iterator


@final
class Tool:
    """A tool as the guest sees it: a name to call, and nothing else."""

    def __init__(self, name: str, is_async: bool, doc: str | None = None) -> None:
        self.name: str = name
        self.is_async: bool = is_async
        self.doc: str | None = doc


@final
class Future:
    """Something that a fiber can wait for: a tool call in flight, a task, or a guest-made future."""

    def __init__(self, kind: str) -> None:
        self.kind: str = kind  # "call" | "task" | "future" | "sleep"
        self.done: bool = False
        self.result: object = None
        self.exception: object = None  # a guest exception instance
        self.cancelled: bool = False
        self.cancel_requested: bool = False
        self.waiters: list[Fiber] = []
        self.callbacks: list[object] = []
        self.name: str = ""
        self.fiber: Fiber | None = None  # of a task
        self.call: ToolCall | None = None
        self.started: bool = False  # an async tool call is made when it is first awaited, like a coroutine
        self.wake_at: float = 0.0


@final
class ToolCall:
    """A call of a tool: what crosses to the host."""

    def __init__(self, id: int, tool: Tool, args: list[object], kwargs: dict[str, object]) -> None:
        self.id: int = id
        self.tool: Tool = tool
        self.args: list[object] = args
        self.kwargs: dict[str, object] = kwargs
        self.line: int = 0


@final
class Fiber:
    """One thread of guest execution: a chain of frames from `frame` down. Tasks have one each."""

    def __init__(self, frame: Frame | None) -> None:
        self.frame: Frame | None = frame
        self.handled: object = None  # the exception being handled
        self.waiting: Future | None = None
        self.dst: i64 = 0  # the register of `frame` that gets what it waits for
        self.throw: object = None  # a guest exception to raise when it runs next
        self.task: Future | None = None


@final
class Alias:
    """A subscripted class, `list[int]`: harmless, for annotations; calling it calls the origin."""

    def __init__(self, origin: object, args: tuple[object, ...]) -> None:
        self.origin: object = origin
        self.args: tuple[object, ...] = args

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is Alias and _shape(self, 0, [0]) == _shape(other, 0, [0]))

    def __hash__(self) -> int:
        return hash(_shape(self, 0, [0]))


@final
class Union:
    """`int | None`: for annotations and isinstance."""

    def __init__(self, args: tuple[object, ...]) -> None:
        self.args: tuple[object, ...] = args

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is Union and _shape(self, 0, [0]) == _shape(other, 0, [0]))

    def __hash__(self) -> int:
        return hash(_shape(self, 0, [0]))


def _shape(value: object, depth: int, met: list[int]) -> object:
    """What makes annotations equal, as tuples; one that is nested too deeply, or has too many parts, equals itself only."""
    met[0] += 1
    if depth > _SHAPE_DEPTH or met[0] > _SHAPE_PARTS:
        return ("id", id(value))
    if type(value) is Alias:
        return ("[]", value.origin, tuple([_shape(arg, depth + 1, met) for arg in value.args]))
    if type(value) is Union:
        return frozenset([_shape(arg, depth + 1, met) for arg in value.args])
    if type(value) is list:
        return ("list", tuple([_shape(item, depth + 1, met) for item in value]))
    return value


@final
class AsyncNext:
    """What `__anext__()`, `asend()`, `athrow()` or `aclose()` of an async generator returns: an awaitable."""

    def __init__(self, generator: Generator, kind: str, value: object) -> None:
        self.generator: Generator = generator
        self.kind: str = kind  # "next" | "throw" | "close"
        self.value: object = value


@final
class Resume:
    """What the methods of generators return as `Invoke(Resume(...), [])`: enter the generator. Never guest-visible."""

    def __init__(self, generator: Generator, kind: str, value: object) -> None:
        self.generator: Generator = generator
        self.kind: str = kind  # "send" | "throw" | "close" | "await" | "through"; value: what is sent, an exception instance, or what is handed out
        self.value: object = value


GUEST_TYPES: Final = (
    Function,
    Method,
    Property,
    StaticMethod,
    ClassMethod,
    Class,
    Instance,
    Super,
    Module,
    Generator,
    Tool,
    Future,
    Native,
    Alias,
    Union,
    AsyncNext,
    Traceback,
)
