"""urllib.parse for text."""

import re
from collections import namedtuple
from unicodedata import normalize

uses_relative = ("", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss")
uses_netloc = ("", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews", "prospero", "rtsp", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss")
uses_params = ("", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms", "sftp", "tel")

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_IN_SCHEME = _LETTERS | frozenset("0123456789+-.")
_SAFE = _LETTERS | frozenset("0123456789_.-~")
_HEX = frozenset("0123456789abcdefABCDEF")


# Quoting


def quote(string, safe="/", encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    elif errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if isinstance(safe, bytes):
        safe = safe.decode("ascii", "ignore")
    kept = _SAFE | frozenset([char for char in safe if char.isascii()])
    return "".join([chr(byte) if byte < 128 and chr(byte) in kept else f"%{byte:02X}" for byte in bs])


def quote_plus(string, safe="", encoding=None, errors=None):
    if not isinstance(string, (str, bytes, bytearray)) or (" " if isinstance(string, str) else b" ") not in string:
        return quote(string, safe, encoding, errors)
    kept = safe + b" ".decode() if isinstance(safe, str) else safe.decode("ascii", "ignore") + " "
    return quote(string, kept, encoding, errors).replace(" ", "+")


def unquote_to_bytes(string):
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    parts = string.split(b"%")
    found = [parts[0]]
    for part in parts[1:]:
        code = part[:2].decode("latin-1")
        if len(code) == 2 and code[0] in _HEX and code[1] in _HEX:
            found.append(bytes([int(code, 16)]))
            found.append(part[2:])
        else:
            found.append(b"%")
            found.append(part)
    return b"".join(found)


def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding or "utf-8", errors or "replace")
    if "%" not in string:
        return string
    # Only runs of ASCII are decoded: what is not ASCII stays as it is
    found = []
    start = 0
    size = len(string)
    while start < size:
        end = start
        is_ascii = string[start].isascii()
        while end < size and string[end].isascii() == is_ascii:
            end += 1
        part = string[start:end]
        found.append(unquote_to_bytes(part).decode(encoding or "utf-8", errors or "replace") if is_ascii else part)
        start = end
    return "".join(found)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


# Queries


def _pairs(query):
    if hasattr(query, "items"):
        return query.items()
    try:
        if len(query) and not isinstance(query[0], tuple):
            raise TypeError
    except TypeError as error:
        raise TypeError("not a valid non-string sequence or mapping object") from error
    return query


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    found = []

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    for key, value in _pairs(query):
        key = quoted(key)
        if not doseq or isinstance(value, (str, bytes)):
            found.append(f"{key}={quoted(value)}")
            continue
        try:
            len(value)
        except TypeError:
            found.append(f"{key}={quoted(value)}")
        else:
            for item in value:
                found.append(f"{key}={quoted(item)}")
    return "&".join(found)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if max_num_fields is not None:
        if max_num_fields < (1 + qs.count(separator) if qs else 0):
            raise ValueError("Max number of fields exceeded")
    found = []
    for field in qs.split(separator) if qs else []:
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition("=")
        if not equals:
            if strict_parsing:
                raise ValueError(f"bad query field: {field!r}")
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            found.append((unquote(name.replace("+", " "), encoding, errors), unquote(value.replace("+", " "), encoding, errors)))
    return found


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found


# Parts


class _Location:
    __slots__ = ()

    @property
    def username(self):
        return self._user()[0]

    @property
    def password(self):
        return self._user()[1]

    @property
    def hostname(self):
        host = self._host()[0]
        if not host:
            return None
        name, percent, zone = host.partition("%")
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._host()[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        number = int(port)
        if not 0 <= number <= 65535:
            raise ValueError("Port out of range 0-65535")
        return number

    def _user(self):
        user, at, _ = self.netloc.rpartition("@")
        if not at:
            return None, None
        name, colon, password = user.partition(":")
        return name, password if colon else None

    def _host(self):
        host = self.netloc.rpartition("@")[2]
        _, bracket, inside = host.partition("[")
        if bracket:
            host, _, rest = inside.partition("]")
            _, colon, port = rest.partition(":")
        else:
            host, colon, port = host.partition(":")
        return host, port if port else None


class SplitResult(namedtuple("SplitResult", "scheme netloc path query fragment", module="urllib.parse"), _Location):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(namedtuple("ParseResult", "scheme netloc path params query fragment", module="urllib.parse"), _Location):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(namedtuple("DefragResult", "url fragment", module="urllib.parse")):
    __slots__ = ()

    def geturl(self):
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


def _check(url):
    if isinstance(url, (bytes, bytearray)):
        raise TypeError("URLs are text here: decode them first")
    return url


def _is_ipv4(host):
    parts = host.split(".")
    for part in parts:
        if not (part.isascii() and part.isdigit()) or len(part) > 3 or int(part) > 255 or (len(part) > 1 and part[0] == "0"):
            return False
    return len(parts) == 4


def _is_ipv6(host):
    host, percent, zone = host.partition("%")
    if percent and (not zone or "%" in zone):
        return False
    groups = host.split(":")
    if _is_ipv4(groups[-1]):
        groups[-1:] = ["0", "0"]
    if not 3 <= len(groups) <= 9:
        return False
    if groups[0] == "" != groups[1] or groups[-1] == "" != groups[-2]:
        return False  # one colon alone at an end
    gaps = [place for place in range(1, len(groups) - 1) if groups[place] == ""]
    if len(gaps) > 1 or not gaps and len(groups) != 8:
        return False
    given = [group for group in groups if group]
    if gaps and len(given) > 7:
        return False
    return not [group for group in given if len(group) > 4 or [char for char in group if char not in _HEX]]


def _check_host(netloc):
    """Refuse hosts that are no addresses though in brackets, and those that mean another host once normalised."""
    if ("[" in netloc) != ("]" in netloc):
        raise ValueError("Invalid IPv6 URL")
    if "[" in netloc:
        host = netloc.partition("[")[2].partition("]")[0]
        if host[:1] == "v":
            if not re.match(r"v[0-9a-fA-F]+\..+\Z", host):
                raise ValueError("IPvFuture address is invalid")
        elif _is_ipv4(host):
            raise ValueError("An IPv4 address cannot be in brackets")
        elif not _is_ipv6(host):
            raise ValueError(f"{host!r} does not appear to be an IPv4 or IPv6 address")
    if not netloc.isascii():
        plain = "".join([char for char in netloc if char not in "@:#?"])
        changed = normalize("NFKC", plain)
        if changed != plain and [char for char in "/?#@:" if char in changed]:
            raise ValueError(f"netloc {netloc!r} contains invalid characters under NFKC normalization")


def urlsplit(url, scheme="", allow_fragments=True):
    url = _check(url).lstrip("".join([chr(code) for code in range(33)]))
    scheme = scheme.strip("".join([chr(code) for code in range(33)]))
    for char in "\t\r\n":
        url = url.replace(char, "")
        scheme = scheme.replace(char, "")
    netloc = query = fragment = ""
    colon = url.find(":")
    if colon > 0 and url[0] in _LETTERS and not [char for char in url[:colon] if char not in _IN_SCHEME]:
        scheme, url = url[:colon].lower(), url[colon + 1 :]
    if url[:2] == "//":
        ends = [place for place in [url.find(char, 2) for char in "/?#"] if place >= 0]
        end = min(ends) if ends else len(url)
        netloc, url = url[2:end], url[end:]
        _check_host(netloc)
    if allow_fragments and "#" in url:
        url, _, fragment = url.partition("#")
    if "?" in url:
        url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in url:
        last = url.rfind("/")
        place = url.find(";", max(last, 0))
        if place >= 0:
            url, params = url[:place], url[place + 1 :]
    return ParseResult(scheme, netloc, url, params, query, fragment)


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    if params:
        url = f"{url};{params}"
    return urlunsplit((scheme, netloc, url, query, fragment))


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if netloc or (scheme and scheme in uses_netloc and url[:2] != "//"):
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = f"{scheme}:{url}"
    if query:
        url = f"{url}?{query}"
    if fragment:
        url = f"{url}#{fragment}"
    return url


def urldefrag(url):
    if "#" in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        return DefragResult(urlunparse((scheme, netloc, path, params, query, "")), fragment)
    return DefragResult(url, "")


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    base_scheme, base_netloc, base_path, base_params, base_query, _ = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, base_scheme, allow_fragments)
    if scheme != base_scheme or scheme not in uses_relative:
        return url
    if scheme in uses_netloc:
        if netloc:
            return urlunparse((scheme, netloc, path, params, query, fragment))
        netloc = base_netloc
    if not path and not params:
        return urlunparse((scheme, netloc, base_path, base_params, query or base_query, fragment))
    parts = path.split("/")
    if path[:1] != "/":
        before = base_path.split("/")
        if before[-1] != "":
            before.pop()
        parts = before + parts
        parts = parts[:1] + [part for part in parts[1:-1] if part] + parts[-1:]
    found = []
    for part in parts:
        if part == "..":
            if found:
                found.pop()
        elif part != ".":
            found.append(part)
    if parts[-1] in (".", ".."):
        found.append("")
    return urlunparse((scheme, netloc, "/".join(found) or "/", params, query, fragment))
