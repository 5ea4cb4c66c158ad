"""What programs may call: marking functions as tools, grouping them, finding them in a file."""

from __future__ import annotations

import importlib.util
import inspect
import itertools
import sys
import traceback
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Final, ParamSpec, TypeAlias, TypeVar

from limen.stubs.from_callables import ToolError

_P = ParamSpec("_P")
_R = TypeVar("_R")

_MARK: Final = "__limen_tool__"
_numbers: Final = itertools.count(1)


class ToolsFileError(ValueError):
    """A tools file that cannot be used; the message names the file, the line and the reason."""


class Toolset:
    """A named group of tools, offered under their own names; the name says in messages where a tool comes from."""

    def __init__(self, name: str, tools: Iterable[Callable[..., object]] | Mapping[str, Callable[..., object]]) -> None:
        self.name = name
        self.tools: dict[str, Callable[..., object]] = collect(tools)


Tools: TypeAlias = Iterable[Callable[..., object] | Toolset] | Mapping[str, Callable[..., object]]


def tool(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Mark a function of a tools file as a tool; where any is marked, only marked functions are tools."""
    setattr(function, _MARK, True)
    return function


def collect(tools: Tools) -> dict[str, Callable[..., object]]:
    """Return tools by the name that programs call them by.

    Args:
        tools: functions, coroutine functions and toolsets, or a mapping name -> callable.

    Raises:
        ToolError: for what is not callable, has no name, or has the name of another tool.
    """
    if isinstance(tools, Toolset):
        return dict(tools.tools)
    if isinstance(tools, Mapping):
        for name, function in tools.items():
            _check_callable(name, function)
        return dict(tools)
    given: object = tools
    if isinstance(given, str) or callable(tools) or not isinstance(tools, Iterable):
        raise ToolError(f"tools must be a list of functions or a mapping name -> function, not {type(tools).__name__}")
    found: dict[str, Callable[..., object]] = {}
    for item in tools:
        pairs = item.tools.items() if isinstance(item, Toolset) else [(_name_of(item), item)]
        for name, function in pairs:
            if name in found and found[name] is not function:
                raise ToolError(f"two tools have the name {name!r}; give one of them another name in a mapping")
            found[name] = function
    return found


def _check_callable(name: object, function: object) -> None:
    if not isinstance(name, str):
        raise ToolError(f"the tool name {name!r} is not a str")
    if not callable(function):
        raise ToolError(f"the tool {name!r} is not callable: it is of type {type(function).__name__}")


def _name_of(function: object) -> str:
    if not callable(function):
        raise ToolError(f"{function!r:.80} is not callable; give functions, or a mapping name -> function")
    name = getattr(function, "__name__", None)
    if not isinstance(name, str) or not name.isidentifier():
        kind = "a lambda" if name == "<lambda>" else f"a {type(function).__name__}"
        raise ToolError(f"{kind} has no name to call it by; give a mapping name -> callable")
    return name


def load_tools_file(path: str | Path) -> dict[str, Callable[..., object]]:
    """Import a Python file and return its tools: the functions marked with `@limen.tool`, or where none is marked, its
    public functions.

    Raises:
        ToolsFileError: when the file cannot be read or imported, or has no tools.
    """
    file = Path(path)
    if not file.is_file():
        raise ToolsFileError(f"there is no tools file {file}")
    spec = importlib.util.spec_from_file_location(f"limen_tools_{next(_numbers)}_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ToolsFileError(f"{file} is not a Python file; a tools file is a module of functions")
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module  # dataclasses and typing look their module up
    try:
        with _importable(file.parent):
            spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[module.__name__]
        raise ToolsFileError(f"{_place(file, error)}: {type(error).__name__}: {error}") from None
    found = _tools_of(module)
    if not found:
        raise ToolsFileError(f"{file} has no tools: mark functions with @limen.tool, or define public functions")
    return found


def _tools_of(module: ModuleType) -> dict[str, Callable[..., object]]:
    members = {name: value for name, value in vars(module).items() if callable(value)}
    marked = {name: value for name, value in members.items() if getattr(value, _MARK, False)}
    if marked:
        return marked
    return {
        name: value
        for name, value in members.items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }


@contextmanager
def _importable(folder: Path) -> Generator[None, None, None]:
    """Let a tools file import its neighbours while it is imported."""
    entry = str(folder.resolve())
    sys.path.insert(0, entry)
    try:
        yield
    finally:
        sys.path.remove(entry)


def _place(file: Path, error: BaseException) -> str:
    """Return file:line of the line of the tools file that failed."""
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return f"{file}:{error.lineno}"
    lines = [entry.lineno for entry in traceback.extract_tb(error.__traceback__) if entry.filename == str(file)]
    return f"{file}:{lines[-1]}" if lines else str(file)
