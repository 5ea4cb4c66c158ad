# reading
import csv
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(csv.reader(["a,b,c\n", '"x, y",2,\r\n', "\n", '"he said ""hi""",z\n', "last"])))
print(list(csv.reader(['"two\n', 'lines",b\n', "c,d"])), list(csv.reader(["a;b"], delimiter=";")), list(csv.reader(["a\tb"], "excel-tab")), list(csv.reader(["a, b"], skipinitialspace=True)))
print(list(csv.reader(["1,'a b',3.5"], quotechar="'", quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(['"a",b'], quoting=csv.QUOTE_NONE)), list(csv.reader(["a\\,b,c\\"], escapechar="\\")), list(csv.reader(['ab"c"d,"e"f'])))
r = csv.reader(iter(["a\n", "b"])); print(next(r), r.line_num, next(r), r.line_num, next(r, None), r.dialect.delimiter, r.dialect.quotechar, r.dialect.strict)
for lines, k in ((["a"], {"delimiter": "ab"}), (["a"], {"delimiter": 1}), (["a"], {"foo": 1}), ([1], {}), (["a\nb"], {}), (['"a'], {"strict": True}), (['"a"b'], {"strict": True}), (["a"], {"dialect": "nope"}), (["x"], {"quoting": 2}), (["a"], {"quoting": 7}), (["a"], {"lineterminator": None}), (["a"], {"quotechar": None})):
    t(lambda: list(csv.reader(lines, **k)))
t(lambda: csv.reader(5)); t(csv.reader)
# ---
# writing
import csv
class Sink:
    def __init__(self): self.text = ""
    def write(self, s): self.text += s; return len(s)
def out(rows, **k):
    s = Sink()
    try: csv.writer(s, **k).writerows(rows)
    except Exception as e: print(type(e).__name__, e)
    print(repr(s.text))
rows = [["a", 1, 2.5, None, True], ['q"q', "x,y", "two\nlines", ""], [""], []]
out(rows); out(rows, quoting=csv.QUOTE_ALL); out(rows, quoting=csv.QUOTE_NONNUMERIC); out(rows, quoting=csv.QUOTE_NONE); out(rows, quoting=csv.QUOTE_NONE, escapechar="\\"); out(rows, doublequote=False, escapechar="\\"); out(rows, dialect="unix"); out(rows, dialect=csv.excel_tab); out(rows, delimiter=";", lineterminator="\n")
out([5]); out(5); out(["abc", (1, 2), (x for x in "de")])
w = csv.writer(Sink()); print(w.writerow([1, 2]), w.dialect.lineterminator, w.dialect.quoting, w.writerows([]))
try: csv.writer(5)
except TypeError as e: print(e)
# ---
# dictionaries
import csv
class Sink:
    def __init__(self): self.text = ""
    def write(self, s): self.text += s; return len(s)
r = csv.DictReader(["a,b\n", "1,2\n", "\n", "3\n", "4,5,6\n"])
print(r.fieldnames, r.line_num)
for row in r: print(row, r.line_num)
print(list(csv.DictReader(["1;2"], ["x", "y", "z"], restval="?", delimiter=";")), list(csv.DictReader(["1,2,3"], ["x"], restkey="more")), list(csv.DictReader([])))
s = Sink(); w = csv.DictWriter(s, ["a", "b"], restval="-"); print(w.writeheader(), w.writerow({"a": 1}), w.writerows([{"a": 1, "b": "x,y"}])); print(repr(s.text))
try: w.writerow({"c": 1, "a": 2})
except ValueError as e: print(e)
s = Sink(); w = csv.DictWriter(s, ["a"], extrasaction="ignore"); w.writerow({"c": 1, "a": 2}); print(repr(s.text), w.fieldnames)
try: csv.DictWriter(s, ["a"], extrasaction="what")
except ValueError as e: print(e)
# ---
# dialects
import csv
print(csv.list_dialects(), csv.get_dialect("unix").quoting, csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE)
csv.register_dialect("semi", delimiter=";"); print(list(csv.reader(["a;b"], "semi")), csv.list_dialects())
class Mine(csv.Dialect):
    delimiter = "|"; quotechar = "'"; lineterminator = "\n"; quoting = csv.QUOTE_MINIMAL
csv.register_dialect("mine", Mine); print(list(csv.reader(["a|'b|c'"], "mine")), list(csv.reader(["a|b"], Mine)), list(csv.reader(["a|b"], Mine())))
csv.unregister_dialect("semi"); print(csv.list_dialects())
class Bad(csv.excel): delimiter = "ab"
for f in (Bad, csv.Dialect, lambda: csv.get_dialect("semi"), lambda: csv.unregister_dialect("semi"), lambda: csv.register_dialect(5), lambda: csv.field_size_limit("a")):
    try: f()
    except Exception as e: print(type(e).__name__, e, isinstance(e, csv.Error))
print(csv.field_size_limit(3), csv.field_size_limit(), list(csv.reader(["abc"])))
try: list(csv.reader(["abcd"]))
except csv.Error as e: print(e)
csv.field_size_limit(131072)
csv.unregister_dialect("mine")
print(csv.excel().delimiter, csv.unix_dialect.lineterminator, csv.excel_tab.delimiter)
