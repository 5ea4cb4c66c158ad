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
