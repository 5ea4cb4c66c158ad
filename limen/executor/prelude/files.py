"""`open`, os, os.path, glob and pathlib, of one folder. Whatever is done is asked of the host, by one tool."""

import collections
import io
import re

_CHUNK = 1 << 20  # bytes that cross at once


def fspath(path):
    if isinstance(path, str):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {_limen_class_name(path)}")
    found = method(path)
    if not isinstance(found, str):
        raise TypeError(f"expected {_limen_class_name(path)}.__fspath__() to return str or bytes, not {_limen_class_name(found)}")
    return found


def ask(operation, path, *details):
    """What the host answers about a path; its error as an OSError."""
    found = _limen_files(operation, path, *details)
    if type(found) is dict:
        raise OSError(found["errno"], found["strerror"], path)
    return found


def size_of(path):
    return ask("stat", path)[1]


def is_kind(path, kind):
    try:
        return ask("stat", fspath(path))[0] == kind
    except (OSError, ValueError):
        return False


def read_whole(path):
    pieces = []
    offset = 0
    while piece := ask("read", path, offset, _CHUNK):
        pieces.append(piece)
        offset += len(piece)
        if len(piece) < _CHUNK:
            break
    return b"".join(pieces)


def write_at(path, offset, data):
    for place in range(0, len(data), _CHUNK):
        ask("write", path, offset + place, data[place:place + _CHUNK])


class _File:
    """What text and binary files share: they keep the content, and write through unless a `with` will close them."""

    def _begin(self, path, mode, start, size):
        self.name = path
        self._path = path
        self._mode = mode
        self._reads = "r" in mode or "+" in mode
        self._writes = mode.strip("bt") != "r"
        self._appends = "a" in mode
        self._start = start  # where the content that is kept begins in the file
        self._in_with = False
        self._pending = []
        self._done = start + size  # bytes that the host has

    def __enter__(self):
        self._open()
        self._in_with = True
        return self

    def readable(self):
        self._open()
        return self._reads

    def writable(self):
        self._open()
        return self._writes

    def _may_read(self):
        self._open()
        if not self._reads:
            raise io.UnsupportedOperation(self._cannot_read)

    def _may_write(self):
        self._open()
        if not self._writes:
            raise io.UnsupportedOperation(self._cannot_write)

    def flush(self):
        self._open()
        if self._pending:
            data = b"".join(self._pending)
            self._pending = []
            write_at(self._path, self._done, data)
            self._done += len(data)

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def _later(self, data):
        """Write at the end of what the host has: at once, or when the `with` ends."""
        self._pending.append(data)
        if not self._in_with:
            self.flush()


class TextIOWrapper(_File, io.StringIO):
    _refusal = "I/O operation on closed file."
    _cannot_read = "not readable"
    _cannot_write = "not writable"

    def __init__(self, path, mode, data, start, encoding, errors, newline):
        self._codec = encoding
        self._handling = errors
        text = data.decode(encoding, errors)
        io.StringIO.__init__(self, "", "\n" if newline else newline)
        io.StringIO.write(self, text)
        self._place = 0
        self._newline = newline or (newline if mode.strip("t") == "r" else "\n")
        self._begin(path, mode, start, len(data))
        if self._appends:
            self._place = self._length

    mode = property(lambda self: self._mode)
    encoding = property(lambda self: self._codec)
    errors = property(lambda self: self._handling)

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self._mode!r} encoding={self._codec!r}>"

    def getvalue(self):
        raise AttributeError("'_io.TextIOWrapper' object has no attribute 'getvalue'")

    def read(self, size=-1, /):
        self._may_read()
        return io.StringIO.read(self, size)

    def readline(self, size=-1, /):
        self._may_read()
        return io.StringIO.readline(self, size)

    def write(self, text, /):
        self._may_write()
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {_limen_class_name(text)}")
        if self._appends:
            self._place = self._length
        at_end = self._place == self._length
        before = self._length
        count = io.StringIO.write(self, text)
        if at_end:
            written = text if self._length - before == len(text) else self._whole()[before:]
            self._later(written.encode(self._codec, self._handling))
        else:
            self._rewrite()
        return count

    def _rewrite(self):
        """Write all of the content again: it changed elsewhere than at its end."""
        if self._start:
            raise io.UnsupportedOperation("truncate or write before the place where appending began")
        self._pending = []
        data = self._whole().encode(self._codec, self._handling)
        ask("truncate", self._path, 0)
        write_at(self._path, 0, data)
        self._done = len(data)

    def truncate(self, pos=None, /):
        self._may_write()
        self.flush()
        size = io.StringIO.truncate(self, pos)
        self._rewrite()
        return size


class _Binary(_File, io.BytesIO):
    _refusal = "I/O operation on closed file."
    _cannot_read = "read"
    _cannot_write = "write"

    def __init__(self, path, mode, data, start):
        io.BytesIO.__init__(self, data)
        self._begin(path, mode, start, len(data))
        if self._appends:
            self._place = len(self._data)

    mode = property(lambda self: self._mode if "+" not in self._mode else "rb+")

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.name!r}>"

    def getvalue(self):
        raise AttributeError(f"'_io.{type(self).__name__}' object has no attribute 'getvalue'")

    def read(self, size=-1, /):
        self._may_read()
        return io.BytesIO.read(self, size)

    def peek(self, size=0, /):
        self._may_read()
        return bytes(self._data[self._place:])

    def readline(self, size=-1, /):
        self._may_read()
        return io.BytesIO.readline(self, size)

    def tell(self):
        return io.BytesIO.tell(self) + self._start

    def write(self, data, /):
        self._may_write()
        if self._appends:
            self._place = len(self._data)
        place = self._place
        size = len(self._data)
        count = io.BytesIO.write(self, data)
        if place == size:
            self._later(bytes(data))
        else:
            self.flush()
            start = min(place, size)
            write_at(self._path, start, bytes(self._data[start:self._place]))
            self._done = len(self._data)
        return count

    def truncate(self, size=None, /):
        self._may_write()
        self.flush()
        size = io.BytesIO.truncate(self, size)
        ask("truncate", self._path, size)
        self._done = len(self._data)
        return size


class BufferedReader(_Binary):
    pass


class BufferedWriter(_Binary):
    pass


class BufferedRandom(_Binary):
    pass


def _checked(mode, encoding, errors, newline):
    """The kind of a mode: "r", "w", "x" or "a"."""
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {_limen_class_name(mode)}")
    if set(mode) - set("rwxabt+") or len(mode) > len(set(mode)):
        raise ValueError(f"invalid mode: {mode!r}")
    if "t" in mode and "b" in mode:
        raise ValueError("can't have text and binary mode at once")
    kinds = [kind for kind in "xrwa" if kind in mode]
    if len(kinds) > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if not kinds:
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
    if "b" in mode:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {'an' if name[0] == 'e' else 'a'} {name} argument")
    return kinds[0]


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if type(file) is int:
        raise OSError(9, "Bad file descriptor")
    path = fspath(file)
    kind = _checked(mode, encoding, errors, newline)
    if opener is not None or not closefd:
        raise ValueError("opener and closefd cannot be used here")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline}")
    data = b""
    start = 0
    if kind == "r":
        data = read_whole(path)
        if "+" in mode:
            ask("write", path, 0, b"")
    elif kind == "w":
        ask("create", path, False)
        ask("truncate", path, 0)
    elif kind == "x":
        ask("create", path, True)
    else:
        ask("create", path, False)
        if "+" in mode:
            data = read_whole(path)
        else:
            start = size_of(path)
    if "b" in mode:
        cls = BufferedRandom if "+" in mode else BufferedReader if kind == "r" else BufferedWriter
        return cls(path, mode, data, start)
    return TextIOWrapper(path, mode, data, start, encoding or "utf-8", errors or "strict", newline)


# os

name = "posix"
sep = "/"
altsep = None
extsep = "."
pathsep = ":"
linesep = "\n"
curdir = "."
pardir = ".."
devnull = "/dev/null"
F_OK = 0
X_OK = 1
W_OK = 2
R_OK = 4

stat_result = collections.namedtuple(
    "stat_result", "st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime"
)
_MODES = {"file": 0o100644, "folder": 0o040755, "link": 0o120777}


class PathLike:
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "__fspath__")

    @classmethod
    def __class_getitem__(cls, item):
        return cls


def getcwd():
    return "/"


def listdir(path="."):
    return [name for name, kind in ask("list", fspath(path))]


def stat(path, *, dir_fd=None, follow_symlinks=True):
    kind, size, changed = ask("stat", fspath(path))
    return stat_result(_MODES.get(kind, 0o100000), 0, 0, 1, 0, 0, size, changed, changed, changed)


lstat = stat


class DirEntry:
    def __init__(self, folder, name, kind):
        self.name = name
        self.path = join(folder, name)
        self._kind = kind

    def is_file(self, *, follow_symlinks=True):
        return self._kind == "file"

    def is_dir(self, *, follow_symlinks=True):
        return self._kind == "folder"

    def is_symlink(self):
        return self._kind == "link"

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    folder = fspath(path)
    return _Scan([DirEntry(folder, name, kind) for name, kind in ask("list", folder)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        entries = ask("list", top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [name for name, kind in entries if kind == "folder"]
    others = [name for name, kind in entries if kind != "folder"]
    if topdown:
        yield top, folders, others
    for name in folders:
        yield from walk(join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, others


def mkdir(path, mode=0o777, *, dir_fd=None):
    ask("make folder", fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    head, tail = split(name)
    if not tail:
        head, tail = split(head)
    if head and tail and not exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name)
    except OSError:
        if not exist_ok or not isdir(name):
            raise


def remove(path, *, dir_fd=None):
    ask("remove", fspath(path))


unlink = remove


def rmdir(path, *, dir_fd=None):
    ask("remove folder", fspath(path))


def removedirs(name):
    rmdir(name)
    head = dirname(fspath(name).rstrip("/"))
    while head and head != "/":
        try:
            rmdir(head)
        except OSError:
            break
        head = dirname(head)


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    ask("rename", fspath(src), fspath(dst))


rename = replace


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    if mode & W_OK and not ask("may write", fspath(path)):
        return False
    return exists(path) and not (mode & X_OK and not isdir(path))


# os.path


def join(a, *p):
    path = fspath(a)
    for part in p:
        if not isinstance(part, str) and not hasattr(part, "__fspath__"):
            raise TypeError(f"join() argument must be str, bytes, or os.PathLike object, not {_limen_class_name(part)!r}")
        part = fspath(part)
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = fspath(p)
    place = p.rfind("/") + 1
    head, tail = p[:place], p[place:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    p = fspath(p)
    return p[p.rfind("/") + 1:]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = fspath(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot <= start or not p[start:dot].strip("."):
        return p, ""
    return p[:dot], p[dot:]


def splitdrive(p):
    return "", fspath(p)


def isabs(s):
    return fspath(s).startswith("/")


def normpath(path):
    path = fspath(path)
    if not path:
        return "."
    root = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not root and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + "/".join(parts) or "."


def abspath(path):
    return normpath(join("/", path))


def realpath(filename, *, strict=False):
    path = abspath(filename)
    if strict:
        stat(path)
    return path


def relpath(path, start=curdir):
    path = fspath(path)
    if not path:
        raise ValueError("no path specified")
    here = [part for part in abspath(start).split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."


def commonprefix(m):
    if not m:
        return ""
    first, last = min(m), max(m)
    for place, character in enumerate(first):
        if character != last[place]:
            return first[:place]
    return first


def commonpath(paths):
    paths = [fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    absolute = {path.startswith("/") for path in paths}
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split("/") if part and part != "."] for path in paths]
    return ("/" if True in absolute else "") + "/".join(commonprefix(split_paths) or [])


def exists(path):
    try:
        stat(path)
    except (OSError, ValueError):
        return False
    return True


lexists = exists


def isfile(path):
    return is_kind(path, "file")


def isdir(s):
    return is_kind(s, "folder")


def islink(path):
    return is_kind(path, "link")


def getsize(filename):
    return stat(filename).st_size


def getmtime(filename):
    return stat(filename).st_mtime


def expanduser(path):
    return fspath(path)


def samefile(f1, f2):
    stat(f1)
    stat(f2)
    return abspath(f1) == abspath(f2)


# glob


def translate(pattern):
    """A pattern for one name as a regular expression."""
    found = ""
    place = 0
    while place < len(pattern):
        character = pattern[place]
        place += 1
        end = pattern.find("]", place + 1 + (pattern[place:place + 1] == "!"))
        if character == "*":
            found += "" if found.endswith(".*") else ".*"
        elif character == "?":
            found += "."
        elif character == "[" and end > 0:
            chosen = pattern[place:end].replace("\\", "\\\\").replace("[", "\\[").replace("&", "\\&").replace("~", "\\~").replace("|", "\\|")
            found += "[" + ("^" + chosen[1:] if chosen.startswith("!") else chosen) + "]"
            place = end + 1
        else:
            found += re.escape(character)
    return re.compile("(?s:" + found + ")\\Z")


def _has_magic(part):
    return any(character in part for character in "*?[")


def escape(pathname):
    return re.sub(r"([*?[])", r"[\1]", pathname)


def _found(folder, parts, recursive, hidden):
    """Paths below a folder, which is "" or ends with a slash, that fit the parts of a pattern."""
    if not parts:
        yield folder
        return
    part, *rest = parts
    if not _has_magic(part):
        path = folder + part
        if not rest:
            if (not part and isdir(folder)) or (part and exists(path)):
                yield path
        elif isdir(path):
            yield from _found(path + "/", rest, recursive, hidden)
        return
    try:
        entries = ask("list", folder or ".")
    except OSError:
        return
    if part == "**" and recursive:
        if rest:
            yield from _found(folder, rest, recursive, hidden)
        else:
            yield folder
        for name, kind in entries:
            if hidden or not name.startswith("."):
                if kind == "folder":
                    yield from _found(folder + name + "/", parts, recursive, hidden) if rest else _below(folder + name, hidden)
                elif not rest:
                    yield folder + name
        return
    fits = translate(part)
    for name, kind in entries:
        if (hidden or part.startswith(".") or not name.startswith(".")) and fits.match(name):
            if not rest:
                yield folder + name
            elif kind == "folder":
                yield from _found(folder + name + "/", rest, recursive, hidden)


def _below(folder, hidden):
    yield folder
    for name, kind in ask("list", folder):
        if hidden or not name.startswith("."):
            if kind == "folder":
                yield from _below(folder + "/" + name, hidden)
            else:
                yield folder + "/" + name


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    start = "" if root_dir is None else fspath(root_dir).rstrip("/") + "/"
    pathname = fspath(pathname)
    while pathname.startswith("/"):
        start, pathname = "/", pathname[1:]
    shown = "/" if start == "/" and root_dir is None else ""
    for path in _found(start, pathname.split("/"), recursive, include_hidden):
        path = path if start == shown else path[len(start):]
        if path:
            yield path


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(
        iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden)
    )


# pathlib


class PurePath:
    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        whole = join("", *args) if args else ""
        self._root = "" if not whole.startswith("/") else "//" if whole.startswith("//") and not whole.startswith("///") else "/"
        self._tail = [part for part in whole.split("/") if part and part != "."]

    def _made(self, root, tail):
        path = type(self)()
        path._root = root
        path._tail = tail
        return path

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + tuple(self._tail)

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def name(self):
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        name = self.name
        place = name.rfind(".")
        return name[place:] if 0 < place < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        place = name.rfind(".")
        return name[:place] if 0 < place < len(name) - 1 else name

    @property
    def parent(self):
        return self._made(self._root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return tuple(self._made(self._root, self._tail[:count]) for count in range(len(self._tail) - 1, -1, -1))

    def __str__(self):
        return self._root + "/".join(self._tail) or "."

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return str(self).encode()

    def as_posix(self):
        return str(self)

    def as_uri(self):
        if not self._root:
            raise ValueError("relative path can't be expressed as a file URI")
        safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/"
        return "file://" + "".join(c if c in safe else "".join(f"%{b:02X}" for b in c.encode()) for c in str(self))

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        return self.joinpath(key) if isinstance(key, (str, PurePath)) else NotImplemented

    def __rtruediv__(self, key):
        return type(self)(key, self) if isinstance(key, (str, PurePath)) else NotImplemented

    def joinpath(self, *args):
        return type(self)(self, *args)

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def is_relative_to(self, other, *more):
        other = PurePath(other, *more)
        return self._root == other._root and self._tail[:len(other._tail)] == other._tail

    def relative_to(self, other, *more, walk_up=False):
        other = PurePath(other, *more)
        shared = len(other._tail)
        if self._root == other._root and self._tail[:shared] == other._tail:
            return self._made("", self._tail[shared:])
        if not walk_up or self._root != other._root:
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
        shared = 0
        while shared < min(len(self._tail), len(other._tail)) and self._tail[shared] == other._tail[shared]:
            shared += 1
        return self._made("", [".."] * (len(other._tail) - shared) + self._tail[shared:])

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._made(self._root, [*self._tail[:-1], name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or (suffix and not suffix.startswith(".")) or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(self.stem + suffix)

    def match(self, path_pattern, *, case_sensitive=None):
        pattern = PurePath(path_pattern)
        if not pattern.parts:
            raise ValueError("empty pattern")
        if len(pattern.parts) > len(self.parts) or (pattern._root and len(pattern.parts) != len(self.parts)):
            return False
        pairs = zip(reversed(self.parts), reversed(pattern.parts))
        return all(translate(wanted).match(part) is not None for part, wanted in pairs)


class PurePosixPath(PurePath):
    pass


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls("/")

    @classmethod
    def home(cls):
        return cls("/")

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with open(self, "r", -1, encoding, errors) as file:
            return file.read()

    def read_bytes(self):
        return read_whole(str(self))

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {_limen_class_name(data)}")
        with open(self, "w", -1, encoding, errors, newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        with open(self, "wb") as file:
            return file.write(data)

    def stat(self, *, follow_symlinks=True):
        return stat(self)

    lstat = stat

    def exists(self, *, follow_symlinks=True):
        return exists(self)

    def is_file(self):
        return isfile(self)

    def is_dir(self):
        return isdir(self)

    def is_symlink(self):
        return islink(self)

    def is_mount(self):
        return self.resolve() == Path("/")

    def is_socket(self):
        return False

    is_fifo = is_block_device = is_char_device = is_socket

    def iterdir(self):
        for name in listdir(self):
            yield self / name

    def _globbed(self, parts):
        whole = str(self)
        start = "" if whole == "." else whole if whole.endswith("/") else whole + "/"
        for path in _found(start, parts, True, True):
            yield self._made(self._root, [part for part in path.split("/") if part])

    def glob(self, pattern, *, case_sensitive=None):
        pattern = PurePath(pattern) if not isinstance(pattern, str) or pattern else pattern
        if pattern == "":
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        if pattern.root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = list(pattern.parts)
        only_folders = parts[-1:] == ["**"]
        for path in self._globbed(parts):
            if not only_folders or path.is_dir():
                yield path

    def rglob(self, pattern, *, case_sensitive=None):
        return self.glob("**/" + str(pattern))

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, folders, others in walk(self, top_down, on_error):
            yield type(self)(folder), folders, others

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            mkdir(self)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        ask("create", str(self), not exist_ok)

    def unlink(self, missing_ok=False):
        try:
            remove(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        rmdir(self)

    def rename(self, target):
        rename(self, target)
        return type(self)(target)

    replace = rename

    def absolute(self):
        return type(self)("/", self)

    def resolve(self, strict=False):
        return type(self)(realpath(self, strict=strict))

    def expanduser(self):
        return self

    def samefile(self, other_path):
        return samefile(self, other_path)

    def _refused(self, *args, **kwargs):
        raise PermissionError(1, "Operation not permitted", str(self))

    chmod = lchmod = hardlink_to = symlink_to = readlink = owner = group = _refused


class PosixPath(Path, PurePosixPath):
    pass
