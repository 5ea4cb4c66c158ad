"""dataclasses: `__init__` by the host, the rest in the prelude."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor import attributes
from limen.executor.code import UNDEFINED
from limen.executor.modules.collections import missing_text
from limen.executor.surface import SURFACE
from limen.executor.types import managed
from limen.executor.values import Class, Function, Instance, Invoke, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None
Row = tuple[str, bool, bool, object, bool, object]  # name, is InitVar, has default, default, has factory, factory

_NAMES: Final = (
    "Field",
    "FrozenInstanceError",
    "InitVar",
    "KW_ONLY",
    "MISSING",
    "asdict",
    "astuple",
    "dataclass",
    "field",
    "fields",
    "is_dataclass",
    "make_dataclass",
    "replace",
)
_EMPTY: Final = frozenset({list, dict, set})  # factories that need no guest code


def _init(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_dataclass_init(cls, positional, keywords, rest, frozen): `__init__` of a data class."""
    owner = args[0]
    assert isinstance(owner, Class)
    positional: list[Row] = args[1]  # type: ignore[assignment]
    keywords: list[Row] = args[2]  # type: ignore[assignment]
    rest: list[Row] = args[3]  # type: ignore[assignment]
    frozen = bool(args[4])
    rows = [*positional, *keywords]
    names = [row[0] for row in rows]
    count = len(positional)
    title = f"{owner.qualname}.__init__()"
    simple = not rest and not any(row[1] for row in rows)

    def bound(given: Args, kwargs: Kwargs) -> dict[str, object]:
        """Return the arguments by name; those left out are missing in it."""
        if len(given) > count:
            needed = sum(not (row[2] or row[4]) for row in positional)
            takes = f"{count + 1}" if needed == count else f"from {needed + 1} to {count + 1}"
            plural = "s" if count or needed != count else ""
            extra = sum(name in names[count:] for name in kwargs or {})
            more = (
                f" positional argument{'s' * (len(given) != 0)} (and {extra} keyword-only argument{'s' * (extra != 1)})"
            )
            raise TypeError(
                f"{title} takes {takes} positional argument{plural} but "
                f"{len(given) + 1}{more if extra else ''} were given"
            )
        values = dict(zip(names, given, strict=False))
        for name, value in (kwargs or {}).items():
            if name not in names:
                raise TypeError(f"{title} got an unexpected keyword argument '{name}'")
            if name in values:
                raise TypeError(f"{title} got multiple values for argument '{name}'")
            values[name] = value
        for kind, found in (("positional", positional), ("keyword-only", keywords)):
            missing = [row[0] for row in found if row[0] not in values and not row[2] and not row[4]]
            if missing:
                raise TypeError(f"{title} missing {missing_text(missing, kind)}")
        return values

    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        self = args[0] if args else None
        if type(self) is not Instance:
            raise TypeError(f"{title} missing 1 required positional argument: 'self'")
        post: list[object] | None = None if self.cls.lookup("__post_init__") is UNDEFINED else []
        setter = type(self.cls.lookup("__setattr__")) is Function
        if simple and not kwargs and len(args) == count + 1 and not keywords and (frozen or not setter):
            index = 1
            for name in names:
                vm.now(attributes.instance_set(vm, self, name, args[index]))
                index += 1
            return None if post is None else Invoke(SURFACE.prelude("dataclasses", "post_init"), [self, post])
        values = bound(args[1:], kwargs)
        pairs: list[tuple[str, bool, object]] = []
        guest = setter and not frozen
        for row in [*rows, *rest]:
            name = row[0]
            is_factory = False
            value: object
            if name in values:
                value = values[name]
            elif row[4]:
                value = row[5]
                host = value.host if isinstance(value, Class) and value.native else None
                if host in _EMPTY:
                    assert host is not None
                    value = host()
                else:
                    is_factory = guest = True
            else:
                value = row[3]
            if row[1]:
                if post is not None:
                    post.append(value)
            else:
                pairs.append((name, is_factory, value))
        if guest:
            filler = "fill_by_setattr" if setter and not frozen else "fill"
            return Invoke(SURFACE.prelude("dataclasses", filler), [self, pairs, post])
        for name, _, value in pairs:
            vm.now(attributes.instance_set(vm, self, name, value))
        return None if post is None else Invoke(SURFACE.prelude("dataclasses", "post_init"), [self, post])

    made = managed("__init__", call)
    made.owner = owner
    made.qualname = f"{owner.qualname}.__init__"
    made.recipe = ("_limen_dataclass_init", args)
    made.module = str(owner.module)
    return made


def _set_field(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_set_field(instance, name, value): past a frozen class's own `__setattr__`."""
    instance, name, value = args
    assert isinstance(instance, Instance)
    return attributes.instance_set(vm, instance, str(name), value)


def _fields(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_fields(instance, names): their values, as a tuple."""
    instance, names = args
    assert isinstance(instance, Instance)
    assert isinstance(names, tuple)
    return tuple([vm.now(attributes.get(vm, instance, name)) for name in names])


def _active(vm: Vm) -> set[int]:
    found = vm.state.setdefault("dataclass reprs", set())
    assert isinstance(found, set)
    return found


def _enter_repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_enter_repr(instance): False when its repr is being made already."""
    active = _active(vm)
    if id(args[0]) in active:
        return False
    active.add(id(args[0]))
    return True


def _leave_repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_leave_repr(instance)"""
    _active(vm).discard(id(args[0]))
    return None


def build() -> Module:
    """Return the module."""
    for name, call in (
        ("_limen_dataclass_init", _init),
        ("_limen_set_field", _set_field),
        ("_limen_fields", _fields),
        ("_limen_enter_repr", _enter_repr),
        ("_limen_leave_repr", _leave_repr),
    ):
        SURFACE.intrinsics[name] = managed(name, call)
    return Module("dataclasses", {name: SURFACE.prelude("dataclasses", name) for name in _NAMES})
