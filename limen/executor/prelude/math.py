"""math functions that ask the guest's own classes."""


def ceil(x, /):
    method = _limen_special(x, "__ceil__")
    return -int(-_number(x, "ceil") // 1) if method is None else method()


def floor(x, /):
    method = _limen_special(x, "__floor__")
    return int(_number(x, "floor") // 1) if method is None else method()


def trunc(x, /):
    method = _limen_special(x, "__trunc__")
    if method is None:
        raise TypeError(f"type {_limen_class_name(x)} doesn't define __trunc__ method")
    return method()


_INTEGERS = ("gcd", "lcm", "comb", "perm", "factorial", "isqrt")


def call_with_numbers(function, args, kwargs):
    """What a function of the host makes of objects that say what number they are."""
    return function(*[_number(arg, function.__name__) for arg in args], **kwargs)


def _number(value, name):
    if isinstance(value, (int, float, complex)):
        return value
    if name not in _INTEGERS:
        method = _limen_special(value, "__float__")
        if method is not None:
            return float(value)
    method = _limen_special(value, "__index__")
    if method is not None:
        return method()
    if name in _INTEGERS:
        raise TypeError(f"'{_limen_class_name(value)}' object cannot be interpreted as an integer")
    raise TypeError(f"must be real number, not {_limen_class_name(value)}")


def fsum(seq, /):
    import math

    return math.fsum([_number(value, "fsum") for value in seq])


def prod(iterable, /, *, start=1):
    product = start
    for value in iterable:
        product = product * value
    return product
