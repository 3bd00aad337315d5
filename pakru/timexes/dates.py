"""Which day, month or year a partial date means: the values that it may stand for, and the one near an anchor."""

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache

from pakru.timexes.intervals import Days, count_units, find_days, name_unit

_YEAR = re.compile(r"BC\d{4}|\d{4}")
# "the deadline of 1 May", written in April, is to come even behind a verb in the past
_LONG_GONE, _SOON = timedelta(300), timedelta(60)
_NTH_WEEKDAY = re.compile(r"(\d{4})-(\d\d)-WXX-(\d)$")


@lru_cache(maxsize=4096)
def pick_date(
    partial: str, near: str, tense: int = 0, strict: bool = False, part: str = "", ahead: int = 1
) -> str | None:
    """Complete a partial date: the last one at or before `near`, the first at or after it, or (tense 0) the nearer one.

    One to come must be `ahead` times as near as one gone by.

    `strict` leaves out the unit that `near` lies in. None where `near` is too wide to tell.

    >>> pick_date("XXXX-11", "2012-06-14", -1), pick_date("XXXX-WXX-2", "2018-05-03", -1)
    ('2011-11', '2018-05-01')
    """
    here = find_days(near)
    candidates = list(_name_candidates(partial, near))
    if here is None:
        return candidates[0] if len(candidates) == 1 else None
    days = {value: found for value in candidates if (found := find_days(f"{value.partition('T')[0]} {part}".strip()))}
    if tense < 0 and not strict and _is_soon(days.values(), here):
        tense = 1
    if tense < 0:
        fit = [v for v, of in days.items() if (of.last < here.first if strict else of.first <= here.last)]
        return fit[-1] if fit else None
    if tense > 0:
        return next((v for v, of in days.items() if (of.first > here.last if strict else of.last >= here.first)), None)
    return min(days, key=lambda value: _measure_gap(days[value], here, ahead), default=None)


def _is_soon(days: Collection[Days], here: Days) -> bool:
    """Say whether the next date is near and the last one so long gone that the verb must mean the next."""
    since = min((here.last - of.last for of in days if of.first <= here.last), default=timedelta(0))
    until = min((of.first - here.last for of in days if of.first > here.last), default=timedelta.max)
    return since > _LONG_GONE and until < _SOON


def _measure_gap(days: Days, here: Days, ahead: int) -> timedelta:
    return max(ahead * (days.first - here.last), here.first - days.last, timedelta(0))


def _name_candidates(partial: str, near: str) -> Iterator[str]:
    if partial.startswith("XXXX-WXX-"):
        yield from _name_weekdays(partial, near)
    elif partial.startswith("XXXX-XX-XX"):
        if (day := count_units(near, "D")) is not None:
            yield name_unit(day, "D") + partial[10:]
    elif partial.startswith("XXXX-XX-"):
        if (month := count_units(near, "M")) is not None:
            yield from (name_unit(month + step, "M") + partial[7:] for step in (-1, 0, 1))
    elif year := _YEAR.match(near):
        years = [year[0]] if year[0].startswith("B") else [f"{int(year[0]) + step:04d}" for step in (-1, 0, 1)]
        yield from (settle_weekday(partial.replace("XXXX", name, 1)) for name in years)


def _name_weekdays(partial: str, near: str) -> Iterator[str]:
    day = count_units(near, "D")
    weekday, hour = int(partial[9]), partial[10:]
    if day is None:
        return
    monday = day - (day - 1) % 7
    yield from (name_unit(monday + weekday - 1 + 7 * step, "D") + hour for step in (-2, -1, 0, 1, 2))


def settle_weekday(value: str) -> str:
    """Give the day of a feast that is told by month and weekday: the fourth Thursday of November.

    >>> settle_weekday("2012-11-WXX-4"), settle_weekday("2012-11")
    ('2012-11-22', '2012-11')
    """
    found = _NTH_WEEKDAY.match(value)
    if not found:
        return value
    first = date(int(found[1]), int(found[2]), 1)
    return (first + timedelta((int(found[3]) - first.isoweekday()) % 7 + 21)).isoformat()


def fill_date(partial: str, base: str) -> str | None:
    """Complete a partial date with the year, month, week or day of another value.

    >>> fill_date("XXXX-07", "2011"), fill_date("XXXX-WXX-2", "2017-W24"), fill_date("TMO", "2014-03-28")
    ('2011-07', '2017-06-13', '2014-03-28TMO')
    """
    if not partial or partial.startswith("T"):
        return base + partial
    if partial.startswith("XXXX-WXX-"):
        week = count_units(base, "W")
        return None if week is None else name_unit(7 * week + int(partial[9]), "D") + partial[10:]
    year = _YEAR.match(base)
    return settle_weekday(partial.replace("XXXX", year[0], 1)) if year else None
