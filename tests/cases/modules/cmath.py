# functions
import cmath
z = 1.5 - 2j
for name in ("acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "log10", "phase", "polar", "sin", "sinh", "sqrt", "tan", "tanh"):
    print(name, getattr(cmath, name)(z))
print(cmath.rect(2, 1), cmath.log(8, 2), cmath.isclose(1, 1 + 1e-12), cmath.isclose(1, 2, abs_tol=2), cmath.isfinite(z), cmath.isinf(cmath.infj), cmath.isnan(cmath.nanj), cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: cmath.log(0)); t(lambda: cmath.sqrt("x")); t(lambda: cmath.exp(1000)); t(lambda: cmath.sqrt())
