"""Lockdown: what the operating system takes away from a process before it sees guest code, layer by layer.

Sources: the manual pages prctl(2), landlock(7), seccomp(2), unshare(2), setrlimit(2); system call numbers from the kernel's tables.
Each layer is tried, and says whether it took effect; none raises.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: its name, whether it took effect, and why not."""

    name: str
    active: bool
    detail: str = ""


FAMILY: Final = ("user-namespace", "network-namespace", "mount-namespace", "pid-namespace", "empty-root")
WORKER: Final = (
    "empty-environment",
    "closed-descriptors",
    "own-session",
    "parent-death-signal",
    "no-capabilities",
    "no-new-privileges",
    "not-dumpable",
    "core-limit",
    "file-size-limit",
    "open-files-limit",
    "processes-limit",
    "cpu-limit",
    "memory-limit",
    "landlock",
    "seccomp",
)
LAYERS: Final = FAMILY + WORKER  # every name that `require` may have

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_CLONE_NEWNS: Final = 0x0002_0000
_CLONE_NEWUTS: Final = 0x0400_0000
_CLONE_NEWIPC: Final = 0x0800_0000
_CLONE_NEWUSER: Final = 0x1000_0000
_CLONE_NEWPID: Final = 0x2000_0000
_CLONE_NEWNET: Final = 0x4000_0000
_MS_PRIVATE: Final = 0x4_0000 | 0x4000  # and what is mounted below
_CAPABILITY_VERSION: Final = 0x2008_0522
_CPU_SECONDS: Final = 3600  # of one worker, in all its runs

_CREATE_RULESET: Final = 444  # the same on every architecture, like all calls of this age
_RESTRICT_SELF: Final = 446

# What computing needs, by architecture: audit number, number of seccomp(2), capset(2), unlimited calls, memory calls whose protection is looked at.
# ruff: noqa: RUF005
_CALLS: Final = {
    "x86_64": (
        0xC000003E,
        317,
        126,
        frozenset(
            # read write close fstat poll lseek munmap brk rt_sigaction rt_sigprocmask rt_sigreturn pread64 mremap madvise
            (0, 1, 3, 5, 7, 8, 11, 12, 13, 14, 15, 17, 25, 28)
            # sched_yield nanosleep getitimer setitimer getpid sendto recvfrom exit gettimeofday getrusage times
            + (24, 35, 36, 38, 39, 44, 45, 60, 96, 98, 100)
            # sigaltstack gettid futex restart_syscall clock_gettime clock_nanosleep exit_group ppoll prlimit64 getrandom rseq
            + (131, 186, 202, 219, 228, 230, 231, 271, 302, 318, 334)
        ),
        (9, 10),  # mmap mprotect
    ),
    "aarch64": (  # the same calls; without poll, which it does not have
        0xC00000B7,
        277,
        91,
        frozenset(
            (63, 64, 57, 80, 62, 215, 214, 134, 135, 139, 67, 216, 233)
            + (124, 101, 102, 103, 172, 206, 207, 93, 169, 165, 153)
            + (132, 178, 98, 128, 113, 115, 94, 73, 261, 278, 293)
        ),
        (222, 226),
    ),
}


def isolate_family() -> list[Layer]:
    """Move this process, which must have one thread, into namespaces of its own; its children will be in them.

    The process id namespace begins with the next child.
    """
    if not sys.platform.startswith("linux"):
        return [Layer(name, False, f"not on {sys.platform}") for name in FAMILY]
    found: list[Layer] = []
    libc = _libc()

    def unshare(name: str, flags: int) -> bool:
        try:
            _checked(libc.unshare(flags))
        except OSError as error:
            found.append(Layer(name, False, str(error.strerror)))
            return False
        found.append(Layer(name, True))
        return True

    unshare("user-namespace", _CLONE_NEWUSER)
    unshare("network-namespace", _CLONE_NEWNET | _CLONE_NEWIPC | _CLONE_NEWUTS)
    mounts = unshare("mount-namespace", _CLONE_NEWNS)
    unshare("pid-namespace", _CLONE_NEWPID)
    found.append(_tried("empty-root", _empty_root if mounts else lambda: "needs a mount namespace"))
    return found


def _empty_root() -> str | None:
    """Make an empty, read-only directory the root of the file system."""
    libc = _libc()
    place = next((path for path in (b"/mnt", b"/tmp", b"/var") if os.path.isdir(path)), None)
    if place is None:
        return "there is no directory to mount on"
    _checked(libc.mount(None, b"/", None, ctypes.c_ulong(_MS_PRIVATE), None))
    _checked(libc.mount(b"none", place, b"tmpfs", ctypes.c_ulong(1), b"size=4k"))  # read-only
    os.chroot(place)
    os.chdir("/")
    return None


def lock_down(keep: Collection[int], memory: int | None, parent: int) -> list[Layer]:
    """Take away from this process, which must have one thread, all that computing does not need.

    Args:
        keep: the descriptors that stay open. memory: bytes that its address space may have; None: any number.
        parent: the process id of the parent, with which it is to end.

    Returns:
        The layers of `WORKER`, each with whether it took effect.
    """
    steps: list[tuple[str, Callable[[], str | None]]] = [
        ("empty-environment", _empty_environment),
        ("closed-descriptors", lambda: _close(keep)),
        ("own-session", os.setsid),
        ("parent-death-signal", lambda: _die_with(parent)),
        ("no-capabilities", _drop_capabilities),
        ("no-new-privileges", lambda: _prctl(_PR_SET_NO_NEW_PRIVS, 1)),
        ("not-dumpable", lambda: _prctl(_PR_SET_DUMPABLE, 0)),
        ("core-limit", lambda: _limit(resource.RLIMIT_CORE, 0)),
        ("file-size-limit", lambda: _limit(resource.RLIMIT_FSIZE, 0)),
        ("processes-limit", lambda: _limit(resource.RLIMIT_NPROC, 0)),
        ("cpu-limit", lambda: _limit(resource.RLIMIT_CPU, _CPU_SECONDS)),
        ("memory-limit", lambda: _limit_memory(memory)),
        ("landlock", _landlock),
        ("open-files-limit", lambda: _limit(resource.RLIMIT_NOFILE, 1)),  # poll(2) takes no more descriptors than this
        ("seccomp", _seccomp),
    ]
    found = {name: _tried(name, step) for name, step in steps}
    return [found[name] for name in WORKER]


def _tried(name: str, step: Callable[[], str | None]) -> Layer:
    try:
        missing = step()
    except (OSError, ValueError, AttributeError) as error:
        return Layer(name, False, getattr(error, "strerror", None) or str(error))
    return Layer(name, missing is None, missing or "")


def _empty_environment() -> None:
    for name in list(os.environ):
        os.unsetenv(name)
    os.environ.clear()


def _close(keep: Collection[int]) -> None:
    """Close every descriptor but those; output and errors go where input comes from, which the parent made the null device."""
    for standard in (1, 2):
        if standard not in keep:
            os.dup2(0, standard)
    low = 3
    for kept in [*sorted(fd for fd in keep if fd > 2), os.sysconf("SC_OPEN_MAX")]:
        os.closerange(low, min(kept, 2**20))
        low = kept + 1


def _die_with(parent: int) -> str | None:
    missing = _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if missing is None and os.getppid() != parent:
        os._exit(0)
    return missing


def _prctl(option: int, value: int) -> str | None:
    if not sys.platform.startswith("linux"):
        return f"not on {sys.platform}"
    _checked(_libc().prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)))
    return None


def _drop_capabilities() -> str | None:
    numbers = _numbers()
    if isinstance(numbers, str):
        return numbers
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    _checked(_libc().syscall(ctypes.c_long(numbers[2]), header, b"\0" * 24))
    return None


def _limit(kind: int, value: int) -> None:
    resource.setrlimit(kind, (value, value))


def _limit_memory(size: int | None) -> str | None:
    if size is None:
        return "the runs have no memory limit, or the size of the process is not known here"
    _limit(resource.RLIMIT_AS, size)
    return None


def _landlock() -> str | None:
    """Deny every access to files and every TCP connection that this kernel's Landlock knows of."""
    if not sys.platform.startswith("linux"):
        return f"not on {sys.platform}"
    libc = _libc()
    version = _checked(libc.syscall(ctypes.c_long(_CREATE_RULESET), None, ctypes.c_size_t(0), ctypes.c_uint(1)))
    files = (1 << 13) - 1
    for since, bit in ((2, 13), (3, 14), (5, 15)):  # refer, truncate, ioctl
        files |= (1 << bit) if version >= since else 0
    network = 3 if version >= 4 else 0
    scoped = 3 if version >= 6 else 0  # abstract sockets and signals
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = struct.pack("QQQ", files, network, scoped)[:size]
    number = libc.syscall(ctypes.c_long(_CREATE_RULESET), rules, ctypes.c_size_t(size), ctypes.c_uint(0))
    ruleset = _checked(number)
    try:
        _checked(libc.syscall(ctypes.c_long(_RESTRICT_SELF), ctypes.c_int(ruleset), ctypes.c_uint(0)))
    finally:
        os.close(ruleset)
    return None


class _Filter(ctypes.Structure):
    """struct sock_filter."""

    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("k", ctypes.c_uint))


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filters", ctypes.POINTER(_Filter)))


_LOAD: Final = 0x20
_JUMP_EQUAL: Final = 0x15
_JUMP_AT_LEAST: Final = 0x35
_JUMP_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06
_KILL: Final = 0x8000_0000
_ALLOW: Final = 0x7FFF_0000
_REFUSE: Final = 0x0005_0001  # EPERM
_PROT_EXEC: Final = 4
_NUMBER, _ARCHITECTURE, _THIRD_ARGUMENT = 0, 4, 32  # offsets in struct seccomp_data


def _seccomp() -> str | None:
    """Allow the system calls of computing and of talking over open descriptors; refuse all others, and executable memory."""
    numbers = _numbers()
    if isinstance(numbers, str):
        return numbers
    audit, seccomp, _, allowed, memory = numbers
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, 0, 1, 0x4000_0000),  # the x32 calls of x86_64
        (_RETURN, 0, 0, _KILL),
    ]
    for number in sorted(allowed):
        program += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    for number in memory:
        program += [
            (_JUMP_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, _THIRD_ARGUMENT),
            (_JUMP_ANY_BIT, 0, 1, _PROT_EXEC),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        ]
    program.append((_RETURN, 0, 0, _REFUSE))
    filters = (_Filter * len(program))(*(_Filter(*row) for row in program))
    _checked(_libc().syscall(ctypes.c_long(seccomp), 1, 0, ctypes.byref(_Program(len(program), filters))))
    return None


def _numbers() -> tuple[int, int, int, frozenset[int], tuple[int, ...]] | str:
    if not sys.platform.startswith("linux"):
        return f"not on {sys.platform}"
    found = _CALLS.get(platform.machine())
    return f"no list of system calls for {platform.machine()}" if found is None else found


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
