"""Clauses that may tell an event: those with a cue of the codebook ("visited", "signed an agreement").

What words mean here is the codebook's: `event_cues` holds the cues by kind of event, `event_signs` where clauses end
and how they stand.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from pakru.codebook import Codebook
from pakru.ledger import OffsetMap, undo
from pakru.records import Sentence

MARKS = " ,;:—"  # around a clause


class Clause(NamedTuple):
    """A part of a sentence: its raw span and words, its clean text, its kinds of event, and where their cues stand.

    `begin` is where the text begins in the clean text of the sentence; the first cue begins at `text[first]`, the last
    one ends before `text[last]`. `opening` is where the acts of its subject begin in the sentence, `origin` the same in
    the raw text: before the clause where it goes on with a second verb ("arrived and met Khar").
    """

    start: int
    end: int
    quote: str
    begin: int
    text: str
    kinds: frozenset[str]
    first: int
    last: int
    opening: int
    origin: int


def find_clauses(sentence: Sentence, codebook: Codebook) -> list[Clause]:
    """Find the clauses of a sentence that have a cue, in their order.

    >>> from pakru.codebook import default
    >>> text = "Mr Lavrov visited Islamabad, but Ms Khar stayed."
    >>> [clause.quote for clause in find_clauses(Sentence("a.txt", "a-1", 1, 1, 0, 48, text), default())]
    ['Mr Lavrov visited Islamabad']
    """
    text = sentence.text
    cues = list(_cues(codebook).finditer(text))
    if not cues:
        return []
    offsets = OffsetMap(sentence.start, sentence.end, sentence.repairs)
    raw = undo(text, sentence.repairs, sentence.start)
    borders, openings = _find_borders(text, codebook)
    clauses = []
    for (begin, stop), inside in _spread(text, cues, borders).items():
        start, end = offsets.raw_span(begin, stop)
        quote = raw[start - sentence.start : end - sentence.start]
        opening = openings[bisect_right(openings, begin) - 1]
        cut = (inside[0].start() - begin, inside[-1].end() - begin, opening, offsets.raw_span(opening, begin)[0])
        kinds = frozenset(str(cue.lastgroup) for cue in inside)
        clauses.append(Clause(start, end, quote, begin, text[begin:stop], kinds, *cut))
    return clauses


def take_whole(sentence: Sentence) -> Clause:
    """Take a sentence without a cue for one clause, of no kind of event.

    >>> take_whole(Sentence("a.txt", "a-1", 1, 1, 5, 18, "Moscow spoke.")).quote
    'Moscow spoke.'
    """
    raw = undo(sentence.text, sentence.repairs, sentence.start)
    length = len(sentence.text)
    return Clause(sentence.start, sentence.end, raw, 0, sentence.text, frozenset(), 0, length, 0, sentence.start)


def find_kinds(text: str, codebook: Codebook) -> list[str]:
    """Find the kinds of event that a text has cues of, in their order.

    >>> from pakru.codebook import default
    >>> find_kinds("after the summit he visited Kabul", default())
    ['summit', 'visit']
    """
    return [str(cue.lastgroup) for cue in _cues(codebook).finditer(text)]


def sign(name: str, codebook: Codebook) -> re.Pattern[str]:
    """Give the pattern of one sign of the codebook's `event_signs`; one that is not there matches nothing.

    >>> from pakru.codebook import default
    >>> bool(sign("called_off", default()).search("the visit was put off"))
    True
    """
    return _join(codebook, "event_signs", "sign").get(name) or re.compile(r"(?!)")


def _find_borders(text: str, codebook: Codebook) -> tuple[list[tuple[int, int]], list[int]]:
    """Give the spans of the borders between clauses, and where a subject's first clause begins."""
    shared = [border.span() for border in sign("joint", codebook).finditer(text)]
    apart = [border.span() for border in sign("border", codebook).finditer(text)]
    ends = {end for _, end in shared}
    return sorted([*shared, *apart]), [0, *(end for _, end in apart if end not in ends)]


def _spread(
    text: str, cues: list[re.Match[str]], borders: list[tuple[int, int]]
) -> dict[tuple[int, int], list[re.Match[str]]]:
    """Give the cues by the span of the clause that they stand in, marks and blanks around it left out."""
    begins, stops = sorted([0, *(end for _, end in borders)]), [*(start for start, _ in borders), len(text)]
    found: dict[tuple[int, int], list[re.Match[str]]] = {}
    for cue in cues:
        span = begins[bisect_right(begins, cue.start()) - 1], stops[bisect_left(stops, cue.end())]
        found.setdefault(span, []).append(cue)
    return {_strip(text, *span): inside for span, inside in found.items()}


def _strip(text: str, begin: int, stop: int) -> tuple[int, int]:
    clean = text[begin:stop].lstrip(MARKS)
    return stop - len(clean), stop - len(clean) + len(clean.rstrip(MARKS))


@cache
def _cues(codebook: Codebook) -> re.Pattern[str]:
    named = (f"(?P<{kind}>{pattern.pattern})" for kind, pattern in _join(codebook, "event_cues", "kind").items())
    return re.compile(rf"\b(?:{'|'.join(named)})")


@cache
def _join(codebook: Codebook, table: str, column: str) -> dict[str, re.Pattern[str]]:
    """Give one pattern for each name in a column, made of its rows."""
    patterns: dict[str, list[str]] = {}
    for row in codebook.table(table):
        patterns.setdefault(row[column], []).append(row["pattern"])
    return {name: re.compile("|".join(rows)) for name, rows in patterns.items()}
