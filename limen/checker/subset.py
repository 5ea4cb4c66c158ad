"""The subset check: every rule over one walk of the program."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from limen.checker import rules
from limen.checker.rule import Rule, RuleContext, Walk, diagnostic_of
from limen.checker.tree import Tree
from limen.diagnostic import Diagnostic
from limen.source import Source


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return the rules, one of each file in `rules/`, by name."""
    modules = [
        importlib.import_module(f"{rules.__name__}.{found.name}") for found in pkgutil.iter_modules(rules.__path__)
    ]
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.name))


def check_subset(
    source: Source, context: RuleContext, tree: Tree | None = None, typed: bool | None = None
) -> list[Diagnostic]:
    """Return what the rules find in `source`, whose tree may be there already.

    `typed`: only the rules that look at types, or only the others. Nothing when it does not parse, which the compiler reports.
    """
    tree = tree or Tree.of(source)
    if tree is None:
        return []
    walk = Walk(source, tree, context)
    rules = [rule for rule in all_rules() if typed is None or rule.typed is typed]
    return [diagnostic_of(rule, finding) for rule in rules for finding in rule.find(walk)]
