"""math functions that ask the guest's own classes."""


def ceil(x, /):
    method = _limen_special(x, "__ceil__")
    return -int(-float(x) // 1) if method is None else method()


def floor(x, /):
    method = _limen_special(x, "__floor__")
    return int(float(x) // 1) if method is None else method()


def trunc(x, /):
    method = _limen_special(x, "__trunc__")
    if method is None:
        raise TypeError(f"type {_limen_class_name(x)} doesn't define __trunc__ method")
    return method()
