"""object, type, functions, descriptors, generators, iterators: the classes of limen's own values."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from limen.executor import formatting
from limen.executor.code import UNDEFINED
from limen.executor.exceptions import EXCEPTIONS, make
from limen.executor.iterators import (
    EXHAUSTED,
    ArrayIterator,
    BytearrayIterator,
    BytesIterator,
    DictIterator,
    Iterator,
    ListIterator,
    ListReverseIterator,
    RangeIterator,
    SetIterator,
    StrIterator,
    TupleIterator,
)
from limen.executor.types import (
    OBJECT,
    TYPE,
    TYPES,
    add_methods,
    arity,
    class_method,
    getter,
    managed,
    native_class,
    static_method,
    wrong_receiver,
)
from limen.executor.types.instances import payload_class
from limen.executor.values import (
    Alias,
    AsyncNext,
    Class,
    ClassMethod,
    ExceptionData,
    Function,
    Future,
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
    Super,
    Tool,
    Union,
)

if TYPE_CHECKING:
    from limen.executor.vm import Vm

# object


def _object(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    if args or kwargs:
        raise TypeError("object() takes no arguments")
    return Instance(OBJECT)


def _overrides(cls: Class, name: str) -> bool:
    found = cls.lookup(name)
    return not (type(found) is Native and found.owner is OBJECT) and not (
        type(found) is StaticMethod and type(found.function) is Native and found.function.owner is OBJECT
    )


def _object_new(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    if not args:
        raise TypeError("object.__new__(): not enough arguments")
    cls = args[0]
    if type(cls) is not Class:
        raise TypeError(f"object.__new__(X): X is not a type object ({vm.class_name(cls)})")
    base = payload_class(cls)
    if base is not OBJECT and not cls.is_exception:
        raise TypeError(f"object.__new__({cls.name}) is not safe, use {base.name}.__new__()")
    if len(args) > 1 or kwargs:
        if _overrides(cls, "__new__"):
            raise TypeError("object.__new__() takes exactly one argument (the type to instantiate)")
        if not _overrides(cls, "__init__"):
            raise TypeError(f"{cls.name}() takes no arguments")
    abstract = cls.lookup("_limen_abstract")
    if type(abstract) is frozenset and abstract:
        names = sorted(str(name) for name in abstract)
        plural = "s" if len(names) > 1 else ""
        listed = ", ".join(names)
        said = f"with abstract method{plural} {listed}"
        if sys.version_info >= (3, 12):
            listed = ", ".join([f"'{name}'" for name in names])
            said = f"without an implementation for abstract method{plural} {listed}"
        raise TypeError(f"Can't instantiate abstract class {cls.name} {said}")
    made = Instance(cls)
    if cls.is_exception:
        made.payload = ExceptionData(tuple(args[1:]))
    return made


def _object_init(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    if not args:
        raise TypeError("unbound method object.__init__() needs an argument")
    if len(args) > 1 or kwargs:
        cls = vm.type_of(args[0])
        if _overrides(cls, "__init__"):
            raise TypeError("object.__init__() takes exactly one argument (the instance to initialize)")
        if not _overrides(cls, "__new__"):
            raise TypeError(f"{cls.name}() takes no arguments")
    return None


def _name(vm: Vm, value: object) -> str:
    if type(value) is not str:
        held = value.payload if type(value) is Instance else None
        if type(held) is not str:
            raise TypeError(f"attribute name must be string, not '{vm.class_name(value)}'")
        return held
    return value


def _setattr(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    from limen.executor import attributes

    arity("__setattr__", args[1:], kwargs, 2, 2)
    value = args[0]
    if type(value) is not Instance:
        return attributes.set(vm, value, _name(vm, args[1]), args[2])
    return attributes.instance_set(vm, value, _name(vm, args[1]), args[2])


def _delattr(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    from limen.executor import attributes

    arity("__delattr__", args[1:], kwargs, 1, 1)
    value = args[0]
    if type(value) is not Instance:
        return attributes.delete(vm, value, _name(vm, args[1]))
    return attributes.instance_delete(vm, value, _name(vm, args[1]))


def _getattribute(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    from limen.executor import attributes

    arity("__getattribute__", args[1:], kwargs, 1, 1)
    value = args[0]
    name = _name(vm, args[1])
    if type(value) is not Instance:
        return attributes.get_by_name(vm, value, name)
    found = attributes.instance_get(vm, value, name)
    if found is UNDEFINED:
        attributes.missing(vm, value, name)
    return found


def _object_repr(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return formatting.object_repr(vm, args[0])


def _object_str(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = args[0]
    if type(value) is Instance:
        method = value.cls.lookup("__repr__")
        if type(method) is not Native:
            return Invoke(vm.bind(method, value, value.cls), [])
    return vm.repr(value)


def _object_format(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("object.__format__", args[1:], kwargs, 1, 1)
    if type(args[1]) is not str:
        raise TypeError(f"__format__() argument must be str, not {vm.class_name(args[1])}")
    if args[1]:
        raise TypeError(f"unsupported format string passed to {vm.class_name(args[0])}.__format__")
    return Invoke(TYPES[str], [args[0]])


def _object_eq(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__eq__", args[1:], kwargs, 1, 1)
    return True if args[0] is args[1] else NotImplemented


def _object_ne(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__ne__", args[1:], kwargs, 1, 1)
    value = args[0]
    if type(value) is Instance and vm.has_guest_code(value, "__eq__"):
        return Invoke(vm.prelude("builtins", "not_equal"), [vm.find_special(value, "__eq__"), args[1]])
    return False if args[0] is args[1] else NotImplemented


def _object_hash(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = args[0]
    return id(value) >> 4 if type(value) is Instance else vm.hash(value)


def _nothing(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) > 1 or kwargs:
        cls = args[0]
        name = cls.name if type(cls) is Class else "object"
        raise TypeError(f"{name}.__init_subclass__() takes no keyword arguments")
    return None


def _not_implemented(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return NotImplemented


add_methods(
    OBJECT,
    [
        static_method("__new__", _object_new, plain=False),
        managed("__init__", _object_init),
        managed("__setattr__", _setattr),
        managed("__delattr__", _delattr),
        managed("__getattribute__", _getattribute),
        managed("__repr__", _object_repr),
        managed("__str__", _object_str),
        managed("__format__", _object_format),
        managed("__eq__", _object_eq),
        managed("__ne__", _object_ne),
        *[managed(f"__{name}__", _not_implemented) for name in ("lt", "le", "gt", "ge")],
        managed("__hash__", _object_hash),
        class_method("__init_subclass__", _nothing),
    ],
)
OBJECT.new = _object

# type


def _type(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) == 1 and not kwargs:
        return vm.type_of(args[0])
    if len(args) != 3:
        raise TypeError("type() takes 1 or 3 arguments")
    name, bases, namespace = args
    if type(name) is not str:
        raise TypeError(f"type.__new__() argument 1 must be str, not {vm.class_name(name)}")
    if type(bases) is not tuple:
        raise TypeError(f"type.__new__() argument 2 must be tuple, not {vm.class_name(bases)}")
    if type(namespace) is not dict:
        raise TypeError(f"type.__new__() argument 3 must be dict, not {vm.class_name(namespace)}")
    # limen's own hooks are out of a program's reach, as the compiler has it for what is written in a class
    own = {f"_{key}" if type(key) is str and key.startswith("_limen_") else key: namespace[key] for key in namespace}
    return Invoke(vm.prelude("builtins", "make_class"), [name, bases, own, kwargs or {}])


def _class_of(vm: Vm, value: object) -> Class:
    if type(value) is not Class:
        raise TypeError(f"descriptor requires a 'type' object but received a '{vm.class_name(value)}'")
    return value


def _mro(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    cls = _class_of(vm, args[0])
    if cls.native:
        raise AttributeError(f"type object '{cls.name}' has no attribute 'mro'")
    return list(cls.mro)


def _subclasses(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    cls = _class_of(vm, args[0])
    if cls.immutable:  # shared by all runs: does not know the classes of this one
        raise AttributeError(f"type object '{cls.name}' has no attribute '__subclasses__'")
    return list(cls.subclasses)


def _type_call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    cls = _class_of(vm, args[0])
    return (
        Invoke(vm.prelude("builtins", "_construct"), [cls, args[1:], kwargs or {}])
        if not cls.native
        else Invoke(cls, args[1:], kwargs)
    )


def _instancecheck(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return vm.type_of(args[1]).is_subclass(_class_of(vm, args[0]))


def _subclasscheck(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return _class_of(vm, args[1]).is_subclass(_class_of(vm, args[0]))


def _type_or(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    from limen.executor import operations

    return operations.binary(vm, operations.OR, args[0], args[1])


add_methods(
    TYPE,
    [
        managed("mro", _mro),
        managed("__subclasses__", _subclasses),
        managed("__call__", _type_call),
        managed("__instancecheck__", _instancecheck),
        managed("__subclasscheck__", _subclasscheck),
        managed("__or__", _type_or),
        managed("__repr__", lambda vm, args, kwargs: vm.repr(args[0])),
    ],
)
TYPE.new = _type
OBJECT_NEW: Final = OBJECT.attrs["__new__"]
OBJECT_INIT: Final = OBJECT.attrs["__init__"]
OBJECT.attrs["__doc__"] = "The base class of the class hierarchy."
TYPE.attrs["__doc__"] = "type(object) -> the object's type"

# Functions and descriptors


def _call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return Invoke(args[0], args[1:], kwargs)


def _get(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__get__", args[1:], kwargs, 1, 2)
    value = args[1]
    if value is None:
        return args[0]
    cls = args[2] if len(args) > 2 else vm.type_of(value)
    return vm.bind(args[0], value, cls if type(cls) is Class else vm.type_of(value))


def _class_method_get(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__get__", args[1:], kwargs, 1, 2)
    held = args[0]
    if type(held) is StaticMethod:
        return held.function
    if type(held) is not ClassMethod:
        wrong_receiver(vm, args, "classmethod", "__get__")
    cls = args[2] if len(args) > 2 else vm.type_of(args[1])
    return vm.bind(held, UNDEFINED, cls) if type(cls) is Class else Method(held.function, cls)


def _new_method(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    """types.MethodType(function, instance)."""
    if kwargs:
        raise TypeError("method() takes no keyword arguments")
    if len(args) != 2:
        raise TypeError(f"method expected 2 arguments, got {len(args)}")
    function, receiver = args
    if not (isinstance(function, (Function, Method, Native, Class, Tool)) or type(function) is Instance):
        raise TypeError("first argument must be callable")
    if receiver is None:
        raise TypeError("instance must not be None")
    return Method(function, receiver)


FUNCTION: Final = native_class(
    "function", Function, (), [managed("__call__", _call), managed("__get__", _get)], final=True
)
BUILTIN: Final = native_class("builtin_function_or_method", Native, (), [managed("__call__", _call)], final=True)
METHOD: Final = native_class("method", Method, (), [managed("__call__", _call)], new=_new_method, final=True)
DESCRIPTOR: Final = native_class(
    "method_descriptor", None, (), [managed("__call__", _call), managed("__get__", _get)], final=True
)
TOOL: Final = native_class("tool", Tool, (), [managed("__call__", _call)], final=True)


def _property(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    given: list[object] = [None, None, None, None]
    if len(args) > 4:
        raise TypeError(f"property() takes at most 4 arguments ({len(args)} given)")
    given[: len(args)] = args
    for name, value in (kwargs or {}).items():
        if name not in ("fget", "fset", "fdel", "doc"):
            raise TypeError(f"'{name}' is an invalid keyword argument for property()")
        given[("fget", "fset", "fdel", "doc").index(name)] = value
    fget = given[0]
    doc = given[3]
    if doc is None and type(fget) is Function:
        doc = fget.doc
    return Property(fget, given[1], given[2], doc)


def _property_of(vm: Vm, value: object) -> Property:
    if type(value) is not Property:
        raise TypeError(f"descriptor requires a 'property' object but received a '{vm.class_name(value)}'")
    return value


def _replaced(position: int) -> NativeCall:
    """Return `property.getter`, `setter` or `deleter`."""

    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        arity(("getter", "setter", "deleter")[position], args[1:], kwargs, 1, 1)
        old = _property_of(vm, args[0])
        made = Property(old.fget, old.fset, old.fdel, old.doc)
        made.name = old.name
        if position == 0:
            made.fget = args[1]
        elif position == 1:
            made.fset = args[1]
        else:
            made.fdel = args[1]
        return made

    return call


def _property_get(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    from limen.executor import attributes

    held = _property_of(vm, args[0])
    return held if args[1] is None else attributes.bind(vm, held, args[1], vm.type_of(args[1]))


def _property_set(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    held = _property_of(vm, args[0])
    if held.fset is None:
        raise AttributeError(f"property '{held.name}' of '{vm.class_name(args[1])}' object has no setter")
    return Invoke(held.fset, [args[1], args[2]])


PROPERTY: Final = native_class(
    "property",
    Property,
    (),
    [
        managed("getter", _replaced(0)),
        managed("setter", _replaced(1)),
        managed("deleter", _replaced(2)),
        managed("__get__", _property_get),
        managed("__set__", _property_set),
        getter("fget", lambda vm, args, kwargs: _property_of(vm, args[0]).fget),
        getter("fset", lambda vm, args, kwargs: _property_of(vm, args[0]).fset),
        getter("fdel", lambda vm, args, kwargs: _property_of(vm, args[0]).fdel),
        getter("__doc__", lambda vm, args, kwargs: _property_of(vm, args[0]).doc),
    ],
    new=_property,
    final=True,
)


def _static_method(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("staticmethod", args, kwargs, 1, 1)
    return StaticMethod(args[0])


def _class_method(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("classmethod", args, kwargs, 1, 1)
    return ClassMethod(args[0])


def _static_call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    held = args[0]
    if type(held) is not StaticMethod:
        wrong_receiver(vm, args, "staticmethod", "__call__")
    return Invoke(held.function, args[1:], kwargs)


STATICMETHOD: Final = native_class(
    "staticmethod",
    StaticMethod,
    (),
    [managed("__get__", _class_method_get), managed("__call__", _static_call)],
    new=_static_method,
    final=True,
)
CLASSMETHOD: Final = native_class(
    "classmethod", ClassMethod, (), [managed("__get__", _class_method_get)], new=_class_method, final=True
)


def _super(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    """super(start, receiver). The form without arguments is compiled to this one."""
    if kwargs:
        raise TypeError("super() takes no keyword arguments")
    if len(args) != 2:
        raise RuntimeError("super(): no arguments" if not args else "super(): give the class and the instance")
    start, receiver = args
    if type(start) is not Class:
        raise TypeError(f"super() argument 1 must be a type, not {vm.class_name(start)}")
    if type(receiver) is Class and receiver.is_subclass(start):
        return Super(start, receiver, receiver)
    kind = vm.type_of(receiver)
    if not kind.is_subclass(start):
        raise TypeError("super(type, obj): obj must be an instance or subtype of type")
    return Super(start, receiver, kind)


SUPER: Final = native_class("super", Super, (), (), new=_super, final=True)
MODULE: Final = native_class("module", Module, (), (), final=True)
NONE: Final = native_class("NoneType", type(None), (), (), new=lambda vm, cls, args, kwargs: None, final=True)
ELLIPSIS: Final = native_class("ellipsis", type(...), (), (), new=lambda vm, cls, args, kwargs: ..., final=True)
NOT_IMPLEMENTED: Final = native_class(
    "NotImplementedType", type(NotImplemented), (), (), new=lambda vm, cls, args, kwargs: NotImplemented, final=True
)
ALIAS: Final = native_class("GenericAlias", Alias, (), (), final=True, module="types")
UNION: Final = native_class("UnionType", Union, (), (), final=True, module="types")
FUTURE: Final = native_class("Future", Future, (), (), final=True, module="asyncio")

# Generators


def _generator(vm: Vm, args: list[object], name: str) -> Generator:
    value = args[0] if args else None
    if type(value) is not Generator:
        raise TypeError(
            f"descriptor '{name}' for 'generator' objects doesn't apply to a '{vm.class_name(value)}' object"
        )
    return value


def _next(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__next__", args[1:], kwargs, 0, 0)
    return Invoke(Resume(_generator(vm, args, "__next__"), "send", None), [])


def _send(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    held = _generator(vm, args, "send")
    arity(f"{held.kind}.send", args[1:], kwargs, 1, 1)
    if not held.started and args[1] is not None and held.frame is not None:
        raise TypeError(f"can't send non-None value to a just-started {held.kind}")
    return Invoke(Resume(held, "send", args[1]), [])


def thrown(vm: Vm, args: list[object]) -> Instance | Invoke:
    """Return the exception that `throw(type_or_instance[, value[, traceback]])` means; an Invoke that makes it first."""
    value = args[0]
    if type(value) is Instance and type(value.payload) is ExceptionData:
        if len(args) > 1 and args[1] is not None:
            raise TypeError("instance exception may not have a separate value")
        return value
    if type(value) is Class and value.is_exception:
        if len(args) > 1 and type(args[1]) is Instance and args[1].cls.is_subclass(value):
            return args[1]
        made = [] if len(args) < 2 or args[1] is None else list(args[1]) if type(args[1]) is tuple else [args[1]]
        return Invoke(value, made)
    raise TypeError(f"exceptions must be classes or instances deriving from BaseException, not {vm.class_name(value)}")


def _throw(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    held = _generator(vm, args, "throw")
    arity("throw", args[1:], kwargs, 1, 3)
    found = thrown(vm, args[1:])
    if type(found) is Invoke:
        return Invoke(vm.prelude("builtins", "throw_new"), [held, found.function, found.args])
    return Invoke(Resume(held, "throw", found), [])


def _close(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    held = _generator(vm, args, "close")
    arity("close", args[1:], kwargs, 0, 0)
    if held.frame is None:
        return None
    return Invoke(Resume(held, "close", make(EXCEPTIONS[GeneratorExit], ())), [])


def _self(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return args[0]


# What a Generator is depends on its kind, see `varying_class`.
GENERATOR: Final = native_class(
    "generator",
    Generator,
    (),
    [
        managed("__iter__", _self),
        managed("__next__", _next),
        managed("send", _send),
        managed("throw", _throw),
        managed("close", _close),
    ],
    final=True,
)
COROUTINE: Final = native_class(
    "coroutine",
    None,
    (),
    [managed("__await__", _self), managed("send", _send), managed("throw", _throw), managed("close", _close)],
    final=True,
)
COROUTINE.new = None


def _async_next(kind: str) -> NativeCall:
    def call(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        held = _generator(vm, args, "asend")
        value: object = args[1] if len(args) > 1 else None
        if kind == "throw":
            found = thrown(vm, args[1:])
            value = found if type(found) is Instance else vm.call_nested(args[1], [])
        elif kind == "close":
            value = make(EXCEPTIONS[GeneratorExit], ())
        return AsyncNext(held, kind, value)

    return call


ASYNC_GENERATOR: Final = native_class(
    "async_generator",
    None,
    (),
    [
        managed("__aiter__", _self),
        managed("__anext__", _async_next("next")),
        managed("asend", _async_next("next")),
        managed("athrow", _async_next("throw")),
        managed("aclose", _async_next("close")),
    ],
    final=True,
)
ASYNC_GENERATOR.new = None
native_class("async_generator_asend", AsyncNext, (), [managed("__await__", _self)], final=True)


# Iterators


def _iterator_next(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("__next__", args[1:], kwargs, 0, 0)
    value = args[0]
    if type(value) is Generator:
        return Invoke(Resume(value, "send", None), [])
    if not isinstance(value, Iterator):
        raise TypeError(f"descriptor '__next__' doesn't apply to a '{vm.class_name(value)}' object")
    item = value.step(vm)
    if item is EXHAUSTED:
        raise StopIteration
    return item


def _length_hint(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = args[0]
    return value.remaining() if isinstance(value, Iterator) else NotImplemented


ITERATORS: Final[dict[str, Class]] = {}  # the classes of iterators by name; several may share a host type


def iterator_class(name: str, host: type | None, new: NativeCall | None = None, module: str = "builtins") -> Class:
    """Return the class of an iterator type: `__iter__`, `__next__`, `__length_hint__`."""
    rows = [managed("__iter__", _self), managed("__next__", _iterator_next)]
    if new is None:
        rows.append(managed("__length_hint__", _length_hint))
    made = native_class(name, host, (), rows, new=new, module=module)
    made.new = new
    made.final = new is None
    ITERATORS[name] = made
    return made


LIST_ITERATOR: Final = iterator_class("list_iterator", ListIterator)
iterator_class("list_reverseiterator", ListReverseIterator)
iterator_class("tuple_iterator", TupleIterator)
iterator_class(type(iter("a")).__name__, StrIterator)
iterator_class("bytes_iterator", BytesIterator)
iterator_class("bytearray_iterator", BytearrayIterator)
iterator_class("range_iterator", RangeIterator)
iterator_class("arrayiterator", ArrayIterator, module="array")
for _part in ("key", "value", "item"):
    iterator_class(f"dict_{_part}iterator", DictIterator)
    iterator_class(f"dict_reverse{_part}iterator", DictIterator)
iterator_class("set_iterator", SetIterator)
iterator_class("callable_iterator", None)
iterator_class("iterator", None)

# Types whose values are not all of one class for the guest.
VARYING: Final = frozenset({Generator, Native, Method, DictIterator})


def varying_class(value: object) -> Class:
    """Return the class of a value whose type is in VARYING."""
    if type(value) is Generator:
        if value.type_name in ITERATORS:
            return ITERATORS[value.type_name]
        if value.kind == "coroutine":
            return COROUTINE
        return ASYNC_GENERATOR if value.kind == "async generator" else GENERATOR
    if type(value) is DictIterator:
        return ITERATORS[f"dict_{'reverse' if value.is_reversed else ''}{value.kind}iterator"]
    if type(value) is Native:
        return BUILTIN if value.owner is None else DESCRIPTOR
    return BUILTIN if type(value) is Method and type(value.function) is Native else METHOD
