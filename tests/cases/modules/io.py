# StringIO
import io
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
s = io.StringIO(); print(s.write("hello\n"), s.write("world"), s.tell(), repr(s.getvalue()), repr(s.read())); print(s.seek(0), repr(s.readline()), repr(s.read(2)), repr(s.read()), repr(s.readline()))
s.seek(2); s.write("XX"); print(repr(s.getvalue()), s.tell(), s.truncate(), repr(s.getvalue()), s.seek(0, 2)); s.seek(8); s.write("z"); print(repr(s.getvalue()))
s = io.StringIO("a\nb\r\nc"); print(list(s), s.seek(0), s.readlines(), s.seek(0), s.readlines(1), repr(s.readline(1)), repr(s.read(None)))
print(io.StringIO("a\r\nb\rc", newline=None).getvalue().split("\n"), list(io.StringIO("a\r\nb\rc", newline="")), list(io.StringIO("a\nb", newline="\r\n")), io.StringIO(None).getvalue() == "", repr(io.StringIO("ab", newline="\n").read(0)))
with io.StringIO() as f:
    print("x", 1, sep="-", file=f); f.writelines(["a", "b"]); v = f.getvalue(); print(repr(v), f.closed, f.readable(), f.writable(), f.seekable(), f.isatty(), f.flush())
print(f.closed)
for g in (f.read, f.getvalue, lambda: f.write("a"), lambda: io.StringIO(5), lambda: io.StringIO("", newline="x"), lambda: io.StringIO().write(5), lambda: io.StringIO().seek(-1), lambda: io.StringIO().seek(1, 1), lambda: io.StringIO().seek(0, 5), lambda: io.StringIO().read("a"), lambda: io.StringIO().truncate(-1), lambda: next(io.StringIO()), lambda: io.StringIO().write(b"a")): t(g)
class Sub(io.StringIO):
    def write(self, s): return super().write(s.upper())
u = Sub(); print("abc", file=u); print(repr(u.getvalue()), isinstance(u, io.TextIOBase), isinstance(u, io.IOBase), io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.DEFAULT_BUFFER_SIZE)
# ---
# BytesIO
import io
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
b = io.BytesIO(b"ab\ncd"); print(b.read(1), b.readline(), b.read(), b.read(), b.seek(0), b.readlines(), b.tell(), b.getvalue())
print(b.seek(-2, 2), b.read1(1), b.seek(-1, 1), b.write(b"ZZZ"), b.getvalue(), b.truncate(3), b.getvalue(), b.seek(5), b.write(bytearray(b"!")), b.getvalue())
buf = bytearray(4); b.seek(0); print(b.readinto(buf), buf, list(io.BytesIO(b"x\ny")), io.BytesIO(None).getvalue(), io.BytesIO(b"q\nr").readline(1))
with io.BytesIO() as f: f.writelines([b"a", b"b"]); print(f.getvalue(), f.readable(), f.closed, isinstance(f, io.BufferedIOBase))
for g in (f.read, lambda: io.BytesIO("a"), lambda: io.BytesIO().write("a"), lambda: io.BytesIO().seek(-1), lambda: io.BytesIO().seek(1, 5), lambda: io.BytesIO().truncate(-1), lambda: io.BytesIO().read("a"), lambda: f.fileno() if 0 else 1): t(g)
# ---
# csv on StringIO
import csv, io
f = io.StringIO(); w = csv.writer(f); w.writerow(["a", 1]); w.writerow(["b,c", 2]); f.seek(0); print(repr(f.getvalue()), list(csv.reader(f)), list(csv.DictReader(io.StringIO("x,y\n1,2\n"))))
