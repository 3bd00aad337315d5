"""Copies: paragraphs that repeat an earlier one, inside a file.

Nothing is deleted. The first occurrence is canonical, every later one points to it.
"""

import re
from collections.abc import Sequence

from pakru.records import Copy, Document, Paragraph

PROSE_WORDS = 8  # a paragraph that ends in a full stop counts alone from here on ...
LONG_WORDS = 16  # ... one that does not, from here on: titles and page headers are shorter
HEADING_WORDS = 4  # beside repeated prose a heading counts from here on: names and profile lines are shorter

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_FULL_STOP = re.compile(r"[.…][\"'”’»)\]]*\Z")


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
    keys = [" ".join(document.text[p.start : p.end].split()) for p in paragraphs]
    places: dict[str, int] = {}
    firsts = [places.setdefault(key, place) for place, key in enumerate(keys)]
    kept = _kept_repeats(keys, firsts)
    pairs = [(p, paragraphs[first]) for p, first, keep in zip(paragraphs, firsts, kept, strict=True) if keep]
    return [Copy(p.file, p.start, p.end, first.file, first.start, first.end) for p, first in pairs]


def _kept_repeats(keys: list[str], firsts: list[int]) -> list[bool]:
    """Say of each paragraph whether it is a copy: prose is, and what stands beside it both times."""
    repeats = [first < place for place, first in enumerate(firsts)]
    kept = [repeat and _is_prose(key) for repeat, key in zip(repeats, keys, strict=True)]
    for step, places in ((1, range(1, len(keys))), (-1, range(len(keys) - 2, -1, -1))):
        for place in places:
            beside = firsts[place - step] + step
            if repeats[place] and kept[place - step] and 0 <= beside < place and keys[beside] == keys[place]:
                kept[place] |= _count_words(keys[place]) >= HEADING_WORDS
    return kept


def _is_prose(text: str) -> bool:
    words = _count_words(text)
    return words >= LONG_WORDS or (words >= PROSE_WORDS and bool(_FULL_STOP.search(text)))


def _count_words(text: str) -> int:
    return len(_WORD.findall(text))
