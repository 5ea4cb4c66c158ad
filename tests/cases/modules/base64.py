# everything
import base64, binascii
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, isinstance(e, binascii.Error))
d = b"Hello, \xff\xfe world?>"
for n in ("b64", "standard_b64", "urlsafe_b64", "b32", "b32hex", "b16", "a85", "b85"):
    e, x = {"b64": (base64.b64encode, base64.b64decode), "standard_b64": (base64.standard_b64encode, base64.standard_b64decode), "urlsafe_b64": (base64.urlsafe_b64encode, base64.urlsafe_b64decode), "b32": (base64.b32encode, base64.b32decode), "b32hex": (base64.b32hexencode, base64.b32hexdecode), "b16": (base64.b16encode, base64.b16decode), "a85": (base64.a85encode, base64.a85decode), "b85": (base64.b85encode, base64.b85decode)}[n]
    print(n, e(d), x(e(d)) == d, x(e(d).decode()) == d, e(b""), e(bytearray(b"a")))
print(base64.b64encode(d, altchars=b"-_"), base64.b64encode(d, b"$!"), base64.b64decode("SGVs$bG8=", validate=False), base64.b32decode("me======", casefold=True), base64.b16decode("ff", True), base64.b32decode("M1023456", map01="L") if 0 else 1)
print(base64.a85encode(d, adobe=True, wrapcol=10), base64.a85encode(b"    ", foldspaces=True), base64.a85encode(b"\0\0\0\0"), base64.a85encode(b"a", pad=True), base64.b85encode(b"a", True), base64.encodebytes(b"x" * 80), base64.decodebytes(b"YQ==\n"))
for f in (lambda: base64.b64encode("a"), lambda: base64.b64decode("a"), lambda: base64.b64decode("YQ=$", validate=True), lambda: base64.b32decode("a"), lambda: base64.b16decode("zz"), lambda: base64.b85decode("~~~~~"), lambda: base64.a85decode("zzz{"), lambda: base64.b64decode("é"), lambda: base64.b64encode(5)): t(f)
