"""One run between its program and its outcome, and what every way of isolating it has to offer."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from limen.diagnostic import Diagnostic, Report
from limen.executor.code import UNDEFINED, Code
from limen.executor.compiler import compile_source
from limen.executor.errors import BadSnapshot, BoundaryError, CompileError, GuestError, LimitExceeded
from limen.executor.host import guest_class, is_record, to_host
from limen.executor.limits import Limits
from limen.executor.surface import FILES, SURFACE
from limen.executor.values import ACTIVE, ExceptionData, Instance, Tool
from limen.executor.verifier import verify
from limen.executor.vm import Step, Vm
from limen.outcome import CallRecord, Completed, Crashed, LimitReached, Outcome, Raised, Rejected
from limen.pipeline.journal import Answer, Journal
from limen.pipeline.suspended import Suspended, WaitingRun
from limen.source import Source, Span, parse

if TYPE_CHECKING:
    import asyncio

    from limen.lockdown import Layer
    from limen.stubs.from_callables import Stubs

_LOOKED_AT: Final = 100_000  # characters of a program in which the loop around a line is looked for

Function: TypeAlias = Callable[..., object]
Call: TypeAlias = tuple[str, Sequence[object], Mapping[str, object]]


@dataclass(frozen=True)
class Grant:
    """What programs are given: tools, limits, and the key that authenticates their snapshots."""

    tools: Mapping[str, Function]
    names: Callable[[], dict[str, object]]  # what programs can name besides the surface
    limits: Limits
    snapshot_key: bytes | None = None
    await_answers: Callable[[Vm, Step], None] | None = None  # None: coroutine tools are awaited on a loop of the run

    @cached_property
    def predefined(self) -> dict[str, object]:
        """What programs can name besides the surface: the tools, and the classes of what they take and give."""
        return self.names()


def declared_names(stubs: Stubs) -> dict[str, object]:
    """Return the tools and classes of stubs as guest values by name."""
    names: dict[str, object] = {
        name: guest_class(host) if is_record(host) else SURFACE.types[dict]  # a TypedDict makes a dict
        for name, host in stubs.types.items()
    }
    names |= {name: Tool(name, info.is_async, info.doc) for name, info in stubs.tools.items()}
    return names | SURFACE.granted(names)


@dataclass(frozen=True, slots=True)
class Job:
    """One program that has passed what was asked of it, and what it starts with; inputs and arguments are guest values."""

    source: Source
    inputs: Mapping[str, object]
    call: Call | None = None
    report: Report | None = None


class Snippets(Protocol):
    """What a session keeps between its snippets: the values of its names."""

    sources: list[tuple[Source, tuple[str, ...]]]  # the snippets that completed, each with the names of its inputs

    @property
    def names(self) -> tuple[str, ...]: ...
    def run(self, job: Job, limits: Limits) -> Outcome: ...
    def dump(self, used: list[float]) -> bytes: ...


class Isolation(Protocol):
    """Where programs run. The methods are those of Pipeline, for jobs; `expect` is told that a run may come soon."""

    def expect(self) -> None: ...
    def run(self, job: Job) -> Outcome: ...
    async def run_async(self, job: Job) -> Outcome: ...
    def start(self, job: Job) -> Outcome: ...
    async def start_async(self, job: Job) -> Outcome: ...
    def load(self, snapshot: bytes) -> Suspended: ...
    def session(self) -> Snippets: ...
    def load_session(self, snapshot: bytes) -> tuple[Snippets, list[float]]: ...
    def calling(self, tools: Mapping[str, Function]) -> Isolation: ...
    def layers(self) -> tuple[Layer, ...]: ...
    def close(self) -> None: ...


def prepare(grant: Grant, job: Job) -> Running | Rejected:
    """Compile and verify a program; return its run, or why it cannot run."""
    try:
        code = compile_source(job.source, grant.predefined, tuple(job.inputs))
    except CompileError as error:
        return Rejected(report=Report(job.source, error.diagnostics))
    verify(code)
    if job.call is not None and job.call[0] not in code.globals:
        return Rejected(report=Report(job.source, (_missing_function(job.call[0]),)))
    return Running(grant, code, job)


def _has_exited(exception: Instance | None) -> bool:
    """Whether a program has ended itself with success, as `sys.exit(0)` does."""
    if exception is None or exception.cls.name != "SystemExit" or not exception.cls.native:
        return False
    data = exception.payload
    assert type(data) is ExceptionData
    code = data.extra.get("code", data.args)
    return code in (None, 0, (), (None,), (0,))


def load(grant: Grant, snapshot: bytes) -> Suspended:
    """Return the suspended run in a snapshot; see `Pipeline.load`."""
    from limen.executor import snapshot as saved

    found = saved.load(snapshot, grant.limits, grant.predefined, grant.snapshot_key)
    program = found.programs[-1]
    run = Running(grant, program.code, Job(program.source, dict.fromkeys(program.inputs)), found.vm)
    try:
        outcome = run.restored(found.extra)
    except Exception as error:
        raise BadSnapshot(f"the snapshot is damaged ({type(error).__name__})") from None
    if not isinstance(outcome, Suspended):
        raise BadSnapshot("the snapshot is damaged (it waits for nothing)")
    return outcome


class Running:
    """One program between its first instruction and its outcome."""

    def __init__(self, grant: Grant, code: Code, job: Job, vm: Vm | None = None) -> None:
        self.grant: Final = grant
        self.code: Final = code
        self.report: Final = job.report
        self.inputs: Final = job.inputs
        self.call = job.call
        self.is_calling = False
        self.vm: Final = Vm(grant.limits) if vm is None else vm
        self.vm.call_tool = self.call_tool
        self.vm.has_files = FILES in grant.tools
        self.journal: Final = Journal(grant.tools)
        self.tasks: dict[int, asyncio.Task[Answer]] = {}  # calls of coroutine tools in flight, by id

    def start(self) -> Step:
        """Run to the end, or to where coroutine tools have to be awaited."""
        return self.called(self.vm.start(self.code, self.inputs))

    def to_end(self) -> Outcome:
        """Run to the end; coroutine tools are awaited on an event loop of this run."""
        try:
            step = self.start()
            if step.kind == "waiting":
                step = self.answered(step)
            return self.outcome(step)
        except Exception as error:
            return self.crashed(error)

    def to_first_call(self) -> Outcome:
        """Run until tools have to be called by others, or to the end."""
        try:
            waiting = self.waiting()
            return waiting.outcome(self.start())
        except Exception as error:
            return self.crashed(error)

    def answered(self, step: Step) -> Step:
        """Have the coroutine tools answered that a run waits for, until it waits no more."""
        await_answers = self.grant.await_answers
        if await_answers is not None:
            while step.kind == "waiting":
                await_answers(self.vm, step)
                step = self.resume()
            return step
        import asyncio

        with asyncio.Runner() as runner:
            while step.kind == "waiting":
                runner.run(self.wait(step))  # the program itself runs outside the loop: tools may have their own
                step = self.resume()
        return step

    def resume(self) -> Step:
        """Go on with the answers that have been handed in."""
        return self.called(self.vm.resume())

    def called(self, step: Step) -> Step:
        """When the module has run, go on with the function that was asked for."""
        if step.kind == "raised" and self.call is None and not self.is_calling and _has_exited(step.exception):
            return Step("done")
        if step.kind == "done" and self.call is not None:
            (name, args, kwargs), self.call = self.call, None
            self.is_calling = True
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

        predefined = self.grant.predefined
        words = set(re.findall(r"\w+", self.code.source.text))
        used = tuple(name for name in predefined if name in words)
        program = snapshot.Program(self.code.source, used, tuple(self.inputs), (), self.code)
        call = None if self.call is None else [self.call[0], list(self.call[1]), dict(self.call[2])]
        extra = {"journal": journal, "call": call}
        return snapshot.dump(self.vm, [program], predefined, extra, self.grant.snapshot_key)

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
                if (
                    not self.is_calling
                ):  # it has done all that it says; what its last line gives may not be meant to be seen
                    return Completed(stdout, journal, usage, report, reason=str(error))
                message = f"the result of the program cannot leave: {error}"
                return Raised(stdout, journal, usage, report, "BoundaryError", message)
            return Completed(stdout, journal, usage, report, value)
        if step.kind == "raised" and step.exception is not None:
            try:
                message, traceback = _described(vm, step.exception)
            except LimitExceeded as error:
                return LimitReached(
                    stdout,
                    journal,
                    vm.usage(),
                    report,
                    error.limit,
                    error.allowed,
                    step.line,
                    loop_around(self.code.source, step.line),
                )
            name = step.exception.cls.name
            return Raised(stdout, journal, usage, report, name, message, traceback, step.line)
        if step.kind == "limit":
            return LimitReached(
                stdout,
                journal,
                usage,
                report,
                step.limit,
                step.allowed,
                step.line,
                loop_around(self.code.source, step.line),
            )
        return Crashed(stdout, journal, usage, report, step.detail, step.line)

    def crashed(self, error: BaseException) -> Crashed:
        """Return the outcome for an error of limen itself."""
        detail = f"internal error: {type(error).__name__}: {error}"
        return Crashed(self.vm.stdout(), self.journal.records(), self.vm.usage(), self.report, detail)


def loop_around(source: Source, line: int | None) -> int | None:
    """Return the line of the innermost loop or comprehension that a line is in; None when it is in none."""
    if line is None or len(source.text) > _LOOKED_AT:
        return None
    try:
        tree = parse(source.text, source.name)
    except (SyntaxError, RecursionError, MemoryError):
        return None
    kinds = (ast.For, ast.While, ast.AsyncFor, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    loops = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return max(loops, default=None)


def _missing_function(name: str) -> Diagnostic:
    message = f"the program defines no function `{name}`"
    return Diagnostic(
        "missing-function", message, Span(1, 0, 1, 0), help=f"define it:  def {name}(...):", checker="compiler"
    )


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
