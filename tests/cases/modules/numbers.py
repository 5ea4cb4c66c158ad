# the tower
import numbers
from fractions import Fraction
from decimal import Decimal
names = ("Number", "Complex", "Real", "Rational", "Integral")
for value in (1, True, 1.5, 2j, Fraction(1, 2), Decimal("1"), "1", None, [1]):
    print(type(value).__name__, [isinstance(value, getattr(numbers, n)) for n in names], [issubclass(type(value), getattr(numbers, n)) for n in names])
class Mine(numbers.Number): pass
print(isinstance(Mine(), numbers.Number), isinstance(Mine(), numbers.Real))
try: numbers.Integral()
except TypeError as e: print(type(e).__name__)
numbers.Real.register(Mine)
print(isinstance(Mine(), numbers.Complex))
