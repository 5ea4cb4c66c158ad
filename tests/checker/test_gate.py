"""The gate as a whole: its checks in order, one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import pytest

from limen.checker.gate import Gate, said_once, stub_text
from limen.checker.type_check import TypeChecker
from limen.diagnostic import Diagnostic, Report, Severity
from limen.source import Source, Span
from limen.stubs.from_callables import stub_of


class Order(TypedDict):
    id: int
    total: float


@dataclass
class Address:
    street: str
    number: int = 1


async def fetch_order(order_id: int) -> Order:
    """Return an order."""
    return {"id": order_id, "total": 1.0}


def ship(order: Order, to: Address, *, express: bool = False) -> str:
    return f"{order} {to} {express}"


GATE = Gate(stub_of({"fetch_order": fetch_order, "ship": ship}))


def check(program: str, inputs: dict[str, str] | None = None, names: Sequence[str] = ()) -> Report:
    return GATE.check(Source.from_text(program), inputs or {}, names)


def rules(report: Report) -> list[str]:
    return [d.rule for d in report.diagnostics]


def test_a_good_program_passes() -> None:
    report = check("order = await fetch_order(1)\nship(order, Address('High Street'), express=True)\n")
    assert report.diagnostics == ()
    assert report.ok
    assert report.notes == ()


def test_a_syntax_error_stands_alone() -> None:
    report = check("fetch_order('x')\ndef f(:\n")
    assert rules(report) == ["syntax-error"]
    assert report.diagnostics[0].message == "invalid syntax"


def test_what_the_compiler_refuses_is_reported_with_the_types() -> None:
    report = check("class A(metaclass=print):\n    pass\nawait fetch_order('x')\n")
    assert {"unsupported-syntax", "invalid-argument-type"} <= set(rules(report))


def test_order_and_determinism() -> None:
    program = "b = await fetch_order('x')\na = await fetch_order(order=1)\nprint(nothing)\nprint(b['totl'])\n"
    report = check(program)
    places = [d.span for d in report.diagnostics]
    assert places == sorted(places)
    assert report.diagnostics == check(program).diagnostics
    assert set(rules(report)) == {
        "invalid-argument-type",
        "invalid-typed-dict-key",
        "unknown-argument",
        "unresolved-reference",
    }


def test_inputs_and_names_of_a_session_are_known() -> None:
    program = "print(customer.upper(), earlier.anything)\n"
    assert rules(check(program)) == ["unresolved-reference", "unresolved-reference"]
    assert check(program, {"customer": "str"}, ["earlier"]).diagnostics == ()
    assert rules(check(program, {"customer": "int"}, ["earlier"])) == ["missing-attribute"]


def test_inputs_do_not_stay() -> None:
    assert check("print(customer)\n", {"customer": "str"}).ok
    assert not check("print(customer)\n").ok


def test_input_types_may_name_the_types_of_tools() -> None:
    assert stub_text("class Order: ...\n", {"o": "Order"}) == "class Order: ...\n\nfrom typing import Any\no: Order\n"
    assert rules(check("print(o['totl'])\n", {"o": "Order"})) == ["invalid-typed-dict-key"]


def test_the_types_of_tools_are_names_of_the_program() -> None:
    assert check("o: Order = await fetch_order(1)\nprint(Order(id=1, total=2.0), o)\n").ok


def test_the_report_of_a_broken_program_can_be_fixed() -> None:
    report = check("o = fetch_order(1)\nprint(ship(o, Address('x'), expres=True))\n")
    assert not report.ok
    assert report.fixed() == "o = await fetch_order(1)\nprint(ship(o, Address('x'), express=True))\n"
    assert check(report.fixed()).ok


def test_a_type_check_that_does_not_finish_is_noted() -> None:
    gate = Gate(stub_of({}), TypeChecker(deadline=0))
    report = gate.check(Source.from_text("print(1)\n"))
    assert report.notes == ("the type check did not finish in 0 seconds; its types were not checked",)


def test_an_import_that_is_not_there_is_said_once() -> None:
    report = check("import requests\nprint(requests)\n")
    assert len(report.errors) == 1


@pytest.mark.parametrize(("rule", "kept"), [("import-not-found", 0), ("invalid-argument-type", 1)])
def test_rules_know_better_what_exists(rule: str, kept: int) -> None:
    typed = Diagnostic(rule, "m", Span(1, 7, 1, 15), checker="types")
    ruled = Diagnostic("unknown-import", "m", Span(1, 0, 1, 15))
    assert len(said_once([typed], [ruled])) == kept
    assert len(said_once([typed], [Diagnostic("style", "m", Span(1, 0, 1, 15), Severity.WARNING)])) == 1
    assert len(said_once([typed], [Diagnostic("unknown-import", "m", Span(2, 0, 2, 15))])) == 1


def test_too_deep_a_program_reaches_no_parser() -> None:
    report = check("x = " + "(" * 3000 + "1" + ")" * 3000 + "\n")
    assert not report.ok
    assert {d.checker for d in report.diagnostics} == {"budget"}
