"""What a host and its workers say to each other: framed msgspec messages. A worker's words are checked like any other input."""

from __future__ import annotations

from typing import Final, TypeAlias

import msgspec

from limen.diagnostic import Diagnostic
from limen.executor.limits import Limits
from limen.outcome import Usage

LARGEST: Final = 2**28  # bytes of one message
_PREFIX: Final = 4  # bytes of the length before each message


class TypeSpec(msgspec.Struct, frozen=True, array_like=True):
    """A class of the host as a worker knows it: its name and fields or members, nothing of its code."""

    key: str  # in packed values
    name: str
    kind: str  # "member" | "tuple" | "fields"
    fields: list[str]
    source: str  # guest Python that declares it
    given: list[tuple[str, str]]  # members that it takes as defaults: the key of their class, their name


class ToolSpec(msgspec.Struct, frozen=True, array_like=True):
    """A tool as a worker knows it."""

    name: str
    is_async: bool
    doc: str | None


class LimitsSpec(msgspec.Struct, frozen=True):
    """Limits as they are sent: msgspec cannot see the types of the compiled class."""

    seconds: int | float | None
    memory: int | None
    recursion: int
    output: int | None
    tool_calls: int | None
    instructions: int | None
    source: int

    @classmethod
    def of(cls, limits: Limits) -> LimitsSpec:
        """Return limits as they are sent."""
        return cls(
            limits.seconds,
            limits.memory,
            limits.recursion,
            limits.output,
            limits.tool_calls,
            limits.instructions,
            limits.source,
        )

    def limits(self) -> Limits:
        """Return the limits that were sent."""
        return Limits(
            self.seconds,
            self.memory,
            self.recursion,
            self.output,
            self.tool_calls,
            self.instructions,
            self.source,
        )


# Host to worker


class Setup(msgspec.Struct, tag="setup"):
    """The first message: what the programs of this worker are given."""

    tools: list[ToolSpec]
    types: list[TypeSpec]
    names: dict[str, str | None]  # of the classes that programs can name, with their keys; None: dict
    limits: LimitsSpec


class Run(msgspec.Struct, tag="run"):
    """Compile and run a program."""

    text: bytes
    name: str
    inputs: bytes  # packed dict
    call: bytes | None  # packed [name, args, kwargs]
    types: list[TypeSpec]
    stop: bool  # at the first tool calls, as a snapshot


class Answered(msgspec.Struct, tag="answered"):
    """The answer to a tool call: a packed value, or an error as class name and message."""

    id: int
    value: bytes | None
    error: tuple[str, bytes] | None
    types: list[TypeSpec]


class Resume(msgspec.Struct, tag="resume"):
    """Load a snapshot of a run; answer one of its calls, when there is an answer, and go on."""

    snapshot: bytes
    answer: Answered | None


class Snippet(msgspec.Struct, tag="snippet"):
    """Load the snapshot of a session, if it has one, and run a snippet in it."""

    snapshot: bytes | None
    run: Run
    limits: LimitsSpec


class OpenSession(msgspec.Struct, tag="session"):
    """Load the snapshot of a session and tell what is in it; or, given what it has used, save it again with that."""

    snapshot: bytes
    used: list[float] | None


# Worker to host


class Ready(msgspec.Struct, tag="ready"):
    """The worker is locked down: name, whether it took effect, and why not, of each layer."""

    layers: list[tuple[str, bool, str]]


class Called(msgspec.Struct, tag="called"):
    """The program calls a tool. Of a tool that is not async, the program waits for this answer before all else."""

    id: int
    name: str
    args: bytes  # packed list
    kwargs: bytes  # packed dict
    line: int | None


class Waiting(msgspec.Struct, tag="waiting"):
    """The program waits for coroutine tools: `ids` are all that it still wants, `calls` those that are new."""

    ids: list[int]
    calls: list[Called]


class Pending(msgspec.Struct, array_like=True):
    """A tool call in a suspended run."""

    id: int
    name: str
    args: bytes
    kwargs: bytes
    span: tuple[int, int, int, int] | None


class Recorded(msgspec.Struct, array_like=True):
    """A record of the journal of a suspended run."""

    name: str
    args: bytes
    kwargs: bytes
    result: bytes
    error: bytes | None
    line: int | None
    pending: bool


class Ended(msgspec.Struct, tag="ended"):
    """How the work ended. Texts are UTF-8 with surrogates; which fields count depends on the kind."""

    kind: str  # "completed" | "raised" | "limit" | "crashed" | "rejected" | "suspended" | "session" | "bad" | "unsaved"
    stdout: bytes = b""
    usage: Usage = Usage()
    value: bytes | None = None
    name: str = ""  # of the exception or the limit
    message: bytes = b""  # of the exception, or why a value is withheld
    traceback: bytes = b""
    allowed: float = 0.0
    line: int | None = None
    loop: int | None = None
    diagnostics: list[Diagnostic] = []
    snapshot: bytes = b""
    calls: list[Pending] = []
    journal: list[Recorded] | None = None  # of a run whose calls others answer
    names: list[str] = []  # of a session, that have a value
    sources: list[tuple[bytes, str, list[str]]] = []  # of a session: text, name, inputs
    used: list[float] = []
    grown: int = 0  # bytes of resident memory over those at the start of the worker


ToWorker: TypeAlias = Setup | Run | Answered | Resume | Snippet | OpenSession
ToHost: TypeAlias = Ready | Called | Waiting | Ended

_encoder: Final = msgspec.msgpack.Encoder()
_to_worker: Final[msgspec.msgpack.Decoder[ToWorker]] = msgspec.msgpack.Decoder(ToWorker)
_to_host: Final[msgspec.msgpack.Decoder[ToHost]] = msgspec.msgpack.Decoder(ToHost)


class ProtocolError(Exception):
    """The other side said something that nobody says."""


def framed(message: ToWorker | ToHost) -> bytes:
    """Return a message as it is sent."""
    body = _encoder.encode(message)
    if len(body) > LARGEST:
        raise ProtocolError(f"a message of {len(body):,} bytes is too large; at most {LARGEST:,} can cross at once")
    return len(body).to_bytes(_PREFIX, "little") + body


class Framing:
    """Bytes of a stream, put together to messages."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> None:
        """Take bytes as they come."""
        self._bytes += data

    def next(self) -> bytes | None:
        """Return the next message that is complete."""
        if len(self._bytes) < _PREFIX:
            return None
        size = int.from_bytes(self._bytes[:_PREFIX], "little")
        if size > LARGEST:
            raise ProtocolError(f"a message of {size:,} bytes was announced")
        end = _PREFIX + size
        if len(self._bytes) < end:
            return None
        message = bytes(self._bytes[_PREFIX:end])
        del self._bytes[:end]
        return message


def read_by_worker(body: bytes) -> ToWorker:
    """Return a message of the host."""
    return _to_worker.decode(body)


def read_by_host(body: bytes) -> ToHost:
    """Return a message of a worker; raise ProtocolError when it is none."""
    try:
        return _to_host.decode(body)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise ProtocolError(f"a message that cannot be read: {error}") from None


def text_out(text: str) -> bytes:
    """Return a text as it is sent, also one with surrogates."""
    return text.encode("utf-8", "surrogatepass")


def text_in(data: bytes) -> str:
    """Return a text that was sent; what is no text is replaced."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")
