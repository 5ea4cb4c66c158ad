N = 3_000


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = 0 if x == y else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        previous = current
    return previous[-1]


words = ["metering", "sandbox", "interpreter", "journal", "pipeline"]
sum(distance(words[i % 5], words[i * 3 % 5] + words[i % 4]) for i in range(N))
