"""What stands after a word in -s: whether it can be, or must be, the noun phrase that a possessive needs."""

from collections.abc import Mapping
from functools import cache

from pakru.codebook import Codebook
from pakru.repairs.lexicon import classes, read_lexicon
from pakru.repairs.place import Place

VERBAL = "VZDGR"  # readings that let a next word be no noun
PLURAL_VERBAL = "VDGR"  # the same for a plural noun: a verb in -s agrees with no plural


@cache
def blocks(codebook: Codebook) -> Mapping[str, str]:
    """Give the role of each word that forbids a possessive: attributive, giver, head, time."""
    return {row["word"]: row["role"] for row in codebook.table("possessive_blocks")}


def is_label(word: str, codebook: Codebook) -> bool:
    """Say whether a plural stands before nouns as it is: "arms control", "talks table"."""
    return blocks(codebook).get(word.lower()) == "attributive"


@cache
def _frames(codebook: Codebook) -> frozenset[tuple[str, str]]:
    return frozenset((row["word"], row["preposition"]) for row in codebook.table("noun_frames"))


def may_head(place: Place, codebook: Codebook) -> bool:
    """Say whether the next word can begin a noun phrase: "stand", "foreign", "scheduled visit", not "and" or "said"."""
    if not place.after:
        return False
    word = place.after[0].lower()
    if word in classes(codebook):
        return classes(codebook)[word] == "many" or word in {"own", "only", "most", "last", "next"}
    tags = read_lexicon().tags.get(word, "N").upper() or "N"
    if tags[0] == "D":
        return _begins_noun(place.after[1:], codebook)
    return any(tag in tags for tag in "NPAG")


def must_head(place: Place, codebook: Codebook) -> bool:
    """Say whether the next words can only be a noun phrase: "delegation", "keen desire", "visit to", not "attack"."""
    if not place.after or not place.after[0].islower() or place.after[0] in classes(codebook):
        return False
    word, rest = place.after[0], place.after[1:]
    if rest and (word, rest[0].lower()) in _frames(codebook):
        return True
    tags = read_lexicon().tags.get(word.rpartition("-")[2], "")
    if blocks(codebook).get(word) == "time" or not tags or "r" in tags.lower():
        return False
    if tags[0] == "N":
        return not any(tag in tags.upper() for tag in VERBAL)
    if tags[0] == "P":
        return not any(tag in tags for tag in PLURAL_VERBAL)
    return tags[0] == "A" and not any(tag in tags for tag in VERBAL) and _begins_noun(rest, codebook)


def _begins_noun(words: list[str], codebook: Codebook) -> bool:
    if not words or words[0].lower() in classes(codebook):
        return False
    return any(tag in "NPA" for tag in read_lexicon().tags.get(words[0].lower(), "N"))


def clause_goes_on(place: Place, codebook: Codebook) -> bool:
    """Say whether a finite verb follows the next word: "the lines capacity is put at", "the summits host wants"."""
    if len(place.after) < 2:
        return False
    word = place.after[1].lower()
    return classes(codebook).get(word) == "auxiliary" or read_lexicon().tags.get(word, "")[:1] in {"Z", "D"}


def many_before(place: Place, codebook: Codebook) -> bool:
    """Say whether a number or a word like "both" or "many" stands close before: "the two Koreas"."""
    return any(classes(codebook).get(word.lower()) == "many" or word[:1].isdigit() for word in place.before[:2])
