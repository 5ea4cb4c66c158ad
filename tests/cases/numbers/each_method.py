# int methods
print((5).bit_length(), (-255).bit_count(), (7).as_integer_ratio(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator, (True).bit_length(), (5).__add__(3), (5).__radd__(3), (5).__sub__(1), (5).__mul__(2), (5).__truediv__(2), (5).__floordiv__(2), (5).__mod__(3), (5).__pow__(2), (5).__neg__(), (5).__abs__(), (5).__bool__(), (5).__eq__(5), (5).__eq__("a"), (5).__lt__(6), (5).__hash__(), (5).__index__(), (5).__int__(), (5).__float__(), (5).__round__(), (5).__trunc__(), (5).__floor__(), (5).__ceil__(), (5).__divmod__(3), (5).__and__(4), (5).__or__(2), (5).__xor__(1), (5).__lshift__(1), (5).__rshift__(1), (5).__invert__(), (5).__format__("03"), (5).__repr__(), (5).__add__("a"), int.__add__(1, 2), (10).is_integer() if hasattr(5, "is_integer") else None)
# ---
# int construction
print(int(), int("12"), int(" -12\n"), int("1_000"), int("0x1f", 16), int("1f", 16), int("0b11", 0), int("z", 36), int(3.9), int(-3.9), int(True), int(b"5"), int("٣"), int("+7"), int("0", 0), int(10**20), int("-0"), int(1e20))
for f in [lambda: int("a"), lambda: int(""), lambda: int("1.5"), lambda: int(None), lambda: int([]), lambda: int("1", 1), lambda: int("9", 8), lambda: int(5, 2), lambda: int(float("nan")), lambda: int(float("inf")), lambda: int("1__0"), lambda: int("_1"), lambda: int(1j), lambda: int("0x", 16), lambda: int("1", "a"), lambda: int("08", 0), lambda: int("1 2"), lambda: int("5", 37), lambda: int({}), lambda: int(1, 2, 3), lambda: int("\x00")]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# int operators
print(7 + 3, 7 - 3, 7 * 3, 7 / 2, 7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 % -3, 2 ** 10, 2 ** -1, 7 & 3, 7 | 8, 7 ^ 2, 1 << 10, 1024 >> 3, ~7, -7, +7, 7 == 7.0, 7 != 8, 7 < 8.5, True + True, 10**30, 2**100 // 3**20, divmod(-7, 2), pow(3, -1, 7), pow(2, 10, 1000), abs(-5), round(15, -1), round(25, -1), 1 and 2, 0 or 5, not 5, 5 if 0 else 6, 0b101, 0o17, 0xff, 1_000, int is type(5), -3 >> 1, (-3) & 0xff, 5 is 5, hash(2**61), hash(-1), 10**18 * 10**18 % 97)
for f in [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 0 ** -1, lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 + "a", lambda: 1 + None, lambda: 1 < "a", lambda: 1 < None, lambda: 5 @ 5, lambda: 5 & 1.0, lambda: 5 << 1.0, lambda: -None, lambda: ~1.5, lambda: +"a", lambda: 5(), lambda: 5[0], lambda: len(5), lambda: 5 in 5, lambda: pow(2, -1, 4), lambda: pow(2, 2, 0), lambda: divmod(1, 0), lambda: 1 < 1j, lambda: (5).nope, lambda: 10 ** 400 / 1.0, lambda: 10**400 * 1.0, lambda: float(10**400), lambda: 10**400 / 3, lambda: [] + 1, lambda: None + 1, lambda: 1 - [], lambda: {} - 1, lambda: 5 ** "a", lambda: 5 // None, lambda: 3 % "a", lambda: 1 | None]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# float methods
x = 3.75
print(x.is_integer(), x.as_integer_ratio(), x.hex(), float.fromhex("0x1.8p1"), x.conjugate(), x.real, x.imag, x.__add__(1), x.__round__(), x.__round__(1), x.__trunc__(), x.__floor__(), x.__ceil__(), x.__divmod__(2), x.__bool__(), x.__int__(), x.__neg__(), x.__abs__(), x.__eq__(3.75), x.__lt__(4), x.__hash__() == hash(3.75), x.__format__(".1f"), x.__pow__(2), x.__mod__(2), x.__floordiv__(2), x.__rsub__(1), (2.0).is_integer(), x.__add__("a"), float.__mul__(2.0, 3))
print(float(), float("1.5"), float(" -inf "), float("nan"), float("1e5"), float("1_0.5"), float(5), float(True), float(b"1.5"), float("Infinity"), float(".5"), float("5."), 1e16, 1e15, 1e-4, 1e-5, 0.1 + 0.2, 1.0, 1e300 * 1e10, -0.0, 5e-324, 1.7976931348623157e308, 123456789012345678.0, 3.0e0, repr(1e22), str(1/3))
for f in [lambda: float("a"), lambda: float(""), lambda: float(None), lambda: float([]), lambda: float(1j), lambda: float("1 2"), lambda: float(1, 2), lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0.0 ** -1, lambda: 10.0 ** 400, lambda: 1.5 + "a", lambda: 1.5 & 1, lambda: 1.5 << 1, lambda: 1.5 < "a", lambda: 1.5[0], lambda: round(float("nan")), lambda: round(float("inf")), lambda: float.fromhex("zz"), lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(), lambda: int(1e400), lambda: divmod(1.0, 0), lambda: float("1__0"), lambda: float.__add__(1, 2), lambda: round(1.5, "a"), lambda: round(1.5, 1.0)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# float operators
print(7.5 + 2, 7.5 - 2, 7.5 * 2, 7.5 / 2, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, 2.0 ** 3, 4 ** 0.5, (-8) ** (1/3), -7.5, +7.5, abs(-7.5), round(7.5), round(8.5), round(-7.5), round(2.675, 2), round(1234.5, -2), divmod(7.5, 2), 1.0 == 1, 1.5 < 2, float("nan") == float("nan"), float("inf") > 10**400, 0.1 + 0.2 == 0.3, max(1.5, 2), min(0.0, -0.0), sum([0.1] * 10), int(7.9), bool(0.0), hash(1.0) == hash(1), 5.0 .is_integer(), 1e3, 1.5e-3, pow(2.0, 3), 1_0.0_1, {1.0: "a"}[1], -0.0 == 0.0)
# ---
# complex numbers
z = 3 + 4j
print(z, z.real, z.imag, z.conjugate(), abs(z), z + 1, z - 1j, z * 2, z / 2, z ** 2, -z, +z, z == 3 + 4j, z != 3, complex(1, 2), complex("1+2j"), complex(), 1j * 1j, complex(1.5), hash(1 + 0j) == hash(1), bool(0j), repr(-0j), complex("j"), z.__add__(1), 1j ** 2, complex(real=1, imag=2), f"{z:.2f}", f"{1j}")
for f in [lambda: z < 1, lambda: z // 2, lambda: z % 2, lambda: int(z), lambda: float(z), lambda: complex("a"), lambda: z / 0, lambda: complex(1, "a"), lambda: complex([]), lambda: round(z), lambda: divmod(z, 1), lambda: complex("1", 2), lambda: 0j ** -1, lambda: z & 1]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# bool
print(True + 1, True & False, True | False, True ^ True, ~True, -True, True == 1, True is True, not True, bool([]), bool([0]), bool(""), bool("0"), bool(0.0), bool(None), bool(...), isinstance(True, int), str(True), repr(False), True.real, int(True), [10, 20][True], {True: "a"}[1], sum([True, True]), True < 2, f"{True}", f"{True:d}", f"{True:5}", "%d" % True, "%s" % True, bool.__name__, bool(), True.__and__(False), type(True & True), type(True + True), max(True, False), hash(True))
for f in [lambda: bool(1, 2), lambda: bool(x=1), lambda: True[0], lambda: True + "a", lambda: True.x]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
