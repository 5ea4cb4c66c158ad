"""calendar."""

from datetime import MAXYEAR, MINYEAR, date
from enum import IntEnum


class Day(IntEnum):
    MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

    def __repr__(self):
        return f"calendar.{self.name}"


# Python has had names for its days since 3.12; before, they were numbers
_DAYS = list(Day) if _limen_python() >= (3, 12) else list(range(7))
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = _DAYS
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f"bad month number {self.month!r}; must be 1-12"


class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return f"bad weekday number {self.weekday!r}; must be 0 (Monday) to 6 (Sunday)"


class _Names:
    def __init__(self, *names):
        self._names = names

    def __getitem__(self, index):
        found = self._names[index]
        return list(found) if isinstance(index, slice) else found

    def __len__(self):
        return len(self._names)


month_name = _Names(
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
month_abbr = _Names(*[name[:3] for name in month_name])
day_name = _Names("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
day_abbr = _Names(*[name[:3] for name in day_name])


def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _leaps_before(year):
    year -= 1
    return year // 4 - year // 100 + year // 400


def leapdays(y1, y2):
    return _leaps_before(y2) - _leaps_before(y1)


def weekday(year, month, day):
    if not MINYEAR <= year <= MAXYEAR:
        year = 2000 + year % 400
    return _DAYS[date(year, month, day).weekday()]


def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _length(year, month)


def _length(year, month):
    return _LENGTHS[month] + (month == 2 and isleap(year))


def timegm(tuple):
    year, month, day, hour, minute, second = tuple[:6]
    days = date(year, month, 1).toordinal() - 719163 + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def _shifted(year, month, by):
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1


class Calendar:
    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        return self._first % 7

    def setfirstweekday(self, firstweekday):
        self._first = firstweekday

    firstweekday = property(getfirstweekday, setfirstweekday)

    def iterweekdays(self):
        for index in range(7):
            yield (self.firstweekday + index) % 7

    def itermonthdays(self, year, month):
        first, length = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        for _ in range(before):
            yield 0
        yield from range(1, length + 1)
        for _ in range(-(before + length) % 7):
            yield 0

    def itermonthdays2(self, year, month):
        for index, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, index % 7

    def itermonthdays3(self, year, month):
        first, length = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        y, m = _shifted(year, month, -1)
        last = _length(y, m)
        for day in range(last - before + 1, last + 1):
            yield y, m, day
        for day in range(1, length + 1):
            yield year, month, day
        y, m = _shifted(year, month, 1)
        for day in range(1, -(before + length) % 7 + 1):
            yield y, m, day

    def itermonthdays4(self, year, month):
        for index, (y, m, day) in enumerate(self.itermonthdays3(year, month), self.firstweekday):
            yield y, m, day, index % 7

    def itermonthdates(self, year, month):
        for y, m, day in self.itermonthdays3(year, month):
            yield date(y, m, day)

    def _weeks(self, days):
        days = list(days)
        return [days[start : start + 7] for start in range(0, len(days), 7)]

    def _year(self, make, year, width):
        months = [make(year, month) for month in range(1, 13)]
        return [months[start : start + width] for start in range(0, 12, width)]

    def monthdatescalendar(self, year, month):
        return self._weeks(self.itermonthdates(year, month))

    def monthdays2calendar(self, year, month):
        return self._weeks(self.itermonthdays2(year, month))

    def monthdayscalendar(self, year, month):
        return self._weeks(self.itermonthdays(year, month))

    def yeardatescalendar(self, year, width=3):
        return self._year(self.monthdatescalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        return self._year(self.monthdays2calendar, year, width)

    def yeardayscalendar(self, year, width=3):
        return self._year(self.monthdayscalendar, year, width)


class TextCalendar(Calendar):
    def prweek(self, theweek, width):
        print(self.formatweek(theweek, width), end="")

    def formatday(self, day, weekday, width):
        return ("" if day == 0 else f"{day:2}").center(width)

    def formatweek(self, theweek, width):
        return " ".join([self.formatday(day, index, width) for day, index in theweek])

    def formatweekday(self, day, width):
        names = day_name if width >= 9 else day_abbr
        return names[day][:width].center(width)

    def formatweekheader(self, width):
        return " ".join([self.formatweekday(day, width) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        if not 1 <= themonth <= 12:
            raise IllegalMonthError(themonth)
        title = month_name[themonth]
        return (f"{title} {theyear!r}" if withyear else title).center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end="")

    def formatmonth(self, theyear, themonth, w=0, l=0):
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1), self.formatweekheader(w)]
        lines += [self.formatweek(week, w) for week in self.monthdays2calendar(theyear, themonth)]
        return "".join([line.rstrip() + "\n" * l for line in lines])

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = 7 * (w + 1) - 1
        total = width * m + c * (m - 1)
        gap = " " * c
        parts = [repr(theyear).center(total).rstrip(), "\n" * l]
        header = self.formatweekheader(w)
        for number, row in enumerate(self.yeardays2calendar(theyear, m)):
            months = range(m * number + 1, min(m * (number + 1) + 1, 13))
            names = [self.formatmonthname(theyear, month, width, False) for month in months]
            parts += ["\n" * l, gap.join([n.center(width) for n in names]).rstrip(), "\n" * l]
            parts += [gap.join([header.center(width) for _ in months]).rstrip(), "\n" * l]
            for index in range(max([len(weeks) for weeks in row])):
                texts = [self.formatweek(weeks[index], w) if index < len(weeks) else "" for weeks in row]
                parts += [gap.join([text.center(width) for text in texts]).rstrip(), "\n" * l]
        return "".join(parts)

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        print(self.formatyear(theyear, w, l, c, m), end="")


def firstweekday():
    return _limen_first_weekday()


def setfirstweekday(firstweekday):
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    _limen_first_weekday(firstweekday)


def monthcalendar(year, month):
    return Calendar(firstweekday()).monthdayscalendar(year, month)


def month(theyear, themonth, w=0, l=0):
    return TextCalendar(firstweekday()).formatmonth(theyear, themonth, w, l)


def prmonth(theyear, themonth, w=0, l=0):
    TextCalendar(firstweekday()).prmonth(theyear, themonth, w, l)


def calendar(theyear, w=2, l=1, c=6, m=3):
    return TextCalendar(firstweekday()).formatyear(theyear, w, l, c, m)


def prcal(theyear, w=0, l=0, c=6, m=3):
    TextCalendar(firstweekday()).pryear(theyear, w, l, c, m)


def weekheader(width):
    return TextCalendar(firstweekday()).formatweekheader(width)
