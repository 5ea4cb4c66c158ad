"""[tool.limen] in pyproject.toml: what `limen check` does unless an option says otherwise."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from limen.cli.arguments import refuse
from limen.diagnostic import Diagnostic, Report, Severity

_LEVELS: Final = ("error", "warning", "off")
_KEYS: Final = ("tools", "modules", "include", "exclude", "rules", "baseline", "field")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What is configured; paths are relative to `root`, the folder of the file."""

    root: Path = field(default_factory=Path)
    tools: Path | None = None
    include: tuple[str, ...] = ("*.py",)
    exclude: tuple[str, ...] = ()
    rules: dict[str, str] = field(default_factory=dict)
    baseline: Path | None = None
    field: str = "answer"
    modules: tuple[str, ...] = ()  # that programs may import beside limen's own

    def judged(self, report: Report) -> Report:
        """Return the report with the severities that are configured; what is off is left out."""
        if not self.rules:
            return report
        return replace(report, diagnostics=tuple(self._judged(d) for d in report.diagnostics if not self._is_off(d)))

    def _is_off(self, found: Diagnostic) -> bool:
        return self.rules.get(found.rule) == "off"

    def _judged(self, found: Diagnostic) -> Diagnostic:
        level = self.rules.get(found.rule)
        return found if level is None else replace(found, severity=Severity(level))


def read_configuration(path: Path | None) -> Configuration:
    """Return what the file at `path` says; without one, the nearest pyproject.toml here or above that has [tool.limen].

    Refuses what is not TOML, and keys and values that are not known.
    """
    if path is not None:
        table = _table(path)
        if table is None:
            refuse(f"{path} has no [tool.limen]", "write [tool.limen] above the settings")
        return _configuration(table, path)
    here = Path.cwd()
    for folder in (here, *here.parents):
        found = folder / "pyproject.toml"
        if found.is_file():
            table = _table(found)
            if table is not None:
                return _configuration(table, found)
    return Configuration()


def _table(path: Path) -> object | None:
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        refuse(f"cannot read {path}: {error.strerror}", "name a readable file")
    except (ValueError, RecursionError) as error:
        refuse(f"{path} is not TOML: {error}", "correct the file")
    tool = document.get("tool")
    return tool.get("limen") if isinstance(tool, dict) else None


def _configuration(table: object, path: Path) -> Configuration:
    if not isinstance(table, dict):
        refuse(f"{path}: tool.limen is not a table", "write [tool.limen] above the settings")
    for key in table:
        if key not in _KEYS:
            refuse(f"{path}: [tool.limen] has an unknown key {key!r}", _hint(key, _KEYS, "the keys are"))
    root = path.resolve().parent
    given = Configuration(root)
    for key in ("tools", "baseline", "field"):
        if key in table and (not isinstance(table[key], str) or not table[key] or "\0" in table[key]):
            refuse(f"{path}: {key} is not a text", f'write it like: {key} = "name"')
    if "tools" in table:
        given = replace(given, tools=root / table["tools"])
    if "baseline" in table:
        given = replace(given, baseline=root / table["baseline"])
    if "field" in table:
        given = replace(given, field=table["field"])
    if "include" in table:
        given = replace(given, include=_patterns(table, "include", path))
    if "exclude" in table:
        given = replace(given, exclude=_patterns(table, "exclude", path))
    if "modules" in table:
        given = replace(given, modules=_modules(table["modules"], path))
    return replace(given, rules=_rules(table.get("rules", {}), path))


def _patterns(table: dict[str, object], key: str, path: Path) -> tuple[str, ...]:
    from pathspec import GitIgnoreSpec

    given = table[key]
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        refuse(f"{path}: {key} is not a list of patterns", f'write it like: {key} = ["generated/", "*_old.py"]')
    try:
        GitIgnoreSpec.from_lines(given)
    except ValueError as error:
        refuse(f"{path}: {key} has a pattern that cannot be used: {error}", "write patterns as in .gitignore")
    return tuple(given)


def _modules(given: object, path: Path) -> tuple[str, ...]:
    if not isinstance(given, list):
        refuse(f"{path}: modules is not a list of names", 'write it like: modules = ["numpy", "acme.text"]')
    for name in given:
        if not isinstance(name, str) or not all(part.isidentifier() for part in name.split(".")):
            refuse(f"{path}: {name!r} cannot be the name of a module", "write the name that programs import")
    return tuple(given)


def _rules(given: object, path: Path) -> dict[str, str]:
    from limen.checker.explain import rule_names

    if not isinstance(given, dict):
        refuse(f"{path}: rules is not a table", 'write: [tool.limen.rules], and below it: unused-import = "off"')
    known = rule_names()
    for name, level in given.items():
        if name not in known:
            refuse(f"{path}: there is no rule {name!r}", _hint(name, known, "their names stand in findings, like"))
        if level not in _LEVELS:
            refuse(f"{path}: the severity of {name} is {level!r}", 'it is one of "error", "warning", "off"')
    return dict(given)


def _hint(name: str, known: tuple[str, ...] | list[str], otherwise: str) -> str:
    from limen.checker.rule import nearest

    near = nearest(name, known)
    return f"did you mean {near!r}?" if near else f"{otherwise} {', '.join(known[:8])}"
