"""The whole product on one page: text -> Source -> gate -> compiler -> verifier -> VM <-> tools -> Outcome."""

from __future__ import annotations

import copy
import keyword
import re
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from limen.diagnostic import Diagnostic, Report
from limen.executor.code import UNDEFINED, Code
from limen.executor.compiler import compile_source
from limen.executor.errors import BadSnapshot, BoundaryError, CompileError, GuestError, LimitExceeded
from limen.executor.host import guest_class, is_record, to_guest, to_host
from limen.executor.limits import Limits
from limen.executor.surface import SURFACE
from limen.executor.values import ACTIVE, Instance, Tool
from limen.executor.verifier import verify
from limen.executor.vm import Step, Vm
from limen.outcome import CallRecord, Completed, Crashed, LimitReached, Outcome, Raised, Rejected
from limen.pipeline.journal import Answer, Journal
from limen.pipeline.prompt import prompt_text
from limen.pipeline.suspended import Suspended, WaitingRun
from limen.pipeline.tools import collect
from limen.source import Source, SourceError, Span
from limen.stubs.from_callables import ToolWarning, stub_of

if TYPE_CHECKING:
    import asyncio

    from limen.checker.gate import Gate
    from limen.pipeline.journal_store import JournalStore
    from limen.pipeline.session import Session
    from limen.pipeline.solve import Generate, GenerateAsync, Policies
    from limen.pipeline.tools import Tools
    from limen.pipeline.transcript import Transcript

Program: TypeAlias = str | bytes | Source

_Call: TypeAlias = tuple[str, Sequence[object], Mapping[str, object]]

_ISOLATIONS: Final = ("inline",)
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
        isolation: str = "inline",
        snapshot_key: bytes | None = None,
    ) -> None:
        """Collect the tools and describe them for the type check.

        Args:
            tools: what programs may call: functions, coroutine functions, `limen.Toolset`s, or a mapping name -> callable.
            limits: what one run may use; `Limits()` when None.
            isolation: "inline" runs programs in this process.
            snapshot_key: authenticates the snapshots that this pipeline makes and loads; None: they are only protected
                against accidents.

        Warns:
            ToolWarning: for what is not annotated, so that calls of it are not checked.

        Raises:
            ValueError: for an unknown isolation, or tools that cannot be offered under their name.
        """
        if isolation not in _ISOLATIONS:
            known = ", ".join(repr(name) for name in _ISOLATIONS)
            raise ValueError(f"there is no isolation {isolation!r} in this version; available: {known}")
        self.limits: Final = Limits() if limits is None else limits
        self.isolation: Final = isolation
        self.snapshot_key: Final = snapshot_key
        self.tools: Final[Mapping[str, Callable[..., object]]] = collect(tools)
        self.stubs: Final = stub_of(self.tools)
        for notice in self.stubs.warnings:
            warnings.warn(notice, ToolWarning, stacklevel=2)
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
        run = self._prepare(code, inputs, check, None if func is None else (func, args, kwargs))
        if isinstance(run, Outcome):
            return run
        return run.to_end()

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
        run = self._prepare(code, inputs, check, None if func is None else (func, args, kwargs))
        if isinstance(run, Outcome):
            return run
        try:
            step = run.start()
            while step.kind == "waiting":
                await run.wait(step)
                step = run.resume()
            return run.outcome(step)
        except Exception as error:
            return run.crashed(error)
        finally:
            await run.abandon()

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
        run = self._prepare(code, inputs, check, None if func is None else (func, args, kwargs))
        if isinstance(run, Outcome):
            return run
        try:
            waiting = run.waiting()
            return waiting.outcome(run.start())
        except Exception as error:
            return run.crashed(error)

    def load(self, snapshot: bytes) -> Suspended:
        """Return the suspended run in a snapshot; it may be loaded many times. Nothing of the program is executed.

        Raises:
            BadSnapshot: when it cannot go on here: not a snapshot, damaged, of another version, made with another key,
                or in need of a tool that this pipeline does not have.
        """
        from limen.executor import snapshot as saved

        found = saved.load(snapshot, self.limits, self.predefined, self.snapshot_key)
        program = found.programs[-1]
        run = Running(self, program.code, None, {}, None, tuple(program.inputs))
        run.vm = found.vm
        try:
            outcome = run.restored(found.extra)
        except Exception as error:
            raise BadSnapshot(f"the snapshot is damaged ({type(error).__name__})") from None
        if not isinstance(outcome, Suspended):
            raise BadSnapshot("the snapshot is damaged (it waits for nothing)")
        return outcome

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
        vars(made).update(tools=tools, _gate=self.gate)
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

    @cached_property
    def predefined(self) -> dict[str, object]:
        """What programs can name besides the surface: the tools, and the classes of what they take and give."""
        names: dict[str, object] = {
            name: guest_class(host) if is_record(host) else SURFACE.types[dict]  # a TypedDict makes a dict
            for name, host in self.stubs.types.items()
        }
        return names | {name: Tool(name, info.is_async, info.doc) for name, info in self.stubs.tools.items()}

    @cached_property
    def gate(self) -> Gate:
        """The gate, loaded with libcst and ty only when something is checked."""
        from limen.checker.gate import Gate

        return Gate(self.stubs)

    def _prepare(
        self,
        code: Program,
        inputs: Mapping[str, object],
        check: bool,
        call: _Call | None,
    ) -> Running | Rejected:
        """Everything before the first instruction: names, boundary, gate, compiler, verifier."""
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
        report = self.gate.check(source, types_of(inputs)) if check else None
        if report is not None and not report.ok:
            return Rejected(report=report)
        try:
            compiled = compile_source(source, self.predefined, tuple(inputs))
        except CompileError as error:
            return Rejected(report=Report(source, error.diagnostics))
        verify(compiled)
        if call is not None and call[0] not in compiled.globals:
            return Rejected(report=Report(source, (_missing_function(call[0]),)))
        return Running(self, compiled, report, given, call, tuple(inputs))

    def check_names(self, inputs: Mapping[str, object]) -> None:
        for name in inputs:
            if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name):
                raise ValueError(f"the input name {name!r} is not an identifier; use a name like 'customer'")
            if name in self.tools:
                raise ValueError(f"the input {name!r} has the name of a tool; use another name")
            if name in SURFACE.builtins:
                raise ValueError(f"the input {name!r} has the name of a builtin; use another name")


class Running:
    """One program between its first instruction and its outcome."""

    def __init__(
        self,
        pipeline: Pipeline,
        code: Code,
        report: Report | None,
        inputs: Mapping[str, object],
        call: _Call | None,
        input_names: tuple[str, ...],
        vm: Vm | None = None,
    ) -> None:
        self.pipeline = pipeline
        self.input_names = input_names
        self.code = code
        self.report = report
        self.inputs = inputs
        self.call = call
        self.vm = Vm(pipeline.limits) if vm is None else vm
        self.vm.call_tool = self.call_tool
        self.journal = Journal(pipeline.tools)
        self.tasks: dict[int, asyncio.Task[Answer]] = {}  # calls of coroutine tools in flight, by id

    def start(self) -> Step:
        """Run to the end, or to where coroutine tools have to be awaited."""
        return self.called(self.vm.start(self.code, self.inputs))

    def to_end(self) -> Outcome:
        """Run to the end; coroutine tools are awaited on an event loop of this run."""
        try:
            step = self.start()
            if step.kind == "waiting":
                import asyncio

                with asyncio.Runner() as runner:
                    while step.kind == "waiting":
                        runner.run(
                            self.wait(step)
                        )  # the program itself runs outside the loop: tools may have their own
                        step = self.resume()
            return self.outcome(step)
        except Exception as error:
            return self.crashed(error)

    def resume(self) -> Step:
        """Go on with the answers that have been handed in."""
        return self.called(self.vm.resume())

    def called(self, step: Step) -> Step:
        """When the module has run, go on with the function that was asked for."""
        if step.kind == "done" and self.call is not None:
            (name, args, kwargs), self.call = self.call, None
            if self.vm.globals[self.code.globals.index(name)] is UNDEFINED:
                missing = Step("raised")
                missing.exception = self.vm.tool_error("NameError", f"name {name!r} is not defined")
                return missing
            return self.vm.call_global(name, list(args), dict(kwargs))
        return step

    def call_tool(self, name: str, args: list[object], kwargs: dict[str, object]) -> object:
        """Call a tool in place, for the VM."""
        return self.journal.call(self.vm, name, args, kwargs)

    async def wait(self, step: Step) -> None:
        """Begin the calls that `step` waits for, and hand in the answers that come first."""
        import asyncio

        wanted = {call.id: call for call in step.calls}
        for id in [id for id in self.tasks if id not in wanted]:
            self.tasks.pop(id).cancel()
        for id, call in wanted.items():
            if id not in self.tasks:
                self.tasks[id] = asyncio.ensure_future(self.journal.answer(call))
        done, _ = await asyncio.wait(self.tasks.values(), timeout=step.timeout, return_when=asyncio.FIRST_COMPLETED)
        for id in [id for id, task in self.tasks.items() if task in done]:
            self.tasks.pop(id).result()(self.vm)

    async def abandon(self) -> None:
        """Cancel the calls that nobody waits for any more."""
        import asyncio

        tasks = list(self.tasks.values())
        self.tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def waiting(self) -> WaitingRun:
        """Return the run with every tool call left to others."""
        self.vm.call_tool = None
        return WaitingRun(self.vm, self.code.source, self.called, self.ended, self.save)

    def restored(self, extra: object) -> Outcome:
        """Return the outcome of a run that has been loaded: Suspended."""
        assert isinstance(extra, dict)
        call = extra["call"]
        self.call = None if call is None else (str(call[0]), call[1], call[2])
        waiting = self.waiting()
        waiting.restore(extra["journal"])
        return waiting.outcome(self.vm.waiting_step())

    def save(self, journal: object) -> bytes:
        """Return the run as a snapshot."""
        from limen.executor import snapshot

        predefined = self.pipeline.predefined
        words = set(re.findall(r"\w+", self.code.source.text))
        used = tuple(name for name in predefined if name in words)
        program = snapshot.Program(self.code.source, used, self.input_names, (), self.code)
        call = None if self.call is None else [self.call[0], list(self.call[1]), dict(self.call[2])]
        extra = {"journal": journal, "call": call}
        return snapshot.dump(self.vm, [program], predefined, extra, self.pipeline.snapshot_key)

    def outcome(self, step: Step) -> Outcome:
        """Return how the run ended."""
        return self.ended(step, self.journal.records())

    def ended(self, step: Step, journal: tuple[CallRecord, ...]) -> Outcome:
        """Return how the run ended, given the calls that it made."""
        vm = self.vm
        stdout, usage, report = vm.stdout(), vm.usage(), self.report
        if step.kind == "done":
            try:
                value = to_host(step.value)
            except BoundaryError as error:
                message = f"the result of the program cannot leave: {error}"
                return Raised(stdout, journal, usage, report, "BoundaryError", message)
            return Completed(stdout, journal, usage, report, value)
        if step.kind == "raised" and step.exception is not None:
            try:
                message, traceback = _described(vm, step.exception)
            except LimitExceeded as error:
                return LimitReached(stdout, journal, vm.usage(), report, error.limit, error.allowed, step.line)
            name = step.exception.cls.name
            return Raised(stdout, journal, usage, report, name, message, traceback, step.line)
        if step.kind == "limit":
            return LimitReached(stdout, journal, usage, report, step.limit, step.allowed, step.line)
        return Crashed(stdout, journal, usage, report, step.detail, step.line)

    def crashed(self, error: BaseException) -> Crashed:
        """Return the outcome for an error of limen itself."""
        detail = f"internal error: {type(error).__name__}: {error}"
        return Crashed(self.vm.stdout(), self.journal.records(), self.vm.usage(), self.report, detail)


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


def _missing_function(name: str) -> Diagnostic:
    message = f"the program defines no function `{name}`"
    return Diagnostic(
        "missing-function", message, Span(1, 0, 1, 0), help=f"define it:  def {name}(...):", checker="compiler"
    )


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


def _described(vm: Vm, exception: Instance) -> tuple[str, str]:
    """Return message and traceback of an exception that ended a run; guest code for them runs metered."""
    before = ACTIVE.get()
    ACTIVE.set(vm)
    vm.started_at = time.perf_counter()
    try:
        try:
            message = vm.str(exception)
        except (GuestError, Exception):
            message = "<exception str() failed>"
        return message, vm.format_traceback(exception)
    finally:
        vm.seconds = vm.elapsed()
        ACTIVE.set(before)


def _loop_is_running() -> bool:
    loops = sys.modules.get("asyncio")  # not imported here: it takes longer than all of the executor
    if loops is None:
        return False
    try:
        loops.get_running_loop()
    except RuntimeError:
        return False
    return True
