"""datetime: exact values of the host's classes; what makes an instance of a guest's subclass asks its constructor."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from limen.executor import formatting, operations
from limen.executor.errors import GuestError
from limen.executor.surface import SURFACE, class_method, getter, managed, native, native_class, payload
from limen.executor.types import Row, arity
from limen.executor.types.instances import make_new
from limen.executor.values import Class, Instance, Invoke, Module, Native, NativeCall

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_LONGEST: Final = 10_000  # characters of a format that strptime compiles to a pattern


def _plain(vm: Vm, value: object) -> object:
    """An argument as the host takes it: a payload, or what `__index__` says."""
    held = payload(value)
    if type(held) is Instance and vm.has_guest_code(held, "__index__"):
        return payload(vm.call_nested(vm.find_special(held, "__index__"), []))
    return held


def ask(vm: Vm, call: Callable[..., object], args: Args, kwargs: Kwargs) -> object:
    """Return `call(*args, **kwargs)` of the host; its complaints name the guest's classes."""
    given = [_plain(vm, arg) for arg in args]
    named = {name: _plain(vm, value) for name, value in (kwargs or {}).items()}
    try:
        return call(*given, **named)
    except TypeError as error:
        text = str(error)
        for value in [*given, *named.values()]:
            if vm.is_guest(value):
                host = type(value)
                for name in (host.__name__, f"{host.__module__}.{host.__qualname__}"):
                    text = text.replace(f"'{name}'", f"'{vm.class_name(value)}'")
        raise TypeError(text) from None


def receiver(vm: Vm, args: Args, host: type, name: str) -> object:
    """Return the host value that a method was called on."""
    held = payload(args[0]) if args else None
    if not isinstance(held, host):
        title = f"datetime.{host.__name__}"
        if not args:
            raise TypeError(f"unbound method {host.__name__}.{name}() needs an argument")
        raise TypeError(
            f"descriptor '{name}' for '{title}' objects doesn't apply to a '{vm.class_name(args[0])}' object"
        )
    return held


# Values of a guest's subclass


def _parts(value: object) -> tuple[Args, dict[str, object]]:
    """The arguments that make a date, datetime or time anew."""
    if isinstance(value, datetime.datetime):
        clock: Args = [value.hour, value.minute, value.second, value.microsecond, value.tzinfo]
        return [value.year, value.month, value.day, *clock], {"fold": 1} if value.fold else {}
    if isinstance(value, datetime.date):
        return [value.year, value.month, value.day], {}
    assert isinstance(value, datetime.time)
    clock = [value.hour, value.minute, value.second, value.microsecond, value.tzinfo]
    return clock, {"fold": 1} if value.fold else {}


def _as(cls: object, value: object) -> object:
    """The value as an instance of `cls`: a guest's subclass is called, like CPython does."""
    if type(cls) is not Class or cls.native or not isinstance(value, (datetime.date, datetime.time)):
        return value
    args, kwargs = _parts(value)
    return Invoke(cls, args, kwargs)


def _class_of(args: Args) -> object:
    return args[0].cls if type(args[0]) is Instance else None


# Rows


def _new(host: type) -> NativeCall:
    def new(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
        # One argument of text is the host's way to load pickled bytes, unchecked
        if args and isinstance(payload(args[0]), (str, bytes, bytearray)) and host is not datetime.timedelta:
            raise TypeError(f"'{vm.class_name(args[0])}' object cannot be interpreted as an integer")
        return ask(vm, host, args, kwargs)

    return new


def _maker(host: type, name: str) -> Row:
    """A class method that makes a value."""
    make = getattr(host, name)
    return class_method(name, lambda vm, args, kwargs: _as(args[0], ask(vm, make, args[1:], kwargs)))


def _method(host: type, name: str, remade: bool = False) -> Native:
    """A method of the host; `remade`: its result is of the receiver's class."""
    call = getattr(host, name)

    def method(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        held = receiver(vm, args, host, name)
        result = ask(vm, lambda *rest, **named: call(held, *rest, **named), args[1:], kwargs)
        return _as(_class_of(args), result) if remade else result

    return managed(name, method)


def _read(host: type, name: str) -> Row:
    return getter(name, lambda vm, args, kwargs: getattr(receiver(vm, args, host, name), name))


def _rows(host: type, methods: str, remade: str, attributes: str, operators: str) -> list[Row]:
    return [
        *[_method(host, name) for name in methods.split()],
        *[_method(host, name, True) for name in remade.split()],
        *[_read(host, name) for name in attributes.split()],
        *[native(f"__{name}__", getattr(host, f"__{name}__")) for name in operators.split()],
    ]


# Text


def _written(vm: Vm, value: object, form: str) -> str:
    """value.strftime(form), its size charged before: the C library may widen what one directive asks for."""
    assert isinstance(value, (datetime.date, datetime.time))
    zone = "" if not isinstance(value, (datetime.datetime, datetime.time)) else value.tzname() or ""
    vm.charge(len(form) * (260 + 4 * len(zone)))
    vm.spend(len(form) // 4)
    return value.strftime(form)


def _strftime(host: type) -> Native:
    def strftime(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        held = receiver(vm, args, host, "strftime")
        rest = dict(kwargs or {})
        given = [*args[1:], *([rest.pop("format")] if "format" in rest else [])]
        if rest or len(given) != 1 or not isinstance(payload(given[0]), str):
            return ask(vm, lambda *a, **k: host.strftime(held, *a, **k), args[1:], kwargs)  # type: ignore[attr-defined]
        return _written(vm, held, str(payload(given[0])))

    return managed("strftime", strftime)


def _format(host: type) -> Native:
    def format_(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        arity("__format__", args[1:], kwargs, 1, 1)
        held = receiver(vm, args, host, "__format__")
        form = payload(args[1])
        if not isinstance(form, str):
            raise TypeError(f"__format__() argument 1 must be str, not {vm.class_name(args[1])}")
        return _written(vm, held, form) if form else str(held)

    return managed("__format__", format_)


def _strptime(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    if kwargs or len(args) != 3:
        arity("datetime.strptime", [], kwargs, 0, 0)
        raise TypeError(f"strptime() takes exactly 2 arguments ({len(args) - 1} given)")
    text, form = payload(args[1]), payload(args[2])
    for number, value in ((1, text), (2, form)):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {number} must be str, not {vm.class_name(args[number])}")
    return _as(args[0], parsed(vm, datetime.datetime.strptime, str(text), str(form)))


def parsed(vm: Vm, parse: Callable[[str, str], object], text: str, form: str) -> object:
    """Return `parse(text, form)` for a strptime of the host, which makes a pattern of the format."""
    if len(form) > _LONGEST:
        raise ValueError("the format is too long")
    vm.spend(200 + len(form) + len(text) // 8)
    vm.charge(len(form) * 200)
    try:
        return parse(text, form)
    except re.error as error:
        module = SURFACE.module("re")
        assert module is not None
        cls = module.members["error"]
        assert isinstance(cls, Class)
        raise GuestError(vm.make_exception(cls, (str(error),))) from None


def _text(host: type) -> Native:
    return managed("__str__", lambda vm, args, kwargs: str(receiver(vm, args, host, "__str__")))


def _repr(host: type) -> Native:
    """The repr, which names the class of a guest's subclass."""

    def repr_(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        text = repr(receiver(vm, args, host, "__repr__"))
        cls = _class_of(args)
        return text if cls is None else f"{vm.class_name(args[0])}{text[text.index('(') :]}"

    return managed("__repr__", repr_)


# What the VM's clock, or a class of the prelude, is asked for


def _today(host: type, name: str) -> Row:
    def today(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        arity(f"{host.__name__}.{name}", args[1:], kwargs, 0, 0)
        moment = vm.host_time()
        if host is datetime.date:
            return _as(args[0], datetime.date.fromtimestamp(moment))
        zone = datetime.UTC if name == "utcnow" else None
        return _as(args[0], datetime.datetime.fromtimestamp(moment, zone).replace(tzinfo=None))

    return class_method(name, today)


def _now(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    def now(tz: datetime.tzinfo | None = None) -> datetime.datetime:
        if tz is not None and not isinstance(tz, datetime.tzinfo):
            raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{vm.class_name(tz)}'")
        return datetime.datetime.fromtimestamp(vm.host_time(), tz)

    if len(args) - 1 + len(kwargs or {}) > 1:
        raise TypeError(f"now() takes at most 1 argument ({len(args) - 1 + len(kwargs or {})} given)")
    for name in kwargs or {}:
        if name != "tz":
            raise TypeError(f"'{name}' is an invalid keyword argument for now()")
    return _as(args[0], ask(vm, now, args[1:], kwargs))


def _combine(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return _as(args[0], ask(vm, datetime.datetime.combine, args[1:], kwargs))


def _tuple(host: type, name: str) -> Native:
    """timetuple, utctimetuple: a struct_time of the guest."""

    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        arity(name, args[1:], kwargs, 0, 0)
        found = getattr(receiver(vm, args, host, name), name)()
        return Invoke(vm.prelude("time", "struct_time"), [tuple(found)])

    return managed(name, call)


def _isocalendar(host: type) -> Native:
    def isocalendar(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        arity("isocalendar", args[1:], kwargs, 0, 0)
        held = receiver(vm, args, host, "isocalendar")
        assert isinstance(held, datetime.date)
        return Invoke(vm.prelude("datetime", "IsoCalendarDate"), list(held.isocalendar()))

    return managed("isocalendar", isocalendar)


def _own(host: type) -> list[Row]:
    return [_text(host), _repr(host)]


_ORDER: Final = "eq ne lt le gt ge hash"
_CALENDAR: Final = "ctime isoweekday toordinal weekday"
_CLOCK: Final = "hour minute second microsecond tzinfo fold"


def _constants(host: type) -> dict[str, object]:
    return {name: getattr(host, name) for name in ("min", "max", "resolution")}


TZINFO: Final = native_class(
    "tzinfo",
    datetime.tzinfo,
    (),
    # Zones are the host's: C code would call the methods of a guest's own
    _rows(datetime.tzinfo, "utcoffset dst tzname fromutc", "", "", ""),
    final=True,
    module="datetime",
)
TIMEDELTA: Final = native_class(
    "timedelta",
    datetime.timedelta,
    (),
    [
        *_rows(
            datetime.timedelta,
            "total_seconds",
            "",
            "days seconds microseconds",
            _ORDER + " add radd sub rsub mul rmul truediv floordiv mod rmod divmod rdivmod rfloordiv rtruediv"
            " neg pos abs bool",
        ),
        *_own(datetime.timedelta),
    ],
    new=_new(datetime.timedelta),
    attrs=_constants(datetime.timedelta),
    module="datetime",
)
TIMEZONE: Final = native_class(
    "timezone",
    datetime.timezone,
    (TZINFO,),
    [*_rows(datetime.timezone, "utcoffset dst tzname fromutc", "", "", "eq ne hash"), *_own(datetime.timezone)],
    new=_new(datetime.timezone),
    attrs={"utc": datetime.UTC, "min": datetime.timezone.min, "max": datetime.timezone.max},
    final=True,
    module="datetime",
)
DATE: Final = native_class(
    "date",
    datetime.date,
    (),
    [
        *_rows(datetime.date, _CALENDAR + " isoformat", "replace", "year month day", _ORDER + " add radd sub rsub"),
        *[_maker(datetime.date, name) for name in ("fromisocalendar", "fromisoformat", "fromordinal", "fromtimestamp")],
        _today(datetime.date, "today"),
        _strftime(datetime.date),
        _format(datetime.date),
        _tuple(datetime.date, "timetuple"),
        _isocalendar(datetime.date),
        *_own(datetime.date),
    ],
    new=_new(datetime.date),
    attrs=_constants(datetime.date),
    module="datetime",
)
TIME: Final = native_class(
    "time",
    datetime.time,
    (),
    [
        *_rows(datetime.time, "isoformat utcoffset dst tzname", "replace", _CLOCK, _ORDER),
        _maker(datetime.time, "fromisoformat"),
        _strftime(datetime.time),
        _format(datetime.time),
        *_own(datetime.time),
    ],
    new=_new(datetime.time),
    attrs=_constants(datetime.time),
    module="datetime",
)
DATETIME: Final = native_class(
    "datetime",
    datetime.datetime,
    (DATE,),
    [
        *_rows(
            datetime.datetime,
            _CALENDAR + " isoformat utcoffset dst tzname timestamp date time timetz",
            "replace astimezone",
            "year month day " + _CLOCK,
            _ORDER + " add radd sub rsub",
        ),
        *[
            _maker(datetime.datetime, name)
            for name in ("fromisocalendar", "fromisoformat", "fromordinal", "fromtimestamp", "utcfromtimestamp")
        ],
        _today(datetime.datetime, "today"),
        _today(datetime.datetime, "utcnow"),
        class_method("now", _now),
        class_method("combine", _combine),
        class_method("strptime", _strptime),
        _strftime(datetime.datetime),
        _format(datetime.datetime),
        _tuple(datetime.datetime, "timetuple"),
        _tuple(datetime.datetime, "utctimetuple"),
        _isocalendar(datetime.datetime),
        *_own(datetime.datetime),
    ],
    new=_new(datetime.datetime),
    attrs=_constants(datetime.datetime),
    module="datetime",
)
make_new(TIMEDELTA, TIMEZONE, DATE, TIME, DATETIME)
operations.REMADE.update({datetime.date: _as, datetime.datetime: _as})
formatting.NAMED.update({datetime.date, datetime.datetime, datetime.time, datetime.timedelta})


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {cls.name: cls for cls in (DATE, DATETIME, TIME, TIMEDELTA, TIMEZONE, TZINFO)}
    members["UTC"] = datetime.UTC
    members["MINYEAR"] = datetime.MINYEAR
    members["MAXYEAR"] = datetime.MAXYEAR
    return Module("datetime", members)
