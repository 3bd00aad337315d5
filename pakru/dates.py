"""Which day, month or year a partial date means: the values that it may stand for, and the one near an anchor."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pakru.intervals import count_units, cover_days, name_unit
from pakru.records import Interval

_YEAR = re.compile(r"BC\d{4}|\d{4}")
_NTH_WEEKDAY = re.compile(r"(\d{4})-(\d\d)-WXX-(\d)$")


def pick_date(partial: str, near: str, tense: int = 0, strict: bool = False, part: str = "", ahead: int = 1) -> str | None:
    """Complete a partial date: the last one at or before `near`, the first at or after it, or (tense 0) the nearer one.

    One to come must be `ahead` times as near as one gone by.

    `strict` leaves out the unit that `near` lies in. None where `near` is too wide to tell.

    >>> pick_date("XXXX-11", "2012-06-14", -1), pick_date("XXXX-WXX-2", "2018-05-03", -1)
    ('2011-11', '2018-05-01')
    """
    here = cover_days(near)
    candidates = list(_name_candidates(partial, near))
    if not candidates or here.earliest is None or here.latest is None:
        return candidates[0] if len(candidates) == 1 else None
    spans = [(value, cover_days(f"{value.partition('T')[0]} {part}".strip())) for value in candidates]
    spans = [(value, days) for value, days in spans if days.earliest and days.latest]
    if tense < 0 and not strict and _soon(spans, here):
        tense = 1
    if tense < 0:
        fit = [v for v, days in spans if (days.latest < here.earliest if strict else days.earliest <= here.latest)]
        return fit[-1] if fit else None
    if tense > 0:
        fit = [v for v, days in spans if (days.earliest > here.latest if strict else days.latest >= here.earliest)]
        return fit[0] if fit else None
    return min(spans, key=lambda span: _measure_gap(span[1], here, ahead), default=(None, None))[0]


def _soon(spans: list[tuple[str, Interval]], here: Interval) -> bool:
    """Say whether the next date is near and the last one so long gone that the verb must mean the next."""
    before = min((here.latest - days.latest for _, days in spans if days.earliest <= here.latest), default=timedelta(0))
    after = min((days.earliest - here.latest for _, days in spans if days.earliest > here.latest), default=timedelta(999))
    return before > timedelta(300) and after < timedelta(60)


def _measure_gap(days: Interval, here: Interval, ahead: int) -> timedelta:
    return max(ahead * (days.earliest - here.latest), here.earliest - days.latest, timedelta(0))


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
