"""shlex: the rules of a POSIX shell for words and quotes."""

import re

_UNSAFE = re.compile(r"[^\w@%+=:,./-]", re.ASCII)


def quote(s):
    if not s:
        return "''"
    if _UNSAFE.search(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return " ".join([quote(arg) for arg in split_command])


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError("s argument must not be None")
    return _posix(s, comments) if posix else _plain(s, comments)


def _posix(text, comments):
    words = []
    word = None  # what has been read of a word, None between words
    quoted = ""
    place = 0
    while place < len(text):
        char = text[place]
        place += 1
        if quoted:
            if char == quoted:
                quoted = ""
            elif char == "\\" and quoted == '"':
                if place == len(text):
                    raise ValueError("No escaped character")
                follower = text[place]
                place += 1
                word += [follower] if follower in '"\\' else [char, follower]
            else:
                word.append(char)
        elif char in " \t\r\n":
            if word is not None:
                words.append("".join(word))
                word = None
        elif comments and char == "#":
            if word is not None:
                words.append("".join(word))
                word = None
            while place < len(text) and text[place] != "\n":
                place += 1
        else:
            if word is None:
                word = []
            if char in "'\"":
                quoted = char
            elif char == "\\":
                if place == len(text):
                    raise ValueError("No escaped character")
                word.append(text[place])
                place += 1
            else:
                word.append(char)
    if quoted:
        raise ValueError("No closing quotation")
    if word is not None:
        words.append("".join(word))
    return words


def _plain(text, comments):
    """Without the rules of POSIX: quotes stay, and matter only where a word begins."""
    words = []
    word = ""
    quoted = ""
    place = 0
    while place < len(text):
        char = text[place]
        place += 1
        if quoted:
            word += char
            if char == quoted:
                words.append(word)
                word = ""
                quoted = ""
        elif char in " \t\r\n":
            if word:
                words.append(word)
                word = ""
        elif comments and char == "#":
            if word:
                words.append(word)
                word = ""
            while place < len(text) and text[place] != "\n":
                place += 1
        else:
            if char in "'\"" and not word:
                quoted = char
            word += char
    if quoted:
        raise ValueError("No closing quotation")
    if word:
        words.append(word)
    return words
