N = 400_000


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def odd(items):
    for item in items:
        if item % 2:
            yield item


def pairs(items):
    previous = None
    for item in items:
        if previous is not None:
            yield previous, item
        previous = item


def chain(*parts):
    for part in parts:
        yield from part


sum(a * b % 10 for a, b in pairs(odd(chain(numbers(N), numbers(N // 2)))))
