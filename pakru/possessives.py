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
from pakru.place import Place

Rule = Callable[[Place, Codebook], str]

_NO_PLURAL = re.compile(r"[^aeiou]y$|(?:[sxz]|ch|sh)$|^(?:wo)?m[ae]n$|^child(?:ren)?$|^people$")  # "countrys", "mens"


def possessive_rule(word: str, codebook: Codebook) -> Rule | None:
    """Say which rule may have something to say about `word`.

    >>> from pakru.codebook import default
    >>> [getattr(possessive_rule(w, default()), "__name__", None) for w in ("Russias", "ANPs", "countrys", "Wales")]
    ['name', 'acronym', 'odd_plural', None]
    """
    lexicon, lower, base = read_lexicon(), word.lower(), word[:-1]
    if not word.endswith("s") or len(word) < 3 or word.endswith("ss") or "'" in word or word in lexicon.names:
        return None
    if base in unique_names(codebook):
        return name
    if base.isupper():
        return acronym if len(base) > 1 else None
    if len(word) < 5 or not base.islower() and not base.istitle():
        return None
    if lower not in lexicon.tags and _NO_PLURAL.search(lower[:-1]) and lower[:-1] in lexicon.tags:
        return odd_plural
    if word[0].isupper() and not _is_common(lower[:-1]):
        return name
    return plural if "P" in lexicon.tags.get(lower, "").upper() else None


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
    base = place.word[:-1]
    if _many_before(place, codebook):
        return ""
    sure = base in unique_names(codebook) or _is_person(place, base)
    if sure and place.before[:1] not in (["the"], ["The"]):
        return base + "'s" if may_head(place, codebook) else ""
    known = sure or place.evidence.words[base] > 0 and not place.evidence.words[base.lower()]
    return base + "'s" if known and must_head(place, codebook) else ""


def _is_person(place: Place, base: str) -> bool:
    """Whether the document has the name after a first name or title, and no word of the same letters."""
    return base in place.evidence.surnames and not place.evidence.words[base.lower()] and not base.endswith(("an", "ese", "ish"))


def acronym(place: Place, codebook: Codebook) -> str:
    """Make a possessive of an organisation's acronym ("the ANPs leader"), not of one that has a plural ("an NGO")."""
    base, evidence = place.word[:-1], place.evidence
    counted = any((word, base) in evidence.pairs for word in ("a", "an", "An", "A", "one", "this", "each", "every", "per"))
    if counted or not evidence.words[base] or _many_before(place, codebook):
        return ""
    return base + "'s" if must_head(place, codebook) else ""


def odd_plural(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a form in -s that is no plural: "countrys", "armys", "childrens"."""
    if _many_before(place, codebook) or not may_head(place, codebook):
        return ""
    return place.word[:-1] + "'s"


def plural(place: Place, codebook: Codebook) -> str:
    """Make a possessive of what looks like a plural: "this delegations visit", "their countries keen desire"."""
    if place.word == "laws" and place.text.endswith("-in-", 0, place.start):
        return "law's" if may_head(place, codebook) else ""
    roles = blocks(codebook)
    if roles.get(place.word.lower()) == "attributive" or not may_head(place, codebook) or roles.get(place.after[0]) == "head":
        return ""
    if any(roles.get(word.lower()) == "giver" for word in place.before[:4]):
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
    if not must_head(place, codebook):
        return ""
    if opener == "many" or opener == "whose" and place.before[0].lower() == "their":
        return place.word + "'" if "O" in tags[singular] else ""
    return one if _is_single(place, opener, singular, codebook) else ""


def _opener(place: Place, codebook: Codebook) -> str:
    """Give the class of the word that opens the noun phrase, past adjectives and capitalised words; "" if none does."""
    lexicon = read_lexicon()
    for number, word in enumerate(place.before):
        found = classes(codebook).get(word.lower(), "")
        if found and not (word == "of" and place.before[number + 1 : number + 2] and place.before[number + 1].istitle()):
            return found
        if not found and not word.istitle() and "A" not in lexicon.tags.get(word, ""):
            return ""
    return "" if place.before and not place.before[-1].istitle() else "start"


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
        return ones >= others or opener == "whose" and others == 1
    if "H" in tags:
        return ones > 0 and ones >= others
    return ones > others and place.word.islower() and clause_goes_on(place, codebook)


def _many_before(place: Place, codebook: Codebook) -> bool:
    return any(classes(codebook).get(word.lower()) == "many" or word[:1].isdigit() for word in place.before[:2])
