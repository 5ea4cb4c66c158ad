# dates: making, reading, writing
from datetime import date
import datetime
d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, date(year=2024, month=1, day=9), date(2024, 1, day=3))
print(d.weekday(), d.isoweekday(), d.toordinal(), d.ctime(), d.isoformat(), str(d), d.strftime("%d.%m.%Y %A %j"), d.__format__("%b"))
print(f"{d:%Y/%m/%d}|{d}|{d!s:>12}|{d!r}", format(d, ""), format(d, "%U"), "{:%y}".format(d), "%s" % d)
print(date.fromisoformat("2020-05-06"), date.fromisoformat("20200506"), date.fromisoformat("2020-W05-2"), date.fromordinal(700000), date.fromisocalendar(2020, 5, 3))
print(date.min, date.max, date.resolution, d.max, d.replace(day=1), d.replace(2023, 4), d.replace(month=3).isoformat())
print(d.isocalendar(), d.isocalendar().week, d.isocalendar().year, d.isocalendar().weekday, d.isocalendar()[1], tuple(d.isocalendar()))
y, w, n = d.isocalendar(); print(y, w, n, d.isocalendar() == (2024, 9, 4))
print(d.timetuple(), d.timetuple().tm_yday, d.timetuple()[:3])
print(type(date.today()).__name__, date.today() >= date(2020, 1, 1), date.fromtimestamp(86400 * 30).year, datetime.MINYEAR, datetime.MAXYEAR)
print(date, type(d), isinstance(d, date), d.__class__.__name__, date.__module__, hash(d) == hash(date(2024, 2, 29)), {d: 1}[date(2024, 2, 29)], d in {date(2024, 2, 29)})
for bad in (lambda: date(2020, 13, 1), lambda: date(2023, 2, 29), lambda: date(0, 1, 1), lambda: date("2020"), lambda: date(2020), lambda: date(2020, 1.5, 1), lambda: date(1, 2, 3, 4),
            lambda: date.fromisoformat("x"), lambda: date.fromisoformat(5), lambda: d.nothing, lambda: d.replace(month=0), lambda: date.fromordinal(0), lambda: date.fromisocalendar(2020, 60, 1),
            lambda: d.strftime(5), lambda: d.strftime(), lambda: setattr(d, "year", 3), lambda: d < 5, lambda: d + 1, lambda: d - "x", lambda: 1 - d, lambda: d * 2, lambda: -d, lambda: date.max + datetime.timedelta(1), lambda: d.weekday(1), lambda: format(d, 5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
# ---
# dates: order and arithmetic
from datetime import date, timedelta
a, b = date(2024, 1, 31), date(2024, 3, 1)
print(b - a, (b - a).days, a + timedelta(days=30), timedelta(1) + a, b - timedelta(weeks=1), a < b, a <= b, a > b, a >= b, a == b, a != b, a == date(2024, 1, 31), a == 5, a != "x")
print(sorted([b, a]), max(a, b), min([a, b]), sorted({"x": b, "y": a}.items(), key=lambda p: p[1]), [a, 1] < [b, 0], (a,) == (date(2024, 1, 31),))
day = a
while day < b:
    if day.weekday() == 6: print(day, end=" ")
    day += timedelta(days=1)
print([str(a + timedelta(days=i)) for i in range(3)])
match a:
    case date(year=2024, month=m): print("month", m)
a -= timedelta(1); print(a, bool(a), repr([a]), {a: b})
# ---
# datetimes: making, reading, writing
from datetime import datetime, date, time, timedelta, timezone, UTC
n = datetime(2024, 2, 29, 13, 5, 9, 250)
e = datetime(2024, 2, 29, 13, 5, 9, tzinfo=timezone.utc)
print(n, e, repr(n), repr(e), n.year, n.month, n.day, n.hour, n.minute, n.second, n.microsecond, n.tzinfo, e.tzinfo, n.fold, datetime(2020, 1, 1, fold=1))
print(n.isoformat(), e.isoformat(), n.isoformat(" "), n.isoformat(sep="_", timespec="minutes"), n.isoformat(timespec="milliseconds"), e.isoformat("T", "hours"), n.ctime())
print(f"{n:%Y-%m-%d %H:%M:%S.%f %p %I %z%Z}|{e:%z %Z %c}|{e}|{n:}|{n!r:.20}", n.strftime("%%Y"), e.strftime("%G-W%V-%u"))
print(n.date(), n.time(), e.timetz(), e.time(), n.weekday(), n.isoweekday(), n.toordinal(), n.isocalendar())
print(datetime.fromisoformat("2024-02-03T04:05:06+02:00"), datetime.fromisoformat("2024-02-03"), datetime.fromisoformat("2024-02-03 04:05:06.123456"), datetime.fromisoformat("2024-02-03T04:05:06Z"))
print(datetime.strptime("03/Feb/2024 17:45", "%d/%b/%Y %H:%M"), repr(datetime.strptime("2024-02-03 +0130", "%Y-%m-%d %z")))
print(datetime.combine(date(2020, 1, 2), time(3, 4)), datetime.combine(date(2020, 1, 2), time(3, 4), tzinfo=UTC), datetime.combine(date=n, time=time(1)), datetime.fromordinal(730000), datetime.fromisocalendar(2021, 1, 1))
print(datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1e9, tz=UTC), e.timestamp(), datetime.fromtimestamp(1.5, UTC).microsecond, datetime.utcfromtimestamp(86400))
print(e.timetuple(), e.utctimetuple(), n.timetuple().tm_isdst, e.utcoffset(), n.utcoffset(), e.dst(), e.tzname(), n.tzname())
print(e.astimezone(timezone(timedelta(hours=5, minutes=30))), e.astimezone(timezone(timedelta(hours=-3))).date(), e.replace(hour=0, minute=0, second=0), n.replace(tzinfo=UTC), e.replace(tzinfo=None), n.replace(2000, 1, 1, 1, 1, 1, 1, fold=1).fold)
print(datetime.min, datetime.max, datetime.resolution, isinstance(n, date), issubclass(datetime, date), type(n) is datetime, type(n) is date)
now = datetime.now(); aware = datetime.now(timezone.utc)
print(now.tzinfo, aware.tzinfo, datetime.now(tz=UTC) >= aware, datetime.utcnow() - aware.replace(tzinfo=None) < timedelta(seconds=30), datetime.today() >= now, type(now.timestamp()), now.year >= 2024)
# ---
# datetimes: order, arithmetic, complaints
from datetime import datetime, date, time, timedelta, timezone
a, b = datetime(2024, 1, 31, 22), datetime(2024, 2, 1, 1, 30)
z = datetime(2024, 1, 31, 22, tzinfo=timezone.utc)
print(b - a, (b - a).total_seconds(), a + timedelta(hours=3), timedelta(hours=1) + a, a - timedelta(minutes=1), a < b, a == b, a == z, a != z, a == date(2024, 1, 31), z == z.astimezone(timezone(timedelta(hours=2))), hash(z) == hash(z.astimezone(timezone(timedelta(hours=2)))))
print(sorted([b, a])[0], max(a, b), z - datetime(2024, 1, 31, 22, tzinfo=timezone(timedelta(hours=1))), [a] == [datetime(2024, 1, 31, 22)], {a, b, datetime(2024, 2, 1, 1, 30)} == {a, b})
for bad in (lambda: a < z, lambda: a - z, lambda: a < date(2024, 1, 1), lambda: date(2024, 1, 1) < a, lambda: a - date(2024, 1, 1), lambda: a + b, lambda: a + 5, lambda: sorted([a, z]), lambda: max([a, z]), lambda: [a] < [z], lambda: a < None,
            lambda: datetime(2024, 1), lambda: datetime(2024, 1, 1, 25), lambda: datetime(2024, 1, 1, tzinfo=5), lambda: datetime("2024-01-01"), lambda: datetime(2024, 1, 1, hours=3), lambda: datetime.strptime("2024", "%m"), lambda: datetime.strptime("2024 x", "%Y"), lambda: datetime.strptime("1", "%Q"), lambda: datetime.strptime("a", "a%"), lambda: datetime.strptime(5, "%Y"), lambda: datetime.strptime("1"),
            lambda: datetime.fromisoformat("2024-1-1"), lambda: datetime.now("x"), lambda: datetime.fromtimestamp("1"), lambda: datetime.fromtimestamp(1e30), lambda: a.isoformat(timespec="days"), lambda: a.isoformat("ab"), lambda: a.replace(hour=24), lambda: datetime.combine(5, 6), lambda: a.astimezone(5), lambda: datetime.max + timedelta(1), lambda: a.year(), lambda: datetime.nope, lambda: a.replace(tzinfo=object())):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
# ---
# times
from datetime import time, timezone, timedelta
t = time(13, 5, 9, 250)
print(t, repr(t), t.hour, t.minute, t.second, t.microsecond, t.tzinfo, t.fold, time(), time(1), repr(time(1, 2)), time(hour=3, tzinfo=timezone.utc), repr(time(3, fold=1)))
print(t.isoformat(), t.isoformat("minutes"), t.isoformat(timespec="milliseconds"), t.strftime("%H-%M"), f"{t:%I:%M %p}|{t}", time.fromisoformat("04:05:06.5"), time.fromisoformat("T0405"), time.fromisoformat("04:05+01:00"))
print(t.replace(hour=1), t.replace(1, 2, 3, 4, timezone.utc), time.min, time.max, time.resolution, t < time(14), t == time(13, 5, 9, 250), t != 5, max(t, time(23)), hash(t) == hash(time(13, 5, 9, 250)), bool(time(0)))
u = time(1, tzinfo=timezone(timedelta(hours=2))); print(u, u.utcoffset(), u.tzname(), u.dst(), t.utcoffset(), t.dst(), t.tzname())
for bad in (lambda: time(24), lambda: time("1"), lambda: time(1) < 5, lambda: time(1) + timedelta(1), lambda: time.fromisoformat("x"), lambda: t.nope, lambda: t < u, lambda: time(1, 2, 3, 4, 5), lambda: time(1) - time(0)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
# ---
# timedeltas
from datetime import timedelta
t = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6, weeks=1)
print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds(), str(timedelta(-1)), repr(timedelta()), timedelta(0.5), timedelta(hours=-1), timedelta(1, 2, 3))
h = timedelta(hours=7)
print(h + t, t - h, h * 3, 3 * h, h * 1.5, h / 2, h // 2, h / timedelta(hours=2), h // timedelta(hours=2), h % timedelta(hours=2), divmod(h, timedelta(hours=2)), -h, +h, abs(-h), h / 0.5)
print(h < t, h <= t, h > t, h >= t, h == timedelta(minutes=420), h != 5, h == 25200, max(h, t), sum([h, h], timedelta()), bool(timedelta()), bool(h), not timedelta(0), hash(h) == hash(timedelta(minutes=420)), {h: 1}[timedelta(minutes=420)])
print(timedelta.min, timedelta.max, timedelta.resolution, f"{h}", f"{h!s:>10}", sorted([t, h])[0], "%s %r" % (h, h), [h], type(h), h.__class__.__name__)
x = h; x += t; x -= h; x *= 2; x //= 2; print(x == t)
for bad in (lambda: h + 1, lambda: 1 + h, lambda: h * "x", lambda: h * h, lambda: h < 5, lambda: h / 0, lambda: h // timedelta(), lambda: h % 2, lambda: divmod(h, 2), lambda: timedelta("1"), lambda: timedelta(years=1), lambda: timedelta(days=10**10), lambda: timedelta.max * 2, lambda: h ** 2, lambda: ~h, lambda: 5 / h, lambda: f"{h:%H}", lambda: h.hours, lambda: timedelta.max + h, lambda: round(h), lambda: int(h)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
# ---
# time zones
from datetime import timezone, timedelta, datetime, tzinfo, UTC
z = timezone(timedelta(hours=2)); w = timezone(timedelta(hours=-5, minutes=-30), "here")
print(timezone.utc, repr(timezone.utc), z, repr(z), w, repr(w), UTC is timezone.utc, timezone(timedelta(0)), timezone.min, timezone.max)
print(z == timezone(timedelta(minutes=120), "x"), z != w, hash(z) == hash(timezone(timedelta(hours=2))), isinstance(z, tzinfo), issubclass(timezone, tzinfo), z == 5)
n = datetime(2024, 5, 6, tzinfo=z)
print(z.utcoffset(n), z.utcoffset(None), z.tzname(None), w.tzname(n), z.dst(n), z.fromutc(n), n, n.tzinfo is z, {z: 1})
for bad in (lambda: timezone(), lambda: timezone(5), lambda: timezone(timedelta(days=1)), lambda: timezone(timedelta(1), 5), lambda: z.utcoffset(5), lambda: z.nope, lambda: z < w):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
# ---
# classes that derive from them
from datetime import datetime, date, timedelta, time, timezone
class Day(date):
    def next(self): return self + timedelta(days=1)
    @property
    def short(self): return f"{self:%d.%m.}"
d = Day(2024, 2, 28)
print(d, repr(d), d.next(), type(d.next()).__name__, d.short, type(d.replace(day=1)).__name__, type(Day.fromisoformat("2020-01-01")).__name__, type(Day.today()).__name__, d == date(2024, 2, 28), date(2024, 2, 28) == d, d < date(2025, 1, 1), hash(d) == hash(date(2024, 2, 28)), d.year, d.isoformat(), isinstance(d, date))
print(d - date(2024, 1, 1), type(d - timedelta(1)).__name__, type(timedelta(1) + d).__name__, d - d, {d: 1}[date(2024, 2, 28)], sorted([d, Day(2020, 1, 1)])[0].short)
class Stamp(datetime):
    def __new__(cls, *args, label="none", **kwargs):
        made = super().__new__(cls, *args, **kwargs)
        made.label = label
        return made
    def __str__(self): return "<" + self.isoformat() + ">"
s = Stamp(2024, 1, 2, 3, label="x", tzinfo=timezone.utc)
print(s, s.label, repr(s), f"{s:%H}", s.hour, (s + timedelta(hours=1)).label, type(Stamp.strptime("2020", "%Y")).__name__, type(Stamp.combine(date(2020, 1, 1), time(3))).__name__, type(Stamp.fromtimestamp(0, timezone.utc)).__name__, type(s.astimezone(timezone(timedelta(hours=1)))).__name__, type(Stamp.now()).__name__, type(Stamp.fromordinal(5)).__name__, s.timestamp(), s.date(), type(s.date()).__name__)
class Delta(timedelta):
    def hours(self): return self.total_seconds() / 3600
x = Delta(hours=3); print(x, repr(x), x.hours(), type(x + x).__name__, x == timedelta(hours=3), -x, x * 2, date(2020, 1, 1) + Delta(1))
class Slot(time): pass
print(repr(Slot(3)), Slot(3) < time(4), type(Slot(3).replace(hour=4)).__name__)
