"""The mistakes that the mutation bench plants: each kind finds its places in a program and says what is written there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

Edit = tuple[int, int, str]  # from, to, and the new text; in UTF-8 bytes
Change = list[Edit]
Kind = Callable[["Program"], Iterator[Change]]
KINDS: Final[dict[str, Kind]] = {}


class Program:
    """A base program with its tools: names to parameters, and those that are async."""

    def __init__(self, text: str, tools: dict[str, list[str]], coroutines: set[str]) -> None:
        self.text = text.encode()
        self.tools = tools
        self.coroutines = coroutines
        tree = ast.parse(text)
        self.starts = [0]
        for line in self.text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.parents: dict[ast.AST, ast.AST] = {}
        self.nodes: list[ast.AST] = []
        self._walk(tree)

    def _walk(self, node: ast.AST) -> None:
        self.nodes.append(node)
        if isinstance(node, ast.JoinedStr):
            return  # before CPython 3.12 the places inside are unreliable; templates are changed as text
        for child in ast.iter_child_nodes(node):
            self.parents[child] = node
            self._walk(child)

    def span(self, node: ast.expr | ast.stmt | ast.arg | ast.keyword) -> tuple[int, int]:
        """Return where a node is written."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def code(self, node: ast.expr | ast.stmt | ast.keyword) -> str:
        """Return what is written for a node."""
        start, end = self.span(node)
        return self.text[start:end].decode()

    def put(self, node: ast.expr | ast.stmt | ast.keyword, text: str) -> Change:
        """Write something else for a node."""
        return [(*self.span(node), text)]

    def calls(self) -> Iterator[ast.Call]:
        """Give all the calls."""
        return (node for node in self.nodes if isinstance(node, ast.Call))

    def tool_calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Give the calls of tools."""
        return (
            (node, node.func.id)
            for node in self.calls()
            if isinstance(node.func, ast.Name) and node.func.id in self.tools
        )

    @cached_property
    def helpers(self) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
        """The functions at the top of the program."""
        return {
            node.name: node
            for node in self.nodes
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and isinstance(self.parents[node], ast.Module)
        }

    @cached_property
    def modules(self) -> set[str]:
        """The names of imported modules."""
        return {
            alias.asname or alias.name for node in self.nodes if isinstance(node, ast.Import) for alias in node.names
        }

    def method_calls(self) -> Iterator[tuple[ast.Call, ast.Attribute]]:
        """Give the calls of methods of values."""
        for node in self.calls():
            if isinstance(node.func, ast.Attribute) and not self.is_module(node.func.value):
                yield node, node.func

    def is_module(self, node: ast.expr) -> bool:
        """Tell whether a node names a module."""
        return isinstance(node, ast.Name) and node.id in self.modules

    def called(self, node: ast.AST) -> bool:
        """Tell whether a node is what a call calls."""
        parent = self.parents.get(node)
        return isinstance(parent, ast.Call) and parent.func is node

    def templates(self) -> Iterator[tuple[ast.JoinedStr, str]]:
        """Give the f-strings on one line, with their text."""
        for node in self.nodes:
            if isinstance(node, ast.JoinedStr) and node.lineno == node.end_lineno and self.code(node).startswith('f"'):
                yield node, self.code(node)

    def in_templates(self, pattern: str, text: Callable[[re.Match[str]], str]) -> Iterator[Change]:
        """Change what matches inside f-strings."""
        for node, code in self.templates():
            for found in re.finditer(pattern, code):
                yield self.put(node, code[: found.start()] + text(found) + code[found.end() :])

    def applied(self, change: Change) -> str:
        """Return the program with a mistake in it."""
        text = self.text
        for start, end, new in sorted(change, reverse=True):
            text = text[:start] + new.encode() + text[end:]
        return text.decode()


def kind(name: str) -> Callable[[Kind], Kind]:
    """Add a kind of mistake."""

    def add(function: Kind) -> Kind:
        KINDS[name] = function
        return function

    return add


def misspelt(name: str) -> str:
    """Swap two letters in the middle, or double the only one."""
    if len(name) < 4:
        return name + name[-1]
    middle = len(name) // 2
    if name[middle - 1] == name[middle]:
        return name[:middle] + name[middle + 1 :]
    return name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]


@kind("tool: misspelt")
def _(p: Program) -> Iterator[Change]:
    return (p.put(call.func, misspelt(name)) for call, name in p.tool_calls())


@kind("tool: another name for it")
def _(p: Program) -> Iterator[Change]:
    for call, name in p.tool_calls():
        verb, _, rest = name.partition("_")
        yield p.put(call.func, f"get_{name}" if not rest else f"{'fetch' if verb != 'fetch' else 'load'}_{rest}")


@kind("tool: wrong argument name")
def _(p: Program) -> Iterator[Change]:
    for call, name in p.tool_calls():
        for position, argument in enumerate(call.args):
            if position == len(call.args) - 1 and not call.keywords and not isinstance(argument, ast.Starred):
                yield p.put(argument, f"{p.tools[name][position]}_value={p.code(argument)}")
        for keyword in call.keywords:
            if keyword.arg:
                yield p.put(keyword, f"{misspelt(keyword.arg)}={p.code(keyword.value)}")


@kind("tool: missing argument")
def _(p: Program) -> Iterator[Change]:
    for call, _ in p.tool_calls():
        if len(call.args) > 1:
            yield [(p.span(call.args[-2])[1], p.span(call.args[-1])[1], "")]
        elif call.args and not call.keywords:
            yield p.put(call.args[0], "")


@kind("tool: extra argument")
def _(p: Program) -> Iterator[Change]:
    for call, name in p.tool_calls():
        end = p.span(call)[1] - 1
        yield [(end, end, ", timeout=10" if call.args or call.keywords else "timeout=10")]
        if len(call.args) == len(p.tools[name]):
            yield [(end, end, ", True" if call.args else "True")]


@kind("tool: argument given twice")
def _(p: Program) -> Iterator[Change]:
    for call, name in p.tool_calls():
        if call.args and not isinstance(call.args[0], ast.Starred):
            end = p.span(call)[1] - 1
            yield [(end, end, f", {p.tools[name][0]}={p.code(call.args[0])}")]


@kind("tool: arguments in the wrong order")
def _(p: Program) -> Iterator[Change]:
    for call, _ in p.tool_calls():
        if len(call.args) > 1:
            first, second = call.args[:2]
            yield [*p.put(first, p.code(second)), *p.put(second, p.code(first))]


@kind("tool: wrong literal value")
def _(p: Program) -> Iterator[Change]:
    for call, _ in p.tool_calls():
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield p.put(argument, repr(argument.value.swapcase()))
            elif isinstance(argument, ast.Constant) and isinstance(argument.value, int):
                yield p.put(argument, f'"{argument.value}"')


@kind("tool: list for one value")
def _(p: Program) -> Iterator[Change]:
    for call, _ in p.tool_calls():
        for argument in call.args[:1]:
            yield p.put(argument, f"[{p.code(argument)}]")


@kind("tool: None for an argument")
def _(p: Program) -> Iterator[Change]:
    for call, _ in p.tool_calls():
        for argument in call.args[:1]:
            yield p.put(argument, "None")


@kind("result: taken for a dict")
def _(p: Program) -> Iterator[Change]:
    for call, _ in p.tool_calls():
        end = p.span(call)[1]
        yield [(end, end, '["result"]')]


@kind("result: taken for an object")
def _(p: Program) -> Iterator[Change]:
    for call, _ in p.tool_calls():
        end = p.span(call)[1]
        yield [(end, end, ".data")]


@kind("await: missing")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Await):
            yield p.put(node, p.code(node.value))


@kind("await: of what is no coroutine")
def _(p: Program) -> Iterator[Change]:
    for call, name in p.tool_calls():
        if name not in p.coroutines:
            yield p.put(call, f"(await {p.code(call)})")


@kind("import: missing")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield p.put(node, "pass")


@kind("import: module that is not here")
def _(p: Program) -> Iterator[Change]:
    yield [(0, 0, "import pandas as pd\nimport requests\n\n")]
    yield [(0, 0, "import subprocess\n\n")]


@kind("import: name that the module has not")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Attribute) and p.is_module(node.value):
            yield p.put(node, f"{p.code(node.value)}.{misspelt(node.attr)}")
        elif isinstance(node, ast.ImportFrom):
            yield p.put(node, f"from {node.module} import {misspelt(node.names[0].name)} as {node.names[0].name}")


@kind("name: misspelt variable")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not p.called(node) and len(node.id) > 3:
            yield p.put(node, misspelt(node.id))


@kind("name: misspelt function")
def _(p: Program) -> Iterator[Change]:
    for node in p.calls():
        if isinstance(node.func, ast.Name) and node.func.id not in p.tools:
            yield p.put(node.func, misspelt(node.func.id))


@kind("name: singular and plural mixed up")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not p.called(node):
            yield p.put(node, node.id.removesuffix("s") if node.id.endswith("s") else node.id + "s")


@kind("name: of another language")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool)):
            yield p.put(node, "null" if node.value is None else str(node.value).lower())


@kind("key: wrong")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.ctx, ast.Load):
            key = node.slice.value
            if isinstance(key, str):
                yield p.put(node.slice, f'"{misspelt(key)}"')
                yield p.put(node.slice, f'"{key}_name"')


@kind("key: wrong, in an f-string")
def _(p: Program) -> Iterator[Change]:
    return p.in_templates(r"\['(\w+)'\]", lambda found: f"['{misspelt(found[1])}']")


@kind("key: written as an attribute")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.ctx, ast.Load):
            key = node.slice.value
            if isinstance(key, str) and key.isidentifier():
                yield p.put(node, f"{p.code(node.value)}.{key}")


@kind("key: of the list, not of its item")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name):
            for inner in ast.walk(node):
                if (
                    inner in p.parents
                    and isinstance(inner, ast.Subscript)
                    and isinstance(inner.value, ast.Name)
                    and inner.value.id == node.target.id
                    and isinstance(node.iter, ast.Name)
                ):
                    yield p.put(inner.value, node.iter.id)


@kind("key: without a default")
def _(p: Program) -> Iterator[Change]:
    for call, method in p.method_calls():
        if method.attr == "get" and len(call.args) == 2:
            yield p.put(call, f"{p.code(method.value)}[{p.code(call.args[0])}]")
            yield p.put(call, f"{p.code(method)}({p.code(call.args[0])})")


@kind("key: cannot be hashed")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name):
            yield p.put(node.slice, f"[{node.slice.id}]")


@kind("attribute: misspelt")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            and not p.called(node)
            and not p.is_module(node.value)
        ):
            yield p.put(node, f"{p.code(node.value)}.{misspelt(node.attr)}")


@kind("attribute: misspelt, in an f-string")
def _(p: Program) -> Iterator[Change]:
    return p.in_templates(r"(?<=\w)\.([a-z]\w+)(?=[}:.])", lambda found: f".{misspelt(found[1])}")


@kind("attribute: written as a key")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            and not p.called(node)
            and not p.is_module(node.value)
        ):
            yield p.put(node, f'{p.code(node.value)}["{node.attr}"]')


@kind("attribute: called")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            and not p.called(node)
            and not p.is_module(node.value)
        ):
            yield p.put(node, f"{p.code(node)}()")


@kind("method: misspelt")
def _(p: Program) -> Iterator[Change]:
    return (p.put(method, f"{p.code(method.value)}.{misspelt(method.attr)}") for _, method in p.method_calls())


ELSEWHERE: Final = {
    "append": "push",
    "extend": "concat",
    "split": "explode",
    "strip": "trim",
    "lower": "toLowerCase",
    "upper": "toUpperCase",
    "startswith": "startsWith",
    "items": "entries",
    "setdefault": "putIfAbsent",
    "update": "addAll",
    "splitlines": "lines",
    "capitalize": "ucfirst",
    "title": "toTitleCase",
    "values": "toList",
    "get": "getOrDefault",
}


@kind("method: of another language")
def _(p: Program) -> Iterator[Change]:
    for _, method in p.method_calls():
        if method.attr in ELSEWHERE:
            yield p.put(method, f"{p.code(method.value)}.{ELSEWHERE[method.attr]}")


@kind("method: join of the list")
def _(p: Program) -> Iterator[Change]:
    for call, method in p.method_calls():
        if method.attr == "join":
            yield p.put(call, f"{p.code(call.args[0])}.join({p.code(method.value)})")


@kind("method: of another collection")
def _(p: Program) -> Iterator[Change]:
    other = {"append": "add", "extend": "update", "add": "append", "setdefault": "append", "sort": "sorted"}
    for _, method in p.method_calls():
        if method.attr in other:
            yield p.put(method, f"{p.code(method.value)}.{other[method.attr]}")
    for node in p.nodes:
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Name) and isinstance(node.target, ast.Name):
            yield p.put(node.iter, f"{node.iter.id}.values()")


@kind("method: not called")
def _(p: Program) -> Iterator[Change]:
    for call, method in p.method_calls():
        if not call.args and not call.keywords:
            yield p.put(call, p.code(method))


@kind("method: result of one that works in place")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Attribute)
        ):
            method = node.value.func
            if method.attr in ("append", "sort", "extend", "update") and isinstance(method.value, ast.Name):
                yield p.put(node, f"{method.value.id} = {p.code(node.value)}")


@kind("method: wrong number of arguments")
def _(p: Program) -> Iterator[Change]:
    for call, method in p.method_calls():
        if method.attr in ("append", "add"):
            end = p.span(call)[1] - 1
            yield [(end, end, ", 1")]
        elif method.attr in ("items", "values", "keys", "upper", "lower", "title"):
            yield p.put(call, f"{p.code(method)}(True)")
        elif method.attr == "join":
            yield p.put(call, f"{p.code(method)}()")


@kind("call: of what cannot be called")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            yield p.put(node, f"{p.code(node.value)}({p.code(node.slice)})")


@kind("builtin: wrong keyword")
def _(p: Program) -> Iterator[Change]:
    other = {"key": "by", "reverse": "descending", "start": "begin"}
    for node in p.calls():
        if isinstance(node.func, ast.Name) and node.func.id not in p.tools:
            for keyword in node.keywords:
                if keyword.arg in other:
                    yield p.put(keyword, f"{other[keyword.arg]}={p.code(keyword.value)}")
            if node.func.id == "round" and len(node.args) == 2:
                yield p.put(node.args[1], f"digits={p.code(node.args[1])}")


@kind("builtin: wrong type of argument")
def _(p: Program) -> Iterator[Change]:
    for node in p.calls():
        if isinstance(node.func, ast.Name) and node.func.id == "round" and len(node.args) == 2:
            yield p.put(node.args[1], f'"{p.code(node.args[1])}"')
        elif isinstance(node.func, ast.Name) and node.func.id == "range":
            yield p.put(node.args[-1], f"{p.code(node.args[-1])} / 1")
        elif isinstance(node.func, ast.Name) and node.func.id == "len":
            yield p.put(node, f"len({p.code(node)})")


@kind("builtin: of another language")
def _(p: Program) -> Iterator[Change]:
    for node in p.calls():
        if isinstance(node.func, ast.Name) and node.func.id == "len":
            yield p.put(node, f"{p.code(node.args[0])}.length")


@kind("builtin: sum of what is no number")
def _(p: Program) -> Iterator[Change]:
    for node in p.calls():
        if isinstance(node.func, ast.Name) and node.func.id in ("sum", "max") and node.args:
            argument = node.args[0]
            if isinstance(argument, ast.GeneratorExp) and isinstance(argument.generators[0].target, ast.Name):
                yield p.put(argument.elt, argument.generators[0].target.id)


@kind("number: text added")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
            yield p.put(node.value, f"str({p.code(node.value)})")
        elif (
            isinstance(node, ast.BinOp)
            and isinstance(node.right, ast.Constant)
            and not isinstance(node.right.value, str)
        ):
            yield p.put(node.right, f'"{node.right.value!r}"')


@kind("number: added to text")
def _(p: Program) -> Iterator[Change]:
    for node, code in p.templates():
        for found in re.finditer(r"\{([^{}:!]+)(?:[:!][^{}]*)?\}", code):
            before, after = code[2 : found.start()], code[found.end() : -1]
            if p.text.find(code.encode()) >= 0:
                yield p.put(node, f'(f"{before}" + {found[1]} + f"{after}")')


@kind("number: compared with text")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Lt | ast.Gt | ast.LtE | ast.GtE):
            yield p.put(node.comparators[0], f"str({p.code(node.comparators[0])})")


@kind("number: iterated over")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.For):
            if (
                isinstance(node.iter, ast.Call)
                and isinstance(node.iter.func, ast.Name)
                and node.iter.func.id == "range"
            ):
                yield p.put(node.iter, p.code(node.iter.args[-1]))
            elif isinstance(node.iter, ast.Name):
                yield p.put(node.iter, f"len({node.iter.id})")


@kind("number: indexed")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            yield p.put(node, f"{p.code(node)}[0]")


@kind("text: joined from numbers")
def _(p: Program) -> Iterator[Change]:
    for call, method in p.method_calls():
        if method.attr == "join":
            yield p.put(call.args[0], f"[len(part) for part in {p.code(call.args[0])}]")


@kind("format: wrong specification")
def _(p: Program) -> Iterator[Change]:
    yield from p.in_templates(r"(?<=:)([,\d>]*)\.(\d)f(?=\})", lambda found: f"{found[1]}d")
    yield from p.in_templates(r":<(\d+)(?=\})", lambda found: f":<{found[1]}.2f")
    yield from p.in_templates(r"(?<=\w)\}", lambda found: ":.1f}")


@kind("format: wrong number of values")
def _(p: Program) -> Iterator[Change]:
    for node, code in p.templates():
        parts = re.findall(r"\{([^{}:!]+)(?:[:!][^{}]*)?\}", code)
        if len(parts) > 1:
            bare = re.sub(r"\{[^{}]*\}", "{}", code[1:])
            yield p.put(node, f"{bare}.format({', '.join(parts[:-1])})")
            yield p.put(node, f"{re.sub(r'{}', '%s', bare)} % ({', '.join(parts[:-1])},)")


@kind("helper: wrong number of arguments")
def _(p: Program) -> Iterator[Change]:
    for node in p.calls():
        if isinstance(node.func, ast.Name) and node.func.id in p.helpers and node.args:
            if len(node.args) > 1:
                yield [(p.span(node.args[-2])[1], p.span(node.args[-1])[1], "")]
            yield p.put(node.args[-1], f"{p.code(node.args[-1])}, None")


@kind("helper: return missing")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Return) and node.value is not None:
            yield p.put(node, p.code(node.value))


@kind("helper: wrong use of its result")
def _(p: Program) -> Iterator[Change]:
    for node in p.calls():
        if isinstance(node.func, ast.Name) and node.func.id in p.helpers:
            end = p.span(node)[1]
            yield [(end, end, '["value"]')]
            yield [(end, end, ".value")]


@kind("unpacking: too many names")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Store):
            end = p.span(node.elts[-1])[1]
            yield [(end, end, ", rest")]


@kind("unpacking: too few names")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Store) and len(node.elts) > 2:
            yield [(p.span(node.elts[-2])[1], p.span(node.elts[-1])[1], "")]


@kind("unpacking: .items() forgotten")
def _(p: Program) -> Iterator[Change]:
    for call, method in p.method_calls():
        if method.attr == "items":
            yield p.put(call, p.code(method.value))


@kind("unpacking: enumerate forgotten")
def _(p: Program) -> Iterator[Change]:
    for node in p.calls():
        if isinstance(node.func, ast.Name) and node.func.id in ("enumerate", "zip") and node.args:
            yield p.put(node, p.code(node.args[0]))


@kind("optional: not handled")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if (
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Compare)
            and isinstance(node.test.ops[0], ast.Is)
            and not node.orelse
        ):
            yield p.put(node.test, "False")
        elif (
            isinstance(node, ast.If) and isinstance(node.test, ast.Compare) and isinstance(node.test.ops[0], ast.IsNot)
        ):
            yield p.put(node.test, "True")
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Compare) and isinstance(node.test.ops[0], ast.Is):
            yield p.put(node.test, "False")
        elif (isinstance(node, ast.BoolOp) and isinstance(node.values[0], ast.Name)) or (
            isinstance(node, ast.BoolOp) and isinstance(node.values[0], ast.Compare)
        ):
            yield p.put(node, p.code(node.values[1]))


@kind("optional: key that may be missing")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if (
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Compare)
            and isinstance(node.test.ops[0], ast.In | ast.NotIn)
        ):
            yield p.put(node.test, "True" if isinstance(node.test.ops[0], ast.In) else "False")


@kind("json: not parsed")
def _(p: Program) -> Iterator[Change]:
    for node in p.calls():
        if isinstance(node.func, ast.Attribute) and node.func.attr == "loads":
            yield p.put(node, p.code(node.args[0]))


@kind("json: field used wrongly")
def _(p: Program) -> Iterator[Change]:
    for node in p.calls():
        if isinstance(node.func, ast.Attribute) and node.func.attr == "loads":
            yield p.put(node, f"json.load({p.code(node.args[0])})")
            yield p.put(node, f"{p.code(node.args[0])}.json()")


@kind("variable: set on one branch only")
def _(p: Program) -> Iterator[Change]:
    for node in p.nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List | ast.Dict | ast.Constant):
            block = p.parents[node]
            if isinstance(block, ast.Module) and not ast.unparse(node.targets[0]).isupper():
                yield p.put(node, "pass")
