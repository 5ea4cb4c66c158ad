# slicing lists
a = list(range(10))
print(a[2:5], a[:3], a[7:], a[::2], a[::-1], a[-3:], a[:-7], a[5:2], a[8:2:-2], a[100:], a[-100:2], a[:], a[1:9:3])
print(a[slice(1, 5)], a[slice(None, None, -3)], a[True], a[-1], "hello"[1:4], "hello"[::-1], (1, 2, 3)[1:], b"abc"[0], b"abc"[1:])
# ---
# slice assignment and deletion
a = list(range(10))
a[2:5] = ["x"]
print(a)
a[::2] = [0] * len(a[::2])
print(a)
a[1:1] = [7, 8, 9]
print(a)
del a[::3]
print(a)
del a[0]
del a[-1], a[1:3]
print(a)
a[:] = "end"
print(a)
# ---
# slice assignment errors
a = [1, 2, 3, 4]
for f in [lambda: a.__setitem__(slice(None, None, 2), [1]), lambda: a.__setitem__(slice(0, 1), 5), lambda: a.__getitem__(slice(0, 1, 0)),
          lambda: a.__getitem__("x"), lambda: a.__setitem__(9, 1), lambda: a.__delitem__(9), lambda: a.__getitem__(1.0)]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(a)
# ---
# index errors
for obj, key in [([], 0), ((), 0), ("", 0), ({}, "k"), ([1], "a"), ("abc", 1.5), (b"", 3), (range(3), 5), ({}, []), (5, 0), (None, 1), ((1,), None)]:
    try:
        obj[key]
    except Exception as e:
        print(type(e).__name__, e)
# ---
# item assignment errors
for obj in [(1,), "abc", 5, None, b"x", range(3), frozenset(), {1}]:
    try:
        obj[0] = 1
    except TypeError as e:
        print(e)
    try:
        del obj[0]
    except TypeError as e:
        print(e)
# ---
# raises IndexError
x = [1, 2, 3]
x[3]
# ---
# raises KeyError
d = {"a": 1}
d["missing"]
# ---
# nested subscripts
grid = [[0] * 3 for _ in range(2)]
grid[1][2] = 5
grid[0][-1] += 3
d = {"a": [{"b": (1, 2)}]}
d["a"][0]["c"] = d["a"][0]["b"][1]
d["a"][0]["c"] *= 10
d[1, 2] = "tuple key"
d[()] = "empty"
print(grid, d, d[1, 2])
# ---
# custom getitem keys
class K:
    def __getitem__(self, key):
        return key
k = K()
print(k[1], k[1:2], k[1:2:3], k[:, 1], k[..., None], k[()], k["a", 1:], k[::], k[(1, 2)], k[lambda: 1] is not None)
x = (1, 2)
print(k[*x, 3], k[0, *x])
# ---
# slices out of range never fail
for t in ["", [], (), b"", range(0)]:
    print(t[1:], t[:5], t[::-1], t[-3:7:2])
# ---
# index protocol
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print([10, 20, 30][I(1)], "abc"[I(-1)], [1, 2, 3, 4][I(1):I(3)], hex(I(255)), range(10)[I(2)], "ab" * I(2), list(range(I(3))))
a = [1, 2, 3]
a[I(0)] = "z"
del a[I(1)]
print(a, bin(I(5)), chr(I(65)), round(2.567, I(1)), int(I(9)))
