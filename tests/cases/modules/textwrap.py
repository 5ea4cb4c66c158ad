# wrap and fill
import textwrap
text = "The quick brown fox -- a well-known animal -- jumped over the lazy dog's back, didn't it?  Yes: state-of-the-art e-mail foo--bar 2004-03-05 --option=value (see-also) supercalifragilisticexpialidocious."
for w in (5, 10, 18, 30, 70, 200):
    print(textwrap.wrap(text, w)); print(textwrap.wrap(text, w, break_on_hyphens=False, break_long_words=False))
print(textwrap.fill("a\tb  c\n\nd   e f", 6)); print(textwrap.wrap("   lead  two   ", 6, drop_whitespace=False), textwrap.wrap("", 5), textwrap.wrap("   ", 5))
print(textwrap.wrap("One. two! three? \"four.\" five", 12, fix_sentence_endings=True), textwrap.wrap("a\tb", tabsize=4), textwrap.wrap("a\tb\nc", expand_tabs=False, replace_whitespace=False))
print(textwrap.fill("alpha beta gamma delta", 12, initial_indent="* ", subsequent_indent="  "))
for n in (1, 2, 3): print(textwrap.wrap("alpha beta gamma delta epsilon", 12, max_lines=n), textwrap.wrap("alpha beta gamma delta", 8, max_lines=n, placeholder="..."))
for k in ({"width": 0}, {"width": 3, "max_lines": 1}):
    try: textwrap.wrap("abc def", **k)
    except ValueError as e: print(e)
t = textwrap.TextWrapper(width=9); t.initial_indent = "> "; print(t.wrap("some words here"), t.fill("x y"), t.width, t.placeholder)
# ---
# shorten, dedent, indent
import textwrap
print(textwrap.shorten("Hello  world!", width=12), textwrap.shorten("Hello  world!", width=11), textwrap.shorten("Hello world", width=10, placeholder="..."), textwrap.shorten("aaaaaaaaaaaa", 6))
try: textwrap.shorten("Hello", 2)
except ValueError as e: print(e)
print(repr(textwrap.dedent("  a\n    b\n\n  c\n")), repr(textwrap.dedent("\ta\n  b")), repr(textwrap.dedent(" \ta\n \tb\n   \n")), repr(textwrap.dedent("a\n b")), repr(textwrap.dedent("")))
print(repr(textwrap.dedent("""
    def f():
        return 1
    """)))
print(repr(textwrap.indent("a\n\nb\n  \nc", "> ")), repr(textwrap.indent("a\n\nb", "+", lambda line: True)), repr(textwrap.indent("", "x")))
