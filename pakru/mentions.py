"""Actors named in a sentence, by their aliases in the codebook."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pakru.codebook import Codebook
from pakru.ledger import OffsetMap, undo
from pakru.records import Mention, Sentence

WORD = re.compile(r"\w+")

Alias = tuple[str, str]  # an alias and the actor that it names


def find_mentions(sentence: Sentence, codebook: Codebook) -> list[Mention]:
    """Find every actor that a sentence names; of aliases that begin at one place the longest wins.

    >>> from pakru.codebook import default
    >>> sentence = Sentence("a.txt", "a-1", 1, 1, 0, 35, "Ms Khar met Mr Lavrov in New Delhi.")
    >>> [(m.quote, m.actor) for m in find_mentions(sentence, default())]
    [('Khar', 'PAK'), ('Lavrov', 'RUS'), ('New Delhi', 'IND')]
    """
    found = list(_scan(sentence.text, _aliases(codebook)))
    if not found:
        return []
    offsets = OffsetMap(sentence.start, sentence.end, sentence.repairs)
    raw = undo(sentence.text, sentence.repairs, sentence.start)
    mentions = []
    for start, end, actor in found:
        begin, stop = offsets.raw_span(start, end)
        quote = raw[begin - sentence.start : stop - sentence.start]
        place = (sentence.file, sentence.article, sentence.start, sentence.end)
        mentions.append(Mention(*place, begin, stop, quote, actor))
    return mentions


def _scan(text: str, aliases: Mapping[str, list[Alias]]) -> Iterator[tuple[int, int, str]]:
    end = 0
    for word in WORD.finditer(text):
        if word.group() in aliases and word.start() >= end:
            start = word.start()
            for alias, actor in aliases[word.group()]:
                if _stands_at(text, alias, start):
                    end = start + len(alias)
                    yield start, end, actor
                    break


def _stands_at(text: str, alias: str, start: int) -> bool:
    return text.startswith(alias, start) and not text[start + len(alias) : start + len(alias) + 1].isalnum()


@cache
def _aliases(codebook: Codebook) -> Mapping[str, list[Alias]]:
    """Index the aliases by their first word, the longest first."""
    index: dict[str, list[Alias]] = {}
    for row in sorted(codebook.table("actors"), key=lambda row: -len(row["alias"])):
        first = WORD.match(row["alias"])
        if first:
            index.setdefault(first.group(), []).append((row["alias"], row["actor"]))
    return index
