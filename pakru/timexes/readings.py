"""What a match of the grammar says: the expression, the words around it, and the names of its parts in TIMEX3."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from pakru.timexes.timegrammar import Words

_BEFORE = re.compile(r"(\S+)[\s(\"'“‘]*$")
_AFTER = re.compile(r"[\s'’]{0,3}(?:s\s)?([\w-]+)")
_CLOSE = re.compile(r"\s*(?:[.,;:!?)]|$)")
_CONTEXT = 40  # characters before and after a match that a reading may look at
_VAGUE = {"10Y": "PXDE", "100Y": "PXCE", "2W": "PXW", "TH": "PTXH", "TM": "PTXM", "S": "PTXS"}
# a part of a unit in smaller ones: half an hour is 30 minutes
_SMALLER = {"TH": (60, "TM"), "Y": (12, "M"), "D": (24, "TH")}


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression before it is resolved.

    `value` is TIMEX3 with X for what is not said (`XXXX-11`). `anchor` says what it counts from: nothing (""),
    the article's date ("published"), the date last named ("reference"), one of the two ("either"), or what the
    context gives ("context"); or it counts from the expression `base`. `count` units of `unit` are counted from
    there; `way` is -1 or 1 where only the one before or after can be meant, 2 where it may be no day at all
    ("today" for nowadays). `bound` is the preposition's part in the days, `part` START, MID or END.
    """

    start: int
    end: int
    text: str
    rule: str
    type: str = "DATE"
    value: str = ""
    anchor: str = ""
    count: int | None = None
    unit: str = ""
    way: int = 0
    bound: str = ""
    part: str = ""
    base: "Expression | None" = None


class Found:
    """A match of a rule, with the word lists of the codebook and the words before and after it."""

    def __init__(self, match: re.Match[str], rule: str, words: Words, find: Callable[[str], list[Expression]]):
        self.match, self.rule, self.words, self.find = match, rule, words, find
        self.groups = {name: text for name, text in match.groupdict().items() if text is not None}

    def get(self, name: str) -> str:
        """Give the text of a group, "" where it is not in the match."""
        return self.groups.get(name, "")

    def word(self, name: str) -> str:
        """Give the text of a group in lower case, its words one blank apart."""
        return " ".join(self.get(name).lower().split())

    def look_up(self, table: str, text: str) -> str:
        """Give the value that a word list has for a text."""
        words = self.words[table]
        return words.get(text) or words.get(text.lower()) or words.get(text.rstrip("."), "")

    @cached_property
    def before(self) -> str:
        """The word before the match."""
        found = _BEFORE.search(self.match.string, max(0, self.match.start() - _CONTEXT), self.match.start())
        return found[1] if found else ""

    @cached_property
    def after(self) -> str:
        """The word after the match."""
        found = _AFTER.match(self.match.string, self.match.end())
        return found[1] if found else ""

    def is_after(self, table: str) -> bool:
        """Say whether the word before is in a list."""
        return self.before.lower().strip(",.;") in self.words[table]

    def closes(self) -> bool:
        """Say whether the clause ends behind the match."""
        return _CLOSE.match(self.match.string, self.match.end()) is not None

    def express(self, **fields) -> Expression:
        """Make the expression of the whole match."""
        start, end = self.match.span()
        bound, part = self._name_bound(), self._name_part()
        return Expression(start, end, self.match[0], self.rule, **{"bound": bound, "part": part, **fields})

    def _name_bound(self) -> str:
        return self.words["bound"].get(self.word("bound"), "") if "bound" in self.groups else ""

    def _name_part(self) -> str:
        if "mod" not in self.groups:
            return ""
        text, known = self.word("mod"), {**self.words["mod"], **self.words["mod_noun"]}
        return next((known[mod] for mod in sorted(known, key=len, reverse=True) if mod in text), "")

    def base(self) -> Expression | None:
        """Give the expression inside that this one counts from."""
        inner = self.find(self.get("base")) if "base" in self.groups else []
        return inner[0] if inner else None

    def shift(self, name: str = "shift") -> tuple[int, str]:
        """Give how many units on, and from where, the words of a group say."""
        count, anchor = self.words["shift"][self.word(name)].split()
        return int(count), anchor

    def unit(self) -> str:
        """Give the code of the unit: D, W, M, Y, 10Y, TH, ..."""
        text = self.word("unit") or self.word("unit1")
        return self.words["units"].get(text) or self.words["unit"].get(text, "")

    def is_plural(self) -> bool:
        """Say whether the unit is in the plural."""
        return self.word("unit") in self.words["units"]

    def count(self) -> float | None:
        """Give the number that `count` spells; None where it is vague or missing."""
        text = self.word("count").replace("-", " ")
        if re.match(r"[\d,.]+$", text):
            return float(text.replace(",", ""))
        if not text or text in self.words["some"]:
            return None
        if text in self.words["number"]:
            return float(self.words["number"][text])
        tens, _, ones = text.partition(" ")
        return float(self.words["tens"].get(tens, 0)) + float(self.words["number"].get(ones, 0))


def drop_article(e: Expression) -> Expression:
    """Leave out an article that belongs to the noun behind: the [summer] offensive."""
    start = e.start + (4 if e.text[:4].lower() == "the " else 0)
    return replace(e, start=start, text=e.text[start - e.start :])


def cut(e: Expression, start: int, end: int, text: str) -> Expression:
    """Give the same reading a part of its stretch; `text` is the whole text."""
    return replace(e, start=start, end=end, text=text[start:end])


def name_length(count: float | None, unit: str) -> str:
    """Give the TIMEX3 value of so many units, X where the number is vague.

    >>> name_length(2, "10Y"), name_length(0.5, "TH"), name_length(None, "Y")
    ('P20Y', 'PT30M', 'PXY')
    """
    if count is None:
        return _VAGUE.get(unit, f"PX{unit}")
    if unit[0].isdigit():
        count, unit = count * int(unit[:-1]), unit[-1]
    if count < 1 and unit in _SMALLER:
        factor, unit = _SMALLER[unit]
        count *= factor
    return f"P{'T' if unit[0] in 'TS' else ''}{count:g}{unit[-1]}"


def name_hour(found: Found, text: str) -> str:
    """Give the T part of a value: of a word for a part of the day, or of a clock; "" for neither."""
    if not text or (word := found.look_up("part", text)):
        return word if text else ""
    if text.startswith("half past"):
        return f"T{int(found.look_up('number', text.split()[2]) or 0):02d}:30"
    clock = re.match(r"(\d\d?)(?:[:.](\d\d))?\s?([ap])?", text.lower())
    if clock is None:
        return ""
    hour = int(clock[1]) % 12 + 12 * (clock[3] == "p") if clock[3] else int(clock[1])
    return f"T{hour:02d}:{clock[2] or '00'}"


Reader = Callable[[Found], Iterator[Expression]]
