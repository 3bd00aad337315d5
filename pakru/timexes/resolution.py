"""An expression of time and what it counts from, put together: its value and the days it covers."""

from pakru.records import Interval
from pakru.timexes.dates import fill_date, pick_date
from pakru.timexes.intervals import bound_days, count_units, cover_days, shift_value
from pakru.timexes.readings import Expression

Resolved = tuple[str, Interval, str]

_AHEAD = 3  # reports look back: how many times nearer than one gone by a date to come must be if no tense tells
_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX"}


def resolve(e: Expression, published: Interval, reference: str = "", tense: int = 0) -> Resolved:
    """Give the value of an expression, the days it covers, and what it was resolved against.

    The last is "published", "reference" (the value of the date last named, if given), or "" for what counts from
    nothing or stays open. `tense` is -1 in a clause about the past, 1 in one about the future. Where only bounds
    of the publication are known, both must give the same value.

    >>> from datetime import date
    >>> week = Interval(date(2013, 6, 5), date(2013, 6, 9))
    >>> resolve(Expression(0, 5, "April", "month", value="XXXX-04", anchor="context"), week, tense=-1)[0]
    '2013-04'
    >>> resolve(Expression(0, 6, "Monday", "weekday", value="XXXX-WXX-1", anchor="context"), Interval())[:2]
    ('XXXX-WXX-1', Interval(earliest=None, latest=None))
    """
    if e.base is not None:
        base, _, against = resolve(e.base, published, reference, tense)
        return _finish(e, _count_from(e, base, tense), against)
    if e.type != "DATE" or not e.anchor:
        return _finish(e, e.value, "")
    if e.anchor == "reference" or (e.anchor != "published" and reference):
        return _finish(e, _count_from(e, reference, tense), "reference")
    if published.earliest is None or published.latest is None:
        return _finish(e, None, "")
    ahead = _AHEAD if published.earliest == published.latest else 1
    values = {_count_from(e, day.isoformat(), tense, ahead) for day in (published.earliest, published.latest)}
    return _finish(e, values.pop() if len(values) == 1 else _take_year(e, published), "published")


def _take_year(e: Expression, published: Interval) -> str | None:
    """Give a month or a day of it the year in which the article appeared, where no more than that year is known."""
    years = {day.isoformat()[:4] for day in (published.earliest, published.latest) if day}
    is_month = e.value.startswith("XXXX-") and e.value[5:7].isdigit() and not e.way and e.count is None
    return fill_date(e.value, years.pop()) if is_month and len(years) == 1 else None


def _finish(e: Expression, value: str | None, against: str) -> Resolved:
    """Put the part of a longer stretch behind the value, and the bound of the preposition on its days."""
    if value is None:
        return (e.value if e.value[:1] == "X" else _OPEN.get(e.unit, "XXXX") + e.value), Interval(), ""
    if e.part and value[:1].isdigit() and len(value) < 8:
        value = f"{value} {e.part}"
    days = cover_days(value)
    if e.bound.startswith("until "):
        return value, Interval(days.earliest, cover_days(e.bound[6:]).latest), against
    return value, bound_days(days, e.bound), against


def _count_from(e: Expression, base: str, tense: int, ahead: int = 1) -> str | None:
    """Give the value of an expression that counts from `base`; None where that cannot tell."""
    if not base:
        return None
    if e.unit == "WE" and e.way:  # over the weekend
        return shift_value(pick_date(e.value, base, -1) or "", 0, "WE")
    if e.count is None:
        return pick_date(e.value, base, tense, part=e.part, ahead=ahead)
    if e.value.startswith("XXXX-") and e.way and (e.anchor == "published" or e.unit == "W"):
        return _pick_neighbour(e, base)
    if e.unit in ("TH", "TM"):
        return base if count_units(base, "D") is not None else None
    return _shift(e, base)


def _pick_neighbour(e: Expression, base: str) -> str | None:
    """Give last November or next Friday; next May is that of the next year."""
    if e.way > 0 and e.unit == "Y" and e.value[5:].isdigit():
        return fill_date(e.value, shift_value(base, 1, "Y") or "")
    return pick_date(e.value, base, e.way, strict=True)


def _shift(e: Expression, base: str) -> str | None:
    count = e.count or 0
    if e.value == "XXXX-WI" and not count and base[5:7] in ("01", "02"):  # this winter, told in January
        count = -1
    start = shift_value(base, count, e.unit)
    if start is None:
        return base if e.count == 0 and e.anchor == "reference" else None
    return fill_date(e.value, start)
