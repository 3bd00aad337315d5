"""Clues put together: the days that all of them leave, and which of them carry the bounds."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from pakru.publications.dateclues import Clue
from pakru.publications.daysets import ANY, Days, find_bounds, is_known, meet
from pakru.records import Interval

_MOST = 64  # clues of one article that are weighed at most; what a long history tells more often says no more


def settle(clues: Iterable[Clue]) -> tuple[Days, tuple[Clue, ...]]:
    """Give the days that the clues leave, and the clues that carry their first and last day.

    Earlier clues are the stronger ones: one that excludes all that they leave is passed over. So is one that leaves
    only years so far off that nobody has looked there for days without a year.

    >>> from datetime import date
    >>> from pakru.publications.daysets import between
    >>> past = [Clue(f"in {year}", between(date(year, 1, 1), None), "past") for year in (2010, 2011)]
    >>> days, carried = settle([*past, Clue("by 1999", between(None, date(1999, 12, 31)), "ahead")])
    >>> find_bounds(days).earliest, [clue.quote for clue in carried]
    (datetime.date(2011, 1, 1), ['in 2011'])
    """
    days, kept = ANY, []
    for clue in clues:
        left = meet(days, clue.days)
        if left and left != days and (is_known(left) or not is_known(days)):
            days = left
            kept.append(clue)
    return days, tuple(_carry(kept, find_bounds(days)))


def _carry(clues: Sequence[Clue], bounds: Interval) -> list[Clue]:
    """Leave out the clues without which the bounds are the same, the weakest first."""
    carried = list(clues)
    for clue in reversed(clues):
        rest = [other for other in carried if other is not clue]
        if find_bounds(list(accumulate((c.days for c in rest), meet, initial=ANY))[-1]) == bounds:
            carried = rest
    return carried


def choose(clues: Sequence[Clue]) -> list[Clue]:
    """Give the clues of a text in the order in which they are put together.

    The latest day told as past and the earliest told as coming come for all of their kind. Where the two exclude each
    other, one of them is misread: neither counts, and the next ones are tried.
    """
    past = sorted((c for c in clues if c.rule == "past"), key=lambda c: c.days[0][0])
    ahead = sorted((c for c in clues if c.rule == "ahead"), key=lambda c: -c.days[-1][1])
    while past and ahead and not meet(past[-1].days, ahead[-1].days):
        past.pop()
        ahead.pop()
    others = {id(c.days): c for c in reversed(clues) if c.rule not in ("past", "ahead")}
    return [*past[-1:], *ahead[-1:], *[*others.values()][::-1][:_MOST]]
