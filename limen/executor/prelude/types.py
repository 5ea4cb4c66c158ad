"""types: namespaces and read-only views; the other members are the classes of what a program has anyway."""


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __repr__(self):
        shown = _limen_shown()
        if id(self) in shown:
            return f"{_name(self)}(...)"
        shown.add(id(self))
        try:
            pairs = [f"{name}={value!r}" for name, value in self.__dict__.items()]
        finally:
            shown.discard(id(self))
        return f"{_name(self)}({', '.join(pairs)})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None


def _name(namespace):
    return "namespace" if type(namespace) is SimpleNamespace else type(namespace).__name__


class mappingproxy:
    __slots__ = ("_limen_mapping",)

    def __init__(self, mapping):
        if not hasattr(mapping, "__getitem__") or isinstance(mapping, (list, tuple, str)):
            raise TypeError(f"mappingproxy() argument must be a mapping, not {_limen_class_name(mapping)}")
        self._limen_mapping = mapping

    def __getitem__(self, key):
        return self._limen_mapping[key]

    def __contains__(self, key):
        return key in self._limen_mapping

    def __iter__(self):
        return iter(self._limen_mapping)

    def __len__(self):
        return len(self._limen_mapping)

    def __reversed__(self):
        return reversed(self._limen_mapping)

    def __repr__(self):
        return f"mappingproxy({self._limen_mapping!r})"

    def __str__(self):
        return str(self._limen_mapping)

    def __eq__(self, other):
        return self._limen_mapping == (other._limen_mapping if isinstance(other, mappingproxy) else other)

    def __hash__(self):
        return hash(self._limen_mapping)

    def __or__(self, other):
        return self._limen_mapping | (other._limen_mapping if isinstance(other, mappingproxy) else other)

    def __ror__(self, other):
        return other | self._limen_mapping

    def get(self, key, default=None, /):
        return self._limen_mapping.get(key, default)

    def keys(self):
        return self._limen_mapping.keys()

    def values(self):
        return self._limen_mapping.values()

    def items(self):
        return self._limen_mapping.items()

    def copy(self):
        return self._limen_mapping.copy()


def _function():
    pass


def _generator():
    yield


async def _coroutine():
    pass


async def _async_generator():
    yield


class frame:
    """Of nothing that a program can have: for annotations."""

    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create '{cls.__name__}' instances")


class code(frame):
    """Of nothing that a program can have: for annotations."""


class _Awaitable:
    __slots__ = ("_made",)

    def __init__(self, made):
        self._made = made

    def __await__(self):
        return self._made

    def __iter__(self):
        return self._made

    def __next__(self):
        return next(self._made)

    def send(self, value, /):
        return self._made.send(value)

    def throw(self, *args):
        return self._made.throw(*args)

    def close(self):
        self._made.close()


def coroutine(func):
    from functools import wraps

    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")

    @wraps(func)
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        return _Awaitable(made) if type(made) is GeneratorType else made

    return wrapped


FrameType, CodeType = frame, code
FunctionType = LambdaType = type(_function)
_made = _generator()
GeneratorType = type(_made)
_made = _coroutine()
CoroutineType = type(_made)
_made.close()
_made = _async_generator()
AsyncGeneratorType = type(_made)
BuiltinFunctionType = BuiltinMethodType = type(len)
MethodType = type(SimpleNamespace().__repr__)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
GenericAlias = type(list[int])
UnionType = type(int | str)
