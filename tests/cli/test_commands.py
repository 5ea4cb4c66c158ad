"""Every command on good and bad input: output, exit code, one clear line in place of a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import limen

TOOLS = '''
import limen

@limen.tool
def price(sku: str) -> float:
    """Return a price."""
    if sku == "none":
        raise LookupError("no such article")
    return 2.5

@limen.tool
async def stock(sku: str) -> int:
    """Return how many there are."""
    return 3
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a tools file."""
    (tmp_path / "tools.py").write_text(TOOLS, "utf-8")
    return tmp_path


def command(folder: Path, *arguments: str, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run limen in a folder."""
    root = str(Path(limen.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "limen", *arguments],
        cwd=folder,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": root, "TERM": "dumb", "COLUMNS": "100"},
        timeout=60,
        check=False,
    )
    result = subprocess.CompletedProcess(arguments, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback (most recent call last)" not in result.stderr or done.returncode == 3, result.stderr
    return result


def write(folder: Path, text: str | bytes, name: str = "program.py") -> str:
    """Write a program; return its name."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def refused(done: subprocess.CompletedProcess[str], *pieces: str) -> None:
    """Exit code 2, nothing on stdout, one line and its help on stderr."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 2, done.stderr
    assert lines[0].startswith("limen: ")
    assert lines[1].startswith("  help: ")
    for piece in pieces:
        assert piece in done.stderr


# run


def test_run_prints_output_then_value(folder: Path) -> None:
    write(folder, "print('hello')\nprice('A') * await stock('A')")
    done = command(folder, "run", "program.py", "--tools", "tools.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, "hello\n7.5\n", "")
    assert command(folder, "run", "-", stdin="{'a': 'ü'}").stdout == "{'a': 'ü'}\n"
    assert command(folder, "run", "-", stdin="'text'").stdout == "text\n"
    assert command(folder, "run", "-", stdin="None").stdout == ""


@pytest.mark.parametrize(
    ("program", "code", "piece"),
    [
        ("price(article='A')", 1, "Nothing has run; no tool was called."),
        ("(", 1, "syntax"),
        ("price('none')", 3, "LookupError: no such article"),
        ("while True:\n    pass", 4, "it may use 5 seconds"),
    ],
)
def test_exit_codes_of_run(folder: Path, program: str, code: int, piece: str) -> None:
    write(folder, program)
    done = command(folder, "run", "program.py", "--tools", "tools.py")
    assert done.returncode == code
    assert done.stdout == ""
    assert piece in done.stderr


def test_run_without_the_gate(folder: Path) -> None:
    done = command(folder, "run", "-", "--no-check", stdin="print(1)\nundefined_name")
    assert (done.returncode, done.stdout) == (3, "1\n")
    assert "NameError" in done.stderr


def test_run_with_inputs(folder: Path) -> None:
    arguments = ("run", "-", "--input", 'who="ada"', "--input", "n=[1, 2]")
    assert command(folder, *arguments, stdin="who * len(n)").stdout == "adaada\n"


@pytest.mark.parametrize("given", ["x", "x=", "x={", "x=ada", "1=2", "=3", "len=3", "x=" + "[" * 100_000])
def test_inputs_that_cannot_be_used(folder: Path, given: str) -> None:
    refused(command(folder, "run", "-", "--input", given, stdin="1"))


def test_an_input_given_twice(folder: Path) -> None:
    refused(command(folder, "run", "-", "--input", "x=1", "--input", "x=2", stdin="1"), "twice")


def test_run_json(folder: Path) -> None:
    write(folder, "print('hi')\n[price('A'), {1: (2, b'x')}, float('nan'), 10**5000]")
    done = command(folder, "run", "program.py", "--tools", "tools.py", "--json")
    data = json.loads(done.stdout)
    assert done.returncode == 0
    assert (data["outcome"], data["ok"], data["stdout"]) == ("Completed", True, "hi\n")
    assert data["value"][:3] == [2.5, {"1": [2, "b'x'"]}, "nan"]
    assert data["journal"][0]["name"] == "price"
    assert data["report"]["ok"] is True

    write(folder, "price('none')")
    data = json.loads(command(folder, "run", "program.py", "--tools", "tools.py", "--json").stdout)
    assert (data["outcome"], data["exception"], data["line"]) == ("Raised", "LookupError", 1)
    assert data["feedback"].startswith("The program stopped at line 1")


# Bad programs


@pytest.mark.parametrize("name", ["run", "check", "dis"])
def test_programs_that_cannot_be_read(folder: Path, name: str) -> None:
    refused(command(folder, name, "missing.py"), "cannot read missing.py: No such file")
    refused(command(folder, name, write(folder, b"x = '\xff'")), "program.py:1:6: the source is not UTF-8")
    refused(command(folder, name, write(folder, "x = 1\ny\0")), "program.py:2:2: the source contains a NUL")
    refused(command(folder, name, "-", stdin=b"\xff"), "not UTF-8")
    (folder / "empty").mkdir()
    refused(command(folder, name, "empty"))


# Tools files


@pytest.mark.parametrize(
    "text",
    ["(", "import nothing_of_that_name", "1 / 0", "raise SystemExit(7)", b"\xff", "def f(x): ..."],
)
def test_tools_files_that_cannot_be_used(folder: Path, text: str | bytes) -> None:
    write(folder, text, "bad.py")
    done = command(folder, "run", "-", "--tools", "bad.py", stdin="1")
    if text == "def f(x): ...":  # a parameter without a type is told, and can be called
        assert done.returncode in (0, 2)
    else:
        refused(done, "bad.py")


def test_a_tools_file_that_is_not_there(folder: Path) -> None:
    refused(command(folder, "check", "-", "--tools", "missing.py", stdin="1"), "missing.py")
    refused(command(folder, "stubs", "--tools", "."))


# check


def test_check(folder: Path) -> None:
    write(folder, "price('A')", "good.py")
    done = command(folder, "check", "good.py", "--tools", "tools.py")
    assert done.returncode == 0, done
    write(folder, "price(article='A')", "bad.py")
    done = command(folder, "check", "bad.py", "good.py", "--tools", "tools.py")
    assert done.returncode == 1
    assert "bad.py" in done.stdout
    assert "article" in done.stdout


def test_check_goes_through_folders(folder: Path) -> None:
    (folder / "programs" / "sub").mkdir(parents=True)
    (folder / "programs" / ".hidden").mkdir()
    write(folder, "1", "programs/a.py")
    write(folder, "nothing", "programs/sub/b.py")
    write(folder, "nothing", "programs/.hidden/c.py")
    write(folder, "nothing", "programs/d.txt")
    done = command(folder, "check", "programs", "programs/a.py", "--format", "json")
    assert done.returncode == 1
    assert "b.py" in done.stdout
    assert "c.py" not in done.stdout
    assert "d.txt" not in done.stdout


def test_check_tells_the_rest_when_one_file_cannot_be_read(folder: Path) -> None:
    write(folder, b"\xff", "a.py")
    write(folder, "nothing", "b.py")
    done = command(folder, "check", "a.py", "b.py")
    assert done.returncode == 2
    assert "a.py:1:1" in done.stderr
    assert "nothing" in done.stdout


@pytest.mark.parametrize("format", ["text", "feedback", "json", "sarif", "github", "gitlab", "junit"])
def test_formats(folder: Path, format: str) -> None:
    write(folder, "x = 1\nnothing")
    done = command(folder, "check", "program.py", "--format", format)
    assert done.returncode == 1
    assert "nothing" in done.stdout
    assert done.stderr == ""
    if format in ("json", "sarif", "gitlab"):
        assert json.loads(done.stdout)


def test_an_unknown_format(folder: Path) -> None:
    done = command(folder, "check", "-", "--format", "yaml", stdin="1")
    assert done.returncode == 2
    assert "yaml" in done.stderr
    assert "sarif" in done.stderr


# stubs, prompt, explain, dis, --version


def test_stubs_and_prompt(folder: Path) -> None:
    for name in ("stubs", "prompt"):
        done = command(folder, name, "--tools", "tools.py")
        assert done.returncode == 0, done
        assert "def price(sku: str) -> float" in done.stdout
        assert "async def stock(sku: str) -> int" in done.stdout
    assert len(command(folder, "prompt", "--budget", "500").stdout) <= 501


def test_explain(folder: Path) -> None:
    report = limen.check("import nothing_of_that_name")
    rule = report.errors[0].rule
    done = command(folder, "explain", rule)
    assert done.returncode == 0, done
    assert rule in done.stdout
    refused(command(folder, "explain", "no-such-rule"), "no-such-rule")


def test_dis(folder: Path) -> None:
    write(folder, "price('A') + 1")
    done = command(folder, "dis", "program.py", "--tools", "tools.py")
    assert done.returncode == 0, done
    assert "ADD" in done.stdout
    done = command(folder, "dis", "-", stdin="(")
    assert done.returncode == 1
    assert "syntax" in done.stderr


def test_version_and_help(folder: Path) -> None:
    done = command(folder, "--version")
    assert done.returncode == 0
    assert done.stdout in (f"limen {limen.__version__} (compiled)\n", f"limen {limen.__version__} (pure Python)\n")
    for name in ("check", "run", "stubs", "prompt", "explain", "dis"):
        assert name in command(folder, "--help").stdout
    assert command(folder, "fly").returncode == 2
    assert command(folder, "run").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of a shell")
def test_the_reader_may_go_away(folder: Path) -> None:
    write(folder, "for i in range(50_000):\n    print(i)")
    root = str(Path(limen.__file__).parents[1])
    line = f"{sys.executable} -m limen run program.py | head -1"
    done = subprocess.run(
        line,
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": root},
        check=False,
    )
    assert done.stdout == "0\n"
    assert done.stderr == ""
