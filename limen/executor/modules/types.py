"""types."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Class, Module

_NAMES: Final = (
    "AsyncGeneratorType",
    "BuiltinFunctionType",
    "BuiltinMethodType",
    "CoroutineType",
    "EllipsisType",
    "FunctionType",
    "GeneratorType",
    "GenericAlias",
    "LambdaType",
    "MethodType",
    "NoneType",
    "NotImplementedType",
    "SimpleNamespace",
    "UnionType",
)


def build() -> Module:
    """Return the module."""
    members = {name: SURFACE.prelude("types", name) for name in _NAMES}
    proxy = SURFACE.prelude("types", "mappingproxy")
    assert isinstance(proxy, Class)
    proxy.module = "builtins"
    members["MappingProxyType"] = proxy
    members["DynamicClassAttribute"] = SURFACE.builtins["property"]
    return Module("types", members)
