N = 300_000


def counter(step):
    count = 0

    def advance():
        nonlocal count
        count += step
        return count

    return advance


def compose(f, g):
    return lambda x: g(f(x))


by_two = counter(2)
by_five = counter(5)
both = compose(lambda x: x + 1, lambda x: x * 3)
total = 0
for i in range(N):
    total += by_two() - by_five() + both(i)

total
