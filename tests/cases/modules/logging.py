# basic configuration
import logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO)
logging.debug("no"); logging.info("info %s", 1); logging.warning("w %d %r", 2, "x"); logging.error("e"); logging.critical("c"); logging.fatal("f"); logging.log(25, "between"); logging.log(logging.DEBUG, "no")
log = logging.getLogger("app.db"); log.info("%(a)s and %(b)d", {"a": "A", "b": 2}); log.debug("no"); log.warning("percent % alone"); log.error(ValueError("obj")); log.info("%s", {}); log.info("bad %d", "x"); log.info("too many", 1)
logging.basicConfig(format="ignored"); logging.info("still")
logging.basicConfig(stream=sys.stdout, format="[%(levelname)-8s] %(name)s: %(message)s (%(funcName)s:%(lineno)d %(filename)s %(module)s %(pathname)s %(levelno)s)", level="DEBUG", force=True)
def f(): log.debug("in f"); logging.getLogger().info("root")
f(); log.info("outer", stacklevel=1)
def helper(): log.info("level two", stacklevel=2)
def g(): helper()
g()
logging.basicConfig(stream=sys.stdout, format="{levelname}|{message}", style="{", force=True); logging.warning("brace")
logging.basicConfig(stream=sys.stdout, format="$levelname ${message}", style="$", force=True); logging.warning("dollar")
logging.basicConfig(stream=sys.stdout, style="{", force=True); logging.warning("default brace")
for k in ({"style": "?"}, {"stream": 1, "filename": "x"}, {"handlers": [], "stream": 1}, {"nope": 1, "stream": sys.stdout}, {"format": "no field"}):
    try: print(logging.basicConfig(force=True, **k))
    except ValueError as e: print(e)
# ---
# levels
import logging
print(logging.CRITICAL, logging.FATAL, logging.ERROR, logging.WARNING, logging.WARN, logging.INFO, logging.DEBUG, logging.NOTSET, logging.BASIC_FORMAT)
print(logging.getLevelName(10), logging.getLevelName("INFO"), logging.getLevelName(15), logging.getLevelName("x"), logging.getLevelNamesMapping())
logging.addLevelName(15, "TRACE"); print(logging.getLevelName(15), logging.getLevelName("TRACE"))
a = logging.getLogger("a"); print(a, a.level, a.getEffectiveLevel(), a.isEnabledFor(20), a.isEnabledFor(30), logging.getLogger(), logging.getLogger("root") is logging.getLogger())
a.setLevel("TRACE"); print(a, a.level); a.setLevel(logging.DEBUG); print(logging.getLogger("a.b").getEffectiveLevel(), logging.getLogger("a.b").level)
for v in ("nope", 1.5, None):
    try: a.setLevel(v)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
try: a.log("x", "m")
except TypeError as e: print(e)
try: logging.getLogger(5)
except TypeError as e: print(e)
logging.disable(logging.WARNING); print(a.isEnabledFor(30), a.isEnabledFor(40)); logging.disable(logging.NOTSET); print(a.isEnabledFor(30)); logging.disable(); print(a.isEnabledFor(50)); logging.disable(0)
# ---
# the tree of loggers
import logging, io
c = logging.getLogger("x.y.z"); print(c.parent.name, c.name, logging.getLogger("x.y.z") is c); x = logging.getLogger("x"); print(c.parent is x); y = x.getChild("y"); print(c.parent is y, y.parent is x, x.parent is logging.getLogger(), y.name, logging.getLogger().getChild("q").name)
s, t = io.StringIO(), io.StringIO(); hs = logging.StreamHandler(s); ht = logging.StreamHandler(t); x.addHandler(hs); c.addHandler(ht); c.addHandler(ht)
print(c.hasHandlers(), logging.getLogger("none").hasHandlers(), c.handlers == [ht], hs, logging.Handler(), logging.NullHandler(30))
x.setLevel(10); c.debug("both"); c.propagate = False; c.debug("own"); ht.setLevel("ERROR"); c.info("none"); c.error("err"); c.propagate = True; c.removeHandler(ht); c.removeHandler(ht); c.info("up")
print(repr(s.getvalue()), repr(t.getvalue())); x.disabled = True; x.error("no"); print(x.isEnabledFor(50), repr(s.getvalue()))
print(hs.setStream(t) is s, hs.setStream(t), hs.stream is t, hs.terminator, hs.flush(), hs.close(), hs.name, hs.level, hs.formatter); hs.name = "n"; print(hs.get_name()); hs.set_name("m"); print(hs.name)
logging.shutdown()
# ---
# exceptions
import logging, io
s = io.StringIO(); log = logging.getLogger("e"); h = logging.StreamHandler(s); log.addHandler(h); h.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
def shown():
    lines = [l for l in s.getvalue().splitlines() if not l.startswith("    ")]; s.truncate(0); s.seek(0); return lines
try: 1 / 0
except ZeroDivisionError as e:
    log.exception("failed %s", "x"); print(shown()); log.error("with", exc_info=True); print(shown()); log.error("given", exc_info=e); print(shown()); log.exception("without", exc_info=False); print(shown()); log.critical("tuple", exc_info=(type(e), e, None)); print(shown())
log.exception("nothing"); print(shown())
logging.getLogger("quiet").addHandler(logging.NullHandler()); logging.getLogger("quiet").error("x"); logging.getLogger("unhandled").error("to stderr")
class Bad(logging.Handler): pass
b = logging.getLogger("b"); b.propagate = False; b.addHandler(Bad())
try: b.error("x")
except NotImplementedError as e: print(e)
# ---
# handlers, filters, formatters
import logging, io, time
class Keep(logging.Handler):
    def __init__(self): super().__init__(); self.kept = []
    def emit(self, record): self.kept.append(self.format(record))
log = logging.getLogger("k"); k = Keep(); log.addHandler(k); log.setLevel(10)
k.setFormatter(logging.Formatter("%(asctime)s|%(name)s|%(user)s|%(message)s", datefmt="%H", defaults={"user": "anon"})); log.info("a"); log.info("b", extra={"user": "bob"}); print([m.split("|")[1:] for m in k.kept], len(k.kept[0].split("|")[0]))
for bad in ({"message": 1}, {"name": 1}):
    try: log.info("x", extra=bad)
    except KeyError as e: print(e)
k.kept.clear(); k.setFormatter(None)
def no_secret(r): return "secret" not in r.getMessage()
class F(logging.Filter):
    def filter(self, record): record.msg = "<" + record.msg + ">"; return True
f = F(); k.addFilter(no_secret); k.addFilter(f); log.info("secret %s", 1); log.info("open %s", 1); k.removeFilter(no_secret); k.removeFilter(f); log.info("secret"); log.addFilter(lambda r: r.levelno > 10); log.debug("x"); log.info("y"); print(k.kept, len(log.filters))
r = logging.LogRecord("n.m", 20, "/p/file.py", 7, "msg %s", ("arg",), None, "fn"); print(r, r.getMessage(), r.filename, r.module, r.funcName, r.levelname, r.threadName, r.processName, r.args, 0 <= r.msecs < 1000, abs(time.time() - r.created) < 5, r.exc_info, r.exc_text, r.stack_info)
print(logging.Filter("n").filter(r), logging.Filter("n.m").filter(r), logging.Filter("n.mm").filter(r), logging.Filter().filter(r), logging.Filter("nn").filter(r))
r.created = 0.5; r.msecs = 500.0; fm = logging.Formatter("%(asctime)s %(message)s"); fm.converter = time.gmtime; print(fm.format(r), fm.usesTime(), fm.formatTime(r, "%Y"), logging.Formatter().format(r), logging.Formatter().usesTime()); fm.default_msec_format = None; print(fm.format(r))
print(logging.Formatter("{levelname:>6}:{message}", style="{").format(r), logging.Formatter("${levelname} $message", style="$").format(r))
for a, kw in ((("x",), {}), (("x",), {"style": "?"})):
    try: logging.Formatter(*a, **kw)
    except ValueError as e: print(e)
try: logging.Formatter("%(nope)s").format(r)
except ValueError as e: print(e)
print(logging.Formatter("x", validate=False).format(r)); m = logging.makeLogRecord({"msg": "made", "name": "q"}); print(m.getMessage(), m.name)
# ---
# adapters, classes, factories
import logging, io
s = io.StringIO(); log = logging.getLogger("ad"); h = logging.StreamHandler(s); h.setFormatter(logging.Formatter("%(levelname)s %(ip)s %(message)s")); log.addHandler(h); log.setLevel(10)
a = logging.LoggerAdapter(log, {"ip": "1.2"}); a.debug("d %s", 1); a.info("i"); a.warning("w"); a.error("e"); a.critical("c"); a.log(25, "l"); print(s.getvalue(), a.name, a.isEnabledFor(10), a.getEffectiveLevel(), a.hasHandlers(), a); a.setLevel(40); print(log.level)
class P(logging.LoggerAdapter):
    def process(self, msg, kwargs): return f"[{self.extra['id']}] {msg}", {**kwargs, "extra": {"ip": "-"}}
P(log, {"id": 7}).error("x"); print(s.getvalue().splitlines()[-1]); a.exception("none", exc_info=False); print(s.getvalue().splitlines()[-1])
class L(logging.Logger):
    def shout(self, m): self.error(m.upper())
logging.setLoggerClass(L); n = logging.getLogger("shouting"); n.addHandler(logging.StreamHandler(s)); n.shout("hey"); print(n, s.getvalue().splitlines()[-1], logging.getLoggerClass() is L)
try: logging.setLoggerClass(int)
except TypeError as e: print(e)
old = logging.getLogRecordFactory()
def make(*a, **k): r = old(*a, **k); r.msg = "made " + r.msg; return r
logging.setLogRecordFactory(make); n.error("it"); print(s.getvalue().splitlines()[-1])
