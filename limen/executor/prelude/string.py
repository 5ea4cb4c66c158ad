"""string: capwords and Template."""

from types import MappingProxyType


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


def _is_name_start(char):
    return char == "_" or ("a" <= char <= "z") or ("A" <= char <= "Z")


_NOTHING = MappingProxyType({})


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, safe):
        text = self.template
        parts = []
        place = 0
        while True:
            start = text.find("$", place)
            if start < 0:
                parts.append(text[place:])
                return "".join(parts)
            parts.append(text[place:start])
            following = text[start + 1:start + 2]
            if following == "$":
                parts.append("$")
                place = start + 2
                continue
            braced = following == "{"
            end = begin = start + 2 if braced else start + 1
            if end < len(text) and _is_name_start(text[end]):
                while end < len(text) and (_is_name_start(text[end]) or text[end].isdigit()):
                    end += 1
            name = text[begin:end]
            if not name or (braced and text[end:end + 1] != "}"):
                if not safe:
                    lines = text[:start].splitlines(keepends=True)
                    column = start - len("".join(lines[:-1])) + 1 if lines else 1
                    raise ValueError(f"Invalid placeholder in string: line {max(len(lines), 1)}, col {column}")
                parts.append("$")
                place = start + 1
                continue
            whole = end + 1 if braced else end
            if safe and name not in mapping:
                parts.append(text[start:whole])
            else:
                parts.append(str(mapping[name]))
            place = whole

    def substitute(self, mapping=_NOTHING, /, **kwargs):
        return self._fill({**mapping, **kwargs} if kwargs else mapping, False)

    def safe_substitute(self, mapping=_NOTHING, /, **kwargs):
        return self._fill({**mapping, **kwargs} if kwargs else mapping, True)
