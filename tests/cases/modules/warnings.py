# recording
import warnings
def old(): warnings.warn("old is old", DeprecationWarning, stacklevel=2)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    print(len(w), warnings.warn("one")); old(); old(); warnings.warn(RuntimeWarning("three")); warnings.warn("four", stacklevel=1); warnings.warn(5)
    warnings.warn(message="kw", category=FutureWarning, stacklevel=50)
for m in w: print(m, m.message, repr(m.message), m.category, m.filename, m.lineno, m.line, m.file, m.source, isinstance(m, warnings.WarningMessage))
print(len(w))
with warnings.catch_warnings(record=True, action="always") as w: warnings.warn("a"); warnings.warn("a")
print([str(m.message) for m in w])
# ---
# actions
import warnings
def run(action, **k):
    with warnings.catch_warnings(record=True) as w:
        warnings.resetwarnings(); warnings.simplefilter(action, **k)
        for i in range(2):
            try: warnings.warn("same"); warnings.warn("same"); warnings.warn(f"no {i}", DeprecationWarning)
            except Warning as e: print("raised", repr(e))
        return [(str(m.message), m.category.__name__) for m in w]
for a in ("error", "ignore", "always", "default", "module", "once"): print(a, run(a))
print(run("error", category=DeprecationWarning)); print(run("ignore", category=UserWarning)); print(run("ignore", lineno=6)); print(run("ignore", append=True))
with warnings.catch_warnings(record=True) as w:
    warnings.resetwarnings(); warnings.warn("d"); warnings.warn("e"); print(len(w))
    for i in range(3): warnings.warn("loop")
    print(len(w)); warnings.simplefilter("ignore"); warnings.warn("x"); print(len(w)); warnings.simplefilter("always", UserWarning); warnings.warn("x"); warnings.simplefilter("ignore", append=True); warnings.warn("y"); print(len(w))
# ---
# filters by text
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.filterwarnings("ignore", message="SKIP.*me"); warnings.filterwarnings("error", "bad", category=RuntimeWarning); warnings.filterwarnings("ignore", module="elsewhere"); warnings.filterwarnings("ignore", "mod", module="__main")
    warnings.warn("skip it, me"); warnings.warn("please skip me"); warnings.warn("bad"); warnings.warn("mod x")
    try: warnings.warn("bad thing", RuntimeWarning)
    except RuntimeWarning as e: print(e)
print([str(m.message) for m in w])
for f, a in ((warnings.simplefilter, ("nope",)), (warnings.simplefilter, ("error", UserWarning, -1)), (warnings.filterwarnings, ("nope",)), (warnings.filterwarnings, ("error", 5)), (warnings.filterwarnings, ("error", "m", 5)), (warnings.filterwarnings, ("error", "m", int)), (warnings.filterwarnings, ("error", "m", UserWarning, 5)), (warnings.filterwarnings, ("error", "m", UserWarning, "", -1)), (warnings.warn, ("x", 5)), (warnings.warn, ("x", int)), (warnings.warn, ("x", UserWarning, "a"))):
    try: print(f(*a))
    except (AssertionError, TypeError, ValueError) as e: print(type(e).__name__, e)
# ---
# scopes, explicit warnings, text
import warnings, io
class Own(UserWarning): pass
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("own", Own)
    except UserWarning as e: print(repr(e))
with warnings.catch_warnings(record=True) as outer:
    warnings.simplefilter("always")
    with warnings.catch_warnings(): warnings.simplefilter("ignore"); warnings.warn("hidden")
    with warnings.catch_warnings(record=True) as inner: warnings.warn("in")
    with warnings.catch_warnings(): warnings.warn("through")
    warnings.warn("out")
    warnings.warn_explicit("ex", UserWarning, "f.py", 7); warnings.warn_explicit(Own("ex2"), None, "f.py", 8, module="m", registry={})
print([str(m.message) for m in inner], [(str(m.message), m.filename, m.lineno) for m in outer])
c = warnings.catch_warnings(record=True); print(c, warnings.catch_warnings())
try: c.__exit__(None, None, None)
except RuntimeError as e: print(e)
with c:
    try: c.__enter__()
    except RuntimeError as e: print(e)
print(repr(warnings.formatwarning("m", UserWarning, "f.py", 3)), repr(warnings.formatwarning("m", UserWarning, "f.py", 3, "  line ")))
f = io.StringIO(); warnings.showwarning("m", Own, "f.py", 3, f); print(repr(f.getvalue())); m = warnings.WarningMessage("t", Own, "f.py", 3); print(m, m.source)
