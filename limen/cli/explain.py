"""limen explain: what a rule is about."""

from __future__ import annotations

from typing import Annotated

import typer

from limen.cli.arguments import refuse


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The name of a rule, as reports show it.")],
) -> None:
    """Explain a rule.

    What it means, why it is there, and examples.
    """
    from limen.checker.explain import page

    try:
        text = page(rule)
    except (KeyError, ValueError) as error:
        detail = str(error.args[0]) if error.args else ""
        refuse(f"there is no rule {rule!r}", detail if " " in detail else "rules are named in reports: limen check")
    print(text.rstrip("\n"))
