# fields and conversions
name, n, pi = "Ada", 42, 3.14159
print(f"{name} {n} {pi:.2f} {name!r} {name!s:>6}| {n:05d} {n:x} {n:#b} {pi:8.3f}| {name:^9}| {name:*<6}")
print(f"{{literal}} {n + 1} {'nested'} {[1, 2][0]} {{}} {n!r:>5}")
print(f"{n=} {n + 1 = } {name=!s} {pi=:.1f} {name = }")
# ---
# nested specs
w, p = 10, 3
print(f"{3.14159:{w}.{p}f}|{'x':{'>'}{w}}|{5:0{w}d}|{'y':^{w}}|")
# ---
# expressions in fields
d = {"a": 1}
print(f"{d['a']} {', '.join(str(i) for i in range(3))} {(lambda x: x * 2)(4)} {'yes' if d else 'no'} {[x for x in 'ab']} {d!r}")
print(f"{'é'!a} {'a' 'b'} {1,} {1 if 1 else 2} {3 > 2} {not 1} {-5} {f'{1}{2}'}")
# ---
# multiline and concatenated
x = 5
s = (f"a{x}" "b" f"{x}c"
     rf"\d{x}")
print(s, f"""line
{x}
end""")
# ---
# custom format
class Money:
    def __init__(self, v): self.v = v
    def __format__(self, spec): return f"<{spec}|{self.v}>"
    def __str__(self): return "str"
    def __repr__(self): return "repr"
m = Money(5)
print(f"{m} {m:abc} {m!r} {m!s} {m!s:>5} {m:{'x'}} {m!a}")
print(format(m), format(m, "q"), "{:z}".format(m), str(m))
# ---
# format spec errors
for v, spec in [(1, "s"), ("a", "d"), (1.5, "d"), ([], "5"), (None, "x"), (1, ".2"), ("a", "+"), ("a", "="), (1, "q"), (1.5, "x"), ("a", ",")]:
    try:
        print(format(v, spec))
    except Exception as e:
        print(type(e).__name__, e)
# ---
# evaluation order in fstring
def f(x):
    print("eval", x)
    return x
print(f"{f(1)}{f(2):{f(3)}}{f(4)}")
