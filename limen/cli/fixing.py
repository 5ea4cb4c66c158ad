"""Safe fixes: applied to files as long as they help, or shown as a diff."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from limen.diagnostic import Report
from limen.source import Source, SourceError

_ROUNDS: Final = 5  # of fixes that overlap, one is made in a round


def fixed_report(report: Report, check: Callable[[Source], Report]) -> Report:
    """Return the report on the text after all safe fixes; the same report when they change nothing or do harm."""
    best = report
    for _ in range(_ROUNDS):
        text = best.fixed()
        if text == "\n".join(best.source.lines):
            break
        try:
            again = check(Source.from_text(text, report.source.name))
        except SourceError:
            break
        if len(again.errors) > len(best.errors):
            break
        best = again
    return best


def difference(name: str, before: Report, after: Report) -> str:
    """Return a unified diff, empty when nothing differs."""
    path = name.replace("\\", "/")
    lines = list(difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}"))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write_fixed(path: Path, after: Report) -> None:
    """Write the text of a report to its file, whole or not at all, with the line ends and the mark the file has.

    Raises SourceError when the file cannot be written, or has line ends of several kinds.
    """
    try:
        data = path.read_bytes()
        crlf, lf, cr = data.count(b"\r\n"), data.count(b"\n"), data.count(b"\r")
        if cr and not crlf == lf == cr:
            raise SourceError(f"{path} has line ends of several kinds; it was not changed", "save it with one kind")
        text = "\n".join(after.source.lines)
        encoded = (text.replace("\n", "\r\n") if crlf else text).encode()
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        _replace(Path(os.path.realpath(path)), mark + encoded)
    except OSError as error:
        raise SourceError(f"cannot write {path}: {error.strerror}", "name files that can be written") from None


def _replace(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".limen-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, mode & 0o7777)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _lines(report: Report) -> list[str]:
    *whole, last = report.source.lines
    return [f"{line}\n" for line in whole] + ([last] if last else [])
