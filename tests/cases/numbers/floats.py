# repr
for v in [0.1, 1.0, 100.0, 1e15, 1e16, 1e17, 123456789012345678.0, 1e-4, 1e-5, 0.00012345, 1.5e300, 5e-324, 1.7976931348623157e308, 1 / 3, 2 / 3, 1e100, -0.0, float("inf"), float("-inf"), float("nan"), 3.14, 1e22, 1e23]:
    print(repr(v), str(v), end="; ")
# ---
# constructor
print(float("1.5"), float(" 1e3 "), float("-inf"), float("nan"), float("1_0.5"), float(5), float(True), float(), float(b"2.5"), float("infinity"), float(".5"), float("5."))
for a in ["", "abc", "1.2.3", None, [], "1e", "0x1", 1j, "1,5"]:
    try: print(float(a))
    except Exception as e: print(type(e).__name__, e)
# ---
# methods
v = 2.75
print(v.is_integer(), (4.0).is_integer(), v.as_integer_ratio(), v.hex(), float.fromhex("0x1.8p1"), v.real, v.imag, v.conjugate(), (0.1).as_integer_ratio(), int(v), round(v), v.__class__.__name__, hash(1.0) == hash(1), hash(0.5))
for f in [lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(), lambda: int(float("inf")), lambda: round(float("nan")), lambda: 2.0 ** 5000, lambda: (-1.0) ** 0.5]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# rounding
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, 2.4, 2.6)], round(2.675, 2), round(1234.5678, 2), round(1234.5678, -2), round(5), round(1.5, None), round(-2.5), type(round(2.0)).__name__, type(round(2.0, 0)).__name__, round(1e300, 2), round(0.15, 1), round(1.005, 2), round(12.0, 5))
# ---
# math module
import math
print(math.pi, math.e, math.tau, math.inf, math.nan, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.fabs(-2), math.factorial(10), math.comb(5, 2), math.perm(5, 2), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(0.5), math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0), math.atan(1), math.atan2(1, -1), math.hypot(3, 4), math.degrees(math.pi), math.radians(180), math.sinh(1), math.cosh(1), math.tanh(1), math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(2.5), math.frexp(8), math.ldexp(0.5, 4), math.fsum([0.1] * 10), math.prod([1, 2, 3]), math.dist((0, 0), (3, 4)), math.gcd(), math.lcm(3), math.isqrt(17), math.erf(0.5), math.gamma(5), math.lgamma(5), math.remainder(7, 3), math.cbrt(27), math.exp2(3), math.expm1(1e-5), math.nextafter(1, 2), math.ulp(1.0), math.pow(2, 0.5))
for f in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.exp(1000), lambda: math.acos(2), lambda: math.sqrt("a"), lambda: math.factorial(1.5), lambda: math.floor("x"), lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: math.isqrt(-1), lambda: math.floor(math.inf), lambda: math.fmod(1, 0), lambda: math.log(-1, 2), lambda: math.nope, lambda: math.sqrt(), lambda: math.pow(0, -1)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# nan semantics
nan = float("nan")
a = [nan]
print(nan == nan, a == [nan], nan in a, a == [float("nan")], {nan: 1}.get(nan), sorted([3, 1, 2]), max(nan, 1) != 1, max(1, nan), min(1, nan), a.count(nan), a.index(nan), nan != nan, not nan < 1, (nan,) == (nan,), len({nan, nan}))
# ---
# mixed arithmetic
print(1 + 1.0, 5 // 2.0, -5 % 3.0, 2**0.5, True + 0.5, 10**2 * 1.0, 3 - 1.5, 1 / 3 * 3 == 1, 0.1 * 3, 1e308 + 1e308, 1e-320 / 10, divmod(7.5, 2), divmod(-7.5, 2), 7 % -2.5, sum([0.1] * 10), sum([1, 2.5]), max(1, 1.0), 3 == 3.0, int(7.999), abs(-1.5), 1_000.5)
# ---
# cmath and complex
import cmath
print(cmath.sqrt(-1), abs(cmath.exp(1j * cmath.pi) + 1) < 1e-9, cmath.phase(1j), cmath.polar(1 + 1j), (1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), complex("1e3-2j"), abs(3 + 4j), (2 + 0j) == 2, 1j**2, str(1 - 0j), bool(0j), hash(1 + 0j) == hash(1))
for f in [lambda: 1j < 2j, lambda: int(1j), lambda: 1j // 1, lambda: complex("a"), lambda: 1j % 2, lambda: float(1j), lambda: complex("1", 2)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
