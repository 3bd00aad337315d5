"""Possessives that look like plurals: "this delegations visit", "their countries keen desire", "last years summit".

A form that can be a right plural stays: "the two countries share", "foreign ministers meeting". Singular or plural is
decided by what stands before, else by what the document has more of.
"""

from pakru.codebook import Codebook
from pakru.repairs.headwords import blocks, clause_goes_on, many_before, may_head, must_head
from pakru.repairs.lexicon import classes, read_lexicon
from pakru.repairs.place import Place, titles

TIMES = frozenset(
    "days weeks months years nights mornings evenings "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays".split()
)
_HOURS = frozenset("ago later long old earlier before after".split())  # "last days long ago" is no possessive
_BEFORE_DAYS = frozenset("the after before of at in for from during since to about despite".split())
_COUNTED = frozenset("two three four five both these those their".split())
_WITHIN = frozenset("in across within throughout during at".split())


def odd_plural(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a form in -s that is no plural: "countrys", "armys", "childrens"."""
    if many_before(place, codebook) or not may_head(place, codebook):
        return ""
    return place.word[:-1] + "'s"


def in_law(place: Place, codebook: Codebook) -> str:
    """Make a possessive of "father-in-laws", whose plural is another form."""
    return "law's" if place.text.endswith("-in-", 0, place.start) and may_head(place, codebook) else ""


def time_word(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a time: "last years summit", "by years end", "Tuesdays meeting", not "on Tuesdays"."""
    before, after = [*(word.lower() for word in place.before[:2]), "", ""], [*place.after, ""][0]
    ordered = before[0] in {"last", "next", "this", "a", "one"} and before[1] != "the" and after not in _HOURS
    dated = place.word.istitle() and before[0] in _BEFORE_DAYS and may_head(place, codebook)
    ended = place.word == "years" and after == "end" and before[0] in {"by", "at", "until"}
    return place.word[:-1] + "'s" if dated or ended or (ordered and may_head(place, codebook)) else ""


def plural(place: Place, codebook: Codebook) -> str:
    """Make a possessive of what looks like a plural, else give nothing."""
    lower = place.word.lower()
    singular = lower[:-3] + "y" if lower.endswith("ies") else lower[:-1]
    if not may_head(place, codebook) or singular not in read_lexicon().tags:
        return ""
    one = place.word[:-1] + "'s" if lower == singular + "s" else ""
    opener = _find_opener(place, codebook)
    if opener == "one":
        return one if _is_one(place, singular) else ""
    if not must_head(place, codebook) or _is_blocked(place, singular, codebook):
        return ""
    if opener == "many" or (opener == "whose" and place.before[0].lower() == "their"):
        return place.word + "'" if "O" in read_lexicon().tags[singular] and _are_counted(place) else ""
    return one if _is_single(place, opener, singular, codebook) else ""


def _find_opener(place: Place, codebook: Codebook) -> str:
    """Give the class of the word that opens the noun phrase, past adjectives and capitalised words; "" if none does."""
    for number, word in enumerate(place.before):
        found, further = classes(codebook).get(word.lower(), ""), place.before[number + 1 : number + 2]
        if found == "adverb" or (word == "of" and titles(codebook).intersection(further)):
            continue
        if found:
            return "many" if "all" in further else found
        if not (word.istitle() and place.word.istitle()) and "A" not in read_lexicon().tags.get(word, ""):
            return ""
    return "start" if place.opens_sentence else ""


def _is_one(place: Place, singular: str) -> bool:
    """Whether "this", "each" or "a" stands before what owns something and is no verb: "this delegations visit"."""
    tags = read_lexicon().tags
    if "Z" in tags[place.word.lower()].upper():
        return False
    return "O" in tags[singular] or "H" in tags[singular] or [place.word, place.before[0]] == ["others", "each"]


def _is_blocked(place: Place, singular: str, codebook: Codebook) -> bool:
    """Whether the words around read otherwise: "gave the ministers time", "foreign ministers meeting"."""
    roles = blocks(codebook)
    if any(roles.get(word.lower()) == "giver" for word in place.before[1:4]):
        return True
    if place.after[0] == "own" and not any(classes(codebook).get(word) == "preposition" for word in place.before[1:3]):
        return True
    return "H" in read_lexicon().tags[singular] and roles.get(place.after[0]) == "head"


def _are_counted(place: Place) -> bool:
    """Whether the group is named in full ("the two countries"), and not in a phrase of place ("in both countries")."""
    words = [word.lower() for word in place.before]
    return bool(_COUNTED.intersection(words[:2])) and not _WITHIN.intersection(words[1:])


def _is_single(place: Place, opener: str, singular: str, codebook: Codebook) -> bool:
    """Whether the document speaks of one such owner: "the Prime Ministers delegation" beside "the Prime Minister"."""
    words, tags, lower = place.evidence.words, read_lexicon().tags, place.word.lower()
    ones = words[singular] + words[singular.capitalize()]
    others = words[lower] + words[lower.capitalize()]
    owner = "O" in tags[singular] or "H" in tags[singular]
    if opener == "start":
        return ones > others and owner and tags[place.after[0]][:1] == "P"
    if opener not in {"the", "whose"}:
        return False
    if "O" in tags[singular]:
        return ones >= others - 1
    if "H" in tags[singular]:
        return ones >= others - place.word.istitle() and (ones > 0 or place.word.istitle())
    return ones > others and place.word.islower() and clause_goes_on(place, codebook)
