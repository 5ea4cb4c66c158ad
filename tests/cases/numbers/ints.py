# constructor
for a in [("12",), (" 12\n",), ("-5",), ("+7",), ("1_000",), ("ff", 16), ("0xff", 16), ("0b11", 0), ("z", 36), (3.9,), (-3.9,), (True,), ("٣",), (b"5",)]:
    print(int(*a), end=" ")
print(int())
for a in [("",), ("abc",), ("1.5",), ("12", 1), ("9", 8), (None,), ([],), (float("nan"),), (float("inf"),), ("1__0",), (5, 10), ("0x1",), (1j,)]:
    try: print(int(*a))
    except Exception as e: print(type(e).__name__, e)
# ---
# methods
n = 1000
print(n.bit_length(), n.bit_count(), (-n).bit_length(), n.conjugate(), n.numerator, n.denominator, n.real, n.imag, n.as_integer_ratio(), (255).to_bytes(2, "big"), int.from_bytes(b"\xff\xfe", "big", signed=True), (5).__class__.__name__, n.is_integer() if hasattr(n, "is_integer") else True)
for f in [lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (5).foo]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# conversions
print(bin(10), oct(8), hex(255), bin(-5), hex(-255), str(-7), repr(5), chr(97), ord("a"), float(3), bool(5), complex(3), 5 .real, abs(-3), round(1234, -2), round(15, -1), round(25, -1), divmod(-7, 2), pow(2, 5), pow(2, 5, 7), pow(2, -1), sum([1, 2]), int("0"), ~0)
for f in [lambda: chr(-1), lambda: chr(1114112), lambda: ord("ab"), lambda: ord(""), lambda: bin(1.5), lambda: pow(2, 5, 0), lambda: pow(2, -1, 4), lambda: round("a"), lambda: abs("x"), lambda: hex("a"), lambda: pow("a", 2), lambda: divmod("a", 1)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# big
a, b = 2**100 + 1, 3**70
print(a * b, a // 7, b % a, a & b, a | b, a ^ b, a >> 50, b << 3, -a // b, a > b, a == 2**100 + 1, hash(a) == hash(2**100 + 1), str(a)[:5], int(str(b)) == b, a.bit_length(), divmod(b, 10**20), float(a), a / b, pow(a, 3, b), len(str(2**1000)), (a * b) // b == a)
print(f"{a:,} {a:x} {a:e} {a:_b}"[:80], 10**25 + 0.5, 1e25 == 10**25, int(1e25), round(10**25 + 5, -1), max(a, b), sorted([a, b, 0, -a]))
# ---
# shifts and limits
for f in [lambda: 1 << -1, lambda: 1 >> -1, lambda: 5 >> 1000, lambda: -5 >> 1000, lambda: 0 << 10**6, lambda: 1.5 << 1, lambda: float(10**400), lambda: 10**400 / 3, lambda: 10**400 * 1.0, lambda: 10**400 // 10**398, lambda: 2**-2, lambda: (-2)**0.5]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# euclid and friends
import math
def egcd(a, b): return (a, 1, 0) if b == 0 else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))
def to_base(n, b): return (to_base(n // b, b) if n >= b else "") + "0123456789abcdef"[n % b]
def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
print(egcd(240, 46), to_base(255, 2), to_base(48879, 16), list(collatz(6)), math.gcd(12, 18), math.lcm(4, 6), math.isqrt(99), [n for n in range(1, 500) if sum(d for d in range(1, n) if n % d == 0) == n], sum(int(d) for d in str(2**100)))
