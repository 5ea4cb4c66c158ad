N = 2_000


def build(rounds):
    total = 0
    for r in range(rounds):
        squares = [x * x for x in range(300) if x % 3 != r % 3]
        index = {x: x % 7 for x in squares}
        groups = {value for value in index.values()}
        grid = [[row * column for column in range(12)] for row in range(12)]
        total += sum(x for x in squares if index[x] in groups) + sum(sum(row) for row in grid)
    return total


build(N)
