"""unittest: test cases of the program itself; what a runner says goes to stderr unless it is given another stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Class, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NAMES: Final = (
    "FunctionTestCase",
    "IsolatedAsyncioTestCase",
    "SkipTest",
    "TestCase",
    "TestLoader",
    "TestProgram",
    "TestResult",
    "TestSuite",
    "TextTestResult",
    "TextTestRunner",
    "defaultTestLoader",
    "expectedFailure",
    "main",
    "skip",
    "skipIf",
    "skipUnless",
)
_PARTS: Final = {
    "unittest.case": ("FunctionTestCase", "SkipTest", "TestCase"),
    "unittest.loader": ("TestLoader",),
    "unittest.main": ("TestProgram",),
    "unittest.result": ("TestResult",),
    "unittest.runner": ("TextTestResult", "TextTestRunner"),
    "unittest.suite": ("TestSuite",),
    "unittest.async_case": ("IsolatedAsyncioTestCase",),
}


def _program_classes(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_program_classes(): the classes among the names of the program, in the order of their names."""
    code = vm.module
    names = [] if code is None else code.globals
    found = [(name, value) for name, value in zip(names, vm.globals, strict=False) if type(value) is Class]
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_program_classes"] = managed("_limen_program_classes", _program_classes)
    members = {name: SURFACE.prelude("unittest", name) for name in _NAMES}
    for part, names in _PARTS.items():
        for name in names:
            cls = members[name]
            assert isinstance(cls, Class)
            cls.module = part
    return Module("unittest", members)
