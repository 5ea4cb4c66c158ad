"""How instances of classes that derive from builtin types come to be: `__new__` and `__init__` of the builtin types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from limen.executor.types import OBJECT, add_methods, static_method
from limen.executor.values import Class, Instance, Invoke, NativeCall

if TYPE_CHECKING:
    from limen.executor.vm import Vm


def payload_class(cls: Class) -> Class:
    """Return the builtin class that says what instances of `cls` hold; OBJECT when they hold nothing."""
    for base in cls.mro:
        if base.native and base.new is not None:
            return base
    return OBJECT


def made(vm: Vm, cls: Class, payload: object) -> Instance:
    """Return an instance of the guest class `cls` around a host value."""
    instance = Instance(cls)
    instance.payload = payload
    return instance


def _new_for(base: Class) -> NativeCall:
    """Return `base.__new__`: `call(vm, [cls, *args], kwargs)`."""

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        if not args:
            raise TypeError(f"{base.name}.__new__(): not enough arguments")
        cls = args[0]
        if type(cls) is not Class:
            raise TypeError(f"{base.name}.__new__(X): X is not a type object ({vm.class_name(cls)})")
        if not cls.is_subclass(base):
            raise TypeError(f"{base.name}.__new__({cls.name}): {cls.name} is not a subtype of {base.name}")
        make = base.new
        assert make is not None
        if cls.native:
            return make(vm, cls, args[1:], kwargs)
        result = make(vm, base, args[1:], kwargs)
        if type(result) is Invoke:
            return Invoke(vm.prelude("builtins", "new_around"), [cls, base, args[1:], kwargs or {}])
        return made(vm, cls, result)

    return call


def _new_empty(base: Class) -> NativeCall:
    """Return `__new__` of a mutable type: an empty payload, for `__init__` to fill."""

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        if not args or type(args[0]) is not Class:
            raise TypeError(f"{base.name}.__new__(X): X is not a type object")
        cls = args[0]
        if not cls.is_subclass(base):
            raise TypeError(f"{base.name}.__new__({cls.name}): {cls.name} is not a subtype of {base.name}")
        make = base.new
        assert make is not None
        empty = make(vm, base, [], None)
        return empty if cls is base else made(vm, cls, empty)

    return call


def make_new(*classes: Class) -> None:
    """Give immutable builtin types their `__new__`."""
    for cls in classes:
        add_methods(cls, [static_method("__new__", _new_for(cls), plain=False)])


def make_new_empty(*classes: Class) -> None:
    """Give mutable builtin types their `__new__`."""
    for cls in classes:
        add_methods(cls, [static_method("__new__", _new_empty(cls), plain=False)])
