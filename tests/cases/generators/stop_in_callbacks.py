# StopIteration raised by the function of a map ends the map
from itertools import cycle, dropwhile, islice, starmap, takewhile

def roundrobin(*iterables):
    iterators = map(iter, iterables)
    for active in range(len(iterables), 0, -1):
        iterators = cycle(islice(iterators, active))
        yield from map(next, iterators)

def stop(x):
    if x == 2:
        raise StopIteration
    return True

print(list(roundrobin("ABC", "D", "EF")))
print(list(map(stop, range(5))), list(filter(stop, range(5))), list(takewhile(stop, range(5))), list(starmap(stop, [(0,), (2,), (3,)])))
print([x for x in map(stop, [1, 2, 1])], sum(map(stop, [1, 2])), tuple(dropwhile(stop, [1, 2, 3])))
m = map(stop, [2])
try:
    next(m)
except StopIteration as error:
    print(repr(error), error.__cause__)
# ---
# StopIteration that leaves a generator is still an error
def g():
    yield 1
    raise StopIteration("x")

try:
    list(g())
except RuntimeError as error:
    print(error, repr(error.__cause__))
try:
    list(x for x in [1] if next(iter([])))
except RuntimeError as error:
    print(error)
