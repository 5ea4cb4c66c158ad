"""statistics over numbers that are objects, like fractions; and what returns an object."""

import math
import random
import sys
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


def fractions_of(pairs):
    from fractions import Fraction

    return [Fraction(*item) if isinstance(item, tuple) else item for item in pairs]


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


class NormalDist:
    __slots__ = {"_mu": "Arithmetic mean of a normal distribution", "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise _limen_statistics_error("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        if len(data) < 2:
            raise _limen_statistics_error("stdev requires at least two data points")
        return cls(_limen_fmean(data), _limen_stdev(data))

    def samples(self, n, *, seed=None):
        source = random if seed is None else random.Random(seed)
        if sys.version_info >= (3, 13):
            return [_limen_normal_inverse(source.random(), self._mu, self._sigma) for _ in range(n)]
        return [source.gauss(self._mu, self._sigma) for _ in range(n)]

    def _spread(self, name):
        if not self._sigma:
            raise _limen_statistics_error(f"{name}() not defined when sigma is zero")
        return self._sigma

    def pdf(self, x):
        variance = self._spread("pdf") * self._sigma
        distance = x - self._mu
        return math.exp(distance * distance / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._spread("cdf") * math.sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise _limen_statistics_error("p must be in the range 0.0 < p < 1.0")
        return _limen_normal_inverse(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(number / n) for number in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        one, two = self, other
        if (two._sigma, two._mu) < (one._sigma, one._mu):
            one, two = two, one
        variance, other_variance = one.variance, two.variance
        if not variance or not other_variance:
            raise _limen_statistics_error("overlap() not defined when sigma is zero")
        difference = other_variance - variance
        distance = math.fabs(two._mu - one._mu)
        if not difference:
            return 1.0 - math.erf(distance / (2.0 * one._sigma * math.sqrt(2.0)))
        middle = one._mu * other_variance - two._mu * variance
        width = one._sigma * two._sigma * math.sqrt(distance * distance + difference * math.log(other_variance / variance))
        first = (middle + width) / difference
        second = (middle - width) / difference
        return 1.0 - (math.fabs(two.cdf(first) - one.cdf(first)) + math.fabs(two.cdf(second) - one.cdf(second)))

    def zscore(self, x):
        if not self._sigma:
            raise _limen_statistics_error("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    mean = property(lambda self: self._mu)
    median = mode = mean
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __rsub__(self, other):
        return -(self - other)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * math.fabs(factor))

    __rmul__ = __mul__

    def __truediv__(self, divisor):
        return NormalDist(self._mu / divisor, self._sigma / math.fabs(divisor))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"
