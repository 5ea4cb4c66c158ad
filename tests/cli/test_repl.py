"""limen repl, as a pipe."""

from __future__ import annotations

from tests.limen_command import limen_command

PIECES = """x = 40
def add(n):
    return x + n

add(2)
x.up()
rows = [
1,
2]
sum(rows)
1 / 0
x
"""


def test_names_stay_and_failures_do_not_end_it() -> None:
    done = limen_command("repl", stdin=PIECES)
    assert (done.returncode, done.stdout) == (0, "42\n3\n40\n")
    assert "`int` has no attribute `up`" in done.stderr
    assert "ZeroDivisionError: division by zero" in done.stderr
    assert 'Traceback (most recent call last):\n  File "<repl>", line 1' in done.stderr


def test_end_of_file_in_a_block_leaves() -> None:
    done = limen_command("repl", stdin="def f():\n    return 1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
