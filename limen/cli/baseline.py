"""The baseline: findings that are known and accepted, in a file; only others count."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from limen.checker.render.fingerprint import fingerprints
from limen.cli.arguments import refuse
from limen.diagnostic import Diagnostic, Report


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fingerprint: str
    file: str
    rule: str
    message: str


class _Baseline(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    findings: list[_Entry]


@dataclass(frozen=True, slots=True)
class Compared:
    """Reports without what the baseline has; how many findings it took out, how many of its findings are gone."""

    reports: list[tuple[str, Report]]
    known: int
    gone: int


def compare(reports: Sequence[tuple[str, Report]], path: Path) -> Compared:
    """Return what the reports have beyond the baseline at `path`; refuse a file that is not one."""
    entries = {entry.fingerprint: entry for entry in _read(path).findings}
    new: dict[str, list[Diagnostic]] = {}
    met: set[str] = set()
    known = 0
    for (_name, _, found, fingerprint), shown in zip(_prints(reports, path), _shown(reports), strict=True):
        if fingerprint in entries:
            known += 1
            met.add(fingerprint)
        else:
            new.setdefault(shown, []).append(found)
    checked = {_relative(name, path) for name, _ in reports}
    gone = sum(entry.file in checked and entry.fingerprint not in met for entry in entries.values())
    left = [(name, replace(report, diagnostics=tuple(new.get(name, ())))) for name, report in reports]
    return Compared(left, known, gone)


def write(reports: Sequence[tuple[str, Report]], path: Path) -> int:
    """Write all findings as the baseline; return how many they are."""
    entries = [_Entry(mark, name, found.rule, found.message) for name, _, found, mark in _prints(reports, path)]
    data = msgspec.json.format(msgspec.json.encode(_Baseline(1, entries)), indent=2) + b"\n"
    try:
        path.write_bytes(data)
    except OSError as error:
        refuse(f"cannot write {path}: {error.strerror}", "name a file that can be written")
    return len(entries)


def _read(path: Path) -> _Baseline:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Baseline)
    except FileNotFoundError:
        refuse(f"there is no baseline {path}", "write one with --write-baseline")
    except OSError as error:
        refuse(f"cannot read {path}: {error.strerror}", "name a readable file")
    except msgspec.MsgspecError as error:
        refuse(f"{path} is not a baseline: {error}", "write it again with --write-baseline")
    if found.version != 1:
        refuse(
            f"{path} has version {found.version}; this limen reads version 1", "write it again with --write-baseline"
        )
    return found


def _prints(reports: Sequence[tuple[str, Report]], path: Path) -> list[tuple[str, Report, Diagnostic, str]]:
    """Names are relative to the baseline, so that it holds from whatever folder limen is started in."""
    return list(fingerprints([(_relative(name, path), report) for name, report in reports]))


def _shown(reports: Sequence[tuple[str, Report]]) -> list[str]:
    return [name for name, report in reports for _ in report.diagnostics]


def _relative(name: str, path: Path) -> str:
    if name == "<stdin>":
        return name
    return os.path.relpath(name, path.resolve().parent).replace(os.sep, "/")
