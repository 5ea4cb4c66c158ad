N = 1_000_000


def mix(count):
    total = 0
    for i in range(count):
        if i % 3 == 0:
            total += i * 2
        elif i & 1:
            total -= i // 3
        else:
            total ^= i
    return total


mix(N)
