"""Between which days each article was published, each bound with the words that carry it.

In order: a date that the caller gives; a line with a date in, above or below the article; an address; posts before
and after, the page, the post that pastes an article; what the text tells as past and as coming; a file name. Where
nothing sets a bound it stays open: no day is made up.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from pakru.codebook import Codebook, default
from pakru.publications.dateclues import Clue, compile_cue, read_address, read_date, read_windows
from pakru.publications.dateplaces import Place, is_thread, lay_out
from pakru.publications.daysets import Days, between, find_bounds
from pakru.publications.settle import choose, settle
from pakru.publications.stories import bound_from_others
from pakru.publications.tellings import read_sentences
from pakru.records import Article, Boilerplate, Document, Interval, Sentence
from pakru.rows import InputError
from pakru.timexes.intervals import cover_days


def bound_articles(
    document: Document,
    articles: Sequence[Article],
    boilerplate: Sequence[Boilerplate],
    sentences: Sequence[Sentence],
    codebook: Codebook | None = None,
) -> list[Article]:
    """Give the articles of one document with the days between which they were published, and the evidence.

    A date of the caller's that cannot be read is an InputError.

    >>> text = "MOSCOW, 3 June 2014\\nThe ban is gone."
    >>> header = Boilerplate("a.txt", 0, 19, "MOSCOW, 3 June 2014", "date_header")
    >>> [article] = bound_articles(Document("a.txt", text), [Article("a.txt", "a-1", 20, 36)], [header], [])
    >>> article.published.latest, article.evidence
    (datetime.date(2014, 6, 3), ('MOSCOW, 3 June 2014',))
    """
    codebook = codebook or default()
    places = lay_out(document, articles, boilerplate, codebook)
    _add_given(document, places, codebook)
    if is_thread(places):
        _add_posts(places, read_windows(codebook))
    elif len(places) > 1 and _is_page(document, places, codebook):
        _add_page(places)
    told: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        told.setdefault(sentence.article, []).append(sentence)
    for place in places:
        if not place.day:
            place.clues += _read_text(document, told.get(place.article.article, []), codebook)
    bounded = [_bound(place) for place in places]
    if is_thread(places):
        bounded = _order_posts(bounded, places)
    if len(bounded) > 1:
        bounded = bound_from_others([document], bounded, boilerplate, sentences, codebook)
    by_name = {article.article: article for article in bounded}
    return [by_name[article.article] for article in articles]


def _add_given(document: Document, places: Sequence[Place], codebook: Codebook) -> None:
    """Take what the caller says: his date for every article without a day of its own, the address for the first."""
    if document.date:
        days = _read_given(document.date.strip(), codebook)
        if days is None:
            raise InputError(
                f"{document.file}: date {document.date!r}; expected a date such as 2012-10-03 or 3 October 2012"
            )
        for place in places:
            if len(places) == 1 or not place.day:
                place.clues = [Clue(f"given: {document.date}", days, "given")]
    for place in places[:1]:
        if not place.day and (days := read_address(document.url)):
            place.clues.insert(0, Clue(document.url, days, "address"))


def _read_given(text: str, codebook: Codebook) -> Days | None:
    """Read a date of the caller's: 2012-10-03, 2012-10, 2012, or any that the grammar of time reads."""
    days = cover_days(text)
    return between(days.earliest, days.latest) if days.earliest else read_date(text, codebook)


def _add_posts(places: Sequence[Place], windows: dict[str, int]) -> None:
    """Bound posts without a date by those around them, and pasted articles by their post."""
    dated = {place.post: place.day for place in places if place.day and not place.pasted}
    posts, last = sorted(dated), places[-1].after
    for place in places:
        if not place.day:
            number = bisect_left(posts, place.post)
            before = [dated[post] for post in posts[max(0, number - 1) : number]]
            after = [dated[post] for post in posts[number : number + 1]] or last
            own = dated.get(place.post)
            place.clues[:0] = _paste(own, windows) if own else _put_between(before, after, windows)


def _paste(post: Clue, windows: dict[str, int]) -> Iterator[Clue]:
    day = find_bounds(post.days).latest
    yield Clue(post.quote, between(day - timedelta(windows["pasted"]) if day else None, day), "post")


def _put_between(before: list[Clue], after: list[Clue], windows: dict[str, int]) -> Iterator[Clue]:
    """Put a post between its neighbours; behind the last date it follows within the window."""
    days = sorted(day for clue in (*before, *after) if (day := find_bounds(clue.days).earliest))
    if before and after:
        yield Clue(" | ".join(clue.quote for clue in (*before, *after)), between(days[0], days[-1]), "post")
    elif before:
        yield Clue(before[0].quote, between(days[0], days[0] + timedelta(windows["reply"])), "post")
    elif after:
        yield Clue(after[0].quote, between(None, days[0]), "post")


def _is_page(document: Document, places: Sequence[Place], codebook: Codebook) -> bool:
    """Say whether the articles are letters or notes of one page, whose date stands above them all."""
    first = places[0]
    if not first.day or any(place.day for place in places[1:]) or first.day.quote not in {b.quote for b in first.above}:
        return False
    heading = " ".join([*(item.quote for item in first.above), *document.text[:200].splitlines()[:2]])
    signed = all(place.above and place.above[0].kind == "source_credit" for place in places[1:])
    return signed or compile_cue(codebook, "letters").search(heading) is not None


def _add_page(places: Sequence[Place]) -> None:
    if page := places[0].day:
        for place in places[1:]:
            place.clues.insert(0, replace(page, rule="page"))


def _read_text(document: Document, sentences: Sequence[Sentence], codebook: Codebook) -> Iterator[Clue]:
    yield from choose([*read_sentences(sentences, document.text, codebook)])
    if days := read_address(document.file):
        yield Clue(document.file, days, "file_name")


def _bound(place: Place) -> Article:
    days, carried = settle(place.clues)
    quotes = [quote for clue in carried for quote in clue.quote.split(" | ")]
    return replace(place.article, published=find_bounds(days), evidence=tuple(dict.fromkeys(quotes)))


def _order_posts(articles: Sequence[Article], places: Sequence[Place]) -> list[Article]:
    """Let no post come before what earlier posts say and paste, nor after what later posts say."""
    ordered, names = list(articles), tuple(f"{article.article}: " for article in articles)
    for number in range(1, len(ordered)):
        earlier, later = ordered[number - 1], ordered[number]
        if not places[number].pasted and _lies_before(later.published, earlier.published):
            ordered[number] = _raise(later, earlier, names)
    return ordered


def _lies_before(later: Interval, earlier: Interval) -> bool:
    low = earlier.earliest
    return (
        low is not None
        and (later.earliest is None or later.earliest < low)
        and (later.latest is None or low <= later.latest)
    )


def _raise(later: Article, earlier: Article, names: tuple[str, ...]) -> Article:
    named = tuple(quote if quote.startswith(names) else f"{earlier.article}: {quote}" for quote in earlier.evidence)
    bounds = Interval(earlier.published.earliest, later.published.latest)
    return replace(later, published=bounds, evidence=tuple(dict.fromkeys((*named, *later.evidence))))
