"""Sets of days: what the clues to a date leave over, as spans that may be open at either end.

A clue without a year ("3 October") leaves one span in every year; what other clues say then picks the year.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter

from pakru.records import Interval

Days = tuple[tuple[int, int], ...]  # first and last day of each span, as ordinals: in order, apart

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
ANY: Days = ((_FIRST, _LAST),)
_YEARS = range(1800, 2101)  # years in which days without a year are looked for; before and after, all is open


def between(earliest: date | None, latest: date | None) -> Days:
    """Give the days between two bounds, both included; None leaves that end open.

    >>> find_bounds(between(date(2012, 10, 3), None))
    Interval(earliest=datetime.date(2012, 10, 3), latest=None)
    """
    first = _FIRST if earliest is None else earliest.toordinal()
    last = _LAST if latest is None else latest.toordinal()
    return ((first, last),) if first <= last else ()


@lru_cache(maxsize=4096)
def each_year(month: int, day: int, before: int = 0, after: int = 0, weekday: int = 0) -> Days:
    """Give that day of every year with some days before and after it; `weekday` (1 is Monday) picks the years.

    >>> find_bounds(meet(each_year(12, 10, weekday=2), between(date(2009, 1, 1), date(2018, 12, 31))))
    Interval(earliest=datetime.date(2013, 12, 10), latest=datetime.date(2013, 12, 10))
    """
    days = (found for year in _YEARS if (found := _find_day(year, month, day)))
    kept = (found for found in days if not weekday or found.isoweekday() == weekday)
    spans = [(found.toordinal() - before, found.toordinal() + after) for found in kept]
    start, end = date(_YEARS[0], 1, 1).toordinal(), date(_YEARS[-1], 12, 31).toordinal()
    return tuple(_join([(_FIRST, start), *spans, (end, _LAST)]))


def _find_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February
        return None


def join(sets: Iterable[Days]) -> Days:
    """Give the days that are in any of the sets.

    >>> len(join([between(date(2012, 1, 1), date(2012, 3, 1)), between(date(2012, 2, 1), date(2012, 4, 1))]))
    1
    """
    return tuple(_join([span for days in sets for span in days]))


def _join(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first, last = None, 0
    for start, end in sorted(spans):
        if first is not None and start <= last + 1:
            last = max(last, end)
            continue
        if first is not None:
            yield first, last
        first, last = start, end
    if first is not None:
        yield first, last


def meet(one: Days, other: Days) -> Days:
    """Give the days that are in both sets.

    >>> meet(between(None, date(2012, 1, 2)), between(date(2012, 1, 3), None))
    ()
    """
    if one == ANY or other == ANY:
        return other if one == ANY else one
    if not one or not other:
        return ()
    met = []
    a, b = (bisect_left(days, first, key=itemgetter(1)) for days, first in ((one, other[0][0]), (other, one[0][0])))
    while a < len(one) and b < len(other):
        first, last = max(one[a][0], other[b][0]), min(one[a][1], other[b][1])
        if first <= last:
            met.append((first, last))
        if one[a][1] < other[b][1]:
            a += 1
        else:
            b += 1
    return tuple(met)


def is_known(days: Days) -> bool:
    """Say whether any of the days lies in the years in which days without a year are looked for.

    >>> is_known(each_year(9, 11)), is_known(meet(each_year(9, 11), each_year(3, 7)))
    (True, False)
    """
    first, last = date(_YEARS[0], 1, 2).toordinal(), date(_YEARS[-1], 12, 30).toordinal()
    return any(start <= last and end >= first for start, end in days)


def find_bounds(days: Days) -> Interval:
    """Give the first and the last day of a set, None where it is open."""
    if not days:
        return Interval()
    first, last = days[0][0], days[-1][1]
    return Interval(_date(first) if first > _FIRST else None, _date(last) if last < _LAST else None)


def _date(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def widen(day: date, before: int, after: int) -> Days:
    """Give a day with some days before and after it.

    >>> find_bounds(widen(date(2012, 10, 3), 0, 6)).latest
    datetime.date(2012, 10, 9)
    """
    return between(day - timedelta(before), day + timedelta(after))
