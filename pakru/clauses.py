"""Clauses that may tell an event: those with a cue of the codebook ("visited", "signed an agreement")."""

import re
from functools import cache
from typing import NamedTuple

from pakru.codebook import Codebook
from pakru.ledger import OffsetMap, undo
from pakru.records import Sentence

# where a clause ends and another begins
BORDER = re.compile(
    r"[;:—]\s|,?\s(?:but|while|whereas|although|though|because|so that)\s|,\s(?:and|which|who|where|when|after which)\s"
    r"|\sand\s(?=\w{1,20}ed\b)|\swhen\s|\sas\s(?=[A-Z])|\s(?=(?:during|after|before|following) (?:his|her|their)\b)"
)


class Clause(NamedTuple):
    """A part of a sentence, its raw span and words, its clean text, and the kinds of event that its cues tell."""

    start: int
    end: int
    quote: str
    text: str
    kinds: frozenset[str]


def find_clauses(sentence: Sentence, codebook: Codebook) -> list[Clause]:
    """Find the clauses of a sentence that have a cue, in their order.

    >>> from pakru.codebook import default
    >>> text = "Mr Lavrov visited Islamabad, but Ms Khar stayed."
    >>> [clause.quote for clause in find_clauses(Sentence("a.txt", "a-1", 1, 1, 0, 48, text), default())]
    ['Mr Lavrov visited Islamabad']
    """
    text = sentence.text
    spans = _find_spans(text, codebook)
    if not spans:
        return []
    offsets = OffsetMap(sentence.start, sentence.end, sentence.repairs)
    raw = undo(text, sentence.repairs, sentence.start)
    clauses = []
    for (first, last), kinds in spans.items():
        clean = text[first:last].strip(" ,;:—")
        begin = text.index(clean, first)
        start, end = offsets.raw_span(begin, begin + len(clean))
        clauses.append(Clause(start, end, raw[start - sentence.start : end - sentence.start], clean, frozenset(kinds)))
    return clauses


def _find_spans(text: str, codebook: Codebook) -> dict[tuple[int, int], set[str]]:
    """Give the span of each clause that has a cue, with the kinds of its cues."""
    found: dict[tuple[int, int], set[str]] = {}
    borders = [0, *(match.start() for match in BORDER.finditer(text)), len(text)]
    for cue in _cues(codebook).finditer(text):
        start = max(border for border in borders if border <= cue.start())
        end = min(border for border in borders if border >= cue.end())
        found.setdefault((start, end), set()).add(str(cue.lastgroup))
    return found


@cache
def _cues(codebook: Codebook) -> re.Pattern[str]:
    kinds: dict[str, list[str]] = {}
    for row in codebook.table("event_cues"):
        kinds.setdefault(row["kind"], []).append(row["pattern"])
    named = (f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items())
    return re.compile(rf"\b(?:{'|'.join(named)})")
