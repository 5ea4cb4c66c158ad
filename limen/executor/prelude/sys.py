"""sys: facts about the language, and the two streams of a run, which hold nothing themselves."""

from io import UnsupportedOperation


class _Record(tuple):
    __slots__ = ()
    _names = ()

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        raise AttributeError(f"'sys.{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name, value):
        if name in self._names:
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'sys.{type(self).__name__}' object has no attribute '{name}'")

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in zip(self._names, self)])
        return f"sys.{type(self).__name__}({shown})"

    @property
    def n_fields(self):
        return len(self)

    @property
    def n_sequence_fields(self):
        return len(self)


_facts = _limen_sys_facts()


class _VersionInfo(_Record):
    __slots__ = ()
    _names = _facts["version_info"][0]


class _FloatInfo(_Record):
    __slots__ = ()
    _names = _facts["float_info"][0]


class _IntInfo(_Record):
    __slots__ = ()
    _names = _facts["int_info"][0]


class _HashInfo(_Record):
    __slots__ = ()
    _names = _facts["hash_info"][0]


version_info = _VersionInfo(_facts["version_info"][1])
float_info = _FloatInfo(_facts["float_info"][1])
int_info = _IntInfo(_facts["int_info"][1])
hash_info = _HashInfo(_facts["hash_info"][1])


class _Stream:
    __slots__ = ()
    encoding = "utf-8"
    errors = "strict"
    mode = "w"
    newlines = None
    closed = False
    line_buffering = False
    write_through = False

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode='w' encoding='utf-8'>"

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {_limen_class_name(text)}")
        self._put(str.__str__(text))
        return len(text)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        pass

    def isatty(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return True

    def seekable(self):
        return False

    def reconfigure(self, **options):
        pass

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def read(self, size=-1, /):
        raise UnsupportedOperation("not readable")

    def readline(self, size=-1, /):
        raise UnsupportedOperation("not readable")

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def __iter__(self):
        return self

    def __next__(self):
        raise UnsupportedOperation("not readable")


class _Stdout(_Stream):
    __slots__ = ()
    name = "<stdout>"

    def _put(self, text):
        _limen_write(text)


class _Stderr(_Stream):
    # What goes to stderr is no part of the output of a run, and nobody reads it
    __slots__ = ()
    name = "<stderr>"
    errors = "backslashreplace"

    def _put(self, text):
        pass


stdout = _Stdout()
stderr = _Stderr()


def exception():
    return _limen_handled()


def exc_info():
    error = _limen_handled()
    if error is None:
        return (None, None, None)
    return (type(error), error, error.__traceback__)


def exit(status=None, /):
    if status is None:
        raise SystemExit
    if isinstance(status, tuple):
        raise SystemExit(*status)
    raise SystemExit(status)


def intern(string, /):
    if not isinstance(string, str):
        raise TypeError(f"intern() argument must be str, not {_limen_class_name(string)}")
    if type(string) is not str:
        raise TypeError(f"can't intern {_limen_class_name(string)}")
    return string


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def get_int_max_str_digits():
    return 4300


def getrecursionlimit():
    return _limen_recursion_limit()


def setrecursionlimit(limit, /):
    # The limit of a run is its host's to set: what is asked for is checked, and that is all
    if isinstance(limit, float) or not hasattr(limit, "__index__"):
        raise TypeError(f"'{_limen_class_name(limit)}' object cannot be interpreted as an integer")
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
