"""Files: one folder of the host, given to programs as `open`, `pathlib` and `os`. All work is done here, through descriptors."""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, Protocol, TypeAlias

from limen.executor.surface import FILES
from limen.pipeline.tools import Toolset, tool
from limen.stubs.from_callables import ToolError

_CHUNK: Final = 1 << 20  # bytes that one call reads or writes at most
_ENTRY: Final = 512  # bytes that a new name counts, so that empty files are not free
_ENTRIES: Final = 100_000  # names that one listing gives at most
_LENGTH: Final = 4096  # bytes of a path, as in Linux

Parts: TypeAlias = tuple[str, ...]
Kind: TypeAlias = Literal["file", "folder", "link", "other"]
Mode: TypeAlias = Literal["read", "write", "overlay"]

_DESCRIPTION: Final = """\
The builtin `open` and the modules pathlib, os, os.path and glob work on one folder, which programs see as `/`: {may}."""
_MAY: Final[dict[str, str]] = {
    "read": "they may read",
    "write": "they may read and write",
    "overlay": "they may read and write; what they write is kept aside",
}


class Files(Toolset):
    """A folder as `open`, `pathlib.Path`, `os` and `glob` for programs; made by `limen.files`."""

    def __init__(self, path: str | Path, mode: Mode, quota: int) -> None:
        if mode not in _MAY:
            raise ToolError(f"there is no mode {mode!r}; use 'read', 'write' or 'overlay'")
        if os.open not in os.supports_dir_fd or not hasattr(os, "O_NOFOLLOW"):
            raise ToolError("files need a system with folder descriptors, such as Linux or macOS")
        self._overlay: Final = _Overlay(_Disk(path, 0), quota) if mode == "overlay" else None
        self._folder: Final[_Folder] = self._overlay or _Disk(path, quota)
        self._writes: Final = mode != "read"
        self._lock = threading.Lock()

        def ask(operation: str, path: str, *details: object) -> object:
            return self._answer(operation, path, details)

        ask.__doc__ = _DESCRIPTION.format(may=_MAY[mode])
        super().__init__("files", {FILES: tool(policy="always")(ask)})

    def changes(self) -> dict[str, bytes | None]:
        """Return what programs have written in mode "overlay": content by path, None for what they have removed."""
        with self._lock:
            return {} if self._overlay is None else self._overlay.changes()

    def reset(self) -> None:
        """Forget what programs have written in mode "overlay"."""
        with self._lock:
            if self._overlay is not None:
                self._overlay.reset()

    def _answer(self, operation: str, path: str, details: tuple[object, ...]) -> object:
        """Do one operation; a failure is a dict of errno and strerror."""
        try:
            reading, writing = _READING.get(operation), _WRITING.get(operation)
            if operation == "may write":
                return self._writes
            with self._lock:
                if reading is not None:
                    return reading(self._folder, _parts(path), details)
                if writing is None:
                    raise _refuse(errno.EINVAL)
                if not self._writes:
                    raise _refuse(errno.EROFS)
                writing(self._folder, _parts(path), details)
                return None
        except OSError as error:
            code = error.errno or errno.EIO
            return {"errno": code, "strerror": os.strerror(code)}


def files(path: str | Path, mode: Mode = "read", quota: int = 1 << 26) -> Files:
    """Return the tools that give programs one folder: the builtin `open`, and the modules pathlib, os, os.path and glob.

    Programs see the folder as `/`, which is also where relative paths start. They reach nothing outside of it: symbolic
    links are not followed, and every name is looked up in the descriptor of the folder above it.

    Args:
        path: the folder; it must exist.
        mode: "read"; "write" changes the folder; "overlay" keeps what is written in memory, see `Files.changes`.
        quota: bytes by which programs may make the folder larger through these tools; a new name counts 512. In mode
            "overlay", bytes of memory for what they write and for the files that they change.

    Raises:
        ToolError: for an unknown mode or quota, or a path that is no folder.
    """
    if isinstance(quota, bool) or not isinstance(quota, int) or quota < 0:
        raise ToolError(f"the quota {quota!r} is not a number of bytes")
    return Files(path, mode, quota)


def _refuse(code: int) -> OSError:
    return OSError(code, os.strerror(code))


def _parts(path: str) -> Parts:
    """Return the names on the way from the folder to a path; `..` at the top stays at the top."""
    if not isinstance(path, str) or "\0" in path:
        raise _refuse(errno.EINVAL)
    if not path:
        raise _refuse(errno.ENOENT)
    try:
        length = len(path.encode())
    except UnicodeEncodeError:
        raise _refuse(errno.EILSEQ) from None
    if length >= _LENGTH:
        raise _refuse(errno.ENAMETOOLONG)
    found: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del found[-1:]
        elif part not in ("", "."):
            found.append(part)
    return tuple(found)


def _count(details: tuple[object, ...], place: int) -> int:
    """Return a size or an offset that a program gave."""
    value = details[place] if place < len(details) else None
    if type(value) is not int or not 0 <= value < 1 << 62:
        raise _refuse(errno.EINVAL)
    return value


def _data(details: tuple[object, ...]) -> bytes:
    value = details[1] if len(details) > 1 else None
    if type(value) is not bytes or len(value) > _CHUNK:
        raise _refuse(errno.EINVAL)
    return value


def _target(details: tuple[object, ...]) -> Parts:
    value = details[0] if details else None
    if type(value) is not str:
        raise _refuse(errno.EINVAL)
    return _parts(value)


class _Folder(Protocol):
    """What can be done in a folder; what cannot be done is an OSError. Paths are relative to it."""

    def stat(self, parts: Parts) -> tuple[Kind, int, float]: ...
    def entries(self, parts: Parts) -> dict[str, Kind]: ...
    def read(self, parts: Parts, offset: int, size: int) -> bytes: ...
    def create(self, parts: Parts, *, exclusive: bool) -> None: ...
    def write(self, parts: Parts, offset: int, data: bytes) -> None: ...
    def truncate(self, parts: Parts, size: int) -> None: ...
    def make_folder(self, parts: Parts) -> None: ...
    def remove(self, parts: Parts) -> None: ...
    def remove_folder(self, parts: Parts) -> None: ...
    def rename(self, parts: Parts, target: Parts) -> None: ...


_Details: TypeAlias = tuple[object, ...]
_READING: Final[dict[str, Callable[[_Folder, Parts, _Details], object]]] = {
    "stat": lambda folder, parts, _: list(folder.stat(parts)),
    "list": lambda folder, parts, _: [[name, kind] for name, kind in folder.entries(parts).items()],
    "read": lambda folder, parts, given: folder.read(parts, _count(given, 0), min(_count(given, 1), _CHUNK)),
}
_WRITING: Final[dict[str, Callable[[_Folder, Parts, _Details], None]]] = {
    "create": lambda folder, parts, given: folder.create(parts, exclusive=given[:1] == (True,)),
    "write": lambda folder, parts, given: folder.write(parts, _count(given, 0), _data(given)),
    "truncate": lambda folder, parts, given: folder.truncate(parts, _count(given, 0)),
    "make folder": lambda folder, parts, _: folder.make_folder(parts),
    "remove": lambda folder, parts, _: folder.remove(parts),
    "remove folder": lambda folder, parts, _: folder.remove_folder(parts),
    "rename": lambda folder, parts, given: folder.rename(parts, _target(given)),
}


class _Disk:
    """A folder on disk. Each name is opened in the descriptor of its parent, without following links: no name leads out."""

    def __init__(self, path: str | Path, quota: int) -> None:
        try:
            self._root: Final = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except (OSError, ValueError) as error:
            raise ToolError(f"the folder {str(path)!r} cannot be opened: {error}") from None
        self._quota: Final = quota
        self._grown = 0  # bytes

    def __del__(self) -> None:
        if hasattr(self, "_root"):
            os.close(self._root)

    @contextmanager
    def _opened(self, parts: Parts) -> Generator[int, None, None]:
        """Give a descriptor of a folder."""
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
        here = os.open(".", flags, dir_fd=self._root)
        try:
            for part in parts:
                try:
                    below = os.open(part, flags, dir_fd=here)
                except OSError as error:
                    raise _link_refused(error, part, here) from None
                os.close(here)
                here = below
            yield here
        finally:
            os.close(here)

    @contextmanager
    def _above(self, parts: Parts) -> Generator[tuple[int, str], None, None]:
        """Give a descriptor of the folder that a name is in, and the name."""
        if not parts:
            raise _refuse(errno.EISDIR)
        with self._opened(parts[:-1]) as folder:
            yield folder, parts[-1]

    @contextmanager
    def _file(self, parts: Parts, flags: int) -> Generator[tuple[int, os.stat_result], None, None]:
        """Give a descriptor of a plain file and what is known of it."""
        with self._above(parts) as (folder, name):
            try:
                file = os.open(name, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o644, dir_fd=folder)
            except OSError as error:
                raise _link_refused(error, name, folder) from None
        try:
            known = os.fstat(file)
            if stat.S_ISDIR(known.st_mode):
                raise _refuse(errno.EISDIR)
            if not stat.S_ISREG(known.st_mode):
                raise _refuse(errno.EACCES)
            if known.st_nlink > 1 and flags & (os.O_WRONLY | os.O_RDWR):
                raise _refuse(errno.EPERM)  # it may have another name outside of the folder
            yield file, known
        finally:
            os.close(file)

    def stat(self, parts: Parts) -> tuple[Kind, int, float]:
        if not parts:
            known = os.fstat(self._root)
        else:
            with self._above(parts) as (folder, name):
                known = os.stat(name, dir_fd=folder, follow_symlinks=False)
        return _kind(known.st_mode), known.st_size, known.st_mtime

    def entries(self, parts: Parts) -> dict[str, Kind]:
        found: dict[str, Kind] = {}
        with self._opened(parts) as folder, os.scandir(folder) as entries:
            for entry in entries:
                if len(found) >= _ENTRIES:
                    raise _refuse(errno.EOVERFLOW)
                if _is_text(entry.name):
                    found[entry.name] = _entry_kind(entry)
        return dict(sorted(found.items()))

    def read(self, parts: Parts, offset: int, size: int) -> bytes:
        with self._file(parts, os.O_RDONLY) as (file, _):
            return os.pread(file, size, offset)

    def create(self, parts: Parts, *, exclusive: bool) -> None:
        kind = _kind_of(self, parts)
        if kind is not None and exclusive:
            raise _refuse(errno.EEXIST)
        if kind is None:
            self._grow(_ENTRY)
        flags = os.O_WRONLY | (os.O_CREAT | os.O_EXCL if kind is None else 0)
        with self._file(parts, flags):
            pass

    def write(self, parts: Parts, offset: int, data: bytes) -> None:
        with self._file(parts, os.O_WRONLY) as (file, known):
            self._grow(max(0, offset + len(data) - known.st_size))
            view = memoryview(data)
            while view:
                done = os.pwrite(file, view, offset)
                offset, view = offset + done, view[done:]

    def truncate(self, parts: Parts, size: int) -> None:
        with self._file(parts, os.O_WRONLY) as (file, known):
            self._grow(size - known.st_size)
            os.ftruncate(file, size)

    def make_folder(self, parts: Parts) -> None:
        if not parts:
            raise _refuse(errno.EEXIST)
        with self._above(parts) as (folder, name):
            os.mkdir(name, 0o755, dir_fd=folder)
        self._grow(_ENTRY)

    def remove(self, parts: Parts) -> None:
        with self._above(parts) as (folder, name):
            known = os.stat(name, dir_fd=folder, follow_symlinks=False)
            if stat.S_ISDIR(known.st_mode):
                raise _refuse(errno.EISDIR)
            os.unlink(name, dir_fd=folder)
        self._grown -= _ENTRY + (known.st_size if stat.S_ISREG(known.st_mode) and known.st_nlink == 1 else 0)

    def remove_folder(self, parts: Parts) -> None:
        if not parts:
            raise _refuse(errno.EBUSY)
        with self._above(parts) as (folder, name):
            os.rmdir(name, dir_fd=folder)
        self._grown -= _ENTRY

    def rename(self, parts: Parts, target: Parts) -> None:
        if not parts or not target:
            raise _refuse(errno.EBUSY)
        with self._above(parts) as (folder, name), self._above(target) as (other, new):
            os.replace(name, new, src_dir_fd=folder, dst_dir_fd=other)

    def _grow(self, size: int) -> None:
        """Count bytes against the quota, before they are written."""
        if size > 0 and self._grown + size > self._quota:
            raise _refuse(errno.EDQUOT)
        self._grown += size


class _Overlay:
    """A folder that is only read, with what was written kept in memory."""

    def __init__(self, base: _Disk, quota: int) -> None:
        self._base: Final = base
        self._quota: Final = quota
        self.reset()

    def reset(self) -> None:
        """Forget what was written."""
        self._used = 0  # bytes
        self._files: dict[Parts, tuple[bytearray, float]] = {}
        self._folders: dict[Parts, float] = {}
        self._gone: set[Parts] = set()  # what of the folder below is no longer seen

    def changes(self) -> dict[str, bytes | None]:
        """Return contents by path, None for what was removed."""
        found: dict[str, bytes | None] = {"/".join(parts): None for parts in self._gone if parts not in self._folders}
        found |= {"/".join(parts): bytes(content) for parts, (content, _) in self._files.items()}
        return dict(sorted(found.items()))

    def _hidden(self, parts: Parts) -> bool:
        return any(parts[:count] in self._gone for count in range(1, len(parts) + 1))

    def _of_base(self, parts: Parts) -> tuple[Kind, int, float] | None:
        """Return what the folder below has under a path, when it is still seen."""
        if self._hidden(parts):
            return None
        try:
            return self._base.stat(parts)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def stat(self, parts: Parts) -> tuple[Kind, int, float]:
        for count in range(1, len(parts)):
            if parts[:count] in self._files:
                raise _refuse(errno.ENOTDIR)
        if parts in self._files:
            content, changed = self._files[parts]
            return "file", len(content), changed
        if parts in self._folders:
            return "folder", 0, self._folders[parts]
        if self._hidden(parts):
            raise _refuse(errno.ENOENT)
        return self._base.stat(parts)

    def entries(self, parts: Parts) -> dict[str, Kind]:
        if self.stat(parts)[0] != "folder":
            raise _refuse(errno.ENOTDIR)
        found: dict[str, Kind] = {}
        below = self._of_base(parts)
        if below is not None and below[0] == "folder":
            found = {n: kind for n, kind in self._base.entries(parts).items() if (*parts, n) not in self._gone}
        found |= {path[-1]: "file" for path in self._files if path[:-1] == parts}
        found |= {path[-1]: "folder" for path in self._folders if path[:-1] == parts}
        return dict(sorted(found.items()))

    def read(self, parts: Parts, offset: int, size: int) -> bytes:
        kind = self.stat(parts)[0]
        if kind == "folder":
            raise _refuse(errno.EISDIR)
        if parts not in self._files:
            return self._base.read(parts, offset, size)
        return bytes(self._files[parts][0][offset : offset + size])

    def create(self, parts: Parts, *, exclusive: bool) -> None:
        kind = _kind_of(self, parts)
        if kind is None:
            self._check_parent(parts)
            self._grow(_ENTRY)
            self._files[parts] = bytearray(), time.time()
        elif exclusive:
            raise _refuse(errno.EEXIST)
        elif kind != "file":
            raise _refuse(errno.EISDIR if kind == "folder" else errno.EACCES)

    def _check_parent(self, parts: Parts) -> None:
        if not parts:
            raise _refuse(errno.EEXIST)
        if len(os.fsencode(parts[-1])) > 255:
            raise _refuse(errno.ENAMETOOLONG)
        if self.stat(parts[:-1])[0] != "folder":
            raise _refuse(errno.ENOTDIR)

    def _content(self, parts: Parts) -> bytearray:
        """Return the content of a file, which is copied up when it is the first to be changed."""
        found = self._files.get(parts)
        if found is None:
            kind, size, _ = self.stat(parts)
            if kind != "file":
                raise _refuse(errno.EISDIR if kind == "folder" else errno.EACCES)
            self._grow(size + _ENTRY)
            content = bytearray()
            while piece := self._base.read(parts, len(content), min(_CHUNK, size - len(content))):
                content += piece
            found = content, time.time()
        self._files[parts] = found[0], time.time()
        return found[0]

    def write(self, parts: Parts, offset: int, data: bytes) -> None:
        content = self._content(parts)
        self._grow(max(0, offset + len(data) - len(content)))
        content.extend(bytes(max(0, offset - len(content))))
        content[offset : offset + len(data)] = data

    def truncate(self, parts: Parts, size: int) -> None:
        if not size and parts not in self._files and self.stat(parts)[0] == "file":
            self._grow(_ENTRY)
            self._files[parts] = bytearray(), time.time()
        content = self._content(parts)
        self._grow(size - len(content))
        content.extend(bytes(max(0, size - len(content))))
        del content[size:]

    def make_folder(self, parts: Parts) -> None:
        if _kind_of(self, parts) is not None:
            raise _refuse(errno.EEXIST)
        self._check_parent(parts)
        self._grow(_ENTRY)
        self._folders[parts] = time.time()

    def remove(self, parts: Parts) -> None:
        if self.stat(parts)[0] == "folder":
            raise _refuse(errno.EISDIR)
        written = self._files.pop(parts, None)
        if written is not None:
            self._grow(-len(written[0]) - _ENTRY)
        if self._of_base(parts) is not None:
            self._hide(parts)

    def remove_folder(self, parts: Parts) -> None:
        if not parts:
            raise _refuse(errno.EBUSY)
        if self.entries(parts):
            raise _refuse(errno.ENOTEMPTY)
        if self._folders.pop(parts, None) is not None:
            self._grow(-_ENTRY)
        if self._of_base(parts) is not None:
            self._hide(parts)

    def _hide(self, parts: Parts) -> None:
        if parts not in self._gone:
            self._grow(_ENTRY)
            self._gone.add(parts)

    def rename(self, parts: Parts, target: Parts) -> None:
        kind = self.stat(parts)[0]
        if kind != "file":
            raise _refuse(errno.EXDEV)  # as across file systems: copy what is in a folder
        if parts == target:
            return
        content = bytes(self._content(parts))
        self.create(target, exclusive=False)
        self.truncate(target, 0)
        self.write(target, 0, content)
        self.remove(parts)

    def _grow(self, size: int) -> None:
        """Count bytes of memory against the quota, before they are taken."""
        if size > 0 and self._used + size > self._quota:
            raise _refuse(errno.EDQUOT)
        self._used += size


def _kind_of(folder: _Folder, parts: Parts) -> Kind | None:
    """Return what there is under a path, None when there is nothing."""
    try:
        return folder.stat(parts)[0]
    except FileNotFoundError:
        return None


def _is_text(name: str) -> bool:
    """Whether a name is UTF-8, and so one that a program can say."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _kind(mode: int) -> Kind:
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "link" if stat.S_ISLNK(mode) else "other"


def _entry_kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def _link_refused(error: OSError, name: str, folder: int) -> OSError:
    """Return the error for a name that could not be opened: that links are not followed has one wording."""
    if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
        try:
            if stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
                return _refuse(errno.EACCES)
        except OSError:
            return error
    return _refuse(errno.EACCES) if error.errno == errno.ENXIO else error
