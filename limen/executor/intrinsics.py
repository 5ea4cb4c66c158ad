"""Intrinsics: what prelude code may ask of the VM and guest code may not name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from limen.executor import operations
from limen.executor.code import UNDEFINED
from limen.executor.errors import GuestError
from limen.executor.surface import FILES
from limen.executor.types import managed
from limen.executor.values import ExceptionData, Future, Generator, Instance, Invoke, NativeCall, Resume, Tool

if TYPE_CHECKING:
    from limen.executor.vm import Vm


def _binary(vm: Vm, args: list[object], kwargs: object) -> object:
    name, left, right, symbol = args
    return operations.after_inplace(vm, operations.METHODS.index(str(name)), left, right, str(symbol))


def _default_compare(vm: Vm, args: list[object], kwargs: object) -> object:
    op, left, right = args
    assert isinstance(op, int)
    return operations.default_compare(vm, op, left, right)


def _class_name(vm: Vm, args: list[object], kwargs: object) -> object:
    return vm.class_name(args[0])


def _check_length(vm: Vm, args: list[object], kwargs: object) -> object:
    value = operations.unwrap(args[0])
    if not isinstance(value, int):
        raise TypeError(f"'{vm.class_name(args[0])}' object cannot be interpreted as an integer")
    if value < 0:
        raise ValueError("__len__() should return >= 0")
    return int(value)


def _check_hash(vm: Vm, args: list[object], kwargs: object) -> object:
    value = operations.unwrap(args[0])
    if not isinstance(value, int):
        raise TypeError("__hash__ method should return an integer")
    return operations.as_hash(value)


def _check_index(vm: Vm, args: list[object], kwargs: object) -> object:
    value = operations.unwrap(args[0])
    if not isinstance(value, int):
        raise TypeError(f"__index__ returned non-int (type {vm.class_name(args[0])})")
    return int(value)


def _future(value: object) -> Future:
    if not isinstance(value, Future):
        raise TypeError("a future was expected")
    return value


def _task_new(vm: Vm, args: list[object], kwargs: object) -> object:
    coroutine = args[0]
    if not (isinstance(coroutine, Generator) and coroutine.kind == "coroutine"):
        raise TypeError(f"a coroutine was expected, got {vm.repr(coroutine)}")
    return vm.new_task(coroutine, str(args[1]) if len(args) > 1 and args[1] is not None else "")


def _future_new(vm: Vm, args: list[object], kwargs: object) -> object:
    return Future("future")


def _future_set(vm: Vm, args: list[object], kwargs: object) -> object:
    vm.complete(_future(args[0]), args[1], None)
    return None


def _future_fail(vm: Vm, args: list[object], kwargs: object) -> object:
    exception = args[1]
    if not (isinstance(exception, Instance) and isinstance(exception.payload, ExceptionData)):
        raise TypeError("exceptions must derive from BaseException")
    vm.complete(_future(args[0]), None, exception)
    return None


def _future_state(vm: Vm, args: list[object], kwargs: object) -> object:
    future = _future(args[0])
    if not future.done:
        return "pending"
    if future.cancelled:
        return "cancelled"
    return "done" if future.exception is None else "failed"


def _future_value(vm: Vm, args: list[object], kwargs: object) -> object:
    future = _future(args[0])
    if future.exception is not None:
        raise GuestError(future.exception)
    return future.result


def _future_error(vm: Vm, args: list[object], kwargs: object) -> object:
    return _future(args[0]).exception


def _future_kind(vm: Vm, args: list[object], kwargs: object) -> object:
    return _future(args[0]).kind if isinstance(args[0], Future) else None


def _future_name(vm: Vm, args: list[object], kwargs: object) -> object:
    future = _future(args[0])
    if len(args) > 1:
        future.name = str(args[1])
    return future.name


def _cancel(vm: Vm, args: list[object], kwargs: object) -> object:
    exception = args[1]
    assert isinstance(exception, Instance)
    return vm.cancel(_future(args[0]), exception)


def _sleep(vm: Vm, args: list[object], kwargs: object) -> object:
    seconds = args[0]
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        raise TypeError(f"'<=' not supported between instances of '{vm.class_name(seconds)}' and 'int'")
    return vm.sleep_future(float(seconds), args[1] if len(args) > 1 else None)


def _by_hand(vm: Vm, args: list[object], kwargs: object) -> object:
    """_limen_by_hand(): whether guest code drives the coroutine that waits for this one, and not the loop."""
    return vm.driven(vm.frame) is not None


def _hand_through(vm: Vm, args: list[object], kwargs: object) -> object:
    """_limen_hand_through(value): hand a value to what drives the coroutine; gives what is sent back."""
    generator = vm.frame.generator
    assert generator is not None
    return Invoke(Resume(generator, "through", args[0]), [])


def _current_task(vm: Vm, args: list[object], kwargs: object) -> object:
    return vm.fiber.task


def _as_future(vm: Vm, args: list[object], kwargs: object) -> object:
    value = args[0]
    if isinstance(value, Future):
        if value.call is not None and not value.started:
            vm.start_call(value)
        return value
    if isinstance(value, Generator) and value.kind == "coroutine":
        return vm.new_task(value, "")
    if vm.find_special(value, "__await__") is not UNDEFINED:
        coroutine = vm.call_nested(vm.prelude("operators", "await_it"), [value])
        assert isinstance(coroutine, Generator)
        return vm.new_task(coroutine, "")
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


def _run(vm: Vm, args: list[object], kwargs: object) -> object:
    coroutine = args[0]
    if not (isinstance(coroutine, Generator) and coroutine.kind == "coroutine"):
        raise ValueError(f"a coroutine was expected, got {vm.repr(coroutine)}")
    return Invoke(Resume(coroutine, "await", None), [])


def _wait_any(vm: Vm, args: list[object], kwargs: object) -> object:
    """Return a future that is complete as soon as one of those in the list is."""
    futures = args[0]
    assert isinstance(futures, list)
    first = Future("future")
    for future in futures:
        if _future(future).done:
            vm.complete(first, None, None)
            return first
    for future in futures:
        _future(future).callbacks.append(first)
    return first


def _time(vm: Vm, args: list[object], kwargs: object) -> object:
    return vm.host_clock()


def _host_sleep(vm: Vm, args: list[object], kwargs: object) -> object:
    seconds = operations.unwrap(args[0])
    if not isinstance(seconds, (int, float)):
        raise TypeError(f"'{vm.class_name(args[0])}' object cannot be interpreted as an integer")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    vm.sleep(float(seconds))
    return None


def _shown(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    """_limen_shown(): the identities of the namespaces whose repr is being made in this run."""
    return vm.state.setdefault("shown", set())


def _context(vm: Vm, args: list[object], kwargs: object) -> object:
    """_limen_variables([values[, task]]): the values of context variables in this thread of control; with `values`, from now on."""
    contexts = vm.state.setdefault("contextvars", {})
    assert isinstance(contexts, dict)
    of = args[1] if len(args) > 1 else None if vm.fiber is vm.main else vm.fiber.task
    if args:
        contexts[of] = args[0]
    return contexts.setdefault(of, {})


_CALLS: Final[dict[str, NativeCall]] = {
    "_limen_binary": _binary,
    "_limen_default_compare": _default_compare,
    "_limen_class_name": _class_name,
    "_limen_check_hash": _check_hash,
    "_limen_check_length": _check_length,
    "_limen_check_index": _check_index,
    "_limen_task_new": _task_new,
    "_limen_future_new": _future_new,
    "_limen_future_set": _future_set,
    "_limen_future_fail": _future_fail,
    "_limen_future_state": _future_state,
    "_limen_future_value": _future_value,
    "_limen_future_error": _future_error,
    "_limen_future_kind": _future_kind,
    "_limen_future_name": _future_name,
    "_limen_cancel": _cancel,
    "_limen_sleep": _sleep,
    "_limen_by_hand": _by_hand,
    "_limen_hand_through": _hand_through,
    "_limen_current_task": _current_task,
    "_limen_as_future": _as_future,
    "_limen_run": _run,
    "_limen_wait_any": _wait_any,
    "_limen_time": _time,
    "_limen_host_sleep": _host_sleep,
    "_limen_shown": _shown,
    "_limen_variables": _context,
}

INTRINSICS: Final[dict[str, object]] = {name: managed(name, call) for name, call in _CALLS.items()}
INTRINSICS["_limen_missing"] = operations.MISSING
INTRINSICS[FILES] = Tool(FILES, is_async=False)
