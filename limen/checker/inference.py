"""Types that a program leaves out, inferred from its own uses: of helpers' parameters and results, of empty containers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

from limen.checker.scope import Function, Scopes
from limen.checker.tree import children
from limen.checker.type_expression import ANY, NONE, item_of, joined, parts

Shown: TypeAlias = Callable[[ast.expr], "str | None"]
_EMPTY: Final = ("list", "set", "dict", "deque", "Counter")
_ONE_MORE: Final = frozenset({"append", "add", "appendleft"})
_MANY_MORE: Final = frozenset({"extend", "extendleft"})
_ANNOTATION: Final = {
    "deque": "__limen_collections.deque",
    "Counter": "__limen_collections.Counter",
    "defaultdict": "__limen_collections.defaultdict",
}


class Hole(Protocol):
    """A place for an annotation that the program does not have."""

    @property
    def node(self) -> ast.arg | ast.expr | Function:
        """What the annotation belongs to."""

    def needs(self) -> Iterator[ast.expr]:
        """Give the expressions whose types say what the annotation is."""

    def infer(self, shown: Shown) -> str | None:
        """Return the annotation, None when it is not certain."""


@dataclass(eq=False)
class Parameter:
    """A parameter of a helper: it has the type that every call gives it."""

    node: ast.arg
    given: list[ast.expr]
    recursive: list[ast.expr]  # what the helper gives itself; says nothing until the parameter has a type

    def needs(self) -> Iterator[ast.expr]:
        yield from self.given
        yield from self.recursive

    def infer(self, shown: Shown) -> str | None:
        inside = [written for value in self.recursive if (written := shown(value)) is not None]
        return _certain(joined([*map(shown, self.given), *inside]))


@dataclass(eq=False)
class Result:
    """What a helper returns; `bare` when it may end without a value."""

    node: Function
    values: list[ast.expr]
    bare: bool

    def needs(self) -> Iterator[ast.expr]:
        yield from self.values

    def infer(self, shown: Shown) -> str | None:
        if not self.values:
            return NONE
        return joined([*map(shown, self.values), *([NONE] if self.bare else [])])


@dataclass(eq=False)
class Contents:
    """What is put into a container that is empty at first. `kind` is empty for one that others made."""

    kind: str
    keys: list[ast.expr | None] = field(default_factory=list)
    values: list[ast.expr | None] = field(default_factory=list)
    spread: list[ast.expr] = field(default_factory=list)  # what gives its items
    plain: list[str] = field(default_factory=list)  # types that values have besides
    inner: Contents | None = None
    touched: bool = False

    def put(self, key: ast.expr | None, *values: ast.expr | None) -> None:
        """Note that what consists of `values` is stored under `key`; None for what is not known."""
        self.touched = True
        self.keys.append(key)
        for value in values:
            self.add(value)

    def add(self, value: ast.expr | None) -> None:
        """Note that `value` becomes an item."""
        self.touched = True
        fresh = empty(value) if value is not None else None
        if fresh is None or not self.hold(fresh):
            self.values.append(value)

    def hold(self, fresh: Contents) -> bool:
        """Take a new empty container as the common form of all values; False when they have another."""
        if self.inner is None or not self.inner.kind:
            if self.inner is not None:
                fresh.absorb(self.inner)
            self.inner = fresh
        return self.inner.kind == fresh.kind

    def absorb(self, other: Contents) -> None:
        """Take over what was noted before the form was known."""
        self.keys += other.keys
        self.values += other.values
        self.spread += other.spread
        self.plain += other.plain
        self.touched = self.touched or other.touched
        if other.inner is not None:
            if self.inner is None:
                self.inner = other.inner
            else:
                self.inner.absorb(other.inner)

    def noted(self) -> int:
        """Return how much is noted."""
        own = len(self.keys) + len(self.values) + len(self.spread) + len(self.plain)
        return own + (self.inner.noted() if self.inner is not None else 0)

    def part(self) -> Contents:
        """Return what is noted of each value."""
        if self.inner is None:
            self.inner = Contents("")
        return self.inner

    def needs(self) -> Iterator[ast.expr]:
        yield from (key for key in self.keys if key is not None)
        yield from (value for value in self.values if value is not None)
        yield from self.spread
        if self.inner is not None:
            yield from self.inner.needs()

    def written(self, shown: Shown, *, known: bool = False) -> str:
        """Return the annotation; ANY for the parts that are not certain. `known`: as if what is known were everything."""
        if self.kind == "Counter":
            return f"{_ANNOTATION['Counter']}[{self._key(shown, known)}]"
        items: list[str | None] = [None if value is None else shown(value) for value in self.values]
        items += [item_of(shown(value)) for value in self.spread]
        if known:
            items = [*filter(None, items)]
        items += self.plain
        if self.inner is not None and self.inner.kind:
            items.append(self.inner.written(shown, known=known))
        elif (
            self.inner is not None
            and self.inner.touched
            and any(written is None or "[" in written for written in items)
        ):
            items.append(
                None
            )  # what is put into a value that others made; `plans[name].add(...)` may be a method of its own
        item = _certain(joined(items)) or ANY
        head = _ANNOTATION.get(self.kind, self.kind)
        if self.kind in ("dict", "defaultdict"):
            return f"{head}[{self._key(shown, known)}, {item}]"
        return f"{head}[{item}]"

    def _key(self, shown: Shown, known: bool) -> str:
        keys = [None if key is None else shown(key) for key in self.keys]
        return _certain(joined([key for key in keys if not known or key is not None])) or ANY


@dataclass(eq=False)
class Container:
    """A name or an attribute that is assigned an empty container, once."""

    node: ast.Name | ast.Attribute
    contents: Contents
    read: ast.Name | None  # a use in the same scope when there are no others: ty may know by itself what is there

    def needs(self) -> Iterator[ast.expr]:
        yield from self.contents.needs()

    def infer(self, shown: Shown) -> str | None:
        written = self.contents.written(shown)
        return written if any(part != ANY for part in parts(written)[1]) else None


def _certain(written: str | None) -> str | None:
    """A value that may be None is left open: whether it can be None at some place only the program knows."""
    return None if written is None or written == NONE or written.endswith(" | None") else written


def empty(value: ast.expr) -> Contents | None:
    """Return the contents of a new container if `value` makes one, None otherwise."""
    if isinstance(value, ast.List) and not value.elts:
        return Contents("list")
    if isinstance(value, ast.Dict) and not value.keys:
        return Contents("dict")
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name) or value.keywords:
        return None
    if value.func.id in _EMPTY and not value.args:
        return Contents(value.func.id)
    if value.func.id != "defaultdict" or len(value.args) != 1:
        return None
    contents, factory = Contents("defaultdict"), value.args[0]
    if isinstance(factory, ast.Name) and factory.id in ("int", "float", "str", "bool"):
        contents.plain.append(factory.id)
    elif isinstance(factory, ast.Name) and factory.id in _EMPTY:
        contents.inner = Contents(factory.id)
    elif isinstance(factory, ast.Lambda) and not factory.args.args:
        contents.add(factory.body)
    else:
        contents.values.append(None)
    return contents


class Holes:
    """The places of a program where annotations can be inferred."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._nodes = scopes.nodes
        self._functions = [n for n in self._nodes if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
        self._classes = {n.name: n for n in self._nodes if isinstance(n, ast.ClassDef)}
        self._attributes = scopes.attributes

    def receivers(self) -> Iterator[ast.expr]:
        """Give what methods of the program's classes are called on."""
        methods = {f.name for f in self._functions if isinstance(self._scopes.inside[f], ast.ClassDef)}
        for name in methods:
            yield from (a.value for a in self._attributes.get(name, []) if self._own_class(a.value) is None)

    def functions(self, shown: Shown) -> Iterator[Hole]:
        """Give the parameters and results that are not annotated; `shown` is asked for the types of receivers."""
        for function in self._functions:
            yield from self._of_function(function, shown)

    def _of_function(self, function: Function, shown: Shown) -> Iterator[Hole]:
        scope = self._scopes.inside[function]
        own = function.name
        if function.decorator_list or own in self._scopes.unclear or len(self._scopes.bindings(own, scope)) != 1:
            return
        if isinstance(scope, ast.ClassDef) and not self._is_final(scope):
            return
        if function.returns is None and own != "__init__":
            result = self._result(function)
            if result is not None:
                yield result
        calls = self._calls(function, scope, shown)
        if not calls:
            return
        arguments = function.args
        parameters = [*arguments.posonlyargs, *arguments.args]
        if isinstance(scope, ast.ClassDef):
            parameters = parameters[1:]
        named = {a.arg: a for a in [*parameters[max(0, len(arguments.posonlyargs)) :], *arguments.kwonlyargs]}
        named |= {a.arg: a for a in parameters}
        given: dict[str, list[ast.expr]] = {}
        recursive: dict[str, list[ast.expr]] = {}
        for call in calls:
            if any(isinstance(a, ast.Starred) for a in call.args) or any(k.arg is None for k in call.keywords):
                return
            values = {p.arg: a for p, a in zip(parameters, call.args, strict=False)}
            values |= {k.arg: k.value for k in call.keywords if k.arg in named}
            into = recursive if self._is_inside(call, function) else given
            for name, value in values.items():
                into.setdefault(name, []).append(value)
        for name, default in _defaults(arguments):
            given.setdefault(name, []).append(default)
        for name, argument in named.items():
            rebound = len(self._scopes.bindings(name, function)) != 1 or name in self._scopes.unclear
            if argument.annotation is None and given.get(name) and not rebound:
                yield Parameter(argument, given[name], recursive.get(name, []))

    def _result(self, function: Function) -> Result | None:
        values: list[ast.expr] = []
        bare = False
        work: list[ast.AST] = list(function.body)
        while work:
            node = work.pop()
            if isinstance(node, (ast.Yield, ast.YieldFrom)):
                return None
            if isinstance(node, ast.Return):
                if node.value is None:
                    bare = True
                else:
                    values.append(node.value)
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
                work += children(node)
        if not values and isinstance(function.body[-1], ast.Raise):
            return None  # it gives no value because it does not end
        return Result(function, values, bare)

    def _is_final(self, definition: ast.ClassDef) -> bool:
        """Tell whether a class has no relatives in the program."""
        derived = any(
            isinstance(base, ast.Name) and base.id == definition.name
            for other in self._classes.values()
            for base in other.bases
        )
        return not definition.bases and not definition.keywords and not derived

    def _own_class(self, node: ast.expr) -> ast.ClassDef | None:
        """Return the class if `node` is the `self` of one of its methods."""
        if not isinstance(node, ast.Name):
            return None
        method = self._scopes.owner(node.id, self._scopes.inside[node])
        if not isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)) or method.decorator_list:
            return None
        definition = self._scopes.inside[method]
        first = [*method.args.posonlyargs, *method.args.args][:1]
        return definition if isinstance(definition, ast.ClassDef) and first and first[0].arg == node.id else None

    def _calls(self, function: Function, scope: ast.AST, shown: Shown) -> list[ast.Call] | None:
        """Return every call of a helper, None when it may be called from elsewhere, too."""
        if not isinstance(scope, ast.ClassDef):
            return self._plain_calls(function.name, scope)
        if function.name == "__init__":
            if len(self._scopes.bindings(scope.name, self._scopes.inside[scope])) != 1:
                return None
            return self._plain_calls(scope.name, self._scopes.inside[scope], is_class=True)
        if function.name.startswith("__"):
            return None
        calls: list[ast.Call] = []
        for attribute in self._attributes.get(function.name, []):
            own = self._own_class(attribute.value)
            shown_class = own.name if own is not None else shown(attribute.value)
            if shown_class is None:
                return None
            if shown_class.removesuffix(" | None") != scope.name:
                continue
            call = self._scopes.parents[attribute]
            if not isinstance(call, ast.Call) or call.func is not attribute:
                return None
            calls.append(call)
        return calls

    def _plain_calls(self, name: str, scope: ast.AST, *, is_class: bool = False) -> list[ast.Call] | None:
        calls: list[ast.Call] = []
        for use in self._scopes.uses(name, scope):
            above = self._scopes.parents[use]
            if isinstance(above, ast.Call) and above.func is use:
                calls.append(above)
            elif not (is_class and self._only_names_the_class(use, above)):
                return None
        return calls

    def _only_names_the_class(self, use: ast.Name, above: ast.AST) -> bool:
        if isinstance(above, ast.Call) and isinstance(above.func, ast.Name):
            return above.func.id == "isinstance"
        node: ast.AST = use
        while above in self._scopes.parents and not isinstance(above, ast.stmt):
            if isinstance(above, ast.arg):
                return True
            node, above = above, self._scopes.parents[above]
        return (isinstance(above, ast.AnnAssign) and above.annotation is node) or (
            isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef)) and above.returns is node
        )

    def _is_inside(self, node: ast.AST, function: Function) -> bool:
        while not isinstance(node, ast.Module):
            node = self._scopes.inside[node]
            if node is function:
                return True
        return False

    def containers(self) -> Iterator[Hole]:
        """Give the names and attributes that start as an empty container."""
        stored_into = self._parameters_stored_into()
        for node in self._nodes:
            if not isinstance(node, ast.Assign) or len(node.targets) != 1:
                continue
            contents, target = empty(node.value), node.targets[0]
            if contents is None:
                continue
            uses = self._uses_of(target, node)
            if uses is None:
                continue
            assert isinstance(target, (ast.Name, ast.Attribute))
            if all(use is target or self._note(use, contents, stored_into) for use in uses):
                yield Container(target, contents, self._own_read(uses))

    def _own_read(self, uses: list[ast.Name] | list[ast.Attribute]) -> ast.Name | None:
        if len({self._scopes.inside[use] for use in uses}) != 1:
            return None
        return next(
            (use for use in reversed(uses) if isinstance(use, ast.Name) and isinstance(use.ctx, ast.Load)), None
        )

    def _uses_of(self, target: ast.expr, assignment: ast.Assign) -> list[ast.Name] | list[ast.Attribute] | None:
        """Return the uses of what is assigned to only here; None when there is more to it."""
        if isinstance(target, ast.Name):
            scope = self._scopes.inside[target]
            if isinstance(scope, ast.ClassDef) or target.id in self._scopes.unclear:
                return None
            uses = self._scopes.uses(target.id, scope)
            others = [b for b in self._scopes.bindings(target.id, scope) if b is not target]
            grown = all(isinstance(self._scopes.parents.get(other), ast.AugAssign) for other in others)
            return uses if grown else None
        if isinstance(target, ast.Attribute) and self._own_class(target.value) is not None:
            attributes = self._attributes[target.attr]
            once = sum(isinstance(a.ctx, ast.Store) for a in attributes) == 1
            return attributes if once else None
        return None

    def _parameters_stored_into(self) -> set[str]:
        """Return the names of the functions that may put something into a container that they are given."""
        found: set[str] = set()
        for function in self._functions:
            for argument in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]:
                probe = Contents("")
                for use in self._scopes.uses(argument.arg, function):
                    self._note(use, probe, set())
                if probe.touched or (probe.inner is not None and probe.inner.touched):
                    found.add(function.name)
        return found

    def _note(self, use: ast.expr, contents: Contents, stored_into: set[str]) -> bool:
        """Note what a use of a container puts into it; False when it is given to a helper that may do so."""
        before = contents.noted()
        created: list[tuple[Contents, ast.expr]] = []
        known = self._note_steps(use, contents, stored_into, created)
        if contents.noted() > before:
            for level, key in created:
                level.keys.append(key)
        return known

    def _note_steps(
        self, use: ast.expr, contents: Contents, stored_into: set[str], created: list[tuple[Contents, ast.expr]]
    ) -> bool:
        node, level = use, contents
        while True:
            above = self._scopes.parents[node]
            if isinstance(above, ast.Subscript) and above.value is node:
                if not isinstance(above.ctx, ast.Load):
                    self._assigned(above, level)
                    return True
                if isinstance(above.slice, ast.Slice):
                    return True
                if level.kind == "defaultdict":
                    created.append((level, above.slice))  # reading on the way to a store makes an item
                node, level = above, level.part()
            elif isinstance(above, ast.Attribute) and above.value is node:
                call = self._scopes.parents[above]
                if not isinstance(call, ast.Call) or call.func is not above:
                    return True
                if above.attr != "setdefault" or len(call.args) != 2:
                    _method(above.attr, call, level)
                    return True
                fresh = empty(call.args[1])
                if fresh is None or not level.hold(fresh):
                    level.put(*call.args)
                    return True
                level.touched = True
                level.keys.append(call.args[0])
                node, level = call, level.part()
            elif isinstance(above, ast.AugAssign) and above.target is node:
                level.touched = True
                level.spread.append(above.value)
                return True
            elif isinstance(above, (ast.Call, ast.keyword)) and stored_into:
                call = above if isinstance(above, ast.Call) else self._scopes.parents[above]
                function = call.func if isinstance(call, ast.Call) else None
                name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
                return name not in stored_into
            else:
                return True

    def _assigned(self, target: ast.Subscript, level: Contents) -> None:
        above = self._scopes.parents[target]
        if isinstance(target.ctx, ast.Del):
            return
        if isinstance(target.slice, ast.Slice):
            level.put(None, None)
        elif isinstance(above, (ast.Assign, ast.AnnAssign)) and above.value is not None:
            name = _root(target)
            level.put(target.slice, *_summands(above.value, name))
        elif isinstance(above, ast.AugAssign):
            level.put(target.slice, above.value)
            if isinstance(above.op, ast.Div):
                level.plain.append("float")
        else:
            level.put(target.slice, None)


def _method(name: str, call: ast.Call, level: Contents) -> None:
    """Note what a method call puts into a container."""
    arguments = call.args
    if name in _ONE_MORE and len(arguments) == 1 and not isinstance(arguments[0], ast.Starred):
        level.add(arguments[0])
    elif name in _MANY_MORE and len(arguments) == 1:
        level.touched = True
        level.spread.append(arguments[0])
    elif name == "insert" and len(arguments) == 2:
        level.add(arguments[1])
    elif name in ("update", "__setitem__", "setdefault", "subtract", "push"):
        if level.kind == "set" and len(arguments) == 1 and not isinstance(arguments[0], ast.Starred):
            level.touched = True
            level.spread.append(arguments[0])
        else:
            level.put(None, None)


def _root(node: ast.expr) -> str:
    """Return the name of the variable or attribute that a chain of subscripts and calls starts from."""
    while True:
        if isinstance(node, ast.Subscript):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Subscript, ast.Call, ast.Attribute)):
            node = node.value
        elif isinstance(node, ast.Attribute):
            own = node.attr not in ("get", "setdefault") or not isinstance(node.value, ast.Name)
            return node.attr if own else _root(node.value)
        else:
            return node.id if isinstance(node, ast.Name) else ""


def _summands(value: ast.expr, name: str) -> list[ast.expr]:
    """Return what a value is made of: in `d[k] = d.get(k, 0) + n`, what `d` has is 0 and `n`."""
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, (ast.Add, ast.Sub, ast.Mult)):
        return [value]
    found: list[ast.expr] = []
    for side in (value.left, value.right):
        if isinstance(side, ast.BinOp):
            found += _summands(side, name)
        elif isinstance(side, (ast.Subscript, ast.Call)) and _root(side) == name and name:
            method = side.func if isinstance(side, ast.Call) else None
            if isinstance(method, ast.Attribute) and method.attr == "get" and isinstance(side, ast.Call):
                found += side.args[1:]
        else:
            found.append(side)
    return found


def _defaults(arguments: ast.arguments) -> Iterator[tuple[str, ast.expr]]:
    """Give the parameters that have a default."""
    plain = [*arguments.posonlyargs, *arguments.args]
    yield from zip((a.arg for a in plain[len(plain) - len(arguments.defaults) :]), arguments.defaults, strict=True)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            yield argument.arg, default
