"""Line features: what a short line says and looks like, where it stands and what stands beside it, each as a word.

`word:subscribe` is in the line, `above month` says that the line above names a month, `place top` that no prose stands
above, and `top month` both of the line itself. These words are what `line_weights.csv` weighs. Nothing here knows a
site or a name.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pakru.boilerplate.lines import LINE_WIDTH, Marks, Page

SHAPE_WIDTH, SHAPE_LENGTH = 60, 16  # characters that a shape is made of, and signs of a shape
PAIR_WORDS = 6  # in lines of so many words, all neighbours are pairs; in longer ones only the first two
FAR = 5  # lines: from here on a distance is one word

# cues that rest on the place of a line or on capitals alone: a guess, which the weights may overrule
GUESSES = frozenset(
    "line_above_title line_below_text person_line name_below_text line_of_menu listed_link outlet_line labelled_link"
    " the_outlet below_bio nav_bar person_role next_post".split()
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"\d+")
_SIGN = re.compile(r"[^\w\s.,'’]")
_KNOWN_SIGN = re.compile(r"[!-~»›©–—•·“”«…►▶★✓→]")
_PARTS = re.compile(r"([^\W\d_]+)|(\d+)|\s+")
_SAME_AGAIN = re.compile(r"\b(\w\b)(?: \1\b)+")
_TESTS = {
    "sentence": re.compile(r"[.!?…][\"'”’)\]]*\Z"),
    "month": re.compile(r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"),
    "weekday": re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b"),
    "year": re.compile(r"\b(?:19|20)\d\d\b"),
    "time": re.compile(r"(?i)\d:\d\d|\d ?[ap]\.?m\b"),
    "handle": re.compile(r"(?<!\S)@\w|(?<!\S)(?=[a-zA-Z]+[\d_]|\d+[a-zA-Z]{3})\w+(?!\S)"),
    "address": re.compile(r"https?:|www\.|\w\.(?:com|org|net|info|pk|ru|in|example)\b|\w@\w"),
    "verb": re.compile(r"\b(?:is|was|are|were|has|have|had|will|said|would|can|could|did|does|not|that|which)\b"),
    "small": re.compile(r"\b(?:a|an|the|of|in|to|and|for|on|with|as|at|from|its)\b"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a line says (its words) and what it looks like (its signs), whatever stands beside it."""

    words: tuple[str, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Features:
    """A line as the weights see it: its own look, those of its neighbours, and its place."""

    own: Look
    above: Look
    below: Look
    region: str
    place: tuple[str, ...]

    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the features in parts that other lines share, each with the word that its names begin with."""
        own, region = self.own, f"{self.region} " if self.region else ""
        sides = (("above ", self.above.signs), ("below ", self.below.signs), (region, own.signs[:-1] if region else ()))
        return (("", own.words), ("", own.signs), *sides, ("", self.place))

    def name(self) -> list[str]:
        """List all features by their names in `line_weights.csv`."""
        return [prefix + name for prefix, names in self.parts() for name in names]


NO_LINE, LONG_LINE = Look((), ("none",)), Look((), ("long",))


@lru_cache(maxsize=2**14)
def describe(text: str, prose: bool) -> Look:
    """Say what a line looks like by itself.

    >>> look = describe("Posted on 3 May 2015", False)
    >>> look.words[:4], "month" in look.signs, "shape:A a 0 A 0" in look.signs
    (('word:posted', 'word:on', 'word:may', 'first:posted'), True, True)
    """
    if not 0 < len(text) <= LINE_WIDTH:
        return LONG_LINE
    words = _WORD.findall(text)
    signs = [f"length:{min(9, len(text) // 12)}", f"words:{_round(len(words))}", f"ends:{_class(text[-1])}"]
    signs += ["prose"] * prose + ["upper"] * text.isupper()
    signs += [f"capitals:{5 * sum(word[0].isupper() for word in words) // len(words)}"] if words else ["no_words"]
    signs += ["small_start"] * (bool(words) and words[0][0].islower())
    signs += [f"numbers:{min(4, len(_NUMBER.findall(text)))}"]
    signs += [f"sign:{sign}" if _KNOWN_SIGN.match(sign) else "sign:other" for sign in sorted(set(_SIGN.findall(text)))]
    signs += [name for name, pattern in _TESTS.items() if pattern.search(text)]
    return Look(tuple(_name_words([word.lower() for word in words])), (*signs, f"shape:{make_shape(text)}"))


def make_shape(text: str) -> str:
    """Give the shape of a line: what its words begin with, its numbers as 0.

    >>> make_shape("By SANA Fatima, 12 May")
    'A U A, 0 A'
    """
    shape = _PARTS.sub(_letter, text[:SHAPE_WIDTH])
    return _SAME_AGAIN.sub(r"\1+", shape)[:SHAPE_LENGTH]


def _letter(match: re.Match[str]) -> str:
    word, number = match.groups()
    if word:
        return "a" if word[0].islower() else "U" if word.isupper() and len(word) > 1 else "A"
    return "0" if number else " "


def _name_words(words: list[str]) -> Iterator[str]:
    yield from (f"word:{word}" for word in dict.fromkeys(words))
    if words:
        yield f"first:{words[0]}"
        yield f"last:{words[-1]}"
    pairs = list(pairwise(words))
    yield from (f"pair:{one} {other}" for one, other in (pairs if len(words) <= PAIR_WORDS else pairs[:1]))


def _round(count: int) -> int:
    return count if count < 5 else 5 + min(5, (count - 5) // 3)


def _class(sign: str) -> str:
    return "0" if sign.isdigit() else "a" if sign.isalpha() else sign


def is_unsure(line: int, marks: Marks) -> bool:
    """Say whether the rules know nothing of a line, or only guess."""
    return line not in marks or marks[line].cue in GUESSES


class Surroundings:
    """The lines of a page that may be of a frame, each with its features; `marks` are those of the rules.

    >>> page = Page(["A visit", "By Sana Fatima"], [False, False], frozenset())
    >>> around = Surroundings(page, {})
    >>> around.lines, "place top" in around.describe(0).place
    ([0, 1], True)
    """

    def __init__(self, page: Page, marks: Marks) -> None:
        looks = [describe(text, prose) for text, prose in zip(page.texts, page.prose, strict=True)]
        count = len(looks)
        self.page, self.marks = page, marks
        self.looks = [NO_LINE, *looks, NO_LINE]
        self.lines = [line for line, look in enumerate(looks) if look is not LONG_LINE and line not in page.repeats]
        self.texts = Counter(page.texts)
        self.shapes = Counter(look.signs[-1] for look in looks)
        self.above = _measure(page.prose, range(count))
        self.below = _measure(page.prose, range(count - 1, -1, -1))
        self.posts = min(3, sum(mark.kind == "forum_profile" and mark.cue not in GUESSES for mark in marks.values()))

    def describe(self, line: int) -> Features:
        """Give the features of a line."""
        region = "top" if line not in self.above else "bottom" if line not in self.below else "middle"
        return Features(
            self.looks[line + 1], self.looks[line], self.looks[line + 2], region, tuple(self._place(line, region))
        )

    def _place(self, line: int, region: str) -> Iterator[str]:
        yield f"place {region}"
        yield f"prose_above:{self.above.get(line)}"
        yield f"prose_below:{self.below.get(line)}"
        yield f"from_top:{min(line, FAR)}"
        yield f"from_bottom:{min(len(self.page.texts) - 1 - line, FAR)}"
        yield f"posts:{self.posts}"
        yield f"same_shape:{min(4, self.shapes[self.looks[line + 1].signs[-1]])}"
        if self.texts[self.page.texts[line]] > 1:
            yield "again"
        if line in self.marks and is_unsure(line, self.marks):
            yield f"guess:{self.marks[line].cue}"
        for side, beside in (("above", line - 1), ("below", line + 1)):
            if not is_unsure(beside, self.marks):
                yield f"{side} is {self.marks[beside].kind}"


def _measure(prose: Sequence[bool], lines: range) -> dict[int, int]:
    """Say how many lines after the last one of prose each line stands."""
    found: dict[int, int] = {}
    distance = None
    for line in lines:
        distance = 0 if prose[line] else None if distance is None else min(FAR, distance + 1)
        if distance is not None:
            found[line] = distance
    return found
