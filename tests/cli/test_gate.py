"""limen check as a gate: what it reads, its configuration, baseline, fixes, changed files, several processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import limen
from tests.cli.test_commands import command, folder, refused, write

__all__ = ["folder"]

FIXABLE = "x = 1  # type: ignore\nx\n"


def findings(folder: Path, *arguments: str) -> list[tuple[str, str, int, int]]:
    """Return what `limen check` finds: file, rule, line and column."""
    done = command(folder, "check", *arguments, "--format", "json")
    assert done.returncode in (0, 1), done
    return [
        (report["source"], found["rule"], found["span"]["line"], found["span"]["column"])
        for report in json.loads(done.stdout)["reports"]
        for found in report["diagnostics"]
    ]


def git(folder: Path, *arguments: str) -> None:
    """Run git as nobody in particular."""
    who = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, timeout=60)


def configure(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.limen]\n{text}\n", "utf-8")


# what is read


def test_markdown(folder: Path) -> None:
    text = "# Page\n\n- item:\n  ```python\n  x = 1\n  nothing\n  ```\n\n```sh\nnothing\n```\n\n```py\nabsent\n```\n"
    write(folder, text, "page.md")
    assert findings(folder, "page.md") == [
        ("page.md", "unresolved-reference", 6, 2),
        ("page.md", "unresolved-reference", 14, 0),
    ]


@pytest.mark.parametrize("ascii", [True, False])
def test_jsonl_places_are_in_the_escaped_text(folder: Path, ascii: bool) -> None:
    answer = "Look \U0001f600:\r\n```python\ntext = 'é\\t\"'; nothing\n```\n"
    line = json.dumps({"id": 1, "m": {"answer": answer}}, ensure_ascii=ascii)
    write(folder, f"\n{line}\n" + json.dumps({"m": {"answer": "prose only"}}), "a.jsonl")
    assert findings(folder, "a.jsonl", "--field", "m.answer") == [
        ("a.jsonl", "unresolved-reference", 2, line.index("nothing")),
        ("a.jsonl", "no-program", 3, 18),
    ]


@pytest.mark.parametrize("text", ["{", "[1]", '{"answer": 1}', '{"other": "x = 1"}', "[" * 100_000])
def test_jsonl_that_cannot_be_read(folder: Path, text: str) -> None:
    write(folder, text, "a.jsonl")
    refused(command(folder, "check", "a.jsonl"), "a.jsonl:1:")


def test_gitignore(folder: Path) -> None:
    for name in ("in", "out", "in/deep"):
        (folder / name).mkdir()
    write(folder, "out/\n*_old.py\n", ".gitignore")
    write(folder, "!kept_old.py\n/only_here.py\n", "in/.gitignore")
    for name in ("out/a.py", "in/b_old.py", "in/kept_old.py", "in/only_here.py", "in/deep/only_here.py", "c.py"):
        write(folder, "nothing", name)
    (folder / "tools.py").unlink()
    assert [found[0] for found in findings(folder, ".")] == ["c.py", "in/deep/only_here.py", "in/kept_old.py"]
    git(folder, "init")
    assert [found[0] for found in findings(folder, "in")] == ["in/deep/only_here.py", "in/kept_old.py"]
    assert [found[0] for found in findings(folder, "out/a.py")] == ["out/a.py"]


# configuration


def test_modules_that_are_there_beside_the_surface(folder: Path) -> None:
    write(
        folder,
        "import numpy as np\nimport acme.text.words\nfrom numpy.linalg import norm\nimport pandas\nnp.zeros(3)\n",
    )
    configure(folder, 'modules = ["numpy", "acme.text"]')
    assert findings(folder, "program.py") == [("program.py", "unknown-import", 4, 7)]


def test_configuration(folder: Path) -> None:
    configure(
        folder,
        'tools = "tools.py"\nexclude = ["old/"]\ninclude = ["*.py", "*.md"]\nrules.unresolved-reference = "warning"',
    )
    for name in ("old", "p"):
        (folder / name).mkdir()
    write(folder, "price('A')\nnothing", "p/a.py")
    write(folder, "```python\nnothing\n```", "p/b.md")
    write(folder, "nothing", "old/c.py")
    done = command(folder / "p", "check", ".", "../old/c.py")
    assert done.returncode == 0, done
    assert "2 files checked: 0 errors, 2 warnings" in done.stdout
    configure(folder, 'rules.unresolved-reference = "off"')
    assert findings(folder, "old", "p/b.md") == []


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("exclud = []", "did you mean 'exclude'?"),
        ("exclude = 'a'", "not a list"),
        ("tools = 1", "tools is not a text"),
        ("rules = 1", "rules is not a table"),
        ("modules = 'numpy'", "modules is not a list of names"),
        ("modules = ['num py']", "'num py' cannot be the name of a module"),
        ("rules.unknown-imprt = 'off'", "did you mean 'unknown-import'?"),
        ("rules.unknown-import = 'loud'", "'loud'"),
        ("tools = 'gone.py'", "gone.py"),
        ("= 1", "not TOML"),
    ],
)
def test_configuration_that_cannot_be_used(folder: Path, text: str, piece: str) -> None:
    configure(folder, text)
    refused(command(folder, "check", "-", stdin="1"), piece)


# baseline


def test_baseline(folder: Path) -> None:
    write(folder, "nothing\nnothing\n", "a.py")
    refused(command(folder, "check", "a.py", "--baseline", "known.json"), "--write-baseline")
    refused(command(folder, "check", "a.py", "--write-baseline"), "--baseline FILE")
    assert command(folder, "check", "a.py", "--baseline", "known.json", "--write-baseline").returncode == 0
    done = command(folder, "check", str(folder / "a.py"), "--baseline", "known.json")
    assert done.returncode == 0, done
    assert "2 findings are in the baseline" in done.stderr
    write(folder, "x = 1\nnothing\nnothing\nabsent\n", "a.py")
    done = command(folder, "check", "a.py", "--baseline", "known.json")
    assert done.returncode == 1
    assert "1 error," in done.stdout
    assert "absent" in done.stdout
    write(folder, "nothing\n", "a.py")
    assert "1 of the baseline are gone" in command(folder, "check", "a.py", "--baseline", "known.json").stderr


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1}'])
def test_a_baseline_that_is_none(folder: Path, text: str) -> None:
    write(folder, text, "known.json")
    refused(command(folder, "check", "-", "--baseline", "known.json", stdin="1"), "known.json")


# fixes


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fix_and_diff(folder: Path, end: str) -> None:
    write(folder, b"\xef\xbb\xbf" + FIXABLE.replace("\n", end).encode(), "a.py")
    (folder / "a.py").chmod(0o640)
    before = (folder / "a.py").read_bytes()
    done = command(folder, "check", "a.py", "--diff")
    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == ["--- a/a.py", "+++ b/a.py"]
    assert "-x = 1  # type: ignore" in done.stdout
    assert (folder / "a.py").read_bytes() == before
    done = command(folder, "check", "a.py", "--fix")
    assert done.returncode == 0, done
    assert (folder / "a.py").read_bytes() == b"\xef\xbb\xbf" + f"x = 1{end}x{end}".encode()
    assert (folder / "a.py").stat().st_mode & 0o777 == 0o640
    assert command(folder, "check", "a.py", "--diff").stdout == ""


def test_fix_in_markdown_and_jsonl(folder: Path) -> None:
    write(folder, f"Text\n\n```python\n{FIXABLE}```\n", "a.md")
    write(folder, json.dumps({"answer": f"```python\n{FIXABLE}```"}) + "\n", "b.jsonl")
    assert command(folder, "check", "a.md", "b.jsonl", "--fix").returncode == 0
    assert (folder / "a.md").read_text("utf-8") == "Text\n\n```python\nx = 1\nx\n```\n"
    assert json.loads((folder / "b.jsonl").read_text("utf-8")) == {"answer": "```python\nx = 1\nx\n```"}


def test_a_rule_that_is_off_is_not_fixed(folder: Path) -> None:
    configure(folder, 'rules.suppression-comment = "off"')
    write(folder, FIXABLE, "a.py")
    assert command(folder, "check", "a.py", "--fix").returncode == 0
    assert (folder / "a.py").read_text("utf-8") == FIXABLE


def test_line_ends_of_several_kinds_are_left_alone(folder: Path) -> None:
    write(folder, b"x = 1  # type: ignore\r\nx\n", "a.py")
    done = command(folder, "check", "a.py", "--fix")
    assert done.returncode == 2
    assert "line ends" in done.stderr
    assert (folder / "a.py").read_bytes() == b"x = 1  # type: ignore\r\nx\n"


def test_options_that_exclude_one_another(folder: Path) -> None:
    refused(command(folder, "check", "-", "--fix", "--diff"), "exclude one another")
    refused(command(folder, "check", "-", "--fix"), "stdin")


# changed files


def test_changed(folder: Path) -> None:
    refused(command(folder, "check", ".", "--changed", "HEAD"), "git")
    git(folder, "init")
    write(folder, "nothing", "same.py")
    write(folder, "nothing", "other.py")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "one")
    write(folder, "absent", "other.py")
    write(folder, "absent", "new é.py")
    assert [found[0] for found in findings(folder, ".", "--changed", "HEAD")] == ["new é.py", "other.py"]
    git(folder, "add", ".")
    git(folder, "commit", "-m", "two")
    assert findings(folder, ".", "--changed", "HEAD") == []
    assert len(findings(folder, ".", "--changed", "HEAD~1")) == 2
    refused(command(folder, "check", ".", "--changed", "no-such"), "git rev-parse")
    refused(command(folder, "check", ".", "--changed=--output=x"), "not a revision")


# several processes


def test_several_processes_say_the_same(folder: Path) -> None:
    for number in range(12):
        write(folder, b"\xff" if number == 5 else f"price({number})", f"p{number:02}.py")
    names = sorted(path.name for path in folder.glob("p*.py"))
    one = command(folder, "check", *names, "--tools", "tools.py", "--jobs", "1")
    two = command(folder, "check", *names, "--tools", "tools.py", "--jobs", "2")
    assert one.returncode == two.returncode == 2
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
    assert "p05.py:1:1" in two.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
def test_a_progress_bar_on_a_terminal_only(folder: Path) -> None:
    import pty

    write(folder, "1", "a.py")
    write(folder, "1", "b.py")
    ours, theirs = pty.openpty()
    root = str(Path(limen.__file__).parents[1])
    shown = threading.Thread(target=lambda: pieces.extend(iter(lambda: _read(ours), b"")))
    pieces: list[bytes] = []
    shown.start()
    done = subprocess.run(
        [sys.executable, "-m", "limen", "check", "a.py", "b.py"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": root, "TERM": "xterm"},
        timeout=60,
        check=False,
    )
    os.close(theirs)
    shown.join(10)
    os.close(ours)
    assert b"checking" in b"".join(pieces)
    assert done.stdout == b"2 files checked, nothing to correct\n"
    assert command(folder, "check", "a.py", "b.py").stderr == ""


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side is closed
        return b""
