"""How the rules for dates are read: days, months, seasons, years, weekdays, feasts, hours."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pakru.timexes.readings import Expression, Found, cut, drop_article, name_hour, name_length

_DAYS_OF_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def read_date(found: Found) -> Iterator[Expression]:
    """Read a date of the calendar; of two days with one month, each by itself."""
    days = [name for name in ("day", "day2") if name in found.groups]
    whole = _place(found, found.express(value=_name_date(found, days[0] if days else "")))
    if not _is_real(whole.value):
        return
    if len(days) < 2:
        yield whole
        return
    text, middle = found.match.string, found.match.start("day2")
    yield cut(whole, whole.start, found.match.start("to"), text)
    yield cut(replace(whole, value=_name_date(found, "day2")), middle, whole.end, text)


def read_years(found: Found) -> Iterator[Expression]:
    """Read two years with a dash: two expressions."""
    first, second = found.get("year"), found.get("year2")
    if "B" in second:
        first, second = _name_year(f"{first} BC"), _name_year(second)
    else:
        second = first[: len(first) - len(second)] + second
        if not int(first) < int(second) <= int(first) + 200:
            return
    whole, text = found.express(value=first), found.match.string
    yield cut(whole, whole.start, found.match.start("to"), text)
    yield cut(replace(whole, value=second, bound=""), found.match.start("year2"), whole.end, text)


def read_year(found: Found) -> Iterator[Expression]:
    """Read a year that stands alone."""
    yield found.express(value=_name_year(found.get("year")))


def read_between(found: Found) -> Iterator[Expression]:
    """Read two years as one stretch."""
    first, last = found.get("year"), found.get("until")
    if first < last:
        yield found.express(value=first, bound=f"until {last}")


def read_season(found: Found) -> Iterator[Expression]:
    """Read a season that stands alone; the article of "the summer offensive" belongs to the noun."""
    for e in read_date(found):
        yield drop_article(e) if found.after in found.words["season_after"] else e


def read_numeric(found: Found) -> Iterator[Expression]:
    """Read a date in figures: day first, or with strokes day or month first as far as the figures tell."""
    year, first, second = found.get("year"), int(found.get("day")), int(found.get("month"))
    year = year if len(year) == 4 else ("19" if int(year) > 30 else "20") + year
    if found.rule == "slashed_date" and first <= 12 and second <= 12 and first != second:
        yield found.express(value=f"{year}-XX-XX")
        return
    day, month = (first, second) if second <= 12 else (second, first)
    if _is_real(value := f"{year}-{month:02d}-{day:02d}"):
        yield found.express(value=value)


def read_shifted(found: Found) -> Iterator[Expression]:
    """Read a month, season, weekday, part of a day or unit that is told from another date: last May, that night."""
    hour = name_hour(found, found.get("part") or found.get("part2"))
    if found.word("shift") in ("every", "each"):
        yield found.express(type="SET", value=_name_repeated(found))
    elif "then" in found.groups:
        yield found.express(anchor="reference", count=0, unit="D")
    elif "weekday" in found.groups:
        count, anchor = found.shift()
        yield found.express(value=_name_weekday(found) + hour, anchor=anchor, count=count, unit="W", way=count)
    elif "month" in found.groups or "season" in found.groups:
        count, anchor = found.shift()
        yield found.express(value=_name_date(found, ""), anchor=anchor, count=count, unit="Y", way=count)
    else:
        yield _read_unit(found, hour)


def _read_unit(found: Found, hour: str) -> Expression:
    """Read this week, the next day, that evening, or the running unit: the end of the year, over the weekend."""
    unit, shift = found.unit() or "D", re.sub(r"^(?:early|late) ", "", found.word("shift"))
    if shift not in ("the", ""):
        count, anchor = found.shift()
        anchor = "reference" if unit == "D" and shift in ("next", "the next") else anchor
        return found.express(value=hour, anchor=anchor, count=count, unit=unit)
    if unit == "WE":
        return found.express(value="XXXX-WXX-6", anchor="published", unit="WE", way=-1)
    told = found.rule == "within_unit" or (found.rule == "spent_unit" and hour)
    anchor = "reference" if told else "either" if found.get("mod") else "published"
    bound = {"bound": "until"} if "out" in found.groups else {}
    return found.express(value=hour, anchor=anchor, count=0, unit=unit, **bound)


def read_weekday(found: Found) -> Iterator[Expression]:
    """Read a weekday that stands alone, or that of last or next week."""
    value = _name_weekday(found) + name_hour(found, found.get("part2") or found.get("part"))
    if "shift" in found.groups:
        count, anchor = found.shift()
        yield found.express(value=value, anchor=anchor, count=count, unit="W")
    else:
        yield found.express(value=value, anchor="context")


def read_day_word(found: Found) -> Iterator[Expression]:
    """Read today, yesterday, tomorrow, tonight, with or without an hour."""
    word = found.word("word")
    hour = "TNI" if word == "tonight" else name_hour(found, found.get("part"))
    way = 2 if word in ("today", "tomorrow") and found.rule == "day_word" else 0
    anchor = "published" if word else "either"
    yield found.express(
        value=hour, anchor=anchor, count={"yesterday": -1, "tomorrow": 1}.get(word, 0), unit="D", way=way
    )


def read_holiday(found: Found) -> Iterator[Expression]:
    """Read a day with a name: of a year that is said, of every year, or of the one that is meant."""
    value = found.words["holiday"][found.get("holiday").replace("’", "'")]
    if not value.startswith("X"):
        yield found.express(value=value)
    elif found.word("shift") in ("every", "each"):
        yield found.express(type="SET", value=value)
    elif "year" in found.groups:
        yield found.express(value=value.replace("XXXX", _name_year(found.get("year"))))
    elif "shift" in found.groups:
        count, anchor = found.shift()
        yield found.express(value=value, anchor=anchor, count=count, unit="Y", way=count)
    else:
        yield _place(found, found.express(value=value))


def read_onward(found: Found) -> Iterator[Expression]:
    """Read a date that something runs on from."""
    if inner := found.base():
        yield replace(cut(inner, *found.match.span(), found.match.string), rule=found.rule, bound="since")


def read_weekdays(found: Found) -> Iterator[Expression]:
    """Read on Fridays, in the mornings: each of them."""
    yield found.express(type="SET", value=_name_repeated(found))


def _place(found: Found, e: Expression) -> Expression:
    """Say what an expression without a year of its own counts from."""
    if "outer" in found.groups:
        count, anchor = found.shift("outer")
        return replace(e, count=count, unit="Y", anchor=anchor)
    return replace(e, anchor="context") if e.value.startswith("X") else e


def _name_date(found: Found, day: str) -> str:
    """Give the value of a date as far as the words say it; `day` is the group that has the day."""
    year = _name_year(found.get("year") or found.get("year_ahead"))
    if "quarter" in found.groups or "half" in found.groups:
        return f"{year}-{'Q' if 'quarter' in found.groups else 'H'}{_name_nth(found)}"
    if season := found.get("season"):
        return f"{year}-{found.look_up('season', season) or found.look_up('fall', season)}"
    if "decade" in found.groups or "century" in found.groups:
        return _name_decade(found) if "decade" in found.groups else _name_century(found)
    month = found.get("month")
    month = found.look_up("month", month) or found.look_up("month_short", month) or month.zfill(2) if month else ""
    if not month and not day:
        return year if "year" in found.groups else "XXXX-XX-XX"
    number = f"-{_number(found, found.get(day)):02d}" if day else ""
    return f"{year}-{month or 'XX'}{number}{name_hour(found, found.get('part'))}"


def _name_year(text: str) -> str:
    digits = re.match(r"\d*", text)[0]  # type: ignore[index]
    return "XXXX" if not text else f"BC{digits:>04}" if "B" in text else digits


def _name_decade(found: Found) -> str:
    decade = re.sub(r"\D", "", found.get("decade"))
    if found.get("era"):
        return f"BC{decade[:-1]:>03}"
    return found.look_up("decade", found.get("decade")) or f"{'19' if len(decade) < 4 else ''}{decade}"[:3]


def _name_century(found: Found) -> str:
    number = _number(found, found.get("century"))
    return f"BC{number - 1:02d}" if found.get("era") else f"{number - 1:02d}"


def _name_nth(found: Found) -> str:
    nth = found.word("nth")
    if nth in ("last", "final", "latter"):
        return "4" if "quarter" in found.groups else "2"
    return str(_number(found, nth))


def _number(found: Found, text: str) -> int:
    """Give the number of an ordinal, in figures or words."""
    return int(re.sub(r"\D", "", text) or found.look_up("ordinal", text) or 0)


def _name_weekday(found: Found) -> str:
    return f"XXXX-WXX-{found.look_up('weekday', found.get('weekday'))}"


def _name_repeated(found: Found) -> str:
    """Give the value of a date that comes again: XXXX-FA for each autumn."""
    if "weekday" in found.groups:
        return _name_weekday(found)
    if "unit" in found.groups:
        return name_length(1.0, found.unit())
    if "part" in found.groups:
        return "XXXX-XX-XX" + name_hour(found, found.get("part"))
    return _name_date(found, "")


def _is_real(value: str) -> bool:
    """Say whether the month and day of a value can be: 31 June cannot."""
    found = re.match(r"[^-]*-(\d\d)(?:-(\d\d))?", value)
    if not found:
        return True
    month = int(found[1])
    return 1 <= month <= 12 and 1 <= int(found[2] or 1) <= _DAYS_OF_MONTH.get(month, 31)
