"""A text inside a line of JSON, with the column that each of its characters has there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_DECODER: Final = json.JSONDecoder()
_BLANK: Final = " \t\r\n"


@dataclass(frozen=True, slots=True)
class JsonText:
    """A text and, for each of its characters and its end, the column in the line."""

    value: str
    columns: tuple[int, ...]


def find_text(line: str, keys: Sequence[str]) -> JsonText | None:
    """Return the text at the end of `keys` in the object that a line holds, or None; raise JSONDecodeError.

    Of a key that stands twice the last counts, as in `json.loads`.
    """
    json.loads(line)  # from here on it is known to be JSON
    at = _after_blank(line, 0)
    for key in keys:
        start = _member(line, at, key)
        if start is None:
            return None
        at = start
    if line[at] != '"':
        return None
    value, _ = _DECODER.raw_decode(line, at)
    return JsonText(value, tuple(_columns(line, at + 1)))


def _member(line: str, at: int, wanted: str) -> int | None:
    """Return where the value of a key begins in the object at `at`."""
    if line[at] != "{":
        return None
    found = None
    at = _after_blank(line, at + 1)
    while line[at] != "}":
        key, at = _DECODER.raw_decode(line, at)
        start = _after_blank(line, _after_blank(line, at) + 1)  # behind the colon
        if key == wanted:
            found = start
        _, at = _DECODER.raw_decode(line, start)
        at = _after_blank(line, at)
        if line[at] == ",":
            at = _after_blank(line, at + 1)
    return found


def _after_blank(line: str, at: int) -> int:
    while at < len(line) and line[at] in _BLANK:
        at += 1
    return at


def _columns(line: str, at: int) -> list[int]:
    columns = []
    while line[at] != '"':
        columns.append(at)
        if line[at] != "\\":
            at += 1
        elif line[at + 1] != "u":
            at += 2
        else:
            high = 0xD800 <= int(line[at + 2 : at + 6], 16) < 0xDC00
            at += 6
            if high and line.startswith("\\u", at) and 0xDC00 <= int(line[at + 2 : at + 6], 16) < 0xE000:
                at += 6  # two escapes are one character
    return [*columns, at]
