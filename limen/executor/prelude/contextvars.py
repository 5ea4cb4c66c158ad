"""contextvars."""

from collections.abc import Mapping


class ContextVar:
    __slots__ = ("_name", "_default", "__weakref__")

    def __init__(self, name, *, default=_limen_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_limen_missing, /):
        value = _limen_variables().get(self, _limen_missing)
        if value is not _limen_missing:
            return value
        if default is not _limen_missing:
            return default
        if self._default is not _limen_missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        values = _limen_variables()
        token = Token.__new__(Token)
        token._var = self
        token._old = values.get(self, _limen_missing)
        token._values = values
        token._used = False
        values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        values = _limen_variables()
        if token._values is not values:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old is _limen_missing:
            values.pop(self, None)
        else:
            values[self] = token._old

    def __repr__(self):
        default = "" if self._default is _limen_missing else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


_MISSING = _Missing()


class Token:
    __slots__ = ("_var", "_old", "_values", "_used")
    MISSING = _MISSING
    __hash__ = None

    def __init__(self):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return _MISSING if self._old is _limen_missing else self._old

    def __eq__(self, other):
        return self is other

    def __repr__(self):
        used = "used " if self._used else ""
        return f"<Token {used}var={self._var!r} at {id(self):#x}>"


class Context(Mapping):
    __slots__ = ("_data", "_entered")
    __hash__ = None

    def __init__(self):
        self._data = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        before = _limen_variables()
        self._entered = True
        _limen_variables(self._data)
        try:
            return callable(*args, **kwargs)
        finally:
            _limen_variables(before)
            self._entered = False

    def copy(self):
        made = Context()
        made._data.update(self._data)
        return made

    def __getitem__(self, var):
        _check_key(var)
        return self._data[var]

    def __contains__(self, var):
        _check_key(var)
        return var in self._data

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)

    def get(self, var, default=None, /):
        _check_key(var)
        return self._data.get(var, default)

    def keys(self):
        return list(self._data)

    def values(self):
        return list(self._data.values())

    def items(self):
        return list(self._data.items())

    def __eq__(self, other):
        return self._data == other._data if isinstance(other, Context) else NotImplemented

    def __repr__(self):
        return f"<_contextvars.Context object at {id(self):#x}>"


def _check_key(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f"a ContextVar key was expected, got {var!r}")


def copy_context():
    made = Context()
    made._data.update(_limen_variables())
    return made
