# case methods
s = "hELLO wörld ß"
print(s.capitalize(), s.casefold(), s.lower(), s.upper(), s.swapcase(), s.title(), "they're x1y".title(), "ǆ".title(), "ΑΣ".lower())
# ---
# padding methods
print(["ab".center(5), "ab".center(6, "*"), "ab".center(1), "ab".ljust(4) + "|", "ab".ljust(4, "."), "ab".rjust(4), "ab".rjust(4, "-"), "-5".zfill(4), "+5".zfill(4), "5".zfill(0), "".zfill(2), "abc".zfill(2)])
for f in [lambda: "a".center(), lambda: "a".center("3"), lambda: "a".ljust(3, "ab"), lambda: "a".rjust(3, 5), lambda: "a".zfill(), lambda: "a".center(3, "a", 1), lambda: "a".zfill(1.5)]:
    try: print(f())
    except TypeError as e: print(e)
# ---
# searching methods
s = "abcabc"
print(s.count("a"), s.count(""), s.count("abc", 1), s.count("c", 0, 3), s.find("c"), s.find("c", 3), s.find("z"), s.find("", 6), s.find("", 7), s.rfind("a"), s.rfind("a", 0, 3), s.index("b"), s.rindex("b"), s.startswith("abc"), s.startswith(("x", "a")), s.startswith("b", 1), s.startswith(()), s.endswith("bc"), s.endswith("b", 0, 2), s.endswith(("c", "d")), s.startswith("", 7))
for f in [lambda: s.index("z"), lambda: s.rindex("z", 1, 2), lambda: s.find(), lambda: s.find(5), lambda: s.startswith(5), lambda: s.endswith([1]), lambda: s.startswith((1,)), lambda: s.count("a", "b"), lambda: s.index()]:
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# ---
# tests on text
for s in ["", "abc", "ABC", "Abc Def", "123", "12.3", " \t\n", "a1", "²", "½", "é", "_x", "1x", "def", "\x00", "٣"]:
    print(ascii(s), [getattr(s, "is" + n)() for n in "alnum alpha ascii decimal digit identifier lower numeric printable space title upper".split()])
# ---
# strip and prefixes
print(["  ab ".strip(), "  ab ".lstrip(), "  ab ".rstrip(), "xxabyx".strip("xy"), "xxab".lstrip("x"), "abxx".rstrip("x"), "ab".strip(""), "ab".strip(None), "abab".removeprefix("ab"), "abab".removesuffix("ab"), "ab".removeprefix("x"), "\u2003a\x1f".strip()])
for f in [lambda: "a".strip(1), lambda: "a".removeprefix(), lambda: "a".removeprefix(1), lambda: "a".removesuffix(("a",)), lambda: "a".strip("a", "b")]:
    try: print(f())
    except TypeError as e: print(e)
# ---
# splitting
print("a b  c".split(), "a,b,,c".split(","), "a,b,c".split(",", 1), " a b ".split(None, 1), "a b c".rsplit(None, 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","), "abc".split("b", -1), "a\nb\r\nc\x0bd\u2028e".splitlines(), "a\n\nb\n".splitlines(True), "".splitlines(), "a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("-"), "abc".rpartition("-"), "a--b".split("--"), "x".split(sep="x"), "a b c d".split(maxsplit=2), "a\n".splitlines(keepends=True))
for f in [lambda: "a".split(""), lambda: "a".rsplit(""), lambda: "a".partition(""), lambda: "a".split(1), lambda: "a".split(",", "x"), lambda: "a".partition(), lambda: "a".split(bad=1), lambda: "a".rpartition(5)]:
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# ---
# join replace translate expandtabs
print(",".join("abc"), "".join([]), "-".join(("a",)), ", ".join(str(i) for i in range(3)), "x".join({"k": 1}), "aXbX".replace("X", "--"), "aaa".replace("a", "b", 2), "abc".replace("", "."), "abc".replace("z", "y"), "abc".translate({97: "AA", 98: None, 99: 67}), "abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate(str.maketrans({"a": "1", "b": None, 99: "z"})), repr("a\tbc\td".expandtabs()), repr("a\tb".expandtabs(4)), repr("\ta".expandtabs(0)), repr("a\nb\tc".expandtabs(tabsize=3)))
for f in [lambda: ",".join([1]), lambda: ",".join(5), lambda: ",".join(["a", None]), lambda: "a".replace("b"), lambda: "a".replace(1, 2), lambda: str.maketrans("ab", "c"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans(5), lambda: "a".translate(5), lambda: ",".join()]:
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# ---
# encode
print("aé€😀".encode(), "é".encode("latin-1"), "é".encode("utf-16-le"), "aé".encode("ascii", "ignore"), "aé".encode("ascii", "replace"), "aé".encode("ascii", "xmlcharrefreplace"), "aé".encode("ascii", errors="backslashreplace"), "a".encode("UTF_8"))
for f in [lambda: "é".encode("ascii"), lambda: "a".encode("nope"), lambda: "é".encode("ascii", "nope"), lambda: "a".encode(5), lambda: "\ud800".encode()]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# ---
# format map and index
class D(dict):
    def __missing__(self, k): return f"<{k}>"
print("{a} {b}".format_map(D(a=1)), "{0[1]} {0[k]}".format({1: "one", "k": "v"}), "{0.real} {x.imag}".format(5, x=2j), "{:>{w}}|{:{f}^5}".format("a", "b", w=3, f="*"), "{{}} {!r:>5} {!s} {!a}".format("x", "y", "é"), "{1} {0} {1}".format("a", "b"), "{:,} {:_} {:.2%} {:+} {:#x} {:08.3f} {:e} {:g} {:c} {:n}".format(12345, 67890, .256, 5, 255, 3.14159, 12345.678, 1e10, 65, 7), "{!r}".format([1]), f"{'a':{'>'}{5}}")
# ---
# operators of str
print("a" + "b", "ab" * 2, 2 * "ab", "ab" * -1, "a" in "abc", "" in "a", "z" not in "abc", "a" < "b", "a" < "B", "abc" >= "abd", "a" == "a", "a" != 1, "a" == None, "abc"[1], "abc"[-1], "abc"[::-1], "abc"[1:], "abcdef"[4:1:-2], "abc"[5:], len("é😀"), min("bca"), max("bca"), sorted("bca"), list("ab"), [*"ab"], "%s-%d" % ("a", 5), hash("a") == hash("a"), "a" "b", bool(""), bool(" "), not "")
for f in [lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "a" - "b", lambda: "a" < 1, lambda: 1 in "a", lambda: "abc"[5], lambda: "abc"["a"], lambda: "abc"[1.0], lambda: -"a", lambda: "a" % 5, lambda: "%d" % "a", lambda: "a" / 2, lambda: "a" @ "b", lambda: ~"a", lambda: "abc"[None], lambda: "a" ** 2, lambda: "a" // 2, lambda: "a" & "b"]:
    try: print(f())
    except (TypeError, ValueError, IndexError) as e: print(type(e).__name__, e)
s = "a"
for f in ["s[0] = 'b'", "del s[0]", "s.x = 1"]: print(f)
try: s[0] = "b"
except TypeError as e: print(e)
try: del s[0]
except TypeError as e: print(e)
try: s.x = 1
except AttributeError as e: print(e)
try: s.nope
except AttributeError as e: print(e)
try: s.nope()
except AttributeError as e: print(e)
# ---
# dunders of str called by name
print("a".__add__("b"), "a".__mul__(3), "a".__rmul__(2), "abc".__len__(), "abc".__getitem__(1), "abc".__contains__("b"), "a".__eq__("a"), "a".__eq__(1), "a".__lt__("b"), "a".__ne__("a"), "a".__hash__() == hash("a"), "a".__repr__(), "a".__str__(), "a".__format__(">3"), next("ab".__iter__()), "%s".__mod__(5), str.upper("a"), str.join(",", ["a", "b"]), str.__add__("a", "b"), list(map(str.strip, [" a "])), sorted(["b", "A"], key=str.lower))
for f in [lambda: str.upper(5), lambda: str.upper(), lambda: str.join([], "a"), lambda: "a".__getitem__("b"), lambda: "a".upper(1), lambda: "a".upper(x=1), lambda: str.split(5)]:
    try: print(f())
    except TypeError as e: print(e)
# ---
# surrogates escapes and unicode
print(repr("\x00\t\n\r\\'\"é\u200b\U0001f600\xad\ud800"), ascii("é😀"), "\N{BULLET}", "\101\x41\u0041", len("\U0001f468\u200d"), r"\n", rb"\n", "tab\there", 'it\'s', "it's", 'a"b', repr('a"b\'c'), repr("\x7f\x80\xa0"), "ı".upper(), "ﬁ".upper(), "İ".lower() == "i̇")
