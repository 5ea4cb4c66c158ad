N = 300_000

low = 0
high = 0
seed = 42
step = 0
while step < N:
    seed = (seed * 1103515245 + 12345) % 2147483648
    if seed < 1073741824:
        low += 1
    else:
        high += 1
    step += 1

low, high, seed
