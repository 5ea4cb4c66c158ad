# while with else break continue
n = 0
while n < 5:
    n += 1
    if n == 2: continue
    print(n)
else:
    print("else")
while True:
    n -= 1
    if n < 2: break
else:
    print("never")
print(n)
# ---
# for else
for target in (3, 9):
    for x in range(5):
        if x == target:
            print("found", x)
            break
    else:
        print("none")
for x in []:
    pass
else:
    print("empty else")
# ---
# nested break and continue
for i in range(4):
    for j in range(4):
        if j == 2: break
        if i == 1: continue
        print(i, j)
    else: print("no")
    if i == 2: break
# ---
# loop variable after loop
for i in range(3): pass
print(i)
for i in []: pass
print(i)
# ---
# mutating while iterating
a = [1, 2, 3, 4]
for x in a:
    if x % 2: a.remove(x)
print(a)
b = [1]
for x in b:
    if len(b) < 5: b.append(x + 1)
print(b)
d = {1: 1, 2: 2}
try:
    for k in d: d[k + 10] = 1
except RuntimeError as e: print(e)
s = {1, 2}
try:
    for k in s: s.add(k + 10)
except RuntimeError as e: print(e)
try:
    for k in d: del d[k]
except RuntimeError as e: print(e)
# ---
# iterating everything
for it in ["ab", [1], (2,), {3: 4}, {5}, range(2), b"c", {"k": "v"}.items(), enumerate("z"), zip("a", [1]), map(str, [1]), reversed([1, 2]), iter("q"), (x for x in "g")]:
    print([x for x in it])
for bad in [5, None, 1.5, len, int]:
    try:
        for x in bad: pass
    except TypeError as e:
        print(e)
# ---
# range forms
print(list(range(5)), list(range(2, 8, 3)), list(range(5, 0, -2)), range(10)[3], range(10)[2:8:2], len(range(0, 100, 7)), 7 in range(0, 10, 2), range(3), range(1, 5, 2))
print(range(10).index(4), range(5).count(2), list(reversed(range(4))), range(0, 10, 3).start, range(5).stop, range(1, 2, 3).step, sum(range(101)), max(range(3, 9)), bool(range(0)), range(10**20)[10**19])
for f in [lambda: range(1, 2, 0), lambda: range(1.5), lambda: range("a"), lambda: range()]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# if chains
def kind(x):
    if isinstance(x, bool): return "bool"
    elif isinstance(x, int): return "int"
    elif isinstance(x, (str, bytes)): return "text"
    elif x is None: return "none"
    else:
        if x: return "truthy"
    return "falsy"
print([kind(v) for v in [True, 3, "s", b"", None, [1], [], {}, 0.0]])
# ---
# truth of values
for v in [0, 1, -1, 0.0, "", "0", [], [0], (), {}, {0}, None, 0j, b"", range(0), range(1), object(), ..., NotImplemented is None]:
    print(bool(v), end=" ")
print()
# ---
# assert
assert 1
assert [1], "fine"
for f in ["m", None, ("a", 1)]:
    try:
        assert not True, f
    except AssertionError as e:
        print(repr(e), e.args)
try:
    assert 0
except AssertionError as e:
    print(repr(e), str(e) == "")
# ---
# raises assert
total = 3
assert total == 4, f"total was {total}"
# ---
# pass and ellipsis
def f(): ...
class A: pass
class B: ...
if 1: pass
while 0: ...
print(f(), A.__name__, B().__class__.__name__)
# ---
# while with complex conditions
i, out = 0, []
while i < 10 and (i % 7 or i == 0) and not len(out) > 5:
    out.append(i)
    i += 1
print(out, i)
# ---
# large loop
total = 0
for i in range(20000):
    if i % 3 == 0: total += i
    elif i % 5 == 0: total -= 1
print(total)
# ---
# a finally that its own end is not reached
def g(n):
    for i in range(n):
        try:
            yield i
        finally:
            return "left"


def f():
    while True:
        try:
            pass
        finally:
            while True:
                return "loop"


def h(x):
    try:
        x = x + 1
    finally:
        raise ValueError(x)
    return x


def k():
    for i in range(3):
        try:
            continue
        finally:
            break
    return i


try:
    h(1)
except ValueError as error:
    print(error)
print(list(g(3)), f(), k())
