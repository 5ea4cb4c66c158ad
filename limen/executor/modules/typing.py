"""typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE
from limen.executor.types import managed
from limen.executor.values import Alias, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NAMES: Final = (
    "AbstractSet",
    "Annotated",
    "Any",
    "AnyStr",
    "AsyncContextManager",
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "BinaryIO",
    "ByteString",
    "Callable",
    "ChainMap",
    "ClassVar",
    "Collection",
    "Concatenate",
    "Container",
    "ContextManager",
    "Coroutine",
    "Counter",
    "DefaultDict",
    "Deque",
    "Dict",
    "Final",
    "ForwardRef",
    "FrozenSet",
    "Generator",
    "Generic",
    "Hashable",
    "IO",
    "ItemsView",
    "Iterable",
    "Iterator",
    "KeysView",
    "List",
    "Literal",
    "LiteralString",
    "Mapping",
    "MappingView",
    "Match",
    "MutableMapping",
    "MutableSequence",
    "MutableSet",
    "NamedTuple",
    "Never",
    "NewType",
    "NoReturn",
    "NotRequired",
    "Optional",
    "OrderedDict",
    "ParamSpec",
    "ParamSpecArgs",
    "ParamSpecKwargs",
    "Pattern",
    "Protocol",
    "ReadOnly",
    "Required",
    "Reversible",
    "Self",
    "Sequence",
    "Set",
    "Sized",
    "SupportsAbs",
    "SupportsBytes",
    "SupportsComplex",
    "SupportsFloat",
    "SupportsIndex",
    "SupportsInt",
    "SupportsRound",
    "TYPE_CHECKING",
    "Text",
    "TextIO",
    "Tuple",
    "Type",
    "TypeAlias",
    "TypeAliasType",
    "TypeGuard",
    "TypeIs",
    "TypeVar",
    "TypeVarTuple",
    "TypedDict",
    "Union",
    "Unpack",
    "ValuesView",
    "assert_never",
    "assert_type",
    "cast",
    "clear_overloads",
    "dataclass_transform",
    "final",
    "get_args",
    "get_origin",
    "get_overloads",
    "get_type_hints",
    "is_typeddict",
    "no_type_check",
    "overload",
    "override",
    "reveal_type",
    "runtime_checkable",
)


def _alias(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_alias(cls, args): the class subscripted."""
    assert isinstance(args[1], tuple)
    return Alias(args[0], args[1])


def _finish_class(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_finish_class(): what makes a class once its namespace is complete."""
    return SURFACE.prelude("builtins", "finish_class")


def _named_tuple(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_named_tuple(): what makes the class of a named tuple."""
    SURFACE.module("collections")
    return SURFACE.prelude("collections", "named_tuple_class")


def build() -> Module:
    """Return the module."""
    for name, call in (
        ("_limen_alias", _alias),
        ("_limen_finish_class", _finish_class),
        ("_limen_named_tuple", _named_tuple),
    ):
        SURFACE.intrinsics[name] = managed(name, call)
    return Module("typing", {name: SURFACE.prelude("typing", name) for name in _NAMES})
