"""calendar: months and weeks, in the prelude; the first weekday is always the one given, never a setting of the module."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

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
    "timegm",
    "weekday",
    "weekheader",
)


def build() -> Module:
    """Return the module."""
    return Module("calendar", {name: SURFACE.prelude("calendar", name) for name in _NAMES})
