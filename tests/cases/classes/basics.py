# attributes and methods
class Dog:
    kind = "canine"
    tricks = []
    def __init__(self, name, age=1):
        self.name, self.age = name, age
    def speak(self, n=1): return "woof " * n + self.name
    def birthday(self):
        self.age += 1
        return self
    def __repr__(self): return f"Dog({self.name!r}, {self.age})"
a, b = Dog("rex"), Dog("fido", 3)
a.kind = "special"
a.tricks.append("sit")
print(a.speak(), b.speak(2), a.kind, b.kind, Dog.kind, b.tricks, a.birthday().birthday(), Dog.speak(b), [a, b], {"d": a})
print(a.__dict__, Dog.__name__, type(a) is Dog, isinstance(a, Dog), a.__class__.__name__, Dog.__module__, vars(b), hasattr(a, "age"), getattr(a, "zz", 0))
m = a.speak
print(m(), m.__self__ is a, m.__func__ is Dog.speak, m.__name__, a.speak == a.speak, a.speak is a.speak)
# ---
# inheritance and super
class A:
    def __init__(self, x): self.x = x
    def hi(self): return f"A{self.x}"
    def who(self): return self.hi()
class B(A):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y
    def hi(self): return "B" + super().hi() + str(self.y)
class C(B):
    def hi(self): return "C" + super(B, self).hi() + A.hi(self)
print(A(1).who(), B(1, 2).who(), C(3, 4).who(), issubclass(C, A), C.__mro__, C.__bases__, isinstance(C(1, 1), (int, A)), A.__subclasses__() == [B])
# ---
# diamond and C3
class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super().f()
class E(D): pass
print(D().f(), E().f(), [c.__name__ for c in E.__mro__], [c.__name__ for c in E.mro()])
try:
    class X(A, B): pass
except TypeError as e: print(e)
try:
    class Y(A, A): pass
except TypeError as e: print(e)
try:
    class W(bool): pass
except TypeError as e: print(e)
# ---
# mixins cooperating
class Base:
    def __init__(self, **kw):
        print("Base", kw)
class M1(Base):
    def __init__(self, a=0, **kw):
        print("M1", a); super().__init__(**kw)
class M2(Base):
    def __init__(self, b=0, **kw):
        print("M2", b); super().__init__(**kw)
class F(M1, M2):
    def __init__(self, **kw):
        print("F"); super().__init__(**kw)
f = F(a=1, b=2, c=3)
# ---
# properties
class T:
    def __init__(self, c): self._c = c
    @property
    def f(self):
        "Fahrenheit."
        return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @f.deleter
    def f(self): print("deleted"); self._c = 0
    @property
    def ro(self): return 1
    w = property(None, lambda self, v: print("set", v))
t = T(100)
print(t.f, T.f.__doc__)
t.f = 32
print(t._c)
del t.f
t.w = 5
for f in [lambda: setattr(t, "ro", 2), lambda: delattr(t, "ro"), lambda: t.w, lambda: delattr(t, "w")]:
    try: f()
    except AttributeError as e: print(e)
t.f += 10
print(t.f)
class U(T):
    @property
    def f(self): return super().f + 1
    @T.ro.getter
    def ro(self): return 2
print(U(0).f, U(0).ro)
# ---
# class and static methods
class P:
    count = 0
    @classmethod
    def make(cls, *a):
        cls.count += 1
        return cls(), a
    @staticmethod
    def add(a, b): return a + b
    @classmethod
    def name(cls): return cls.__name__
class Q(P): pass
print(P.make(1)[1], Q.make()[0].__class__.__name__, P.count, Q.count, P.add(1, 2), Q().add(3, 4), Q.name(), Q().name(), P.__dict__["add"].__class__.__name__)
# ---
# nested classes and class attributes
class Outer:
    x = 1
    class Inner:
        y = 2
        def m(self): return Outer.x + self.y
    def make(self): return self.Inner()
print(Outer().make().m(), Outer.Inner.__qualname__, Outer.Inner.__name__, repr(Outer.Inner))
# ---
# class body executes
class K:
    for i in range(3):
        exec_ = i
    if True:
        flag = "yes"
    def f(self): return self.flag
    try: 1 / 0
    except ZeroDivisionError: err = "caught"
    total = sum(x for x in range(4))
    lst = [i * 2 for i in range(2)]
    g = lambda self: self.total
    del i
print(K.exec_, K().f(), K.err, K.total, K.lst, K().g(), hasattr(K, "i"), K.__doc__)
# ---
# doc and dict
class D:
    """The doc."""
    a = 1
    def f(self): "fdoc"
print(D.__doc__, D.f.__doc__, sorted(k for k in D.__dict__ if not k.startswith("__")), "a" in vars(D), D().__doc__)
D.b = 2
print(D().b, D.__dict__["b"])
del D.b
print(hasattr(D, "b"))
try: del D.b
except AttributeError as e: print(e)
# ---
# monkeypatching
class A: pass
A.hello = lambda self: f"hello {self.n}"
a = A()
a.n = 3
print(a.hello())
a.hello = lambda: "instance"
print(a.hello())
del a.hello
print(a.hello())
# ---
# private names
class A:
    __secret = 1
    def __init__(self): self.__v = 2
    def get(self): return self.__v + self.__secret
    def __hidden(self): return "h"
    def call(self): return self.__hidden()
class B(A):
    def __init__(self):
        super().__init__()
        self.__v = 99
a, b = A(), B()
print(a.get(), b.get(), a.__dict__, sorted(b.__dict__), a._A__v, a.call())
try: a.__v
except AttributeError as e: print(e)
# ---
# super corner cases
class A:
    @classmethod
    def c(cls): return "A.c " + cls.__name__
    @property
    def p(self): return "A.p"
    @staticmethod
    def s(): return "A.s"
class B(A):
    @classmethod
    def c(cls): return "B+" + super().c()
    @property
    def p(self): return "B+" + super().p
    def s(self): return "B+" + super().s()
    def lazy(self): return [super(B, self).p for _ in range(1)]
    def inner(self):
        def f(): return super(B, self).p
        return f()
    def cls(self): return __class__.__name__
class C(B): pass
print(B.c(), C.c(), B().p, B().s(), C().lazy(), C().inner(), C().cls())
try: super().x
except RuntimeError as e: print(e)
class D(A):
    def bad(self): return super().nothing
try: D().bad()
except AttributeError as e: print(e)
# ---
# slots
class S:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
s = S(1)
print(s.x, hasattr(s, "y"), S.__slots__, hasattr(s, "__dict__"))
try: s.z = 1
except AttributeError as e: print(e)
try: s.y
except AttributeError as e: print(e)
s.y = 5
del s.y
class T(S): pass
t = T(2)
t.z = 3
print(t.__dict__, t.x)
# ---
# init return and new
class A:
    def __init__(self): return 5
try: A()
except TypeError as e: print(e)
class N:
    made = 0
    def __new__(cls, *a):
        N.made += 1
        print("new", a)
        return super().__new__(cls)
    def __init__(self, *a): print("init", a)
N(1, 2)
class Single:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Single() is Single(), N.made)
class Other:
    def __new__(cls): return "not an instance"
    def __init__(self): print("never")
print(Other())
# ---
# type function
class A: pass
print(type(1), type(A), type(A()), type(None), type([]), type("x") is str, type(len), type(lambda: 0), type(print) == type(len), type(type), type(...), type(NotImplemented))
P = type("P", (A,), {"x": 1, "f": lambda self: self.x})
print(P().f(), P.__name__, P.__bases__, isinstance(P(), A))
# ---
# abstract classes
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f"{self.name}: {self.area()}"
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
    name = "square"
class Half(Shape):
    def area(self): return 1
print(Sq(3).describe())
for c in (Shape, Half):
    try: c()
    except TypeError as e: print(e)
# ---
# decorators on classes
def register(cls):
    registry[cls.__name__] = cls
    cls.tag = "r"
    return cls
registry = {}
@register
class A: pass
def add_repr(fmt):
    def deco(cls):
        cls.__repr__ = lambda self: fmt.format(**self.__dict__)
        return cls
    return deco
@add_repr("<{x}>")
class B:
    def __init__(self): self.x = 1
print(registry, A.tag, B())
# ---
# isinstance and issubclass
class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(1, (str, (float, int))), isinstance(True, int), issubclass(bool, int), issubclass(B, (int, A)), isinstance(None, type(None)), isinstance(1, int | str), isinstance(A, type), isinstance([], object), issubclass(A, object))
for f in [lambda: isinstance(1, 5), lambda: issubclass(5, A), lambda: issubclass(A, 5), lambda: isinstance(1, [int])]:
    try: f()
    except TypeError as e: print(e)
# ---
# another class after attributes were read
class A:
    def __init__(self): self.x = 1
class B(A):
    def who(self): return "B", self.x
a = A(); a.x = a.x + 1; print(a.x)
a.__class__ = B; print(type(a) is B, a.who(), a.__dict__)
a.__dict__ = {"x": 5}; print(a.x, a.who())
a.__dict__["y"] = 6; print(a.y)
a.__doc__ = "mine"; print(a.__doc__, A.__doc__)
# ---
# names that look like those of the interpreter's own hooks mean nothing to it
class A:
    def _limen_call_class(cls, *args): return "hooked"
    _limen_meta = 3
    _limen_x = _limen_meta + 1
    del _limen_x
print(type(A()).__name__, A()._limen_meta, A._limen_meta, hasattr(A, "_limen_x"))
B = type("B", (), {"_limen_call_class": lambda c: "hooked", "_limen_y": 1})
print(type(B()).__name__, B._limen_y, B()._limen_call_class())
class C: pass
C._limen_contains_class = lambda c, x: True
setattr(C, "_limen_repr_class", lambda c: "hooked")
try: print(3 in C)
except TypeError as e: print(e)
print(C.__name__, getattr(C, "_limen_repr_class")(C))
