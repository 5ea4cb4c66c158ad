"""functools."""

from types import MappingProxyType

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _limen_missing)
        if value is not _limen_missing:
            setattr(wrapper, name, value)
    for name in updated:
        for key, value in getattr(wrapped, name, {}).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


def reduce(function, iterable, initial=_limen_missing, /):
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _limen_missing:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for element in iterator:
        value = function(value, element)
    return value


class partial:
    def __new__(cls, func=_limen_missing, /, *args, **keywords):
        if func is _limen_missing:
            raise TypeError("type 'partial' takes at least one argument")
        if not callable(func):
            raise TypeError("the first argument must be callable")
        self = super(partial, cls).__new__(cls)
        if isinstance(func, partial) and type(func) is partial:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __init__(self, *args, **keywords):
        pass

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend([repr(value) for value in self.args])
        parts.extend([f"{key}={value!r}" for key, value in self.keywords.items()])
        name = type(self).__qualname__
        return f"functools.{name}({', '.join(parts)})" if type(self) is partial else f"{name}({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        function = self.func
        if isinstance(function, (classmethod, staticmethod)):
            return partial(function.__get__(instance, owner), *self.args, **self.keywords)
        if instance is None:
            return self._unbound
        return partial(function, instance, *self.args, **self.keywords)

    def _unbound(self, instance, /, *args, **keywords):
        return self.func(instance, *self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend([repr(value) for value in self.args])
        parts.extend([f"{key}={value!r}" for key, value in self.keywords.items()])
        return f"functools.partialmethod({', '.join(parts)})"

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


_FAST = (int, str)


def _make_key(args, kwds, typed):
    key = args
    if kwds:
        key += (_limen_missing,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple([type(value) for value in args])
        if kwds:
            key += tuple([type(value) for value in kwds.values()])
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return key


class _CacheInfo(tuple):
    __slots__ = ()

    @property
    def hits(self):
        return self[0]

    @property
    def misses(self):
        return self[1]

    @property
    def maxsize(self):
        return self[2]

    @property
    def currsize(self):
        return self[3]

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        return update_wrapper(_cached(maxsize, 128, False), maxsize)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        return update_wrapper(_cached(function, maxsize, typed), function)

    return decorate


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


def _cached(function, maxsize, typed):
    results = {}
    missing = _limen_missing
    hits = misses = 0

    if maxsize is None and not typed:

        def wrapper(*args, **kwargs):
            nonlocal hits, misses
            if kwargs:
                key = _make_key(args, kwargs, False)
            else:
                key = args[0] if len(args) == 1 and type(args[0]) in _FAST else args
            value = results.get(key, missing)
            if value is not missing:
                hits += 1
                return value
            misses += 1
            value = function(*args, **kwargs)
            results[key] = value
            return value

    elif maxsize == 0:

        def wrapper(*args, **kwargs):
            nonlocal misses
            misses += 1
            return function(*args, **kwargs)

    else:

        def wrapper(*args, **kwargs):
            nonlocal hits, misses
            key = _make_key(args, kwargs, typed)
            value = results.get(key, missing)
            if value is not missing:
                hits += 1
                if maxsize is not None:
                    del results[key]
                    results[key] = value
                return value
            misses += 1
            value = function(*args, **kwargs)
            if key in results:
                pass
            elif maxsize is not None and len(results) >= maxsize:
                del results[next(iter(results))]
            results[key] = value
            return value

    def cache_info():
        return _CacheInfo((hits, misses, maxsize, len(results)))

    def cache_clear():
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return wrapper


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = getattr(func, "__doc__", None)

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property."
            ) from None
        value = cache.get(self.attrname, _limen_missing)
        if value is _limen_missing:
            value = self.func(instance)
            cache[self.attrname] = value
        return value


def _from_lt_gt(self, other):
    result = type(self).__lt__(self, other)
    if result is NotImplemented:
        return result
    return not result and self != other


def _from_lt_le(self, other):
    result = type(self).__lt__(self, other)
    if result is NotImplemented:
        return result
    return result or self == other


def _from_lt_ge(self, other):
    result = type(self).__lt__(self, other)
    return result if result is NotImplemented else not result


def _from_le_ge(self, other):
    result = type(self).__le__(self, other)
    if result is NotImplemented:
        return result
    return not result or self == other


def _from_le_lt(self, other):
    result = type(self).__le__(self, other)
    if result is NotImplemented:
        return result
    return result and self != other


def _from_le_gt(self, other):
    result = type(self).__le__(self, other)
    return result if result is NotImplemented else not result


def _from_gt_lt(self, other):
    result = type(self).__gt__(self, other)
    if result is NotImplemented:
        return result
    return not (result or self == other)


def _from_gt_ge(self, other):
    result = type(self).__gt__(self, other)
    if result is NotImplemented:
        return result
    return result or self == other


def _from_gt_le(self, other):
    result = type(self).__gt__(self, other)
    return result if result is NotImplemented else not result


def _from_ge_le(self, other):
    result = type(self).__ge__(self, other)
    if result is NotImplemented:
        return result
    return not result or self == other


def _from_ge_gt(self, other):
    result = type(self).__ge__(self, other)
    if result is NotImplemented:
        return result
    return result and self != other


def _from_ge_lt(self, other):
    result = type(self).__ge__(self, other)
    return result if result is NotImplemented else not result


def total_ordering(cls):
    for root, derived in (
        ("__lt__", (("__gt__", _from_lt_gt), ("__le__", _from_lt_le), ("__ge__", _from_lt_ge))),
        ("__le__", (("__ge__", _from_le_ge), ("__lt__", _from_le_lt), ("__gt__", _from_le_gt))),
        ("__gt__", (("__lt__", _from_gt_lt), ("__ge__", _from_gt_ge), ("__le__", _from_gt_le))),
        ("__ge__", (("__le__", _from_ge_le), ("__gt__", _from_ge_gt), ("__lt__", _from_ge_lt))),
    ):
        if _defines(cls, root):
            for name, function in derived:
                if not _defines(cls, name):
                    setattr(cls, name, function)
            return cls
    raise ValueError("must define at least one ordering operation: < > <= >=")


def _defines(cls, name):
    own = _limen_class_attr(cls, name)
    return own is not None and own is not _limen_class_attr(object, name)


def cmp_to_key(mycmp):
    def key(obj):
        return _Key(mycmp, obj)

    return key


class _Key:
    __slots__ = ("_compare", "obj")
    __hash__ = None

    def __init__(self, compare, obj):
        self._compare = compare
        self.obj = obj

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0


def _find_implementation(cls, registry):
    """The function of the nearest class: its own line, where an abstract class stands behind the first class that it covers."""
    line = _limen_mro(cls)
    abstract = [found for found in registry if found is not object and found not in line and issubclass(cls, found)]
    for index, base in enumerate(line):
        if base is object:
            break
        if base in registry:
            return registry[base]
        here = [
            found
            for found in abstract
            if issubclass(base, found) and not any([issubclass(other, found) for other in line[index + 1 :]])
        ]
        best = [found for found in here if not any([other is not found and issubclass(other, found) for other in here])]
        if len(best) > 1:
            raise RuntimeError(f"Ambiguous dispatch: {best[0]} or {best[1]}")
        if best:
            return registry[best[0]]
    return registry[object]


def _classes_of(annotation):
    if isinstance(annotation, type):
        return (annotation,)
    if type(annotation).__name__ == "UnionType" or getattr(annotation, "_limen_form", None) == "Union":
        classes = tuple([type(None) if item is None else item for item in annotation.__args__])
        return classes if all([isinstance(item, type) for item in classes]) else ()
    return None


def singledispatch(func):
    registry = {}
    known = {}

    def dispatch(cls):
        found = known.get(cls)
        if found is None:
            found = known[cls] = _find_implementation(cls, registry)
        return found

    def register(cls, func=None):
        classes = _classes_of(cls)
        if classes is not None:
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            func = cls
            argument, annotation = next(iter(annotations.items()))
            if isinstance(annotation, str):
                from typing import get_type_hints

                annotation = get_type_hints(func)[argument]
            classes = _classes_of(annotation)
            if not classes:
                wrong = "is not a class" if classes is None else "not all arguments are classes"
                raise TypeError(f"Invalid annotation for {argument!r}. {annotation!r} {wrong}.")
        for item in classes:
            registry[item] = func
        known.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = known.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        if method is None and isinstance(cls, (classmethod, staticmethod)):
            self.dispatcher.register(cls.__func__)
            for key in [key for key, value in self.dispatcher.registry.items() if value is cls.__func__]:
                self.dispatcher.register(key, cls)
            return cls
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatcher = self.dispatcher

        def method(*args, **kwargs):
            found = dispatcher.dispatch(type(args[0]))
            return found.__get__(obj, cls)(*args, **kwargs)

        method.register = self.register
        update_wrapper(method, self.func)
        return method
