"""A suspended run as bytes: one flat table of rows, identity kept; loading trusts nothing. The format is in docs/snapshot.md."""

from __future__ import annotations

import hashlib
import hmac
import math
import random
import re
import struct
import sys
import time
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from datetime import time as clock_time
from decimal import Context, Decimal
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from limen.executor import iterators
from limen.executor.code import UNDEFINED, WORDS, Code
from limen.executor.compiler import compile_source
from limen.executor.errors import BadSnapshot, CannotSave, CompileError, GuestError, LimitExceeded
from limen.executor.frame import Frame
from limen.executor.iterators import EXHAUSTED
from limen.executor.limits import Limits
from limen.executor.modules import collections as deques
from limen.executor.modules import itertools
from limen.executor.shared import SHARED, Names, digest
from limen.executor.surface import SURFACE
from limen.executor.types import OBJECT, linearise
from limen.executor.values import (
    ACTIVE,
    Alias,
    AsyncNext,
    Cell,
    Class,
    ClassMethod,
    ExceptionData,
    Fiber,
    Function,
    Future,
    Generator,
    Instance,
    Method,
    Native,
    Property,
    StaticMethod,
    Super,
    Tool,
    ToolCall,
    Traceback,
    TracebackEntry,
    Union,
)
from limen.executor.vm import Vm, nested_code
from limen.source import Source
from limen.version import VERSION

MAGIC: Final = b"LIMENSNP"
FORMAT: Final = 1
_SEAL: Final = 32  # bytes of the SHA-256 digest, or HMAC, at the end
_INLINE: Final = 64  # characters of text that stand in a row themselves

_Row: TypeAlias = list[object]
_Kinds: TypeAlias = tuple[type, ...] | None  # exact types that a field may have; None: any value

_ITERATORS: Final = tuple(
    kind
    for module in (iterators, deques, itertools)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, iterators.Iterator) and kind is not iterators.Iterator
)

# Every class whose instances are plain fields: the name of each, and what may be in it ("?": or None); no type: anything.
_DECLARED: Final[dict[type, str]] = {
    Cell: "value",
    Method: "function receiver",
    Property: "fget fset fdel doc name:str",
    StaticMethod: "function",
    ClassMethod: "function",
    Instance: "cls:Class attrs:dict payload",
    ExceptionData: "args:tuple cause context suppress_context:bool traceback:list members:tuple extra:dict",
    TracebackEntry: "code:Code index:int",
    Traceback: "entries:list depth:int",
    Super: "start:Class receiver cls:Class",
    Function: "code:Code globals:list defaults:tuple keyword_defaults:dict? closure:tuple "
    "name:str qualname:str doc module annotations:dict? attrs:dict?",
    Class: "name:str qualname:str module bases:tuple attrs:dict slots:frozenset?",
    Generator: "frame:Frame? kind:str name:str qualname:str running:bool started:bool handled type_name:str",
    Frame: "code:Code regs:list globals:list back:Frame? pc:int dst:int on_return:int depth:int "
    "handled generator:Generator? extra",
    Fiber: "frame:Frame? handled waiting:Future? dst:int throw task:Future?",
    Future: "kind:str done:bool result exception cancelled:bool cancel_requested:bool waiters:list callbacks:list "
    "name:str fiber:Fiber? call:ToolCall? started:bool wake_at:float",
    ToolCall: "id:int tool:Tool args:list kwargs:dict line:int",
    Alias: "origin args:tuple",
    Union: "args:tuple",
    AsyncNext: "generator:Generator kind:str value",
    iterators.ListIterator: "source:list index:int",
    iterators.ListReverseIterator: "items:list index:int",
    iterators.TupleIterator: "items:tuple index:int",
    iterators.StrIterator: "text:str index:int",
    iterators.BytesIterator: "data:bytes index:int",
    iterators.BytearrayIterator: "data:bytearray? index:int",
    iterators.ArrayIterator: "data:array index:int",
    iterators.RangeIterator: "current:int left:int step_size:int",
    iterators.DictIterator: "data:dict kind:str is_reversed:bool position:int done:bool",
    iterators.SequenceReverseIterator: "items index:int",
    iterators.EnumerateIterator: "source:Iterator count:int",
    iterators.ZipIterator: "sources:list strict:bool done:bool",
    iterators.MapIterator: "function call:Native? host:type? source:Iterator",
    deques.DequeIterator: "source:deque backward:bool position:int length:int",
    itertools.CountIterator: "value by",
    itertools.RepeatIterator: "value left:int",
    itertools.ChainIterator: "sources:list place:int",
    itertools.SliceIterator: "source:Iterator at:int start:int stop:int by:int",
    itertools.PairIterator: "source:Iterator previous",
    itertools.ProductIterator: "pools:list places:list done:bool",
    itertools.PermutationsIterator: "pool:list length:int indices:list cycles:list done:bool",
    itertools.CombinationsIterator: "pool:list replaced:bool indices:list done:bool",
}
_NAMED: Final = {kind.__name__: kind for kind in (*_DECLARED, Native, Tool, Code, deque)} | {
    kind.__name__: kind for kind in (str, int, float, bool, bytes, bytearray, list, tuple, dict, frozenset, array)
}


def _kinds(text: str) -> _Kinds:
    name = text.rstrip("?")
    if not name:
        return None
    kinds = _ITERATORS if name == "Iterator" else tuple(_HOSTS.values()) if name == "type" else (_NAMED[name],)
    return (*kinds, type(None)) if text.endswith("?") else kinds


_HOSTS: Final = {kind.__name__: kind for kind in (int, float, str, bool, bytes, type(None))}
_FIELDS: Final[dict[type, tuple[tuple[str, _Kinds], ...]]] = {
    kind: tuple((name, _kinds(given)) for name, _, given in (field.partition(":") for field in declared.split()))
    for kind, declared in _DECLARED.items()
}
_NO_CODE: Final = nested_code()
_NO_FRAME: Final = Frame(_NO_CODE, [], [], None, 0)
_NO_ITEMS: Final = iterators.TupleIterator(())
# What an instance of each is made with, before its fields are filled.
_BLANK: Final[dict[type, tuple[object, ...]]] = {
    Cell: (None,),
    Method: (None, None),
    Property: (),
    StaticMethod: (None,),
    ClassMethod: (None,),
    Instance: (OBJECT,),
    ExceptionData: ((),),
    TracebackEntry: (_NO_CODE, 0),
    Traceback: ([], 0),
    Super: (OBJECT, None, OBJECT),
    Function: (_NO_CODE, []),
    Class: ("", (), {}),
    Generator: (_NO_FRAME, "", "", ""),
    Frame: (_NO_CODE, [], [], None, 0),
    Fiber: (None,),
    Future: ("",),
    ToolCall: (0, Tool("", False), [], {}),
    Alias: (None, ()),
    Union: ((),),
    AsyncNext: (Generator(_NO_FRAME, "", "", ""), "", None),
    iterators.ListIterator: ([],),
    iterators.ListReverseIterator: ([],),
    iterators.TupleIterator: ((),),
    iterators.StrIterator: ("",),
    iterators.BytesIterator: (b"",),
    iterators.BytearrayIterator: (bytearray(),),
    iterators.ArrayIterator: (array("b"),),
    iterators.RangeIterator: (0, 0, 1),
    iterators.DictIterator: ({}, "key"),
    iterators.SequenceReverseIterator: ((),),
    iterators.EnumerateIterator: (_NO_ITEMS, 0),
    iterators.ZipIterator: ([], False),
    iterators.MapIterator: (None, None, None, _NO_ITEMS),
    deques.DequeIterator: (deque(), False),
    itertools.CountIterator: (0, 1),
    itertools.RepeatIterator: (None, 0),
    itertools.ChainIterator: ([],),
    itertools.SliceIterator: (_NO_ITEMS, 0, 0, 1),
    itertools.PairIterator: (_NO_ITEMS,),
    itertools.ProductIterator: ([],),
    itertools.PermutationsIterator: ([], 0),
    itertools.CombinationsIterator: ([], 0, False),
}
_TAGS: Final = {kind.__name__: kind for kind in _FIELDS}
# Fields of items in lists, where host code relies on what is in them.
_ITEMS: Final[dict[tuple[type, str], tuple[type, ...]]] = {
    (ExceptionData, "traceback"): (TracebackEntry,),
    (ExceptionData, "members"): (Instance,),
    (Traceback, "entries"): (TracebackEntry,),
    (Function, "closure"): (Cell,),
    (Class, "bases"): (Class,),
    (Future, "waiters"): (Fiber,),
    (iterators.ZipIterator, "sources"): _ITERATORS,
    (itertools.ChainIterator, "sources"): _ITERATORS,
    (itertools.ProductIterator, "pools"): (list,),
    (itertools.ProductIterator, "places"): (int,),
    (itertools.PermutationsIterator, "indices"): (int,),
    (itertools.PermutationsIterator, "cycles"): (int,),
    (itertools.CombinationsIterator, "indices"): (int,),
}
_CONTEXT: Final = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")
_SIGNALS: Final = {signal.__name__: signal for signal in Context().flags}
_VIEWS: Final[dict[type, str]] = {type({}.keys()): "keys", type({}.values()): "values", type({}.items()): "items"}
_RECIPES: Final = ("_limen_tuple_new", "_limen_tuple_field", "_limen_dataclass_init")
_CONSTANTS: Final = (UNDEFINED, EXHAUSTED, ..., NotImplemented)


@dataclass(frozen=True, slots=True)
class Program:
    """What a module was compiled from."""

    source: Source
    predefined: tuple[str, ...]
    inputs: tuple[str, ...]
    slots: tuple[str, ...]
    code: Code


@dataclass(slots=True)
class Saved:
    """What a snapshot holds."""

    vm: Vm
    programs: list[Program]
    extra: object  # of the pipeline: guest values


def dump(
    vm: Vm, programs: Sequence[Program], predefined: Mapping[str, object], extra: object, key: bytes | None
) -> bytes:
    """Return a run that waits for the host as bytes.

    Args:
        vm: the run. programs: what its modules were compiled from, the first one first.
        predefined: what programs can name besides the surface.
        extra: a guest value that is kept beside. key: authenticates the snapshot; None: it is protected against accidents only.

    Raises:
        CannotSave: when it holds something that has no saved form.
    """
    parts = SHARED.update()
    writer = _Writer(_given(predefined), programs)
    now = time.perf_counter()
    for sleeper in vm.sleepers:
        sleeper.wake_at -= now
    try:
        run = {
            "globals": writer.ref(vm.globals),
            "bottom": writer.ref(vm.bottom),
            "main": writer.ref(vm.main),
            "ready": writer.ref(vm.ready),
            "sleepers": writer.ref(vm.sleepers),
            "pending": writer.ref(list(vm.pending.values())),
            "random": writer.ref(vm.own_random),
            "context": writer.ref(vm.context),
            "identities": writer.ref([list(row) for row in _identities(vm).values()]),
            "abc": writer.ref([list(row) for row in _registry(vm).values()]),
            "state": writer.ref({name: value for name, value in vm.state.items() if name not in ("identities", "abc")}),
            "extra": writer.ref(extra),
            "next_call": vm.next_call,
            "output": "".join(vm.output).encode("utf-8", "surrogatepass"),
            "used": [vm.instructions, vm.seconds, vm.memory_peak, vm.calls_made],
        }
        writer.finish()
    finally:
        for sleeper in vm.sleepers:
            sleeper.wake_at += now
    used = sorted(part for part in parts if part in writer.parts or part.startswith("module"))
    table = {
        "limen": VERSION,
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "programs": [
            [
                p.source.text.encode("utf-8", "surrogatepass"),
                p.source.name,
                p.predefined,
                p.inputs,
                p.slots,
                digest(p.code),
            ]
            for p in programs
        ],
        "surface": used,
        "prelude": writer.preludes,
        "rows": writer.rows,
        "run": run,
    }
    body = MAGIC + FORMAT.to_bytes(2, "little") + msgspec.msgpack.encode(table)
    return body + _seal(body, key)


def load(data: bytes, limits: Limits, predefined: Mapping[str, object], key: bytes | None) -> Saved:
    """Return the run in a snapshot; nothing of it has been executed but the hash methods of its dictionary keys.

    Raises:
        BadSnapshot: when it is not one, or not one that can go on here; the message says why.
    """
    table = _opened(data, key)
    try:
        return _Reader(table, limits, predefined).read()
    except BadSnapshot:
        raise
    except CompileError as error:
        raise BadSnapshot(f"its program does not compile: {error}") from None
    except GuestError:
        raise BadSnapshot("the hash method of a dictionary key in it fails") from None
    except LimitExceeded as error:
        raise BadSnapshot(f"it needs more {error.limit} than the limits here allow") from None
    except Exception as error:  # whatever the bytes made of the values: nothing has been executed, and nothing is kept
        raise BadSnapshot(f"the snapshot is damaged ({type(error).__name__})") from None


def reseal(data: bytes, key: bytes | None, new: bytes | None) -> bytes:
    """Return a snapshot that was authenticated with `key` as one that is with `new`; raise BadSnapshot when it was not."""
    _opened(data, key)
    body = data[:-_SEAL]
    return body + _seal(body, new)


def _seal(body: bytes, key: bytes | None) -> bytes:
    return hashlib.sha256(body).digest() if key is None else hmac.digest(key, body, "sha256")


def _opened(data: bytes, key: bytes | None) -> dict[str, object]:
    if not isinstance(data, bytes) or not data.startswith(MAGIC):
        raise BadSnapshot("this is not a snapshot of limen")
    start = len(MAGIC) + 2
    if len(data) < start + _SEAL:
        raise BadSnapshot("the snapshot is truncated")
    version = int.from_bytes(data[len(MAGIC) : start], "little")
    if version != FORMAT:
        raise BadSnapshot(f"the snapshot has format {version}; this version of limen reads format {FORMAT}")
    body, seal = data[:-_SEAL], data[-_SEAL:]
    if not hmac.compare_digest(_seal(body, key), seal):
        if key is None:
            raise BadSnapshot("the snapshot is damaged or truncated, or it was made with a key")
        raise BadSnapshot("the snapshot is damaged or truncated, or it was made with another key or with none")
    try:
        table = msgspec.msgpack.decode(body[start:], type=dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadSnapshot("the snapshot is damaged (its table cannot be read)") from None
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    if table.get("limen") != VERSION or table.get("python") != here:
        raise BadSnapshot(
            f"the snapshot was made by limen {table.get('limen')} on Python {table.get('python')}; "
            f"this is limen {VERSION} on Python {here}"
        )
    return table


def _given(predefined: Mapping[str, object]) -> Names:
    names = Names(SHARED.names)
    for name, value in predefined.items():
        names.add(("given", name), value)
    return names


_PRELUDE_DIGESTS: Final[dict[int, bytes]] = {}  # by identity: the prelude stays as it is while the process lives


def _prelude_digest(code: Code) -> bytes:
    """Return the digest of the module of a code that all runs share."""
    module = code if code.module is None else code.module
    found = _PRELUDE_DIGESTS.get(id(module))
    if found is None:
        found = _PRELUDE_DIGESTS[id(module)] = digest(module)
    return found


def _identities(vm: Vm) -> dict[int, tuple[int, object]]:
    found = vm.state.get("identities")
    return found if isinstance(found, dict) else {}


def _registry(vm: Vm) -> dict[int, list[object]]:
    found = vm.state.get("abc")
    return found if isinstance(found, dict) else {}


class _Writer:
    """Makes the rows: values that are met get a number, and are written when their turn comes."""

    def __init__(self, names: Names, programs: Sequence[Program]) -> None:
        self.names = names
        self.rows: list[_Row] = []
        self.parts: set[str] = set()
        self.codes: dict[int, list[object]] = {}
        self.preludes: dict[
            str, list[object]
        ] = {}  # of each part whose code is held: its digest, and the path of such a code
        for number, program in enumerate(programs):
            self.name_codes(program.code, [number])
        self._numbers: dict[int, int] = {}
        self._waiting: list[object] = []

    def name_codes(self, code: Code, path: list[object]) -> None:
        """Name a code of a program and those in it by where they are."""
        stack = [(code, path)]
        while stack:
            code, path = stack.pop()
            self.codes[id(code)] = path
            stack.extend((part, [*path, index]) for index, part in enumerate(code.codes))

    def ref(self, value: object) -> object:
        """Return what stands for a value in a row: itself when it is small and has no identity, else [its number]."""
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is int:
            assert isinstance(value, int)
            if -(2**63) <= value < 2**63:
                return value
        elif kind is float:
            assert isinstance(value, float)
            if not math.isnan(value):
                return value
        elif kind is str:
            assert isinstance(value, str)
            if len(value) <= _INLINE and value.isascii():
                return value
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._waiting)
            self._waiting.append(value)
        return [number]

    def refs(self, values: Iterable[object]) -> list[object]:
        """Return what stands for several values."""
        return [self.ref(value) for value in values]

    def finish(self) -> None:
        """Write the rows of everything that has a number."""
        while len(self.rows) < len(self._waiting):
            self.rows.append(self.row(self._waiting[len(self.rows)]))

    def row(self, value: object) -> _Row:  # one case a kind of value
        """Return the row of a value."""
        kind = type(value)
        if kind is list or kind is tuple:
            assert isinstance(value, (list, tuple))
            path = self.names.path(value) if kind is list else None
            return self.shared(path) if path is not None else [kind.__name__, self.refs(value)]
        if kind is dict:
            assert isinstance(value, dict)
            path = self.names.path(value)
            return (
                self.shared(path) if path is not None else ["dict", self.refs(value.keys()), self.refs(value.values())]
            )
        path = self.names.path(value)
        if path is not None:
            if kind is Code:
                assert isinstance(value, Code)
                if value.source.name not in self.preludes:
                    self.preludes[value.source.name] = [_prelude_digest(value), *path]
            return self.shared(path)
        if kind is Code:
            if id(value) not in self.codes:
                raise CannotSave("the run holds code of a program that is not known")
            return ["code", *self.codes[id(value)]]
        if kind in _FIELDS:
            if kind is Future and value.kind == "sleep" and value.done:  # type: ignore[attr-defined]
                value.wake_at = 0.0  # type: ignore[attr-defined]
            return [kind.__name__, *[self.field(getattr(value, name)) for name, _ in _FIELDS[kind]]]
        if any(value is constant for constant in _CONSTANTS):
            return ["constant", next(place for place, constant in enumerate(_CONSTANTS) if constant is value)]
        return self.leaf(value, kind)

    def field(self, value: object) -> object:
        """Return what stands for the value of a field: host types are named."""
        if isinstance(value, type):
            return {"host": value.__name__}
        return self.ref(value)

    def shared(self, path: Sequence[str | int]) -> _Row:
        """Return the row of something that is not copied."""
        self.parts.add(str(path[0]))
        return ["shared", *path]

    def leaf(self, value: object, kind: type) -> _Row:  # one case a kind of value
        """Return the row of a value of the host."""
        match value:
            case int() if kind is int:
                return ["int", value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)]
            case float() if kind is float:
                return ["float", value]
            case str() if kind is str:
                return ["str", value.encode("utf-8", "surrogatepass")]
            case bytes() | bytearray() if kind in (bytes, bytearray):
                return [kind.__name__, bytes(value)]
            case array() if kind is array:
                return ["array", value.typecode, value.tobytes()]
            case complex() if kind is complex:
                return ["complex", value.real, value.imag]
            case set() | frozenset() if kind in (set, frozenset):
                return [kind.__name__, self.refs(value)]
            case iterators.SetIterator():
                live = value.start() if value.live is None else value.live
                rest = [] if value.done else list(live)
                value.live = None
                return ["TupleIterator", self.ref(tuple(rest)), 0]
            case deque() if kind is deque:
                return ["deque", self.refs(value), value.maxlen]
            case range() | slice():
                return [kind.__name__, self.ref(value.start), self.ref(value.stop), self.ref(value.step)]
            case Native() if value.recipe is not None:
                return ["native", value.recipe[0], self.refs(value.recipe[1])]
            case Tool():
                return ["tool", value.name]
            case re.Pattern() if kind is re.Pattern:
                return ["pattern", self.ref(value.pattern), value.flags]
            case re.Match() if kind is re.Match:
                return ["match", self.ref(value.re), self.ref(value.string), value.pos, value.endpos, *value.span()]
            case Decimal() if kind is Decimal:
                return ["Decimal", str(value)]
            case datetime() if kind is datetime:
                parts = [value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond]
                return ["datetime", *parts, value.fold, self.ref(value.tzinfo)]
            case date() if kind is date:
                return ["date", value.year, value.month, value.day]
            case clock_time() if kind is clock_time:
                parts = [value.hour, value.minute, value.second, value.microsecond]
                return ["time", *parts, value.fold, self.ref(value.tzinfo)]
            case timedelta() if kind is timedelta:
                return ["timedelta", value.days, value.seconds, value.microseconds]
            case timezone() if kind is timezone:
                return ["timezone", *self.refs(value.__getinitargs__())]  # type: ignore[attr-defined]
            case ZoneInfo() if kind is ZoneInfo:
                return ["zone", value.key]
            case random.Random() if kind is random.Random:
                version, internal, gauss = value.getstate()
                return ["random", version, list(internal), gauss]
            case Context() if kind is Context:
                signals = [[s.__name__ for s, on in flags.items() if on] for flags in (value.flags, value.traps)]
                return ["Context", *[getattr(value, name) for name in _CONTEXT], *signals]
            case struct.Struct() if kind is struct.Struct:
                return ["struct", value.format]
        if kind in _VIEWS:
            return [_VIEWS[kind], self.ref(iterators.viewed(value))]
        held = SURFACE.types.get(kind)
        what = (
            f"the function {value.qualname}"
            if isinstance(value, Native)
            else f"a {held.name if held else kind.__name__}"
        )
        raise CannotSave(f"the run holds {what}, which cannot be saved")


class _Reader:
    """Makes the values: first empty ones for each row, then what is immutable, then everything is filled."""

    def __init__(self, table: dict[str, object], limits: Limits, predefined: Mapping[str, object]) -> None:
        self.table = table
        self.limits = limits
        self.predefined = predefined
        self.rows = _rows(table["rows"])
        self.values: list[object] = [None] * len(self.rows)
        self.ready = [False] * len(self.rows)
        self.programs: list[Program] = []
        self.vm = Vm(limits)

    def read(self) -> Saved:
        """Return the run."""
        SHARED.load(_texts(self.table["surface"]))
        SHARED.update()
        self.names = _given(self.predefined)
        self.compile()
        for place, row in enumerate(self.rows):
            self.begin(place, row)
        late = self.build_immutable(hashing=False)
        unfilled = [place for place in range(len(self.rows)) if not self.fill(place)]
        for cls in self.classes():
            self.order(cls)
        before = ACTIVE.get()
        ACTIVE.set(self.vm)
        self.vm.started_at = time.perf_counter()
        try:
            self.vm.globals = self.globals()
            if late:
                self.build_immutable(hashing=True)
            for place in unfilled:
                if not self.fill(place, True):
                    raise BadSnapshot("the snapshot is damaged (a value holds itself)")
            self.fill_hashed()
        finally:
            ACTIVE.set(before)
        for cls in self.classes():
            cls.cache.clear()
        self.check_frames()
        return self.run()

    def compile(self) -> None:
        """Compile the programs again: no instruction comes from the snapshot."""
        programs = self.table["programs"]
        if not isinstance(programs, list) or not programs:
            raise BadSnapshot("the snapshot is damaged (it has no program)")
        for text, name, predefined, inputs, slots, expected in programs:
            missing = [given for given in predefined if given not in self.predefined]
            if missing:
                raise BadSnapshot(f"the snapshot needs the tool {missing[0]!r}, which is not granted here")
            source = Source(text.decode("utf-8", "surrogatepass"), name)
            chosen = {given: self.predefined[given] for given in predefined}
            code = compile_source(source, chosen, tuple(inputs), tuple(slots))
            if digest(code) != expected:
                raise BadSnapshot(f"the snapshot was made by another build of limen {VERSION}, whose compiler differs")
            self.programs.append(Program(source, tuple(predefined), tuple(inputs), tuple(slots), code))
        prelude = self.table["prelude"]
        assert isinstance(prelude, dict)
        for expected, *path in prelude.values():
            if not self.has_prelude(tuple(path), expected):
                raise BadSnapshot(f"the snapshot was made by another build of limen {VERSION}, whose prelude differs")

    def has_prelude(self, path: tuple[str | int, ...], expected: object) -> bool:
        """Tell whether the part of the prelude that has the code at a path is the one that the snapshot was made with."""
        try:
            code = self.names.value(path)
        except (LookupError, TypeError):
            return False
        return isinstance(code, Code) and _prelude_digest(code) == expected

    def value(self, given: object) -> object:
        """Return the value that something in a row stands for."""
        if type(given) is list:
            (place,) = given
            if type(place) is not int or not 0 <= place < len(self.values) or not self.ready[place]:
                raise _NotReady
            return self.values[place]
        if type(given) is dict:
            return _HOSTS[given["host"]]
        return given

    def all(self, given: object) -> list[object]:
        """Return the values of several references."""
        if type(given) is not list:
            raise BadSnapshot("the snapshot is damaged (a row is not what it should be)")
        return [self.value(item) for item in given]

    def begin(self, place: int, row: _Row) -> None:
        """Make the value of a row as far as it depends on no other."""
        tag, *rest = row
        made: object
        if tag in _TAGS:
            kind = _TAGS[str(tag)]
            if len(rest) != len(_FIELDS[kind]):
                raise BadSnapshot("the snapshot is damaged (a row has the wrong length)")
            made = kind(*_BLANK[kind])
        elif tag in _EMPTY:
            made = _EMPTY[str(tag)]()
        elif tag == "deque":
            made = deque(maxlen=rest[1])  # type: ignore[call-overload]
        elif tag == "shared":
            made = self.names.value(tuple(rest))  # type: ignore[arg-type]
        elif tag == "code":
            made = self.code(rest)
        elif tag == "constant":
            made = _CONSTANTS[_index(rest[0])]
        elif tag == "tool":
            made = self.predefined.get(str(rest[0]))
            if type(made) is not Tool:
                raise BadSnapshot(f"the snapshot needs the tool {rest[0]!r}, which is not granted here")
        elif tag in _LEAVES:
            made = _LEAVES[str(tag)](*rest)
        else:
            return
        self.values[place] = made
        self.ready[place] = True

    def code(self, path: list[object]) -> Code:
        """Return the code at a place in the programs."""
        first, *rest = path
        code = self.programs[_index(first)].code
        for step in rest:
            code = code.codes[_index(step)]
        return code

    def build_immutable(self, hashing: bool) -> list[int]:
        """Make what depends on other rows and cannot be filled later; return the rows that have to wait for hashing."""
        waiting = [place for place, ready in enumerate(self.ready) if not ready]
        while waiting:
            left = []
            for place in waiting:
                tag, *rest = self.rows[place]
                make = _BUILT.get(str(tag))
                if make is None:
                    if tag not in _HASHED:
                        raise BadSnapshot(f"the snapshot is damaged (there is no kind of row {tag!r})")
                    make = _HASHED[str(tag)]
                    if not hashing and (tag == "native" or not self.is_plain(rest[0])):
                        left.append(place)
                        continue
                try:
                    self.values[place] = make(self, *rest)
                except _NotReady:
                    left.append(place)
                    continue
                self.ready[place] = True
            if len(left) == len(waiting):
                if hashing:
                    raise BadSnapshot("the snapshot is damaged (immutable values that hold each other)")
                return left
            waiting = left
        return []

    def is_plain(self, given: object) -> bool:
        """Whether the hashes of these values need nothing of the guest's."""
        return isinstance(given, list) and all(
            type(item) is not list or self.rows[_index(item[0])][0] in _PLAIN for item in given
        )

    def fill(self, place: int, hashing: bool = False) -> bool:
        """Fill the value of a row; return False when something in it is not there yet."""
        tag, *rest = self.rows[place]
        if not self.ready[place]:
            return False
        value = self.values[place]
        try:
            if tag in _TAGS:
                self.fill_fields(value, rest)
            elif tag == "list":
                assert isinstance(value, list)
                value[:] = self.all(rest[0])
            elif tag == "deque":
                assert isinstance(value, deque)
                value.extend(self.all(rest[0]))
            elif tag == "dict" and (hashing or self.is_plain(rest[0])):
                assert isinstance(value, dict)
                if self.is_plain(rest[0]):
                    value.update(zip(self.all(rest[0]), self.all(rest[1]), strict=True))
            elif tag == "set" and self.is_plain(rest[0]):
                assert isinstance(value, set)
                value.update(self.all(rest[0]))
        except _NotReady:
            return False
        return True

    def fill_hashed(self) -> None:
        """Fill the dictionaries and sets whose keys may have hash methods of the guest's."""
        for place, (tag, *rest) in enumerate(self.rows):
            if tag in ("dict", "set") and not self.is_plain(rest[0]):
                value = self.values[place]
                if isinstance(value, dict):
                    value.update(zip(self.all(rest[0]), self.all(rest[1]), strict=True))
                elif isinstance(value, set):
                    value.update(self.all(rest[0]))

    def fill_fields(self, value: object, given: list[object]) -> None:
        kind = type(value)
        found = [self.value(item) for item in given]
        for (name, kinds), item in zip(_FIELDS[kind], found, strict=True):
            if kinds is not None and type(item) not in kinds and item not in kinds:
                raise BadSnapshot(f"the snapshot is damaged ({name} of a {kind.__name__})")
            setattr(value, name, item)
        for name, default in _DERIVED.get(kind, ()):
            setattr(value, name, default)
        if isinstance(value, Function):
            value.direct = value.code.simple and value.code.kind == "function"
            value.frozen = False
        if isinstance(value, ToolCall) and not all(type(name) is str for name in value.kwargs):
            raise BadSnapshot("the snapshot is damaged (names of arguments)")

    def classes(self) -> list[Class]:
        """Return the guest's classes."""
        return [
            value
            for (tag, *_), value in zip(self.rows, self.values, strict=True)
            if tag == "Class" and isinstance(value, Class)
        ]

    def order(self, cls: Class) -> None:
        """Give a class what follows from its bases; those come first."""
        stack = [cls]
        while stack:
            cls = stack[-1]
            waiting = [base for base in cls.bases if not base.native and not base.immutable and len(base.mro) == 1]
            if len(stack) > 1000 or cls in stack[:-1]:
                raise BadSnapshot("the snapshot is damaged (classes that derive from each other)")
            if waiting:
                stack.extend(waiting[:1])
                continue
            stack.pop()
            if len(cls.mro) > 1:
                continue
            if not cls.bases or any(base.final for base in cls.bases):
                raise BadSnapshot("the snapshot is damaged (a class without bases)")
            cls.mro = linearise(cls)
            cls.is_exception = any(base.is_exception for base in cls.bases)
            for base in cls.bases:
                if not base.immutable:
                    base.subclasses.append(cls)

    def globals(self) -> list[object]:
        """Return the global variables; they may not be filled yet."""
        found = self.value(self.part("globals"))
        assert isinstance(found, list)
        return found

    def part(self, name: str) -> object:
        """Return a part of the state of the run."""
        run = self.table["run"]
        assert isinstance(run, dict)
        return run[name]

    def listed(self, name: str, kind: type) -> list[object]:
        """Return a part that is a list of values of one kind."""
        found = self.value(self.part(name))
        if not isinstance(found, list) or any(type(item) is not kind for item in found):
            raise BadSnapshot(f"the snapshot is damaged ({name})")
        return found

    def check_frames(self) -> None:
        """Hold frames, functions and fibers to their code: what the loop does not check must be right."""
        if len(self.vm.globals) < len(self.programs[-1].code.initial):
            raise BadSnapshot("the snapshot is damaged (its global variables)")
        for value in self.values:
            if type(value) is Frame:
                self.check_globals(value.code, value.globals)
                size = len(value.regs)
                if value.code.kind == "module":
                    right = value.regs is value.globals
                else:
                    right = size == len(value.code.initial) or (size >= 1 and not value.code.module and size <= 2)
                if not right or value.pc % WORDS or not 0 <= value.pc < max(len(value.code.words), 1):
                    raise BadSnapshot("the snapshot is damaged (a frame)")
                if value.back is not None and not 0 <= value.dst < max(len(value.back.regs), 1):
                    raise BadSnapshot("the snapshot is damaged (a frame)")
            elif type(value) is Function:
                self.check_globals(value.code, value.globals)
                if len(value.closure) != len(value.code.free_names):
                    raise BadSnapshot("the snapshot is damaged (a function)")
            elif type(value) is Fiber and value.frame is not None and not 0 <= value.dst < len(value.frame.regs):
                raise BadSnapshot("the snapshot is damaged (a task)")
        for value in self.values:
            for (kind, name), kinds in _ITEMS.items():
                if type(value) is kind and any(type(item) not in kinds for item in getattr(value, name)):
                    raise BadSnapshot(f"the snapshot is damaged ({name} of a {kind.__name__})")

    def check_globals(self, code: Code, found: list[object]) -> None:
        """A code runs with the globals of its own module."""
        if code.is_prelude:
            module = code if code.module is None else code.module
            path = self.names.path(module)
            if path == ("host frame",):
                return  # no instruction in it names a global
            if path is None or self.names.path(found) is None or len(found) < len(module.initial):
                raise BadSnapshot("the snapshot is damaged (globals)")
        elif found is not self.vm.globals:
            raise BadSnapshot("the snapshot is damaged (globals)")

    def run(self) -> Saved:
        """Return the run, ready to go on."""
        vm = self.vm
        bottom = self.value(self.part("bottom"))
        main = self.value(self.part("main"))
        if type(bottom) is not Frame or type(main) is not Fiber:
            raise BadSnapshot("the snapshot is damaged (it has no frame)")
        vm.bottom = vm.frame = bottom
        vm.main = vm.fiber = main
        vm.module = self.programs[-1].code
        vm.session_slots = len(vm.module.globals)
        vm.ready = self.listed("ready", Fiber)  # type: ignore[assignment]
        vm.sleepers = self.listed("sleepers", Future)  # type: ignore[assignment]
        now = time.perf_counter()
        for sleeper in vm.sleepers:
            left = sleeper.wake_at
            sleeper.wake_at = now + (min(left, 1e9) if left > 0.0 else 0.0)  # what is no number is 0 too
        for future in self.listed("pending", Future):
            assert isinstance(future, Future)
            assert future.call is not None
            vm.pending[future.call.id] = future
        generator = self.value(self.part("random"))
        if generator is not None:
            assert isinstance(generator, random.Random)
            vm.own_random = generator
        context = self.value(self.part("context"))
        if context is not None:
            assert isinstance(context, Context)
            vm.context = context
        state = self.value(self.part("state"))
        assert isinstance(state, dict)
        vm.state.update(state)
        anchors = state.get("weakref")
        if anchors is not None:  # their keys are identities
            if not isinstance(anchors, dict) or not all(type(row) is list for row in anchors.values()):
                raise BadSnapshot("the snapshot is damaged (the weak references)")
            vm.state["weakref"] = {id(row[0]): row for row in anchors.values() if row}
        identities = self.listed("identities", list)
        vm.state["identities"] = {id(row[1]): (_index(row[0]), row[1]) for row in identities}  # type: ignore[index]
        vm.state["abc"] = {id(row[0]): row for row in self.listed("abc", list)}  # type: ignore[index]
        vm.next_call = _index(self.part("next_call"))
        output = self.part("output")
        assert isinstance(output, bytes)
        vm.output = [output.decode("utf-8", "surrogatepass")]
        vm.output_bytes = len(output)
        used = self.part("used")
        assert isinstance(used, list)
        vm.instructions, vm.memory_peak, vm.calls_made = _index(used[0]), _index(used[2]), _index(used[3])
        vm.seconds = float(used[1])
        if not 0.0 <= vm.seconds < math.inf:  # with no number the limit would never be reached
            raise BadSnapshot("the snapshot is damaged (a number)")
        vm.idle = True
        return Saved(vm, self.programs, self.value(self.part("extra")))


class _NotReady(Exception):
    """A row refers to one that has no value yet."""


def _rows(given: object) -> list[_Row]:
    if not isinstance(given, list) or not all(type(row) is list and row and type(row[0]) is str for row in given):
        raise BadSnapshot("the snapshot is damaged (its rows)")
    return given


def _texts(given: object) -> list[str]:
    if not isinstance(given, list) or not all(type(text) is str for text in given):
        raise BadSnapshot("the snapshot is damaged (its list of modules)")
    return given


def _index(given: object) -> int:
    if type(given) is not int or given < 0:
        raise BadSnapshot("the snapshot is damaged (a number)")
    return given


def _random(version: int, internal: list[int], gauss: float | None) -> random.Random:
    made = random.Random()
    made.setstate((version, tuple(internal), gauss))
    return made


def _decimal(text: str) -> Decimal:
    if len(text) > 100_000:
        raise BadSnapshot("the snapshot is damaged (a number)")
    return Decimal(text)


def _context(*parts: object) -> Context:
    """Make a decimal context; it is held to what a program may set."""
    from limen.executor.modules.decimal import checked

    prec, rounding, low, high, capitals, clamp, flags, traps = parts
    assert isinstance(flags, list)
    assert isinstance(traps, list)
    signals = [[_SIGNALS[name] for name in names] for names in (flags, traps)]
    return checked(Context(prec, rounding, low, high, capitals, clamp, *signals))  # type: ignore[arg-type]


def _match(reader: _Reader, pattern: object, text: object, *places: int) -> re.Match[str] | re.Match[bytes]:
    """Find a match again where it was."""
    found, subject = reader.value(pattern), reader.value(text)
    assert isinstance(found, re.Pattern)
    pos, endpos, start, end = places
    for matched in (
        found.match(subject, start, endpos),
        found.fullmatch(subject, start, end),
        found.search(subject, pos, endpos),
    ):
        if matched is not None and matched.span() == (start, end):
            return matched
    raise BadSnapshot("a match of a regular expression in the snapshot cannot be found again")


def _native(reader: _Reader, name: str, args: list[object]) -> Native:
    """Make a function again that was made for a class of the guest."""
    if name not in _RECIPES:
        raise BadSnapshot("the snapshot is damaged (a function)")
    recipe = SURFACE.intrinsics[name]
    assert isinstance(recipe, Native)
    made = recipe.call(reader.vm, reader.all(args), None)
    if isinstance(made, Property):
        made = made.fget
    elif isinstance(made, StaticMethod):
        made = made.function
    assert isinstance(made, Native)
    return made


def _pattern(reader: _Reader, pattern: object, flags: int) -> object:
    compile_pattern = SURFACE.module("re")
    assert compile_pattern is not None
    make = compile_pattern.members["compile"]
    assert isinstance(make, Native)
    text = reader.value(pattern)
    return make.call(reader.vm, [text, flags & ~re.UNICODE if isinstance(text, str) else flags], None)


def _array(code: str, data: bytes) -> object:
    made: array[int] = array(code)
    made.frombytes(data)
    return made


def _zone(reader: _Reader, given: object) -> tzinfo | None:
    zone = reader.value(given)
    assert zone is None or isinstance(zone, tzinfo)
    return zone


def _datetime(reader: _Reader, *parts: int) -> datetime:
    year, month, day, hour, minute, second, microsecond, fold, zone = parts
    return datetime(year, month, day, hour, minute, second, microsecond, _zone(reader, zone), fold=fold)


def _clock_time(reader: _Reader, *parts: int) -> clock_time:
    hour, minute, second, microsecond, fold, zone = parts
    return clock_time(hour, minute, second, microsecond, _zone(reader, zone), fold=fold)


_EMPTY: Final[dict[str, Callable[[], object]]] = {"list": list, "dict": dict, "set": set}
_LEAVES: Final[dict[str, Callable[..., object]]] = {
    "int": lambda data: int.from_bytes(data, "little", signed=True),
    "float": float,
    "str": lambda data: data.decode("utf-8", "surrogatepass"),
    "bytes": lambda data: bytes(memoryview(data)),
    "bytearray": lambda data: bytearray(memoryview(data)),
    "array": lambda code, data: _array(code, bytes(memoryview(data))),
    "complex": lambda real, imag: complex(float(real), float(imag)),
    "date": date,
    "timedelta": timedelta,
    "zone": ZoneInfo,
    "Decimal": _decimal,
    "Context": _context,
    "random": _random,
    "struct": struct.Struct,
}
# Kinds of rows that are made from the values of others.
_BUILT: Final[dict[str, Callable[..., object]]] = {
    "tuple": lambda reader, items: tuple(reader.all(items)),
    "range": lambda reader, *parts: range(*reader.all(list(parts))),
    "slice": lambda reader, *parts: slice(*reader.all(list(parts))),
    "keys": lambda reader, data: reader.value(data).keys(),
    "values": lambda reader, data: reader.value(data).values(),
    "items": lambda reader, data: reader.value(data).items(),
    "timezone": lambda reader, *parts: timezone(*reader.all(list(parts))),
    "datetime": _datetime,
    "time": _clock_time,
    "pattern": _pattern,
    "match": _match,
}
# Those of them that need hashes, or attributes of classes: made when everything else is filled.
_HASHED: Final[dict[str, Callable[..., object]]] = {
    "frozenset": lambda reader, items: frozenset(reader.all(items)),
    "native": _native,
}
_PLAIN: Final = frozenset({"int", "float", "str", "bytes", "complex", "date", "timedelta", "Decimal", "constant"})
# Fields that are not saved, with what they are at first.
_DERIVED: Final[dict[type, tuple[tuple[str, object], ...]]] = {
    **dict.fromkeys(_ITERATORS, (("nesting", 0),)),
    iterators.DictIterator: (("live", None), ("nesting", 0)),
    deques.DequeIterator: (("live", None), ("nesting", 0)),
}
