"""sys: its safe part, facts and the output streams; nothing of the interpreter that runs limen can be reached."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed, payload
from limen.executor.types import arity
from limen.executor.values import Class, Instance, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_FLOAT: Final = ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon")
_NAMES: Final = (
    "exc_info",
    "exception",
    "exit",
    "float_info",
    "get_int_max_str_digits",
    "getdefaultencoding",
    "getfilesystemencoding",
    "getrecursionlimit",
    "hash_info",
    "int_info",
    "intern",
    "setrecursionlimit",
    "stderr",
    "stdout",
    "version_info",
)
_CLASSES: Final = {
    "_VersionInfo": "version_info",
    "_FloatInfo": "float_info",
    "_IntInfo": "int_info",
    "_HashInfo": "hash_info",
}
_STREAMS: Final = ("_Stdout", "_Stderr")
_MEASURED: Final = frozenset(
    {int, bool, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice, type(None)}
)
_OPAQUE: Final = 48  # bytes of an object without a size of its own: a plain instance on CPython


def _facts(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    version = sys.version_info
    return {
        "version_info": (("major", "minor", "micro", "releaselevel", "serial"), tuple(version)),
        "float_info": ((*_FLOAT, "radix", "rounds"), tuple(sys.float_info)),
        "int_info": (
            ("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"),
            tuple(sys.int_info),
        ),
        "hash_info": (
            ("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"),
            tuple(sys.hash_info),
        ),
    }


def _handled(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return vm.handled


def _recursion_limit(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return vm.limits.recursion


def _getsizeof(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """The object alone; classes and functions of the guest have no size that means something."""
    args = [*args, *(kwargs or {}).values()]
    if not args:
        raise TypeError("getsizeof() missing required argument 'object' (pos 1)")
    arity("getsizeof", args, None, 1, 2)
    value = args[0]
    held = payload(value)
    if type(held) not in _MEASURED:
        return _OPAQUE
    return sys.getsizeof(held) + (_OPAQUE if type(value) is Instance else 0)


def build() -> Module:
    """Return the module."""
    intrinsics = SURFACE.intrinsics
    intrinsics["_limen_sys_facts"] = managed("facts", _facts)
    intrinsics["_limen_handled"] = managed("handled", _handled)
    intrinsics["_limen_recursion_limit"] = managed("recursion_limit", _recursion_limit)
    members: dict[str, object] = {name: SURFACE.prelude("sys", name) for name in _NAMES}
    for private, shown in _CLASSES.items():
        cls = SURFACE.prelude("sys", private)
        assert isinstance(cls, Class)
        cls.name = cls.qualname = shown
    for private in _STREAMS:
        cls = SURFACE.prelude("sys", private)
        assert isinstance(cls, Class)
        cls.name = cls.qualname = "TextIOWrapper"
        cls.module = "_io"
    version = sys.version_info
    members["__stdout__"] = members["stdout"]
    members["__stderr__"] = members["stderr"]
    members["argv"] = [""]
    members["byteorder"] = sys.byteorder
    members["float_repr_style"] = "short"
    members["getsizeof"] = managed("getsizeof", _getsizeof, module="sys")
    members["hexversion"] = sys.hexversion
    members["maxsize"] = sys.maxsize
    members["maxunicode"] = sys.maxunicode
    members["platform"] = "linux"
    members["version"] = f"{version.major}.{version.minor}.{version.micro}"
    return Module("sys", members)
