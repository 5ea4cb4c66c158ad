# matching
from difflib import SequenceMatcher, get_close_matches, unified_diff, context_diff, ndiff, restore, Differ, IS_LINE_JUNK, IS_CHARACTER_JUNK, diff_bytes, Match
for a, b in (("abcd", "bcde"), ("private Thread currentThread;", "private volatile Thread currentThread;"), ("", ""), ("a", ""), ("qabxcd", "abycdf"), ([1, 2, 3], [2, 3, 4]), ("x" * 300, "x" * 250 + "y")):
    s = SequenceMatcher(None, a, b); print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_matching_blocks(), s.get_opcodes(), s.find_longest_match())
s = SequenceMatcher(lambda c: c == " ", " abcd", "abcd abcd"); print(s.find_longest_match(0, 5, 0, 9), s.bjunk, s.ratio()); s.set_seq1("abc"); print(s.ratio(), SequenceMatcher(None, "a b", "a  b", autojunk=False).ratio())
print(get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), get_close_matches("xyz", ["a"]), get_close_matches("wheel", ["heel", "whee", "wheels", "while"], 2, 0.7))
for f in (lambda: get_close_matches("a", [], 0), lambda: get_close_matches("a", [], 1, 2)):
    try: f()
    except ValueError as e: print(e)
print(Match(1, 2, 3), IS_LINE_JUNK(" # \n"), IS_LINE_JUNK("x"), IS_CHARACTER_JUNK(" "), IS_CHARACTER_JUNK("x"))
# ---
# diffs
from difflib import unified_diff, context_diff, ndiff, restore, Differ, diff_bytes
a = [f"line {i}\n" for i in range(30)]
b = a[:]; b[3] = "line three\n"; del b[10]; b.insert(20, "new\n"); b.append("end\n")
print("".join(unified_diff(a, b, "a.txt", "b.txt"))); print("".join(unified_diff(a, b, "a", "b", "2020", "2021", n=0))); print("".join(context_diff(a, b, "old", "new", n=1)))
print(list(unified_diff([], ["x"], lineterm="")), list(unified_diff(["x"], ["x"])), list(unified_diff(["a", "b"], [], "f", "t", lineterm="")))
x = "one\ntwo\nthree\n".splitlines(keepends=True); y = "ore\ntree\nemu\n".splitlines(keepends=True)
d = list(ndiff(x, y)); print("".join(d), list(restore(d, 1)) == x, list(restore(d, 2)) == y)
print("".join(Differ().compare(["  1. Beautiful is better than ugly.\n", "  2. Explicit is better than implicit.\n", "same\n"], ["  1. Beautiful is better than ugly.\n", "  3.   Simple is better than complex.\n", "\tsame\n", "same\n"])))
print(list(diff_bytes(unified_diff, [b"a\xff"], [b"b"], b"x", b"y", lineterm=b"")))
for f in (lambda: list(unified_diff("ab", ["a"])), lambda: list(unified_diff([1], ["a"])), lambda: list(restore([], 3)), lambda: list(unified_diff(["a"], ["b"], fromfile=3))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
