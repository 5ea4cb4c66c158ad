"""Imports run one way: source, diagnostic, outcome, feedback <- executor <- checker, stubs <- pipeline <- integrations, cli."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

LIMEN = Path(__file__).parents[1] / "limen"
LAYERS = {
    "version": 0,
    "source": 0,
    "diagnostic": 0,
    "lockdown": 0,
    "outcome": 0,
    "feedback": 0,
    "executor": 1,
    "checker": 2,
    "stubs": 2,
    "pipeline": 3,
    "integrations": 4,
    "testing": 4,
    "cli": 4,
}
FILES = sorted(LIMEN.rglob("*.py"))


def imported(tree: ast.Module, path: Path) -> set[str]:
    """Return the dotted names of limen modules that a file imports, wherever in it the statement stands."""
    names: set[str] = set()
    package = [LIMEN.name, *path.relative_to(LIMEN).parent.parts]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names.update(f"{module}.{alias.name}" for alias in node.names)
    return {name for name in names if name.split(".")[0] == LIMEN.name}


def room(parts: tuple[str, ...]) -> str:
    """Return the top-level part of limen that a path or a dotted name belongs to; "" for the package itself."""
    return parts[0].removesuffix(".py") if parts and parts[0] != "__init__.py" else ""


def violations(path: Path, tree: ast.Module) -> list[str]:
    """Return the imports of a file that run against the direction."""
    own = room(path.relative_to(LIMEN).parts)
    if own in ("", "__main__"):
        return []  # the public names: imports everything
    found = []
    for name in sorted(imported(tree, path)):
        other = room(tuple(name.split(".")[1:]))
        if other not in LAYERS:
            found.append(f"{path.name}: imports the package itself ({name})")
        elif LAYERS[other] > LAYERS[own]:
            found.append(f"{path.name}: {own} imports {name}")
    return found


def test_every_room_has_a_layer() -> None:
    rooms = {room(path.relative_to(LIMEN).parts) for path in FILES} - {"", "__main__"}
    assert sorted(rooms - LAYERS.keys()) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(LIMEN)))
def test_imports_run_one_way(path: Path) -> None:
    if "prelude" in path.relative_to(LIMEN).parts and path.name != "__init__.py":
        return  # guest Python: its imports are the guest's
    assert violations(path, ast.parse(path.read_text("utf-8"))) == []


def test_a_violation_is_seen() -> None:
    path = LIMEN / "executor" / "vm.py"
    assert violations(path, ast.parse("def f():\n    from limen.checker import gate"))
    assert violations(path, ast.parse("if TYPE_CHECKING:\n    import limen.pipeline.stages"))
    assert violations(path, ast.parse("from ..cli import main"))
    assert not violations(path, ast.parse("from limen.source import Span\nimport limen.executor.values"))
