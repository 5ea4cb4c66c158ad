"""itertools over guest iterators and callbacks; what needs neither is in modules/itertools.py."""


def count(start, step):
    while True:
        yield start
        start += step


count.type_name = "itertools.count"


def cycle(iterable):
    return _cycle(iter(iterable))


def _cycle(iterator):
    saved = []
    for element in iterator:
        yield element
        saved.append(element)
    while saved:
        for element in saved:
            yield element


_cycle.type_name = "itertools.cycle"


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, initial):
    total = initial
    if initial is None:
        try:
            total = next(iterator)
        except StopIteration:
            return
    yield total
    if func is None:
        for element in iterator:
            total = total + element
            yield total
    else:
        for element in iterator:
            total = func(total, element)
            yield total


_accumulate.type_name = "itertools.accumulate"


def chain(iterables):
    for iterable in iterables:
        for element in iterable:
            yield element


chain.type_name = "itertools.chain"


def chain_from(iterables):
    return chain(iter(iterables))


def compress(data, selectors):
    return _compress(zip(data, selectors))


def _compress(pairs):
    for value, selector in pairs:
        if selector:
            yield value


_compress.type_name = "itertools.compress"


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for value in iterator:
        if not predicate(value):
            yield value
            break
    for value in iterator:
        yield value


_dropwhile.type_name = "itertools.dropwhile"


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for value in iterator:
        if not predicate(value):
            return
        yield value


_takewhile.type_name = "itertools.takewhile"


def filterfalse(predicate, iterable, /):
    return _filterfalse(predicate, iter(iterable))


def _filterfalse(predicate, iterator):
    if predicate is None or predicate is bool:
        for value in iterator:
            if not value:
                yield value
    else:
        for value in iterator:
            if not predicate(value):
                yield value


_filterfalse.type_name = "itertools.filterfalse"


def starmap(function, iterable, /):
    return _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for args in iterator:
        yield function(*args)


_starmap.type_name = "itertools.starmap"


def islice(iterator, start, stop, step):
    position = 0
    while True:
        while position < start:
            try:
                next(iterator)
            except StopIteration:
                return
            position += 1
        if stop is not None and position >= stop:
            return
        try:
            element = next(iterator)
        except StopIteration:
            return
        position += 1
        yield element
        start += step
        if stop is not None and start > stop:
            start = stop


islice.type_name = "itertools.islice"


def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    try:
        previous = next(iterator)
    except StopIteration:
        return
    for element in iterator:
        yield (previous, element)
        previous = element


_pairwise.type_name = "itertools.pairwise"


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    missing = _limen_missing
    active = len(iterators)
    while active:
        values = []
        for place, iterator in enumerate(iterators):
            value = fillvalue if iterator is None else next(iterator, missing)
            if value is missing:
                active -= 1
                if not active:
                    return
                iterators[place] = None
                value = fillvalue
            values.append(value)
        yield tuple(values)


_zip_longest.type_name = "itertools.zip_longest"


def batched(iterable, n, *, strict=False):
    if n < 1:
        raise ValueError("n must be at least one")
    return _batched(iter(iterable), n, strict)


def _batched(iterator, n, strict):
    batch = []
    for element in iterator:
        batch.append(element)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        if strict:
            raise ValueError("batched(): incomplete batch")
        yield tuple(batch)


_batched.type_name = "itertools.batched"


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    iterator = iter(iterable)
    link = []
    return tuple([_tee(iterator, link) for _ in range(n)])


def _tee(iterator, link):
    while True:
        if not link:
            try:
                element = next(iterator)
            except StopIteration:
                return
            link.append(element)
            link.append([])
        element, link = link
        yield element


_tee.type_name = "itertools._tee"


class groupby:
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._target = self._current = self._value = _limen_missing
        self._id = None

    def __iter__(self):
        return self

    def __next__(self):
        self._id = group = object()
        while self._current is _limen_missing or (
            self._target is not _limen_missing and self._current == self._target
        ):
            self._value = next(self._iterator)
            self._current = self._value if self._key is None else self._key(self._value)
        self._target = self._current
        return (self._current, _grouper(self, self._target, group))


def _grouper(groups, target, group):
    iterator = groups._iterator
    key = groups._key
    while groups._id is group and groups._current == target:
        yield groups._value
        if groups._id is not group:
            return
        try:
            groups._value = next(iterator)
        except StopIteration:
            groups._current = groups._target = _limen_missing
            groups._id = None
            return
        groups._current = groups._value if key is None else key(groups._value)


_grouper.type_name = "itertools._grouper"


def islice_of(iterable, start, stop, step):
    return islice(iter(iterable), start, stop, step)


def with_lists(cls, iterables, kwargs):
    return cls(*[[*iterable] for iterable in iterables], **kwargs)
