# list methods
a = [3, 1, 2]
a.append(5); a.extend((6, 7)); a.extend("x"); a.extend(i for i in [8]); a.insert(0, 0); a.insert(100, 9); a.insert(-1, "n"); print(a, a.pop(), a.pop(0), a.pop(-2), a.index(1), a.count(3), a.copy())
a.remove("x"); a.reverse(); print(a); a.sort(key=str); print(a); a.sort(key=str, reverse=True); print(a); a.clear(); print(a, a.sort(), a.append(1), a.extend([]), a.reverse())
b = [1, 2, 3, 4, 5]
b[1:3] = "abc"; print(b); b[::2] = [0, 0, 0]; print(b); del b[::2]; print(b); b[1:1] = [7]; b[len(b):] = [9]; print(b, b[-1], b[1:], b[::-1], b[:100]); del b[0]; del b[:1]; print(b); b *= 2; b += (1,); b += "z"; print(b, b * 0, 2 * [1], [1] + [2], [1, 2] < [1, 3], [1] == [1.0], [] != [1], 1 in b, [1, [2]] == [1, [2]], [2] > [1, 5])
for f in [lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1][3], lambda: [1]["a"], lambda: [1][1.5], lambda: [1].append(), lambda: [1].append(1, 2), lambda: [1].extend(5), lambda: [1].insert(1), lambda: [1].insert("a", 1), lambda: [1] + (2,), lambda: [1] * "a", lambda: [1] - [1], lambda: [1] < 1, lambda: [1] < ["a"], lambda: [1, "a"].sort(), lambda: [1].sort(len), lambda: [1].sort(key=5), lambda: hash([]), lambda: {[]: 1}, lambda: [].nope, lambda: [1].pop("a"), lambda: list(5), lambda: list(1, 2), lambda: [1].copy(1), lambda: [1, 2].index(1, 1), lambda: [].count(), lambda: [[]] .index(5), lambda: [1][None]]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
c = [1, 2, 3, 4]
try: c[::2] = [1]
except ValueError as e: print(e)
try: c[0:2] = 5
except TypeError as e: print(e)
try: c[9] = 1
except IndexError as e: print(e)
try: del c[9]
except IndexError as e: print(e)
try: c["a"] = 1
except TypeError as e: print(e)
try: c.x = 1
except AttributeError as e: print(e)
try: c += 5
except TypeError as e: print(e)
# ---
# dict methods
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("c", 3), d.setdefault("a", 9), d.setdefault("n"), d.pop("n"), d.pop("zz", "dflt"), d.popitem(), list(d.keys()), list(d.values()), list(d.items()), d.copy(), dict.fromkeys("xy"), dict.fromkeys([1], 0))
d.update({"b": 5}); d.update([("k", 1)]); d.update(m=2); d.update({"q": 1}, r=2); print(d, d | {"a": 0}, {"z": 1} | d, len(d), "a" in d, list(reversed(d)), list(reversed(d.items())), list(reversed(d.values())))
d |= {"new": 1}; d |= [("pair", 2)]; del d["a"]; d["x"] = d.get("x", 0) + 1; print(d, d == dict(d), d != {}, {1: 2} == {1.0: 2.0}, d.__contains__("x"), d.__getitem__("x"), d.__len__(), [*d], {**d, "b": 0}, dict(a=1, **{"b": 2}), dict([("a", 1)], b=2), dict({"a": 1}), dict(zip("ab", [1, 2])), dict())
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "b" in k, 5 in v, ("b", 5) in i, k & {"b", "zz"}, sorted(k | {"zz"}), sorted(k - {"b"}), k ^ {"b"} != k, k == set(d), k >= {"b"}, k.isdisjoint(["zz"]), sorted({"a": 1}.items() | {("b", 2)}), {1: 1}.keys() < {1, 2}, next(iter(k)))
d.clear(); print(d, bool(d), k, len(v))
for f in [lambda: {}["a"], lambda: {}.pop("a"), lambda: {}.popitem(), lambda: {}.update(5), lambda: {}.update([1]), lambda: {}.update([(1, 2, 3)]), lambda: dict(5), lambda: dict([1]), lambda: dict(["ab", "c"]), lambda: {}.get(), lambda: {}.get([]), lambda: {[]: 1}, lambda: {} | 5, lambda: {} + {}, lambda: {} < {}, lambda: hash({}), lambda: {}.nope, lambda: {}.setdefault(), lambda: dict.fromkeys(5), lambda: {1: 2}[1][2], lambda: {}.pop(), lambda: {**5}, lambda: dict({}, {}), lambda: {}.items() < 5, lambda: {}.keys() | 5, lambda: {}.keys()[0], lambda: {}.copy(1), lambda: {}.update(a=1, **{"a": 2}), lambda: {}[1, 2], lambda: {}["a"]["b"]]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: del d["q"]
except KeyError as e: print(repr(e), e.args)
d = {1: 1, 2: 2}
try:
    for x in d: d[x + 10] = 1
except RuntimeError as e: print(e)
try:
    for x in d.items(): del d[x[0]]
except RuntimeError as e: print(e)
# ---
# set methods
s = {1, 2, 3}
s.add(4); s.add(1); s.discard(9); s.discard(4); s.remove(3); print(s, s | {5}, s & {1}, s - {1}, s ^ {2, 7}, s.union([5], (6,)), s.intersection([1, 9]), s.difference([1], [5]), s.symmetric_difference([2, 8]), s.issubset([1, 2, 3]), s.issuperset([1]), s.isdisjoint([7]), s <= {1, 2}, s < {1, 2}, s >= {1}, s > {1}, s == {2, 1}, s != set(), 1 in s, len(s), s.copy())
s.update([7, 8], (9,)); s.intersection_update([7, 8, 1]); s.difference_update([1]); s.symmetric_difference_update([8, 10]); print(sorted(s)); s |= {1}; s &= {1, 7}; s -= {7}; s ^= {5}; print(sorted(s), s.pop() in (1, 5), len(s)); s.clear(); print(s, bool(s), set("aab") == {"a", "b"}, set(), frozenset(), frozenset([1]), {*[1, 1], 2}, {frozenset([1]): 1}, frozenset([1]) == {1}, frozenset("a") | {"b"} == frozenset("ab"), type({1} | frozenset([2])).__name__, type(frozenset() | {1}).__name__, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {1, 2, 3} - {2} | {7}, frozenset([3]).union([3]), frozenset([1]).copy())
for f in [lambda: set().pop(), lambda: {1}.remove(2), lambda: {[]}, lambda: set(5), lambda: {1}.add([]), lambda: {1} | [1], lambda: {1} + {2}, lambda: {1} < [1], lambda: hash({1}), lambda: {1}[0], lambda: frozenset().add(1), lambda: {1}.union(5), lambda: set(1, 2), lambda: {1}.add(), lambda: {1}.update(5), lambda: {1} & 5, lambda: {1}.nope, lambda: {1}.issubset(5), lambda: [] in {1}, lambda: frozenset([[]]), lambda: {1}.remove([])]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
s = {1, 2}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e: print(e)
try: s |= [1]
except TypeError as e: print(e)
try: s -= 5
except TypeError as e: print(e)
# ---
# tuple methods
t = (1, 2, 3, 2)
print(t.count(2), t.index(2), t.index(2, 2), t[0], t[-1], t[1:], t[::-1], t + (4,), t * 2, 2 * t, len(t), 2 in t, t == (1, 2, 3, 2), t < (1, 3), () < (1,), (1,) * 3, tuple("ab"), tuple([1]), tuple(i for i in "xy"), (), (1,), ((1, 2), 3), hash((1, 2)) == hash((1, 2)), {(1, 2): 3}[1, 2], max(t), sorted(t), (1, 2) == [1, 2], [*t], min((3, 1)), sum(t), bool(()), t.__len__(), t.__getitem__(0), t.__contains__(3), (1, "a") != (1, "b"))
t += (9,); a, (b, *c), d = 1, (2, 3, 4), 5; print(t, a, b, c, d)
for f in [lambda: (1,)[5], lambda: (1,)["a"], lambda: (1,) + [2], lambda: (1,) * "a", lambda: (1,).index(2), lambda: (1,) < ("a",), lambda: (1,) < 5, lambda: hash(([],)), lambda: {(1, []): 1}, lambda: tuple(5), lambda: (1,).append(2), lambda: (1,).count(), lambda: (1,) - (1,), lambda: (1, 2)[1.0]]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: t[0] = 1
except TypeError as e: print(e)
try: del t[0]
except TypeError as e: print(e)
u = ([],)
try: u[0] += [1]
except TypeError as e: print(e, u)
# ---
# range methods
r = range(1, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], r.start, r.stop, r.step, 7 in r, 8 in r, 7.0 in r, "a" in r, r.index(7), r.count(7), r.count(8), r == range(1, 21, 3), range(0) == range(5, 5), hash(range(3)) == hash(range(0, 3, 1)), list(reversed(r)), range(5, 0, -2)[1], list(range(5, 0, -2)), list(range(0)), bool(range(0)), range(3) != [0, 1, 2], max(r), sum(r), sorted(r, reverse=True), range(10)[2:8:2], [*range(2)], range(-1), len(range(10**10)), 10**9 in range(10**10), range(10)[5:][0], min(range(3, 9)), range(True))
for f in [lambda: range(), lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 0), lambda: range(3)[5], lambda: range(3).index(9), lambda: range(1, 2, 3, 4), lambda: range(3)["a"], lambda: range(3) + range(3), lambda: range(3) < range(4), lambda: range(3).x, lambda: range(None), lambda: range(a=1)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: r[0] = 1
except TypeError as e: print(e)
try: r.start = 1
except AttributeError as e: print(e)
# ---
# slice objects
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(3), slice(None), s == slice(1, 10, 2), "abcdef"[s], [1, 2, 3][slice(None, None, -1)], slice(-3, None).indices(10), (1, 2, 3)[slice(1)])
for f in [lambda: slice(), lambda: hash(slice(1)), lambda: [1][slice("a")], lambda: [1][::0], lambda: slice(1).indices(-1), lambda: slice(1) < 5, lambda: "abc"[1:"x"]]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# iterators by hand
for make in [lambda: iter([1, 2]), lambda: iter((1, 2)), lambda: iter("ab"), lambda: iter({1: 2}), lambda: iter({5}), lambda: iter(range(2)), lambda: iter(b"a"), lambda: reversed([1, 2]), lambda: enumerate("a"), lambda: zip("a", "b"), lambda: map(str, [1]), lambda: filter(None, [0, 1]), lambda: iter({1: 2}.items()), lambda: iter({1: 2}.values()), lambda: (x for x in [1]), lambda: reversed({1: 2}), lambda: iter(lambda: 1, 1), lambda: reversed(range(2)), lambda: iter(bytearray(b"a"))]:
    it = make()
    print(iter(it) is it, list(it), list(it), next(it, "end"), type(it).__name__)
    try: next(it)
    except StopIteration as e: print("stop", e.value)
a = [1, 2, 3]
it = iter(a); next(it); a.append(4); print(list(it), it.__length_hint__()); a.append(5); print(list(it))
for f in [lambda: next([]), lambda: next(5), lambda: iter(5), lambda: iter(5, 5), lambda: next(), lambda: reversed({1}), lambda: reversed(5), lambda: enumerate(5), lambda: zip(5), lambda: zip([1], 5), lambda: map(5), lambda: map(str, 5), lambda: filter(None, 5), lambda: list(map(5, [1])), lambda: len(iter([])), lambda: iter([])[0], lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip("ab", "ab", "a", strict=True))]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
