"""pydantic-ai: a toolset with one tool that checks and runs programs, which may call your functions."""

from __future__ import annotations

from typing import Final, Self

try:
    from pydantic_ai import FunctionToolset, ModelRetry
    from pydantic_core import to_jsonable_python
except ImportError as error:
    raise ImportError("limen.integrations.pydantic_ai needs pydantic-ai: pip install 'limen[pydantic-ai]'") from error

from limen.executor.limits import Limits
from limen.pipeline.stages import Pipeline
from limen.pipeline.tools import Tools


class LimenToolset(FunctionToolset[object]):
    """Gives an `Agent` the tool `run_code`; give it in `toolsets=`.

    Its workers end when the agent leaves the toolset: after each run, or with `async with agent:` after all of them.
    """

    def __init__(
        self,
        tools: Tools = (),
        limits: Limits | None = None,
        *,
        isolation: str = "process",
        name: str = "run_code",
        max_retries: int = 3,
        id: str | None = None,
    ) -> None:
        """Describe the tools; nothing is started before the first program.

        Args:
            tools: what programs may call, as for `limen.Pipeline`.
            limits: what one program may use; `limen.Limits()` when None.
            isolation: "process" or "inline", as for `limen.Pipeline`.
            name: the name of the tool.
            max_retries: how often in a run the model may try again after a failure.
            id: the id of the toolset, which durable execution asks for.

        Raises:
            ValueError: for tools that cannot be offered under their name.
        """
        super().__init__(max_retries=max_retries, id=id)
        self._tools: Final = tools
        self._limits: Final = limits
        self._isolation: Final = isolation
        self._entered = 0
        self._pipeline: Pipeline | None = (pipeline := self._open())
        says = "Check a Python program and run it; return its value, and what it printed."
        self.add_function(self._run_code, name=name, description=f"{says}\n\n{pipeline.prompt()}")

    async def __aenter__(self) -> Self:
        self._entered += 1
        return self

    async def __aexit__(self, *_: object) -> None:
        self._entered -= 1
        if not self._entered and self._pipeline is not None:
            self._pipeline.close()
            self._pipeline = None

    def _open(self) -> Pipeline:
        return Pipeline(self._tools, self._limits, self._isolation)

    async def _run_code(self, code: str) -> object:
        if self._pipeline is None:
            self._pipeline = self._open()
        outcome = await self._pipeline.run_async(code)
        if not outcome.ok:
            raise ModelRetry(outcome.feedback())
        value: object = outcome.withheld or to_jsonable_python(outcome.value, bytes_mode="base64", fallback=repr)
        return {"value": value, "printed": outcome.stdout} if outcome.stdout else value
