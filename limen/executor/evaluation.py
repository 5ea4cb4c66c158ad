"""Literals and operators in a text, evaluated node by node: all that `eval` and `ast.literal_eval` do here."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING, Final

from limen.executor import operations
from limen.executor.types import arity, bad_keyword, payload
from limen.source import parse_expression

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_DEPTH: Final = 80  # of expressions in expressions
_CHARACTERS: Final = 100_000
_BINARY: Final[dict[type[ast.operator], int]] = {
    ast.Add: operations.ADD,
    ast.Sub: operations.SUB,
    ast.Mult: operations.MUL,
    ast.Div: operations.DIV,
    ast.FloorDiv: operations.FLOORDIV,
    ast.Mod: operations.MOD,
    ast.Pow: operations.POW,
    ast.LShift: operations.LSHIFT,
    ast.RShift: operations.RSHIFT,
    ast.BitAnd: operations.AND,
    ast.BitOr: operations.OR,
    ast.BitXor: operations.XOR,
}
_UNARY: Final[dict[type[ast.unaryop], int]] = {
    ast.USub: operations.NEG,
    ast.UAdd: operations.POS,
    ast.Invert: operations.INVERT,
}
_COMPARE: Final[dict[type[ast.cmpop], int]] = {
    ast.Lt: operations.LT,
    ast.LtE: operations.LE,
    ast.Gt: operations.GT,
    ast.GtE: operations.GE,
    ast.Eq: operations.EQ,
    ast.NotEq: operations.NE,
}


def eval_literals(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """eval(text): literals, operators, comparisons and conditions; names and calls are refused."""
    arity("eval", args, kwargs, 1, 3)
    tree = _parsed(vm, args[0], "eval() arg 1 must be a string, bytes or code object")
    return _value(vm, tree, 0, True)


def literal_eval(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """ast.literal_eval(text): literals, and a sign before a number."""
    if kwargs:
        bad_keyword("literal_eval", next(iter(kwargs)))
    arity("literal_eval", args, kwargs, 1, 1)
    tree = _parsed(vm, args[0], f"malformed node or string: {vm.class_name(args[0])}")
    return _value(vm, tree, 0, False)


def _parsed(vm: Vm, text: object, refusal: str) -> ast.expr:
    held = payload(text)
    if not isinstance(held, str):
        raise TypeError(refusal)
    if len(held) > _CHARACTERS:
        raise ValueError(f"a text of more than {_CHARACTERS:,} characters is not evaluated here")
    vm.charge(len(held) * 64)
    vm.spend(1 + len(held))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return parse_expression(held.lstrip(" \t"))
        except (RecursionError, MemoryError):
            raise ValueError("the text is nested too deeply to be evaluated") from None


def _value(vm: Vm, node: ast.expr, depth: int, operators: bool) -> object:
    if depth > _DEPTH:
        raise ValueError("the text is nested too deeply to be evaluated")
    deeper = depth + 1
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        items = [_value(vm, item, deeper, operators) for item in node.elts]
        if isinstance(node, ast.Set):
            for item in items:
                operations.check_hashable(vm, item)
            return set(items)
        return tuple(items) if isinstance(node, ast.Tuple) else items
    if isinstance(node, ast.Dict) and None not in node.keys:
        pairs: dict[object, object] = {}
        for key, item in zip(node.keys, node.values, strict=True):
            assert key is not None
            made = _value(vm, key, deeper, operators)
            operations.check_hashable(vm, made)
            pairs[made] = _value(vm, item, deeper, operators)
        return pairs
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY and (operators or _is_number(node.operand)):
        return operations.unary(vm, _UNARY[type(node.op)], _value(vm, node.operand, deeper, operators))
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY and (operators or _is_complex(node)):
        left = _value(vm, node.left, deeper, operators)
        right = _value(vm, node.right, deeper, operators)
        return operations.binary(vm, _BINARY[type(node.op)], left, right)
    if not operators:
        raise ValueError(f"malformed node or string on line {node.lineno}: {type(node).__name__}")
    return _condition(vm, node, deeper)


def _condition(vm: Vm, node: ast.expr, depth: int) -> object:
    if isinstance(node, ast.UnaryOp):
        return not vm.truth(_value(vm, node.operand, depth, True))
    if isinstance(node, ast.BoolOp):
        wanted = isinstance(node.op, ast.Or)
        value: object = None
        for item in node.values:
            value = _value(vm, item, depth, True)
            if vm.truth(value) is wanted:
                break
        return value
    if isinstance(node, ast.IfExp):
        branch = node.body if vm.truth(_value(vm, node.test, depth, True)) else node.orelse
        return _value(vm, branch, depth, True)
    if isinstance(node, ast.Compare) and all([type(op) in _COMPARE for op in node.ops]):
        left = _value(vm, node.left, depth, True)
        result: object = True
        for op, item in zip(node.ops, node.comparators, strict=True):
            right = _value(vm, item, depth, True)
            result = operations.compare(vm, _COMPARE[type(op)], left, right)
            if not vm.truth(result):
                break
            left = right
        return result
    what = f"the name {node.id!r}" if isinstance(node, ast.Name) else type(node).__name__
    raise ValueError(f"eval() takes only literals and operators here, not {what}: write the code itself")


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, (ast.USub, ast.UAdd)) and _is_number(node.operand)
    return isinstance(node, ast.Constant) and type(node.value) in (int, float, complex)


def _is_complex(node: ast.BinOp) -> bool:
    """`1 + 2j`, the only sum that is a literal."""
    imaginary = node.right.value if isinstance(node.right, ast.Constant) else None
    return isinstance(node.op, (ast.Add, ast.Sub)) and _is_number(node.left) and type(imaginary) is complex
