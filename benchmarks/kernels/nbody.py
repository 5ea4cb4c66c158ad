N = 15_000

bodies = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 40.0],
    [4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.04],
    [8.3, 4.1, -0.4, -1.0, 1.8, 0.008, 0.01],
    [12.9, -15.1, -0.2, 1.1, 0.9, -0.01, 0.002],
    [15.4, -25.9, 0.2, 1.0, 0.6, -0.03, 0.002],
]


def advance(bodies, step):
    for i in range(len(bodies)):
        one = bodies[i]
        for j in range(i + 1, len(bodies)):
            other = bodies[j]
            dx = one[0] - other[0]
            dy = one[1] - other[1]
            dz = one[2] - other[2]
            pull = step / (dx * dx + dy * dy + dz * dz) ** 1.5
            one[3] -= dx * other[6] * pull
            one[4] -= dy * other[6] * pull
            one[5] -= dz * other[6] * pull
            other[3] += dx * one[6] * pull
            other[4] += dy * one[6] * pull
            other[5] += dz * one[6] * pull
    for body in bodies:
        body[0] += step * body[3]
        body[1] += step * body[4]
        body[2] += step * body[5]


for _ in range(N):
    advance(bodies, 0.001)

bodies[0], bodies[-1]
