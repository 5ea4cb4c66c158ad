N = 250_000


class TooSmall(ValueError):
    pass


def check(value):
    if value % 4 == 0:
        raise TooSmall(f"{value} is too small")
    return value


def count(limit):
    handled = failed = done = 0
    table = {1: "one"}
    for i in range(limit):
        try:
            check(i)
            table[i % 3]
        except TooSmall:
            handled += 1
        except KeyError as error:
            failed += len(error.args)
        finally:
            done += 1
    return handled, failed, done


count(N)
