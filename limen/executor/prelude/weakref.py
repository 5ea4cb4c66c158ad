"""weakref."""

from collections.abc import MutableMapping, MutableSet


class _Scratch:
    b = property(lambda self: 0)

    def __call__(self):
        pass

    def __bool__(self):
        return True


def _nothing(*args, **kwargs):
    pass


def _forget():
    """Let the VM, when it is not compiled, have other values in hand than those of the program's last instructions."""
    scratch = _Scratch()
    scratch.a = [(0, 0)]
    _nothing(*scratch.a, **{})
    for a, b in scratch.a:
        scratch.a[0]
    scratch.a[0] = f"{a:1}"
    _Scratch.b
    scratch.b
    range(2)[a]
    scratch()
    not scratch
    scratch and (scratch or a)


def _look(anchor):
    """The value of an anchor, None when it is gone; whoever wanted to know of that is told."""
    _forget()
    found = _limen_target(anchor)
    if found is None and len(anchor) > 1:
        told = anchor[2:]
        del anchor[1:]
        for one in reversed(told):
            try:
                one._gone()
            except Exception:
                pass
    return found


class ReferenceType:
    __slots__ = ("_limen_anchor", "__callback__", "_hash", "__weakref__")

    def __new__(cls, object, callback=None, /):
        anchor = _limen_anchor(object)
        if callback is None and cls is ReferenceType and anchor[1] is not None:
            return anchor[1]
        made = super().__new__(cls)
        made._limen_anchor = anchor
        made.__callback__ = callback
        made._hash = None
        if callback is not None:
            anchor.append(made)
        elif cls is ReferenceType:
            anchor[1] = made
        return made

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        return _look(self._limen_anchor)

    def _gone(self):
        callback = self.__callback__
        self.__callback__ = None
        callback(self)

    def __hash__(self):
        if self._hash is None:
            value = _look(self._limen_anchor)
            if value is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(value)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        mine = _look(self._limen_anchor)
        theirs = _look(other._limen_anchor)
        if mine is None or theirs is None:
            return self is other
        return mine == theirs

    def __repr__(self):
        value = _look(self._limen_anchor)
        if value is None:
            return f"<weakref at {id(self):#x}; dead>"
        return f"<weakref at {id(self):#x}; to '{type(value).__qualname__}' at {id(value):#x}>"


ref = ReferenceType


def getweakrefcount(object, /):
    return len(getweakrefs(object))


def getweakrefs(object, /):
    try:
        anchor = _limen_anchor(object)
    except TypeError:
        return []
    return [one for one in anchor[1:] if isinstance(one, ReferenceType)]


class WeakMethod(ReferenceType):
    __slots__ = ("_function", "_kind")

    def __new__(cls, meth, callback=None):
        try:
            object = meth.__self__
            function = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        made = super().__new__(cls, object, callback)
        made._function = function
        made._kind = type(meth)
        return made

    def __call__(self):
        object = _look(self._limen_anchor)
        return None if object is None else self._kind(self._function, object)

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            return self._function is other._function and super().__eq__(other)
        return NotImplemented

    def __hash__(self):
        return super().__hash__()


class WeakValueDictionary(MutableMapping):
    def __init__(self, other=(), /, **kw):
        self._anchors = {}
        self._enough = 64
        self.update(other, **kw)

    def _living(self):
        """The pairs whose values are still there."""
        found = []
        for key, anchor in list(self._anchors.items()):
            value = _look(anchor)
            if value is None:
                if self._anchors.get(key) is anchor:
                    del self._anchors[key]
            else:
                found.append((key, value))
        return found

    def __getitem__(self, key):
        value = _look(self._anchors[key])
        if value is None:
            del self._anchors[key]
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        if len(self._anchors) > self._enough:
            self._living()
            self._enough = 2 * len(self._anchors) + 64
        self._anchors[key] = _limen_anchor(value)

    def __delitem__(self, key):
        del self._anchors[key]

    def __contains__(self, key):
        anchor = self._anchors.get(key)
        return anchor is not None and _look(anchor) is not None

    def __len__(self):
        return len(self._living())

    def __iter__(self):
        return iter([key for key, value in self._living()])

    keys = __iter__

    def values(self):
        return iter([value for key, value in self._living()])

    def items(self):
        return iter(self._living())

    def valuerefs(self):
        return [ref(value) for key, value in self._living()]

    itervaluerefs = valuerefs

    def get(self, key, default=None):
        anchor = self._anchors.get(key)
        value = None if anchor is None else _look(anchor)
        return default if value is None else value

    def popitem(self):
        pairs = self._living()
        if not pairs:
            raise KeyError("popitem(): dictionary is empty")
        key, value = pairs[-1]
        del self._anchors[key]
        return key, value

    def copy(self):
        made = WeakValueDictionary()
        made.update(self._living())
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakKeyDictionary(MutableMapping):
    def __init__(self, dict=None):
        self._values = {}
        self._enough = 64
        if dict is not None:
            self.update(dict)

    def _living(self):
        found = []
        for key, value in list(self._values.items()):
            object = key()
            if object is None:
                self._values.pop(key, None)
            else:
                found.append((object, value))
        return found

    def __getitem__(self, key):
        found = self._values.get(ref(key), _limen_missing)
        if found is _limen_missing:
            raise KeyError(ref(key))
        return found

    def __setitem__(self, key, value):
        if len(self._values) > self._enough:
            self._living()
            self._enough = 2 * len(self._values) + 64
        self._values[ref(key)] = value

    def __delitem__(self, key):
        del self._values[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self._values
        except TypeError:
            return False

    def __len__(self):
        return len(self._living())

    def __iter__(self):
        return iter([key for key, value in self._living()])

    keys = __iter__

    def values(self):
        return iter([value for key, value in self._living()])

    def items(self):
        return iter(self._living())

    def keyrefs(self):
        return list(self._values)

    def get(self, key, default=None):
        return self._values.get(ref(key), default)

    def popitem(self):
        pairs = self._living()
        if not pairs:
            raise KeyError("popitem(): dictionary is empty")
        key, value = pairs[-1]
        del self._values[ref(key)]
        return key, value

    def copy(self):
        made = WeakKeyDictionary()
        made.update(self._living())
        return made

    __copy__ = copy

    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakSet(MutableSet):
    def __init__(self, data=None):
        self._refs = {}
        self._enough = 64
        if data is not None:
            self.update(data)

    def _living(self):
        found = []
        for one in list(self._refs):
            value = one()
            if value is None:
                self._refs.pop(one, None)
            else:
                found.append(value)
        return found

    def add(self, item):
        if len(self._refs) > self._enough:
            self._living()
            self._enough = 2 * len(self._refs) + 64
        self._refs[ref(item)] = None

    def discard(self, item):
        self._refs.pop(ref(item), None)

    def remove(self, item):
        del self._refs[ref(item)]

    def update(self, other):
        for item in other:
            self.add(item)

    def clear(self):
        self._refs.clear()

    def pop(self):
        found = self._living()
        if not found:
            raise KeyError("pop from empty WeakSet")
        self.discard(found[0])
        return found[0]

    def copy(self):
        return type(self)(self._living())

    def __contains__(self, item):
        try:
            return ref(item) in self._refs
        except TypeError:
            return False

    def __len__(self):
        return len(self._living())

    def __iter__(self):
        return iter(self._living())

    def union(self, other):
        return type(self)([*self, *other])

    def intersection(self, other):
        return type(self)([item for item in other if item in self])

    def difference(self, other):
        made = self.copy()
        made.difference_update(other)
        return made

    def symmetric_difference(self, other):
        other = type(self)(other)
        return type(self)([*self.difference(other), *other.difference(self)])

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def intersection_update(self, other):
        kept = self.intersection(other)
        self.clear()
        self.update(kept)

    def symmetric_difference_update(self, other):
        kept = self.symmetric_difference(other)
        self.clear()
        self.update(kept)

    def issubset(self, other):
        return all(item in other for item in self)

    def issuperset(self, other):
        return all(item in self for item in other)

    def isdisjoint(self, other):
        return not self.intersection(other)

    def __eq__(self, other):
        if not isinstance(other, WeakSet):
            return NotImplemented
        return set(self) == set(other)

    __hash__ = None

    def __repr__(self):
        return repr(self._refs.keys() and {one for one in self._refs}) if self._refs else "set()"


class finalize:
    atexit = True

    def __init__(self, obj, func, /, *args, **kwargs):
        self._limen_anchor = _limen_anchor(obj)
        self._work = (func, args, kwargs)
        self._limen_anchor.append(self)

    def _take(self):
        work = self._work
        self._work = None
        return work

    def _gone(self):
        self()

    def __call__(self, _=None):
        _look(self._limen_anchor)
        work = self._take()
        if work is None:
            return None
        func, args, kwargs = work
        return func(*args, **kwargs)

    def peek(self):
        obj = _look(self._limen_anchor)
        return None if obj is None or self._work is None else (obj, *self._work)

    def detach(self):
        obj = _look(self._limen_anchor)
        if obj is None or self._work is None:
            return None
        return (obj, *self._take())

    @property
    def alive(self):
        _look(self._limen_anchor)
        return self._work is not None

    def __repr__(self):
        obj = _look(self._limen_anchor)
        if obj is None or self._work is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(obj).__qualname__!r} at {id(obj):#x}>"


# Proxies


def _proxied(proxy):
    found = _look(object.__getattribute__(proxy, "_limen_anchor"))
    if found is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return found


def proxy(object, callback=None, /):
    return weakproxy(object, callback)


class weakproxy:
    __slots__ = ("_limen_anchor", "_callback")

    def __init__(self, value, callback):
        anchor = _limen_anchor(value)
        object.__setattr__(self, "_limen_anchor", anchor)
        object.__setattr__(self, "_callback", callback)
        if callback is not None:
            anchor.append(_Told(self, callback))

    def __getattribute__(self, name):
        return getattr(_proxied(self), name)

    def __setattr__(self, name, value):
        setattr(_proxied(self), name, value)

    def __delattr__(self, name):
        delattr(_proxied(self), name)

    def __str__(self):
        return str(_proxied(self))

    def __repr__(self):
        value = _look(object.__getattribute__(self, "_limen_anchor"))
        return f"<weakproxy at {id(self):#x} to {type(value).__name__} at {id(value):#x}>"

    def __bool__(self):
        return bool(_proxied(self))

    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        return _proxied(self)(*args, **kwargs)

    def __len__(self):
        return len(_proxied(self))

    def __iter__(self):
        return iter(_proxied(self))

    def __next__(self):
        return next(_proxied(self))

    def __contains__(self, item):
        return item in _proxied(self)

    def __getitem__(self, key):
        return _proxied(self)[key]

    def __setitem__(self, key, value):
        _proxied(self)[key] = value

    def __delitem__(self, key):
        del _proxied(self)[key]

    def __eq__(self, other):
        return _proxied(self) == _plain(other)

    def __ne__(self, other):
        return _proxied(self) != _plain(other)

    def __lt__(self, other):
        return _proxied(self) < _plain(other)

    def __le__(self, other):
        return _proxied(self) <= _plain(other)

    def __gt__(self, other):
        return _proxied(self) > _plain(other)

    def __ge__(self, other):
        return _proxied(self) >= _plain(other)

    def __add__(self, other):
        return _proxied(self) + _plain(other)

    def __radd__(self, other):
        return other + _proxied(self)

    def __sub__(self, other):
        return _proxied(self) - _plain(other)

    def __mul__(self, other):
        return _proxied(self) * _plain(other)


class _Told:
    """What tells of the end of what a proxy stands for."""

    def __init__(self, proxy, callback):
        self._gone = lambda: callback(proxy)


def _plain(value):
    return _proxied(value) if type(value) is weakproxy else value
