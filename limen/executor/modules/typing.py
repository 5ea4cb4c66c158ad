"""typing."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from limen.executor.code import UNDEFINED
from limen.executor.operations import MISSING
from limen.executor.surface import SURFACE
from limen.executor.types import managed
from limen.executor.values import Alias, Module
from limen.source import parse_expression

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_DEPTH: Final = 50  # of annotations in annotations
_CHARACTERS: Final = 10_000

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


def _tree(node: ast.expr, depth: int) -> tuple[object, ...]:
    """An annotation as plain data, for guest code to evaluate."""
    if depth > _DEPTH:
        raise ValueError("the annotation is nested too deeply")
    if isinstance(node, ast.Name):
        return ("name", node.id)
    if isinstance(node, ast.Attribute):
        return ("attribute", _tree(node.value, depth + 1), node.attr)
    if isinstance(node, ast.Subscript):
        return ("item", _tree(node.value, depth + 1), _tree(node.slice, depth + 1))
    if isinstance(node, ast.Tuple):
        return ("tuple", [_tree(item, depth + 1) for item in node.elts])
    if isinstance(node, ast.List):
        return ("list", [_tree(item, depth + 1) for item in node.elts])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return ("or", _tree(node.left, depth + 1), _tree(node.right, depth + 1))
    if isinstance(node, ast.Constant):
        return ("constant", node.value)
    raise ValueError("an annotation in a text is names, attributes, subscripts and | here, and nothing else")


def _annotation(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_annotation(text): its tree."""
    text = str(args[0])
    if len(text) > _CHARACTERS:
        raise ValueError(f"an annotation of more than {_CHARACTERS:,} characters is not evaluated here")
    vm.charge(len(text) * 64)
    vm.spend(1 + len(text))
    try:
        return _tree(parse_expression(text.strip()), 0)
    except SyntaxError:
        raise SyntaxError(f"Forward reference must be an expression -- got {text!r}") from None
    except (RecursionError, MemoryError):
        raise ValueError("the annotation is nested too deeply") from None


def _global(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_global(name): what the program or Python calls by that name, or the sign for nothing."""
    name = str(args[0])
    if vm.module is not None and name in vm.module.globals:
        found = vm.globals[vm.module.globals.index(name)]
        if found is not UNDEFINED:
            return found
    return SURFACE.builtins.get(name, MISSING)


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
        ("_limen_annotation", _annotation),
        ("_limen_finish_class", _finish_class),
        ("_limen_global", _global),
        ("_limen_named_tuple", _named_tuple),
    ):
        SURFACE.intrinsics[name] = managed(name, call)
    return Module("typing", {name: SURFACE.prelude("typing", name) for name in _NAMES})
