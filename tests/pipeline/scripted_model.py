"""A model that is a script: it makes mistakes, and repairs only what the feedback names."""

from __future__ import annotations

import difflib
import re

from limen import Message

LINE = re.compile(r"(?:^line|at line|also on line|, line|\(line) ?(\d+)", re.MULTILINE)
QUOTED = re.compile(r"^ *\d+ \| (.*)$", re.MULTILINE)
ASSIGNED = re.compile(r"^\s*(\w+) = ")


class ScriptedModel:
    """Answers with `wrong`; of the places where `right` differs, repairs those that it was told about.

    It is told about a place by the number of its line, by a line that uses what it assigns, by the advice to await when
    it lacks `await`, and about all of them when it has to do without a package.
    """

    def __init__(self, wrong: str, right: str) -> None:
        self.program = wrong.splitlines()
        self.right = right.splitlines()
        self.asked: list[list[Message]] = []

    def __call__(self, messages: list[Message]) -> str:
        """The model call."""
        self.asked.append(messages)
        if len(messages) > 2:
            self.repair(messages[-1]["content"])
        return "Here is the program.\n\n```python\n" + "\n".join(self.program) + "\n```\n\nIt does what you asked for."

    def repair(self, feedback: str) -> None:
        """Change what the feedback is about."""
        lines = {int(number) for number in LINE.findall(feedback)}
        quoted = " ".join(QUOTED.findall(feedback))
        changes = difflib.SequenceMatcher(None, self.program, self.right, autojunk=False).get_opcodes()
        for kind, start, end, right_start, right_end in reversed(changes):
            if kind == "equal":
                continue
            named = {name for line in self.program[start:end] for name in ASSIGNED.findall(line)}
            told = bool(lines & set(range(start + 1, max(end, start + 1) + 1)))
            told = told or any(re.search(rf"\b{name}\b", quoted) for name in named)
            wanted, there = "".join(self.right[right_start:right_end]), "".join(self.program[start:end])
            awaits = wanted.count("await") > there.count("await")
            told = told or (awaits and ("lacks `await`" in feedback or "is a Future" in feedback))
            if told or "unknown-import" in feedback:
                self.program[start:end] = self.right[right_start:right_end]
