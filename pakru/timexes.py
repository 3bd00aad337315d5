"""Time expressions of an article, resolved: against its date, the date last named, or nothing.

What cannot be resolved keeps its X and has no days: a bare "Tuesday" in an undated article is `XXXX-WXX-2`. Where
only bounds of the article's date are known, an expression is resolved if both bounds give the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pakru.dates import fill_date, pick_date
from pakru.codebook import Codebook
from pakru.expressions import find_expressions
from pakru.intervals import bound_days, count_units, cover_days, shift_value
from pakru.ledger import OffsetMap, undo
from pakru.readings import Expression
from pakru.records import Article, Interval, Sentence, Timex
from pakru.tenses import tell_tense

_MEMORY = 8  # dates named before that "that night" or "two days later" may go back to
_AHEAD = 3  # reports look back: how many times nearer than one gone by a date to come must be if no tense tells
_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX"}


def find_timexes(article: Article, sentences: Sequence[Sentence], codebook: Codebook | None = None) -> list[Timex]:
    """Find and resolve the time expressions in the sentences of one article, in order.

    >>> from datetime import date
    >>> article = Article("a.txt", "a-1", 0, 40, published=Interval(date(2018, 5, 3), date(2018, 5, 3)))
    >>> [t] = find_timexes(article, [Sentence("a.txt", "a-1", 1, 1, 0, 26, "In a statement on Tuesday.")])
    >>> t.quote, t.value, t.days.earliest, t.anchor, t.rule
    ('Tuesday', '2018-05-01', datetime.date(2018, 5, 1), 'published', 'weekday')
    """
    found = [(sentence, find_expressions(sentence.text, codebook)) for sentence in sentences]
    narrative = is_narrative((e for _, expressions in found for e in expressions), article.published)
    memory = _Memory(article.published, narrative)
    return [timex for sentence, expressions in found if expressions for timex in _resolve_all(sentence, expressions, memory)]


def is_narrative(expressions: Iterable[Expression], published: Interval) -> bool:
    """Say whether a text tells history: its dates without a year count from the date last named, not from its own.

    So it is where it has no date of its own, or where whole dates of years long gone are many and expressions
    that count from its own date few.
    """
    if published.earliest is None or published.latest is None:
        return True
    old = deictic = 0
    for e in expressions:
        latest = cover_days(e.value).latest if e.type == "DATE" and not e.anchor else None
        old += e.value.startswith("BC") or latest is not None and latest < published.earliest - timedelta(400)
        deictic += e.anchor == "published" and e.way != 2 or e.rule == "weekday"
    return old > 5 * (deictic + 1)


def resolve(expression: Expression, published: Interval, reference: str = "", tense: int = 0) -> tuple[str, Interval, str]:
    """Give the value of an expression, the days it covers, and what it was resolved against.

    The last is "published", "reference" (the value of the date last named, if given) or "" for what needs neither
    or stays open. `tense` is -1 in a clause about the past, 1 in one about the future.

    >>> [e] = find_expressions("last November")
    >>> from datetime import date
    >>> resolve(e, Interval(date(2013, 6, 5), date(2013, 6, 9)))[0]
    '2012-11'
    """
    if expression.type != "DATE" or not expression.anchor and expression.base is None:
        return _finish(expression, expression.value, "")
    if expression.base is not None:
        base, _, against = resolve(expression.base, published, reference, tense)
        return _finish(expression, _resolve_against(expression, base, tense), against or "base")
    if expression.anchor == "reference" or expression.anchor in ("context", "either") and reference:
        return _finish(expression, _resolve_against(expression, reference, tense), "reference")
    if published.earliest is None or published.latest is None:
        return _finish(expression, None, "published")
    ahead = _AHEAD if published.earliest == published.latest else 1
    values = {_resolve_against(expression, day.isoformat(), tense, ahead) for day in (published.earliest, published.latest)}
    return _finish(expression, values.pop() if len(values) == 1 else None, "published")


def _finish(expression: Expression, value: str | None, against: str) -> tuple[str, Interval, str]:
    """Put the part of a longer stretch behind the value, and the bound of the preposition on its days."""
    if value is None:
        return expression.value if expression.value[:1] == "X" else _OPEN.get(expression.unit, "XXXX") + expression.value, Interval(), ""
    part = expression.part if expression.part and "-XX" not in value and len(value) < 8 and value[:1].isdigit() else ""
    value = f"{value} {part}".strip()
    days = cover_days(value)
    if expression.bound.startswith("until ") and days.earliest:
        return value, Interval(days.earliest, cover_days(expression.bound[6:]).latest), against
    return value, bound_days(days, expression.bound), against


def _resolve_against(e: Expression, base: str, tense: int, ahead: int = 1) -> str | None:
    """Give the value of an expression that counts from `base`; None where that cannot tell."""
    if not base:
        return None
    if e.rule == "year_ago_unit":
        return shift_value(base, e.count or 0, "Y") if e.unit == "Y" else None
    if e.unit == "WE" and e.way:
        return shift_value(pick_date(e.value, base, -1) or "", 0, "WE")
    if e.count is None:
        return pick_date(e.value, base, tense, part=e.part, ahead=ahead)
    if e.value.startswith("XXXX") and e.way and e.anchor == "published":
        if e.way > 0 and e.unit == "Y" and e.value[5:].isdigit():
            return fill_date(e.value, shift_value(base, 1, "Y") or "")
        return pick_date(e.value, base, e.way, strict=True)
    if e.value.startswith("XXXX-") and e.way and e.unit == "W":
        return pick_date(e.value, base, e.way, strict=True)
    if e.unit in ("TH", "TM", "S"):
        return base if count_units(base, "D") is not None and e.unit != "S" else None
    if e.value == "XXXX-WI" and e.count == 0 and base[5:7] in ("01", "02"):
        return shift_value(base[:4], -1, "Y") + "-WI"
    start = shift_value(base, e.count, e.unit)
    if start is None and e.count == 0 and e.anchor == "reference":
        return base
    return None if start is None else fill_date(e.value, start)


@dataclass(slots=True)
class _Memory:
    """What the expressions of an article may count from: its date, and the dates named so far.

    `named` has them in the order of the text; `told` is the thread of a narrative, in which a date in passing steps
    behind the one before it.
    """

    published: Interval
    narrative: bool
    named: list[tuple[str, str]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    def recall(self, e: Expression) -> tuple[str, str]:
        """Give the last date named that is fine enough for the expression, and where it stands."""
        if e.anchor == "context":
            unit = "M" if e.value.startswith("XXXX-XX-") else "D" if e.value.startswith(("XXXX-WXX", "XXXX-XX-XX")) else ""
        else:
            unit = e.unit if e.unit in ("D", "W", "WE", "M", "Y", "Q", "10Y", "100Y") else "D"
        for value, place in reversed(self.told if e.anchor == "context" or self.narrative and unit != "Y" else self.named):
            if unit == "" or count_units(value, unit) is not None:
                return value, place
            if unit == "D" and e.count == 0 and (self.narrative or count_units(value, "M") is not None):
                return value, place
            if unit in ("M", "D") and e.count and (self.narrative or unit == "M"):
                return "", ""
        day = self.published.earliest if e.count or e.anchor != "reference" else None
        return (day.isoformat(), "published") if day and day == self.published.latest and not self.narrative else ("", "")

    def name(self, value: str, place: str, aside: bool) -> None:
        """Keep a date for later if it has a year."""
        value = value.partition(" ")[0]
        if value[:4].isdigit() or value.startswith("BC"):
            self.named.append((value, place))
            self.told.insert(-1 if self.told and (aside or self._is_behind(value)) else len(self.told), (value, place))
            del self.named[:-_MEMORY], self.told[:-_MEMORY]

    def _is_behind(self, value: str) -> bool:
        """Say whether a bare year only repeats the year of the last finer date."""
        return len(value.lstrip("BC")) < 5 and self.told[-1][0].startswith(value)


def _resolve_all(sentence: Sentence, expressions: list[Expression], memory: _Memory) -> Iterator[Timex]:
    offsets = OffsetMap(sentence.start, sentence.end, sentence.repairs)
    raw = undo(sentence.text, sentence.repairs, sentence.start) if sentence.repairs else sentence.text
    latest = ""
    for e in expressions:
        start, end = offsets.raw_span(e.start, e.end)
        value, days, against = _resolve_in_context(sentence.text, e, memory)
        quote = raw[start - sentence.start : end - sentence.start]
        yield Timex(sentence.file, sentence.article, start, end, quote, e.type, value, days, against, e.rule)
        if _is_worth_naming(e, against, memory.narrative):
            memory.name(value, f"{sentence.file}:{start}-{end}", aside=_is_aside(e, value, latest, memory))
            latest = max(latest, value) if value[:1].isdigit() else latest


def _is_worth_naming(e: Expression, against: str, narrative: bool) -> bool:
    """Say whether later expressions may count from this one: not from the far end of "since 2001" in a report."""
    return e.type == "DATE" and (against != "published" if narrative else e.bound not in ("since", "before"))


def _is_aside(e: Expression, value: str, latest: str, memory: _Memory) -> bool:
    """Say whether a date is named in passing: a bare year inside a sentence, or a date before one told in it."""
    bare = len(value.lstrip("BC")) < 5 and e.start > 16
    return bare and any(len(v.lstrip("BC")) > 4 for v, _ in memory.told[-3:]) or memory.narrative and value < latest


def _resolve_in_context(text: str, e: Expression, memory: _Memory) -> tuple[str, Interval, str]:
    if e.way == 2 and not _is_that_day(text, e, memory):
        return ("PRESENT_REF" if e.count == 0 else "FUTURE_REF"), Interval(), ""
    tense = tell_tense(text, e.start, e.end) if e.anchor == "context" and not memory.narrative else 0
    uses = e.anchor == "reference" or memory.narrative and e.anchor in ("context", "either")
    reference, place = memory.recall(e) if uses else ("", "")
    if memory.narrative and e.rule in ("weekday", "nth_day") and e.anchor == "context" and e.rule == "weekday":
        reference = ""
    value, days, against = resolve(e, Interval() if uses and e.base is None else memory.published, reference, tense)
    if against == "reference":
        against = place
    if value.startswith("X") and e.unit in ("TH", "TM"):
        return value, Interval(), ""
    return value, days, "" if against == "base" else against


def _is_that_day(text: str, e: Expression, memory: _Memory) -> bool:
    """Say whether today or tomorrow is a day of the calendar: told of in a report, and the day is known."""
    if memory.published.earliest is None or memory.published.earliest != memory.published.latest:
        return False
    if e.count:
        return "would" not in text[max(0, e.start - 120) : e.start].split()
    before = text[: e.start].split()
    if e.bound or e.text.lower() != "today" or before and before[-1].lower() in ("from", "earlier", "later", "until", "by", "for"):
        return True
    return tell_tense(text[max(0, e.start - 25) : e.end + 40], min(e.start, 25), min(e.start, 25) + e.end - e.start) < 0
