# infinite ones
from itertools import count, cycle, repeat, islice, takewhile
print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(1.5, -0.5), 3)), count(3), count(1, 2))
print(list(islice(cycle("ab"), 5)), list(islice(cycle([]), 2)), list(repeat("x", 3)), list(repeat(1, 0)), list(islice(repeat(7), 2)), repeat(1, 2), repeat([]))
c = count(); print(next(c), next(c), c)
print(list(zip(count(1), "ab")), list(takewhile(lambda x: x < 10, count(0, 3))), list(map(pow, [2, 3], repeat(2))))
cyc = cycle(i for i in range(2)); print([next(cyc) for _ in range(5)])
for bad in (lambda: count("a"), lambda: repeat(), lambda: repeat(1, "x"), lambda: cycle(5)):
    try: bad()
    except TypeError as e: print("TypeError", e)
# ---
# accumulate and chain
from itertools import accumulate, chain
import operator
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([], initial=5)), list(accumulate([3, 1, 4], max)), list(accumulate("abc")))
print(list(accumulate([1, 2, 3], lambda a, b: a * 10 + b, initial=0)), list(accumulate([1, 2], func=None)))
print(list(chain([1], "ab", (2,))), list(chain()), list(chain.from_iterable([[1], [2, 3], "x"])), list(chain.from_iterable(range(n) for n in range(4))))
def g():
    yield 1
    yield 2
print(list(chain(g(), [3], g())), sum(chain([1], [2])), next(chain([9])))
it = chain([1], 5)
print(next(it))
try: next(it)
except TypeError as e: print(e)
l = [1]; ch = chain(l, (x for x in [7])); l.append(2); print(list(ch))
# ---
# filters
from itertools import compress, dropwhile, filterfalse, takewhile, islice, starmap, pairwise
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(dropwhile(lambda x: x < 5, [1, 4, 6, 3, 8])), list(takewhile(lambda x: x < 5, [1, 4, 6, 3])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])), list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(lambda a, b=9: a + b, [(1,), [1, 2]])))
print(list(pairwise("abcd")), list(pairwise([1])), list(pairwise(x for x in range(3))))
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, 4)), list(islice("abcdefg", 2, None)), list(islice("abcdefg", 0, None, 2)), list(islice(range(10), 1, 8, 3)), list(islice((c for c in "abcdef"), 1, 4, 2)))
it = iter(range(10)); print(list(islice(it, 3)), list(it)); g = (x for x in range(10)); print(list(islice(g, 3)), next(g), list(islice(g, 0, 2)), next(g))
for bad in (lambda: islice([1], -1), lambda: islice([1], 0, 5, 0), lambda: islice([1], "a"), lambda: islice(5, 1)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
# ---
# groupby and tee
from itertools import groupby, tee
print([(k, list(g)) for k, g in groupby("aabbbca")], [k for k, g in groupby([1, 1, 2])], [(k, len(list(g))) for k, g in groupby(sorted("mississippi"))])
print({k: [x for x in v] for k, v in groupby(range(10), key=lambda x: x // 4)}, [(k, next(g)) for k, g in groupby([("a", 1), ("a", 2), ("b", 3)], lambda t: t[0])])
groups = [g for k, g in groupby("aab")]; print([list(g) for g in groups])
a, b = tee([1, 2, 3]); print(list(a), list(b)); a, b, c = tee((x for x in range(3)), 3); print(next(a), next(a), next(b), list(c), list(a), list(b)); print(tee([], 0))
def pairs(seq):
    x, y = tee(seq); next(y, None)
    return zip(x, y)
print(list(pairs("abc")))
# ---
# combinatorics
from itertools import product, permutations, combinations, combinations_with_replacement
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("a", [])), len(list(product(range(3), repeat=4))))
print(list(permutations("abc")), list(permutations([1, 2, 3], 2)), list(permutations("ab", 3)), list(permutations([])), list(permutations("ab", r=1)))
print(list(combinations("abcd", 2)), list(combinations([1], 2)), list(combinations("ab", 0)), list(combinations_with_replacement("ab", 2)))
print(sum(1 for _ in permutations(range(6))), next(combinations(range(5), 3)), list(combinations((x for x in "abc"), 2)), list(product((c for c in "ab"), repeat=2)))
for bad in (lambda: combinations("ab", -1), lambda: permutations("ab", -1), lambda: product("ab", repeat=-1), lambda: combinations(5, 1)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
# ---
# zip_longest
from itertools import zip_longest
print(list(zip_longest("abc", [1])), list(zip_longest("ab", "x", [], fillvalue="-")), list(zip_longest()), list(zip_longest((x for x in "ab"), range(3), fillvalue=0)))
# ---
# with guest iterators
import itertools
class Up:
    def __init__(self, n): self.n = n; self.i = 0
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(itertools.chain(Up(2), Up(1))), list(itertools.accumulate(Up(4))), list(itertools.islice(Up(9), 2, 5)), list(itertools.permutations(Up(2))), list(itertools.pairwise(Up(3))))
print(list(itertools.compress(Up(3), [0, 1, 1])), list(itertools.zip_longest(Up(2), Up(1))), [list(t) for t in itertools.tee(Up(2))], list(itertools.islice(itertools.cycle(Up(2)), 5)))
