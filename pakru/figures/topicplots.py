"""Figures of topics: their words, where their text is, and how far they come back."""

from collections.abc import Sequence

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pakru.figures import COLOURS, style
from pakru.figures.lettering import LINE, POINTS, SMALL, break_label, measure

WIDTH = 4.6  # inches, so that letters can be read on a telephone
PANEL = 2.2  # inches, the height of a panel of ten words
LONGEST = 28  # letters of a word beside its bar
DARKEST = 0.6  # of the colours, so that black can be read on all
TITLE = 2.7  # inches for the name of a topic above its panel
BESIDE = 1.7  # inches for the name of a topic beside its bar
WIDE = WIDTH + 0.4  # inches of a map
TINY = SMALL - 1.5  # for the names of topics above their columns


@style()
def plot_topic_words(words: pd.DataFrame, labels: Sequence[str]) -> Figure:
    """Draw the top words of each topic as bars of their weights, a panel for each topic, all on one scale.

    `words` is `topics.words`, `labels` is `topics.labels`.

    >>> words = pd.DataFrame({"topic": [1, 1, 2], "word": ["gas", "steel", "war"], "weight": [0.6, 0.4, 0.9]})
    >>> [len(axes.patches) for axes in plot_topic_words(words, ["1 gas", "2 war"]).axes]
    [2, 1]
    """
    titles = [[*break_label(label, TITLE)] for label in labels]
    figure = plt.figure(figsize=(WIDTH, 0.2 + PANEL * len(labels) + LINE * sum(len(title) - 1 for title in titles)))
    panels = figure.subplots(len(labels), squeeze=False, sharex=True).flat
    groups = [group for _, group in words.groupby("topic")]
    for number, (axes, group, title) in enumerate(zip(panels, groups, titles, strict=False)):
        axes.barh(range(len(group)), group["weight"], 0.7, color=COLOURS[number % len(COLOURS)])
        axes.set_yticks(range(len(group)), [shorten(word) for word in group["word"]], parse_math=False, fontsize=SMALL)
        axes.set_title("\n".join(title), fontsize=SMALL + 1, parse_math=False)
        axes.tick_params(axis="y", length=0)
        axes.tick_params(axis="x", labelsize=SMALL)
        axes.invert_yaxis()
    return figure


def shorten(word: str) -> str:
    """Cut a word that would leave no room for its bar.

    >>> shorten("steel"), shorten("rail" * 20)
    ('steel', 'railrailrailrailrailrailrai…')
    """
    return word if len(word) <= LONGEST else word[: LONGEST - 1] + "…"


@style()
def plot_topic_shares(shares: pd.DataFrame, by: str, labels: Sequence[str], *, ax: Axes | None = None) -> Axes:
    """Draw which share of each row's text each topic has: a map of rows and topics with the percentages in it.

    `shares` is `topics.shares(by)`: the rows add up to 100 with what no topic reaches.

    >>> shares = pd.DataFrame({"file": ["a.txt", "b.txt"], "1 gas": [0.75, 0.0], "2 war": [0.25, 1.0]})
    >>> [text.get_text() for text in plot_topic_shares(shares, "file", ["1 gas", "2 war"]).texts]
    ['75', '25', '0', '100']
    """
    names = _head_columns(labels, WIDE - 0.3 - max(map(measure, shares[by].astype(str)), default=0))
    above = LINE * max((name.count("\n") + 1 for name in names), default=1)
    ax = ax or plt.figure(figsize=(WIDE, 0.8 + above + 0.32 * len(shares))).add_subplot()
    values = shares[[*labels]].to_numpy()
    ax.imshow(values, cmap="Blues", vmin=0, vmax=max(values.max(initial=0), 0.01) / DARKEST, aspect="auto")
    for row, column in ((row, column) for row in range(values.shape[0]) for column in range(values.shape[1])):
        ax.text(column, row, f"{100 * values[row, column]:.0f}", ha="center", va="center", size=SMALL)
    ax.set_yticks(range(len(shares)), shares[by], parse_math=False, fontsize=SMALL)
    ax.set_xticks(range(len(labels)), names, parse_math=False, fontsize=TINY)
    ax.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    ax.spines[:].set_visible(False)
    return ax


def _head_columns(labels: Sequence[str], room: float) -> list[str]:
    """Break labels to columns that together have `room` inches: each term on its own lines, broken at hyphens too."""
    width = max(0.4, room / max(len(labels), 1)) * POINTS / TINY
    terms = [[f"{term},".replace("-", "- ") for term in label.split(", ")] for label in labels]
    lines = ["\n".join(line for term in listed for line in break_label(term, width)) for listed in terms]
    return [name.removesuffix(",").replace("- ", "-") for name in lines]


@style()
def plot_topic_curve(curve: pd.DataFrame, chosen: int, floor: float, *, ax: Axes | None = None) -> Axes:
    """Draw overlap and coherence for each number of topics tried; the chosen one, the floor, and what chance gives.

    `curve` is `topics.curve`; its columns `dealt_overlap` and `dealt_npmi` are crosses.

    >>> curve = pd.DataFrame({"n_topics": [2, 3], "overlap": [0.6, 0.5], "npmi": [0.2, 0.3]})
    >>> plot_topic_curve(curve.assign(dealt_overlap=0.3, dealt_npmi=0.1), 3, 0.4).get_xlabel()
    'number of topics'
    """
    ax = ax or plt.figure(figsize=(WIDTH, 3.8)).add_subplot()
    named = {"overlap": "top words that come back", "npmi": "coherence (NPMI)"}
    for colour, marker, (column, label) in zip(COLOURS, "os", named.items(), strict=False):
        ax.plot(curve["n_topics"], curve[column], marker=marker, color=colour, label=label)
        ax.plot(curve["n_topics"], curve[f"dealt_{column}"], "x", color=colour, markersize=7, markeredgewidth=1.6)
    ax.plot([], [], "x", color="black", markersize=8, markeredgewidth=2, label="words dealt out at random")
    ax.axhline(floor, color="0.4", linestyle=":", linewidth=1.4, label=f"floor of {floor:.2f}")
    ax.axvline(chosen, color="0.85", linewidth=8, zorder=0)
    ax.set(xlabel="number of topics", ylim=(0, max(0.75, 1.05 * float(curve["overlap"].max()))))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.figure.legend(loc="outside upper left", fontsize=SMALL)
    return ax


@style()
def plot_topic_doubts(table: pd.DataFrame, labels: Sequence[str], dealt: float, *, ax: Axes | None = None) -> Axes:
    """Draw for each topic the share of its top words that come back, and the line that chance draws.

    `table` is `topics.table`; `dealt` is `topics.doubts["dealt_overlap"]`.

    >>> len(plot_topic_doubts(pd.DataFrame({"overlap": [0.5, 0.7]}), ["1 gas", "2 war"], 0.3).patches)
    2
    """
    names = ["\n".join(break_label(label, BESIDE)) for label in labels]
    height = sum(max(0.6, LINE * (name.count("\n") + 2)) for name in names)
    ax = ax or plt.figure(figsize=(WIDTH, 0.9 + height)).add_subplot()
    colours = [COLOURS[number % len(COLOURS)] for number in range(len(labels))]
    bars = ax.barh(range(len(labels)), table["overlap"], 0.55, color=colours)
    ax.bar_label(bars, fmt="{:.2f}", padding=4, size=SMALL)
    ax.axvline(dealt, color="black", linestyle=":", linewidth=1.6, label="words dealt out at random, mean")
    ax.set_yticks(range(len(labels)), names, parse_math=False, fontsize=SMALL)
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()
    ax.set(xlim=(0, 1), xlabel="share of top words that come back")
    ax.figure.legend(loc="outside upper left", fontsize=SMALL)
    return ax
