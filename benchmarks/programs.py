"""Part 1: kernels, compiled before where a runner can, and agent programs from their source to their result."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

from benchmarks.session import HERE, Part, Session, resized, size_of

KERNELS: Final = sorted((HERE / "kernels").glob("*.py"))
AGENTS: Final = sorted(path for path in (HERE / "agents").glob("*.py") if path.name != "tools.py")
TOOLS: Final = HERE / "agents" / "tools.py"
SMALL_KERNELS: Final = {"queens", "fib", "matrix"}  # their time does not grow in proportion to N


def tool_names(text: str) -> list[str]:
    """Return the tools that a program names."""
    module = ast.parse(TOOLS.read_text("utf-8"))
    known = [node.name for node in module.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    named = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    return [name for name in known if name in named]


def kernel_text(path: Path, quick: bool) -> str:
    """Return a kernel, at a tenth of its size for a quick run."""
    text = path.read_text("utf-8")
    if quick and path.stem not in SMALL_KERNELS:
        return resized(text, max(20, size_of(text) // 10))
    return text


def kernels(session: Session) -> Part:
    """Time the kernels."""
    part = Part(1, "kernels", "the run of a program, compiled before where the runner can do that", "ratio")
    for path in KERNELS:
        part.rows.append(session.measure(path.stem, kernel_text(path, session.quick), "code"))
    return part


def agents(session: Session) -> Part:
    """Time the agent programs."""
    part = Part(1, "agent programs", "source to result, with every tool call", "ratio")
    for path in AGENTS:
        text = path.read_text("utf-8")
        part.rows.append(session.measure(path.stem, text, "source", tool_names(text)))
    return part
