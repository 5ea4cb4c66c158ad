"""string: capwords, Template and Formatter."""

import re
from types import MappingProxyType


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


_NOTHING = MappingProxyType({})


class Template:
    delimiter = "$"
    idpattern = "(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2

    def __init__(self, template):
        self.template = template

    @classmethod
    def _compiled(cls):
        own = getattr(cls, "pattern", None)
        if own is not None:
            return own if isinstance(own, re.Pattern) else re.compile(own, cls.flags | re.VERBOSE)
        sign = re.escape(cls.delimiter)
        braced = cls.braceidpattern or cls.idpattern
        text = f"{sign}(?:(?P<escaped>{sign})|(?P<named>{cls.idpattern})|{{(?P<braced>{braced})}}|(?P<invalid>))"
        return re.compile(text, cls.flags)

    def _wrong(self, found):
        start = found.start("invalid")
        lines = self.template[:start].splitlines(keepends=True)
        column, line = (start - len("".join(lines[:-1])), len(lines)) if lines else (1, 1)
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def _fill(self, mapping, safe):
        text = self.template
        parts = []
        place = 0
        for found in self._compiled().finditer(text):
            parts.append(text[place:found.start()])
            place = found.end()
            named = found.group("named") or found.group("braced")
            if named is not None:
                if safe:
                    try:
                        parts.append(str(mapping[named]))
                    except KeyError:
                        parts.append(found.group())
                else:
                    parts.append(str(mapping[named]))
            elif found.group("escaped") is not None:
                parts.append(self.delimiter)
            elif found.group("invalid") is not None:
                if not safe:
                    self._wrong(found)
                parts.append(found.group())
            else:
                raise ValueError("Unrecognized named group in pattern", self._compiled())
        parts.append(text[place:])
        return "".join(parts)

    def substitute(self, mapping=_NOTHING, /, **kwargs):
        return self._fill({**mapping, **kwargs} if kwargs else mapping, False)

    def safe_substitute(self, mapping=_NOTHING, /, **kwargs):
        return self._fill({**mapping, **kwargs} if kwargs else mapping, True)

    def is_valid(self):
        return all(found.group("invalid") is None for found in self._compiled().finditer(self.template))

    def get_identifiers(self):
        names = {}
        for found in self._compiled().finditer(self.template):
            named = found.group("named") or found.group("braced")
            if named is not None:
                names[named] = None
        return list(names)


def _fields(text):
    """The parts of a format string: literal text and, behind it, a field as name, spec and conversion."""
    place = 0
    literal = []
    while place < len(text):
        char = text[place]
        place += 1
        if char == "}":
            if text[place:place + 1] != "}":
                raise ValueError("Single '}' encountered in format string")
            literal.append("}")
            place += 1
            yield "".join(literal), None, None, None
            literal = []
            continue
        if char != "{":
            literal.append(char)
            continue
        if text[place:place + 1] == "{":
            literal.append("{")
            place += 1
            yield "".join(literal), None, None, None
            literal = []
            continue
        if place >= len(text):
            raise ValueError("Single '{' encountered in format string")
        start = place
        depth = 1
        bracket = False
        while place < len(text):
            char = text[place]
            if char == "[" and depth == 1:
                bracket = True
            elif char == "]":
                bracket = False
            elif not bracket and char == "{":
                depth += 1
            elif not bracket and char == "}":
                depth -= 1
                if not depth:
                    break
            place += 1
        if depth:
            raise ValueError("expected '}' before end of string")
        field = text[start:place]
        place += 1
        end = 0
        inside = False
        while end < len(field) and (inside or field[end] not in "!:"):
            inside = field[end] == "[" or (inside and field[end] != "]")
            end += 1
        name, rest = field[:end], field[end:]
        conversion = None
        if rest.startswith("!"):
            if len(rest) < 2:
                raise ValueError("end of string while looking for conversion specifier")
            conversion, rest = rest[1], rest[2:]
            if rest and not rest.startswith(":"):
                raise ValueError("expected ':' after conversion specifier")
        yield "".join(literal), name, rest[1:], conversion
        literal = []
    if literal:
        yield "".join(literal), None, None, None


def _path(name):
    """The first part of a field name, and the look-ups behind it: whether an attribute, and its name or key."""
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    first, rest = name[:end], name[end:]
    steps = []
    while rest:
        if rest[0] == ".":
            end = 1
            while end < len(rest) and rest[end] not in ".[":
                end += 1
            if end == 1:
                raise ValueError("Empty attribute in format string")
            steps.append((True, rest[1:end]))
        elif rest[0] == "[":
            end = rest.find("]")
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = rest[1:end]
            if not key:
                raise ValueError("Empty attribute in format string")
            steps.append((False, int(key) if key.isdecimal() else key))
            end += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        rest = rest[end:]
    return int(first) if first.isdecimal() else first, steps


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if name is None:
                continue
            if name == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto_arg_index)
                auto_arg_index += 1
            elif name.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            value, key = self.get_field(name, args, kwargs)
            used_args.add(key)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            parts.append(self.format_field(value, spec))
        return "".join(parts), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _fields(format_string)

    def get_field(self, field_name, args, kwargs):
        first, steps = _path(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in steps:
            value = getattr(value, key) if is_attribute else value[key]
        return value, first
