# operations
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a.union([9]), a.intersection([1], [1, 2]), a.difference([1]), a.symmetric_difference([1, 7]), a <= b, {2} < a, a >= {1}, a.issubset(range(9)), a.issuperset([1]), a.isdisjoint([8]), len(a), 2 in a, a == {3, 2, 1}, set(), frozenset([1]), {1} | frozenset([2]), frozenset([1]) | {2}, bool(set()))
# ---
# mutation
s = {1}
s.add(2); s.add(1); s.update([3, 4], {5}); s.discard(9); s.discard(5); s.remove(4)
print(s, s.pop() in (1, 2, 3), len(s), s.copy() == s)
s = {1, 2, 3, 4}
s.intersection_update([1, 2, 3]); print(s)
s.difference_update([1]); print(s)
s.symmetric_difference_update([2, 9]); print(sorted(s))
s.clear(); print(s)
# ---
# errors
for f in [lambda: {1}.remove(2), lambda: set().pop(), lambda: set([[]]), lambda: {1} + {2}, lambda: {1}[0], lambda: {1} | [2], lambda: {1} < [2], lambda: set(5), lambda: frozenset([1]).add(2), lambda: hash({1}), lambda: {1}.add(), lambda: {1}.remove([]), lambda: {1}.union(5), lambda: set(1, 2)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# frozenset
f = frozenset("ab")
print(f == {"a", "b"}, hash(f) == hash(frozenset("ba")), {f: 1}[frozenset("ab")], f & {"a"}, type(f | {"c"}).__name__, repr(frozenset()), repr(frozenset([1, 2])), len({f, frozenset("ba")}), f.copy() is f, frozenset() < f)
# ---
# unique and order for ints
print({3, 1, 2}, {10, 5, 1}, set(range(8)), {x % 4 for x in range(20)}, sorted({"b", "a"}), list(dict.fromkeys("banana")), {1, 1.0, True}, {0, False, 0.0}, len(set("hello")), sorted(set("hello") & set("world")), {(1, 2), (3, 4)} == {(3, 4), (1, 2)}, {None, None})
seen, dup = set(), []
for x in [1, 2, 1, 3, 2]:
    if x in seen: dup.append(x)
    seen.add(x)
print(dup, seen)
