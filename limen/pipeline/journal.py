"""The journal: makes the tool calls of one run and keeps their ordered record."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from limen.executor.errors import BoundaryError, GuestError, LimitExceeded, ToolFailed
from limen.executor.host import describe_error, to_guest, to_host
from limen.executor.values import ToolCall
from limen.executor.vm import Vm
from limen.outcome import CallRecord

Answer: TypeAlias = Callable[[Vm], None]

_LONG: Final = 0.005  # seconds of copying, after which the memory is looked at


class Journal:
    """The tool calls of one run, in the order in which they were begun."""

    def __init__(self, tools: Mapping[str, Callable[..., object]]) -> None:
        self._tools = tools
        self._records: list[CallRecord] = []
        self._copying = 0.0  # seconds that copying arguments and results took, not charged yet

    def records(self) -> tuple[CallRecord, ...]:
        """Return what has been called so far."""
        return tuple(self._records)

    def tool(self, name: str) -> Callable[..., object] | None:
        """Return the tool of that name."""
        return self._tools.get(name)

    def call(self, vm: Vm, name: str, args: list[object], kwargs: dict[str, object]) -> object:
        """Call a tool in place; return its result as a guest value, or raise its error as a guest exception."""
        line = vm.line_of(vm.frame)
        try:
            try:
                place, given, named = self._begin(name, args, kwargs, line)
            finally:
                self._charge(vm)
            try:
                result = self._tools[name](*given, **named)
                if inspect.iscoroutine(result):
                    result.close()
                    raise TypeError(f"the tool {name!r} returned a coroutine; declare it with `async def`")
                return self.succeeded(place, result)
            except (Exception, SystemExit) as error:
                raise ToolFailed(*self.failed(place, error)) from None
        except ToolFailed as failed:
            raise GuestError(vm.tool_error(failed.name, failed.message)) from None
        finally:
            self._charge(vm)

    def _charge(self, vm: Vm) -> None:
        """Make the time of copying the guest's, and look at its limits when that was long."""
        spent, self._copying = self._copying, 0.0
        vm.seconds += spent
        if spent > _LONG:
            allowed = vm.limits.seconds
            if allowed is not None and vm.seconds > allowed:
                raise LimitExceeded("seconds", allowed)
            vm.check_memory(0)

    async def answer(self, call: ToolCall) -> Answer:
        """Await a coroutine tool; return what gives its result or its error to the VM."""
        name, id = call.tool.name, call.id
        try:
            place, given, named = self._begin(name, call.args, call.kwargs, call.line or None)
            try:
                result = self._tools[name](*given, **named)
                value = self.succeeded(place, await result if inspect.isawaitable(result) else result)
            except (Exception, SystemExit) as error:
                raise ToolFailed(*self.failed(place, error)) from None
        except ToolFailed as failed:
            described: ToolFailed | None = failed
            value = None
        else:
            described = None
        spent, self._copying = self._copying, 0.0

        def answered(vm: Vm) -> None:
            vm.seconds += spent
            if described is None:
                vm.answer(id, value)
            else:
                vm.fail(id, described.name, described.message)

        return answered

    def _begin(
        self, name: str, args: list[object], kwargs: dict[str, object], line: int | None
    ) -> tuple[int, list[object], dict[str, object]]:
        """Copy the arguments out and open the record of a call; a call that cannot be made leaves none."""
        start = time.perf_counter()
        try:
            given = [left("argument {}", index, arg) for index, arg in enumerate(args, 1)]
            named = {key: left("argument `{}`", key, value) for key, value in kwargs.items()}
        except BoundaryError as error:
            raise ToolFailed("TypeError", f"{name}(): {error}") from None
        finally:
            self._copying += time.perf_counter() - start
        return self.opened(name, given, named, line), given, named

    def opened(self, name: str, given: list[object], named: dict[str, object], line: int | None) -> int:
        """Open the record of a call that is about to be made; return its place."""
        self._records.append(CallRecord(name, tuple(given), dict(named), line=line, pending=True))
        return len(self._records) - 1

    def succeeded(self, place: int, result: object) -> object:
        """Copy a result in and close the record."""
        start = time.perf_counter()
        try:
            value = to_guest(result)
        except BoundaryError as error:
            name = self._records[place].name
            raise BoundaryError(f"the result of the tool {name!r} cannot cross to the program: {error}") from None
        finally:
            self._copying += time.perf_counter() - start
        before = self._records[place]
        self._records[place] = CallRecord(before.name, before.args, before.kwargs, result, None, before.line)
        return value

    def failed(self, place: int, error: BaseException) -> tuple[str, str]:
        """Close the record of a call that raised; return class name and message for the guest."""
        name, message = ("TypeError", str(error)) if isinstance(error, BoundaryError) else describe_error(error)
        self._records[place] = replace(self._records[place], error=f"{name}: {message}", pending=False)
        return name, message


def left(place: str, which: int | str, value: object) -> object:
    """Return a copy of a guest value for the host; a BoundaryError names the place that it has in the call."""
    try:
        return to_host(value)
    except BoundaryError as error:
        raise BoundaryError(f"{place.format(which)} cannot leave the program: {error}") from None
