"""Figures that can be checked: each is shown with a sentence made from its table."""

import html
import io
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path
from PIL import Image

DPI = 160
CSS_PIXELS = 96  # to an inch, on a page

# Okabe and Ito's colours are told apart by colour-blind readers: blue, vermilion, green, purple, orange, sky, black
# (yellow is too pale on white). The sizes can be read on a phone and in print.
COLOURS = [mpl.color_sequences["okabe_ito"][place] for place in (5, 6, 3, 7, 1, 2, 0)]
STYLE = {
    "axes.prop_cycle": plt.cycler(color=COLOURS),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "figure.constrained_layout.use": True,
    "figure.figsize": (6, 3.5),
    "font.family": ["DejaVu Sans"],
    "font.size": 12,
    "image.cmap": "cividis",
    "legend.frameon": False,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in pakru's style: a context for `with`, and a decorator for functions that draw.

    >>> with style():
    ...     mpl.rcParams["font.size"]
    12.0
    """
    with mpl.rc_context(STYLE):  # type: ignore[arg-type]
        yield


_PLAIN = 'class="tex2jax_ignore mathjax_ignore"'  # dollars are no formula, as in pandas' tables


@dataclass(frozen=True, repr=False)
class Shown:
    """A finished figure and the sentence that says what it shows: alt text, caption and plain text at once."""

    sentence: str
    png: bytes = field(hash=False)
    width: int = 0

    def __repr__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        text, data = html.escape(self.sentence), b64encode(self.png).decode()
        image = f'<img src="data:image/png;base64,{data}" alt="{text}" width="{self.width}">'
        return f"<figure {_PLAIN}>{image}<figcaption {_PLAIN}>{text}</figcaption></figure>"


def show(drawn: Axes | Figure, sentence: str) -> Shown:
    """Close a figure and give it as an output that tests can read: they compare its sentence.

    A notebook shows the picture with the sentence below it and as its alt text; where only text is shown, the
    sentence stands for the picture.

    >>> show(plt.figure(), "Two of three texts are editorials.")
    Two of three texts are editorials.
    """
    figure = drawn if isinstance(drawn, Figure) else drawn.figure.get_figure(root=True)
    plt.close(figure)
    return Shown(sentence, _draw_png(figure), round(figure.get_figwidth() * CSS_PIXELS))


def _draw_png(figure: Figure) -> bytes:
    """Draw a small PNG: 64 colours, and no note of the program that made it, so that its bytes do not change."""
    drawn, small = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=DPI, facecolor="white", metadata={"Software": None})
    with Image.open(drawn) as image:
        image.convert("RGB").quantize(64).save(small, format="png", optimize=True)
    return small.getvalue()


@style()
def plot_layers(documents: pd.DataFrame, layers: Mapping[str, pd.DataFrame], *, ax: Axes | None = None) -> Axes:
    """Draw each text as a strip, from its first character to its last, with the stretches of each layer in one colour.

    `documents` is a table with file and characters; each of `layers` is a table with file, start and end; a later layer
    covers an earlier one. Strips are as long as the texts, so that they can be compared.

    >>> texts = pd.DataFrame({"file": ["a.txt"], "characters": [90]})
    >>> layers = {"article": pd.DataFrame({"file": ["a.txt"], "start": [10], "end": [80]})}
    >>> len(plot_layers(texts, layers).patches)
    2
    """
    ax = ax or plt.figure(figsize=(6.4, 0.7 + 0.55 * len(documents))).add_subplot()
    places = dict(zip(documents["file"], range(len(documents)), strict=True))
    ax.barh([*places.values()], documents["characters"], 0.42, color="0.88")
    for colour, layer in zip(COLOURS, layers.values(), strict=False):
        rows = [places[file] for file in layer["file"]]
        ax.barh(
            rows,
            layer["end"] - layer["start"],
            0.42,
            layer["start"],
            color=colour,
            edgecolor="white",
            linewidth=0.4,
        )
    for file, place in places.items():
        ax.text(0, place - 0.3, file, va="bottom", size=9.5, parse_math=False)
    ax.set(ylim=(len(documents) - 0.6, -0.75), xlabel="characters")
    ax.yaxis.set_visible(False)
    ax.spines["left"].set_visible(False)
    if layers:
        keys = [Patch(color=colour) for colour, _ in zip(COLOURS, layers, strict=False)]
        ax.figure.legend(keys, [*layers], loc="outside upper left", ncols=3)
    return ax


def measure_layers(documents: pd.DataFrame, layers: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Give the table behind `plot_layers`: how many characters of each text each layer covers.

    >>> texts = pd.DataFrame({"file": ["a.txt"], "characters": [90]})
    >>> layers = {"article": pd.DataFrame({"file": ["a.txt"], "start": [10], "end": [80]})}
    >>> measure_layers(texts, layers).to_dict("list")
    {'article': [70], 'characters': [90]}
    """
    covered = {name: (layer["end"] - layer["start"]).groupby(layer["file"]).sum() for name, layer in layers.items()}
    counts = pd.DataFrame(covered).reindex(documents["file"]).fillna(0).astype("int64")
    return counts.assign(characters=documents["characters"].to_numpy())


@style()
def plot_copies(documents: pd.DataFrame, duplicates: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each text as a strip, with what is copied and its copies in two colours, and a line from one to the other.

    Both tables are those of `corpus.frame`. A line below a strip joins two places of one text.

    >>> texts = pd.DataFrame({"file": ["a.txt"], "characters": [90]})
    >>> place = {"file": "a.txt", "start": 50, "end": 90, "of_file": "a.txt", "of_start": 5, "of_end": 45}
    >>> len(plot_copies(texts, pd.DataFrame([place])).patches)
    4
    """
    ax = ax or plt.figure(figsize=(6.4, 0.9 + 0.8 * len(documents))).add_subplot()
    sources = duplicates[["of_file", "of_start", "of_end"]].set_axis(["file", "start", "end"], axis=1)
    plot_layers(documents, {"copied": sources, "copy": duplicates[["file", "start", "end"]]}, ax=ax)
    places = dict(zip(documents["file"], range(len(documents)), strict=True))
    for copy in duplicates.to_dict("records"):
        ax.add_patch(_join(copy, places[copy["of_file"]], places[copy["file"]]))
    ax.set_ylim(len(documents) - 0.4, -0.75)
    return ax


def _join(copy: Mapping[Any, Any], row: int, to_row: int) -> PathPatch:
    """Give a line from the middle of what is copied to that of the copy: below a strip, or from one to another."""
    x, to_x = (copy["of_start"] + copy["of_end"]) / 2, (copy["start"] + copy["end"]) / 2
    y = row + (0.21 if row <= to_row else -0.21)
    to_y = to_row + (0.21 if row >= to_row else -0.21)
    turn = row + 0.57 if row == to_row else (y + to_y) / 2
    line = Path([(x, y), (x, turn), (to_x, turn), (to_x, to_y)], [Path.MOVETO, *[Path.CURVE4] * 3])
    return PathPatch(line, fill=False, edgecolor="0.4", linewidth=0.6)


@style()
def plot_counts(table: pd.DataFrame, label: str, *values: str, ax: Axes | None = None) -> Axes:
    """Draw counts as bars, one group for each row of `table` in its order, with the number at the end of each bar.

    >>> counts = pd.DataFrame({"kind": ["apostrophe", "space"], "repairs": [38, 4]})
    >>> len(plot_counts(counts, "kind", "repairs").patches)
    2
    """
    ax = ax or plt.figure(figsize=(6.4, 0.7 + len(table) * (0.3 + 0.16 * len(values)))).add_subplot()
    height = 0.8 / len(values)
    for number, name in enumerate(values):
        places = [place + (number - (len(values) - 1) / 2) * height for place in range(len(table))]
        bars = ax.barh(places, table[name], height, label=name, color=COLOURS[number])
        ax.bar_label(bars, padding=3, size=9.5)
    ax.set_yticks(range(len(table)), table[label], parse_math=False)
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    ax.margins(x=0.1)
    if len(values) > 1:
        ax.figure.legend(loc="outside upper left", ncols=len(values))
    return ax


@style()
def plot_years(table: pd.DataFrame, bars: str, points: str, *, ax: Axes | None = None) -> Axes:
    """Draw counts by year: `bars` as bars and, before them, `points` as dots, such as mentions and their sources.

    `table` has a column `year` (whole numbers) and the two counts; a year that is not in it is drawn as empty.

    >>> counts = pd.DataFrame({"year": [2012, 2016], "mentions": [40, 6], "sources": [7, 2]})
    >>> len(plot_years(counts, "mentions", "sources").patches)
    2
    """
    ax = ax or plt.figure().add_subplot()
    ax.bar(table["year"], table[bars], width=0.8, color=COLOURS[5], label=bars)
    ax.plot(table["year"], table[points], "o", color="black", markeredgecolor="white", markersize=6, label=points)
    ax.xaxis.set_major_locator(mpl.ticker.MaxNLocator(integer=True))
    ax.yaxis.set_major_locator(mpl.ticker.MaxNLocator(integer=True))
    ax.figure.legend(*map(reversed, ax.get_legend_handles_labels()), loc="outside upper left", ncols=2)
    return ax
