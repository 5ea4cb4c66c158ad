# splitting, quoting and joining
import shlex
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for text in ("a b  c", "ls -l 'my file' \"x y\"", r"a\ b \"c\" 'd\e' \"f\\g\"", r'"a\"b" "a\\b" "a\nb"', "", "  ", "a''b", "''", '"" x', "a#b # c", "x=1 y='2 3'", "one\ttwo\nthree\rfour", "'it''s'", "a'b'c\"d\"", "#all", "a;b|c&&d", "é ü", "it\\'s", "a\u00a0b"):
    t(lambda: shlex.split(text)); t(lambda: shlex.split(text, comments=True)); t(lambda: shlex.split(text, posix=False)); t(lambda: shlex.split(text, True, False))
for text in ("'open", '"open', "end\\", '"end\\', "x 'y\nz"): t(lambda: shlex.split(text)); t(lambda: shlex.split(text, posix=False))
for text in ("simple", "two words", "it's", "", "$HOME", "a/b.c-d_e:f,g@h%i+j=k", "é", 'say "hi"', "a\nb", "'"): print(shlex.quote(text), shlex.split(shlex.quote(text)) == [text])
print(shlex.join(["echo", "a b", "it's", ""]), shlex.join(()), shlex.split(shlex.join(["x y", "'"]))); t(lambda: shlex.join([1]))
