# zones by name
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones
from datetime import datetime, timedelta, timezone, tzinfo, time
z = ZoneInfo("Europe/Berlin")
n = datetime(2024, 3, 31, 1, 30, tzinfo=z)
print(z, repr(z), z.key, n, repr(n), n.tzname(), n.utcoffset(), n.dst(), n + timedelta(hours=1), (n + timedelta(days=1)).utcoffset())
print(n.astimezone(timezone.utc), datetime(2024, 7, 1, 12, tzinfo=timezone.utc).astimezone(ZoneInfo("America/New_York")), n.astimezone(ZoneInfo("Asia/Tokyo")).isoformat(), f"{n:%H:%M %Z %z}")
print(z.utcoffset(n), z.tzname(n), z.dst(n), z.fromutc(n.replace(hour=0)), z.utcoffset(None), z is ZoneInfo("Europe/Berlin"), z == ZoneInfo(key="Europe/Berlin"), isinstance(z, tzinfo), ZoneInfo("UTC"), ZoneInfo.no_cache("UTC").key, ZoneInfo.clear_cache(), type(z))
print("Europe/Paris" in available_timezones(), {z: 1}[z], time(1, tzinfo=z), datetime.now(z).tzinfo is z, n.replace(tzinfo=ZoneInfo("UTC")) - n, issubclass(ZoneInfoNotFoundError, KeyError))
print(datetime(2024, 10, 27, 2, 30, tzinfo=z).utcoffset(), datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=z).utcoffset())
for bad in (lambda: ZoneInfo("Nowhere/City"), lambda: ZoneInfo(5), lambda: z.nope, lambda: z.utcoffset(5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
