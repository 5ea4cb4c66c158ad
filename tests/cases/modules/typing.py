# forms
from typing import (Any, List, Dict, Set, Tuple, Optional, Union, Callable, Iterable, Iterator, Sequence, Mapping, Literal, Final, ClassVar, Type, FrozenSet,
    Generator, Annotated, TypeVar, NoReturn, Deque, DefaultDict, Counter, AnyStr, Awaitable, Hashable, get_origin, get_args, TYPE_CHECKING, cast, Text, Self, Never)
import typing, typing as t
print(List, List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None], Union[int], Tuple[int, ...], Tuple[()], Callable[[int, str], bool], Callable[..., int], Callable)
print(Any, Literal["a", 1], ClassVar[int], Final[str], Type[int], Annotated[int, "meta"], Optional[List[Dict[str, Any]]], Union[int, Union[str, int]], Iterable[str], Optional["Node"])
print(List[int] | None, Optional[int] == Union[int, None], Union[int, str] == Union[str, int], hash(List[int]) == hash(List[int]), List[int] == List[str], t.Sequence[int], typing.Mapping[str, float])
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]), get_args(Optional[int]), get_origin(list[int]), get_args(list[int]), get_origin(int), get_args(int), get_args(Callable[[int], str]), get_args(Literal["x"]))
T = TypeVar("T"); K = TypeVar("K", bound=int); C = TypeVar("C", int, str, covariant=False)
print(T, K.__bound__, C.__constraints__, T.__name__, List[T], Dict[str, T][int], AnyStr)
print(TYPE_CHECKING, cast(int, "x"), cast("List[int]", [1]), Text, NoReturn, Self, Never)
print(isinstance([], List), isinstance({}, Dict), isinstance((), Sequence), isinstance(5, Hashable), issubclass(dict, Mapping), isinstance(1, Union[int, str]), isinstance("s", Optional[int]), isinstance(print, Callable))
for bad in (lambda: isinstance([], List[int]), lambda: List[int, str], lambda: Any(), lambda: isinstance(1, Any), lambda: Union[()]):
    try: bad(); print("no error")
    except TypeError as e: print("TypeError")
try: List()
except TypeError as e: print(e)
try: List[int]([1])
except TypeError as e: print(e)
def f(x: List[int], y: Optional[str] = None, *args: Any, **kw: "Dict[str, Any]") -> Union[int, None]: return x
print(f.__annotations__, f([1]))
x: List[int] = []
y: "Undefined[int]" = 1
class A:
    a: ClassVar[int] = 1
    b: Optional["A"] = None
print(A.__annotations__)
# ---
# generic classes
from typing import Generic, TypeVar, List, Optional, Iterator
T = TypeVar("T"); K = TypeVar("K"); V = TypeVar("V")
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: List[T] = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
    def __iter__(self) -> Iterator[T]: return iter(self.items)
s = Stack[int](); s.push(1); s.push(2); print(s.pop(), list(s), Stack[int], type(s).__name__, isinstance(s, Stack), [b.__name__ for b in Stack.__mro__])
class Pair(Generic[K, V]):
    def __init__(self, k: K, v: V): self.k, self.v = k, v
class Named(Pair[str, V]): pass
print(Named("a", 1).k, Pair[int, str](1, "x").v, issubclass(Named, Pair))
class Node(Generic[T]):
    def __init__(self, v: T, nxt: "Optional[Node[T]]" = None): self.v, self.nxt = v, nxt
print(Node(1, Node(2)).nxt.v)
try: Generic[int]
except TypeError as e: print(e)
class MyList(List[int]): pass
m = MyList([1, 2]); m.append(3); print(m, isinstance(m, list), len(m))
class D(dict[str, int]): pass
print(D(a=1))
# ---
# Protocol
from typing import Protocol, runtime_checkable
class Speaks(Protocol):
    def speak(self) -> str: ...
@runtime_checkable
class Sized2(Protocol):
    size: int
    def grow(self, n: int) -> None: ...
class Dog:
    def speak(self): return "woof"
class Box:
    size = 3
    def grow(self, n): self.size += n
def say(s: Speaks) -> str: return s.speak()
print(say(Dog()), isinstance(Box(), Sized2), isinstance(Dog(), Sized2), isinstance(3, Sized2))
class Cat(Speaks):
    def __init__(self, n): self.n = n
    def speak(self): return "meow" * self.n
print(say(Cat(2)), isinstance(Cat(1), Cat))
class Bare(Speaks): pass
print(Bare().speak())
for bad in (lambda: Speaks(), lambda: isinstance(Dog(), Speaks)):
    try: bad()
    except TypeError as e: print(e)
# ---
# NamedTuple
from typing import NamedTuple, List
class P(NamedTuple):
    "A point."
    x: int
    y: int = 0
    tags: tuple = ()
    def total(self): return self.x + self.y
    @property
    def double(self): return self.x * 2
    @classmethod
    def origin(cls): return cls(0)
p = P(1, 2)
print(p, p.total(), p.double, P.origin(), P(x=5), p._asdict(), P._fields, P._field_defaults, p == (1, 2, ()), isinstance(p, tuple), P.__annotations__, P.__doc__, P.__name__)
x, y, _ = p; print(x, y, p._replace(y=9), sorted([P(2), P(1)])[0].x)
Q = NamedTuple("Q", [("a", int), ("b", str)]); print(Q(1, "s"), Q._fields)
for bad in (lambda: P(), lambda: P(1, 2, 3, 4)):
    try: bad()
    except TypeError as e: print(e)
try:
    class Bad(NamedTuple):
        a: int = 1
        b: int
except TypeError as e: print(e)
class Sub(P):
    def more(self): return self.x * 100
print(Sub(2).more(), Sub(1))
match p:
    case P(x=1, y=b): print("match", b)
# ---
# TypedDict
from typing import TypedDict, Required, NotRequired, List
class Movie(TypedDict):
    name: str
    year: int
class Extra(Movie, total=False):
    rating: float
    must: Required[int]
m: Movie = {"name": "x", "year": 1}
print(Movie(name="a", year=2), type(Movie(name="a", year=2)).__name__, m["name"], sorted(Extra.__required_keys__), sorted(Extra.__optional_keys__), Movie.__total__, Extra.__total__, sorted(Movie.__annotations__), Extra(name="q"))
F = TypedDict("F", {"a": int, "b-c": str}); print(F(a=1), sorted(F.__annotations__))
try: isinstance(m, Movie)
except TypeError as e: print(e)
# ---
# functions
from typing import NewType, overload, final, get_type_hints, assert_never, no_type_check, Optional, List, SupportsInt, SupportsFloat, Literal, Annotated
UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__, UserId, UserId.__supertype__)
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
@final
class Z: pass
print(g(1), Z.__name__)
def h(a: int, b: "str", c: Annotated[int, "m"] = 1, *, d: Optional[int] = None) -> List[int]: ...
print(get_type_hints(h))
class B: x: int
class C(B): y: "str" = "s"
print(get_type_hints(C))
try: assert_never(5)
except AssertionError as e: print(e)
print(isinstance(5, SupportsInt), isinstance("s", SupportsFloat), isinstance(1.5, SupportsFloat))
Mode = Literal["r", "w"]
def op(m: Mode) -> None: print(m)
op("r")
# ---
# annotations that are equal, and what they hash to
from typing import Counter, DefaultDict, Deque, Literal, OrderedDict, Union, Annotated
print(list[int] == list[int], list[int] != list[str], {dict[str, int]: 1}[dict[str, int]], list[list[int]] == list[list[int]], list[int] in (list[str], list[int]))
print((int | str) == (str | int), {int | None: 1}[None | int], Union[int, str] == int | str, (int | str) == Union[str, int])
print(Literal[1, Literal[2, 1]], Literal[0] == Literal[False], Literal["a", "b"] == Literal["b", "a"], Annotated[Annotated[int, 1], 2])
print(Counter("aab"), DefaultDict(int), Deque([1]), OrderedDict(a=1), DefaultDict[str, int](list))
deep = list[int]
for _ in range(20): deep = list[deep]
print(deep == deep, len({deep: 1, list[deep]: 2}))
# ---
# get_type_hints evaluates annotations in texts
from __future__ import annotations
import typing
from typing import Annotated, Callable, Dict, List, Literal, NoReturn, Optional, get_type_hints
class Node:
    value: int
    next: Optional[Node] = None
    kids: list[Node]
    call: Callable[[int, Node], str]
    table: Dict[str, List["Node"]]
    def visit(self, a: int | None, *rest: str, **named: typing.Any) -> Node: ...
print(get_type_hints(Node))
print(get_type_hints(Node.visit))
def f(a: "Node", b: Literal["x", 1], c: Annotated[int, "m"], d: tuple[int, ...], e: None = None) -> NoReturn: ...
print(get_type_hints(f), get_type_hints(f, include_extras=True))
def g(a: Absent): ...
try: get_type_hints(g)
except NameError as e: print(e)
print(get_type_hints(g, {"Absent": int}), get_type_hints(g, None, {"Absent": str}))
def bad(a: "not an annotation("): ...
try: get_type_hints(bad)
except SyntaxError as e: print(type(e).__name__)
# ---
# Generic before a generic class
from typing import Generic, TypeVar, Protocol, Iterable
from collections.abc import Sized
T = TypeVar("T")
K = TypeVar("K")
class Tree(Generic[T]):
    def __init__(self, value: T): self.value = value
class SearchTree(Generic[T], Tree[T]): pass
class Named(Generic[K, T], Tree[T]):
    name = "n"
print(SearchTree(3).value, [c.__name__ for c in SearchTree.__mro__], [c.__name__ for c in Named.__mro__], Named[str, int]("a").value)
class Box(Generic[T], Iterable[T]):
    def __iter__(self): return iter([1])
print(list(Box()), Generic in Box.__mro__)
try:
    class Bad(Generic[T], Tree): pass
except TypeError as e: print(type(e).__name__)
# ---
# aliases with type variables take types
from typing import Callable, Dict, Generic, List, Optional, TypeVar, Union

T = TypeVar("T")
E = TypeVar("E")


class Ok(Generic[T]):
    def __init__(self, value: T):
        self.value = value


class Err(Generic[E]):
    def __init__(self, error: E):
        self.error = error


Result = Union[Ok[T], Err[E]]
Table = dict[str, list[T]]


def parse(text: str) -> Result[int, str]:
    try:
        return Ok(int(text))
    except ValueError:
        return Err(f"no number: {text!r}")


def grouped(rows: Table[int]) -> Optional[Table[str]]:
    return {key: [str(row) for row in found] for key, found in rows.items()}


print(parse("42").value, parse("x").error, grouped({"a": [1, 2]}))
print(Result[int, str], Table[int], Ok[T].__parameters__, dict[T, list[E]].__parameters__)
print(List[Ok[T]][int], Callable[[T], Ok[T]][int], tuple[T, ...][int], (list[T] | None)[int], Dict[str, Table[T]][bool])
print(Union[int, T][int], list[Optional[T]][int], (list[T] | int).__parameters__)
for wrong in (lambda: list[int][str], lambda: dict[T, E][int], lambda: list[T][int, str], lambda: Ok[int][int]):
    try:
        wrong()
    except TypeError as error:
        print(error)
