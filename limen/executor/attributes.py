"""The one place where attributes are read, written and deleted; what is not on the surface does not exist.

Serves the instructions, calls of methods, `getattr` and its relatives, `str.format`, patterns, everything. A result may be
Invoke: a property, descriptor or hook of the guest that the VM has to call.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NoReturn

from limen.executor.code import UNDEFINED
from limen.executor.surface import SURFACE
from limen.executor.types import OBJECT, TYPE
from limen.executor.values import (
    HOOKED,
    MIXED,
    PLAIN,
    UNKNOWN,
    Alias,
    Class,
    ClassMethod,
    Function,
    Generator,
    Instance,
    Invoke,
    Method,
    Module,
    Native,
    Property,
    StaticMethod,
    Super,
    Union,
)

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_STREAMS: Final = ("stdout", "stderr")
_CALLABLES: Final = frozenset({Function, Method, Native, Generator, Module})
_NO_DICT: Final = " and no __dict__ for setting new attributes" if sys.version_info >= (3, 13) else ""
_INTERNAL: Final = "_limen_"


def get(vm: Vm, value: object, name: str) -> object:
    """value.name; raise AttributeError when the guest has no such attribute."""
    if type(value) is Instance:
        cls = value.cls
        if cls.access == UNKNOWN:
            classify(cls)
        hook = _hook(cls, "__getattribute__")
        if hook is not None:
            return Invoke(vm.prelude("operators", "getattr_hook"), [hook, _fallback(cls), value, name])
        found = instance_get(vm, value, name)
        if found is UNDEFINED:
            fallback = _fallback(cls)
            if fallback is not None:
                return Invoke(fallback, [value, name])
            missing(vm, value, name)
        return found
    found = _find(vm, value, name)
    if found is UNDEFINED:
        missing(vm, value, name)
    return found


def find(vm: Vm, value: object, name: str) -> object:
    """value.name as `get` gives it, or UNDEFINED instead of AttributeError (hooks that raise still raise)."""
    if type(value) is Instance:
        if _hook(value.cls, "__getattribute__") is not None or _fallback(value.cls) is not None:
            return get(vm, value, name)
        return instance_get(vm, value, name)
    return _find(vm, value, name)


def _fallback(cls: Class) -> object:
    return _hook(cls, "__getattr__")


def _hook(cls: Class, name: str) -> object:
    """What the guest has put in the place of object's own: a function, or a method of a builtin type; else None."""
    found = cls.lookup(name)
    if type(found) is Function:
        return found
    return found if type(found) is Native and found is not OBJECT.attrs.get(name) else None


def missing(vm: Vm, value: object, name: str) -> NoReturn:
    """Raise the AttributeError for an attribute that does not exist."""
    if type(value) is Class:
        if sys.version_info < (3, 12) and value.lookup("_member_map_") is not UNDEFINED:
            raise AttributeError(name, name=name, obj=value)  # an enum: all that its class said until 3.12
        title = f"datetime.{value.name}" if value.native and value.module == "datetime" else value.name
        raise AttributeError(f"type object '{title}' has no attribute '{name}'", name=name, obj=value)
    if type(value) is Module:
        raise AttributeError(f"module '{value.name}' has no attribute '{name}'", name=name, obj=value)
    raise AttributeError(f"'{vm.class_name(value)}' object has no attribute '{name}'", name=name, obj=value)


def classify(cls: Class) -> None:
    """Find out whether attributes of instances of `cls` can be reached straight in their dictionaries."""
    cls.access = HOOKED if cls is OBJECT else PLAIN  # a bare object() has no dictionary
    for base in cls.mro:
        if base is OBJECT:
            continue
        if base.slots is not None or base.native:
            cls.access = HOOKED
        for name, attr in base.attrs.items():
            if name in ("__getattribute__", "__setattr__", "__delattr__"):
                cls.access = HOOKED
            elif cls.access == PLAIN and is_data_descriptor(attr):
                cls.access = MIXED


def is_data_descriptor(attr: object) -> bool:
    """Whether an attribute of a class comes before the instance's own."""
    if type(attr) is Property:
        return True
    return type(attr) is Instance and (
        attr.cls.lookup("__set__") is not UNDEFINED or attr.cls.lookup("__delete__") is not UNDEFINED
    )


def instance_get(vm: Vm, value: Instance, name: str) -> object:
    """The default look-up on an instance: data descriptors, its own attributes, its class's; UNDEFINED when none."""
    cls = value.cls
    attr = cls.lookup(name)
    if attr is not UNDEFINED and is_data_descriptor(attr):
        if not (type(attr) is Instance and attr.cls.lookup("__get__") is UNDEFINED):
            return bind(vm, attr, value, cls)
    found = value.attrs.get(name, UNDEFINED)
    if found is not UNDEFINED:
        return found
    if attr is not UNDEFINED:
        return bind(vm, attr, value, cls)
    if name == "__class__":
        return cls
    if name == "__dict__" and has_dict(cls):
        slots = [slot for base in cls.mro if base.slots is not None for slot in base.slots]
        if not slots:
            return dict(value.attrs) if value.frozen else value.attrs
        return {key: item for key, item in value.attrs.items() if key not in slots}
    if name == "__doc__":
        return _class_doc(cls)
    if name == "__module__":
        return cls.module
    return UNDEFINED


def has_dict(cls: Class) -> bool:
    """Whether instances have a dictionary: some class of the MRO was made without `__slots__`."""
    for base in cls.mro:
        if not base.native and base.slots is None:
            return True
    return cls.is_exception


def bind(vm: Vm, attr: object, value: object, cls: Class) -> object:
    """What an attribute of a class means for an instance of it."""
    kind = type(attr)
    if kind is Function:
        return Method(attr, value)
    if kind is Native:
        assert type(attr) is Native
        return Method(attr, value) if attr.owner is not None else attr
    if kind is Property:
        assert type(attr) is Property
        getter = attr.fget
        if getter is None:
            if type(value) is Instance:
                raise AttributeError(f"property '{attr.name}' of '{cls.qualname}' object has no getter")
            raise AttributeError("unreadable attribute")
        if type(getter) is Native and not getter.plain:
            return getter.call(vm, [value], None)
        return Invoke(getter, [value])
    if kind is StaticMethod:
        assert type(attr) is StaticMethod
        return attr.function
    if kind is ClassMethod:
        assert type(attr) is ClassMethod
        return of_class(vm, attr, cls)
    if kind is Instance:
        assert type(attr) is Instance
        getter = attr.cls.lookup("__get__")
        if type(getter) is Function or (getter is not UNDEFINED and type(getter) is not Native):
            return Invoke(Method(getter, attr), [value, cls])
    return attr


def of_class(vm: Vm, attr: ClassMethod, cls: Class) -> object:
    """What a class method is on a class; a property inside of it is read, as CPython did before 3.13."""
    if type(attr.function) is Property and sys.version_info < (3, 13):
        return bind(vm, attr.function, cls, TYPE)
    return Method(attr.function, cls)


def _find(vm: Vm, value: object, name: str) -> object:
    """Attributes of everything that is not an Instance."""
    kind = type(value)
    if kind is Module:
        assert type(value) is Module
        return module_get(vm, value, name)
    if kind is Class:
        assert type(value) is Class
        return class_get(vm, value, name)
    if kind is Super:
        assert type(value) is Super
        return _super_get(vm, value, name)
    if kind is Function:
        assert type(value) is Function
        found = _function_get(value, name)
        if found is not UNDEFINED:
            return found
    elif kind is Method:
        assert type(value) is Method
        if name == "__func__":
            return value.function if type(value.function) is Function else UNDEFINED
        if name == "__self__":
            return value.receiver if type(value.function) is Function else UNDEFINED
        if name in ("__name__", "__qualname__", "__doc__", "__module__", "__annotations__", "__wrapped__"):
            return _find(vm, value.function, name)
        if type(value.function) is Function:
            found = _function_get(value.function, name)
            if found is not UNDEFINED:
                return found
    elif kind is Native:
        assert type(value) is Native
        if name == "__name__":
            return value.name
        if name == "__qualname__":
            return value.qualname
        if name == "__doc__":
            return value.doc
        if name == "__module__":
            return value.module
    elif kind is Generator:
        assert type(value) is Generator
        if name == "__name__":
            return value.name
        if name == "__qualname__":
            return value.qualname
    elif kind is StaticMethod or kind is ClassMethod:
        assert isinstance(value, (StaticMethod, ClassMethod))
        if name in ("__func__", "__wrapped__"):
            return value.function
        if name in ("__name__", "__qualname__", "__doc__", "__module__", "__annotations__"):
            return _find(vm, value.function, name)
        if name == "__isabstractmethod__":
            return find(vm, value.function, name)
    elif kind is Alias:
        assert type(value) is Alias
        if name == "__origin__":
            return value.origin
        if name == "__args__":
            return value.args
        if name == "__parameters__":
            return _type_variables(value.args)
        if not (name.startswith("__") and name.endswith("__")):
            return _find(vm, value.origin, name)
    elif kind is Union:
        assert type(value) is Union
        if name == "__args__":
            return value.args
        if name == "__parameters__":
            return _type_variables(value.args)
    cls = vm.type_of(value)
    attr = cls.lookup(name)
    if attr is not UNDEFINED:
        return bind(vm, attr, value, cls)
    if name == "__class__":
        return UNDEFINED if kind in _CALLABLES else cls
    if name == "__doc__":
        return _class_doc(cls)
    return UNDEFINED


def _type_variables(args: tuple[object, ...]) -> tuple[object, ...]:
    """Return the type variables in the arguments of a subscripted class, each once."""
    found: list[object] = []
    waiting = [*reversed(args)]
    seen = 0
    while waiting and seen < _MOST_ARGUMENTS:
        seen += 1
        arg = waiting.pop()
        if type(arg) is Alias:
            waiting.extend(reversed(arg.args))
        elif type(arg) is Union:
            waiting.extend(reversed(arg.args))
        elif type(arg) is Instance and arg.cls.immutable and arg.cls.module == "typing":
            inner = arg.attrs.get("__args__") if arg.cls.name == "_Subscripted" else None
            if type(inner) is tuple:
                waiting.extend(reversed(inner))
            elif arg.cls.name in _VARIABLES and not any([one is arg for one in found]):
                found.append(arg)
    return tuple(found)


_MOST_ARGUMENTS: Final = 10_000  # that are looked at: an annotation may hold the same one many times
_VARIABLES: Final = frozenset(["TypeVar", "ParamSpec", "TypeVarTuple"])


def get_by_name(vm: Vm, value: object, name: str) -> object:
    """getattr and all else that takes the name as a value: no way from plain data to its class, which `type` tells anyway."""
    if name == "__class__" and type(value) is not Instance:
        missing(vm, value, name)
    return get(vm, value, name)


def _class_doc(cls: Class) -> object:
    return cls.attrs.get("__doc__")


def _family(cls: Class, name: str) -> object:
    """What a class of the guest derives from; the builtin classes do not tell, so that no walk starts from a value."""
    if cls.native:
        return UNDEFINED
    if name == "__mro__":
        return tuple(cls.mro)
    return cls.bases if name == "__bases__" else cls.bases[0]


def module_get(vm: Vm, module: Module, name: str) -> object:
    """A member, a submodule, or UNDEFINED; the streams of sys are those that the run has put in their places."""
    if name in _STREAMS and module.name == "sys" and name in vm.state:
        return vm.state[name]
    found = SURFACE.member(module, name)
    if found is UNDEFINED:
        if name == "__name__":
            return module.name
        if name == "__doc__":
            return None
        submodule = SURFACE.module(f"{module.name}.{name}")
        if submodule is not None:
            return submodule
    return found


def class_get(vm: Vm, cls: Class, name: str) -> object:
    """Class.name: what the class and its bases have, bound to the class; then what every class has."""
    if name.startswith(_INTERNAL):
        return UNDEFINED
    if name == "__dict__":
        return {key: attr for key, attr in cls.attrs.items() if not key.startswith(_INTERNAL)}
    if name == "__doc__":
        return _class_doc(cls)
    if name == "__class__":
        return TYPE
    if name == "__abstractmethods__" and cls.lookup("_limen_abc") is not UNDEFINED:
        abstract = cls.lookup("_limen_abstract")
        return frozenset() if abstract is UNDEFINED else abstract
    attr = cls.lookup(name)
    if attr is not UNDEFINED:
        kind = type(attr)
        if kind is ClassMethod:
            assert type(attr) is ClassMethod
            return of_class(vm, attr, cls)
        if kind is StaticMethod:
            assert type(attr) is StaticMethod
            return attr.function
        if kind is Instance:
            assert type(attr) is Instance
            getter = attr.cls.lookup("__get__")
            if type(getter) is Function:
                return Invoke(Method(getter, attr), [None, cls])
        return attr
    if name == "__name__":
        return cls.name
    if name == "__qualname__":
        return cls.qualname
    if name == "__module__":
        return cls.module
    if name in ("__mro__", "__bases__", "__base__"):
        return _family(cls, name)
    if name == "__annotations__":
        if cls.native:
            return UNDEFINED
        made: dict[str, object] = {}
        cls.attrs["__annotations__"] = made
        cls.changed()
        return made
    hook = TYPE.lookup(name)
    if hook is not UNDEFINED:
        return bind(vm, hook, cls, TYPE)
    return UNDEFINED


def above(value: Super, name: str) -> object:
    """What the classes behind `start` in the MRO have under a name, not bound; UNDEFINED when none has."""
    is_behind = False
    for cls in value.cls.mro:
        if is_behind:
            found = cls.attrs.get(name, UNDEFINED)
            if found is not UNDEFINED:
                return found
        elif cls is value.start:
            is_behind = True
    return UNDEFINED


def _super_get(vm: Vm, value: Super, name: str) -> object:
    attr = above(value, name)
    if attr is not UNDEFINED:
        if type(value.receiver) is Class and value.receiver is value.cls:
            if type(attr) is ClassMethod:
                return of_class(vm, attr, value.cls)
            if type(attr) is StaticMethod:
                return attr.function
            return attr
        return bind(vm, attr, value.receiver, value.cls)
    if name == "__class__":
        return vm.type_of(value)
    return UNDEFINED


_FUNCTION_ATTRS: Final = frozenset(
    {
        "__name__",
        "__qualname__",
        "__doc__",
        "__module__",
        "__defaults__",
        "__kwdefaults__",
        "__annotations__",
        "__dict__",
    }
)


def _function_get(function: Function, name: str) -> object:
    if name == "__name__":
        return function.name
    if name == "__qualname__":
        return function.qualname
    if name == "__doc__":
        return function.doc
    if name == "__module__":
        return function.module
    if name == "__defaults__":
        return function.defaults if function.defaults else None
    if function.frozen and name in ("__kwdefaults__", "__annotations__", "__dict__"):
        # All runs share the function: what is handed out is a copy
        if name == "__kwdefaults__":
            return None if function.keyword_defaults is None else dict(function.keyword_defaults)
        return dict((function.annotations if name == "__annotations__" else function.attrs) or {})
    if name == "__kwdefaults__":
        return function.keyword_defaults
    if name == "__annotations__":
        if function.annotations is None:
            function.annotations = {}
        return function.annotations
    if name == "__dict__":
        if function.attrs is None:
            function.attrs = {}
        return function.attrs
    if function.attrs is not None:
        return function.attrs.get(name, UNDEFINED)
    return UNDEFINED


def set(vm: Vm, value: object, name: str, new: object) -> object:
    """value.name = new; None, or the Invoke of a hook."""
    kind = type(value)
    if kind is Instance:
        assert type(value) is Instance
        cls = value.cls
        if cls.access == UNKNOWN:
            classify(cls)
        hook = _hook(cls, "__setattr__")
        if hook is not None:
            return Invoke(hook, [value, name, new])
        return instance_set(vm, value, name, new)
    if kind is Class:
        assert type(value) is Class
        return _class_set(value, name, new)
    if kind is Function:
        assert type(value) is Function
        return _function_set(vm, value, name, new)
    if kind is Module:
        assert type(value) is Module
        if name in _STREAMS and value.name == "sys":
            vm.state.pop(name, None)
            if new is not SURFACE.member(value, name):
                vm.state[name] = new
            return None
        raise AttributeError(f"cannot set attribute '{name}' of immutable module '{value.name}'", name=name)
    if kind is Super:
        assert type(value) is Super
        if type(value.receiver) is Instance:
            return instance_set(vm, value.receiver, name, new)
    cls = vm.type_of(value)
    attr = cls.lookup(name)
    if type(attr) is Property and attr.fset is not None:
        return Invoke(attr.fset, [value, new])
    _refuse(vm, value, name, attr)


def instance_set(vm: Vm, value: Instance, name: str, new: object) -> object:
    """The default assignment to an attribute of an instance: data descriptors, slots, its dictionary."""
    cls = value.cls
    if value.frozen:
        raise AttributeError(f"'{cls.name}' object attribute '{name}' is read-only", name=name)
    attr = cls.lookup(name)
    if attr is not UNDEFINED and is_data_descriptor(attr):
        if type(attr) is Property:
            if attr.fset is None:
                raise AttributeError(f"property '{attr.name or name}' of '{cls.qualname}' object has no setter")
            return Invoke(attr.fset, [value, new])
        assert type(attr) is Instance
        setter = attr.cls.lookup("__set__")
        if setter is UNDEFINED:
            raise AttributeError("__set__")
        return Invoke(Method(setter, attr), [value, new])
    if name == "__class__":
        if type(new) is not Class:
            raise TypeError(f"__class__ must be set to a class, not '{vm.class_name(new)}' object")
        if cls.immutable and not cls.native:
            # Instances of the prelude's classes may be shared by all runs, as sys.stdout is
            raise TypeError("__class__ assignment only supported for mutable types or ModuleType subclasses")
        if new.native or cls.native or (new.is_exception is not cls.is_exception) or _base_of(new) is not _base_of(cls):
            raise TypeError(f"__class__ assignment: '{new.name}' object layout differs from '{cls.name}'")
        value.cls = new
        return None
    if name == "__dict__":
        if type(new) is not dict:
            raise TypeError(f"__dict__ must be set to a dictionary, not a '{vm.class_name(new)}'")
        value.attrs = {str(key): item for key, item in new.items()}
        return None
    if not has_dict(cls):
        if not any(base.slots is not None and name in base.slots for base in cls.mro):
            if attr is not UNDEFINED:
                raise AttributeError(f"'{cls.name}' object attribute '{name}' is read-only")
            raise AttributeError(f"'{cls.name}' object has no attribute '{name}'{_NO_DICT}", name=name)
    value.attrs[name] = new
    return None


def _base_of(cls: Class) -> Class:
    for base in cls.mro:
        if base.native:
            return base
    return OBJECT


def _keep_member(cls: Class, name: str, wrong: str) -> None:
    """Refuse to change a member of an enum, which its class made (see prelude/enum.py)."""
    members = cls.attrs.get("_member_map_")
    if type(members) is dict and name in members:
        raise AttributeError(wrong, name=name)


def _class_set(cls: Class, name: str, new: object) -> object:
    if cls.immutable:
        raise TypeError(f"cannot set '{name}' attribute of immutable type '{cls.name}'")
    _keep_member(cls, name, f"cannot reassign member {name!r}")
    if name.startswith(_INTERNAL) or name in ("__class__", "__mro__", "__bases__", "__dict__", "__base__"):
        raise AttributeError(f"attribute '{name}' of 'type' objects is not writable")
    if name == "__name__":
        if type(new) is not str:
            raise TypeError("can only assign string to __name__")
        cls.name = new
        return None
    if name == "__qualname__":
        if type(new) is not str:
            raise TypeError("can only assign string to __qualname__")
        cls.qualname = new
        return None
    if name == "__module__":
        cls.module = new
    cls.attrs[name] = new
    cls.changed()
    return None


def _function_set(vm: Vm, function: Function, name: str, new: object) -> object:
    if function.frozen:
        raise AttributeError(f"'builtin_function_or_method' object has no attribute '{name}'", name=name)
    if name == "__name__":
        if type(new) is not str:
            raise TypeError("__name__ must be set to a string object")
        function.name = new
    elif name == "__qualname__":
        if type(new) is not str:
            raise TypeError("__qualname__ must be set to a string object")
        function.qualname = new
    elif name == "__doc__":
        function.doc = new
    elif name == "__module__":
        function.module = new
    elif name == "__annotations__":
        if new is not None and type(new) is not dict:
            raise TypeError("__annotations__ must be set to a dict object")
        function.annotations = new
    elif name == "__defaults__":
        if new is not None and type(new) is not tuple:
            raise TypeError("__defaults__ must be set to a tuple object")
        function.defaults = new or ()
    elif name in ("__code__", "__globals__", "__closure__", "__builtins__", "__kwdefaults__", "__dict__", "__class__"):
        raise AttributeError(f"attribute '{name}' of 'function' objects is not writable")
    else:
        if function.attrs is None:
            function.attrs = {}
        function.attrs[name] = new
    return None


def _refuse(vm: Vm, value: object, name: str, attr: object) -> NoReturn:
    if type(attr) is Property:
        if type(value) in (range, slice, complex):
            raise AttributeError("readonly attribute")
        raise AttributeError(f"attribute '{name}' of '{vm.class_name(value)}' objects is not writable")
    if attr is not UNDEFINED:
        raise AttributeError(f"'{vm.class_name(value)}' object attribute '{name}' is read-only")
    raise AttributeError(f"'{vm.class_name(value)}' object has no attribute '{name}'{_NO_DICT}", name=name)


def delete(vm: Vm, value: object, name: str) -> object:
    """del value.name; None, or the Invoke of a hook."""
    kind = type(value)
    if kind is Instance:
        assert type(value) is Instance
        hook = _hook(value.cls, "__delattr__")
        if hook is not None:
            return Invoke(hook, [value, name])
        return instance_delete(vm, value, name)
    if kind is Class:
        assert type(value) is Class
        if value.immutable:
            raise TypeError(f"cannot delete '{name}' attribute of immutable type '{value.name}'")
        _keep_member(value, name, f"{value.name!r} cannot delete member {name!r}.")
        if name not in value.attrs:
            missing(vm, value, name)
        del value.attrs[name]
        value.changed()
        return None
    if kind is Function:
        assert type(value) is Function
        if value.attrs is not None and name in value.attrs and not value.frozen:
            del value.attrs[name]
            return None
    _refuse(vm, value, name, vm.type_of(value).lookup(name))


def instance_delete(vm: Vm, value: Instance, name: str) -> object:
    """The default deletion of an attribute of an instance."""
    if value.frozen:
        raise AttributeError(f"'{value.cls.name}' object attribute '{name}' is read-only", name=name)
    attr = value.cls.lookup(name)
    if attr is not UNDEFINED and is_data_descriptor(attr):
        if type(attr) is Property:
            if attr.fdel is None:
                raise AttributeError(f"property '{attr.name or name}' of '{value.cls.qualname}' object has no deleter")
            return Invoke(attr.fdel, [value])
        assert type(attr) is Instance
        remover = attr.cls.lookup("__delete__")
        if remover is UNDEFINED:
            raise AttributeError("__delete__")
        return Invoke(Method(remover, attr), [value])
    if name not in value.attrs:
        missing(vm, value, name)
    del value.attrs[name]
    return None
