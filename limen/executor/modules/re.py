"""re: the host's engine on exact text; a replacement function is called by the prelude."""

from __future__ import annotations

import functools
import importlib
import re
import signal
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from limen.executor.errors import GuestError, LimitExceeded
from limen.executor.exceptions import EXCEPTIONS, data_of
from limen.executor.iterators import native_iter
from limen.executor.surface import getter, managed, native_class, payload
from limen.executor.types import Row, arity
from limen.executor.values import Invoke, Late, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None
Text = str | bytes

_FLAGS: Final = "A ASCII DEBUG I IGNORECASE L LOCALE M MULTILINE S DOTALL U UNICODE X VERBOSE NOFLAG RegexFlag"
_CALLABLE_HELP: Final = "expected string or bytes-like object"


def _extra(name: str) -> Native:
    return managed(name, lambda vm, args, kwargs: data_of(args[0]).extra.get(name))


ERROR: Final = native_class(
    "error",
    None,
    (EXCEPTIONS[Exception],),
    [getter(name, _extra(name).call) for name in ("msg", "pattern", "pos", "lineno", "colno")],
    new=EXCEPTIONS[Exception].new,
    module="re",
)
EXCEPTIONS[re.error] = ERROR


def _compiled(vm: Vm, pattern: object, flags: object = 0) -> re.Pattern[str] | re.Pattern[bytes]:
    pattern = payload(pattern)
    number = payload(flags)
    if not isinstance(number, int):
        raise TypeError(f"flags must be an int, not {vm.class_name(flags)}")
    if isinstance(pattern, re.Pattern):
        if number:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    if len(pattern) > 100_000:
        raise ValueError("the pattern is too long")
    try:
        return re.compile(pattern, number & ~re.DEBUG)
    except re.error as error:
        made = vm.make_exception(ERROR, (str(error),))
        extra = data_of(made).extra
        extra.update(msg=error.msg, pattern=pattern, pos=error.pos, lineno=error.lineno, colno=error.colno)
        raise GuestError(made) from None
    except (OverflowError, RecursionError) as error:
        raise type(error)(str(error)) from None


def _pattern_of(vm: Vm, args: Args) -> re.Pattern[str]:
    value = args[0] if args else None
    if not isinstance(value, re.Pattern):
        raise TypeError(f"descriptor for 're.Pattern' objects doesn't apply to a '{vm.class_name(value)}' object")
    return value


def _match_of(vm: Vm, args: Args) -> re.Match[str]:
    value = args[0] if args else None
    if not isinstance(value, re.Match):
        raise TypeError(f"descriptor for 're.Match' objects doesn't apply to a '{vm.class_name(value)}' object")
    return value


def _subject(vm: Vm, value: object) -> str:
    """The text that is searched: str or bytes, which the engine tells apart."""
    held = payload(value)
    if isinstance(held, bytearray):
        held = bytes(held)
    if not isinstance(held, (str, bytes)):
        raise TypeError(f"{_CALLABLE_HELP}, got '{vm.class_name(value)}'")
    vm.spend(1 + len(held) // 64)
    return held  # type: ignore[return-value]


def _bound(name: str, args: Args, kwargs: Kwargs, names: tuple[str, ...], required: int) -> list[object]:
    """Arguments by position: `names` says how they are called; those not given are None."""
    if len(args) > len(names):
        raise TypeError(f"{name}() takes at most {len(names)} arguments ({len(args)} given)")
    values: list[object] = [*args, *[None] * (len(names) - len(args))]
    given = set(names[: len(args)])
    for key, value in (kwargs or {}).items():
        if key not in names or key in given:
            raise TypeError(f"{name}() got an unexpected keyword argument '{key}'")
        values[names.index(key)] = value
        given.add(key)
    for number, key in enumerate(names[:required], 1):
        if key not in given:
            raise TypeError(f"{name}() missing required argument '{key}' (pos {number})")
    return values


def _number(value: object, default: int) -> int:
    held = payload(value)
    return held if isinstance(held, int) else default


# What patterns and the functions of the module have in common: (pattern, arguments behind it)

_Work = Callable[["Vm", "re.Pattern[str]", list[object]], object]


def _search(how: str) -> _Work:
    def work(vm: Vm, pattern: re.Pattern[str], values: list[object]) -> object:
        text = _subject(vm, values[0])
        span = (_number(values[1], 0), _number(values[2], len(text)))
        if how == "match":
            return pattern.match(text, *span)
        return pattern.fullmatch(text, *span) if how == "fullmatch" else pattern.search(text, *span)

    return work


def _findall(vm: Vm, pattern: re.Pattern[str], values: list[object]) -> object:
    text = _subject(vm, values[0])
    vm.charge(len(text) * (8 + 8 * pattern.groups))
    return pattern.findall(text, _number(values[1], 0), _number(values[2], len(text)))


def _finditer(vm: Vm, pattern: re.Pattern[str], values: list[object]) -> object:
    text = _subject(vm, values[0])
    vm.charge(len(text) * 16)
    return native_iter(list(pattern.finditer(text, _number(values[1], 0), _number(values[2], len(text)))))


def _split(vm: Vm, pattern: re.Pattern[str], values: list[object]) -> object:
    text = _subject(vm, values[0])
    vm.charge(len(text) * (8 + 8 * pattern.groups))
    return pattern.split(text, _number(values[1], 0))


def _substituted(counted: bool) -> _Work:
    def work(vm: Vm, pattern: re.Pattern[str], values: list[object]) -> object:
        replacement, subject, count = values[0], _subject(vm, values[1]), _number(values[2], 0)
        held = payload(replacement)
        if not isinstance(held, (str, bytes)):
            matches = list(pattern.finditer(subject))
            if count > 0:
                matches = matches[:count]
            vm.charge(len(matches) * 64)
            return Invoke(vm.prelude("re", "substitute"), [replacement, subject, matches, counted])
        found = sum(1 for _ in pattern.finditer(subject)) if len(held) > 64 else len(subject) + 1
        vm.charge(len(subject) + min(found, count or found) * (len(held) + (len(subject) if "\\" in str(held) else 0)))
        try:
            done, number = pattern.subn(held, subject, count)  # type: ignore[arg-type]
        except re.error as error:
            raise GuestError(vm.make_exception(ERROR, (str(error),))) from None
        return (done, number) if counted else done

    return work


_SPAN: Final = ("string", "pos", "endpos")
_METHODS: Final[dict[str, tuple[_Work, tuple[str, ...], int]]] = {
    "search": (_search("search"), _SPAN, 1),
    "match": (_search("match"), _SPAN, 1),
    "fullmatch": (_search("fullmatch"), _SPAN, 1),
    "findall": (_findall, _SPAN, 1),
    "finditer": (_finditer, _SPAN, 1),
    "split": (_split, ("string", "maxsplit"), 1),
    "sub": (_substituted(False), ("repl", "string", "count"), 2),
    "subn": (_substituted(True), ("repl", "string", "count"), 2),
}


# The engine backtracks without bound. It looks for signals while it does, so in the main thread a timer stops it; in
# other threads nothing can, and patterns that may take exponential time are refused.

_BRANCHING: Final = re.compile(r"[*+?{|]")
_HARMLESS: Final = 1000  # characters that a pattern with a single choice may search without a timer


def _timed(work: _Work, vm: Vm, pattern: re.Pattern[str], values: list[object]) -> object:
    """Do the work, and stop it when the time of the run is over."""
    allowed = vm.limits.seconds
    choices = _choices(pattern)
    if allowed is None or choices == 0 or (choices == 1 and all(_length(value) < _HARMLESS for value in values)):
        return work(vm, pattern, values)
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        if _explodes(pattern):
            raise RuntimeError(
                "this pattern may take endless time, and cannot be stopped here: "
                "do not repeat what contains a repetition or overlapping alternatives"
            )
        return work(vm, pattern, values)
    left = allowed - vm.elapsed()
    if left <= 0:
        raise LimitExceeded("seconds", allowed)

    def stop(number: int, frame: object) -> None:
        raise LimitExceeded("seconds", allowed)

    handler = signal.signal(signal.SIGALRM, stop)
    began = time.perf_counter()
    delay, interval = signal.setitimer(signal.ITIMER_REAL, left)
    try:
        return work(vm, pattern, values)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if delay:  # a timer of the embedder
            signal.setitimer(signal.ITIMER_REAL, max(delay - (time.perf_counter() - began), 0.000001), interval)


def _length(value: object) -> int:
    held = payload(value)
    return len(held) if isinstance(held, (str, bytes, bytearray)) else 0


@functools.lru_cache(maxsize=512)
def _choices(pattern: re.Pattern[str]) -> int:
    """How many characters of the pattern may make it backtrack."""
    text: str | bytes = pattern.pattern
    return len(_BRANCHING.findall(text if isinstance(text, str) else text.decode("latin-1")))


@functools.lru_cache(maxsize=512)
def _explodes(pattern: re.Pattern[str]) -> bool:
    """Whether a repetition in the pattern contains another one, alternatives that may overlap, or a backreference."""
    parser: Any = importlib.import_module("re._parser")
    return _repeats_choice(parser.parse(pattern.pattern, pattern.flags), False)


def _repeats_choice(parsed: Any, repeated: bool) -> bool:
    for code, argument in parsed:
        name = str(code)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, body = argument
            if (repeated and low != high) or _repeats_choice(body, repeated or high > 1):
                return True
        elif name == "BRANCH":
            branches = [list(branch) for branch in argument[1]]
            firsts = {branch[0] for branch in branches if branch and str(branch[0][0]) == "LITERAL"}
            if repeated and len(firsts) < len(branches):
                return True
            if any(_repeats_choice(branch, repeated) for branch in branches):
                return True
        elif name in ("GROUPREF", "GROUPREF_IGNORE"):
            if repeated:
                return True
        elif isinstance(argument, tuple):  # groups and look-around: what they hold
            if any(_repeats_choice(part, repeated) for part in argument if type(part).__name__ == "SubPattern"):
                return True
        elif type(argument).__name__ == "SubPattern" and _repeats_choice(argument, repeated):
            return True
    return False


def _method(name: str) -> Native:
    work, names, required = _METHODS[name]

    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        return _timed(work, vm, _pattern_of(vm, args), _bound(name, args[1:], kwargs, names, required))

    return managed(name, call)


def _function(name: str) -> Native:
    work, names, required = _METHODS[name]
    own = tuple(n for n in names if n not in ("pos", "endpos"))

    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        values = _bound(name, args, kwargs, ("pattern", *own, "flags"), required + 1)
        pattern = _compiled(vm, values[0], values[-1] or 0)
        rest = values[1:-1] + [None] * (len(names) - len(own))
        return _timed(work, vm, pattern, rest)  # type: ignore[arg-type]

    return managed(name, call, module="re")


def _compile(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    pattern, flags = _bound("compile", args, kwargs, ("pattern", "flags"), 1)
    return _compiled(vm, pattern, flags or 0)


def _escape(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    (value,) = _bound("escape", args, kwargs, ("pattern",), 1)
    held = payload(value)
    if not isinstance(held, (str, bytes)):
        raise TypeError(f"expected str or bytes, not {vm.class_name(value)}")
    vm.charge(len(held) * 2)
    return re.escape(held) if isinstance(held, str) else re.escape(held)  # noqa: RUF034


def _pattern_repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return repr(_pattern_of(vm, args))


def _read(attribute: str) -> Native:
    readers: dict[str, Callable[[re.Pattern[str]], object]] = {
        "pattern": lambda p: p.pattern,
        "flags": lambda p: int(p.flags),
        "groups": lambda p: p.groups,
        "groupindex": lambda p: dict(p.groupindex),
    }
    read = readers[attribute]
    return managed(attribute, lambda vm, args, kwargs: read(_pattern_of(vm, args)))


# Match


def _group_key(vm: Vm, value: object) -> int | str:
    held = payload(value)
    if isinstance(held, (int, str)):
        return held
    raise IndexError("no such group")


def _group(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    match = _match_of(vm, args)
    return match.group(*[_group_key(vm, key) for key in args[1:]])


def _groups(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    (default,) = _bound("groups", args[1:], kwargs, ("default",), 0)
    return _match_of(vm, args).groups(default)


def _groupdict(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    (default,) = _bound("groupdict", args[1:], kwargs, ("default",), 0)
    return _match_of(vm, args).groupdict(default)


def _place(name: str) -> Native:
    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        arity(name, args[1:], kwargs, 0, 1)
        match = _match_of(vm, args)
        key = _group_key(vm, args[1]) if len(args) > 1 else 0
        return match.start(key) if name == "start" else match.end(key) if name == "end" else match.span(key)

    return managed(name, call)


def _expand(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("expand", args[1:], kwargs, 1, 1)
    template = payload(args[1])
    if not isinstance(template, str):
        raise TypeError(f"expected str, not {vm.class_name(args[1])}")
    match = _match_of(vm, args)
    vm.charge(len(template) * (1 + len(match.group())))
    return match.expand(template)


def _match_read(attribute: str) -> Native:
    readers: dict[str, Callable[[re.Match[str]], object]] = {
        "string": lambda m: m.string,
        "re": lambda m: m.re,
        "pos": lambda m: m.pos,
        "endpos": lambda m: m.endpos,
        "lastindex": lambda m: m.lastindex,
        "lastgroup": lambda m: m.lastgroup,
    }
    read = readers[attribute]
    return managed(attribute, lambda vm, args, kwargs: read(_match_of(vm, args)))


def _match_repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return repr(_match_of(vm, args))


_PATTERN_ROWS: Final[list[Row]] = [
    *[_method(name) for name in _METHODS],
    *[getter(name, _read(name).call) for name in ("pattern", "flags", "groups", "groupindex")],
    managed("__repr__", _pattern_repr),
]
_MATCH_ROWS: Final[list[Row]] = [
    managed("group", _group),
    managed("__getitem__", _group),
    managed("groups", _groups),
    managed("groupdict", _groupdict),
    _place("start"),
    _place("end"),
    _place("span"),
    managed("expand", _expand),
    managed("__repr__", _match_repr),
    *[getter(name, _match_read(name).call) for name in ("string", "re", "pos", "endpos", "lastindex", "lastgroup")],
]
PATTERN: Final = native_class("Pattern", re.Pattern, (), _PATTERN_ROWS, final=True, module="re")
MATCH: Final = native_class("Match", re.Match, (), _MATCH_ROWS, final=True, module="re")


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {name: _function(name) for name in _METHODS}
    members.update({name: Late("re_flags", name) for name in _FLAGS.split()})
    members["compile"] = managed("compile", _compile, module="re")
    members["escape"] = managed("escape", _escape, module="re")
    members["purge"] = managed("purge", lambda vm, args, kwargs: None, module="re")
    members["error"] = members["PatternError"] = ERROR
    members["Pattern"] = PATTERN
    members["Match"] = MATCH
    return Module("re", members)
