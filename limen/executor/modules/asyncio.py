"""asyncio: the methods of tasks and futures; the rest in the prelude."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor.surface import SURFACE
from limen.executor.types import add_methods, arity, managed, native_class
from limen.executor.types.functions import FUTURE
from limen.executor.values import Class, Function, Future, Invoke, Method, Module

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

_NAMES: Final = (
    "ALL_COMPLETED",
    "AbstractEventLoop",
    "Barrier",
    "BoundedSemaphore",
    "BrokenBarrierError",
    "CancelledError",
    "Condition",
    "Event",
    "FIRST_COMPLETED",
    "FIRST_EXCEPTION",
    "InvalidStateError",
    "LifoQueue",
    "Lock",
    "PriorityQueue",
    "Queue",
    "QueueEmpty",
    "QueueFull",
    "QueueShutDown",
    "Runner",
    "Semaphore",
    "TaskGroup",
    "Timeout",
    "all_tasks",
    "as_completed",
    "create_task",
    "current_task",
    "ensure_future",
    "gather",
    "get_event_loop",
    "get_running_loop",
    "iscoroutine",
    "isfuture",
    "new_event_loop",
    "run",
    "set_event_loop",
    "shield",
    "sleep",
    "timeout",
    "timeout_at",
    "to_thread",
    "wait",
    "wait_for",
)
_METHODS: Final = {
    "add_done_callback": "task_done_callback",
    "cancel": "task_cancel",
    "exception": "task_exception",
    "result": "task_result",
    "set_exception": "future_set_exception",
    "set_result": "future_set_result",
}


def _future(args: Args) -> Future:
    value = args[0] if args else None
    if not isinstance(value, Future):
        raise TypeError("a future was expected")
    return value


def _done(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return _future(args).done


def _cancelled(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return _future(args).cancelled


def _cancelling(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return int(_future(args).cancel_requested)


def _uncancel(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    _future(args).cancel_requested = False
    return 0


def _get_name(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return _future(args).name


def _set_name(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("set_name", args[1:], kwargs, 1, 1)
    _future(args).name = vm.str(args[1])
    return None


def _await(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return _future(args)


def _repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    future = _future(args)
    state = "cancelled" if future.cancelled else "finished" if future.done else "pending"
    name = f" name={future.name!r}" if future.kind == "task" else ""
    if not future.done:
        end = ""
    elif future.exception is not None:
        end = "" if future.cancelled else f" exception={vm.repr(future.exception)}"
    else:
        end = f" result={vm.repr(future.result)}"
    return f"<{'Task' if future.kind == 'task' else 'Future'} {state}{name}{end}>"


def _in_prelude(name: str, function: str) -> object:
    def call(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        return Invoke(SURFACE.prelude("asyncio", function), args, kwargs)

    return managed(name, call)


def _new_future(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    return Future("future")


def _new_task(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    rest = {key: value for key, value in (kwargs or {}).items() if key == "name"}
    return Invoke(SURFACE.prelude("asyncio", "create_task"), args, rest)


def _is_task(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return isinstance(args[1], Future) and args[1].kind == "task"


def _loop_state(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_loop_state(): what asyncio keeps for this run."""
    return vm.state.setdefault("asyncio", {"running": False, "tasks": [], "names": 0, "prune": 64})


def _progress(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_progress(futures): the first that failed, else True when all are done, else None."""
    futures = args[0]
    assert isinstance(futures, list)
    vm.spend(len(futures) // 8)
    result: object = True
    for future in futures:
        if future.done:
            if future.exception is not None:
                return future
        else:
            result = None
    return result


def _task_of_fiber(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_task_of_fiber(make): the task that runs; with `make`, the main program gets one when it has none."""
    fiber = vm.fiber
    if fiber.task is not None and fiber.task.kind == "thread":
        return None
    if fiber.task is None and args[0]:
        task = Future("task")
        task.fiber = fiber
        fiber.task = task
    return fiber.task


def _is_coroutine_function(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("iscoroutinefunction", args, kwargs, 1, 1)
    value = args[0]
    while isinstance(value, Method):
        value = value.function
    return isinstance(value, Function) and value.code.kind == "coroutine"


def build() -> Module:
    """Return the module."""
    for name, call in (
        ("_limen_loop_state", _loop_state),
        ("_limen_progress", _progress),
        ("_limen_task_of_fiber", _task_of_fiber),
    ):
        SURFACE.intrinsics[name] = managed(name, call)
    rows = [managed("done", _done), managed("cancelled", _cancelled), managed("cancelling", _cancelling)]
    rows += [managed("uncancel", _uncancel), managed("get_name", _get_name), managed("set_name", _set_name)]
    rows += [managed("__await__", _await), managed("__iter__", _await), managed("__repr__", _repr)]
    add_methods(FUTURE, rows)
    add_methods(FUTURE, [_in_prelude(name, function) for name, function in _METHODS.items()])  # type: ignore[misc]
    FUTURE.new = _new_future
    task = native_class("Task", None, (FUTURE,), (), new=_new_task, module="asyncio")
    task.attrs["_limen_isinstance"] = managed("_limen_isinstance", _is_task)
    members: dict[str, object] = {name: SURFACE.prelude("asyncio", name) for name in _NAMES}
    members["Future"] = FUTURE
    members["Task"] = task
    members["TimeoutError"] = SURFACE.exceptions[TimeoutError]
    members["iscoroutinefunction"] = managed("iscoroutinefunction", _is_coroutine_function, module="asyncio")
    return Module("asyncio", members)
