# everything
import binascii
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(binascii.hexlify(b"\x00\xffab"), binascii.hexlify(b"abcd", "-"), binascii.hexlify(b"abcd", b":", 2), binascii.b2a_hex(bytearray(b"z")), binascii.unhexlify("00ff"), binascii.a2b_hex(b"6162"), binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc_hqx(b"abc", 0))
print(binascii.b2a_base64(b"abc"), binascii.b2a_base64(b"abcd", newline=False), binascii.a2b_base64("YWJj"), binascii.a2b_base64(b"YWJjZA==\n"), binascii.b2a_qp(b"a=b\xff"), binascii.a2b_qp(b"a=3Db"), binascii.b2a_uu(b"hi"), binascii.a2b_uu(binascii.b2a_uu(b"hi")))
for f in (lambda: binascii.unhexlify("0"), lambda: binascii.unhexlify("zz"), lambda: binascii.a2b_base64("a"), lambda: binascii.hexlify("a"), lambda: binascii.crc32("a"), lambda: binascii.a2b_base64("YQ", strict_mode=True), lambda: binascii.unhexlify([1])): t(f)
print(issubclass(binascii.Error, ValueError), binascii.Incomplete.__name__, binascii.Error)
