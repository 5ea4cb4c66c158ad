"""Loads runs that it never saw and takes them to their end: python -m tests.executor.snapshot_worker [MODULE...], loaded first."""

from __future__ import annotations

import inspect
import struct
import sys
from typing import BinaryIO

import msgspec

from limen.executor.errors import BadSnapshot
from limen.executor.limits import Limits
from limen.executor.shared import SHARED
from limen.executor.snapshot import load
from limen.executor.surface import SURFACE
from limen.executor.values import Tool
from tests.executor.case_tools import TOOLS
from tests.executor.oracle import to_end

LIMITS = Limits(seconds=20.0, memory=512 * 2**20)


def send(stream: BinaryIO, message: object) -> None:
    """Write a message behind its length."""
    data = msgspec.msgpack.encode(message)
    stream.write(struct.pack(">I", len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> object:
    """Return the next message, None at the end."""
    head = stream.read(4)
    return msgspec.msgpack.decode(stream.read(struct.unpack(">I", head)[0])) if head else None


def main() -> None:
    """Answer each [tools, snapshot] with what could be seen of the run."""
    for name in sys.argv[1:]:
        SURFACE.complete()
        SURFACE.module(name)
        SHARED.update()
    while (request := receive(sys.stdin.buffer)) is not None:
        assert isinstance(request, list)
        tools, data = request
        predefined = {name: Tool(name, inspect.iscoroutinefunction(TOOLS[name])) for name in tools}
        try:
            send(sys.stdout.buffer, str(to_end(load(data, LIMITS, predefined, None).vm)))
        except BadSnapshot as error:
            send(sys.stdout.buffer, f"BadSnapshot: {error}")


if __name__ == "__main__":
    main()
