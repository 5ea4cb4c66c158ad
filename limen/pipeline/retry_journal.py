"""The journal of a retry loop: what succeeded in an attempt is answered in the next, what may have happened is not repeated."""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from limen.executor.host import describe_error
from limen.outcome import CallRecord
from limen.pipeline.journal_store import JournalStore, State, StoredCall
from limen.pipeline.stored_values import CannotStore, call_key, restore, store
from limen.pipeline.tools import Policy, UnknownFate, policy_of

if TYPE_CHECKING:
    from limen.pipeline.stages import Pipeline

_Function = Callable[..., object]

# Classes of many libraries for an answer that did not come, by their names and those of their bases.
_LOST: Final = re.compile(r"Timeout|TimedOut|Connection|Transport|Disconnected")
_NOT_MADE: Final = (ConnectionRefusedError,)


class RetryJournal:
    """The tool calls of all attempts at one task, and tools that are called through it."""

    def __init__(self, pipeline: Pipeline, store: JournalStore, policies: Mapping[str, Policy]) -> None:
        unknown_names = sorted(policies.keys() - pipeline.tools.keys())
        if unknown_names:
            raise ValueError(f"there is a policy for {unknown_names[0]!r}, which is not the name of a tool")
        self._tools = pipeline.tools
        self._types = pipeline.stubs.types
        self._names = {host: name for name, host in pipeline.stubs.types.items()}
        self._store = store
        self._policies = {name: policies.get(name, policy_of(tool)) for name, tool in pipeline.tools.items()}
        self._calls: list[StoredCall] = []
        self._by_key: dict[str, list[StoredCall]] = {}
        self._asked: list[StoredCall] = []  # in this attempt, made or answered, in order
        self._looked: dict[str, int] = {}  # in this attempt, how many calls with a key it need not look at again
        self._answered = 0  # of them, how many were answered without being made
        for call in store.calls():
            self._add(call)
            if call.state == "started":  # the host ended before the tool did
                self._lose(call)
        self.tools: Final[dict[str, _Function]] = {
            name: self._through(name, function, pipeline.stubs.tools[name].is_async)
            for name, function in pipeline.tools.items()
        }

    def begin_attempt(self) -> None:
        """Answer calls again from the first on."""
        self._asked = []
        self._looked = {}
        self._answered = 0

    def end_attempt(self) -> None:
        """What has not ended with the attempt does not end any more, as far as anyone knows."""
        for call in self._asked:
            if call.state == "started":
                self._lose(call)

    @property
    def answered(self) -> int:
        """How many calls of this attempt were answered without being made."""
        return self._answered

    def records(self, made: Sequence[CallRecord] = ()) -> tuple[CallRecord, ...]:
        """Return the calls of all attempts, each once; `made` are the records of this attempt, which know the lines."""
        lines = {id(call): record.line for call, record in zip(self._asked, made, strict=False)}
        return tuple(self._record(call, lines.get(id(call))) for call in self._calls)

    def unknown(self) -> tuple[CallRecord, ...]:
        """Return the calls that may or may not have taken effect."""
        return tuple(self._record(call, None) for call in self._calls if call.state == "unknown")

    def _through(self, name: str, function: _Function, is_async: bool) -> _Function:
        """Return a tool that makes a call, or answers it."""
        if is_async:

            async def ask_async(*args: object, **kwargs: object) -> object:
                call, made = self._ask(name, args, kwargs)
                if made:
                    return self._result(call)
                with self._making(call):
                    result = function(*args, **kwargs, **self._key(call))
                    result = await result if inspect.isawaitable(result) else result
                    self._succeeded(call, result)
                return result

            return ask_async

        def ask(*args: object, **kwargs: object) -> object:
            call, made = self._ask(name, args, kwargs)
            if made:
                return self._result(call)
            with self._making(call):
                result = function(*args, **kwargs, **self._key(call))
                if inspect.iscoroutine(result):
                    result.close()
                    raise TypeError(f"the tool {name!r} returned a coroutine; declare it with `async def`")
                self._succeeded(call, result)
            return result

        return ask

    def _ask(self, name: str, args: tuple[object, ...], kwargs: dict[str, object]) -> tuple[StoredCall, bool]:
        """Return the call that is asked for, and whether it has been made: the first with success in an earlier attempt.

        Raises:
            UnknownFate: when an equal call may have taken effect.
        """
        policy = self._policies[name]
        key = call_key(name, self._bound(name, args, kwargs))
        known = self._by_key.get(key, [])
        again = None
        if policy.kind == "once":
            for place in range(self._looked.get(key, 0), len(known)):
                call = known[place]
                if call.state == "succeeded":
                    self._looked[key] = place + 1
                    self._asked.append(call)
                    self._answered += 1
                    return call, True
            lost = next((call for call in known if call.state == "unknown"), None)
            if lost is not None and policy.key is None:
                self._asked.append(lost)
                self._answered += 1
                raise UnknownFate(_lost(lost))
            again = lost  # with the same idempotency key it takes effect once, however often it is made
        made = again or StoredCall(name, key, len(known) + 1, self._stored(args, kwargs))
        first = self._store.begin(made)
        made.state = "started" if first else "unknown"
        self._asked.append(made)
        if again is None:
            self._add(made)
        self._looked[key] = len(self._by_key[key])  # what this attempt makes does not answer it
        if not first:
            raise UnknownFate(f"{name}() with these arguments is being made by another process; it is not made twice")
        return made, False

    def _add(self, call: StoredCall) -> None:
        self._calls.append(call)
        self._by_key.setdefault(call.key, []).append(call)

    @contextmanager
    def _making(self, call: StoredCall) -> Generator[None, None, None]:
        """Keep how a call ends, when it ends without success."""
        try:
            yield
        except (Exception, SystemExit) as error:
            if call.state == "started":
                call.error = ": ".join(describe_error(error))
                if _is_lost(error, self._policies[call.name].lost):
                    self._lose(call)
                else:
                    self._end(call, "failed")
            raise
        except BaseException:  # cancelled, or the host is being stopped: it may go on elsewhere
            if call.state == "started":
                self._lose(call)
            raise

    def _succeeded(self, call: StoredCall, result: object) -> None:
        try:
            call.result = store(result, self._names)
        except Exception as error:  # whatever is wrong with the result, the call has taken effect
            call.error = str(error)
        self._end(call, "succeeded")

    def _lose(self, call: StoredCall) -> None:
        """Keep that nobody knows whether a call has taken effect; for a read it does not matter."""
        policy = self._policies.get(call.name, Policy())
        self._end(call, "unknown" if policy.kind == "once" else "failed")

    def _end(self, call: StoredCall, state: State) -> None:
        call.state = state
        self._store.end(call)

    def _result(self, call: StoredCall) -> object:
        """The result of a call that has been made, as the tool gave it then."""
        try:
            if call.result is not None:
                return restore(call.result, self._types)
            reason = call.error
        except CannotStore as error:
            reason = str(error)
        raise RuntimeError(
            f"{call.name}() with these arguments was made in an earlier attempt and succeeded; "
            f"its result is not known any more ({reason}), and it is not made again"
        )

    def _key(self, call: StoredCall) -> dict[str, object]:
        """The idempotency key, for a tool that takes one: the same whenever this call is made."""
        name = self._policies[call.name].key
        if name is None:
            return {}
        return {name: hashlib.sha256(f"{self._store.loop}/{call.key}/{call.nth}".encode()).hexdigest()[:32]}

    def _bound(self, name: str, args: tuple[object, ...], kwargs: dict[str, object]) -> object:
        """The arguments by parameter, with the defaults: f(1), f(x=1) and, where 2 is the default, f(1, 2) are equal."""
        try:
            bound = inspect.signature(self._tools[name]).bind(*args, **kwargs)
        except (TypeError, ValueError):
            return [list(args), kwargs]  # a call that fails
        bound.apply_defaults()
        try:
            call_key(name, bound.arguments)
        except CannotStore:  # a default that is not data
            bound = inspect.signature(self._tools[name]).bind(*args, **kwargs)
        return dict(bound.arguments)

    def _stored(self, args: tuple[object, ...], kwargs: dict[str, object]) -> bytes:
        try:
            return store((list(args), kwargs), self._names)
        except CannotStore:
            return b""

    def _record(self, call: StoredCall, line: int | None) -> CallRecord:
        args: tuple[object, ...] = ()
        kwargs: dict[str, object] = {}
        result = None
        try:
            given = restore(call.arguments, self._types)
            assert isinstance(given, tuple)
            args, kwargs = tuple(given[0]), given[1]
            result = None if call.result is None else restore(call.result, self._types)
        except CannotStore:
            pass  # shown without
        lost = call.state in ("started", "unknown")
        record = CallRecord(call.name, args, kwargs, result=result, line=line, pending=lost)
        return replace(record, error=call.error) if call.state in ("failed", "unknown") else record


def _is_lost(error: BaseException, lost: tuple[type[BaseException], ...]) -> bool:
    """Whether a call that ended in an error may have taken effect all the same."""
    if isinstance(error, (UnknownFate, *lost)):
        return True
    if isinstance(error, _NOT_MADE):
        return False
    return any(_LOST.search(cls.__name__) for cls in type(error).__mro__)


def _lost(call: StoredCall) -> str:
    why = f" ({call.error})" if call.error else ""
    return (
        f"{call.name}() with these arguments was started before and its answer never came{why}: "
        "it may have taken effect, so it is not made again; go on without it, and say in the result that it has to be looked at"
    )
