# facts
import sys
print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.platform, sys.float_repr_style, sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.get_int_max_str_digits(), sys.getrecursionlimit())
v = sys.version_info
print(v >= (3, 10), v[:2] == (v.major, v.minor), v[0], v.micro == v[2], v.releaselevel, v.serial, isinstance(v, tuple), len(v), type(v).__name__, v.n_fields, v.n_sequence_fields)
print(v, repr(v)[:23], sys.version.split()[0] == f"{v.major}.{v.minor}.{v.micro}", sys.hexversion >> 24, type(sys.argv))
print(sys.float_info); print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.min, sys.float_info.dig, sys.float_info.rounds, sys.float_info.radix)
print(sys.int_info, sys.int_info.bits_per_digit)
major, minor, *rest = sys.version_info; print(major, len(rest))
try: sys.version_info.major = 4
except AttributeError as e: print(type(e).__name__)
try: sys.version_info.nope
except AttributeError as e: print(e)
# ---
# sizes, interning, recursion limit
import sys
print(sys.getsizeof([]) < sys.getsizeof([1, 2, 3]) < sys.getsizeof(list(range(100))), sys.getsizeof(0), sys.getsizeof("abc"), sys.getsizeof(1.5), sys.getsizeof(b"ab"), sys.getsizeof(range(3)), sys.getsizeof(None), sys.getsizeof(2**100), sys.getsizeof((1,)))
class A: pass
print(sys.getsizeof(A()) > 0, sys.getsizeof(A) > 0, sys.getsizeof(len) > 0, sys.getsizeof(A(), 5) > 0)
print(sys.intern("abc") is sys.intern("abc"), sys.intern("x"))
class S(str): pass
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: sys.intern(5)); t(lambda: sys.intern(S("a"))); t(lambda: sys.getsizeof())
t(lambda: sys.setrecursionlimit(0)); t(lambda: sys.setrecursionlimit(-5)); t(lambda: sys.setrecursionlimit("a")); t(lambda: sys.setrecursionlimit(1.5)); t(lambda: sys.setrecursionlimit(sys.getrecursionlimit()))
# ---
# streams
import sys, io
print("a", 1, file=sys.stdout); print("hidden", file=sys.stderr); print("x", end="", file=sys.stdout, flush=True); print(["l"], sep="-", file=sys.stdout)
print(sys.stdout.write("written\n"), sys.stderr.write(""), sys.stdout.flush(), sys.stderr.flush())
sys.stdout.writelines(["one\n", "two\n"]); sys.stderr.writelines(["no\n"])
s = io.StringIO(); print("kept", 2, sep="|", file=s); print(repr(s.getvalue()), sys.stdout.closed, sys.stdout.isatty(), sys.stdout.writable())
def say(*a, out=None): print(*a, file=out or sys.stdout)
say("q"); say("r", out=s); print(s.getvalue())
class P:
    def __str__(self): return "p!"
print(P(), file=sys.stdout); print(P(), file=sys.stderr)
class W:
    def write(self, t): self.t = getattr(self, "t", "") + t
w = W(); print("a", P(), file=w); print(repr(w.t))
for bad in (5, "s"):
    try: print("x", file=bad)
    except AttributeError as e: print(e)
for stream in (sys.stdout, sys.stderr):
    try: stream.write(5)
    except TypeError as e: print("refused")
write = sys.stdout.write; write("bound\n"); print(sys.__stdout__ is None, sys.__stderr__ is None)
# ---
# exc_info and exception
import sys
def now(): return sys.exc_info()
print(sys.exc_info(), sys.exception())
try:
    try: {}["k"]
    except KeyError as e:
        print(now()[1] is e, sys.exception() is e, now()[0], now()[2].tb_lineno, now()[2] is not None)
        try: 1 / 0
        except ZeroDivisionError as z: print(sys.exc_info()[0], sys.exc_info()[1] is z)
        print(sys.exc_info()[1] is e); raise ValueError("v")
except ValueError as v: print(sys.exc_info()[1] is v, v.__context__)
finally: print(now())
def g():
    try: raise OSError("o")
    except OSError: yield sys.exc_info()[0]
    yield sys.exc_info()[0]
print(list(g()), sys.exc_info())
# ---
# exit
import sys
for args in ((), (None,), (0,), (3,), ("text",), ((1, 2),), ((),)):
    try: sys.exit(*args)
    except SystemExit as e: print(repr(e), e.code, e.args)
try:
    try: sys.exit(1)
    except Exception: print("no")
    finally: print("finally")
except BaseException as e: print(type(e), e.code)
# ---
# exit raises
from sys import exit, argv, stdout
print(type(argv), argv is not None, file=stdout); exit("done")
# ---
# the class of what a module holds stays
import io
class S(io.StringIO): pass
s = io.StringIO()
try: s.__class__ = S
except TypeError as e: print(e)
class A: pass
class B(A): pass
a = A(); a.__class__ = B; print(type(a) is B)
# ---
# the streams of sys are those that the program has put there
import contextlib
import io
import sys
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("a")
    print("b", file=sys.stdout)
    sys.stdout.write("c\n")
err = io.StringIO()
with contextlib.redirect_stderr(err):
    print("d", file=sys.stderr)
    sys.stderr.write("e\n")
print(repr(out.getvalue()), repr(err.getvalue()))
before = sys.stdout
sys.stdout = captured = io.StringIO()
print("f")
sys.stdout.write("g")
print("h", file=before)
sys.stdout = before
print(repr(captured.getvalue()), sys.stdout is before)
class Tee:
    def __init__(self, *streams): self.streams = streams
    def write(self, text):
        for stream in self.streams: stream.write(text)
    def flush(self): pass
log = io.StringIO()
sys.stdout = Tee(before, log)
print("both", 1)
sys.stdout = before
print(repr(log.getvalue()))
