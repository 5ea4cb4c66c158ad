"""types."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.types import TYPES
from limen.executor.values import Class, Module, Traceback

_NAMES: Final = (
    "AsyncGeneratorType",
    "BuiltinFunctionType",
    "BuiltinMethodType",
    "CodeType",
    "CoroutineType",
    "EllipsisType",
    "FrameType",
    "FunctionType",
    "GeneratorType",
    "GenericAlias",
    "LambdaType",
    "MethodType",
    "NoneType",
    "NotImplementedType",
    "SimpleNamespace",
    "UnionType",
    "coroutine",
)


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("types", name) for name in _NAMES}
    proxy = SURFACE.prelude("types", "mappingproxy")
    assert isinstance(proxy, Class)
    proxy.module = "builtins"
    members["MappingProxyType"] = proxy
    members["ModuleType"] = TYPES[Module]
    members["TracebackType"] = TYPES[Traceback]
    members["DynamicClassAttribute"] = SURFACE.builtins["property"]
    return Module("types", members)
