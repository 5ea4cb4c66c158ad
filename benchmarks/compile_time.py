"""Part 4: the time from source to what can be executed, against the length of the source."""

from __future__ import annotations

from typing import Final

from benchmarks.session import Part, Session

LENGTHS: Final = (100, 300, 1000, 3000, 10_000)
_BLOCK: Final = '''\


class Account{i}:
    """An account with a limit."""

    def __init__(self, owner, limit={i}):
        self.owner = owner
        self.moves = [amount for amount in range(limit % 7) if amount % 2 == 0]

    def balance(self, start=0):
        total = start
        for number, amount in enumerate(self.moves):
            if amount > 3 and number < 5:
                total += amount * 2
            else:
                total -= 1
        return total


def check{i}(name, *rest, flag=True):
    try:
        account = Account{i}(name.strip())
        result = {{"name": f"{{account.owner}}!", "balance": account.balance(), "flag": flag}}
    except (ValueError, KeyError) as error:
        result = {{"error": str(error)}}
    while len(rest) > 2:
        rest = rest[1:]
    return len(result) + result["balance"]


total = total + check{i}("  Ada ", 1, 2, {i})
'''


def program(lines: int) -> str:
    """Return a program of about so many lines: classes, functions, loops, and calls of them."""
    size = _BLOCK.count("\n")
    blocks = [_BLOCK.format(i=i) for i in range(max(1, round(lines / size)))]
    return "total = 0\n" + "".join(blocks) + "total\n"


def measure(session: Session) -> Part:
    """Time compilers; each program also runs once, and must give CPython's result."""
    note = "limen: with its verifier; a program counts when its result is CPython's"
    part = Part(4, "compile time", note, "time")
    for lines in LENGTHS[:3] if session.quick else LENGTHS:
        text = program(lines)
        ran = session.check(text)
        row = session.measure(f"{text.count(chr(10)):,} lines", text, "compile")
        for name, error in ran.items():
            row.seconds.pop(name, None)
            row.errors[name] = error
        part.rows.append(row)
    return part
