"""Part 2: from source to result for `1 + 1` and for a program of 30 lines: new process, warm process, cached code."""

from __future__ import annotations

import statistics
import subprocess
from time import perf_counter
from typing import Final

from benchmarks.session import BASE, COMPILED, PURE, Part, Row, Session

SMALL: Final = "1 + 1"
PROGRAM: Final = """\
orders = [
    {"name": "Ada", "price": 12.5, "count": 3},
    {"name": "Grace", "price": 8.0, "count": 1},
    {"name": "Ada", "price": 3.25, "count": 8},
    {"name": "Alan", "price": 99.0, "count": 2},
]


def value(order):
    return order["price"] * order["count"]


totals = {}
for order in orders:
    name = order["name"]
    totals[name] = totals.get(name, 0) + value(order)

lines = []
for name, total in sorted(totals.items(), key=lambda pair: -pair[1]):
    if total > 100:
        grade = "gold"
    elif total > 50:
        grade = "silver"
    else:
        grade = "none"
    lines.append(f"{name}: {total} ({grade})")

report = ", ".join(lines)
count = len(lines)
report
"""

# What one would write to run one program, as short as the runner allows; `text` is the program.
_LIMEN: Final = "import limen; print(repr(limen.Pipeline().run(text, check=False).value))"
_COLD: Final = {
    BASE: "space = {}; exec(text, space); print(repr(eval(text.splitlines()[-1], space)))",
    COMPILED: _LIMEN,
    PURE: _LIMEN,
    "monty": """
from pydantic_monty import Monty
with Monty() as pool, pool.checkout() as session:
    print(repr(session.feed_run(text)))
""",
    "RestrictedPython": """
from RestrictedPython import compile_restricted, limited_builtins, safe_builtins
from RestrictedPython.Eval import default_guarded_getitem, default_guarded_getiter
from RestrictedPython.Guards import full_write_guard, guarded_iter_unpack_sequence, guarded_unpack_sequence, safer_getattr
space = {"__builtins__": {**safe_builtins, **limited_builtins, "sorted": sorted}, "_getitem_": default_guarded_getitem,
    "_getiter_": default_guarded_getiter, "_getattr_": safer_getattr, "_write_": full_write_guard,
    "_iter_unpack_sequence_": guarded_iter_unpack_sequence, "_unpack_sequence_": guarded_unpack_sequence}
exec(compile_restricted(text, "<program>", "exec"), space)
print(repr(eval(text.splitlines()[-1], space)))
""",
    "smolagents": """
from smolagents.local_python_executor import LocalPythonExecutor
executor = LocalPythonExecutor([])
executor.send_tools({})
print(repr(executor(text).output))
""",
}
_IMPORT: Final = """
from time import perf_counter
begin = perf_counter()
import limen
limen.Pipeline
print(perf_counter() - begin)
"""


def measure(session: Session) -> Part:
    """Time the start of each runner."""
    note = "CPython's new process is an interpreter that runs the program; a cached program is one that was compiled before"
    part = Part(2, "start", note, "time")
    for label, text in (("`1 + 1`", SMALL), ("30 lines", PROGRAM)):
        part.rows.append(_cold(session, f"{label}, new process", text))
    part.rows.append(_imports(session))
    for label, text in (("`1 + 1`", SMALL), ("30 lines", PROGRAM)):
        part.rows.append(session.measure(f"{label}, warm process", text, "source"))
        part.rows.append(session.measure(f"{label}, cached", text, "cached"))
    return part


def _cold(session: Session, label: str, text: str) -> Row:
    row = Row(label)
    times: dict[str, list[float]] = {}
    expected = ""
    for _ in range(session.rounds + 1):  # the first fills the file caches
        for worker in session.workers:
            if worker.name in row.errors:
                continue
            command = [worker.python, "-P", "-c", f"text = {text!r}\n{_COLD[worker.name]}"]
            begin = perf_counter()
            done = subprocess.run(command, env=worker.environment, capture_output=True, timeout=60, check=False)
            times.setdefault(worker.name, []).append(perf_counter() - begin)
            said = done.stdout.decode()
            if worker.name == BASE:
                expected = said
            if said != expected or not said:
                row.errors[worker.name] = (said or done.stderr.decode()).strip()[-200:]
    row.seconds = {name: statistics.median(found[1:]) for name, found in times.items() if name not in row.errors}
    return row


def _imports(session: Session) -> Row:
    row = Row("import of limen, without the gate")
    for worker in session.workers:
        if worker.name in (COMPILED, PURE):
            command = [worker.python, "-P", "-c", _IMPORT]
            found = [
                float(
                    subprocess.run(command, env=worker.environment, capture_output=True, timeout=60, check=True).stdout
                )
                for _ in range(session.rounds + 1)
            ]
            row.seconds[worker.name] = statistics.median(found[1:])
    return row
