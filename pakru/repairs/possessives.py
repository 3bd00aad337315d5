"""Which rule looks at a word in -s that may have lost its apostrophe; the word alone decides, its place comes later."""

import re
from collections.abc import Callable

from pakru.codebook import Codebook
from pakru.repairs.headwords import is_label
from pakru.repairs.lexicon import is_common, read_lexicon
from pakru.repairs.names import acronym, capital, name, unique_names
from pakru.repairs.place import Place
from pakru.repairs.plurals import TIMES, in_law, odd_plural, plural, time_word

Rule = Callable[[Place, Codebook], str]

_NO_PLURAL = re.compile(r"[^aeiou]y$|(?:[sxz]|ch|sh)$|^(?:wo)?m[ae]n$|^child(?:ren)?$|^people$")  # "countrys", "mens"


def possessive_rule(word: str, codebook: Codebook) -> Rule | None:
    """Say which rule may have something to say about `word`.

    >>> from pakru.codebook import default
    >>> [getattr(possessive_rule(w, default()), "__name__", None) for w in ("Russias", "KPKs", "countrys", "Wales")]
    ['name', 'acronym', 'odd_plural', None]
    """
    base = word[:-1]
    if not word.endswith("s") or len(word) < 3 or "'" in word:
        return None
    if base in unique_names(codebook):
        return name
    if base.isupper():
        return acronym if len(base) > 1 else None
    if word in read_lexicon().names or len(word) < 4 or not (base.islower() or base.istitle()):
        return None
    return _rule_for_capital(word) if word[0].isupper() else _rule_for_small(word, codebook)


def _rule_for_capital(word: str) -> Rule | None:
    if word.lower() in TIMES:
        return time_word
    if not is_common(word[:-1].lower()):
        return name
    return capital if "P" in read_lexicon().tags.get(word.lower(), "").upper() else None


def _rule_for_small(word: str, codebook: Codebook) -> Rule | None:
    tags, base = read_lexicon().tags, word[:-1]
    if word in TIMES:
        return time_word
    if word == "laws":
        return in_law
    if word not in tags and base in tags and _NO_PLURAL.search(base):
        return odd_plural
    return plural if "P" in tags.get(word, "").upper() and not is_label(word, codebook) else None
