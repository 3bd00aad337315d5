"""Values of time expressions as days: what a TIMEX3 value covers, and how to count on from it.

A value is text as TIMEX3 writes it: `2012-10-03`, `2012-10`, `2012`, `199` (the 1990s), `19` (the twentieth
century), `2014-SU`, `2017-W24`, `2017-W24-WE`, `1998-Q3`, `2020-H1`, `BC0490`, with a part of the day
(`2012-10-03TMO`) or of a longer stretch (`2014 END`). An `X` stands for what is not known.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from pakru.records import Interval

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_CALENDAR = re.compile(r"(\d\d\d\d)(?:-(\d\d)(?:-(\d\d))?)?$")
_PARTS = re.compile(r"(\d\d\d\d)-(SP|SU|FA|WI|Q[1-4]|H[12]|W\d\d(?:-WE)?)$")
_ANTIQUE = re.compile(r"BC(\d\d\d\d)(?:-(\d\d))?")
# where each part of a stretch begins and ends: in thirds, and in tenths of a decade or century
_THIRDS = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}
_HALVES = {"START": (0, 5), "MID": (3, 7), "END": (5, 10)}


class Days(NamedTuple):
    """Two days and those between: an interval that is closed at both ends."""

    first: date
    last: date


def cover_days(value: str) -> Interval:
    """Give the days that a value covers; open where it names none (a duration, a set, an unknown day).

    >>> cover_days("2014-02")
    Interval(earliest=datetime.date(2014, 2, 1), latest=datetime.date(2014, 2, 28))
    >>> cover_days("2021-04 MID").latest, cover_days("197 END").earliest, cover_days("PXY").latest
    (datetime.date(2021, 4, 20), datetime.date(1975, 1, 1), None)
    """
    days = find_days(value)
    return Interval(*days) if days else Interval()


@lru_cache(maxsize=4096)
def find_days(value: str) -> Days | None:
    """Give the first and last day that a value covers; None where it names no days.

    >>> find_days("2017-W24-WE")
    Days(first=datetime.date(2017, 6, 17), last=datetime.date(2017, 6, 18))
    """
    plain, _, part = value.partition(" ")
    try:
        days = _cover(plain.partition("T")[0])
        return _take_third(days, part) if part and days else days
    except ValueError:  # 30 February, week 54, a year after 9999
        return None


def _cover(value: str) -> Days | None:
    if found := _CALENDAR.match(value):
        year, month, day = found.groups()
        if day:
            return Days(date.fromisoformat(value), date.fromisoformat(value))
        return _cover_months(int(year), int(month), 1) if month else _cover_months(int(year), 1, 12)
    if found := _PARTS.match(value):
        return _cover_part(int(found[1]), found[2])
    if re.match(r"\d\d\d?$", value):
        years = 10 ** (4 - len(value))
        return _cover_months(int(value) * years, 1, 12 * years)
    return None


def _cover_part(year: int, part: str) -> Days:
    if part in _SEASONS:
        return _cover_months(year, _SEASONS[part], 3)
    if part[0] == "Q":
        return _cover_months(year, 3 * int(part[1]) - 2, 3)
    if part[0] == "H":
        return _cover_months(year, 6 * int(part[1]) - 5, 6)
    monday = date.fromisocalendar(year, int(part[1:3]), 1)
    return Days(monday + timedelta(5 * part.endswith("WE")), monday + timedelta(6))


def _cover_months(year: int, month: int, count: int) -> Days:
    """Give the days of so many months from this one on; months over 12 are of later years."""
    begin, end = 12 * year + month - 1, 12 * year + month - 1 + count
    return Days(date(*_split_month(begin), 1), date(*_split_month(end), 1) - timedelta(1))


def _split_month(index: int) -> tuple[int, int]:
    return index // 12, index % 12 + 1


def _take_third(days: Days, part: str) -> Days:
    """Give the early, middle or late part: of a month by tens, of a year by four months, of a decade by halves."""
    first, last = days
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    before, after = _THIRDS[part]
    if months > 12:
        begin, end = _HALVES[part]
        return _cover_months(first.year, 1 + begin * months // 10, (end - begin) * months // 10)
    if months > 2:
        return _cover_months(first.year, first.month + months * before // 3, months * (after - before) // 3)
    if (last - first).days > 26:
        return Days(first + timedelta(10 * before), last if part == "END" else first + timedelta(10 * after - 1))
    return days


def count_units(value: str, unit: str) -> int | None:
    """Number the unit (D, W, WE, M, Q, Y) in which a value lies; None where it is wider than one or unknown.

    >>> count_units("2013-11-25", "M") - count_units("2013-09", "M"), count_units("2013", "M")
    (2, None)
    """
    if found := _ANTIQUE.match(value):
        year = -int(found[1])
        return year if unit == "Y" else 12 * year + int(found[2]) - 1 if unit == "M" and found[2] else None
    days = find_days(value.partition(" ")[0])
    if days is None:
        return None
    if unit == "Y" and re.match(r"\d{4}-WI", value):
        return int(value[:4])
    first, last = _number(days.first, unit), _number(days.last, unit)
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
        year, month = _split_month(index)
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
        shifted = None if index is None else name_unit(index + count, unit)
    except (ValueError, OverflowError):  # before the year 1, after 9999
        return None
    return shifted if shifted and (shifted.startswith("BC") or find_days(shifted)) else None


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
