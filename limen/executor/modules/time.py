"""time: the clocks of the run, and calendar time as text and tuples."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from limen.executor.modules.datetime import ask, parsed
from limen.executor.surface import SURFACE, managed, payload
from limen.executor.types import arity
from limen.executor.values import Invoke, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_CLOCKS: Final[dict[str, Callable[[Vm], float]]] = {
    "time": lambda vm: vm.host_time(),
    "monotonic": lambda vm: vm.host_clock(),
    "perf_counter": lambda vm: vm.host_clock(),
    "process_time": lambda vm: vm.elapsed(),
    "thread_time": lambda vm: vm.elapsed(),
}


def _clock(name: str, in_ns: bool) -> Native:
    read = _CLOCKS[name]
    title = f"{name}_ns" if in_ns else name

    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        if kwargs or args:
            arity(f"time.{title}", [], kwargs, 0, 0)
            raise TypeError(f"time.{title}() takes no arguments ({len(args)} given)")
        return int(read(vm) * 1_000_000_000) if in_ns else read(vm)

    return managed(title, call, module="time")


def _sleep(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    if kwargs or len(args) != 1:
        arity("time.sleep", [], kwargs, 0, 0)
        raise TypeError(f"time.sleep() takes exactly one argument ({len(args)} given)")
    seconds = payload(args[0])
    if not isinstance(seconds, (int, float)):
        raise TypeError(f"'{vm.class_name(args[0])}' object cannot be interpreted as an integer")
    if math.isnan(seconds):
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if seconds > 9_000_000_000:
        raise OverflowError("timestamp too large to convert to C _PyTime_t")
    threads = vm.state.get("threading")
    if isinstance(threads, dict) and threads["alive"] and not vm.nesting:
        return Invoke(vm.prelude("threading", "sleep"), [seconds])
    vm.sleep(float(seconds))
    return None


def _struct(vm: Vm, found: time.struct_time) -> Invoke:
    return Invoke(vm.prelude("time", "struct_time"), [(*found, found.tm_zone, found.tm_gmtoff)])


def _from_seconds(name: str, convert: Callable[[float], time.struct_time]) -> Native:
    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        arity(f"time.{name}" if kwargs else name, args, kwargs, 0, 1)
        given = [vm.host_time()] if not args or args[0] is None else args
        found = ask(vm, convert, list(given), None)
        assert isinstance(found, time.struct_time)
        return _struct(vm, found)

    return managed(name, call, module="time")


def _moment(vm: Vm, args: Args) -> object:
    """The nine numbers of an argument; without one, those of now."""
    if not args:
        return time.localtime(vm.host_time())
    held = payload(args[0])
    if type(held) is not tuple:
        raise TypeError("Tuple or struct_time argument required")
    return tuple([payload(item) for item in held])


def _ctime(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("time.ctime" if kwargs else "ctime", args, kwargs, 0, 1)
    return ask(vm, time.ctime, [vm.host_time()] if not args or args[0] is None else args, None)


def _asctime(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("time.asctime" if kwargs else "asctime", args, kwargs, 0, 1)
    return ask(vm, time.asctime, [_moment(vm, args)], None)


def _mktime(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    if kwargs or len(args) != 1:
        arity("time.mktime", [], kwargs, 0, 0)
        raise TypeError(f"time.mktime() takes exactly one argument ({len(args)} given)")
    return ask(vm, time.mktime, [_moment(vm, args)], None)


def _strftime(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    if kwargs or not args or len(args) > 2:
        return ask(vm, time.strftime, args, kwargs)
    form = payload(args[0])
    if not isinstance(form, str):
        raise TypeError(f"strftime() argument 1 must be str, not {vm.class_name(args[0])}")
    # The C library may widen what one directive asks for
    vm.charge(len(form) * 260)
    vm.spend(len(form) // 4)
    return ask(vm, time.strftime, [form, _moment(vm, args[1:])], None)


def _strptime(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("time.strptime" if kwargs else "strptime", args, kwargs, 1, 2)
    text = payload(args[0])
    form = payload(args[1]) if len(args) > 1 else "%a %b %d %H:%M:%S %Y"
    for number, value in enumerate((text, form)):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {number} must be str, not <class '{vm.class_name(args[number])}'>")
    found = parsed(vm, time.strptime, str(text), str(form))
    assert isinstance(found, time.struct_time)
    return _struct(vm, found)


def build() -> Module:
    """Return the module."""
    rows = [_clock(name, in_ns) for name in _CLOCKS for in_ns in (False, True)]
    rows += [_from_seconds("gmtime", time.gmtime), _from_seconds("localtime", time.localtime)]
    calls = (("sleep", _sleep), ("ctime", _ctime), ("asctime", _asctime), ("mktime", _mktime))
    rows += [managed(name, call, module="time") for name, call in calls]
    rows += [managed("strftime", _strftime, module="time"), managed("strptime", _strptime, module="time")]
    members: dict[str, object] = {row.name: row for row in rows}
    members["struct_time"] = SURFACE.prelude("time", "struct_time")
    members["timezone"] = time.timezone
    members["altzone"] = time.altzone
    members["daylight"] = time.daylight
    members["tzname"] = time.tzname
    return Module("time", members)
