"""What a model is told it may use: the section of a system prompt, rendered from the surface and the tools' stubs."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from limen.executor.surface import FILES, SURFACE
from limen.feedback import clip

if TYPE_CHECKING:
    from limen.stubs.from_callables import Stubs, ToolInfo

_INTERACTIVE: Final = frozenset(
    {"copyright", "credits", "exit", "help", "license", "quit"}
)  # of the prompt, not Python


def prompt_text(stubs: Stubs, budget: int = 8000) -> str:
    """Return the section, at most `budget` characters; when space is short, tools are described more briefly."""
    text = ""
    files = stubs.tools.get(FILES)
    if files is not None:
        stubs = replace(stubs, tools={name: tool for name, tool in stubs.tools.items() if name != FILES})
    before = (_INTRODUCTION, _python() if files is None else f"{_python((FILES,))}\n{files.doc}")
    for tools in (_in_full, _with_summaries, _with_signatures, _with_names):
        text = "\n\n".join((*before, tools(stubs)))
        if len(text) <= budget:
            return text
    return clip(text, budget)


_INTRODUCTION: Final = """\
Answer with one Python program. It is type-checked first, and runs only when the whole program passes.
- The result is the value of the last statement, when that is an expression. What is printed is kept too.
- `await` may stand at the top level. Tools declared `async def` must be awaited; independent calls run at the same \
time with `await asyncio.gather(...)`.
- Tools are there as plain names: no import. There are no other ways to files, network, processes or the environment."""


def _python(tools: Collection[str] = ()) -> str:
    modules = ", ".join(SURFACE.module_names(tools))
    lines = [f"The Python there is: the language, and these modules: {modules}. Nothing else can be imported."]
    there = SURFACE.builtins.keys() | SURFACE.granted(tools)
    missing = [
        name
        for name, value in vars(builtins).items()
        if not name.startswith("_") and name not in there and name not in _INTERACTIVE and callable(value)
    ]
    if missing:
        lines.append(f"These builtins are not there: {', '.join(sorted(missing))}.")
    return "\n".join(lines)


def _in_full(stubs: Stubs) -> str:
    if not stubs.tools:
        return "There are no tools."
    lines = [line for line in stubs.text.split("\n") if not line.startswith(("from ", "import "))]
    return "The tools, with the types they use:\n```python\n" + "\n".join(lines).strip() + "\n```"


def _with_summaries(stubs: Stubs) -> str:
    return _listed(stubs, lambda tool: f"{tool.signature}{_summary(tool)}")


def _with_signatures(stubs: Stubs) -> str:
    return _listed(stubs, lambda tool: tool.signature)


def _with_names(stubs: Stubs) -> str:
    return _listed(stubs, lambda tool: f"{'async ' * tool.is_async}{tool.name}(...)")


def _listed(stubs: Stubs, line: Callable[[ToolInfo], str]) -> str:
    if not stubs.tools:
        return "There are no tools."
    return "The tools:\n" + "\n".join(f"- {line(tool)}" for tool in stubs.tools.values())


def _summary(tool: ToolInfo) -> str:
    first = (tool.doc or "").strip().split("\n")[0]
    return f": {first}" if first else ""
