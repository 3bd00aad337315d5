"""Copies: paragraphs and sentences that repeat an earlier one, inside a file and across files.

Nothing is deleted. The first occurrence is canonical, every later one points to it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from pakru.records import Copy, Document, Paragraph, Passage, Sentence

PROSE_WORDS = 8  # a text that ends in a full stop counts alone from here on ...
LONG_WORDS = 16  # ... one that does not, from here on: titles and page headers are shorter
HEADING_WORDS = 4  # beside repeated prose a heading counts from here on: names and profile lines are shorter

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_FULL_STOP = re.compile(r"[.…][\"'”’»)\]]*\Z")

Spanned = Paragraph | Passage | Sentence


def find_repeats(document: Document, paragraphs: Sequence[Paragraph]) -> list[Copy]:
    r"""Find the paragraphs that repeat an earlier one of the same document to the letter.

    Line ends and the width of spaces do not count. Short lines recur without being copies (a title above its
    article, a poster's name, a profile line): a repeat has to be prose, or a heading that stands beside a copy of
    the same neighbour as the first time. Each copy points to the first occurrence.

    >>> text = "A visit\nThe minister came to Islamabad for two days.\nA visit\n"
    >>> lines = [Paragraph("a.txt", m.start(), m.end()) for m in re.finditer(".+", text)]
    >>> find_repeats(Document("a.txt", text), lines)
    []
    >>> twice = Document("a.txt", text + "The minister came to Islamabad for two days.\n")
    >>> lines.append(Paragraph("a.txt", 61, 105))
    >>> [(copy.start, copy.of_start, copy.share) for copy in find_repeats(twice, lines)]
    [(61, 8, 1.0)]
    """
    texts = [" ".join(document.text[p.start : p.end].split()) for p in paragraphs]
    firsts: dict[str, int] = {}
    sources = {place: first for place, text in enumerate(texts) if (first := firsts.setdefault(text, place)) < place}
    return [_point(paragraphs[place], paragraphs[sources[place]]) for place in _drop_headings(texts, sources)]


def find_copies(passages: Iterable[Passage], sentences: Iterable[Sentence]) -> tuple[list[Copy], list[Copy]]:
    """Find the passages that repeat an earlier one, and in the others the sentences that do, edited ones included.

    Case, punctuation and spaces do not count; `share` is the part of the copy's words that stands in the earlier one
    in the same order. Earlier is what comes first by file name and place. What counts as near is said in
    `near_copies`; short titles and headings count as in `find_repeats`.

    >>> text = "Mr Lavrov opposed the drone strikes in Pakistan when he met Ms Khar on Wednesday."
    >>> first = Passage("a.txt", "a-1", 1, 0, 81, text)
    >>> second = Passage("b.txt", "b-1", 1, 9, 84, text.upper().replace("OPPOSED THE", "opposes"))
    >>> duplicates, overlaps = find_copies([second, first], [])
    >>> [(copy.file, copy.start, copy.of_file, copy.of_start, round(copy.share, 2)) for copy in duplicates]
    [('b.txt', 9, 'a.txt', 0, 0.93)]
    """
    passages, sentences = sorted(passages, key=_place), sorted(sentences, key=_place)
    duplicates = _link(passages)
    whole = {_passage(passages[place]) for place in duplicates}
    overlaps = _link(sentences)
    return list(duplicates.values()), [
        copy for place, copy in overlaps.items() if _passage(sentences[place]) not in whole
    ]


def _link(records: Sequence[Passage] | Sequence[Sentence]) -> dict[int, Copy]:
    """Give the copies among texts that stand in order, by their places."""
    from pakru.copies.near_copies import find_near_copies

    texts = [record.text for record in records]
    links = find_near_copies(texts)
    kept = _drop_headings(texts, {place: source for place, (source, _) in links.items()})
    return {place: _point(records[place], records[links[place][0]], links[place][1]) for place in kept}


def _place(record: Spanned) -> tuple[str, int, int]:
    return record.file, record.start, record.end


def _passage(record: Passage | Sentence) -> tuple[str, str, int]:
    return record.file, record.article, record.passage


def _point(copy: Spanned, source: Spanned, share: float = 1.0) -> Copy:
    return Copy(copy.file, copy.start, copy.end, source.file, source.start, source.end, share)


def _drop_headings(texts: Sequence[str], sources: Mapping[int, int]) -> list[int]:
    """Keep the copies that are prose, and the headings that stand beside a copy as they stand beside its source."""
    kept = {place for place in sources if _is_prose(texts[place])}
    for step, places in ((1, sorted(sources)), (-1, sorted(sources, reverse=True))):
        for place in places:
            beside = sources[place - step] + step if place - step in kept else place
            if 0 <= beside < place and texts[beside] == texts[place] and _count_words(texts[place]) >= HEADING_WORDS:
                kept.add(place)
    return sorted(kept)


def _is_prose(text: str) -> bool:
    words = _count_words(text)
    return words >= LONG_WORDS or (words >= PROSE_WORDS and bool(_FULL_STOP.search(text)))


def _count_words(text: str) -> int:
    return len(_WORD.findall(text))
