"""Lettering: how wide text is drawn, where a label breaks, and how far down the page each row stands.

Rows are laid out before anything is drawn: each is as high as its label is long, so that no two labels can overlap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

POINTS = 10.5
SMALL = POINTS - 1  # for the axis, the key and counts
FAMILY = "DejaVu Sans"  # comes with matplotlib
LINE = 0.185  # inches from one line of a label to the next
BAR = 0.085  # inches, the height of a bar
GAP = 0.13  # inches below a bar
CLOSE = 0.03  # inches below a bar without a label
HEADING = 0.36  # inches for the heading of a lane
TOP = 0.05  # inches above the first row


@dataclass(frozen=True, slots=True)
class Row:
    """A place on the page: inches below the upper edge, lines of text, and the row of the table (None: a heading)."""

    top: float
    lines: tuple[str, ...]
    place: int | None

    @property
    def bar(self) -> float:
        """Inches from the upper edge to the middle of the bar."""
        return self.top + LINE * len(self.lines) + BAR / 2

    @property
    def bottom(self) -> float:
        """Inches from the upper edge to where the next row begins."""
        if self.place is None:
            return self.top + HEADING
        return self.bar + BAR / 2 + (GAP if self.lines else CLOSE)


def arrange(labels: Sequence[str], lanes: Sequence[str], width: float) -> list[Row]:
    """Lay out labels in rows, one lane after the other in the order they come; each label is broken to `width` inches.

    A row without a label is as high as its bar.

    >>> [(round(row.top, 2), row.lines) for row in arrange(["Talks in Moscow", ""], ["2012", "2016"], 1.0)]
    [(0.05, ('2012',)), (0.41, ('Talks in', 'Moscow')), (0.99, ('2016',)), (1.35, ())]
    """
    rows, top, lane = [], TOP, ""
    for place, (label, heading) in enumerate(zip(labels, lanes, strict=True)):
        if heading != lane:
            lane = heading
            rows.append(Row(top, (heading,), None))
            top = rows[-1].bottom
        rows.append(Row(top, tuple(break_label(label, width)), place))
        top = rows[-1].bottom
    return rows


def break_label(label: str, width: float) -> Iterator[str]:
    """Break a label into lines of at most `width` inches; a word that is longer is broken too.

    >>> list(break_label("Khar and Lavrov hold talks in Islamabad", 1.5))
    ['Khar and Lavrov', 'hold talks in', 'Islamabad']
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
    if line:
        yield line


def measure(text: str) -> float:
    """Measure how wide `text` is drawn, in inches."""
    return sum(_advance(letter) for letter in text) / 72


@cache
def _advance(letter: str) -> float:
    """Give the width of a letter in points, blanks included; what the font does not have is drawn as a box."""
    font = FontProperties(family=FAMILY, size=POINTS)
    between, pair = (TextPath((0, 0), text, prop=font).get_extents().width for text in ("||", f"|{letter}|"))
    return pair - between if letter.isprintable() and letter != "$" else POINTS
