# numbers
from decimal import Decimal, getcontext, ROUND_HALF_UP, ROUND_DOWN, ROUND_HALF_EVEN, InvalidOperation, DivisionByZero, localcontext
a, b = Decimal("10.25"), Decimal("3")
print(a, repr(a), a + b, a - b, a * b, a / b, a // b, a % b, a ** 2, -a, +a, abs(-a), divmod(a, b), 2 + a, 10 - a, 3 * a, 1 / b, 7 // b, 7 % b, 2 ** b)
print(a == 10.25, a == Decimal("10.250"), a > 10, a < 10.5, a >= b, a != b, 10 < a, hash(Decimal(1)) == hash(1), hash(a) == hash(10.25), {a: 1}[Decimal("10.250")], bool(Decimal(0)))
print(Decimal(5), Decimal(0.1), Decimal("1e3"), Decimal("-0"), Decimal("Infinity"), Decimal("NaN"), Decimal((0, (1, 2, 3), -2)), Decimal(" 1_000.5 "), Decimal.from_float(0.25), Decimal(True))
print(a.quantize(Decimal("0.1")), a.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP), a.quantize(Decimal("1"), ROUND_DOWN), Decimal("2.5").to_integral_value(), Decimal("1.2300").normalize(), Decimal("2").sqrt(), Decimal(2).exp(), Decimal(10).ln(), Decimal(1000).log10())
print(int(a), float(a), round(a), round(a, 1), round(Decimal("2.675"), 2), a.as_tuple(), a.as_integer_ratio(), a.adjusted(), a.is_signed(), a.is_nan(), a.compare(b), a.max(b), a.copy_negate(), a.to_eng_string(), a.real, a.imag, a.conjugate())
print(f"{a:.1f}", f"{a:10.3f}|", f"{Decimal('1234567.891'):,.2f}", f"{a:e}", f"{Decimal('0.256'):.1%}", f"{a}", "%s %.1f %d" % (a, a, a), format(a, "<8") + "|", "{:>8.2f}".format(a), str(a))
import math
print(math.floor(a), math.ceil(a), math.trunc(a), math.sqrt(Decimal(16)), sum([a, b, Decimal("0.75")]), sum([a, b], Decimal(0)), max(a, b), min([a, b]), sorted([a, b, Decimal(-1)]), math.isclose(a, 10.25))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, isinstance(e, ArithmeticError))
t(lambda: a + 1.5); t(lambda: 1.5 * a); t(lambda: a / 0); t(lambda: Decimal("abc")); t(lambda: Decimal(0) / 0); t(lambda: Decimal("1").quantize(Decimal("1e-40"))); t(lambda: Decimal([])); t(lambda: a + "x"); t(lambda: a < "x"); t(lambda: Decimal("NaN") < 1); t(lambda: int(Decimal("NaN"))); t(lambda: Decimal(-1).sqrt()); t(lambda: Decimal(None)); t(lambda: a.nothing); t(lambda: Decimal(1) % 0); t(lambda: int(Decimal("Infinity")))
print(isinstance(a, Decimal), type(a), type(a).__name__, Decimal.__name__, issubclass(DivisionByZero, ZeroDivisionError), issubclass(InvalidOperation, ArithmeticError))
print([type(x).__name__ for x in (a + 1, a // 1, round(a), round(a, 1), a.sqrt(), a ** 2)])
# ---
# contexts
import decimal
from decimal import Decimal, getcontext, localcontext, setcontext, Context, Inexact, ROUND_UP
print(getcontext().prec, getcontext().rounding, getcontext().Emax, getcontext())
getcontext().prec = 6
print(Decimal(1) / Decimal(7))
with localcontext() as ctx:
    ctx.prec = 40
    print(Decimal(1) / Decimal(7), getcontext().prec)
with localcontext(prec=3): print(Decimal(2).sqrt())
print(getcontext().prec, Decimal(2) / 3)
c = Context(prec=4, rounding=ROUND_UP)
print(c.divide(1, 3), c.sqrt(Decimal(2)), c.create_decimal("3.14159"), c.power(2, 10), c.add(1, 2), c.prec, c.copy().prec)
setcontext(c); print(Decimal(1) / 3, getcontext() is c)
getcontext().flags[Inexact] = False; print(getcontext().flags[Inexact]); Decimal(1) / 3; print(getcontext().flags[Inexact], getcontext().traps[decimal.DivisionByZero])
getcontext().traps[decimal.DivisionByZero] = False; print(Decimal(1) / 0, -Decimal(1) / 0)
getcontext().clear_flags(); print(any(getcontext().flags.values()))
getcontext().prec = 28
getcontext().rounding = decimal.ROUND_HALF_UP; print(round(Decimal("2.5")), Decimal("2.5").quantize(Decimal(1)), Decimal("0.125").quantize(Decimal("0.01")))
getcontext().traps[Inexact] = True
try: Decimal(1) / 3
except Inexact as e: print("inexact", e)
try: getcontext().prec = -1
except ValueError as e: print(type(e).__name__)
try: getcontext().rounding = "nope"
except TypeError as e: print(type(e).__name__)
# ---
# money
from decimal import Decimal, ROUND_HALF_UP
from collections import defaultdict
import json, statistics
items = [("tea", "3.50", 2), ("cake", "4.25", 3), ("tea", "3.45", 1)]
totals = defaultdict(Decimal)
for name, price, count in items: totals[name] += Decimal(price) * count
print(dict(totals), sum(totals.values()))
tax = (sum(totals.values()) * Decimal("0.19")).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
print(tax, f"{tax:,.2f} EUR", str(tax))
try: json.dumps({"t": tax})
except TypeError as e: print(e)
print(json.dumps({"t": tax}, default=str), json.loads("[1.10, 2]", parse_float=Decimal))
print(statistics.mean([Decimal("1.5"), Decimal("2.5")]), statistics.median([Decimal(3), Decimal(1)]))
import copy
print(copy.deepcopy([tax])[0] == tax, copy.copy(tax))
match tax:
    case Decimal(): print("decimal")
# ---
# contexts that are wrong
from decimal import Decimal, getcontext, setcontext, localcontext, Context, Inexact, Rounded, InvalidOperation
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for given in ({"traps": [int]}, {"flags": [1]}, {"traps": {}}, {"prec": 0}, {"rounding": "x"}, {"nope": 1}): t(lambda: Context(**given))
c = Context(prec=5)
t(lambda: setattr(c, "flags", 1)); t(lambda: setattr(c, "traps", {})); t(lambda: c.flags[int]); t(lambda: c.flags.__delitem__(Inexact)); t(lambda: localcontext(5)); t(lambda: setcontext(5))
c.traps = getcontext().traps
print(c.create_decimal("3.14159265"), c, getcontext(), c.flags == c.flags.copy(), c.traps)
t(lambda: c.create_decimal("x")); t(lambda: c.create_decimal_from_float("x")); t(lambda: c.create_decimal_from_float(0.1)); t(lambda: c.power(a=2, b=10, modulo=1000))
print(getcontext().flags[InvalidOperation], c.flags[InvalidOperation])
# ---
# operators by name
from decimal import Decimal
a = Decimal("12.5")
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(a.__add__(1), a.__radd__(1), a.__add__("x"), a.__pow__(2), a.__rpow__(2), a.__eq__("x"), a.__lt__(13), a.__divmod__(5), pow(Decimal(7), 20, 13), Decimal(7).__pow__(20, 13))
t(lambda: Decimal.__add__(1, a)); t(lambda: a.__add__()); t(lambda: Decimal.sqrt()); t(lambda: Decimal.sqrt(4)); t(lambda: Decimal.from_float()); t(lambda: a.__format__(5)); t(lambda: a.__format__()); t(lambda: pow(a, 2, 0))
