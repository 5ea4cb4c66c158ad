"""Finding the program in a model's answer, and its places in the answer."""

from __future__ import annotations

import pytest

import limen

PROGRAM = "rows = [1, 2]\nsum(rows)\n"


@pytest.mark.parametrize(
    "answer",
    [
        f"```python\n{PROGRAM}```",
        f"Here it is:\n\n```py\n{PROGRAM}```\n\nIt adds the rows.",
        f"~~~Python title=sum.py\n{PROGRAM}~~~",
        f"````python\n{PROGRAM}````",
        f"```\n{PROGRAM}```",
        f"It prints:\n```text\n3\n```\n```python\n{PROGRAM}```\n```json\n{{}}\n```",
        f"```python\n{PROGRAM}```\nAgain, the same:\n```python\n{PROGRAM}```",
        f"Output:\n```\nthe sum is 3\n```\n```\n{PROGRAM}```",
        f"```python\n\n```\n```python\n{PROGRAM}```",
        f"<answer>\n```python\n{PROGRAM}```\n</answer>",
        "1. Add:\n\n   ```python\n   rows = [1, 2]\n   sum(rows)\n   ```\n2. Done.",
        "> ```python\n> rows = [1, 2]\n> sum(rows)\n> ```",
        "    ```python\n    rows = [1, 2]\n    sum(rows)\n    ```",
        f"```python\n{PROGRAM}```".replace("\n", "\r\n"),
        PROGRAM,
        f"{PROGRAM}```",  # the embedder began the answer with ```python
    ],
)
def test_one_program_is_found(answer: str) -> None:
    found = limen.extract(answer)
    assert found.ok, found
    assert (found.code, found.problem, found.message) == (PROGRAM, None, "")


TEN = "\n".join(f"Step {n}\n```python\nx = {n}\n```" for n in range(10))


@pytest.mark.parametrize(
    ("answer", "problem", "says"),
    [
        ("", "no-code", "has no code block"),
        ("I cannot do that.", "no-code", "has no code block"),
        ("Sorry", "no-code", "has no code block"),
        ("yes, no", "no-code", "has no code block"),
        ("Call `price('A1')` for it.", "no-code", "has no code block"),
        ("```python\n```", "no-code", "block of the answer is empty"),
        ('```json\n{"a": 1}\n```', "other-language", "no Python; its code blocks are marked `json`"),
        (TEN, "several-blocks", "has 10 code blocks, on lines 2, 6, 10, 14, 18, 22, 26, 30, 34, 38"),
        ("```python\nx = 1\n```\n```python\nx = 2\n```", "several-blocks", "has 2 code blocks"),
        ("So:\n```python\npay(1)\npay(", "unclosed-block", "begins on line 2 of the answer is not closed"),
        ("```python\npay(1)\n", "unclosed-block", "may have been cut off"),
        ("```python\nx = 1\n```\n```python\n", "unclosed-block", "line 4"),
        ("prose, then\n```", "no-code", "has no code block"),
        ("x" * 1_000_001, "too-long", "1,000,001 characters"),
    ],
)
def test_why_there_is_no_program(answer: str, problem: str, says: str) -> None:
    found = limen.extract(answer)
    assert (found.ok, found.code, found.problem) == (False, "", problem)
    assert says in found.message
    assert found.message.endswith("Send the whole program in one block: a line ```python, the program, a line ```.")


def test_all_blocks_are_there_to_choose_from() -> None:
    found = limen.extract(TEN)
    assert [block.code for block in found.blocks] == [f"x = {n}\n" for n in range(10)]
    assert [block.first_line for block in found.blocks[:3]] == [3, 7, 11]


@pytest.mark.parametrize("before", ["", "   ", "> ", "    ", "> > "])
def test_places_are_those_of_the_answer(before: str) -> None:
    program = "import math\n\nif True:\n    print(maths.pi)\n"
    fenced = f"```python\n{program}```".replace("\n", "\n" + before)
    answer = f"It needs `pi`.\n\n{before}{fenced}\n\nThat is all."
    found = limen.extract(answer)
    assert found.code == program
    report = limen.check(found.code)
    (problem,) = found.report(report).errors
    assert problem.span.line == report.errors[0].span.line + 3 == 7
    line = answer.split("\n")[problem.span.line - 1]
    assert line[problem.span.column : problem.span.end_column] == "maths"


@pytest.mark.parametrize("before", ["", "> "])
def test_fixes_are_those_of_the_answer(before: str) -> None:
    program = "x = [3, 1]\nx.sort(key=len)\nprint(math.pi)\n"
    fenced = f"```python\n{program}```".replace("\n", "\n" + before)
    answer = f"So:\n\n{before}{fenced}"
    found = limen.extract(answer)
    report = limen.check(found.code)
    assert report.fixed() != program
    assert limen.extract(found.report(report).fixed()).code == report.fixed()


def test_an_answer_is_text() -> None:
    with pytest.raises(TypeError, match="an answer is a str, not bytes"):
        limen.extract(b"x = 1")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "answer",
    ["> " * 50_000, "- " * 50_000, "```\n" * 20_000, "(" * 200_000, "`" * 100_000, "-" * 100_000, "a.b" * 30_000],
)
def test_hostile_answers_are_answers(answer: str) -> None:
    assert not limen.extract(answer).ok


def test_a_fence_in_a_string_is_no_fence() -> None:
    program = 'text = """\n```python\nx = 1\n```\n"""\nprint(text)\n'
    assert limen.extract(program).code == program
    assert limen.extract(f"````python\n{program}````").code == program
    assert limen.assert_ok(program).ok


def test_lines_end_in_any_way() -> None:
    assert limen.extract("```python\rx = 1\rprint(x)\r```").code == "x = 1\nprint(x)\n"
