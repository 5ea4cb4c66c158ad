# everything
import unicodedata as u
print(u.name("é"), u.lookup("SNOWMAN"), u.category("A"), u.bidirectional("A"), u.combining("\u0301"), u.decimal("5"), u.decomposition("é"), u.digit("²"), u.east_asian_width("あ"), u.mirrored("("), u.numeric("½"), u.is_normalized("NFC", "é"), u.unidata_version)
print([ascii(u.normalize(f, "éﬁ①")) for f in ("NFC", "NFD", "NFKC", "NFKD")], u.name("\0", None), u.digit("x", [1]), u.decimal("x", -1), u.numeric("x", "d"))
for f in (lambda: u.name("\0"), lambda: u.name("ab"), lambda: u.lookup("NO SUCH"), lambda: u.digit("x"), lambda: u.decimal("x"), lambda: u.numeric("x"), lambda: u.normalize("X", "a"), lambda: u.category(5)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
