"""Full stops without a blank behind them: which end a sentence ("Russia.Any"), which do not ("U.S.", "Node.js")."""

import re
from functools import cache

from pakru.codebook import Codebook
from pakru.repairs.evidence import Evidence
from pakru.repairs.lexicon import read_lexicon

Words = re.Match[str]  # the word on one side of a joint

_INITIALS = re.compile(r"[A-Z]\.[A-Z]\.")


def ends_sentence(text: str, left: Words, right: Words, evidence: Evidence, codebook: Codebook) -> bool:
    """Whether the full stop between two words ends a sentence.

    Stays: "U.S.", "J.Smith", "Node.js", "ASP.NET". Parted: "Russia.Any", "1971.The", "U.S.The", "worked.U.S. aid".

    >>> from pakru.codebook import default
    >>> def test(text):
    ...     left, right = re.finditer(r"[A-Za-z]+", text)
    ...     return ends_sentence(text, left, right, Evidence(text), default())
    >>> test("Russia.Any"), test("Node.js"), test("J.Smith")
    (True, False, False)
    """
    before, after, sign = left[0], right[0], text[max(0, left.start() - 1) : left.start()]
    if _is(after.lower(), "ending", codebook):
        return False
    if sign == ".":
        return _is(after, "after_initials", codebook)
    if _INITIALS.match(text, right.start()):
        return before.islower() and is_word(before, evidence)
    if not after[0].isupper():
        return _starts_small(text, before, right, codebook)
    if len(after) < 3 and not _is(after, "short", codebook):
        return False
    if sign == "'":  # "a butcher's.The"
        return is_word(after, evidence)
    if len(before) < 2 or (before.isupper() and after.isupper()):
        return False
    return (before.isdigit() and len(before) == 4) or is_word(before, evidence) or is_word(after, evidence)


def is_word(word: str, evidence: Evidence) -> bool:
    """Whether a word is listed, or stands in the document more than once."""
    return (len(word) > 1 and (read_lexicon().knows(word) or evidence.words[word] > 1)) or word in {"a", "I"}


def _starts_small(text: str, before: str, right: Words, codebook: Codebook) -> bool:
    """Whether a sentence begins with a small letter: "nobody came.the end", not "self.the_end"."""
    known = len(before) > 2 and before.islower() and read_lexicon().knows(before)
    return known and text[right.end() : right.end() + 1] in {" ", ","} and _is(right[0], "start", codebook)


def _is(word: str, role: str, codebook: Codebook) -> bool:
    return (word, role) in _roles(codebook)


@cache
def _roles(codebook: Codebook) -> frozenset[tuple[str, str]]:
    return frozenset((row["word"], row["role"]) for row in codebook.table("full_stops"))
