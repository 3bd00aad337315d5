"""Word lists as patterns that look for all their words at once, and which texts need no look at all."""

import re
from collections.abc import Iterable
from os.path import commonprefix


def merge_prefixes(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, of two that fit the longer; no words, no pattern.

    Words that begin alike are put together: each character is read once, however many words there are.

    >>> merge_prefixes(["may", "month", "months"])
    '(?:m(?:ay|onth(?:s)?))'
    """
    alike: dict[str, list[str]] = {}
    for word in words:
        alike.setdefault(word[:1], []).append(word)
    optional = "?" if alike.pop("", None) else ""
    return f"(?:{'|'.join(map(_merge_alike, alike.values()))}){optional}" if alike else ""


def match_whole(words: Iterable[str]) -> str:
    """Give a pattern for any of the words where no other letter or figure touches it; without words it never fits.

    What a word may begin with stands before the check of what stands before it: so the search runs from one such
    character to the next, and is three times as fast.

    >>> re.findall(match_whole(["may", "month"]), "A month may be a mayor's, or a twelvemonth.")
    ['month', 'may']
    """
    alike: dict[str, list[str]] = {}
    for word in filter(None, words):
        alike.setdefault(word[0], []).append(word[1:])
    heads = (rf"{re.escape(head)}(?<!\w.){merge_prefixes(rest)}" for head, rest in alike.items())
    return rf"(?:{'|'.join(heads)})(?!\w)" if alike else "(?!)"


def _merge_alike(words: list[str]) -> str:
    shared = commonprefix(words)  # noqa: RUF071 - of words, not of paths
    return re.escape(shared) + merge_prefixes(word[len(shared) :] for word in words)


class Glance(dict[str, bool]):
    """Which stretches without blanks hold what a pattern looks for: each is searched when it is first met.

    Most texts are made of stretches that were met before, so that a text with none of those looked for costs little.

    >>> glance = Glance(re.compile(r"\\d|May"))
    >>> glance.sees("They met in May."), glance.sees("They may meet.")
    (True, False)
    """

    LIMIT = 100_000

    def __init__(self, pattern: re.Pattern[str]):
        self.pattern = pattern

    def __missing__(self, stretch: str) -> bool:
        if len(self) > self.LIMIT:
            self.clear()
        self[stretch] = seen = self.pattern.search(stretch) is not None
        return seen

    def sees(self, text: str) -> bool:
        """Say whether a stretch of the text holds what the pattern looks for."""
        return any(map(self.__getitem__, text.split()))
