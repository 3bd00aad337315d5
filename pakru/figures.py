"""Figures that can be checked: each is shown with a sentence made from its table."""

import html
import io
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
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
        return f"<figure>{image}<figcaption>{text}</figcaption></figure>"


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
