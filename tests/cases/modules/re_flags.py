# flags are members of an enum
import enum
import re

for flag in (re.A, re.ASCII, re.I, re.IGNORECASE, re.L, re.LOCALE, re.M, re.MULTILINE, re.S, re.DOTALL, re.U, re.UNICODE, re.X, re.VERBOSE, re.DEBUG, re.NOFLAG):
    print(repr(flag), str(flag), f"{flag}", int(flag), flag.name, flag.value, type(flag), bool(flag), flag == int(flag))
print(re.I is re.IGNORECASE, isinstance(re.I, int), isinstance(re.I, enum.IntFlag), isinstance(re.I, re.RegexFlag), re.RegexFlag)
print(re.RegexFlag(2), re.RegexFlag["M"], re.RegexFlag.S, len(re.RegexFlag) > 5, re.I in re.RegexFlag)
print([flag.name for flag in re.RegexFlag if flag.name != "TEMPLATE"])
print({"I": re.I}, hash(re.I) == hash(re.RegexFlag(2)))
# ---
# flags combined
import re

print(re.I | re.M, repr(re.M | re.I | re.S), re.I & re.M, re.I ^ re.M, (re.I | re.M) & ~re.I, re.I | 8, 8 | re.I)
print(type(re.I | re.M), (re.I | re.M) == 10, (re.I | re.M).name, (re.I | re.M).value, re.I in (re.I | re.M), re.S in (re.I | re.M))
print(re.I | re.M == re.M | re.I, list(re.I | re.M), len(re.I | re.M))
print(re.I + re.M, re.I * 2, re.I < re.M, sorted([re.M, re.I]), max(re.I, re.S), type(re.I + 1))
flags = 0
for flag in (re.I, re.X):
    flags |= flag
print(repr(flags), repr(re.RegexFlag(0)), repr(re.RegexFlag(1 << 12)), repr(re.I | (1 << 12)), repr(~re.I), repr(~(re.I | re.M)), (re.I | 4096).name, re.RegexFlag(4096).name)
print("%d %s %r" % (re.I, re.I, re.I), f"{re.I!r} {re.I!s} {re.I:>4} {re.I | re.M}")
# ---
# flags given to the functions
import re

pattern = re.compile("x", re.I)
print(pattern, pattern.flags, type(pattern.flags), re.compile("x", re.I | re.M), re.compile(b"x", re.L).flags, re.compile("x", re.NOFLAG))
print(re.search("B", "abc", re.I), re.match("A", "abc", flags=re.I), re.fullmatch("ABC", "abc", re.IGNORECASE))
print(re.findall("^a", "a\nA", re.I | re.M), [m.span() for m in re.finditer("^a", "a\nA", re.I | re.M)])
print(re.sub("A", "x", "aA", flags=re.I), re.subn("A", "x", "aA", flags=re.I), re.split("B", "abc", flags=re.I), re.sub("a", lambda m: m.group().upper(), "aA", 1, re.I))
print(re.compile("a b", re.VERBOSE | re.DOTALL), re.compile("x", re.RegexFlag(2)), pattern.flags & re.I, bool(pattern.flags & re.M), pattern.flags == re.I | re.U)
print(re.compile("x", re.A).flags, repr(re.RegexFlag(pattern.flags)))
try:
    re.compile(pattern, re.I)
except ValueError as error:
    print(error)
# ---
# flags imported by name, and what cannot be done to them
from re import IGNORECASE, RegexFlag, M


def find(text: str, flags: RegexFlag = M | IGNORECASE) -> RegexFlag:
    return flags


print(repr(find("x")), {IGNORECASE: 1}[RegexFlag.I], {2: "two"}[IGNORECASE])
match IGNORECASE:
    case RegexFlag.I:
        print("ignore case")
import re, copy
print(copy.copy(re.I) is re.I, copy.deepcopy({"f": re.I | re.M}), hasattr(re, "RegexFlag"), getattr(re, "I"), "IGNORECASE" in dir(re))
