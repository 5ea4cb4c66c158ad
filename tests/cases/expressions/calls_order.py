# evaluation order of calls and displays
log = []
def t(x):
    log.append(x)
    return x
def f(*a, **k): return (a, k)
f(t(1), *[t(2)], t(3), a=t(4), **{"b": t(5)}, c=t(6))
[t(7), t(8)]
{t(9): t(10), t(11): t(12)}
t(13) + t(14) * t(15)
(t(16), t(17))[t(0)]
print(log)
# ---
# evaluation order of assignment
log = []
def t(n, x):
    log.append(n)
    return x
a = [0, 0]
t("obj", a)[t("idx", 0)] = t("value", 5)
t("o1", a)[t("i1", 0)], t("o2", a)[t("i2", 1)] = t("v1", 1), t("v2", 2)
t("ao", a)[t("ai", 0)] += t("av", 1)
print(log, a)
# ---
# lambda
sq = lambda x: x * x
add = lambda a, b=2, *c, d=4, **e: (a, b, c, d, e)
print(sq(5), add(1), add(1, 3, 5, d=6, z=7), (lambda: 1)(), (lambda *a: a)(1, 2), [f(3) for f in [lambda x: x, lambda x: -x]])
print((lambda x: (lambda y: x + y))(1)(2), sq.__name__, list(map(lambda p: p[0], [(1, 2)])))
# ---
# walrus
if (n := len("hello")) > 3:
    print(n)
print([y := 1, y**2, y + 1], y, [last := x for x in range(3)], last)
while (chunk := n) > 2:
    n -= 1
print(chunk, n, (a := 1, b := 2), any((hit := x) > 3 for x in [1, 5, 9]), hit)
def f():
    return [total := total + v for v in [1, 2]] if (total := 10) else None
print(f())
# ---
# starred displays
a, b = [1, 2], {"x": 1}
print([*a, *a], (*a,), {*a, 3}, {**b, "y": 2, **{"x": 9}}, [*{}, *"hi", *range(2)], *a, sep="-")
for bad in [lambda: [*5], lambda: {**[]}, lambda: (*None,), lambda: {*1.5}]:
    try:
        bad()
    except TypeError as e:
        print(e)
# ---
# dict display order and duplicates
def k(x):
    print("k", x)
    return x
print({k("a"): k(1), k("b"): k(2), "a": k(3)}, {1: "a", 1.0: "b", True: "c"})
# ---
# unhashable
for f in [lambda: {[]: 1}, lambda: {{}}, lambda: {(1, []): 2}, lambda: set([[1]]), lambda: hash({}), lambda: {1: 2}[{}], lambda: [] in {1}]:
    try:
        f()
    except TypeError as e:
        print(e)
# ---
# not callable errors
for f in [lambda: 5(), lambda: "a"(), lambda: None(), lambda: [](), lambda: (1).real()]:
    try:
        f()
    except TypeError as e:
        print(e)
# ---
# attribute errors
class A:
    pass
for f in [lambda: (5).foo, lambda: "a".foo, lambda: [].push(1), lambda: None.x, lambda: A().missing, lambda: A.missing, lambda: (lambda: 1).zip, lambda: {}.a, lambda: len.foo]:
    try:
        f()
    except AttributeError as e:
        print(e)
# ---
# raises NameError
print(undefined_name)
# ---
# what follows a star: alone, it is the function's argument
def f(*args): return args
for call in (lambda: f(*None), lambda: f(1, *None), lambda: f(*None, 1), lambda: f(*[1], *None), lambda: print(*5), lambda: print(1, *5)):
    try: print(call())
    except TypeError as e: print(e)
# ---
# a container that is none, before an item that cannot be hashed
for item, container in ((([1], 5), ([1], None), ({}, 2.5), ([1], True), ("a", 3))):
    try: print(item in container)
    except TypeError as e: print(e)
for container in ({1: 2}, {1}, frozenset([1])):
    try: print([1] in container)
    except TypeError as e: print(e)
