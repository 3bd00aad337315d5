"""Contractions that lost their apostrophe: "wasnt" always, "wont" and "its" where the words around ask for it."""

import re
from collections.abc import Mapping
from functools import cache

from pakru.codebook import Codebook
from pakru.repairs.place import Place

REACH = 100  # characters looked at after the word


@cache
def contractions(codebook: Codebook) -> Mapping[str, tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """Give for each spelling without apostrophe the right one, and the patterns of what stands before and after."""
    return {
        row["word"]: (
            row["repaired"],
            re.compile(row["before"], re.IGNORECASE),
            re.compile(row["after"], re.IGNORECASE),
        )
        for row in codebook.table("contractions")
    }


def contraction(place: Place, codebook: Codebook) -> str:
    """Put the apostrophe back, or give nothing.

    >>> from pakru.codebook import default
    >>> from pakru.repairs.evidence import Evidence
    >>> contraction(Place("He wont go.", 3, 7, Evidence("")), default())
    "won't"
    >>> contraction(Place("His wont was to go.", 4, 8, Evidence("")), default())
    ''
    """
    repaired, before, after = contractions(codebook)[place.word.lower()]
    if place.word.isupper() and len(place.word) < 5:
        return ""
    if not before.search(place.text[max(0, place.start - 40) : place.start]):
        return ""
    if not after.match(place.text[place.end : place.end + REACH]):
        return ""
    return repaired[0].upper() + repaired[1:] if place.word[0].isupper() else repaired
