"""Names for what all runs of a process share (the surface and the prelude): a snapshot says the name, never the value."""

from __future__ import annotations

import hashlib
import threading
from typing import Final, TypeAlias

from limen.executor.code import Code
from limen.executor.surface import FILES, SURFACE
from limen.executor.types.functions import (
    ASYNC_GENERATOR,
    BUILTIN,
    COROUTINE,
    DESCRIPTOR,
    GENERATOR,
    ITERATORS,
    METHOD,
)
from limen.executor.values import (
    Alias,
    Cell,
    Class,
    ClassMethod,
    Function,
    Instance,
    Method,
    Module,
    Native,
    Property,
    StaticMethod,
)
from limen.executor.vm import nested_code

Path: TypeAlias = tuple[str | int, ...]

_NAMED: Final = (
    Class,
    Function,
    Native,
    Module,
    Instance,
    Property,
    StaticMethod,
    ClassMethod,
    Method,
    Alias,
    Code,
    Cell,
)
_CONTAINERS: Final = (list, dict, set)


class Names:
    """Path -> value and back, for everything that can be reached from some roots."""

    def __init__(self, below: Names | None = None) -> None:
        """below: names that come first; what it knows is not named again."""
        self._below = below
        self._paths: dict[int, Path] = {}
        self._values: dict[Path, object] = {}
        self._roots: dict[Path, object] = {}

    def path(self, value: object) -> Path | None:
        """Return the name of a value, None when it is not shared."""
        found = None if self._below is None else self._below.path(value)
        return self._paths.get(id(value)) if found is None else found

    def value(self, path: Path) -> object:
        """Return the value of a name.

        Raises:
            KeyError: when nothing has this name.
        """
        for names in (self._below, self):
            if names is not None and path in names._values:
                return names._values[path]
        return self._reached(path)

    def _reached(self, path: Path) -> object:
        """Return what a path leads to. Its value has another name here when it was reached from another root first."""
        for names in (self._below, self):
            at = next((n for n in (1, 2) if names is not None and path[:n] in names._roots), 0)
            if names is not None and at:
                value = names._roots[path[:at]]
                break
        else:
            raise KeyError(path)
        while at < len(path):
            for step, part in parts(value):
                if path[at : at + len(step)] == step:
                    value, at = part, at + len(step)
                    break
            else:
                raise KeyError(path)
        return value

    def add(self, path: Path, value: object) -> None:
        """Name a value and everything that it holds."""
        self._roots[path] = value
        stack: list[tuple[Path, object]] = [(path, value)]
        while stack:
            path, value = stack.pop()
            named = isinstance(value, (*_NAMED, *_CONTAINERS))
            if not named and type(value) is not tuple:
                continue
            if named:
                if self.path(value) is not None:
                    continue
                while path in self._values:
                    path += ("#",)  # keys of a dictionary that look the same
                self._paths[id(value)] = path
                self._values[path] = value
            stack.extend((path + step, part) for step, part in parts(value))


def parts(value: object) -> list[tuple[Path, object]]:
    """Return what a value holds, each with the step of the path to it."""
    found: list[tuple[Path, object]] = []
    if isinstance(value, Class):
        found = [((name,), part) for name, part in value.attrs.items()]
        found += [(("#base", index), base) for index, base in enumerate(value.bases)]
    elif isinstance(value, Module):
        found = [((name,), part) for name, part in value.members.items()]
    elif isinstance(value, Function):
        found = [(("#cell", index), cell) for index, cell in enumerate(value.closure)]
        found += [(("#default", index), part) for index, part in enumerate(value.defaults)]
        found += [(("#keyword", name), part) for name, part in (value.keyword_defaults or {}).items()]
        found += [(("#attr", name), part) for name, part in (value.attrs or {}).items()]
        module = value.code if value.code.module is None else value.code.module
        found += [(("#module",), module), (("#code",), value.code), (("#globals",), value.globals)]
    elif isinstance(value, Code):
        found = [(("#code", index), part) for index, part in enumerate(value.codes)]
    elif isinstance(value, Instance):
        found = [(("#class",), value.cls), (("#attrs",), value.attrs), (("#payload",), value.payload)]
    elif isinstance(value, Property):
        found = [(("#get",), value.fget), (("#set",), value.fset), (("#delete",), value.fdel)]
    elif isinstance(value, (StaticMethod, ClassMethod)):
        found = [(("#function",), value.function)]
    elif isinstance(value, Method):
        found = [(("#function",), value.function), (("#self",), value.receiver)]
    elif isinstance(value, Cell):
        found = [(("#value",), value.value)]
    elif isinstance(value, Alias):
        found = [(("#origin",), value.origin), (("#args",), value.args)]
    elif isinstance(value, (list, tuple)):
        found = [((index,), part) for index, part in enumerate(value)]
    elif isinstance(value, dict):
        found = [((str(name),), part) for name, part in value.items()]
    return found


class Surface:
    """The names of the surface as far as it has been loaded."""

    def __init__(self) -> None:
        self.names = Names()
        self._loaded: set[str] = set()
        self._lock = threading.Lock()

    def load(self, parts: list[str]) -> None:
        """Load parts of the surface by their names, "module math" or "prelude math".

        Raises:
            KeyError: when there is no part of a name.
        """
        for part in parts:
            kind, _, name = part.partition(" ")
            if kind == "module" and name in SURFACE.module_names((FILES,)):
                SURFACE.module(name)
            elif kind == "prelude" and SURFACE.has_prelude(name):
                SURFACE.prelude_names(name)
            else:
                raise KeyError(part)

    def update(self) -> list[str]:
        """Name what has been loaded meanwhile; return the names of all loaded parts, in a fixed order."""
        with self._lock:
            if not self._loaded:
                self._loaded.add("")
                SURFACE.complete()
                self.names.add(("host frame",), nested_code())
                for cls in (COROUTINE, GENERATOR, ASYNC_GENERATOR, BUILTIN, DESCRIPTOR, METHOD, *ITERATORS.values()):
                    self.names.add(("types", cls.name), cls)
                for name, value in SURFACE.builtins.items():
                    self.names.add(("builtins", name), value)
                for host, cls in SURFACE.types.items():
                    self.names.add(("types", f"{host.__module__}.{host.__qualname__}"), cls)
                self._name_exceptions()
            for part, value in SURFACE.loaded().items():
                if part not in self._loaded:
                    self._loaded.add(part)
                    self.names.add((part,), value)
            for name, value in SURFACE.intrinsics.items():
                self.names.add(("intrinsics", name), value)
            for host, cls in SURFACE.types.items():
                self.names.add(("types", f"{host.__module__}.{host.__qualname__}"), cls)
            self._name_exceptions()  # modules have brought their own, which have these names in other processes
            return sorted(self._loaded - {""})

    def _name_exceptions(self) -> None:
        for error, cls in SURFACE.exceptions.items():
            home = "" if error.__module__ == "builtins" else f"{error.__module__}."
            self.names.add(("exceptions", home + error.__qualname__), cls)


SHARED: Final = Surface()


def digest(code: Code) -> bytes:
    """Return a fingerprint of a code and the codes in it: equal for equal instructions."""
    total = hashlib.sha256()
    stack = [code]
    while stack:
        code = stack.pop()
        words = [int(code.words[index]) for index in range(len(code.words))]
        total.update(repr((code.qualname, code.kind, words, code.names, len(code.initial), code.local_names)).encode())
        stack.extend(code.codes)
    return total.digest()[:16]
