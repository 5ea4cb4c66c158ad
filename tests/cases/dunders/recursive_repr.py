# containers that contain themselves through instances are shortened
class Node:
    def __init__(self, name):
        self.name = name
        self.children = []
        self.links = {}
        self.parents = set()
    def __repr__(self):
        return f"Node({self.name!r}, {self.children})"

a, b = Node("a"), Node("b")
a.children.append(b)
b.children.append(a)
print(a, b)
print(repr(a.children), [a, [b]], (a,))
print(f"{a.children}", str(b.children), "%r" % [a])
# ---
# through dicts, sets, tuples and views
class Box:
    def __init__(self, held):
        self.held = held
    def __repr__(self):
        return "Box<" + repr(self.held) + ">"

d = {}
d["box"] = Box(d)
print(d)
s = set()
s.add(Box(s))
print(s)
box = Box(None)
t = (box, 1)
box.held = t
print(t, [t])
values = {"k": 1}
v = values.values()
values["v"] = Box(v)
print(v)
# ---
# what failed leaves nothing behind
class Bad:
    def __init__(self, held):
        self.held = held
    def __repr__(self):
        raise ValueError("no")

row = []
row.append(Bad(row))
for _ in range(2):
    try:
        print(row)
    except ValueError as error:
        print(error)
row.pop()
print(row)
same = [1]
print([same, same])
