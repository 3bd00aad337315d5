"""Bounds from other articles that tell the same: a day that one of them dates in full, and another only in part.

"On 20 November" in an undated article and "20 November 2014" in a dated one are the same day if both sentences name
the same persons and places; so are "on Thursday" or "today" and a dated day of that name. The other article stands
in the evidence. Names that many articles of a corpus share count for nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple

from pakru.codebook import Codebook, default
from pakru.publications.dateclues import Clue, read_windows
from pakru.publications.dateplaces import Place, lay_out
from pakru.publications.daysets import between, each_year, find_bounds, meet, widen
from pakru.publications.settle import choose, settle
from pakru.publications.tellings import read_sentences
from pakru.publications.tolddays import Key, ToldDay, read_names, read_returns, read_told_days, resolve_day
from pakru.records import Article, Boilerplate, Document, Sentence

_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_WIDE = 31  # bounds of more days than these are worth another look
_LEAD = 4  # sentences, the title one of them, in which an article says what it is about
_NEEDED = {"yearless": 2, "weekday": 3, "today": 4, "lead": 4, "return": 4}  # names that two sentences must share
# a name counts that no more than ten articles have, or one in fifty; of very many articles no more than two hundred,
# or the work would grow with the square of their number
_RARE, _SHARE, _MOST = 10, 50, 200
_DAYS = 500  # days that are listed of one name: a long chronicle tells more

_Sort = tuple[int, ...]  # month and day, or the weekday, or nothing: what a day has to be


def bound_from_others(
    documents: Iterable[Document],
    articles: Sequence[Article],
    boilerplate: Iterable[Boilerplate],
    sentences: Iterable[Sentence],
    codebook: Codebook | None = None,
) -> list[Article]:
    """Give the articles, those left open with the bounds that articles of the same story set, in the same order.

    >>> text = "Sergei Lavrov landed in Islamabad on 3 October"
    >>> documents = [Document("a.txt", f"{text} 2012."), Document("b.txt", f"{text}.")]
    >>> sentences = [Sentence(d.file, d.file, 1, 1, 0, len(d.text), d.text) for d in documents]
    >>> articles = [Article(d.file, d.file, 0, len(d.text)) for d in documents]
    >>> bound_from_others(documents, articles, [], sentences)[1].evidence
    ('Lavrov landed in Islamabad on 3 October', 'a.txt: Lavrov landed in Islamabad on 3 October 2012')
    """
    codebook = codebook or default()
    if not any(is_open(article) for article in articles):
        return list(articles)
    stories = _Stories(documents, articles, boilerplate, sentences, codebook)
    steps = (
        stories.find_nearest,
        stories.match_days,
        stories.match_weekdays,
        stories.match_leads,
        stories.match_returns,
    )
    for find in steps:
        stories.resolve()
        for key in [key for key, article in stories.articles.items() if is_open(article)]:
            if clue := find(key):
                stories.bound(key, clue)
    return [stories.articles[article.file, article.article] for article in articles]


def is_open(article: Article) -> bool:
    """Say whether the bounds of an article are open or more than a month apart."""
    first, last = article.published.earliest, article.published.latest
    return first is None or last is None or (last - first).days > _WIDE


class _Match(NamedTuple):
    """A day in another article whose sentence shares names."""

    score: int
    day: date
    other: ToldDay


class _Stories:
    """The articles of a corpus, what days they tell, and which of these are known by now."""

    def __init__(
        self,
        documents: Iterable[Document],
        articles: Sequence[Article],
        boilerplate: Iterable[Boilerplate],
        sentences: Iterable[Sentence],
        codebook: Codebook,
    ):
        self.codebook, self.windows = codebook, read_windows(codebook)
        self.documents = {document.file: document for document in documents}
        self.articles: dict[Key, Article] = {(article.file, article.article): article for article in articles}
        self.sentences = _group(sentences, lambda sentence: (sentence.file, sentence.article))
        self.lines = _group(boilerplate, lambda item: item.file)
        self.files = _group(self.articles.values(), lambda article: article.file)
        self.places: dict[Key, Place] = {}
        self.told = {key: list(self._read(key)) for key in self.articles}
        self.rare = self._find_rare()

    def find_place(self, key: Key) -> Place:
        """Give an article with the clues of the lines around it; the articles of a file are laid out together."""
        if key not in self.places:
            file, _ = key
            for place in lay_out(self.documents[file], self.files[file], self.lines.get(file, []), self.codebook):
                self.places[file, place.article.article] = place
        return self.places[key]

    def _read(self, key: Key) -> Iterator[ToldDay]:
        return read_told_days(self.sentences.get(key, ()), self.documents[key[0]].text, self.codebook)

    def _find_rare(self) -> frozenset[str]:
        named = Counter(n for told in self.told.values() for n in frozenset().union(*(one.names for one in told)))
        most = max(_RARE, min(_MOST, len(self.articles) // _SHARE))
        return frozenset(name for name, articles in named.items() if articles <= most)

    def resolve(self) -> None:
        """Find out which of the told days are known, and list them by the rare names beside them and by their sort."""
        self.known: list[tuple[ToldDay, date]] = []
        self.listed: dict[tuple[str, _Sort], list[int]] = {}
        if len(self.articles) < 2:  # no other tells the same
            return
        for key, told in self.told.items():
            for one in told:
                if day := resolve_day(one, self.articles[key].published, self.windows["yearless"]):
                    for item in product(one.names & self.rare, ((), (day.month, day.day), (day.isoweekday(),))):
                        self.listed.setdefault(item, []).append(len(self.known))
                    self.known.append((one, day))

    def find_like(self, key: Key, names: Iterable[str], needed: int, sort: _Sort = ()) -> Iterator[_Match]:
        """Give the known days of other articles whose sentences share enough rare names, most names first."""
        shared = Counter(number for name in names for number in self.listed.get((name, sort), ())[:_DAYS])
        for number, score in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
            other, day = self.known[number]
            if score >= needed and other.key != key:
                yield _Match(score, day, other)

    def bound(self, key: Key, clue: Clue) -> None:
        """Take a clue from others into the bounds of an article, together with what its own text says."""
        article, published = self.articles[key], self.articles[key].published
        own = Clue(" | ".join(article.evidence), between(published.earliest, published.latest), "own")
        told = [*read_sentences(self.sentences.get(key, ()), self.documents[key[0]].text, self.codebook)]
        days, carried = settle([clue, own, *self.find_place(key).clues, *choose(told)])
        quotes = dict.fromkeys(quote for c in carried for quote in c.quote.split(" | ") if quote)
        self.articles[key] = replace(article, published=find_bounds(days), evidence=tuple(quotes))

    def find_nearest(self, key: Key) -> Clue | None:
        """Take the first year for a day without one, where a whole day lies shortly before and few years are left."""
        first, last = self.articles[key].published.earliest, self.articles[key].published.latest
        if first is None or last is None or (last - first).days > self.windows["bracket"]:
            return None
        reach = self.windows["nearest"]
        for one in self.told[key]:
            if one.yearless and (left := meet(each_year(*one.yearless), widen(first, 0, reach))):
                return Clue(one.quote, widen(date.fromordinal(left[0][0]), reach, reach), "nearest")
        return None

    def match_days(self, key: Key) -> Clue | None:
        """Find the year of a day without one in an article that tells the same day in full."""
        reach, found = self.windows["yearless"], []
        for one in self.told[key]:
            for match in self.find_like(key, one.names, _NEEDED["yearless"], one.yearless) if one.yearless else ():
                days = widen(match.day, 0 if one.tense < 0 else reach, reach)
                found.append((match, self._explain(one, match.other, days)))
        return found[0][1] if len({match.day for match, _ in found}) == 1 else None

    def match_weekdays(self, key: Key) -> Clue | None:
        """Find the day of a bare weekday, or of today, in an article that tells the same by its date."""
        found = []
        for one in self.told[key]:
            weekday = _WEEKDAY.fullmatch(one.expression.value)
            if not (weekday or one.is_today):
                continue
            sort, needed = ((), "today") if one.is_today or not weekday else ((int(weekday[1]),), "weekday")
            for match in self.find_like(key, one.names, _NEEDED[needed], sort):
                days = widen(match.day, 0, 0 if one.is_today else self.windows["weekday"])
                found.append((match, self._explain(one, match.other, days)))
        best = [item for item in found if item[0].score == max(match.score for match, _ in found)]
        return best[0][1] if len({match.day for match, _ in best}) == 1 else None

    def match_leads(self, key: Key) -> Clue | None:
        """Take an article without a day of its own for news of what another, pasted in the same post, dates."""
        if self.articles[key].published.earliest is not None:
            return None
        leads = [read_names(sentence.text) for sentence in self.sentences.get(key, ())[:_LEAD]]
        found = [match for names in leads for match in self.find_like(key, names, _NEEDED["lead"])]
        same = [m for m in found if m.other.tense <= 0 and self._is_pasted_with(key, m.other.key)]
        if not same:
            return None
        newest = max(match.day for match in same)
        match = min((m for m in same if newest - m.day <= timedelta(_WIDE)), key=lambda m: (m.day, -m.score))
        return Clue(self._name(key, match.other), widen(match.day, 0, self.windows["news"]), "story")

    def match_returns(self, key: Key) -> Clue | None:
        """Count the years that an article says have passed since the last such visit, which another one dates."""
        found = []
        for sentence in self.sentences.get(key, ()):
            for one, noun, years in read_returns(sentence, self.documents[key[0]].text, self.codebook):
                for match in self.find_like(key, one.names, _NEEDED["return"]):
                    if noun in match.other.words:
                        year = match.day.year + years
                        found.append(
                            (match, self._explain(one, match.other, between(date(year, 1, 1), date(year, 12, 31))))
                        )
        return found[0][1] if len({match.day.year for match, _ in found}) == 1 else None

    def _is_pasted_with(self, one: Key, other: Key) -> bool:
        if one[0] != other[0]:
            return False
        place, beside = self.find_place(one), self.find_place(other)
        return place.pasted and place.post == beside.post

    def _explain(self, one: ToldDay, other: ToldDay, days: Any) -> Clue:
        return Clue(f"{one.quote} | {self._name(one.key, other)}", days, "story")

    def _name(self, key: Key, other: ToldDay) -> str:
        """Name another article and its words; by its file too where that is another."""
        file, article = other.key
        return f"{'' if file == key[0] or file == article else file + ': '}{article}: {other.quote}"


def _group(items: Iterable[Any], name: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(name(item), []).append(item)
    return groups
