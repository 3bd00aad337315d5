"""Actors named in a sentence, by their aliases in the codebook."""

import re
from collections.abc import Iterator
from functools import cache

from pakru.codebook import Codebook
from pakru.ledger import OffsetMap, undo
from pakru.records import Mention, Sentence

# where an alias may begin: "U.S.", "Khar", "al" is none
_NAME = re.compile(r"\b(?:(?:[A-Z]\.){2,}|[A-ZÀ-Þ]\w*)")


def find_mentions(sentence: Sentence, codebook: Codebook) -> list[Mention]:
    """Find every actor that a sentence names; of aliases that begin at one place the longest wins.

    >>> from pakru.codebook import default
    >>> sentence = Sentence("a.txt", "a-1", 1, 1, 0, 35, "Ms Khar met Mr Lavrov in New Delhi.")
    >>> [(m.quote, m.actor) for m in find_mentions(sentence, default())]
    [('Khar', 'PAK'), ('Lavrov', 'RUS'), ('New Delhi', 'IND')]
    """
    offsets = OffsetMap(sentence.start, sentence.end, sentence.repairs)
    raw = undo(sentence.text, sentence.repairs, sentence.start)
    mentions = []
    for start, end, actor in _scan(sentence.text, _aliases(codebook)):
        begin, stop = offsets.raw_span(start, end)
        quote = raw[begin - sentence.start : stop - sentence.start]
        place = (sentence.file, sentence.article, sentence.start, sentence.end)
        mentions.append(Mention(*place, begin, stop, quote, actor))
    return mentions


def _scan(text: str, aliases: dict[str, list[tuple[str, str]]]) -> Iterator[tuple[int, int, str]]:
    end = 0
    for name in _NAME.finditer(text):
        start = name.start()
        candidates = aliases.get(name.group(), ()) if start >= end else ()
        for alias, actor in candidates:
            if _stands_at(text, alias, start):
                end = start + len(alias)
                yield start, end, actor
                break


def _stands_at(text: str, alias: str, start: int) -> bool:
    return text.startswith(alias, start) and not text[start + len(alias) : start + len(alias) + 1].isalnum()


@cache
def _aliases(codebook: Codebook) -> dict[str, list[tuple[str, str]]]:
    """Index the aliases by the name they begin with, the longest first."""
    index: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(codebook.table("actors"), key=lambda row: -len(row["alias"])):
        first = _NAME.match(row["alias"])
        index.setdefault(first.group() if first else row["alias"], []).append((row["alias"], row["actor"]))
    return index
