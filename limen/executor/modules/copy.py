"""copy: instances are rebuilt from their attributes and contents; nothing is pickled."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from limen.executor.iterators import Iterator
from limen.executor.surface import SURFACE, managed
from limen.executor.values import AsyncNext, ExceptionData, Future, Generator, Instance, Module, Tool, Traceback

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NAMES: Final = ("Error", "copy", "deepcopy", "error", "replace")


def _is_instance(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return type(args[0]) is Instance


def _is_progress(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return isinstance(args[0], (Generator, Iterator, Future, AsyncNext, Traceback, Module, Tool))


def _empty(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_empty(instance[, parts]): another of its class; parts: the contents where they cannot be added later."""
    source = args[0]
    assert type(source) is Instance
    held = source.payload
    vm.charge(256)
    made = Instance(source.cls)
    if isinstance(held, ExceptionData):
        data = ExceptionData(held.args)
        if len(args) > 1:
            assert isinstance(args[1], tuple)
            data.args = args[1]
        data.members = held.members
        data.extra = dict(held.extra)
        made.payload = data
    elif type(held) in (list, dict, set, bytearray):
        made.payload = type(held)()
    elif type(held) is deque:
        made.payload = held.copy()
    elif len(args) > 1:
        made.payload = args[1]
    else:
        made.payload = held
    return made


def _attrs(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_attrs(instance): its attributes, those in slots among them, as pairs."""
    assert type(args[0]) is Instance
    vm.charge(len(args[0].attrs) * 120)
    return [(name, value) for name, value in args[0].attrs.items()]


def _set_attrs(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_set_attrs(instance, mapping): set them as they are, without `__setattr__`."""
    instance, values = args
    assert type(instance) is Instance
    if not isinstance(values, dict) or not all(isinstance(name, str) for name in values):
        raise TypeError("the state of a copy must be a dictionary of attributes")
    vm.charge(len(values) * 120)
    instance.attrs.update(values)
    return None


def build() -> Module:
    """Return the module."""
    for name, call in (
        ("_limen_is_instance", _is_instance),
        ("_limen_is_progress", _is_progress),
        ("_limen_empty", _empty),
        ("_limen_attrs", _attrs),
        ("_limen_set_attrs", _set_attrs),
    ):
        SURFACE.intrinsics[name] = managed(name, call)
    return Module("copy", {name: SURFACE.prelude("copy", name) for name in _NAMES})
