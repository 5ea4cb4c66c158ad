"""inspect.getsource gives a program its own text, and no other."""

from __future__ import annotations

import limen

PROGRAM = """
import inspect, functools, dataclasses

@dataclasses.dataclass
class A:
    n: int = 1

    def m(self):
        return self.n

print(inspect.getsource(A), end="")
for hidden in (functools.partial, dataclasses.asdict, inspect.getsource, int):
    try:
        print(inspect.getsource(hidden))
    except (OSError, TypeError) as error:
        print(type(error).__name__)
"""


def test_a_class_has_its_text_and_the_prelude_has_none() -> None:
    outcome = limen.Pipeline(isolation="inline").run(PROGRAM, check=False)
    text, _, refused = outcome.stdout.partition("        return self.n\n")
    assert text == "@dataclasses.dataclass\nclass A:\n    n: int = 1\n\n    def m(self):\n"
    assert refused.split() == ["TypeError", "OSError", "OSError", "TypeError"]
