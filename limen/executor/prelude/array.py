"""array: what iterates over the guest's own iterables."""


def from_iterable(cls, typecode, items):
    made = cls(typecode)
    extend(made, items)
    return made


def extend(target, items):
    append = target.append
    for item in items:
        append(item)
