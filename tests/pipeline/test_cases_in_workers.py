"""What programs print does not depend on where they run: a worker has no files to load anything from later."""

from __future__ import annotations

import os
import re

import pytest

import limen
from tests.executor.oracle import run_limen
from tests.executor.test_cases import SECTIONS

if not hasattr(os, "fork"):
    pytest.skip("workers are forked", allow_module_level=True)

_IDENTITY = re.compile(r"0x[0-9a-f]+")


def test_every_case_prints_in_a_worker_what_it_prints_here() -> None:
    others = []
    with limen.Pipeline(limits=limen.Limits(seconds=20), workers=1) as pipeline:
        for section in SECTIONS:
            if section.tools:
                continue
            outcome = pipeline.run(section.text, check=False)
            here = run_limen(section.text, ()).stdout
            if _IDENTITY.sub("", outcome.stdout) != _IDENTITY.sub("", here):
                others.append((section.id, outcome.feedback()[:300]))
    assert others == []
