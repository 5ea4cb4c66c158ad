"""zoneinfo: the host's zones, by their names."""

from __future__ import annotations

import re
import zoneinfo
from typing import TYPE_CHECKING, Final

from limen.executor.errors import GuestError
from limen.executor.exceptions import EXCEPTIONS
from limen.executor.modules import datetime
from limen.executor.surface import class_method, getter, managed, native_class, payload
from limen.executor.types import Row, arity
from limen.executor.types.instances import make_new
from limen.executor.values import Class, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

# Names that cannot lead out of the directory of zones
_NAME: Final = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")

NOT_FOUND: Final = native_class(
    "ZoneInfoNotFoundError", None, (EXCEPTIONS[KeyError],), (), new=EXCEPTIONS[KeyError].new, module="zoneinfo"
)


def _zone(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    rest = dict(kwargs or {})
    given = [*args, *([rest.pop("key")] if "key" in rest else [])]
    if rest or len(given) != 1:
        return datetime.ask(vm, zoneinfo.ZoneInfo, args, kwargs)
    key = payload(given[0])
    if not isinstance(key, str):
        raise TypeError(f"expected str, bytes or os.PathLike object, not {vm.class_name(given[0])}")
    if _NAME.fullmatch(key) and len(key) < 100:
        vm.spend(100)
        try:
            return zoneinfo.ZoneInfo(key)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            pass  # a directory, a file that is no zone
    raise GuestError(vm.make_exception(NOT_FOUND, (f"No time zone found with key {key}",)))


def _held(vm: Vm, args: Args, name: str) -> zoneinfo.ZoneInfo:
    held = datetime.receiver(vm, args, zoneinfo.ZoneInfo, name)
    assert isinstance(held, zoneinfo.ZoneInfo)
    return held


def _method(name: str) -> Native:
    call = getattr(zoneinfo.ZoneInfo, name)

    def method(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        held = _held(vm, args, name)
        return datetime.ask(vm, lambda *rest, **named: call(held, *rest, **named), args[1:], kwargs)

    return managed(name, method)


def _uncached(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    assert isinstance(args[0], Class)
    return _zone(vm, args[0], args[1:], kwargs)


def _cleared(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return None  # the cache is shared by all runs


_ROWS: Final[list[Row]] = [
    *[_method(name) for name in ("utcoffset", "dst", "tzname", "fromutc")],
    getter("key", lambda vm, args, kwargs: _held(vm, args, "key").key),
    managed("__str__", lambda vm, args, kwargs: str(_held(vm, args, "__str__"))),
    managed("__repr__", lambda vm, args, kwargs: repr(_held(vm, args, "__repr__"))),
    class_method("no_cache", _uncached),
    class_method("clear_cache", _cleared),
]
ZONEINFO: Final = native_class(
    "ZoneInfo", zoneinfo.ZoneInfo, (datetime.TZINFO,), _ROWS, new=_zone, final=True, module="zoneinfo"
)
make_new(ZONEINFO)


def _available(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("available_timezones", args, kwargs, 0, 0)
    vm.charge(100_000)
    vm.spend(10_000)
    return set(zoneinfo.available_timezones())


def build() -> Module:
    """Return the module."""
    members: dict[str, object] = {
        "ZoneInfo": ZONEINFO,
        "ZoneInfoNotFoundError": NOT_FOUND,
        "available_timezones": managed("available_timezones", _available, module="zoneinfo"),
    }
    return Module("zoneinfo", members)
