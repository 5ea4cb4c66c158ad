# literals and captures
def f(x):
    match x:
        case 0: return "zero"
        case 1 | 2 | 3: return "small"
        case -1: return "minus"
        case 1.5: return "float"
        case "hi": return "str"
        case b"b": return "bytes"
        case None: return "none"
        case True: return "true"
        case 2 + 3j: return "complex"
        case other: return f"other {other!r}"
print([f(v) for v in [0, 2, -1, 1.5, "hi", b"b", None, True, 2 + 3j, 99, [], False]])
# ---
# sequences
def f(x):
    match x:
        case []: return "empty"
        case [a]: return f"one {a}"
        case [1, b]: return f"1 then {b}"
        case [a, b]: return f"two {a} {b}"
        case [a, *rest, z] if a == z: return f"ends {a} {rest}"
        case (a, _, *_): return f"many {a}"
        case _: return "no"
print([f(v) for v in [[], [1], (1, 2), [3, 4], [1, 2, 3, 1], range(5), "abc", b"ab", {1, 2}, {}, iter([1])]])
# ---
# mappings
def f(x):
    match x:
        case {"type": "circle", "r": r}: return 3 * r * r
        case {"type": "rect", "w": w, "h": h, **rest}: return (w * h, rest)
        case {1: _, "k": None}: return "odd"
        case {}: return "any dict"
        case _: return "none"
print(f({"type": "circle", "r": 2}), f({"type": "rect", "w": 2, "h": 3, "c": 1}), f({1: 2, "k": None}), f({}), f({"a": 1}), f([]))
# ---
# classes
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): pass
def f(v):
    match v:
        case P(0, 0): return "origin"
        case P(x=0, y=y): return f"y axis {y}"
        case Q(a, b): return f"Q {a} {b}"
        case P(x, y) if x == y: return f"diag {x}"
        case P(): return "point"
        case int(n) if n > 5: return f"int {n}"
        case str() | bytes(): return "text"
        case float(): return "float"
        case list([a, b]): return f"list {a} {b}"
        case dict(d): return f"dict {d}"
        case bool(): return "unreached"
        case _: return "?"
print([f(v) for v in [P(0, 0), P(0, 3), Q(1, 2), P(4, 4), P(1, 2), 9, 3, "s", b"", 1.5, [1, 2], [1], {"a": 1}, True]])
# ---
# class pattern errors
class A: pass
class B:
    __match_args__ = ("x",)
class C:
    __match_args__ = ["x"]
class D:
    __match_args__ = (1,)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def f1():
    match A():
        case A(1): return 1
def f2():
    match B():
        case B(1, 2): return 1
def f3():
    match C():
        case C(1): return 1
def f4():
    match D():
        case D(1): return 1
def f5():
    match 5:
        case int(1, 2): return 1
def f6():
    x = 5
    match 5:
        case x(): return 1
def f7():
    match B():
        case B(1, x=1): return 1
for f in (f1, f2, f3, f4, f5, f6, f7): t(f)
# ---
# missing attribute is no match
class B:
    __match_args__ = ("x",)
match B():
    case B(x): print("no")
    case B(): print("yes")
# ---
# as patterns and nesting
match [("go", "north"), {"k": [1, {"z": 5}]}]:
    case [("go", ("north" | "south") as way) as cmd, {"k": [int() as n, {"z": z}]} as d]:
        print(way, cmd, n, z, d)
# ---
# value patterns
class Color:
    RED = 1
    GREEN = "g"
import math
for v in [1, "g", math.pi, 5]:
    match v:
        case Color.RED: print("red")
        case Color.GREEN: print("green")
        case math.pi: print("pi")
        case _: print("none")
# ---
# captures stay bound and guards run in order
def g(x):
    print("guard", x)
    return False
match (1, 2):
    case (a, b) if g(a): pass
    case (a, 3): pass
    case (b, a): print(a, b)
print(a, b)
# ---
# dataclass and enum patterns
from dataclasses import dataclass
from enum import Enum
@dataclass
class Pt:
    x: int
    y: int = 0
class Op(Enum):
    ADD = 1
    SUB = 2
def f(v):
    match v:
        case Pt(1, y=q): return ("one", q)
        case Pt(x): return ("pt", x)
        case (Op.ADD, a, b): return a + b
        case (Op.SUB, a, b): return a - b
print(f(Pt(1, 2)), f(Pt(5)), f((Op.ADD, 3, 4)), f((Op.SUB, 3, 4)), f(0))
# ---
# expression evaluator
def ev(e):
    match e:
        case int() | float(): return e
        case ("+", a, b): return ev(a) + ev(b)
        case ("*", a, b): return ev(a) * ev(b)
        case ("neg", a): return -ev(a)
        case ("if", c, t, f): return ev(t) if ev(c) else ev(f)
        case str(name): return {"x": 10}[name]
        case [op, *_]: raise ValueError(f"unknown op {op!r}")
print(ev(("+", 1, ("*", 2, "x"))), ev(("neg", ("if", 0, 1, 2.5))))
try: ev(("sqrt", 4))
except ValueError as e: print(e)
# ---
# user mapping and sequence protocols
from collections.abc import Sequence, Mapping
class S(Sequence):
    def __len__(self): return 2
    def __getitem__(self, i):
        if i > 1: raise IndexError
        return i * 10
class M(Mapping):
    def __len__(self): return 1
    def __iter__(self): return iter(["k"])
    def __getitem__(self, k): return {"k": 7}[k]
for v in [S(), M()]:
    match v:
        case [a, b]: print("seq", a, b)
        case {"k": x}: print("map", x)
from collections import deque, OrderedDict, defaultdict
for v in [deque([1, 2]), OrderedDict(a=1), defaultdict(int)]:
    match v:
        case [a, b]: print(a, b)
        case {"a": x}: print(x)
        case {"zz": _}: print("never")
        case {}: print("empty", len(v))
