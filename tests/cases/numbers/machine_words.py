# every operator on ints around the sizes that machines and CPython's digits have
edges = [0, 1, 2, 3, 5, 7, 255, 256, 257, 2**15, 2**30 - 1, 2**30, 2**30 + 1, 2**31, 2**53, 2**53 + 1]
edges += [2**59, 2**60 - 1, 2**60, 2**60 + 1, 2**62 - 1, 2**62, 2**63 - 1, 2**63, 2**64, 2**90]
edges += [-value for value in edges]
seen = 0
for a in edges:
    for b in edges:
        results = [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a <= b, a > b, a >= b, a == b, a != b]
        if b:
            results += [a // b, a % b, a / b if abs(a) < 2**1000 else 0]
        if 0 <= b < 300:
            results += [a >> b, a << b]
        if 0 <= b < 8:
            results.append(a**b)
        seen = hash((seen, *results))
        if abs(a) in (5, 2**30, 2**60, 2**63) and abs(b) in (3, 2**30 + 1, 2**60 - 1):
            print(a, b, results)
    print(a, -a, abs(a), not a, seen)
# ---
# augmented assignments on the same ints
edges = [0, 1, -1, 6, -7, 257, 2**30 - 1, -(2**30), 2**31, 2**60 - 1, -(2**60), 2**62, 2**63 + 5]
for a in edges:
    for b in edges:
        x = a
        x += b
        y = x
        x -= a
        x *= 3
        y ^= b
        y &= a | 1
        y |= 4
        z = x
        if b:
            x //= b
            z %= b
        if 0 <= b < 100:
            z <<= b
            y >>= b
        if 0 < b < 7:
            x **= b
        print(x, y, z, end=";")
    print()
# ---
# numbers that a variable shares with others stay as they are when it moves on
def walk(start, step):
    total = start
    kept = []
    table = {}
    for i in range(6):
        kept.append(total)
        table[total] = i
        other = total
        total += step
        pair = (total, other)
        total = total * 2 - step
        kept.append(pair)
    return total, kept, table, other


print(walk(1000, 7))
print(walk(2**31, 2**29))
print(walk(1000.5, 0.25))
print(walk(-300, 1))
# ---
# small ints are the same object however they are made
def same():
    a = 1000
    found = []
    for step in (744, 0, 1, 245, 10):
        a -= step
        found.append(a is 256 or a is 255 or a is 10 or a is 0)
    b = 300
    b -= 44
    c = 2**40
    c -= 2**40 - 256
    return found, b is c, [x is y for x, y in zip(range(250, 257), [250, 251, 252, 253, 254, 255, 256])]


print(same())
# ---
# floats and ints mixed, nan, infinities, signed zeros
values = [0, 1, -3, 7, 2**53, 2**53 + 1, -(2**60), 0.0, -0.0, 1.5, -2.25, 1e308, float("inf"), float("-inf"), float("nan")]
for a in values:
    for b in values:
        row = [a + b, a - b, a * b, a < b, a <= b, a > b, a >= b, a == b, a != b, min(a, b), max(a, b)]
        if b:
            row.append(a / b)
        print(a, b, row)
    print(-a, abs(a), bool(a), not a)
# ---
# a loop variable that the body keeps, changes and closes over
def closures():
    made = [lambda i=i: i for i in range(1000, 1004)]
    seen = []
    for i in range(5000, 5005):
        seen.append(i)
        i += 1
        seen.append(i)
    return [f() for f in made], seen, i


print(closures())
# ---
# bools are not ints here
for a in (True, False, 1, 0, 2):
    for b in (True, False, 1, 3):
        print(a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a == b, a << b, -a, type(a & b), type(a + b))
        if b:
            print(a / b, a // b, a % b, [10, 20, 30][a], {1: "x", 0: "y", 2: "z"}[a])
# ---
# quick functions and methods on what is theirs and on what is not
class Odd:
    def append(self, value):
        return ("append", value)

    def get(self, *values):
        return ("get", values)

    def isdigit(self):
        return "odd"

    def __len__(self):
        return 5

    def __abs__(self):
        return "abs"


class Stack(list):
    def pop(self):
        return "popped"


odd = Odd()
print(odd.append(1), odd.get(1, 2), odd.isdigit(), len(odd), abs(odd))
stack = Stack([1, 2])
print(stack.append(3), stack.pop(), stack, len(stack))
items = [3, 1]
print(items.append(2), items.pop(), items.pop(), items, [].append([]))
table = {"a": 1, 2: "b", (1, "x"): "tuple"}
print(table.get("a"), table.get("z"), table.get("z", 0), table.get((1, "x")), table.get((1, ()), "none"))
print((1, "x") in table, (1, ()) in table, 2 not in table, table[(1, "x")])
seen = set()
print(seen.add((1, 2)), seen.add("a"), seen.discard(5), seen.remove("a"), seen)
for bad in (
    lambda: seen.remove("a"),
    lambda: [].pop(),
    lambda: len(5),
    lambda: min(1, "a"),
    lambda: ord("ab"),
    lambda: chr(-1),
    lambda: {}.get([]),
    lambda: seen.add([]),
    lambda: "".isdigit(1),
    lambda: [1].append(),
    lambda: table[(1, [])],
    lambda: [1][2],
    lambda: "abc"[3],
    lambda: (1, 2)[-3],
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print([text.isdigit() for text in ("", "12", "1a", "²", "٣")], [text.isalpha() for text in ("", "ab", "é", "a1")])
print([text.isalnum() for text in ("", "a1", "a b", "½")], [text.isspace() for text in ("", " \t\n", " a", "\u3000")])
print(min(3, 1, 2), max(3, 1, 2), min(1, 1.0), max(1.0, 1), min(0.0, -0.0), min(2, 1.5, 1), max("a", "b"), min([4, 2]))
print(abs(-5), abs(2.5), abs(-(2**70)), abs(True), ord("é"), chr(8364), len("é€"), len({1: 2}), len((1,)), len({1, 2}))
# ---
# slices of all kinds
text = "abcdefghij"
items = list(range(10))
for key in (slice(2, 5), slice(None, None, -1), slice(-3, None), slice(8, 2, -2), slice(5, 100), slice(True, 4)):
    print(text[key], items[key], tuple(items)[key])
print(text[2:4], text[:-1], text[::2], items[1:3], items[-2:], ("a", "b", "c")[1:])


class Two:
    def __index__(self):
        return 2


print(text[Two():5], items[: Two()], text[Two()], items[Two()], (7, 8, 9)[Two()])
for bad in (lambda: text[::0], lambda: items["a":], lambda: text[1.5:]):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
