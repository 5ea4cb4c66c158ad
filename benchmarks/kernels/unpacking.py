N = 200_000


def walk(steps):
    a, b = 0, 1
    position = (0, 0)
    corners = [(1, 0), (0, 1), (-1, 0), (0, -1)]
    step = 0
    while step < steps:
        dx, dy = corners[step % 4]
        x, y = position
        position = (x + dx * a, y + dy)
        a, b = b, (a + b) % 1000
        first, *rest = (a, b, x)
        step += 1
    return position, a, b, first, rest


walk(N)
