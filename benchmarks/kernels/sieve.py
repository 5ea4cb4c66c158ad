N = 1_000_000


def primes(limit):
    is_prime = [True] * (limit + 1)
    is_prime[0] = is_prime[1] = False
    i = 2
    while i * i <= limit:
        if is_prime[i]:
            for multiple in range(i * i, limit + 1, i):
                is_prime[multiple] = False
        i += 1
    return [number for number, prime in enumerate(is_prime) if prime]


found = primes(N)
len(found), found[-3:]
