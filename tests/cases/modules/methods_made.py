# a function is bound to an instance by MethodType
from types import MethodType

class A:
    def __init__(self, n):
        self.n = n

def add(self, x):
    return self.n + x

a = A(1)
a.add = MethodType(add, a)
print(a.add(2), a.add.__self__ is a, a.add.__func__ is add, isinstance(a.add, MethodType), MethodType(len, [1, 2])())
for args in ((add,), (5, a), (add, None)):
    try:
        MethodType(*args)
    except TypeError as error:
        print(error)
# ---
# facts about hashes
import sys

print(sys.hash_info.width, sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.imag)
hash(float("inf")) == sys.hash_info.inf
