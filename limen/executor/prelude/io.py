"""io: text and bytes kept in memory."""

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    _closed = False

    _refusal = "I/O operation on closed file."

    def _open(self):
        if self._closed:
            raise ValueError(self._refusal)

    @property
    def closed(self):
        return self._closed

    def close(self):
        self._closed = True

    def readable(self):
        self._open()
        return True

    def writable(self):
        self._open()
        return True

    def seekable(self):
        self._open()
        return True

    def isatty(self):
        self._open()
        return False

    def flush(self):
        self._open()

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def detach(self):
        raise UnsupportedOperation("detach")

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        self._open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        self._open()
        lines = []
        size = 0
        while line := self.readline():
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines, /):
        self._open()
        for line in lines:
            self.write(line)


class TextIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class RawIOBase(IOBase):
    pass


def _size(size):
    """How many are asked for; None: all."""
    if size is None:
        return None
    if not hasattr(size, "__index__"):
        raise TypeError(f"argument should be integer or None, not '{_limen_class_name(size)}'")
    size = size.__index__()
    return None if size < 0 else size


class StringIO(TextIOBase):
    _refusal = "I/O operation on closed file"

    def __init__(self, initial_value="", newline="\n"):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {_limen_class_name(newline)}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {_limen_class_name(initial_value)}")
        self._newline = newline
        # The text in pieces while it is only appended to: then a write costs what it writes.
        self._pieces = []
        self._text = ""
        self._place = 0
        self._length = 0
        if initial_value:
            self.write(initial_value)
            self._place = 0

    def _whole(self):
        if self._pieces:
            self._text += "".join(self._pieces)
            self._pieces = []
        return self._text

    @property
    def newlines(self):
        self._open()
        return None

    @property
    def line_buffering(self):
        self._open()
        return False

    @property
    def encoding(self):
        return None

    @property
    def errors(self):
        return None

    def getvalue(self):
        self._open()
        return self._whole()

    def write(self, s, /):
        self._open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{_limen_class_name(s)}'")
        asked = len(s)
        if self._newline is None:
            s = s.replace("\r\n", "\n").replace("\r", "\n")
        elif self._newline in ("\r", "\r\n"):
            s = s.replace("\n", self._newline)
        if not s:
            return asked
        if self._place == self._length:
            self._pieces.append(s)
            self._length += len(s)
            self._place = self._length
            return asked
        text = self._whole()
        if self._place > len(text):
            text += "\0" * (self._place - len(text))
        end = self._place + len(s)
        self._text = text[:self._place] + s + text[end:]
        self._length = len(self._text)
        self._place = end
        return asked

    def read(self, size=-1, /):
        self._open()
        size = _size(size)
        text = self._whole()
        start = self._place
        if start >= len(text):
            return ""
        end = len(text) if size is None else min(len(text), start + size)
        self._place = end
        return text[start:end]

    def readline(self, size=-1, /):
        self._open()
        size = _size(size)
        text = self._whole()
        start = self._place
        if start >= len(text):
            return ""
        newline = self._newline
        if newline == "":
            ends = [found + 1 for found in (text.find("\n", start), text.find("\r", start)) if found >= 0]
            end = min(ends) if ends else len(text)
            if text[end - 1:end + 1] == "\r\n":
                end += 1
        else:
            newline = newline or "\n"
            found = text.find(newline, start)
            end = len(text) if found < 0 else found + len(newline)
        if size is not None:
            end = min(end, start + size)
        self._place = end
        return text[start:end]

    def tell(self):
        self._open()
        return self._place

    def seek(self, pos, whence=0, /):
        self._open()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence == 0:
            self._place = pos
        elif whence == 2:
            self._place = self._length
        return self._place

    def truncate(self, pos=None, /):
        self._open()
        if pos is None:
            pos = self._place
        elif not hasattr(pos, "__index__"):
            raise TypeError(f"argument should be integer or None, not '{_limen_class_name(pos)}'")
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        if pos < self._length:
            self._text = self._whole()[:pos]
            self._length = pos
        return pos


class BytesIO(BufferedIOBase):
    def __init__(self, initial_bytes=b""):
        if initial_bytes is None:
            initial_bytes = b""
        if not isinstance(initial_bytes, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not '{_limen_class_name(initial_bytes)}'")
        self._data = bytearray(initial_bytes)
        self._place = 0

    def getvalue(self):
        self._open()
        return bytes(self._data)

    def write(self, b, /):
        self._open()
        if not isinstance(b, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not '{_limen_class_name(b)}'")
        if b:
            data = self._data
            if self._place > len(data):
                data.extend(bytes(self._place - len(data)))
            end = self._place + len(b)
            data[self._place:end] = b
            self._place = end
        return len(b)

    def read(self, size=-1, /):
        self._open()
        size = _size(size)
        start = self._place
        end = len(self._data) if size is None else min(len(self._data), start + size)
        if start >= end:
            return b""
        self._place = end
        return bytes(self._data[start:end])

    def read1(self, size=-1, /):
        return self.read(size)

    def readinto(self, buffer, /):
        found = self.read(len(buffer))
        buffer[:len(found)] = found
        return len(found)

    def readline(self, size=-1, /):
        self._open()
        size = _size(size)
        start = self._place
        if start >= len(self._data):
            return b""
        found = self._data.find(b"\n", start)
        end = len(self._data) if found < 0 else found + 1
        if size is not None:
            end = min(end, start + size)
        self._place = end
        return bytes(self._data[start:end])

    def tell(self):
        self._open()
        return self._place

    def seek(self, pos, whence=0, /):
        self._open()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"negative seek value {pos}")
            self._place = pos
        elif whence == 1:
            self._place = max(0, self._place + pos)
        elif whence == 2:
            self._place = max(0, len(self._data) + pos)
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        return self._place

    def truncate(self, size=None, /):
        self._open()
        if size is None:
            size = self._place
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del self._data[size:]
        return size
