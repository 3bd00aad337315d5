"""Where dates stand around the articles of a document: in them, above and below them, and in which post.

A post begins where a profile or a heading of comments stands between two articles; the articles behind the first one
of a post are what it pastes.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pakru.codebook import Codebook
from pakru.publications.dateclues import Clue, compile_cue, is_date_line, read_address, read_date, read_dateline
from pakru.publications.daysets import Days, between, find_bounds
from pakru.records import Article, Boilerplate, Document

_HEAD, _FOOT = 6, 2  # lines at the two ends of an article that may give its date unmarked
_LONGEST = 200  # characters of a line that gives a date
_DATES = ("header", "updated", "address", "dateline")
_NOTES = ("author_bio", "disclaimer", "thanks")  # kinds that give one where they say that it is of the publication
_KINDS = ("date_header", "source_credit", "forum_profile", "title_repeat", "subscribe_list", "comment_form")


@dataclass(slots=True)
class Place:
    """An article in its document, and the clues that its lines give."""

    article: Article
    above: list[Boilerplate] = field(default_factory=list)
    inside: list[Boilerplate] = field(default_factory=list)
    below: list[Boilerplate] = field(default_factory=list)
    after: list[Clue] = field(default_factory=list)
    post: int = 0
    pasted: bool = False
    clues: list[Clue] = field(default_factory=list)

    @property
    def day(self) -> Clue | None:
        """The clue that gives the day itself, if there is one."""
        return next((clue for clue in self.clues if clue.whole), None)


def lay_out(
    document: Document, articles: Sequence[Article], boilerplate: Iterable[Boilerplate], codebook: Codebook
) -> list[Place]:
    """Give the articles in their order, each with what stands around it, its post and the clues of its lines."""
    places = [Place(article) for article in sorted(articles, key=lambda article: article.start)]
    starts = [place.article.start for place in places]
    for item in sorted(boilerplate, key=lambda item: item.start):
        number = bisect_right(starts, item.start) - 1
        if number >= 0 and item.start < places[number].article.end:
            places[number].inside.append(item)
        elif number + 1 < len(places):
            places[number + 1].above.append(item)
        elif places:
            places[number].below.append(item)
    _number_posts(places, codebook)
    for place in places:
        place.clues = list(_read_lines(document, place, codebook))
    if is_thread(places):
        places[-1].after = [clue for clue in _read_items(places[-1].below, codebook) if clue.whole][:1]
    else:
        _move_down(places, codebook)
    return places


def is_thread(places: Sequence[Place]) -> bool:
    """Say whether the articles are posts, or comments under an article."""
    return bool(places) and (places[-1].post > 0 or any(place.pasted for place in places))


def _number_posts(places: Sequence[Place], codebook: Codebook) -> None:
    post = 0
    posts = any(item.kind in ("forum_profile", "comment_form") for place in places for item in place.above)
    for place in places[1:]:
        opened = any(item.kind in ("forum_profile", "comment_form") for item in place.above)
        post += opened
        place.post, place.pasted = post, posts and not opened


def _read_lines(document: Document, place: Place, codebook: Codebook) -> Iterable[Clue]:
    """Give the clues of an article's lines: the day itself as soon as a line gives it, else all that lines give."""
    found = [*_read_items(place.inside, codebook), *_read_items(place.above, codebook)[::-1]]
    dates = [clue for clue in found if clue.rule in _DATES]
    if not any(clue.whole for clue in dates):
        dates = [*_read_unmarked(document, place.article, codebook), *dates]
    if not place.post and not any(clue.whole for clue in dates):
        dates += [clue for clue in _read_items(place.below, codebook) if clue.rule in _DATES]
    whole = [clue for clue in dates if clue.whole]
    return whole[:1] or [*dates, *(clue for clue in found if clue.rule not in _DATES)]


def _read_items(items: Sequence[Boilerplate], codebook: Codebook) -> list[Clue]:
    """Give the clues of boilerplate: its dates, and of a profile's or an editor's date the bound it sets."""
    clues, label = [], ""
    for item in items:
        quote = item.quote[:_LONGEST]
        gives = item.kind in _KINDS or (item.kind in _NOTES and compile_cue(codebook, "published").search(quote))
        days = read_date(quote, codebook) if gives else None
        if not days and ("://" in quote or "www." in quote):
            days = read_address(quote)
        if days:
            clues.append(_label(quote, days, label + quote, codebook))
        label = quote + " " if len(quote) < 30 and not days else ""
    return [clue for clue in clues if clue.rule != "updated"] + [clue for clue in clues if clue.rule == "updated"]


def _label(quote: str, days: Days, labelled: str, codebook: Codebook) -> Clue:
    """Tell by the words before a date whose it is: the post's, its writer's, or of a later change."""
    bounds = find_bounds(days)
    if compile_cue(codebook, "joined").search(labelled):
        return Clue(quote, between(bounds.earliest, None), "joined")
    if (edited := compile_cue(codebook, "edited").search(quote)) and not read_date(quote[: edited.start()], codebook):
        return Clue(quote, between(None, bounds.latest), "edited")
    return Clue(quote, days, "updated" if quote.lower().startswith("updated") else "header")


def _read_unmarked(document: Document, article: Article, codebook: Codebook) -> Iterable[Clue]:
    """Give the dates of datelines and of lines that hold only a date, at the two ends of an article."""
    lines = [line.strip() for line in document.text[article.start : article.end][:4000].splitlines() if line.strip()]
    foot = [line.strip() for line in document.text[article.start : article.end][-400:].splitlines()[1:] if line.strip()]
    for line in [*lines[:_HEAD], *foot[-_FOOT:]]:
        if clue := read_dateline(line, codebook):
            yield clue
        elif line != article.title and is_date_line(line, codebook) and (days := read_date(line, codebook)):
            yield Clue(line, days, "header")


def _move_down(places: Sequence[Place], codebook: Codebook) -> None:
    """Give each article the date below it, where the first has none above it and one is left below the last."""
    if len(places) < 2 or places[0].day or not places[-1].day:
        return
    below = [clue for clue in _read_items(places[-1].below, codebook) if clue.whole]
    if not below or places[-1].day in below:
        return
    for place, following in pairwise(places):
        place.clues = following.clues
    places[-1].clues = below[:1]
