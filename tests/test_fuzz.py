"""Hostile bytes, for a bounded time; `python -m tests.fuzzing` goes on for longer."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing import TARGETS, mutated

COUNTS = {"source": 150, "code": 400, "snapshot": 100, "wire": 800}


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_target(name: str) -> None:
    @settings(
        max_examples=COUNTS[name],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(st.binary(max_size=200), st.integers(0, 2**32).map(lambda seed: mutated(random.Random(seed)))))
    def run(data: bytes) -> None:
        TARGETS[name](data)

    run()
