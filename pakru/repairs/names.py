"""Possessives of names that lost their apostrophe: "Russias stand", "Lavrovs trip", "the ANPs leader".

A name must be known, from the codebook or from the document, and what follows must let it be a possessive. Names that
end in "s" ("Wales"), peoples ("the Afghans fought") and "two Koreas" stay.
"""

from collections.abc import Mapping
from functools import cache

from pakru.codebook import Codebook
from pakru.repairs.headwords import is_label, many_before, may_head, must_head
from pakru.repairs.lexicon import is_common, read_lexicon
from pakru.repairs.place import Place
from pakru.repairs.plurals import plural

_ARTICLES = (["the"], ["The"])
_OPENERS = frozenset(
    "The the A a An an This this That that His his Her her Their their Our our Its its Each each".split()
)


@cache
def unique_names(codebook: Codebook) -> frozenset[str]:
    """Names of which there is one, so that their form in -s is no plural: places, organisations, people."""
    aliases = {row["alias"] for row in codebook.table("actors")}
    last = {alias.split()[-1] for alias in aliases if alias[0].isupper() and not alias.endswith("s")}
    return frozenset(_kinds(codebook)) | {word for word in last if word + "s" not in aliases and _is_surname(word)}


def _is_surname(word: str) -> bool:
    lower = word.lower()
    return word[1:].islower() and not is_common(lower) and "A" not in read_lexicon().tags.get(lower, "")


@cache
def _kinds(codebook: Codebook) -> Mapping[str, str]:
    return {row["name"]: row["kind"] for row in codebook.table("possessors")}


def name(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a name that the codebook or the document knows, else give nothing."""
    base, listed = place.word[:-1], place.word in read_lexicon().names
    kind = _kinds(codebook).get(base, "")
    heads = may_head(place, codebook)
    if not (heads or kind == "place") or many_before(place, codebook) or (listed and not place.evidence.words[base]):
        return ""
    if kind == "place" and not heads:  # "beside Indias before": no plural of it exists
        alone = place.before and place.before[:1] not in _ARTICLES and not listed and not is_common(base.lower())
        return base + "'s" if alone else ""
    if kind == "organisation" or (place.before[:1] not in _ARTICLES and (kind or _is_person(place, base, codebook))):
        return base + "'s"
    known = kind or base in unique_names(codebook) or _is_name(place, base)
    return base + "'s" if known and must_head(place, codebook) else ""


def _is_person(place: Place, base: str, codebook: Codebook) -> bool:
    """Whether the codebook or the document knows a person of that name: "Sergey Lavrov", no "Biafran"."""
    if base in unique_names(codebook):
        return True
    people = base.endswith(("an", "ese", "ish")) and not place.before
    return base in place.evidence.surnames and not people and not place.evidence.words[base.lower()]


def _is_name(place: Place, base: str) -> bool:
    return place.evidence.words[base] > 0 and not place.evidence.words[base.lower()]


def acronym(place: Place, codebook: Codebook) -> str:
    """Make a possessive of an organisation's acronym ("the ANPs leader"), not of one that has a plural ("an NGO")."""
    if not must_head(place, codebook) or many_before(place, codebook):
        return ""
    base, evidence = place.word[:-1], place.evidence
    counted = any((word, base) in evidence.pairs for word in ("a", "an", "An", "A", "one", "this", "each", "every"))
    return base + "'s" if evidence.words[base] and not counted else ""


def capital(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a name that is a common noun too ("Mr Khans party", "Lees army"), or of that noun."""
    if not may_head(place, codebook):
        return ""
    if _has_first_name(place, codebook) or (_stands_alone(place) and must_head(place, codebook)):
        return place.word[:-1] + "'s"
    return "" if is_label(place.word, codebook) else plural(place, codebook)


def _has_first_name(place: Place, codebook: Codebook) -> bool:
    base, evidence = place.word[:-1], place.evidence
    if place.follows_title(codebook):
        return evidence.words[base] > 0
    first = place.before[0] if place.before else ""
    if not first.istitle() or first in _OPENERS or first in _kinds(codebook):
        return False
    return (first, base) in evidence.pairs and not is_common(first.lower())


def _stands_alone(place: Place) -> bool:
    """Whether the document has the word as a name only, without article: "defeat Lee"."""
    base, evidence = place.word[:-1], place.evidence
    if base not in evidence.lone or evidence.words[base.lower()] or evidence.words[place.word.lower()]:
        return False
    if evidence.words[base] < 2 or (place.before[:1] and place.before[0] in _OPENERS):
        return False
    return not any((word, base) in evidence.pairs for word in _OPENERS)
