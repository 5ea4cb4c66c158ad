# operating system errors are classes below OSError
kinds = [
    BlockingIOError, ChildProcessError, ConnectionAbortedError, ConnectionRefusedError, FileExistsError, InterruptedError,
    IsADirectoryError, NotADirectoryError, PermissionError, ProcessLookupError,
]
for kind in kinds:
    try:
        raise kind(1, "text")
    except OSError as error:
        print(type(error).__name__, error, error.errno, error.strerror)
EnvironmentError is OSError
# ---
# warnings are exceptions that can be raised
kinds = [
    BytesWarning, EncodingWarning, ImportWarning, PendingDeprecationWarning, ResourceWarning, SyntaxWarning, UnicodeWarning,
]
for kind in kinds:
    try:
        raise kind("careful")
    except Warning as error:
        print(repr(error), issubclass(kind, Exception))
# ---
# errors of the interpreter itself can be raised and caught
for kind in (MemoryError, ReferenceError, SystemError, TabError):
    try:
        raise kind("why")
    except Exception as error:
        print(repr(error), issubclass(kind, RuntimeError), issubclass(kind, SyntaxError))
# ---
# what cannot be encoded or translated says where
try:
    "aé".encode("ascii")
except UnicodeEncodeError as error:
    print(error, error.start, error.end, error.encoding, error.object, error.reason)
error = UnicodeTranslateError("abc", 1, 2, "because")
print(error, error.reason, isinstance(error, UnicodeError), isinstance(error, ValueError))
# ---
# aiter and anext as functions
import asyncio

class Count:
    def __init__(self):
        self.n = 0
    def __aiter__(self):
        return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2:
            raise StopAsyncIteration
        return self.n

async def main():
    steps = aiter(Count())
    print(await anext(steps), await anext(steps), await anext(steps, "over"))
    try:
        aiter(5)
    except TypeError as error:
        print(error)

asyncio.run(main())
