# functions and classes with type parameters
def first[T](items: list[T]) -> T:
    return items[0]

class Box[K, *Ts, **P]:
    def __init__(self, held: K):
        self.held = held
    def swap[V](self, other: V) -> tuple[V, K]:
        return other, self.held

class Number[N: (int, float)](Box[N]):
    pass

print(first([3, 4]), Box(1).swap("a"), Number(2.5).held)
print([p.__name__ for p in first.__type_params__] if hasattr(first, "__type_params__") else ["T"])
Box[int, str, [bool]] is not None
# ---
# the type statement
type Pair[T] = tuple[T, T]
type Name = str
type Tree = dict[str, Tree]

def swap(pair: Pair[int]) -> Pair[int]:
    return pair[1], pair[0]

print(swap((1, 2)), Name.__name__, str(Tree))
Name.__value__ is str
# ---
# f-strings with quotes and comments of their own inside
names = ["a", "b"]
print(f"{", ".join(names)} {f"{f"{1 + 1}"}"}")
f"{
    names[0]  # the first
!r:>4}"
