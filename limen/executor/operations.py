"""Operators, iteration, items, building: what instructions do when their fast path does not apply.

A function that returns `object` may return Invoke: the VM then calls the guest's special method, and its result is the
result. Everything that can amplify is charged before it runs.
"""

from __future__ import annotations

import operator
import sys
from array import array
from collections import deque
from collections.abc import Callable, ItemsView, KeysView
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NoReturn, cast

from mypy_extensions import i64

from limen.executor import attributes, exceptions, formatting
from limen.executor.code import UNDEFINED, Code
from limen.executor.errors import InternalError
from limen.executor.frame import NEXT, Frame
from limen.executor.iterators import EXHAUSTED, Iterator, native_iter
from limen.executor.surface import FILE_MODULES, SURFACE
from limen.executor.types import TYPES, cost
from limen.executor.values import (
    ACTIVE,
    Alias,
    AsyncNext,
    Cell,
    Class,
    ExceptionData,
    Function,
    Generator,
    Instance,
    Invoke,
    Method,
    Module,
    Native,
    Union,
)

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Unary = Callable[[object], object]
Binary = Callable[[object, object], object]

ADD: Final = 0
SUB: Final = 1
MUL: Final = 2
DIV: Final = 3
FLOORDIV: Final = 4
MOD: Final = 5
POW: Final = 6
MATMUL: Final = 7
LSHIFT: Final = 8
RSHIFT: Final = 9
AND: Final = 10
OR: Final = 11
XOR: Final = 12

_REAL: Final = frozenset({int, float, bool})

NEG: Final = 0
POS: Final = 1
INVERT: Final = 2

LT: Final = 0
LE: Final = 1
GT: Final = 2
GE: Final = 3
EQ: Final = 4
NE: Final = 5

EMPTY_LIST: Final[list[object]] = []

_SYMBOLS: Final = ("+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^")
_NAMES: Final = (
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "matmul",
    "lshift",
    "rshift",
    "and",
    "or",
    "xor",
)
METHODS: Final = tuple(f"__{name}__" for name in _NAMES)
_REFLECTED: Final = tuple(f"__r{name}__" for name in _NAMES)
_INPLACE: Final = tuple(f"__i{name}__" for name in _NAMES)
_HOST: Final[tuple[Binary, ...]] = (
    operator.add,
    operator.sub,
    operator.mul,
    operator.truediv,
    operator.floordiv,
    operator.mod,
    operator.pow,
    operator.matmul,
    operator.lshift,
    operator.rshift,
    operator.and_,
    operator.or_,
    operator.xor,
)
_HOST_INPLACE: Final[tuple[Binary, ...]] = (
    operator.iadd,
    operator.isub,
    operator.imul,
    operator.itruediv,
    operator.ifloordiv,
    operator.imod,
    operator.ipow,
    operator.imatmul,
    operator.ilshift,
    operator.irshift,
    operator.iand,
    operator.ior,
    operator.ixor,
)
_UNARY: Final[tuple[Unary, ...]] = (
    cast(Unary, operator.neg),
    cast(Unary, operator.pos),
    cast(Unary, operator.invert),
)
_UNARY_METHODS: Final = ("__neg__", "__pos__", "__invert__")
_UNARY_SYMBOLS: Final = ("-", "+", "~")
_COMPARE: Final[tuple[Binary, ...]] = (
    cast(Binary, operator.lt),
    cast(Binary, operator.le),
    cast(Binary, operator.gt),
    cast(Binary, operator.ge),
    cast(Binary, operator.eq),
    cast(Binary, operator.ne),
)
_COMPARE_METHODS: Final = ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__")
_SWAPPED: Final = (GT, GE, LT, LE, EQ, NE)
_COMPARE_SYMBOLS: Final = ("<", "<=", ">", ">=", "==", "!=")

_SCALARS: Final = frozenset({int, float, str, bool, bytes, complex, type(None)})
_PLAIN_DATA: Final = (_SCALARS | {list, tuple, dict, set}) - {type(None)}
_SHORT_SCALARS: Final = frozenset({float, bool, complex, type(None)})
_LONG: Final = frozenset({int, str, bytes})
_WALKED: Final = frozenset({int, str, bytes, bytearray, set, frozenset})
_SHORT: Final = 1024  # what is not longer than this is compared without metering
_SIZED: Final = frozenset({str, bytes, bytearray, list, tuple, array})
MISSING: Final[Module] = Module("_limen_missing", {})  # a value no guest has
_UNIT: Final[dict[type, int]] = {str: 1, bytes: 1, bytearray: 1, list: 8, tuple: 8, array: 8}
# Host types whose + and - make an instance of the guest's subclass again: `remake(cls, result)`; filled by modules.
REMADE: Final[dict[type, Binary]] = {}
_HASHES: Final = 2**63
_NESTING: Final = 200  # how deep data may be nested for comparison and hashing
_setitem: Final = cast(Callable[[object, object, object], None], operator.setitem)
_getitem: Final = cast(Binary, operator.getitem)
_delitem: Final = cast(Binary, operator.delitem)


# Names


def raise_unbound(name: str, kind: int) -> NoReturn:
    """Raise the NameError for a name without a value (kind: 0 local, 1 module level, 2 free variable)."""
    if kind == 0:
        raise UnboundLocalError(f"cannot access local variable '{name}' where it is not associated with a value")
    if kind == 2:
        raise NameError(
            f"cannot access free variable '{name}' where it is not associated with a value in enclosing scope",
            name=name,
        )
    raise NameError(f"name '{name}' is not defined", name=name)


def check_unbound(frame: Frame, register: i64, name: str, kind: int) -> None:
    """Give a module-level name that has no value its builtin meaning for this read, or raise."""
    if kind != 1:
        raise_unbound(name, kind)
    frame.regs[register] = global_fallback(frame, name)


def global_fallback(frame: Frame, name: str) -> object:
    """Return the builtin or predefined value of a global that has no value of its own, or raise NameError."""
    module = frame.code.module
    fallbacks = frame.code.fallbacks if module is None else module.fallbacks
    value = fallbacks.get(name, UNDEFINED)
    if value is UNDEFINED:
        raise_unbound(name, 1)
    return value


# Special methods


def guest_method(value: object, name: str) -> object:
    """Return the guest's own special method `name` on the class of an Instance, or None.

    Natives inherited from builtin bases do not count: their work is done on the payload.
    """
    if type(value) is not Instance:
        return None
    found = value.cls.lookup(name)
    if found is UNDEFINED or found is None or (type(found) is Native and found.owner is not None):
        return None
    return found


def bound_call(vm: Vm, method: object, value: Instance, args: list[object]) -> object:
    """Return the Invoke that calls special method `method` of `value` with `args`."""
    if type(method) is Function:
        return Invoke(method, [value, *args])
    return Invoke(vm.bind(method, value, value.cls), args)


def unwrap(value: object) -> object:
    """Return the host value of an instance of a subclass of a builtin type; other values as they are."""
    if type(value) is Instance and value.payload is not None and type(value.payload) is not ExceptionData:
        return value.payload
    return value


def as_number(vm: Vm, value: object) -> object:
    """What an array stores of a value: of an instance the number that it holds or gives."""
    held = unwrap(value)
    if type(held) is not Instance:
        return held
    for name in ("__index__", "__float__"):
        method = vm.find_special(held, name)
        if method is not UNDEFINED:
            return vm.call_nested(method, [])
    raise TypeError(f"'{vm.class_name(value)}' object cannot be interpreted as an integer")


# Binary operators


def binary(vm: Vm, op: i64, left: object, right: object) -> object:
    """left <op> right"""
    if type(left) is Instance or type(right) is Instance:
        return _guest_binary(vm, op, left, right)
    if (type(left) is float and type(right) in _REAL) or (type(right) is float and type(left) in _REAL):
        return _HOST[op](left, right)  # never large, and said by the host as CPython says it
    return _host_binary(vm, op, left, right)


def inplace(vm: Vm, op: i64, left: object, right: object) -> object:
    """The result of left <op>= right, which the compiler stores."""
    method = guest_method(left, _INPLACE[op])
    if method is not None:
        fallback = vm.prelude("operators", "inplace")
        return Invoke(fallback, [method, left, right, METHODS[op], _REFLECTED[op], _SYMBOLS[op] + "="])
    if type(left) is Instance or type(right) is Instance:
        base = unwrap(left)
        other = unwrap(right)
        if _changes_in_place(op, base, right, other):
            result = _host_inplace(vm, op, base, other)
            if type(result) is Invoke:
                return Invoke(vm.prelude("operators", "then"), [result.function, result.args, left])
            return left
        return _guest_binary(vm, op, left, right, _SYMBOLS[op] + "=")
    return _host_inplace(vm, op, left, right)


def _changes_in_place(op: i64, base: object, right: object, other: object) -> bool:
    """Whether <op>= of a builtin container changes it, rather than asking its right side for a new value."""
    kind = type(base)
    if kind is list:
        return (op == ADD or (op == MUL and type(other) is not Instance)) and guest_method(
            right, _REFLECTED[op]
        ) is None
    if kind is set:
        return op in (OR, AND, XOR, SUB) and type(other) in (set, frozenset)
    return kind is dict and op == OR


def after_inplace(vm: Vm, op: i64, left: object, right: object, symbol: str) -> object:
    """What left <symbol> right is once the guest's own in-place method did not know."""
    return _guest_binary(vm, op, left, right, symbol)


def _host_inplace(vm: Vm, op: i64, left: object, right: object) -> object:
    kind = type(left)
    if kind is list and op == ADD:
        assert type(left) is list
        if type(right) is list or type(right) is tuple:
            vm.charge(len(right) * 8)
            left += right
            return left
        found = native_iter(right)
        if found is None or isinstance(right, Iterator):
            return Invoke(vm.prelude("operators", "extend"), [left, right])
        vm.charge(host_length(right) * 8)
        return _HOST_INPLACE[ADD](left, right)
    if kind is dict and op == OR and type(right) is not dict:
        return Invoke(vm.prelude("operators", "dict_or"), [left, right])
    if kind in (list, set, dict):
        _estimate(vm, op, left, right)
        try:
            return _HOST_INPLACE[op](left, right)
        except TypeError:
            raise TypeError(_unsupported(vm, _SYMBOLS[op] + "=", left, right)) from None
    if kind not in _SCALARS:
        method = vm.type_of(left).attrs.get(_INPLACE[op])
        if type(method) is Native:
            if method.plain:
                _estimate(vm, op, left, right)
                return method.call(left, unwrap(right))
            return method.call(vm, [left, right], None)
    return _host_binary(vm, op, left, right, _SYMBOLS[op] + "=")


def _host_binary(vm: Vm, op: i64, left: object, right: object, symbol: str = "") -> object:
    if op == MOD and (type(left) is str or type(left) is bytes):
        return formatting.percent_format(vm, left, right)
    if op == OR and _is_annotation(left) and _is_annotation(right):
        return _union(left, right)
    _estimate(vm, op, left, right)
    try:
        return _HOST[op](left, right)
    except TypeError as error:
        text = str(error)
        if text.startswith("unsupported operand") or vm.is_guest(left) or vm.is_guest(right):
            raise TypeError(_unsupported(vm, symbol or _SYMBOLS[op], left, right)) from None
        raise


def _unsupported(vm: Vm, symbol: str, left: object, right: object) -> str:
    if symbol == "+" or symbol == "+=":
        name = vm.class_name(left)
        if type(left) is list or type(left) is tuple or type(left) is str:
            return f'can only concatenate {name} (not "{vm.class_name(right)}") to {name}'
        if type(left) is bytes or type(left) is bytearray:
            return f"can't concat {vm.class_name(right)} to {name}"
    elif symbol == "*" or symbol == "*=":
        for factor, other in ((left, right), (right, left)):
            if type(factor) in _SIZED:
                return f"can't multiply sequence by non-int of type '{vm.class_name(other)}'"
    if symbol == "**":
        symbol = "** or pow()"
    return f"unsupported operand type(s) for {symbol}: '{vm.class_name(left)}' and '{vm.class_name(right)}'"


def _is_annotation(value: object) -> bool:
    return value is None or isinstance(value, (Class, Alias, Union))


def _union(left: object, right: object) -> object:
    members: list[object] = []
    for side in (left, right):
        for member in side.args if isinstance(side, Union) else (side,):
            if member not in members:
                members.append(member)
    return Union(tuple(members)) if len(members) > 1 else members[0]


def _estimate(vm: Vm, op: i64, left: object, right: object) -> None:
    """Charge the memory and time that an operation on host data is going to need."""
    if type(left) in _SIZED:
        unit = _UNIT[type(left)]
        if op == ADD and type(right) is type(left):
            vm.charge((host_length(left) + host_length(right)) * unit)
        elif op == MUL and isinstance(right, int):
            vm.charge(host_length(left) * max(int(right), 0) * unit)
    elif isinstance(left, int):
        if isinstance(right, int):
            _estimate_int(vm, op, int(left), int(right))
        elif op == MUL and type(right) in _SIZED:
            vm.charge(host_length(right) * max(int(left), 0) * _UNIT[type(right)])
        elif type(right) is Decimal:
            _estimate_decimal(vm, op, left, right)
    elif type(left) is Decimal or type(right) is Decimal:
        _estimate_decimal(vm, op, left, right)
    elif isinstance(left, (set, frozenset, dict)):
        vm.spend((host_length(left) + host_length(right)) >> 3)
    elif op == POW and isinstance(right, int):
        numerator = getattr(left, "numerator", None)  # a Fraction: its parts grow like integers
        denominator = getattr(left, "denominator", None)
        if isinstance(numerator, int) and isinstance(denominator, int):
            bits = (numerator.bit_length() + denominator.bit_length()) * abs(int(right))
            vm.charge(bits // 8)
            vm.charge_time(bits, bits)


def host_length(value: object) -> int:
    """Return the length of a host container or string, 0 for everything else."""
    if isinstance(value, (str, bytes, bytearray, list, tuple, dict, set, frozenset, range, array)):
        return len(value)
    return 0


def _estimate_int(vm: Vm, op: i64, left: int, right: int) -> None:
    if op == POW:
        if right > 64 and left not in (0, 1, -1):
            bits = left.bit_length() * right
            vm.charge(bits // 8)
            vm.charge_time(bits, bits)
    elif op == LSHIFT:
        if right > 1024 and left:
            vm.charge((left.bit_length() + right) // 8)
    else:
        low = left.bit_length()
        high = right.bit_length()
        if low + high > 4096:
            if op == MUL:
                vm.charge((low + high) // 8)
                vm.charge_time(low, high)
            elif op in (DIV, FLOORDIV, MOD):
                vm.charge_time(high, max(low - high, 1) * 30)
            else:
                vm.charge(max(low, high) // 8)


def _guest_binary(vm: Vm, op: i64, left: object, right: object, symbol: str = "") -> object:
    first = guest_method(left, METHODS[op])
    if op == MOD and first is None:
        text = unwrap(left)
        if (type(text) is str or type(text) is bytes) and type(unwrap(right)) is not type(text):
            return formatting.percent_format(vm, text, right)
    second = None
    if not (type(left) is Instance and type(right) is Instance and left.cls is right.cls):
        second = guest_method(right, _REFLECTED[op])
    if first is None and second is None:
        if op == MUL:
            if type(left) in _SIZED and guest_method(right, "__index__") is not None:
                return Invoke(vm.prelude("operators", "repeat"), [left, right])
            if type(right) in _SIZED and guest_method(left, "__index__") is not None:
                return Invoke(vm.prelude("operators", "repeat"), [right, left])
        a = unwrap(left)
        b = unwrap(right)
        if op == MOD and (type(a) is str or type(a) is bytes):
            return formatting.percent_format(vm, a, right)
        if a is not left or b is not right:
            if type(a) is Instance or type(b) is Instance:
                return _refuse(vm, op, a, b)
            try:
                result = binary(vm, op, a, b)
            except TypeError as error:
                if str(error).startswith("unsupported operand"):
                    raise TypeError(_unsupported(vm, symbol or _SYMBOLS[op], left, right)) from None
                raise
            if op <= SUB and type(result) in REMADE:
                for held, owner in ((a, left), (b, right)):
                    if type(held) is type(result) and type(owner) is Instance:
                        return REMADE[type(result)](owner.cls, result)
            return result
        raise TypeError(_unsupported(vm, symbol or _SYMBOLS[op], left, right))
    if (
        second is not None
        and type(left) is Instance
        and type(right) is Instance
        and right.cls is not left.cls
        and right.cls.is_subclass(left.cls)
    ):
        inherited = left.cls.lookup(_REFLECTED[op])
        if inherited is not second:
            return Invoke(
                vm.prelude("operators", "binary"),
                [second, right, left, first, _unsupported(vm, symbol or _SYMBOLS[op], left, right)],
            )
    if first is None:
        return Invoke(
            vm.prelude("operators", "binary"),
            [second, right, left, None, _unsupported(vm, symbol or _SYMBOLS[op], left, right)],
        )
    return Invoke(
        vm.prelude("operators", "binary"),
        [first, left, right, second, _unsupported(vm, symbol or _SYMBOLS[op], left, right)],
    )


def _refuse(vm: Vm, op: i64, left: object, right: object) -> object:
    raise TypeError(_unsupported(vm, _SYMBOLS[op], left, right))


def _estimate_decimal(vm: Vm, op: i64, left: object, right: object) -> None:
    """Charge one operation on decimals: the modules' own estimate, which goes by the precision of the run."""
    from limen.executor.modules.decimal import estimate, estimate_power

    if op == POW:
        estimate_power(vm, [left, right])
    else:
        estimate(vm, [left, right])


def unary(vm: Vm, op: i64, value: object) -> object:
    """-value, +value, ~value"""
    method = guest_method(value, _UNARY_METHODS[op])
    if method is not None:
        assert type(value) is Instance
        return bound_call(vm, method, value, [])
    try:
        return _UNARY[op](unwrap(value))
    except TypeError:
        raise TypeError(f"bad operand type for unary {_UNARY_SYMBOLS[op]}: '{vm.class_name(value)}'") from None


# Comparison


def compare(vm: Vm, op: i64, left: object, right: object) -> object:
    """left <op> right, for the six comparisons."""
    if type(left) is Instance or type(right) is Instance:
        return _guest_compare(vm, op, left, right)
    if op >= EQ and (type(left) not in _SCALARS or type(right) not in _SCALARS):
        same = equal(vm, left, right, 0)
        return same if op == EQ else not same
    if type(left) not in _SCALARS and type(left) in (list, tuple):
        ordered = _compare_sequences(vm, op, left, right, 0)
        if ordered is not UNDEFINED:
            return ordered
    elif type(left) in _WALKED:
        vm.spend(host_size(left) >> 8 if type(left) in _LONG else host_length(left) >> 3)
    if type(left) is Decimal or type(right) is Decimal:
        cost.meets_decimal(vm, left)
        cost.meets_decimal(vm, right)
    try:
        return _COMPARE[op](left, right)
    except TypeError as error:
        if not str(error).startswith("'"):
            raise  # a date and a datetime, with and without a zone
        raise TypeError(
            f"'{_COMPARE_SYMBOLS[op]}' not supported between instances of "
            f"'{vm.class_name(left)}' and '{vm.class_name(right)}'"
        ) from None


def _compare_sequences(vm: Vm, op: i64, left: object, right: object, depth: int) -> object:
    """Order two lists or two tuples element by element, metered; UNDEFINED when they are not two of a kind."""
    if type(left) is not type(right):
        return UNDEFINED
    if depth > _NESTING:
        raise RecursionError("maximum recursion depth exceeded in comparison")
    assert type(left) is list or type(left) is tuple
    assert type(right) is list or type(right) is tuple
    index = 0
    while index < len(left) and index < len(right):
        a = left[index]
        b = right[index]
        index += 1
        vm.spend(1)
        if a is b or equal(vm, a, b, depth + 1):
            continue
        if type(a) in (list, tuple) and type(a) is type(b):
            return _compare_sequences(vm, op, a, b, depth + 1)
        return vm.now(compare(vm, op, a, b))
    return _COMPARE[op](len(left), len(right))


def equal(vm: Vm, left: object, right: object, depth: int) -> bool:
    """left == right, as one metered walk; guest methods inside containers run nested."""
    kind = type(left)
    if kind in _SCALARS and type(right) in _SCALARS:
        if kind in _LONG and host_size(left) > _SHORT:
            vm.spend(host_size(left) >> 8)
        return bool(left == right)
    if depth > _NESTING:
        raise RecursionError("maximum recursion depth exceeded in comparison")
    if kind is Instance or type(right) is Instance:
        return bool(vm.truth(vm.now(_guest_compare(vm, EQ, left, right))))
    if kind is type(right):
        if kind is list or kind is tuple:
            assert type(left) is list or type(left) is tuple
            assert type(right) is list or type(right) is tuple
            if len(left) != len(right):
                return False
            if len(left) < _SHORT and _is_flat(left) and _is_flat(right):
                return bool(left == right)
            index = 0
            while index < len(left) and index < len(right):
                a = left[index]
                b = right[index]
                index += 1
                vm.spend(1)
                if a is not b and not equal(vm, a, b, depth + 1):
                    return False
            return len(left) == len(right)
        if kind is dict:
            assert type(left) is dict
            assert type(right) is dict
            if len(left) != len(right):
                return False
            for key in list(left):
                vm.spend(1)
                if key not in right or key not in left:
                    return False
                a = left[key]
                b = right[key]
                if a is not b and not equal(vm, a, b, depth + 1):
                    return False
            return True
        if kind is deque or isinstance(left, ItemsView):
            return _equal_copies(vm, left, right, depth)
        _spend_on_set(vm, left)
    elif kind is Decimal or type(right) is Decimal:
        cost.meets_decimal(vm, left)
        cost.meets_decimal(vm, right)
    return bool(left == right)


def _equal_copies(vm: Vm, left: object, right: object, depth: int) -> bool:
    """Equality of two deques, or of the items of two dicts, as that of lists and dicts."""
    if isinstance(left, deque) and isinstance(right, deque):
        vm.charge((len(left) + len(right)) * 8)
        return equal(vm, list(left), list(right), depth)
    if isinstance(left, ItemsView) and isinstance(right, ItemsView):
        vm.charge((len(left) + len(right)) * 32)
        return equal(vm, dict(left), dict(right), depth)
    return bool(left == right)


def _spend_on_set(vm: Vm, value: object) -> None:
    """Charge the comparison of the members of a set."""
    if isinstance(value, (set, frozenset, KeysView)):
        vm.spend(len(value) >> 3)
        if not _SCALARS.issuperset(map(type, value)):
            for item in value:
                if type(item) is tuple:
                    _weigh(vm, item, 0)
    elif isinstance(value, array):
        vm.spend(len(value) >> 3)


def _is_flat(values: list[object] | tuple[object, ...]) -> bool:
    """Whether all values are numbers or the like, which C compares in no time."""
    return _SHORT_SCALARS.issuperset(map(type, values))


def host_size(value: object) -> int:
    """Return the length of text, the length in bytes of an integer, 0 for everything else."""
    if isinstance(value, int):
        return value.bit_length() >> 3
    return len(value) if isinstance(value, (str, bytes, bytearray)) else 0


def _guest_compare(vm: Vm, op: i64, left: object, right: object) -> object:
    first = _guest_comparison(left, op)
    second = _guest_comparison(right, _SWAPPED[op])
    if first is None and second is None:
        return _default_compare(vm, op, left, right)
    if (
        second is not None
        and type(left) is Instance
        and type(right) is Instance
        and right.cls is not left.cls
        and right.cls.is_subclass(left.cls)
    ):
        return Invoke(vm.prelude("operators", "compare"), [second, right, left, first, int(op), True])
    if first is None:
        a = unwrap(left)
        b = unwrap(right)
        if a is not left and b is not right and type(a) is type(b):
            return compare(vm, op, a, b)  # the builtin method that the left one inherits knows, and comes first
        return Invoke(vm.prelude("operators", "compare"), [second, right, left, None, int(op), True])
    return Invoke(vm.prelude("operators", "compare"), [first, left, right, second, int(op), False])


def _guest_comparison(value: object, op: i64) -> object:
    found = guest_method(value, _COMPARE_METHODS[op])
    if found is None and op == NE:
        inverse = guest_method(value, "__eq__")
        if inverse is not None and type(value) is Instance:
            own = value.cls.lookup("__ne__")
            if own is UNDEFINED or type(own) is Native:
                return Method(inverted_equal(), inverse)
    return found


def inverted_equal() -> object:
    """Return the prelude's `__ne__` that inverts an `__eq__`."""
    return SURFACE.prelude("operators", "not_equal")


def default_compare(vm: Vm, op: int, left: object, right: object) -> object:
    """What a comparison is when no guest method knows: payloads, identity, or TypeError."""
    return _default_compare(vm, op, left, right)


def _default_compare(vm: Vm, op: i64, left: object, right: object) -> object:
    a = unwrap(left)
    b = unwrap(right)
    if (a is not left or b is not right) and not (type(a) is Instance and type(b) is Instance):
        if type(a) is Instance or type(b) is Instance:
            if op == EQ:
                return False
            if op == NE:
                return True
        else:
            return compare(vm, op, a, b)
    if op == EQ:
        return left is right
    if op == NE:
        return left is not right
    raise TypeError(
        f"'{_COMPARE_SYMBOLS[op]}' not supported between instances of "
        f"'{vm.class_name(left)}' and '{vm.class_name(right)}'"
    )


def as_hash(result: int) -> int:
    """Return what CPython makes of the result of `__hash__`: as it is when it has 64 bits, and never -1."""
    if -_HASHES <= result < _HASHES:
        return -2 if result == -1 else int(result)
    return hash(result)


def check_hashable(vm: Vm, key: object) -> None:
    """Meter the hashing of a tuple or frozenset, which C does without bounds; raise TypeError as CPython does."""
    if type(key) in _SCALARS:
        return
    if type(key) is tuple:
        _weigh(vm, key, 0)
    elif type(key) in (list, dict, set, bytearray):
        raise TypeError(f"unhashable type: '{vm.class_name(key)}'")


def _weigh(vm: Vm, value: object, depth: int) -> None:
    if depth > _NESTING:
        raise RecursionError("maximum recursion depth exceeded while hashing")
    assert type(value) is tuple
    if len(value) > 64:
        vm.spend(len(value) >> 3)
    for item in value:
        kind = type(item)
        if kind in _SCALARS:
            continue
        vm.spend(1)
        if kind is tuple:
            _weigh(vm, item, depth + 1)
        elif kind is frozenset:
            vm.spend(len(item) >> 3)
        elif kind in (list, dict, set, bytearray):
            raise TypeError(f"unhashable type: '{vm.class_name(item)}'")


def contains(vm: Vm, container: object, item: object, negate: bool) -> object:
    """item in container; the Invoke for a guest `__contains__` asks the prelude for the truth of its result."""
    kind = type(container)
    if kind is str or kind is dict or kind is set or kind is frozenset:
        if kind is str:
            if type(item) is not str:
                item = unwrap(item)
                if type(item) is not str:
                    raise TypeError(f"'in <string>' requires string as left operand, not {vm.class_name(item)}")
            if host_length(container) > _SHORT:
                vm.spend(host_length(container) >> 8)
        elif type(item) is set and kind is not dict:
            vm.spend(len(item) >> 3)
            item = frozenset(item)  # a set is looked up as the frozenset that it equals
        elif type(item) is not str:
            check_hashable(vm, item)
        found = bool(_CONTAINS(container, item))
        return found is not negate
    if kind is list or kind is tuple:
        assert type(container) is list or type(container) is tuple
        index = 0
        while index < len(container):
            element = container[index]
            index += 1
            if index & 63 == 0:
                vm.spend(16)
            if element is item or equal(vm, element, item, 0):
                return not negate
        return negate
    if kind is range:
        number = unwrap(item)
        if isinstance(number, complex) and number.imag == 0:
            number = number.real
        if isinstance(number, float) and number.is_integer():
            number = int(number)
        if isinstance(number, int):
            return bool(_CONTAINS(container, int(number))) is not negate
        if type(number) in _SCALARS or type(number) in (list, tuple, dict, set):
            return negate  # C would compare it with each number
        return Invoke(vm.prelude("operators", "contains"), [None, container, item, negate])
    elif kind is bytes or kind is bytearray:
        vm.spend(host_length(container) >> 8)
    elif kind is Instance:
        method = guest_method(container, "__contains__")
        if (
            method is not None
            or guest_method(container, "__iter__") is not None
            or guest_method(container, "__getitem__")
        ):
            return Invoke(vm.prelude("operators", "contains"), [method, container, item, negate])
        if unwrap(container) is not container:
            return contains(vm, unwrap(container), item, negate)
        raise TypeError(f"argument of type '{vm.class_name(container)}' is not iterable")
    elif isinstance(container, (Iterator, Generator, Class)):
        if type(container) is Class and class_hook(container, "_limen_contains_class") is not None:
            return Invoke(
                vm.prelude("operators", "contains"),
                [class_hook(container, "_limen_contains_class"), container, item, negate],
            )
        if type(container) is not Class or class_hook(container, "_limen_iter_class") is not None:
            return Invoke(vm.prelude("operators", "contains"), [None, container, item, negate])
    if vm.is_guest(container):
        raise TypeError(f"argument of type '{vm.class_name(container)}' is not iterable")
    if kind is deque:
        assert isinstance(container, deque)
        vm.charge(len(container) * 8)
        return contains(vm, list(container), item, negate)
    if isinstance(container, array):
        if type(item) not in _SCALARS:  # an item that decides itself what it equals is asked by the VM
            vm.charge(len(container) * 40)
            return contains(vm, list(container), item, negate)
        vm.spend(len(container) >> 3)
    if kind not in _SCALARS:
        check_hashable(vm, item)
    return bool(_CONTAINS(container, item)) is not negate


_CONTAINS: Final = cast(Binary, operator.contains)


def class_hook(cls: Class, name: str) -> object:
    """Return the hook that prelude classes (enums) define for operations on the class itself, or None."""
    found = cls.lookup(name)
    if found is UNDEFINED:
        return None
    if type(found) is Function:
        return found
    return getattr(found, "function", found)


# Truth and length


def truth(vm: Vm, value: object) -> object:
    """True, False, or the Invoke whose result's truth is meant."""
    if type(value) is Instance:
        method = guest_method(value, "__bool__")
        if method is not None:
            return Invoke(vm.prelude("operators", "check_bool"), [method, value])
        if value.cls.lookup("__bool__") is None:
            raise TypeError("'NoneType' object is not callable")
        method = guest_method(value, "__len__")
        if method is not None:
            return Invoke(vm.prelude("operators", "check_len"), [method, value])
        if type(value.payload) is ExceptionData:
            return True
        return True if value.payload is None else bool(value.payload)
    if vm.is_guest(value):
        return True
    return bool(value)


def length(vm: Vm, value: object) -> object:
    """len(value)"""
    return Invoke(SURFACE.builtins["len"], [value])


# Iteration


def get_iter(vm: Vm, value: object) -> object:
    """iter(value)"""
    if isinstance(value, Iterator):
        return value
    if type(value) is Generator:
        if value.kind == "generator":
            return value
        raise TypeError(f"'{vm.class_name(value)}' object is not iterable")
    found = native_iter(value)
    if found is not None:
        return found
    if type(value) is Instance:
        declared = value.cls.lookup("__iter__")
        if declared is None:
            raise TypeError(f"'{vm.class_name(value)}' object is not iterable")
        method = guest_method(value, "__iter__")
        if method is not None:
            return bound_call(vm, method, value, [])
        found = native_iter(unwrap(value))
        if found is not None:
            return found
        if guest_method(value, "__getitem__") is not None:
            return Invoke(vm.prelude("operators", "iterate_items"), [value])
    elif type(value) is Class:
        hook = class_hook(value, "_limen_iter_class")
        if hook is not None:
            return Invoke(hook, [value])
    raise TypeError(f"'{vm.class_name(value)}' object is not iterable")


def get_aiter(vm: Vm, value: object) -> object:
    """aiter(value)"""
    if type(value) is Generator and value.kind == "async generator":
        return value
    method = guest_method(value, "__aiter__")
    if method is None:
        raise TypeError(f"'async for' requires an object with __aiter__ method, got {vm.class_name(value)}")
    assert type(value) is Instance
    return bound_call(vm, method, value, [])


def get_anext(vm: Vm, value: object) -> object:
    """The awaitable of the next item of an asynchronous iterator."""
    if type(value) is Generator and value.kind == "async generator":
        return AsyncNext(value, "next", None)
    method = guest_method(value, "__anext__")
    if method is None:
        raise TypeError(
            f"'async for' received an object from __aiter__ that does not implement __anext__: {vm.class_name(value)}"
        )
    assert type(value) is Instance
    return bound_call(vm, method, value, [])


def is_iterable(value: Instance) -> bool:
    """Whether an instance has a method to iterate it by, or holds something that can be iterated."""
    return (
        guest_method(value, "__iter__") is not None
        or guest_method(value, "__getitem__") is not None
        or native_iter(value) is not None
    )


def list_extend(vm: Vm, frame: Frame, register: i64, values: object, called: i64) -> int:
    """[*values], into the list in a register."""
    target = frame.regs[register]
    assert type(target) is list
    if type(values) is list or type(values) is tuple:
        vm.charge(len(values) * 8)
        target.extend(values)
        return NEXT
    if not isinstance(values, Iterator) and native_iter(values) is not None:
        values = unwrap(values)
        vm.charge(host_length(values) * 8)
        target.extend(list(values))  # type: ignore[call-overload]
        return NEXT
    if isinstance(values, (Iterator, Generator, Class)) or (type(values) is Instance and is_iterable(values)):
        return vm.discard(frame, Invoke(vm.prelude("operators", "extend"), [target, values]))
    subject = "Value" if called < 0 else f"{vm.function_title(frame.regs[called])} argument"
    raise TypeError(f"{subject} after * must be an iterable, not {vm.class_name(values)}")


def set_update(vm: Vm, frame: Frame, register: i64, values: object) -> int:
    """{*values}, into the set in a register."""
    target = frame.regs[register]
    assert type(target) is set
    return vm.discard(frame, Invoke(vm.prelude("operators", "set_extend"), [target, values]))


def dict_update(vm: Vm, frame: Frame, register: i64, mapping: object) -> int:
    """{**mapping}, into the dict in a register."""
    target = frame.regs[register]
    assert type(target) is dict
    mapping = unwrap(mapping)
    if isinstance(mapping, dict):
        vm.charge(len(mapping) * 64)
        target.update(mapping)
        return NEXT
    if type(mapping) is Instance and guest_method(mapping, "keys") is not None:
        return vm.discard(frame, Invoke(vm.prelude("operators", "dict_extend"), [target, mapping]))
    raise TypeError(f"'{vm.class_name(mapping)}' object is not a mapping")


def dict_merge(vm: Vm, frame: Frame, register: i64, mapping: object, function: object) -> int:
    """f(**mapping), into the dict of keyword arguments in a register."""
    target = frame.regs[register]
    assert type(target) is dict
    mapping = unwrap(mapping)
    if isinstance(mapping, dict):
        for key in mapping:
            if type(unwrap(key)) is not str:
                raise TypeError("keywords must be strings")
            if key in target:
                raise TypeError(
                    f"{vm.function_title(function)} got multiple values for keyword argument '{unwrap(key)}'"
                )
        target.update(mapping)
        return NEXT
    if type(mapping) is Instance and guest_method(mapping, "keys") is not None:
        return vm.discard(frame, Invoke(vm.prelude("operators", "dict_extend"), [target, mapping]))
    raise TypeError(f"{vm.function_title(function)} argument after ** must be a mapping, not {vm.class_name(mapping)}")


def unpack(vm: Vm, frame: Frame, regs: list[object], base: i64, register: i64, count: i64) -> int:
    """Exactly count items into registers base..; guest iterables are listed by the prelude first."""
    source = regs[register]
    items = _unpackable(vm, source)
    if items is None:
        regs[register] = source
        return vm.call_again(frame, register, vm.prelude("operators", "take"), [source, int(count) + 1])
    found = len(items)
    if found > count:
        raise ValueError(f"too many values to unpack (expected {count})")
    if found < count:
        raise ValueError(f"not enough values to unpack (expected {count}, got {found})")
    index: i64 = 0
    while index < count:
        regs[base + index] = items[index]
        index += 1
    return NEXT


def unpack_star(vm: Vm, frame: Frame, regs: list[object], base: i64, register: i64, before: i64, after: i64) -> int:
    """before items, a list of the rest, after items into registers base.."""
    source = regs[register]
    items = _unpackable(vm, source)
    if items is None:
        return vm.call_again(frame, register, vm.prelude("operators", "take"), [source, -1])
    found = len(items)
    if found < before + after:
        raise ValueError(f"not enough values to unpack (expected at least {before + after}, got {found})")
    index: i64 = 0
    while index < before:
        regs[base + index] = items[index]
        index += 1
    end: i64 = found - after
    regs[base + before] = list(items[before:end])
    index = 0
    while index < after:
        regs[base + before + 1 + index] = items[end + index]
        index += 1
    return NEXT


def _unpackable(vm: Vm, source: object) -> list[object] | None:
    """The items of host data as a list; None when the guest must be asked; TypeError when it cannot be iterated."""
    if type(source) is list:
        return source
    if type(source) is tuple:
        return list(source)
    if type(source) is Instance:
        if is_iterable(source):
            return None
    elif isinstance(source, Iterator) or (type(source) is Generator and source.kind == "generator"):
        return None
    elif type(source) is Class and class_hook(source, "_limen_iter_class") is not None:
        return None
    found = native_iter(source)
    if found is None:
        raise TypeError(f"cannot unpack non-iterable {vm.class_name(source)} object")
    items: list[object] = []
    while True:
        item = found.step(vm)
        if item is EXHAUSTED:
            return items
        items.append(item)
        if len(items) & 1023 == 0:
            vm.charge(8192)
            vm.spend(1024)


# Building


def build_set(vm: Vm, items: list[object]) -> object:
    """{items}"""
    for item in items:
        check_hashable(vm, item)
    return set(items)


def build_dict(vm: Vm, regs: list[object], base: i64, count: i64) -> object:
    """A dict of count pairs from registers base.."""
    result: dict[object, object] = {}
    index: i64 = base
    end: i64 = base + 2 * count
    while index < end:
        key = regs[index]
        if type(key) is not str:
            check_hashable(vm, key)
        result[key] = regs[index + 1]
        index += 2
    return result


def join_strings(vm: Vm, parts: list[object]) -> str:
    """The strings of an f-string, joined."""
    total = 0
    texts: list[str] = []
    for part in parts:
        assert isinstance(part, str)
        total += len(part)
        texts.append(part)
    vm.charge(total)
    return "".join(texts)


# Items


def is_plain_data(value: object) -> bool:
    """Whether a value in a class is certainly no descriptor; None, which the cache of a class has for nothing, may be."""
    return type(value) in _PLAIN_DATA


def load_item(vm: Vm, container: object, key: object) -> object:
    """container[key]"""
    kind = type(container)
    if kind is Instance:
        method = guest_method(container, "__getitem__")
        assert type(container) is Instance
        if method is not None:
            return bound_call(vm, method, container, [key])
        base = unwrap(container)
        if base is container:
            raise TypeError(f"'{vm.class_name(container)}' object is not subscriptable")
        if isinstance(base, dict):
            check_hashable(vm, key)
            if key in base:
                return base[key]
            missing = guest_method(container, "__missing__")
            if missing is not None:
                return bound_call(vm, missing, container, [key])
            raise KeyError(key)
        return load_item(vm, base, key)
    if kind is Class:
        return _subscript_class(vm, container, key)
    if kind is Alias or kind is Union:
        return Invoke(vm.prelude("typing", "_substituted"), [container, key])
    if kind is not dict:
        key = _as_index(vm, key)
        if type(key) is Invoke:
            return Invoke(vm.prelude("operators", "getitem"), [container, key.function, key.args])
    if vm.is_guest(container):
        subscript = vm.find_special(container, "__class_getitem__")
        if subscript is not UNDEFINED:
            return Invoke(subscript, [key])
        raise TypeError(f"'{vm.class_name(container)}' object is not subscriptable")
    if type(key) is tuple:
        check_hashable(vm, key)
    elif type(key) is slice and type(container) in _SIZED:
        vm.charge(_slice_size(container, key) * _UNIT[type(container)])
    return _getitem(container, key)


def _slice_size(container: object, key: slice) -> int:
    if key.start is None and key.stop is None:
        return host_length(container)
    try:
        start, stop, step = key.indices(host_length(container))
    except TypeError:
        return 0
    return len(range(start, stop, step))


def _as_index(vm: Vm, key: object) -> object:
    """The key of a sequence: of an Instance its payload, or the Invoke of `__index__`, also inside a slice."""
    if type(key) is slice:
        bounds = [key.start, key.stop, key.step]
        for bound in bounds:
            if type(bound) is Instance:
                return Invoke(vm.prelude("operators", "slice_of"), bounds)
        return key
    if type(key) is not Instance:
        return key
    base = unwrap(key)
    if base is not key:
        return base if type(base) in (int, str, tuple) else key
    if guest_method(key, "__index__") is not None:
        return Invoke(vm.prelude("operators", "index_of"), [key])
    return key


def _subscript_class(vm: Vm, container: object, key: object) -> object:
    assert type(container) is Class
    hook = class_hook(container, "_limen_getitem_class")
    if hook is not None:
        return Invoke(hook, [container, key])
    method = container.lookup("__class_getitem__")
    if method is not UNDEFINED:
        return Invoke(vm.bind(method, UNDEFINED, container), [key])
    if (
        container.native
        or container.immutable
        or any(base.name in _GENERIC and base.immutable for base in container.mro)
    ):
        return Alias(container, key if type(key) is tuple else (key,))
    raise TypeError(f"type '{container.name}' is not subscriptable")


# Classes whose subclasses can be subscripted: those that have a `__class_getitem__` in CPython, without what inherits it.
_GENERIC: Final = frozenset(
    [
        "AbstractAsyncContextManager",
        "AbstractContextManager",
        "AsyncIterable",
        "Awaitable",
        "Callable",
        "ChainMap",
        "Container",
        "Iterable",
        "OrderedDict",
        "Queue",
        "SimpleQueue",
        "UserList",
        "defaultdict",
        "deque",
        "dict",
        "frozenset",
        "list",
        "set",
        "tuple",
        "type",
    ]
)


def store_list_item(container: list[object], key: int, value: object) -> None:
    """container[key] = value, with the bounds checked here: see the compiler's known bug for stores into empty lists."""
    if 0 <= key < len(container):
        container[key] = value
    else:
        _setitem(container, key, value)


def store_item(vm: Vm, container: object, key: object, value: object) -> object:
    """container[key] = value"""
    kind = type(container)
    if kind is Instance:
        method = guest_method(container, "__setitem__")
        assert type(container) is Instance
        if method is not None:
            return bound_call(vm, method, container, [key, value])
        base = unwrap(container)
        if base is container:
            raise TypeError(f"'{vm.class_name(container)}' object does not support item assignment")
        return store_item(vm, base, key, value)
    if vm.is_guest(container):
        raise TypeError(f"'{vm.class_name(container)}' object does not support item assignment")
    if kind is dict:
        assert type(container) is dict
        check_hashable(vm, key)
        container[key] = value
        return None
    key = _as_index(vm, key)
    if type(key) is Invoke:
        return Invoke(vm.prelude("operators", "setitem"), [container, key.function, key.args, value])
    if type(key) is slice:
        if isinstance(value, (Iterator, Generator)) or type(value) is Instance:
            return Invoke(vm.prelude("operators", "set_slice"), [container, key, value])
        vm.charge(host_length(value) * 8)
    else:
        check_hashable(vm, key)
        if kind is array and type(value) is Instance:
            value = as_number(vm, value)
    _setitem(container, key, value)
    return None


def delete_item(vm: Vm, container: object, key: object) -> object:
    """del container[key]"""
    if type(container) is Instance:
        method = guest_method(container, "__delitem__")
        if method is not None:
            return bound_call(vm, method, container, [key])
        base = unwrap(container)
        if base is container:
            raise TypeError(f"'{vm.class_name(container)}' object does not support item deletion")
        container = base
    if vm.is_guest(container):
        raise TypeError(f"'{vm.class_name(container)}' object does not support item deletion")
    if type(container) is not dict:
        key = _as_index(vm, key)
        if type(key) is Invoke:
            return Invoke(vm.prelude("operators", "delitem"), [container, key.function, key.args])
    check_hashable(vm, key)
    _delitem(container, key)
    return None


# Text


def convert(vm: Vm, value: object, kind: i64) -> object:
    """!s, !r, !a"""
    if kind == 0:
        if type(value) is str:
            return value
        return Invoke(SURFACE.builtins["str"], [value])
    name = "repr" if kind == 1 else "ascii"
    return Invoke(SURFACE.builtins[name], [value])


def format(vm: Vm, value: object, spec: object) -> object:
    """format(value, spec)"""
    if type(value) is Instance:
        return Invoke(SURFACE.builtins["format"], [value, spec])
    assert isinstance(spec, str)
    return vm.format(value, spec)


# Functions, context managers, modules


def make_function(
    frame: Frame, code: Code, defaults: object, keyword_defaults: object, closure: object, annotations: object
) -> Function:
    """A function over the globals of the frame that makes it."""
    function = Function(code, frame.globals)
    assert type(defaults) is tuple
    function.defaults = defaults
    if keyword_defaults is not None:
        assert type(keyword_defaults) is dict
        function.keyword_defaults = keyword_defaults
    assert type(closure) is tuple
    cells: list[Cell] = []
    for cell in closure:
        assert type(cell) is Cell
        cells.append(cell)
    function.closure = tuple(cells)
    if annotations is not None:
        assert type(annotations) is dict
        function.annotations = annotations
    return function


def enter_with(vm: Vm, regs: list[object], base: i64, manager: object, is_async: bool) -> None:
    """The bound exit and enter methods of a context manager, into registers base and base+1."""
    enter = vm.find_special(manager, "__aenter__" if is_async else "__enter__")
    leave = vm.find_special(manager, "__aexit__" if is_async else "__exit__")
    if enter is UNDEFINED or leave is UNDEFINED:
        protocol = "asynchronous context manager" if is_async else "context manager"
        missing = "" if enter is UNDEFINED else f" (missed __{'a' if is_async else ''}exit__ method)"
        raise TypeError(f"'{vm.class_name(manager)}' object does not support the {protocol} protocol{missing}")
    regs[base] = leave
    regs[base + 1] = enter


def import_module(name: str) -> object:
    """A module of the surface; ModuleNotFoundError when it has none of that name."""
    vm = ACTIVE.get()
    granted = name not in FILE_MODULES or (vm is not None and vm.has_files)
    module = SURFACE.module(name) if granted else None
    if vm is not None and SURFACE.has_decimals:
        vm.own_context()
    if module is None:
        raise ModuleNotFoundError(f"No module named '{name}'", name=name)
    return module


def import_from(vm: Vm, module: object, name: str) -> object:
    """A member, or a submodule, of a module."""
    assert type(module) is Module
    value = attributes.module_get(vm, module, name)
    if value is UNDEFINED:
        raise ImportError(f"cannot import name '{name}' from '{module.name}' (unknown location)", name=module.name)
    return value


# Exceptions


def match_exception(exception: object, spec: object) -> bool:
    """Whether the exception is an instance of the class, or of one of the classes in the tuple."""
    assert type(exception) is Instance
    if type(spec) is tuple:
        for item in spec:
            if not (type(item) is Class and item.is_exception):
                raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        for item in spec:
            assert type(item) is Class
            if exception.cls.is_subclass(item):
                return True
        return False
    if type(spec) is Class and spec.is_exception:
        return exception.cls.is_subclass(spec)
    raise TypeError("catching classes that do not inherit from BaseException is not allowed")


def split_exception(vm: Vm, regs: list[object], base: i64, exception: object, spec: object) -> None:
    """except*: what matches and the rest, into registers base and base+1."""
    assert type(exception) is Instance
    match, rest = exceptions.split_for_handler(vm, exception, spec)
    regs[base] = match
    regs[base + 1] = rest


def join_exceptions(vm: Vm, raised: object, original: object) -> object:
    """End of except*: one exception out of those raised in handlers and those left over, or None."""
    assert type(raised) is list
    assert type(original) is Instance
    return exceptions.join_after_handlers(vm, raised, original)


def assertion_error(vm: Vm, message: object) -> Instance:
    """AssertionError(message)"""
    cls = SURFACE.exceptions[AssertionError]
    return vm.make_exception(cls, () if message is UNDEFINED else (message,))


# Patterns


def is_sequence(value: object) -> bool:
    """Whether a sequence pattern may match: lists, tuples, ranges, deques and their subclasses, not text."""
    value = unwrap(value)
    kind = type(value)
    if kind is list or kind is tuple or kind is range:
        return True
    cls = value.cls if type(value) is Instance else TYPES.get(kind)
    if kind is array:
        return True
    return cls is not None and any(c.name in ("deque", "Sequence", "MutableSequence", "UserList") for c in cls.mro)


def is_mapping(value: object) -> bool:
    """Whether a mapping pattern may match."""
    value = unwrap(value)
    if isinstance(value, dict):
        return True
    cls = value.cls if type(value) is Instance else TYPES.get(type(value))
    return cls is not None and any(
        c.name in ("Mapping", "MutableMapping", "ChainMap", "UserDict", "mappingproxy") for c in cls.mro
    )


def match_keys(vm: Vm, subject: object, keys: object) -> object:
    """The values of keys as a list, or None when one is missing."""
    assert type(keys) is tuple
    if len(set(keys)) != len(keys):
        seen: list[object] = []
        for key in keys:
            if key in seen:
                raise ValueError(f"mapping pattern checks duplicate key ({vm.repr(key)})")
            seen.append(key)
    base = unwrap(subject)
    if type(base) is Instance:
        return Invoke(vm.prelude("operators", "match_keys"), [base, keys])
    assert isinstance(base, dict)
    values: list[object] = []
    for key in keys:
        if key not in base:
            return None
        values.append(base[key])
    return values


_SELF_MATCHING: Final = frozenset(
    {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"}
)


def match_class(vm: Vm, subject: object, cls: object, keywords: object, positional: object) -> object:
    """The attributes that a class pattern names as a list, or None when the subject is no instance."""
    assert type(keywords) is tuple
    assert isinstance(positional, int)
    if type(cls) is not Class:
        raise TypeError(f"called match pattern must be a {'class' if sys.version_info >= (3, 12) else 'type'}")
    args: list[object] = [
        subject,
        cls,
        keywords,
        positional,
        any(c.native and c.name in _SELF_MATCHING for c in cls.mro),
    ]
    return Invoke(vm.prelude("operators", "match_class"), args)


def internal(message: str) -> NoReturn:
    """Raise InternalError: a state that should not exist."""
    raise InternalError(message)
