N = 40_000


def report(count):
    size = 0
    line = ""
    for i in range(count):
        price = i * 1.37
        line = f"{i:>6} {'item ' + str(i % 50):<12}{price:>12,.2f} {i / count:7.1%}"
        size += len(line)
        size += len("%s has %d of %.1f" % ("row", i, price))
        size += len("{}-{:04d}".format("id", i % 1000))
    return size, line


report(N)
