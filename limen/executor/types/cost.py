"""Estimates, in bytes, of what a native call builds or walks; charged before the call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, getcontext
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from limen.executor.vm import Vm

MAX_DEPTH: Final = 1000
CAP: Final = 1 << 62  # estimates stop growing here
_QUICK: Final = 3000  # digits that become an integer, or a decimal, in no time

_CONTAINERS: Final = frozenset({list, tuple, dict, set, frozenset})


def text_width(text: str) -> int:
    """Return the most bytes that one character of `text` takes."""
    return 1 if text.isascii() else 4


def unfolded(value: object) -> int:
    """Return how many values a walk over `value` visits, shared parts counted each time (at most CAP).

    Raises RecursionError when it is nested deeper than MAX_DEPTH.
    """
    if type(value) not in _CONTAINERS:
        return 1
    return _unfolded(value, {}, 0)


def _unfolded(value: object, known: dict[int, int], depth: int) -> int:
    if depth > MAX_DEPTH:
        raise RecursionError("maximum recursion depth exceeded")
    key = id(value)
    if key in known:
        return known[key]
    known[key] = 1  # a cycle is visited once here; C code that walks it has its own check
    total = 1
    if type(value) is dict:
        for item in value.values():
            total += _unfolded(item, known, depth + 1) if type(item) in _CONTAINERS else 1
    elif type(value) is list or type(value) is tuple or type(value) is set or type(value) is frozenset:
        for item in value:
            total += _unfolded(item, known, depth + 1) if type(item) in _CONTAINERS else 1
    total = min(total, CAP)
    known[key] = total
    return total


def is_nested(value: object) -> bool:
    """True when `value` is a container that holds containers, so that walking it may cost more than its size."""
    if type(value) is tuple or type(value) is list or type(value) is frozenset or type(value) is set:
        return any(type(item) in _CONTAINERS for item in value)
    return type(value) is dict


def walk(args: list[object]) -> int:
    """Cost of comparing or hashing the first argument of a method, or the members of that when it is a list."""
    if len(args) < 2:
        return 0
    return unfolded(args[1]) * 8 if is_nested(args[1]) else 0


def walk_all(args: list[object]) -> int:
    """Cost of hashing or comparing any of the arguments."""
    total = 0
    for arg in args[1:]:
        if is_nested(arg):
            total += unfolded(arg) * 8
        elif type(arg) in _CONTAINERS:
            total += len(arg) * 8  # type: ignore[arg-type]
    return total


def walk_both(args: list[object]) -> int:
    """Cost of comparing the receiver with an argument."""
    total = 0
    for arg in args:
        if is_nested(arg):
            total += unfolded(arg) * 8
    return total


def number(args: list[object], index: int, default: int = 0) -> int:
    """Return the int at `index` of `args`, `default` when there is none."""
    if index < len(args):
        value = args[index]
        if isinstance(value, int):
            return value
    return default


def shift(args: list[object]) -> int:
    """Cost of `a << b`."""
    a, b = args[0], args[1] if len(args) > 1 else 0
    if isinstance(a, int) and isinstance(b, int) and b > 0 and a:
        return (a.bit_length() + b) // 8
    return 0


def power(args: list[object]) -> int:
    """Cost of `a ** b`, and of `pow(a, b, c)`."""
    a, b = args[0], args[1] if len(args) > 1 else 0
    if not (isinstance(a, int) and isinstance(b, int)):
        return 0
    if len(args) > 2 and isinstance(args[2], int):
        # modular: bounded by the modulus, but each squaring of a long modulus is work: charge it as size
        bits = args[2].bit_length()
        return 0 if bits < 4096 else min(CAP, bits // 8 * (b.bit_length() + 1) * (bits // 4096))
    if b > 0 and (a > 1 or a < -1):
        bits = a.bit_length() * b
        return 0 if bits < 4096 else min(CAP, multiplied(bits // 2))
    return 0


def multiplied(bits: int) -> int:
    """Cost of multiplying or dividing two integers of `bits` bits: the size, and past 64 KB also the work."""
    size = bits // 4
    return size if bits < 1 << 19 else min(CAP, size * (bits >> 17))


def product(args: list[object]) -> int:
    """Cost of `a * b` for integers."""
    a, b = args[0], args[1] if len(args) > 1 else 0
    if isinstance(a, int) and isinstance(b, int):
        bits = a.bit_length() + b.bit_length()
        return 0 if bits < 4096 else multiplied(bits // 2)
    return 0


def repeat(args: list[object]) -> int:
    """Cost of `sequence * n` or `n * sequence`."""
    a, b = args[0], args[1] if len(args) > 1 else 0
    if isinstance(a, int):
        a, b = b, a
    if not isinstance(b, int) or b <= 1:
        return 0
    if isinstance(a, str):
        return len(a) * b * text_width(a)
    if isinstance(a, (bytes, bytearray)):
        return len(a) * b
    if isinstance(a, (list, tuple)):
        return len(a) * b * 8
    return 0


def replace(args: list[object]) -> int:
    """Cost of `str.replace` and `bytes.replace`."""
    if len(args) < 3:
        return 0
    text, old, new = args[0], args[1], args[2]
    if isinstance(text, str) and isinstance(old, str) and isinstance(new, str):
        if len(new) <= len(old):
            return len(text)
        times = text.count(old)
        width = max(text_width(text), text_width(new))
    elif (
        isinstance(text, (bytes, bytearray))
        and isinstance(old, (bytes, bytearray))
        and isinstance(new, (bytes, bytearray))
    ):
        times = text.count(old)
        width = 1
    else:
        return 0
    limit = number(args, 3, -1)
    if 0 <= limit < times:
        times = limit
    return (len(text) + times * len(new)) * width


def padded(args: list[object]) -> int:
    """Cost of `ljust`, `rjust`, `center`, `zfill`."""
    return number(args, 1) * 4


def split(args: list[object]) -> int:
    """Cost of `split`, `rsplit`, `splitlines`, `partition`."""
    text = args[0]
    if isinstance(text, (str, bytes, bytearray)) and len(text) > 1 << 16:
        return len(text) * 16
    return 0


def grown(args: list[object]) -> int:
    """Cost of putting the items of the arguments into a container."""
    total = 0
    for arg in args[1:]:
        if isinstance(arg, (list, tuple, dict, set, frozenset, str, bytes, bytearray, range)):
            total += len(arg) * 8
    return total


def copied(args: list[object]) -> int:
    """Cost of a copy of the receiver."""
    value = args[0]
    return len(value) * 8 if isinstance(value, (list, tuple, dict, set, frozenset)) else 0


def written_out(vm: Vm, value: object) -> None:
    """Charge the digits of a decimal that is about to be written out in full, as text."""
    if type(value) is Decimal and value.is_finite():
        size = abs(value.adjusted())
        if size > 100:
            vm.charge(size)
            vm.spend(size >> 3)


def whole(vm: Vm, value: object) -> None:
    """Charge what a decimal takes to become an integer: time that grows with the square of its digits."""
    written_out(vm, value)
    if type(value) is Decimal and value.is_finite():
        digits = max(value.adjusted(), 0)
        if digits > _QUICK:
            took(vm, 3e-11 * digits * digits)


def parts(vm: Vm, value: Decimal) -> None:
    """Charge what a decimal takes to become numerator and denominator: a power of ten, and a division by the factors in common."""
    if value.is_finite():
        size = abs(value.adjusted())
        if size > 100:
            vm.charge(size)
            took(vm, 4.5e-11 * size**1.585 + 6e-11 * value.__sizeof__() * size)


def ratio(vm: Vm, values: Iterable[object], factor: float = 1.0) -> None:
    """Charge what decimals take to become fractions that are added up: a division for each exponent."""
    longest = 0
    exponents: set[int] = set()
    for value in values:
        if type(value) is Decimal and value.is_finite():
            exponent = value.adjusted()
            longest = max(longest, abs(exponent))
            exponents.add(exponent)
    if longest > 100:
        vm.charge(longest)
        took(vm, 4e-11 * factor * longest * longest * (len(exponents) + 1))


def meets_decimal(vm: Vm, *values: object) -> None:
    """Charge what integers take to become decimals, as they do before they are added to one or compared with one."""
    seconds = 0.0
    for value in values:
        if isinstance(value, int):
            digits = value.bit_length() * 0.30103
            if digits > _QUICK:
                seconds += 1.5e-11 * digits * digits
    took(vm, seconds)


def floats(vm: Vm, values: Iterable[object]) -> None:
    """Charge what long decimals take to become floats."""
    took(vm, 6e-9 * sum(value.__sizeof__() for value in values if type(value) is Decimal))


def multiplied_decimals(vm: Vm, values: Sequence[object]) -> None:
    """Charge a product of decimals, with the precision of the run."""
    if any(type(value) is Decimal for value in values):
        digits = getcontext().prec
        for value in values:
            meets_decimal(vm, value)
            if type(value) is Decimal:
                digits = max(digits, value.__sizeof__() * 2)
        took(vm, 4e-8 * digits * len(values))


def mixed(vm: Vm, values: Sequence[object]) -> None:
    """Charge a sort of decimals and long integers, each of which becomes a decimal for each comparison."""
    if not any(type(value) is Decimal or type(value) is tuple or type(value) is list for value in values):
        return
    seen: set[int] = set()
    found: list[object] = []
    _inner(values, seen, found)
    if any(type(value) is Decimal for value in found):
        for value in found:
            if isinstance(value, int):
                digits = value.bit_length() * 0.30103
                if digits > 1000:
                    took(vm, 1.5e-11 * digits * digits * (2 + len(values).bit_length()))


def _inner(values: Sequence[object], seen: set[int], found: list[object]) -> None:
    """Collect the numbers in a list, and in the lists and tuples in it."""
    for value in values:
        if type(value) is Decimal or type(value) is int:
            found.append(value)
        elif (type(value) is tuple or type(value) is list) and id(value) not in seen and len(seen) < MAX_DEPTH:
            seen.add(id(value))
            _inner(value, seen, found)


def took(vm: Vm, seconds: float) -> None:
    """Charge work that is going to take so long, as time and as instructions."""
    if seconds > 1e-5:
        vm.check_time(seconds)
        vm.spend(int(min(seconds, 1e9) * 20_000_000))
