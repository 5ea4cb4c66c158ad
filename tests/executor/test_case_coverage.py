"""Every builtin, module member, syntax node and special method has a case that compares it with CPython."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from limen.executor.surface import SURFACE
from tests.executor.test_cases import SECTIONS

# What has no syntax of its own in a program: parts of nodes, what the parser no longer makes, and what other parsers' modes give.
NO_SYNTAX = [
    "AST",
    "Expression",
    "FunctionType",
    "Interactive",
    "FormattedValue",
    "Index",
    "ExtSlice",
    "Suite",
    "AugLoad",
    "AugStore",
    "Param",
    "Num",
    "Str",
    "Bytes",
    "NameConstant",
    "Ellipsis",
    "_ast_Ellipsis",
    "slice",
    "TypeIgnore",
    "type_ignore",
]
REFUSED = {"__import__", "exec", "compile", "globals", "locals"}


@cache
def trees() -> tuple[ast.AST, ...]:
    """Every case, parsed; those of newer Pythons are left out on older ones."""
    found = []
    for section in SECTIONS:
        try:
            found.append(ast.parse(section.text))
        except SyntaxError:
            continue
    return tuple(found)


@cache
def words() -> frozenset[str]:
    """Every name, attribute, imported name and keyword in the cases."""
    found: set[str] = set()
    for tree in trees():
        for node in ast.walk(tree):
            for field in ("id", "attr", "name", "arg", "module"):
                value = getattr(node, field, None)
                if isinstance(value, str):
                    found |= {value, *value.split(".")}
    return frozenset(found)


@pytest.mark.parametrize("module", SURFACE.module_names())
def test_module_members(module: str) -> None:
    built = SURFACE.module(module)
    assert built is not None
    assert [name for name in built.members if not name.startswith("__") and name not in words()] == []


def test_builtins() -> None:
    names = {name for name in SURFACE.builtins if not name.startswith("_")} - REFUSED
    assert sorted(names - words()) == []


def test_syntax() -> None:
    used = {type(node).__name__ for tree in trees() for node in ast.walk(tree)}
    kinds = {
        name
        for name, kind in vars(ast).items()
        if isinstance(kind, type) and issubclass(kind, ast.AST) and not kind.__subclasses__()
    }
    assert sorted(kinds - used - set(NO_SYNTAX)) == []


SPECIAL = [
    "new",
    "init",
    "repr",
    "str",
    "bytes",
    "format",
    "lt",
    "le",
    "eq",
    "ne",
    "gt",
    "ge",
    "hash",
    "bool",
    "getattr",
    "getattribute",
    "setattr",
    "delattr",
    "dir",
    "get",
    "set",
    "delete",
    "set_name",
    "init_subclass",
    "class_getitem",
    "call",
    "len",
    "length_hint",
    "getitem",
    "setitem",
    "delitem",
    "missing",
    "iter",
    "reversed",
    "contains",
    "next",
    "add",
    "sub",
    "mul",
    "matmul",
    "truediv",
    "floordiv",
    "mod",
    "divmod",
    "pow",
    "lshift",
    "rshift",
    "and",
    "xor",
    "or",
    "radd",
    "rsub",
    "rmul",
    "rmatmul",
    "rtruediv",
    "rfloordiv",
    "rmod",
    "rdivmod",
    "rpow",
    "rlshift",
    "rrshift",
    "rand",
    "rxor",
    "ror",
    "iadd",
    "isub",
    "imul",
    "imatmul",
    "itruediv",
    "ifloordiv",
    "imod",
    "ipow",
    "ilshift",
    "irshift",
    "iand",
    "ixor",
    "ior",
    "neg",
    "pos",
    "abs",
    "invert",
    "complex",
    "int",
    "float",
    "index",
    "round",
    "trunc",
    "floor",
    "ceil",
    "enter",
    "exit",
    "aenter",
    "aexit",
    "await",
    "aiter",
    "anext",
    "match_args",
    "slots",
    "instancecheck",
    "subclasscheck",
    "copy",
    "deepcopy",
]


def test_special_methods() -> None:
    assert [name for name in SPECIAL if f"__{name}__" not in words()] == []
