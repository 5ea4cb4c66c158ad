"""One warm `ty server` per process, spoken to over stdio: program text and stubs in, findings out."""

from __future__ import annotations

import atexit
import os
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, final

import msgspec

from limen.source import Span

if TYPE_CHECKING:
    from limen.lockdown import Layer

DEADLINE_SECONDS: Final = 5.0
_START_SECONDS: Final = 10.0
_CHECKS_PER_SERVER: Final = 2000  # its memory grows by about 4 KB for every check
_REPLY_BYTES: Final = 32 << 20
_HEADER_END: Final = b"\r\n\r\n"
_NEWEST_KNOWN_MINOR: Final = 14


def confined(report: int, root: Path, command: list[str]) -> tuple[list[str], tuple[int, ...]]:
    """Return the command that runs ty without what the operating system can take away, and the descriptors that it keeps.

    `report` is the descriptor that is told which layers took effect; `root` the folder that ty may read.
    """
    if not sys.platform.startswith("linux") or not sys.executable:
        return command, ()
    from limen import lockdown  # other systems do not have what it imports

    return [sys.executable, "-I", "-S", lockdown.__file__, str(report), str(root), *command], (report,)


class CheckerUnavailable(RuntimeError):
    """There is no type checker to start: ty is not installed, or it refuses to start."""


class CheckerFailed(RuntimeError):
    """The type checker did not finish this program: it took too long or it crashed."""


class Position(msgspec.Struct, frozen=True):
    """A place as LSP counts: lines and columns (code points) from 0."""

    line: int
    character: int


class Range(msgspec.Struct, frozen=True):
    """A half-open range of text."""

    start: Position
    end: Position


class Finding(msgspec.Struct, frozen=True):
    """One diagnostic as ty gives it."""

    range: Range
    message: str
    code: str = ""
    severity: int = 1

    @property
    def span(self) -> Span:
        """The place as limen counts: lines from 1."""
        start, end = self.range.start, self.range.end
        return Span(start.line + 1, start.character, end.line + 1, end.character)


class _Findings(msgspec.Struct):
    items: list[Finding]


class _Message(msgspec.Struct):
    id: int | str | None = None
    method: str | None = None
    params: msgspec.Raw = msgspec.Raw()
    result: msgspec.Raw = msgspec.Raw()
    error: msgspec.Raw = msgspec.Raw()


_encode: Final = msgspec.json.Encoder().encode
_decode_message: Final = msgspec.json.Decoder(_Message).decode
_decode_findings: Final = msgspec.json.Decoder(_Findings).decode


def find_ty() -> str:
    """Return the path of the ty binary; raise CheckerUnavailable when it is not installed."""
    try:
        from ty._find_ty import find_ty_bin

        return os.fspath(find_ty_bin())
    except (ImportError, FileNotFoundError):
        found = shutil.which("ty")
    if found is None:
        raise CheckerUnavailable("the type checker ty is not installed; install it with: pip install ty==0.0.105")
    return found


def make_root() -> Path:
    """Return a new folder holding an empty project and an empty Python environment, so that ty finds nothing else."""
    root = Path(tempfile.mkdtemp(prefix="limen-ty-")).resolve()
    (root / "ty.toml").write_text("", encoding="utf-8")
    (root / "__builtins__.pyi").write_text("", encoding="utf-8")
    environment = root / ".environment"
    (environment / "bin").mkdir(parents=True)
    (environment / "lib" / f"python3.{python_minor()}" / "site-packages").mkdir(parents=True)
    (environment / "pyvenv.cfg").write_text(
        f"home = {environment / 'bin'}\nversion = 3.{python_minor()}.0\n", encoding="utf-8"
    )
    return root


def python_minor() -> int:
    """Return the minor version of the Python that programs are checked for: the running one, if ty knows it."""
    return min(sys.version_info.minor, _NEWEST_KNOWN_MINOR)


def clean_environment(root: Path) -> dict[str, str]:
    """Return environment variables under which ty reads no configuration of the user."""
    return {"PATH": "", "HOME": str(root), "XDG_CONFIG_HOME": str(root), "XDG_CACHE_HOME": str(root), "NO_COLOR": "1"}


@final
class TyServer:
    """A `ty server` process that is started on first use, replaced when it fails, and ended with this process.

    `rules` are ty's rule names with the level ty reports them at. Safe to use from several threads: checks are made
    one after the other.
    """

    def __init__(self, rules: dict[str, str]) -> None:
        self._rules = rules
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._root: Path | None = None
        self._received = bytearray()
        self._waiting = bytearray()  # what goes out with the next request
        self._request = 0
        self._version = 0
        self._checks = 0
        self._stubs = ""
        self._confined = True  # until ty has failed to start so
        self._told = ""  # by the process before it became ty: which layers took effect
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self._abandon)

    def check(
        self,
        text: str,
        stubs: str,
        deadline: float = DEADLINE_SECONDS,
        meanwhile: Callable[[], object] | None = None,
    ) -> list[Finding]:
        """Return what ty finds in `text` when `stubs` are its builtins.

        `deadline` is in seconds; starting the server does not count. `meanwhile` is called while ty works.
        Raises CheckerFailed when ty crashes or does not finish in time, CheckerUnavailable when it cannot start.
        """
        with self._lock:
            if self._process is not None and (self._checks >= _CHECKS_PER_SERVER or self._process.poll() is not None):
                self._kill()
            if self._process is None:
                self._start()
            until = time.monotonic() + deadline
            try:
                self._checks += 1
                if stubs != self._stubs:
                    self._change("__builtins__.pyi", stubs)
                    self._stubs = stubs
                self._change("program.py", text)
                reply = self._ask(
                    "textDocument/diagnostic", {"textDocument": {"uri": self._uri("program.py")}}, until, meanwhile
                )
                return _decode_findings(reply).items
            except TimeoutError:
                self._kill()
                raise CheckerFailed(f"the type check did not finish in {deadline:g} seconds") from None
            except (OSError, EOFError, msgspec.MsgspecError):
                self._kill()
                raise CheckerFailed("the type checker crashed on this program") from None
            except BaseException:
                self._kill()  # an interrupt in the middle of a reply leaves the stream out of step
                raise

    def layers(self) -> tuple[Layer, ...]:
        """Return what the operating system takes away from the server; it is started to find out.

        Raises CheckerUnavailable when it cannot start.
        """
        with self._lock:
            if self._process is None:
                self._start()
            return _layers(self._told)

    def close(self) -> None:
        """End the server and remove its folder; a later check starts a new one."""
        with self._lock:
            self._kill()
            if self._root is not None:
                shutil.rmtree(self._root, ignore_errors=True)
                self._root = None

    def _abandon(self) -> None:
        """In a forked child the server belongs to the parent: let go of it without ending it."""
        self._lock = threading.Lock()
        process, self._process, self._root = self._process, None, None
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
            process.returncode = 0  # not this process's child: nothing to wait for

    def _start(self) -> None:
        try:
            self._start_process()
        except CheckerUnavailable:
            if not self._confined:
                raise
            self._confined = False  # what else a system may need, nobody knows: `limen doctor` says that it is so
            self._start_process()

    def _start_process(self) -> None:
        if self._root is None or not self._root.is_dir():  # a cleaner of temporary folders may have taken it
            self._root = make_root()
        root = self._root
        told, report = os.pipe()
        try:
            plain = [find_ty(), "server"]
            command, kept = confined(report, root, plain) if self._confined else (plain, ())
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                cwd=root,
                env=clean_environment(root),
                pass_fds=kept,
                start_new_session=True,  # an interrupt typed at the terminal is for the program, not for ty
            )
        except OSError as error:
            os.close(told)
            raise CheckerUnavailable(f"the type checker ty did not start: {error.strerror}") from None
        except BaseException:
            os.close(told)
            raise
        finally:
            os.close(report)
        assert self._process.stdin is not None
        os.set_blocking(self._process.stdin.fileno(), False)  # a server that hangs must not hang this process
        self._received.clear()
        self._waiting.clear()
        self._checks = 0
        until = time.monotonic() + _START_SECONDS
        try:
            self._ask("initialize", self._initialization(root), until)
            self._send({"jsonrpc": "2.0", "method": "initialized", "params": {}}, until)
            for name in ("__builtins__.pyi", "program.py"):
                self._version += 1
                document = {"uri": self._uri(name), "languageId": "python", "version": self._version, "text": ""}
                self._send(
                    {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}, until
                )
            self._stubs = ""
            self._ask("textDocument/diagnostic", {"textDocument": {"uri": self._uri("program.py")}}, until)
            self._told = os.read(told, 1 << 16).decode()
        except (OSError, EOFError, msgspec.MsgspecError) as error:
            self._kill()
            reason = str(error) or type(error).__name__
            raise CheckerUnavailable(f"the type checker ty did not start: {reason}") from None
        except BaseException:
            self._kill()
            raise
        finally:
            os.close(told)

    def _initialization(self, root: Path) -> dict[str, object]:
        configuration = {
            "environment": {
                "python-version": f"3.{python_minor()}",
                "python-platform": "linux",
                "python": str(root / ".environment"),
            },
            "rules": self._rules,
            "analysis": {"respect-type-ignore-comments": False},
        }
        return {
            "processId": os.getpid(),
            "clientInfo": {"name": "limen"},
            "rootUri": None,
            "workspaceFolders": [{"uri": root.as_uri(), "name": "limen"}],
            "initializationOptions": {"diagnosticMode": "openFilesOnly", "configuration": configuration},
            "capabilities": {
                "general": {"positionEncodings": ["utf-32"]},
                "textDocument": {"diagnostic": {"dynamicRegistration": False}},
                "workspace": {"workspaceFolders": True, "configuration": False},
            },
        }

    def _uri(self, name: str) -> str:
        assert self._root is not None
        return f"{self._root.as_uri()}/{name}"

    def _change(self, name: str, text: str) -> None:
        """Send a document's new text with the next request: one write wakes ty once."""
        self._version += 1
        document = {"uri": self._uri(name), "version": self._version}
        params = {"textDocument": document, "contentChanges": [{"text": text}]}
        self._waiting += _framed({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params})

    def _ask(
        self,
        method: str,
        params: dict[str, object],
        until: float,
        meanwhile: Callable[[], object] | None = None,
    ) -> msgspec.Raw:
        self._request += 1
        self._send({"jsonrpc": "2.0", "id": self._request, "method": method, "params": params}, until)
        if meanwhile is not None:
            meanwhile()
        while True:
            message = self._receive(until)
            if message.method is None:
                if message.id != self._request:
                    continue
                if bytes(message.error):
                    raise EOFError(bytes(message.error)[:200].decode("utf-8", "replace"))
                return message.result
            if message.method == "window/showMessage":
                raise EOFError(bytes(message.params)[:500].decode("utf-8", "replace"))
            if message.id is not None:
                self._send({"jsonrpc": "2.0", "id": message.id, "result": None}, until)

    def _send(self, message: dict[str, object], until: float) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        pipe = self._process.stdin.fileno()
        data = memoryview(bytes(self._waiting) + _framed(message))
        self._waiting.clear()
        while data:
            left = until - time.monotonic()
            if left <= 0 or not select.select([], [pipe], [], left)[1]:
                raise TimeoutError
            data = data[os.write(pipe, data) :]

    def _receive(self, until: float) -> _Message:
        assert self._process is not None
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        received = self._received
        while True:
            end = received.find(_HEADER_END)
            if end >= 0:
                start = end + len(_HEADER_END)
                length = _content_length(bytes(received[:end]))
                if len(received) >= start + length:
                    body = bytes(received[start : start + length])
                    del received[: start + length]
                    return _decode_message(body)
            left = until - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise TimeoutError
            data = os.read(pipe, 1 << 18)
            if not data:
                raise EOFError("it ended")
            received += data

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _layers(told: str) -> tuple[Layer, ...]:
    """Return the layers that a server has told of before it ran; a server that has told nothing was not confined."""
    from limen.lockdown import CHECKER, Layer

    rows = [line.split("\t") for line in told.splitlines()]
    if not rows:
        return tuple(Layer(name, False, "the type checker runs without it") for name in CHECKER)
    return tuple(Layer(name, active == "1", detail) for name, active, detail in rows)


def _framed(message: dict[str, object]) -> bytes:
    body = _encode(message)
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def _content_length(header: bytes) -> int:
    for line in header.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
            if length <= _REPLY_BYTES:
                return length
    raise EOFError("its reply has no length or is too long")
