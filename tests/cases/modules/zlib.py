# compression and checksums
import zlib
from zlib import DEFLATED, DEF_BUF_SIZE, DEF_MEM_LEVEL, MAX_WBITS, ZLIB_RUNTIME_VERSION, ZLIB_VERSION, Z_BEST_COMPRESSION, Z_BEST_SPEED, Z_BLOCK, Z_DEFAULT_COMPRESSION, Z_DEFAULT_STRATEGY, Z_FILTERED, Z_FINISH, Z_FIXED, Z_FULL_FLUSH, Z_HUFFMAN_ONLY, Z_NO_COMPRESSION, Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_RLE, Z_SYNC_FLUSH, Z_TREES
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, isinstance(e, zlib.error))
text = b"hello hello hello " * 50
for level in range(-1, 10): print(level, len(zlib.compress(text, level)), zlib.decompress(zlib.compress(text, level)) == text)
packed = zlib.compress(text, level=9); print(packed, zlib.decompress(packed)[:11], len(zlib.decompress(zlib.compress(bytes(10**6)))), zlib.decompress(bytearray(packed), bufsize=10) == text, zlib.compress(b""), zlib.decompress(zlib.compress(b"")))
print(zlib.crc32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")), zlib.adler32(b"hello"), zlib.adler32(b"lo", zlib.adler32(b"hel")), zlib.crc32(bytearray(b"")), zlib.adler32(b""), hex(zlib.crc32(b"x") & 0xffffffff), zlib.crc32(b"x", -1), zlib.crc32(b"x", 2**40))
raw = zlib.compress(text, wbits=-15); gz = zlib.compress(text, 6, 31); print(zlib.decompress(raw, -15) == text, zlib.decompress(gz, wbits=31) == text, zlib.decompress(gz, 47) == text, zlib.decompress(packed + b"junk") == text)
for f in (lambda: zlib.decompress(b"nonsense"), lambda: zlib.decompress(packed[:-5]), lambda: zlib.decompress(b""), lambda: zlib.decompress(packed[:-1] + b"x"), lambda: zlib.compress("text"), lambda: zlib.compress(b"x", 11), lambda: zlib.crc32("x"), lambda: zlib.compress(), lambda: zlib.compress(b"x", "y"), lambda: zlib.decompress(raw), lambda: zlib.compress(b"x", wbits=99)): t(f)
print(DEFLATED, DEF_BUF_SIZE, DEF_MEM_LEVEL, MAX_WBITS, ZLIB_RUNTIME_VERSION, ZLIB_VERSION, Z_BEST_COMPRESSION, Z_BEST_SPEED, Z_BLOCK, Z_DEFAULT_COMPRESSION, Z_DEFAULT_STRATEGY, Z_FILTERED, Z_FINISH, Z_FIXED, Z_FULL_FLUSH, Z_HUFFMAN_ONLY, Z_NO_COMPRESSION, Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_RLE, Z_SYNC_FLUSH, Z_TREES)
print(zlib.error, zlib.error.__module__, issubclass(zlib.error, ValueError))
