"""Which scope of a program a name belongs to, by Python's own rules."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Final, TypeAlias

from limen.checker.tree import Tree

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_PATIENCE: Final = 200_000  # statements that are looked at to tell which assignments reach a use, in one program
_COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_SCOPES: Final = frozenset({*_DEFINITIONS, ast.Lambda, *_COMPREHENSIONS})
_OUTSIDE: Final = frozenset({*_DEFINITIONS, ast.arguments, ast.comprehension})
_BINDING: Final = frozenset(
    {
        *_DEFINITIONS,
        ast.arg,
        ast.alias,
        ast.ExceptHandler,
        ast.MatchAs,
        ast.MatchStar,
        ast.MatchMapping,
        ast.Global,
        ast.Nonlocal,
        ast.NamedExpr,
    }
)


class Scopes:
    """The names of a program: what binds them, and where each is read."""

    def __init__(self, tree: Tree) -> None:
        self.parents = tree.parents
        self.nodes = tree.nodes
        self._root = tree.root
        self.inside: dict[ast.AST, ast.AST] = {tree.root: tree.root}  # the scope around every node
        self._patience = _PATIENCE
        self._parts: dict[tuple[ast.AST, str], dict[ast.AST, list[ast.AST]]] = {}
        self._bound: dict[ast.AST, dict[str, list[ast.AST]]] = {tree.root: {}}
        self.unclear: set[str] = set()  # names that `global`, `nonlocal`, `:=` or `*` imports move between scopes
        inside, parents = self.inside, self.parents
        elsewhere: dict[ast.AST, ast.AST] = {}
        names: list[ast.Name] = []
        self.attributes: dict[str, list[ast.Attribute]] = {}
        self._methods: dict[str, list[Function]] = {}
        for node in tree.nodes:
            parent = parents.get(node)
            if parent is None:
                continue
            scope = elsewhere.get(node)
            if scope is None:
                scope = parent if parent in self._bound else inside[parent]
            inside[node] = scope
            if isinstance(node, ast.Name):
                names.append(node)
                if not isinstance(node.ctx, ast.Load):
                    self._bound[scope].setdefault(node.id, []).append(node)
                continue
            if isinstance(node, ast.Attribute):
                self.attributes.setdefault(node.attr, []).append(node)
                continue
            kind = type(node)
            if kind in _BINDING:
                self._bind(node, scope)
            if kind in _SCOPES:
                self._bound[node] = {}
            if kind in _OUTSIDE:
                outer = inside[scope] if kind in (ast.arguments, ast.comprehension) else scope
                for part in _evaluated_outside(node, parent):
                    elsewhere[part] = outer
        self._uses: dict[tuple[ast.AST, str], list[ast.Name]] = {}
        for name in names:
            self._uses.setdefault((self.owner(name.id, inside[name]), name.id), []).append(name)

    def _bind(self, node: ast.AST, scope: ast.AST) -> None:
        names: list[str] = []
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names = [node.name]
            if isinstance(scope, ast.ClassDef) and not isinstance(node, ast.ClassDef):
                self._methods.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.arg):
            names = [node.arg]
        elif isinstance(node, ast.alias):
            names = [(node.asname or node.name).split(".")[0]]
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
            names = [node.name] if node.name else []
        elif isinstance(node, ast.MatchMapping):
            names = [node.rest] if node.rest else []
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            self.unclear.update(node.names)
        elif isinstance(node, ast.NamedExpr) and isinstance(node.target, ast.Name):
            self.unclear.add(node.target.id)
        for name in names:
            self._bound[scope].setdefault(name, []).append(node)

    def owner(self, name: str, scope: ast.AST) -> ast.AST:
        """Return the scope that `name` belongs to when it is used in `scope`; the module when nothing binds it."""
        here = scope
        while not isinstance(here, ast.Module):
            if name in self._bound[here] and (here is scope or not isinstance(here, ast.ClassDef)):
                return here
            here = self.inside[here]
        return here

    def bindings(self, name: str, scope: ast.AST) -> list[ast.AST]:
        """Return the nodes that bind `name` in `scope` itself."""
        return self._bound[scope].get(name, [])

    def bound(self) -> set[str]:
        """Return every name that the program binds, in whatever scope."""
        return {name for names in self._bound.values() for name in names}

    def rebound(self) -> set[str]:
        """Return the names that mean something else in some scope than they do as a builtin or an import."""
        return {
            name
            for names in self._bound.values()
            for name, nodes in names.items()
            if not all(isinstance(node, ast.alias) and node.asname is None for node in nodes)
        }

    def own_class(self, name: str) -> ast.ClassDef | None:
        """Return the class that the name means at the top level of the program, if it means nothing else there."""
        match self.bindings(name, self._root):
            case [ast.ClassDef() as definition]:
                return definition
        return None

    def methods(self, name: str) -> list[Function]:
        """Return the methods of that name, of whatever class."""
        return self._methods.get(name, [])

    def reaching(self, use: ast.Name, scope: ast.AST) -> list[ast.AST]:
        """Return the bindings of a name of `scope` whose value it may have at `use`; all of them when it takes too long to tell."""
        bindings = self.bindings(use.id, scope)
        if len(bindings) < 2:
            return bindings
        within = self.parts(use.id, scope)
        found: list[ast.AST] = []
        below: ast.AST = use
        while below is not scope:
            above = self.parents[below]
            if above is not scope and isinstance(above, (*_DEFINITIONS, ast.Lambda)):
                return bindings  # runs later
            if isinstance(below, ast.stmt):
                before = self.before(below, above)
                if before is None:
                    return bindings
                for statement in reversed(before):
                    there = within.get(statement, [])
                    found += there
                    if there and isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                        return found
                if isinstance(above, ast.For) and below in above.body:
                    targets = within.get(above.target, [])
                    if targets:
                        return [*found, *targets]
                if not isinstance(above, (ast.If, ast.Module, *_DEFINITIONS)):
                    found += within.get(above, [])  # it may come round again, or be left half-way
            below = above
        return found or bindings

    def before(self, statement: ast.stmt, block: ast.AST) -> list[ast.stmt] | None:
        """Return the statements before one in its list; None when too many have been looked at."""
        for field in ("body", "orelse", "finalbody"):
            statements = getattr(block, field, None)
            if isinstance(statements, list) and statement in statements:
                self._patience -= len(statements)
                return statements[: statements.index(statement)] if self._patience >= 0 else None
        return []

    def parts(self, name: str, scope: ast.AST) -> Mapping[ast.AST, list[ast.AST]]:
        """Return the bindings of a name by each node that they are part of."""
        found = self._parts.get((scope, name))
        if found is None:
            found = self._parts[scope, name] = {}
            for binding in self.bindings(name, scope):
                here: ast.AST | None = binding
                while here is not None and here is not scope:
                    found.setdefault(here, []).append(binding)
                    here = self.parents.get(here)
        return found

    def is_in(self, node: ast.AST, outer: ast.AST) -> bool:
        """Tell whether a node is a part of another."""
        here: ast.AST | None = node
        while here is not None and here is not outer:
            here = self.parents.get(here)
        return here is outer

    def uses(self, name: str, scope: ast.AST) -> list[ast.Name]:
        """Return where `name` of `scope` is read, assigned to or deleted, in nested scopes as well."""
        return self._uses.get((scope, name), [])


def _evaluated_outside(node: ast.AST, parent: ast.AST | None) -> list[ast.AST]:
    """Return the direct parts of a node that Python evaluates in the scope around the one that they are written in."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return [*node.decorator_list, *([node.returns] if node.returns is not None else [])]
    if isinstance(node, ast.ClassDef):
        return [*node.bases, *node.keywords, *node.decorator_list]
    if isinstance(node, ast.arguments):
        return [*node.defaults, *(default for default in node.kw_defaults if default is not None)]
    if isinstance(node, ast.comprehension) and isinstance(parent, _COMPREHENSIONS) and parent.generators[0] is node:
        return [node.iter]
    return []
