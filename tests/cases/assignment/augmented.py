# every operator
x = 10
x += 5; print(x)
x -= 3; print(x)
x *= 2; print(x)
x //= 5; print(x)
x **= 3; print(x)
x %= 50; print(x)
x <<= 2; print(x)
x >>= 1; print(x)
x |= 8; print(x)
x &= 12; print(x)
x ^= 5; print(x)
x /= 4; print(x)
s = "a"; s += "b"; s *= 3; s %= (); print(s)
# ---
# in place on containers
a = b = [1]
a += [2]
a += (3,)
a += "xy"
a *= 2
print(a, b, a is b)
s = t = {1}
s |= {2}; s &= {2, 3}; s -= {3}; s ^= {9}
print(sorted(s), s is t)
d = e = {"a": 1}
d |= {"b": 2}
d |= [("c", 3)]
print(d, d is e)
u = v = (1,)
u += (2,)
print(u, v)
# ---
# tuple with list inside
t = ([1],)
try:
    t[0] += [2]
except TypeError as e:
    print(e)
print(t)
# ---
# targets evaluated once
log = []
class D(dict):
    def __getitem__(self, k):
        log.append(("get", k)); return super().__getitem__(k)
    def __setitem__(self, k, v):
        log.append(("set", k, v)); super().__setitem__(k, v)
d = D(a=1)
def key():
    log.append("key"); return "a"
d[key()] += 5
print(log)
class O:
    n = 0
def obj(o=O()):
    log.append("obj"); return o
obj().n += 1
obj().n += 1
print(log[-2:], O.n, obj().n)
# ---
# del
a, b, *c = 1, 2, 3
del a, (b)
try:
    a
except NameError as e:
    print(e)
def f():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as e:
        print(e)
    x = 2
    return x
print(f())
class O: pass
o = O()
o.x = 1
del o.x
print(hasattr(o, "x"))
try:
    del o.x
except AttributeError as e:
    print(e)
d = {1: 2}
del d[1]
print(d)
# ---
# annotated assignment
x: int = 5
y: "anything"
z: list[int] = [1]
class A:
    a: int
    b: str = "q"
    (c): int = 3
print(x, z, A.__annotations__, A.b, A.c, hasattr(A, "a"))
def f():
    v: int
    w: undefined_in_local = 3
    return w
print(f())
try:
    y
except NameError as e:
    print(e)
# ---
# chained assignment order
log = []
class T:
    def __init__(self, n): self.__dict__["n"] = n
    def __setattr__(self, k, v): log.append((self.n, k, v))
a, b = T("a"), T("b")
a.x = b.y = 5
print(log)
