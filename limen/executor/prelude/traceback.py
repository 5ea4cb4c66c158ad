"""traceback: exceptions and the way they took, as text."""

import sys

_GIVEN = object()
_HEADER = "Traceback (most recent call last):\n"
_GROUP_HEADER = "Exception Group Traceback (most recent call last):\n"
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_MAX_DEPTH = 10
_MAX_MEMBERS = 15


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self._text = line

    @property
    def line(self):
        return None if self._text is None else self._text.strip()

    def _items(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._items() == other._items() and self.locals == other.locals
        if isinstance(other, tuple):
            return self._items() == other
        return NotImplemented

    def __getitem__(self, index):
        return self._items()[index]

    def __iter__(self):
        return iter(self._items())

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    @classmethod
    def from_list(cls, a_list):
        made = cls()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            made.append(frame)
        return made

    def format_frame_summary(self, frame_summary):
        frame = frame_summary
        made = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        if not frame.line:
            return made
        made += f"    {frame.line}\n"
        text = frame._text
        if frame.colno is not None and frame.end_colno is not None and len(text) <= 500:
            start = len(text) - len(text.lstrip())
            begin = max(frame.colno, start)
            end = frame.end_colno if frame.end_lineno == frame.lineno else len(text.rstrip())
            if 0 < end - begin < len(frame.line):
                made += "    " + " " * (begin - start) + "^" * (end - begin) + "\n"
        if frame.locals:
            for name in sorted(frame.locals):
                made += f"    {name} = {frame.locals[name]}\n"
        return made

    def format(self):
        made = []
        previous = None
        count = 0
        for frame in self:
            place = (frame.filename, frame.lineno, frame.name)
            if place != previous:
                _repeats(made, count)
                previous = place
                count = 0
            count += 1
            if count <= 3:
                made.append(self.format_frame_summary(frame))
        _repeats(made, count)
        return made


def _repeats(made, count):
    if count > 3:
        more = count - 3
        made.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def extract_tb(tb, limit=None):
    made = StackSummary()
    if tb is None:
        return made
    entries = _limen_traceback_entries(tb)
    if limit is not None:
        entries = entries[:limit] if limit >= 0 else entries[limit:]
    for filename, lineno, name, text, end_lineno, colno, end_colno in entries:
        made.append(FrameSummary(filename, lineno, name, line=text, end_lineno=end_lineno, colno=colno, end_colno=end_colno))
    return made


def format_tb(tb, limit=None):
    return extract_tb(tb, limit=limit).format()


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def _out(file):
    return sys.stderr if file is None else file


def print_list(extracted_list, file=None):
    for item in format_list(extracted_list):
        print(item, file=_out(file), end="")


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit=limit), file=file)


def clear_frames(tb):
    pass


def _shown(value, kind, show):
    try:
        return show(value)
    except:
        return f"<{kind} {show.__name__}() failed>"


def _last_lines(kind, value):
    if kind is None:
        return ["NoneType: None\n"]
    module = kind.__module__
    title = kind.__qualname__
    if module not in ("__main__", "builtins"):
        title = f"{module if isinstance(module, str) else '<unknown>'}.{title}"
    message = _shown(value, "exception", str)
    lines = [f"{title}: {message}\n" if value is not None and message else f"{title}\n"]
    notes = getattr(value, "__notes__", None)
    if isinstance(notes, (list, tuple)):
        for note in notes:
            for line in _shown(note, "note", str).split("\n"):
                lines.append(line + "\n")
    elif notes is not None:
        lines.append(_shown(notes, "__notes__", repr) + ("\n" if _limen_python() >= (3, 12) else ""))
    return lines


class _Layout:
    """Where the text of groups goes: how deep it is, and whether the last rule is still to be drawn."""

    def __init__(self):
        self.depth = 0
        self.open = False
        self.pieces = []

    def put(self, piece, mark="|"):
        if self.depth:
            margin = "  " * self.depth + mark + " "
            piece = "".join([margin + line for line in piece.splitlines(True)])
        self.pieces.append(piece)

    def rule(self, title, start):
        self.pieces.append("  " * self.depth + start + f"+---------------- {title} ----------------\n")


def _chain_of(value, chain):
    """The exceptions that led to this one, oldest first, each with the text that comes before it."""
    order = []
    seen = []
    link = None
    while value is not None:
        seen.append(value)
        before = value.__cause__
        text = _CAUSE
        if before is None and not value.__suppress_context__:
            before = value.__context__
            text = _CONTEXT
        if not chain or any([before is known for known in seen]):
            before = None
        order.append((value, None if before is None else text))
        value = before
    order.reverse()
    return order


def _render(layout, value, tb, limit, chain):
    for error, link in _chain_of(value, chain):
        if link is not None:
            layout.put(link)
        frames = extract_tb(tb if error is value else error.__traceback__, limit)
        traced = (tb if error is value else error.__traceback__) is not None
        members = _limen_members(error)
        if members is None:
            if traced:
                layout.put(_HEADER)
                for piece in frames.format():
                    layout.put(piece)
            for piece in _last_lines(type(error), error):
                layout.put(piece)
        elif layout.depth > _MAX_DEPTH:
            layout.put(f"... (max_group_depth is {_MAX_DEPTH})\n")
        else:
            _render_group(layout, error, frames if traced else None, members, limit, chain)


def _render_group(layout, error, frames, members, limit, chain):
    top = layout.depth == 0
    if top:
        layout.depth = 1
    if frames is not None:
        layout.put(_GROUP_HEADER, "+" if top else "|")
        for piece in frames.format():
            layout.put(piece)
    for piece in _last_lines(type(error), error):
        layout.put(piece)
    hidden = len(members) - _MAX_MEMBERS
    shown = members[:_MAX_MEMBERS]
    layout.open = False
    for number, member in enumerate(shown, 1):
        last = number == len(shown) and hidden <= 0
        if last:
            layout.open = True
        layout.rule(number, "+-" if number == 1 else "  ")
        layout.depth += 1
        _render(layout, member, member.__traceback__, limit, chain)
        if last:
            _close(layout)
        layout.depth -= 1
    if hidden > 0:
        layout.open = True
        layout.rule("...", "  ")
        layout.depth += 1
        layout.put(f"and {hidden} more exception{'s' if hidden > 1 else ''}\n")
        _close(layout)
        layout.depth -= 1
    if top:
        layout.depth = 0


def _close(layout):
    if layout.open:
        layout.pieces.append("  " * layout.depth + "+------------------------------------\n")
        layout.open = False


def _arguments(exc, value, tb):
    if (value is _GIVEN) != (tb is _GIVEN):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _GIVEN:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {_limen_class_name(exc)} found")


def format_exception(exc, /, value=_GIVEN, tb=_GIVEN, limit=None, chain=True):
    value, tb = _arguments(exc, value, tb)
    if value is None:
        made = [] if tb is None else [_HEADER] + format_tb(tb, limit)
        return made + _last_lines(None, None)
    layout = _Layout()
    _render(layout, value, tb, limit, chain)
    return layout.pieces


def format_exception_only(exc, /, value=_GIVEN):
    if value is _GIVEN:
        value = exc
    if value is None:
        return _last_lines(exc if isinstance(exc, type) else None, None)
    return _last_lines(type(value), value)


def print_exception(exc, /, value=_GIVEN, tb=_GIVEN, limit=None, file=None, chain=True):
    for piece in format_exception(exc, value, tb, limit, chain):
        print(piece, file=_out(file), end="")


def format_exc(limit=None, chain=True):
    return "".join(format_exception(_limen_handled(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(_limen_handled(), limit=limit, file=file, chain=chain)


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, max_group_width=15, max_group_depth=10):
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self._value = exc_value
        self._tb = exc_traceback
        self._limit = limit
        self._str = _shown(exc_value, "exception", str)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def _linked(self, error):
        return None if error is None else TracebackException.from_exception(error, limit=self._limit)

    @property
    def __cause__(self):
        return self._linked(self._value.__cause__)

    @property
    def __context__(self):
        return self._linked(self._value.__context__)

    @property
    def __suppress_context__(self):
        return self._value.__suppress_context__

    @property
    def exceptions(self):
        members = _limen_members(self._value)
        return None if members is None else [self._linked(member) for member in members]

    def __str__(self):
        return self._str

    def format_exception_only(self):
        yield from _last_lines(self.exc_type, self._value)

    def format(self, *, chain=True):
        yield from format_exception(self.exc_type, self._value, self._tb, self._limit, chain)

    def print(self, *, file=None, chain=True):
        for piece in self.format(chain=chain):
            print(piece, file=_out(file), end="")
