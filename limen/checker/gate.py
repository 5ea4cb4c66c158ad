"""The gate: everything that is known about a program before it runs, in one report."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, final

from limen.checker.budget import check_budget
from limen.checker.rule import RuleContext
from limen.checker.subset import check_subset
from limen.checker.tree import Tree
from limen.checker.ty_server import CheckerFailed
from limen.checker.type_check import Examined, TypeChecker
from limen.diagnostic import Diagnostic, Report, Severity
from limen.executor.compiler import compile_source
from limen.executor.errors import CompileError
from limen.executor.surface import SURFACE
from limen.executor.values import Tool
from limen.source import Source, Span

if TYPE_CHECKING:
    from limen.stubs.from_callables import Stubs

_NO_INPUTS: Final[Mapping[str, str]] = {}
_EXISTENCE: Final = frozenset(
    {"import-not-found", "missing-attribute", "missing-module-member", "syntax-error", "unresolved-reference"}
)


@final
class Gate:
    """Checks programs that may use one set of tools."""

    def __init__(self, stubs: Stubs, types: TypeChecker | None = None, modules: Iterable[str] = ()) -> None:
        """`stubs` describe the tools; `types` is the type checker, with a time limit of its own; `modules` are there, too."""
        self._stubs = stubs
        self._modules = frozenset(modules)
        self._types = types if types is not None else TypeChecker()
        self._predefined: dict[str, object] = {  # nothing runs here: to the compiler only the names matter
            name: Tool(name, is_async=False) for name in (*stubs.types, *stubs.tools)
        } | SURFACE.granted(stubs.tools)

    def check(self, source: Source, inputs: Mapping[str, str] = _NO_INPUTS, names: Sequence[str] = ()) -> Report:
        """Return everything that is wrong with `source`, ordered by place.

        Args:
            source: the program.
            inputs: names that get a value before the program starts, with their types as stub text.
            names: names that earlier programs of the session have bound.

        Raises:
            CheckerUnavailable: when ty is not installed.
        """
        budget = check_budget(source)
        if _blocks(budget):
            return _report(source, budget)  # too large or too deep to be given to any parser
        tree = Tree.of(source)
        if tree is None:
            return _report(source, [*budget, *self._compile(source, (), None)])
        untyped = RuleContext(
            {name: tool.is_async for name, tool in self._stubs.tools.items()},
            frozenset((*inputs, *names)),
            modules=self._modules,
        )
        compiled: list[Diagnostic] = []
        subset: list[Diagnostic] = []

        def meanwhile() -> None:
            compiled.extend(self._compile(source, (*inputs, *names), tree.root))
            subset.extend(check_subset(source, untyped, tree, typed=False))

        examined = Examined()
        notes: tuple[str, ...] = ()
        stubs = stub_text(self._stubs.text, inputs, names)
        try:
            examined = self._types.examine(source, stubs, self._stubs.types, tree, meanwhile)
        except CheckerFailed as error:
            notes = (f"{error}; its types were not checked",)
        if any(d.rule in ("syntax-error", "too-complex") for d in compiled):
            return _report(source, [*budget, *compiled])
        subset += check_subset(source, replace(untyped, types=examined.shown), tree, typed=True)
        types = [d for d in examined.diagnostics if not _is_added(d, untyped)]
        others = [*compiled, *subset]
        return _report(source, [*budget, *others, *said_once(types, others)], notes)

    def _compile(self, source: Source, bound: Sequence[str], tree: ast.Module | None) -> tuple[Diagnostic, ...]:
        try:
            compile_source(source, predefined=self._predefined, inputs=bound, tree=tree)
        except CompileError as error:
            return error.diagnostics
        return ()


def _is_added(diagnostic: Diagnostic, context: RuleContext) -> bool:
    """Tell whether ty does not know a module that is there."""
    return diagnostic.rule == "import-not-found" and context.is_added(diagnostic.message.split("`")[1])


def stub_text(stubs: str, inputs: Mapping[str, str], names: Sequence[str] = ()) -> str:
    """Return `stubs` with the inputs of a run and the names of a session declared, too."""
    if not inputs and not names:
        return stubs
    lines = ["", "from typing import Any"]
    lines += [f"{name}: {annotation}" for name, annotation in inputs.items()]
    lines += [f"{name}: Any" for name in names if name not in inputs]
    return stubs + "\n".join(lines) + "\n"


def said_once(types: Iterable[Diagnostic], others: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return those of `types` that no other check says better.

    That something does not exist, the rules and the compiler know from what runs; ty only guesses it.
    """
    taken = [d.span for d in others if d.severity is Severity.ERROR]
    return [d for d in types if d.rule not in _EXISTENCE or not any(_overlap(d.span, span) for span in taken)]


def _overlap(one: Span, other: Span) -> bool:
    return (one.line, one.column) < (other.end_line, other.end_column) and (other.line, other.column) < (
        one.end_line,
        one.end_column,
    )


def _blocks(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)


def _report(source: Source, diagnostics: Iterable[Diagnostic], notes: tuple[str, ...] = ()) -> Report:
    ordered = sorted(set(diagnostics), key=lambda d: (d.span, d.severity.value, d.rule, d.message))
    return Report(source, tuple(ordered), notes)
