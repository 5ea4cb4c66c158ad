"""The type checker's process: what the operating system takes away from it, each by a call that is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from limen import lockdown
from limen.checker.ty_server import CheckerUnavailable, TyServer
from limen.checker.type_check import check_once

if not sys.platform.startswith("linux"):
    pytest.skip("on Linux only", allow_module_level=True)

ROOT = Path(__file__).parents[2]
BEGIN = """
import ctypes, errno, os, resource, socket, sys, threading
from limen import lockdown
folder, nobody = sys.argv[1], sys.argv[2] == "True"
def tried(call, *args):
    try:
        return call(*args)
    except OSError as error:
        return errno.errorcode[error.errno]
def fork():
    child = os.fork()
    if not child:
        os._exit(0)
    return "forked"
def started():
    thread = threading.Thread(target=print, args=("",))
    thread.start()
    thread.join(10)
    return not thread.is_alive()
if nobody:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
layers = {layer.name: layer for layer in lockdown.confine_checker(sys.argv[3], folder)}
if not layers["%s"].active:
    print("absent:", layers["%s"].detail)
    sys.exit()
"""
CASES = {
    "no-capabilities": ("print(tried(os.setresuid, 1234, 1234, 1234))", "EPERM"),
    "no-new-privileges": ("print(ctypes.CDLL(None).prctl(39, 0, 0, 0, 0))", "1"),
    "core-limit": ("print(resource.getrlimit(resource.RLIMIT_CORE))", "(0, 0)"),
    "file-size-limit": ("print(resource.getrlimit(resource.RLIMIT_FSIZE))", "(0, 0)"),
    "open-files-limit": ("print(len([tried(os.dup, 0) for _ in range(100)]) and tried(os.dup, 0))", "EMFILE"),
    "cpu-limit": ("print(resource.getrlimit(resource.RLIMIT_CPU))", "(3600, 3600)"),
    "memory-limit": ("try:\n    bytearray(3 << 30)\nexcept MemoryError:\n    print('refused')", "refused"),
    "landlock": (
        "print(tried(os.open, '/etc/passwd', 0), tried(os.listdir, '/'), tried(os.listdir, '/proc/self'), len(os.listdir(folder)),"
        " tried(os.open, folder + '/new', os.O_CREAT | os.O_WRONLY), tried(os.execv, '/bin/sh', ['sh']))",
        "EACCES EACCES EACCES 1 EACCES EACCES",
    ),
    "seccomp": (
        "print(tried(socket.socket), tried(fork), tried(os.kill, os.getppid(), 0), started(), tried(os.mkdir, folder + '/x'))",
        "EPERM EPERM EPERM True EPERM",
    ),
}


@pytest.mark.parametrize("nobody", [False, True] if os.getuid() == 0 else [False], ids=str)
@pytest.mark.parametrize("name", lockdown.CHECKER)
def test_layer(name: str, nobody: bool, tmp_path: Path) -> None:  # as root and as a user without privileges
    call, expected = CASES[name]
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:3]:
        if parent.stat().st_uid == os.getuid() and parent != Path("/tmp"):
            parent.chmod(0o755)
    (tmp_path / "file").write_text("x")
    done = subprocess.run(
        [sys.executable, "-P", "-c", BEGIN % (name, name) + call, str(tmp_path), str(nobody), sys.executable],
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-1500:]
    found = done.stdout.strip()
    if found.startswith("absent:"):
        pytest.skip(found)
    assert found == expected


@pytest.fixture
def server() -> TyServer:
    return TyServer({})


def test_the_server_that_answers_is_confined(server: TyServer) -> None:
    try:
        layers = {layer.name: layer.active for layer in server.layers()}
        assert [finding.code for finding in server.check("x: int = 'a'\n", "")] == ["invalid-assignment"]
        assert server._process is not None
        status = Path(f"/proc/{server._process.pid}/status").read_text()
    finally:
        server.close()
    assert list(layers) == list(lockdown.CHECKER)
    shown = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert shown["NoNewPrivs"] == str(int(layers["no-new-privileges"]))
    assert shown["Seccomp"] == ("2" if layers["seccomp"] else "0")
    assert (int(shown["CapEff"], 16) == 0) is layers["no-capabilities"]


def test_a_system_on_which_it_does_not_start_confined(server: TyServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs all the same, and says by name what is missing."""
    monkeypatch.setattr(lockdown, "__file__", os.devnull)
    try:
        assert {layer.active for layer in server.layers()} == {False}
        assert [finding.code for finding in server.check("x: int = 'a'\n", "")] == ["invalid-assignment"]
    finally:
        server.close()


def test_no_type_checker_at_all(server: TyServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("limen.checker.ty_server.find_ty", lambda: "/nowhere/ty")
    with pytest.raises(CheckerUnavailable):
        server.layers()


def test_the_slow_way_is_confined_too() -> None:
    assert [finding.code for finding in check_once("x: int = 'a'\n", "")] == ["invalid-assignment"]
