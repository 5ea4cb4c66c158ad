"""What programs may call: marking functions as tools, grouping them, finding them in a file."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import inspect
import itertools
import sys
import traceback
import uuid
from collections.abc import Awaitable, Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, Literal, ParamSpec, Self, TypeAlias, TypeVar, cast, overload

from limen.stubs.from_callables import ToolError

if TYPE_CHECKING:
    from mcp import ClientSession

_P = ParamSpec("_P")
_R = TypeVar("_R")

_MARK: Final = "__limen_tool__"
_POLICY: Final = "__limen_policy__"
_numbers: Final = itertools.count(1)


class ToolsFileError(ValueError):
    """A tools file that cannot be used; the message names the file, the line and the reason."""


class Toolset:
    """A named group of tools, offered under their own names; the name says in messages where a tool comes from."""

    def __init__(self, name: str, tools: Iterable[Callable[..., object]] | Mapping[str, Callable[..., object]]) -> None:
        self.name = name
        self.tools: dict[str, Callable[..., object]] = collect(tools)

    @classmethod
    async def from_mcp(cls, session: ClientSession, name: str | None = None) -> Self:
        """Return the tools of an MCP server, described by the schemas that it publishes; needs the extra `mcp`.

        They are coroutine functions. A call returns the structured content, or the text; a result that is an error is a
        RuntimeError, which the program may catch. When the connection is lost or times out, it is `UnknownFate`.

        Args:
            session: an initialized `mcp.ClientSession`; it is used as long as the tools are.
            name: the name of the group; the server's own when None.

        Raises:
            ToolError: for a schema that cannot be used, or tools whose names become the same identifier.
            mcp.MCPError: when the server does not list its tools.
        """
        mcp = importlib.import_module("limen.integrations.mcp")  # imports run one way: this is the way back
        tools_of = cast("Callable[[ClientSession], Awaitable[dict[str, Callable[..., object]]]]", mcp.tools_of)
        name_of = cast("Callable[[ClientSession], str]", mcp.name_of)
        return cls(name_of(session) if name is None else name, await tools_of(session))


Tools: TypeAlias = Iterable[Callable[..., object] | Toolset] | Mapping[str, Callable[..., object]]


@dataclass(frozen=True, slots=True)
class Policy:
    """What a retry loop does with a call that an earlier attempt made with equal arguments.

    `kind` "once": a call that succeeded is answered from the journal; one that may have taken effect is not made again,
    unless the tool takes an idempotency key. "always": it is made again, for reads that must be fresh.
    """

    kind: Literal["once", "always"] = "once"
    key: str | None = None  # the parameter for an idempotency key
    lost: tuple[type[BaseException], ...] = ()  # errors after which nobody knows whether the call has taken effect

    def __post_init__(self) -> None:
        if self.kind not in ("once", "always"):
            raise ToolError(f"there is no policy {self.kind!r}; use 'once' or 'always'")


class UnknownFate(RuntimeError):
    """A tool call that may or may not have taken effect; tools may raise it to say so."""


@overload
def tool(function: Callable[_P, _R]) -> Callable[_P, _R]: ...


@overload
def tool(
    *,
    policy: Literal["once", "always"] = "once",
    idempotency_key: str | None = None,
    lost: tuple[type[BaseException], ...] = (),
) -> Callable[[Callable[..., _R]], Callable[..., _R]]: ...


def tool(
    function: Callable[..., object] | None = None,
    *,
    policy: Literal["once", "always"] = "once",
    idempotency_key: str | None = None,
    lost: tuple[type[BaseException], ...] = (),
) -> object:
    """Mark a function of a tools file as a tool; where any is marked, only marked functions are tools.

    Args:
        function: the function, when used without parentheses.
        policy: see `limen.Policy`.
        idempotency_key: a keyword-only parameter that limen fills with a text which is the same whenever the same call
            is made; programs do not see it.
        lost: errors that leave open whether the call has taken effect, besides those for time-outs and lost connections.
    """
    if function is None:
        rules = Policy(policy, idempotency_key, lost)
        return lambda function: _marked(function if rules.key is None else _keyed(function, rules.key), rules)
    return _marked(function, Policy())


def policy_of(function: Callable[..., object]) -> Policy:
    """Return the policy that a tool was marked with."""
    found = getattr(function, _POLICY, None)
    return found if isinstance(found, Policy) else Policy()


def _marked(function: Callable[..., object], policy: Policy) -> Callable[..., object]:
    setattr(function, _MARK, True)
    setattr(function, _POLICY, policy)
    return function


def _keyed(function: Callable[..., object], key: str) -> Callable[..., object]:
    """Return a tool without the parameter `key`, which gets a new text when nobody gives one."""
    signature = inspect.signature(function)
    parameter = signature.parameters.get(key)
    if parameter is None or parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
        raise ToolError(f"the tool {_name_of(function)!r} has no keyword-only parameter {key!r} for an idempotency key")

    def call(*args: object, **kwargs: object) -> object:
        kwargs.setdefault(key, uuid.uuid4().hex)
        return function(*args, **kwargs)

    async def call_async(*args: object, **kwargs: object) -> object:
        result = call(*args, **kwargs)
        return await result if inspect.isawaitable(result) else result

    made: Callable[..., object] = call_async if inspect.iscoroutinefunction(function) else call
    made = functools.wraps(function)(made)
    shown = [each for name, each in signature.parameters.items() if name != key]
    setattr(made, "__signature__", signature.replace(parameters=shown))  # noqa: B010
    return made


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
