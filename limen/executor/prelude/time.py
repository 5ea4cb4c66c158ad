_FIELDS = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")
_ALL = _FIELDS + ("tm_zone", "tm_gmtoff")


class struct_time(tuple):
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    __match_args__ = _FIELDS

    def __new__(cls, sequence, extra=None):
        try:
            items = tuple(sequence)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        if len(items) < 9:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(items)}-sequence given)")
        if len(items) > 11:
            raise TypeError(f"time.struct_time() takes an at most 11-sequence ({len(items)}-sequence given)")
        extra = {} if extra is None else extra
        made = tuple.__new__(cls, items[:9])
        hidden = items[9:] + (None,) * (11 - len(items))
        object.__setattr__(made, "_zone", hidden[0] if len(items) > 9 else extra.get("tm_zone"))
        object.__setattr__(made, "_gmtoff", hidden[1] if len(items) > 10 else extra.get("tm_gmtoff"))
        return made

    def __getattr__(self, name):
        if name in _FIELDS:
            return self[_FIELDS.index(name)]
        if name == "tm_zone":
            return self._zone
        if name == "tm_gmtoff":
            return self._gmtoff
        raise AttributeError(f"'time.struct_time' object has no attribute '{name}'")

    def __setattr__(self, name, value):
        if name in _ALL:
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'time.struct_time' object has no attribute '{name}'")

    def __repr__(self):
        return "time.struct_time(" + ", ".join([f"{name}={value!r}" for name, value in zip(_FIELDS, self)]) + ")"
