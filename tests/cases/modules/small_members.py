# inverse hyperbolic functions
import cmath
import math

print([round(f(x), 12) for f, x in ((math.acosh, 2.0), (math.asinh, 0.5), (math.atanh, 0.5))])
print([complex(round(z.real, 12), round(z.imag, 12)) for z in (cmath.acosh(0.5), cmath.asinh(2j), cmath.atanh(0.5 + 1j))])
for call in (lambda: math.acosh(0.5), lambda: math.atanh(1.0), lambda: cmath.atanh(1)):
    try:
        print(call())
    except ValueError as error:
        print(error)
# ---
# Field of dataclasses
from dataclasses import Field, dataclass, field, fields

@dataclass
class Item:
    name: str
    tags: list = field(default_factory=list, metadata={"unit": "none"})

[(isinstance(f, Field), f.name, f.init, dict(f.metadata)) for f in fields(Item)]
# ---
# UnsupportedOperation and RawIOBase
import io

text = io.StringIO("abc")
try:
    text.fileno()
except io.UnsupportedOperation as error:
    print(repr(error), isinstance(error, OSError), isinstance(error, ValueError))
try:
    raise io.UnsupportedOperation("not here")
except ValueError as error:
    print(error)
isinstance(io.BytesIO(), io.RawIOBase), issubclass(io.RawIOBase, io.IOBase)
# ---
# styles of logging formatters, the root logger, filterers
import logging

record = logging.LogRecord("app", logging.INFO, "file.py", 3, "hello %s", ("you",), None)
record.message = record.getMessage()
print(logging.PercentStyle("%(levelname)s %(message)s").format(record))
print(logging.StrFormatStyle("{levelname}: {message}").format(record))
print(logging.StringTemplateStyle("$name/$message").format(record))
print(isinstance(logging.getLogger(), logging.RootLogger), logging.getLogger().name)
owner = logging.Filterer()
owner.addFilter(lambda found: found.levelno > logging.INFO)
bool(owner.filter(record)), bool(logging.Filterer().filter(record))
# ---
# Rational numbers
from fractions import Fraction
from numbers import Rational

[isinstance(n, Rational) for n in (1, True, 1.0, Fraction(1, 2), 1j)], Rational.__name__, (5).numerator, Fraction(3, 6).denominator
# ---
# means and medians
import statistics

data = [1, 2, 3, 3, 4, 9]
print(round(statistics.geometric_mean([1, 2, 4]), 9), statistics.harmonic_mean([40, 60]), statistics.median_high([1, 3, 5, 7]))
print(round(statistics.median_grouped(data), 9), statistics.median_grouped([52, 52, 53, 54]), round(statistics.pstdev(data), 9))
for call in (lambda: statistics.geometric_mean([]), lambda: statistics.harmonic_mean([1, -1]), lambda: statistics.pstdev([])):
    try:
        print(call())
    except statistics.StatisticsError as error:
        print(error)
# ---
# printable characters
import string

len(string.printable), string.printable[-6:], set(string.printable) >= set(string.whitespace + string.punctuation)
# ---
# results of urllib.parse and the schemes that it knows
from urllib.parse import DefragResult, SplitResult, uses_netloc, uses_params, uses_relative, urldefrag, urlsplit

found = urldefrag("http://a/b#c")
print(found, isinstance(found, DefragResult), found.geturl())
print(isinstance(urlsplit("http://a/b?c"), SplitResult), SplitResult("http", "a", "/b", "", "").geturl())
["http" in known for known in (uses_netloc, uses_params, uses_relative)]
# ---
# variants of UUIDs
import uuid

texts = ["00000000-0000-4000-0000-000000000000", "00000000-0000-4000-8000-000000000000", "00000000-0000-4000-c000-000000000000",
         "00000000-0000-4000-e000-000000000000"]
variants = [uuid.UUID(text).variant for text in texts]
print(variants)
variants == [uuid.RESERVED_NCS, uuid.RFC_4122, uuid.RESERVED_MICROSOFT, uuid.RESERVED_FUTURE]
# ---
# the state of a generator
import random

r = random.Random("seed")
state = r.getstate()
first = [r.random(), r.gauss(0, 1), r.randint(1, 9)]
middle = r.getstate()
r.setstate(state)
print([r.random(), r.gauss(0, 1), r.randint(1, 9)] == first, state[0], len(state[1]), middle != state)
random.seed(3)
kept = random.getstate()
x = random.random()
random.setstate(kept)
print(random.random() == x)
try:
    r.setstate((3, (1, 2), None))
except ValueError:
    print("refused")
# ---
# json pairs keep what a dict would not
import json

print(json.loads('{"a": 1, "a": {"b": [{"c": 2}], "b": 3}}', object_pairs_hook=list))
print(json.loads("[1, [2]]", object_pairs_hook=list), json.loads("{}", object_pairs_hook=tuple))
# ---
# sets are found as the frozensets that they equal
s = {frozenset({1}), frozenset(), 5}
print({1} in s, set() in s, {2} in s, {1} not in s)
s.discard({1})
s.remove(set())
print(s)
try:
    {1} in {1: 2}
except TypeError as error:
    print(error)
# ---
# a base that is an index, and truth that is switched off
class Index:
    def __index__(self):
        return 16


class Switched:
    __bool__ = None

    def __len__(self):
        return 1


print(int("ff", Index()), int("ff", base=Index()), [not x for x in (Index(),)])
try:
    bool(Switched())
except TypeError as error:
    print(error)
print(f"{5:>300}"[-3:], f"{5:>3}", f"{5:>3}", f"{2.5:10.3f}")
# ---
# heapq: heaps with the greatest item first, which programs use by their private names
import heapq
h = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
heapify = getattr(heapq, "_heapify_max", None)
if heapify:
    heapq._heapify_max(h); print(h)
    while len(h) > 6:
        print(heapq._heappop_max(h), h)
    print(heapq._heapreplace_max(h, 4), h)
    h.append(10); heapq._siftdown_max(h, 0, len(h) - 1); print(h)
    h[0] = 0; heapq._siftup_max(h, 0); print(h)
    m = [1, 3, 2, 5]
    m.append(0); heapq._siftdown(m, 0, 4); print(m); m[0] = 9; heapq._siftup(m, 0); print(m)
    for f, a in [(heapq._heapify_max, (5,)), (heapq._heappop_max, (5,)), (heapq._heapreplace_max, (5, 1)), (heapq._heappop_max, ([],)), (heapq._heapreplace_max, ([], 1))]:
        try: print(f(*a))
        except (TypeError, IndexError) as e: print(type(e).__name__, e)
for f, a in [(heapq.heapify, (5,)), (heapq.heappop, (5,)), (heapq.heappush, (5, 1)), (heapq.heapreplace, ((1,), 1)), (heapq.heappushpop, (None, 1)), (heapq.heappop, ([],))]:
    try: print(f(*a))
    except (TypeError, IndexError) as e: print(type(e).__name__, e)
