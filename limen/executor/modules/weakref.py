"""weakref: whether an object is gone is found out when somebody asks for it, by counting who still holds it."""

from __future__ import annotations

import sys
from array import array
from collections import deque
from typing import TYPE_CHECKING, Final

from limen.executor.opcodes import (
    CALL,
    CALL_KEYWORDS,
    CALL_METHOD,
    CALL_STAR,
    FAST_NEXT,
    FOR_ITER,
    LOAD_ATTR,
    LOAD_ITEM,
)
from limen.executor.surface import SURFACE, managed
from limen.executor.types import OBJECT
from limen.executor.values import Class, ExceptionData, Function, Generator, Instance, Method, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NAMES: Final = (
    "ReferenceType",
    "WeakKeyDictionary",
    "WeakMethod",
    "WeakSet",
    "WeakValueDictionary",
    "finalize",
    "getweakrefcount",
    "getweakrefs",
    "proxy",
    "ref",
)
_TYPES: Final = (Function, Class, Method, Generator, Module, Native, set, frozenset, deque, array)
_CALLS: Final = frozenset({CALL, CALL_METHOD, CALL_KEYWORDS, CALL_STAR})
_READS: Final = frozenset({LOAD_ATTR, LOAD_ITEM})
_DEEPEST: Final = 100  # frames that are looked through


def _holders(anchor: list[object]) -> int:
    return sys.getrefcount(anchor[0])


_ALONE: Final = _holders([Instance(OBJECT)])  # what that says of an object that only the anchor holds


def _can_be_referenced(value: object) -> bool:
    if type(value) is not Instance:
        return type(value) in _TYPES
    if value.payload is not None and isinstance(value.payload, (int, tuple, bytes)):
        return False
    own = [cls for cls in value.cls.mro if not cls.native]
    if not own:
        return not isinstance(value.payload, ExceptionData)
    return any(cls.slots is None or "__weakref__" in cls.slots for cls in own)


def _anchors(vm: Vm) -> dict[int, list[object]]:
    found = vm.state.setdefault("weakref", {})
    assert isinstance(found, dict)
    return found


def _anchor(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_anchor(value): the one list through which all references to a value go: it, its plain reference, others."""
    value = args[0]
    if not _can_be_referenced(value):
        raise TypeError(f"cannot create weak reference to '{vm.class_name(value)}' object")
    anchors = _anchors(vm)
    found = anchors.get(id(value))
    if found is None or not found or found[0] is not value:
        vm.charge(256)
        found = anchors[id(value)] = [value, None]
    return found


def _let_go(vm: Vm, value: object) -> int:
    """Clear registers that calls on the way here have no more use for; return how many others hold a value to no purpose.

    Temporaries are a stack: behind the first one of a call there are its arguments, and what earlier expressions left.
    """
    count = 0
    frame = vm.frame
    for _ in range(_DEEPEST):
        code = frame.code
        place = frame.pc - 4
        if place >= 0:
            first = max(code.free_start + len(code.free_names), len(code.local_names), len(code.globals))
            opcode, result, base = code.words[place], code.words[place + 1], code.words[place + 2]
            if opcode in _CALLS:
                for register in range(max(first, base), code.constant_start):
                    frame.regs[register] = None
                count += result >= first and frame.regs[result] is value
            elif opcode in _READS or opcode == FOR_ITER or opcode == FAST_NEXT:
                used = base if opcode not in _READS else result if result >= first else code.constant_start
                count += sum(frame.regs[n] is value for n in range(max(first, used), code.constant_start))
        if frame.back is None:
            break
        frame = frame.back
    known = vm.state.get("identities")
    if isinstance(known, dict) and id(value) in known:
        count += 1
    return count


def _target(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_target(anchor): the value, None once nobody else holds it."""
    anchor = args[0]
    if type(anchor) is not list or not anchor or anchor[0] is None:
        return None
    unwritten = _let_go(vm, anchor[0])
    if _holders(anchor) - unwritten > _ALONE:
        return anchor[0]
    _anchors(vm).pop(id(anchor[0]), None)
    anchor[0] = None
    return None


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_anchor"] = managed("_limen_anchor", _anchor)
    SURFACE.intrinsics["_limen_target"] = managed("_limen_target", _target)
    members = {name: SURFACE.prelude("weakref", name) for name in _NAMES}
    for name in ("ProxyType", "CallableProxyType"):
        members[name] = SURFACE.prelude("weakref", "weakproxy")
    proxy = members["ProxyType"]
    assert isinstance(proxy, Class)
    proxy.name = proxy.qualname = "ProxyType"
    return Module("weakref", members)
