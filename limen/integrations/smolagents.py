"""smolagents: an executor for CodeAgent that checks each step before it runs, and keeps names from step to step."""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable, Mapping
from typing import Final

try:
    from smolagents.local_python_executor import CodeOutput, InterpreterError, PythonExecutor
    from smolagents.tools import Tool
except ImportError as error:
    raise ImportError("limen.integrations.smolagents needs smolagents: pip install 'limen[smolagents]'") from error

from limen.executor.limits import Limits
from limen.integrations.syntax import ends_with_call
from limen.outcome import Raised
from limen.pipeline.session import Session
from limen.pipeline.stages import Pipeline, crossed
from limen.stubs.from_schema import tool_from_schema

_FINAL: Final = "final_answer"  # the tool whose call ends the run of an agent
_STEPS: Final = "Each program is one step: it sees the names that earlier steps, those that completed, have defined."
_ELSEWHERE: Final = ("image", "audio")  # types of smolagents that JSON Schema does not have


class LimenExecutor(PythonExecutor):
    """Runs the steps of a `smolagents.CodeAgent`; give it as `executor=`. Not for two agents at once."""

    def __init__(
        self, limits: Limits | None = None, *, budget: Limits | None = None, isolation: str = "process"
    ) -> None:
        """Nothing is started before the first step.

        Args:
            limits: what one step may use; `limen.Limits()` when None.
            budget: what all steps together may use.
            isolation: "process" or "inline", as for `limen.Pipeline`.
        """
        self._limits: Final = limits
        self._budget: Final = budget
        self._isolation: Final = isolation
        self._tools: dict[str, Tool] = {}
        self._variables: dict[str, object] = {}
        self._pipeline: Pipeline | None = None
        self._session: Session | None = None
        self._answers: list[object] = []
        self._is_last = False

    @property
    def instructions(self) -> str:
        """What to tell the model about the Python it may use, without the tools: smolagents lists them itself."""
        language = Pipeline(isolation="inline").prompt().removesuffix("There are no tools.").rstrip()
        return f"{language}\n\n{_STEPS}"

    def send_tools(self, tools: dict[str, Tool]) -> None:
        """Offer the tools of an agent. Other tools than before begin a new session; the same ones go on with the old one.

        Raises:
            ValueError: when a tool, or a variable that was sent, has a name that cannot be used.
        """
        given = dict(tools)
        if given != self._tools or self._pipeline is None:
            self.cleanup()
            self._tools = given
            self._open()
        if self._pipeline is not None:
            self._pipeline.check_names(self._variables)

    def send_variables(self, variables: dict[str, object]) -> None:
        """Set names for the next step and those after it.

        Raises:
            BoundaryError: when a value cannot cross to a program.
        """
        for name, value in variables.items():
            crossed(f"the variable {name!r}", value)
        self._variables.update(variables)

    def __call__(self, code_action: str) -> CodeOutput:
        """Check and run a step.

        Returns:
            Its value, what it printed, and whether it called `final_answer`; then the value is the answer.

        Raises:
            InterpreterError: when it was rejected or did not complete; the text is the feedback for the model.
        """
        session = self._session or self._open()
        self._answers.clear()
        self._is_last = ends_with_call(code_action, _FINAL)
        outcome = session.run(code_action, self._variables)
        stopped = isinstance(outcome, Raised) and outcome.exception == "SystemExit"
        if self._answers and (outcome.ok or stopped):
            self._variables = {} if outcome.ok else self._variables
            return CodeOutput(self._answers[0], outcome.stdout, True)
        if not outcome.ok:
            raise InterpreterError(outcome.feedback())
        self._variables = {}
        return CodeOutput(outcome.value, outcome.stdout, False)

    def cleanup(self) -> None:
        """End the session and its workers; `with agent:` does it."""
        if self._pipeline is not None:
            self._pipeline.close()
        self._pipeline = self._session = None

    def _open(self) -> Session:
        tools = {
            name: self._final(tool) if name == _FINAL else _function(name, tool) for name, tool in self._tools.items()
        }
        self._pipeline = Pipeline(tools, self._limits, self._isolation)
        self._session = self._pipeline.session(self._budget)
        return self._session

    def _final(self, tool: Tool) -> Callable[..., object]:
        """Return the tool that keeps the answer and ends the step there."""
        function = _function(_FINAL, tool)

        @functools.wraps(function)
        def final_answer(*args: object, **kwargs: object) -> None:
            self._answers.append(function(*args, **kwargs))
            if not self._is_last:
                raise SystemExit("the final answer was given")

        return final_answer


def _function(name: str, tool: Tool) -> Callable[..., object]:
    """Return a tool of smolagents as an annotated function."""
    inputs: Mapping[str, Mapping[str, object]] = tool.inputs
    forward = inspect.unwrap(getattr(tool, "forward", tool))
    signature = inspect.signature(forward)
    annotated = all(part.annotation is not part.empty for part in signature.parameters.values())
    if set(signature.parameters) == set(inputs) and annotated and signature.return_annotation is not signature.empty:
        return _annotated(name, tool, forward, signature)
    definition = {
        "name": name,
        "description": tool.description,
        "inputSchema": {
            "properties": {key: _schema(part) for key, part in inputs.items()},
            "required": [key for key, part in inputs.items() if not part.get("nullable")],
        },
        "outputSchema": _schema(getattr(tool, "output_schema", None) or {"type": tool.output_type}),
    }

    def call(given: dict[str, typing.Any]) -> object:
        return tool(**given)

    return tool_from_schema(definition, call)


def _annotated(
    name: str, tool: Tool, forward: Callable[..., object], signature: inspect.Signature
) -> Callable[..., object]:
    def call(*args: object, **kwargs: object) -> object:
        return tool(**signature.bind(*args, **kwargs).arguments)  # a lone dict would be taken for the arguments

    call.__name__ = name
    call.__doc__ = inspect.getdoc(forward) or tool.description
    call.__annotations__ = typing.get_type_hints(forward, include_extras=True)
    vars(call)["__signature__"] = signature
    return call


def _schema(part: Mapping[str, object]) -> dict[str, object]:
    """Return a type of smolagents as JSON Schema; what that has no word for may be anything."""
    kinds = part["type"] if isinstance(part.get("type"), list) else [part.get("type", "any")]
    if isinstance(kinds, list) and any(kind in ("any", *_ELSEWHERE) for kind in kinds):
        return {key: value for key, value in part.items() if key == "description"}
    return dict(part)
