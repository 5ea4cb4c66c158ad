# tokens and choices
import secrets, hmac, hashlib
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(len(secrets.token_bytes()), len(secrets.token_bytes(5)), secrets.token_bytes(0), len(secrets.token_hex()), len(secrets.token_hex(4)), len(secrets.token_urlsafe()), len(secrets.token_urlsafe(16)), secrets.DEFAULT_ENTROPY, type(secrets.token_hex()), secrets.token_hex(8) != secrets.token_hex(8), "=" in secrets.token_urlsafe(1))
print(all(0 <= secrets.randbelow(7) < 7 for _ in range(100)), {secrets.randbelow(2) for _ in range(100)}, secrets.randbelow(1), 0 <= secrets.randbits(5) < 32, secrets.randbits(0), secrets.choice("a"), secrets.choice([1, 2]) in (1, 2), secrets.choice(range(3)) < 3)
r = secrets.SystemRandom(); print(r.randint(1, 1), 0 <= r.random() < 1, sorted(r.sample([1, 2, 3], 3)))
print(secrets.compare_digest("a", "a"), secrets.compare_digest(b"a", b"b"), secrets.compare_digest(b"a", bytearray(b"a")), secrets.compare_digest("abc", "ab"))
for f in (lambda: secrets.randbelow(0), lambda: secrets.choice([]), lambda: secrets.compare_digest("é", "é"), lambda: secrets.compare_digest("a", b"a"), lambda: secrets.compare_digest(1, 2), lambda: secrets.compare_digest(b"a", 1), lambda: secrets.randbelow(-5)): t(f)
# ---
# keyed hashes
import hmac, hashlib
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
h = hmac.new(b"key", b"message", hashlib.sha256); print(h.hexdigest(), h.digest(), h.name, h.digest_size, h.block_size, type(h))
h = hmac.new(b"k" * 200, digestmod="sha1"); h.update(b"mes"); c = h.copy(); h.update(b"sage"); print(h.hexdigest(), c.hexdigest(), hmac.new(bytearray(b"k"), b"m", "md5").hexdigest(), hmac.digest(b"key", b"message", "sha512").hex(), hmac.HMAC(b"", b"", "sha256").hexdigest(), hmac.digest_size)
print(hmac.compare_digest(h.digest(), hmac.new(b"k" * 200, b"message", "sha1").digest()))
for f in (lambda: hmac.new("key", b"", "sha256"), lambda: hmac.new(b"key", b""), lambda: hmac.new(b"key", "text", "sha256"), lambda: hmac.new(b"key", b"", "nothing")): t(f)
