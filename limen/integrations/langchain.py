"""LangChain: a tool that checks and runs programs, which may call your functions."""

from __future__ import annotations

from typing import Any, Final, Self

try:
    from langchain_core.tools import BaseTool, ToolException
    from pydantic import BaseModel, Field, PrivateAttr
except ImportError as error:
    raise ImportError("limen.integrations.langchain needs langchain-core: pip install 'limen[langchain]'") from error

from limen.executor.limits import Limits
from limen.feedback import short
from limen.outcome import Outcome
from limen.pipeline.stages import Pipeline
from limen.pipeline.tools import Tools

_SAYS: Final = "Check a Python program and run it; return its value, and what it printed."


class _Arguments(BaseModel):
    code: str = Field(description="the whole program")


class LimenTool(BaseTool):
    """The tool `run_code`, for an agent or `model.bind_tools`.

    A failure is a ToolException whose text is the feedback, and so the answer to the call. What the tool returns is text;
    the outcome itself is the artifact of the ToolMessage.
    """

    name: str = "run_code"
    description: str = _SAYS
    _pipeline: Pipeline = PrivateAttr()

    def __init__(
        self,
        tools: Tools = (),
        limits: Limits | None = None,
        *,
        isolation: str = "process",
        **settings: Any,
    ) -> None:
        """Describe the tools; nothing is started before the first program.

        Args:
            tools: what programs may call, as for `limen.Pipeline`.
            limits: what one program may use; `limen.Limits()` when None.
            isolation: "process" or "inline", as for `limen.Pipeline`.
            settings: other fields of a BaseTool, as `name` or `tags`; `handle_tool_error=False` lets a failure raise.

        Raises:
            ValueError: for tools that cannot be offered under their name.
        """
        pipeline = Pipeline(tools, limits, isolation)
        given = {"description": f"{_SAYS}\n\n{pipeline.prompt()}", "handle_tool_error": True} | settings
        super().__init__(args_schema=_Arguments, response_format="content_and_artifact", **given)
        self._pipeline = pipeline

    def close(self) -> None:
        """End the workers; a tool that is no longer used is closed by itself."""
        self._pipeline.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, code: str) -> tuple[str, Outcome]:
        return _answer(self._pipeline.run(code))

    async def _arun(self, code: str) -> tuple[str, Outcome]:
        return _answer(await self._pipeline.run_async(code))


def _answer(outcome: Outcome) -> tuple[str, Outcome]:
    if not outcome.ok:
        raise ToolException(outcome.feedback())
    shown = outcome.withheld or ("" if outcome.value is None and outcome.stdout else _text(outcome.value))
    return outcome.stdout + shown, outcome


def _text(value: object) -> str:
    try:
        return value if isinstance(value, str) else repr(value)
    except ValueError:  # an int with more digits than Python writes
        return short(value)
