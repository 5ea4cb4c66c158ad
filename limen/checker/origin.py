"""Where a value comes from: a tool's declared type, or what the type checker guessed from the guest's own literals."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from limen.checker.tree import Tree, names_in
from limen.source import Source, Span, parse_expression

_OPTIONAL_METHODS: Final = frozenset({"get", "match", "search", "fullmatch"})
_GROWING_METHODS: Final = frozenset({"append", "add", "insert", "extend", "update", "setdefault"})
_COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.GeneratorExp)


@dataclass(slots=True)
class Origin:
    """What an expression's value may come from."""

    declared: bool = False  # a tool, or an input, whose type its author wrote down
    declared_none: bool = False  # and that type itself says that it may be None
    mixed: bool = False  # an item of a literal of the guest's own whose items differ in type
    none: bool = False  # `x = None`, a start value
    optional: bool = False  # a call that may give None: `d.get(k)`, `re.match(...)`, an annotated helper
    other: bool = False


class Program:
    """A parsed program, asked for the nodes at a place and the origin of their values.

    Names are looked up without regard to scope and order: an origin is what a value may come from.
    """

    def __init__(self, source: Source, tree: Tree, declared: Mapping[str, bool]) -> None:
        """`declared` are the names whose types others wrote down; true when that type allows None."""
        self.nodes = tree.nodes
        self.root = tree.root
        self.above = tree.parents
        self._source = source
        self._templates: list[ast.JoinedStr] = []
        self._declared = declared
        self._optional: Set[str] = _OPTIONAL_METHODS
        self._stored_keys: set[object] = set()  # by `d["key"] = ...`
        self._literal_keys: list[set[object]] = []
        self._starts: dict[int, list[ast.expr | ast.stmt | ast.keyword]] = {}  # by line
        self._values: dict[str, list[tuple[ast.expr, bool]]] = {}
        self._items: dict[str, list[ast.expr]] = {}
        self._defined: set[str] = set()
        self._functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
        self._attribute_stores: dict[str, list[ast.expr | None]] = {}
        self._class_definitions: list[ast.ClassDef] = []
        for node in tree.nodes:
            if isinstance(node, (ast.expr, ast.stmt, ast.keyword)):
                self._starts.setdefault(node.lineno, []).append(node)
            if isinstance(node, ast.JoinedStr):
                self._templates.append(node)
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                if isinstance(node.slice, ast.Constant):
                    self._stored_keys.add(node.slice.value)
            elif isinstance(node, ast.Dict) and node.keys:
                self._literal_keys.append({key.value for key in node.keys if isinstance(key, ast.Constant)})
            self._bind(node)

    def note_optional(self, names: Collection[str]) -> None:
        """Take note of functions and methods of the program that may return None though they do not say so."""
        self._optional = _OPTIONAL_METHODS.union(names)

    def at(self, span: Span) -> list[ast.AST]:
        """Return the expressions, statements and keyword arguments whose place is exactly `span`."""
        here = self._starts.get(span.line, [])
        found = [node for node in here if self._source.span_of(node) == span]
        if not found:  # to ty the parentheses of `sum(x for x in y)` belong to the call
            outer = Span(span.line, span.column - 1, span.end_line, span.end_column + 1)
            found = [n for n in here if isinstance(n, ast.GeneratorExp) and self._source.span_of(n) == outer]
        return [*found] or self._in_template(span)

    def _in_template(self, span: Span) -> list[ast.AST]:
        """Find what is written at `span` by its text: before CPython 3.12 places inside f-strings are unreliable."""
        if not self._templates or span.line != span.end_line:
            return []
        text = self._source.line(span.line)[span.column : span.end_column]
        try:
            wanted = ast.dump(parse_expression(text))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return []
        inside = (node for template in self._templates for node in ast.walk(template))
        return [node for node in inside if isinstance(node, ast.expr) and ast.dump(node) == wanted]

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Return the node that `node` is a direct part of."""
        return self.above.get(node)

    def parents(self, node: ast.AST) -> Iterator[ast.AST]:
        """Give the nodes around `node`, innermost first."""
        above = self.above.get(node)
        while above is not None:
            yield above
            above = self.above.get(above)

    def names(self) -> set[str]:
        """Return the names that the program binds itself."""
        return self._values.keys() | self._functions.keys()

    def is_async(self, name: str) -> bool:
        """Tell whether the program defines `name` by `async def`, and only so."""
        return isinstance(self._functions.get(name), ast.AsyncFunctionDef) and name not in self._values

    def is_item(self, node: ast.expr) -> bool:
        """Tell whether `node` is a name that takes the items of something, one by one."""
        return isinstance(node, ast.Name) and any(item for _, item in self._values.get(node.id, []))

    def is_rebound(self, node: ast.expr) -> bool:
        """Tell whether `node` is the name of a function or class that is assigned to as well."""
        return isinstance(node, ast.Name) and node.id in self._defined and bool(self._values.get(node.id))

    def is_added_key(self, node: ast.expr) -> bool:
        """Tell whether `node` is `d["key"]` and the program stores under that key beside what its literals have."""
        return (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and node.slice.value in self._stored_keys
            and (not self._literal_keys or any(node.slice.value not in keys for keys in self._literal_keys))
        )

    def stores(self, attribute: str) -> list[ast.expr | None]:
        """Return what the program stores under an attribute, of whatever object."""
        return self._attribute_stores.get(attribute, [])

    @cached_property
    def functions(self) -> set[str]:
        """The names of the functions and methods that the program defines."""
        return set(self._functions)

    @cached_property
    def classes(self) -> set[str]:
        """The names of the classes that the program defines."""
        return {definition.name for definition in self._class_definitions}

    @cached_property
    def mentioned(self) -> set[str]:
        """The names that the program reads, and the attributes."""
        return names_in(self.root)

    @cached_property
    def caught(self) -> set[str]:
        """The names of the exceptions that the program catches."""
        return {name for node in self.nodes if isinstance(node, ast.ExceptHandler) for name in names_in(node.type)}

    def imports(self, line: int) -> list[ast.Import | ast.ImportFrom]:
        """Return the import statements that a line is in."""
        return self._imports.get(line, [])

    @cached_property
    def _imports(self) -> dict[int, list[ast.Import | ast.ImportFrom]]:
        found: dict[int, list[ast.Import | ast.ImportFrom]] = {}
        for node in self.nodes:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                    found.setdefault(line, []).append(node)
        return found

    @cached_property
    def sets_attributes(self) -> bool:
        """Whether the program may give objects attributes that it does not name."""
        made = self.functions & {"__getattr__", "__getattribute__"}
        return bool(made or self.mentioned & {"setattr", "vars", "__dict__"})

    def classes_with(self, method: str) -> set[str]:
        """Return the names of the program's classes that define a method."""
        return {
            definition.name
            for definition in self._class_definitions
            if any(isinstance(item, ast.FunctionDef) and item.name == method for item in definition.body)
        }

    @cached_property
    def open_classes(self) -> set[str]:
        """The names of the program's classes whose instances may get attributes that are not declared."""
        return {
            definition.name
            for definition in self._class_definitions
            if not definition.decorator_list and "__slots__" not in ast.dump(definition)
        }

    def is_rebound_often(self, node: ast.AST) -> bool:
        """Tell whether `node` is, or is an item of, a name that is assigned to more than once."""
        if isinstance(node, ast.Subscript):
            node = node.value
        return isinstance(node, ast.Name) and len(self._values.get(node.id, [])) > 1

    def is_tested(self, *nodes: ast.AST) -> bool:
        """Tell whether the program tests an attribute or item of the name of one of `nodes` somewhere."""
        for node in nodes:
            if isinstance(node, ast.Attribute) and node.attr in self._tested:
                return True
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.slice, ast.Constant)
                and node.slice.value in self._tested
            ):
                return True
        return False

    def holds_none(self, node: ast.AST) -> bool:
        """Tell whether what `node` is made of comes from something in which None is written, as in `[None] * n`."""
        work: list[ast.AST] = [node]
        seen: set[str] = set()
        while work:
            for inner in ast.walk(work.pop()):
                if isinstance(inner, ast.Constant) and inner.value is None:
                    return True
                if isinstance(inner, ast.Name) and inner.id not in seen:
                    seen.add(inner.id)
                    work += [value for value, _ in self._values.get(inner.id, [])]
        return False

    @cached_property
    def _tested(self) -> set[object]:
        tests: list[ast.expr] = []
        for node in self.nodes:
            if isinstance(node, (ast.If, ast.While, ast.IfExp, ast.Assert)):
                tests.append(node.test)
            elif isinstance(node, ast.comprehension):
                tests += node.ifs
            elif isinstance(node, ast.BoolOp):
                tests += node.values[:-1]
        found: set[object] = set()
        for test in tests:
            for node in ast.walk(test):
                if isinstance(node, ast.Attribute):
                    found.add(node.attr)
                elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                    found.add(node.slice.value)
        return found

    def constants(self, node: ast.expr) -> set[object] | None:
        """Return the constants that are all that an expression can be; None when it can be something else."""
        found: set[object] = set()
        work: list[tuple[ast.expr, bool]] = [(node, False)]
        seen: set[str] = set()
        while work:
            value, item = work.pop()
            if isinstance(value, ast.Constant) and not item:
                found.add(value.value)
            elif isinstance(value, (ast.List, ast.Tuple, ast.Set)) and item:
                work += [(element, False) for element in value.elts]
            elif isinstance(value, ast.Name) and value.id not in seen and self._values.get(value.id):
                seen.add(value.id)
                work += [(other, item or part) for other, part in self._values[value.id]]
                if item and value.id in self._items:
                    return None
            else:
                return None
        return found

    def values_of(self, name: str) -> list[ast.expr]:
        """Return the expressions that are assigned to `name` as they are, not item by item."""
        return [value for value, item in self._values.get(name, []) if not item]

    def origin(self, expression: ast.expr) -> Origin:
        """Return what the value of `expression` may come from."""
        found = Origin()
        work: list[tuple[ast.expr, bool]] = [(expression, False)]
        seen: set[tuple[str, bool]] = set()
        while work:
            node, item = work.pop()  # `item`: not this value but a part of it, or what a method makes of it
            if isinstance(node, ast.Name):
                self._look_up(node.id, item, found, work, seen)
            elif isinstance(node, (ast.Subscript, ast.Attribute)):
                work.append((node.value, True))
            elif isinstance(node, (ast.Starred, ast.Await, ast.NamedExpr)):
                work.append((node.value, item))
            elif isinstance(node, ast.Call):
                self._call(node, item, found, work)
            elif isinstance(node, ast.BinOp):
                work += [(node.left, item), (node.right, item)]
            elif isinstance(node, ast.BoolOp):
                work += [(value, item) for value in node.values]
            elif isinstance(node, ast.IfExp):
                work += [(node.body, item), (node.orelse, item)]
            elif isinstance(node, (ast.Dict, ast.List, ast.Set, ast.Tuple)):
                found.other = True
                values = list(node.values) if isinstance(node, ast.Dict) else list(node.elts)
                if item and _differ(values):
                    found.mixed = True
                elif item:
                    work += [(value, True) for value in values]
            elif isinstance(node, _COMPREHENSIONS):
                work.append((node.elt, item))
            elif isinstance(node, ast.DictComp):
                work.append((node.value, item))
            elif isinstance(node, ast.Constant) and node.value is None and not item:
                found.none = True
            else:
                found.other = True
        return found

    def _look_up(
        self, name: str, item: bool, found: Origin, work: list[tuple[ast.expr, bool]], seen: set[tuple[str, bool]]
    ) -> None:
        if (name, item) in seen:
            return
        seen.add((name, item))
        if name in self._declared and name not in self._values:
            found.declared = True
            found.declared_none = found.declared_none or (self._declared[name] and not item)
        work += [(value, item or part) for value, part in self._values.get(name, [])]
        if item:
            items = self._items.get(name, [])
            literals = [value for value in self.values_of(name) if isinstance(value, (ast.Dict, ast.List, ast.Set))]
            if literals and _differ([*(v for literal in literals for v in _items_of(literal)), *items]):
                found.mixed = True
            work += [(value, True) for value in items]

    def _call(self, node: ast.Call, item: bool, found: Origin, work: list[tuple[ast.expr, bool]]) -> None:
        function = node.func
        if isinstance(function, ast.Attribute):
            found.optional = found.optional or (function.attr in self._optional and not item)
            work.append((function.value, True))
        elif isinstance(function, ast.Name) and function.id in self._functions:
            returns = self._functions[function.id].returns
            found.other = True
            allows = function.id in self._optional or (returns is not None and allows_none(returns))
            found.optional = found.optional or (allows and not item)
        elif isinstance(function, ast.Name) and function.id in self._declared and function.id not in self._values:
            found.declared = True
            found.declared_none = found.declared_none or (self._declared[function.id] and not item)
        else:  # a builtin gives its arguments back, or some of their items: sorted, max, list, next
            found.other = True
            found.optional = found.optional or any(keyword.arg == "default" for keyword in node.keywords)
            work += [(argument, True) for argument in node.args]

    def _bind(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._assign(target, node.value, False)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
            if node.value is not None:
                self._assign(node.target, node.value, False)
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
            self._assign(node.target, node.iter, True)
        elif isinstance(node, ast.withitem):
            if node.optional_vars is not None:
                self._assign(node.optional_vars, node.context_expr, True)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if isinstance(node, ast.FunctionDef) and self.is_async(node.name):
                self._values.setdefault(node.name, [])
            self._functions.setdefault(node.name, node)
            self._defined.add(node.name)
        elif isinstance(node, ast.arg):
            self._values.setdefault(node.arg, [])
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                self._values.setdefault((alias.asname or alias.name).split(".")[0], [])
        elif isinstance(node, ast.ClassDef):
            self._values.setdefault(node.name, [])
            self._defined.add(node.name)
            self._class_definitions.append(node)
            for statement in node.body:
                if isinstance(statement, (ast.Assign, ast.AnnAssign)):
                    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                    for target in targets:
                        if isinstance(target, ast.Name):
                            self._attribute_stores.setdefault(target.id, []).append(statement.value)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
            if node.name is not None:
                self._values.setdefault(node.name, [])
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.attr in _GROWING_METHODS
        ):
            self._items.setdefault(node.func.value.id, []).extend(node.args[-1:])

    def _assign(self, target: ast.expr, value: ast.expr, item: bool) -> None:
        work = [(target, item)]
        while work:
            node, part = work.pop()
            if isinstance(node, ast.Name):
                self._values.setdefault(node.id, []).append((value, part))
            elif isinstance(node, (ast.Tuple, ast.List)):
                if not part and isinstance(value, ast.Tuple) and _are_paired(node, value):
                    for one, other in zip(node.elts, value.elts, strict=True):
                        self._assign(one, other, False)
                else:
                    work += [(element, True) for element in node.elts]
            elif isinstance(node, ast.Starred):
                work.append((node.value, True))
            elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
                self._items.setdefault(node.value.id, []).append(value)
            elif isinstance(node, ast.Attribute):
                self._attribute_stores.setdefault(node.attr, []).append(value)


def _are_paired(targets: ast.Tuple | ast.List, values: ast.Tuple) -> bool:
    starred = any(isinstance(element, ast.Starred) for element in (*targets.elts, *values.elts))
    return len(targets.elts) == len(values.elts) and not starred


def _items_of(literal: ast.expr) -> list[ast.expr]:
    if isinstance(literal, ast.Dict):
        return list(literal.values)
    return list(literal.elts) if isinstance(literal, (ast.List, ast.Set)) else []


def _differ(values: list[ast.expr]) -> bool:
    """Tell whether the items of a literal have, or may have, different types."""
    kinds = {_kind(value) for value in values}
    return len(kinds) > 1 or (len(values) > 1 and "?" in kinds)


def _kind(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return type(value.value).__name__
    if isinstance(value, ast.UnaryOp):
        return _kind(value.operand) if not isinstance(value.operand, ast.UnaryOp) else "?"
    if isinstance(value, ast.JoinedStr):
        return "str"
    if isinstance(value, (ast.Dict, ast.List, ast.Set, ast.Tuple)):
        inner = {type(child).__name__ for child in _items_of(value)[:50]}
        return f"{type(value).__name__}{sorted(inner)}"
    return "?"


def allows_none(annotation: ast.expr) -> bool:
    """Tell whether an annotation says that a value may be None."""
    return any(
        (isinstance(node, ast.Constant) and node.value is None)
        or (isinstance(node, ast.Name) and node.id == "Optional")
        for node in ast.walk(annotation)
    )
