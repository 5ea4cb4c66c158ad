# members that came with newer Pythons
import itertools
import math
import sys
import typing

if sys.version_info >= (3, 12):
    print(list(itertools.batched("abcde", 2)), math.sumprod([1, 2], [3, 4]))

    class Base:
        def f(self):
            return 1

    class Sub(Base):
        @typing.override
        def f(self):
            return 2

    print(Sub().f(), isinstance(typing.TypeAliasType("A", int), typing.TypeAliasType))
sys.version_info >= (3, 11)
