N = 700_000


class Particle:
    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.dx = 1
        self.dy = -2


def move(particles, steps):
    for _ in range(steps):
        for p in particles:
            p.x += p.dx
            p.y += p.dy
            if p.x > 100:
                p.dx = -p.dx
            if p.y < -100 or p.y > 100:
                p.dy = -p.dy
    return sum(p.x * p.y for p in particles)


move([Particle(i, -i) for i in range(10)], N // 10)
