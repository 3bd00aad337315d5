"""How the days of two tellings stand to each other: whether they meet, and whether one may be a slip of the other."""

from datetime import date, timedelta

from pakru.records import Interval

SLIP = 31  # days that writers are wrong by at most ...
YEARS = 2  # ... but for the year, which may be so many too high or too low


def meet(one: Interval, other: Interval) -> bool:
    """Say whether a day lies in both.

    >>> meet(Interval(None, date(2012, 10, 3)), Interval(date(2012, 10, 3)))
    True
    """
    later = one.latest is None or other.earliest is None or other.earliest <= one.latest
    return later and (other.latest is None or one.earliest is None or one.earliest <= other.latest)


def intersect(one: Interval, other: Interval) -> Interval:
    """Give the days that lie in both; the bounds are in the wrong order where none does.

    >>> intersect(Interval(None, date(2012, 10, 3)), Interval(date(2012, 10, 1))).earliest
    datetime.date(2012, 10, 1)
    """
    earliest = [day for day in (one.earliest, other.earliest) if day]
    latest = [day for day in (one.latest, other.latest) if day]
    return Interval(max(earliest, default=None), min(latest, default=None))


def is_slip(one: Interval, other: Interval) -> bool:
    """Say whether days that exclude each other are such as writers mix up: close, or the same of another year.

    >>> is_slip(Interval(date(2011, 2, 9), date(2011, 2, 9)), Interval(date(2012, 2, 1), date(2012, 2, 29)))
    True
    """
    if meet(one, other):
        return False
    years = (years for years in range(-YEARS, YEARS + 1) if years)
    return are_close(one, other, SLIP) or any(meet(_move(one, by), other) for by in years)


def are_close(one: Interval, other: Interval, most: int) -> bool:
    """Say whether the end of the one and the beginning of the other are so many days apart at most.

    >>> are_close(Interval(date(2012, 10, 5)), Interval(date(2012, 10, 1), date(2012, 10, 3)), 2)
    True
    """
    gaps = [(a.earliest - b.latest).days for a, b in ((one, other), (other, one)) if a.earliest and b.latest]
    return max(gaps, default=0) <= most


def _move(days: Interval, years: int) -> Interval:
    return Interval(*(day and _same_day(day, years) for day in (days.earliest, days.latest)))


def _same_day(day: date, years: int) -> date:
    """Give the same day of another year, or the day itself where the calendar ends."""
    if not 1 <= day.year + years <= 9999:
        return day
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return (day - timedelta(1)).replace(year=day.year + years)
