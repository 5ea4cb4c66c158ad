"""decimal: what is about contexts and not about numbers."""

from collections import namedtuple

DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


class SignalDict:
    def __getitem__(self, signal):
        return _limen_signal_get(self._context, self._kind, signal)

    def __setitem__(self, signal, value):
        _limen_signal_set(self._context, self._kind, signal, bool(value))

    def __iter__(self):
        return iter(_limen_signal_names(self._context))

    def __len__(self):
        return len(_limen_signal_names(self._context))

    def __contains__(self, signal):
        return signal in _limen_signal_names(self._context)

    def keys(self):
        return _limen_signal_names(self._context)

    def items(self):
        return [(signal, self[signal]) for signal in self]

    def values(self):
        return [self[signal] for signal in self]

    def get(self, signal, default=None):
        return self[signal] if signal in self else default

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def copy(self):
        return dict(self.items())

    def __eq__(self, other):
        return self.copy() == (other.copy() if isinstance(other, SignalDict) else other)

    __hash__ = None

    def __repr__(self):
        return "{" + ", ".join([f"{signal!r}:{value!r}" for signal, value in self.items()]) + "}"


class localcontext:
    def __init__(self, ctx=None, **kwargs):
        if ctx is not None and not isinstance(ctx, _limen_context):
            raise TypeError("optional argument must be a context")
        self._new = (_limen_get_context() if ctx is None else ctx).copy()
        for name, value in kwargs.items():
            if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
            setattr(self._new, name, value)

    def __enter__(self):
        self._saved = _limen_get_context()
        _limen_set_context(self._new)
        return self._new

    def __exit__(self, *details):
        _limen_set_context(self._saved)
