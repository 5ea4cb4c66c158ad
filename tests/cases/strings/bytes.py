# bytes methods
b = b"Hello World"
print(b.upper(), b.lower(), b.split(), b.find(b"o"), b.count(b"l"), b.replace(b"l", b"L"), b.startswith(b"He"), b[0], b[-1:], b.hex(), b.hex(" "), bytes.fromhex("48 65"), b.title(), b.swapcase(), b.index(b"W"), b.endswith(b"d"), b.partition(b" "), b"  x ".strip(), b"a,b".split(b","), b",".join([b"1", b"2"]), b.isalpha(), b"12".isdigit(), b"5".zfill(3), b"a".ljust(3, b"."), b"a\nb".splitlines(), list(b[:3]), b == "Hello World", b + b"!", b * 2, 72 in b, b"lo" in b, b.decode())
# ---
# constructing
print(bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(range(3)), bytes(b"x"), bytes(), repr(b"a'\x00\xff\n\\"), bytearray(b"ab"), bytearray(2))
for f in [lambda: bytes([256]), lambda: bytes(-1), lambda: bytes("a"), lambda: bytes(1.5), lambda: b"a" + "b", lambda: b"ab"["x"], lambda: bytes.fromhex("zz"), lambda: b"a" < "b", lambda: "x" in b"x", lambda: b"".join(["a"])]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# bytearray mutation
a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b"??")
del a[-1]
a[1:3] = b"EE"
a += b"x"
a.insert(0, 62)
print(a, a.pop(), a.find(b"l"), len(a), bytes(a), a.decode(), a == b"z", a.upper(), a[::-1])
a.reverse(); a.remove(62)
print(a); a.clear(); print(a)
# ---
# formatting and iteration
print(b"%s-%d" % (b"a", 5), b"%x" % 255, [hex(x) for x in b"\x01\xff"], sum(b"abc"), sorted(b"cab"), max(b"az"), b"a" < b"b", hash(b"a") == hash(b"a"), {b"k": 1}[b"k"], int.from_bytes(b"\x01\x00", "big"), (258).to_bytes(2, "little"), b"abc".translate(bytes.maketrans(b"a", b"z")))
