"""What hot instructions do with registers when the values are of the plain builtin types: all of it, or nothing and say so.

A compiled build takes each of these functions from its namesake in fastpaths.h, which does the same without boxing in between;
setup.py tells the compiler so, from the annotations here. Registers are bounds-checked in both.
"""

from __future__ import annotations

from typing import Final

from mypy_extensions import i64

from limen.executor.iterators import ListIterator, RangeIterator
from limen.executor.values import PLAIN, Instance

UNORDERED: Final = 2  # what `order` and `same` say of values that are not theirs to compare
_EXACT: Final = 2**53  # every int up to here is a float
_PRODUCT: Final = (
    2**62
)  # ints are not multiplied, raised or shifted past this here: what is larger is estimated and charged
_TEXT: Final = 4096  # strings up to this long are compared, joined and cut here
_KEY: Final = 8  # tuples up to this long may be keys here

# What `call` and `method` do: names of builtin functions, and of methods of builtin types, by number
CALLS: Final = ("", "len", "abs", "min", "max", "ord", "chr")
METHODS: Final = (
    *("", "append", "pop", "get", "add", "discard", "remove"),
    *("isdigit", "isalpha", "isalnum", "isspace", "setdefault", "startswith", "endswith"),
)


def _is_number(value: object) -> bool:
    return type(value) is float or (type(value) is int and -_EXACT <= value <= _EXACT)


def _is_key(value: object) -> bool:
    """Whether hashing and comparing a value runs nobody's code, and takes no time to speak of."""
    if type(value) is tuple:
        return len(value) <= _KEY and all([type(item) is str or type(item) is int for item in value])
    return type(value) is str or type(value) is int


def _is_slice(container: object, key: object) -> bool:
    """Whether a slice of a container is one of plain numbers, and makes little."""
    if type(key) is not slice or not (type(container) is str or type(container) is list or type(container) is tuple):
        return False
    assert isinstance(container, (str, list, tuple))
    ends = (key.start, key.stop, key.step)
    return len(container) < _TEXT and all([end is None or type(end) is int for end in ends]) and key.step != 0


def move(regs: list[object], a: i64, b: i64) -> bool:
    """Copy register b to a."""
    regs[a] = regs[b]
    return True


def add(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b + c, for two ints, numbers that are floats, or two strings that are short together."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int:
        regs[a] = left + right
        return True
    if type(left) is str and type(right) is str:
        if len(left) + len(right) >= _TEXT:
            return False
        regs[a] = left + right
        return True
    if _is_number(left) and _is_number(right):
        assert isinstance(left, (int, float)) and isinstance(right, (int, float))
        regs[a] = left + right
        return True
    return False


def subtract(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b - c, for two ints or numbers that are floats."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int:
        regs[a] = left - right
        return True
    if _is_number(left) and _is_number(right):
        assert isinstance(left, (int, float)) and isinstance(right, (int, float))
        regs[a] = left - right
        return True
    return False


def multiply(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b * c, for two ints with a product of a machine word, or numbers that are floats."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int:
        if not (-_PRODUCT < left < _PRODUCT and -_PRODUCT < right < _PRODUCT):
            return False
        regs[a] = left * right
        return True
    if _is_number(left) and _is_number(right):
        assert isinstance(left, (int, float)) and isinstance(right, (int, float))
        regs[a] = left * right
        return True
    return False


def divide(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b / c, for numbers that are floats, unless c is zero."""
    left = regs[b]
    right = regs[c]
    if _is_number(left) and _is_number(right) and right:
        assert isinstance(left, (int, float)) and isinstance(right, (int, float))
        regs[a] = left / right
        return True
    return False


def floor_divide(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b // c, for two ints of a machine word, unless c is zero."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int and right and -_PRODUCT < left < _PRODUCT:
        regs[a] = left // right
        return True
    return False


def modulo(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b % c, for two ints of a machine word, unless c is zero."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int and right and -_PRODUCT < left < _PRODUCT:
        regs[a] = left % right
        return True
    return False


def power(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b ** c, for a small int and a result of a machine word."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int and 0 <= right < 64 and abs(left) < _PRODUCT:
        if left.bit_length() * right < 62:
            regs[a] = left**right
            return True
    return False


def shift_left(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b << c, for an int and a result of a machine word."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int and 0 <= right < 62 and left.bit_length() + right < 62:
        regs[a] = left << right
        return True
    return False


def shift_right(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b >> c, for two ints of a machine word."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int and 0 <= right < 64:
        regs[a] = left >> right
        return True
    return False


def bit_and(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b & c, for two ints."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int:
        regs[a] = left & right
        return True
    return False


def bit_or(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b | c, for two ints."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int:
        regs[a] = left | right
        return True
    return False


def bit_xor(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b ^ c, for two ints."""
    left = regs[b]
    right = regs[c]
    if type(left) is int and type(right) is int:
        regs[a] = left ^ right
        return True
    return False


def inplace(regs: list[object], a: i64, b: i64, kind: i64) -> bool:
    """a = a op b, where op is the one of (/ // % ** @ << >> & | ^) with this number."""
    if kind == 0:
        return divide(regs, a, a, b)
    if kind == 1:
        return floor_divide(regs, a, a, b)
    if kind == 2:
        return modulo(regs, a, a, b)
    if kind == 3:
        return power(regs, a, a, b)
    if kind == 5:
        return shift_left(regs, a, a, b)
    if kind == 6:
        return shift_right(regs, a, a, b)
    if kind == 7:
        return bit_and(regs, a, a, b)
    if kind == 8:
        return bit_or(regs, a, a, b)
    if kind == 9:
        return bit_xor(regs, a, a, b)
    return False


def negate(regs: list[object], a: i64, b: i64) -> bool:
    """a = -b, for an int or a float."""
    value = regs[b]
    if type(value) is int or type(value) is float:
        assert isinstance(value, (int, float))
        regs[a] = -value
        return True
    return False


def order(regs: list[object], b: i64, c: i64) -> i64:
    """-1, 0 or 1 for two ints, or numbers that are floats: b is less than, equal to or greater than c; else UNORDERED."""
    left = regs[b]
    right = regs[c]
    if (type(left) is int and type(right) is int) or (_is_number(left) and _is_number(right)):
        assert isinstance(left, (int, float)) and isinstance(right, (int, float))
        if left < right:
            return -1
        if left > right:
            return 1
        if left == right:
            return 0
    return UNORDERED


def same(regs: list[object], b: i64, c: i64) -> i64:
    """1 for two numbers or two short strings that are equal, 0 when they are not; else UNORDERED."""
    left = regs[b]
    right = regs[c]
    if type(left) is str and type(right) is str:
        if len(left) < _TEXT:
            return 1 if left == right else 0
        return UNORDERED
    found = order(regs, b, c)
    if found == UNORDERED:
        return UNORDERED
    return 1 if found == 0 else 0


def truth(regs: list[object], a: i64) -> i64:
    """Whether a value of a plain builtin type is true, 1 or 0; else UNORDERED."""
    value = regs[a]
    if value is True:
        return 1
    if value is False or value is None:
        return 0
    kind = type(value)
    if kind is int or kind is str or kind is list or kind is dict or kind is tuple or kind is float or kind is set:
        return 1 if value else 0
    return UNORDERED


def set_bool(regs: list[object], a: i64, value: bool) -> bool:
    """Put a bool into register a."""
    regs[a] = value
    return True


def get_item(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a = b[c], where that exists: an index or slice of a list, tuple or str, or a plain key of a dict."""
    container = regs[b]
    key = regs[c]
    if type(key) is int:
        if type(container) is list or type(container) is tuple or type(container) is str:
            assert isinstance(container, (list, tuple, str))
            if not -len(container) <= key < len(container):
                return False
            regs[a] = container[key]
            return True
    if type(container) is dict:
        if not _is_key(key) or key not in container:
            return False
        regs[a] = container[key]
        return True
    if _is_slice(container, key):
        regs[a] = container[key]  # type: ignore[index]
        return True
    return False


def set_item(regs: list[object], a: i64, b: i64, c: i64) -> bool:
    """a[b] = c, where that can be: an index of a list, or a plain key of a dict."""
    container = regs[a]
    key = regs[b]
    if type(key) is int:
        if type(container) is list:
            if not -len(container) <= key < len(container):
                return False
            container[int(key)] = regs[c]
            return True
    if type(container) is dict and _is_key(key):
        container[key] = regs[c]
        return True
    return False


def contains(regs: list[object], a: i64, b: i64, c: i64, negated: bool) -> bool:
    """a = b in c, or not in, for a plain key in a dict or set."""
    item = regs[b]
    container = regs[c]
    if _is_key(item):
        if type(container) is dict or type(container) is set:
            assert isinstance(container, (dict, set))
            regs[a] = (item in container) is not negated
            return True
    return False


def append(regs: list[object], a: i64, b: i64) -> bool:
    """Append register b to the list in a."""
    items = regs[a]
    if type(items) is not list:
        return False
    items.append(regs[b])
    return True


def get_attr(regs: list[object], a: i64, b: i64, names: list[str], name: i64) -> bool:
    """a = b.name, for an attribute in the dictionary of a plain instance."""
    value = regs[b]
    if type(value) is not Instance or value.cls.access != PLAIN or names[name] not in value.attrs:
        return False
    regs[a] = value.attrs[names[name]]
    return True


def set_attr(regs: list[object], a: i64, b: i64, names: list[str], name: i64) -> bool:
    """a.name = b, for a plain instance."""
    target = regs[a]
    if type(target) is not Instance or target.frozen or target.cls.access != PLAIN:
        return False
    target.attrs[names[name]] = regs[b]
    return True


def advance(regs: list[object], a: i64, b: i64) -> i64:
    """Put the next item of an iterator over a range or list into register a: 1; 0 at its end; else UNORDERED."""
    iterator = regs[b]
    if type(iterator) is RangeIterator:
        if iterator.left <= 0:
            return 0
        regs[a] = iterator.current
        iterator.left -= 1
        iterator.current += iterator.step_size
        return 1
    if type(iterator) is ListIterator:
        if not 0 <= iterator.index < len(iterator.source):
            return 0
        regs[a] = iterator.source[iterator.index]
        iterator.index += 1
        return 1
    return UNORDERED


def copy_row(target: list[object], regs: list[object], first: i64, count: i64) -> bool:
    """Copy registers from `first` on to the start of another list of registers."""
    index: i64 = 0
    while index < count:
        target[index] = regs[first + index]
        index += 1
    return True


def reset(regs: list[object], initial: list[object]) -> bool:
    """Give registers their first contents again."""
    regs[:] = initial
    return True


def call(number: i64, regs: list[object], a: i64, base: i64, count: i64) -> bool:
    """Call the builtin with this number in CALLS with the registers behind base, if it is quick for them."""
    if count == 1:
        value = regs[base + 1]
        if number == 1:
            kind = type(value)
            if kind is list or kind is str or kind is dict or kind is tuple or kind is set:
                assert isinstance(value, (list, str, dict, tuple, set))
                regs[a] = len(value)
                return True
        elif number == 2:
            if type(value) is int or type(value) is float:
                assert isinstance(value, (int, float))
                regs[a] = abs(value)
                return True
        elif number == 5:
            if type(value) is str and len(value) == 1:
                regs[a] = ord(value)
                return True
        elif number == 6:
            if type(value) is int and 0 <= value < 0x110000:
                regs[a] = chr(value)
                return True
    elif (number == 3 or number == 4) and 2 <= count <= 4:
        best = base + 1
        place = base + 2
        while place <= base + count:
            found = order(regs, place, best)
            if found == UNORDERED:
                return False
            if (found < 0) if number == 3 else (found > 0):
                best = place
            place += 1
        regs[a] = regs[best]
        return True
    return False


def method(regs: list[object], a: i64, base: i64, what: i64) -> bool:
    """Call the method with number `what & 255` in METHODS of the value in base, with `what >> 8` registers behind it."""
    number = what & 255
    count = what >> 8
    value = regs[base]
    if count == 0:
        if type(value) is str:
            if 7 <= number <= 10 and len(value) < _TEXT:
                tests = (value.isdigit, value.isalpha, value.isalnum, value.isspace)
                regs[a] = tests[number - 7]()
                return True
        elif type(value) is list and number == 2 and value:
            regs[a] = value.pop()
            return True
        return False
    item = regs[base + 1]
    if type(value) is list:
        if count == 1 and number == 1:
            value.append(item)
            regs[a] = None
            return True
        return False
    if type(value) is str:
        if type(item) is not str or count != 1 or number < 12:
            return False
        regs[a] = value.startswith(item) if number == 12 else value.endswith(item)
        return True
    if not _is_key(item):
        return False
    if type(value) is dict:
        other = regs[base + 2] if count == 2 else None
        if number == 3 and count <= 2:
            regs[a] = value.get(item, other)
            return True
        if number == 11 and count == 2:
            regs[a] = value.setdefault(item, other)
            return True
    elif type(value) is set and count == 1:
        if number == 4:
            value.add(item)
        elif number == 5 or (number == 6 and item in value):
            value.discard(item)
        else:
            return False
        regs[a] = None
        return True
    return False
