"""heapq: binary heaps in lists; the same order of comparisons and the same heap shape as CPython's."""


def _rise(heap, first, place):
    item = heap[place]
    while place > first:
        parent_place = (place - 1) >> 1
        parent = heap[parent_place]
        if not item < parent:
            break
        heap[place] = parent
        place = parent_place
    heap[place] = item


def _sink(heap, place):
    end = len(heap)
    first = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _rise(heap, first, place)


def _rise_max(heap, first, place):
    item = heap[place]
    while place > first:
        parent_place = (place - 1) >> 1
        parent = heap[parent_place]
        if not parent < item:
            break
        heap[place] = parent
        place = parent_place
    heap[place] = item


def _sink_max(heap, place):
    end = len(heap)
    first = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[right] < heap[child]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _rise_max(heap, first, place)


def _check(heap, place):
    if not isinstance(heap, list):
        found = "None" if heap is None else _limen_class_name(heap)
        raise TypeError(f"{place} must be list, not {found}")


def heappush(heap, item, /):
    _check(heap, "heappush() argument 1")
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    _check(heap, "heappop() argument")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if heap:
        item = heap[0]
        heap[0] = last
        _sink(heap, 0)
        return item
    return last


def heapreplace(heap, item, /):
    _check(heap, "heapreplace() argument 1")
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return first


def heappushpop(heap, item, /):
    _check(heap, "heappushpop() argument 1")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(heap, /):
    _check(heap, "heapify() argument")
    for place in range(len(heap) // 2 - 1, -1, -1):
        _sink(heap, place)


def _heapify_max(heap, /):
    _check(heap, "_heapify_max() argument")
    for place in range(len(heap) // 2 - 1, -1, -1):
        _sink_max(heap, place)


def _heappop_max(heap, /):
    _check(heap, "_heappop_max() argument")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if heap:
        item = heap[0]
        heap[0] = last
        _sink_max(heap, 0)
        return item
    return last


def _heapreplace_max(heap, item, /):
    _check(heap, "_heapreplace_max() argument 1")
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _sink_max(heap, 0)
    return first


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    waiting = []
    for number, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            waiting.append([item if key is None else key(item), number, item, iterator])
            break
    while waiting:
        best = 0
        for place in range(1, len(waiting)):
            if reverse:
                better = waiting[best][0] < waiting[place][0]
            else:
                better = waiting[place][0] < waiting[best][0]
            if better:
                best = place
        entry = waiting[best]
        yield entry[2]
        for item in entry[3]:
            entry[0] = item if key is None else key(item)
            entry[2] = item
            break
        else:
            del waiting[best]
