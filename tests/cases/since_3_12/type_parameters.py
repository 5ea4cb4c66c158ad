# functions and classes with type parameters
from collections.abc import Callable

def first[T](items: list[T]) -> T:
    return items[0]

class Box[K]:
    def __init__(self, held: K):
        self.held = held
    def swap[V](self, other: V) -> tuple[V, K]:
        return other, self.held

class Number[N: (int, float)](Box[N]):
    pass

def call[**P, R](function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    return function(*args, **kwargs)

def pack[*Ts](*items: *Ts) -> tuple[*Ts]:
    return items

print(first([3, 4]), Box(1).swap("a"), Number(2.5).held, call(max, 3, 5), pack(1, "a"))
Box[int] is not None
# ---
# the type statement
type Pair[T] = tuple[T, T]
type Name = str
type Tree = dict[str, Tree]

def swap(pair: Pair[int]) -> Pair[int]:
    return pair[1], pair[0]

print(swap((1, 2)), Name.__name__, str(Tree), repr(Pair), Name.__value__ is str)
Tree.__value__.__origin__ is dict
# ---
# f-strings with quotes and comments of their own inside
names = ["a", "b"]
print(f"{", ".join(names)} {f"{f"{1 + 1}"}"}")
f"{
    names[0]  # the first
!r:>4}"
