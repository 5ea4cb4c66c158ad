"""Everything a guest can name: builtins, intrinsics, native classes, exceptions, modules, the prelude."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import threading
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final, final

from limen.executor.code import UNDEFINED
from limen.executor.types import (
    OBJECT,
    TYPE,
    TYPES,
    add_methods,
    class_method,
    getter,
    managed,
    native,
    native_class,
    payload,
    static_method,
)
from limen.executor.values import Class, Function, Instance, Late, Module

__all__ = [
    "FILES",
    "FILE_MODULES",
    "OBJECT",
    "SURFACE",
    "TYPE",
    "Surface",
    "add_methods",
    "class_method",
    "getter",
    "managed",
    "native",
    "native_class",
    "payload",
    "static_method",
]

FILES: Final = "_limen_files"  # the tool behind `open` and the modules about files; programs cannot write its name
FILE_MODULES: Final = ("glob", "os", "os.path", "pathlib")

_HERE: Final = Path(__file__).parent
# A prelude module -> the module that has intrinsics it names.
_INTRINSICS_OF: Final = {"concurrent_futures": "threading", "typing": "abc"}
# Members that older Pythons do not have: a program sees the library of the Python that limen runs on.
_SINCE: Final = {
    ("asyncio", "QueueShutDown"): (3, 13),
    ("copy", "replace"): (3, 13),
    ("itertools", "batched"): (3, 12),
    ("queue", "ShutDown"): (3, 13),
    ("re", "PatternError"): (3, 13),
    ("typing", "ReadOnly"): (3, 13),
    ("typing", "TypeAliasType"): (3, 12),
    ("typing", "TypeIs"): (3, 13),
    ("typing", "override"): (3, 12),
}


@final
class Surface:
    """The one table of what a guest can name. Its values are shared by all VMs and immutable for guests."""

    def __init__(self) -> None:
        from limen.executor.builtins import BUILTINS, INTRINSICS
        from limen.executor.exceptions import EXCEPTIONS

        self.builtins: dict[str, object] = BUILTINS
        self.intrinsics: dict[str, object] = INTRINSICS
        self.types: dict[type, Class] = TYPES
        self.exceptions: dict[type[BaseException], Class] = EXCEPTIONS
        self._modules: dict[str, Module] = {}
        self._module_names: tuple[str, ...] = ()
        self._all_names: tuple[str, ...] = ()
        self._preludes: dict[str, dict[str, object]] = {}
        self._texts: dict[str, str] = {}  # of prelude modules, when they have been read before
        self._lock = threading.RLock()
        self.has_decimals = False  # whether runs can have decimals, and so need a context of their own

    def module_names(self, tools: Collection[str] = ()) -> tuple[str, ...]:
        """Return the dotted names of all modules that a guest with these tools can import."""
        if not self._module_names:
            files = sorted((_HERE / "modules").glob("*.py"))
            names = {f.stem for f in files if not f.stem.startswith("_")}
            self._all_names = tuple(sorted(name.replace("_", ".") for name in names))
            self._module_names = tuple(name for name in self._all_names if name not in FILE_MODULES)
        return self._all_names if FILES in tools else self._module_names

    def granted(self, tools: Collection[str]) -> dict[str, object]:
        """Return what a guest with these tools can name besides the tools and the surface."""
        return {"open": self.prelude("files", "open")} if FILES in tools else {}

    def module(self, name: str) -> Module | None:
        """Return the module of the dotted name, built on first use; None when there is none."""
        found = self._modules.get(name)
        if found is None and name in self.module_names((FILES,)):
            with self._lock:
                found = self._modules.get(name)
                if found is None:
                    built = importlib.import_module(f"limen.executor.modules.{name.replace('.', '_')}").build()
                    assert isinstance(built, Module)
                    for (module, member), version in _SINCE.items():
                        if module == name and sys.version_info < version:
                            built.members.pop(member, None)
                    found = self._modules[name] = built
                    self.has_decimals = self.has_decimals or name == "decimal"
        return found

    def member(self, module: Module, name: str) -> object:
        """Return what a module has under a name, UNDEFINED when it has nothing; a list is a copy, since all runs share it."""
        found = module.members.get(name, UNDEFINED)
        if type(found) is Late:
            return self.prelude(found.prelude, found.name)
        return list(found) if type(found) is list else found

    def prelude(self, module: str, name: str) -> object:
        """Return a function or class of `executor/prelude/<module>.py`; compiled and executed on first use."""
        names = self._preludes.get(module)
        return (self.prelude_names(module) if names is None else names)[name]

    def has_prelude(self, module: str) -> bool:
        """Whether there is a prelude module of that name."""
        return module in self._texts or (module.isidentifier() and (_HERE / "prelude" / f"{module}.py").exists())

    def read_all(self) -> None:
        """Read all that modules are built from, for a process that can open no file later."""
        self.complete()
        self.module_names()
        for folder, package in ((_HERE, "limen.executor"), (_HERE / "modules", "limen.executor.modules")):
            for found in pkgutil.iter_modules([str(folder)], f"{package}."):
                if found.name != "limen.executor.generate":
                    importlib.import_module(found.name)
        self._texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted((_HERE / "prelude").glob("*.py"))}

    def load_all(self) -> Iterator[None]:
        """Build every module and run every prelude that has been read, one a step."""
        for name in self.module_names((FILES,)):
            self.module(name)
            yield
        for name in self._texts:
            self.prelude_names(name)
            yield

    def loaded(self) -> dict[str, object]:
        """Return what has been built so far: "module math" -> Module, "prelude math" -> its names."""
        modules = {f"module {name}": module for name, module in list(self._modules.items())}
        return modules | {f"prelude {name}": names for name, names in list(self._preludes.items())}

    def prelude_names(self, module: str) -> dict[str, object]:
        """Return all names of a prelude module."""
        names = self._preludes.get(module)
        if names is None:
            with self._lock:
                names = self._preludes.get(module)
                if names is None:
                    names = self._preludes[module] = self._run_prelude(module)
        return names

    def complete(self) -> None:
        """Add the intrinsics that need the VM's own modules, which import this one."""
        from limen.executor.intrinsics import INTRINSICS

        self.intrinsics.update(INTRINSICS)

    def _run_prelude(self, module: str) -> dict[str, object]:
        from limen.executor.vm import run_prelude

        self.complete()
        if module in _INTRINSICS_OF:
            self.module(_INTRINSICS_OF[module])
        text = self._texts.get(module)
        if text is None:
            text = (_HERE / "prelude" / f"{module}.py").read_text(encoding="utf-8")
        names = run_prelude(module, text)
        self._freeze(names)
        return names

    def _freeze(self, names: dict[str, object]) -> None:
        """Make what a part of the prelude holds immutable: all runs share it."""
        from limen.executor.shared import parts

        seen: set[int] = set()
        stack: list[object] = list(names.values())
        while stack:
            value = stack.pop()
            if id(value) in seen or (isinstance(value, Class) and value.immutable):
                continue
            seen.add(id(value))
            stack.extend(part for _, part in parts(value))
            if isinstance(value, Class):
                value.immutable = True
                value.attrs.update({name: self._fixed(held) for name, held in value.attrs.items()})
                value.changed()
            elif isinstance(value, (Function, Instance)):
                value.frozen = True

    def _fixed(self, held: object) -> object:
        """Return a read-only stand-in for a container in a class of the prelude."""
        if type(held) is not dict:
            return tuple(held) if type(held) is list else held
        proxy = self.prelude("types", "mappingproxy")
        assert isinstance(proxy, Class)
        view = Instance(proxy)
        view.attrs["_limen_mapping"] = held
        view.frozen = True
        return view


SURFACE: Final = Surface()
