"""Clues to the day of an article: stretches of the raw text, each with the days that it leaves.

A line that gives a date (header, credit, dateline, address) leaves the days of that date. A date without its year
leaves a day in every year, one in figures (3/10/2012) both days that it may be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pakru.codebook import Codebook
from pakru.publications.daysets import Days, between, each_year, join, widen
from pakru.timexes.expressions import Expression, find_expressions
from pakru.timexes.intervals import cover_days

_WHOLE = re.compile(r"\d{4}-\d\d-\d\d")
_PART = re.compile(r"\d{4}-(?:\d\d$|Q\d|SP|SU|FA|WI)")
_UNSURE = re.compile(r"(\d{4})-XX-XX")
YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)(?!\d)")
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/")
_ADDRESS = re.compile(
    r"(?<![\dA-Za-z])((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?![\dA-Za-z])"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_NAME = re.compile(r"[^\W\d]\S*")
_SMALL_WORD = re.compile(r"(?:^|\s)[\W\d]*[a-z]")
_SEPARATOR = re.compile(r"[,()\-–—]")
_BEFORE_DATE = re.compile(r"[,)\-–—]\s*$|^\($")
_AFTER_DATELINE = re.compile(r"[\s.,)]{0,3}(?:\([^()\n]{1,40}\)\s{0,2})?(?:[:—–-]|$|(?<=\.)\s)")


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that say something about the day of publication, and the days that they leave."""

    quote: str
    days: Days
    rule: str

    @property
    def whole(self) -> bool:
        """Whether one day is left."""
        return len(self.days) == 1 and self.days[0][0] == self.days[0][1]


@cache
def read_windows(codebook: Codebook) -> dict[str, int]:
    """Give the days of each window of `publication_windows`: how far habit reaches where the text is silent."""
    return {row["window"]: int(row["days"]) for row in codebook.table("publication_windows")}


@cache
def compile_cue(codebook: Codebook, *cues: str) -> re.Pattern[str]:
    """Make one pattern of all rows of some cues; of whole words where the row does not say otherwise."""
    rows = [row["pattern"] for row in codebook.table("publication_cues") if row["cue"] in cues]
    return re.compile("|".join(p if p.startswith("(?i:") else rf"\b(?:{p})(?!\w)" for p in rows))


def read_date(text: str, codebook: Codebook | None = None) -> Days | None:
    """Give the days of the fullest date in a line, of several the earliest; None where it holds no more than a year.

    >>> from pakru.publications.daysets import find_bounds
    >>> find_bounds(read_date("Karachi, Wednesday 14 June 2023, 7:05 am"))
    Interval(earliest=datetime.date(2023, 6, 14), latest=datetime.date(2023, 6, 14))
    """
    found = [(rank, days) for e in find_expressions(text, codebook) for rank, days in _rank_date(e)]
    return min(found)[1] if found else None


def _rank_date(e: Expression) -> Iterator[tuple[int, Days]]:
    """Give the days of a date that stands for itself, after 0 for a whole day, 1 without year, 2 for more days."""
    days = cover_days(e.value)
    if e.type != "DATE" or e.bound:
        return
    if _WHOLE.match(e.value) and days.earliest:
        yield 0, between(days.earliest, days.latest)
    elif _UNSURE.match(e.value) and (either := _read_slashed(e)):
        yield 0, either
    elif found := YEARLESS.match(e.value):
        yield 1, each_year(int(found[1]), int(found[2]), weekday=name_weekday(e.text))
    elif _PART.match(e.value) and days.earliest:
        yield 2, between(days.earliest, days.latest)


def _read_slashed(e: Expression) -> Days:
    """Give both days that 3/10/2012 may be."""
    found = _SLASHED.search(e.text)
    if not found:
        return ()
    first, second, year = int(found[1]), int(found[2]), int(e.value[:4])
    return join([widen(date(year, second, first), 0, 0), widen(date(year, first, second), 0, 0)])


def name_weekday(text: str) -> int:
    """Give the number of the weekday that a date begins or ends with, Monday is 1; 0 for none.

    >>> name_weekday("Tuesday, 10 December"), name_weekday("10 December")
    (2, 0)
    """
    return next((n for n, name in enumerate(_WEEKDAYS, 1) if re.search(rf"\b{name}[a-z]*\b", text.lower())), 0)


def read_address(text: str) -> Days | None:
    """Give the days in an address or a file name: /2012/10/03/, /2012/10/, 2012-10-03_nation.txt.

    >>> from pakru.publications.daysets import find_bounds
    >>> find_bounds(read_address("https://example.org/2012/10/03/visit")).earliest, read_address("e21f65aca02e3de2.txt")
    (datetime.date(2012, 10, 3), None)
    """
    for found in _ADDRESS.finditer(text):
        year, mark, month, day = found.groups()
        if not day and mark != "/":
            continue
        days = cover_days(f"{year}-{month}" + (f"-{day}" if day else ""))
        if days.earliest:
            return between(days.earliest, days.latest)
    return None


def read_dateline(line: str, codebook: Codebook | None = None) -> Clue | None:
    """Read the date that a report opens with: place in front, colon, dash or full stop behind.

    >>> read_dateline("NEW DELHI, Dec. 14: The president studied in Shimla.").quote
    'NEW DELHI, Dec. 14'
    """
    head = line[:140]
    if not _opens_with_names(head):
        return None
    for e in find_expressions(head, codebook)[:2]:
        names = _NAME.findall(_BRACKETS.sub("", head[: e.start]))
        named = all(word[:1].isupper() for word in names)
        if named and _BEFORE_DATE.search(head[: e.start]) and _AFTER_DATELINE.match(head, e.end):
            for _, days in _rank_date(e):
                return Clue(line[: e.end].strip(), days, "dateline")
    return None


def _opens_with_names(head: str) -> bool:
    """Say whether a comma, bracket or dash stands before the first small word, as it must in a dateline."""
    plain = _BRACKETS.sub(")", head)
    small = _SMALL_WORD.search(plain)
    return _SEPARATOR.search(plain, 0, small.end() - 1 if small else len(plain)) is not None


def is_date_line(line: str, codebook: Codebook) -> bool:
    """Say whether a line gives a whole day and besides only names and words such as published, on, at.

    >>> from pakru.codebook import default
    >>> is_date_line("Posted on 3 September 2015 by Bilal", default())
    True
    >>> is_date_line("15 February 1989: Its last soldier walks back.", default())
    False
    """
    if len(line) > 100 or not re.search(r"\d{4}", line):
        return False
    whole = [e for e in find_expressions(line, codebook) if e.type == "DATE" and _WHOLE.match(e.value)]
    if len(whole) != 1:
        return False
    rest = line[: whole[0].start] + " " + line[whole[0].end :]
    label = compile_cue(codebook, "label")
    return all(word[0].isupper() or label.fullmatch(word) for word in re.findall(r"[^\W\d_][\w.'’]*", rest))
