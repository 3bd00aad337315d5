"""The timeline: intervals as bars, one below the other, each under its own label."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from pakru.figures import style
from pakru.figures.bars import count_lines, draw_bar, draw_key, make_key
from pakru.figures.dayaxis import mark_days, number
from pakru.figures.lettering import GAP, LINE, POINTS, SMALL, TOP, Row, arrange, measure

WIDTH = 5.6  # inches: letters of 10.5 points can still be read when it is 340 pixels wide
MARGIN = 0.12  # inches left and right of the bars
SHORTEST = 0.085  # inches, the shortest bar: a square
STUB = 0.7  # inches, an open end
FOOT = 0.46  # inches for the axis
KEY = 0.25  # inches for a line of the key
HALO = [withStroke(linewidth=3, foreground="white")]  # keeps letters off the lines of the grid


@style()
def plot_timeline(
    table: pd.DataFrame,
    label: str = "label",
    lane: str | None = None,
    *,
    count: str | None = None,
    limits: tuple[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw each row of `table`, in its order, as a bar from `earliest` to `latest` (days as 2018-05-03, "" where open).

    `lane` names a column whose values head groups of rows; rows of a group have to come together. `count` names a
    column of numbers that stand at the right, such as sources. Columns `status` (happened, planned, cancelled) and
    `inferred` (bool) are shown if they are there. `limits` are the first and the last day of the axis, else those of
    the table. Rows whose label is "" stand close together. Without `ax` a figure is made as high as the rows need.
    ValueError where a row cannot be seen: a picture that leaves one out would not say so.

    >>> events = pd.DataFrame({"label": ["Talks"], "earliest": ["2012-10-03"], "latest": ["2012-10-04"]})
    >>> len(plot_timeline(events).texts)
    1
    """
    first, last = _find_limits(table, limits)
    lanes = table[lane].tolist() if lane else [""] * len(table)
    right = measure(count) + MARGIN if count else 0.0
    width = (ax.get_window_extent().width / ax.figure.dpi if ax else WIDTH - right) - 2 * MARGIN
    rows = arrange(table[label].tolist(), lanes, width)
    height, key = rows[-1].bottom if rows else TOP + GAP, make_key(table)
    lift = LINE if count else 0.0
    ax = ax or _make_axes(width, height, count_lines(key) * KEY + lift)
    ax.set(xlim=(first, last), ylim=(height, 0))
    _draw_rows(ax, rows, table, (last - first) / width)
    if count:
        _draw_counts(ax, rows, count, table[count].tolist(), 1 + right / width)
    if key:
        draw_key(ax, key, lift)
    return _dress(ax)


def _find_limits(table: pd.DataFrame, limits: tuple[str, str] | None) -> tuple[float, float]:
    """Give the first and last day of the axis as numbers, with a margin where the table sets them."""
    days = [str(day) for name in ("earliest", "latest") for day in table[name] if day]
    early, late = limits or (min(days, default="2000-01-01"), max(days, default="2000-12-31"))
    first, last = number(early), number(late)
    margin = 0 if limits else max(1.0, (last - first) * 0.04)
    first, last = first - margin, last + 1 + margin
    for row in table.itertuples():
        if (row.earliest and number(str(row.earliest)) >= last) or (row.latest and number(str(row.latest)) < first):
            raise ValueError(f"row {row.Index} lies outside {early} to {late}; expected wider limits")
    return first, last


def _make_axes(width: float, height: float, head: float) -> Axes:
    whole = head + height + FOOT
    figure = plt.figure(figsize=(WIDTH, whole), layout="none")
    return figure.add_axes((MARGIN / WIDTH, FOOT / whole, width / WIDTH, height / whole))


def _draw_rows(ax: Axes, rows: Iterable[Row], table: pd.DataFrame, days_an_inch: float) -> None:
    for row in rows:
        if row.place is None:
            _draw_heading(ax, row)
            continue
        values = table.iloc[row.place]
        span = _find_ends(values, ax.get_xlim(), days_an_inch)
        _draw_label(ax, row, span, bool(values["latest"] and not values["earliest"]), days_an_inch)
        draw_bar(ax, span, row.bar, values)


def _draw_heading(ax: Axes, row: Row) -> None:
    y, edge = row.bottom - 0.1, ax.get_yaxis_transform()
    letters: dict[str, Any] = {"weight": "bold", "size": POINTS, "parse_math": False, "path_effects": HALO}
    ax.text(0, y, row.lines[0], transform=edge, va="baseline", **letters)
    ax.axhline(y + 0.05, color="0.6", linewidth=0.8)


def _find_ends(values: Any, limits: tuple[float, float], days_an_inch: float) -> tuple[float, float]:
    """Give where a bar begins and ends; an end that is open is a stub away from the other, if that is known."""
    first, last = limits
    start = number(values["earliest"]) if values["earliest"] else first
    end = number(values["latest"]) + 1 if values["latest"] else last
    if values["earliest"] and not values["latest"]:
        end = min(last, start + STUB * days_an_inch)
    elif values["latest"] and not values["earliest"]:
        start = max(first, end - STUB * days_an_inch)
    middle, half = (start + end) / 2, SHORTEST / 2 * days_an_inch
    return min(start, middle - half), max(end, middle + half)


def _draw_label(ax: Axes, row: Row, span: tuple[float, float], to_end: bool, days_an_inch: float) -> None:
    """Write a label from where its bar begins, or up to where it ends, within the picture."""
    first, last = ax.get_xlim()
    widest = max(map(measure, row.lines), default=0) * days_an_inch
    x = span[1] - widest if to_end else span[0]
    x = max(first, min(x, last - MARGIN / 2 * days_an_inch - widest))
    for place, line in enumerate(row.lines, 1):
        y = row.top + LINE * place - 0.05
        ax.text(x, y, line, va="baseline", size=POINTS, parse_math=False, path_effects=HALO)


def _draw_counts(ax: Axes, rows: Iterable[Row], name: str, counts: Sequence[int], x: float) -> None:
    letters: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "ha": "right", "size": SMALL, "color": "0.25"}
    ax.text(x, -0.06, name, va="baseline", **letters)
    for row in rows:
        if row.place is not None:
            ax.text(x, row.bar, str(counts[row.place]), va="center", **letters)


def _dress(ax: Axes) -> Axes:
    """Keep the days below and nothing else around the bars."""
    mark_days(ax)
    ax.tick_params(axis="x", which="both", labelsize=SMALL)
    ax.yaxis.set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x", color="0.9", linewidth=0.8)
    ax.set_axisbelow(True)
    return ax


def plot_publications(articles: pd.DataFrame, **options: Any) -> Axes:
    """Draw when each article can have appeared, one bar an article in the order of the table; files head the groups.

    `articles` has the columns of the table of articles; one without any bound is a dotted line through the picture.
    `options` are those of `plot_timeline`.

    >>> found = pd.DataFrame({"file": ["a.txt"], "article": ["a-1"], "title": ["Talks"], "outlet": [""]})
    >>> found = found.assign(published_earliest="2012-10-03", published_latest="2012-10-31")
    >>> [text.get_text() for text in plot_publications(found).texts]
    ['a.txt', 'a-1: Talks']
    """
    names = articles["title"].where(articles["title"] != "", articles["outlet"])
    label = articles["article"].str.cat(names.where(names == "", ": " + names))
    bounds = articles.rename(columns={"published_earliest": "earliest", "published_latest": "latest"})
    return plot_timeline(bounds.assign(label=label), **{"lane": "file", **options})
