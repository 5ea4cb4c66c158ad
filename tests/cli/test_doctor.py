"""limen doctor: what is shown, and its exit codes."""

from __future__ import annotations

import os

import pytest

from limen.lockdown import CHECKER, LAYERS
from tests.limen_command import limen_command

if not hasattr(os, "fork"):
    pytest.skip("workers are forked", allow_module_level=True)


def test_every_layer_is_shown() -> None:
    done = limen_command("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("limen ")
    assert lines[2].startswith("type checker: ty ")
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [*CHECKER, *LAYERS]


def test_an_unknown_layer() -> None:
    done = limen_command("doctor", "--require", "moat")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("limen: there is no layer 'moat'\n  help: the layers are: user-namespace")


def test_run_in_this_process_or_in_a_worker() -> None:
    for options in ((), ("--inline",)):
        done = limen_command("run", "-", *options, stdin="print('here')\n1 + 1")
        assert (done.returncode, done.stdout) == (0, "here\n2\n")
