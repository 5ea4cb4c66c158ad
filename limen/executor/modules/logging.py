"""logging: in guest Python; loggers, handlers and levels belong to a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.modules.warnings import place
from limen.executor.surface import SURFACE, managed, payload
from limen.executor.values import Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_NAMES: Final = (
    "BASIC_FORMAT",
    "CRITICAL",
    "DEBUG",
    "ERROR",
    "FATAL",
    "Filter",
    "Filterer",
    "Formatter",
    "Handler",
    "INFO",
    "LogRecord",
    "Logger",
    "LoggerAdapter",
    "NOTSET",
    "NullHandler",
    "PercentStyle",
    "RootLogger",
    "StrFormatStyle",
    "StreamHandler",
    "StringTemplateStyle",
    "WARN",
    "WARNING",
    "addLevelName",
    "basicConfig",
    "critical",
    "debug",
    "disable",
    "error",
    "exception",
    "fatal",
    "getLevelName",
    "getLevelNamesMapping",
    "getLogRecordFactory",
    "getLogger",
    "getLoggerClass",
    "info",
    "log",
    "makeLogRecord",
    "setLogRecordFactory",
    "setLoggerClass",
    "shutdown",
    "warn",
    "warning",
)


def _state(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return vm.state.setdefault("logging", {})


def _place(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    level = payload(args[0])
    return place(vm, level if isinstance(level, int) else 1)


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_logging_state"] = managed("state", _state)
    SURFACE.intrinsics["_limen_logging_place"] = managed("place", _place)
    return Module("logging", {name: SURFACE.prelude("logging", name) for name in _NAMES})
