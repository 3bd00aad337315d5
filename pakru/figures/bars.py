"""Bars: how an interval is drawn, and the key that says so.

What happened on days that are told is full; what is inferred is hatched; what was planned is hollow, and what was
called off is hollow and crossed, so that all can be told apart without colours. An open end is dotted, with an arrow.
Where rows have a polarity, its colour is theirs.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from pakru.figures import COLOURS
from pakru.figures.lettering import BAR, SMALL

STATUS: Mapping[str, Any] = {"happened": COLOURS[0], "planned": COLOURS[2], "cancelled": COLOURS[1]}
POLARITY: Mapping[str, Any] = {"favor": COLOURS[0], "against": COLOURS[1]}
DOTTED: Mapping[str, Any] = {"linestyle": (0, (1, 1.4)), "linewidth": 1.6}
CROSS: Mapping[str, Any] = {"marker": "x", "markersize": 7, "markeredgewidth": 2, "linestyle": ""}
COLUMNS = 3  # entries of the key in a line


def draw_bar(ax: Axes, span: tuple[float, float], y: float, values: Any) -> None:
    """Draw a row of a table from `span[0]` to `span[1]`; an end is open where its day is ""."""
    draw = _draw_closed if values["earliest"] and values["latest"] else _draw_open
    draw(ax, span, y, values)
    if _status(values) == "cancelled":
        ax.plot(sum(span) / 2, y, color=STATUS["cancelled"], zorder=5, **CROSS)


def _draw_closed(ax: Axes, span: tuple[float, float], y: float, values: Any) -> None:
    paint = _paint(_status(values), _colour(values), values.get("inferred", False))
    ax.barh(y, span[1] - span[0], BAR, span[0], zorder=4, **paint)


def _draw_open(ax: Axes, span: tuple[float, float], y: float, values: Any) -> None:
    colour = _colour(values)
    filled = colour if _status(values) == "happened" else "white"
    ax.plot(span, [y, y], color=colour, zorder=4, **DOTTED)
    for x, day, arrow in ((span[0], values["earliest"], "<"), (span[1], values["latest"], ">")):
        end: dict[str, Any] = {"marker": "|", "ms": 9, "mew": 2} if day else {"marker": arrow, "ms": 7, "mfc": filled}
        ax.plot(x, y, color=colour, clip_on=False, zorder=4, **end)


def _status(values: Any) -> str:
    status = values.get("status", "happened")
    if status not in STATUS:
        raise ValueError(f"status is {status!r}; expected {', '.join(STATUS)}")
    return status


def _colour(values: Any) -> Any:
    return POLARITY[values["polarity"]] if "polarity" in values else STATUS[_status(values)]


def _paint(status: str, colour: Any, inferred: bool) -> dict[str, Any]:
    filled = colour if status == "happened" and not inferred else "white"
    hatch = "//////" if inferred else None
    return {"facecolor": filled, "edgecolor": colour, "linewidth": 1.2, "hatch": hatch}


def make_key(table: pd.DataFrame) -> dict[str, Any]:
    """Give the entries of the key: statuses if there are others than happened, polarities, hatched bars, open ends.

    >>> list(make_key(pd.DataFrame({"earliest": ["2012-10-03"], "latest": [""], "status": ["planned"]})))
    ['planned', 'open end']
    """
    there = set(table.get("status", ()))
    closed = table["earliest"].ne("") & table["latest"].ne("")
    statuses = [name for name in STATUS if name in there] if there - {"happened"} else []
    key: dict[str, Any] = {name: Patch(**_paint(name, STATUS[name], False)) for name in statuses}
    key |= {name: Patch(color=POLARITY[name]) for name in POLARITY if name in set(table.get("polarity", ()))}
    if "cancelled" in key:
        key["cancelled"] = (key["cancelled"], Line2D([], [], color=STATUS["cancelled"], **CROSS))
    if any(table.get("inferred", closed & False)[closed]):
        key["days inferred"] = Patch(**_paint("happened", COLOURS[0], True))
    if not closed.all():
        key["open end"] = Line2D([], [], color=COLOURS[0], marker=">", markersize=7, **DOTTED)
    return key


def count_lines(key: Sequence[str] | Mapping[str, Any]) -> int:
    """Give the lines that a key takes.

    >>> count_lines(["happened", "planned", "cancelled", "open end"])
    2
    """
    return -(-len(key) // COLUMNS)


def draw_key(ax: Axes, key: Mapping[str, Any], lift: float) -> None:
    """Draw a key above an axes, `lift` inches above its upper edge, where the axes counts in inches downwards."""
    ax.legend(
        [*key.values()],
        [*key],
        loc="lower left",
        bbox_to_anchor=(0, 1 + lift / ax.get_ylim()[0]),
        ncols=COLUMNS,
        fontsize=SMALL,
        handlelength=2.2,
        handleheight=0.6,
        borderaxespad=0,
        borderpad=0.2,
        handler_map={tuple: HandlerTuple(ndivide=1)},
    )
