"""limen.files: a folder for programs. CPython in the same folder is the oracle; nothing outside of it can be reached."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

import limen
from limen.pipeline.files import Files, Mode
from limen.stubs.from_callables import ToolError

_AGREED = {
    "reading": """
import csv, json
with open("a.txt") as f:
    print(f.name, f.mode, f.encoding.lower(), f.readable(), f.writable(), f.closed)
    print(f.readline(), f.tell(), f.read(3), f.readlines())
print(f.closed)
print([line.strip() for line in open("a.txt", "r", encoding="utf-8")])
with open("sub/b.csv", newline="") as f:
    print(list(csv.DictReader(f)))
with open("sub/deep/c.json", "rb") as f:
    print(json.load(f), f.tell(), f.seek(0), f.read(4), f.mode)
print(open("crlf.txt").read(), open("crlf.txt", newline="").readlines(), open("crlf.txt", newline="\\r\\n").readlines())
with open("a.txt") as one, open("crlf.txt") as two:
    print(one.read() + two.read())
""",
    "writing": """
with open("n.txt", "w") as f:
    print(f.write("one\\n"), f.tell())
    print("two", 3, sep=",", file=f)
    f.writelines(["x\\n", "y"])
print(open("n.txt").read())
with open("n.txt", "a") as f:
    f.write("\\nlast")
print(open("n.txt").read().splitlines())
f = open("open.txt", "w")
f.write("not closed yet")
f.flush()
print(open("open.txt").read())
f.close()
with open("crlf2.txt", "w", newline="\\r\\n") as f:
    f.write("a\\nb\\n")
print(open("crlf2.txt", "rb").read())
with open("b.bin", "wb") as f:
    print(f.write(bytes(range(8))))
with open("b.bin", "rb+") as f:
    f.seek(2)
    f.write(b"++")
    f.seek(0)
    print(f.read())
    print(f.truncate(3))
print(open("b.bin", "rb").read())
with open("a.txt", "r+") as f:
    text = f.read()
    f.seek(0)
    f.write(text.upper())
    f.truncate()
print(open("a.txt").read())
with open("w.txt", "w+") as f:
    f.write("abc")
    f.seek(0)
    print(f.read())
with open("latin.txt", "w", encoding="latin-1") as f:
    f.write("\\u00e9t\\u00e9")
print(open("latin.txt", "rb").read(), open("latin.txt", encoding="latin-1").read())
""",
    "errors": """
import io, os
def attempt(call):
    try:
        print("gave", call())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "errno", None), getattr(error, "filename", None))
attempt(lambda: open("nope.txt"))
attempt(lambda: open("sub"))
attempt(lambda: open("a.txt/b"))
attempt(lambda: open("nope/new.txt", "w"))
attempt(lambda: open("a.txt", "x"))
attempt(lambda: open("a.txt", "q"))
attempt(lambda: open("a.txt", "rw"))
attempt(lambda: open("a.txt", "rbt"))
attempt(lambda: open("a.txt", ""))
attempt(lambda: open("a.txt", "rb", encoding="utf-8"))
attempt(lambda: open("a.txt").write("x"))
attempt(lambda: open("w", "w").read())
attempt(lambda: open("w2", "wb").read())
attempt(lambda: open("a.txt", "rb").write(b"x"))
attempt(lambda: open(3.5))
attempt(lambda: open(""))
attempt(lambda: os.listdir("nope"))
attempt(lambda: os.listdir("a.txt"))
attempt(lambda: os.remove("nope"))
attempt(lambda: os.rmdir("sub"))
attempt(lambda: os.rmdir("a.txt"))
attempt(lambda: os.mkdir("sub"))
attempt(lambda: os.mkdir("nope/sub"))
attempt(lambda: os.stat("nope"))
attempt(lambda: os.path.getsize("nope"))
attempt(lambda: os.path.join("a", 3))
f = open("a.txt")
f.close()
attempt(f.read)
attempt(lambda: list(f))
""",
    "os": """
import os, glob
print(sorted(os.listdir()), sorted(os.listdir("sub")), os.path.exists("a.txt"), os.path.isdir("sub"), os.path.isfile("sub"))
print(os.path.getsize("a.txt"), os.stat("a.txt").st_size)
os.makedirs("m/n/o")
os.makedirs("m/n/o", exist_ok=True)
os.mkdir("m/k")
open("m/n/f.txt", "w").close()
print([(top, sorted(folders), sorted(files)) for top, folders, files in os.walk("m")])
print([top for top, _, _ in os.walk("m", topdown=False)][-1])
os.rename("m/n/f.txt", "m/g.txt")
os.replace("m/g.txt", "m/h.txt")
print(sorted(os.listdir("m")))
os.remove("m/h.txt")
os.rmdir("m/k")
os.removedirs("m/n/o")
print(os.path.exists("m"))
with os.scandir("sub") as entries:
    print(sorted((e.name, e.path, e.is_dir(), e.is_file()) for e in entries))
print(sorted(glob.glob("*")), sorted(glob.glob("sub/*")), sorted(glob.glob("**/*.json", recursive=True)), glob.glob("[ab].t?t"))
print(sorted(glob.glob("**", recursive=True)), sorted(glob.glob("sub/**", recursive=True)), glob.glob("nope*"))
p = os.path
for path in ("a/b.txt", "/a//b/", "", "x", ".bashrc", "a.tar.gz", "/", "a/.b/c.d", "//x", "..", "a/../b/./c", "...x.y"):
    print(p.split(path), p.splitext(path), p.basename(path), p.dirname(path), p.normpath(path), p.isabs(path))
print(p.join("a", "b", "/c", "d"), p.join("a/", ""), p.join("", "a"), p.relpath("/a/b/c", "/a/d"), p.commonpath(["/a/b", "/a/c"]))
print(p.commonprefix(["abc", "abd"]), p.relpath("a/b", "a"), os.fspath("x"), os.sep, os.linesep == "\\n")
""",
    "pathlib": """
from pathlib import Path, PurePath, PurePosixPath
for text in ("a/b.tar.gz", "/", "/a/b/", "", ".", "..", ".hidden", "a//b/./c", "/a/../b", "a.b/c"):
    p = Path(text)
    print(repr(p), str(p), p.parts, p.name, p.stem, p.suffix, p.suffixes, p.parent, list(map(str, p.parents)), p.is_absolute(), p.anchor)
p = Path("sub") / "b.csv"
print(p.exists(), p.is_file(), p.is_dir(), p.parent.is_dir(), p.read_text(), p.read_bytes(), p.stat().st_size)
print(p.with_suffix(".txt"), p.with_name("z"), p.with_stem("q"), p.relative_to("sub"), p.is_relative_to("x"), p.match("*.csv"), "x" / p)
print(p == Path("sub/b.csv"), hash(p) == hash(Path("sub", "b.csv")), p < Path("sub/c"), sorted([Path("b"), Path("a/c"), Path("a")]))
print(sorted(str(x) for x in Path(".").iterdir()), sorted(map(str, Path("sub").iterdir())))
print(sorted(map(str, Path(".").glob("*.txt"))), sorted(map(str, Path().rglob("*.json"))), sorted(map(str, Path("sub").glob("**/*"))))
d = Path("new/x/y")
d.mkdir(parents=True)
d.mkdir(parents=True, exist_ok=True)
print((d / "t.txt").write_text("hey\\n"), (d / "b").write_bytes(b"123"), (d / "t.txt").read_text())
with (d / "t.txt").open("a") as f:
    f.write("more")
print((d / "t.txt").read_text().split())
(d / "touched").touch()
print(sorted(x.name for x in d.iterdir()), (d / "t.txt").rename(d / "u.txt"))
(d / "u.txt").unlink()
(d / "gone").unlink(missing_ok=True)
for call in (d.rmdir, (d / "gone").unlink, lambda: Path("sub").mkdir(), lambda: Path("nope/x").mkdir(), lambda: Path("nope").read_text(),
             lambda: p.relative_to("q"), lambda: Path("").with_name("x"), lambda: p.with_suffix("x"), lambda: d.touch(exist_ok=False)):
    try:
        call()
    except OSError as error:
        print(type(error).__name__, error)
    except ValueError as error:
        print(type(error).__name__)
print(PurePath("a") / "b", PurePosixPath("/x").joinpath("y", "z"), isinstance(p, PurePath), Path("a", "b", "/c"), Path("/a b").as_uri())
print(type(p).__name__, f"{p}", f"{p!s:>12}", {p: 1}[Path("sub/b.csv")])
""",
}

# The error number of a call, None when it works.
_ATTEMPT = """
import os
def attempt(call):
    try:
        call()
    except OSError as error:
        return error.errno
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a few files, and links that lead out of it."""
    return _fill(tmp_path / "folder")


def _fill(folder: Path) -> Path:
    (folder / "sub" / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("one\ntwo\nthree\n")
    (folder / "crlf.txt").write_bytes(b"x\r\ny\rz\n")
    (folder / "sub" / "b.csv").write_text("x,y\n1,2\n")
    (folder / "sub" / "deep" / "c.json").write_text('{"k": [1, 2]}')
    return folder


def _content(folder: Path) -> dict[str, bytes | None]:
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}


def _run(files: Files, program: str, isolation: str = "inline", *, check: bool = False) -> limen.Outcome:
    with limen.Pipeline([files], isolation=isolation) as pipeline:
        return pipeline.run(program, check=check)


def _printed(files: Files, program: str) -> str:
    outcome = _run(files, program)
    assert isinstance(outcome, limen.Completed), outcome.feedback()
    return outcome.stdout


@pytest.mark.parametrize("name", _AGREED)
def test_what_cpython_does(name: str, tmp_path: Path) -> None:
    """The same output and the same folder afterwards, in mode "write"; the same output in mode "overlay"."""
    program = _AGREED[name]
    theirs, ours, below = (_fill(tmp_path / place) for place in ("theirs", "ours", "below"))
    before = _content(below)
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=theirs,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert _printed(limen.files(ours, "write"), program) == ran.stdout
    assert _content(ours) == _content(theirs)
    overlay = limen.files(below, "overlay")
    assert _printed(overlay, program) == ran.stdout
    assert _content(below) == before
    written = {path: data for path, data in _content(theirs).items() if data is not None and before.get(path) != data}
    assert {path: data for path, data in overlay.changes().items() if data is not None} == written


@pytest.mark.parametrize("isolation", ["inline", "process"])
def test_passes_the_gate_and_runs(folder: Path, isolation: str) -> None:
    program = 'import os\nfrom pathlib import Path\nwith open("a.txt") as f:\n    n = len(f.readlines())\n(n, os.listdir("sub"), Path("a.txt").stem)'
    outcome = _run(limen.files(folder), program, isolation, check=True)
    assert isinstance(outcome, limen.Completed), outcome.feedback()
    assert outcome.value == (3, ["b.csv", "deep"], "a")


@pytest.mark.parametrize(
    "program", ['open("a.txt")', "import os", "from pathlib import Path", "import os.path", "import glob"]
)
def test_not_there_without_the_tools(program: str) -> None:
    with limen.Pipeline(isolation="inline") as pipeline:
        report = pipeline.check(program)
        assert not report.ok
        assert "ask for a file tool" in report.feedback()
        outcome = pipeline.run(program, check=False)
    assert isinstance(outcome, limen.Raised)
    assert outcome.exception in ("NameError", "ModuleNotFoundError")


@pytest.mark.parametrize(
    "program", ["import os\nos.system('ls')", "import os\nos.environ['HOME']", "import shutil", "from os import fork"]
)
def test_only_files(folder: Path, program: str) -> None:
    outcome = _run(limen.files(folder, "write"), program)
    assert isinstance(outcome, limen.Raised)
    assert _run(limen.files(folder, "write"), program, check=True).ok is False


_OUT = (
    "evil",
    "out/secret.txt",
    "../secret.txt",
    "/../secret.txt",
    "sub/../../secret.txt",
    "out/../secret.txt",
    "sub/up/secret.txt",
)


@pytest.mark.parametrize("mode", ["read", "write", "overlay"])
def test_no_name_leads_out(folder: Path, mode: Mode) -> None:
    outside = folder.parent / "secret.txt"
    outside.write_text("SECRET")
    (folder / "evil").symlink_to(outside)
    (folder / "out").symlink_to(folder.parent)
    (folder / "sub" / "up").symlink_to("../..")
    (folder / "dangling").symlink_to(folder.parent / "new.txt")
    names = [*_OUT, "dangling", str(outside), str(folder / "a.txt"), "~/x", "file:///etc/passwd", "C:\\x", "a\0b"]
    program = f"""
import os, glob
from pathlib import Path
found = []
for name in {names!r}:
    for call in (lambda: open(name).read(), lambda: open(name, "w").write("PWNED"), lambda: open(name, "a").write("PWNED"),
                 lambda: os.listdir(name), lambda: os.replace("a.txt", name + "/x"), lambda: Path(name).write_text("PWNED"),
                 lambda: os.makedirs(name + "/new"), lambda: os.stat(name).st_size, lambda: glob.glob(name + "/*")):
        try:
            found.append(call())
        except (OSError, ValueError):
            pass
found
"""
    outcome = _run(limen.files(folder, mode), program)
    assert isinstance(outcome, limen.Completed), outcome.feedback()
    assert "SECRET" not in repr(outcome.value)
    assert outside.read_text() == "SECRET"
    assert sorted(p.name for p in folder.parent.iterdir()) == ["folder", "secret.txt"]


def test_other_names_and_other_kinds_of_files(folder: Path) -> None:
    outside = folder.parent / "outside.txt"
    outside.write_text("kept")
    os.link(outside, folder / "hard.txt")
    os.mkfifo(folder / "pipe")
    program = (
        _ATTEMPT
        + """
[attempt(lambda: open("hard.txt", "w")), attempt(lambda: open("pipe")), attempt(lambda: open("pipe", "w")), os.path.isfile("pipe")]
"""
    )
    outcome = _run(limen.files(folder, "write"), program)
    assert isinstance(outcome, limen.Completed), outcome.feedback()
    assert outcome.value == [errno.EPERM, errno.EACCES, errno.EACCES, False]
    assert outside.read_text() == "kept"


def test_a_folder_that_becomes_a_link_is_not_followed(folder: Path) -> None:
    """Between two operations the host may change what is there; each starts from the descriptor of the folder."""
    files = limen.files(folder, "write")
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "b.csv").write_text("SECRET")
    with limen.Pipeline([files], isolation="inline") as pipeline:
        assert "1,2" in str(pipeline.run('open("sub/b.csv").read()').value)
        (folder / "sub").rename(folder / "moved")
        (folder / "sub").symlink_to(folder.parent / "other")
        outcome = pipeline.run('open("sub/b.csv").read()')
    assert isinstance(outcome, limen.Raised)
    assert outcome.exception == "PermissionError"


@pytest.mark.parametrize("mode", ["write", "overlay"])
def test_quota(folder: Path, mode: Mode) -> None:
    program = (
        _ATTEMPT
        + """
def many():
    for number in range(10_000):
        open(f"empty{number}", "x").close()
first = attempt(lambda: open("big", "wb").write(bytes(20_000)))
os.remove("big")
second = attempt(lambda: open("big", "wb").write(bytes(9_000)))
[first, second, attempt(many), len(os.listdir("/")) < 40]
"""
    )
    outcome = _run(limen.files(folder, mode, quota=16_000), program)
    assert isinstance(outcome, limen.Completed), outcome.feedback()
    assert outcome.value == [errno.EDQUOT, None, errno.EDQUOT, True]
    far = _run(
        limen.files(folder, mode, quota=16_000),
        'f = open("far", "ab")\nf.close()\nopen("far", "rb+").truncate(1 << 40)',
    )
    assert isinstance(far, limen.Raised)
    assert sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) < 40_000


def test_read_only(folder: Path) -> None:
    before = _content(folder)
    program = (
        _ATTEMPT
        + """
from pathlib import Path
[attempt(call) for call in (lambda: open("a.txt", "w"), lambda: open("a.txt", "r+"), lambda: os.remove("a.txt"), lambda: os.mkdir("x"),
 lambda: os.rename("a.txt", "b"), lambda: Path("a.txt").touch(), lambda: os.rmdir("sub"))] + [os.access("a.txt", os.W_OK)]
"""
    )
    outcome = _run(limen.files(folder), program)
    assert isinstance(outcome, limen.Completed), outcome.feedback()
    assert outcome.value == [errno.EROFS] * 7 + [False]
    assert _content(folder) == before


def test_overlay_can_be_reset(folder: Path) -> None:
    files = limen.files(folder, "overlay")
    with limen.Pipeline([files], isolation="inline") as pipeline:
        pipeline.run('import os\nos.remove("a.txt")\nopen("sub/new", "w").write("x")')
        assert files.changes() == {"a.txt": None, "sub/new": b"x"}
        assert pipeline.run('open("sub/new").read()').value == "x"
        files.reset()
        assert files.changes() == {}
        assert pipeline.run('open("a.txt").readline()').value == "one\n"


def test_what_the_model_is_told(folder: Path) -> None:
    with limen.Pipeline([limen.files(folder)], isolation="inline") as pipeline:
        prompt = pipeline.prompt()
        outcome = pipeline.run('open("a.txt").read()\n1 / 0')
    assert "pathlib" in prompt
    assert "they may read" in prompt
    assert "_limen" not in prompt + outcome.feedback()


@pytest.mark.parametrize(("mode", "quota"), [("append", 1), ("read", -1), ("read", True)])
def test_bad_options(folder: Path, mode: Mode, quota: int) -> None:
    with pytest.raises(ToolError):
        limen.files(folder, mode, quota)


def test_no_such_folder(folder: Path) -> None:
    with pytest.raises(ToolError, match="cannot be opened"):
        limen.files(folder / "nope")
    with pytest.raises(ToolError, match="cannot be opened"):
        limen.files(folder / "a.txt")


def test_a_run_is_saved_with_a_file_open(folder: Path) -> None:
    def approve(text: str) -> bool:
        """Ask somebody."""
        raise NotImplementedError

    program = 'with open("a.txt") as f:\n    first = next(f)\n    with open("new.txt", "w") as g:\n        g.write(first)\n        ok = approve(first)\n        g.write(f.read())\n(ok, open("new.txt").read())'
    with limen.Pipeline([limen.files(folder, "write"), approve], isolation="inline", snapshot_key=b"key") as pipeline:
        outcome = pipeline.start(program)
        for _ in range(50):
            if not isinstance(outcome, limen.Suspended):
                break
            outcome = pipeline.load(outcome.dump())
            (call,) = outcome.calls
            outcome = outcome.resume(True if call.name == "approve" else pipeline.tools[call.name](*call.args))
    assert isinstance(outcome, limen.Completed), outcome.feedback()
    assert outcome.value == (True, "one\ntwo\nthree\n")
