"""The whole product on one page: text -> Source -> gate -> compiler -> verifier -> VM <-> tools -> Outcome."""

from __future__ import annotations

import copy
import keyword
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from limen.diagnostic import Diagnostic, Report
from limen.executor.errors import BoundaryError
from limen.executor.host import to_guest
from limen.executor.limits import Limits
from limen.executor.surface import SURFACE
from limen.outcome import Outcome, Rejected
from limen.pipeline.prompt import prompt_text
from limen.pipeline.running import Call, Grant, Isolation, Job, declared_names
from limen.pipeline.suspended import Suspended
from limen.pipeline.tools import collect
from limen.source import Source, SourceError, Span
from limen.stubs.from_callables import Stubs, ToolWarning, stub_of

if TYPE_CHECKING:
    from limen.checker.gate import Gate
    from limen.lockdown import Layer
    from limen.pipeline.journal_store import JournalStore
    from limen.pipeline.session import Session
    from limen.pipeline.solve import Generate, GenerateAsync, Policies
    from limen.pipeline.tools import Tools
    from limen.pipeline.transcript import Transcript

Program: TypeAlias = str | bytes | Source

_NO_INPUTS: Final[Mapping[str, object]] = {}


class ProgramError(Exception):
    """A program given to `limen.run` did not complete; `outcome` says how it ended."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.feedback())
        self.outcome = outcome


class Pipeline:
    """Checks and runs programs that may call a fixed set of tools. Keeps no state between runs."""

    def __init__(
        self,
        tools: Tools = (),
        limits: Limits | None = None,
        isolation: str = "process",
        snapshot_key: bytes | None = None,
        workers: int = 2,
        require: Sequence[str] = (),
        modules: Sequence[str] = (),
    ) -> None:
        """Collect the tools and describe them for the type check.

        Args:
            tools: what programs may call: functions, coroutine functions, `limen.Toolset`s, or a mapping name -> callable.
            limits: what one run may use; `Limits()` when None.
            isolation: "process" runs programs in locked-down worker processes; "inline" in this process.
            snapshot_key: authenticates the snapshots that this pipeline makes and loads; None: they are only protected
                against accidents.
            workers: how many worker processes there are at most; they are started when they are needed.
            require: layers of isolation (see `limen doctor`) without which no program is run.
            modules: that `check` lets programs import beside limen's own: for programs that run elsewhere. What is in
                them is not checked, and limen itself does not have them.

        Warns:
            ToolWarning: for what is not annotated, so that calls of it are not checked.

        Raises:
            ValueError: for an unknown isolation, or tools that cannot be offered under their name.
        """
        self.limits: Final = Limits() if limits is None else limits
        self.isolation: Final = isolation
        self.snapshot_key: Final = snapshot_key
        self._modules: Final = tuple(modules)
        self.tools: Final[Mapping[str, Callable[..., object]]] = collect(tools)
        self.stubs: Final = stub_of(self.tools)
        for notice in self.stubs.warnings:
            warnings.warn(notice, ToolWarning, stacklevel=2)
        self._grant: Final = Grant(self.tools, partial(declared_names, self.stubs), self.limits, snapshot_key)
        self.place: Final = _isolated(isolation, self._grant, self.stubs, workers, require)
        self._has_async: Final = any(info.is_async for info in self.stubs.tools.values())

    def check(self, code: Program, inputs: Mapping[str, object] = _NO_INPUTS) -> Report:
        """Return what the gate finds in a program; nothing is executed.

        Args:
            code: the program: text, UTF-8 bytes, or a Source.
            inputs: the values that `run` would get; the program is checked against their types.

        Raises:
            ValueError: when an input has a name that cannot be used.
        """
        self.check_names(inputs)
        source = source_of(code, self.limits)
        return source if isinstance(source, Report) else self.gate.check(source, types_of(inputs))

    def run(
        self,
        code: Program,
        inputs: Mapping[str, object] = _NO_INPUTS,
        *,
        check: bool = True,
        func: str | None = None,
        args: Sequence[object] = (),
        kwargs: Mapping[str, object] = _NO_INPUTS,
    ) -> Outcome:
        """Check and run a program; return how it ended, whatever it did.

        Coroutine functions among the tools are awaited, concurrently where the program asks for it, on an event
        loop of this run.

        Args:
            code: the program: text, UTF-8 bytes, or a Source.
            inputs: global names of the program with their values, which are copied into it.
            check: False leaves the gate out; what may be executed is limited all the same.
            func: a function of the program to call when it has run; its result is the value.
            args: positional arguments for `func`. kwargs: keyword arguments for `func`.

        Raises:
            ValueError: when an input has a name that cannot be used.
            BoundaryError: when an input or an argument cannot cross to the program.
            RuntimeError: inside a running event loop, when a tool is a coroutine function: use `run_async`.
        """
        if self._has_async and _loop_is_running():
            raise RuntimeError(
                "run() cannot await coroutine tools inside a running event loop; use: await pipeline.run_async(...)"
            )
        job = self._prepare(code, inputs, check, None if func is None else (func, args, kwargs))
        return job if isinstance(job, Outcome) else self.place.run(job)

    async def run_async(
        self,
        code: Program,
        inputs: Mapping[str, object] = _NO_INPUTS,
        *,
        check: bool = True,
        func: str | None = None,
        args: Sequence[object] = (),
        kwargs: Mapping[str, object] = _NO_INPUTS,
    ) -> Outcome:
        """Like `run`, but awaits coroutine tools on the running event loop.

        Other tools, and the program between its tool calls, run in place and block the loop meanwhile. When the
        awaiting task is cancelled, the tool calls in flight are cancelled too.
        """
        job = self._prepare(code, inputs, check, None if func is None else (func, args, kwargs))
        return job if isinstance(job, Outcome) else await self.place.run_async(job)

    def start(
        self,
        code: Program,
        inputs: Mapping[str, object] = _NO_INPUTS,
        *,
        check: bool = True,
        func: str | None = None,
        args: Sequence[object] = (),
        kwargs: Mapping[str, object] = _NO_INPUTS,
    ) -> Outcome:
        """Like `run`, but calls no tool: where the program calls one, the outcome is Suspended and waits for your answer.

        Calls that are made together, by `asyncio.gather` or tasks, wait together and may be answered in any order.
        """
        job = self._prepare(code, inputs, check, None if func is None else (func, args, kwargs))
        return job if isinstance(job, Outcome) else self.place.start(job)

    async def start_async(
        self,
        code: Program,
        inputs: Mapping[str, object] = _NO_INPUTS,
        *,
        check: bool = True,
        func: str | None = None,
        args: Sequence[object] = (),
        kwargs: Mapping[str, object] = _NO_INPUTS,
    ) -> Outcome:
        """Like `start`, and leaves the running event loop free while a worker process runs the program."""
        job = self._prepare(code, inputs, check, None if func is None else (func, args, kwargs))
        return job if isinstance(job, Outcome) else await self.place.start_async(job)

    def load(self, snapshot: bytes) -> Suspended:
        """Return the suspended run in a snapshot; it may be loaded many times. Nothing of the program is executed.

        Raises:
            BadSnapshot: when it cannot go on here: not a snapshot, damaged, of another version, made with another key,
                or in need of a tool that this pipeline does not have.
        """
        return self.place.load(snapshot)

    def solve(
        self,
        generate: Generate,
        task: str,
        attempts: int = 3,
        *,
        inputs: Mapping[str, object] = _NO_INPUTS,
        journal: JournalStore | None = None,
        policies: Policies | None = None,
    ) -> Transcript:
        """Ask a model for a program until one completes; what went wrong with one is its next message.

        Args:
            generate: your call of the model: takes the messages, dicts of role and content, and returns its answer.
            task: what the program has to do.
            attempts: how many answers to ask for; fewer when the same failure comes twice.
            inputs: global names of the programs with their values.
            journal: keeps the tool calls, so that each is made once; in memory for this loop when None.
            policies: by the name of a tool, "once" or "always", in place of what it was marked with.

        Raises:
            TypeError: when `generate` returns no str. What it raises itself passes through.
        """
        from limen.pipeline.solve import solve

        return solve(self, generate, task, attempts, inputs, journal, policies or {})

    async def solve_async(
        self,
        generate: GenerateAsync,
        task: str,
        attempts: int = 3,
        *,
        inputs: Mapping[str, object] = _NO_INPUTS,
        journal: JournalStore | None = None,
        policies: Policies | None = None,
    ) -> Transcript:
        """Like `solve`, on the running event loop; `generate` may be a coroutine function."""
        from limen.pipeline.solve import solve_async

        return await solve_async(self, generate, task, attempts, inputs, journal, policies or {})

    def calling(self, tools: Mapping[str, Callable[..., object]]) -> Pipeline:
        """Return this pipeline with other functions behind the same tools."""
        made = copy.copy(self)
        vars(made).update(tools=tools, place=self.place.calling(tools), gate=self.gate)
        return made

    def session(self, budget: Limits | None = None) -> Session:
        """Return a new session: snippets that see what earlier ones left. `budget`: what all of them together may use."""
        from limen.pipeline.session import Session

        return Session(self, budget)

    def load_session(self, snapshot: bytes, budget: Limits | None = None) -> Session:
        """Return the session in a snapshot that `Session.dump` made; raises BadSnapshot like `load`."""
        from limen.pipeline.session import Session

        return Session.load(self, snapshot, budget)

    def prompt(self, budget: int = 8000) -> str:
        """Return the section of a system prompt that says what programs may use, at most `budget` characters."""
        return prompt_text(self.stubs, budget)

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers of isolation, each with whether it took effect here; a worker is started to find out.

        Raises:
            IsolationError: when no worker can be started, or a required layer is missing.
        """
        return self.place.layers()

    def close(self) -> None:
        """End the workers; nothing can be run after. A pipeline that is no longer used is closed by itself."""
        self.place.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def predefined(self) -> dict[str, object]:
        """What programs can name besides the surface."""
        return self._grant.predefined

    @cached_property
    def gate(self) -> Gate:
        """The gate, loaded with libcst and ty only when something is checked."""
        from limen.checker.gate import Gate

        return Gate(self.stubs, modules=self._modules)

    def _prepare(
        self,
        code: Program,
        inputs: Mapping[str, object],
        check: bool,
        call: Call | None,
    ) -> Job | Rejected:
        """Everything before a program goes to where it runs: names, boundary, gate."""
        self.check_names(inputs)
        given = {name: crossed(f"input {name!r}", value) for name, value in inputs.items()}
        if call is not None:
            func, args, kwargs = call
            call = (
                func,
                [crossed(f"argument {index}", value) for index, value in enumerate(args, 1)],
                {name: crossed(f"argument {name!r}", value) for name, value in kwargs.items()},
            )
        source = source_of(code, self.limits)
        if isinstance(source, Report):
            return Rejected(report=source)
        self.place.expect()
        report = self.gate.check(source, types_of(inputs)) if check else None
        if report is not None and not report.ok:
            return Rejected(report=report)
        return Job(source, given, call, report)

    def check_names(self, inputs: Mapping[str, object]) -> None:
        for name in inputs:
            if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name):
                raise ValueError(f"the input name {name!r} is not an identifier; use a name like 'customer'")
            if name in self.tools:
                raise ValueError(f"the input {name!r} has the name of a tool; use another name")
            if name in SURFACE.builtins:
                raise ValueError(f"the input {name!r} has the name of a builtin; use another name")


def check(code: Program, tools: Tools = (), inputs: Mapping[str, object] = _NO_INPUTS) -> Report:
    """Return what the gate finds in a program that may call `tools`; nothing is executed.

    Raises:
        ValueError: when a tool or an input has a name that cannot be used.
    """
    return Pipeline(tools).check(code, inputs)


def run(
    code: Program,
    func: str | None = None,
    args: Sequence[object] = (),
    kwargs: Mapping[str, object] | None = None,
    *,
    inputs: Mapping[str, object] | None = None,
    tools: Tools = (),
    limits: Limits | None = None,
) -> object:
    """Check and run a program; return its value.

    Args:
        code: the program: text, UTF-8 bytes, or a Source.
        func: a function of the program to call when it has run; its result is the value.
        args: positional arguments for `func`. kwargs: keyword arguments for `func`.
        inputs: global names of the program with their values.
        tools: what the program may call.
        limits: what the run may use; `Limits()` when None.

    Raises:
        ProgramError: when the program does not complete; its `outcome` says why.
        ValueError: when a tool or an input has a name that cannot be used.
        BoundaryError: when an input or an argument cannot cross to the program.
    """
    outcome = Pipeline(tools, limits).run(code, inputs or {}, func=func, args=args, kwargs=kwargs or {})
    if not outcome.ok:
        raise ProgramError(outcome)
    return outcome.value


def source_of(code: Program, limits: Limits) -> Source | Report:
    """Return the source of a program, or the report that says why it has none."""
    name = "<program>"
    try:
        if isinstance(code, Source):
            source = code
        elif isinstance(code, bytes):
            source = Source.from_bytes(code, name)
        else:
            source = Source.from_text(code, name)
    except SourceError as error:
        text = code.decode("utf-8", "replace") if isinstance(code, bytes) else str(code)
        where = error.span or Span(1, 0, 1, 0)
        problem = Diagnostic("unreadable-source", error.message, where, help=error.help, checker="syntax")
        return Report(Source(text, name), (problem,))
    size = len(source.text.encode())
    if size <= limits.source:
        return source
    message = f"the program has {size:,} bytes; {limits.source:,} are allowed"
    problem = Diagnostic("too-long", message, Span(1, 0, 1, 0), help="write a shorter program", checker="budget")
    return Report(Source("", source.name), (problem,))


def types_of(inputs: Mapping[str, object]) -> dict[str, str]:
    """Return the types that the check assumes for inputs: exact for plain values, their container for others."""
    return {name: _type_of(value) for name, value in inputs.items()}


def _type_of(value: object) -> str:
    if value is None:
        return "None"
    kind = type(value)
    if kind in (bool, int, float, str, bytes):
        return kind.__name__
    if kind in (list, set, frozenset):
        return f"{kind.__name__}[Any]"
    if isinstance(value, dict):
        return "dict[str, Any]" if all(type(key) is str for key in value) else "dict[Any, Any]"
    return "tuple[Any, ...]" if kind is tuple else "Any"


def crossed(what: str, value: object) -> object:
    try:
        return to_guest(value)
    except BoundaryError as error:
        raise BoundaryError(f"{what} cannot cross to the program: {error}") from None


def _isolated(isolation: str, grant: Grant, stubs: Stubs, workers: int, require: Sequence[str]) -> Isolation:
    if isolation == "process":
        from limen.pipeline.pool import Pool
        from limen.pipeline.processes import Processes

        return Processes(grant, Pool(stubs, grant.limits, workers, require))
    if isolation != "inline":
        raise ValueError(f"there is no isolation {isolation!r}; there are 'process' and 'inline'")
    if require:
        raise ValueError(f"isolation 'inline' has no layers, and so not {require[0]!r}; use isolation='process'")
    from limen.pipeline.inline import Inline

    return Inline(grant)


def _loop_is_running() -> bool:
    loops = sys.modules.get("asyncio")  # not imported here: it takes longer than all of the executor
    if loops is None:
        return False
    try:
        loops.get_running_loop()
    except RuntimeError:
        return False
    return True
