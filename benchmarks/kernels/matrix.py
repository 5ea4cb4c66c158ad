N = 125


def multiply(a, b):
    size = len(b)
    columns = len(b[0])
    result = []
    for row in a:
        line = []
        for j in range(columns):
            total = 0
            for k in range(size):
                total += row[k] * b[k][j]
            line.append(total)
        result.append(line)
    return result


left = [[(i * j) % 10 for j in range(N)] for i in range(N)]
right = [[(i + j) % 7 for j in range(N)] for i in range(N)]
product = multiply(left, right)
sum(map(sum, product)), product[N // 2][N // 3]
