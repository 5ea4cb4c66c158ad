# bytes methods
b = b"Hello World"
print(b.capitalize(), b.lower(), b.upper(), b.swapcase(), b.title(), b.center(15, b"*"), b.ljust(13), b.rjust(13, b"."), b"-5".zfill(4), b.count(b"l"), b.count(108), b.find(b"o"), b.rfind(b"o"), b.find(111, 5), b.index(b"W"), b.rindex(b"l"), b.startswith(b"He"), b.endswith((b"x", b"ld")), b.split(), b.split(b"o"), b.rsplit(b"o", 1), b.partition(b" "), b.rpartition(b"z"), b.replace(b"l", b"L", 2), b"  a ".strip(), b"xxa".lstrip(b"x"), b"axx".rstrip(b"x"), b.removeprefix(b"He"), b.removesuffix(b"ld"), b"a\tb".expandtabs(4), b"a\nb".splitlines(), b",".join([b"a", bytearray(b"b")]), b.translate(None, b"l"), b.hex(), b.hex("-"), b.hex(":", 2), bytes.fromhex("0aff 10"), b.decode(), b"\xe9".decode("latin-1"), b"\xff".decode("utf-8", "replace"), b"\xff".decode(errors="ignore"))
print([getattr(b"Ab1", "is" + n)() for n in "alnum alpha ascii digit lower space title upper".split()], b"ab".isalpha(), b"".isdigit())
for f in [lambda: b"a".index(b"z"), lambda: b"a" + "b", lambda: "a" + b"b", lambda: b"a".join(["x"]), lambda: b"\xff".decode(), lambda: b"a".split(""), lambda: b"a".split(b""), lambda: bytes([256]), lambda: bytes(-1), lambda: bytes("a"), lambda: bytes.fromhex("zz"), lambda: b"abc"[5], lambda: b"a".find("a"), lambda: b"a" < "a", lambda: bytes(1.5), lambda: bytes([1.5]), lambda: bytes(["a"]), lambda: "a" in b"a", lambda: 256 in b"a", lambda: b"a".startswith("a"), lambda: b"a"["x"], lambda: b"a".replace("a", "b"), lambda: b"a".decode("nope"), lambda: b"a" * b"b", lambda: b"a".center(5, "x"), lambda: bytes("é", "ascii"), lambda: bytes(object())]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# bytes operators
b = b"abc"
print(b[0], b[-1], b[1:], b[::-1], len(b), 97 in b, b"bc" in b, b"z" in b, b + b"d", b * 2, 2 * b, b == b"abc", b == "abc", b < b"abd", list(b), [*b], bytes(3), bytes([1, 2]), bytes("é", "utf-8"), bytes(b), bytes(range(3)), bytes(i for i in [5, 6]), hash(b) == hash(bytes([97, 98, 99])), repr(b"\x00'\"\n\xff\\"), str(b), str(b, "ascii"), max(b), sorted(b"ba"), bool(b""), {b: 1}, f"{b}", b"%s" % b, b.__add__(b"d"), b.__len__(), b.__getitem__(1), b"a" b"b")
try: b[0] = 1
except TypeError as e: print(e)
x, *y = b
print(x, y)
# ---
# bytearray methods
a = bytearray(b"abc")
a.append(100); a.extend(b"ef"); a.extend([103]); a.insert(0, 122); print(a, a.pop(), a.pop(0), len(a))
a.remove(99); a.reverse(); print(a); a[0] = 65; a[1:3] = b"XYZ"; print(a, a[0], a[1:2], a.copy() == a, a.find(b"Y"), a.upper(), a.decode())
del a[0]; del a[::2]; print(a); a += b"q"; a *= 2; print(a, a + b"z", a == bytes(a), b"q" in a, a.hex(), bytes(a), list(a)); a.clear(); print(a, bool(a))
a = bytearray(3); print(a, bytearray("é", "utf-8"), bytearray([1]), bytearray(), bytearray.fromhex("ff"), [i for i in bytearray(b"ab")], bytearray(b"a") < b"b", bytearray(b"ab").split(b"a"), bytearray(b"-").join([b"a", b"b"]))
for f in [lambda: bytearray(b"a").append(256), lambda: bytearray(b"a").append("a"), lambda: bytearray().pop(), lambda: bytearray(b"a").remove(5), lambda: {bytearray(): 1}, lambda: bytearray("a"), lambda: bytearray(b"a").extend("x"), lambda: bytearray(b"a").pop(9), lambda: bytearray(b"a").insert(0, 999), lambda: hash(bytearray())]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
try: a[9] = 1
except IndexError as e: print(e)
try: a[0] = 300
except ValueError as e: print(e)
try: a[0] = "a"
except TypeError as e: print(e)
# ---
# int and bytes
print((1024).to_bytes(2, "big"), (-1).to_bytes(2, "little", signed=True), int.from_bytes(b"\xff\xfe", "big"), int.from_bytes([1, 0], "little"), int.from_bytes(b"\xff", "big", signed=True), (5).to_bytes(), (0).to_bytes(0, "big"), int.from_bytes(b""))
for f in [lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(1, "x"), lambda: int.from_bytes("a", "big"), lambda: (1).to_bytes(-1, "big")]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
