# packing
import struct
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, isinstance(e, struct.error))
print(struct.pack("<IhB", 1, -2, 255), struct.pack(">q", -1), struct.pack("!d", 1.5), struct.pack("<f", 2), struct.pack("5s", b"ab"), struct.pack("5p", b"ab"), struct.pack("2x?c", True, b"z"), struct.pack("<3H", 1, 2, 3), struct.pack("@i", 5), struct.pack("<e", 1.5), struct.pack(b"<H", 1), struct.pack("<2s i", b"xy", 7), struct.pack("<nN" if 0 else "nN", 1, 2))
print(struct.calcsize("<IhB"), struct.calcsize("ib"), struct.calcsize("=ib"), struct.calcsize(""), struct.unpack("<IhB", b"\x01\0\0\0\xfe\xff\xff"), struct.unpack(">2H", bytearray(b"\0\1\0\2")), struct.unpack("3s?", b"abc\1"), struct.unpack_from("<H", b"abcd", 1), struct.unpack_from("<H", b"abcd", offset=-2), list(struct.iter_unpack("<H", b"abcd")))
b = bytearray(6); print(struct.pack_into("<H", b, 2, 513), b)
s = struct.Struct("<Hb"); print(s.size, s.format, s.pack(1, 2), s.unpack(b"\1\0\2"), s.unpack_from(b"xx\1\0\2", 2), list(s.iter_unpack(b"\1\0\2\3\0\4")), s.pack_into(b, 0, 9, 8), b)
for f in (lambda: struct.pack("<B", 256), lambda: struct.pack("<B", -1), lambda: struct.pack("<B"), lambda: struct.pack("<B", 1, 2), lambda: struct.pack("Z", 1), lambda: struct.pack("<H", "a"), lambda: struct.pack("<H", 1.5), lambda: struct.pack("s", "a"), lambda: struct.pack("c", b"ab"), lambda: struct.unpack("<H", b"a"), lambda: struct.unpack_from("<H", b"a"), lambda: struct.unpack("<H", "ab"), lambda: struct.unpack_from("<I", b"abcd", 2), lambda: list(struct.iter_unpack("<H", b"abc")), lambda: struct.pack_into("<H", bytearray(1), 0, 1), lambda: struct.pack_into("<H", b"ab", 0, 1), lambda: struct.calcsize("3"), lambda: struct.calcsize(5), lambda: struct.pack("<d", "x"), lambda: struct.pack("<q", 2**70), lambda: struct.pack("f", 1e60), lambda: struct.pack(), lambda: struct.pack("<?", [])): t(f)
class I:
    def __index__(self): return 7
print(struct.pack("<H", I()), struct.pack("<H", True), struct.pack("<?", 5))
