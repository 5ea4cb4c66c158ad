"""What the runs of a process share is immutable: a guest that reaches it can leave nothing there for the next run."""

import subprocess
import sys

import pytest

from limen.executor.compiler import compile_source
from limen.executor.limits import Limits
from limen.executor.surface import FILES, SURFACE
from limen.executor.values import Class, ClassMethod, Function, Module, StaticMethod
from limen.executor.vm import Vm
from limen.source import Source
from tests.executor.oracle import run_limen

MUTABLE = (list, dict, set, bytearray)


def reachable(module: Module):
    """The classes and functions of a module, with what they hold, once each."""
    seen: set[int] = set()
    stack: list[tuple[str, object]] = list(module.members.items())
    while stack:
        path, value = stack.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        yield path, value
        if isinstance(value, (StaticMethod, ClassMethod)):
            stack.append((path, value.function))
        elif isinstance(value, Class):
            stack.extend((f"{path}.{name}", item) for name, item in value.attrs.items())
            stack.extend((path, base) for base in value.bases)
        elif isinstance(value, Function):
            stack.extend((f"{path} default", item) for item in value.defaults or ())


@pytest.mark.parametrize("name", SURFACE.module_names((FILES,)))
def test_what_a_module_holds_cannot_be_changed(name: str) -> None:
    module = SURFACE.module(name)
    assert module is not None
    held = [path for path, value in reachable(module) if isinstance(value, MUTABLE) and "." in path]
    assert held == []


def output(text: str) -> str:
    vm = Vm(Limits(seconds=10.0))
    step = vm.start(compile_source(Source.from_text(text)), {})
    assert step.kind == "done", step
    return vm.stdout()


def test_what_a_function_of_a_module_hands_out_is_a_copy() -> None:
    look = "import uuid\nf, g = uuid.uuid5, uuid.UUID.__init__\n"
    show = "print(f.__dict__, g.__dict__, f.__annotations__, g.__kwdefaults__)"
    before = output(look + show)
    output(look + "for d in (f.__dict__, g.__dict__, f.__annotations__, g.__kwdefaults__): d['left'] = [1]")
    assert output(look + show) == before


SHOWN = """
import uuid, enum, calendar, typing, urllib.parse as parse
print(uuid.uuid5(uuid.NAMESPACE_DNS, 'x'), uuid.SafeUUID.safe.value, getattr(enum.STRICT, 'zz', None),
    getattr(calendar.day_name, 'zz', None), getattr(typing.AnyStr, 'zz', None), parse.SplitResult._field_defaults == {},
    getattr(uuid.UUID.hex.fget, 'zz', None))
"""
ATTEMPTS = [
    "object.__setattr__(uuid.NAMESPACE_DNS, 'int', 5)",
    "uuid.SafeUUID.safe._value_ = 9",
    "enum.STRICT.zz = [1]",
    "enum.STRICT.__dict__['zz'] = [1]",
    "calendar.day_name.zz = [2]",
    "del calendar.day_name._items",
    "setattr(typing.AnyStr, 'zz', [3])",
    "parse.SplitResult._field_defaults._limen_mapping['q'] = [4]",
    "getattr(parse.SplitResult._field_defaults, '_limen_mapping')['q'] = [4]",
    "uuid.UUID.hex.fget.zz = [5]",
]


def test_no_run_leaves_anything_in_what_modules_hold() -> None:
    before = run_limen(SHOWN)
    for attempt in ATTEMPTS:
        run_limen(f"import uuid, enum, calendar, typing, urllib.parse as parse\n{attempt}")
    assert run_limen(SHOWN) == before
    assert before.error is None


def test_exceptions_of_modules_have_one_name_whatever_was_loaded_first() -> None:
    """A process that names the surface before and one that names it after it loads a module know the same names."""
    program = (
        "from limen.executor.vm import Vm\nfrom limen.executor.surface import SURFACE\nfrom limen.executor.shared import SHARED\n"
        "SURFACE.complete()\n{}\nfor name in ('binascii', 'csv', 'decimal', 'struct', 'graphlib'): SURFACE.module(name)\n"
        "SHARED.update()\nfound = SHARED.names.value(('exceptions', 'binascii.Error'))\n"
        "print(found is SURFACE.module('binascii').members['Error'])\n"
        "print(sorted(path[1] for path in SHARED.names._roots if path[0] == 'exceptions'))\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-P", "-c", program.format(first)], check=True, capture_output=True, text=True, timeout=60
        ).stdout
        for first in ("", "SHARED.update()")
    ]
    assert said[0] == said[1]
    assert said[0].startswith("True\n")
