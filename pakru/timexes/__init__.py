"""Time expressions of an article, resolved: against its date, the date last named, or nothing.

What cannot be resolved keeps its X and has no days: a bare "Tuesday" in an undated article is `XXXX-WXX-2`. Where
only bounds of the article's date are known, an expression is resolved if both bounds give the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pakru.codebook import Codebook
from pakru.ledger import quote_raw
from pakru.records import Article, Interval, Sentence, Timex
from pakru.timexes.expressions import find_expressions
from pakru.timexes.intervals import count_units, cover_days
from pakru.timexes.readings import Expression
from pakru.timexes.resolution import Resolved, resolve
from pakru.timexes.tenses import is_ahead, tell_tense

_MEMORY = 8  # dates named before that "that night" or "two days later" may go back to
_OLD = timedelta(400)  # before publication: a date of history
_HISTORY = 5  # how many dates of history for each that counts from publication make a narrative
_ASIDE = 16  # characters before a bare year in its sentence that make it one in passing
_NEAR = 25  # characters around "today" in which a verb may tell that it is a day
_DATED = re.compile(r"(?i:\b(?:on|by|until|till|before|after|at|since|from)\s)\Z")  # before a feast of one year
_DAY_BEFORE = ("from", "earlier", "later", "until", "by", "for")  # words before a "today" that is a day


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
    memory = _Memory(article.published, narrative, codebook)
    return [
        timex for sentence, expressions in found if expressions for timex in _resolve_all(sentence, expressions, memory)
    ]


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
        old += e.value.startswith("BC") or (latest is not None and latest < published.earliest - _OLD)
        deictic += (e.anchor == "published" and e.way != 2) or e.rule == "weekday"
    return old > _HISTORY * (deictic + 1)


@dataclass(slots=True)
class _Memory:
    """What the expressions of an article may count from: its date, and the dates named so far with their places.

    `named` has them in the order of the text; `told` is the thread of a narrative, in which a date in passing steps
    behind the one before it.
    """

    published: Interval
    narrative: bool
    codebook: Codebook | None
    named: list[tuple[str, str]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    def recall(self, e: Expression) -> tuple[str, str]:
        """Give the last date named that the expression may count from, and its place; "" for none."""
        if e.anchor == "context":
            return self._recall_told(e.value)
        unit = e.unit if e.unit in ("W", "WE", "M", "Y", "Q", "10Y", "100Y") else "D"
        for value, place in reversed(self.told if self.narrative and unit != "Y" else self.named):
            coarse = count_units(value, unit) is None
            same = unit == "D" and not e.count and (self.narrative or count_units(value, "M") is not None)
            if not coarse or same:
                return value, place
            if e.count and (unit == "M" or (unit == "D" and self.narrative)):
                return "", ""
        return self._recall_publication() if e.count else ("", "")

    def _recall_told(self, partial: str) -> tuple[str, str]:
        """Give the date that a partial one stands near: a month or day for a day, an hour; any for the rest."""
        unit = "D" if partial.startswith(("XXXX-WXX", "XXXX-XX-XX")) else "M" if partial.startswith("XXXX-XX-") else ""
        fine = (named for named in reversed(self.told) if not unit or count_units(named[0], unit) is not None)
        return next(fine, self._recall_publication())

    def _recall_publication(self) -> tuple[str, str]:
        day = self.published.earliest
        known = day is not None and day == self.published.latest and not self.narrative
        return (day.isoformat(), "published") if known and day else ("", "")

    def name(self, value: str, place: str, aside: bool) -> None:
        """Keep a date for later if it has a year."""
        value = value.partition(" ")[0]
        if not (value[:4].isdigit() or value.startswith("BC")):
            return
        repeats = bool(self.told) and _is_year(value) and self.told[-1][0].startswith(value)
        self.named.append((value, place))
        self.told.insert(-1 if self.told and (aside or repeats) else len(self.told), (value, place))
        del self.named[:-_MEMORY], self.told[:-_MEMORY]


def _is_year(value: str) -> bool:
    return len(value.removeprefix("BC")) < 5


def _resolve_all(sentence: Sentence, expressions: list[Expression], memory: _Memory) -> Iterator[Timex]:
    quotes, latest = quote_raw(sentence, [(e.start, e.end) for e in expressions]), ""
    for e, (start, end, quote) in zip(expressions, quotes, strict=True):
        value, days, anchor = _resolve_in_context(sentence.text, e, memory)
        yield Timex(sentence.file, sentence.article, start, end, quote, e.type, value, days, anchor, e.rule)
        if _is_worth_naming(e, anchor, memory.narrative):
            memory.name(value, f"{sentence.file}:{start}-{end}", _is_aside(e, value, latest, memory))
            latest = max(latest, value) if value[:1].isdigit() else latest


def _is_worth_naming(e: Expression, anchor: str, narrative: bool) -> bool:
    """Say whether later expressions may count from this one: not from the far end of "since 2001" in a report."""
    return e.type == "DATE" and (anchor != "published" if narrative else e.bound not in ("since", "before"))


def _is_aside(e: Expression, value: str, latest: str, memory: _Memory) -> bool:
    """Say whether a date is named in passing: a bare year inside a sentence, or a date before one told in it."""
    bare = _is_year(value) and e.start > _ASIDE and any(not _is_year(told) for told, _ in memory.told[-3:])
    return bare or (memory.narrative and value < latest)


def _resolve_in_context(text: str, e: Expression, memory: _Memory) -> Resolved:
    if e.way == 2 and not _is_that_day(text, e, memory):
        return ("FUTURE_REF" if e.count else "PRESENT_REF"), Interval(), ""
    if e.anchor == "reference" or (memory.narrative and _counts_from_story(text, e, memory)):
        reference, place = memory.recall(e) if e.rule != "weekday" else ("", "")
        value, days, against = resolve(e, memory.published if e.base else Interval(), reference)
        return value, days, place if against == "reference" else against
    tense = tell_tense(text, e.start, e.end, memory.codebook) if e.anchor == "context" else 0
    return resolve(e, memory.published, tense=tense)


def _counts_from_story(text: str, e: Expression, memory: _Memory) -> bool:
    """Say whether a narrative tells the year of a date: not of what is yet to come, nor of a feast at large."""
    at_large = e.rule == "holiday" and not _DATED.search(text, 0, e.start)
    return e.anchor in ("context", "either") and not at_large and not is_ahead(text, e.start, e.end, memory.codebook)


def _is_that_day(text: str, e: Expression, memory: _Memory) -> bool:
    """Say whether today or tomorrow is a day of the calendar: told of in a report whose day is known."""
    if memory.published.earliest is None or memory.published.earliest != memory.published.latest:
        return False
    before = text[max(0, e.start - 120) : e.start].split()
    if e.count:
        return "would" not in before
    if e.bound or e.text.lower() != "today" or (before and before[-1].lower() in _DAY_BEFORE):
        return True
    begin = max(0, e.start - _NEAR)
    return tell_tense(text[begin : e.end + 2 * _NEAR], e.start - begin, e.end - begin, memory.codebook) < 0
