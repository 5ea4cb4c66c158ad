"""Types as ty writes them, made into annotations: only those whose meaning is certain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from typing import Final

from limen.checker.severity import literal_class
from limen.source import parse_expression

ANY: Final = "__limen_typing.Any"
NONE: Final = "None"
_LONGEST: Final = 200
_PLAIN: Final = frozenset(
    [
        "int",
        "str",
        "float",
        "bool",
        "bytes",
        "bytearray",
        "complex",
        "list",
        "dict",
        "set",
        "frozenset",
        "tuple",
        "range",
        "memoryview",
        "slice",
    ]
)
# Where the names that ty shows live; `__limen_` names exist in the checked copy only.
HOMES: Final[Mapping[str, str]] = {
    "defaultdict": "collections",
    "Counter": "collections",
    "OrderedDict": "collections",
    "deque": "collections",
    "date": "datetime",
    "datetime": "datetime",
    "time": "datetime",
    "timedelta": "datetime",
    "timezone": "datetime",
    "Decimal": "decimal",
    "Fraction": "fractions",
    "Match": "re",
    "Pattern": "re",
}
_ITERABLE: Final = frozenset(
    ["list", "tuple", "set", "frozenset", "deque", "dict", "defaultdict", "Counter", "OrderedDict"]
)
_NUMBERS: Final = ("bool", "int", "float")
MODULES: Final = ("typing", *sorted(set(HOMES.values())))


class Types:
    """Reads types as ty shows them; `known` are the names of types that mean the same in the program as in ty's messages."""

    def __init__(self, known: Iterable[str], bound: Iterable[str], classes: Iterable[str]) -> None:
        """`bound` are names that the program uses for something else, `classes` its own classes."""
        self._known = frozenset(known)
        self._bound = frozenset(bound)
        shadowed = sorted(_PLAIN & self._bound)
        self._shadowed = re.compile(rf"\b(?:{'|'.join(shadowed)})\b") if shadowed else None
        self._classes = frozenset(classes)

    def read(self, shown: str) -> str | None:
        """Return the annotation for a type as ty shows it, literals widened; None when it is not certain.

        `T | None` is the only union there is.
        """
        try:
            tree = parse_expression(shown.replace("float*", "float").replace("complex*", "complex"))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        return self.written(tree)

    def written(self, annotation: ast.expr) -> str | None:
        """Return what `read` does, for a type that is parsed already."""
        written = self._write(annotation)
        return written if written is not None and len(written) <= _LONGEST and written != ANY else None

    def is_clear(self, written: str) -> bool:
        """Tell whether every name in an annotation means in the program what it says."""
        return self._shadowed is None or self._shadowed.search(written) is None

    def class_name(self, name: str) -> str | None:
        """Return the annotation for a class of the program; None when its name has several meanings."""
        return self._name(name)

    def _write(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            if isinstance(node.right, ast.Name) and node.right.id == "Any":
                return self._write(node.left)  # as typeshed says of a group of a match: a str, or None if you know
            return joined([self._write(node.left), self._write(node.right)])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):  # `T & ~AlwaysFalsy`, after `if x:`
            return self._write(node.left) if isinstance(node.right, ast.UnaryOp) else None
        if isinstance(node, ast.Constant) and node.value is None:
            return NONE
        if isinstance(node, ast.Name):
            return self._name(node.id)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            if node.value.id == "Literal":
                return joined([self._name(literal_class(ast.unparse(item).replace("'", '"'))) for item in items])
            head = self._name(node.value.id)
            if head is None or head == ANY:
                return None
            return f"{head}[{', '.join(map(self._part, items)) or '()'}]"
        return None

    def _part(self, node: ast.expr) -> str:
        """Write a type inside brackets: what is not certain may be anything."""
        if isinstance(node, ast.Constant) and node.value is Ellipsis:
            return "..."
        written = self._write(node)
        return ANY if written is None or written == NONE or written.endswith(" | None") else written

    def _name(self, name: str) -> str | None:
        if name == "LiteralString":
            name = "str"
        if name in HOMES and name not in self._known and name not in self._classes:
            return f"__limen_{HOMES[name]}.{name}"
        return name if name in _PLAIN | self._known and name not in self._bound else None


def joined(types: Iterable[str | None]) -> str | None:
    """Return the one type that a value of all these types has; None when there is none or it is not certain."""
    members: list[str] = []
    none = False
    for written in types:
        if written is None:
            return None
        if written == NONE or written.endswith(" | None"):
            none = True
            written = written.removesuffix(" | None")
        if written != NONE and written not in members:
            members.append(written)
    if not members:
        return NONE if none else None
    one = members[0]
    for other in members[1:]:
        merged = _merged(one, other)
        if merged is None:
            return None
        one = merged
    return f"{one} | None" if none else one


def _merged(one: str, other: str) -> str | None:
    """Return the type of what is one or the other: numbers widen, containers item by item."""
    if one == other:
        return one
    if one in _NUMBERS and other in _NUMBERS:
        return max(one, other, key=_NUMBERS.index)
    (head, items), (head2, items2) = parts(one), parts(other)
    if head != head2 or not items or len(items) != len(items2):
        return None
    return f"{head}[{', '.join(_merged(a, b) or ANY for a, b in zip(items, items2, strict=True))}]"


def parts(written: str) -> tuple[str, list[str]]:
    """Return what stands before the brackets of an annotation, and what stands in them."""
    head, bracket, rest = written.partition("[")
    if not bracket or not rest.endswith("]"):
        return written, []
    items, depth, start = [], 0, 0
    for i, character in enumerate(rest):
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        if (character == "," and depth == 0) or depth < 0:
            items.append(rest[start:i].strip())
            start = i + 1
    return head, items


def bare(written: str) -> str:
    """Return the class of an annotation, without what is in its brackets and where it lives."""
    return parts(written)[0].rsplit(".", 1)[-1]


def item_of(written: str | None) -> str | None:
    """Return the type of what iterating over a value gives; None when that is not certain."""
    if written is None:
        return None
    if written == "str":
        return "str"
    items = parts(written)[1]
    kind = bare(written)
    if kind == "tuple" and not (len(items) == 2 and items[1] == "..."):
        return joined(items) if "()" not in items else None
    return items[0] if kind in _ITERABLE and items else None


def subject_of(iterated: ast.expr, target: ast.expr) -> tuple[ast.expr, ast.expr]:
    """Return what a loop takes the items of, and what they are assigned to.

    `sorted(d)` and `list(d)` give the items of `d`; so does `enumerate(d)`, with a number before each.
    """
    while isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name) and iterated.args:
        if iterated.func.id == "enumerate" and isinstance(target, ast.Tuple) and len(target.elts) == 2:
            target = target.elts[1]
        elif iterated.func.id not in ("sorted", "list", "tuple", "set", "reversed") or len(iterated.args) != 1:
            break
        iterated = iterated.args[0]
    return iterated, target
