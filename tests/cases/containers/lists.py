# methods
a = [3, 1, 2]
a.append(5); a.extend([7, 8]); a.insert(1, 9); a.insert(-100, "first"); a.insert(100, "last")
print(a, a.pop(), a.pop(0), a.pop(-2), a, a.index(2), a.count(1), a.copy() == a, len(a))
a.remove(9); a.reverse(); print(a)
a.sort(); print(a); a.sort(reverse=True); print(a); a.clear(); print(a, not a)
# ---
# method errors
for f in [lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2].index(1, 1), lambda: [1, "a"].sort(), lambda: [].append(), lambda: [].append(1, 2), lambda: [].extend(5), lambda: [1].insert("a", 2), lambda: [1] + (2,), lambda: [1] * 1.5, lambda: [] < 5, lambda: list(5), lambda: [1].sort(1), lambda: [1].pop("x"), lambda: [].foo, lambda: list(1, 2), lambda: [[1], 2].sort(), lambda: [1].sort(key=5), lambda: [1].sort(nope=1)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# sorting
words = ["banana", "Apple", "cherry", "date", "fig"]
print(sorted(words), sorted(words, key=len), sorted(words, key=str.lower, reverse=True), sorted(words, key=lambda w: (-len(w), w)), sorted([(2, "b"), (1, "z"), (2, "a")]), sorted([True, 0, 2.5, -1]), sorted("hello"), sorted({3: 1, 1: 2}), sorted([[2], [1, 5], []]))
data = [("a", 2), ("b", 1), ("c", 2), ("d", 1)]
print(sorted(data, key=lambda t: t[1]), sorted(data, key=lambda t: t[1], reverse=True))
a = [3, 1, 2]
print(a.sort(key=lambda x: -x), a)
def k(x):
    print("key", x)
    return x
sorted([2, 1, 3], key=k)
def boom(x): raise ValueError("in key")
try: a.sort(key=boom)
except ValueError as e: print(e, a)
def mutate(x):
    a.append(x)
    return x
try: a.sort(key=mutate)
except ValueError as e: print(e)
# ---
# comparison and copy
a = [1, [2, 3]]
b = a[:]
c = list(a)
b[1].append(4)
print(a, c, a == b, a is b, [1, 2] < [1, 3], [1] < [1, 2], [] < [0], [1, 2] == [1.0, 2.0], [2] > [1, 9], [[1, 2], [3]] == [[1, 2], [3]])
# ---
# multiplication and nesting
g = [[0] * 2 for _ in range(2)]
h = [[0] * 2] * 2
g[0][0] = h[0][0] = 1
print(g, h, [0] * 3, [1, 2] * 2, 2 * ["x"], [[]] * 2, [None] * 0, [1] * -1)
# ---
# list from everything
print(list("abc"), list((1, 2)), list({1: 2}), list({5}), list(range(3)), list(map(abs, [-1])), list({"a": 1}.items()), list(b"a"), list(zip("ab", "cd")), list(reversed([1, 2])), list(), list(enumerate("x")), list(filter(None, [0, 1])))
# ---
# stack queue matrix
stack = []
for t in "3 4 + 2 * 7 /".split():
    if t in "+-*/":
        b, a = stack.pop(), stack.pop()
        stack.append({"+": a + b, "-": a - b, "*": a * b, "/": a / b}[t])
    else: stack.append(int(t))
print(stack)
m = [[1, 2], [3, 4]]
print(list(map(list, zip(*m))), [[sum(a * b for a, b in zip(r, c)) for c in zip(*m)] for r in m], [r[::-1] for r in m], sum(m, []))
# ---
# extend with itself and generators
a = [1, 2]
a.extend(a); a += a[:1]; a.extend(x * 10 for x in range(2)); a.extend("z"); a[len(a):] = [9]
print(a)
a = [1, 2, 3]
it = iter(a)
next(it); a.insert(0, 0)
print(list(it))
# ---
# tuples
t = (1, 2, 3, 2)
print(t.count(2), t.index(3), t + (4,), t * 2, t[1:3], len(t), 2 in t, tuple("ab"), tuple([1]), (), (1,), t == (1, 2, 3, 2), t < (1, 3), hash((1, 2)) == hash((1, 2)), sorted(t), max(t), sum(t), tuple(), tuple(x for x in range(2)), {(1, 2): "k"}[1, 2], repr((1, "a", None)), t[-1], t[::-1])
for f in [lambda: t.index(9), lambda: t.append(1), lambda: t + [1], lambda: hash(([],)), lambda: t[10], lambda: tuple(5), lambda: () < 1, lambda: tuple(1, 2)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# min and max of lists
print(min([3, 1]), max(3, 9, 2), min("b", "a"), max([[1], [2]]), min([], default="d"), max({"a": 1, "b": 0}), max([1, -5], key=abs), min("aa", "b", key=len), max([1, 1.0]), min(x for x in [4, 2]), max([], default=None, key=len))
for f in [lambda: min([]), lambda: max(), lambda: max(5), lambda: min([1, "a"]), lambda: max(1, 2, default=3), lambda: max([1], key=5), lambda: max(None)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
