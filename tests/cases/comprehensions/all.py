# kinds
print([x * x for x in range(5)], {x % 3 for x in range(7)} == {0, 1, 2}, {k: v for k, v in zip("ab", [1, 2])}, list(x for x in "hi"))
print([x for x in range(20) if x % 2 if x % 3], [(a, b) for a in range(3) for b in range(a)], [[i * j for j in range(3)] for i in range(2)])
print([x if x > 1 else -x for x in range(4)], [a + b for a, b in [(1, 2), (3, 4)]], [*(x for x in [1])], [w for (w, *_) in ["abc", "de"]])
# ---
# scope does not leak
x = "outer"
[x for x in range(3)]
print(x)
def f():
    x = 1
    a = [x for x in range(5)]
    return x, a
print(f())
try:
    [q for q in range(3)]
    q
except NameError as e: print(e)
# ---
# first iterable evaluated outside
def f():
    n = 3
    return [n + i for i in range(n)], {i: n for i in range(n)}, [[n for _ in range(i)] for i in range(n)]
print(f())
class C:
    data = [1, 2]
    a = [d * 2 for d in data]
    try:
        b = [d for _ in [0] for d in data]
    except NameError as e:
        print(e)
print(C.a)
# ---
# order of evaluation
def t(n, v):
    print(n, end=" ")
    return v
print([t("e", x) for x in t("it", [1, 2]) if t("if", x > 0)])
print({t("k", x): t("v", x) for x in [1, 2]})
# ---
# laziness of generator expressions
def src():
    for i in range(5):
        print("make", i)
        yield i
g = (x * 10 for x in src() if x % 2)
print(next(g))
print(any(x > 1 for x in src()))
print(all(x < 1 for x in src()))
print(next((x for x in src() if x == 2), None))
try: (x for x in 5)
except TypeError as e: print(e)
# ---
# closures in comprehensions
fs = [lambda: x for x in range(3)]
print([f() for f in fs])
gs = [lambda x=x: x for x in range(3)]
print([g() for g in gs])
def f(k): return [lambda y: x + y + k for x in range(3)]
print([g(10) for g in f(100)])
print([[(lambda: (i, j))() for j in range(2)] for i in range(2)])
# ---
# walrus binds outside
print([(y := x * 2) for x in range(3)], y)
def f(): 
    r = [z for x in [3, 4] if (z := x * x) > 9]
    return r, z
print(f())
total = 0
print([total := total + v for v in [1, 2, 3]], total)
# ---
# exceptions inside
try: [1 // x for x in [1, 0]]
except ZeroDivisionError as e: print(e)
def g():
    yield 1
    raise ValueError("boom")
try: [x for x in g()]
except ValueError as e: print(e)
try: {x: 1 for x in [[]]}
except TypeError as e: print(e)
# ---
# nested data
m = [[1, 2, 3], [4, 5, 6]]
print([[r[i] for r in m] for i in range(3)], [v for r in m for v in r if v % 2], {i: {j: v for j, v in enumerate(r)} for i, r in enumerate(m)})
words = "the cat sat on the mat".split()
print({w: words.count(w) for w in sorted(set(words))}, {len(w): [v for v in words if len(v) == len(w)] for w in words}, sorted({w[0] for w in words}))
print(sum(x * y for x, y in zip([1, 2], [3, 4])), max((len(w), w) for w in words), dict((w, i) for i, w in enumerate(words)), ",".join(str(i) for i in range(4)), sorted((x for x in "bca"), reverse=True))
# ---
# primes and pythagoras
print([n for n in range(2, 40) if all(n % d for d in range(2, int(n**0.5) + 1))])
print([(a, b, c) for c in range(1, 26) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c])
# ---
# unpacking in comprehension
print([a * b + c for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]], [f"{i}{x}" for i, x in enumerate("ab", 1)], [rest for first, *rest in [[1, 2, 3]]])
try: [a for a, b in [(1, 2, 3)]]
except ValueError as e: print(e)
