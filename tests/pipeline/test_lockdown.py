"""Each layer of the lockdown, by a call that it refuses: native calls from inside a process that has that layer alone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from limen import lockdown
from tests.conftest import ROOT

if not sys.platform.startswith("linux"):
    pytest.skip("the layers are those of Linux", allow_module_level=True)

# What a process does when it has the layer: prints what it got from a call that the layer refuses.
BEGIN = """
import ctypes, errno, math, mmap, os, resource, socket, sys
from limen import lockdown
def tried(call, *args):
    try:
        return call(*args)
    except (OSError, MemoryError) as error:
        return type(error).__name__ if isinstance(error, MemoryError) else errno.errorcode[error.errno]
PRCTL = ctypes.CDLL(None).prctl
if %r:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
layers = {layer.name: layer for layer in %s}
layer = layers[%r]
if not layer.active:
    print("absent:", layer.detail)
    sys.exit()
"""
ALL = "lockdown.lock_down([0, 1, 2], 2**31, os.getppid())"
FAMILY = "lockdown.isolate_family()"
ALONE = "[lockdown._prctl(38, 1)] and [lockdown._tried(%r, lockdown._%s)]"

CASES = {
    "empty-environment": (ALL, "print(dict(os.environ), os.getenv('PATH'))", "{} None"),
    "closed-descriptors": (
        "[os.dup2(1, 77)] and [lockdown._tried('closed-descriptors', lambda: lockdown._close([1, 2]))]",
        "print(tried(os.fstat, 77))",
        "EBADF",
    ),
    "own-session": ("[lockdown._tried('own-session', os.setsid)]", "print(os.getsid(0) == os.getpid())", "True"),
    "parent-death-signal": (
        "[lockdown._tried('parent-death-signal', lambda: lockdown._die_with(os.getppid()))]",
        "signal = ctypes.c_int()\nPRCTL(2, ctypes.byref(signal), 0, 0, 0)\nprint(signal.value)",
        "9",
    ),
    "no-capabilities": (ALONE % ("no-capabilities", "drop_capabilities"), "print(tried(os.setgroups, []))", "EPERM"),
    "no-new-privileges": (ALONE % ("no-new-privileges", "PRIVILEGES"), "print(PRCTL(39, 0, 0, 0, 0))", "1"),
    "not-dumpable": (ALONE % ("not-dumpable", "DUMPABLE"), "print(PRCTL(3, 0, 0, 0, 0))", "0"),
    "core-limit": (ALL, "print(resource.getrlimit(resource.RLIMIT_CORE))", "(0, 0)"),
    "file-size-limit": (ALL, "print(resource.getrlimit(resource.RLIMIT_FSIZE))", "(0, 0)"),
    "open-files-limit": (ALL, "print(tried(os.dup, 1))", "EPERM"),
    "processes-limit": (ALL, "print(resource.getrlimit(resource.RLIMIT_NPROC))", "(0, 0)"),
    "cpu-limit": (ALL, "print(resource.getrlimit(resource.RLIMIT_CPU))", "(3600, 3600)"),
    "memory-limit": (ALL, "print(tried(bytearray, 2**31))", "MemoryError"),
    "landlock": (
        ALONE % ("landlock", "landlock"),
        "print(tried(open, '/etc/passwd'), tried(os.listdir, '/'), tried(os.mkdir, '/tmp/limen-x'),"
        " tried(os.execv, '/bin/true', ['true']), tried(socket.socket().connect, ('127.0.0.1', 9)))",
        "EACCES EACCES EACCES EACCES EACCES",
    ),
    "seccomp": (
        ALONE % ("seccomp", "seccomp"),
        "print(tried(open, '/etc/passwd'), tried(socket.socket), tried(os.fork), tried(os.kill, os.getppid(), 0),"
        " tried(os.execv, '/bin/true', ['true']), tried(os.stat, '/'), tried(os.getuid), tried(os.dup, 1),"
        " tried(mmap.mmap, -1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7), math.gcd(12, 8))",
        "EPERM EPERM EPERM EPERM EPERM EPERM -1 EPERM EPERM 4",
    ),
    "user-namespace": (FAMILY, "print(os.getuid())", "65534"),
    "network-namespace": (FAMILY, "print(tried(socket.socket().connect, ('127.0.0.1', 9)))", "ENETUNREACH"),
    "mount-namespace": (FAMILY, "print(tried(os.stat, '/etc'))", "ENOENT"),
    "empty-root": (FAMILY, "print(os.listdir('/'), tried(os.mkdir, '/x'))", "[] EROFS"),
    "pid-namespace": (
        FAMILY,
        "read, write = os.pipe()\nif not os.fork():\n    os.write(write, str(os.getpid()).encode())\n    os._exit(0)\n"
        "os.wait()\nprint(os.read(read, 9).decode())",
        "1",
    ),
}
STEPS = {"PRIVILEGES": "(38, 1)", "DUMPABLE": "(4, 0)"}


def run(code: str) -> str:
    """Run code in a process; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", "")},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-1500:]
    return done.stdout.strip()


@pytest.mark.parametrize("nobody", [False, True] if os.getuid() == 0 else [False], ids=str)
@pytest.mark.parametrize("name", lockdown.LAYERS)
def test_layer(name: str, nobody: bool) -> None:  # as root and as a user without privileges
    apply, call, expected = CASES[name]
    for step, arguments in STEPS.items():
        apply = apply.replace(f"lockdown._{step}", f"lambda: lockdown._prctl{arguments}")
    found = run(BEGIN % (nobody, apply, name) + call)
    if found.startswith("absent:"):
        pytest.skip(found)
    assert found == expected
