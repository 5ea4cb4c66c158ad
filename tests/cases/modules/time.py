# clocks and sleeping
import time
a, b, c = time.time(), time.monotonic(), time.perf_counter()
time.sleep(0.01); time.sleep(0)
print(time.time() - a >= 0.009, time.monotonic() - b >= 0.009, 0.009 <= time.perf_counter() - c < 5, a > 1.6e9, type(a), type(time.time_ns()), time.time_ns() // 10**9 - int(time.time()) in (0, -1))
print(type(time.monotonic_ns()), type(time.perf_counter_ns()), type(time.process_time_ns()), type(time.thread_time_ns()), time.process_time() >= 0, time.thread_time() >= 0)
print(type(time.timezone), type(time.altzone), type(time.daylight), len(time.tzname))
for bad in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.sleep(), lambda: time.sleep(float("nan")), lambda: time.time(1), lambda: time.nope):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
# ---
# calendar time
import time
t = time.gmtime(86400 * 365.5)
print(t, t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_wday, t.tm_yday, t.tm_isdst, t.tm_zone, t.tm_gmtoff)
print(t[0], t[:3], len(t), list(t), tuple(t), t == tuple(t), t < time.gmtime(1e9), isinstance(t, tuple), type(t), hash(t) == hash(tuple(t)), 1971 in t, t.n_fields)
y, m, *rest = t; print(y, m, rest)
print(time.strftime("%Y-%m-%d %H:%M:%S %j %A", t), time.strftime("", t), time.asctime(t), time.strftime("%d", (2020, 1, 5, 0, 0, 0, 0, 5, 0)), time.asctime((2020, 1, 5, 0, 0, 0, 0, 5, 0)))
print(time.strptime("2024-02-29 12:30", "%Y-%m-%d %H:%M"), time.strptime("Thu Feb 29 12:30:15 2024").tm_sec)
print(time.localtime(time.mktime(t))[:6] == t[:6], len(time.ctime(0)), time.ctime(5) == time.asctime(time.localtime(5)), time.localtime().tm_year >= 2024, time.gmtime().tm_year >= 2024, len(time.strftime("%Y")), len(time.asctime()))
print(time.struct_time((2020, 1, 5, 0, 0, 0, 0, 5, 0)), time.struct_time(range(9)).tm_zone)
for bad in (lambda: time.struct_time((1, 2)), lambda: time.struct_time(5), lambda: setattr(t, "tm_year", 3), lambda: t.nope, lambda: time.strftime(5), lambda: time.strftime("%Y", 5), lambda: time.strftime("%Y", (1, 2)), lambda: time.strptime("x", "%Y"), lambda: time.strptime(5), lambda: time.gmtime("x"), lambda: time.mktime(5), lambda: time.mktime(), lambda: time.strftime("%Y", (2020, 13, 5, 0, 0, 0, 0, 5, 0)), lambda: time.gmtime(1e30), lambda: time.asctime(1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
