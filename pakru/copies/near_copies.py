"""Near copies: texts that repeat an earlier one in part of its words, and which earlier one that is.

A text is a near copy when most words of either stand in the other, in the same order, and no longer stretch of
either is missing from the other. So an edited paragraph is one, and a paragraph that shares some sentences with another
and has one of its own is none. A link says that two texts were compared and found near: there are no chains.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from pakru.copies.alignment import Marks, Words, find_in_order, longest_gap, mark_words
from pakru.copies.candidates import WordTable, find_candidates, number_words

LIKE = 0.65  # the part of the words of either text that stands in the other, in order, from here on ...
SHORT, SHORT_LIKE = 20, 0.8  # ... and in texts of fewer words, where more is the same by chance
GAP, STRAYS = 12, 2  # words in a row of which no more than so many are found: a stretch of its own
LEAST, MOST = 10, 5000  # words; what is shorter or longer has exact copies only

Links = dict[int, tuple[int, float]]


def find_near_copies(texts: Sequence[str]) -> Links:
    """Link each text that repeats an earlier one to it, with the part of its words found there in order.

    Case, punctuation and spaces do not count. The earlier text is one that is no copy itself if such a one is near,
    and of these the one that shares most; texts without words are never copies.

    >>> find_near_copies(["Khar met Lavrov in Moscow.", "Nobody came.", "KHAR met Lavrov, in Moscow"])
    {2: (0, 1.0)}
    """
    table = number_words(texts)
    first = _first_places(table)
    places = sorted(set(first))
    links = _link_near(table.pick(places))
    near = {places[later]: (places[earlier], share) for later, (earlier, share) in links.items()}
    same = {place: near.get(of, (of, 1.0)) for place, of in enumerate(first) if of != place}
    return {place: link for place, link in sorted((near | same).items()) if len(table.row(place))}


def _first_places(table: WordTable) -> list[int]:
    """Give for each text the place of the first one with the same words."""
    places: dict[bytes, int] = {}
    return [places.setdefault(table.row(place).tobytes(), place) for place in range(len(table))]


def _link_near(table: WordTable) -> Links:
    links: Links = {}
    later, earlier = find_candidates(table)
    for place, pairs in groupby(zip(later.tolist(), earlier.tolist(), strict=True), itemgetter(0)):
        others = [other for _, other in pairs]
        if LEAST <= len(table.row(place)) <= MOST:
            sources = [other for other in others if other not in links]
            copies = [other for other in others if other in links]
            best = _nearest(table, place, sources) or _nearest(table, place, copies)
            links |= {place: best} if best else {}
    return links


def _nearest(table: WordTable, place: int, others: Sequence[int]) -> tuple[int, float] | None:
    """Give the text among `others` that has most of the words, and their share; None where none is near."""
    words = table.row(place).tolist()
    rows = {other: table.row(other).tolist() for other in others}
    likely = {
        other: row for other, row in rows.items() if len(set(words).difference(row)) <= len(words) - _least(words, row)
    }
    marks = mark_words(words) if likely else {}
    shares = {other: _share(words, marks, row) for other, row in likely.items()}
    best = max(shares, key=shares.__getitem__, default=None)
    return (best, shares[best]) if best is not None and shares[best] else None


def _share(words: Words, marks: Marks, other: Words) -> float:
    """Give the part of the words that stands in the other text in order; 0 where the two are not near."""
    ours, theirs = find_in_order(marks, other)
    if len(ours) < _least(words, other):
        return 0.0
    gap = max(longest_gap(ours, len(words), STRAYS), longest_gap(theirs, len(other), STRAYS))
    return len(ours) / len(words) if gap < GAP else 0.0


def _least(words: Words, other: Words) -> float:
    """Give how many words two near texts have in common at least."""
    longer = max(len(words), len(other))
    return longer * (LIKE if longer >= SHORT else SHORT_LIKE)
