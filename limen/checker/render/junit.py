"""junit: a test suite with a test case for each file, failed when it has errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree

from limen.diagnostic import Report

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(reports: Sequence[tuple[str, Report]]) -> str:
    """Return the XML document."""
    failed = sum(not report.ok for _, report in reports)
    suite = ElementTree.Element("testsuite", name="limen", tests=str(len(reports)), failures=str(failed), errors="0")
    for name, report in reports:
        case = ElementTree.SubElement(suite, "testcase", name=_plain(name), classname="limen.check")
        lines = [_line(found.span.line, found.rule, found.message, found.help) for found in report.errors]
        if lines:
            count = f"{len(lines)} error{'' if len(lines) == 1 else 's'}"
            ElementTree.SubElement(case, "failure", message=count, type="error").text = _plain("\n".join(lines))
        told = [_line(found.span.line, found.rule, found.message, found.help) for found in report.warnings]
        if told:
            ElementTree.SubElement(case, "system-out").text = _plain("\n".join(told))
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _line(line: int, rule: str, message: str, help: str | None) -> str:
    return f"line {line}: {message} [{rule}]" + (f" ({help})" if help else "")


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
