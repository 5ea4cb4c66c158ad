# abstract classes of collections know builtin values by what they can do
from collections.abc import (
    AsyncGenerator, AsyncIterable, AsyncIterator, Collection, Coroutine, ItemsView, KeysView, MappingView, Reversible, ValuesView,
)

async def agen():
    yield 1

async def coro():
    return 1

def gen():
    yield 1

d = {"a": 1}
values = [[1], (1,), "a", {1}, d, d.keys(), d.values(), d.items(), iter([1]), gen(), range(3), 5, agen()]
for kind in (Collection, Reversible, KeysView, ValuesView, ItemsView, MappingView, AsyncIterable, AsyncIterator, AsyncGenerator):
    print(kind.__name__, [isinstance(value, kind) for value in values])
c = coro()
print(isinstance(c, Coroutine), isinstance(gen(), Coroutine))
c.close()
# ---
# classes become members of abstract classes by their methods
from collections.abc import AsyncIterable, AsyncIterator, Collection, Reversible

class Box:
    def __len__(self):
        return 1
    def __iter__(self):
        return iter([1])
    def __contains__(self, item):
        return item == 1
    def __reversed__(self):
        return iter([1])

class Stream:
    def __aiter__(self):
        return self
    async def __anext__(self):
        raise StopAsyncIteration

[issubclass(Box, Collection), issubclass(Box, Reversible), issubclass(Stream, AsyncIterable), issubclass(Stream, AsyncIterator),
 issubclass(Box, AsyncIterable), issubclass(int, Collection)]
# ---
# views of one's own mapping
from collections.abc import ItemsView, KeysView, Mapping, MappingView, ValuesView

class Squares(Mapping):
    def __init__(self, n):
        self.n = n
    def __getitem__(self, key):
        if key not in range(self.n):
            raise KeyError(key)
        return key * key
    def __iter__(self):
        return iter(range(self.n))
    def __len__(self):
        return self.n

s = Squares(4)
print(list(KeysView(s)), list(ValuesView(s)), list(ItemsView(s)), len(MappingView(s)))
print(type(s.keys()).__name__, type(s.values()).__name__, type(s.items()).__name__)
(3, 9) in s.items(), 2 in s.keys(), 4 in s.values(), s.keys() & {1, 9}
# ---
# ByteString, where the host still has it
import sys
import warnings

warnings.simplefilter("ignore")
found = "same"
if sys.version_info < (3, 14):
    from collections.abc import ByteString
    from typing import ByteString as TypedByteString
    print(isinstance(b"", ByteString), isinstance("", ByteString), issubclass(bytearray, ByteString))
    print(isinstance(b"", TypedByteString))
found
# ---
# names of typing for what collections.abc has
from typing import (
    IO, AsyncGenerator, AsyncIterable, AsyncIterator, BinaryIO, Collection, Coroutine, ItemsView, KeysView, MappingView, Reversible,
    TextIO, ValuesView,
)

async def numbers() -> AsyncIterator[int]:
    yield 1

def lines(source: TextIO, raw: BinaryIO, both: IO[str]) -> Collection[str]:
    return []

print(Collection[int], Coroutine[int, None, str], AsyncGenerator[int, None], AsyncIterable[str])
print(KeysView[str], ValuesView[int], ItemsView[str, int], MappingView, Reversible[int])
isinstance({}.keys(), KeysView), isinstance([], Reversible)
# ---
# ForwardRef, parameters of a ParamSpec, dataclass_transform, reveal_type
from typing import Callable, ForwardRef, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVar, dataclass_transform

P = ParamSpec("P")
R = TypeVar("R")

def logged(function: Callable[P, R]) -> Callable[P, R]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)
    return inner

@dataclass_transform(kw_only_default=True)
def model(cls):
    return cls

@model
class Point:
    x: int = 1

print(isinstance(P.args, ParamSpecArgs), isinstance(P.kwargs, ParamSpecKwargs), P.args.__origin__ is P)
print(ForwardRef("int") == ForwardRef("int"), ForwardRef("int").__forward_arg__)
logged(lambda a, b=2: a + b)(1, b=4), Point().x
# ---
# reveal_type gives its argument back
import contextlib
import io
from typing import reveal_type

with contextlib.redirect_stderr(io.StringIO()):
    found = reveal_type(5) + 1
found
# ---
# what comes from a generic can be subscripted
from collections import OrderedDict, deque
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
K = TypeVar("K")


class Stack(Sequence[T]):
    def __init__(self, items=()):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, place):
        return self.items[place]


class Table(MutableMapping[K, T]):
    def __init__(self):
        self.held = {}

    def __getitem__(self, key):
        return self.held[key]

    def __setitem__(self, key, value):
        self.held[key] = value

    def __delitem__(self, key):
        del self.held[key]

    def __iter__(self):
        return iter(self.held)

    def __len__(self):
        return len(self.held)


class Count(Iterator[T], Generic[T]):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


class Names(list):
    pass


class Ordered(OrderedDict):
    pass


class Shape(Protocol[T]):
    def area(self) -> T: ...


print(Stack[int]([3, 4])[1], list(reversed(Stack[int]([1, 2]))), 1 in Stack([1]))
table = Table[str, int]()
table["a"] = 1
table.update(b=2)
print(dict(table), table.pop("a"), list(Count[int](3)), Names[int]([1]), Ordered[str, int](a=1), deque[int]([1]))


class Plain:
    pass


try:
    Plain[int]
except TypeError as error:
    print(error)
