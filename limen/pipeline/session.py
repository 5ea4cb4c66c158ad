"""Sessions: snippets that see the names of earlier ones; one that fails leaves them as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

from limen.diagnostic import Diagnostic, Edit, Fix, Report
from limen.executor.code import UNDEFINED
from limen.executor.compiler import compile_source
from limen.executor.errors import BadSnapshot, CompileError
from limen.executor.limits import Limits
from limen.executor.snapshot import Program as SavedProgram
from limen.executor.snapshot import dump, load
from limen.executor.values import Fiber
from limen.executor.verifier import verify
from limen.executor.vm import Vm
from limen.outcome import Outcome, Rejected, Usage
from limen.pipeline.stages import Program, Running, crossed, source_of, types_of
from limen.source import Source, Span

if TYPE_CHECKING:
    from limen.pipeline.stages import Pipeline

_USED: Final = {"seconds": "seconds", "output": "output", "tool_calls": "tool_calls", "instructions": "instructions"}
_NO_INPUTS: Final[Mapping[str, object]] = {}


class Session:
    """State that outlives a snippet. Made by `Pipeline.session`; not for two threads at once."""

    def __init__(self, pipeline: Pipeline, budget: Limits | None = None) -> None:
        """budget: what all snippets together may use; each may also use what the limits of the pipeline allow."""
        self._pipeline: Final = pipeline
        self._budget: Final = budget
        self._vm = Vm(pipeline.limits)
        self._programs: list[SavedProgram] = []
        self._used = Usage()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that have a value now."""
        slots = self._programs[-1].code.globals if self._programs else []
        return tuple(name for name, value in zip(slots, self._vm.globals, strict=False) if value is not UNDEFINED)

    @property
    def usage(self) -> Usage:
        """What all snippets together have used; `memory` is the peak."""
        return self._used

    def check(self, code: Program, inputs: Mapping[str, object] = _NO_INPUTS) -> Report:
        """Return what the gate finds in a snippet, given the names and types of those before it; nothing is executed."""
        source = source_of(code, self._pipeline.limits)
        return source if isinstance(source, Report) else self._check(source, inputs)

    def run(self, code: Program, inputs: Mapping[str, object] = _NO_INPUTS, *, check: bool = True) -> Outcome:
        """Check and run a snippet; return how it ended. Unless it completes, all names are as they were before.

        Raises:
            ValueError: when an input has a name that cannot be used.
            BoundaryError: when an input cannot cross to the program.
        """
        pipeline = self._pipeline
        pipeline.check_names(inputs)
        given = {name: crossed(f"input {name!r}", value) for name, value in inputs.items()}
        source = source_of(code, pipeline.limits)
        if isinstance(source, Report):
            return Rejected(report=source)
        report = self._check(source, inputs) if check else None
        if report is not None and not report.ok:
            return Rejected(report=report)
        slots = tuple(self._programs[-1].code.globals) if self._programs else ()
        try:
            compiled = compile_source(source, pipeline.predefined, tuple(inputs), slots)
        except CompileError as error:
            return Rejected(report=Report(source, error.diagnostics))
        verify(compiled)
        vm = self._vm
        before = list(vm.globals), vm.session_slots, vm.module
        vm.limits = self._allowed()
        run = Running(pipeline, compiled, report, given, None, tuple(inputs), vm)
        outcome = run.to_end()
        self._count(outcome)
        if outcome.ok:
            self._programs.append(SavedProgram(source, tuple(pipeline.predefined), tuple(inputs), slots, compiled))
        else:
            vm.globals[:], vm.session_slots, vm.module = before
        self._rest()
        return outcome

    def dump(self) -> bytes:
        """Return the session as bytes, for `Pipeline.load_session`.

        Raises:
            CannotSave: when it holds something that has no saved form.
            RuntimeError: before the first snippet.
        """
        if not self._programs:
            raise RuntimeError("there is nothing to save before the first snippet")
        used = [getattr(self._used, field.name) for field in fields(Usage)]
        return dump(self._vm, self._programs, self._pipeline.predefined, used, self._pipeline.snapshot_key)

    @classmethod
    def load(cls, pipeline: Pipeline, snapshot: bytes, budget: Limits | None = None) -> Session:
        """Return a saved session; see `Pipeline.load_session`."""
        saved = load(snapshot, pipeline.limits, pipeline.predefined, pipeline.snapshot_key)
        made = cls(pipeline, budget)
        made._vm = saved.vm
        made._programs = saved.programs
        used = saved.extra
        if (
            not isinstance(used, list)
            or len(used) != len(fields(Usage))
            or not all(type(n) in (int, float) for n in used)
        ):
            raise BadSnapshot("the snapshot is not that of a session; load it with Pipeline.load")
        made._used = Usage(*used)
        made._rest()
        return made

    def _check(self, source: Source, inputs: Mapping[str, object]) -> Report:
        """Check a snippet behind all earlier ones, so that their names have their types; report on it alone."""
        earlier = "".join(program.source.text.rstrip("\n") + "\n" for program in self._programs)
        lines = earlier.count("\n")
        whole = Source.from_text(earlier + source.text, source.name)
        types = types_of(inputs)
        for program in self._programs:
            types |= {name: "Any" for name in program.inputs if name not in types}
        report = self._pipeline.gate.check(whole, types)
        found = [_moved(found, -lines) for found in report.diagnostics if found.span.line > lines]
        return Report(source, tuple(found), report.notes)

    def _allowed(self) -> Limits:
        """What the next snippet may use: the limits of the pipeline, and no more than is left of the budget."""
        limits = self._pipeline.limits
        if self._budget is None:
            return limits
        changed: dict[str, float] = {}
        for name, used in _USED.items():
            total = getattr(self._budget, name)
            if total is not None:
                left = max(total - getattr(self._used, used), 0)
                allowed = getattr(limits, name)
                changed[name] = left if allowed is None else min(allowed, left)
        return replace(limits, **changed)  # type: ignore[arg-type]

    def _count(self, outcome: Outcome) -> None:
        used, more = self._used, outcome.usage
        self._used = Usage(
            used.instructions + more.instructions,
            used.seconds + more.seconds,
            max(used.memory, more.memory),
            used.output + more.output,
            used.tool_calls + more.tool_calls,
        )

    def _rest(self) -> None:
        """Leave nothing of the last snippet in the VM but the values."""
        vm = self._vm
        vm.output, vm.output_bytes = [], 0
        vm.instructions = vm.calls_made = vm.memory_peak = 0
        vm.seconds = 0.0
        vm.ready, vm.sleepers, vm.pending = [], [], {}
        vm.frame = vm.bottom
        vm.fiber = vm.main = Fiber(None)
        vm.handled = vm.result = vm.failure = vm.throwing = None
        vm.stopped = vm.idle = False
        vm.nesting = 0


def _moved(found: Diagnostic, lines: int) -> Diagnostic:
    """Return a diagnostic that many lines further down."""
    fix = found.fix
    if fix is not None:
        edits = tuple(Edit(_shifted(edit.span, lines), edit.text) for edit in fix.edits)
        fix = Fix(fix.message, edits, fix.safe) if all(edit.span.line > 0 for edit in edits) else None
    return replace(found, span=_shifted(found.span, lines), fix=fix)


def _shifted(span: Span, lines: int) -> Span:
    return Span(span.line + lines, span.column, span.end_line + lines, span.end_column)
