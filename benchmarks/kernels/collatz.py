N = 150_000

lengths = {1: 1}


def length(n):
    path = []
    while n not in lengths:
        path.append(n)
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    known = lengths[n]
    while path:
        known += 1
        lengths[path.pop()] = known
    return known


best = max(range(1, N), key=length)
best, lengths[best], len(lengths)
