# fractions
from fractions import Fraction
from decimal import Decimal
import math
F = Fraction
a, b = F(3, 4), F(-2, 6)
print(a, repr(a), b, repr(b), F(4, 2), F(), F(7), F("3/4"), F("-1.25"), F("2e-3"), F(" 1_0/4 "), F(0.5), F(Decimal("1.1")), F(F(1, 2), F(3, 4)), F(True))
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 2, a ** -2, a ** F(1, 2), 2 ** a, 2 ** F(3), -a, +a, abs(b))
print(a + 1, 1 + a, 2 - a, a * 0.5, 0.5 * a, a / 2, 1 / a, 7 // a, 7 % a, 1.5 // a, a + 1j, a == 0.75, a == F(6, 8), a < 1, a > 0.5, b <= a, 1 >= a, a != b, 2 == F(2))
print(hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3), {F(1, 2): "h"}[0.5], sorted([a, b, F(0)]), sum([a, b]), max(a, b), bool(F(0)))
print(int(F(7, 2)), int(F(-7, 2)), float(a), round(F(5, 2)), round(F(7, 2)), round(F(22, 7), 2), math.floor(b), math.ceil(b), math.trunc(F(-7, 2)), a.numerator, a.denominator, a.as_integer_ratio(), a.real, a.imag, a.conjugate(), complex(a))
print(F(math.pi).limit_denominator(1000), F("3.1415926535897932").limit_denominator(10), F(5, 8).limit_denominator(3), F.from_float(0.25), F.from_decimal(Decimal("0.2")), math.sqrt(F(1, 4)), str(a), f"{a}")
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: F(1, 0)); t(lambda: F("x")); t(lambda: F(1.5, 2)); t(lambda: F([])); t(lambda: a / 0); t(lambda: a + "x"); t(lambda: a < "x"); t(lambda: F("1/0")); t(lambda: F.from_float("x")); t(lambda: F(3).limit_denominator(0)); t(lambda: F(0) ** -1); t(lambda: a // 0); t(lambda: F("")); t(lambda: a + Decimal(1))
import statistics, copy
print(statistics.mean([F(1, 2), F(1, 3)]), copy.deepcopy(a) == a, isinstance(a, F), type(a + 1).__name__, [str(F(i, 12)) for i in range(5)])
# ---
# against decimals
from fractions import Fraction as F
from decimal import Decimal as D
import operator
for f in (F(1, 2), F(-1, 3), F(0), F(10**40), F(1, 10**40), F(999)):
    for d in [D(text) for text in ("0.5", "-0.5", "0", "0.3333", "1e40", "-1e40", "1e-40", "999.5", "1e300", "-1e-300", "1e999999", "Infinity", "-Infinity", "NaN", "sNaN")]:
        for name in ("lt", "le", "gt", "ge", "eq", "ne"):
            for pair in ((f, d), (d, f)):
                try: print(name, *pair, getattr(operator, name)(*pair))
                except Exception as e: print(name, *pair, type(e).__name__, e)
print(sorted([D("0.4"), F(1, 3), 0.35, 1]), max(F(1, 2), D("0.6")), F(1, 2) in [D("0.5")], {D("0.5"): 1}.get(F(1, 2)))
# ---
# products and sums of fractions and of other objects
import math
from fractions import Fraction
class Meters:
    def __init__(self, n): self.n = n
    def __mul__(self, other): return Meters(self.n * (other.n if isinstance(other, Meters) else other))
    __rmul__ = __mul__
    def __repr__(self): return f"Meters({self.n})"
print(math.prod([Fraction(1, 2), Fraction(3, 4)]), math.prod([1.5, Fraction(1, 2)]), math.prod((Fraction(1, 2), 2), start=4), math.prod([1, 2], start=Fraction(1, 3)))
print(math.prod(x for x in [1, 2, 3]), math.prod(range(1, 6)), math.prod([Meters(2), Meters(3)]), math.prod([]), math.prod({2, 3}))
print(math.fsum([Fraction(1, 2), 0.25]), math.fsum(x / 10 for x in range(5)))
for wrong in (lambda: math.prod(5), lambda: math.prod([object()]), lambda: math.fsum([object()]), lambda: math.fsum(["a"]), lambda: math.prod([1], 2)):
    try: wrong()
    except TypeError as e: print(e)
