"""fractions."""

import math
from decimal import Decimal
from numbers import Complex, Number, Rational, Real

_DIGITS = frozenset("0123456789")


def _number(text):
    """The digits at the start of a text, with single underscores between them; and what follows."""
    end = 0
    while end < len(text) and (text[end] in _DIGITS or (text[end] == "_" and 0 < end < len(text) - 1 and text[end - 1] in _DIGITS and text[end + 1] in _DIGITS)):
        end += 1
    return text[:end].replace("_", ""), text[end:]


def _parse(given):
    """Numerator and denominator of a text: "3/4", "-1.25", "2e-3"."""
    wrong = f"Invalid literal for Fraction: {given!r}"
    text = given.strip()
    sign = 1
    if text[:1] in ("-", "+"):
        sign = -1 if text[0] == "-" else 1
        text = text[1:]
    whole, text = _number(text)
    if text[:1] == "/":
        below, text = _number(text[1:])
        if not whole or not below or text:
            raise ValueError(wrong)
        return sign * int(whole), int(below)
    part = ""
    if text[:1] == ".":
        part, text = _number(text[1:])
    if not whole and not part:
        raise ValueError(wrong)
    top, bottom = int((whole or "0") + part), 10 ** len(part)
    if text[:1] in ("e", "E"):
        text = text[1:]
        down = text[:1] == "-"
        if text[:1] in ("-", "+"):
            text = text[1:]
        power, text = _number(text)
        if not power:
            raise ValueError(wrong)
        if down:
            bottom *= 10 ** int(power)
        else:
            top *= 10 ** int(power)
    if text:
        raise ValueError(wrong)
    return sign * top, bottom


class Fraction(Rational):
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if type(numerator) is int:
                return _made(cls, numerator, 1)
            if isinstance(numerator, Rational):
                return _made(cls, numerator.numerator, numerator.denominator)
            if isinstance(numerator, (float, Decimal)):
                top, bottom = numerator.as_integer_ratio()
                return _made(cls, top, bottom)
            if not isinstance(numerator, str):
                raise TypeError(_limen_fraction_argument())
            top, bottom = _parse(numerator)
        elif type(numerator) is int and type(denominator) is int:
            top, bottom = numerator, denominator
        elif isinstance(numerator, Rational) and isinstance(denominator, Rational):
            top = numerator.numerator * denominator.denominator
            bottom = denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({top}, 0)")
        common = math.gcd(top, bottom)
        if bottom < 0:
            common = -common
        return _made(cls, top // common, bottom // common)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        if isinstance(dec, int):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")
        return cls(*dec.as_integer_ratio())

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        # The nearer of the two bounds; the one with the smaller denominator when they are equally near
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __format__(self, format_spec):
        if not format_spec:
            return str(self)
        if _limen_python() < (3, 12):
            raise TypeError("unsupported format string passed to Fraction.__format__")
        kind = format_spec[-1]
        if kind in "eEfFgG%":
            return _formatted(self, format_spec, kind)
        if _limen_python() >= (3, 13):
            return _aligned(str(self), format_spec)
        raise ValueError(f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")

    def __add__(self, other):
        return _combine(self, other, _add, _float_add)

    def __radd__(self, other):
        return _reflected(self, other, _add, _float_add)

    def __sub__(self, other):
        return _combine(self, other, _sub, _float_sub)

    def __rsub__(self, other):
        return _reflected(self, other, _sub, _float_sub)

    def __mul__(self, other):
        return _combine(self, other, _mul, _float_mul)

    def __rmul__(self, other):
        return _reflected(self, other, _mul, _float_mul)

    def __truediv__(self, other):
        return _combine(self, other, _div, _float_div)

    def __rtruediv__(self, other):
        return _reflected(self, other, _div, _float_div)

    def __floordiv__(self, other):
        return _combine(self, other, _floordiv, _float_floordiv)

    def __rfloordiv__(self, other):
        return _reflected(self, other, _floordiv, _float_floordiv)

    def __mod__(self, other):
        return _combine(self, other, _mod, _float_mod)

    def __rmod__(self, other):
        return _reflected(self, other, _mod, _float_mod)

    def __divmod__(self, other):
        return _combine(self, other, _divmod, divmod)

    def __rdivmod__(self, other):
        return _reflected(self, other, _divmod, divmod)

    def __pow__(self, other, modulo=None):
        if modulo is not None:
            return NotImplemented
        if isinstance(other, Rational):
            if other.denominator != 1:
                return float(self) ** float(other)
            power = other.numerator
            if power >= 0:
                return _made(Fraction, self._numerator**power, self._denominator**power)
            if self._numerator > 0:
                return _made(Fraction, self._denominator**-power, self._numerator**-power)
            if self._numerator == 0:
                raise ZeroDivisionError(f"Fraction({self._denominator ** -power}, 0)")
            return _made(Fraction, (-self._denominator) ** -power, (-self._numerator) ** -power)
        if isinstance(other, (float, complex)):
            return float(self) ** other
        return NotImplemented

    def __rpow__(self, other, modulo=None):
        if modulo is not None:
            return NotImplemented
        if self._denominator == 1 and self._numerator >= 0:
            return other**self._numerator
        if isinstance(other, Rational):
            return Fraction(other.numerator, other.denominator) ** self
        if self._denominator == 1:
            return other**self._numerator
        return other ** float(self)

    def __pos__(self):
        return _made(Fraction, self._numerator, self._denominator)

    def __neg__(self):
        return _made(Fraction, -self._numerator, self._denominator)

    def __abs__(self):
        return _made(Fraction, abs(self._numerator), self._denominator)

    def __int__(self):
        return self.__trunc__()

    def __trunc__(self):
        if self._numerator < 0:
            return -(-self._numerator // self._denominator)
        return self._numerator // self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return whole
            if rest * 2 > self._denominator:
                return whole + 1
            return whole if whole % 2 == 0 else whole + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        return _limen_fraction_hash(self._numerator, self._denominator)

    def __eq__(self, other):
        if type(other) is int:
            return self._numerator == other and self._denominator == 1
        if isinstance(other, Rational):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, complex) and other.imag == 0:
            other = other.real
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return 0.0 == other
            return self == Fraction(*other.as_integer_ratio())
        if isinstance(other, Decimal):
            return _against_decimal(self, other, lambda a, b: a == b)
        return NotImplemented

    def __lt__(self, other):
        return _ordered(self, other, lambda a, b: a < b)

    def __gt__(self, other):
        return _ordered(self, other, lambda a, b: a > b)

    def __le__(self, other):
        return _ordered(self, other, lambda a, b: a <= b)

    def __ge__(self, other):
        return _ordered(self, other, lambda a, b: a >= b)

    def __bool__(self):
        return self._numerator != 0

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _made(cls, numerator, denominator):
    """A fraction in lowest terms, of parts that are in lowest terms."""
    made = super(Fraction, cls).__new__(cls)
    made._numerator = numerator
    made._denominator = denominator
    return made


def _combine(self, other, exact, inexact):
    if isinstance(other, int):
        return exact(self._numerator, self._denominator, other, 1)
    if isinstance(other, Fraction):
        return exact(self._numerator, self._denominator, other._numerator, other._denominator)
    if isinstance(other, float):
        return inexact(float(self), other)
    if isinstance(other, complex) and inexact in (_float_add, _float_sub, _float_mul, _float_div):
        return inexact(complex(self), other)
    return NotImplemented


def _reflected(self, other, exact, inexact):
    if isinstance(other, Rational):
        return exact(other.numerator, other.denominator, self._numerator, self._denominator)
    if isinstance(other, Real):
        return inexact(float(other), float(self))
    if isinstance(other, Complex) and inexact in (_float_add, _float_sub, _float_mul, _float_div):
        return inexact(complex(other), complex(self))
    return NotImplemented


def _add(na, da, nb, db):
    return Fraction(na * db + nb * da, da * db)


def _sub(na, da, nb, db):
    return Fraction(na * db - nb * da, da * db)


def _mul(na, da, nb, db):
    return Fraction(na * nb, da * db)


def _div(na, da, nb, db):
    if nb == 0:
        raise ZeroDivisionError(f"Fraction({na * db // (math.gcd(na * db, da * nb) or 1)}, 0)")
    return Fraction(na * db, da * nb)


def _floordiv(na, da, nb, db):
    return (na * db) // (da * nb)


def _mod(na, da, nb, db):
    return Fraction((na * db) % (nb * da), da * db)


def _divmod(na, da, nb, db):
    whole, rest = divmod(na * db, nb * da)
    return whole, Fraction(rest, da * db)


def _float_add(a, b):
    return a + b


def _float_sub(a, b):
    return a - b


def _float_mul(a, b):
    return a * b


def _float_div(a, b):
    return a / b


def _float_floordiv(a, b):
    return a // b


def _float_mod(a, b):
    return a % b


def _ordered(self, other, compare):
    if isinstance(other, Rational):
        return compare(self._numerator * other.denominator, self._denominator * other.numerator)
    if isinstance(other, float):
        if math.isnan(other) or math.isinf(other):
            return compare(0.0, other)
        top, bottom = other.as_integer_ratio()
        return compare(self._numerator * bottom, self._denominator * top)
    if isinstance(other, Decimal):
        return _against_decimal(self, other, compare)
    return NotImplemented


def _against_decimal(self, other, compare):
    if not other.is_finite():
        return compare(0, other)
    # By the number of digits where that decides: the parts of a decimal may be very long
    size = (abs(self._numerator).bit_length() - self._denominator.bit_length()) * 0.30103
    if not other:
        return compare(self._numerator, 0)
    if not self:
        return compare(0, -1 if other < 0 else 1)
    if abs(size - other.adjusted()) > 3:
        if (self._numerator < 0) != (other < 0):
            return compare(self._numerator, 0)
        larger = size > other.adjusted()
        return compare(1, 0) if larger != (self._numerator < 0) else compare(0, 1)
    top, bottom = other.as_integer_ratio()
    return compare(self._numerator * bottom, self._denominator * top)


def _formatted(value, spec, kind):
    """A fraction as a decimal: by Decimal, with as many digits as it takes to round it once."""
    places = 6
    if "." in spec:
        places = int(_number(spec[spec.index(".") + 1 :])[0] or 0)
    scaled = value * 100 if kind == "%" else value
    if kind in "fF%":
        rounded = round(scaled, places)
        shown = Decimal(rounded.numerator) / Decimal(rounded.denominator) if len(str(abs(rounded.numerator))) < 25 else Decimal(float(rounded))
        if kind == "%":
            return format(shown, spec[:-1] + "f") + "%"
        return format(shown, spec)
    return format(float(value), spec)


def _aligned(text, spec):
    if spec[-1] == "s":
        spec = spec[:-1]
    return format(text, spec if spec[:1] in "<>^=" or spec[1:2] in ("<", ">", "^") else f">{spec}")
