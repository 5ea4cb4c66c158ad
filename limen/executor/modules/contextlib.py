"""contextlib: in guest Python; what is printed is redirected in the run, not in the host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.operations import MISSING
from limen.executor.surface import SURFACE, managed
from limen.executor.values import Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

_NAMES: Final = (
    "AbstractAsyncContextManager",
    "AbstractContextManager",
    "AsyncContextDecorator",
    "AsyncExitStack",
    "ContextDecorator",
    "ExitStack",
    "aclosing",
    "asynccontextmanager",
    "closing",
    "contextmanager",
    "nullcontext",
    "redirect_stderr",
    "redirect_stdout",
    "suppress",
)


def _redirect(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """_limen_redirect(stream, target): where `print` writes from now on; returns where it wrote before."""
    stream, target = str(args[0]), args[1]
    before = vm.state.pop(stream, MISSING)
    if target is not MISSING:
        vm.state[stream] = target
    return before


def build() -> Module:
    """Return the module."""
    SURFACE.intrinsics["_limen_redirect"] = managed("_limen_redirect", _redirect)
    return Module("contextlib", {name: SURFACE.prelude("contextlib", name) for name in _NAMES})
