"""A pytest fixture for those who test their prompts: `pytest_plugins = ["limen.testing"]` in conftest.py."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from limen.pipeline.assertion import assert_ok
from limen.pipeline.stages import Pipeline


@pytest.fixture
def limen_pipeline() -> Pipeline:
    """The pipeline that `limen_ok` checks with: define this fixture with your tools."""
    return Pipeline()


@pytest.fixture
def limen_ok(limen_pipeline: Pipeline) -> Callable[[str], None]:
    """Return an assertion: a program, or a model's answer with one, passes the gate. Nothing is executed."""

    def check(answer: str) -> None:
        __tracebackhide__ = True
        assert_ok(answer, limen_pipeline)

    return check
