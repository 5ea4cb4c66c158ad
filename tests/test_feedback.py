"""The text a model gets: shape, carets, replacements, bounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.diagnostic import Diagnostic, Edit, Fix, Report, Severity
from limen.feedback import excerpt, outcome_feedback, replacement, report_feedback, short
from limen.outcome import CallRecord, Completed, Crashed, LimitReached, Outcome, Raised, Rejected, Usage
from limen.source import Source, Span

PROGRAM = 'import requests\nuser = "ada"\n\ntotal = price(article="A1") * 2\n'


def problem(line: int = 1, rule: str = "unknown-import", message: str = "no", **more: object) -> Diagnostic:
    return Diagnostic(rule, message, Span(line, 0, line, 3), **more)  # type: ignore[arg-type]


def test_the_shape() -> None:
    report = Report(
        Source(PROGRAM),
        (
            Diagnostic(
                "unknown-argument",
                "`price` has no parameter `article`",
                Span(4, 14, 4, 21),
                fix=Fix("rename", (Edit(Span(4, 14, 4, 21), "sku"),)),
            ),
            Diagnostic(
                "unknown-import",
                "`requests` is not available here",
                Span(1, 7, 1, 15),
                help="use your tool instead:  page = await fetch(url)",
            ),
        ),
    )
    assert report.feedback() == (
        "2 problems. Nothing has run; no tool was called.\n"
        "\n"
        "line 1  unknown-import: `requests` is not available here\n"
        "    1 | import requests\n"
        "      |        ^^^^^^^^\n"
        "  use your tool instead:  page = await fetch(url)\n"
        "\n"
        "line 4  unknown-argument: `price` has no parameter `article`\n"
        '    4 | total = price(article="A1") * 2\n'
        "      |               ^^^^^^^\n"
        '  write:  total = price(sku="A1") * 2\n'
        "\n"
        "Send the whole corrected program again."
    )


def test_no_problems() -> None:
    assert report_feedback(Report(Source("1"))) == "No problems."
    only = report_feedback(Report(Source("1"), (problem(severity=Severity.WARNING),)))
    assert only.startswith("No problems, 1 warning.\n\nline 1  warning unknown-import: no")
    assert "Send" not in only


def test_errors_come_before_warnings() -> None:
    text = report_feedback(Report(Source("a\nb"), (problem(1, severity=Severity.WARNING), problem(2, "late"))))
    assert text.startswith("1 problem and 1 warning.")
    assert text.index("late") < text.index("unknown-import")


def test_the_same_problem_is_told_once() -> None:
    text = report_feedback(Report(Source("x\n" * 20), tuple(problem(line) for line in range(1, 13))))
    assert text.startswith("12 problems.")
    assert text.count("unknown-import") == 1
    assert "also on line 2, 3, 4, 5, 6, 7, 8, 9 and 3 more" in text


def test_what_does_not_fit_is_counted() -> None:
    report = Report(Source("x\n" * 50), tuple(problem(n, message=f"problem {n}") for n in range(1, 41)))
    text = report_feedback(report, 600)
    assert len(text) <= 600
    shown = sum(f"problem {n}\n" in text for n in range(1, 41))
    assert f"{40 - shown} more problems not shown." in text
    assert 0 < shown < 40
    assert text.endswith("Send the whole corrected program again.")


@pytest.mark.parametrize(
    ("line", "span", "shown", "caret"),
    [
        ("\tx = y", (5, 6), "    x = y", "        ^"),
        ("名前 = 値", (5, 6), "名前 = 値", "       ^^"),
        ("e\u0301 = q", (5, 6), "e\u0301 = q", "    ^"),
        ("a\x0cb", (2, 3), "a\\x0cb", "     ^"),
        ("a\u202eb", (2, 3), "a\\u202eb", "       ^"),
        ("abc", (3, 3), "abc", "   ^"),
        ("abc", (0, 99), "abc", "^^^"),
    ],
)
def test_caret(line: str, span: tuple[int, int], shown: str, caret: str) -> None:
    first, second = excerpt(Source(line), Span(1, span[0], 1, span[1])).split("\n")
    assert first == f"    1 | {shown}"
    assert second == f"      | {caret}"


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    first, second = excerpt(Source(line), Span(1, 500, 1, 504)).split("\n")
    assert len(first) < 120
    assert first[second.index("^") : second.rindex("^") + 1] == "HERE"


def test_a_span_over_several_lines_marks_the_first() -> None:
    first, second = excerpt(Source("f(\n  1)"), Span(1, 0, 2, 4)).split("\n")
    assert (first, second) == ("    1 | f(", "      | ^^")


def test_replacement_of_several_lines() -> None:
    edits = (Edit(Span(1, 0, 1, 0), "import json\n"), Edit(Span(2, 4, 2, 5), "json.loads(b)"))
    text = replacement(Source("a = 1\nc = b\n"), problem(2, fix=Fix("import it", edits)))
    assert text == "  write:\n    import json\n    c = json.loads(b)"


def test_replacement_that_deletes() -> None:
    fix = Fix("delete the line", (Edit(Span(1, 0, 2, 0), ""),))
    assert replacement(Source("import os"), problem(1, fix=Fix("delete it", (Edit(Span(1, 0, 1, 9), ""),)))) == (
        "  fix:  delete it"
    )
    assert "delete the line" in replacement(Source("import os\n"), problem(1, fix=fix))


def test_raised() -> None:
    outcome = Raised(
        stdout="hello\n",
        journal=(
            CallRecord("search", ("ada",), {"limit": 3}, [{"id": "A1"}], line=2),
            CallRecord("refund", ("A1",), {}, None, "ValueError: no such order", 3),
            CallRecord("mail", (), {}, pending=True),
        ),
        exception="KeyError",
        message="'x'",
        traceback="Traceback (most recent call last):\n  line 4, in <module>\nKeyError: 'x'",
        line=4,
    )
    assert outcome.feedback() == (
        "The program stopped at line 4: KeyError: 'x'\n"
        "\n"
        "Traceback (most recent call last):\n"
        "  line 4, in <module>\n"
        "KeyError: 'x'\n"
        "\n"
        "3 tool calls already made. What succeeded has taken effect; do not repeat it, use its result:\n"
        "  search('ada', limit=3)  gave [{'id': 'A1'}]  (line 2)\n"
        "  refund('A1')  raised ValueError: no such order  (line 3)\n"
        "  mail()  was started; its answer is not known\n"
        "\n"
        "It printed:\n"
        "hello\n"
        "\n"
        "Send the whole corrected program again."
    )


def test_the_other_outcomes() -> None:
    usage = Usage(instructions=1_200_000)
    limit = LimitReached(usage=usage, limit="seconds", allowed=5.0, line=3, loop=2).feedback()
    assert limit.startswith(
        "The program was stopped at line 3: it may use 5 seconds.\n\n"
        "It had executed 1,200,000 instructions, and was in the loop at line 2.\ndo less work"
    )
    assert "No tool was called." in limit
    assert "67,108,864 bytes of memory" in LimitReached(limit="memory", allowed=64 * 2**20).feedback()
    crashed = Crashed(detail="internal error: X").feedback()
    assert "not the program's fault: internal error: X" in crashed
    assert "Send the whole" not in crashed
    assert Completed(result={"a": 1}, stdout="x").feedback().startswith("The program completed.\n\nvalue: {'a': 1}")
    rejected = Rejected(report=Report(Source("import os"), (problem(),)))
    assert rejected.report is not None
    assert rejected.feedback() == rejected.report.feedback()


class Kind(Enum):
    HTML = "html"


@dataclass
class Page:
    title: str
    kind: Kind
    links: list[Page]


class Rude:
    def __repr__(self) -> str:
        raise RuntimeError("no")


def test_short_is_safe() -> None:
    assert short(Rude()) == "<Rude>"
    assert len(short("x" * 10**6)) <= 80
    assert len(short({i: [list(range(100))] * 100 for i in range(100)})) <= 80
    assert short(10**100_000) == "<int of 332193 bits>"
    assert short(Page("A", Kind.HTML, [Page("B", Kind.HTML, [])]), 200) == (
        "Page(title='A', kind=Kind.HTML, links=[Page(title='B', kind=Kind.HTML, links=[])])"
    )
    assert short("a\nb\u202e") == "'a\\nb\\u202e'"
    nested: list[object] = []
    nested.append(nested)
    assert len(short(nested)) < 80


spans = st.builds(
    lambda a, b, c, d: Span(min(a, c), b, max(a, c), d),
    st.integers(1, 9),
    st.integers(0, 40),
    st.integers(1, 9),
    st.integers(0, 40),
)
words = st.text(max_size=60)
diagnostics = st.builds(
    Diagnostic,
    rule=st.sampled_from(["a-rule", "b-rule"]),
    message=words,
    span=spans,
    severity=st.sampled_from(Severity),
    notes=st.tuples(words),
    help=st.none() | words,
)
reports = st.builds(
    Report,
    source=st.builds(Source, st.text(max_size=300)),
    diagnostics=st.lists(diagnostics, max_size=12).map(tuple),
    notes=st.tuples(words),
)
records = st.builds(
    CallRecord,
    name=st.sampled_from(["fetch", "refund"]),
    args=st.tuples(words),
    kwargs=st.dictionaries(st.sampled_from("abc"), words),
    result=words,
    error=st.none() | words,
)
journals = st.lists(records, max_size=20).map(tuple)
outcomes: st.SearchStrategy[Outcome] = st.one_of(
    st.builds(Rejected, report=reports),
    st.builds(Completed, stdout=st.text(), journal=journals, result=words, report=st.none()),
    st.builds(
        Raised,
        stdout=st.text(),
        journal=journals,
        exception=words,
        message=words,
        traceback=st.text(max_size=900),
        report=st.none(),
    ),
    st.builds(
        LimitReached, stdout=st.text(), journal=journals, limit=st.sampled_from(["seconds", "x"]), report=st.none()
    ),
    st.builds(Crashed, stdout=st.text(), journal=journals, detail=words, report=st.none()),
)


@settings(max_examples=60, deadline=None)
@given(reports, st.integers(0, 1500))
def test_report_feedback_is_bounded_and_deterministic(report: Report, limit: int) -> None:
    text = report_feedback(report, limit)
    assert len(text) <= limit
    assert text == report_feedback(report, limit)
    if report.errors and limit > 300:
        assert text.endswith("Send the whole corrected program again.")
        assert "line " in text or "not shown" in text


@settings(max_examples=60, deadline=None)
@given(outcomes, st.integers(0, 1500))
def test_outcome_feedback_is_bounded_and_deterministic(outcome: Outcome, limit: int) -> None:
    text = outcome_feedback(outcome, limit)
    assert len(text) <= limit
    assert text == outcome_feedback(outcome, limit)
