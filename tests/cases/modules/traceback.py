# the last line
import traceback, json
class Own(Exception): pass
class Quiet(Exception):
    def __str__(self): return ""
class Bad(Exception):
    def __str__(self): raise ValueError
def only(*a): print(traceback.format_exception_only(*a))
only(ValueError("v")); only(ValueError, ValueError("w")); only(ValueError()); only(Own("a", 1)); only(Quiet()); only(Bad()); only(KeyError("k")); only(None); only(None, None); only(ValueError("two\nlines"))
class Outer:
    class Inner(Exception): pass
only(Outer.Inner("i"))
e = ValueError("noted"); e.add_note("first\nsecond"); e.add_note("third"); only(e)
e = ValueError("odd"); e.__notes__ = 5; only(e)
e = ValueError("odd"); e.__notes__ = ["a", 5]; only(e)
try: json.loads("{")
except ValueError as e: only(e)
only(ExceptionGroup("g", [ValueError(1), TypeError(2)]))
print(len(traceback.format_exception_only(ValueError("last"))))
# ---
# without a traceback
import traceback, io
print(traceback.format_exception(ValueError("v")), traceback.format_exc(), traceback.format_exception(None), traceback.format_tb(None), traceback.extract_tb(None))
f = io.StringIO(); traceback.print_exception(ValueError("p"), file=f); traceback.print_exc(file=f); traceback.print_tb(None, file=f); print(repr(f.getvalue()), traceback.print_exc())
for args in ((ValueError("a"), None), (5,), (ValueError,)):
    try: print(traceback.format_exception(*args))
    except Exception as e: print(type(e).__name__, e)
a = ValueError("a"); a.__cause__ = TypeError("cause"); a.__cause__.__context__ = OSError("deep"); print("".join(traceback.format_exception(a)), traceback.format_exception(a, chain=False), traceback.format_exception(a))
a.__context__ = KeyError("c"); a.__cause__ = None; a.__suppress_context__ = False; print("".join(traceback.format_exception(a)))
a.__context__.__context__ = a; print("".join(traceback.format_exception(a)))
a.__suppress_context__ = True; print(traceback.format_exception(type(a), a, None), traceback.format_exception(None, None, None))
# ---
# with a traceback
import traceback, io
def text_only(lines): return [l for l in "".join(lines).splitlines() if not l.startswith("    ")]
def inner(x): return 1 / x
def outer(x):
    y = inner(x)
    return y
try: outer(0)
except ZeroDivisionError as e:
    print("\n".join(text_only(traceback.format_exc())))
    print(text_only(traceback.format_exception(e)) == text_only(traceback.format_exc()) == text_only(traceback.format_exception(type(e), e, e.__traceback__)))
    print(text_only(traceback.format_tb(e.__traceback__)), len(traceback.format_tb(e.__traceback__)), text_only(traceback.format_tb(e.__traceback__, 1)), text_only(traceback.format_tb(e.__traceback__, -1)), text_only(traceback.format_tb(e.__traceback__, limit=2)), text_only(traceback.format_exc(limit=1)))
    s = traceback.extract_tb(e.__traceback__); print(len(s), [(x.filename, x.lineno, x.name) for x in s], repr(s[-1]), s, s[0][:3], len(s[0]), s[0].end_lineno, s[0] == s[0], s[0] == tuple(s[0]), isinstance(s, list), s[0].locals)
    f = io.StringIO(); traceback.print_exc(file=f); traceback.print_exception(e, file=f); traceback.print_exception(type(e), e, e.__traceback__, file=f, limit=1); traceback.print_tb(e.__traceback__, file=f); print(text_only(f.getvalue()))
    traceback.clear_frames(e.__traceback__)
try:
    try: {}["k"]
    except KeyError as k: raise ValueError("bad") from k
except ValueError: print("\n".join(text_only(traceback.format_exc()))); print(text_only(traceback.format_exc(chain=False)))
try:
    try: {}["k"]
    except KeyError as k: raise ValueError("bad")
except ValueError: print("\n".join(text_only(traceback.format_exc())))
try:
    try: {}["k"]
    except KeyError as k: raise ValueError("bad") from None
except ValueError: print("\n".join(text_only(traceback.format_exc())))
def r(n): return 1 / 0 if n == 0 else r(n - 1)
try: r(10)
except ZeroDivisionError: print("\n".join(text_only(traceback.format_exc())))
# ---
# lists and summaries
import traceback, io
print(traceback.format_list([("f.py", 3, "g", "x = 1"), ("f.py", 4, "h", None)]), traceback.format_list([]))
f = io.StringIO(); traceback.print_list([("f.py", 3, "g", "  x = 1  ")], file=f); print(repr(f.getvalue()))
s = traceback.StackSummary.from_list([("f.py", 3, "g", "x = 1")] * 6); print(s.format(), s)
x = traceback.FrameSummary("f.py", 3, "g", line=" a "); print(x, list(x), x.line, x == ("f.py", 3, "g", "a"), x == 5, x[0], x.lineno)
try: 1 / 0
except ZeroDivisionError as e: t = traceback.TracebackException.from_exception(e)
print(str(t), t.exc_type, len(t.stack), t.stack[0].lineno, list(t.format_exception_only()), "".join(t.format()).splitlines()[0], t.__cause__, t.__context__, t.__suppress_context__)
a = ValueError("a"); a.__cause__ = TypeError("b"); t = traceback.TracebackException(type(a), a, None); print(list(t.format()), list(t.format(chain=False)), str(t.__cause__)); f = io.StringIO(); t.print(file=f); print(f.getvalue())
# ---
# groups
import traceback
def text_only(lines): return "\n".join([l for l in "".join(lines).splitlines() if "1 / 0" not in l and "^" not in l and "raise" not in l])
def show(e): print("".join(traceback.format_exception(e)))
show(ExceptionGroup("g", [ValueError(1), TypeError("two\nlines")]))
show(ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [OSError(2), KeyError(3)]), TypeError(4)]))
show(ExceptionGroup("g", [ExceptionGroup("h", [OSError(2), ExceptionGroup("i", [KeyError(3)])])]))
show(ExceptionGroup("many", [ValueError(i) for i in range(18)])); show(ExceptionGroup("many", [ValueError(i) for i in range(16)]))
e = ExceptionGroup("noted", [ValueError(1)]); e.add_note("n"); e.exceptions[0].__cause__ = OSError("why"); show(e)
e = ValueError("after"); e.__context__ = ExceptionGroup("g", [ValueError(1)]); show(e)
deep = ValueError("bottom")
for i in range(14): deep = ExceptionGroup(str(i), [deep])
show(deep)
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise ExceptionGroup("raised", [z, ValueError("v")])
except ExceptionGroup as g: print(text_only(traceback.format_exc()))
