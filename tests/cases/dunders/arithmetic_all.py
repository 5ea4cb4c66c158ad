# every reflected operator
class R:
    def __rmatmul__(self, other): return ("rmatmul", other)
    def __rtruediv__(self, other): return ("rtruediv", other)
    def __rfloordiv__(self, other): return ("rfloordiv", other)
    def __rmod__(self, other): return ("rmod", other)
    def __rdivmod__(self, other): return ("rdivmod", other)
    def __rpow__(self, other): return ("rpow", other)
    def __rlshift__(self, other): return ("rlshift", other)
    def __rrshift__(self, other): return ("rrshift", other)
    def __rand__(self, other): return ("rand", other)
    def __rxor__(self, other): return ("rxor", other)
    def __ror__(self, other): return ("ror", other)
    def __radd__(self, other): return ("radd", other)
    def __rsub__(self, other): return ("rsub", other)
    def __rmul__(self, other): return ("rmul", other)

r = R()
print(1 @ r, 2 / r, 3 // r, 4 % r, divmod(5, r), 6 ** r, 7 << r)
print(8 >> r, 9 & r, 10 ^ r, 11 | r, 12 + r, 13 - r, 14 * r)
# ---
# every operator in place, changing the object or falling back
class I:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(("iadd", o)); return self
    def __isub__(self, o): self.log.append(("isub", o)); return self
    def __imul__(self, o): self.log.append(("imul", o)); return self
    def __imatmul__(self, o): self.log.append(("imatmul", o)); return self
    def __itruediv__(self, o): self.log.append(("itruediv", o)); return self
    def __ifloordiv__(self, o): self.log.append(("ifloordiv", o)); return self
    def __imod__(self, o): self.log.append(("imod", o)); return self
    def __ipow__(self, o): self.log.append(("ipow", o)); return self
    def __ilshift__(self, o): self.log.append(("ilshift", o)); return self
    def __irshift__(self, o): self.log.append(("irshift", o)); return self
    def __iand__(self, o): self.log.append(("iand", o)); return self
    def __ixor__(self, o): self.log.append(("ixor", o)); return self
    def __ior__(self, o): self.log.append(("ior", o)); return self

a = b = I()
a += 1
a -= 2
a *= 3
a @= 4
a /= 5
a //= 6
a %= 7
a **= 8
a <<= 9
a >>= 10
a &= 11
a ^= 12
a |= 13
print(a is b, a.log)

class F:
    def __init__(self, n): self.n = n
    def __add__(self, o): return F(self.n + o)
    def __imul__(self, o): return NotImplemented
    def __mul__(self, o): return F(self.n * o)

f = g = F(2)
f += 3
f *= 4
try:
    f -= 1
except TypeError as error:
    print(error)
f.n, g.n
