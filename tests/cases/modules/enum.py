# members
from enum import Enum, auto, unique

class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    def shout(self):
        return self.name.upper() + "!"

    @property
    def half(self):
        return self.value / 2

    @classmethod
    def first(cls):
        return next(iter(cls))

print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color(2), Color["GREEN"], Color.GREEN.shout(), Color.GREEN.half, Color.first())
print(list(Color.__members__.items()))
print(isinstance(Color.RED, Color), type(Color.RED) is Color, Color.RED in Color, Color.RED == 1, Color.RED != Color.GREEN)
print({Color.RED: "r"}[Color.CRIMSON], f"{Color.RED}", f"{Color.RED:>12}|", "%s" % Color.RED, Color)
for wrong in (lambda: Color(9), lambda: Color["BLUE"], lambda: Color.RED < Color.GREEN, lambda: Color.BLUE):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, str(error).replace("type object 'Color' has no attribute 'BLUE'", "BLUE"))
class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()
print([m.value for m in Auto], hash(Auto.A) == hash(Auto.A), bool(Auto.A))
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)
try:
    class More(Color):
        BLUE = 3
except TypeError as error:
    print(error)
# ---
# values with data
from enum import Enum

class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300E-11 * self.mass / (self.radius * self.radius)

print(Planet.EARTH.value, Planet.EARTH.mass, round(Planet.EARTH.gravity, 3), Planet((3.303e+23, 2.4397e6)))

class Coded(str, Enum):
    A = "a"
    B = "b"
print(Coded.A == "a", Coded.A, repr(Coded.B), f"{Coded.A}", Coded.A.upper(), Coded("b"), isinstance(Coded.A, str), "a" + Coded.B)

class Byname(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()
    from enum import auto
    X = auto()
    Y = auto()
print([m.value for m in Byname if m.name in "XY"])

class Handled(Enum):
    ONE = 1
    @classmethod
    def _missing_(cls, value):
        if value == "one":
            return cls.ONE
        return None
print(Handled("one"))
try:
    Handled("two")
except ValueError as error:
    print(error)

class New(Enum):
    LOW = (1, "low")
    HIGH = (2, "high")
    def __new__(cls, number, label):
        made = object.__new__(cls)
        made._value_ = number
        made.label = label
        return made
print(New(2), New.LOW.label, New.LOW.value)
# ---
# IntEnum and StrEnum
from enum import IntEnum, StrEnum, auto
import json

class Level(IntEnum):
    LOW = 1
    HIGH = 5
print(Level.LOW < Level.HIGH, Level.LOW + 1, sorted([Level.HIGH, Level.LOW]), Level.LOW, repr(Level.LOW), f"{Level.HIGH:03d}", int(Level.HIGH))
print(Level.LOW == 1, max(Level), Level(5), [10, 20][Level.LOW], json.dumps([Level.HIGH]), {1: "x"}[Level.LOW], isinstance(Level.LOW, int))
class Mode(StrEnum):
    FAST = auto()
    SLOW = "slowly"
print(Mode.FAST, repr(Mode.FAST), Mode.FAST == "fast", Mode("slowly"), f"{Mode.SLOW:>8}", Mode.FAST.upper(), json.dumps({Mode.FAST: Mode.SLOW}))
# ---
# Flag
from enum import Flag, IntFlag, auto

class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(Perm.R | Perm.X, repr(Perm.R | Perm.W), Perm.RW.value, Perm.R in Perm.RW, Perm.X in Perm.RW, bool(Perm.R & Perm.W), list(Perm.RW), list(Perm))
print(~Perm.R, Perm.RW ^ Perm.R, len(Perm.RW), Perm(5), Perm(0), repr(Perm(0)), Perm.R | Perm.W is Perm.RW)
try:
    Perm(8)
except ValueError as error:
    print(error)
class Bits(IntFlag):
    A = 1
    B = 2
print(Bits.A | Bits.B, repr(Bits.A | Bits.B), Bits.A | 4, Bits(3), Bits.A + 1, Bits.A & 1, list(Bits(3)))
# ---
# functional
from enum import Enum, IntEnum

Animal = Enum("Animal", "ANT BEE CAT")
print(list(Animal), Animal.BEE.value, Animal)
print(list(Enum("Shape", ["SQUARE", "CIRCLE"], start=0)), list(IntEnum("N", {"A": 3, "B": 4})), list(Enum("P", [("A", 1), ("B", 2)])))
# ---
# match and dict dispatch
from enum import Enum

class State(Enum):
    OPEN = "open"
    SHUT = "shut"

def tell(state):
    match state:
        case State.OPEN:
            return "it is open"
        case State.SHUT:
            return "it is shut"
print([tell(s) for s in State], State.OPEN.value, {s.name: s.value for s in State})
table = {State.OPEN: lambda: 1, State.SHUT: lambda: 2}
print([table[s]() for s in State])
# ---
# members stay
from enum import Enum, Flag, auto
class E(Enum): pass
class F(Flag): pass
class C(Enum):
    A = 1
class B(E):
    X = auto()
def attempt(f, *args):
    try: print(f(*args))
    except Exception as error: print(type(error).__name__, error)
attempt(E, 1); attempt(F, 0); attempt(setattr, C, "A", 3); attempt(delattr, C, "A"); attempt(setattr, C.A, "value", 3); attempt(setattr, C, "other", 4)
print(C.__members__, B.X, C.A.__class__, C.__members__["A"], C.other)
# ---
# a member's own __str__ is what format() without a specification gives; flags keep the order of their definition
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum
class Level(IntEnum):
    LOW = 1
    HIGH = 2
    def __str__(self): return self.name.lower()
class Tag(StrEnum):
    A = "a"
    def __str__(self): return "tag " + self.value
class Bits(IntFlag):
    R = 4
    W = 2
    X = 1
class Plain(Flag):
    B = 4
    A = 1
    AB = 5
    D = 2
print(f"{Level.LOW}", f"{Level.LOW:>3}", "{}".format(Level.HIGH), format(Level.LOW), "%s %d" % (Level.LOW, Level.LOW))
print(f"{Tag.A}", str(Tag.A), f"{Tag.A:>3}", Tag.A == "a")
print(list(Bits), Bits.R | Bits.X, repr(Bits.W | Bits.R), repr(Bits(7)), repr(~Bits.R), list(Bits(3)))
print(list(Plain), list(Plain.AB), repr(Plain(7)), repr(~Plain.A))
print(list(reversed(Level)), list(reversed(Plain)))
# ---
# what an enum class says of a member that it has not
from enum import Enum
class Color(Enum): RED = 1
for wrong in (lambda: Color.PURPLE, lambda: getattr(Color, "BLUE"), lambda: Color.RED.shade):
    try: wrong()
    except AttributeError as e: print(e, e.name)
print(getattr(Color, "GREEN", "none"), hasattr(Color, "RED"), hasattr(Color, "GREEN"))
