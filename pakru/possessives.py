"""Possessives that lost their apostrophe: of names, of acronyms, of forms that are no plural, and of plurals.

Each rule looks at one word in its place and gives the word as it should be, or nothing. A form that can be a right
plural stays: "the two countries share", "foreign ministers meeting", "the Talibans attacked".
"""

import re
from collections.abc import Callable
from functools import cache

from pakru.codebook import Codebook
from pakru.headwords import blocks, clause_goes_on, may_head, must_head
from pakru.lexicon import classes, read_lexicon
from pakru.place import Place, titles

Rule = Callable[[Place, Codebook], str]

_NO_PLURAL = re.compile(r"[^aeiou]y$|(?:[sxz]|ch|sh)$|^(?:wo)?m[ae]n$|^child(?:ren)?$|^people$")  # "countrys", "mens"

_TIMES = frozenset(
    "days weeks months years mondays tuesdays wednesdays thursdays fridays saturdays sundays nights mornings evenings".split()
)
_COUNTED = frozenset({"two", "three", "four", "five", "both", "these", "those", "their"})
_PLACES = frozenset({"in", "across", "within", "throughout", "during", "at"})


def possessive_rule(word: str, codebook: Codebook) -> Rule | None:
    """Say which rule may have something to say about `word`.

    >>> from pakru.codebook import default
    >>> [getattr(possessive_rule(w, default()), "__name__", None) for w in ("Russias", "KPKs", "countrys", "Wales")]
    ['name', 'acronym', 'odd_plural', None]
    """
    lexicon, lower, base = read_lexicon(), word.lower(), word[:-1]
    if not word.endswith("s") or len(word) < 3 or "'" in word:
        return None
    if base in unique_names(codebook):
        return name
    if base.isupper():
        return acronym if len(base) > 1 else None
    if word in lexicon.names or lower.endswith("ss") and word.islower() or len(word) < 4:
        return None
    if lower in _TIMES:
        return time_word
    return _rule_of_form(word, lower)


def _rule_of_form(word: str, lower: str) -> Rule | None:
    lexicon = read_lexicon()
    if word == "laws":
        return in_law
    if not word[:-1].islower() and not word[:-1].istitle():
        return None
    if lower not in lexicon.tags and _NO_PLURAL.search(lower[:-1]) and lower[:-1] in lexicon.tags and word.islower():
        return odd_plural
    if word[0].isupper() and not _is_common(lower[:-1]):
        return name
    if "P" in lexicon.tags.get(lower, "").upper():
        return capital if word[0].isupper() else plural
    return None


def _is_common(base: str) -> bool:
    """Whether a word is a common noun or adjective rather than a name."""
    lexicon = read_lexicon()
    return any(tag in lexicon.tags.get(base, "") for tag in "NA") and base in lexicon.frequent


@cache
def unique_names(codebook: Codebook) -> frozenset[str]:
    """Names of which there is only one, so that their form in -s is no plural: places, organisations, people."""
    lexicon = read_lexicon()
    aliases = {row["alias"] for row in codebook.table("actors")}
    people = {alias.split()[-1] for alias in aliases if alias[0].isupper() and not alias.endswith("s")}
    single = {word for word in people if word[1:].islower() and word + "s" not in aliases}
    proper = {word for word in single if not _is_common(word.lower()) and "A" not in lexicon.tags.get(word.lower(), "")}
    return frozenset(row["name"] for row in codebook.table("possessors")) | proper


def name(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a name that the codebook or the document knows: "Russias stand", "Lavrovs trip"."""
    base, heads = place.word[:-1], may_head(place, codebook)
    if not heads and _kinds(codebook).get(base) != "place" or _many_before(place, codebook):
        return ""
    kind = _kinds(codebook).get(
        base, "person" if base in unique_names(codebook) or _is_person(place, base, codebook) else ""
    )
    if kind == "place" and place.word not in read_lexicon().names and not _is_common(base.lower()):
        if place.before and place.before[0].lower() != "the":
            return base + "'s"
    plain = kind == "organisation" or kind and place.before[:1] not in (["the"], ["The"])
    if place.word in read_lexicon().names and not place.evidence.words[base]:
        return ""
    if plain and heads:
        return base + "'s"
    known = kind or place.evidence.words[base] > 0 and not place.evidence.words[base.lower()]
    return base + "'s" if known and must_head(place, codebook) else ""


@cache
def _kinds(codebook: Codebook) -> dict[str, str]:
    return {row["name"]: row["kind"] for row in codebook.table("possessors")}


def _is_person(place: Place, base: str, codebook: Codebook) -> bool:
    """Whether the document has the name after a first name or title, and no word of the same letters."""
    evidence = place.evidence
    if (
        evidence.words[base.lower()]
        or base.endswith(("an", "ese", "ish"))
        and place.before[:1] in ([], ["the"], ["The"])
    ):
        return False
    return base in evidence.surnames


def capital(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a name that is a common noun too ("Mr Khans party", "Lees army"), or of that noun."""
    if not may_head(place, codebook):
        return ""
    base, evidence = place.word[:-1], place.evidence
    first = place.before[0] if place.before else ""
    named = first.istitle() and (first, base) in evidence.pairs and not _is_common(first.lower())
    named = named and first not in _OPENERS and first not in _kinds(codebook)
    if named or place.follows_title(codebook) and evidence.words[base]:
        return base + "'s"
    alone = (
        base in evidence.lone
        and evidence.words[base] > 1
        and not evidence.words[base.lower()]
        and not evidence.words[place.word.lower()]
    )
    if alone and not any((word, base) in evidence.pairs for word in _OPENERS) and must_head(place, codebook):
        return "" if _many_before(place, codebook) or first in _OPENERS else base + "'s"
    return plural(place, codebook)


_OPENERS = frozenset(
    "The the A a An an This this That that His his Her her Their their Our our Its its Each each".split()
)


def time_word(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a time: "last years summit", "by years end", "Tuesdays meeting", not "on Tuesdays"."""
    before, after = [word.lower() for word in place.before[:2]] + ["", ""], (place.after + [""])[0]
    if before[0] in {"last", "next", "this", "that", "a", "one"} and before[1] != "the" and after not in _HOURS:
        return place.word[:-1] + "'s" if may_head(place, codebook) and not (before[0] == "that") else ""
    if place.word.istitle() and before[0] in _BEFORE_DAYS and must_head(place, codebook):
        return place.word[:-1] + "'s"
    return (
        place.word[:-1] + "'s"
        if place.word == "years" and after == "end" and before[0] in {"by", "at", "until"}
        else ""
    )


_HOURS = frozenset("ago later long old earlier before after".split())
_BEFORE_DAYS = frozenset("the after before of at in for from during since to about despite".split())


def acronym(place: Place, codebook: Codebook) -> str:
    """Make a possessive of an organisation's acronym ("the ANPs leader"), not of one that has a plural ("an NGO")."""
    if not must_head(place, codebook) or _many_before(place, codebook):
        return ""
    base, evidence = place.word[:-1], place.evidence
    counted = any(
        (word, base) in evidence.pairs for word in ("a", "an", "An", "A", "one", "this", "each", "every", "per")
    )
    return base + "'s" if evidence.words[base] and not counted else ""


def odd_plural(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a form in -s that is no plural: "countrys", "armys", "childrens"."""
    if _many_before(place, codebook) or not may_head(place, codebook):
        return ""
    return place.word[:-1] + "'s"


def in_law(place: Place, codebook: Codebook) -> str:
    """Make a possessive of "father-in-laws", whose plural is another form."""
    return "law's" if place.text.endswith("-in-", 0, place.start) and may_head(place, codebook) else ""


def plural(place: Place, codebook: Codebook) -> str:
    """Make a possessive of what looks like a plural: "this delegations visit", "their countries keen desire"."""
    roles = blocks(codebook)
    if roles.get(place.word.lower()) == "attributive" or not may_head(place, codebook):
        return ""
    return _possessive_of_plural(place, codebook)


def _possessive_of_plural(place: Place, codebook: Codebook) -> str:
    lower, tags = place.word.lower(), read_lexicon().tags
    singular = lower[:-3] + "y" if lower.endswith("ies") else lower[:-1]
    if singular not in tags:
        return ""
    one = place.word[:-1] + "'s" if lower == singular + "s" else ""
    owner = "O" in tags[singular] or "H" in tags[singular]
    opener = _opener(place, codebook)
    if opener == "one" and "Z" not in tags[lower].upper():
        return one if owner or lower == "others" and place.before[0] == "each" else ""
    roles = blocks(codebook)
    if not must_head(place, codebook) or any(roles.get(word.lower()) == "giver" for word in place.before[1:4]):
        return ""
    if "H" in tags[singular] and roles.get(place.after[0]) == "head":
        return ""
    if place.after[0] == "own" and not any(classes(codebook).get(word) == "preposition" for word in place.before[1:3]):
        return ""
    if opener == "many" or opener == "whose" and place.before[0].lower() == "their":
        return place.word + "'" if "O" in tags[singular] and _are_counted(place) else ""
    return one if _is_single(place, opener, singular, codebook) else ""


def _are_counted(place: Place) -> bool:
    """Whether the group is named in full ("the two countries"), and not in a phrase of place ("in both countries")."""
    words = [word.lower() for word in place.before]
    return bool(_COUNTED.intersection(words[:2])) and not _PLACES.intersection(words[1:])


def _opener(place: Place, codebook: Codebook) -> str:
    """Give the class of the word that opens the noun phrase, past adjectives and capitalised words; "" if none does."""
    lexicon = read_lexicon()
    for number, word in enumerate(place.before):
        found = classes(codebook).get(word.lower(), "")
        if found == "adverb":
            continue
        if found and not (word == "of" and titles(codebook).intersection(place.before[number + 1 : number + 2])):
            return "many" if "all" in place.before[number + 1 : number + 2] else found
        if not found and not (word.istitle() and place.word.istitle()) and "A" not in lexicon.tags.get(word, ""):
            return ""
    return "start" if place.opens_sentence else ""


def _is_single(place: Place, opener: str, singular: str, codebook: Codebook) -> bool:
    """Whether the document speaks of one such owner: "the Prime Ministers delegation" beside "the Prime Minister"."""
    words, tags = place.evidence.words, read_lexicon().tags[singular]
    ones = words[singular] + words[singular.capitalize()]
    others = words[place.word.lower()] + words[place.word.lower().capitalize()]
    if opener not in {"the", "whose", "start"}:
        return False
    if opener == "start":
        return ones > others and ("H" in tags or "O" in tags) and read_lexicon().tags[place.after[0]][0] == "P"
    if "O" in tags:
        return ones >= others - 1
    if "H" in tags:
        return ones >= others - place.word.istitle() and ones + place.word.istitle() > 0
    return ones > others and place.word.islower() and clause_goes_on(place, codebook)


def _many_before(place: Place, codebook: Codebook) -> bool:
    return any(classes(codebook).get(word.lower()) == "many" or word[:1].isdigit() for word in place.before[:2])
