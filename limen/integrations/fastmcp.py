"""FastMCP: a sandbox provider for its code mode, whose programs may `return` at the top level."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, NoReturn

try:
    from fastmcp.exceptions import ToolError
    from pydantic_core import to_jsonable_python
except ImportError as error:
    raise ImportError("limen.integrations.fastmcp needs fastmcp: pip install 'limen[fastmcp]'") from error

from limen.diagnostic import Report
from limen.executor.limits import Limits
from limen.integrations.syntax import tree_of
from limen.outcome import Outcome, Raised
from limen.pipeline.stages import Pipeline
from limen.source import Source, SourceError, parse_expression
from limen.stubs.from_callables import stub_of

_RETURN: Final = "Return"  # as long as the keyword, so that columns stay


class LimenSandboxProvider:
    """Runs the programs of `CodeMode`; give it as `sandbox_provider=`."""

    def __init__(self, limits: Limits | None = None, *, isolation: str = "process") -> None:
        """Nothing is started before the first program.

        Args:
            limits: what one program may use; `limen.Limits()` when None.
            isolation: "process" or "inline", as for `limen.Pipeline`.
        """
        self._limits: Final = limits
        self._isolation: Final = isolation
        self._pipelines: dict[str, Pipeline] = {}

    @property
    def description(self) -> str:
        """What to tell the model of the tool that runs programs; give it as `execute_description=`."""
        prompt = Pipeline({"call_tool": _call_tool}, isolation="inline").prompt()
        return f"Check a Python program and run it.\n\n{prompt}\n\n`return` may stand at the top level and ends the program."

    async def run(
        self,
        code: str,
        *,
        inputs: dict[str, Any] | None = None,
        external_functions: dict[str, Callable[..., Any]] | None = None,
    ) -> Any:
        """Check and run a program.

        Args:
            code: the program; `await` and `return` may stand at its top level.
            inputs: global names of the program with their values.
            external_functions: what it may call, by name.

        Returns:
            What it returned; without a `return` the value of its last statement, or else what it printed. Where JSON has
            no word for it, as JSON comes nearest.

        Raises:
            ToolError: when it was rejected or did not complete; the text is the feedback for the model.
            ValueError: when an input or a function has a name that cannot be used.
            BoundaryError: when an input cannot cross to the program.
        """
        functions = external_functions or {}
        returned: list[object] = []

        def leave(*values: Any) -> NoReturn:
            returned.append(values[0] if len(values) == 1 else values or None)
            raise SystemExit("the program has returned")

        pipeline = self._pipeline(functions).calling({**functions, _RETURN: leave})
        program = _with_calls(code)
        outcome = await pipeline.run_async(program, inputs or {})
        stopped = isinstance(outcome, Raised) and outcome.exception == "SystemExit"
        if not outcome.ok and not (returned and stopped):
            raise ToolError(_feedback(outcome, code, program))
        value = returned[0] if returned else outcome.value
        if value is None and outcome.stdout:
            return outcome.stdout
        return to_jsonable_python(value, bytes_mode="base64", fallback=repr)

    def close(self) -> None:
        """End the workers; a provider that is no longer used is closed by itself."""
        for pipeline in self._pipelines.values():
            pipeline.close()
        self._pipelines.clear()

    def _pipeline(self, functions: dict[str, Callable[..., Any]]) -> Pipeline:
        """Return the pipeline for functions with these signatures; others of the same kind may be called in it."""
        tools = {**functions, _RETURN: _leave}
        kind = stub_of(tools).text
        if kind not in self._pipelines:
            self._pipelines[kind] = Pipeline(tools, self._limits, self._isolation)
        return self._pipelines[kind]


async def _call_tool(tool_name: str, params: dict[str, Any]) -> Any:
    """Call a tool of the server by its name."""


def _leave(*values: Any) -> NoReturn:
    raise SystemExit


def _with_calls(code: str) -> str:
    """Return a program with calls in place of its returns at the top level, on the same lines and columns."""
    text = code.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    tree = tree_of(text)
    if tree is None:
        return code
    try:
        found = _returns(tree)
    except RecursionError:  # a very long `elif` chain
        return code
    data = text.encode()
    starts = [0, *[place + 1 for place, byte in enumerate(data) if byte == ord("\n")]]
    for node in sorted(found, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        value = data[start + len(_RETURN) : end].decode()
        data = data[:start] + f"{_RETURN}{_arguments(node, value)}".encode() + data[end:]
    return data.decode()


def _returns(node: ast.AST) -> list[ast.Return]:
    if isinstance(node, ast.Return):
        return [node]
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.expr):
        return []
    return [found for child in ast.iter_child_nodes(node) for found in _returns(child)]


def _arguments(node: ast.Return, value: str) -> str:
    """Return what stands behind `return`, in the parentheses of a call. A tuple may be several arguments."""
    items = node.value.elts if isinstance(node.value, ast.Tuple) else None
    plain = items is None or (len(items) > 1 and not any(isinstance(item, ast.Starred) for item in items))
    if not value or (plain and value[0] == " "):
        return f"({value[1:]})"
    whole = parse_expression(f"_{value}") if plain and value[0] == "(" else None
    if isinstance(whole, ast.Call) and isinstance(whole.func, ast.Name):
        return value
    return f"(({value}))"


def _feedback(outcome: Outcome, code: str, program: str) -> str:
    """Return the feedback about a program as the model wrote it."""
    try:
        source = Source.from_text(code, "<program>")
    except SourceError:
        return outcome.feedback()
    if outcome.report is not None:
        report = outcome.report
        outcome = replace(outcome, report=Report(source, report.diagnostics, report.notes))
    if isinstance(outcome, Raised):
        pairs = zip(program.split("\n"), source.text.split("\n"), strict=False)
        changed = {ours.strip(): theirs.strip() for ours, theirs in pairs if ours != theirs}
        trace = functools.reduce(lambda text, pair: text.replace(*pair), changed.items(), outcome.traceback)
        outcome = replace(outcome, traceback=trace)
    return outcome.feedback().replace(f"{_RETURN}(): argument 1 ", "return: the value ")
