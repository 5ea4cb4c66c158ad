# years, months, weekdays
import calendar
print([y for y in (1900, 1996, 2000, 2023, 2024) if calendar.isleap(y)], calendar.leapdays(1990, 2025), calendar.weekday(2024, 2, 29), calendar.weekday(12000, 1, 1), calendar.monthrange(2024, 2), calendar.monthrange(2023, 12))
print(list(calendar.month_name), list(calendar.month_abbr), list(calendar.day_name), list(calendar.day_abbr), calendar.month_name[3], calendar.day_abbr[-1], len(calendar.day_name), calendar.month_name[1:3])
print(calendar.MONDAY + 0, calendar.SUNDAY + 0, calendar.TUESDAY + calendar.WEDNESDAY + calendar.THURSDAY + calendar.FRIDAY + calendar.SATURDAY, calendar.firstweekday(), calendar.weekheader(3), calendar.weekheader(9))
print(calendar.timegm((2024, 2, 29, 12, 30, 15)), calendar.timegm((1970, 1, 1, 0, 0, 0, 0, 1, 0)), calendar.monthcalendar(2024, 2))
for bad in (lambda: calendar.monthrange(2024, 13), lambda: calendar.weekday(2024, 2, 30), lambda: calendar.nope, lambda: calendar.TextCalendar().formatmonthname(2024, 5, "x")):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(str(calendar.IllegalMonthError(3)), calendar.IllegalWeekdayError(9), issubclass(calendar.IllegalMonthError, ValueError), repr(calendar.IllegalMonthError(3)))
# ---
# Calendar
from calendar import Calendar, SUNDAY
for c in (Calendar(), Calendar(SUNDAY), Calendar(firstweekday=3)):
    print(c.firstweekday, c.getfirstweekday(), list(c.iterweekdays()), list(c.itermonthdays(2024, 2)), list(c.itermonthdays2(2024, 6))[:3])
    print(list(c.itermonthdays3(2024, 12))[-3:], list(c.itermonthdays3(2024, 1))[:2], list(c.itermonthdays4(2024, 1))[:2], [str(d) for d in c.itermonthdates(2024, 1)][:3])
    print(c.monthdayscalendar(2023, 2), c.monthdays2calendar(2024, 3)[0], c.monthdatescalendar(2024, 3)[0][0])
    print(len(c.yeardayscalendar(2024)), c.yeardayscalendar(2024, 4)[1][2], len(c.yeardays2calendar(2024, width=6)[0]), c.yeardatescalendar(2024)[0][0][0][0])
c.setfirstweekday(6); print(c.firstweekday); c.firstweekday = 2; print(c.getfirstweekday())
# ---
# text
import calendar
print(calendar.month(2024, 2)); print(calendar.month(2024, 9, 4, 2)); calendar.prmonth(2025, 6); print(calendar.calendar(2024)); print(calendar.calendar(2023, 3, 1, 4, 5)); calendar.prcal(2022)
t = calendar.TextCalendar(calendar.SUNDAY)
print(t.formatmonth(2024, 3)); t.prmonth(2024, 4); print(t.formatyear(2021, m=2)); t.pryear(2020); t.prweek([(1, 0), (2, 1)], 4)
print(t.formatday(0, 1, 3) + "|", t.formatday(5, 1, 3) + "|", t.formatweek([(1, 0), (0, 1)], 3), t.formatweekday(2, 5), t.formatweekday(2, 12), t.formatweekheader(2), t.formatmonthname(2024, 5, 20), t.formatmonthname(2024, 5, 12, False))
# ---
# the first weekday is a setting of the module
import calendar
print(calendar.firstweekday())
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.firstweekday() == calendar.SUNDAY, calendar.weekheader(2))
print(calendar.month(2024, 2))
print(calendar.monthcalendar(2024, 2)[0], calendar.Calendar().firstweekday, calendar.TextCalendar().formatweekheader(2))
calendar.prmonth(2024, 3)
try: calendar.setfirstweekday(9)
except ValueError as e: print(e)
