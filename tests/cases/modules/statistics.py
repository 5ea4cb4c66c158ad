# functions
import statistics as s
from fractions import Fraction
from decimal import Decimal
data = [2, 4, 4, 5, 7, 9.5]
for name in ("mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low", "median_high", "median_grouped", "mode", "multimode", "pstdev", "pvariance", "stdev", "variance", "quantiles"):
    print(name, getattr(s, name)(data))
print(s.mean(x for x in range(5)), s.mean({1, 2, 3}), s.mean((1, 2)), s.median(iter([3, 1, 2])), s.mean({"a": 1}.values()), s.quantiles(data, n=10, method="inclusive"), s.fmean([1, 2], weights=[3, 1]), s.mode("aab"), s.multimode("aabb"))
print(s.mean([Fraction(1, 2), Fraction(1, 3)]), s.median([Fraction(1, 2), Fraction(1, 3)]), s.variance([Fraction(1, 2), Fraction(1, 3), Fraction(2)]), s.mean([Decimal("1.5"), 2]), s.fmean([Fraction(1, 2), 1]), s.median_low([Fraction(1), Fraction(2)]))
print(s.correlation([1, 2, 3], [2, 4, 7]), s.covariance([1, 2, 3], [2, 4, 7]), s.linear_regression([1, 2, 3], [2, 4, 7]), s.linear_regression([1, 2], [2, 4], proportional=True).slope)
print(s.pvariance([1, 2, 3], 2), s.variance([1, 2, 3], xbar=2), s.stdev(data, 5))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: s.mean([])); t(lambda: s.median([])); t(lambda: s.stdev([1])); t(lambda: s.mode([])); t(lambda: s.mean(["a"])); t(lambda: s.mean(5)); t(lambda: s.linear_regression([1], [1])); t(lambda: s.mean())
print(issubclass(s.StatisticsError, ValueError))
# ---
# normal distributions
from statistics import NormalDist, StatisticsError

n = NormalDist(100, 15)
print(n, n.cdf(115), n.pdf(100), n.inv_cdf(0.9), n.quantiles(4), n.zscore(130), n.mean, n.median, n.mode, n.stdev, n.variance)
print(n + 5, 5 + n, n - n, 3 - n, n * 2, 2 * n, n / 3, -n, +n, n + NormalDist(1, 2), n == NormalDist(100.0, 15.0), hash(n) == hash(NormalDist(100, 15)))
print(NormalDist.from_samples([2, 4, 4, 5, 9]), n.overlap(NormalDist(110, 15)), n.overlap(NormalDist(110, 20)), NormalDist() == 3)
print(len(n.samples(5)), n.samples(3, seed=7) == n.samples(3, seed=7), [round(x, 9) for x in NormalDist(0, 1).samples(3, seed="s")])
for call in (lambda: NormalDist(0, -1), lambda: n.inv_cdf(1.0), lambda: NormalDist(0, 0).pdf(1), lambda: NormalDist(0, 0).zscore(1)):
    try:
        call()
    except StatisticsError as error:
        print(error)
try:
    n.overlap(3)
except TypeError as error:
    print(error)
# ---
# fractions, subclasses of numbers, and weights that are no list
import statistics
from fractions import Fraction as F
class Price(float): pass
print(statistics.harmonic_mean([F(1, 2), F(1, 3)]), statistics.quantiles([F(1), F(2), F(3), F(4)]), statistics.median_grouped([F(1), F(2), F(3)]))
print(statistics.geometric_mean([F(1, 2), F(2)]), statistics.mean([F(1, 2)]), statistics.pstdev([F(1), F(2)]), statistics.variance([F(1, 2), F(1, 3)]))
print(statistics.mean([Price(1), Price(2)]), statistics.harmonic_mean([Price(1), 2]), statistics.stdev([Price(1), Price(2)]), statistics.mode([F(1), F(1), F(2)]))
print(statistics.fmean([1, 2], weights=iter([1, 3])), statistics.harmonic_mean([40, 60], weights=(w for w in (5, 30))), statistics.fmean([F(1, 2), 1]))
try: statistics.stdev([F(1)])
except statistics.StatisticsError as e: print(e)
