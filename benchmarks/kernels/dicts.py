N = 350_000


def tally(count):
    seen = {}
    groups = {}
    for i in range(count):
        key = i * 7919 % 1009
        seen[key] = seen.get(key, 0) + 1
        groups.setdefault(key % 10, []).append(i)
        if i % 5 == 0 and key in seen:
            del seen[key]
    longest = 0
    for name, members in groups.items():
        if len(members) > longest:
            longest = len(members) + name
    return len(seen), sum(seen.values()), longest, sorted(groups)


tally(N)
