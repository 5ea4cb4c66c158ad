# layout
from pprint import pprint, pformat, pp, PrettyPrinter, saferepr, isreadable, isrecursive
import io
from collections import OrderedDict, defaultdict, Counter, deque, namedtuple, ChainMap
from dataclasses import dataclass, field
from types import SimpleNamespace, MappingProxyType
data = {"name": "A rather long name for a thing", "tags": ["alpha", "beta", "gamma", "delta", "epsilon"], "nested": {"b": 2, "a": 1, "list": list(range(30))}, "t": (1,), "s": {3, 1, 2}, "z": None}
pprint(data); pprint(data, width=40); pprint(data, compact=True, width=60); pprint(data, indent=4, width=50); pp(data, width=50); pprint(data, depth=1); pprint(data, sort_dicts=False, width=100)
print(pformat([1, 2, 3]), pformat({}), pformat([]), pformat(()), pformat(set()), pformat("x"), pformat((1,)), pformat({"b": 1, "a": 2}), pformat({1: "a", "b": 2}))
pprint("word " * 40); pprint(["word " * 30, "line one\nline two is here\n" * 3], width=50); pprint({"k": "word " * 30}, width=40)
pprint(b"bytes " * 30, width=50); pprint([b"ab" * 40], width=40); pprint(bytearray(b"x" * 60), width=40)
pprint(OrderedDict([("z" * 20, 1), ("a" * 20, [1] * 20)]), width=40); pprint(defaultdict(list, {"k" * 20: [1] * 20, "a": []}), width=40); pprint(Counter("a" * 3 + "b" * 2 + "c"), width=20); pprint(deque(range(30)), width=40); pprint(deque(range(30), 40), width=40, compact=True)
pprint(frozenset(range(20)), width=20, compact=True); pprint([{"a": 1, "b": [1, 2, {"c": 3}]}] * 3, width=30); pprint(tuple(range(40)), width=50); pprint([[1, 2], [3, 4]], width=5)
@dataclass
class P:
    name: str
    items: list = field(default_factory=list)
    hidden: int = field(default=1, repr=False)
pprint(P("n" * 30, list(range(20))), width=50); pprint([P("a"), P("b")]); pprint(SimpleNamespace(a=1, b="x" * 70), width=50); pprint(MappingProxyType({"a": [1] * 30}), width=40); pprint(ChainMap({"a" * 20: 1}, {"b" * 20: 2}), width=30)
N = namedtuple("N", "a b"); pprint(N([1] * 20, 2), width=30)
pprint(1234567, underscore_numbers=True); pprint([123456789, 5], underscore_numbers=True)
s = io.StringIO(); pprint([1, 2], stream=s); PrettyPrinter(stream=s, width=10).pprint(["aaaa", "bbbb"]); print(repr(s.getvalue()))
loop = [1]; loop.append(loop); text = pformat(loop); print(text.startswith("[1, <Recursion on list with id="), isrecursive(loop), isreadable(loop), isreadable([1, {"a": "b"}]), isreadable(object()), saferepr([1, "a"]), isrecursive([1]))
pprint([(1, "a"), {"k": (1, 2)}] * 6, width=40, compact=True)
class C:
    def __repr__(self): return "C" * 100
pprint([C(), 1]); pprint({"x": C()}, width=20)
for f in (lambda: PrettyPrinter(indent=-1), lambda: PrettyPrinter(depth=0), lambda: PrettyPrinter(width=0)):
    try: f()
    except ValueError as e: print(e)
