# try except else finally order
def f(x):
    try:
        print("try")
        r = 10 // x
    except ZeroDivisionError as e:
        print("except", e)
        return "E"
    except (TypeError, ValueError) as e:
        print("types", e)
    else:
        print("else")
        return r
    finally:
        print("finally")
    return "end"
print(f(2), f(0), f("a"))
# ---
# finally overrides
def a():
    try: return 1
    finally: return 2
def b():
    try: raise ValueError
    finally: return "swallowed"
def c():
    for i in range(3):
        try: continue
        finally: print("f", i)
    for i in range(3):
        try: break
        finally: print("b", i)
    while True:
        try: 1 / 0
        except ZeroDivisionError: break
        finally: print("w")
    return "done"
def d():
    for i in range(3):
        try: raise ValueError(i)
        finally:
            if i < 2: continue
            break
    return i
def e():
    x = 1
    try: return x
    finally: x = 2
print(a(), b(), c(), d(), e())
# ---
# nested try
def f():
    try:
        try: raise KeyError("k")
        except ValueError: print("no")
        finally: print("inner finally")
    except KeyError as e: print("outer", e)
    try:
        try: 1 / 0
        except ZeroDivisionError: raise ValueError("from handler")
        finally: print("fin")
    except ValueError as e: print(e, repr(e.__context__), e.__cause__, e.__suppress_context__)
f()
# ---
# chaining
try:
    try: {}["a"]
    except KeyError as e: raise ValueError("bad") from e
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: {}["a"]
    except KeyError: raise ValueError("bad") from None
except ValueError as e: print(e.__cause__, repr(e.__context__), e.__suppress_context__)
try: raise ValueError from TypeError("x")
except ValueError as e: print(repr(e), repr(e.__cause__))
try: raise ValueError("v") from KeyError
except ValueError as e: print(repr(e.__cause__))
try: raise ValueError("v") from 5
except TypeError as e: print(e)
# ---
# raise forms
for make in [lambda: ValueError, lambda: ValueError("m"), lambda: ValueError("a", 1), lambda: 5, lambda: "s", lambda: int, lambda: None]:
    try: raise make()
    except BaseException as e: print(type(e).__name__, e, e.args)
try: raise
except RuntimeError as e: print(e)
# ---
# bare raise
def f():
    try:
        try: 1 / 0
        except ZeroDivisionError:
            print("again")
            raise
    except ArithmeticError as e: return type(e).__name__, str(e)
print(f())
def g():
    try: raise ValueError("orig")
    except ValueError:
        try: raise KeyError("inner")
        except KeyError: pass
        raise
try: g()
except ValueError as e: print(e, e.__context__)
def helper(): raise
try:
    try: 1 / 0
    except ZeroDivisionError: helper()
except ZeroDivisionError as e: print("helper", e)
# ---
# custom hierarchy
class AppError(Exception):
    code = 1
class NotFound(AppError):
    code = 404
    def __init__(self, what, *, hint=None):
        super().__init__(f"{what} not found")
        self.what, self.hint = what, hint
class Odd(AppError):
    def __str__(self): return "odd!"
    def __repr__(self): return "<Odd>"
for ex in [AppError(), AppError("m"), NotFound("x", hint="h"), Odd("q"), AppError("a", "b")]:
    try: raise ex
    except NotFound as e: print("NF", e, e.what, e.hint, e.code, e.args)
    except AppError as e: print(type(e).__name__, e, repr(e), e.code, e.args)
print(issubclass(NotFound, Exception), isinstance(NotFound("y"), AppError), NotFound.__mro__[1].__name__, NotFound.__bases__)
# ---
# except expressions evaluated lazily
def cls(c):
    print("eval", c.__name__)
    return c
try: raise KeyError("x")
except cls(ValueError): pass
except (cls(TypeError), cls(LookupError)) as e: print("caught", e)
except cls(KeyError): pass
try:
    try: raise ValueError
    except 5: pass
except TypeError as e: print(e)
try:
    try: raise ValueError
    except (KeyError, "x"): pass
except TypeError as e: print(e)
# ---
# builtin hierarchy
for e in [ZeroDivisionError, OverflowError, FloatingPointError, IndexError, KeyError, UnicodeDecodeError, NotImplementedError, RecursionError, ModuleNotFoundError,
          FileNotFoundError, ConnectionResetError, TimeoutError, StopIteration, StopAsyncIteration, GeneratorExit, KeyboardInterrupt, SystemExit, UnboundLocalError, IndentationError, BrokenPipeError, DeprecationWarning, ExceptionGroup, EOFError, BufferError, IOError]:
    print(e.__name__, [c.__name__ for c in (ArithmeticError, LookupError, ValueError, RuntimeError, ImportError, OSError, ConnectionError, NameError, SyntaxError, UnicodeError, Exception, BaseException, object) if issubclass(e, c)])
# ---
# args and str
for e in [ValueError(), ValueError(1), ValueError("a", "b"), KeyError("k"), KeyError(), KeyError(1, 2), IndexError([1]), Exception(None), Exception(""), OSError(2, "No such file"), OSError(2, "No such", "f.txt"), StopIteration(5), SystemExit(3), UnicodeError("u"), AttributeError("z", name="n"), NameError("q")]:
    print(type(e).__name__, repr(str(e)), repr(e), e.args)
e = OSError(2, "No such file", "f")
print(e.errno, e.strerror, e.filename, type(e).__name__)
# ---
# notes
e = ValueError("x")
e.add_note("first")
e.add_note("second")
print(e.__notes__)
try: e.add_note(5)
except TypeError as t: print(t)
# ---
# exception attributes
try: {}.missing
except AttributeError as e: print(e.name, e.obj)
try: undefined
except NameError as e: print(e.name)
try: import nothing_here_at_all
except ImportError as e: print(type(e).__name__, e.name, e)
try: from math import nothing
except ImportError as e: print(type(e).__name__, e.name)
e = ValueError("a")
e.custom = 5
print(e.custom, e.__dict__, e.__traceback__, e.__cause__)
e.args = ("changed",)
print(e, e.with_traceback(None) is e)
# ---
# equality and hash
a = ValueError(1)
print(a == a, a == ValueError(1), len({a, a, ValueError(1)}), a in [a])
# ---
# exceptions in loops
out = []
for x in ["1", "a", None, "3", [], "0"]:
    try: out.append(10 // int(x))
    except ValueError as e: out.append(str(e))
    except ZeroDivisionError: out.append("inf")
    except TypeError as e: out.append(str(e))
print(*out, sep="\n")
# ---
# raises custom
class PaymentError(Exception):
    def __init__(self, amount):
        super().__init__(f"cannot pay {amount}")
raise PaymentError(12)
# ---
# raises KeyError message
{"a": 1}["b"]
# ---
# raises from finally
try: 1 / 0
finally: [][1]
# ---
# raises SystemExit
raise SystemExit("bye")
# ---
# raises with str override
class E(Exception):
    def __str__(self): return "custom " + self.args[0]
raise E("text")
# ---
# context through functions
def inner():
    try: raise KeyError("a")
    except KeyError: outer()
def outer(): raise ValueError("b")
try: inner()
except ValueError as e: print(repr(e.__context__))
def clean():
    try: raise KeyError("a")
    except KeyError: pass
    raise ValueError("c")
try: clean()
except ValueError as e: print(e.__context__)
# ---
# try in generator with handled exception state
def g():
    try: raise KeyError("in g")
    except KeyError:
        yield 1
        try: raise
        except KeyError as e: print("still", e)
    yield 2
it = g()
try: raise ValueError("main")
except ValueError:
    next(it)
    try: raise
    except ValueError as e: print("main still", e)
next(it)
# ---
# deep unwinding
def f(n):
    try:
        if n == 0: raise ValueError("bottom")
        f(n - 1)
    finally: log.append(n)
log = []
try: f(5)
except ValueError as e: print(e, log)
# ---
# suppress in except else flow
def f(v):
    try:
        if v == 1: raise ValueError
        if v == 2: return "ret"
    except ValueError: r = "exc"
    else: r = "else"
    finally: print("fin", v)
    return r
print([f(i) for i in range(3)])
# ---
# return value through nested finally
def f():
    try:
        try: return print("a") or "inner"
        finally: print("b")
    finally: print("c")
def g():
    while True:
        try:
            try: return 1
            finally: break
        finally: print("outer")
    return 2
print(f(), g())
# ---
# sys exc_info and traceback module
import sys, traceback
try: 1 / 0
except ZeroDivisionError as e:
    t, v, tb = sys.exc_info()
    print(t.__name__, v is e, tb is not None)
    print(traceback.format_exception_only(type(e), e))
    print(traceback.format_exc().splitlines()[0], traceback.format_exc().splitlines()[-1])
print(sys.exc_info())
# ---
# an expression at the end that is not reached, as it raises
print("before")
raise ValueError("stop")
1 + 1
