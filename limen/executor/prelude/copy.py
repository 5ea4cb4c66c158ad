"""copy."""

_ATOMIC = frozenset({int, float, bool, complex, str, bytes, type(None), type(...), type(NotImplemented), range, type, property})
_SHALLOW = frozenset({list, dict, set, bytearray})


class Error(Exception):
    pass


error = Error


def copy(x):
    cls = type(x)
    if cls in _ATOMIC or cls is tuple or cls is frozenset:
        return x
    if cls in _SHALLOW:
        return x.copy()
    if isinstance(x, type):
        return x
    method = _limen_class_attr(cls, "__copy__")
    if method is not None:
        return x.__copy__()
    if not _limen_is_instance(x):
        return _whole(x)
    return _rebuild(x, None)


def _whole(x):
    """What has no parts to copy: itself, unless it is in the middle of something."""
    if _limen_is_progress(x):
        raise TypeError(f"cannot pickle {_limen_class_name(x)!r} object")
    return x


def _state(x):
    """What `__getstate__` of the guest says, and whether there is one."""
    method = _limen_class_attr(type(x), "__getstate__")
    return (method is not None, x.__getstate__() if method is not None else None)


def _rebuild(x, memo):
    """A new instance of the same class, with the same (or copied) contents; `__init__` is not called."""
    has_state, state = _state(x)
    made = _limen_empty(x) if memo is None else _limen_empty(x, _parts(x, memo))
    if memo is not None:
        memo[id(x)] = made
    if not has_state:
        pairs = _limen_attrs(x)
        state = dict(pairs)
    if memo is not None and state:
        state = deepcopy(state, memo)
    if _limen_class_attr(type(x), "__setstate__") is not None:
        if state or has_state:
            made.__setstate__(state)
    elif has_state:
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        for part in (state, slots):
            if part:
                _limen_set_attrs(made, part)
    elif state:
        _limen_set_attrs(made, state)
    held = _limen_payload(x)
    if isinstance(held, (list, set)) or type(held) is bytearray:
        items = list(held)
        if memo is not None:
            items = [deepcopy(item, memo) for item in items]
        if isinstance(held, list) and _limen_class_attr(type(x), "append") is not list.append:
            for item in items:
                made.append(item)
        elif isinstance(held, set):
            set.update(made, items)
        else:
            _limen_payload(made).extend(items)
    elif isinstance(held, dict):
        for key, value in list(held.items()):
            if memo is not None:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            made[key] = value
    return made


def _parts(x, memo):
    """The contents of an immutable value, copied."""
    held = _limen_payload(x)
    if isinstance(held, (tuple, frozenset)):
        return type(held)([deepcopy(item, memo) for item in held])
    if isinstance(x, BaseException):
        return tuple([deepcopy(item, memo) for item in x.args])
    return held


def deepcopy(x, memo=None, _nil=_limen_missing):
    cls = type(x)
    if cls in _ATOMIC:
        return x
    if memo is None:
        memo = {}
    key = id(x)
    made = memo.get(key, _nil)
    if made is not _nil:
        return made
    if cls is list:
        made = []
        memo[key] = made
        for item in x:
            made.append(deepcopy(item, memo))
    elif cls is dict:
        made = {}
        memo[key] = made
        for name, value in x.items():
            made[deepcopy(name, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        made = _tuple(x, memo)
    elif cls is set or cls is frozenset:
        made = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        made = x.copy()
    elif isinstance(x, type):
        return x
    elif _limen_class_attr(cls, "__deepcopy__") is not None:
        made = x.__deepcopy__(memo)
    elif _limen_is_instance(x):
        made = _rebuild(x, memo)
    elif cls.__name__ == "method":
        made = getattr(deepcopy(x.__self__, memo), x.__name__)
    elif cls.__name__ == "deque":
        made = cls([], x.maxlen)
        memo[key] = made
        for item in x:
            made.append(deepcopy(item, memo))
    else:
        made = _whole(x)
    if made is not x:
        memo[key] = made
        # What was copied stays alive while its id is a key
        kept = memo.get(id(memo))
        if kept is None:
            memo[id(memo)] = [x]
        else:
            kept.append(x)
    return made


def _tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    again = memo.get(id(x))
    if again is not None:
        return again
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def replace(obj, /, **changes):
    method = _limen_class_attr(type(obj), "__replace__")
    if method is None:
        if hasattr(type(obj), "__dataclass_fields__"):
            from dataclasses import replace as replace_fields

            return replace_fields(obj, **changes)
        if isinstance(obj, tuple) and hasattr(obj, "_replace"):
            return obj._replace(**changes)
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
