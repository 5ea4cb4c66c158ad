"""Every rule's own cases: silent on the valid ones, exact places and fixes on the invalid ones."""

from __future__ import annotations

import ast

import pytest

from limen.checker.explain import page, rule_names
from limen.checker.rule import Finding, Invalid, Rule, RuleContext, Walk, diagnostic_of
from limen.checker.subset import all_rules, check_subset
from limen.checker.tree import Tree
from limen.diagnostic import Report
from limen.source import Source

CONTEXT = RuleContext({"search": False, "fetch": True, "notify": False})
VALID = [pytest.param(rule, code, id=f"{rule.name}-{n}") for rule in all_rules() for n, code in enumerate(rule.valid)]
INVALID = [
    pytest.param(rule, case, id=f"{rule.name}-{n}") for rule in all_rules() for n, case in enumerate(rule.invalid)
]


def findings(rule: Rule, source: Source) -> list[Finding]:
    return list(rule.find(Walk(source, Tree(ast.parse(source.text)), CONTEXT)))


def test_every_rule_has_cases_and_a_page() -> None:
    for rule in all_rules():
        assert rule.valid, rule.name
        assert rule.invalid, rule.name
        assert rule.why in page(rule.name)
    assert len({rule.name for rule in all_rules()}) == len(all_rules())
    assert all(page(name).startswith(f"# {name} (") for name in rule_names())


@pytest.mark.parametrize(("rule", "code"), VALID)
def test_valid(rule: Rule, code: str) -> None:
    assert findings(rule, Source.from_text(code)) == []


@pytest.mark.parametrize(("rule", "case"), INVALID)
def test_invalid(rule: Rule, case: Invalid) -> None:
    source = Source.from_text(case.code)
    found = findings(rule, source)
    places = tuple((f.span.line, f.span.column, f.span.end_line, f.span.end_column) for f in found)
    assert places == case.spans
    assert all(f.help for f in found)
    fixes = [f.fix for f in found if f.fix is not None]
    assert (case.fixed is None) == (not fixes)
    if case.fixed is not None:
        edited = (
            Report(source, tuple(diagnostic_of(rule, f) for f in found)).fixed() if all(f.safe for f in fixes) else None
        )
        from limen.diagnostic import apply_edits

        text = edited if edited is not None else apply_edits(source, [edit for fix in fixes for edit in fix.edits])
        assert text == case.fixed
        ast.parse(text)


def test_all_rules_over_one_program() -> None:
    code = "import requests\nsearch = 1  # noqa\nwhile True:\n    pass\n"
    found = check_subset(Source.from_text(code), CONTEXT)
    assert {d.rule for d in found} == {"unknown-import", "tool-rebound", "suppression-comment", "endless-loop"}


def test_what_does_not_parse_is_left_to_the_compiler() -> None:
    assert check_subset(Source.from_text("def f(:\n"), CONTEXT) == []
