N = 700_000


def shuffle(count):
    queue = []
    out = []
    for i in range(count):
        queue.append(i)
        if len(queue) > 20:
            a = queue.pop()
            b = queue.pop(0)
            queue[3] = a - b
            out.append(queue[5] + queue[-1])
    merged = out[::2] + out[1::2]
    merged.reverse()
    for i in range(0, len(merged) - 1, 2):
        merged[i], merged[i + 1] = merged[i + 1], merged[i]
    return len(merged), merged[:5], sum(merged), max(merged, default=0)


shuffle(N)
