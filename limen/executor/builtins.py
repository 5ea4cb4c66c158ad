"""The builtin functions, and the intrinsics of the prelude."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from limen.executor import formatting
from limen.executor.code import UNDEFINED
from limen.executor.exceptions import EXCEPTIONS, copy_metadata, data_of, is_exception
from limen.executor.fastpaths import CALLS
from limen.executor.iterators import (
    EXHAUSTED,
    MAX_NESTING,
    EnumerateIterator,
    Iterator,
    MapIterator,
    SequenceReverseIterator,
    ZipIterator,
    by_guest,
    host_items,
    make_map,
    native_iter,
    native_reversed,
)
from limen.executor.types import OBJECT, TYPE, TYPES, arity, bad_keyword, cost, linearise, managed, payload
from limen.executor.types.bytes import BYTEARRAY, BYTES
from limen.executor.types.functions import CLASSMETHOD, PROPERTY, STATICMETHOD, SUPER, iterator_class
from limen.executor.types.instances import made, payload_class
from limen.executor.types.mappings import DICT
from limen.executor.types.numbers import BOOL, COMPLEX, FLOAT, INT
from limen.executor.types.sequences import LIST, RANGE, SLICE, TUPLE, sort
from limen.executor.types.sets import FROZENSET, SET
from limen.executor.types.text import STR
from limen.executor.values import (
    Alias,
    Cell,
    Class,
    ClassMethod,
    Function,
    Generator,
    Instance,
    Invoke,
    Method,
    Module,
    Native,
    NativeCall,
    Property,
    Resume,
    StaticMethod,
    Tool,
    Union,
)

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_ATOMS: Final = frozenset({int, float, str, bool, bytes, type(None)})
_CONTAINERS: Final = frozenset({list, tuple, dict, set, frozenset})
_NUMBERS: Final = frozenset({int, float, bool, complex})


def _special(vm: Vm, value: object, name: str) -> object:
    """Return the guest's own special method of an Instance, bound; UNDEFINED when it has none."""
    if type(value) is Instance and vm.has_guest_code(value, name):
        return vm.bind(value.cls.lookup(name), value, value.cls)
    return UNDEFINED


# Numbers


def _abs(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("abs", args, kwargs, 1, 1)
    value = args[0]
    if type(value) in _NUMBERS:
        return abs(value)  # type: ignore[arg-type]
    method = _special(vm, value, "__abs__")
    if method is not UNDEFINED:
        return Invoke(method, [])
    held = payload(value)
    found = vm.type_of(held).lookup("__abs__")
    if type(found) is Native and found.plain:
        return found.call(held)
    raise TypeError(f"bad operand type for abs(): '{vm.class_name(value)}'")


def _divmod(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("divmod", args, kwargs, 2, 2)
    a, b = payload(args[0]), payload(args[1])
    if vm.has_guest_code(args[0], "__divmod__") or vm.has_guest_code(args[1], "__rdivmod__"):
        return Invoke(vm.prelude("builtins", "divmod_"), [args[0], args[1]])
    if vm.is_guest(a) or vm.is_guest(b):
        names = f"'{vm.class_name(args[0])}' and '{vm.class_name(args[1])}'"
        raise TypeError(f"unsupported operand type(s) for divmod(): {names}")
    if isinstance(a, int) and isinstance(b, int):
        bits = max(a.bit_length(), b.bit_length())
        if bits > 4096:
            vm.charge_time(b.bit_length(), max(a.bit_length() - b.bit_length(), 1) * 30)
    elif type(a) is Decimal or type(b) is Decimal:
        _estimate_decimal(vm, [a, b], False)
    return divmod(a, b)  # type: ignore[operator]


def _pow(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    if kwargs:
        names = ("base", "exp", "mod")
        for name, value in kwargs.items():
            if name not in names:
                raise TypeError(f"pow() got an unexpected keyword argument '{name}'")
            place = names.index(name)
            while len(args) <= place:
                args = [*args, None]
            args[place] = value
    arity("pow", args, None, 2, 3)
    if len(args) == 2 or args[2] is None:
        from limen.executor import operations

        return operations.binary(vm, operations.POW, args[0], args[1])
    method = _special(vm, args[0], "__pow__")
    if method is not UNDEFINED:
        return Invoke(method, [args[1], args[2]])
    plain = [payload(arg) for arg in args]
    if any(vm.is_guest(value) for value in plain):
        names_ = ", ".join(f"'{vm.class_name(arg)}'" for arg in args)
        raise TypeError(f"unsupported operand type(s) for ** or pow(): {names_}")
    vm.charge(cost.power(plain))
    if any(type(value) is Decimal for value in plain):
        _estimate_decimal(vm, plain, True)
    return pow(*plain)  # type: ignore[call-overload]


def _estimate_decimal(vm: Vm, values: list[object], power: bool) -> None:
    """Charge an operation on decimals."""
    from limen.executor.modules.decimal import estimate, estimate_power

    if power:
        estimate_power(vm, values)
    else:
        estimate(vm, values)


def _round(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    for name, value in (kwargs or {}).items():
        if name == "ndigits" and len(args) == 1:
            args = [*args, value]
        elif name == "number" and not args:
            args = [value]
        else:
            raise TypeError(f"round() got an unexpected keyword argument '{name}'")
    if not args:
        raise TypeError("round() missing required argument 'number' (pos 1)")
    if len(args) > 2:
        raise TypeError(f"round() takes at most 2 arguments ({len(args)} given)")
    method = _special(vm, args[0], "__round__")
    if method is not UNDEFINED:
        return Invoke(method, args[1:] if len(args) > 1 and args[1] is not None else [])
    value = payload(args[0])
    digits = payload(args[1]) if len(args) > 1 else None
    if digits is None:
        cost.whole(vm, value)
    if isinstance(value, int) and isinstance(digits, int):
        if digits >= 0:
            return int(value)
        if -digits > 5000:
            return 0 if -digits > value.bit_length() else round(value, digits)
        return round(value, digits)
    if vm.is_guest(value) or not hasattr(type(value), "__round__"):
        raise TypeError(f"type {vm.class_name(args[0])} doesn't define __round__ method")
    if type(digits) is Instance:
        digits = _index_of(vm, digits)
    elif vm.is_guest(digits):
        raise TypeError(f"'{vm.class_name(digits)}' object cannot be interpreted as an integer")
    return round(value) if digits is None else round(value, digits)  # type: ignore[call-overload]


def _index_of(vm: Vm, value: object) -> int:
    """Return the integer that `value` stands for (`__index__`)."""
    held = payload(value)
    if isinstance(held, int):
        return int(held)
    method = _special(vm, held, "__index__")
    if method is not UNDEFINED:
        result = payload(vm.call_nested(method, []))
        if isinstance(result, int):
            return int(result)
        raise TypeError(f"__index__ returned non-int (type {vm.class_name(result)})")
    raise TypeError(f"'{vm.class_name(value)}' object cannot be interpreted as an integer")


def _based(name: str) -> NativeCall:
    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        arity(name, args, kwargs, 1, 1)
        value = _index_of(vm, args[0])
        vm.charge(value.bit_length())
        return bin(value) if name == "bin" else hex(value) if name == "hex" else oct(value)

    return call


def _chr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("chr", args, kwargs, 1, 1)
    return chr(_index_of(vm, args[0]))


def _ord(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("ord", args, kwargs, 1, 1)
    value = payload(args[0])
    if isinstance(value, (str, bytes, bytearray)):
        return ord(value)
    raise TypeError(f"ord() expected string of length 1, but {vm.class_name(value)} found")


# Objects


def _len(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("len", args, kwargs, 1, 1)
    value = args[0]
    if type(value) is Instance:
        method = _special(vm, value, "__len__")
        if method is not UNDEFINED:
            return Invoke(vm.prelude("builtins", "len_"), [method])
        value = payload(value)
    if type(value) is range:
        found = RANGE.lookup("__len__")
        assert type(found) is Native
        return found.call(vm, [value], None)
    if type(value) is Class:
        hook = value.lookup("_limen_len_class")
        if type(hook) is Function:
            return Invoke(hook, [value])
    if not vm.is_guest(value):
        try:
            return len(value)  # type: ignore[arg-type]
        except TypeError:
            pass
    raise TypeError(f"object of type '{vm.class_name(args[0])}' has no len()")


def _repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("repr", args, kwargs, 1, 1)
    return formatting.pending_repr(vm, args[0])


def _ascii(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("ascii", args, kwargs, 1, 1)
    value = args[0]
    if type(value) is Instance and type(value.cls.lookup("__repr__")) is not Native:
        return Invoke(vm.prelude("builtins", "ascii_"), [value])
    found = formatting.pending_repr(vm, value)
    return Invoke(vm.prelude("builtins", "ascii_"), [value]) if type(found) is Invoke else formatting.ascii_text(found)


def _eval(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    from limen.executor.evaluation import eval_literals  # which imports operations, and they this module

    return eval_literals(vm, args, kwargs)


def _format(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("format", args, kwargs, 1, 2)
    value = args[0]
    spec = args[1] if len(args) > 1 else ""
    if type(payload(spec)) is not str:
        raise TypeError(f"format() argument 2 must be str, not {vm.class_name(spec)}")
    if type(value) is Instance:
        if type(value.cls.lookup("__format__")) is not Native:
            return Invoke(vm.prelude("builtins", "format_"), [value, spec])
    if not spec and (type(value) is Instance or type(value) in _CONTAINERS):
        return Invoke(STR, [value])
    return vm.format(value, str(payload(spec)))


def _print(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    separator: object = " "
    end: object = "\n"
    file: object = None
    flush: object = False
    for name, value in (kwargs or {}).items():
        if name == "sep":
            separator = " " if value is None else payload(value)
        elif name == "end":
            end = "\n" if value is None else payload(value)
        elif name == "file":
            file = value
        elif name == "flush":
            flush = value
        else:
            raise TypeError(bad_keyword("print", name))
    if file is None and "stdout" in vm.state:
        file = vm.state["stdout"]  # of contextlib.redirect_stdout
        if file is None:
            return None
    if type(separator) is not str:
        raise TypeError(f"sep must be None or a string, not {vm.class_name(separator)}")
    if type(end) is not str:
        raise TypeError(f"end must be None or a string, not {vm.class_name(end)}")
    for value in args:
        if type(value) is Instance and (
            type(value.cls.lookup("__str__")) is not Native or type(value.cls.lookup("__repr__")) is not Native
        ):
            return Invoke(vm.prelude("builtins", "print_"), [args, separator, end, file, flush])
    first = True
    parts: list[str] = []
    size = len(end)
    for value in args:
        if type(value) in _CONTAINERS:
            made_text = formatting.pending_repr(vm, value)
            if type(made_text) is Invoke:
                return Invoke(vm.prelude("builtins", "print_"), [args, separator, end, file, flush])
            assert type(made_text) is str
            text = made_text
        else:
            text = vm.str(value)
        size += len(text) + (0 if first else len(separator))
        if size > 1 << 16:
            vm.charge(size)
        if not first:
            parts.append(separator)
        first = False
        parts.append(text)
        if size > 1 << 20 and file is None:
            vm.write("".join(parts))
            parts = []
            size = len(end)
    parts.append(end)
    text = "".join(parts)
    if file is not None:
        return Invoke(vm.prelude("builtins", "write_to"), [file, text, flush])
    vm.write(text)
    return None


def _hash(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("hash", args, kwargs, 1, 1)
    method = _special(vm, args[0], "__hash__")
    if method is not UNDEFINED:
        return Invoke(vm.prelude("builtins", "hash_"), [method])
    return vm.hash(args[0])


def _id(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("id", args, kwargs, 1, 1)
    return formatting.identity(vm, args[0])


def _callable(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("callable", args, kwargs, 1, 1)
    value = args[0]
    if type(value) is Instance:
        found = value.cls.lookup("__call__")
        return found is not UNDEFINED and found is not None
    return isinstance(value, (Function, Method, Native, Class, Tool, StaticMethod, Alias))


def _attribute_name(vm: Vm, value: object, function: str) -> str:
    held = payload(value)
    if not isinstance(held, str):
        raise TypeError(f"attribute name must be string, not '{vm.class_name(value)}'")
    if held.startswith("_limen_") and not vm.frame.code.is_prelude:
        return f"_{held}"  # as the compiler says it: limen's own are out of a program's reach
    return held


def _getattr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("getattr", args, kwargs, 2, 3)
    name = _attribute_name(vm, args[1], "getattr")
    if len(args) == 2:
        return vm.get_attr(args[0], name)
    try:
        found = vm.get_attr(args[0], name)
    except AttributeError:
        return args[2]
    if type(found) is Invoke:
        return Invoke(vm.prelude("builtins", "getattr_"), [args[0], name, args[2]])
    return found


def _hasattr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("hasattr", args, kwargs, 2, 2)
    name = _attribute_name(vm, args[1], "hasattr")
    try:
        found = vm.get_attr(args[0], name)
    except AttributeError:
        return False
    if type(found) is Invoke:
        return Invoke(vm.prelude("builtins", "hasattr_"), [args[0], name])
    return True


def _setattr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    from limen.executor import attributes

    arity("setattr", args, kwargs, 3, 3)
    result = attributes.set(vm, args[0], _attribute_name(vm, args[1], "setattr"), args[2])
    return Invoke(vm.prelude("builtins", "discard"), [result.function, result.args]) if type(result) is Invoke else None


def _delattr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    from limen.executor import attributes

    arity("delattr", args, kwargs, 2, 2)
    result = attributes.delete(vm, args[0], _attribute_name(vm, args[1], "delattr"))
    return Invoke(vm.prelude("builtins", "discard"), [result.function, result.args]) if type(result) is Invoke else None


def _vars(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("vars", args, kwargs, 1, 1)
    try:
        return vm.get_attr(args[0], "__dict__")
    except AttributeError:
        raise TypeError("vars() argument must have __dict__ attribute") from None


def visible_names(vm: Vm, value: object) -> list[str]:
    """Return what `dir(value)` lists, sorted."""
    names: set[str] = set()
    if type(value) is Module:
        names.update(value.members)
    elif type(value) is Class:
        for base in value.mro:
            names.update(base.attrs)
    else:
        for base in vm.type_of(value).mro:
            names.update(base.attrs)
        own = value.attrs if type(value) is Instance or type(value) is Function else None
        names.update(own or ())
    return sorted(name for name in names if not name.startswith("_limen_"))


def _dir(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("dir", args, kwargs, 1, 1)
    method = _special(vm, args[0], "__dir__")
    if method is not UNDEFINED:
        return Invoke(vm.prelude("builtins", "dir_"), [method])
    return list(visible_names(vm, args[0]))


def _classes(vm: Vm, info: object, name: str, found: list[object], depth: int) -> None:
    """Flatten the second argument of isinstance and issubclass."""
    if depth > 100:
        raise RecursionError(
            f"maximum recursion depth exceeded in __{'instancecheck' if name == 'isinstance' else 'subclasscheck'}__"
        )
    if type(info) is Class:
        found.append(info)
    elif type(info) is tuple:
        for item in info:
            _classes(vm, item, name, found, depth + 1)
    elif type(info) is Union:
        for item in info.args:
            found.append(TYPES[type(None)] if item is None else item)
    elif type(info) is Alias:
        if type(info.origin) is Class and name == "isinstance":
            raise TypeError("isinstance() argument 2 cannot be a parameterized generic")
        raise TypeError(f"{name}() argument 2 cannot be a parameterized generic")
    elif type(info) is Instance and vm.has_guest_code(
        info, f"__{'instancecheck' if name == 'isinstance' else 'subclasscheck'}__"
    ):
        found.append(info)
    elif name == "isinstance":
        raise TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union")
    else:
        raise TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union")


def _isinstance(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("isinstance", args, kwargs, 2, 2)
    info = args[1]
    if type(info) is Class and "_limen_isinstance" not in info.attrs:
        return vm.type_of(args[0]).is_subclass(info) or _by_hook(vm, [info], args[0])
    found: list[object] = []
    _classes(vm, info, "isinstance", found, 0)
    cls = vm.type_of(args[0])
    hooked = False
    for item in found:
        if type(item) is Class:
            if cls.is_subclass(item):
                return True
            hooked = hooked or item.lookup("_limen_isinstance") is not UNDEFINED
        else:
            hooked = True
    return Invoke(vm.prelude("builtins", "isinstance_"), [args[0], found]) if hooked else False


def _by_hook(vm: Vm, found: list[object], value: object) -> object:
    """False, or the Invoke that asks the class's own instance check (abstract base classes)."""
    item = found[0]
    assert type(item) is Class
    if item.lookup("_limen_isinstance") is UNDEFINED:
        return False
    return Invoke(vm.prelude("builtins", "isinstance_"), [value, found])


def _issubclass(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("issubclass", args, kwargs, 2, 2)
    cls = args[0]
    if type(cls) is not Class:
        raise TypeError("issubclass() arg 1 must be a class")
    found: list[object] = []
    _classes(vm, args[1], "issubclass", found, 0)
    hooked = False
    for item in found:
        if type(item) is Class:
            if cls.is_subclass(item):
                return True
            hooked = hooked or item.lookup("_limen_issubclass") is not UNDEFINED
        else:
            hooked = True
    return Invoke(vm.prelude("builtins", "issubclass_"), [cls, found]) if hooked else False


# Iterating


def _iter(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("iter", args, kwargs, 1, 2)
    if len(args) == 2:
        if not _callable(vm, [args[0]], None):
            raise TypeError(
                "iter(object, sentinel): object must be callable"
                if sys.version_info[:2] == (3, 12)
                else "iter(v, w): v must be callable"
            )
        return Invoke(vm.prelude("builtins", "callable_iterator"), [args[0], args[1]])
    value = args[0]
    found = native_iter(value)
    if found is not None:
        return found
    from limen.executor import operations

    if type(value) is Instance and vm.has_guest_code(value, "__iter__"):
        return Invoke(vm.prelude("builtins", "iter_"), [_special(vm, value, "__iter__")])
    return operations.get_iter(vm, value)


def _next(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("next", args, kwargs, 1, 2)
    value = args[0]
    if isinstance(value, Iterator):
        item = value.step(vm)
        if item is not EXHAUSTED:
            return item
        if len(args) == 2:
            return args[1]
        raise StopIteration
    if len(args) == 2:
        if type(value) is Generator and value.frame is None:
            return args[1]
        return Invoke(vm.prelude("builtins", "next_"), args)
    if type(value) is Generator and value.kind == "generator":
        return Invoke(Resume(value, "send", None), [])
    method = vm.find_special(value, "__next__")
    if method is UNDEFINED:
        raise TypeError(f"'{vm.class_name(value)}' object is not an iterator")
    return Invoke(method, [])


def _sum(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    start: object = 0
    for name, value in (kwargs or {}).items():
        if name != "start" or len(args) > 1:
            raise TypeError(f"sum() got an unexpected keyword argument '{name}'")
        start = value
    if not args:
        raise TypeError("sum() takes at least 1 positional argument (0 given)")
    if len(args) > 2:
        raise TypeError(f"sum() takes at most 2 arguments ({len(args)} given)")
    if len(args) == 2:
        start = args[1]
    if type(start) is str:
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    if type(start) is bytes:
        raise TypeError("sum() can't sum bytes [use b''.join(seq) instead]")
    if type(start) is bytearray:
        raise TypeError("sum() can't sum bytearray [use b''.join(seq) instead]")
    items = host_items(vm, args[0])
    if items is not None and type(start) in _NUMBERS:
        vm.spend(len(items) // 16)
        for item in items:
            if type(item) not in _NUMBERS:
                break
        else:
            return sum(items, start)  # type: ignore[call-overload]
    return Invoke(vm.prelude("builtins", "sum_"), [args[0] if items is None else items, start])


def _any(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return _any_or_all(vm, "any", args, kwargs, True)


def _all(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return _any_or_all(vm, "all", args, kwargs, False)


def _any_or_all(vm: Vm, name: str, args: Args, kwargs: Kwargs, wanted: bool) -> object:
    arity(name, args, kwargs, 1, 1)
    value = args[0]
    if (
        type(value) is list
        or type(value) is tuple
        or type(value) is set
        or type(value) is frozenset
        or type(value) is dict
    ):
        vm.spend(len(value) // 16)
        for item in value:
            if type(item) is Instance:
                return Invoke(vm.prelude("builtins", f"{name}_"), [value])
            if vm.truth(item) is wanted:
                return wanted
        return not wanted
    return Invoke(vm.prelude("builtins", f"{name}_"), [value])


def _min(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return _extreme(vm, "min", args, kwargs)


def _max(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return _extreme(vm, "max", args, kwargs)


def _extreme(vm: Vm, name: str, args: Args, kwargs: Kwargs) -> object:
    key: object = None
    default: object = UNDEFINED
    for word, value in (kwargs or {}).items():
        if word == "key":
            key = value
        elif word == "default":
            default = value
        else:
            raise TypeError(f"{name}() got an unexpected keyword argument '{word}'")
    if not args:
        raise TypeError(f"{name} expected at least 1 argument, got 0")
    if len(args) > 1 and default is not UNDEFINED:
        raise TypeError(f"Cannot specify a default for {name}() with multiple positional arguments")
    items = args if len(args) > 1 else host_items(vm, args[0])
    if items is not None and key is None:
        if not items:
            if default is UNDEFINED:
                raise ValueError(_empty_text(name))
            return default
        vm.spend(len(items) // 16)
        for item in items:
            if type(item) not in _ATOMS:
                break
        else:
            return min(items) if name == "min" else max(items)  # type: ignore[type-var]
    has_default = default is not UNDEFINED
    return Invoke(
        vm.prelude("builtins", f"{name}_"),
        [args[0] if items is None else items, key, has_default, default if has_default else None, _empty_text(name)],
    )


def _empty_text(name: str) -> str:
    return _EMPTY_TEXT.replace("min", name, 1)


def _ask_empty_text() -> str:
    try:
        min([])
    except ValueError as error:
        return str(error)
    return "min() iterable argument is empty"


_EMPTY_TEXT: Final = _ask_empty_text()


def _sorted(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    if len(args) != 1:
        raise TypeError(f"sorted expected 1 argument, got {len(args)}")
    key: object = None
    reverse: object = False
    for name, value in (kwargs or {}).items():
        if name == "key":
            key = value
        elif name == "reverse":
            reverse = value
        else:
            raise TypeError(bad_keyword("sort", name))
    items = host_items(vm, args[0])
    if items is not None and key is None:
        vm.charge(len(items) * 8)
        result = items[:] if items is args[0] else items
        sort(vm, result, vm.truth(reverse))
        return result
    return Invoke(vm.prelude("builtins", "sorted_"), [args[0] if items is None else items, key, reverse])


def _sources(vm: Vm, args: Args) -> list[Iterator] | None:
    """Return Iterators over all the arguments, None when one must be asked in guest code; TypeError when not iterable."""
    sources: list[Iterator] = []
    native_only = True
    for value in args:
        if by_guest(value):
            native_only = False
            continue
        found = native_iter(value)
        if found is None:
            raise TypeError(f"'{vm.class_name(value)}' object is not iterable")
        if found.nesting >= MAX_NESTING:
            native_only = False
        sources.append(found)
    return sources if native_only else None


def _enumerate(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    start: object = 0
    for name, value in (kwargs or {}).items():
        if name == "start" and len(args) == 1:
            start = value
        elif name == "iterable" and not args:
            args = [value]
        else:
            raise TypeError(f"'{name}' is an invalid keyword argument for enumerate()")
    if not args:
        raise TypeError("enumerate() missing required argument 'iterable'")
    if len(args) > 2:
        raise TypeError(f"enumerate() takes at most 2 arguments ({len(args)} given)")
    if len(args) == 2:
        start = args[1]
    count = _index_of(vm, start)
    sources = _sources(vm, args[:1])
    if sources is None:
        return Invoke(vm.prelude("builtins", "enumerate_of"), [args[0], count])
    return EnumerateIterator(sources[0], count)


def _zip(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    strict = False
    for name, value in (kwargs or {}).items():
        if name != "strict":
            raise TypeError(f"zip() got an unexpected keyword argument '{name}'")
        strict = vm.truth(value)
    sources = _sources(vm, args)
    if sources is None:
        return Invoke(vm.prelude("builtins", "zip_of"), [args, strict])
    return ZipIterator(sources, strict)


def _map(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    if kwargs:
        raise TypeError("map() takes no keyword arguments")
    if len(args) < 2:
        raise TypeError("map() must have at least two arguments.")
    sources = _sources(vm, args[1:])
    if sources is not None and len(sources) == 1:
        made_map = make_map(args[0], sources[0])
        if made_map is not None:
            return made_map
    return Invoke(vm.prelude("builtins", "map_of"), [args[0], args[1:]])


def _filter(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    arity("filter", args, kwargs, 2, 2)
    _sources(vm, args[1:])
    return Invoke(vm.prelude("builtins", "filter_of"), args)


def _reversed(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    arity("reversed", args, kwargs, 1, 1)
    value = args[0]
    method = _special(vm, value, "__reversed__")
    if method is not UNDEFINED:
        return Invoke(method, [])
    held = payload(value)
    if held is value or not vm.has_guest_code(value, "__getitem__"):
        found = native_reversed(held)
        if found is not None:
            return found
    if vm.has_guest_code(value, "__getitem__") and vm.has_guest_code(value, "__len__"):
        return Invoke(vm.prelude("builtins", "reversed_of"), [value])
    if type(value) is Class:
        hook = value.lookup("_limen_reversed_class")
        if type(hook) is Function:
            return Invoke(hook, [value])
    declared = vm.type_of(held).lookup("__reversed__")
    if type(declared) is Native:
        return declared.call(vm, [value], None)
    if isinstance(held, (str, tuple, bytes, bytearray)):
        return Invoke(vm.prelude("builtins", "reversed_of"), [value])
    raise TypeError(f"'{vm.class_name(value)}' object is not reversible")


def _aiter(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("aiter", args, kwargs, 1, 1)
    method = vm.find_special(args[0], "__aiter__")
    if method is UNDEFINED:
        raise TypeError(f"'{vm.class_name(args[0])}' object is not an async iterable")
    return Invoke(method, [])


def _anext(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("anext", args, kwargs, 1, 2)
    method = vm.find_special(args[0], "__anext__")
    if method is UNDEFINED:
        raise TypeError(f"'{vm.class_name(args[0])}' object is not an async iterator")
    return Invoke(method, []) if len(args) == 1 else Invoke(vm.prelude("builtins", "anext_"), [method, args[1]])


# Classes: intrinsics of `build_class` and `_construct`


def _best_base(vm: Vm, bases: tuple[Class, ...]) -> None:
    """Check that the bases can be combined: one kind of payload at most."""
    kind = OBJECT
    for base in bases:
        held = payload_class(base)
        if base.is_exception:
            held = EXCEPTIONS[BaseException]
        if held is OBJECT or kind is held:
            continue
        if kind is OBJECT or held.is_subclass(kind):
            kind = held
        elif not kind.is_subclass(held):
            raise TypeError("multiple bases have instance lay-out conflict")


def _new_class(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_new_class(name, bases, namespace): a guest class."""
    name, given, namespace = args
    assert type(name) is str
    assert type(given) is tuple
    assert type(namespace) is dict
    bases: list[Class] = []
    for number, base in enumerate(given):
        if type(base) is Alias and type(base.origin) is Class:
            if base.origin.name == "Generic" and base.origin.immutable and _brings_generic(given[number + 1 :]):
                continue
            base = base.origin
        if type(base) is not Class:
            raise TypeError(f"bases must be types, not '{vm.class_name(base)}' (in class {name})")
        if base.final or (base.native and base.new is None and not base.is_exception and base.host is not None):
            raise TypeError(f"type '{base.name}' is not an acceptable base type")
        if base is TYPE:
            raise TypeError("metaclasses are not available here: 'type' is not an acceptable base type")
        if base in bases:
            raise TypeError(f"duplicate base class {base.name}")
        bases.append(base)
    if not bases:
        bases = [OBJECT]
    _best_base(vm, tuple(bases))
    vm.charge(1024 + len(namespace) * 64)
    attrs: dict[str, object] = {}
    for key, value in namespace.items():
        if type(key) is str and key not in ("__qualname__", "__module__", "__classcell__"):
            attrs[key] = value
    cls = Class(name, tuple(bases), attrs)
    cls.mro = linearise(cls)
    qualname = namespace.get("__qualname__", name)
    if type(qualname) is not str:
        raise TypeError(f"type __qualname__ must be a str, not {vm.class_name(qualname)}")
    cls.qualname = qualname
    cls.module = namespace.get("__module__", "__main__")
    cls.is_exception = any(base.is_exception for base in bases)
    for key in ("__new__",):
        if type(attrs.get(key)) is Function:
            attrs[key] = StaticMethod(attrs[key])
    for key in ("__init_subclass__", "__class_getitem__"):
        if type(attrs.get(key)) is Function:
            attrs[key] = ClassMethod(attrs[key])
    if "__eq__" in attrs and "__hash__" not in attrs:
        attrs["__hash__"] = None
    _slots(vm, cls, attrs)
    _abstract(cls, attrs)
    for key, value in attrs.items():
        if type(value) is Property and not value.name:
            value.name = key
    for base in bases:
        if not base.immutable:
            base.subclasses.append(cls)
    cell = namespace.get("__classcell__")
    if type(cell) is Cell:
        cell.value = cls
    return cls


def _brings_generic(bases: tuple[object, ...]) -> bool:
    """Whether one of the later bases is a subscripted class, so that Generic[...] before it only names the parameters."""
    return any(type(base) is Alias and type(base.origin) is Class and not base.origin.native for base in bases)


def _slots(vm: Vm, cls: Class, attrs: dict[str, object]) -> None:
    declared = attrs.get("__slots__")
    if declared is None:
        return
    names = [declared] if isinstance(declared, str) else list(vm.listed(declared))
    found: list[str] = []
    for name in names:
        if type(name) is not str:
            raise TypeError(f"__slots__ items must be strings, not '{vm.class_name(name)}'")
        if not name.isidentifier():
            raise TypeError("__slots__ must be identifiers")
        if name in attrs and name != "__dict__":
            raise ValueError(f"{name!r} in __slots__ conflicts with class variable")
        if name.startswith("__") and not name.endswith("__"):
            name = f"_{cls.name.lstrip('_')}{name}"
        found.append(name)
    if "__dict__" not in found:
        cls.slots = frozenset(found)


def _is_abstract(value: object) -> bool:
    if type(value) is Function:
        return value.attrs is not None and value.attrs.get("__isabstractmethod__") is True
    if type(value) is Property:
        return _is_abstract(value.fget) or _is_abstract(value.fset) or _is_abstract(value.fdel)
    if type(value) is StaticMethod or type(value) is ClassMethod:
        return _is_abstract(value.function)
    return False


def _abstract(cls: Class, attrs: dict[str, object]) -> None:
    """Note the abstract methods of a class that derives from ABC (which is marked by `_limen_abc`)."""
    if cls.lookup("_limen_abc") is UNDEFINED:
        return
    names = {name for name, value in attrs.items() if _is_abstract(value)}
    for base in cls.bases:
        inherited = base.lookup("_limen_abstract")
        if type(inherited) is frozenset:
            names.update(str(name) for name in inherited if _is_abstract(cls.lookup(str(name))))
    if names or cls.lookup("_limen_abstract") is not UNDEFINED:
        attrs["_limen_abstract"] = frozenset(names)
        cls.cache.clear()


def _limen_special(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_special(value, name): the special method, bound; None when there is none."""
    found = vm.find_special(args[0], str(args[1]))
    return None if found is UNDEFINED else found


def _limen_class_attr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_class_attr(cls, name): the raw attribute by the MRO, or None."""
    cls = args[0]
    assert type(cls) is Class
    found = cls.lookup(str(args[1]))
    return None if found is UNDEFINED else found


def _limen_python(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_python(): the version of the host's Python, for what changed between versions."""
    return sys.version_info[:2]


def _limen_mro(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_mro(cls): the class and those it derives from, in order; the builtin classes do not tell a guest."""
    assert type(args[0]) is Class
    return tuple(args[0].mro)


def _limen_made(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_made(cls, payload): an instance of a guest class around a host value."""
    assert type(args[0]) is Class
    return made(vm, args[0], payload(args[1]))


def _limen_sort_by(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_sort_by(items, keys, reverse): the items in the order of their keys, stable."""
    items, keys, reverse = args
    assert type(items) is list
    assert type(keys) is list
    vm.charge(len(items) * 40)
    order: list[object] = list(keys)
    vm.spend(len(items))
    total = 0
    for key in order:
        if cost.is_nested(key):
            total += cost.unfolded(key) * 8
    vm.charge(total)
    cost.mixed(vm, order)
    positions = sorted(range(len(items)), key=order.__getitem__, reverse=vm.truth(reverse))  # type: ignore[arg-type]
    return [items[position] for position in positions]


def _limen_text(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_text(result, method name): check that a special method returned text, as an exact str."""
    held = payload(args[0])
    if not isinstance(held, str):
        raise TypeError(f"{args[1]} returned non-string (type {vm.class_name(args[0])})")
    return held


def _limen_builtin_text(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_builtin_text(value): str(value) by the builtin rules."""
    return vm.str(args[0])


def _limen_write(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_write(text): to the run's output."""
    vm.write(str(args[0]))
    return None


def _limen_representing(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_representing(): the containers whose repr is being made, which are shortened inside."""
    return formatting.representing(vm)


def _limen_payload(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_payload(value): the host value that an instance of a builtin type's subclass holds."""
    return payload(args[0])


def _limen_copy_metadata(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_copy_metadata(group, part): traceback, cause, context, notes."""
    source, target = args
    if not (is_exception(source) and is_exception(target)):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    assert type(source) is Instance
    assert type(target) is Instance
    copy_metadata(source, target)
    return None


def _limen_members(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_members(exception): the members of a group, None for other exceptions."""
    if not is_exception(args[0]):
        return None
    assert type(args[0]) is Instance
    is_group = args[0].cls.is_subclass(EXCEPTIONS[BaseExceptionGroup])
    return data_of(args[0]).members if is_group else None


def _limen_hook(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_hook(cls, name): a hook of a class of the prelude as a callable, or None."""
    item, name = args
    if type(item) is not Class:
        return None
    found = item.lookup(str(name))
    if found is UNDEFINED:
        return None
    return found.function if type(found) is StaticMethod or type(found) is ClassMethod else found


def _limen_new_bytes(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_bytes(is_bytes, items)"""
    is_bytes, items = args
    assert type(items) is list
    plain = [payload(item) for item in items]
    for item in plain:
        if not isinstance(item, int):
            raise TypeError(f"'{vm.class_name(item)}' object cannot be interpreted as an integer")
    return bytes(plain) if is_bytes else bytearray(plain)  # type: ignore[arg-type]


def _limen_ascii(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_ascii(text): with everything but ASCII escaped."""
    return formatting.ascii_text(str(args[0]))


_FUNCTIONS: Final[dict[str, NativeCall]] = {
    "abs": _abs,
    "aiter": _aiter,
    "all": _all,
    "anext": _anext,
    "any": _any,
    "ascii": _ascii,
    "bin": _based("bin"),
    "callable": _callable,
    "chr": _chr,
    "delattr": _delattr,
    "dir": _dir,
    "divmod": _divmod,
    "eval": _eval,
    "format": _format,
    "getattr": _getattr,
    "hasattr": _hasattr,
    "hash": _hash,
    "hex": _based("hex"),
    "id": _id,
    "isinstance": _isinstance,
    "issubclass": _issubclass,
    "iter": _iter,
    "len": _len,
    "max": _max,
    "min": _min,
    "next": _next,
    "oct": _based("oct"),
    "ord": _ord,
    "pow": _pow,
    "print": _print,
    "repr": _repr,
    "round": _round,
    "setattr": _setattr,
    "sorted": _sorted,
    "sum": _sum,
    "vars": _vars,
}

BUILTINS: Final[dict[str, object]] = {name: managed(name, call) for name, call in _FUNCTIONS.items()}
BUILTINS.update(
    {
        "NotImplemented": NotImplemented,
        "Ellipsis": Ellipsis,
        "__name__": "__main__",
        "__doc__": None,
        "__debug__": True,
        "object": OBJECT,
        "type": TYPE,
        "int": INT,
        "bool": BOOL,
        "float": FLOAT,
        "complex": COMPLEX,
        "str": STR,
        "bytes": BYTES,
        "bytearray": BYTEARRAY,
        "list": LIST,
        "tuple": TUPLE,
        "dict": DICT,
        "set": SET,
        "frozenset": FROZENSET,
        "range": RANGE,
        "slice": SLICE,
        "property": PROPERTY,
        "staticmethod": STATICMETHOD,
        "classmethod": CLASSMETHOD,
        "super": SUPER,
        "enumerate": iterator_class("enumerate", EnumerateIterator, _enumerate),
        "zip": iterator_class("zip", ZipIterator, _zip),
        "map": iterator_class("map", MapIterator, _map),
        "filter": iterator_class("filter", None, _filter),
        "reversed": iterator_class("reversed", SequenceReverseIterator, _reversed),
    }
)
BUILTINS.update({cls.name: cls for cls in EXCEPTIONS.values()})
for _number, _name in enumerate(CALLS[1:], 1):
    _quick = BUILTINS[_name]
    assert type(_quick) is Native
    _quick.quick = _number
BUILTINS["EnvironmentError"] = BUILTINS["IOError"] = EXCEPTIONS[OSError]

_INTRINSIC_CALLS: Final[dict[str, NativeCall]] = {
    "_limen_new_class": _new_class,
    "_limen_special": _limen_special,
    "_limen_class_attr": _limen_class_attr,
    "_limen_made": _limen_made,
    "_limen_mro": _limen_mro,
    "_limen_python": _limen_python,
    "_limen_sort_by": _limen_sort_by,
    "_limen_text": _limen_text,
    "_limen_builtin_text": _limen_builtin_text,
    "_limen_write": _limen_write,
    "_limen_payload": _limen_payload,
    "_limen_representing": _limen_representing,
    "_limen_copy_metadata": _limen_copy_metadata,
    "_limen_members": _limen_members,
    "_limen_hook": _limen_hook,
    "_limen_bytes": _limen_new_bytes,
    "_limen_ascii": _limen_ascii,
}
INTRINSICS: Final[dict[str, object]] = {name: managed(name, call) for name, call in _INTRINSIC_CALLS.items()}
