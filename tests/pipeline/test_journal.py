"""The journal of a retry loop: each call once, however often it is asked for."""

from __future__ import annotations

import asyncio
import datetime
import enum
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pydantic
import pytest

import limen
from limen.pipeline.stored_values import CannotStore, call_key, restore, store
from tests.pipeline.stores import KINDS, opened_journal

LOG: list[str] = []


@pytest.fixture(autouse=True)
def _log() -> None:
    LOG.clear()


@pytest.fixture(params=["memory", *KINDS])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> limen.JournalStore:
    return limen.MemoryJournal() if request.param == "memory" else opened_journal(request.param, tmp_path, "one")


def add(name: str, amount: int = 1) -> int:
    """Add."""
    LOG.append(f"{name} {amount}")
    return len(LOG)


async def send(text: str) -> str:
    """Send."""
    LOG.append(f"begin {text}")
    await asyncio.sleep(0.01 if text == "quick" else 0.3)
    LOG.append(f"end {text}")
    return text


def lose(text: str) -> str:
    """Take effect, and lose the answer."""
    LOG.append(text)
    raise TimeoutError("no answer in 10 s")


def refuse(text: str) -> str:
    """Do nothing."""
    LOG.append(text)
    raise ConnectionRefusedError("nobody listens")


@limen.tool(policy="always")
def read() -> int:
    """Read."""
    LOG.append("read")
    return len(LOG)


TOOLS = [add, send, lose, refuse, read]


def solve(
    *programs: str,
    journal: limen.JournalStore | None = None,
    tools: list[Callable[..., object]] | None = None,
    **options: object,
) -> limen.Transcript:
    """Give a loop these programs, one after the other."""
    answers: Iterator[str] = iter(programs)
    pipeline = limen.Pipeline(TOOLS if tools is None else tools, limits=limen.Limits(seconds=2))
    return pipeline.solve(
        lambda _: f"```python\n{next(answers)}\n```",
        "task",
        attempts=len(programs),
        journal=journal,
        **options,  # type: ignore[arg-type]
    )


def test_a_call_that_succeeded_is_answered(journal: limen.JournalStore) -> None:
    found = solve("add('a')\n[][1]", "add('a'), add('b')", journal=journal)
    assert found.value == (1, 2)
    assert LOG == ["a 1", "b 1"]
    assert [attempt.answered_calls for attempt in found.attempts] == [0, 1]
    assert [record.name for record in found.calls] == ["add", "add"]


def test_how_arguments_are_given_does_not_count(journal: limen.JournalStore) -> None:
    assert solve("add('a', 2)\n[][1]", "add(amount=2, name='a')", journal=journal).value == 1
    assert solve("add('a', amount=2)\nadd('b')", "", journal=journal).value == 2
    assert solve("add('b', 1)", journal=journal).value == 2
    assert LOG == ["a 2", "b 1"]


def test_what_is_asked_twice_in_one_program_is_made_twice(journal: limen.JournalStore) -> None:
    found = solve("add('a'); add('a')\n[][1]", "[add('a') for _ in range(3)]", journal=journal)
    assert found.value == [1, 2, 3]
    assert LOG == ["a 1"] * 3


def test_a_call_that_failed_is_made_again(journal: limen.JournalStore) -> None:
    found = solve("refuse('a')", "try:\n    refuse('a')\nexcept OSError as e:\n    x = str(e)\nx", journal=journal)
    assert found.value == "nobody listens"
    assert LOG == ["a", "a"]
    assert not found.unknown


def test_a_call_of_unknown_fate_is_not_made_again(journal: limen.JournalStore) -> None:
    again = "try:\n    lose('a')\nexcept RuntimeError as e:\n    x = str(e)\nx"
    found = solve("lose('a')", again, journal=journal)
    assert "it may have taken effect, so it is not made again" in str(found.value)
    assert LOG == ["a"]
    assert "lose('a')  was started; its answer is not known" in found.attempts[0].feedback
    assert [(record.name, record.args, record.pending) for record in found.unknown] == [("lose", ("a",), True)]
    assert "1 of them with an unknown fate" in found.summary
    assert solve(again, journal=journal).unknown  # also in the next loop with this journal
    assert LOG == ["a"]


def test_a_program_cannot_repeat_it_either() -> None:
    found = solve(
        "for _ in range(3):\n    try:\n        lose('a')\n    except (TimeoutError, RuntimeError):\n        pass"
    )
    assert found.ok
    assert LOG == ["a"]


def test_the_embedder_may_say_that_it_did_not_happen(journal: limen.JournalStore) -> None:
    solve("lose('a')", journal=journal)
    for call in journal.calls():
        if call.state == "unknown":
            journal.forget(call)
    solve("lose('a')", journal=journal)
    assert LOG == ["a", "a"]


def test_the_embedder_names_the_errors_that_leave_it_open() -> None:
    class Oops(Exception):
        pass

    @limen.tool(lost=(Oops,))
    def pay(amount: int) -> None:
        """Pay."""
        LOG.append(str(amount))
        raise Oops

    @limen.tool
    def doubt() -> None:
        """Say so itself."""
        raise limen.UnknownFate("who knows")

    assert len(solve("pay(1)", "pay(1)", tools=[pay]).unknown) == 1
    assert LOG == ["1"]
    assert len(solve("doubt()", tools=[doubt]).unknown) == 1


def test_a_call_that_is_cancelled_is_of_unknown_fate(journal: limen.JournalStore) -> None:
    first = "import asyncio\nawait asyncio.gather(send('slow'), send('quick'))"
    fails = f"{first.replace('gather(', 'wait_for(asyncio.gather(')[:-1]}), 0.1)"
    found = solve(fails, "await send('quick')\nawait send('slow')", journal=journal)
    assert not found.ok
    assert LOG.count("begin slow") == LOG.count("begin quick") == LOG.count("end quick") == 1
    assert [record.args for record in found.unknown] == [("slow",)]
    assert "so it is not made again" in found.attempts[1].feedback


def test_a_limit_that_stops_the_wait_leaves_it_open() -> None:
    async def hang() -> None:
        """Hang."""
        LOG.append("hang")
        await asyncio.sleep(10)

    pipeline = limen.Pipeline([hang], limits=limen.Limits(seconds=0.3))
    program = "import asyncio\ntask = asyncio.create_task(hang())\nawait asyncio.sleep(0.01)\nwhile True:\n    pass"
    found = pipeline.solve(lambda _: f"```python\n{program}\n```", "task", attempts=2)
    assert [attempt.title for attempt in found.attempts] == ["LimitReached"] * 2
    assert LOG == ["hang"]
    assert len(found.unknown) == 1


def test_reads_are_always_made(journal: limen.JournalStore) -> None:
    assert solve("read()\n[][1]", "read()", journal=journal).value == 2
    assert solve("add('a')\n[][1]", "add('a')", journal=journal, policies={"add": "always"}).value == 4


def test_a_policy_is_for_a_tool() -> None:
    with pytest.raises(ValueError, match="policy for 'ad', which is not the name of a tool"):
        solve("1", policies={"ad": "always"})
    with pytest.raises(ValueError, match="there is no policy 'never'; use 'once' or 'always'"):
        solve("1", policies={"add": "never"})


def test_a_tool_may_take_an_idempotency_key(journal: limen.JournalStore) -> None:
    keys: list[tuple[int, str]] = []

    @limen.tool(idempotency_key="key")
    def pay(amount: int, *, key: str) -> str:
        """Pay."""
        keys.append((amount, key))
        if len(keys) == 1:
            raise TimeoutError
        return "paid"

    found = solve("pay(1)", "pay(1), pay(1), pay(2)", journal=journal, tools=[pay])
    assert found.value == ("paid",) * 3
    assert not found.unknown
    (one, first), (two, again), (three, second), (four, other) = keys
    assert [one, two, three, four] == [1, 1, 1, 2]
    assert first == again
    assert len({first, second, other}) == 3
    pipeline = limen.Pipeline([pay])
    assert "key" not in pipeline.prompt().partition("The tools")[2]
    assert not pipeline.check("pay(1, key='mine')").ok
    assert pipeline.run("pay(3)").value == "paid"  # outside of a loop each call has a key of its own
    assert len({key for _, key in keys}) == 4


def test_a_key_needs_a_parameter_of_its_own() -> None:
    with pytest.raises(ValueError, match="'add' has no keyword-only parameter 'name' for an idempotency key"):
        limen.tool(idempotency_key="name")(add)


def test_a_result_that_cannot_cross_has_taken_effect_all_the_same(journal: limen.JournalStore) -> None:
    def make() -> object:
        """Make."""
        LOG.append("make")
        return Path("x")

    found = solve("make()", "make()", journal=journal, tools=[make])
    assert LOG == ["make"]
    assert "it is not made again" in found.attempts[1].feedback


def test_a_result_that_breaks_the_copy_has_taken_effect_too() -> None:
    class Odd(list[int]):
        def __iter__(self) -> Iterator[int]:
            raise ZeroDivisionError

    def make() -> list[int]:
        """Make."""
        LOG.append("make")
        return Odd([1])

    solve("make()", "x = 1\nmake()", tools=[make])
    assert LOG == ["make"]


def test_results_are_those_of_the_time_of_the_call() -> None:
    rows = [1]

    def grow() -> list[int]:
        """Return the rows."""
        rows.append(len(rows) + 1)
        return rows

    assert solve("grow()\n[][1]", "a = grow()\na.append(9)\n{}[1]", "grow()", tools=[grow]).value == [1, 2]


@pytest.mark.parametrize("kind", KINDS)
def test_loops_in_one_database_are_apart(kind: str, tmp_path: Path) -> None:
    for loop in ("one", "two", "one"):
        solve("add('a')", journal=opened_journal(kind, tmp_path, loop))
    assert LOG == ["a 1", "a 1"]


@pytest.mark.parametrize("kind", KINDS)
def test_two_hosts_do_not_make_the_same_call(kind: str, tmp_path: Path) -> None:
    here, there = (opened_journal(kind, tmp_path, "one") for _ in range(2))

    def race(text: str) -> None:
        """While this program runs, another process makes the call that comes next."""
        call = limen.StoredCall("add", call_key("add", {"name": text, "amount": 1}), 1, b"")
        assert there.begin(call)

    found = solve("race('a')\nadd('a')", journal=here, tools=[add, race])
    assert "is being made by another process" in found.attempts[0].feedback
    assert LOG == []


def test_calls_are_on_disk_before_they_are_made(tmp_path: Path) -> None:
    file = tmp_path / "calls.db"

    def look() -> list[str]:
        """Read the file."""
        with sqlite3.connect(file) as connection:
            return [f"{name} {state}" for name, state in connection.execute("SELECT name, state FROM limen_calls")]

    found = solve("add('a')\nlook()", journal=limen.SqliteJournal(file, "one"), tools=[add, look])
    assert found.value == ["add succeeded", "look started"]


class Colour(enum.Enum):
    RED = 1


@dataclass
class Point:
    x: int
    colour: Colour


class Pair(NamedTuple):
    left: int
    right: object


class Model(pydantic.BaseModel):
    name: str
    when: datetime.date


TYPES = {"Colour": Colour, "Point": Point, "Pair": Pair, "Model": Model}
NAMES: dict[type, str] = {host: name for name, host in TYPES.items()}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [True, 1, 1.5, "é", b"\xff", 2**80, -(2**63), 1j, range(1, 9, 2)],
        {"a": [(1, (2,))], 3: {4, 5}, (6,): frozenset({"7"})},
        datetime.datetime(2025, 10, 26, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
        [datetime.date(2025, 1, 2), datetime.time(3, 4, 5, 6), datetime.timedelta(-1, 2, 3)],
        datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=2), "X")),
        [Decimal("1.10"), Decimal("NaN").is_nan(), Fraction(1, 3)],
        [Point(1, Colour.RED), Pair(1, [Colour.RED]), Model(name="a", when=datetime.date(2025, 1, 2))],
        [[[[[]]]]],
    ],
)
def test_values_come_back(value: object) -> None:
    back = restore(store(value, NAMES), TYPES)
    assert back == value
    assert repr(back) == repr(value)


@pytest.mark.parametrize("value", [object(), Path("x"), Point(1, Colour.RED), [{1: print}]])
def test_what_cannot_be_stored(value: object) -> None:
    with pytest.raises(CannotStore):
        store(value, {})


@pytest.mark.parametrize(
    "data",
    [b"", b"\xc1", store([1], {})[:-1], b"\x91\xa3abc", b"\x92\xa6record\xa1X", b"\x91\xa3int", b"\x90", b"\x91\x01"],
)
def test_damaged_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CannotStore):
        restore(data, TYPES)


def test_keys_are_equal_where_calls_are() -> None:
    equal = [({"a": 1, "b": {2, 3}}, {"b": {3, 2}, "a": 1.0}), ([10], [10.0]), ([float("nan")], [float("nan")])]
    for left, right in equal:
        assert call_key("f", left) == call_key("f", right)
    different = [
        [1],
        [True],
        ["1"],
        [b"1"],
        [1.5],
        [None],
        [(1,)],
        [[1]],
        [{}],
        [set()],
        [2**64],
        [Point(1, Colour.RED)],
    ]
    assert len({call_key("f", arguments) for arguments in different}) == len(different)
    assert call_key("f", [1]) != call_key("g", [1])
