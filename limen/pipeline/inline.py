"""Isolation "inline": programs run in the process of the host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Self

from limen.diagnostic import Report
from limen.executor.code import UNDEFINED
from limen.executor.compiler import compile_source
from limen.executor.errors import BadSnapshot, CompileError
from limen.executor.limits import Limits
from limen.executor.snapshot import Program, dump
from limen.executor.snapshot import load as load_snapshot
from limen.executor.values import Fiber
from limen.executor.verifier import verify
from limen.executor.vm import Vm
from limen.outcome import Outcome, Rejected
from limen.pipeline.running import Function, Grant, Job, Running, load, prepare
from limen.pipeline.suspended import Suspended
from limen.source import Source

if TYPE_CHECKING:
    from limen.lockdown import Layer


class Inline:
    """Runs programs here."""

    def __init__(self, grant: Grant) -> None:
        self._grant: Final = grant

    def run(self, job: Job) -> Outcome:
        run = prepare(self._grant, job)
        return run if isinstance(run, Outcome) else run.to_end()

    async def run_async(self, job: Job) -> Outcome:
        run = prepare(self._grant, job)
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

    def start(self, job: Job) -> Outcome:
        run = prepare(self._grant, job)
        return run if isinstance(run, Outcome) else run.to_first_call()

    async def start_async(self, job: Job) -> Outcome:
        return self.start(job)

    def load(self, snapshot: bytes) -> Suspended:
        return load(self._grant, snapshot)

    def session(self) -> InlineSnippets:
        return InlineSnippets(self._grant)

    def load_session(self, snapshot: bytes) -> tuple[InlineSnippets, list[float]]:
        return InlineSnippets.load(self._grant, snapshot)

    def calling(self, tools: Mapping[str, Function]) -> Inline:
        return Inline(replace(self._grant, tools=tools))

    def expect(self) -> None:
        """Nothing has to be started."""

    def layers(self) -> tuple[Layer, ...]:
        """There are none."""
        return ()

    def close(self) -> None:
        """Nothing is kept."""


class InlineSnippets:
    """The values of a session, in a VM of this process."""

    def __init__(self, grant: Grant) -> None:
        self._grant: Final = grant
        self._vm = Vm(grant.limits)
        self._programs: list[Program] = []
        self.sources: list[tuple[Source, tuple[str, ...]]] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The names that have a value now."""
        slots = self._programs[-1].code.globals if self._programs else []
        return tuple(name for name, value in zip(slots, self._vm.globals, strict=False) if value is not UNDEFINED)

    def run(self, job: Job, limits: Limits) -> Outcome:
        """Run one more snippet; unless it completes, all names are as they were before."""
        grant, source, inputs, vm = self._grant, job.source, tuple(job.inputs), self._vm
        slots = tuple(self._programs[-1].code.globals) if self._programs else ()
        try:
            code = compile_source(source, grant.predefined, inputs, slots)
        except CompileError as error:
            return Rejected(report=Report(source, error.diagnostics))
        verify(code)
        before = list(vm.globals), vm.session_slots, vm.module
        vm.limits = limits
        outcome = Running(grant, code, job, vm).to_end()
        if outcome.ok:
            self._programs.append(Program(source, tuple(grant.predefined), inputs, slots, code))
            self.sources.append((source, inputs))
        else:
            vm.globals[:], vm.session_slots, vm.module = before
        self._rest()
        return outcome

    def dump(self, used: list[float]) -> bytes:
        """Return all of it as bytes."""
        return dump(self._vm, self._programs, self._grant.predefined, used, self._grant.snapshot_key)

    @classmethod
    def load(cls, grant: Grant, snapshot: bytes) -> tuple[Self, list[float]]:
        """Return what `dump` saved, and what was used; raise BadSnapshot."""
        saved = load_snapshot(snapshot, grant.limits, grant.predefined, grant.snapshot_key)
        used = saved.extra
        if not isinstance(used, list) or not all(type(n) in (int, float) for n in used):
            raise BadSnapshot("the snapshot is not that of a session; load it with Pipeline.load")
        made = cls(grant)
        made._vm = saved.vm
        made._programs = saved.programs
        made.sources = [(program.source, program.inputs) for program in saved.programs]
        made._rest()
        return made, used

    def _rest(self) -> None:
        """Leave nothing of the last snippet in the VM but the values."""
        vm = self._vm
        vm.output, vm.output_bytes = [], 0
        vm.instructions = vm.calls_made = vm.memory_peak = 0
        vm.seconds = 0.0
        vm.ready, vm.sleepers, vm.pending = [], [], {}
        vm.state.pop("representing", None)
        vm.frame = vm.bottom
        vm.fiber = vm.main = Fiber(None)
        vm.handled = vm.result = vm.failure = vm.throwing = None
        vm.stopped = vm.idle = False
        vm.nesting = 0
