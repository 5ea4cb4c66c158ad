# groups
eg = ExceptionGroup("many", [ValueError("v"), TypeError("t"), ExceptionGroup("sub", [KeyError("k")])])
print(eg, repr(eg), eg.message, len(eg.exceptions), isinstance(eg, Exception))
print(repr(eg.subgroup(ValueError)), eg.subgroup(OSError), repr(eg.split(KeyError)), repr(eg.subgroup(lambda e: isinstance(e, TypeError))))
m, r = eg.split((ValueError, KeyError))
print(repr(m), repr(r), repr(eg.derive([IndexError()])))
# ---
# group errors
for a in [("m", []), ("m", 5), (5, [ValueError()]), ("m", [5]), ("m",), ("m", [KeyboardInterrupt()])]:
    try: print(repr(ExceptionGroup(*a)))
    except Exception as e: print(type(e).__name__, e)
print(repr(BaseExceptionGroup("b", [ValueError()])), repr(BaseExceptionGroup("b", [KeyboardInterrupt()])))
# ---
# except star
def f(e):
    try: raise e
    except* ValueError as g: print("V", repr(g))
    except* (TypeError, KeyError) as g: print("TK", repr(g))
    else: print("else")
    finally: print("fin")
f(ExceptionGroup("a", [ValueError(1), TypeError(2), ValueError(3)]))
f(ValueError("naked"))
try: f(ExceptionGroup("b", [OSError("o"), ValueError(1)]))
except ExceptionGroup as e: print("rest", repr(e))
try: f(IndexError("i"))
except IndexError as e: print(repr(e))
# ---
# except star no exception
try: pass
except* ValueError: print("no")
else: print("else")
# ---
# raise in except star
try:
    try: raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError("new")
except BaseException as e: print(repr(e))
try:
    try: raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
    except* ValueError as g: raise
except BaseException as e: print(repr(e))
try:
    try: raise ExceptionGroup("a", [ValueError(1)])
    except* ExceptionGroup: pass
except TypeError as e: print(e)
# ---
# nested groups in except star
eg = ExceptionGroup("o", [ExceptionGroup("i", [ValueError(1), KeyError(2)]), ValueError(3)])
try:
    try: raise eg
    except* ValueError as g: print(repr(g))
except ExceptionGroup as rest: print(repr(rest))
# ---
# raises group
raise ExceptionGroup("two problems", [ValueError("a"), KeyError("b")])
# ---
# subclass of group
class MyGroup(ExceptionGroup):
    def derive(self, excs): return MyGroup(self.message, excs)
g = MyGroup("m", [ValueError(1), TypeError(2)])
a, b = g.split(ValueError)
print(type(a).__name__, repr(a.exceptions), type(b).__name__)
# ---
# one new exception out of except* is raised as it is, several are a group
def run(group, *raising):
    try:
        try: raise group
        except* ValueError as e:
            print("values", repr(e))
            if "value" in raising: raise KeyError("from value") from e
        except* TypeError as e:
            print("types", repr(e))
            if "type" in raising: raise IndexError("from type")
    except BaseException as e: print(repr(e), repr(e.__cause__), repr(e.__context__))
def made(*more): return ExceptionGroup("g", [ValueError(1), TypeError(2), *more])
for raising in (), ("value",), ("type",), ("value", "type"):
    run(made(), *raising)
    run(made(OSError(3)), *raising)
    run(ValueError("alone"), *raising)
