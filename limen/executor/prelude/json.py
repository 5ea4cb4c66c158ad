"""json with callbacks of the guest."""


def prepared(value, default, depth, inside):
    if depth > 400:
        raise RecursionError("maximum recursion depth exceeded while encoding a JSON object")
    if isinstance(value, (list, tuple, dict)):
        if id(value) in inside:
            raise ValueError("Circular reference detected")
        inside.add(id(value))
        if isinstance(value, dict):
            result = {key: prepared(item, default, depth + 1, inside) for key, item in value.items()}
        else:
            result = [prepared(item, default, depth + 1, inside) for item in value]
        inside.discard(id(value))
        return result
    if _limen_json_has_form(value):
        return value
    if id(value) in inside:
        raise ValueError("Circular reference detected")
    inside.add(id(value))
    result = prepared(default(value), default, depth + 1, inside)
    inside.discard(id(value))
    return result


def dumps_with_default(value, default, options):
    return _limen_json_dumps(prepared(value, default, 0, set()), **options)


def dumps_with_class(value, cls, default, options):
    if default is not None:
        options["default"] = default
    return cls(**options).encode(value)


def dump(obj, fp, **options):
    fp.write(_limen_json_dumps(obj, **options))


def load(fp, **options):
    return _limen_json_loads(fp.read(), **options)


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o):
        return _limen_json_dumps(
            prepared(o, self.default, 0, set()),
            skipkeys=self.skipkeys,
            ensure_ascii=self.ensure_ascii,
            allow_nan=self.allow_nan,
            sort_keys=self.sort_keys,
            indent=self.indent,
            separators=(self.item_separator, self.key_separator),
        )

    def iterencode(self, o):
        yield self.encode(o)


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self._options = {
            "object_hook": object_hook,
            "parse_float": parse_float,
            "parse_int": parse_int,
            "object_pairs_hook": object_pairs_hook,
        }

    def decode(self, s):
        return _limen_json_loads(s, **self._options)

    def raw_decode(self, s, idx=0):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        try:
            return _limen_json_loads(s[idx:], **self._options), len(s)
        except ValueError as error:
            # What follows the value: there the host stopped reading
            if error.msg != "Extra data":
                raise type(error)(error.msg, s, idx + error.pos) from None
            end = idx + error.pos
        text = s[idx:end].rstrip(" \t\n\r")
        return _limen_json_loads(text, **self._options), idx + len(text)


def with_hook(value, hook):
    if isinstance(value, dict):
        return hook({key: with_hook(item, hook) for key, item in value.items()})
    if isinstance(value, list):
        return [with_hook(item, hook) for item in value]
    return value


def with_pairs_hook(value, hook):
    if isinstance(value, tuple):
        return hook([(key, with_pairs_hook(item, hook)) for key, item in value])
    if isinstance(value, list):
        return [with_pairs_hook(item, hook) for item in value]
    return value
