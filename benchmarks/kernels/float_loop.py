N = 1_000_000


def integrate(steps):
    width = 2.0 / steps
    area = 0.0
    x = 0.0
    for _ in range(steps):
        area += (x * x * 0.5 - x + 1.5) * width
        x += width
    return area


integrate(N)
