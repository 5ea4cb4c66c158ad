# digests
import hashlib
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"):
    h = hashlib.new(name, b"abc"); print(h.name, h.digest_size, h.block_size, h.hexdigest(), name in hashlib.algorithms_guaranteed, name in hashlib.algorithms_available)
print(hashlib.md5(b"abc").hexdigest(), hashlib.md5("x".encode("ascii")).digest(), hashlib.sha1().hexdigest(), hashlib.sha224(b"a").hexdigest(), hashlib.sha256(bytearray(b"a")).hexdigest(), hashlib.sha384(b"a").hexdigest()[:9], hashlib.sha512(b"a").hexdigest()[:9])
print(hashlib.sha3_224(b"a").hexdigest(), hashlib.sha3_256(b"a").hexdigest(), hashlib.sha3_384(b"").hexdigest()[:8], hashlib.sha3_512(b"").hexdigest()[:8], hashlib.shake_128(b"a").hexdigest(5), hashlib.shake_256(b"a").digest(4))
print(hashlib.blake2b(b"a", digest_size=8).hexdigest(), hashlib.blake2s(b"a", key=b"k", salt=b"s", person=b"p").hexdigest(), hashlib.md5(b"", usedforsecurity=False).hexdigest())
h = hashlib.sha256(); print(h.update(b"a"), h.update(b"b")); c = h.copy(); c.update(b"c"); print(h.hexdigest() == hashlib.sha256(b"ab").hexdigest(), c.hexdigest() == hashlib.sha256(b"abc").hexdigest(), hashlib.new("SHA256", data=b"q").hexdigest()[:6])
for f in (lambda: hashlib.md5("abc"), lambda: hashlib.md5(5), lambda: hashlib.new("nope"), lambda: hashlib.md5().update("a"), lambda: hashlib.blake2b(digest_size=99)):
    try: f()
    except Exception as e: print(type(e).__name__, e if "nope" not in str(e) else "")
# ---
# keys from passwords
import hashlib

print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex(), hashlib.pbkdf2_hmac("sha1", b"p", b"s", 2, dklen=40).hex())
for call in (lambda: hashlib.pbkdf2_hmac("sha256", b"p", b"s", 0), lambda: hashlib.pbkdf2_hmac("nope", b"p", b"s", 1), lambda: hashlib.pbkdf2_hmac("md5", b"p", b"s", 1, -1)):
    try:
        call()
    except ValueError as error:
        print(error)
