"""Lost apostrophes: possessives of names and of common nouns, and contractions.

Each rule looks at one word in its place and gives the word as it should be, or nothing. What follows decides: a
possessive stands before a noun or an adjective. A plural that can be right stays: "the two countries share",
"foreign ministers meeting", "Talibans attacked".
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from pakru.codebook import Codebook
from pakru.lexicon import classes, read_lexicon
from pakru.place import Place

Rule = Callable[[Place, Codebook], str]

_DIGIT = re.compile(r"\d")
_HEARERS = frozenset(  # verbs with two objects: "gave the ministers time" is no possessive
    "give gives gave given giving offer offers offered offering send sends sent sending cost costs deny denies denied "
    "grant grants granted granting show shows showed shown tell tells told telling lend lends lent sell sells sold selling "
    "pay pays paid paying bring brings brought buy buys bought allow allows allowed allowing hand hands handed teach "
    "teaches taught promise promises promised ask asks asked asking owe owes owed cause causes caused spare spares spared "
    "win wins won save saves saved assure assures assured supply supplies supplied provide provides provided make makes "
    "made making let lets call calls called calling leave leaves left keep keeps kept help helps helped".split()
)
_MEETINGS = frozenset(
    "meeting meetings summit conference talks council forum group groups level committee dialogue track conclave gathering "
    "session commission union unions association associations party parties movement federation club league camp camps".split()
)


def find_rule(word: str, codebook: Codebook) -> Rule | None:
    """Say which rule of this module may have something to say about `word`.

    >>> from pakru.codebook import default
    >>> [getattr(find_rule(word, default()), "__name__", None) for word in ("Russias", "countrys", "Wales", "dont")]
    ['name', 'odd_plural', None, 'contraction']
    """
    if word.lower() in contractions(codebook):
        return contraction
    if (
        len(word) < 4
        and not word[:-1].isupper()
        or not word.endswith("s")
        or word in read_lexicon().names
        or word.endswith(("ss", "'s"))
    ):
        return None
    return _possessive_rule(word, codebook)


def _possessive_rule(word: str, codebook: Codebook) -> Rule | None:
    lexicon, lower = read_lexicon(), word.lower()
    tags = lexicon.tags.get(lower)
    if word[:-1] in _unique_names(codebook):
        return name
    if tags is None and word[0].islower():
        return odd_plural
    if tags is None:
        return acronym if word[:-1].isupper() else name
    return plural if "P" in tags and _singular(lower) in lexicon.tags else None


@cache
def contractions(codebook: Codebook) -> Mapping[str, tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """Give for each spelling without apostrophe the right one, and the patterns of what stands before and after."""
    return {
        row["word"]: (row["repaired"], re.compile(row["before"], re.I), re.compile(row["after"], re.I))
        for row in codebook.table("contractions")
    }


@cache
def _unique_names(codebook: Codebook) -> frozenset[str]:
    """Names of which there is only one, so that their form in -s is no plural."""
    return frozenset(row["name"] for row in codebook.table("possessors"))


@cache
def _attributives(codebook: Codebook) -> frozenset[str]:
    return frozenset(row["word"] for row in codebook.table("attributive_plurals"))


def contraction(place: Place, codebook: Codebook) -> str:
    """Put the apostrophe into "wasnt", and into "wont" or "its" where the words around ask for it."""
    repaired, before, after = contractions(codebook)[place.word.lower()]
    if place.word.isupper() and len(place.word) < 5:
        return ""
    if not before.search(place.text[max(0, place.start - 40) : place.start]):
        return ""
    if not after.match(place.text[place.end : place.end + 100]):
        return ""
    return repaired[0].upper() + repaired[1:] if place.word[0].isupper() else repaired


def name(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a name that the document or the codebook knows: "Lavrovs trip", "Russias stand"."""
    base, lexicon = place.word[:-1], read_lexicon()
    unique = base in _unique_names(codebook) or base in place.evidence.surnames
    if not unique and not _is_name(place, base):
        return ""
    if not place.after or _many_before(place, codebook):
        return ""
    if unique and not (place.before and place.before[0].lower() == "the"):
        return base + "'s" if _may_head(place, codebook) else ""
    return base + "'s" if _must_head(place, codebook) else ""


def _is_name(place: Place, base: str) -> bool:
    words = place.evidence.words
    return words[base] > 0 and words[base] >= words[place.word] - 1 and not words[base.lower()]


def acronym(place: Place, codebook: Codebook) -> str:
    """Make a possessive of an organisation's acronym: "the ANPs leader"."""
    known = place.evidence.words[place.word[:-1]] > 0
    if not known or _many_before(place, codebook) or not _must_head(place, codebook):
        return ""
    return place.word[:-1] + "'s"


def odd_plural(place: Place, codebook: Codebook) -> str:
    """Make a possessive of a form in -s that is no word: "countrys", "armys", "childrens"."""
    base, lexicon = place.word[:-1], read_lexicon()
    if not any(tag in lexicon.tags.get(base, "") for tag in "NP") or _many_before(place, codebook):
        return ""
    return base + "'s" if _may_head(place, codebook) else ""


def plural(place: Place, codebook: Codebook) -> str:
    """Make a possessive of what looks like a plural: "this delegations visit", "their countries keen desire"."""
    if place.word.lower() in _attributives(codebook) or not place.after or place.word.isupper():
        return ""
    if not _must_head(place, codebook) or place.after[0].lower() in _MEETINGS:
        return ""
    return _number(place, codebook)


def _number(place: Place, codebook: Codebook) -> str:
    """Give the singular or the plural possessive, whichever what stands before asks for, or neither."""
    lexicon, singular = read_lexicon(), _singular(place.word.lower())
    before = [classes(codebook).get(word.lower(), "") for word in place.before]
    one = place.word[: len(singular)] + "'s" if place.word.lower() == singular + "s" else ""
    if before[:1] == ["one"]:
        return one
    if "H" not in lexicon.tags[singular] or any(word.lower() in _HEARERS for word in place.before[:3]):
        return ""
    if "many" in before[:2] or place.before[:1] == ["their"]:
        return place.word + "'"
    return one if ("the" in before[:3] or "whose" in before[:2]) and _mostly_singular(place, singular) else ""


def _mostly_singular(place: Place, singular: str) -> bool:
    words = place.evidence.words
    count = {form: words[form] + words[form.capitalize()] for form in (singular, place.word.lower())}
    return count[singular] >= count[place.word.lower()]


def _singular(plural: str) -> str:
    if plural.endswith("ies"):
        return plural[:-3] + "y"
    return plural[:-1]


def _many_before(place: Place, codebook: Codebook) -> bool:
    before = place.before[:2]
    return any(classes(codebook).get(word.lower()) == "many" or _DIGIT.search(word) for word in before)


def _may_head(place: Place, codebook: Codebook) -> bool:
    """Say whether the next word can begin a noun phrase: a noun, an adjective, a name, no function word."""
    if not place.after:
        return False
    word = place.after[0]
    if word.lower() in classes(codebook):
        return word.lower() in {"own", "only", "two", "three", "first", "most", "many", "few", "other"}
    tags = read_lexicon().tags.get(word.lower(), "N").upper() or "N"
    return any(tag in tags for tag in "NPAG") or "D" in tags and len(place.after) > 1 and _nominal(place.after[1])


def _nominal(word: str) -> bool:
    tags = read_lexicon().tags.get(word.lower(), "")
    return tags[:1] in {"N", "P", "A"}


def _must_head(place: Place, codebook: Codebook) -> bool:
    """Say whether the next words can only be a noun phrase: no verb reading, or "visit to"."""
    if not place.after or place.after[0].lower() in classes(codebook) or not place.after[0].islower():
        return False
    tags = read_lexicon().tags.get(place.after[0], "")
    following = place.after[1].lower() if len(place.after) > 1 else ""
    if tags[:1] in {"N", "P"} and not any(tag in tags for tag in "VZD"):
        return True
    if tags[:1] == "A" and not any(tag in tags for tag in "VZDP"):
        return _nominal(following)
    return "N" in tags and following in {"to", "of"} and "D" not in tags
