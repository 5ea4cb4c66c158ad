"""hmac."""

import hashlib

_OUTER = bytes([number ^ 0x5C for number in range(256)])
_INNER = bytes([number ^ 0x36 for number in range(256)])


def compare_digest(a, b, /):
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
    elif not (isinstance(a, (bytes, bytearray)) and isinstance(b, (bytes, bytearray))):
        if not any([isinstance(one, (bytes, bytearray)) for one in (a, b)]):
            names = f"{_limen_class_name(a)!r} and {_limen_class_name(b)!r}"
            raise TypeError(f"unsupported operand types(s) or combination of types: {names}")
        other = b if isinstance(a, (bytes, bytearray)) else a
        raise TypeError(f"a bytes-like object is required, not {_limen_class_name(other)!r}")
    return a == b


def _begin(digestmod):
    if isinstance(digestmod, str):
        return hashlib.new(digestmod)
    return digestmod() if callable(digestmod) else digestmod.new()


class HMAC:
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError(f"Missing required {'argument' if _limen_python() >= (3, 13) else 'parameter'} 'digestmod'.")
        self._outer = _begin(digestmod)
        self._inner = _begin(digestmod)
        self.digest_size = self._inner.digest_size
        self.block_size = self._inner.block_size
        if len(key) > self.block_size:
            hashed = _begin(digestmod)
            hashed.update(key)
            key = hashed.digest()
        key = bytes(key).ljust(self.block_size, b"\0")
        self._outer.update(key.translate(_OUTER))
        self._inner.update(key.translate(_INNER))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f"hmac-{self._inner.name}"

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        other = self.__class__.__new__(self.__class__)
        other.digest_size = self.digest_size
        other.block_size = self.block_size
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        return other

    def digest(self):
        whole = self._outer.copy()
        whole.update(self._inner.digest())
        return whole.digest()

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()
