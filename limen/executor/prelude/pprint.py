"""pprint: a value on one line where it fits, else its parts on lines of their own."""

import re
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque
from dataclasses import fields, is_dataclass
from types import MappingProxyType, SimpleNamespace


def _repr_of(cls):
    return _limen_class_attr(cls, "__repr__")


class _Key:
    """A value in an order that exists for all values."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _pair_key(pair):
    return (_Key(pair[0]), _Key(pair[1]))


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(
        indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(
        indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._flat(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._step = indent
        self._width = width
        self._stream = stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        text = self.pformat(object) + "\n"
        if self._stream is None:
            print(text, end="")
        else:
            self._stream.write(text)

    def pformat(self, object):
        parts = []
        self._write(object, parts, 0, 0, {}, 0)
        return "".join(parts)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._flat(object, context, maxlevels, level)

    def _one_line(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    # What does not fit on a line

    def _write(self, object, parts, indent, allowance, context, level):
        """Add the text of a value; `allowance`: characters that follow on its last line."""
        if id(object) in context:
            parts.append(_recursion(object))
            return
        text = self._one_line(object, context, level)
        if len(text) <= self._width - indent - allowance:
            parts.append(text)
            return
        writer = self._writer(object)
        if writer is None:
            parts.append(text)
            return
        context[id(object)] = 1
        writer(object, parts, indent, allowance, context, level + 1)
        del context[id(object)]

    def _writer(self, object):
        """The method that spreads a value of this class over lines, None when there is none."""
        cls = type(object)
        shown = _repr_of(cls)
        for kind, name in _WRITERS:
            if isinstance(object, kind) and shown is _repr_of(kind):
                return getattr(self, name)
        if is_dataclass(object) and not isinstance(object, type) and _limen_is_dataclass_repr(shown):
            return self._dataclass
        return None

    def _dict(self, object, parts, indent, allowance, context, level):
        parts.append("{" + " " * (self._step - 1))
        if len(object):
            items = sorted(object.items(), key=_pair_key) if self._sort_dicts else object.items()
            self._pairs(items, parts, indent, allowance + 1, context, level)
        parts.append("}")

    def _ordered(self, object, parts, indent, allowance, context, level):
        if not len(object):
            parts.append(repr(object))
            return
        name = type(object).__name__
        parts.append(name + "(")
        self._write(list(object.items()), parts, indent + len(name) + 1, allowance + 1, context, level)
        parts.append(")")

    def _list(self, object, parts, indent, allowance, context, level):
        parts.append("[")
        self._items(object, parts, indent, allowance + 1, context, level)
        parts.append("]")

    def _tuple(self, object, parts, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        parts.append("(")
        self._items(object, parts, indent, allowance + len(end), context, level)
        parts.append(end)

    def _set(self, object, parts, indent, allowance, context, level):
        if not len(object):
            parts.append(repr(object))
            return
        start, end = "{", "}"
        if type(object) is not set:
            name = type(object).__name__
            start, end = name + "({", "})"
            indent += len(name) + 1
        parts.append(start)
        self._items(sorted(object, key=_Key), parts, indent, allowance + len(end), context, level)
        parts.append(end)

    def _text(self, object, parts, indent, allowance, context, level):
        if not len(object):
            parts.append(repr(object))
            return
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = self._width - indent
        chunks = []
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            if len(repr(line)) <= room - (allowance if last else 0):
                chunks.append(repr(line))
                continue
            words = re.findall(r"\S*\s*", line)[:-1]
            current = ""
            for place, word in enumerate(words):
                ends = last and place == len(words) - 1
                if len(repr(current + word)) > room - (allowance if ends else 0):
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            parts.append(chunks[0] if len(lines) == 1 else repr(lines[-1]))
            return
        self._chunks(chunks, parts, indent, level)

    def _bytes(self, object, parts, indent, allowance, context, level):
        if len(object) <= 4:
            parts.append(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        room = self._width - indent
        chunks = []
        current = b""
        last = len(object) // 4 * 4
        for place in range(0, len(object), 4):
            part = object[place : place + 4]
            if place == last:
                room -= allowance
            if len(repr(current + part)) > room:
                if current:
                    chunks.append(repr(current))
                current = part
            else:
                current += part
        if current:
            chunks.append(repr(current))
        self._chunks(chunks, parts, indent, level)

    def _chunks(self, chunks, parts, indent, level):
        text = ("\n" + " " * indent).join(chunks)
        parts.append(f"({text})" if level == 1 else text)

    def _bytearray(self, object, parts, indent, allowance, context, level):
        parts.append("bytearray(")
        self._bytes(bytes(object), parts, indent + 10, allowance + 1, context, level + 1)
        parts.append(")")

    def _proxy(self, object, parts, indent, allowance, context, level):
        parts.append("mappingproxy(")
        self._write(object.copy(), parts, indent + 13, allowance + 1, context, level)
        parts.append(")")

    def _namespace(self, object, parts, indent, allowance, context, level):
        name = "namespace" if type(object) is SimpleNamespace else type(object).__name__
        parts.append(name + "(")
        self._fields(list(object.__dict__.items()), parts, indent + len(name) + 1, allowance, context, level)
        parts.append(")")

    def _dataclass(self, object, parts, indent, allowance, context, level):
        name = type(object).__name__
        shown = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
        parts.append(name + "(")
        self._fields(shown, parts, indent + len(name) + 1, allowance, context, level)
        parts.append(")")

    def _defaultdict(self, object, parts, indent, allowance, context, level):
        if not len(object):
            parts.append(repr(object))
            return
        name = type(object).__name__
        factory = self._one_line(object.default_factory, context, level)
        indent += len(name) + 1
        parts.append(f"{name}({factory},\n{' ' * indent}")
        self._dict(object, parts, indent, allowance + 1, context, level)
        parts.append(")")

    def _counter(self, object, parts, indent, allowance, context, level):
        if not len(object):
            parts.append(repr(object))
            return
        name = type(object).__name__
        parts.append(name + "({" + " " * (self._step - 1))
        self._pairs(object.most_common(), parts, indent + len(name) + 1, allowance + 2, context, level)
        parts.append("})")

    def _chain_map(self, object, parts, indent, allowance, context, level):
        name = type(object).__name__
        parts.append(name + "(")
        indent += len(name) + 1
        for number, mapping in enumerate(object.maps):
            last = number == len(object.maps) - 1
            self._write(mapping, parts, indent, allowance + 1 if last else 1, context, level)
            parts.append(")" if last else ",\n" + " " * indent)

    def _deque(self, object, parts, indent, allowance, context, level):
        if not len(object):
            parts.append(repr(object))
            return
        name = type(object).__name__
        indent += len(name) + 1
        parts.append(name + "([")
        if object.maxlen is None:
            self._items(object, parts, indent, allowance + 2, context, level)
            parts.append("])")
        else:
            self._items(object, parts, indent, 2, context, level)
            size = self._one_line(object.maxlen, context, level)
            parts.append(f"],\n{' ' * indent}maxlen={size})")

    def _user(self, object, parts, indent, allowance, context, level):
        self._write(object.data, parts, indent, allowance, context, level - 1)

    def _pairs(self, items, parts, indent, allowance, context, level):
        indent += self._step
        items = list(items)
        for number, (key, value) in enumerate(items):
            last = number == len(items) - 1
            text = self._one_line(key, context, level)
            parts.append(text + ": ")
            self._write(value, parts, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                parts.append(",\n" + " " * indent)

    def _fields(self, items, parts, indent, allowance, context, level):
        for number, (name, value) in enumerate(items):
            last = number == len(items) - 1
            parts.append(name + "=")
            if id(value) in context:
                parts.append("...")
            else:
                self._write(value, parts, indent + len(name) + 1, allowance if last else 1, context, level)
            if not last:
                parts.append(",\n" + " " * indent)

    def _items(self, items, parts, indent, allowance, context, level):
        indent += self._step
        parts.append(" " * (self._step - 1))
        newline = ",\n" + " " * indent
        items = list(items)
        whole = room = self._width - indent + 1
        separator = ""
        for number, item in enumerate(items):
            last = number == len(items) - 1
            if last:
                whole -= allowance
                room -= allowance
            if self._compact:
                text = self._one_line(item, context, level)
                size = len(text) + 2
                if room < size:
                    room = whole
                    if separator:
                        separator = newline
                if room >= size:
                    room -= size
                    parts.append(separator + text)
                    separator = ", "
                    continue
            parts.append(separator)
            separator = newline
            self._write(item, parts, indent, allowance if last else 1, context, level)

    # On one line

    def _flat(self, object, context, depth, level):
        """Text, whether it could be read back, whether it contains itself."""
        cls = type(object)
        if cls in _SCALARS and not (cls is int and self._underscore_numbers):
            return repr(object), True, False
        shown = _repr_of(cls)
        if isinstance(object, int) and shown is _repr_of(int):
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        is_dict = isinstance(object, dict) and shown is _repr_of(dict)
        is_list = isinstance(object, list) and shown is _repr_of(list)
        if not is_dict and not is_list and not (isinstance(object, tuple) and shown is _repr_of(tuple)):
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        start, end = "{}" if is_dict else "[]" if is_list else "()"
        if not object:
            return start + end, True, False
        if depth and level >= depth:
            more = "...," if start == "(" and len(object) == 1 else "..."
            return start + more + end, False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable = True
        recursive = False
        texts = []
        if is_dict:
            pairs = sorted(object.items(), key=_pair_key) if self._sort_dicts else object.items()
            for key, value in pairs:
                name, name_readable, name_recursive = self.format(key, context, depth, level + 1)
                text, text_readable, text_recursive = self.format(value, context, depth, level + 1)
                texts.append(f"{name}: {text}")
                readable = readable and name_readable and text_readable
                recursive = recursive or name_recursive or text_recursive
        else:
            for item in object:
                text, text_readable, text_recursive = self.format(item, context, depth, level + 1)
                texts.append(text)
                readable = readable and text_readable
                recursive = recursive or text_recursive
        del context[id(object)]
        if start == "(" and len(texts) == 1:
            end = ",)"
        return start + ", ".join(texts) + end, readable, recursive


_SCALARS = frozenset({str, bytes, bytearray, float, complex, bool, type(None), int})
_WRITERS = (
    (OrderedDict, "_ordered"),
    (defaultdict, "_defaultdict"),
    (Counter, "_counter"),
    (dict, "_dict"),
    (list, "_list"),
    (tuple, "_tuple"),
    (set, "_set"),
    (frozenset, "_set"),
    (str, "_text"),
    (bytes, "_bytes"),
    (bytearray, "_bytearray"),
    (MappingProxyType, "_proxy"),
    (SimpleNamespace, "_namespace"),
    (ChainMap, "_chain_map"),
    (deque, "_deque"),
    (UserDict, "_user"),
    (UserList, "_user"),
    (UserString, "_user"),
)


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"
