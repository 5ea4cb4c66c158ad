N = 9_000


def overlap(rounds):
    total = 0
    everyone = set()
    for r in range(rounds):
        left = {i * r % 97 for i in range(60)}
        right = set(range(r % 50, r % 50 + 40))
        total += len(left & right) + len(left | right) - len(left - right)
        for item in right ^ left:
            if item not in everyone:
                everyone.add(item)
        everyone.discard(r % 30)
    return total, sorted(everyone)[:10]


overlap(N)
