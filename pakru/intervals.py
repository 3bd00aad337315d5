"""Values of time expressions as days: what a TIMEX3 value covers, and how to count on from it.

A value is text as TIMEX3 writes it: `2012-10-03`, `2012-10`, `2012`, `199` (the 1990s), `19` (the twentieth
century), `2014-SU`, `2017-W24`, `2017-W24-WE`, `1998-Q3`, `2020-H1`, `BC0490`, with a part of the day
(`2012-10-03TMO`) or of a longer stretch (`2014 END`). An `X` stands for what is not known.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from pakru.records import Interval

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_CALENDAR = re.compile(r"(\d\d\d\d)(?:-(\d\d)(?:-(\d\d))?)?$")
_PARTS = re.compile(r"(\d\d\d\d)-(SP|SU|FA|WI|Q[1-4]|H[12]|W\d\d(?:-WE)?)$")
_ANTIQUE = re.compile(r"BC(\d\d\d\d)(?:-(\d\d))?")
# how many thirds of a stretch stand before and after each part of it
_THIRDS = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}


@lru_cache(maxsize=4096)
def cover_days(value: str) -> Interval:
    """Give the days that a value covers; open where it names none (a duration, a set, an unknown day).

    >>> cover_days("2014-02")
    Interval(earliest=datetime.date(2014, 2, 1), latest=datetime.date(2014, 2, 28))
    >>> cover_days("2021-04 MID").latest, cover_days("197 END").earliest, cover_days("PXY").latest
    (datetime.date(2021, 4, 20), datetime.date(1975, 1, 1), None)
    """
    plain, _, part = value.partition(" ")
    try:
        days = _cover(plain.partition("T")[0])
    except ValueError:  # 30 February, week 54, a year after 9999
        return Interval()
    return _take_third(days, part) if part and days.earliest else days


def _cover(value: str) -> Interval:
    if found := _CALENDAR.match(value):
        year, month, day = (int(piece) if piece else None for piece in found.groups())
        if day:
            return Interval(date(year, month, day), date(year, month, day))
        return _months(year, month, 1) if month else _months(year, 1, 12)
    if found := _PARTS.match(value):
        return _cover_part(int(found[1]), found[2])
    if re.match(r"\d\d\d?$", value):
        years = 10 ** (4 - len(value))
        return _months(int(value) * years, 1, 12 * years)
    return Interval()


def _cover_part(year: int, part: str) -> Interval:
    if part in _SEASONS:
        return _months(year, _SEASONS[part], 3)
    if part[0] == "Q":
        return _months(year, 3 * int(part[1]) - 2, 3)
    if part[0] == "H":
        return _months(year, 6 * int(part[1]) - 5, 6)
    monday = date.fromisocalendar(year, int(part[1:3]), 1)
    return Interval(monday + timedelta(5 * part.endswith("WE")), monday + timedelta(6))


def _months(year: int, month: int, count: int) -> Interval:
    following = date(*_month(12 * year + month - 1 + count), 1)
    return Interval(date(year, month, 1), following - timedelta(1))


def _month(index: int) -> tuple[int, int]:
    return index // 12, index % 12 + 1


def _take_third(days: Interval, part: str) -> Interval:
    """Give the early, middle or late part: of a month by tens, of a year by four months, of a decade by halves."""
    first, last = days.earliest, days.latest
    before, after = _THIRDS[part]
    length = (last - first).days + 1
    if length > 400:
        years = round(length / 365.25)
        bounds = {"START": (0, years // 2), "MID": (3 * years // 10, 7 * years // 10), "END": (years // 2, years)}[part]
        return Interval(date(first.year + bounds[0], 1, 1), date(first.year + bounds[1] - 1, 12, 31))
    if length > 80:
        months = round(length / 30.4)
        start = _months(*_month(12 * first.year + first.month - 1 + months * before // 3), 1).earliest
        end = _months(*_month(12 * first.year + first.month - 2 + months * after // 3), 1).latest
        return Interval(start, end)
    if length > 27:
        return Interval(first + timedelta(10 * before), last if part == "END" else first + timedelta(10 * after - 1))
    return days


def count_units(value: str, unit: str) -> int | None:
    """Number the unit (D, W, WE, M, Q, Y) in which a value lies; None where it is wider than one or unknown.

    >>> count_units("2013-11-25", "M") - count_units("2013-09", "M"), count_units("2013", "M")
    (2, None)
    """
    if found := _ANTIQUE.match(value):
        year = -int(found[1])
        return year if unit == "Y" else 12 * year + int(found[2]) - 1 if unit == "M" and found[2] else None
    days = cover_days(value.partition(" ")[0])
    if days.earliest is None or days.latest is None:
        return None
    if unit == "Y" and re.match(r"\d{4}-WI", value):
        return int(value[:4])
    first, last = _number(days.earliest, unit), _number(days.latest, unit)
    return first if first == last else None


def _number(day: date, unit: str) -> int:
    if unit == "D":
        return day.toordinal()
    if unit in ("W", "WE"):
        return (day.toordinal() - 1) // 7
    if unit == "M":
        return 12 * day.year + day.month - 1
    return 4 * day.year + (day.month - 1) // 3 if unit == "Q" else day.year // {"Y": 1, "10Y": 10, "100Y": 100}[unit]


def name_unit(index: int, unit: str) -> str:
    """Give the value of the unit with that number: the inverse of `count_units`.

    >>> name_unit(count_units("2013-11-25", "W") - 1, "W")
    '2013-W47'
    """
    if unit == "D":
        return date.fromordinal(index).isoformat()
    if unit in ("W", "WE"):
        year, week, _ = date.fromordinal(7 * index + 1).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        year, month = _month(index)
        return f"{year:04d}-{month:02d}" if year >= 0 else f"BC{-year:04d}-{month:02d}"
    if unit == "Q":
        return f"{index // 4:04d}-Q{index % 4 + 1}"
    if unit == "Y":
        return f"{index:04d}" if index >= 0 else f"BC{-index:04d}"
    return f"{index:0{3 if unit == '10Y' else 2}d}"


def shift_value(value: str, count: int, unit: str) -> str | None:
    """Count units on from a value; None where the value does not say which unit it lies in.

    >>> shift_value("2013-09-07", 3, "D"), shift_value("1968", 2, "Y"), shift_value("1968", 2, "D")
    ('2013-09-10', '1970', None)
    """
    if unit[:1].isdigit() and unit not in ("10Y", "100Y"):
        count, unit = count * int(unit[:-1]), unit[-1]
    index = count_units(value, unit)
    try:
        return None if index is None else name_unit(index + count, unit)
    except (ValueError, OverflowError):  # before the year 1, after 9999
        return None


def bound_days(days: Interval, bound: str) -> Interval:
    """Apply the preposition of an expression: since, until, before or after the days it names.

    >>> bound_days(cover_days("2014"), "before")
    Interval(earliest=None, latest=datetime.date(2013, 12, 31))
    """
    first, last = days.earliest, days.latest
    if bound == "since":
        return Interval(first, None)
    if bound == "until":
        return Interval(None, last)
    if bound == "before":
        return Interval(None, first and first - timedelta(1))
    if bound == "after":
        return Interval(last and last + timedelta(1), None)
    return days
