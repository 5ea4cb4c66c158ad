"""threading: threads are fibers of the run, which take turns; none is the host's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE, managed
from limen.executor.values import Class, Future, Generator, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NAMES: Final = (
    "Barrier",
    "BoundedSemaphore",
    "BrokenBarrierError",
    "Condition",
    "Event",
    "RLock",
    "Semaphore",
    "TIMEOUT_MAX",
    "Thread",
    "ThreadError",
    "Timer",
    "active_count",
    "current_thread",
    "enumerate",
    "get_ident",
    "get_native_id",
    "local",
    "main_thread",
)


def _state(vm: Vm, args: Args, kwargs: Kwargs) -> dict[str, object]:
    """_limen_threads(): the threads of this run; those that have started and not ended, by what their fibers stand for."""
    state = vm.state.setdefault("threading", {"alive": {}, "main": None, "names": 0, "pools": 0})
    assert isinstance(state, dict)
    return state


def _alive(vm: Vm) -> dict[Future, object]:
    alive = _state(vm, [], None)["alive"]
    assert isinstance(alive, dict)
    return alive


def _new(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_thread_new(coroutine, thread): give a coroutine a fiber, and remember whose it is."""
    coroutine, thread = args
    assert isinstance(coroutine, Generator)
    future = vm.new_task(coroutine, "")
    future.kind = "thread"
    contexts = vm.state.get("contextvars")
    if isinstance(contexts, dict):
        contexts.pop(future, None)
    _alive(vm)[future] = thread
    return None


def _end(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_thread_end(): the current thread is about to end."""
    future = vm.fiber.task
    if future is not None:
        _alive(vm).pop(future, None)
    return None


def _current(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_thread_current(): the thread that runs, None for the main one."""
    future = vm.fiber.task
    return None if future is None else _alive(vm).get(future)


def build() -> Module:
    """Return the module."""
    intrinsics = SURFACE.intrinsics
    intrinsics["_limen_threads"] = managed("threads", _state)
    intrinsics["_limen_thread_new"] = managed("thread_new", _new)
    intrinsics["_limen_thread_end"] = managed("thread_end", _end)
    intrinsics["_limen_thread_current"] = managed("thread_current", _current)
    members: dict[str, object] = {name: SURFACE.prelude("threading", name) for name in _NAMES}
    members["Lock"] = SURFACE.prelude("threading", "lock")
    for name, shown in (("lock", "lock"), ("RLock", "RLock"), ("local", "_local")):
        cls = SURFACE.prelude("threading", name)
        assert isinstance(cls, Class)
        cls.name = cls.qualname = shown
        cls.module = "_thread"
    return Module("threading", members)
