"""dataclasses. `__init__` is made by the host (modules/dataclasses.py); nothing is generated as text."""

from types import MappingProxyType

_NO_METADATA = MappingProxyType({})


class _MISSING_TYPE:
    __slots__ = ()


class _KW_ONLY_TYPE:
    __slots__ = ()


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()


class FrozenInstanceError(AttributeError):
    pass


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        return f"dataclasses.InitVar[{_type_name(self.type)}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


def _type_name(value):
    if isinstance(value, type):
        return value.__name__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    return repr(value)


class Field:
    __slots__ = (
        "name",
        "type",
        "default",
        "default_factory",
        "repr",
        "hash",
        "init",
        "compare",
        "metadata",
        "kw_only",
        "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _NO_METADATA if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
            f"_field_type={self._field_type})"
        )

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook is not None:
            hook(self.default, owner, name)


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
    weakref_slot=False,
):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return wrap if cls is None else wrap(cls)


def _is_class_var(annotation):
    if isinstance(annotation, str):
        head = annotation.partition("[")[0].strip()
        return head in ("ClassVar", "typing.ClassVar", "t.ClassVar")
    name = getattr(annotation, "_limen_form", None)
    return name == "ClassVar"


def _is_init_var(annotation):
    if isinstance(annotation, str):
        return annotation.partition("[")[0].strip() in ("InitVar", "dataclasses.InitVar")
    return annotation is InitVar or isinstance(annotation, InitVar)


def _is_kw_only(annotation):
    return annotation is KW_ONLY or annotation in ("KW_ONLY", "dataclasses.KW_ONLY")


def _own_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = "_FIELD"
    if _is_class_var(annotation):
        made._field_type = "_FIELD_CLASSVAR"
    elif _is_init_var(annotation):
        made._field_type = "_FIELD_INITVAR"
    if made._field_type != "_FIELD" and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type == "_FIELD_CLASSVAR":
        if made.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type == "_FIELD" and made.default is not MISSING and type(made.default).__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
    return made


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = {}
    any_frozen = False
    has_bases = False
    for base in _limen_mro(cls)[-1:0:-1]:
        inherited = getattr(base, "__dataclass_fields__", None)
        if inherited is not None:
            has_bases = True
            for item in inherited.values():
                fields[item.name] = item
            if base.__dataclass_params__[5]:
                any_frozen = True
    annotations = cls.__dict__.get("__annotations__", {})
    own = []
    seen_kw_only = False
    for name, annotation in annotations.items():
        if _is_kw_only(annotation):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = True
            kw_only = True
        else:
            own.append(_own_field(cls, name, annotation, kw_only))
    for item in own:
        fields[item.name] = item
        if isinstance(getattr(cls, item.name, None), Field):
            if item.default is MISSING:
                delattr(cls, item.name)
            else:
                setattr(cls, item.name, item.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_bases:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = (init, repr, eq, order, unsafe_hash, frozen)
    defined = cls.__dict__
    class_hash = defined.get("__hash__", MISSING)
    explicit_hash = not (class_hash is MISSING or (class_hash is None and "__eq__" in defined))
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    real = [item for item in fields.values() if item._field_type == "_FIELD"]
    parameters = [item for item in fields.values() if item._field_type != "_FIELD_CLASSVAR" and item.init]
    positional = [item for item in parameters if not item.kw_only]
    keywords = [item for item in parameters if item.kw_only]
    if init:
        last = None  # the one with a default that came last
        for item in positional:
            if item.default is not MISSING or item.default_factory is not MISSING:
                last = item
            elif last is not None:
                name = f" {last.name!r}" if _limen_python() >= (3, 13) else ""
                raise TypeError(f"non-default argument {item.name!r} follows default argument{name}")
        rest = [
            item
            for item in real
            if not item.init and (item.default_factory is not MISSING or (slots and item.default is not MISSING))
        ]
        if "__init__" not in defined:
            cls.__init__ = _limen_dataclass_init(
                cls,
                [_row(item) for item in positional],
                [_row(item) for item in keywords],
                [_row(item) for item in rest],
                frozen,
            )
    if repr and "__repr__" not in defined:
        _give(cls, "__repr__", _make_repr(tuple([item.name for item in real if item.repr])))
    compared = tuple([item.name for item in real if item.compare])
    if eq and "__eq__" not in defined:
        _give(cls, "__eq__", _make_eq(compared))
    if order:
        for name, function in _make_order(compared):
            if name in defined:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                    "Consider using functools.total_ordering"
                )
            _give(cls, name, function)
    if frozen:
        for name, function in _make_frozen(cls, frozenset([item.name for item in real])):
            if name in defined:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
            _give(cls, name, function)
    if unsafe_hash:
        if explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        _give(cls, "__hash__", _make_hash(real))
    elif eq and not explicit_hash:
        if frozen:
            _give(cls, "__hash__", _make_hash(real))
        else:
            cls.__hash__ = None
    if match_args and "__match_args__" not in defined:
        cls.__match_args__ = tuple([item.name for item in positional])
    if not cls.__doc__:
        cls.__doc__ = f"{cls.__name__}({', '.join([_described(item) for item in positional + keywords])})"
    if slots:
        cls = _with_slots(cls, real)
    return cls


def _give(cls, name, function):
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, function)


def _described(item):
    text = f"{item.name}: {repr(item.type) if isinstance(item.type, str) else _type_name(item.type).replace('typing.', '')}"
    if item.default is not MISSING:
        return f"{text} = {item.default!r}"
    return text if item.default_factory is MISSING else f"{text} = <factory>"


def _row(item):
    return (
        item.name,
        item._field_type == "_FIELD_INITVAR",
        item.default is not MISSING,
        item.default,
        item.default_factory is not MISSING,
        item.default_factory,
    )


def fill(self, pairs, post):
    """The rest of an `__init__` whose factories or `__setattr__` are guest code."""
    for name, is_factory, value in pairs:
        _limen_set_field(self, name, value() if is_factory else value)
    if post is not None:
        self.__post_init__(*post)


def fill_by_setattr(self, pairs, post):
    for name, is_factory, value in pairs:
        setattr(self, name, value() if is_factory else value)
    if post is not None:
        self.__post_init__(*post)


def post_init(self, args):
    self.__post_init__(*args)


def _make_repr(names):
    def __repr__(self):
        if not _limen_enter_repr(self):
            return "..."
        try:
            parts = [f"{name}={getattr(self, name)!r}" for name in names]
        finally:
            _limen_leave_repr(self)
        return f"{self.__class__.__qualname__}({', '.join(parts)})"

    return __repr__


def _make_eq(names):
    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _limen_fields(self, names) == _limen_fields(other, names)

    return __eq__


def _make_order(names):
    def __lt__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _limen_fields(self, names) < _limen_fields(other, names)

    def __le__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _limen_fields(self, names) <= _limen_fields(other, names)

    def __gt__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _limen_fields(self, names) > _limen_fields(other, names)

    def __ge__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _limen_fields(self, names) >= _limen_fields(other, names)

    return (("__lt__", __lt__), ("__le__", __le__), ("__gt__", __gt__), ("__ge__", __ge__))


def _make_hash(fields):
    names = tuple([item.name for item in fields if (item.compare if item.hash is None else item.hash)])

    def __hash__(self):
        return hash(_limen_fields(self, names))

    return __hash__


def _make_frozen(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return (("__setattr__", __setattr__), ("__delattr__", __delattr__))


def _with_slots(cls, real):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = [item.name for item in real]
    inherited = set()
    for base in _limen_mro(cls)[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    namespace["__slots__"] = tuple([name for name in names if name not in inherited])
    for name in names:
        namespace.pop(name, None)
    namespace["__qualname__"] = cls.__qualname__
    namespace["__module__"] = cls.__module__
    return type(cls.__name__, cls.__bases__, namespace)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def fields(class_or_instance):
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([item for item in found.values() if item._field_type == "_FIELD"])


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict(obj, dict_factory)


def _asdict(obj, dict_factory):
    kind = type(obj)
    if kind in _ATOMS:
        return obj
    if _is_instance(obj):
        return dict_factory([(item.name, _asdict(getattr(obj, item.name), dict_factory)) for item in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return kind(*[_asdict(value, dict_factory) for value in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_asdict(value, dict_factory) for value in obj])
    if isinstance(obj, dict):
        pairs = [(_asdict(key, dict_factory), _asdict(value, dict_factory)) for key, value in obj.items()]
        if hasattr(kind, "default_factory") or hasattr(obj, "default_factory"):
            made = kind(obj.default_factory)
            made.update(pairs)
            return made
        return kind(pairs)
    return _copied(obj)


_ATOMS = (int, str, float, bool, type(None), complex, bytes)


def _copied(obj):
    import copy

    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple(obj, tuple_factory)


def _astuple(obj, tuple_factory):
    kind = type(obj)
    if kind in _ATOMS:
        return obj
    if _is_instance(obj):
        return tuple_factory([_astuple(getattr(obj, item.name), tuple_factory) for item in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return kind(*[_astuple(value, tuple_factory) for value in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_astuple(value, tuple_factory) for value in obj])
    if isinstance(obj, dict):
        return kind([(_astuple(key, tuple_factory), _astuple(value, tuple_factory)) for key, value in obj.items()])
    return _copied(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for item in obj.__dataclass_fields__.values():
        if item._field_type == "_FIELD_CLASSVAR":
            continue
        if not item.init:
            if item.name in changes:
                raise ValueError(
                    f"field {item.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if item.name not in changes:
            if item._field_type == "_FIELD_INITVAR" and item.default is MISSING:
                raise ValueError(f"InitVar {item.name!r} must be specified with replace()")
            changes[item.name] = getattr(obj, item.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    namespace = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, namespace[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    namespace["__annotations__"] = annotations
    namespace["__module__"] = "types" if module is None else module
    return dataclass(type(cls_name, tuple(bases), namespace), **options)
