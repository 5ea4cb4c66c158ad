"""types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Class, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

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


def _shown(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """_limen_shown(): the identities of the namespaces whose repr is being made in this run."""
    return vm.state.setdefault("shown", set())


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_shown"] = managed("_limen_shown", _shown)
    members = {name: SURFACE.prelude("types", name) for name in _NAMES}
    proxy = SURFACE.prelude("types", "mappingproxy")
    assert isinstance(proxy, Class)
    proxy.module = "builtins"
    members["MappingProxyType"] = proxy
    members["DynamicClassAttribute"] = SURFACE.builtins["property"]
    return Module("types", members)
