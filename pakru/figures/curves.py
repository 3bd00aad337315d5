"""Curves that say how far a coder of stances can be trusted, and what more coded text would gain."""

from typing import Any

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from pakru.figures import COLOURS, style
from pakru.figures.lettering import SMALL

MARKERS = "os^Dv"
SIZE = (5.8, 3.7)


@style()
def plot_precision_recall(
    table: pd.DataFrame, points: dict[str, tuple[float, float]] | None = None, *, ax: Axes | None = None
) -> Axes:
    """Draw how precision falls as recall rises, a line for each `set` of texts.

    `table` has set, threshold, precision and recall; `points` are recall and precision by name, such as those of
    baselines or of other thresholds.

    >>> curve = pd.DataFrame({"set": "a", "threshold": [0.9, 0.5], "precision": [0.8, 0.4], "recall": [0.1, 0.5]})
    >>> len(plot_precision_recall(curve).lines)
    1
    """
    ax = ax or plt.figure(figsize=SIZE).add_subplot()
    for number, (name, curve) in enumerate(table.groupby("set", sort=False)):
        ordered = curve.sort_values("recall")
        ax.plot(ordered["recall"], ordered["precision"], color=COLOURS[number % len(COLOURS)], label=name)
    for number, (name, (recall, precision)) in enumerate((points or {}).items()):
        ax.plot(recall, precision, MARKERS[number % len(MARKERS)], color="black", markersize=7, label=name)
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="recall: stances found", ylabel="precision")
    return _finish(ax)


@style()
def plot_reliability(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which share of drafts is right at each confidence, with their number; on the line, confidence is true.

    `table` has confidence, share and n.

    >>> bins = pd.DataFrame({"confidence": [0.2, 0.6], "share": [0.25, 0.5], "n": [120, 40]})
    >>> [text.get_text() for text in plot_reliability(bins).texts]
    ['120', '40']
    """
    ax = ax or plt.figure(figsize=SIZE).add_subplot()
    ax.plot([0, 1], [0, 1], color="0.5", linestyle=":", label="as sure as right")
    ax.plot(table["confidence"], table["share"], marker="o", color=COLOURS[0], label="drafts, with their number")
    for row in table.to_dict("records"):
        offset: dict[str, Any] = {"xytext": (-4, 5), "textcoords": "offset points", "ha": "right", "size": SMALL}
        ax.annotate(str(int(row["n"])), (row["confidence"], row["share"]), **offset)
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share that is right")
    return _finish(ax)


@style()
def plot_learning(
    table: pd.DataFrame, by: str = "texts", label: str = "coded texts learned from", *, ax: Axes | None = None
) -> Axes:
    """Draw F1 against how much was learned from, a line for each `set`, with its interval as a band.

    `table` has set, f1, low and high, and a column `by` that counts texts or sentences; low and high may be NaN.

    >>> grown = pd.DataFrame({"set": "a", "texts": [10, 80], "f1": [0.2, 0.3], "low": [0.1, 0.2], "high": [0.3, 0.4]})
    >>> axes = plot_learning(grown)
    >>> axes.get_xlabel(), len(axes.lines), len(axes.collections)
    ('coded texts learned from', 1, 1)
    """
    ax = ax or plt.figure(figsize=SIZE).add_subplot()
    for number, (name, curve) in enumerate(table.groupby("set", sort=False)):
        look: dict[str, Any] = {"color": COLOURS[number % len(COLOURS)]}
        ax.plot(curve[by], curve["f1"], marker=MARKERS[number % len(MARKERS)], label=name, **look)
        ax.fill_between(curve[by], curve["low"], curve["high"], alpha=0.15, linewidth=0, **look)
    ax.set(xlim=(0, None), ylim=(0, None), xlabel=label, ylabel="F1")
    return _finish(ax)


def _finish(ax: Axes) -> Axes:
    ax.grid(color="0.9", linewidth=0.8)
    ax.set_axisbelow(True)
    ax.figure.legend(loc="outside upper left", ncols=2, fontsize=SMALL)
    return ax
