"""A word in its place: the words before and after it, as far as nothing but single blanks stands between."""

import re
from functools import cached_property

from pakru.evidence import Evidence

REACH = 60  # characters looked at before a word
_BEFORE = re.compile(r"([^\W_]+(?:['-][^\W_]+)*) $")
_AFTER = re.compile(r" ([^\W_]+(?:['-][^\W_]+)*)")


class Place:
    """A word of a text with what is around it.

    >>> place = Place("He liked his countrys foreign policy.", 13, 21, Evidence(""))
    >>> place.word, place.before, place.after
    ('countrys', ['his', 'liked', 'He'], ['foreign', 'policy'])
    """

    def __init__(self, text: str, start: int, end: int, evidence: Evidence):
        self.text, self.start, self.end, self.evidence = text, start, end, evidence
        self.word = text[start:end]

    @cached_property
    def before(self) -> list[str]:
        """The words before, nearest first, at most four."""
        words, end = [], self.start
        while len(words) < 4 and (found := _BEFORE.search(self.text[max(0, end - REACH) : end])):
            words.append(found[1])
            end -= len(found[0])
        return words

    @cached_property
    def after(self) -> list[str]:
        """The words after, nearest first, at most three."""
        words, end = [], self.end
        while len(words) < 3 and (found := _AFTER.match(self.text, end)):
            words.append(found[1])
            end = found.end()
        return words

    @property
    def stands_alone(self) -> bool:
        """Whether no letter, hyphen, apostrophe or sign of an address touches the word."""
        before, after = self.text[self.start - 1 : self.start], self.text[self.end : self.end + 1]
        return before not in _TOUCH and after not in _TOUCH and after != "-"

    @property
    def opens(self) -> bool:
        """Whether the word begins its sentence or line."""
        return not self.before


_TOUCH = frozenset("'@#/\\_&+=0123456789")
