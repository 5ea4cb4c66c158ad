"""The copy of a program that ty sees: what the program leaves unsaid is written in, and every place maps back."""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import Final

from limen.checker.declarations import Declarations
from limen.checker.inference import Container, Hole, Holes, Result
from limen.checker.local_types import LocalTypes
from limen.checker.scope import Scopes
from limen.checker.tree import Tree, names_in
from limen.checker.ty_server import CheckerFailed, Finding, Position, Range
from limen.checker.type_expression import ANY, MODULES, NONE, Types, parts, subject_of
from limen.source import Source, Span, parse_expression

_PASSES: Final = 2  # what a third would find is not worth its time
_HEADER_END: Final = re.compile(r"(?:[\s,/*]|#[^\n]*\n|\\\n)*\)")
_REVEALED: Final = re.compile(r"Revealed type: `(.*)`", re.DOTALL)
_EXPECTED: Final = re.compile(r"[Ee]xpected `([^`]*)`")
_INVARIANT: Final = re.compile(r"\b(?:list|dict|set|deque|defaultdict|Counter|Sequence|Mapping|tuple)\[")
_IMPLICIT: Final = "invalid-implicit-return"
# What ty says of a program whatever the types of its values are.
_UNTYPED: Final = frozenset(
    {
        "import-not-found",
        "invalid-syntax",
        "missing-module-member",
        "possibly-unresolved-reference",
        "unresolved-reference",
        "unused-awaitable",
        "",  # hints for an editor
    }
)
# What an inferred type may bring to light: a value that cannot do what is asked of it.
_TRUSTED: Final = frozenset(
    {
        "index-out-of-bounds",
        "invalid-argument-type",
        "invalid-assignment",
        "invalid-typed-dict-key",
        "missing-argument",
        "missing-attribute",
        "no-matching-overload",
        "not-callable",
        "not-iterable",
        "not-subscriptable",
        "too-many-positional-arguments",
        "unknown-argument",
        "unsupported-operator",
    }
)
# Methods that compare what they are given with what is there, or put it beside: they take more than ty thinks.
_LENIENT: Final = frozenset(
    [
        "append",
        "appendleft",
        "add",
        "count",
        "discard",
        "difference",
        "extend",
        "extendleft",
        "get",
        "index",
        "insert",
        "intersection",
        "issubset",
        "issuperset",
        "isdisjoint",
        "pop",
        "remove",
        "setdefault",
        "subtract",
        "union",
        "update",
        "symmetric_difference",
    ]
)
_PLACED: Final = (ast.expr, ast.stmt, ast.keyword, ast.arg, ast.alias)
_EXCEPTIONS: Final = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
)


class CheckedCopy:
    """A text with insertions; none has a line end, so that lines stay the same."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._insertions: dict[int, list[tuple[int, int, int, str]]] = {}
        self._places: dict[
            int, list[tuple[int, int, int]]
        ] = {}  # by line: start and end in the copy, column in the text
        self.tail = ""

    def insert(self, line: int, column: int, text: str, order: int = 1, extent: int = 0) -> None:
        """Insert `text` at a place (lines from 1); at the same place by `order`, then the larger `extent` first."""
        self._insertions.setdefault(line, []).append((column, order, -extent, text))

    def wrap(self, span: Span, before: str, after: str) -> None:
        """Write `before` and `after` around a place."""
        self.insert(span.line, span.column, before, 2, span.end_line * 100_000 + span.end_column)
        self.insert(span.end_line, span.end_column, after, 0)

    def text(self) -> str:
        """Return the copy."""
        lines = list(self._lines)
        for number, insertions in self._insertions.items():
            line, position, length = lines[number - 1], 0, 0
            written: list[str] = []
            for column, _, _, text in sorted(insertions):
                written += [line[position:column], text]
                length += column - position
                self._places.setdefault(number, []).append((length, length + len(text), column))
                length += len(text)
                position = column
            lines[number - 1] = "".join(written) + line[position:]
        return "\n".join(lines) + self.tail

    def original(self, finding: Finding) -> Finding:
        """Return `finding` with its place in the text."""
        start, end = finding.range.start, finding.range.end
        return Finding(
            Range(self._original(start), self._original(end)), finding.message, finding.code, finding.severity
        )

    def _original(self, position: Position) -> Position:
        inserted = 0
        for start, end, column in self._places.get(position.line + 1, ()):
            if position.character < start:
                break
            if position.character < end:
                return Position(position.line, column)
            inserted += end - start
        return Position(position.line, position.character - inserted)


class CheckedProgram:
    """A program whose types ty is asked for, until nothing more can be inferred.

    After `check`, `types` are the types of the expressions that were asked for, by place.
    """

    def __init__(self, source: Source, text: str, tree: Tree, declarations: Declarations) -> None:
        """`text` is the source as ty may see it; `declarations` are those of its tools and inputs."""
        self._source = source
        self._text = text
        self._scopes = Scopes(tree)
        self._nodes = tree.nodes
        self._known = self._names(tree, declarations.types)
        self._revealed: dict[Span, set[str]] = {}
        self._endless: set[ast.AST] = set()  # helpers that may end without a value
        self._written: dict[ast.AST, str] = {}
        self._given_up: set[ast.AST] = set()
        self._other_keys = {
            node.slice.value
            for node in self._nodes
            if isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.ctx, ast.Store)
        }
        self._meaning: dict[tuple[ast.AST, str], str] = {}  # the types of filled holes, by scope and name
        self._gives: dict[tuple[ast.AST, str, bool], str] = {}  # and of what helpers return; true when it is awaited
        self._placed: dict[ast.expr, bool] = {}
        self._local = LocalTypes(self._scopes, declarations, self._known, self._written, self._meaning, self._gives)
        self.types: dict[Span, str] = {}

    def _names(self, tree: Tree, declared: Collection[str]) -> Types:
        own = {
            node.name
            for node in tree.root.body
            if isinstance(node, ast.ClassDef) and self._scopes.bindings(node.name, tree.root) == [node]
        }
        classes = {node.name for node in self._nodes if isinstance(node, ast.ClassDef)}
        return Types({*declared, *own, *_EXCEPTIONS}, self._scopes.rebound() - own, classes)

    def check(
        self, ask: Callable[[str], list[Finding]], is_harmless: Callable[[Finding], bool] = lambda finding: False
    ) -> list[Finding]:
        """Return what ty finds in the program and, with the inferred types, in its copy; `ask` gives ty a text.

        The copy is asked about first. What ty says of it is what it says of the program, unless it may rest on an
        inferred type: only then is the program asked about as well. `is_harmless` tells which findings do not count at all.
        """
        holes = Holes(self._scopes)
        asked = [*self._formatted(), *self._looped()]
        receivers = list(holes.receivers())
        fixed = list(holes.containers())
        found = self._holes(holes, fixed)
        while self._infer_locally(found) and receivers:
            found = self._holes(holes, fixed)  # more is known of what methods are called on
        findings = self._ask(ask, [*found, *asked, *receivers])
        try:
            for turn in range(_PASSES if found or receivers else 0):
                found = self._holes(holes, fixed) if receivers else found
                if not self._infer(found, last=turn == _PASSES - 1):
                    break
                findings = self._ask(ask, [*found, *asked, *receivers])
            for node in asked:
                shown = self.shown(node)
                if shown is not None:
                    self.types[self._source.span_of(node)] = shown
            if not self._written:
                return findings
            findings = [finding for finding in findings if not is_harmless(finding)]
            sure = [f for f in findings if f.code in _UNTYPED or self._is_certain(f) or not self._is_inferred(f)]
            return sure if len(sure) == len(findings) else self._as_written(ask, sure)
        except CheckerFailed:
            return self._as_written(ask, [])

    def _as_written(self, ask: Callable[[str], list[Finding]], sure: list[Finding]) -> list[Finding]:
        """Return what ty finds in the program as it is, and what is sure besides."""
        plain = ask(self._text)
        seen = {(finding.code, finding.range) for finding in plain}
        return [*plain, *(f for f in sure if (f.code, f.range) not in seen)]

    def optional(self) -> set[str]:
        """Return the names of the helpers that may return None, by what is inferred."""
        return {
            node.name
            for node, written in self._written.items()
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and written.endswith(" | None")
        }

    def _holes(self, holes: Holes, fixed: list[Hole]) -> list[Hole]:
        return [hole for hole in (*holes.functions(self.shown), *fixed) if hole.node not in self._given_up]

    def _infer_locally(self, holes: list[Hole]) -> bool:
        """Fill the holes of which the program's text tells everything; tell whether there were any."""
        changed, progress = False, True
        while progress:
            progress = False
            for hole in holes:
                if hole.node not in self._written:
                    filled = self._fill_container(hole) if isinstance(hole, Container) else self._fill_known(hole)
                    progress = progress or filled
            if progress:
                self._local.forget()
            changed = changed or progress
        return changed

    def _fill_known(self, hole: Hole) -> bool:
        now = hole.infer(self.shown)
        if now is not None:
            self._fill(hole, now)
        return now is not None

    def _fill_container(self, hole: Container) -> bool:
        """Fill a container when all is known that is put into it, or follows from the rest of it."""
        key = (self._scopes.inside[hole.node], hole.node.id) if isinstance(hole.node, ast.Name) else None
        if any(self._local.of(node) is None for node in hole.needs()):
            supposed = hole.contents.written(self.shown, known=True)
            if key is None or key in self._meaning or ANY in supposed:
                return False
            self._meaning[key] = supposed
            self._local.forget()
            unknown = any(self._local.of(node) is None for node in hole.needs())
            if unknown or hole.contents.written(self.shown) != supposed:
                del self._meaning[key]
                self._local.forget()
                return False
        if self._fill_known(hole):
            return True
        if key is None or key in self._meaning:
            return False
        self._meaning[key] = hole.contents.written(self.shown)  # that it is a list, say, and nothing of its items
        return True

    def _infer(self, holes: list[Hole], *, last: bool = False) -> bool:
        """Fill the holes with what is known now; tell whether anything changed."""
        changed, progress = False, True
        while progress:  # what one hole is filled with may say what another is
            progress = False
            for hole in holes:
                now = self._filling(hole)
                if now is not None and (ANY not in now or last):
                    self._fill(hole, now)
                    progress = changed = True
            self._local.forget()
            progress = progress and not last
        partly = [] if changed else [(hole, now) for hole in holes if (now := self._filling(hole)) is not None]
        for hole, now in partly:  # ty takes an annotation as a hint: parts are left open only when nothing else helps
            self._fill(hole, now)
        self._local.forget()
        return changed or bool(partly)

    def _filling(self, hole: Hole) -> str | None:
        """Return what a hole is to be filled with, None when there is nothing new."""
        if hole.node in self._given_up:
            return None
        before = self._written.get(hole.node)
        if before is not None and ANY not in before:  # nothing is certain and then something else
            endless = isinstance(hole, Result) and hole.node in self._endless
            return f"{before} | None" if endless and before != NONE and not before.endswith(" | None") else None
        now = hole.infer(self.shown)
        if now == before or now is None:
            return None
        if before is None and isinstance(hole, Container) and hole.read is not None and self._shown(hole.read) == now:
            return None  # ty knows it as well
        return now

    def _fill(self, hole: Hole, now: str) -> None:
        before = self._written.get(hole.node)
        if before is not None and not _refines(now, before):
            self._given_up.add(hole.node)
            self._written.pop(hole.node)
            return
        self._written[hole.node] = now
        node = hole.node
        if isinstance(node, ast.Name):
            self._meaning[self._scopes.inside[node], node.id] = now
        elif isinstance(node, ast.arg):
            self._meaning[self._scopes.inside[node], node.arg] = now
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self._gives[self._scopes.inside[node], node.name, isinstance(node, ast.AsyncFunctionDef)] = now

    def _ask(self, ask: Callable[[str], list[Finding]], wanted: Sequence[Hole | ast.expr]) -> list[Finding]:
        """Give ty the copy with what is inferred so far, note the types that it shows, return the rest."""
        copy = CheckedCopy(self._text)
        holders: dict[tuple[int, int], ast.AST] = {}
        asked: dict[Span, ast.expr] = {}
        for item in wanted:
            if not isinstance(item, ast.expr) and ANY not in self._written.get(item.node, ANY):
                continue  # it is known
            for expression in _questions(item):
                if _is_askable(expression) and self._local.of(expression) is None and self._is_placed(expression):
                    asked[self._source.span_of(expression)] = expression
        for span, expression in asked.items():
            wide = isinstance(expression, ast.Tuple)
            copy.wrap(span, "reveal_type((" if wide else "reveal_type(", "))" if wide else ")")
        for node, written in self._written.items():
            place = self._place(node)
            if place is not None:
                lead = " -> " if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else ": "
                copy.insert(*place, f'{lead}"{written}"')
                holders[place] = node
        used = "".join(self._written.values())
        copy.tail = "".join(f"\nimport {name} as __limen_{name}" for name in MODULES if f"__limen_{name}." in used)
        return self._read(ask(copy.text()), copy, holders)

    def _read(self, answer: list[Finding], copy: CheckedCopy, holders: dict[tuple[int, int], ast.AST]) -> list[Finding]:
        self._revealed = {}
        findings = []
        lines = len(self._source.lines)
        for raw in answer:
            finding = copy.original(raw)
            start, end = finding.range.start, finding.range.end
            if start.line >= lines:
                continue
            if finding.code == "revealed-type":
                found = _REVEALED.match(finding.message)
                if found is not None:
                    self._revealed.setdefault(finding.span, set()).add(found[1])
            elif start != end or raw.range.start == raw.range.end:
                findings.append(finding)
            elif finding.code == _IMPLICIT and (start.line + 1, start.character) in holders:
                self._endless.add(holders[start.line + 1, start.character])
        return findings

    def shown(self, node: ast.expr) -> str | None:
        """Return the type of an expression as an annotation, None when it is not certain."""
        written = self._shown(node)
        if written is not None:
            return written
        local = self._open_keys(node, self._local.of(node))
        return None if local == ANY else local

    def _open_keys(self, node: ast.expr, written: str | None) -> str | None:
        """Return the type of a dict that is written out, open where other values may be put into it, under other keys."""
        if isinstance(node, ast.Dict) and written is not None:
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            if not self._other_keys <= keys:
                head, items = parts(written)
                return f"{head}[{items[0]}, {ANY}]" if len(items) == 2 else None
        return written

    def _shown(self, node: ast.expr) -> str | None:
        """Return the type of an expression as ty shows it."""
        if isinstance(node, ast.Constant):
            if node.value is None:
                return NONE
            return None if node.value is Ellipsis else type(node.value).__name__
        if isinstance(node, ast.JoinedStr):
            return "str"
        revealed = self._revealed.get(self._source.span_of(node), ())
        if len(revealed) != 1:
            return None
        (text,) = revealed
        return self._open_keys(node, self._known.read(text))

    def _is_placed(self, node: ast.expr) -> bool:
        """Tell whether the place of a node is certain: before CPython 3.12 those in f-strings are sometimes wrong."""
        if sys.version_info >= (3, 12):
            return True
        if node not in self._placed:
            self._placed[node] = self._is_where_it_says(node)
        return self._placed[node]

    def _is_where_it_says(self, node: ast.expr) -> bool:
        inner: ast.AST = node
        while not isinstance(inner, ast.stmt):
            outer = self._scopes.parents[inner]
            if isinstance(outer, ast.FormattedValue) and isinstance(inner, ast.expr):
                line = self._source.line(inner.lineno)
                before = line[: self._source.span_of(inner).column].rstrip(" (")
                return before.endswith("{") and self._reads_as(node) and self._reads_as(inner)
            inner = outer
        return True

    def _reads_as(self, node: ast.expr) -> bool:
        span = self._source.span_of(node)
        if span.line != span.end_line:
            return False
        try:
            found = parse_expression(self._source.line(span.line)[span.column : span.end_column])
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
        return ast.dump(found) == ast.dump(node)

    def _place(self, node: ast.AST) -> tuple[int, int] | None:
        """Return where the annotation of `node` is written."""
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return self._header_end(node)
        assert isinstance(node, (ast.arg, ast.expr))
        span = self._source.span_of(node)
        return span.end_line, span.end_column

    def _header_end(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[int, int] | None:
        """Return the place behind the closing parenthesis of a function's parameters."""
        lines = self._source.lines
        parts_ = [child for child in ast.walk(node.args) if isinstance(child, (ast.arg, ast.expr))]
        if parts_:
            last = max(map(self._source.span_of, parts_), key=lambda span: (span.end_line, span.end_column))
            line, column = last.end_line, last.end_column
        else:
            line = node.lineno
            column = lines[line - 1].find("(", self._source.span_of(node).column) + 1
            if column == 0:
                return None
        rest = "\n".join([lines[line - 1][column:], *lines[line : node.body[0].lineno]])
        found = _HEADER_END.match(rest)
        if found is None:
            return None
        passed = rest[: found.end()]
        if "\n" not in passed:
            return line, column + len(passed)
        return line + passed.count("\n"), len(passed) - passed.rindex("\n") - 1

    def _formatted(self) -> list[ast.expr]:
        """Return the values that are formatted by a specification."""
        return [
            node.value
            for node in self._nodes
            if isinstance(node, ast.FormattedValue) and node.format_spec is not None and node.conversion == -1
        ]

    def _looped(self) -> list[ast.expr]:
        """Return what loops take apart into several names."""
        return [
            subject
            for node in self._nodes
            if isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Tuple)
            if not _gives_pairs(subject := subject_of(node.iter, node.target)[0])
        ]

    def _is_certain(self, finding: Finding) -> bool:
        """Tell whether a finding that rests on inferred types is about what a value cannot do.

        That something does not fit an inferred type says nothing: the type may be too narrow.
        """
        message = finding.message
        if finding.code not in _TRUSTED or finding.severity > 1:
            return False
        if finding.code == "invalid-assignment":
            return message.startswith(("Not enough values to unpack", "Too many values to unpack"))
        if finding.code not in ("invalid-argument-type", "no-matching-overload"):
            return True
        if message.startswith("Method `__"):
            return "__getitem__" in message[:30] and "on object of type `list[" in message
        expected = _EXPECTED.search(message)
        if expected is not None and ("Literal[" in expected[1] or _INVARIANT.findall(expected[1])):
            return False  # a `list[int]` is no `list[float]`, and a text of few is a `str`: only in declarations
        for node in self._places.get(finding.span, []):
            if isinstance(node, (ast.expr, ast.keyword)):
                call: ast.AST | None = node
                while call is not None and not (isinstance(call, ast.Call) and call.func is not node):
                    call = self._scopes.parents.get(call)
                function = call.func if isinstance(call, ast.Call) else None
                if isinstance(function, ast.Attribute):
                    return function.attr not in _LENIENT and function.attr not in self._methods()
                return not (isinstance(function, ast.Name) and function.id in self._scopes.bound())
        return False

    def _is_inferred(self, finding: Finding) -> bool:
        """Tell whether a finding may rest on an inferred type."""
        places = self._places.get(finding.span, [])
        return not places or any(_mentioned(node) & self._inferred for node in places)

    @cached_property
    def _places(self) -> dict[Span, list[ast.AST]]:
        """The nodes that have a place, by it, in the order of the text."""
        found: dict[Span, list[ast.AST]] = {}
        for node in self._nodes:
            if isinstance(node, _PLACED):
                found.setdefault(self._source.span_of(node), []).append(node)
        return found

    @cached_property
    def _inferred(self) -> set[str]:
        """The names of what has an inferred type, or is made of it; asked for when nothing more is inferred."""
        found: set[str] = set()
        for node in self._written:
            owner = self._scopes.inside[node]
            if isinstance(node, ast.arg):
                found |= {getattr(owner, "name", ""), getattr(self._scopes.inside[owner], "name", "")}
                found.add(node.arg)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.add(node.name)
            elif isinstance(node, (ast.Name, ast.Attribute)):
                found.add(node.id if isinstance(node, ast.Name) else node.attr)
        steps = [step for node in self._nodes if (step := _step(node)) is not None]
        growing = True
        while growing:
            growing = False
            for targets, value in steps:
                if not targets <= found and value & found:
                    found |= targets
                    growing = True
        return found

    def _methods(self) -> set[str]:
        return {node.name for node in self._nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


def _mentioned(node: ast.AST) -> set[str]:
    """Return the names, attributes and functions in a node."""
    defined = (inner for inner in ast.walk(node) if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return names_in(node) | {function.name for function in defined}


def _step(node: ast.AST) -> tuple[set[str], set[str]] | None:
    """Return what a node assigns to, and what is mentioned in what it assigns."""
    if isinstance(node, ast.Assign):
        return set().union(*map(names_in, node.targets)), names_in(node.value)
    if isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and node.value is not None:
        return names_in(node.target), names_in(node.value)
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        return names_in(node.target), names_in(node.iter)
    if isinstance(node, ast.withitem) and node.optional_vars is not None:
        return names_in(node.optional_vars), names_in(node.context_expr)
    return None


def _gives_pairs(node: ast.expr) -> bool:
    """Tell whether an expression is written to give pairs."""
    function = node.func if isinstance(node, ast.Call) else None
    return (isinstance(function, ast.Attribute) and function.attr == "items") or (
        isinstance(function, ast.Name) and function.id == "zip"
    )


def _questions(item: Hole | ast.expr) -> Iterator[ast.expr]:
    """Give the expressions whose types are needed."""
    if isinstance(item, ast.expr):
        yield item
    else:
        yield from item.needs()
    if isinstance(item, Container) and item.read is not None:
        yield item.read


def _is_askable(node: ast.expr) -> bool:
    """Tell whether `reveal_type` can be written around an expression."""
    if isinstance(node, (ast.Constant, ast.JoinedStr, ast.GeneratorExp, ast.Starred, ast.Lambda, ast.Slice)):
        return False
    if isinstance(node, (ast.Yield, ast.YieldFrom, ast.NamedExpr)):
        return False
    return not (isinstance(node, ast.Tuple) and any(isinstance(item, (ast.Starred, ast.Slice)) for item in node.elts))


def _refines(now: str, before: str) -> bool:
    """Tell whether a type says more than an earlier one, and does not contradict it."""
    if before == ANY or now.removesuffix(" | None") == before:
        return True
    (head, items), (head2, items2) = parts(now), parts(before)
    same = head == head2 and len(items) == len(items2) and bool(items)
    return same and all(one == other or _refines(one, other) for one, other in zip(items, items2, strict=True))
