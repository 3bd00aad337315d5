"""What sentences say about the day when they were written: what they tell as past, as coming, as this year's.

What a clause tells of plans of someone then ("the deadline of 2014") bounds nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import zip_longest

from pakru.codebook import Codebook
from pakru.ledger import OffsetMap
from pakru.publications.dateclues import YEARLESS, Clue, compile_cue, name_weekday, read_windows
from pakru.publications.daysets import ANY, Days, between, each_year, join
from pakru.records import Sentence
from pakru.timexes.expressions import Expression, find_expressions
from pakru.timexes.intervals import cover_days
from pakru.timexes.tenses import tell_tense

_OFTEN = 3  # times that the same date is weighed in one article
_AROUND = 300  # characters before and after a date that can say whether it is past
_SIGNS = re.compile(r"\d{4}|\b(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_MONTH = re.compile(r"XXXX-(\d\d)")
_AGES = re.compile(r"[,;]? (?:that is |i\.e\. |or |now |for )?")


def read_sentences(sentences: Iterable[Sentence], raw: str, codebook: Codebook) -> Iterator[Clue]:
    """Give what the dates of an article's sentences say about when it was written; `raw` is the document's text."""
    weighed: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        expressions = find_expressions(sentence.text, codebook)
        if not expressions or not _SIGNS.search(sentence.text):
            continue
        pairs = [pair for pair in zip_longest(expressions, expressions[1:]) if _is_worth(pair[0], weighed)]
        offsets = OffsetMap(sentence.start, sentence.end, sentence.repairs) if pairs else None
        for e, following in pairs:
            days, rule = _weigh(*clip(sentence.text, e), _count_years(sentence.text, e, following), codebook)
            if days is not ANY and offsets:
                end = following.end if rule == "age" and following else e.end
                start, end = offsets.raw_span(begin_quote(sentence.text, e), end)
                yield Clue(raw[start:end], days, rule)


def _is_worth(e: Expression, weighed: Counter[tuple[str, str]]) -> bool:
    """Say whether an expression is a date of the calendar, and not one that the article has told often before."""
    if e.type != "DATE" or (not e.value[:4].isdigit() and not e.value.startswith("XXXX-")):
        return False
    weighed[e.value, e.bound] += 1
    return weighed[e.value, e.bound] <= _OFTEN


def clip(text: str, e: Expression) -> tuple[str, Expression]:
    """Give the text around an expression that can say what it is about, and the expression in its place there."""
    begin = max(0, e.start - _AROUND)
    return text[begin : e.end + _AROUND], replace(e, start=e.start - begin, end=e.end - begin)


def begin_quote(text: str, e: Expression) -> int:
    """Give where to begin a quote: up to five words before the date."""
    words = list(re.finditer(r"\S+", text[max(0, e.start - 80) : e.start]))[-5:]
    return e.start - min(80, e.start) + words[0].start() if words else e.start


def _weigh(text: str, e: Expression, years: int, codebook: Codebook) -> tuple[Days, str]:
    if e.type != "DATE" or e.base:
        return ANY, ""
    if e.value.startswith("XXXX-"):
        return _weigh_yearless(text, e, codebook)
    days = cover_days(e.value)
    if e.anchor or days.earliest is None or days.latest is None:
        return ANY, ""
    if e.text.endswith("so far"):
        return between(days.earliest, days.latest), "so_far"
    if years:
        return between(date(days.earliest.year + years, 1, 1), date(days.earliest.year + years + 1, 12, 31)), "age"
    if is_past(text, e, codebook):
        return between(days.earliest, None), "past"
    return (between(None, days.latest), "ahead") if is_ahead(text, e, codebook) else (ANY, "")


def _count_years(text: str, e: Expression, following: Expression | None) -> int:
    """Give the years that a sentence counts since a year: "since 2003, that is thirteen years"."""
    if following is None or e.bound != "since" or len(e.value) != 4:
        return 0
    years = re.fullmatch(r"P(\d{1,3})Y", following.value)
    return int(years[1]) if years and _AGES.fullmatch(text[e.end : following.start]) else 0


def is_past(text: str, e: Expression, codebook: Codebook) -> bool:
    """Say whether a clause tells what had begun by the time of writing, and nobody's plan."""
    told = text[: e.end]
    if e.bound == "since" and e.text[:5].lower() == "since":
        return True
    if e.bound or re.search(r"\b(?:for|past|beyond|until|by|of)\s+(?:\w+\s+)?$", text[: e.start]):
        return False
    tense = tell_tense(told, e.start, e.end, codebook)
    if not tense:
        tense, told = tell_tense(text, e.start, e.end, codebook), text
    return tense < 0 and not compile_cue(codebook, "ahead", "told_ahead").search(told)


def is_ahead(text: str, e: Expression, codebook: Codebook) -> bool:
    """Say whether a clause tells what lay ahead at the time of writing."""
    before = text[: e.start]
    if not _names_after(e) and (e.bound == "since" or before.endswith((" of ", " of the "))):
        return False
    if found := list(compile_cue(codebook, "ahead").finditer(before)):
        return _names_after(e) or tell_tense(before, found[-1].end(), found[-1].end(), codebook) >= 0
    if found := list(re.finditer(r"\b(?:would|could|may|might)\b(?! have\b)", before)):
        return tell_tense(before[: found[-1].start()], e.start, e.start, codebook) == 0 and _names_after(e)
    return False


def _names_after(e: Expression) -> bool:
    return e.bound in ("after", "until", "before") or e.text.lower().startswith(("beyond", "post"))


def _weigh_yearless(text: str, e: Expression, codebook: Codebook) -> tuple[Days, str]:
    """Weigh a date without its year: told as past or as coming, or of the year in which the text was written."""
    if e.anchor == "context" and (found := YEARLESS.match(e.value)):
        return _weigh_day(text, e, int(found[1]), int(found[2]), codebook), "yearless"
    if e.anchor == "context" and (found := _MONTH.fullmatch(e.value)):
        return _weigh_month(text, e, int(found[1]), codebook), "yearless"
    if e.unit == "Y" and e.count == 0 and re.match(r"XXXX-\d\d", e.value):
        past = tell_tense(text, e.start, e.end, codebook) <= 0 and not is_ahead(text, e, codebook)
        return (_rest_of_year(int(e.value[5:7]), int(e.value[8:10] or 1)), "this_year") if past else (ANY, "")
    return ANY, ""


def _weigh_day(text: str, e: Expression, month: int, day: int, codebook: Codebook) -> Days:
    """Give the days around a day of every year: after it if it is past, before it if it is coming."""
    reach = read_windows(codebook)["yearless"]
    before, after = reach, reach
    if is_past(text, e, codebook) and not compile_cue(codebook, "ahead", "told_ahead").search(text):
        before = 0
    elif is_ahead(text, e, codebook):
        after = 0
    return each_year(month, day, before, after, name_weekday(e.text))


def _weigh_month(text: str, e: Expression, month: int, codebook: Codebook) -> Days:
    """Give the days before a month of every year if it is coming, the month itself too unless it says "before"."""
    if not is_ahead(text, e, codebook):
        return ANY
    first, reach = date(2000, month, 1), read_windows(codebook)["month"]
    last = first - timedelta(1) if e.bound == "before" else date(2000 + month // 12, month % 12 + 1, 1) - timedelta(1)
    return each_year(last.month, min(last.day, 28), reach, max(0, last.day - 28))


@cache
def _rest_of_year(month: int, day: int) -> Days:
    """Give the days of every year from one on: what "June 2, this year" leaves if it is past."""
    ends = [(date(year, month, min(day, 28)), date(year, 12, 31)) for year in range(1800, 2101)]
    return join([between(None, date(1800, 1, 1)), *(between(*span) for span in ends), between(date(2101, 1, 1), None)])
