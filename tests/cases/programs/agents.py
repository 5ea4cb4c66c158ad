# order report
orders = [
    {"id": 1, "customer": "ada", "items": [("pen", 2, 1.5), ("book", 1, 12.0)], "status": "paid"},
    {"id": 2, "customer": "bob", "items": [("ink", 5, 3.25)], "status": "open"},
    {"id": 3, "customer": "ada", "items": [], "status": "cancelled"},
]
def total(order): return sum(q * p for _, q, p in order["items"])
by_customer = {}
for o in orders:
    if o["status"] == "cancelled": continue
    by_customer[o["customer"]] = by_customer.get(o["customer"], 0) + total(o)
for name, amount in sorted(by_customer.items(), key=lambda kv: -kv[1]):
    print(f"{name:<10}{amount:>10.2f}")
open_ids = [o["id"] for o in orders if o["status"] == "open"]
print("open:", open_ids, "largest:", max(orders, key=total)["id"])
{"total": sum(by_customer.values()), "open": open_ids}
# ---
# bank with exceptions
class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.short = need - have
class Account:
    def __init__(self, owner, balance=0): self.owner, self.balance, self.log = owner, balance, []
    def deposit(self, n):
        if n <= 0: raise ValueError("amount must be positive")
        self.balance += n
        self.log.append(("deposit", n))
    def withdraw(self, n):
        if n > self.balance: raise InsufficientFunds(n, self.balance)
        self.balance -= n
        self.log.append(("withdraw", n))
def transfer(a, b, n):
    a.withdraw(n)
    try: b.deposit(n)
    except ValueError:
        a.deposit(n)
        raise
a, b = Account("a", 100), Account("b")
for n in (30, 500, -5):
    try: transfer(a, b, n); print("ok", n)
    except InsufficientFunds as e: print("short by", e.short, e)
    except ValueError as e: print("bad", e)
print(a.balance, b.balance, a.log, b.log)
# ---
# tokenizer and parser
import re
TOKENS = [("NUM", r"\d+(\.\d+)?"), ("OP", r"[-+*/()]"), ("WS", r"\s+")]
RX = re.compile("|".join(f"(?P<{n}>{p})" for n, p in TOKENS))
def lex(s):
    pos = 0
    while pos < len(s):
        m = RX.match(s, pos)
        if not m: raise SyntaxError(f"bad character {s[pos]!r} at {pos}")
        pos = m.end()
        if m.lastgroup != "WS": yield m.lastgroup, m.group()
class Parser:
    def __init__(self, s): self.toks = list(lex(s)) + [("END", "")]; self.i = 0
    def next(self): self.i += 1; return self.toks[self.i - 1]
    def peek(self): return self.toks[self.i][1]
    def expr(self):
        v = self.term()
        while self.peek() in ("+", "-"): v = v + self.term() if self.next()[1] == "+" else v - self.term()
        return v
    def term(self):
        v = self.factor()
        while self.peek() in ("*", "/"): v = v * self.factor() if self.next()[1] == "*" else v / self.factor()
        return v
    def factor(self):
        k, t = self.next()
        if k == "NUM": return float(t)
        if t == "(":
            v = self.expr(); self.next()
            return v
        if t == "-": return -self.factor()
        raise SyntaxError(f"unexpected {t!r}")
for s in ["1 + 2 * 3", "(1+2)*3 - -4/2", "2 *", "1 $ 2"]:
    try: print(s, "=", Parser(s).expr())
    except SyntaxError as e: print(s, "->", e)
# ---
# graph algorithms
import heapq
from collections import deque, defaultdict
edges = [("a", "b", 4), ("a", "c", 1), ("c", "b", 2), ("b", "d", 5), ("c", "d", 8)]
g = defaultdict(list)
for u, v, w in edges: g[u].append((v, w)); g[v].append((u, w))
def dijkstra(src):
    dist, heap = {src: 0}, [(0, src)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > dist[u]: continue
        for v, w in g[u]:
            if d + w < dist.get(v, float("inf")):
                dist[v] = d + w
                heapq.heappush(heap, (d + w, v))
    return dist
def bfs(s, t):
    q, seen = deque([[s]]), {s}
    while q:
        p = q.popleft()
        if p[-1] == t: return p
        for v, _ in sorted(g[p[-1]]):
            if v not in seen: seen.add(v); q.append(p + [v])
print(dijkstra("a"), bfs("a", "d"))
def topo(deps):
    out, state = [], {}
    def visit(n):
        if state.get(n) == 1: raise ValueError(f"cycle at {n}")
        if n in state: return
        state[n] = 1
        for d in deps.get(n, []): visit(d)
        state[n] = 2
        out.append(n)
    for n in deps: visit(n)
    return out
print(topo({"app": ["lib", "db"], "lib": ["core"], "db": ["core"]}))
try: topo({"a": ["b"], "b": ["a"]})
except ValueError as e: print(e)
# ---
# inventory with dataclasses and enum
from dataclasses import dataclass, field
from enum import Enum
class Kind(Enum):
    TOOL = "tool"
    FOOD = "food"
@dataclass(order=True)
class Item:
    sort_key: float = field(init=False, repr=False)
    name: str
    price: float
    kind: Kind = Kind.TOOL
    tags: list[str] = field(default_factory=list)
    def __post_init__(self):
        if self.price < 0: raise ValueError("negative price")
        self.sort_key = self.price
@dataclass
class Inventory:
    items: dict[str, Item] = field(default_factory=dict)
    def add(self, *new):
        for i in new: self.items[i.name] = i
        return self
    def by(self, kind): return [i for i in self.items.values() if i.kind is kind]
inv = Inventory().add(Item("saw", 20.0), Item("apple", 0.5, Kind.FOOD, ["fresh"]), Item("axe", 15))
print(sorted(inv.items.values()), inv.by(Kind.FOOD), max(inv.items.values()).name)
try: Item("x", -1)
except ValueError as e: print(e)
# ---
# csv json pipeline
import csv, io, json
from collections import Counter
text = "name,dept,salary\nann,dev,100\nbob,ops,80\ncat,dev,120\n"
rows = list(csv.DictReader(io.StringIO(text)))
by = Counter()
for r in rows: by[r["dept"]] += int(r["salary"])
print(by.most_common(), json.dumps(rows[0]), json.dumps({"depts": dict(by)}, indent=2, sort_keys=True))
back = json.loads(json.dumps({"a": [1, 2.5, None, True], "b": {"c": "é"}}))
print(back, back["b"]["c"])
# ---
# lru cache class
from collections import OrderedDict
class LRU:
    def __init__(self, cap): self.cap, self.d = cap, OrderedDict()
    def get(self, k):
        if k not in self.d: return -1
        self.d.move_to_end(k)
        return self.d[k]
    def put(self, k, v):
        self.d[k] = v
        self.d.move_to_end(k)
        if len(self.d) > self.cap: print("evict", self.d.popitem(last=False))
c = LRU(2)
c.put("a", 1); c.put("b", 2); print(c.get("a")); c.put("c", 3); print(c.get("b"), list(c.d))
# ---
# event system
class Events:
    def __init__(self): self.h = {}
    def on(self, name):
        def deco(f):
            self.h.setdefault(name, []).append(f)
            return f
        return deco
    def emit(self, name, *a, **k): return [f(*a, **k) for f in self.h.get(name, [])]
ev = Events()
@ev.on("msg")
def upper(t): return t.upper()
@ev.on("msg")
def size(t, unit="ch"): return f"{len(t)}{unit}"
print(ev.emit("msg", "hi"), ev.emit("none"), upper("still"))
# ---
# text statistics
import re
from collections import Counter
text = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief."""
words = re.findall(r"[a-z']+", text.lower())
print(Counter(words).most_common(4), len(set(words)), max(words, key=lambda w: (len(w), w)))
bigrams = Counter(zip(words, words[1:]))
print(bigrams.most_common(2), re.sub(r"\b(\w)(\w*)", lambda m: m[1].upper() + m[2], text.splitlines()[0]))
# ---
# matrix and numeric code
def matmul(a, b): return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
def det(m): return m[0][0] if len(m) == 1 else sum((-1) ** j * m[0][j] * det([r[:j] + r[j + 1:] for r in m[1:]]) for j in range(len(m)))
def power(m, n):
    r = [[int(i == j) for j in range(len(m))] for i in range(len(m))]
    while n:
        if n & 1: r = matmul(r, m)
        m, n = matmul(m, m), n >> 1
    return r
print(matmul([[1, 2], [3, 4]], [[0, 1], [1, 0]]), det([[2, 0, 1], [1, 3, 2], [1, 1, 4]]), power([[1, 1], [1, 0]], 60)[0][1])
def newton(f, df, x, n=6):
    for _ in range(n): x -= f(x) / df(x)
    return x
print(newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0))
# ---
# n queens and sudoku style search
def queens(n):
    def place(r, cols, d1, d2):
        if r == n:
            yield []
            return
        for c in range(n):
            if c not in cols and r + c not in d1 and r - c not in d2:
                for rest in place(r + 1, cols | {c}, d1 | {r + c}, d2 | {r - c}): yield [c] + rest
    yield from place(0, frozenset(), frozenset(), frozenset())
print(next(queens(6)), sum(1 for _ in queens(5)))
def subsets(s): return [[]] if not s else [x + y for x in subsets(s[1:]) for y in ([], [s[0]])]
print(sorted(subsets([1, 2, 3])))
def knap(items, cap):
    best = [0] * (cap + 1)
    for w, v in items:
        for c in range(cap, w - 1, -1): best[c] = max(best[c], best[c - w] + v)
    return best[cap]
print(knap([(1, 1), (3, 4), (4, 5), (5, 7)], 7))
# ---
# linked list and tree
class Node:
    def __init__(self, v, nxt=None): self.v, self.next = v, nxt
class Linked:
    def __init__(self, it=()):
        self.head, self.n = None, 0
        for x in reversed(list(it)): self.push(x)
    def push(self, v): self.head = Node(v, self.head); self.n += 1
    def __iter__(self):
        n = self.head
        while n: yield n.v; n = n.next
    def __len__(self): return self.n
    def __repr__(self): return "Linked([" + ", ".join(map(repr, self)) + "])"
    def reverse(self):
        prev, cur = None, self.head
        while cur: cur.next, prev, cur = prev, cur, cur.next
        self.head = prev
        return self
print(Linked("abc"), Linked([1, 2, 3]).reverse(), len(Linked("xy")), 2 in Linked([1, 2]))
class BST:
    def __init__(self): self.root = None
    def insert(self, k):
        def go(n): 
            if n is None: return [k, None, None]
            i = 1 if k < n[0] else 2
            n[i] = go(n[i])
            return n
        self.root = go(self.root)
        return self
    def __iter__(self):
        def walk(n):
            if n:
                yield from walk(n[1]); yield n[0]; yield from walk(n[2])
        return walk(self.root)
t = BST()
for k in [5, 2, 8, 1, 9, 3]: t.insert(k)
print(list(t), t.root[1])
# ---
# support agent with tools
# tools: lookup, fetch, add
import asyncio
async def summarize(name):
    try: user = lookup(name)
    except KeyError: return {"name": name, "error": "unknown"}
    pages = await asyncio.gather(*(fetch(f"{name}/{o}") for o in user["orders"]))
    n = 0
    for o in user["orders"]: n = add(n, o)
    return {"name": user["name"], "pages": pages, "n": n}
results = await asyncio.gather(*[summarize(n) for n in ("ada", "bob", "eve")])
for r in results: print(r)
[r["name"] for r in results if "error" not in r]
# ---
# virtual machine
def run(prog):
    stack, pc, out, vars_ = [], 0, [], {}
    while pc < len(prog):
        op, *arg = prog[pc].split()
        pc += 1
        match op:
            case "push": stack.append(int(arg[0]))
            case "add" | "mul" as o:
                b, a = stack.pop(), stack.pop()
                stack.append(a + b if o == "add" else a * b)
            case "store": vars_[arg[0]] = stack.pop()
            case "load": stack.append(vars_[arg[0]])
            case "jnz":
                if stack.pop(): pc = int(arg[0])
            case "print": out.append(stack.pop())
            case _: raise ValueError(f"unknown op {op!r} at {pc - 1}")
    return out
print(run(["push 3", "store n", "load n", "print", "load n", "push -1", "add", "store n", "load n", "jnz 2"]))
try: run(["nop"])
except ValueError as e: print(e)
# ---
# bracket matcher roman numerals run length
def balanced(s):
    st = []
    for c in s:
        if c in "([{": st.append(c)
        elif c in ")]}":
            if not st or "([{".index(st.pop()) != ")]}".index(c): return False
    return not st
def roman(n):
    r = ""
    for v, s in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()):
        r += s * (n // v); n %= v
    return r
def rle(s):
    out = []
    for c in s:
        if out and out[-1][0] == c: out[-1][1] += 1
        else: out.append([c, 1])
    return "".join(c + (str(n) if n > 1 else "") for c, n in out)
def lcs(a, b):
    t = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b): t[i + 1][j + 1] = t[i][j] + 1 if x == y else max(t[i][j + 1], t[i + 1][j])
    return t[-1][-1]
print([balanced(s) for s in ("([]{})", "([)]", "((", "")], roman(1994), rle("aaabccd"), lcs("ABCBDAB", "BDCABA"))
def quicksort(a): return a if len(a) < 2 else quicksort([x for x in a[1:] if x < a[0]]) + [a[0]] + quicksort([x for x in a[1:] if x >= a[0]])
def merge(a, b):
    out = []
    while a and b: out.append((a if a[0] <= b[0] else b).pop(0))
    return out + a + b
def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]: a[j], a[j + 1] = a[j + 1], a[j]
    return a
print(quicksort([3, 6, 1, 8, 2]), merge([1, 4], [2, 3, 5]), bubble([5, 1, 4, 2]))
# ---
# game of life
cells = {(1, 0), (1, 1), (1, 2)}
def step(c):
    n = {}
    for x, y in c:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: n[x + dx, y + dy] = n.get((x + dx, y + dy), 0) + 1
    return {p for p, k in n.items() if k == 3 or k == 2 and p in c}
for _ in range(3):
    print(sorted(cells))
    print("\n".join("".join("#" if (x, y) in cells else "." for x in range(3)) for y in range(3)))
    cells = step(cells)
# ---
# schedule with datetime
from datetime import date, datetime, timedelta
start = date(2024, 2, 27)
days = [start + timedelta(days=i) for i in range(5)]
print([d.isoformat() for d in days], [d.strftime("%a") for d in days], (date(2024, 12, 25) - start).days)
meetings = [("a", datetime(2024, 1, 1, 9), datetime(2024, 1, 1, 10, 30)), ("b", datetime(2024, 1, 1, 10), datetime(2024, 1, 1, 11)), ("c", datetime(2024, 1, 1, 11), datetime(2024, 1, 1, 12))]
clash = [(x[0], y[0]) for i, x in enumerate(meetings) for y in meetings[i + 1:] if x[1] < y[2] and y[1] < x[2]]
print(clash, sum((e - s for _, s, e in meetings), timedelta()))
# ---
# raises in a realistic program
def load_config(raw):
    cfg = dict(line.split("=") for line in raw.splitlines())
    return {k.strip(): int(v) for k, v in cfg.items()}
print(load_config("a = 1\nb = 2"))
load_config("a = x")
