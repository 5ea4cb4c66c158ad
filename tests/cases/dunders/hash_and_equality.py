# an instance with the hash and the equality of a text stands for it in dicts and sets
class Element:
    def __init__(self, element):
        self.element = element
        self._hash = hash(element)
    def __eq__(self, other):
        return self.element == getattr(other, "element", other)
    def __hash__(self):
        return self._hash

d = {Element("red"): 1, Element((1, 2)): 2, Element(2.5): 3}
print(d["red"], d[(1, 2)], d[2.5], "red" in d, d.get("blue"), Element("red") in d)
print({"red": 1}[Element("red")], Element("red") in {"red"}, "red" in {Element("red")})
d["red"] = 5
d.pop("red")
hash(Element("red")) == hash("red"), len(d)
# ---
# hashes are taken as they are, large ones are reduced, and none is -1
class H:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return self.n

print([hash(H(n)) for n in (0, 1, -1, -2, 2**61 - 1, 2**61, 2**63 - 1, -(2**63), True)])
[hash(H(n)) for n in (2**63, 2**64, -(2**63) - 1, 2**100)]
# ---
# hash of a wrong type
class H:
    def __hash__(self):
        return "text"

for use in (lambda: hash(H()), lambda: {H(): 1}, lambda: {H()}):
    try:
        use()
    except TypeError as error:
        print(error)
