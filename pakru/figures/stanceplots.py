"""Figures of stances: who is for or against what, when it was said, in words or deeds, in whose voice."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from pakru.figures import COLOURS, style
from pakru.figures.bars import POLARITY
from pakru.figures.lettering import SMALL
from pakru.figures.timeline import plot_timeline

SIGNS = {"favor": "+", "against": "−"}
PALEST, DARKEST = 0.12, 0.5  # of the colours, so that black can be read on all
WIDTH = 5.8  # inches
CELL = 0.46  # inches, the height of a cell


@style()
def plot_stances(
    counts: pd.DataFrame, holders: Sequence[str] = (), targets: Sequence[str] = (), *, ax: Axes | None = None
) -> Axes:
    """Draw who is for and against what: a row for each holder, a column for each target, two halves in each cell.

    `counts` has holder, target, polarity, `sentences` and `sources`, as `count_stances` gives them. The left half of a
    cell is favor, with a plus, the right half is against, with a minus: distinct sentences above, independent articles
    below, darker where there are more. An empty cell says that the texts do not tell. `holders` and `targets` give
    the order, else it is that of the table; ValueError if they leave out a row.

    >>> counts = pd.DataFrame({"holder": ["RUS"], "target": ["drones"], "polarity": ["against"]})
    >>> [text.get_text() for text in plot_stances(counts.assign(sentences=6, sources=3)).texts]
    ['−6', '3']
    """
    rows, columns = (_place(counts[name], order) for name, order in (("holder", holders), ("target", targets)))
    ax = ax or plt.figure(figsize=(WIDTH, 1.1 + CELL * len(rows))).add_subplot()
    ax.set(xlim=(0, max(1, len(columns))), ylim=(max(1, len(rows)), 0))
    most = counts["sentences"].max()
    for row in counts.to_dict("records"):
        x, y = columns[row["target"]] + 0.5 * (row["polarity"] == "against"), rows[row["holder"]]
        _draw_half(ax, x, y, row, row["sentences"] / most)
    _letter(ax, rows, columns)
    keys = [Patch(color=colour, alpha=DARKEST) for colour in POLARITY.values()]
    words = [f"{SIGNS[name]} sentences {name}" for name in POLARITY]
    ax.figure.legend(
        [*keys, Patch(alpha=0)], [*words, "below: articles"], loc="outside upper left", ncols=3, fontsize=SMALL
    )
    return ax


def _place(names: pd.Series, order: Sequence[str]) -> dict[str, int]:
    places = {name: place for place, name in enumerate(order or dict.fromkeys(names))}
    if left_out := sorted(set(names) - set(places)):
        raise ValueError(f"{left_out[0]!r} has no place; expected one of {', '.join(places)}")
    return places


def _draw_half(ax: Axes, x: float, y: float, row: Any, share: float) -> None:
    """Draw half a cell; its colour is the darker the more sentences it has of those that the fullest has."""
    alpha = PALEST + (DARKEST - PALEST) * share
    ax.add_patch(Rectangle((x, y), 0.5, 1, facecolor=POLARITY[row["polarity"]], alpha=alpha, linewidth=0))
    middle: dict[str, Any] = {"ha": "center", "va": "center"}
    ax.text(x + 0.25, y + 0.34, f"{SIGNS[row['polarity']]}{row['sentences']}", size=SMALL, weight="bold", **middle)
    ax.text(x + 0.25, y + 0.74, str(row["sources"]), size=SMALL - 1, **middle)


def _letter(ax: Axes, rows: dict[str, int], columns: dict[str, int]) -> None:
    """Name rows and columns, and draw lines between the cells."""
    names = [name.replace("_", "\n") for name in columns]
    ax.set_xticks([place + 0.5 for place in columns.values()], names, size=SMALL - 1, parse_math=False)
    ax.set_yticks([place + 0.5 for place in rows.values()], [*rows], size=SMALL, parse_math=False)
    ax.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    ax.spines[:].set_visible(False)
    for y in range(len(rows) + 1):
        ax.axhline(y, color="0.75", linewidth=0.8)
    for x in range(len(columns) + 1):
        ax.axvline(x, color="0.75", linewidth=0.8)


def plot_stance_times(dated: pd.DataFrame, lane: str, *, label: str = "article", **options: Any) -> Axes:
    """Draw between which days each article that has a stance can have appeared, and how many sentences have it.

    `dated` is what `date_stances` gives; the values of `lane` head groups of bars. A bar is an article's favor or
    against, as long as its days are uncertain; the number is of sentences. `options` are those of `plot_timeline`.

    >>> dated = pd.DataFrame({"target": ["ties"], "article": ["a-1"], "polarity": ["favor"], "sentences": [3]})
    >>> axes = plot_stance_times(dated.assign(earliest="2012-10-03", latest="2012-10-31"), "target")
    >>> [text.get_text() for text in axes.texts]
    ['ties', 'a-1', 'sentences', '+3']
    """
    again = dated.duplicated([lane, label])
    signed = dated["polarity"].map(SIGNS) + dated["sentences"].astype("str")
    return plot_timeline(
        dated.assign(**{label: dated[label].mask(again, ""), "sentences": signed}),
        label,
        lane,
        **{"count": "sentences", **options},
    )


@style()
def plot_split(table: pd.DataFrame, label: str, left: str, right: str, *, ax: Axes | None = None) -> Axes:
    """Draw two counts back to back: a row for each row of `table`, `left` to the left, `right` to the right.

    The numbers stand at the ends of the bars; a column `sources`, of independent articles, at the right edge.

    >>> counts = pd.DataFrame({"target": ["ties", "sco"], "words": [60, 7], "deeds": [28, 3], "sources": [10, 3]})
    >>> len(plot_split(counts, "target", "words", "deeds").patches)
    4
    """
    ax = ax or plt.figure(figsize=(WIDTH, 1.0 + 0.34 * len(table))).add_subplot()
    for name, sign, colour in ((left, -1, COLOURS[5]), (right, 1, COLOURS[2])):
        ax.barh(range(len(table)), sign * table[name], 0.68, color=POLARITY.get(name, colour), label=name)
        for place, number in enumerate(table[name]):
            side: dict[str, Any] = {"ha": "right" if sign < 0 else "left", "va": "center", "size": SMALL}
            ax.annotate(str(number), (sign * number, place), (4 * sign, 0), textcoords="offset points", **side)
    ax.axvline(0, color="black", linewidth=0.8)
    whole = max(1, int(table[left].max() + table[right].max()))
    ax.set(xlim=(-table[left].max() - 0.1 * whole, table[right].max() + 0.25 * whole), ylim=(len(table) - 0.4, -0.6))
    ax.set_yticks(range(len(table)), table[label].str.replace("_", " "), parse_math=False, size=SMALL + 0.5)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_visible(False)
    ax.spines[:].set_visible(False)
    ax.figure.legend(loc="outside upper left", ncols=2, fontsize=SMALL + 0.5)
    if "sources" in table:
        _draw_sources(ax, table["sources"].tolist())
    return ax


def _draw_sources(ax: Axes, sources: Sequence[int]) -> None:
    edge: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "ha": "right", "size": SMALL, "color": "0.25"}
    ax.text(1, -0.62, "articles", va="bottom", **edge)
    for place, count in enumerate(sources):
        ax.text(1, place, str(count), va="center", **edge)
