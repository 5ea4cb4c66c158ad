# sorting
from graphlib import TopologicalSorter, CycleError
g = {"D": {"B": 1, "C": 1}, "C": ["A"], "B": ["A"]}
print(list(TopologicalSorter(g).static_order()))
t = TopologicalSorter(); t.add(3, 1, 2); t.add(2, 1); t.add(4); t.prepare()
while t.is_active():
    nodes = t.get_ready(); print(sorted(nodes), bool(t)); t.done(*nodes)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, e.args)
attempt(lambda: list(TopologicalSorter({1: [2], 2: [3], 3: [1], 4: [1]}).static_order()))
attempt(lambda: t.add(9)); attempt(lambda: t.prepare()); attempt(lambda: TopologicalSorter().get_ready()); attempt(lambda: TopologicalSorter().is_active())
u = TopologicalSorter({1: [2]}); u.prepare(); attempt(lambda: u.done(1)); attempt(lambda: u.done(7)); u.get_ready(); u.done(2); attempt(lambda: u.done(2))
attempt(lambda: list(TopologicalSorter({1: [1]}).static_order())); print(issubclass(CycleError, ValueError))
# ---
# orders and cycles
from graphlib import TopologicalSorter, CycleError
state = 3
def below(count):
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return (state >> 8) % count
for _ in range(60):
    graph = {node: [below(8) for _ in range(below(3))] for node in range(below(8))}
    try: print(list(TopologicalSorter(graph).static_order()))
    except CycleError as e: print(e.args)
