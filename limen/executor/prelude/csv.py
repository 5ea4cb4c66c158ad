"""csv: reading and writing separated values, over any iterable of lines and any object with `write`."""

QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3

_DEFAULTS = {
    "delimiter": ",",
    "quotechar": '"',
    "escapechar": None,
    "doublequote": True,
    "skipinitialspace": False,
    "lineterminator": "\r\n",
    "quoting": QUOTE_MINIMAL,
    "strict": False,
}
_MISSING = object()


class Error(Exception):
    pass


def _character(name, value, optional):
    if value is None and optional:
        return None
    if not isinstance(value, str):
        kind = "string or None" if optional else "string"
        raise TypeError(f'"{name}" must be {kind}, not {_limen_class_name(value)}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


class _Format:
    """A checked set of format parameters."""

    __slots__ = ("_known",)

    def __init__(self, dialect, given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        known = {}
        for name in given:
            if name not in _DEFAULTS:
                raise TypeError(
                    f"this function got an unexpected keyword argument '{name}'"
                    if _limen_python() >= (3, 13)
                    else f"'{name}' is an invalid keyword argument for this function"
                )
        for name, default in _DEFAULTS.items():
            value = given.get(name, _MISSING)
            if value is _MISSING:
                value = default if dialect is None else getattr(dialect, name, default)
            known[name] = value
        known["delimiter"] = _character("delimiter", known["delimiter"], False)
        known["doublequote"] = bool(known["doublequote"])
        known["escapechar"] = _character("escapechar", known["escapechar"], True)
        if known["lineterminator"] is None:
            raise TypeError("lineterminator must be set")
        if not isinstance(known["lineterminator"], str):
            raise TypeError('"lineterminator" must be a string')
        if type(known["quoting"]) is not int:
            raise TypeError('"quoting" must be an integer')
        known["quotechar"] = _character("quotechar", known["quotechar"], True)
        if not 0 <= known["quoting"] <= 3:
            raise TypeError('bad "quoting" value')
        if known["quotechar"] is None and known["quoting"] != QUOTE_NONE:
            if "quotechar" in given and "quoting" not in given:
                known["quoting"] = QUOTE_NONE
            else:
                raise TypeError("quotechar must be set if quoting enabled")
        known["skipinitialspace"] = bool(known["skipinitialspace"])
        known["strict"] = bool(known["strict"])
        self._known = known

    @property
    def delimiter(self):
        return self._known["delimiter"]

    @property
    def quotechar(self):
        return self._known["quotechar"]

    @property
    def escapechar(self):
        return self._known["escapechar"]

    @property
    def doublequote(self):
        return self._known["doublequote"]

    @property
    def skipinitialspace(self):
        return self._known["skipinitialspace"]

    @property
    def lineterminator(self):
        return self._known["lineterminator"]

    @property
    def quoting(self):
        return self._known["quoting"]

    @property
    def strict(self):
        return self._known["strict"]


def _format(dialect, given):
    if isinstance(dialect, _Format) and not given:
        return dialect
    return _Format(dialect, given)


class Dialect:
    _name = ""
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        self._validate()

    def _validate(self):
        try:
            _Format(self, {})
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


def _registry():
    """The dialects and the field limit of this run."""
    state = _limen_csv_state()
    if not state:
        state["limit"] = 131072
        state["dialects"] = {
            "excel": _Format(excel, {}),
            "excel-tab": _Format(excel_tab, {}),
            "unix": _Format(unix_dialect, {}),
        }
    return state


def register_dialect(name, dialect=None, /, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _registry()["dialects"][name] = _format(dialect, fmtparams)


def unregister_dialect(name):
    if _registry()["dialects"].pop(name, None) is None:
        raise Error("unknown dialect")


def get_dialect(name):
    found = _registry()["dialects"].get(name)
    if found is None:
        raise Error("unknown dialect")
    return found


def list_dialects():
    return list(_registry()["dialects"])


def field_size_limit(limit=_MISSING, /):
    state = _registry()
    before = state["limit"]
    if limit is not _MISSING:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        state["limit"] = limit
    return before


# Where in a record the reader is.
_FRESH, _START, _PLAIN, _QUOTED, _AFTER_QUOTE, _ESCAPED, _ESCAPED_QUOTED, _LINE_END, _ESCAPED_END = range(9)


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self._dialect = dialect
        self._line_num = 0

    @property
    def dialect(self):
        return self._dialect

    @property
    def line_num(self):
        return self._line_num

    def __iter__(self):
        return self

    def __next__(self):
        known = self._dialect._known
        quote = known["quotechar"]
        escape = known["escapechar"]
        limit = _limen_csv_state().get("limit", 131072)
        for line in self._lines:
            break
        else:
            raise StopIteration
        self._check(line)
        if (
            (quote is None or quote not in line)
            and (escape is None or escape not in line)
            and not known["skipinitialspace"]
            and known["quoting"] != QUOTE_NONNUMERIC
            and len(line) <= limit
        ):
            body = line.rstrip("\r\n")
            if "\n" not in body and "\r" not in body:
                return body.split(known["delimiter"]) if body else []
        return self._record(line, known, limit)

    def _check(self, line):
        if not isinstance(line, str):
            raise Error(
                f"iterator should return strings, not {_limen_class_name(line)} (the file should be opened in text mode)"
            )
        self._line_num += 1

    def _record(self, line, known, limit):
        """A record by the character, from its first line on."""
        delimiter = known["delimiter"]
        escape = known["escapechar"]
        quoting = known["quoting"]
        quote = known["quotechar"] if quoting != QUOTE_NONE else None
        fields = []
        field = []
        numeric = False
        state = _FRESH
        while True:
            size = 0
            for char in [*line, ""]:
                end = char == "" or char == "\n" or char == "\r"
                if state == _QUOTED:
                    if char == "":
                        pass
                    elif char == escape:
                        state = _ESCAPED_QUOTED
                    elif char == quote:
                        state = _AFTER_QUOTE if known["doublequote"] else _PLAIN
                    else:
                        field.append(char)
                    if len(field) > limit:
                        raise Error(f"field larger than field limit ({limit})")
                    continue
                if state == _ESCAPED_QUOTED:
                    field.append(char or "\n")
                    state = _QUOTED
                    continue
                if state == _ESCAPED:
                    if char == "\n" or char == "\r":
                        field.append(char)
                        state = _ESCAPED_END
                    else:
                        field.append(char or "\n")
                        state = _PLAIN
                    continue
                if state == _LINE_END:
                    if char == "":
                        state = _FRESH
                    elif not end:
                        raise Error(
                            "new-line character seen in unquoted field - "
                            "do you need to open the file "
                            + ("with newline=''?" if _limen_python() >= (3, 13) else "in universal-newline mode?")
                        )
                    continue
                if state == _ESCAPED_END:
                    if char == "":
                        continue
                    state = _PLAIN
                if state == _AFTER_QUOTE:
                    if char == quote and char:
                        field.append(char)
                        state = _QUOTED
                        continue
                    if char != delimiter and not end:
                        if known["strict"]:
                            raise Error(f"'{delimiter}' expected after '{quote}'")
                        field.append(char)
                        state = _PLAIN
                        continue
                if state == _FRESH:
                    if end:
                        state = _LINE_END if char else _FRESH
                        continue
                    state = _START
                if end or char == delimiter:
                    text = "".join(field)
                    fields.append(float(text) if numeric else text)
                    field = []
                    numeric = False
                    state = _START if not end else _LINE_END if char else _FRESH
                elif char == escape:
                    state = _ESCAPED
                elif state == _START:
                    if char == quote:
                        state = _QUOTED
                    elif char == " " and known["skipinitialspace"]:
                        pass
                    else:
                        numeric = quoting == QUOTE_NONNUMERIC
                        field.append(char)
                        state = _PLAIN
                else:
                    field.append(char)
                if len(field) > limit:
                    raise Error(f"field larger than field limit ({limit})")
            if state == _FRESH:
                return fields
            for line in self._lines:
                break
            else:
                if field or state == _QUOTED:
                    if known["strict"]:
                        raise Error("unexpected end of data")
                    text = "".join(field)
                    fields.append(float(text) if numeric else text)
                    return fields
                raise StopIteration
            self._check(line)


def reader(*args, **fmtparams):
    if not args:
        raise TypeError(" expected at least 1 argument, got 0")
    if len(args) > 2:
        raise TypeError(f" expected at most 2 arguments, got {len(args)}")
    dialect = fmtparams.pop("dialect", None) if len(args) == 1 else args[1]
    iter(args[0])
    return _Reader(args[0], _format(dialect, fmtparams))


def _is_number(value):
    return isinstance(value, (int, float, complex)) or (
        not isinstance(value, str)
        and (hasattr(value, "__float__") or hasattr(value, "__int__") or hasattr(value, "__index__"))
    )


class _Writer:
    def __init__(self, write, dialect):
        self._write = write
        self._dialect = dialect
        known = dialect._known
        special = {known["delimiter"], *known["lineterminator"]}
        for name in ("escapechar", "quotechar"):
            if known[name] is not None:
                special.add(known[name])
        self._special = special

    @property
    def dialect(self):
        return self._dialect

    def _field(self, value, known, alone):
        quoting = known["quoting"]
        if value is None:
            text = ""
        elif type(value) is str:
            text = value
        else:
            text = str(value)
        quoted = quoting == QUOTE_ALL or (quoting == QUOTE_NONNUMERIC and not _is_number(value))
        quote = known["quotechar"]
        escape = known["escapechar"]
        for special in self._special:
            if special in text:
                parts = []
                for char in text:
                    if char in self._special:
                        wanted = False
                        if quoting == QUOTE_NONE:
                            wanted = True
                        elif char == quote:
                            if known["doublequote"]:
                                parts.append(quote)
                                quoted = True
                            else:
                                wanted = True
                        elif char == escape:
                            wanted = True
                        else:
                            quoted = True
                        if wanted:
                            if escape is None:
                                raise Error("need to escape, but no escapechar set")
                            parts.append(escape)
                    parts.append(char)
                text = "".join(parts)
                break
        if alone and not text:
            if quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            quoted = True
        return f"{quote}{text}{quote}" if quoted else text

    def writerow(self, row, /):
        try:
            items = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {_limen_class_name(row)}") from None
        known = self._dialect._known
        values = list(items)
        alone = len(values) == 1
        fields = [self._field(value, known, alone) for value in values]
        return self._write(known["delimiter"].join(fields) + known["lineterminator"])

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


def writer(*args, **fmtparams):
    if not args:
        raise TypeError(" expected at least 1 argument, got 0")
    if len(args) > 2:
        raise TypeError(f" expected at most 2 arguments, got {len(args)}")
    dialect = fmtparams.pop("dialect", None) if len(args) == 1 else args[1]
    write = getattr(args[0], "write", None)
    if not callable(write):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(write, _format(dialect, fmtparams))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        names = self.fieldnames
        result = dict(zip(names, row))
        if len(names) < len(row):
            result[self.restkey] = row[len(names):]
        else:
            for name in names[len(row):]:
                result[name] = self.restval
        return result


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _values(self, row):
        if self.extrasaction == "raise":
            extra = [key for key in row.keys() if key not in self.fieldnames]
            if extra:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(key) for key in extra]))
        return [row.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._values(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._values, rowdicts))
