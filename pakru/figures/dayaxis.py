"""The axis of days: each day, month, year or decade is named below its middle, and lines stand where they begin."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from matplotlib import dates as mdates
from matplotlib.axes import Axes


class Unit(NamedTuple):
    """A stretch of the calendar, for axes of so many days: how its days find its first, how long it is, its name."""

    least: int
    most: int
    begin: Callable[[date], date]
    longest: int
    name: Callable[[date], str]
    year: Callable[[date], str] = lambda day: " "


def _of_month(day: date) -> date:
    return day.replace(day=1)


def _of_year(day: date) -> date:
    return day.replace(month=1, day=1)


def _of_decade(day: date) -> date:
    return date(max(1, day.year // 10 * 10), 1, 1)


UNITS = (  # the names of a unit have room side by side
    Unit(0, 9, lambda day: day, 1, lambda day: f"{day.day} {day:%b}", lambda day: f"{day:%Y}"),
    Unit(62, 400, _of_month, 31, lambda day: f"{day:%b}", lambda day: f"{day:%Y}"),
    Unit(500, 4200, _of_year, 366, lambda day: f"{day:%Y}"),
    Unit(14_000, 33_000, _of_decade, 3653, lambda day: f"{day:%Y}s"),
)


def number(day: str) -> float:
    """Give a day as matplotlib counts them.

    >>> number("1970-01-02")
    1.0
    """
    return float(mdates.date2num(date.fromisoformat(day)))


def mark_days(ax: Axes) -> None:
    """Name the units of the calendar below an axis; where none fits its length, mark round days."""
    first, last = ax.get_xlim()
    unit = next((unit for unit in UNITS if unit.least <= last - first <= unit.most), None)
    if unit is None:
        locator = mdates.AutoDateLocator(minticks=3, maxticks=6)
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
        return
    begins = list(_begin_units(unit, first, last))
    edges = [edge for edge in map(mdates.date2num, begins) if first <= edge <= last]
    ax.set_xticks(edges, labels=[""] * len(edges))
    named = dict(_name_units(unit, begins, first, last))
    ax.set_xticks([*named], labels=[*named.values()], minor=True)
    ax.tick_params(axis="x", which="minor", length=0)


def _begin_units(unit: Unit, first: float, last: float) -> Iterator[date]:
    """Give the first day of each unit that can be seen, and of the one after."""
    day = unit.begin(mdates.num2date(first).date())
    while mdates.date2num(day) < last:
        yield day
        day = unit.begin(day + timedelta(unit.longest))
    yield day


def _name_units(unit: Unit, begins: list[date], first: float, last: float) -> Iterator[tuple[float, str]]:
    """Give the middle of each unit of which more than half can be seen, and its name, with the year where it is new."""
    year = " "
    for begin, after in pairwise(begins):
        start, end = max(first, mdates.date2num(begin)), min(last, mdates.date2num(after))
        if end - start > (after - begin).days / 2:
            new = unit.year(begin) if unit.year(begin) != year else " "
            year = unit.year(begin)
            yield (start + end) / 2, f"{unit.name(begin)}\n{new}"  # all of as many lines, which keeps them level
