N = 200_000


def price(amount, rate=0.2, *, discount=0, fee=1):
    return amount + amount * rate - discount + fee


def total(count):
    result = 0.0
    for i in range(count):
        result += price(i)
        result += price(i, 0.1, fee=2)
        result -= price(amount=i, discount=3)
    return result


total(N)
