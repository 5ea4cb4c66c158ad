"""abc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.code import UNDEFINED
from limen.executor.iterators import Iterator
from limen.executor.surface import SURFACE
from limen.executor.types import OBJECT, managed
from limen.executor.values import (
    GUEST_TYPES,
    Class,
    Function,
    Future,
    Generator,
    Method,
    Module,
    Native,
    StaticMethod,
    Tool,
)

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NAMES: Final = (
    "ABC",
    "ABCMeta",
    "abstractclassmethod",
    "abstractmethod",
    "abstractproperty",
    "abstractstaticmethod",
    "update_abstractmethods",
)
_OF_GENERATORS: Final = {
    "generator": frozenset({"__iter__", "__next__", "send", "throw", "close", "__hash__"}),
    "coroutine": frozenset({"__await__", "send", "throw", "close", "__hash__"}),
    "async generator": frozenset({"__aiter__", "__anext__", "asend", "athrow", "aclose", "__hash__"}),
}
_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "Sequence": ("list", "tuple", "str", "range", "bytes", "bytearray", "deque", "array"),
    "MutableSequence": ("list", "bytearray", "deque", "array"),
    "ByteString": ("bytes", "bytearray"),
    "Set": ("set", "frozenset", "dict_keys", "dict_items"),
    "MutableSet": ("set",),
    "Mapping": ("dict", "mappingproxy"),
    "MutableMapping": ("dict",),
    "MappingView": ("dict_keys", "dict_values", "dict_items"),
    "KeysView": ("dict_keys",),
    "ItemsView": ("dict_items",),
    "ValuesView": ("dict_values",),
    "Number": ("int", "bool", "float", "complex", "Decimal"),
    "Complex": ("int", "bool", "float", "complex"),
    "Real": ("int", "bool", "float"),
    "Rational": ("int", "bool"),
    "Integral": ("int", "bool"),
}


def _registry(vm: Vm) -> dict[int, list[object]]:
    found = vm.state.setdefault("abc", {})
    assert isinstance(found, dict)
    return found


def _register(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_register(cls, subclass)"""
    if not isinstance(args[1], Class):
        raise TypeError("Can only register classes")
    vm.charge(128)
    _registry(vm).setdefault(id(args[0]), [args[0]]).append(args[1])
    return None


def _registered(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_registered(cls, subclass): also for classes that derive from `cls`."""
    registry = vm.state.get("abc")
    cls, subclass = args
    if not isinstance(registry, dict) or not isinstance(subclass, Class) or not isinstance(cls, Class):
        return False
    for base, *classes in registry.values():
        if base.is_subclass(cls) and any(subclass.is_subclass(found) for found in classes):
            return True
    return False


def _own(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_own(cls, name): the attribute of the class itself, not of its bases; None when it has none."""
    cls = args[0]
    assert isinstance(cls, Class)
    return cls.attrs.get(str(args[1]))


def has_method(cls: Class, name: str) -> bool:
    """Whether instances of a class have a special method, by the class or by the host type behind it."""
    found = cls.lookup(name)
    if found is None:
        return False
    if found is not UNDEFINED and not (type(found) is Native and found.owner is OBJECT):
        return True
    for base in cls.mro:
        host = base.host
        if host is None or base is OBJECT:
            continue
        if issubclass(host, Iterator):
            return name in ("__iter__", "__next__", "__hash__")
        if host in GUEST_TYPES:
            return (
                name == "__hash__"
                or (name == "__call__" and host in (Function, Native, Method, Class, Tool, StaticMethod))
                or (name == "__await__" and host is Future)
            )
        if (name == "__reversed__" and base.name in _KINDS["Sequence"]) or (
            name == "__contains__" and base.name == "dict_values"
        ):
            return True
        for kind in host.__mro__:
            if name in kind.__dict__ and (kind is not object or name == "__hash__"):
                return kind.__dict__[name] is not None
        return False
    return name == "__hash__"


def _has_methods(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_has_methods(cls, value, names): structural check; value: the instance, or _limen_missing."""
    cls, value, names = args
    assert isinstance(cls, Class)
    assert isinstance(names, tuple)
    if isinstance(value, Generator):
        known = _OF_GENERATORS[value.kind]
        return all(name in known for name in names)
    return all(has_method(cls, str(name)) for name in names)


def _host_kind(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_host_kind(cls, kind): whether a builtin type belongs to one of the ABCs that are not structural."""
    cls = args[0]
    assert isinstance(cls, Class)
    return any(base.native and base.name in _KINDS[str(args[1])] for base in cls.mro)


def build() -> Module:
    """Return the module."""
    for name, call in (
        ("_limen_register", _register),
        ("_limen_registered", _registered),
        ("_limen_own", _own),
        ("_limen_has_methods", _has_methods),
        ("_limen_host_kind", _host_kind),
    ):
        SURFACE.intrinsics[name] = managed(name, call)
    return Module("abc", {name: SURFACE.prelude("abc", name) for name in _NAMES})
