"""enum: classes whose members are made when the class is. The hooks on the class itself stand for EnumType's methods."""

from types import MappingProxyType

_UNSET = object()
_NOTHING = MappingProxyType({})
_RESERVED = (
    "_ignore_",
    "_missing_",
    "_order_",
    "_generate_next_value_",
    "_numeric_repr_",
    "_boundary_",
    "_new_member_",
    "_flag_mask_",
    "_singles_mask_",
)


class _Arithmetic:
    """What a class body may do with the name of an earlier `auto()`: it is computed when the members are made."""

    def __or__(self, other):
        return _Expression(_either, self, other)

    def __ror__(self, other):
        return _Expression(_either, other, self)

    def __and__(self, other):
        return _Expression(_both, self, other)

    def __rand__(self, other):
        return _Expression(_both, other, self)

    def __xor__(self, other):
        return _Expression(_one, self, other)

    def __rxor__(self, other):
        return _Expression(_one, other, self)

    def __add__(self, other):
        return _Expression(_sum, self, other)

    def __radd__(self, other):
        return _Expression(_sum, other, self)

    def __invert__(self):
        return _Expression(_inverse, self, None)


def _either(left, right):
    return left | right


def _both(left, right):
    return left & right


def _one(left, right):
    return left ^ right


def _sum(left, right):
    return left + right


def _inverse(left, right):
    return ~left


class _Expression(_Arithmetic):
    def __init__(self, operation, left, right):
        self.operation = operation
        self.left = left
        self.right = right


class auto(_Arithmetic):
    def __init__(self, value=_UNSET):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % (self.value,)


def _resolve(value, generate, name, last):
    """The value of a member: its own, or the next one where the body says `auto()`."""
    if isinstance(value, auto):
        if value.value is _UNSET:
            value.value = generate(name, 1, len(last), last[:])
        return value.value
    if isinstance(value, _Expression):
        return value.operation(
            _resolve(value.left, generate, name, last), _resolve(value.right, generate, name, last)
        )
    return value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


def _is_plain(name):
    """Tell whether a name in the class body can be a member's."""
    if name.startswith("__") and name.endswith("__"):
        return False
    if name.startswith("_") and name.endswith("_"):
        if name in _RESERVED:
            return False
        raise ValueError(f"_sunder_ names, such as {name!r}, are reserved for future Enum use")
    return True


def _is_private(cls_name, name):
    prefix = f"_{cls_name.lstrip('_')}__"
    return name.startswith(prefix) and not name.endswith("__")


def _is_member(value):
    if isinstance(value, nonmember):
        return False
    if isinstance(value, (member, _Arithmetic)):
        return True
    kind = type(value)
    if kind in (property, staticmethod, classmethod) or _is_function(value):
        return False
    return not hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__")


def _is_function(value):
    return type(value) is type(_is_member)


def _data_type(name, bases):
    """The class, beside the enums, that the members' values are of."""
    found = object
    for base in bases:
        for cls in _limen_mro(base):
            if cls is object:
                continue
            if issubclass(cls, Enum):
                own = cls.__dict__.get("_member_type_", object)
                if own is not object:
                    found = own
                    break
            elif "__new__" in cls.__dict__ or cls in (int, str, float, bytes, complex, tuple, list, dict, set):
                found = cls
                break
    return found


def _maker(bases, namespace):
    """The `__new__` that a guest wrote, if there is one."""
    if "__new__" in namespace:
        return namespace["__new__"]
    for base in bases:
        for cls in _limen_mro(base):
            made = cls.__dict__.get("_new_member_")
            if made is not None:
                return made
    return None


def _next_value(namespace, bases):
    given = namespace.get("_generate_next_value_")
    if given is not None:
        return given.__func__ if isinstance(given, staticmethod) else given
    for base in bases:
        found = getattr(base, "_generate_next_value_", None)
        if found is not None:
            return found
    return Enum._generate_next_value_


def _check_bases(name, bases):
    for base in bases:
        if issubclass(base, Enum) and base.__dict__.get("_member_map_"):
            raise TypeError(f"<enum {name!r}> cannot extend {base!r}")


Flag = ReprEnum = None  # until their classes are made, below


def _is_flag(cls):
    return Flag is not None and issubclass(cls, Flag)


class Enum:
    # Not shared with any class of a guest: these stay empty
    _member_map_ = _NOTHING
    _member_names_ = ()
    _value2member_map_ = _NOTHING
    _unhashable_ = ()
    __members__ = _NOTHING

    def _limen_build_class(name, bases, namespace, kwargs):
        return _build(name, bases, namespace, kwargs)

    def _limen_call_class(cls, value=_UNSET, names=_UNSET, *rest, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is not _UNSET:
            if cls._member_map_:
                return _look_up(cls, (value, names, *rest))
            return _functional(cls, value, names, type, start, boundary, qualname)
        if value is _UNSET:
            raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
        return _look_up(cls, value)

    def _limen_iter_class(cls):
        if _is_flag(cls):
            return iter([cls._member_map_[name] for name in cls._member_names_ if _is_canonical(cls._member_map_[name])])
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def _limen_reversed_class(cls):
        return reversed(list(cls))

    def _limen_len_class(cls):
        return len(list(cls))

    def _limen_getitem_class(cls, name):
        return cls._member_map_[name]

    def _limen_contains_class(cls, value):
        if isinstance(value, cls):
            return True
        if not isinstance(value, Enum) and _limen_python() < (3, 12):
            raise TypeError(
                "unsupported operand type(s) for 'in': '%s' and '%s'" % (type(value).__qualname__, "EnumType")
            )
        return value in cls._value2member_map_ or value in cls._unhashable_

    def _limen_repr_class(cls):
        if _is_flag(cls):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            return last_values[-1] + 1

    @classmethod
    def _missing_(cls, value):
        return None

    def __init__(self, *args, **kwargs):
        pass

    @property
    def name(self):
        return self._name_

    @name.setter
    def name(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'name'")

    @property
    def value(self):
        return self._value_

    @value.setter
    def value(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'value'")

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        return ["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _build(name, bases, namespace, kwargs):
    boundary = kwargs.pop("boundary", None)
    _check_bases(name, bases)
    ignored = namespace.pop("_ignore_", ())
    if isinstance(ignored, str):
        ignored = ignored.replace(",", " ").split()
    for key in ignored:
        namespace.pop(key, None)
    namespace.pop("_order_", None)
    body = {}
    members = {}
    generate = _next_value(namespace, bases)
    last = []
    for key, value in namespace.items():
        if not _is_plain(key) or _is_private(name, key) or not _is_member(value):
            body[key] = value.value if isinstance(value, nonmember) else value
            continue
        if isinstance(value, member):
            value = value.value
        if type(value) is tuple:
            value = tuple([_resolve(item, generate, key, last) for item in value])
        else:
            value = _resolve(value, generate, key, last)
        if key == "mro":
            raise ValueError("invalid enum member name(s) 'mro'")
        members[key] = value
        last.append(value)
    data_type = _data_type(name, bases)
    own_new = body.pop("__new__", None)
    if own_new is not None:
        body["_new_member_"] = staticmethod(own_new)
    if isinstance(body.get("_generate_next_value_"), type(_is_member)):
        body["_generate_next_value_"] = staticmethod(body["_generate_next_value_"])
    body["_member_type_"] = data_type
    if members:
        body["_member_map_"] = {}
        body["_member_names_"] = []
        body["_value2member_map_"] = {}
        body["_unhashable_"] = []
        body["__members__"] = MappingProxyType(body["_member_map_"])
    if boundary is not None:
        body["_boundary_"] = boundary
    for base in bases:
        if not issubclass(base, Enum):
            continue
        for special in ("__repr__", "__str__", "__format__"):
            if special not in body and data_type is not object:
                body[special] = getattr(base, special)
                if base is ReprEnum and special != "__repr__":
                    body[special] = _of_value(getattr(data_type, special))
        break
    cls = _limen_finish_class()(name, bases, body, kwargs)
    maker = _maker((cls,), {})
    if isinstance(maker, staticmethod):
        maker = maker.__func__
    for key, value in members.items():
        _add_member(cls, key, value, maker, data_type)
    if members and _is_flag(cls):
        _finish_flag(cls)
    if "__doc__" not in namespace:
        cls.__doc__ = None
    return cls


def _of_value(method):
    """A method of the values, for the members of a ReprEnum."""

    def ask(self, *args):
        return method(self._value_, *args)

    return ask


def _add_member(cls, name, value, maker, data_type):
    if isinstance(value, tuple) and data_type is not tuple:
        args = value
    else:
        args = (value,)
    if maker is not None:
        made = maker(cls, *args)
    elif data_type is object:
        made = object.__new__(cls)
    else:
        made = data_type.__new__(cls, *args)
    if "_value_" not in made.__dict__:
        if data_type is object:
            made._value_ = value
        else:
            made._value_ = data_type(*args)
    value = made._value_
    made._name_ = name
    made._sort_order_ = len(cls._member_names_)
    made.__init__(*args)
    value = made._value_
    existing = None
    try:
        existing = cls._value2member_map_.get(value)
        hashable = True
    except TypeError:
        hashable = False
        for other in cls._member_map_.values():
            if other._value_ == value:
                existing = other
                break
    if existing is not None:
        made = existing
    else:
        cls._member_names_.append(name)
        if hashable:
            cls._value2member_map_[value] = made
        else:
            cls._unhashable_.append(value)
    setattr(cls, name, made)
    cls._member_map_[name] = made


def _look_up(cls, value):
    if type(value) is cls:
        return value
    if not cls._member_map_:
        said = "has no members defined"
        if _limen_python() >= (3, 12):
            said = "has no members; specify `names=()` if you meant to create a new, empty, enum"
        raise TypeError(f"{cls!r} {said}")
    try:
        found = cls._value2member_map_.get(value, _UNSET)
        if found is not _UNSET:
            return found
    except TypeError:
        for made in cls._member_map_.values():
            if made._value_ == value:
                return made
    try:
        result = cls._missing_(value)
    except Exception as error:
        if isinstance(error, ValueError) and _is_flag(cls):
            raise
        wrong = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        error.__context__ = wrong
        raise
    if isinstance(result, cls):
        return result
    if result is None:
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    raise TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")


def _functional(cls, name, names, mixin, start, boundary, qualname):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    bases = (cls,) if mixin is None else (mixin, cls)
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        generate = _next_value({}, bases)
        pairs = []
        last = []
        for count, key in enumerate(names):
            value = generate(key, start, count, last[:])
            last.append(value)
            pairs.append((key, value))
    elif isinstance(names, dict):
        pairs = list(names.items())
    else:
        pairs = [(item, names[item]) if isinstance(item, str) else (item[0], item[1]) for item in names]
    namespace = {"__module__": "__main__", "__qualname__": qualname or name}
    for key, value in pairs:
        namespace[key] = value
    kwargs = {} if boundary is None else {"boundary": boundary}
    return _build(name, bases, namespace, kwargs)


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec) if format_spec else str(self)


class StrEnum(str, ReprEnum):
    @staticmethod
    def _new_member_(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self._value_)

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec) if format_spec else str(self)


class FlagBoundary:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<FlagBoundary.{self.name}: {self.name.lower()!r}>"

    def __str__(self):
        return self.name.lower()


STRICT = FlagBoundary("STRICT")
CONFORM = FlagBoundary("CONFORM")
EJECT = FlagBoundary("EJECT")
KEEP = FlagBoundary("KEEP")


def _bits(number):
    found = []
    while number:
        bit = number & -number
        found.append(bit)
        number ^= bit
    return found


def _is_canonical(made):
    value = made._value_
    return value > 0 and value & (value - 1) == 0


class Flag(Enum):
    _boundary_ = STRICT
    _numeric_repr_ = None
    _flag_mask_ = 0
    _singles_mask_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        highest = max(last_values)
        if not isinstance(highest, int):
            raise TypeError("invalid flag value %r" % (highest,))
        return 2 ** highest.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        every = (1 << mask.bit_length()) - 1
        number = value
        unknown = None
        if not ~every <= number <= every or number & (every ^ mask):
            if cls._boundary_ is STRICT:
                width = max(number.bit_length(), mask.bit_length())
                raise ValueError(
                    "%r invalid value %r\n    given %s\n  allowed %s" % (cls, value, _binary(number, width), _binary(mask, width))
                )
            if cls._boundary_ is CONFORM:
                number = number & mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if number < 0:
                    number = max(every + 1, 2 ** number.bit_length()) + number
        if number < 0:
            number = every + 1 + number
        unknown = number & ~mask
        made = cls._value2member_map_.get(number)
        if made is not None:
            return made
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, number)
        made._value_ = number
        inside = [item for item in cls if item._value_ & number]
        if inside:
            made._name_ = "|".join([item._name_ for item in inside])
            if unknown:
                shown = cls._numeric_repr_
                if shown is None:
                    shown = hex if cls._boundary_ is KEEP and not issubclass(cls, int) else repr
                made._name_ += "|" + shown(unknown)
        else:
            made._name_ = None
        if type(cls._value2member_map_) is dict:  # not of a class that all runs share
            cls._value2member_map_[number] = made
        return made

    def _limen_unwrap(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __repr__(self):
        if self._name_ is None:
            return f"<{type(self).__name__}: {self._value_!r}>"
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{type(self).__name__}({self._value_!r})"
        return f"{type(self).__name__}.{self._name_}"

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, type(self).__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter([item for item in type(self) if item._value_ & self._value_])

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        value = self._limen_unwrap(other)
        return NotImplemented if value is None else type(self)(self._value_ | value)

    def __and__(self, other):
        value = self._limen_unwrap(other)
        return NotImplemented if value is None else type(self)(self._value_ & value)

    def __xor__(self, other):
        value = self._limen_unwrap(other)
        return NotImplemented if value is None else type(self)(self._value_ ^ value)

    def __invert__(self):
        cls = type(self)
        if cls._boundary_ is KEEP:
            return cls(~self._value_)
        return cls(cls._singles_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _binary(number, width):
    if number < 0:
        return "0b1 " + format((1 << width) + number, f"0{width}b")
    return "0b0 " + format(number, f"0{width}b")


def _finish_flag(cls):
    mask = singles = 0
    for made in cls._member_map_.values():
        value = made._value_
        if isinstance(value, int):
            mask |= value
            if value > 0 and value & (value - 1) == 0:
                singles |= value
    cls._flag_mask_ = mask
    cls._singles_mask_ = singles


class IntFlag(int, ReprEnum, Flag):
    _boundary_ = KEEP

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec) if format_spec else str(self)

    __repr__ = Flag.__repr__
    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __ror__ = Flag.__or__
    __rand__ = Flag.__and__
    __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __contains__ = Flag.__contains__
    __iter__ = Flag.__iter__
    __len__ = Flag.__len__
    __bool__ = Flag.__bool__


def unique(enumeration):
    duplicates = []
    for name, made in enumeration.__members__.items():
        if name != made.name:
            duplicates.append((name, made.name))
    if duplicates:
        details = ", ".join(["%s -> %s" % (alias, name) for alias, name in duplicates])
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


class EnumType:
    _limen_metaclass_base = Enum

    def _limen_isinstance(cls, value):
        return isinstance(value, type) and issubclass(value, Enum)


