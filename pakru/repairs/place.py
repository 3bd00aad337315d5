"""A word in its place: the words before and after it, as far as nothing but single blanks stands between."""

import re
from functools import cache

from pakru.codebook import Codebook
from pakru.repairs.evidence import Evidence

REACH = 60  # characters looked at before a word
_WORD = r"([^\W_]+(?:['-][^\W_]+)*)"
_BEFORE = re.compile(rf"{_WORD}\Z")
_AFTER = re.compile(rf"(?: {_WORD}(?: {_WORD}(?: {_WORD})?)?)?")


class Place:
    """A word of a text with what is around it.

    >>> place = Place("He liked his countrys foreign policy.", 13, 21, Evidence(""))
    >>> place.word, place.before, place.after
    ('countrys', ['his', 'liked', 'He'], ['foreign', 'policy'])
    """

    __slots__ = ("_after", "_before", "end", "evidence", "start", "text", "word")

    def __init__(self, text: str, start: int, end: int, evidence: Evidence):
        self.text, self.start, self.end, self.evidence = text, start, end, evidence
        self.word = text[start:end]
        self._before: list[str] | None = None
        self._after: list[str] | None = None

    @property
    def before(self) -> list[str]:
        """The words before, nearest first, at most four."""
        if self._before is None:
            words, end = list[str](), self.start
            while len(words) < 4 and end and self.text[end - 1] == " ":
                reach = max(0, end - REACH)
                begin = self.text.rfind(" ", reach, end - 1) + 1  # looking from here on saves most of the search
                found = _BEFORE.search(self.text, max(reach, begin), end - 1)
                if not found:
                    break
                words.append(found[1])
                end = found.start()
            self._before = words
        return self._before

    @property
    def after(self) -> list[str]:
        """The words after, nearest first, at most three."""
        if self._after is None:
            found = _AFTER.match(self.text, self.end)
            self._after = [word for word in found.groups() if word] if found else []
        return self._after

    @property
    def stands_alone(self) -> bool:
        """Whether no letter, hyphen, apostrophe or sign of an address touches the word."""
        before, after = self.text[self.start - 1 : self.start], self.text[self.end : self.end + 1]
        return before not in _TOUCH and after not in _TOUCH and after != "-"

    @property
    def opens_sentence(self) -> bool:
        """Whether nothing, or the end of a sentence, stands before."""
        return not self.start or bool(_SENTENCE_END.fullmatch(self.text, max(0, self.start - 2), self.start))

    def follows_title(self, codebook: Codebook) -> bool:
        """Whether a form of address stands before: "Mr", "Gen.", "President"."""
        found = _TITLE.search(self.text[max(0, self.start - REACH) : self.start])
        return found is not None and found[1] in titles(codebook)


@cache
def titles(codebook: Codebook) -> frozenset[str]:
    """Give the forms of address that a name follows."""
    short = {row["abbreviation"] for row in codebook.table("abbreviations") if row["kind"] == "title"}
    return frozenset(short | {row["word"] for row in codebook.table("titles")})


_SENTENCE_END = re.compile(r"[.!?\"'] ")
_TITLE = re.compile(r"([A-Z][a-z]+)\.? $")
_TOUCH = frozenset("'@#/\\_&+=0123456789")
