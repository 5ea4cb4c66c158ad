# case methods
s = "hello World ßé"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), "ǆ".title(), "İ".lower() == "i̇")
# ---
# tests
for s in ["", "abc", "ABC", "Abc", "12", "a1", " ", "a b", "²", "Ⅷ", "_x", "1x", "class", "é", "\n", "Hello World"]:
    print(repr(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())
# ---
# strip
print(repr("  a b ".strip()), repr("xxaxx".lstrip("x")), repr("xxaxx".rstrip("x")), "abcba".strip("ab"), repr("\t\n x\r".strip()), "pre-x".removeprefix("pre-"), "x.py".removesuffix(".py"), "x".removeprefix("y"), "  a".lstrip(None))
# ---
# split and join
print("a b  c".split(), "a,b,,c".split(","), " a b ".split(" "), "a b c d".split(maxsplit=2), "a,b,c".rsplit(",", 1), "".split(), "".split(","), "aXXbXXc".split("XX"), "a\nb\r\nc\n\nd".splitlines(), "a\nb\n".splitlines(True), "a b c".rsplit(None, 1), "abc".partition("b"), "abc".partition("x"), "a.b.c".rpartition("."))
print(",".join(["a", "b"]), "".join("xyz"), "-".join([]), ", ".join({"k": 1}), "x".join(("1",)))
for f in [lambda: ",".join([1, 2]), lambda: ",".join(["a", None]), lambda: ",".join(5), lambda: "a".split(""), lambda: "a".partition(""), lambda: "a".split(5)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# find and count
s = "banana"
print(s.find("an"), s.find("an", 2), s.find("x"), s.rfind("an"), s.index("n"), s.rindex("a"), s.count("a"), s.count("an", 2), s.count(""), s.find(""), s.startswith("ba"), s.endswith(("x", "na")), s.startswith("na", 2), s.startswith(("x",)), s.find("a", -2), s.endswith("an", 0, 3))
for f in [lambda: s.index("z"), lambda: s.rindex("z"), lambda: s.startswith(5), lambda: s.count(5), lambda: s.find()]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# replace and translate
print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".translate({97: "X", 98: None, 99: 100}), "hello".translate(str.maketrans("el", "ip")), "hello".translate(str.maketrans("el", "ip", "o")), str.maketrans({"a": "b"}), "tab\tx".expandtabs(4), "a\tb".expandtabs())
# ---
# padding
print("a".ljust(3) + "|", "a".rjust(3, "*"), "a".center(4, "-"), "ab".center(5, "-"), "5".zfill(3), "-5".zfill(4), "+x".zfill(5), "abc".zfill(2), "abc".center(2))
for f in [lambda: "a".ljust(3, "ab"), lambda: "a".zfill("x"), lambda: "a".center(), lambda: "a".rjust(1.5)]:
    try: f()
    except TypeError as e: print(e)
# ---
# encode
print("é€".encode(), "é".encode("latin-1"), "é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), "é".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"), "a".encode("utf-16-le"))
for f in [lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "a".encode("nope")]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(b"\xc3\xa9".decode(), b"\xff".decode("utf-8", "replace"), b"\xff".decode("latin-1"), str(b"ab", "utf-8"), str(b"x"))
# ---
# format method
print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x} {y:>4}".format(x=1, y=2), "{0[1]} {1[k]} {2.real}".format([1, 2], {"k": 3}, 5), "{:{}}|{:>{w}}".format("a", 4, "b", w=3), "{{}}".format(), "{!r:>5} {!s}".format("a", "b"), "{:,} {:.2%} {:e}".format(1234567, 0.256, 12345.678), "{0}{0}".format("z"), "{a[b]}".format(a={"b": 1}), "{:%Y}".format(__import__("datetime").date(2020, 1, 1)) if 0 else "")
for t, a in [("{} {}", (1,)), ("{x}", ()), ("{", ()), ("}", ()), ("{0} {}", (1, 2)), ("{!z}", (1,)), ("{:d}", ("a",)), ("{0.nope}", (1,)), ("{0[9]}", ([1],)), ("{0[k]}", ({},)), ("{:{:{}}}", (1, 2, 3))]:
    try: print(t.format(*a))
    except Exception as e: print(type(e).__name__, e)
print("{a}{b}".format_map({"a": 1, "b": 2}))
class D(dict):
    def __missing__(self, k): return f"<{k}>"
print("{x} {y}".format_map(D(x=1)))
# ---
# percent formatting
print("%s %d %f %.2f %5d|%-5d|%05d %x %X %o %e %g %c %c %r %%" % ("s", 3, 1.5, 2.345, 42, 42, 42, 255, 255, 8, 12345.678, 0.0001, "c", 65, "r"))
print("%(a)s %(b)05.1f" % {"a": 1, "b": 2.25}, "%s" % None, "%s" % [1], "%s" % (1,), "%+d % d %#x" % (5, 5, 255), "%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159), "%i" % 3.9, "%5s|%-5s|%.2s" % ("a", "b", "xyz"), "%a" % "é", "%s %s" % ("a", (1, 2)))
for t, a in [("%d", "x"), ("%s %s", (1,)), ("%s", (1, 2)), ("%z", 1), ("%", ()), ("%(a)s", 5), ("%(a)s", {}), ("%c", "ab"), ("%x", 1.5), ("%d", None), ("no", 5), ("%c", -1)]:
    try: print(t % a)
    except Exception as e: print(type(e).__name__, e)
# ---
# repr and escapes
for s in ["a'b", 'a"b', "a'b\"c", "\n\t\r\\", "\x00\x7f", "é", "\u200b", "\U0001f600", "\ud800", "\xa0", "\xad"]:
    print(repr(s), ascii(s), len(s))
# ---
# format mini language for strings
for spec in ["", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", "s", "-<5s", "05"]:
    print(f"[{'abc':{spec}}]")
# ---
# indexing iteration comparison
s = "héllo"
print([c for c in s], s[1], s[-1], s[::2], sorted(s), min(s), max(s), "a" < "b" < "c", "Z" < "a", s * 2, len(s), "ll" in s, list(enumerate(s))[:2], s == "he\u0301llo", ord("é"), chr(233), "a" "b", s.__contains__("h"), hash("a") == hash("a"))
# ---
# method argument errors
for f in [lambda: "a".upper(1), lambda: "a".replace("b"), lambda: "a".join(), lambda: "a".nope(), lambda: "a" + 1, lambda: "a" * "b", lambda: "a" - "b", lambda: "abc"["a"], lambda: 5 in "a", lambda: "a".replace(1, 2), lambda: "a" < 1, lambda: "a".strip(5), lambda: "x".format_map(), lambda: "a".encode(5)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
# ---
# unbound methods
print(str.upper("a"), list(map(str.strip, [" a ", "b "])), sorted(["b", "A"], key=str.lower), str.join("-", "ab"), "a".upper.__name__, str.__name__, str(), str(5), str(None), str([1, "a"]))
# ---
# text processing
text = """The quick brown fox.
It jumps over the lazy dog; the dog sleeps!"""
words = [w.strip(".;!").lower() for w in text.split()]
print(words, {w: words.count(w) for w in sorted(set(words), key=lambda w: (-words.count(w), w))}, max(words, key=len), " ".join(w[::-1] for w in words), sum(c in "aeiou" for c in text), text.title().splitlines()[1], len(text.splitlines()))
def palindrome(s): return (t := "".join(c.lower() for c in s if c.isalnum())) == t[::-1]
def caesar(s, k): return "".join(chr((ord(c) - (b := 97 if c.islower() else 65) + k) % 26 + b) if c.isalpha() else c for c in s)
print(palindrome("A man, a plan, a canal: Panama"), caesar("Hello, World", 3), caesar(caesar("abc", 5), -5))
