"""What to write instead: the help and the fix for a type finding."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import Final, TypeAlias, final

from limen.checker.declarations import Declarations, Tool
from limen.checker.origin import Program
from limen.checker.severity import literal_class
from limen.diagnostic import Diagnostic, Edit, Fix
from limen.executor.surface import SURFACE
from limen.source import Source, Span

_Advised: TypeAlias = tuple[str | None, Fix | None]

_NOTHING: Final[_Advised] = (None, None)
_POPULAR: Final = (
    "typing",
    "collections",
    "dataclasses",
    "datetime",
    "functools",
    "itertools",
    "math",
    "enum",
    "decimal",
)
_SHOWING: Final = frozenset({"print", "str", "repr", "bool", "format"})
_LISTED: Final = 12
_BUILTIN_TYPES: Final[dict[str, type]] = {
    kind.__name__: kind for kind in (str, bytes, int, float, bool, complex, list, dict, set, frozenset, tuple, range)
}
_CALLED: Final = re.compile(r"(?:function|method|constructor) `(?:[\w]+\.)*?(\w+)(?:\.__new__|\.__init__)?`|to `(\w+)")


@final
class Advice:
    """Advice about one program."""

    def __init__(self, program: Program, declarations: Declarations, source: Source) -> None:
        self._program = program
        self._declarations = declarations
        self._source = source
        self._by_rule: dict[str, Callable[[str, Span], _Advised]] = {
            "import-not-found": self._module,
            "invalid-argument-type": self._argument,
            "invalid-await": self._needless_await,
            "invalid-typed-dict-key": self._key,
            "missing-argument": self._call,
            "missing-attribute": self._attribute,
            "missing-module-member": self._member,
            "missing-typed-dict-key": self._keys,
            "missing-union-attribute": self._none,
            "not-subscriptable": self._none,
            "parameter-already-assigned": self._call,
            "possibly-unresolved-reference": self._branch,
            "too-many-positional-arguments": self._call,
            "unknown-argument": self._keyword,
            "unknown-typed-dict-constructor-key": self._keys,
            "unresolved-reference": self._name,
            "unsupported-operator": self._none,
        }

    def for_finding(self, rule: str, message: str, span: Span) -> _Advised:
        """Return the help and the fix for what ty's `rule` says at `span`; None for what there is not."""
        if rule == "unused-awaitable" or "CoroutineType" in message:
            return self._missing_await(span)
        advise = self._by_rule.get(rule)
        return advise(message, span) if advise is not None else _NOTHING

    def stub_names(self, present: Collection[str]) -> Iterator[Diagnostic]:
        """Give the uses of types that the stubs name but the program does not have when it runs."""
        types = self._declarations.types.keys() - self._program.names() - set(present)
        for node in self._program.nodes if types else ():
            if not isinstance(node, ast.Name) or node.id not in types:
                continue
            annotation = self._annotation_around(node)
            if annotation is not None and self._is_unevaluated(annotation):
                continue
            help = f"`{node.id}` only names a type in the tools' descriptions: write a plain dict or value"
            fix = None
            if annotation is not None:
                place = self._source.span_of(annotation)
                text = self._source.line(place.line)[place.column : place.end_column]
                help = f"`{node.id}` only names a type in the tools' descriptions: put the annotation in quotes"
                if place.line == place.end_line and '"' not in text and "\\" not in text:
                    fix = Fix("put the annotation in quotes", (Edit(place, f'"{text}"'),))
            yield Diagnostic(
                "unresolved-reference",
                f"`{node.id}` is not defined when the program runs",
                self._source.span_of(node),
                help=help,
                fix=fix,
                checker="types",
            )

    def _annotation_around(self, node: ast.expr) -> ast.expr | None:
        inner: ast.AST = node
        for outer in self._program.parents(node):
            if isinstance(outer, (ast.AnnAssign, ast.arg)) and outer.annotation is inner:
                return outer.annotation
            if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)) and outer.returns is inner:
                return outer.returns
            inner = outer
        return None

    def _is_unevaluated(self, annotation: ast.expr) -> bool:
        """Tell whether Python leaves `annotation` alone, as it does for local variables."""
        for statement in self._program.root.body:
            if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
                return any(alias.name == "annotations" for alias in statement.names)
        outer = self._program.parent(annotation)
        if not isinstance(outer, ast.AnnAssign) or not isinstance(outer.target, ast.Name):
            return False
        for around in self._program.parents(outer):
            if isinstance(around, (ast.FunctionDef, ast.AsyncFunctionDef)):
                return True
            if isinstance(around, ast.ClassDef):
                return False
        return False

    def unawaited_values(self) -> Iterator[Diagnostic]:
        """Give the calls whose coroutine is printed, formatted or compared: legal, and never what was meant."""
        for node in self._program.nodes:
            used: list[ast.expr] = []
            if not isinstance(node, ast.expr):
                continue
            if isinstance(node, ast.FormattedValue):
                used = [node.value]
            elif isinstance(node, ast.Compare) and not isinstance(node.ops[0], (ast.Is, ast.IsNot)):
                used = [node.left, *node.comparators]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SHOWING:
                used = node.args
            for value in used:
                if isinstance(value, ast.Call) and self._is_async(value) and self._may_await(value):
                    edits = tuple(self._await_edits(value))
                    yield Diagnostic(
                        "unused-awaitable",
                        "this is the coroutine, not its result",
                        self._source.span_of(value if edits else node),
                        help="write `await` before the call",
                        fix=Fix("await the call", edits) if edits else None,
                        checker="types",
                    )

    def _in_annotation(self, node: ast.AST) -> bool:
        inner: ast.AST = node
        for outer in self._program.parents(node):
            if isinstance(outer, (ast.AnnAssign, ast.arg)) and outer.annotation is inner:
                return True
            if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)) and outer.returns is inner:
                return True
            if isinstance(outer, ast.Call) and isinstance(outer.func, ast.Name) and outer.func.id == "cast":
                return True
            inner = outer
        return False

    # names

    def _name(self, message: str, span: Span) -> _Advised:
        name = _quoted(message)
        tools = self._declarations.tools
        node = next((n for n in self._program.at(span) if isinstance(n, ast.Name)), None)
        candidates = {*tools, *self._declarations.values, *self._program.names(), *SURFACE.builtins}
        close = _near(name, candidates, 1, cutoff=0.8)
        statement = _import_of(name) if not close else None
        if statement is not None:
            top = self._first_line()
            return f"write `{statement}` first", Fix(
                f"add `{statement}`", (Edit(Span(top, 0, top, 0), f"{statement}\n"),)
            )
        near = _near(name, candidates, 3)
        called = node is not None and _is_called(node, self._program)
        if called and tools:
            listed = _list(sorted(tools, key=lambda tool: (tool not in near, tool)))
            help = f"not one of your tools; you have: {listed}"
            if near:
                help = f"did you mean {_either([tool for tool in near if tool in tools] or near)}? {help}"
        elif near:
            help = f"did you mean {_either(near)}?"
        elif node is not None and isinstance(node.ctx, ast.Load):
            help = "assign it before this line, or use a name that exists"
        else:
            return _NOTHING
        fix = Fix(f"write `{close[0]}`", (Edit(span, close[0]),), safe=False) if close else None
        return help, fix

    def _branch(self, message: str, span: Span) -> _Advised:
        return f"give `{_quoted(message)}` a value on every path that leads here", None

    def _module(self, message: str, span: Span) -> _Advised:
        near = _near(_quoted(message), SURFACE.module_names(), 1)
        help = f"you can import: {', '.join(SURFACE.module_names())}"
        return (f"did you mean `{near[0]}`? {help}" if near else help), None

    def _member(self, message: str, span: Span) -> _Advised:
        found = re.search(r"Module `([\w.]+)` has no member `(\w+)`", message)
        module = SURFACE.module(found.group(1)) if found is not None else None
        if found is None or module is None:
            return _NOTHING
        near = _near(found.group(2), [n for n in module.members if not n.startswith("_")], 3)
        if not near:
            return f"`{found.group(1)}` has no such name", None
        place = self._attribute_place(span, found.group(2))
        fix = Fix(f"write `{near[0]}`", (Edit(place, near[0]),), safe=False) if place is not None else None
        return f"did you mean {_either(near)}?", fix

    # attributes and keys

    def _attribute(self, message: str, span: Span) -> _Advised:
        if message.startswith("Module"):
            return self._member(message, span)
        found = re.search(r"Object of type `(.*?)` has no attribute `(\w+)`", message)
        if found is None:
            return _NOTHING
        kind, name = _type_name(found.group(1)), found.group(2)
        node = next((n for n in self._program.at(span) if isinstance(n, ast.Attribute)), None)
        keys = self._declarations.types.get(kind, ())
        place = self._attribute_place(span, name)
        if name in keys and place is not None and node is not None:
            dot = Span(place.line, place.column - 1, place.end_line, place.end_column)
            quote = self._quote_inside(node)
            key = f"[{quote}{name}{quote}]"
            is_dot = self._source.line(dot.line)[dot.column : dot.column + 1] == "."
            return f"it is a dict: write `{key}`", Fix(f"write `{key}`", (Edit(dot, key),)) if is_dot else None
        if keys:
            names: Iterable[str] = keys
        elif kind in _BUILTIN_TYPES:
            names = [n for n in dir(_BUILTIN_TYPES[kind]) if not n.startswith("_")]
        elif node is not None and (module := SURFACE.module(_dotted(node.value))) is not None:
            names = module.members
        else:
            return _NOTHING
        near = _near(name, names, 3)
        if near and place is not None:
            return f"did you mean {_either(near)}?", Fix(f"write `{near[0]}`", (Edit(place, near[0]),), safe=False)
        return (f"`{kind}` has: {_list(keys)}" if keys else None), None

    def _quote_inside(self, node: ast.AST) -> str:
        """Return the quote for a text at `node`: before Python 3.12 not the one of an f-string around it."""
        for outer in self._program.parents(node):
            if isinstance(outer, ast.JoinedStr):
                start = self._source.span_of(outer)
                opening = self._source.line(start.line)[start.column : start.column + 3].lstrip("frFR")
                return "'" if opening.startswith('"') else '"'
        return '"'

    def _attribute_place(self, span: Span, name: str) -> Span | None:
        """Return where `name` is written, given the place of the whole attribute or of the name itself."""
        start = span.end_column - len(name)
        if self._source.line(span.end_line)[max(start, 0) : span.end_column] != name:
            return None
        return Span(span.end_line, start, span.end_line, span.end_column)

    def _key(self, message: str, span: Span) -> _Advised:
        found = re.search(r'Unknown key "(.*?)" for TypedDict `(\w+)`', message)
        keys = self._declarations.types.get(found.group(2), ()) if found is not None else ()
        if found is None or not keys:
            return _NOTHING
        help = f"`{found.group(2)}` has the keys: {_list(keys)}"
        near = _near(found.group(1), keys, 1)
        fix = None
        if near and any(isinstance(node, ast.Constant) for node in self._program.at(span)):
            help = f'did you mean "{near[0]}"? {help}'
            written = self._source.line(span.line)[span.column : span.end_column]
            quote = "'" if written.startswith("'") else '"'
            fix = Fix(f'write "{near[0]}"', (Edit(span, f"{quote}{near[0]}{quote}"),))
        return help, fix

    def _keys(self, message: str, span: Span) -> _Advised:
        found = re.search(r"TypedDict `(\w+)`", message)
        keys = self._declarations.types.get(found.group(1), ()) if found is not None else ()
        return (f"`{found.group(1)}` has the keys: {_list(keys)}", None) if found is not None and keys else _NOTHING

    # calls

    def _call(self, message: str, span: Span) -> _Advised:
        tool = self._tool(message)
        return (f"the tool is: {tool.signature}", None) if tool is not None else _NOTHING

    def _argument(self, message: str, span: Span) -> _Advised:
        help, fix = self._call(message, span)
        found = re.search(r"Expected `([^`]*)`", message)
        nodes = [node.value if isinstance(node, ast.keyword) else node for node in self._program.at(span)]
        given = next((node for node in nodes if isinstance(node, ast.Constant)), None)
        if found is None or given is None:
            return help, fix
        written = _instead(found.group(1), given.value)
        if written is not None:
            place = self._source.span_of(given)
            fix = Fix(f"write {written}", (Edit(place, written),))
            help = f"did you mean {written}? {help}" if help is not None else f"did you mean {written}?"
        return help, fix

    def _keyword(self, message: str, span: Span) -> _Advised:
        tool = self._tool(message)
        if tool is None:
            return _NOTHING
        name = _quoted(message)
        keyword = next((n for n in self._program.at(span) if isinstance(n, ast.keyword)), None)
        call = self._program.parent(keyword) if keyword is not None else None
        taken: set[str | None] = set()
        if isinstance(call, ast.Call):
            taken = {k.arg for k in call.keywords} | set(tool.positional[: len(call.args)])
        free = [parameter for parameter in tool.keywords if parameter not in taken]
        near = _near(name, free, 1)
        if not near and len(free) == 1 and not _near(name, [given for given in taken if given and given != name], 1):
            near = free
        if not near:
            return f"the tool is: {tool.signature}", None
        fix = None
        if keyword is not None and keyword.arg == name:
            place = Span(span.line, span.column, span.line, span.column + len(name))
            if self._source.line(span.line)[place.column : place.end_column] == name:
                fix = Fix(f"write `{near[0]}`", (Edit(place, near[0]),))
        return f"did you mean `{near[0]}`? the tool is: {tool.signature}", fix

    def _tool(self, message: str) -> Tool | None:
        found = _CALLED.search(message)
        return self._declarations.tools.get(found.group(1) or found.group(2)) if found is not None else None

    # await and None

    def _missing_await(self, span: Span) -> _Advised:
        calls = [call for node in self._program.at(span) for call in self._unawaited(node)]
        fixable = bool(calls) and all(self._may_await(call) for call in calls)
        edits = tuple(edit for call in dict.fromkeys(calls) for edit in self._await_edits(call)) if fixable else ()
        if calls and not fixable:
            return "await it in an `async def`, or at the top level of the program", None
        return "write `await` before the call", Fix("await the call", edits) if edits else None

    def _unawaited(self, node: ast.AST) -> list[ast.Call]:
        """Return the calls that make the coroutines which `node` uses as if they were results."""
        work, found = [node], []
        seen: set[str] = set()
        while work:
            part = work.pop()
            if isinstance(part, ast.Call) and self._is_async(part):
                found.append(part)
            elif isinstance(part, (ast.Expr, ast.keyword, ast.Subscript, ast.Attribute, ast.NamedExpr)):
                work.append(part.value)
            elif isinstance(part, ast.Call):
                work += [part.func, *part.args] if isinstance(part.func, ast.Attribute) else part.args
            elif isinstance(part, ast.BinOp):
                work += [part.left, part.right]
            elif isinstance(part, ast.Compare):
                work += [part.left, *part.comparators]
            elif isinstance(part, ast.UnaryOp):
                work.append(part.operand)
            elif isinstance(part, ast.AugAssign):
                work.append(part.value)
            elif isinstance(part, ast.Name) and part.id not in seen:
                seen.add(part.id)
                work += self._program.values_of(part.id)
        return found

    def _is_async(self, call: ast.Call) -> bool:
        if isinstance(call.func, ast.Name):
            tool = self._declarations.tools.get(call.func.id)
            if tool is not None and call.func.id not in self._program.names():
                return tool.is_async
            return self._program.is_async(call.func.id)
        return _dotted(call.func) in ("asyncio.sleep", "asyncio.gather", "asyncio.wait_for")

    def _may_await(self, node: ast.AST) -> bool:
        for outer in self._program.parents(node):
            if isinstance(outer, ast.AsyncFunctionDef):
                return True
            if isinstance(outer, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
                return False
        return True

    def _await_edits(self, call: ast.Call) -> list[Edit]:
        place = self._source.span_of(call)
        if not self._source.line(place.line)[place.column :].startswith(_first_name(call)):
            return []  # before CPython 3.12 places inside f-strings are unreliable
        start = Span(place.line, place.column, place.line, place.column)
        end = Span(place.end_line, place.end_column, place.end_line, place.end_column)
        parent = self._program.parent(call)
        if isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is call:
            return [Edit(start, "(await "), Edit(end, ")")]
        return [Edit(start, "await ")]

    def _needless_await(self, message: str, span: Span) -> _Advised:
        found = self._program.at(span)
        for node in [*found, *map(self._program.parent, found)]:
            if isinstance(node, ast.Await):
                place, inner = self._source.span_of(node), self._source.span_of(node.value)
                between = self._source.line(place.line)[place.column : inner.column]
                if place.line == inner.line and between.strip() == "await":
                    edit = Edit(Span(place.line, place.column, inner.line, inner.column), "")
                    return "this is no coroutine: leave `await` out", Fix("remove `await`", (edit,))
        return "this is no coroutine: leave `await` out", None

    def _none(self, message: str, span: Span) -> _Advised:
        if "`None`" not in message and "| None" not in message and "None |" not in message:
            return _NOTHING
        return "test it first, for example `if value is not None:`", None

    def _first_line(self) -> int:
        """Return the line where an import can be put: after the docstring and `from __future__` imports."""
        line = 1
        for index, statement in enumerate(self._program.root.body):
            docstring = index == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            if not docstring and not (isinstance(statement, ast.ImportFrom) and statement.module == "__future__"):
                break
            line = (statement.end_lineno or statement.lineno) + 1
        return line


def _import_of(name: str) -> str | None:
    """Return the import statement that gives `name` its usual meaning."""
    if name in SURFACE.module_names():
        return f"import {name}"
    for module in _POPULAR:
        found = SURFACE.module(module)
        if found is not None and name in found.members and not name.startswith("_"):
            return f"from {module} import {name}"
    return None


def _near(name: str, candidates: Iterable[str], count: int, cutoff: float = 0.6) -> list[str]:
    """Return the names most like `name`, best first; a name that starts or ends with it is near, too."""
    names = sorted(set(candidates) - {name})
    near = get_close_matches(name, names, count, cutoff)
    if not near and len(name) >= 3 and cutoff < 0.8:
        near = [n for n in names if n.startswith(name) or n.endswith(f"_{name}") or name.endswith(f"_{n}")]
    return near[:count]


def _quoted(message: str) -> str:
    found = re.search(r"`([^`]*)`", message)
    return found.group(1) if found is not None else ""


def _list(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return ", ".join(listed[:_LISTED]) + more


def _either(names: list[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def _type_name(shown: str) -> str:
    """Return the class of a type as ty writes it: `list[int]` is a list, `Literal["x"]` a str."""
    if shown.startswith("Literal["):
        return literal_class(shown.removeprefix("Literal[").removesuffix("]"))
    return shown.split("[", 1)[0].rstrip("*")


def _dotted(node: ast.expr) -> str:
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return ".".join(reversed([*names, node.id])) if isinstance(node, ast.Name) else ""


def _instead(expected: str, given: object) -> str | None:
    """Return what to write for a constant of the wrong type or spelling, when there is only one sensible thing."""
    if expected.startswith("Literal[") and isinstance(given, str):
        allowed = re.findall(r'"([^"\\]*)"', expected)
        same = [value for value in allowed if value.casefold() == given.casefold()]
        near = same or _near(given, allowed, 1)
        return f'"{near[0]}"' if near else None
    if expected in ("int", "int | None") and isinstance(given, str) and given.isascii() and given.isdigit():
        return str(int(given[:18])) if len(given) <= 18 else None
    if expected in ("str", "str | None") and isinstance(given, (int, float)) and not isinstance(given, bool):
        return f'"{given}"'
    return None


def _first_name(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Call, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else "\n"


def _is_called(node: ast.AST, program: Program) -> bool:
    parent = program.parent(node)
    return isinstance(parent, ast.Call) and parent.func is node
