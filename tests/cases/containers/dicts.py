# methods
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("c", []), d.setdefault("a", 9), d.pop("b"), d.pop("q", None), list(d.keys()), list(d.values()), list(d.items()), d.copy() == d, len(d), "a" in d, d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); d.update(); print(d, d.popitem(), d)
d["c"].append(5); print(d, dict.fromkeys("ab", 0), dict.fromkeys([1, 2]), {**d, "a": 100})
d.clear(); print(d)
# ---
# constructor
print(dict(), dict(a=1), dict([("a", 1), ("b", 2)]), dict({"x": 1}, y=2), dict(zip("ab", [1, 2])), dict([[1, 2]]), dict(["ab"]), dict(x for x in [(1, 2)]))
for f in [lambda: dict([1]), lambda: dict(["abc"]), lambda: dict(5), lambda: dict([("a",)]), lambda: dict(1, 2), lambda: {}.pop("k"), lambda: {}.popitem(), lambda: {}["x"], lambda: {}.update(5), lambda: {}.get(), lambda: {[]: 1}, lambda: {} < {}, lambda: {} + {}, lambda: {}.nope, lambda: {1: 2}.fromkeys(5), lambda: {}.setdefault(), lambda: {}.update([1]), lambda: {}.pop()]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# order
d = {}
for k in "zab": d[k] = 1
d["z"] = 2
del d["a"]; d["a"] = 3
print(d, list(reversed(d)), list(d.items())[0], next(iter(d)), {1: "a", 1.0: "b", True: "c"}, {"b": 1, "a": 2} == {"a": 2, "b": 1})
# ---
# views
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
print(k, v, i, len(k), "a" in k, 3 in v, ("a", 1) in i, sorted(k & {"a", "z"}), sorted(k | {"q"}), sorted(k - {"a"}), k == {"a", "b", "c"}, list(k)[0], sorted(k ^ {"a"}), list(reversed(i)), set(k) == set(d), k.isdisjoint("xy"), repr({}.keys()))
# ---
# merging
a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a | b, b | a, {**a, **b}, a)
a |= b
print(a, dict(a, w=0))
for f in [lambda: a | [1], lambda: a | None, lambda: [("q", 1)] | a]:
    try: f()
    except TypeError as e: print(e)
# ---
# nested and grouping
people = [("ann", "dev", 30), ("bob", "ops", 25), ("cat", "dev", 35)]
by = {}
for n, t, a in people: by.setdefault(t, []).append((n, a))
print(by, {t: sum(a for _, a in v) / len(v) for t, v in by.items()}, {v: k for k, v in {"a": 1}.items()}, sorted(by, key=lambda t: len(by[t])), max(by.items(), key=lambda kv: len(kv[1]))[0])
# ---
# keys of many types
d = {1: "i", "1": "s", (1, 2): "t", None: "n", 2.5: "f", frozenset([1]): "fs", b"b": "b", True: "overwrites 1", int: "type", len: "builtin", ...: "e"}
print(d[1], d["1"], d[1, 2], d[None], d[2.5], d[frozenset([1])], d[b"b"], d[True], d[int], d[len], d[...], len(d), 1.0 in d, d.get(1 + 0j))
# ---
# iteration and mutation
d = {"a": 1, "b": 2, "c": 3}
for k in list(d):
    if d[k] == 2: del d[k]
for k, v in d.items(): d[k] = v * 10
print(d, [*d], {k: v for k, v in d.items() if v > 10}, sum(d.values()), any(v > 20 for v in d.values()), dict(sorted(d.items(), key=lambda kv: -kv[1])))
it = iter(d); next(it); d["new"] = 1
try: next(it)
except RuntimeError as e: print(e)
# ---
# raises KeyError with tuple
{}[(1, "a")]
# ---
# counting idioms
text = "mississippi"
c = {}
for ch in text: c[ch] = c.get(ch, 0) + 1
print(c, sorted(c.items(), key=lambda kv: (-kv[1], kv[0])), "".join(k * v for k, v in c.items()))
cache = {}
def fib(n):
    if n not in cache: cache[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return cache[n]
print(fib(60), len(cache))
