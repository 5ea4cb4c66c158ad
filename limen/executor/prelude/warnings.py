"""warnings: filters and records of a run; what is shown goes to stderr."""

import re
import sys

_ACTIONS = ("error", "ignore", "always", "default", "module", "once")


def _fresh(state):
    state["filters"] = [
        ("default", None, DeprecationWarning, re.compile("__main__$"), 0),
        ("ignore", None, DeprecationWarning, None, 0),
        ("ignore", None, PendingDeprecationWarning, None, 0),
        ("ignore", None, ImportWarning, None, 0),
        ("ignore", None, ResourceWarning, None, 0),
    ]
    state["seen"] = {}
    state["once"] = {}
    state["log"] = None
    return state


def _state():
    state = _limen_warnings_state()
    return state if state else _fresh(state)


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self._category_name!r}, "
            f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"
        )


def formatwarning(message, category, filename, lineno, line=None):
    made = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line:
        made += f"  {line.strip()}\n"
    return made


def showwarning(message, category, filename, lineno, file=None, line=None):
    stream = sys.stderr if file is None else file
    stream.write(formatwarning(message, category, filename, lineno, line))


def _add(item, append):
    state = _state()
    filters = state["filters"]
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    state["seen"].clear()


def _check(wanted, message, kind=TypeError):
    """Refuse an argument; before 3.13 CPython asserts."""
    if not wanted:
        raise (kind if _limen_python() >= (3, 13) else AssertionError)(message)


def _check_line(lineno):
    if _limen_python() >= (3, 13):
        _check(isinstance(lineno, int), "lineno must be an int")
        _check(lineno >= 0, "lineno must be an int >= 0", ValueError)
    _check(isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0")


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check(action in _ACTIONS, f"invalid action: {action!r}", ValueError)
    _check_line(lineno)
    _add((action, None, category, None, lineno), append)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check(action in _ACTIONS, f"invalid action: {action!r}", ValueError)
    _check(isinstance(message, str), "message must be a string")
    if _limen_python() >= (3, 13):
        _check(isinstance(category, type) and issubclass(category, Warning), "category must be a Warning subclass")
    _check(isinstance(category, type), "category must be a class")
    _check(issubclass(category, Warning), "category must be a Warning subclass")
    _check(isinstance(module, str), "module must be a string")
    _check_line(lineno)
    text = re.compile(message, re.I) if message else None
    place = re.compile(module) if module else None
    _add((action, text, category, place, lineno), append)


def resetwarnings():
    state = _state()
    state["filters"].clear()
    state["seen"].clear()


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno = _limen_warnings_place(stacklevel)
    _issue(message, category, filename, lineno, "__main__", None, source)


def warn_explicit(
    message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None
):
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if isinstance(message, Warning):
        category = type(message)
    _issue(message, category, filename, lineno, module, registry, source)


def _issue(message, category, filename, lineno, module, registry, source):
    state = _state()
    seen = state["seen"] if registry is None else registry
    text = message
    if isinstance(message, Warning):
        text = str(message)
    key = (text, category, lineno)
    if seen.get(key):
        return
    if not isinstance(message, Warning):
        message = category(message)
    action = "default"
    for wanted, pattern, kind, place, line in state["filters"]:
        if (
            (pattern is None or pattern.match(str(text)))
            and issubclass(category, kind)
            and (place is None or place.match(module))
            and (line == 0 or line == lineno)
        ):
            action = wanted
            break
    if action == "error":
        raise message
    if action == "ignore":
        return
    if action != "always":
        seen[key] = True
        if action == "once":
            seen = state["once"]
        if action != "default":
            key = (text, category, 0)
            if seen.get(key):
                return
            seen[key] = True
    if state["log"] is not None:
        state["log"].append(WarningMessage(message, category, filename, lineno, source=source))
    else:
        showwarning(message, category, filename, lineno)


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        return "catch_warnings(record=True)" if self._record else "catch_warnings()"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        state = _state()
        self._saved = (state["filters"], state["log"])
        state["filters"] = state["filters"][:]
        state["seen"].clear()
        log = None
        if self._record:
            log = state["log"] = []
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *details):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        state = _state()
        state["filters"], state["log"] = self._saved
        state["seen"].clear()
