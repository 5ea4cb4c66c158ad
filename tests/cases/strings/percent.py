# percent formatting
print("%s %r %a" % ("é", "é", "é"), "%d %i %u" % (1, -2, True), "%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5), "%x %X %#x %o %#o" % (255, 255, 255, 8, 8), "%f %.2f %8.3f|%-8.1f|%e %E %g %G" % (1.5, 2.345, 3.14159, 1.0, 12345.6, .00012, 1e-5, 1e20), "%c%c" % (65, "b"), "%%" % (), "%5s|%-5s|%.2s" % ("ab", "cd", "efgh"), "%(a)s %(b)05.1f" % {"a": 1, "b": 2.25}, "%s" % None, "%s" % [1], "%s %s" % (1, (2,)), "%*d|%-*d" % (5, 1, 4, 2), "%.*f" % (2, 1.2345), "%s" % ((1, 2),), "%d" % 3.99, "%r" % "a", "%ld" % 5)
for f in [lambda: "%d" % "a", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%d" % None, lambda: "%(a)s" % 5, lambda: "%(a)s" % {"b": 1}, lambda: "%z" % 1, lambda: "%" % 1, lambda: "%x" % 1.5, lambda: "%c" % "ab", lambda: "%f" % "a", lambda: "%*d" % ("a", 1), lambda: "%c" % -1, lambda: "a" % 1, lambda: "a" % {}, lambda: "a" % [1], lambda: "%(a" % {}, lambda: "%s" % (), lambda: "%i" % [], lambda: "%d" % 1j, lambda: "%c" % 1.0]:
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
# ---
# percent with objects
class A:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __int__(self): return 7
    def __index__(self): return 8
    def __float__(self): return 1.5
print("%s %r %d %x %.1f" % ((A(),) * 5), "%s" % A(), "%(k)s" % {"k": A()}, b"%s %d" % (b"x", 3), b"%a" % "é", b"%r" % 1)
class M:
    def __getitem__(self, k): return k * 2
print("%(ab)s" % M())
# ---
# text before a percent sign is what formats, whatever the right side can do
from fractions import Fraction
class Odd:
    def __rmod__(self, other): return ("reflected", other)
    def __str__(self): return "odd"
print("%s" % Fraction(1, 2), "%.3f" % Fraction(1, 3), "%d" % Fraction(7, 2), "%s" % Odd(), "%r %s" % (Fraction(2), Odd()), 5 % Odd())
try: print("%d" % Odd())
except TypeError as e: print(e)
# ---
# a dictionary that makes what is missing
import collections
class D(dict):
    def __missing__(self, key): return f"<{key}>"
class G(dict):
    def __getitem__(self, key): return key * 2
print("%(a)s %(q)s" % D(a=1), "%(x)s" % G(), "%(n)d %(m)d" % collections.defaultdict(int, n=3), "%(k)s" % collections.Counter("k"), "%(z)s" % collections.ChainMap({}, {"z": 1}), "%(o)s" % collections.OrderedDict(o=2), b"%(a)d" % D({b"a": 4}))
try: "%(a)s" % type("E", (dict,), {})()
except KeyError as e: print(e)
