"""Without its framework, an integration says which extra to install."""

from __future__ import annotations

import importlib
import sys

import pytest


@pytest.mark.parametrize(
    ("name", "framework", "extra"),
    [
        ("smolagents", "smolagents", "smolagents"),
        ("pydantic_ai", "pydantic_ai", "pydantic-ai"),
        ("langchain", "langchain_core", "langchain"),
        ("fastmcp", "fastmcp", "fastmcp"),
        ("dspy", "dspy", "dspy"),
        ("mcp", "mcp", "mcp"),
    ],
)
def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, name: str, framework: str, extra: str) -> None:
    for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == framework]:
        monkeypatch.setitem(sys.modules, loaded, None)
    monkeypatch.setitem(sys.modules, framework, None)
    monkeypatch.delitem(sys.modules, f"limen.integrations.{name}", raising=False)
    with pytest.raises(ImportError, match=rf"pip install 'limen\[{extra}\]'"):
        importlib.import_module(f"limen.integrations.{name}")
