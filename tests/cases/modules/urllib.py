# parse
import urllib.parse
from urllib.parse import urlparse, urlsplit, urlunparse, urlunsplit, urljoin, urldefrag, parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urlencode, quote_from_bytes, unquote_to_bytes, ParseResult
u = urlparse("https://user:pa%20ss@Example.com:8080/a/b;p?q=1&r=a+b#frag")
print(u); print(u.scheme, u.netloc, u.path, u.params, u.query, u.fragment, u.hostname, u.port, u.username, u.password, u.geturl(), u[1], u._replace(path="/z").geturl())
for text in ("http://x.org", "/path?x#y", "mailto:a@b.c", "//host/p", "x:y", "http://[::1]:80/", "HTTP://A/B", "a b", "", "http:///x", "file:///etc/x", "http://h:/", "tel:+1;ext=2", "http://a;b/c;d"):
    print(urlsplit(text), urlunsplit(urlsplit(text)), tuple(urlparse(text)), urlparse(text).hostname)
print(quote("a b/c?d=é&~"), quote("a/b", safe=""), quote_plus("a b&c/é"), quote(b"\xff a"), unquote("a%20b%C3%A9%zz+%"), unquote_plus("a+b%2B"), unquote("%FF"), quote_from_bytes(b"\x00a"), unquote_to_bytes("a%00%ff"), quote("", safe="x"), quote_plus("a b", safe="b"))
print(urlencode({"a": 1, "b": "x y", "c": [1, 2]}), urlencode({"c": [1, 2], "d": "e"}, doseq=True), urlencode([("k", "é"), ("k", "&")]), urlencode({"a": b"\xff"}), urlencode({}), urlencode({"a": "b c"}, quote_via=quote))
print(parse_qs("a=1&b=2&a=3&c=&d"), parse_qs("c=&d", keep_blank_values=True), parse_qsl("a=1%202&b=%C3%A9&b=x+y"), parse_qs(""), parse_qsl("a=1;b=2", separator=";"))
for base, rel in (("http://a/b/c/d;p?q", "g"), ("http://a/b/c/d;p?q", "./g"), ("http://a/b/c/d;p?q", "g/"), ("http://a/b/c/d;p?q", "/g"), ("http://a/b/c/d;p?q", "//g"), ("http://a/b/c/d;p?q", "?y"), ("http://a/b/c/d;p?q", "g?y#s"), ("http://a/b/c/d;p?q", "#s"), ("http://a/b/c/d;p?q", ""), ("http://a/b/c/d;p?q", ".."), ("http://a/b/c/d;p?q", "../../../g"), ("http://a/b/c/d;p?q", "http:g"), ("http://a", "b"), ("", "x"), ("http://a/b", "mailto:x"), ("http://a/b/", "c"), ("/a/b", "c")):
    print(urljoin(base, rel), end=" ")
print()
print(urldefrag("http://a/b#c"), urldefrag("http://a"), urldefrag("x#y").geturl(), urlunparse(("http", "h", "/p", "", "q=1", "")), urlunparse(ParseResult("a", "b", "c", "d", "e", "f")), urllib.parse.quote("x y"))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: urlparse("http://h:99999").port); t(lambda: urlparse("http://h:ab").port); t(lambda: urlsplit("http://[a")); t(lambda: urlencode("abc")); t(lambda: quote(5)); t(lambda: parse_qs("a", strict_parsing=True)); t(lambda: parse_qs("a&b", max_num_fields=1)); t(lambda: quote(b"a", encoding="x"))
# ---
# hosts
from urllib.parse import urlsplit, urlparse, quote, quote_plus
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
hosts = ("::1", "::", "1::", ":::", ":1", "1:", "", "foo", "127.0.0.1", "::ffff:1.2.3.4", "::1.2.3.256", "::1.2.3.04", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7::8", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "fe80::1%En0", "fe80::1%", "fe80::1%a%b", "v1.a", "v.a", "vF.", "V1.a", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4")
for host in hosts: t(lambda: (host, urlsplit(f"http://u@[{host}]:8/p").hostname))
for netloc in ("\u2100.com", "a\uff0fb.com", "a\uff03b", "a\uff1ab", "a\uff20b", "a\ufe56b", "\u00e9.com", "\uff21.com", "u:p@\u2100:1"): t(lambda: (netloc, urlparse(f"http://{netloc}/x").hostname))
t(lambda: urlsplit("http://[::1")); t(lambda: urlsplit("http://::1]")); t(lambda: urlsplit("path/[x"))
t(lambda: quote_plus(5)); t(lambda: quote_plus(b"a b")); t(lambda: quote_plus(bytearray(b"a b+"))); t(lambda: quote(None))
