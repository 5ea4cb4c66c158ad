N = 9


def place(row, size, columns, left, right):
    if row == size:
        return 1
    solutions = 0
    for column in range(size):
        if column in columns or row + column in left or row - column in right:
            continue
        columns.add(column)
        left.add(row + column)
        right.add(row - column)
        solutions += place(row + 1, size, columns, left, right)
        columns.remove(column)
        left.remove(row + column)
        right.remove(row - column)
    return solutions


place(0, N, set(), set(), set()), place(0, N - 1, set(), set(), set())
