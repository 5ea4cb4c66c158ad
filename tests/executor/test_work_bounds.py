"""Host code that a program makes work hard is metered: each program ends at a limit, whatever the machine."""

from __future__ import annotations

import threading
import time

import pytest

import limen
from limen.outcome import Outcome

SECOND = limen.Limits(seconds=0.5, memory=256 * 2**20)
FEW = limen.Limits(seconds=60.0, memory=256 * 2**20, instructions=3_000_000)


def run(code: str, limits: limen.Limits) -> Outcome:
    """Run a program without the gate."""
    return limen.Pipeline(tools=[echo], limits=limits, isolation="inline").run(code, check=False)


def echo(value: object = None) -> object:
    """Give back what was given."""
    return value


def limit_of(code: str, limits: limen.Limits) -> str:
    """Return the limit that stopped the program; the kind of outcome when none did."""
    outcome = run(code, limits)
    return outcome.limit if isinstance(outcome, limen.LimitReached) else type(outcome).__name__


@pytest.mark.parametrize(
    "loop",
    [
        "a = [0.5] * 10**6\nb = list(a)\nwhile a == b: pass",
        "a = [0.5] * 10**6\nb = list(a)\nwhile not a < b: pass",
        "a = ['x' * 10**6] * 1000\nb = ['x' * 10**6] * 1000\nwhile a == b: pass",
        "a = (0,) * 10**6\nwhile True: hash(a)",
        "a = 'x' * 10**6\nb = 'x' * 10**6\nwhile a == b: pass",
        "a = 'x' * 10**6\nwhile True: a.isalpha()",
        "a = 'x' * 10**6\nwhile True: a.strip('x')",
        "a = b'x' * 10**6\nwhile True: a.find(b'y')",
        "a = set(range(10**5))\nwhile True: a & a",
        "from collections import deque\na = deque([0] * 10**5)\nb = deque(a)\nwhile a == b: pass",
        "from collections import deque\na = deque([0] * 10**5)\nwhile 1 not in a: pass",
        "a = b = [0]\nfor _ in range(60): a, b = [a, a], [b, b]\n{1: a}.items() == {1: b}.items()",
        "import random\na = [0] * 10**5\nwhile True: random.shuffle(a)",
        "a = set(range(10**5))\nb = set(a)\nwhile a == b: pass",
        "a = [0] * 10**6\nwhile 1 not in a: pass",
        "a = b = [0]\nfor _ in range(60): a, b = [a, a], [b, b]\na == b",
        "a = (0,)\nfor _ in range(60): a = (a, a)\nhash(a)",
        "a = b = (0,)\nfor _ in range(60): a, b = (a, a), (b, b)\na < b",
    ],
)
def test_comparing_and_hashing_spend_instructions(loop: str) -> None:
    assert limit_of(loop, FEW) == "instructions"


@pytest.mark.parametrize(
    "call",
    [
        r"re.match(r'(a*)*\1b', 'a' * 40)",
        r"re.sub(r'(a|aa)+$', '', 'a' * 80 + 'b')",
        r"re.compile(r'^(\w+\s?)*$').findall('aaa ' * 30 + '!')",
    ],
)
def test_backtracking_stops_when_the_time_is_over(call: str) -> None:
    assert limit_of(f"import re\n{call}", SECOND) == "seconds"


def test_backtracking_without_end_is_refused_outside_the_main_thread() -> None:
    outcomes: list[Outcome] = []
    code = "import re\nre.match(r'(a*)*b', 'a' * 40)"
    thread = threading.Thread(target=lambda: outcomes.append(run(code, SECOND)))
    thread.start()
    thread.join()
    assert isinstance(outcomes[0], limen.Raised)
    assert "cannot be stopped here" in outcomes[0].message


@pytest.mark.parametrize(
    "argument",
    [
        "a = [0]\nfor _ in range(40): a = [a, a]",
        "a = {}\nfor _ in range(40): a = {1: a, 2: a}",
        "a = [[0] * 10**6] * 1000",
        "a = []\nfor _ in range(10**5): a = [a]",
    ],
)
def test_what_is_too_large_does_not_cross(argument: str) -> None:
    outcome = run(f"{argument}\necho(a)", limen.Limits(seconds=60.0, memory=256 * 2**20))
    assert isinstance(outcome, limen.Raised)
    assert outcome.exception == "TypeError"
    assert "cannot leave the program" in outcome.message


def test_copying_arguments_is_time_of_the_program() -> None:
    code = "a = [[i] for i in range(20000)]\nwhile True: echo(a)"
    limits = limen.Limits(seconds=0.3, memory=None, tool_calls=None)
    assert limit_of(code, limits) == "seconds"


def test_copied_arguments_are_memory_of_the_program() -> None:
    code = "a = [[i] for i in range(20000)]\nwhile True: echo(a)"
    limits = limen.Limits(seconds=60.0, memory=64 * 2**20, tool_calls=None)
    assert limit_of(code, limits) == "memory"


def test_a_long_key_does_not_disturb_the_copy() -> None:
    outcome = run("x = 10**5000\necho({x: [[1]], (x, x): [[2]], 'k' * 10**6: [[3]]})", FEW)
    assert isinstance(outcome, limen.Completed)


@pytest.mark.parametrize(
    "body",
    [
        "    await asyncio.gather(asyncio.current_task())",
        "    await asyncio.Event().wait()",
        "    async with asyncio.TaskGroup() as g: g.create_task(asyncio.Event().wait())",
    ],
)
def test_tasks_that_wait_for_each_other_raise(body: str) -> None:
    outcome = run(f"import asyncio\nasync def main():\n{body}\nasyncio.run(main())", FEW)
    assert isinstance(outcome, limen.Raised)
    assert outcome.exception == "RuntimeError"
    assert "every task waits for another one" in outcome.message


def test_a_cycle_of_tasks_can_be_cancelled() -> None:
    code = """
import asyncio
tasks = []
async def wait(index): await tasks[index]
async def main():
    tasks.extend([asyncio.create_task(wait(1)), asyncio.create_task(wait(0))])
    await asyncio.sleep(0)
    tasks[0].cancel()
    try: await tasks[0]
    except asyncio.CancelledError: print('cancelled')
asyncio.run(main())
"""
    assert run(code, FEW).stdout == "cancelled\n"


@pytest.mark.parametrize(
    "code",
    [
        "e = ValueError('x')\nfor _ in range(9): e = ExceptionGroup('g', [e] * 10)\nraise e",
        "e = ValueError('x' * 10**6)\nraise ExceptionGroup('g', [e] * 15)",
        "e = ValueError('x\\n' * 10**6)\nraise e",
        "e = ValueError('x')\nfor _ in range(10**4): e.add_note('y' * 1000)\nraise ExceptionGroup('g', [e] * 15)",
    ],
)
def test_tracebacks_have_an_end(code: str) -> None:
    outcome = run(code, FEW)
    assert isinstance(outcome, limen.Raised)
    assert len(outcome.traceback) < 2 * 2**20


@pytest.mark.parametrize("call", ["random.sample(range(10**9), 10**8)", "math.comb(10**6, 5 * 10**5)"])
def test_calls_that_take_too_long_are_not_begun(call: str) -> None:
    assert limit_of(f"import math, random\n{call}", SECOND) == "memory"


def test_ranges_do_not_search_for_what_is_no_number() -> None:
    code = "r = range(10**12)\nprint('a' in r, (1,) in r, 1.0 in r, 1.5 in r, True in r, 10**12 in r, (2+0j) in r, None in r)"
    assert run(code, FEW).stdout == "False False True False True False True False\n"


def test_long_ranges_are_compared() -> None:
    assert run("print(range(10**20) == range(10**20), range(10**20) == range(3))", FEW).stdout == "True False\n"


@pytest.mark.parametrize(
    "work",
    [
        "int(D('1e999999'))",
        "round(D('1e999999'))",
        "math.floor(D('1e999999'))",
        "'%d' % D('1e999999')",
        "D('1e999999').__round__()",
        "D(1) + huge",
        "D(1).__add__(huge)",
        "D(1).compare(other=huge)",
        "Context().add(1, huge)",
        "D(1) < huge",
        "D(1) in [huge]",
        "divmod(D(1), huge)",
        "sorted([D(1), huge, D(2), huge + 1])",
        "sorted(range(9), key=lambda i: D(i) if i % 2 else huge + i)",
        "sum([D(1), huge])",
        "math.prod([D(1), huge])",
        "next(itertools.count(D(1), huge))",
        "random.uniform(D(1), huge)",
        "statistics.mean([D('1e-900000'), D(1)])",
        "statistics.stdev([D(f'1e-{5000 + i}') for i in range(3000)])",
        "statistics.harmonic_mean([D('1e-900000'), D(2)])",
        "statistics.quantiles([D(1), huge, D(2), huge + 1])",
        "pow(D(3), D('9' * 10000), D('7' * 19999))",
        "Context(prec=20000).power(a=3, b=D('9' * 10000), modulo=D('7' * 19999))",
        "(1 + D('1e-19000')) ** 10**18000",
        "math.prod([D(1) / 3] * 100000)",
        "math.fsum([D('9' * 20000)] * 100000)",
    ],
)
def test_long_work_on_decimals_is_not_begun(work: str) -> None:
    code = (
        "import itertools, math, random, statistics\nfrom decimal import Decimal as D, Context, getcontext\n"
        f"getcontext().prec = 20000\nhuge = 1 << 2_000_000\n{work}"
    )
    began = time.perf_counter()
    assert limit_of(code, SECOND) == "seconds"
    assert time.perf_counter() - began < 10  # not to be reached by far, on whatever machine


@pytest.mark.parametrize(
    "work",
    [
        "D(2).ln(Context(prec=20000))",
        "D(2).exp(context=Context(prec=20000))",
        "D('1.' + '9' * 19000) ** D('0.3')",
        "D('1e1000001')",
        "D('9' * 20001)",
        "getcontext().__setattr__('prec', 10**9)",
        "json.loads('[1e999999999]', parse_float=D)",
        "json.loads('[' + '9' * 30000 + ']', parse_int=D)",
    ],
)
def test_decimals_without_bounds_are_refused(work: str) -> None:
    outcome = run(f"import json\nfrom decimal import Decimal as D, Context, getcontext\n{work}", SECOND)
    assert isinstance(outcome, limen.Raised)
    assert "here" in outcome.message
