"""DSPy: an interpreter for RLM, ProgramOfThought and CodeAct that checks each program before it runs."""

from __future__ import annotations

import asyncio
import contextvars
import functools
import inspect
import typing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar, Final, Self

try:
    from dspy.primitives.code_interpreter import CodeExecutionError, CodeInterpreterError, FinalOutput
    from pydantic_core import to_jsonable_python
except ImportError as error:
    raise ImportError("limen.integrations.dspy needs dspy: pip install 'limen[dspy]'") from error

from limen.executor.errors import BadSnapshot, BoundaryError, CannotSave
from limen.executor.limits import Limits
from limen.integrations.syntax import ends_with_call
from limen.outcome import Outcome, Raised
from limen.pipeline.pool import IsolationError
from limen.pipeline.session import Session
from limen.pipeline.stages import Pipeline

_SUBMIT: Final = "SUBMIT"
_FACADE: Final = "__dspy_construct__"  # a tool that is there while DSPy installs its stand-in for the module `dspy`
_TYPES: Final = {kind.__name__: kind for kind in (str, int, float, bool, list, dict)} | {"NoneType": type(None)}
_STEPS: Final = "A program sees the names that earlier programs, those that completed, have defined. `SUBMIT` ends it with the output."


class LimenInterpreter:
    """A `dspy.CodeInterpreter`; give the class, or what `factory` returns, as `interpreter_factory=`. Not for two threads at once."""

    execution_instructions: ClassVar[str] = (
        Pipeline(isolation="inline").prompt().removesuffix("There are no tools.") + _STEPS
    )

    def __init__(
        self,
        tools: Mapping[str, Callable[..., Any]] | None = None,
        limits: Limits | None = None,
        *,
        output_fields: Sequence[Mapping[str, Any]] | None = None,
        budget: Limits | None = None,
        isolation: str = "process",
    ) -> None:
        """Nothing is started before the first program.

        Args:
            tools: what programs may call, by name.
            limits: what one program may use; `limen.Limits()` when None.
            output_fields: the fields that `SUBMIT` takes, dicts of `name` and `type`; one output when None.
            budget: what all programs together may use.
            isolation: "process" or "inline", as for `limen.Pipeline`.
        """
        self.output_fields: Sequence[Mapping[str, Any]] | None = output_fields
        self._tools: Final = dict(tools or {})
        self._limits: Final = limits
        self._budget: Final = budget
        self._isolation: Final = isolation
        self._offered: object = None
        self._pipeline: Pipeline | None = None
        self._session: Session | None = None
        self._closed = False
        self._submitted: list[object] = []
        self._is_last = False

    @classmethod
    def factory(cls, **settings: Any) -> functools.partial[Self]:
        """Return what makes interpreters with these settings, and tells the model of the Python they run."""
        made = functools.partial(cls, **settings)
        vars(made)["execution_instructions"] = cls.execution_instructions
        return made

    @property
    def tools(self) -> dict[str, Callable[..., Any]]:
        """What programs may call, by name; it may be changed between programs."""
        return self._tools

    def start(self) -> None:
        """Get ready for programs; they do it themselves when it was not done.

        Raises:
            CodeInterpreterError: after `shutdown`, or for tools that cannot be offered.
        """
        self._ready()

    def execute(self, code: str, variables: dict[str, Any] | None = None) -> Any:
        """Check and run a program, which sees the names of earlier ones.

        Args:
            code: the program.
            variables: names with their values, set before it.

        Returns:
            A FinalOutput when it called `SUBMIT`; otherwise its value, or what it printed, or a list of both.

        Raises:
            CodeExecutionError: when it was rejected or did not complete; the text is the feedback for the model.
            CodeInterpreterError: when it cannot be run here: after `shutdown`, or for a variable that cannot be used.
        """
        if _FACADE in self._tools:
            raise CodeExecutionError(
                "programs run by limen cannot import dspy: there are no sub-agents, only the tools"
            )
        session = self._ready()
        self._submitted.clear()
        self._is_last = ends_with_call(code, _SUBMIT)
        try:
            outcome = _outside_of_loops(session.run, code, variables or {})
        except (ValueError, BoundaryError, IsolationError) as error:
            raise CodeInterpreterError(str(error)) from error
        stopped = isinstance(outcome, Raised) and outcome.exception == "SystemExit"
        if self._submitted and (outcome.ok or stopped):
            return FinalOutput(self._submitted[0])
        if not outcome.ok:
            raise CodeExecutionError(outcome.feedback())
        return _result(outcome)

    def shutdown(self) -> None:
        """End the session and its workers."""
        self._closed = True
        if self._pipeline is not None:
            self._pipeline.close()
        self._pipeline = self._session = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()

    def __call__(self, code: str, variables: dict[str, Any] | None = None) -> Any:
        """The same as `execute`."""
        return self.execute(code, variables)

    def _ready(self) -> Session:
        """Return the session, in a pipeline with the tools that there are now."""
        if self._closed:
            raise CodeInterpreterError("the interpreter has been shut down; make a new one")
        offered = dict(self._tools), self.output_fields
        if self._session is None or offered != self._offered:
            try:
                self._open()
            except (ValueError, TypeError, CannotSave, BadSnapshot) as error:
                raise CodeInterpreterError(f"the tools cannot be used: {error}") from error
            self._offered = offered
        assert self._session is not None
        return self._session

    def _open(self) -> None:
        tools = {name: _function(tool) for name, tool in self._tools.items()}
        pipeline = Pipeline({**tools, _SUBMIT: self._submit()}, self._limits, self._isolation)
        if self._session is not None and self._session.names:
            session = pipeline.load_session(self._session.dump(), self._budget)
        else:
            session = pipeline.session(self._budget)
        if self._pipeline is not None:
            self._pipeline.close()
        self._pipeline, self._session = pipeline, session

    def _submit(self) -> Callable[..., object]:
        """Return the tool that keeps the output and ends the program there."""
        fields = self.output_fields
        names = ["output"] if fields is None else [field["name"] for field in fields]
        kinds = [Any] if fields is None else [_TYPES.get(field.get("type", ""), Any) for field in fields]
        place = inspect.Parameter.POSITIONAL_OR_KEYWORD
        parameters = [inspect.Parameter(name, place, annotation=kind) for name, kind in zip(names, kinds, strict=True)]
        signature = inspect.Signature(parameters, return_annotation=None)

        def submit(*args: Any, **kwargs: Any) -> None:
            self._submitted.append(dict(signature.bind(*args, **kwargs).arguments))
            if not self._is_last:
                raise SystemExit("the output was submitted")

        return _described(submit, "End the program with its output.", signature, dict(zip(names, kinds, strict=True)))


def _result(outcome: Outcome) -> object:
    if outcome.value is None:
        return f"{outcome.stdout}{outcome.withheld}" or None
    value: object = to_jsonable_python(outcome.value, bytes_mode="base64", fallback=repr)
    return [outcome.stdout.rstrip("\n"), value] if outcome.stdout else value


def _function(tool: Callable[..., Any]) -> Callable[..., object]:
    """Return a tool of DSPy as a plain function: they take keyword arguments, and programs do not await them."""
    inner = inspect.unwrap(getattr(tool, "func", tool))
    signature = inspect.signature(inner)
    names = list(signature.parameters)

    def call(*args: Any, **kwargs: Any) -> object:
        named = dict(zip(names, args, strict=False)) if len(args) <= len(names) else {}
        result = tool(**named, **kwargs) if named or not args else tool(*args, **kwargs)
        return asyncio.run(_awaited(result)) if inspect.isawaitable(result) else result

    try:
        hints = typing.get_type_hints(inner, include_extras=True)
    except Exception:  # a name that is not there any more; limen then says that it is not checked
        hints = {}
    return _described(call, inspect.getdoc(inner), signature, hints)


async def _awaited(result: Any) -> object:
    return await result


def _described(
    call: Callable[..., object], doc: str | None, signature: inspect.Signature, hints: dict[str, Any]
) -> Callable[..., object]:
    call.__doc__ = doc
    call.__annotations__ = hints
    vars(call)["__signature__"] = signature
    return call


def _outside_of_loops(run: Callable[..., Outcome], *args: object) -> Outcome:
    """Run here, or in a thread when an event loop runs here: coroutine tools need a loop of their own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return run(*args)
    context = contextvars.copy_context()
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: context.run(run, *args)).result()
