"""calendar: months and weeks, in the prelude; the first weekday is a setting of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_NAMES: Final = (
    "Calendar",
    "FRIDAY",
    "IllegalMonthError",
    "IllegalWeekdayError",
    "MONDAY",
    "SATURDAY",
    "SUNDAY",
    "THURSDAY",
    "TUESDAY",
    "TextCalendar",
    "WEDNESDAY",
    "calendar",
    "day_abbr",
    "day_name",
    "firstweekday",
    "isleap",
    "leapdays",
    "month",
    "month_abbr",
    "month_name",
    "monthcalendar",
    "monthrange",
    "prcal",
    "prmonth",
    "setfirstweekday",
    "timegm",
    "weekday",
    "weekheader",
)


def _first_weekday(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """_limen_first_weekday(day=None): the day that weeks of the run begin with, set first when one is given."""
    if args:
        vm.state["weekday"] = args[0]
    return vm.state.get("weekday", 0)


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_first_weekday"] = managed("_limen_first_weekday", _first_weekday)
    return Module("calendar", {name: SURFACE.prelude("calendar", name) for name in _NAMES})
