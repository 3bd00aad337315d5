"""Sentences: where the clean text of a passage ends one and begins the next, as spans of the raw text.

A stop, or a run of them, with the quotes and brackets it closes is a candidate; what stands before and after
it decides, with three word lists: `abbreviations` (a kind for each), `starters` (words that open a sentence) and
`reporting_verbs` (a quotation and its speaker make one sentence).
Each decision reads a bounded stretch around the candidate, so the time is linear in the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pakru.codebook import Codebook, default
from pakru.ledger import OffsetMap
from pakru.records import Passage, Repair, Sentence

REACH = 40  # characters before a stop that a decision may read

# a stop with its closing quotes, brackets and footnote marks, then white space or a capital letter; what may come first
# stands first in the pattern, before what must not stand before it: so the search runs from stop to stop
STOP = (
    r"(?P<stop>[.!?…](?<![.!?…].)[.!?…]*+)(?P<close>(?:[¹²³\"'”’»)\]]|\[\d{1,3}\])*+)"
    r"(?:\s++(?=\S)|(?=[“‘(]?[A-Z]))"
)
CANDIDATE = re.compile(STOP)
CANDIDATE_OR_BLANK = re.compile(rf"{STOP}|(?P<blank>\n[^\S\n]*+\n\s*+(?=\S))")  # or an empty line
WORD = re.compile(r"\w")
NEXT = re.compile(r"[\"'“‘«(\[]{0,4}(\w++)(?!\.)")
ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")
ACRONYM = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # U.S, p.m, an initial
VOWEL = re.compile(r"[aeiouyAEIOUY\W\d]")  # without one a word is short for another: Govt
ADDRESS = re.compile(r"[.!?…@/]")
GLUED = re.compile(r"[“‘(]?(?!\w\.)([A-Z][\w'’-]{0,30})[,;:.!?…\"'”’)]{0,9}(?!\S)")


class Words(NamedTuple):
    """The word lists of a codebook, ready for use."""

    kinds: Mapping[str, str]
    starters: frozenset[str]
    reporting: re.Pattern[str]  # `?" Mr. Khan asked`: the clause goes on with the sentence that it quotes


def split_sentences(passage: Passage, codebook: Codebook | None = None) -> list[Sentence]:
    """Split the clean text of `passage`; a sentence has its raw span and its part of the passage's repairs.

    Replaying the repairs of a sentence on its raw text gives its text: a repair that reaches into the next
    sentence is cut in two.

    >>> space = Repair("a.txt", 10, 20, "Russia.Any", "Russia. Any", "space", "full_stop")
    >>> passage = Passage("a.txt", "a-1", 1, 10, 31, "Russia. Any U.S. plan.", (space,))
    >>> [(s.sentence, s.start, s.end, s.text, s.repairs) for s in split_sentences(passage)]
    [(1, 10, 17, 'Russia.', ()), (2, 17, 31, 'Any U.S. plan.', ())]
    """
    offsets = OffsetMap(passage.start, passage.end, passage.repairs)
    parts = _RepairParts(passage) if passage.repairs else None
    found = []
    for number, (start, end) in enumerate(sentence_spans(passage.text, codebook), 1):
        begin, stop = offsets.raw_span(start, end)
        repairs = parts.cut(start, end, begin, stop) if parts else ()
        text = passage.text[start:end]
        found.append(Sentence(passage.file, passage.article, passage.passage, number, begin, stop, text, repairs))
    return found


class _RepairParts:
    """The repairs of a passage, to be cut to the sentences that they touch."""

    def __init__(self, passage: Passage):
        self.repairs, self.ends = passage.repairs, []
        shift = -passage.start
        for repair in passage.repairs:
            shift += len(repair.repaired) - len(repair.quote)
            self.ends.append(repair.end + shift)

    def cut(self, start: int, end: int, begin: int, stop: int) -> tuple[Repair, ...]:
        """Give the repairs in `clean[start:end]`, which is `raw[begin:stop]`, cut at its borders."""
        first = bisect_left(self.ends, start)
        last = bisect_right(self.ends, end) + 1
        placed = zip(self.repairs[first:last], self.ends[first:last], strict=True)
        parts = (_cut(repair, place, start, end, begin, stop) for repair, place in placed)
        return tuple(part for part in parts if part.quote != part.repaired)


def _cut(repair: Repair, clean_end: int, start: int, end: int, begin: int, stop: int) -> Repair:
    clean = clean_end - len(repair.repaired)
    if begin <= repair.start and repair.end <= stop and start <= clean and clean_end <= end:
        return repair
    quote = repair.quote[max(begin - repair.start, 0) : max(stop - repair.start, 0)]
    repaired = repair.repaired[max(start - clean, 0) : max(end - clean, 0)]
    at = max(begin, repair.start)
    return replace(repair, start=at, end=at + len(quote), quote=quote, repaired=repaired)


def sentence_spans(text: str, codebook: Codebook | None = None) -> list[tuple[int, int]]:
    """Give start and end of each sentence of `text`, without the white space around it.

    Nothing but white space lies between two sentences. An abbreviation, an initial, a list number, a decimal,
    a colon or a semicolon ends none; a stop that lost the space behind it ("Pakistan.Russia") does.

    >>> text = 'He met Col-Gen. Postnikov at 3.5 p.m. "Why now?" he asked. The U.S. drones... stayed.'
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['He met Col-Gen. Postnikov at 3.5 p.m.', '"Why now?" he asked.', 'The U.S. drones... stayed.']
    """
    return list(_spans(text, _words(codebook or default())))


@cache
def _words(codebook: Codebook) -> Words:
    kinds = {row["abbreviation"]: row["kind"] for row in codebook.table("abbreviations")}
    titles = "|".join(re.escape(word) for word, kind in kinds.items() if kind == "title")
    verbs = "|".join(re.escape(row["word"]) for row in codebook.table("reporting_verbs")) or "(?!)"
    reporting = re.compile(rf"(?:(?:{titles})\.?\s)?(?:[A-Z][\w'’-]*\s){{1,4}}(?:{verbs})\b")
    return Words(kinds, frozenset(row["word"] for row in codebook.table("starters")), reporting)


def _spans(text: str, words: Words) -> Iterator[tuple[int, int]]:
    start, last = len(text) - len(text.lstrip()), len(text.rstrip())
    candidates = CANDIDATE_OR_BLANK if "\n" in text else CANDIDATE
    for found in candidates.finditer(text, start, last):
        if _ends(text, start, found, words):
            yield start, found.end("close") if found["stop"] else start + len(text[start : found.start()].rstrip())
            start = found.end()
    if start < last:
        yield start, last


def _ends(text: str, start: int, found: re.Match[str], words: Words) -> bool:
    """Say whether the candidate ends the sentence that began at `start`: words must stand on both its sides."""
    at, stop = found.span()[1], found["stop"]
    reach = max(start, found.start() - REACH)
    if not (WORD.search(text, reach, found.start()) and WORD.search(text, at)):
        return False
    if stop is None or text.count("\n", found.end("close"), at) > 1:
        return True
    tokens = text[reach : found.start()].rsplit(None, 1)
    if at == found.end("close"):
        return _ends_glued(text, found, tokens[-1], words)
    if text[at] in ",;:.!?…)":
        return False
    word = tokens[-1].lstrip("\"'“‘«([").rsplit("-", 1)[-1]
    if stop != ".":
        return _ends_cry(text, found, word, words)
    return not _counts(text, start, found, tokens) and _ends_plain(text, found, word, words)


def _counts(text: str, start: int, found: re.Match[str], tokens: list[str]) -> bool:
    """Say whether the stop belongs to a list number, which stands first in its sentence or after a colon."""
    if len(tokens) > 1 and tokens[0][-1] in ":;" and tokens[1].isdigit() and len(tokens[1]) < 3:
        return True
    return found.start() - start < 8 and ENUMERATOR.fullmatch(text, start, found.start()) is not None


def _ends_plain(text: str, found: re.Match[str], word: str, words: Words) -> bool:
    """Decide a single full stop by the abbreviation before it and the first letter after it."""
    after, kind = text[found.end()], words.kinds.get(word)
    if kind is None:
        kind = "open" if ACRONYM.fullmatch(word) else words.kinds.get(word.capitalize()) if word.isupper() else None
    if kind in ("title", "inner"):
        return False
    if kind == "number":
        return not after.isdigit()
    if kind == "month":
        return not (after.isdigit() or after.islower())
    if after.islower():
        return kind is None and not found["close"] and bool(VOWEL.search(word))
    if kind == "closing":
        return after not in "(["
    return kind is None or found["close"].strip(")]0123456789[") != "" or _starts(text, found.end(), words)


def _ends_cry(text: str, found: re.Match[str], word: str, words: Words) -> bool:
    """Decide a question or exclamation mark, or dots: a reporting clause or a small letter goes on."""
    at, stop, small = found.end(), found["stop"], text[found.end()].islower()
    if "?" not in stop and "!" not in stop:
        return not small and (not text[found.start() - 1].isspace() or _starts(text, at, words))
    if word + stop in words.kinds:
        return _starts(text, at, words)
    return not (small and found["close"]) and not (found["close"] and words.reporting.match(text, at))


def _ends_glued(text: str, found: re.Match[str], token: str, words: Words) -> bool:
    """Decide a stop that has lost the space behind it: between two words, and in no address or acronym."""
    follows = GLUED.match(text, found.end())
    if follows is None or '"' in found["close"] or ADDRESS.search(token) or words.kinds.get(follows[1]) == "domain":
        return False
    if token[-2:].isalpha() and token[-2:].islower() and token not in words.kinds:
        return True
    return len(token) > 1 and follows[1] in words.starters


def _starts(text: str, at: int, words: Words) -> bool:
    """Say whether a word that opens sentences stands at `at`, after quotes or brackets that open there."""
    follows = NEXT.match(text, at)
    return follows is not None and follows[1] in words.starters
