"""Words stuck together: a blank or a dash between them was lost ("theyhad", "SovietUnion", "relationshipdespite").

A word is taken apart only if it is no word itself, both parts are frequent words, and one of them is a function word
or, after a plural, a form in -ing; or if the document has both parts side by side elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pakru.codebook import Codebook
from pakru.repairs.headwords import blocks
from pakru.repairs.lexicon import read_lexicon
from pakru.repairs.place import Place

_IN_ADDRESS = re.compile(r"[.@/:_][a-z\d]")
_CAMEL = re.compile(r"([A-Z]?[a-z]{2,})([A-Z][a-z]{2,})")


@cache
def _joints(codebook: Codebook) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Give the words that stick to the word after, and those that stick to the word before, with what was lost."""
    sides: dict[str, dict[str, str]] = {"left": {}, "right": {}}
    for row in codebook.table("joints"):
        sides[row["side"]][row["word"]] = row["joint"]
    return sides["left"], sides["right"]


def split_word(word: str, codebook: Codebook) -> tuple[str, str, str]:
    """Give both parts of a word and what was lost between them, or three empty strings.

    >>> from pakru.codebook import default
    >>> split_word("twiceat", default()), split_word("theyhad", default()), split_word("habitat", default())
    (('twice', ' — ', 'at'), ('they', ' ', 'had'), ('', '', ''))
    """
    if not 5 <= len(word) <= 40 or read_lexicon().knows(word) or not word[1:].islower():
        return "", "", ""
    splits = list(_splits(word, codebook))
    return splits[0] if len(splits) == 1 else ("", "", "")  # "themeat" may be two things, and stays


def _splits(word: str, codebook: Codebook) -> Iterator[tuple[str, str, str]]:
    before, after = _joints(codebook)
    for at in range(2, len(word) - 1):
        left, right = word[:at], word[at:]
        if left in before and _follows(right, before[left], before, after):
            yield left, " ", right
        elif right in after and len(left) > 3 and _is_plain(left):
            yield left, _lost(left, after[right]), right
        elif left not in blocks(codebook) and len(right) > 6 and _is_listed(left, "P") and _is_listed(right, "G"):
            yield left, " — ", right


def _lost(left: str, joint: str) -> str:
    """Say what was lost before a word: a dash, a blank, or what the word before it decides."""
    return " — " if joint == "dash" or (joint == "adverb" and "R" in read_lexicon().tags[left]) else " "


def _follows(right: str, joint: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether a word can follow the function word that it sticks to; a short one sticks to function words only."""
    return right in after or right in before or (joint != "short" and len(right) > 2 and _is_plain(right))


def _is_listed(word: str, tag: str) -> bool:
    return _is_plain(word) and tag in read_lexicon().tags[word]


def _is_plain(word: str) -> bool:
    """Whether a word is frequent and no name."""
    return word in read_lexicon().frequent and read_lexicon().tags[word][:1] in set("NPVZDGAR")


def stuck(place: Place, codebook: Codebook) -> str:
    """Take a word apart that is two; "thenews.example" is an address."""
    left, lost, right = split_word(place.word, codebook)
    if _IN_ADDRESS.match(place.text, place.end):
        return ""
    return left + lost + right if left else ""


def stuck_opening(place: Place, codebook: Codebook) -> str:
    """Take the first two words of a sentence apart: "Itwas"; a word that stands elsewhere too may be a name."""
    left, lost, right = split_word(place.word.lower(), codebook)
    sole = place.opens_sentence and place.evidence.words[place.word] == 1
    return left.capitalize() + lost + right if left and sole else stuck_name(place, codebook)


def stuck_name(place: Place, codebook: Codebook) -> str:
    """Take a name off the word or name that it stuck to: "SovietUnion", "Kayanithe", "inMoscow"."""
    if camel := _CAMEL.fullmatch(place.word):
        return _part_camel(place, camel[1], camel[2], codebook)
    words, (_, after) = place.evidence.words, _joints(codebook)
    for left, right in split_name(place.word, codebook):
        if words[left] > 0 and not words[left.lower()]:
            return f"{left} — {right}" if after[right] == "dash" and len(right) > 3 else f"{left} {right}"
    return ""


def split_name(word: str, codebook: Codebook) -> list[tuple[str, str]]:
    """Give the ways to take a function word off the end of a name.

    >>> from pakru.codebook import default
    >>> split_name("Kayanithe", default()), split_name("Kayani", default())
    ([('Kayani', 'the')], [])
    """
    if _CAMEL.fullmatch(word):
        return [("", "")]
    _, after = _joints(codebook)
    return [(word[:at], word[at:]) for at in range(4, len(word) - 1) if word[at:] in after]


def _part_camel(place: Place, left: str, right: str, codebook: Codebook) -> str:
    before, _ = _joints(codebook)
    words = place.evidence.words
    if left == "The":  # an outlet may spell itself so
        return ""
    if (left, right) in place.evidence.pairs or (left in before and words[right] > 0):
        return f"{left} {right}"
    return ""
