"""What ty is told of mypyc's numbers: to a type checker without mypyc's promotions they are int."""

from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")

i64 = int

def mypyc_attr(
    *names: str, native_class: bool = ..., allow_interpreted_subclasses: bool = ...
) -> Callable[[_T], _T]: ...
