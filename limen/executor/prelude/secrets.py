"""secrets."""

import base64
from random import SystemRandom, getrandbits

DEFAULT_ENTROPY = 32


def randbits(k):
    return getrandbits(k)


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    bits = (exclusive_upper_bound - 1).bit_length()
    drawn = getrandbits(bits)
    while drawn >= exclusive_upper_bound:
        drawn = getrandbits(bits)
    return drawn


def choice(seq):
    if not len(seq):
        raise IndexError("Cannot choose from an empty sequence")
    return seq[randbelow(len(seq))]


def token_bytes(nbytes=None):
    if nbytes is None:
        nbytes = DEFAULT_ENTROPY
    if nbytes < 0:
        raise ValueError("negative argument not allowed")
    if not nbytes:
        return b""
    return getrandbits(nbytes * 8).to_bytes(nbytes, "little")


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")
