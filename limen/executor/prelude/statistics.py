"""statistics over numbers that are objects, like fractions; and what returns an object."""

from collections import namedtuple

LinearRegression = namedtuple("LinearRegression", "slope intercept", module="statistics")


def linear_regression(x, y, /, *, proportional=False):
    x, y = list(x), list(y)
    count = len(x)
    if len(y) != count:
        raise _limen_statistics_error("linear regression requires that both inputs have same number of data points")
    if count < 2:
        raise _limen_statistics_error("linear regression requires at least two data points")
    if proportional:
        mean_x = mean_y = 0.0
    else:
        mean_x, mean_y = _limen_fsum(x) / count, _limen_fsum(y) / count
    sxy = _limen_fsum([(a - mean_x) * (b - mean_y) for a, b in zip(x, y)])
    sxx = _limen_fsum([(a - mean_x) * (a - mean_x) for a in x])
    if sxx == 0:
        raise _limen_statistics_error("x is constant")
    slope = sxy / sxx
    return LinearRegression(slope=slope, intercept=0.0 if proportional else mean_y - slope * mean_x)


def mean(data):
    return sum(data) / len(data)


def median(data):
    data = sorted(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    return sorted(data)[(len(data) - 1) // 2]


def median_high(data):
    return sorted(data)[len(data) // 2]


def _squares(data):
    center = mean(data)
    return sum([(value - center) * (value - center) for value in data])


def variance(data):
    return _squares(data) / (len(data) - 1)


def pvariance(data):
    return _squares(data) / len(data)


def stdev(data):
    return float(variance(data)) ** 0.5


def pstdev(data):
    return float(pvariance(data)) ** 0.5


def fmean(data):
    return _limen_fsum([float(value) for value in data]) / len(data)
