"""Rows of the surface: how a native function or class is declared, and the two classes everything derives from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, NoReturn

from limen.executor.values import (
    Class,
    ClassMethod,
    ExceptionData,
    Instance,
    Native,
    NativeCall,
    Property,
    StaticMethod,
)

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Row = Native | ClassMethod | StaticMethod | Property

# Exact host type -> its native class; filled by native_class. This is SURFACE.types.
TYPES: Final[dict[type, Class]] = {}

OBJECT: Final = Class("object", (), {}, native=True)
TYPE: Final = Class("type", (OBJECT,), {}, native=True)
OBJECT.host = object
TYPE.mro = [TYPE, OBJECT]
TYPE.host = type
TYPES[Class] = TYPE


def native(
    name: str,
    call: NativeCall,
    *,
    plain: bool = True,
    iterables: tuple[int, ...] = (),
    cost: Callable[[list[object]], int] | None = None,
    module: str = "builtins",
    doc: str | None = None,
    keeps: int = 99,
) -> Native:
    """Return one function of the surface; see `values.Native` for what the parameters mean.

    Positions in `iterables`, `keeps`, and the list that `cost` gets, count the receiver of a method as number 0.
    """
    made = Native(name, call, plain, iterables, cost)
    made.keeps = keeps
    made.module = module
    made.doc = doc
    return made


def managed(name: str, call: NativeCall, *, module: str = "builtins", doc: str | None = None) -> Native:
    """Return a function of the surface that is called as `call(vm, args, kwargs)` and may return Invoke."""
    made = Native(name, call, False)
    made.module = module
    made.doc = doc
    return made


def native_class(
    name: str,
    host: type | None = None,
    bases: tuple[Class, ...] = (),
    methods: Iterable[Row] = (),
    *,
    new: NativeCall | None = None,
    attrs: dict[str, object] | None = None,
    final: bool = False,
    module: str = "builtins",
    doc: str | None = None,
) -> Class:
    """Return a builtin class, and register it for values of the exact type `host`.

    methods: rows made by `native`, `managed`, `class_method`, `static_method`, `getter`; named by themselves.
    new: `new(vm, cls, args, kwargs)` makes an instance (it may return Invoke); None: instances cannot be made by calling.
    attrs: further attributes (constants). final: cannot be subclassed.
    """
    cls = Class(name, bases or (OBJECT,), dict(attrs) if attrs else {}, native=True)
    cls.module = module
    cls.host = host
    cls.new = new
    cls.final = final
    cls.attrs["__doc__"] = doc
    cls.mro = [cls, *cls.bases[0].mro] if len(cls.bases) == 1 else linearise(cls)
    cls.is_exception = cls.bases[0].is_exception
    for base in cls.bases:
        base.subclasses.append(cls)
    if new is None and cls.bases[0].new is not None and host is None:
        cls.new = cls.bases[0].new
    add_methods(cls, methods)
    if host is not None:
        TYPES[host] = cls
    return cls


def add_methods(cls: Class, methods: Iterable[Row]) -> None:
    """Put rows into the attributes of a builtin class, as its own."""
    for row in methods:
        if isinstance(row, Property):
            cls.attrs[row.name] = row
            continue
        function = row if isinstance(row, Native) else row.function
        assert isinstance(function, Native)
        function.owner = cls
        function.module = str(cls.module)
        function.qualname = f"{cls.name}.{function.name}"
        cls.attrs[function.name] = row


def class_method(name: str, call: NativeCall) -> ClassMethod:
    """Return a class method row: `call(vm, [cls, *args], kwargs)`."""
    return ClassMethod(managed(name, call))


def static_method(name: str, call: NativeCall, *, plain: bool = True, iterables: tuple[int, ...] = ()) -> StaticMethod:
    """Return a static method row."""
    return StaticMethod(native(name, call, plain=plain, iterables=iterables))


def getter(name: str, call: NativeCall, setter: NativeCall | None = None) -> Property:
    """Return a data attribute row: `call(vm, [receiver], None)` reads it, `setter(vm, [receiver, value], None)` writes it."""
    made = Property(managed(name, call), None if setter is None else managed(name, setter))
    made.name = name
    return made


def payload(value: object) -> object:
    """Return the host value that `value` is or holds."""
    if type(value) is Instance and value.payload is not None and type(value.payload) is not ExceptionData:
        return value.payload
    return value


def wrong_receiver(vm: Vm, args: list[object], owner: str, name: str) -> NoReturn:
    """Raise CPython's TypeError for a method of a builtin type that was given another receiver."""
    if not args:
        raise TypeError(f"unbound method {owner}.{name}() needs an argument")
    raise TypeError(f"descriptor '{name}' for '{owner}' objects doesn't apply to a '{vm.class_name(args[0])}' object")


def arity(name: str, args: list[object], kwargs: dict[str, object] | None, low: int, high: int) -> None:
    """Raise CPython's TypeError unless there are between `low` and `high` positional arguments and no others."""
    if kwargs:
        raise TypeError(f"{name}() takes no keyword arguments")
    count = len(args)
    if low <= count <= high:
        return
    if low == high == 1:
        raise TypeError(f"{name}() takes exactly one argument ({count} given)")
    if low == high:
        raise TypeError(f"{name} expected {low} argument{'s' * (low != 1)}, got {count}")
    bound, word = (low, "least") if count < low else (high, "most")
    raise TypeError(f"{name} expected at {word} {bound} argument{'s' * (bound != 1)}, got {count}")


def bad_keyword(function: str, name: str) -> str:
    """Return the message for a keyword argument that a builtin function does not have, in this CPython's words."""
    if sys.version_info >= (3, 13):
        return f"{function}() got an unexpected keyword argument '{name}'"
    return f"'{name}' is an invalid keyword argument for {function}()"


def linearise(cls: Class) -> list[Class]:
    """Return the C3 method resolution order of `cls` from those of its bases.

    Raises TypeError when the bases have no consistent order.
    """
    sequences = [list(base.mro) for base in cls.bases] + [list(cls.bases)]
    order = [cls]
    while True:
        sequences = [sequence for sequence in sequences if sequence]
        if not sequences:
            return order
        for sequence in sequences:
            head = sequence[0]
            if not any(head in other[1:] for other in sequences):
                break
        else:
            heads: list[Class] = []
            for sequence in sequences:
                if sequence[0] not in heads:
                    heads.append(sequence[0])
            names = ", ".join(head.name for head in heads)
            space = " " if sys.version_info >= (3, 13) else "\n"
            raise TypeError(f"Cannot create a consistent method resolution{space}order (MRO) for bases {names}")
        order.append(head)
        for sequence in sequences:
            if sequence[0] is head:
                del sequence[0]
