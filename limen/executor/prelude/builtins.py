"""Builtins whose work runs guest code: in guest Python, so that it is metered and can be suspended."""

# Classes


def build_class(body, name, /, *bases, **kwargs):
    if "metaclass" in kwargs:
        metaclass = kwargs.pop("metaclass")
        hook = _limen_hook(metaclass, "_limen_metaclass_base")
        if hook is not None:
            base = hook
            if base not in bases:
                bases = bases + (base,)
        elif metaclass is not type:
            raise TypeError("metaclasses are not available here")
    resolved = []
    for base in bases:
        entries = None
        if not isinstance(base, type):
            entries = _limen_special(base, "__mro_entries__")
        if entries is None:
            resolved.append(base)
        else:
            resolved.extend(entries(bases))
    resolved = tuple(resolved)
    namespace = {"__module__": "__main__", "__qualname__": name}
    for base in resolved:
        hook = _limen_hook(base, "_limen_namespace")
        if hook is not None:
            namespace = hook(namespace)
            break
    namespace = body(namespace)
    return make_class(name, resolved, namespace, kwargs)


def make_class(name, bases, namespace, kwargs):
    for base in bases:
        hook = _limen_hook(base, "_limen_build_class")
        if hook is not None:
            return hook(name, bases, namespace, kwargs)
    return finish_class(name, bases, namespace, kwargs)


def finish_class(name, bases, namespace, kwargs):
    cls = _limen_new_class(name, bases, namespace)
    for key, value in list(namespace.items()):
        set_name = _limen_special(value, "__set_name__")
        if set_name is not None:
            set_name(cls, key)
    super(cls, cls).__init_subclass__(**kwargs)
    return cls


def _construct(cls, args, kwargs):
    instance = cls.__new__(cls, *args, **kwargs)
    if isinstance(instance, cls):
        init = _limen_special(instance, "__init__")
        if init is not None:
            result = init(*args, **kwargs)
            if result is not None:
                raise TypeError(f"__init__() should return None, not '{_limen_class_name(result)}'")
    return instance


def finish_init(instance, init, args, kwargs):
    result = init(*args, **kwargs)
    if result is not None:
        raise TypeError(f"__init__() should return None, not '{_limen_class_name(result)}'")
    return instance


def new_around(cls, base, args, kwargs):
    return _limen_made(cls, base(*args, **kwargs))


def isinstance_(value, classes):
    for cls in classes:
        hook = _limen_hook(cls, "_limen_isinstance")
        if hook is not None:
            if hook(cls, value):
                return True
        elif not isinstance(cls, type):
            if cls.__instancecheck__(value):
                return True
    return False


def issubclass_(value, classes):
    for cls in classes:
        hook = _limen_hook(cls, "_limen_issubclass")
        if hook is not None:
            if hook(cls, value):
                return True
        elif not isinstance(cls, type):
            if cls.__subclasscheck__(value):
                return True
    return False


# Text


def str_(value):
    return _limen_text(_limen_special(value, "__str__")(), "__str__")


def repr_(value):
    return _limen_text(_limen_special(value, "__repr__")(), "__repr__")


def repr_parts(parts, places, values, around):
    outer = _limen_representing()
    before = len(outer)
    index = 0
    try:
        for value in values:
            outer.extend(around[index])
            parts[places[index]] = repr_(value)
            del outer[before:]
            index += 1
    finally:
        del outer[before:]
    return "".join(parts)


def ascii_(value):
    return _limen_ascii(repr(value))


def format_(value, spec):
    result = _limen_special(value, "__format__")(spec)
    if not isinstance(result, str):
        raise TypeError(f"__format__ must return a str, not {_limen_class_name(result)}")
    return _limen_payload(result)


def print_(values, separator, end, file, flush):
    texts = [str(value) for value in values]
    text = separator.join(texts) + end
    if file is None:
        _limen_write(text)
    else:
        write_to(file, text, flush)


def write_to(file, text, flush):
    file.write(text)
    if flush:
        file.flush()


def join(separator, values):
    try:
        iterator = iter(values)
    except TypeError:
        raise TypeError("can only join an iterable") from None
    return separator.join([value for value in iterator])


def translate(text, table):
    parts = []
    for char in text:
        try:
            mapped = table[ord(char)]
        except LookupError:
            parts.append(char)
            continue
        if mapped is None:
            continue
        parts.append(chr(mapped) if isinstance(mapped, int) else mapped)
    return "".join(parts)


# Numbers


def int_from(value):
    for name in ("__int__", "__index__", "__trunc__"):
        method = _limen_special(value, name)
        if method is not None:
            result = method()
            held = _limen_payload(result)
            if not isinstance(held, int):
                raise TypeError(f"{name} returned non-int (type {_limen_class_name(result)})")
            return held
    raise TypeError(
        "int() argument must be a string, a bytes-like object or a real number, "
        f"not '{_limen_class_name(value)}'"
    )


def float_from(value):
    method = _limen_special(value, "__float__")
    if method is not None:
        result = method()
        held = _limen_payload(result)
        if not isinstance(held, float):
            raise TypeError(
                f"{_limen_class_name(value)}.__float__ returned non-float (type {_limen_class_name(result)})"
            )
        return held
    method = _limen_special(value, "__index__")
    if method is not None:
        return float(method())
    raise TypeError(f"float() argument must be a string or a real number, not '{_limen_class_name(value)}'")


def complex_from(value):
    for name in ("__complex__", "__float__", "__index__"):
        method = _limen_special(value, name)
        if method is not None:
            result = method()
            if name == "__complex__" and not isinstance(result, complex):
                raise TypeError(f"__complex__ returned non-complex (type {_limen_class_name(result)})")
            return complex(result)
    raise TypeError(f"complex() first argument must be a string or a number, not '{_limen_class_name(value)}'")


def bool_(value):
    return True if value else False


def int_(cls, text, base):
    return cls(text, base.__index__())


def divmod_(left, right):
    for value, other, name in ((left, right, "__divmod__"), (right, left, "__rdivmod__")):
        method = _limen_special(value, name)
        if method is not None:
            result = method(other)
            if result is not NotImplemented:
                return result
    raise TypeError(
        f"unsupported operand type(s) for divmod(): '{_limen_class_name(left)}' and '{_limen_class_name(right)}'"
    )


def range_from(*args):
    return range(*[index_of(arg) for arg in args])


def index_of(value):
    if isinstance(value, int):
        return value
    method = _limen_special(value, "__index__")
    if method is None:
        raise TypeError(f"'{_limen_class_name(value)}' object cannot be interpreted as an integer")
    return method()


# Objects


def len_(method):
    return _limen_check_length(method())


def hash_(method):
    return _limen_check_hash(method())


def getattr_(value, name, default):
    try:
        return getattr(value, name)
    except AttributeError:
        return default


def hasattr_(value, name):
    try:
        getattr(value, name)
    except AttributeError:
        return False
    return True


def discard(function, args):
    function(*args)


def dir_(method):
    return sorted(method())


def not_equal(method, other):
    result = method(other)
    return result if result is NotImplemented else not result


# Iterating


def iter_(method):
    iterator = method()
    if _limen_special(iterator, "__next__") is None:
        raise TypeError(f"iter() returned non-iterator of type '{_limen_class_name(iterator)}'")
    return iterator


def next_(iterator, default):
    method = _limen_special(iterator, "__next__")
    if method is None:
        raise TypeError(f"'{_limen_class_name(iterator)}' object is not an iterator")
    try:
        return method()
    except StopIteration:
        return default


def callable_iterator(function, sentinel):
    while True:
        value = function()
        if value == sentinel:
            return
        yield value


callable_iterator.type_name = "callable_iterator"


async def anext_(method, default):
    try:
        return await method()
    except StopAsyncIteration:
        return default


def list_(values):
    return [value for value in values]


def tuple_(values):
    return tuple([value for value in values])


def set_(values):
    return {value for value in values}


def frozenset_(values):
    return frozenset({value for value in values})


def extend(target, values):
    for value in values:
        target.append(value)


def iadd(target, result, values):
    for value in values:
        target.append(value)
    return result


def set_extend(target, values):
    for value in values:
        target.add(value)


def from_keys(cls, keys, value):
    made = cls()
    for key in keys:
        made[key] = value
    return made


def update_from(target, mapping, kwargs, result):
    for key in mapping.keys():
        target[key] = mapping[key]
    target.update(kwargs)
    return result


def update_pairs(target, pairs, kwargs, result):
    index = 0
    for pair in pairs:
        try:
            items = list(pair)
        except TypeError:
            raise TypeError(f"cannot convert dictionary update sequence element #{index} to a sequence") from None
        if len(items) != 2:
            raise ValueError(f"dictionary update sequence element #{index} has length {len(items)}; 2 is required")
        target[items[0]] = items[1]
        index += 1
    target.update(kwargs)
    return result


def bytes_from(value):
    result = _limen_special(value, "__bytes__")()
    if not isinstance(result, bytes):
        raise TypeError(f"__bytes__ returned non-bytes (type {_limen_class_name(result)})")
    return result


def bytes_from_index(is_bytes, value):
    count = index_of(value)
    return bytes(count) if is_bytes else bytearray(count)


def bytes_from_items(is_bytes, values):
    return _limen_bytes(is_bytes, [value for value in values])


def bytearray_init(data, function, args):
    data[:] = function(*args)


def sum_(values, start):
    total = start
    for value in values:
        total = total + value
    return total


def any_(values):
    for value in values:
        if value:
            return True
    return False


def all_(values):
    for value in values:
        if not value:
            return False
    return True


def min_(values, key, has_default, default, empty):
    found = False
    best = best_key = None
    for value in values:
        value_key = value if key is None else key(value)
        if not found:
            found = True
            best = value
            best_key = value_key
        elif value_key < best_key:
            best = value
            best_key = value_key
    if found:
        return best
    if has_default:
        return default
    raise ValueError(empty)


def max_(values, key, has_default, default, empty):
    found = False
    best = best_key = None
    for value in values:
        value_key = value if key is None else key(value)
        if not found:
            found = True
            best = value
            best_key = value_key
        elif value_key > best_key:
            best = value
            best_key = value_key
    if found:
        return best
    if has_default:
        return default
    raise ValueError(empty)


def sorted_(values, key, reverse):
    items = [value for value in values]
    if key is None:
        items.sort(reverse=reverse)
        return items
    return _limen_sort_by(items, [key(item) for item in items], reverse)


def sort(target, key, reverse):
    items = target[:]
    target.clear()
    try:
        items = _limen_sort_by(items, [key(item) for item in items], reverse)
    finally:
        modified = len(target) > 0
        target[:] = items
    if modified:
        raise ValueError("list modified during sort")


def enumerate_of(values, start):
    return enumerate_items(iter(values), start)


def enumerate_items(iterator, start):
    for value in iterator:
        yield (start, value)
        start += 1


enumerate_items.type_name = "enumerate"


def zip_of(sources, strict):
    iterators = [iter(source) for source in sources]
    if strict:
        return zip_strict(iterators)
    return zip_items(iterators)


def zip_items(iterators):
    missing = _limen_missing
    while True:
        items = []
        for iterator in iterators:
            item = next(iterator, missing)
            if item is missing:
                return
            items.append(item)
        yield tuple(items)


zip_items.type_name = "zip"


def zip_strict(iterators):
    missing = _limen_missing
    while True:
        items = []
        for iterator in iterators:
            item = next(iterator, missing)
            if item is missing:
                break
            items.append(item)
        else:
            yield tuple(items)
            continue
        count = len(items)
        if count:
            before = " 1" if count == 1 else f"s 1-{count}"
            raise ValueError(f"zip() argument {count + 1} is shorter than argument{before}")
        for place in range(1, len(iterators)):
            if next(iterators[place], missing) is not missing:
                before = " 1" if place == 1 else f"s 1-{place}"
                raise ValueError(f"zip() argument {place + 1} is longer than argument{before}")
        return


zip_strict.type_name = "zip"


def map_of(function, sources):
    if len(sources) == 1:
        return map_one(function, iter(sources[0]))
    return map_many(function, zip_items([iter(source) for source in sources]))


def map_one(function, iterator):
    for value in iterator:
        yield function(value)


map_one.type_name = "map"


def map_many(function, tuples):
    for values in tuples:
        yield function(*values)


map_many.type_name = "map"


def filter_of(function, values):
    if function is None:
        return filter_true(iter(values))
    return filter_items(function, iter(values))


def filter_true(iterator):
    for value in iterator:
        if value:
            yield value


filter_true.type_name = "filter"


def filter_items(function, iterator):
    for value in iterator:
        if function(value):
            yield value


filter_items.type_name = "filter"


def reversed_of(sequence):
    return reversed_items(sequence, len(sequence) - 1)


def reversed_items(sequence, index):
    while index >= 0:
        yield sequence[index]
        index -= 1


reversed_items.type_name = "reversed"


# Generators and exception groups


def throw_new(generator, cls, args):
    return generator.throw(cls(*args))


def matches(exception, condition):
    if isinstance(condition, (type, tuple)):
        return isinstance(exception, condition)
    return condition(exception)


def derived(group, members):
    part = group.derive(members)
    _limen_copy_metadata(group, part)
    return part


def split_group(group, condition):
    if matches(group, condition):
        return (group, None)
    matched = []
    rest = []
    for member in group.exceptions:
        if _limen_members(member) is not None:
            inside, outside = split_group(member, condition)
            if inside is not None:
                matched.append(inside)
            if outside is not None:
                rest.append(outside)
        elif matches(member, condition):
            matched.append(member)
        else:
            rest.append(member)
    return (derived(group, matched) if matched else None, derived(group, rest) if rest else None)


def subgroup(group, condition):
    return split_group(group, condition)[0]
