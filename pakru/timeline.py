"""The timeline: intervals as bars, one below the other, each under its own label.

Every interval has a row of its own, as high as its label is long, so that no two labels can ever overlap. An open end
runs as a dotted line with an arrowhead to the edge of the picture; what is inferred is hatched; what was planned or
called off is hollow or crossed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
from matplotlib import dates as mdates
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.textpath import TextPath

from pakru.figures import COLOURS, style

LINE = 0.175  # inches from one line of a label to the next
BAR = 0.07  # inches, the height of a bar
GAP = 0.13  # inches below a bar
HEADING = 0.34  # inches for the heading of a lane
TOP = 0.05  # inches above the first label
FOOT = 0.4  # inches for the axis
POINTS = 10
WIDTH = 6.4
MARGIN = 0.12  # inches left and right of the bars
SHORTEST = 0.05  # inches, the shortest bar that can be seen

HALO = [withStroke(linewidth=3, foreground="white")]  # keeps letters off the lines of the grid
STATUS = {"happened": COLOURS[0], "planned": COLOURS[2], "cancelled": COLOURS[1]}


@dataclass(frozen=True, slots=True)
class Row:
    """A place on the page: inches below the upper edge, lines of text, and the row of the table (None: a heading)."""

    top: float
    lines: tuple[str, ...]
    place: int | None


def arrange(labels: Sequence[str], lanes: Sequence[str], width: float) -> list[Row]:
    """Lay out labels in rows, one lane after the other in the order they come; each label is broken to `width` inches.

    >>> [(round(row.top, 2), row.lines) for row in arrange(["Talks in Moscow", "Drills"], ["2012", "2016"], 1.0)]
    [(0.05, ('2012',)), (0.39, ('Talks in', 'Moscow')), (0.94, ('2016',)), (1.28, ('Drills',))]
    """
    rows, top, lane = [], TOP, ""
    for place, (label, heading) in enumerate(zip(labels, lanes, strict=True)):
        if heading != lane:
            lane = heading
            rows.append(Row(top, (heading,), None))
            top += HEADING
        lines = tuple(break_label(label, width))
        rows.append(Row(top, lines, place))
        top += LINE * len(lines) + BAR + GAP
    return rows


def break_label(label: str, width: float) -> Iterator[str]:
    """Break a label into lines of at most `width` inches; a word that is longer is broken too.

    >>> list(break_label("Khar and Lavrov hold talks in Islamabad", 1.5))
    ['Khar and Lavrov hold', 'talks in Islamabad']
    """
    line = ""
    for word in label.split():
        longer = f"{line} {word}".strip()
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        while measure(word) > width:
            fits = max(1, next(n for n in range(len(word), 0, -1) if n == 1 or measure(word[:n]) <= width))
            yield word[:fits]
            word = word[fits:]
        line = word
    yield line


def measure(text: str) -> float:
    """Measure how wide `text` is drawn, in inches."""
    return sum(_advance(letter) for letter in text) / 72


@cache
def _advance(letter: str) -> float:
    """Give the width of a letter in points, blanks included; what the font does not have is drawn as a box."""
    font = FontProperties(family="DejaVu Sans", size=POINTS)
    between, pair = (TextPath((0, 0), text, prop=font).get_extents().width for text in ("||", f"|{letter}|"))
    return pair - between if letter.isprintable() and letter != "$" else POINTS


@style()
def plot_timeline(
    table: pd.DataFrame,
    label: str = "label",
    lane: str | None = None,
    *,
    limits: tuple[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw each row of `table`, in its order, as a bar from `earliest` to `latest` (days as 2018-05-03, "" where open).

    `lane` names a column whose values head groups of rows; rows of a group have to come together. Columns `status`
    (happened, planned, cancelled) and `inferred` (bool) are shown if they are there. `limits` are the first and the
    last day of the axis, else those of the table. Without `ax` a figure is made as high as the rows need. ValueError
    where a row cannot be seen: a picture that leaves one out would not say so.

    >>> events = pd.DataFrame({"label": ["Talks"], "earliest": ["2012-10-03"], "latest": ["2012-10-04"]})
    >>> len(plot_timeline(events).texts)
    1
    """
    first, last = _find_limits(table, limits)
    lanes = table[lane].tolist() if lane else [""] * len(table)
    width = (ax.get_window_extent().width / ax.figure.dpi if ax else WIDTH) - 2 * MARGIN
    rows = arrange(table[label].tolist(), lanes, width)
    height = rows[-1].top + LINE * len(rows[-1].lines) + BAR + GAP if rows else TOP + GAP
    ax = ax or _make_axes(width, height)
    ax.set(xlim=(first, last), ylim=(height, 0))
    for row in rows:
        if row.place is None:
            _draw_heading(ax, row)
        else:
            _draw_row(ax, row, table.iloc[row.place], (last - first) / width)
    return _dress(ax)


def _find_limits(table: pd.DataFrame, limits: tuple[str, str] | None) -> tuple[float, float]:
    """Give the first and last day of the axis as numbers, with a margin where the table sets them."""
    days = [day for name in ("earliest", "latest") for day in table[name] if day]
    first, last = (_number(day) for day in limits or (min(days, default="2000-01-01"), max(days, default="2000-12-31")))
    margin = 0 if limits else max(1.0, (last - first) * 0.04)
    first, last = first - margin, last + 1 + margin
    for row in table.itertuples():
        if (row.earliest and _number(row.earliest) >= last) or (row.latest and _number(row.latest) < first):
            raise ValueError(
                f"row {row.Index} lies outside {mdates.num2date(first):%Y-%m-%d} and {limits}; expected wider limits"
            )
    return first, last


def _number(day: str) -> float:
    return float(mdates.date2num(date.fromisoformat(day)))


def _make_axes(width: float, height: float) -> Axes:
    whole = height + FOOT
    figure = plt.figure(figsize=(WIDTH, whole), layout="none")
    return figure.add_axes((MARGIN / WIDTH, FOOT / whole, width / WIDTH, height / whole))


def _draw_heading(ax: Axes, row: Row) -> None:
    ax.text(
        0,
        row.top + HEADING - 0.1,
        row.lines[0],
        transform=ax.get_yaxis_transform(),
        weight="bold",
        va="baseline",
        size=POINTS + 1,
    )
    ax.axhline(row.top + HEADING - 0.05, color="0.6", linewidth=0.8)


def _draw_row(ax: Axes, row: Row, values: Any, days_an_inch: float) -> None:
    """Draw the label of a row, and below it its bar with its ends."""
    first, last = ax.get_xlim()
    start = _number(values["earliest"]) if values["earliest"] else first
    end = _number(values["latest"]) + 1 if values["latest"] else last
    middle, shortest = (start + end) / 2, SHORTEST * days_an_inch
    start, end = (start, end) if end - start >= shortest else (middle - shortest / 2, middle + shortest / 2)
    y = row.top + LINE * len(row.lines) + BAR / 2
    colour = STATUS.get(values.get("status", "happened"), STATUS["happened"])
    _draw_label(ax, row, start, last - MARGIN * days_an_inch / 4, days_an_inch)
    _draw_bar(ax, (start, end), y, colour, values)


def _draw_label(ax: Axes, row: Row, start: float, edge: float, days_an_inch: float) -> None:
    """Write a label from where its bar begins, or as far to the left of that as it needs to end before the edge."""
    widest = max(measure(line) for line in row.lines) * days_an_inch
    x = max(ax.get_xlim()[0], min(start, edge - widest))
    for number, line in enumerate(row.lines, 1):
        ax.text(
            x, row.top + LINE * number - 0.05, line, va="baseline", size=POINTS, parse_math=False, path_effects=HALO
        )


def _draw_bar(ax: Axes, span: tuple[float, float], y: float, colour: Any, values: Any) -> None:
    start, end = span
    if not values["earliest"] or not values["latest"]:
        ax.plot([start, end], [y, y], color=colour, linewidth=1.6, linestyle=(0, (1, 1.4)), zorder=4)
        for x, day, marker in ((start, values["earliest"], "<"), (end, values["latest"], ">")):
            ax.plot(x, y, marker="|" if day else marker, color=colour, markersize=7, clip_on=False, zorder=4)
        return
    hollow = values.get("status", "happened") != "happened"
    hatch = "////" if values.get("inferred", False) else None
    filled = "none" if hollow or hatch else colour
    ax.barh(y, end - start, BAR, start, facecolor=filled, edgecolor=colour, linewidth=1.2, hatch=hatch, zorder=4)
    if values.get("status") == "cancelled":
        ax.plot((start + end) / 2, y, marker="x", color=colour, markersize=7, markeredgewidth=2, zorder=5)


def _dress(ax: Axes) -> Axes:
    """Keep the days below and nothing else around the bars."""
    locator = mdates.AutoDateLocator(minticks=3, maxticks=7)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    ax.yaxis.set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x", color="0.9", linewidth=0.8)
    ax.set_axisbelow(True)
    return ax


def plot_publications(articles: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw when each article can have appeared, one bar an article in the order of the table; files head the groups.

    `articles` has the columns of the table of articles; one without any bound is a dotted line through the picture.

    >>> found = pd.DataFrame({"file": ["a.txt"], "article": ["a-1"], "title": ["Talks"], "outlet": [""]})
    >>> found = found.assign(published_earliest="2012-10-03", published_latest="2012-10-31")
    >>> [text.get_text() for text in plot_publications(found).texts]
    ['a.txt', 'a-1: Talks']
    """
    names = articles["title"].where(articles["title"] != "", articles["outlet"])
    label = articles["article"].str.cat(names.where(names == "", ": " + names))
    bounds = articles.rename(columns={"published_earliest": "earliest", "published_latest": "latest"})
    return plot_timeline(bounds.assign(label=label), lane="file", ax=ax)
