"""How the rules for lengths of time are read: so many units, from a date or up to it, again and again; vague times."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pakru.timexes.readings import Expression, Found, drop_article, name_hour, name_length

_OFTEN = {
    "hourly": "TH",
    "weekly": "W",
    "fortnightly": "2W",
    "monthly": "M",
    "quarterly": "3M",
    "yearly": "Y",
    "annually": "Y",
}
_OTHER = {"other": 2.0, "second": 2.0, "third": 3.0, "fourth": 4.0}
_AMOUNT = re.compile(r"\d|illion|thousand|hundred|dozen|\bsells?\b")  # what a rate is of: so many barrels a day
_NO_LENGTH = ("Q", "WE", "S", "")  # units of which one is no length: a second look, a quarter of the men
_HALVES = {"Y": (12, "M"), "10Y": (10, "Y"), "100Y": (100, "Y")}


def read_offset(found: Found) -> Iterator[Expression]:
    """Read so many units before or after the article's date, the date last named, or a date that is named."""
    word = found.word("from")
    way, anchor = (found.words["from"].get(word) or found.words["beside"][word]).split()
    count, unit = _count_units(found)
    if not unit:
        return
    if count is None:
        yield found.express(value="PAST_REF" if int(way) < 0 else "FUTURE_REF")
        return
    hour = name_hour(found, found.get("part"))
    expression = found.express(value=hour, anchor=anchor, count=int(way) * int(count), unit=unit)
    if found.rule == "year_ago_unit":
        expression = replace(expression, unit="Y", value="XXXX-QX" if found.word("unit") == "quarter" else "")
    yield replace(expression, base=found.base())


def _count_units(found: Found) -> tuple[float | None, str]:
    """Give number and unit of an offset; no number where it is vague, no unit where the words are no offset."""
    unit = found.unit() or ("D" if "part" in found.groups else "Y" if found.word("unit") == "period" else "")
    half = "half" in found.groups or "half1" in found.groups
    if half:
        if unit not in _HALVES:
            return None, ""
        factor, unit = _HALVES[unit]
        return ((found.count() or 0) + 0.5) * factor, unit
    if "count" in found.groups or found.rule != "count_ago":
        return (found.count() if "count" in found.groups else 1), unit
    return None, unit if found.is_plural() else ""


def read_length(found: Found) -> Iterator[Expression]:
    """Read a length of time: four days, half an hour, a year and a half, decades-long."""
    if found.rule == "long_time":
        yield found.express(type="DURATION", value="PXX")
        return
    unit, count = found.unit(), found.count()
    if unit in ("Q", "WE") or (found.word("unit") == "second" and "-" not in found.match[0]):
        return
    if "half" in found.groups:
        count = (count or 0.0) + 0.5
    elif "quarter" in found.groups:
        count = 0.25 if found.word("quarter").startswith("a") else 0.75
    elif found.rule == "unit_long" and count is None and not found.is_plural():
        count = 1.0
    yield found.express(type="DURATION", value=name_length(count, unit))


def read_span(found: Found) -> Iterator[Expression]:
    """Read a stretch that ends or begins at a date: the past two years, the coming weeks."""
    count, unit = found.count(), found.unit()
    if "count" not in found.groups:
        count = 1.0 if found.rule == "recent_unit" else None
        if found.word("shift") == "coming":
            yield found.express(value="FUTURE_REF")
            return
        if count is None and not found.match[0].lower().startswith("the ") and found.word("shift") != "past":
            return
    if unit not in _NO_LENGTH:
        yield found.express(type="DURATION", value=name_length(count, unit))


def read_a_unit(found: Found) -> Iterator[Expression]:
    """Read one unit: a rate after what is counted, a length after a preposition or verb of time; else a trap."""
    unit, count = found.unit(), found.word("count")
    if unit in _NO_LENGTH or (found.word("unit") == "night" and found.before != "for"):
        return
    if count == "per" or (count in ("a", "an") and _is_rate(found)):
        yield found.express(type="SET", value=name_length(1.0, unit))
    elif _is_length(found):
        yield found.express(type="DURATION", value=name_length(1.0, unit))


def _is_rate(found: Found) -> bool:
    before = found.before.lower().strip(",.;")
    if found.is_after("span_before"):
        return False
    if found.is_after("rate_before") or (before.endswith("s") and len(before) > 3) or re.match(r"[\d,.]+$", before):
        return True
    if found.is_after("no_rate_before") or before.endswith("ed") or not before.isalpha():
        return False
    amount = _AMOUNT.search(found.match.string, max(0, found.match.start() - 90), found.match.start())
    return amount is not None and (found.closes() or found.after.lower() in found.words["rate_after"])


def _is_length(found: Found) -> bool:
    measured = found.match.start("count") > found.match.start() or "adjective" in found.groups
    beside = found.after.lower() in ("before", "after", "later")
    return measured or beside or (found.is_after("span_before") and found.after.lower() != "of")


def read_some_units(found: Found) -> Iterator[Expression]:
    """Read units without a number where only a length can be meant: for years, years of neglect."""
    after = found.after.lower()
    if found.unit() in _NO_LENGTH or (
        found.word("unit") in ("nights", "minutes") and not found.is_after("some_before")
    ):
        return
    if (
        found.is_after("some_before")
        or after in ("before", "after")
        or (after == "of" and not found.is_after("some_not_before"))
    ):
        yield found.express(type="DURATION", value=name_length(None, found.unit()))


def read_set(found: Found) -> Iterator[Expression]:
    """Read what happens at each of many units: daily, every second year."""
    if often := found.word("often"):
        yield found.express(type="SET", value=name_length(1.0, _OFTEN.get(often, "D")))
    elif (unit := found.unit()) not in ("S", ""):
        count = _OTHER.get(found.word("count")) or (found.count() if "count" in found.groups else 1.0)
        yield found.express(type="SET", value=name_length(count, "W" if unit == "WE" else unit))


def read_vague(found: Found) -> Iterator[Expression]:
    """Read past, present or future at large; the article of "the present opportunity" belongs to the noun."""
    text = found.word("vague")
    expression = found.express(value=found.words["vague"].get(text, "FUTURE_REF"))
    of_noun = text == "the present" and found.after.islower() and not found.is_after("present_before")
    yield drop_article(expression) if of_noun or (text == "the future" and found.after == "of") else expression


def read_once(found: Found) -> Iterator[Expression]:
    """Read once as some day gone by."""
    yield found.express(value="PAST_REF")
