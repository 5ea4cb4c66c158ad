"""Operators over guest methods: what the VM asks for when one special method is not the whole answer."""


def binary(first, left, right, second, message):
    result = first(left, right)
    if result is NotImplemented and second is not None:
        result = second(right, left)
    if result is NotImplemented:
        raise TypeError(message)
    return result


def then(function, args, result):
    function(*args)
    return result


def inplace(method, left, right, name, reflected, symbol):
    result = method(left, right)
    if result is NotImplemented:
        return _limen_binary(name, left, right, symbol)
    return result


def compare(first, left, right, second, op, swapped):
    result = first(left, right)
    if result is NotImplemented and second is not None:
        result = second(right, left)
    if result is NotImplemented:
        if swapped:
            return _limen_default_compare(op, right, left)
        return _limen_default_compare(op, left, right)
    return result


def not_equal(method, left, right):
    result = method(left, right)
    if result is NotImplemented:
        return result
    return not result


def contains(method, container, item, negate):
    if method is not None:
        found = method(container, item)
        return (not found) if negate else (not not found)
    for element in container:
        if element is item or element == item:
            return not negate
    return negate


def check_bool(method, value):
    result = method(value)
    if result is True or result is False:
        return result
    raise TypeError(f"__bool__ should return bool, returned {_limen_class_name(result)}")


def check_len(method, value):
    return _limen_check_length(method(value)) != 0


def iterate_items(value):
    index = 0
    while True:
        try:
            item = value[index]
        except IndexError:
            return
        yield item
        index += 1


iterate_items.type_name = "iterator"


def extend(target, values):
    for value in values:
        target.append(value)
    return target


def set_extend(target, values):
    for value in values:
        target.add(value)


def dict_extend(target, mapping):
    for key in mapping.keys():
        target[key] = mapping[key]


def take(values, count):
    items = []
    if count == 0:
        return items
    for value in values:
        items.append(value)
        if len(items) == count:
            break
    return items


def getitem(container, resolve, key):
    return container[resolve(*key)]


def setitem(container, resolve, key, value):
    container[resolve(*key)] = value


def delitem(container, resolve, key):
    del container[resolve(*key)]


def index_of(value):
    return _limen_check_index(value.__index__())


def repeat(sequence, count):
    return sequence * index_of(count)


def slice_of(start, stop, step):
    return slice(bound_of(start), bound_of(stop), bound_of(step))


def bound_of(value):
    if value is None or isinstance(value, int):
        return value
    method = _limen_special(value, "__index__")
    if method is None:
        raise TypeError("slice indices must be integers or None or have an __index__ method")
    return _limen_check_index(method())


def dict_or(target, other):
    target.update(other)
    return target


def set_slice(container, key, values):
    container[key] = [*values]


def match_keys(subject, keys):
    missing = _limen_missing
    found = []
    for key in keys:
        value = subject.get(key, missing)
        if value is missing:
            return None
        found.append(value)
    return found


def match_class(subject, cls, keywords, positional, self_matching):
    if not isinstance(subject, cls):
        return None
    found = []
    names = keywords
    if positional:
        arguments = getattr(cls, "__match_args__", None)
        if arguments is None:
            if self_matching:
                if positional > 1:
                    raise TypeError(f"{cls.__name__}() accepts 1 positional sub-pattern ({positional} given)")
                found.append(subject)
                arguments = ()
                positional = 0
            else:
                arguments = ()
        if positional:
            if not isinstance(arguments, tuple):
                raise TypeError(f"{cls.__name__}.__match_args__ must be a tuple (got {type(arguments).__name__})")
            if positional > len(arguments):
                plural = "" if len(arguments) == 1 else "s"
                raise TypeError(
                    f"{cls.__name__}() accepts {len(arguments)} positional sub-pattern{plural} ({positional} given)"
                )
            names = arguments[:positional] + keywords
    for place, name in enumerate(names):
        if place < positional and not isinstance(name, str):
            raise TypeError(f"__match_args__ elements must be strings (got {type(name).__name__})")
        if name in names[:place]:
            raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute '{name}'")
        try:
            found.append(getattr(subject, name))
        except AttributeError:
            return None
    return found


def call_result(get, args, kwargs):
    return get()(*args, **kwargs)


def getattr_hook(getter, fallback, value, name):
    try:
        return getter(value, name)
    except AttributeError:
        if fallback is None:
            raise
    return fallback(value, name)


def next_default(iterator, default):
    try:
        return next(iterator)
    except StopIteration:
        return default


async def drive(iterator):
    sent = error = None
    while True:
        try:
            if error is not None:
                item = throw_delegate(iterator, error)
            else:
                item = iterator.send(sent) if sent is not None else next(iterator)
        except StopIteration as stop:
            return stop.value
        sent = error = None
        if _limen_by_hand():
            try:
                sent = _limen_hand_through(item)
            except GeneratorExit:
                close_delegate(iterator)
                raise
            except BaseException as thrown:
                error = thrown
        elif item is None:
            await _limen_sleep(0)
        else:
            sent = await item


def close_delegate(iterator):
    close = getattr(iterator, "close", None)
    if close is not None:
        close()


def throw_delegate(iterator, exception):
    throw = getattr(iterator, "throw", None)
    if throw is None:
        raise exception
    return throw(exception)


def raise_class(cls, given, cause):
    exception = cls()
    if not isinstance(exception, BaseException):
        raise TypeError(
            f"calling {cls!r} should have returned an instance of BaseException, not {type(exception)!r}"
        )
    if given:
        raise exception from cause
    raise exception


def call_with_list(native, position, args, kwargs):
    args[position] = list(args[position])
    return native(*args, **kwargs)


async def await_it(value):
    return await value
