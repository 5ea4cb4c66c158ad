# abs all any
print(abs(-5), abs(-2.5), abs(3 + 4j), abs(True), all([]), all([1, 0]), any([]), any([0, "x"]), all(x > 0 for x in [1, 2]))
# ---
# ascii bin bool bytes callable chr
print(ascii("é\n"), bin(5), bool([]), bytes(2), callable(print), callable(int), callable(lambda: 0), callable(3), chr(8364), ascii([1, "ü"]))
# ---
# dir vars on instances
class A:
    z = 1
    def __init__(self): self.a = 2
a = A()
print([n for n in dir(a) if not n.startswith("__")], vars(a))
vars(a)["b"] = 3
print(a.b)
def f(x):
    y = 1
    return sorted(dir()) if False else None
try: vars(5)
except TypeError as e: print(e)
# ---
# divmod enumerate
print(divmod(17, 5), divmod(-17, 5), divmod(5.5, 2), list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], start=1)), next(enumerate("x")))
for g in [lambda: enumerate(5), lambda: enumerate(), lambda: divmod(1), lambda: enumerate("a", "b")]:
    try: g()
    except TypeError as e: print(e)
# ---
# filter map zip
print(list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(None, [0, 1, "", "a"])), list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(zip([1, 2], "ab", (True, False))), list(zip()), list(zip([1, 2, 3], "a")), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])))
print(list(zip([1], [2], strict=True)))
for f in [lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip([1], [1, 2], strict=True)), lambda: map(len), lambda: list(map(5, [1])), lambda: zip(5), lambda: filter(None), lambda: list(map(lambda x: x, 5)), lambda: list(filter(lambda: 1, [1])), lambda: list(map(lambda a: a, [1], [2]))]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# map is lazy
def f(x):
    print("f", x)
    return x
m = map(f, [1, 2, 3])
print("made", next(m))
for v in filter(f, [0, 1]): print("v", v)
z = zip(map(f, "ab"), map(f, "cd"))
print(next(z), type(m).__name__, type(z).__name__, iter(m) is m, list(m))
# ---
# getattr hasattr setattr delattr
class A: x = 1
a = A()
setattr(a, "y", 2)
print(getattr(a, "x"), getattr(a, "y"), getattr(a, "z", None), hasattr(a, "y"), hasattr(a, "q"), getattr("abc", "upper")(), getattr([], "append").__name__)
delattr(a, "y")
for f in [lambda: getattr(a, "y"), lambda: delattr(a, "y"), lambda: getattr(a, 5), lambda: hasattr(a, 5), lambda: setattr(5, "x", 1), lambda: getattr(a), lambda: setattr(a, "x"), lambda: setattr("s", "upper", 1), lambda: delattr([], "append")]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# hash id
print(hash(1) == hash(1.0), hash("a") == hash("a"), hash((1, 2)) == hash((1, 2)), hash(True), hash(0), hash(-1), hash(None) == hash(None), id([]) is not None, (a := []) is a and id(a) == id(a), hash(frozenset([1])) == hash(frozenset([1])))
# ---
# hex oct int isinstance issubclass
print(hex(255), oct(8), int("7"), isinstance(5, int), issubclass(bool, int), isinstance("a", (int, str)), issubclass(int, (str, object)))
# ---
# iter next
it = iter([1, 2])
print(next(it), next(it), next(it, "end"))
try: next(it)
except StopIteration as e: print(repr(e))
n = 0
def tick():
    global n
    n += 1
    return n
print(list(iter(tick, 4)), n)
for f in [lambda: next(5), lambda: iter(5), lambda: iter(5, 1), lambda: next([1]), lambda: next(), lambda: iter()]:
    try: f()
    except TypeError as e: print(e)
# ---
# len max min
print(len("abc"), len({}), len(range(5)), max(1, 2), max([3, 4]), min("ab", "aa"), max("abc"), max([1, 2], key=lambda x: -x), min([], default=0), max(1, 2, 3, key=lambda v: v % 3))
for f in [lambda: len(5), lambda: len(None), lambda: len(x for x in []), lambda: len(), lambda: len([], []), lambda: max([]), lambda: min(1), lambda: max(1, "a")]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# ord pow print
print(ord("a"), pow(2, 10), pow(2, 10, 1000), pow(2.0, 0.5), pow(-2, 3))
print(1, "a", None, [1], sep="-", end="!\n")
print()
print("", end="")
print("a", "b", sep="")
print(*[1, 2, 3], sep="\n")
print("x", flush=True)
print(sep="z")
print("no newline", end=" ")
print("é ü", {"k": (1,)}, 1.0, True, 1e10, sep=None, end=None)
for f in [lambda: print(1, sep=5), lambda: print(1, end=5), lambda: print(1, nope=1)]:
    try: f()
    except TypeError as e: print(e)
# ---
# range repr reversed round
print(list(range(3)), repr("a"), list(reversed([1, 2])), list(reversed("ab")), list(reversed(range(3))), list(reversed((1, 2))), list(reversed({"a": 1, "b": 2})), round(2.5), round(-1.55, 1), repr(None), repr(print)[:9], repr(len))
# ---
# slice sorted str sum
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), sorted([2, 1]), str(1.0), sum([1, 2], 10), sum([]), sum([[1], [2]], []), sum((0.1, 0.2)), slice(None) == slice(None, None), sum(range(5)), sum([True, True]))
for f in [lambda: sum(["a"]), lambda: sum([1], "a"), lambda: sum(5), lambda: sorted(5), lambda: sorted([1, "a"]), lambda: slice(), lambda: sum(["a"], ""), lambda: sorted([1], lambda x: x), lambda: sorted()]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# tuple type
print(tuple("ab"), type(5).__name__, type(type).__name__, type([]) == list, type(1) is int, str(type("a")), type(lambda: 1).__name__, type(x for x in []).__name__, type({}.keys()).__name__, type(range(1)), type(iter([])).__name__, type(None), type(print).__name__, type([].append).__name__, type(1j), type(map(str, [])), type(enumerate([])), type(reversed([])).__name__, type(iter("")).__name__, type(iter({})).__name__, type(iter(set())).__name__, type(iter(())).__name__, type(iter(range(0))).__name__, type(zip()), type(Exception()), type(ValueError), type(NotImplemented), type(slice(1)), type(bytearray()), type(property()), type(str.upper).__name__)
# ---
# reprs of builtins
print(int, str, list, object, type, ValueError, len, print, [].append is not None, Exception, range, dict, None, Ellipsis, NotImplemented, True, bytes, float, frozenset)
# ---
# memo of builtin types as values
conv = {"int": int, "float": float, "str": str, "list": list, "bool": bool, "tuple": tuple, "set": set}
print({k: f("5") if k != "set" else sorted(f("55")) for k, f in conv.items()}, [t.__name__ for t in conv.values()], list(map(int, "123")), sum(map(float, ["1.5", "2"])), [*map(len, ["a", "bb"])], sorted("bA", key=ord), max("abc", key=ord), int.__name__, (int, str)[0]("7"), isinstance(int, type))
# ---
# keyword arguments of builtins
print(sorted([3, 1], reverse=True), int("11", base=2), enumerate(["a"], start=1).__next__(), sum([1], start=5), max([1, 2], default=0), round(2.567, ndigits=1), str(object="x"), "a b".split(sep=" ", maxsplit=1), dict(a=1), print("z", end="\n", file=None), pow(base=2, exp=3), "a".encode(encoding="utf-8"), list(zip("a", "b", strict=False)), int(), sorted("ba", key=None), complex(real=1, imag=2), "x".join(["a"]), "a,b".rsplit(sep=","), "ab".replace("a", "z", 1), "{}".format(1), bytes("a", encoding="ascii"))
for f in [lambda: int(x="5"), lambda: len(obj=[]), lambda: list(iterable=[]), lambda: abs(x=1), lambda: sorted(iterable=[]), lambda: "a".upper(x=1), lambda: [].append(object=1), lambda: str(bad=1), lambda: float(x=1), lambda: range(stop=5), lambda: chr(i=5)]:
    try: print(f())
    except TypeError as e: print(e)
# ---
# input and open are not values of a guest
try: undefined_builtin_name()
except NameError as e: print(e)
print(__name__)
# ---
# locals free introspection
def f(a, b=2):
    c = 3
    return a + b + c
print(f.__name__, f.__defaults__, f.__code__.co_argcount if False else 2, [].__class__, "".__class__.__name__, (1).__class__ is int, type(f).__name__)
# ---
# what a builtin says of an argument of a class of the program has the name of that class
class Foo: pass
f = Foo()
import math
for wrong in (
    lambda: "ab".center(f), lambda: [1].insert(f, 1), lambda: range(f), lambda: "a".join(f), lambda: "a".join([f]), lambda: chr(f),
    lambda: "a".split(f), lambda: "a".replace("a", f), lambda: "a".startswith(f), lambda: [1, 2][f], lambda: (1,)[f], lambda: "a"[f],
    lambda: "a" * f, lambda: str(b"a", f), lambda: "a".encode(f), lambda: "a".zfill(f), lambda: (1).to_bytes(f, "big"), lambda: bin(f),
    lambda: math.floor(f), lambda: math.sqrt(f), lambda: math.gcd(f, 1), lambda: [1, 2].pop(f), lambda: f in "a", lambda: bytes(f),
):
    try: print(wrong())
    except TypeError as e: print(e)
try: [1][f] = 2
except TypeError as e: print(e)
# ---
# print flushes the file when it is asked to
class File:
    def __init__(self): self.text, self.flushed = "", 0
    def write(self, text): self.text += text
    def flush(self): self.flushed += 1
file = File()
print("a", file=file, flush=True)
print("b", file=file)
print(File, [file.__class__ is File], file=file, flush=1)
print(repr(file.text), file.flushed)
# ---
# a property without a setter says where its class is
def make():
    class Inner:
        @property
        def x(self): return 1
        write_only = property(None, lambda self, value: None)
    return Inner()
inner = make()
try: inner.x = 5
except AttributeError as e: print(e)
try: del inner.x
except AttributeError as e: print(e)
try: inner.write_only
except AttributeError as e: print(e)
