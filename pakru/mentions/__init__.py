"""Actors named in a sentence, by their aliases in the codebook."""

import re
from collections.abc import Mapping
from functools import cache

from pakru.codebook import Codebook
from pakru.codebook.wordlists import match_whole
from pakru.ledger import quote_raw
from pakru.records import Mention, Sentence

UNNAMED = "other"  # sort of those who have no name, such as "analysts": no name, but see `references`


def find_mentions(sentence: Sentence, codebook: Codebook) -> list[Mention]:
    """Find every actor that a sentence names, but none of sort "other"; of aliases at one place the longest wins.

    >>> from pakru.codebook import default
    >>> sentence = Sentence("a.txt", "a-1", 1, 1, 0, 35, "Ms Khar met Mr Lavrov in New Delhi.")
    >>> [(m.quote, m.actor) for m in find_mentions(sentence, default())]
    [('Khar', 'PAK'), ('Lavrov', 'RUS'), ('New Delhi', 'IND')]
    """
    aliases, actors = _compile_aliases(codebook)
    found = list(aliases.finditer(sentence.text))
    place = (sentence.file, sentence.article, sentence.start, sentence.end)
    quotes = quote_raw(sentence, [alias.span() for alias in found])
    return [Mention(*place, *quote, actors[alias[0]]) for alias, quote in zip(found, quotes, strict=True)]


@cache
def _compile_aliases(codebook: Codebook) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Make one pattern of all aliases, whole words each, and give the actor that each names; the first row counts."""
    rows = [row for row in codebook.table("actors") if re.match(r"\w", row["alias"]) and row["sort"] != UNNAMED]
    actors = {row["alias"]: row["actor"] for row in reversed(rows)}
    return re.compile(match_whole(actors)), actors
