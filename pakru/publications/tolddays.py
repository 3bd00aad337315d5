"""Days that articles tell, each with the names in its sentence: what the same story in another article is known by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pakru.codebook import Codebook
from pakru.codebook.wordlists import Glance, match_whole
from pakru.ledger import OffsetMap
from pakru.publications.dateclues import YEARLESS
from pakru.publications.daysets import between, each_year, find_bounds, meet
from pakru.publications.tellings import begin_quote, clip, is_ahead
from pakru.records import Interval, Sentence
from pakru.timexes.expressions import Expression, find_expressions
from pakru.timexes.intervals import cover_days
from pakru.timexes.tenses import tell_tense

Key = tuple[str, str]  # file and article

_MOST = 20  # days that are read of one sentence
_NAME = re.compile(r"[A-Z][\w’'-]{2,}")
# what comes again, up to the word before the number of years
_AGAIN = re.compile(r"\b(visit|trip|tour|meeting|summit|exercise|talks)\b[^.;]{0,70}\b(?:after|in)\s")
_RETURN = re.compile(_AGAIN.pattern + "$")
_DAY_LISTS = frozenset({"month", "month_short", "weekday", "day_word"})  # of timex_words
_NO_NAMES = frozenset(
    "the and for but his her its this that these those they when while after before with from"
    " january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class ToldDay:
    """A day as a sentence tells it, with the names in the sentence; what only few days are asked for is read then."""

    sentence: Sentence
    expression: Expression
    names: frozenset[str]
    raw: str
    codebook: Codebook

    @property
    def key(self) -> Key:
        """The file and the article that tell the day."""
        return self.sentence.file, self.sentence.article

    @property
    def words(self) -> frozenset[str]:
        """The words in small letters beside it."""
        return frozenset(re.findall(r"[a-z]+", self.sentence.text))

    @property
    def quote(self) -> str:
        """The raw words around the expression."""
        offsets = OffsetMap(self.sentence.start, self.sentence.end, self.sentence.repairs)
        begin = begin_quote(self.sentence.text, self.expression)
        return self.raw[slice(*offsets.raw_span(begin, self.expression.end))]

    @property
    def tense(self) -> int:
        """Whether the day is told as gone by (-1), as coming (1), or neither (0)."""
        text, e = self.sentence.text, self.expression
        return 1 if is_ahead(*clip(text, e), self.codebook) else tell_tense(text, e.start, e.end, self.codebook)

    @property
    def yearless(self) -> tuple[int, int] | None:
        """Month and day of a date without its year."""
        found = YEARLESS.match(self.expression.value) if self.expression.anchor == "context" else None
        return (int(found[1]), int(found[2])) if found else None

    @property
    def is_today(self) -> bool:
        """Whether the day is that of the article itself."""
        return self.expression.text.lower() == "today"


def read_told_days(sentences: Iterable[Sentence], raw: str, codebook: Codebook) -> Iterator[ToldDay]:
    """Give the days that sentences tell: whole dates, days without their year, bare weekdays, today."""
    signs = _compile_signs(codebook)
    for sentence in sentences:
        if signs.sees(sentence.text):
            days = [e for e in find_expressions(sentence.text, codebook) if e.type == "DATE" and _tells_day(e)]
            yield from _tell(sentence, days[:_MOST], raw, codebook)


@cache
def _compile_signs(codebook: Codebook) -> Glance:
    """Look for what every told day has: a month, a weekday, the name of a feast, "today", or figures as in 3/10."""
    names = {row["word"] for row in codebook.table("timex_words") if row["list"] in _DAY_LISTS}
    names |= {row["name"].split()[-1].removesuffix("'s") for row in codebook.table("timex_days")}
    forms = {form for name in names for form in (name, name.capitalize())}
    return Glance(re.compile(rf"{match_whole(sorted(forms))}|\d[./-]\d"))


def _tells_day(e: Expression) -> bool:
    whole = re.match(r"\d{4}-\d\d-\d\d", e.value) is not None and not e.bound
    return whole or YEARLESS.match(e.value) is not None or e.rule in ("weekday", "day_word")


def _tell(sentence: Sentence, days: Sequence[Expression], raw: str, codebook: Codebook) -> Iterator[ToldDay]:
    names = read_names(sentence.text) if days else frozenset()
    for e in days:
        yield ToldDay(sentence, e, names, raw, codebook)


def read_returns(sentence: Sentence, raw: str, codebook: Codebook) -> Iterator[tuple[ToldDay, str, int]]:
    """Give what a sentence says has come again after years: the telling, its noun, the years.

    >>> from pakru.codebook import default
    >>> text = "The first visit of a Russian Foreign Minister in nine years began."
    >>> sentence = Sentence("a", "a", 1, 1, 0, len(text), text)
    >>> [(noun, years) for _, noun, years in read_returns(sentence, text, default())]
    [('visit', 9)]
    """
    again = "year" in sentence.text and _AGAIN.search(sentence.text)
    for e in find_expressions(sentence.text, codebook) if again else ():
        years = re.fullmatch(r"P(\d{1,2})Y", e.value)
        if years and (noun := _RETURN.search(sentence.text, max(0, e.start - 80), e.start)):
            for told in _tell(sentence, [e], raw, codebook):
                yield told, noun[1], int(years[1])


def read_names(text: str) -> frozenset[str]:
    """Give the capitalised words of a sentence without the possessive, months, days and small words.

    >>> sorted(read_names("On Thursday Russia's Sergei Lavrov spoke in ISLAMABAD."))
    ['islamabad', 'lavrov', 'russia', 'sergei']
    """
    words = (re.sub(r"['’]s?$", "", word).lower() for word in _NAME.findall(text))
    return frozenset(words) - _NO_NAMES


def resolve_day(told: ToldDay, published: Interval, reach: int) -> date | None:
    """Give the day if it is told in full, or if the bounds of its article, `reach` days wider, leave only one."""
    days = cover_days(told.expression.value[:10])
    if days.earliest and days.earliest == days.latest:
        return days.earliest
    if told.yearless is None or published.earliest is None or published.latest is None:
        return None
    near = between(published.earliest - timedelta(reach), published.latest + timedelta(reach))
    left = meet(each_year(*told.yearless), near)
    return find_bounds(left).earliest if len(left) == 1 else None
