# integers
for spec in ["", "d", "5d", "<5", "^7", "05", "+", " ", "+05d", "x", "X", "#x", "o", "#o", "b", "#010b", ",", "_", "_x", "c", "e", ".2f", "%", "n", "*>6", "=+6", "0=6", "10,d"]:
    print(spec, [format(n, spec) for n in (65, 34567)], format(-42, spec) if spec != "c" else "")
# ---
# floats
for spec in ["", ".0f", ".2f", "8.3f", "<8.2f", "08.2f", "+.1f", "e", ".3e", "E", "g", ".3g", "G", "%", ".1%", ",", ",.2f", "_.1f", "n", " .2f", "#.0f", "10", ".10", ".3", "F", "*^12.4f"]:
    print(spec, [format(v, spec) for v in (0.0, 1.5, -2.25, 1234567.891, 1e-10, 1e20, float("inf"), float("nan"))])
# ---
# rounding in formats
print([f"{v:.0f}" for v in (0.5, 1.5, 2.5, 3.5, -0.5)], f"{2.675:.2f} {1.005:.2f} {0.125:.2f} {0.375:.2f}", f"{1e15:.0f} {123456789012345680.0:.3f}", f"{5:.3f} {True:d} {True} {True:>6} {-0.0:.1f} {-0.0:z.1f}")
# ---
# other types
print(f"{1 + 2j:.1f} {[1]!s:>6} {None!s:>6} {b'a'!r:>6}", format(True, "5"), format(False, "d"), f"{'a':>{3}}", format("x", "^3"), format(10**30, ","), format(3, ".1f"))
for v, spec in [(5, ".3d"), (5, "5.2"), ("a", "5d"), (1.5, "c"), (True, "s"), ([], "x"), (1, "zz"), (1, ",_"), (5, "+c"), (300000000, "c"), ("a", "#"), (1.5, "_,"), (1j, "05"), (1, "s5"), ("s", " ")]:
    try: print(format(v, spec))
    except Exception as e: print(type(e).__name__, e)
