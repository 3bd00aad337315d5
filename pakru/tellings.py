"""What sentences say about the day when they were written: what they tell as past, as coming, as this year's.

What a clause tells of plans of someone then ("the deadline of 2014") bounds nothing.
"""

import re
from collections.abc import Iterator
from datetime import date

from pakru.codebook import Codebook
from pakru.dateclues import YEARLESS, Clue, compile_cue, name_weekday, read_windows
from pakru.daysets import ANY, Days, between, each_year, join
from pakru.expressions import Expression, find_expressions
from pakru.intervals import cover_days
from pakru.ledger import OffsetMap
from pakru.records import Sentence
from pakru.tenses import tell_tense

_AGES = re.compile(r"[,;]? (?:that is |i\.e\. |or |now |for )?")


def read_sentence(sentence: Sentence, raw: str, codebook: Codebook) -> Iterator[Clue]:
    """Give what the dates of a sentence say about when it was written; `raw` is the document's text."""
    expressions = find_expressions(sentence.text, codebook)
    offsets = OffsetMap(sentence.start, sentence.end, sentence.repairs) if expressions else None
    for place, e in enumerate(expressions):
        days, rule = _weigh(sentence.text, expressions, place, codebook)
        if days != ANY and offsets:
            begin = begin_quote(sentence.text, e)
            start, end = offsets.raw_span(begin, max(e.end, expressions[place + 1].end if rule == "age" else 0))
            yield Clue(raw[start:end], days, rule)


def begin_quote(text: str, e: Expression) -> int:
    """Give where to begin a quote: up to five words before the date."""
    before = re.search(r"(?:\S+\s+){0,5}$", text[max(0, e.start - 80) : e.start])
    return e.start - len(before[0])


def _weigh(text: str, expressions: list[Expression], place: int, codebook: Codebook) -> tuple[Days, str]:
    e = expressions[place]
    if e.type != "DATE" or e.base:
        return ANY, ""
    if (found := YEARLESS.match(e.value)) and e.anchor == "context":
        return _weigh_yearless(text, e, int(found[1]), int(found[2]), codebook), "yearless"
    if e.unit == "Y" and e.count == 0 and re.match(r"XXXX-\d\d", e.value):
        return _weigh_this_year(text, e, codebook), "this_year"
    days = cover_days(e.value)
    if e.anchor or days.earliest is None or days.latest is None:
        return ANY, ""
    if e.text.endswith("so far"):
        return between(days.earliest, days.latest), "so_far"
    if e.bound == "since" and len(e.value) == 4 and (years := _count_years(text, expressions, place)):
        return between(date(days.earliest.year + years, 1, 1), date(days.earliest.year + years + 1, 12, 31)), "age"
    if is_past(text, e, codebook):
        return between(days.earliest, None), "past"
    return (between(None, days.latest), "ahead") if is_ahead(text, e, codebook) else (ANY, "")


def _count_years(text: str, expressions: list[Expression], place: int) -> int:
    """Give the years that a sentence counts since a year: "since 2003, that is thirteen years"."""
    if place + 1 == len(expressions):
        return 0
    e, following = expressions[place : place + 2]
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
    if e.bound == "since" and not _names_after(e) or before.endswith((" of ", " of the ")):
        return False
    if found := list(compile_cue(codebook, "ahead").finditer(before)):
        return _names_after(e) or tell_tense(before, found[-1].end(), found[-1].end(), codebook) >= 0
    if found := list(re.finditer(r"\b(?:would|could|may|might)\b(?! have\b)", before)):
        return tell_tense(before[: found[-1].start()], e.start, e.start, codebook) == 0 and _names_after(e)
    return False


def _names_after(e: Expression) -> bool:
    return e.bound in ("after", "until", "before") or e.text.lower().startswith(("beyond", "post"))


def _weigh_yearless(text: str, e: Expression, month: int, day: int, codebook: Codebook) -> Days:
    """Give the days around a day of every year: after it if it is past, before it if it is coming."""
    reach = read_windows(codebook)["yearless"]
    before, after = reach, reach
    if is_past(text, e, codebook) and not compile_cue(codebook, "ahead", "told_ahead").search(text):
        before = 0
    elif is_ahead(text, e, codebook):
        after = 0
    return each_year(month, day, before, after, name_weekday(e.text))


def _weigh_this_year(text: str, e: Expression, codebook: Codebook) -> Days:
    """Give what "June 2, this year" leaves: the rest of the year if it is past."""
    month, day = int(e.value[5:7]), int(e.value[8:10] or 1)
    past = tell_tense(text, e.start, e.end, codebook) <= 0 and not is_ahead(text, e, codebook)
    ends = [(date(year, month, day), date(year, 12, 31)) for year in range(1800, 2101) if (month, day) != (2, 29)]
    if not past or not ends:
        return ANY
    return join([between(None, date(1800, 1, 1)), *(between(*span) for span in ends), between(date(2101, 1, 1), None)])
