"""The type check: ty's findings in one program, as diagnostics in plain words."""

from __future__ import annotations

import ast
import io
import os
import re
import shutil
import subprocess
import time
import tokenize
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, final

import msgspec

from limen.checker.advice import Advice
from limen.checker.certainty import Certainty, Judge
from limen.checker.checked_copy import CheckedProgram
from limen.checker.declarations import Declarations, read_declarations
from limen.checker.origin import Program
from limen.checker.severity import level_of, plain_words, ty_rules
from limen.checker.tree import Tree
from limen.checker.ty_server import (
    DEADLINE_SECONDS,
    CheckerFailed,
    CheckerUnavailable,
    Finding,
    Position,
    Range,
    TyServer,
    clean_environment,
    confined,
    find_ty,
    make_root,
    python_minor,
)
from limen.diagnostic import Diagnostic, Severity
from limen.source import Source, Span

if TYPE_CHECKING:
    from limen.lockdown import Layer

_CLI_SECONDS: Final = 20.0
_AWAIT_OUTSIDE: Final = re.compile(
    r"`(?:await|async with|async for)` outside of an asynchronous function|asynchronous comp"
)
_SERVER: Final = TyServer(ty_rules())


@final
@dataclass(frozen=True, slots=True)
class Examined:
    """What the type check found, and the types of the expressions that rules ask for, by place."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    shown: Mapping[Span, str] = field(default_factory=dict)


@final
class TypeChecker:
    """Checks programs against stubs with the ty server of this process; with `ty check` when no server starts.

    `deadline` is in seconds, for one check.
    """

    def __init__(self, deadline: float = DEADLINE_SECONDS) -> None:
        self._deadline = deadline

    def check(self, source: Source, stubs: str, present: Collection[str] = ()) -> list[Diagnostic]:
        """Return what is wrong with the types in `source` when `stubs` declare its tools and inputs.

        `present` are the types named in `stubs` that the program has as names when it runs.
        Syntax errors are left to the compiler. Raises CheckerFailed when ty crashes on the program or does not finish
        in time, CheckerUnavailable when ty is not installed.
        """
        return self.examine(source, stubs, present).diagnostics

    def examine(
        self,
        source: Source,
        stubs: str,
        present: Collection[str] = (),
        tree: Tree | None = None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Examined:
        """Return what `check` does, and the types of the expressions that rules ask for.

        `tree` is that of the source, if it is there already; `meanwhile` is called once, while ty works or before it fails.
        """
        tree = tree or Tree.of(source)
        if tree is None:
            return Examined()  # the compiler says what is wrong; what ty guesses about the rest is worth little
        text = silence_nothing("\n".join(source.lines))
        declarations = read_declarations(stubs)
        copy = CheckedProgram(source, text, tree, declarations)
        deadlines = _deadlines(self._deadline)
        interpreters: list[_Interpreter] = []

        def beside() -> None:
            meanwhile()
            interpreters.append(_Interpreter(Program(source, tree, declarations.declared()), declarations, source))

        once = _Once(beside)
        try:
            findings = copy.check(
                lambda asked: _SERVER.check(asked, stubs, next(deadlines), once),
                lambda finding: interpreters[0].certainty(finding) == "harmless",
            )
        except CheckerUnavailable:
            findings = check_once(text, stubs)
        finally:
            once()
        (interpreter,) = interpreters
        interpreter.note_optional(copy.optional())
        return Examined(interpreter.diagnostics(findings, present), copy.types)


@final
class _Once:
    """Calls a function the first time only."""

    def __init__(self, function: Callable[[], None]) -> None:
        self._function: Callable[[], None] | None = function

    def __call__(self) -> None:
        function, self._function = self._function, None
        if function is not None:
            function()


def layers() -> tuple[Layer, ...]:
    """Return what the operating system takes away from the type checker; raises CheckerUnavailable when it cannot start."""
    return _SERVER.layers()


def _deadlines(seconds: float) -> Iterator[float]:
    """Give the time for each question about one program: all of it for the first, then what is left."""
    until = time.monotonic() + seconds
    yield seconds
    while True:
        yield max(0.0, until - time.monotonic())


def _inside(inner: Span, outer: Span) -> bool:
    return (outer.line, outer.column) <= (inner.line, inner.column) and (inner.end_line, inner.end_column) <= (
        outer.end_line,
        outer.end_column,
    )


@final
class _Interpreter:
    """Turns the findings in one program into diagnostics."""

    def __init__(self, program: Program, declarations: Declarations, source: Source) -> None:
        self._program = program
        self._declarations = declarations
        self._source = source
        self._judge = Judge(program, declarations)
        self._advice = Advice(program, declarations, source)

    def note_optional(self, names: Collection[str]) -> None:
        """Take note of functions of the program that may return None though they do not say so."""
        self._program.note_optional(names)

    def certainty(self, finding: Finding) -> Certainty:
        """Tell whether the program fails where a finding says so."""
        if level_of(finding.code) != "error":
            return "doubtful"
        return self._judge.certainty(finding, finding.span)

    def diagnostics(self, findings: list[Finding], present: Collection[str]) -> list[Diagnostic]:
        """Return the findings as diagnostics; `present` are the types that the program has as names when it runs."""
        found: dict[tuple[str, Span, str], Diagnostic] = {}
        for finding in findings:
            diagnostic = self._diagnostic(finding)
            if diagnostic is not None:  # for a union ty may say the same of every member: once is enough
                detail = diagnostic.message if diagnostic.rule.startswith("missing-typed") else ""
                found.setdefault((diagnostic.rule, diagnostic.span, detail), diagnostic)
        for diagnostic in (*self._advice.stub_names(present), *self._advice.unawaited_values()):
            found.setdefault((diagnostic.rule, diagnostic.span, diagnostic.message), diagnostic)
        return sorted(self._without_echoes(list(found.values())), key=lambda d: (d.span, d.rule, d.message))

    def _without_echoes(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """Leave out that an argument is missing where another in the same call has a name that the tool does not have."""
        misnamed = [d.span for d in found if d.rule == "unknown-argument"]
        return [d for d in found if d.rule != "missing-argument" or not any(_inside(span, d.span) for span in misnamed)]

    def _diagnostic(self, finding: Finding) -> Diagnostic | None:
        if not finding.code or finding.severity > 2:
            return None  # a hint such as "unreachable code" or "unused", for an editor to grey out
        span = finding.span
        if finding.code == "invalid-syntax":
            if self._legal_at_top(finding, span):
                return None
            return Diagnostic("syntax-error", plain_words("", finding.message), span, checker="types")
        level = level_of(finding.code)
        if "CoroutineType" in finding.message:
            level = "error"  # a missing `await`, whatever ty calls it
        elif finding.code == "redundant-condition":
            return None  # a test that is always true is only worth a word when a coroutine is tested
        if level == "off":
            return None
        certainty = self._judge.certainty(finding, span) if level == "error" else "doubtful"
        if certainty == "harmless":
            return None
        help, fix = self._advice.for_finding(finding.code, finding.message, span)
        return Diagnostic(
            finding.code,
            plain_words(finding.code, finding.message),
            span,
            Severity.ERROR if certainty == "certain" else Severity.WARNING,
            help=help,
            fix=fix,
            checker="types",
        )

    def _legal_at_top(self, finding: Finding, span: Span) -> bool:
        """A guest program may await at its top level, which a Python file may not."""
        if _AWAIT_OUTSIDE.search(finding.message) is None:
            return False
        for node in self._program.nodes:
            if isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
                place = self._source.span_of(node)
                if (place.line, place.column) < (span.line, span.column) < (place.end_line, place.end_column):
                    return False
        return True


def silence_nothing(text: str) -> str:
    """Return `text` with every comment that could tell ty to ignore a line made meaningless; columns stay the same."""
    if "ignore" not in text.lower():
        return text
    lines = text.split("\n")
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT and "ignore" in token.string.lower():
                (row, column), line = token.start, lines[token.start[0] - 1]
                comment = re.sub("(?i)ignore", "ignor_", line[column:])
                lines[row - 1] = line[:column] + comment
    except (tokenize.TokenError, SyntaxError):
        pass  # not a program: the compiler says why, and nothing that ty says about it is used
    return "\n".join(lines)


class _Place(msgspec.Struct):
    line: int
    column: int


class _Places(msgspec.Struct):
    begin: _Place
    end: _Place


class _Location(msgspec.Struct):
    positions: _Places


class _Issue(msgspec.Struct):
    check_name: str
    description: str
    severity: str
    location: _Location


def check_once(text: str, stubs: str) -> list[Finding]:
    """Return what one run of `ty check` finds in `text`; the slow way, which needs no server.

    Raises CheckerUnavailable when ty is not installed, CheckerFailed when it crashes or does not finish.
    """
    binary = find_ty()
    root = make_root()
    try:
        (root / "__builtins__.pyi").write_text(stubs, encoding="utf-8")
        (root / "program.py").write_text(text, encoding="utf-8", newline="")
        levels = "".join(f'{rule} = "{level}"\n' for rule, level in ty_rules().items())
        environment = f'[environment]\npython-version = "3.{python_minor()}"\npython-platform = "linux"\n'
        (root / "ty.toml").write_text(f"{environment}[rules]\n{levels}", encoding="utf-8")
        options = ["--output-format", "gitlab", "--exit-zero", "--no-progress", "--project", str(root)]
        command = [binary, "check", *options, "--python", str(root / ".environment"), "program.py"]
        with open(os.devnull, "wb") as report:
            command, kept = confined(report.fileno(), root, command)
            run = subprocess.run(
                command,
                cwd=root,
                env=clean_environment(root),
                stdin=subprocess.DEVNULL,
                pass_fds=kept,
                capture_output=True,
                timeout=_CLI_SECONDS,
                check=False,
            )
        issues = msgspec.json.decode(run.stdout, type=list[_Issue]) if run.returncode == 0 else None
    except (subprocess.TimeoutExpired, msgspec.MsgspecError):
        issues = None
    except OSError as error:
        raise CheckerUnavailable(f"the type checker ty did not start: {error.strerror}") from None
    finally:
        shutil.rmtree(root, ignore_errors=True)
    if issues is None:
        raise CheckerFailed("the type checker crashed on this program or did not finish")
    return [_finding(issue) for issue in issues]


def _finding(issue: _Issue) -> Finding:
    begin, end = issue.location.positions.begin, issue.location.positions.end
    return Finding(
        Range(Position(begin.line - 1, begin.column - 1), Position(end.line - 1, end.column - 1)),
        issue.description.removeprefix(f"{issue.check_name}: "),
        issue.check_name,
        2 if issue.severity == "minor" else 1,
    )
