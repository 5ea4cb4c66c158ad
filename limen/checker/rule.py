"""What a rule is, and the view of a program that rules look at."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import TypeVar

from limen.checker.tree import Tree, is_caught, is_optional
from limen.diagnostic import Diagnostic, Edit, Fix, Severity
from limen.source import Source, Span

_Node = TypeVar("_Node", bound=ast.AST)


@dataclass(frozen=True, slots=True)
class Invalid:
    """A program that a rule objects to.

    `spans` are the places, in order, as (line, column, end line, end column); `fixed` is the program with all the fixes applied, None
    where there is no fix.
    """

    code: str
    spans: tuple[tuple[int, int, int, int], ...]
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at one place."""

    span: Span
    message: str
    help: str | None = None
    fix: Fix | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of the subset, with its documentation and its own test cases.

    `summary` is one line; `why` says what goes wrong otherwise and why the rule blocks or only warns; `typed`: it looks at
    types, and so runs after the type check and not beside it.
    """

    name: str
    severity: Severity
    summary: str
    why: str
    find: Callable[[Walk], Iterator[Finding]]
    valid: tuple[str, ...]
    invalid: tuple[Invalid, ...]
    typed: bool = False


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What is known about a program beside its text: its tools, and the names that are there when it starts.

    `tools` maps names to whether they are async; `types` are the types of some expressions, by place, as annotations;
    `modules` may be imported beside those of the surface.
    """

    tools: Mapping[str, bool] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    types: Mapping[Span, str] = field(default_factory=dict)
    modules: frozenset[str] = frozenset()

    def is_added(self, module: str) -> bool:
        """Whether a module, or a package that it is in, is there beside the surface."""
        parts = module.split(".")
        return any(".".join(parts[:count]) in self.modules for count in range(1, len(parts) + 1))


class Walk:
    """A parsed program for all the rules: its nodes by kind, what it binds, what it imports."""

    def __init__(self, source: Source, tree: Tree, context: RuleContext) -> None:
        self.source = source
        self.root = tree.root
        self.context = context
        self._by_kind: dict[type[ast.AST], list[ast.AST]] = {}
        self._parents = tree.parents
        for node in tree.nodes:
            self._by_kind.setdefault(type(node), []).append(node)

    def of(self, kind: type[_Node]) -> Iterator[_Node]:
        """Give the nodes of exactly one class, in the order of the text."""
        for node in self._by_kind.get(kind, ()):
            assert isinstance(node, kind)
            yield node

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Return the node that `node` is a direct part of."""
        return self._parents.get(node)

    def is_caught(self, node: ast.AST, names: Collection[str]) -> bool:
        """Tell whether the program catches an exception of one of these names, by name, when `node` raises it."""
        return is_caught(node, self._parents, names)

    def is_optional(self, statement: ast.stmt) -> bool:
        """Tell whether the program goes on without what a statement imports, or only imports it for a type checker."""
        return is_optional(statement, self._parents)

    def span(self, node: ast.expr | ast.stmt | ast.alias | ast.arg | ast.keyword) -> Span:
        """Return the place of a node."""
        return self.source.span_of(node)

    def type_of(self, node: ast.expr) -> str | None:
        """Return the type of an expression, None when it was not asked for or is not certain."""
        return self.context.types.get(self.span(node)) if self.context.types else None

    @cached_property
    def definitions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
        """The functions and classes that the program defines."""
        return [*self.of(ast.FunctionDef), *self.of(ast.AsyncFunctionDef), *self.of(ast.ClassDef)]

    @cached_property
    def bound(self) -> frozenset[str]:
        """The names that the program binds anywhere, in whatever way."""
        names: set[str] = set(self.context.names)
        names.update(node.id for node in self.of(ast.Name) if not isinstance(node.ctx, ast.Load))
        names.update(node.arg for node in self.of(ast.arg))
        names.update(node.name for node in self.definitions)
        names.update(node.name for node in self.of(ast.ExceptHandler) if node.name)
        names.update((node.asname or node.name).split(".")[0] for node in self.of(ast.alias))
        names.update(node.name for node in self.of(ast.MatchAs) if node.name)
        names.update(node.name for node in self.of(ast.MatchStar) if node.name)
        names.update(node.rest for node in self.of(ast.MatchMapping) if node.rest)
        return frozenset(names)

    @cached_property
    def assigned(self) -> frozenset[str]:
        """The names that the program binds in another way than by importing."""
        imported = {(node.asname or node.name).split(".")[0] for node in self.of(ast.alias)}
        stored = {node.id for node in self.of(ast.Name) if not isinstance(node.ctx, ast.Load)}
        parameters = {node.arg for node in self.of(ast.arg)}
        return (self.bound - imported) | stored | parameters

    @cached_property
    def modules(self) -> dict[str, str]:
        """The names that mean a module wherever they are read, with the dotted name of the module."""
        found: dict[str, str] = {}
        for statement in self.of(ast.Import):
            for alias in statement.names:
                found[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        return {name: module for name, module in found.items() if name not in self.assigned}


def nearest(name: str, candidates: Iterable[str], cutoff: float = 0.7) -> str | None:
    """Return the candidate that `name` is most likely a misspelling of, if there is one."""
    found = get_close_matches(name, sorted(candidates), 1, cutoff)
    return found[0] if found else None


def replacement(message: str, span: Span, text: str, *, safe: bool = True) -> Fix:
    """Return the fix that writes `text` at `span`."""
    return Fix(message, (Edit(span, text),), safe)


def diagnostic_of(rule: Rule, finding: Finding) -> Diagnostic:
    """Return what `rule` found, as a diagnostic."""
    return Diagnostic(
        rule.name, finding.message, finding.span, rule.severity, finding.notes, finding.help, finding.fix, "subset"
    )
