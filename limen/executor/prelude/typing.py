"""typing: forms for annotations, inert; NamedTuple, TypedDict, Protocol and Generic classes really work."""

from abc import ABC, abstractmethod

TYPE_CHECKING = False


def _text(value):
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    if isinstance(value, list):
        return f"[{', '.join([_text(item) for item in value])}]"
    if isinstance(value, tuple) and not value:
        return "()"
    if callable(value) and not isinstance(value, (_Form, TypeVar, NewType)) and hasattr(value, "__name__"):
        return value.__name__
    return repr(value)


def _checked(value):
    if value is None:
        return type(None)
    if isinstance(value, str):
        return ForwardRef(value)
    return value


class _Form:
    __slots__ = ("_limen_form", "__origin__")

    def __init__(self, name, origin=None):
        self._limen_form = name
        self.__origin__ = origin

    @property
    def __name__(self):
        return self._limen_form

    @property
    def __args__(self):
        return ()

    @property
    def __parameters__(self):
        return ()

    @property
    def _real(self):
        origin = self.__origin__
        if isinstance(origin, tuple):
            origin = _resolve(origin)
        return origin

    def __repr__(self):
        return f"typing.{self._limen_form}"

    def __getitem__(self, item):
        name = self._limen_form
        if name == "Optional":
            return _union((_checked(item), type(None)))
        if name == "Union":
            items = item if isinstance(item, tuple) else (item,)
            if not items:
                raise TypeError("Cannot take a Union of no types.")
            return _union([_checked(one) for one in items])
        items = item if isinstance(item, tuple) else (item,)
        if name == "Literal":
            return _Subscripted(self, _literals(items))
        if name == "Annotated":
            if len(items) < 2:
                raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
            if isinstance(items[0], _Subscripted) and items[0]._limen_form == "Annotated":
                items = (*items[0].__args__, *items[1:])
            return _Subscripted(self, items)
        if name == "Callable" and isinstance(items[0], list):
            items = (*[_checked(one) for one in items[0]], *[_checked(one) for one in items[1:]])
            return _Subscripted(self, items)
        if name in ("ClassVar", "Final", "Type", "List", "Set", "FrozenSet", "Required", "NotRequired") and len(items) > 1:
            if name in ("ClassVar", "Final"):
                raise TypeError(f"typing.{name} accepts only single type.")
            if name in ("List", "Set", "FrozenSet", "Type"):
                raise TypeError(f"Too many arguments for typing.{name}; actual {len(items)}, expected 1")
        if name in _BARE:
            raise TypeError(f"typing.{name} is not subscriptable")
        return _Subscripted(self, tuple([_checked(one) for one in items]))

    def __call__(self, *args, **kwargs):
        if self.__origin__ is None:
            raise TypeError(f"Cannot instantiate typing.{self._limen_form}")
        if self._limen_form in ("DefaultDict", "OrderedDict", "Counter", "ChainMap", "Deque"):
            return self._real(*args, **kwargs)
        name = self._real.__name__
        raise TypeError(f"Type {self._limen_form} cannot be instantiated; use {name}() instead")

    def __or__(self, other):
        return _union((self, _checked(other)))

    def __ror__(self, other):
        return _union((_checked(other), self))

    def __mro_entries__(self, bases):
        if self.__origin__ is None:
            raise TypeError(f"Cannot subclass {self!r}")
        return (self._real,)

    def __instancecheck__(self, value):
        if self.__origin__ is None:
            raise TypeError(f"typing.{self._limen_form} cannot be used with isinstance()")
        return isinstance(value, self._real)

    def __subclasscheck__(self, cls):
        if self.__origin__ is None:
            raise TypeError(f"typing.{self._limen_form} cannot be used with issubclass()")
        return issubclass(cls, self._real)


_BARE = ("Any", "NoReturn", "Never", "Self", "LiteralString", "TypeAlias", "AnyStr", "Text")


def _resolve(origin):
    if origin[0] == "collections":
        import collections

        return getattr(collections, origin[1])
    if origin[0] == "contextlib":
        import contextlib

        return getattr(contextlib, origin[1])
    if origin[0] == "re":
        import re

        return getattr(re, origin[1])
    import collections.abc

    return getattr(collections.abc, origin[1])


class _Subscripted:
    __slots__ = ("_form", "__args__", "__metadata__")

    def __init__(self, form, args):
        self._form = form
        self.__args__ = args
        self.__metadata__ = args[1:]

    @property
    def __origin__(self):
        if self._limen_form == "Annotated":
            return self.__args__[0]
        return self._form if self._form.__origin__ is None else self._form._real

    @property
    def _limen_form(self):
        return self._form._limen_form

    @property
    def __parameters__(self):
        found = []
        for arg in self.__args__:
            for one in (arg,) if isinstance(arg, TypeVar) else getattr(arg, "__parameters__", ()):
                if one not in found:
                    found.append(one)
        return tuple(found)

    def __repr__(self):
        name = self._limen_form
        args = self.__args__
        if name == "Union" and len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_text(args[0] if args[1] is type(None) else args[1])}]"
        if name == "Literal":
            return f"typing.Literal[{', '.join([repr(arg) for arg in args])}]"
        if name == "Annotated":
            rest = [repr(arg) for arg in args[1:]]
            return f"typing.Annotated[{', '.join([_text(args[0]), *rest])}]"
        if name == "Callable" and args:
            if args[0] is ...:
                return f"typing.Callable[..., {_text(args[-1])}]"
            return f"typing.Callable[[{', '.join([_text(arg) for arg in args[:-1]])}], {_text(args[-1])}]"
        return f"typing.{name}[{', '.join([_text(arg) for arg in args]) or '()'}]"

    def __eq__(self, other):
        if type(other).__name__ == "UnionType" and self._limen_form == "Union":
            return set(self.__args__) == {type(None) if arg is None else arg for arg in other.__args__}
        if not isinstance(other, _Subscripted):
            return NotImplemented
        if self._limen_form == "Union" and other._limen_form == "Union":
            return set(self.__args__) == set(other.__args__)
        if self._limen_form == "Literal" and other._limen_form == "Literal":
            return set(_with_types(self.__args__)) == set(_with_types(other.__args__))
        return self._limen_form == other._limen_form and self.__args__ == other.__args__

    def __hash__(self):
        if self._limen_form == "Union":
            return hash(frozenset(self.__args__))
        if self._limen_form == "Literal":
            return hash(frozenset(_with_types(self.__args__)))
        return hash((self._limen_form, self.__args__))

    def __getitem__(self, item):
        items = item if isinstance(item, tuple) else (item,)
        parameters = self.__parameters__
        if not parameters:
            raise TypeError(f"{self!r} is not a generic class")
        args = _replaced(self.__args__, dict(zip(parameters, items)))
        return _union(args) if self._limen_form == "Union" else _Subscripted(self._form, args)

    def __call__(self, *args, **kwargs):
        return self._form(*args, **kwargs)

    def __or__(self, other):
        return _union((self, _checked(other)))

    def __ror__(self, other):
        return _union((_checked(other), self))

    def __mro_entries__(self, bases):
        return self._form.__mro_entries__(bases)

    def __instancecheck__(self, value):
        if self._limen_form == "Union":
            return isinstance(value, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if self._limen_form == "Union":
            return issubclass(cls, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _with_types(values):
    return [(type(value), value) for value in values]


def _literals(items):
    """The values of a Literal: those of a Literal in it are its own, and none is there twice."""
    flat = []
    for item in items:
        if isinstance(item, _Subscripted) and item._limen_form == "Literal":
            flat.extend(item.__args__)
        else:
            flat.append(item)
    found = []
    for pair in _with_types(flat):
        if pair not in found:
            found.append(pair)
    return tuple([value for _, value in found])


def _substituted(alias, item):
    """What a subscript of `list[T]` or `list[T] | None` gives: other types for its variables."""
    items = item if isinstance(item, tuple) else (item,)
    parameters = alias.__parameters__
    if not parameters:
        raise TypeError(f"{alias!r} is not a generic class")
    if len(items) != len(parameters) and not any([isinstance(one, TypeVarTuple) for one in parameters]):
        much = "many" if len(items) > len(parameters) else "few"
        least = "at least " if much == "few" and _limen_python() >= (3, 13) else ""
        raise TypeError(f"Too {much} arguments for {alias!r}; actual {len(items)}, expected {least}{len(parameters)}")
    args = _replaced(alias.__args__, dict(zip(parameters, items)))
    if type(alias).__name__ == "UnionType":
        made = args[0]
        for one in args[1:]:
            made = made | one
        return made
    return _limen_alias(alias.__origin__, args)


def _replaced(args, found):
    replaced = []
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
            arg = found.get(arg, arg)
        elif inner := getattr(arg, "__parameters__", ()):
            arg = arg[tuple([found.get(one, one) for one in inner])]
        replaced.append(arg)
    return tuple(replaced)


def _union(items):
    flat = []
    for item in items:
        if isinstance(item, _Subscripted) and item._limen_form == "Union":
            members = item.__args__
        elif type(item).__name__ == "UnionType":
            members = [_checked(one) for one in item.__args__]
        else:
            members = (item,)
        for member in members:
            if member not in flat:
                flat.append(member)
    if len(flat) == 1:
        return flat[0]
    return _Subscripted(Union, tuple(flat))


Union = _Form("Union")
Optional = _Form("Optional")
Literal = _Form("Literal")
Annotated = _Form("Annotated")
ClassVar = _Form("ClassVar")
Final = _Form("Final")
Concatenate = _Form("Concatenate")
TypeGuard = _Form("TypeGuard")
TypeIs = _Form("TypeIs")
Unpack = _Form("Unpack")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
ReadOnly = _Form("ReadOnly")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")
IO = _Form("IO")
TextIO = _Form("TextIO")
BinaryIO = _Form("BinaryIO")

List = _Form("List", list)
Dict = _Form("Dict", dict)
Set = _Form("Set", set)
FrozenSet = _Form("FrozenSet", frozenset)
Tuple = _Form("Tuple", tuple)
Type = _Form("Type", type)
DefaultDict = _Form("DefaultDict", ("collections", "defaultdict"))
OrderedDict = _Form("OrderedDict", ("collections", "OrderedDict"))
Counter = _Form("Counter", ("collections", "Counter"))
ChainMap = _Form("ChainMap", ("collections", "ChainMap"))
Deque = _Form("Deque", ("collections", "deque"))
Pattern = _Form("Pattern", ("re", "Pattern"))
Match = _Form("Match", ("re", "Match"))
ContextManager = _Form("ContextManager", ("contextlib", "AbstractContextManager"))
AsyncContextManager = _Form("AsyncContextManager", ("contextlib", "AbstractAsyncContextManager"))
AbstractSet = _Form("AbstractSet", ("collections.abc", "Set"))
Hashable = _Form("Hashable", ("collections.abc", "Hashable"))
Awaitable = _Form("Awaitable", ("collections.abc", "Awaitable"))
Coroutine = _Form("Coroutine", ("collections.abc", "Coroutine"))
AsyncIterable = _Form("AsyncIterable", ("collections.abc", "AsyncIterable"))
AsyncIterator = _Form("AsyncIterator", ("collections.abc", "AsyncIterator"))
AsyncGenerator = _Form("AsyncGenerator", ("collections.abc", "AsyncGenerator"))
Iterable = _Form("Iterable", ("collections.abc", "Iterable"))
Iterator = _Form("Iterator", ("collections.abc", "Iterator"))
Reversible = _Form("Reversible", ("collections.abc", "Reversible"))
Sized = _Form("Sized", ("collections.abc", "Sized"))
Container = _Form("Container", ("collections.abc", "Container"))
Collection = _Form("Collection", ("collections.abc", "Collection"))
Callable = _Form("Callable", ("collections.abc", "Callable"))
MutableSet = _Form("MutableSet", ("collections.abc", "MutableSet"))
Mapping = _Form("Mapping", ("collections.abc", "Mapping"))
MutableMapping = _Form("MutableMapping", ("collections.abc", "MutableMapping"))
MappingView = _Form("MappingView", ("collections.abc", "MappingView"))
KeysView = _Form("KeysView", ("collections.abc", "KeysView"))
ItemsView = _Form("ItemsView", ("collections.abc", "ItemsView"))
ValuesView = _Form("ValuesView", ("collections.abc", "ValuesView"))
Sequence = _Form("Sequence", ("collections.abc", "Sequence"))
MutableSequence = _Form("MutableSequence", ("collections.abc", "MutableSequence"))
ByteString = _Form("ByteString", ("collections.abc", "ByteString"))
Generator = _Form("Generator", ("collections.abc", "Generator"))
Text = str


class Any:
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super(Any, cls).__new__(cls)

    @staticmethod
    def _limen_isinstance(cls, value):
        if cls is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return False

    def _limen_repr_class(cls):
        return "typing.Any" if cls is Any else f"<class '{cls.__module__}.{cls.__qualname__}'>"


class ForwardRef:
    __slots__ = ("__forward_arg__",)

    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __or__(self, other):
        return _union((self, _checked(other)))

    def __ror__(self, other):
        return _union((_checked(other), self))


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __or__(self, other):
        return _union((self, _checked(other)))

    def __ror__(self, other):
        return _union((_checked(other), self))


class ParamSpec(TypeVar):
    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class TypeVarTuple:
    def __init__(self, name):
        self.__name__ = name

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._evaluate = lambda: value
        self.__type_params__ = type_params

    @property
    def __value__(self):
        return self._evaluate()

    def __repr__(self):
        return self.__name__

    def __getitem__(self, item):
        return self

    def __or__(self, other):
        return _union((self, _checked(other)))

    def __ror__(self, other):
        return _union((_checked(other), self))


def _alias(name, evaluate):
    made = TypeAliasType(name, None)
    made._evaluate = evaluate
    return made


class NewType:
    def __init__(self, name, tp):
        self.__name__ = name
        self.__qualname__ = name
        self.__module__ = "__main__"
        self.__supertype__ = tp

    def __call__(self, value):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return _union((self, _checked(other)))

    def __ror__(self, other):
        return _union((_checked(other), self))


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, item):
        items = item if isinstance(item, tuple) else (item,)
        if cls is Generic:
            for one in items:
                if not isinstance(one, (TypeVar, TypeVarTuple, _Subscripted)):
                    raise TypeError("Parameters to Generic[...] must all be type variables or parameter specification variables.")
        return _limen_alias(cls, tuple([_checked(one) for one in items]))


# Protocols


class Protocol(ABC):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __class_getitem__(cls, item):
        return _limen_alias(cls, item if isinstance(item, tuple) else (item,))

    @staticmethod
    def _limen_build_class(name, bases, namespace, kwargs):
        is_protocol = Protocol in [_origin_of(base) for base in bases]
        namespace["_is_protocol"] = is_protocol
        if is_protocol:
            namespace["_is_runtime_protocol"] = False
            if "__init__" not in namespace:
                namespace["__init__"] = _no_init
        return _limen_finish_class()(name, bases, namespace, kwargs)

    @staticmethod
    def _limen_isinstance(cls, value):
        if not cls._is_protocol:
            return _limen_registered(cls, type(value))
        if not cls._is_runtime_protocol:
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        for name in _members(cls):
            if getattr(value, name, _limen_missing) is _limen_missing:
                return False
        return True

    @staticmethod
    def _limen_issubclass(cls, subclass):
        if not cls._is_protocol:
            return _limen_registered(cls, subclass)
        if not cls._is_runtime_protocol:
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        for name in _members(cls):
            if not callable(getattr(cls, name, None)):
                raise TypeError("Protocols with non-method members don't support issubclass()")
            if getattr(subclass, name, None) is None:
                return False
        return True


def _origin_of(base):
    return getattr(base, "__origin__", base)


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in _limen_mro(cls):
        init = base.__dict__.get("__init__", _no_init)
        if init is not _no_init:
            return init(self, *args, **kwargs)
    if args or kwargs:
        raise TypeError(f"{cls.__name__}() takes no arguments")


_NOT_MEMBERS = (
    "__abstractmethods__",
    "__annotations__",
    "__dict__",
    "__doc__",
    "__init__",
    "__module__",
    "__new__",
    "__slots__",
    "__subclasshook__",
    "__weakref__",
    "__class_getitem__",
    "__match_args__",
    "__parameters__",
    "__orig_bases__",
    "__qualname__",
    "_is_protocol",
    "_is_runtime_protocol",
)


def _members(cls):
    names = set()
    for base in _limen_mro(cls):
        if base is Protocol or base is Generic or base is object or base is ABC:
            continue
        if getattr(base, "_is_protocol", False):
            names.update([*base.__dict__, *base.__dict__.get("__annotations__", ())])
    return sorted(names.difference(_NOT_MEMBERS))


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


# Named tuples and typed dictionaries


def _named(name, fields, defaults, extra):
    return _limen_named_tuple()(name, fields, defaults, extra, "__main__")


class NamedTuple:
    @staticmethod
    def _limen_build_class(name, bases, namespace, kwargs):
        annotations = namespace.get("__annotations__", {})
        defaults = {}
        for field in annotations:
            if field.startswith("_"):
                raise ValueError(f"Field names cannot start with an underscore: {field!r}")
            if field in namespace:
                defaults[field] = namespace[field]
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(
                    f"Non-default namedtuple field {field} cannot follow default field{plural} {', '.join(defaults)}"
                )
        extra = {}
        for key, value in namespace.items():
            if key in _PROHIBITED:
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {key}")
            if key not in annotations and key != "__module__" and key != "__qualname__":
                extra[key] = value
        made = _named(name, tuple(annotations), defaults, extra)
        made.__qualname__ = namespace.get("__qualname__", name)
        return made

    @staticmethod
    def _limen_call_class(cls, typename, fields=None, /, **kwargs):
        if fields is None:
            fields = kwargs.items()
        fields = [(name, _checked(annotation)) for name, annotation in fields]
        return _named(typename, tuple([name for name, _ in fields]), {}, {"__annotations__": dict(fields)})


_PROHIBITED = ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict")


class TypedDict:
    @staticmethod
    def _limen_build_class(name, bases, namespace, kwargs):
        total = kwargs.pop("total", True)
        own = namespace.get("__annotations__", {})
        annotations = {}
        required = set()
        optional = set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        annotations.update(own)
        for key, annotation in own.items():
            form = getattr(annotation, "_limen_form", None)
            if form == "Annotated":
                form = getattr(annotation.__args__[0], "_limen_form", None)
            if form == "Required" or (form != "NotRequired" and total):
                required.add(key)
            else:
                optional.add(key)
        namespace["__annotations__"] = annotations
        namespace["__required_keys__"] = frozenset(required)
        namespace["__optional_keys__"] = frozenset(optional)
        namespace["__total__"] = total
        return _limen_finish_class()(name, bases, namespace, {})

    @staticmethod
    def _limen_call_class(cls, *args, **kwargs):
        if cls is not TypedDict:
            return dict(*args, **kwargs)
        total = kwargs.pop("total", True)
        return TypedDict._build(args[0], args[1] if len(args) > 1 else kwargs, total)

    @staticmethod
    def _build(name, fields, total):
        return type(name, (TypedDict,), {"__annotations__": dict(fields), "__module__": "__main__"}, total=total)

    @staticmethod
    def _limen_isinstance(cls, value):
        raise TypeError("TypedDict does not support instance and class checks")

    @staticmethod
    def _limen_issubclass(cls, subclass):
        raise TypeError("TypedDict does not support instance and class checks")


def is_typeddict(tp):
    return isinstance(tp, type) and hasattr(tp, "__required_keys__")


# Functions


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(method, /):
    return method


def no_type_check(arg):
    return arg


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    import sys

    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    text = repr(arg)
    if len(text) > 100:
        text = text[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {text}")


def dataclass_transform(**kwargs):
    return lambda cls_or_fn: cls_or_fn


def get_overloads(func):
    return []


def clear_overloads():
    pass


def get_origin(tp):
    if isinstance(tp, _Subscripted):
        return Annotated if tp._limen_form == "Annotated" else tp.__origin__
    if isinstance(tp, _Form):
        return tp._real
    if type(tp).__name__ == "GenericAlias":
        return tp.__origin__
    if type(tp).__name__ == "UnionType":
        return type(tp)
    if tp is Generic:
        return Generic
    return None


def get_args(tp):
    if isinstance(tp, _Subscripted):
        args = tp.__args__
        if tp._limen_form == "Callable" and args and args[0] is not ...:
            return (list(args[:-1]), args[-1])
        return args
    name = type(tp).__name__
    if name == "UnionType":
        return tuple([_checked(one) for one in tp.__args__])
    return tp.__args__ if name == "GenericAlias" else ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    names = {**(globalns or {}), **(localns or {})}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(_limen_mro(obj)):
            own = base.__dict__.get("__annotations__")
            if own:
                inside = names if localns is not None else {**base.__dict__, **names}
                for name, annotation in own.items():
                    hints[name] = _hint(annotation, inside, include_extras)
        return hints
    found = getattr(obj, "__annotations__", None)
    if found is None:
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    for name, annotation in found.items():
        hints[name] = _hint(annotation, names, include_extras)
    return hints


def _hint(annotation, names, include_extras):
    """An annotation with what is text in it evaluated: names, attributes, subscripts and `|`, nothing else."""
    if annotation is None:
        return type(None)
    if isinstance(annotation, str):
        return _hint(_evaluated(_limen_annotation(annotation), names), names, include_extras)
    if isinstance(annotation, ForwardRef):
        return _hint(annotation.__forward_arg__, names, include_extras)
    if isinstance(annotation, _Subscripted):
        form = annotation._limen_form
        if form in ("Annotated", "Required", "NotRequired") and not include_extras:
            return _hint(annotation.__args__[0], names, include_extras)
        if form == "Literal":
            return annotation
        if form == "Annotated":
            return _Subscripted(annotation._form, (_hint(annotation.__args__[0], names, True), *annotation.__args__[1:]))
        args = [_hint_part(arg, names, include_extras) for arg in annotation.__args__]
        if form == "Union":
            return _union(args)
        return _Subscripted(annotation._form, tuple(args))
    kind = type(annotation).__name__
    if kind == "GenericAlias":
        return _limen_alias(
            annotation.__origin__, tuple([_hint_part(arg, names, include_extras) for arg in annotation.__args__])
        )
    if kind == "UnionType":
        made = None
        for arg in annotation.__args__:
            part = _hint_part(arg, names, include_extras)
            made = part if made is None else made | part
        return made
    return annotation


def _hint_part(arg, names, include_extras):
    if isinstance(arg, list):
        return [_hint_part(item, names, include_extras) for item in arg]
    return _hint(arg, names, include_extras) if arg is not None else None


def _evaluated(tree, names):
    kind = tree[0]
    if kind == "name":
        name = tree[1]
        value = _limen_global(name)
        if value is _limen_missing or name in names:
            value = names.get(name, value)
        if value is _limen_missing:
            raise NameError(f"name {name!r} is not defined", name=name)
        return value
    if kind == "attribute":
        return getattr(_evaluated(tree[1], names), tree[2])
    if kind == "item":
        return _evaluated(tree[1], names)[_evaluated(tree[2], names)]
    if kind == "tuple":
        return tuple([_evaluated(item, names) for item in tree[1]])
    if kind == "list":
        return [_evaluated(item, names) for item in tree[1]]
    if kind == "or":
        return _evaluated(tree[1], names) | _evaluated(tree[2], names)
    return tree[1]


# What numbers support


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    @abstractmethod
    def __int__(self):
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    @abstractmethod
    def __float__(self):
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __complex__(self):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    @abstractmethod
    def __bytes__(self):
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __index__(self):
        pass


@runtime_checkable
class SupportsAbs(Protocol):
    __slots__ = ()

    @abstractmethod
    def __abs__(self):
        pass


@runtime_checkable
class SupportsRound(Protocol):
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits=0):
        pass


AnyStr = TypeVar("AnyStr", bytes, str)
