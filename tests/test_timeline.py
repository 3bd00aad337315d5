"""The timeline: labels that never overlap, ends that are seen to be open, rows that are never left out unsaid."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from pakru.timeline import arrange, measure, plot_timeline

DAYS = st.dates().map(lambda day: day.replace(year=1900 + day.year % 120).isoformat())


def events(*rows):
    return pd.DataFrame(rows, columns=["label", "earliest", "latest"])


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def boxes_of_texts(ax):
    ax.figure.canvas.draw()
    return [text.get_window_extent() for text in ax.texts]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text("abcMW .,-é", min_size=1, max_size=300), DAYS, st.just("")), min_size=1, max_size=6))
def test_labels_of_any_length_neither_overlap_nor_leave_the_picture(rows):
    ax = plot_timeline(events(*rows))
    boxes = boxes_of_texts(ax)
    for upper, lower in pairwise(boxes):
        assert upper.y0 > lower.y0, "each line of text is below the one before"
    figure = ax.figure.bbox
    assert all(box.x0 >= figure.x0 - 2 and box.x1 <= figure.x1 + 2 for box in boxes)
    plt.close("all")


@pytest.mark.parametrize("text", ["Lavrov visits Islamabad", "WWWW", "iiii lll", "Türkiye $5", "a–b — c"])
def test_text_is_measured_as_wide_as_it_is_drawn(text):
    ax = plot_timeline(events((text, "2012-10-03", "2012-10-04")))
    (box,) = boxes_of_texts(ax)
    drawn = box.width / ax.figure.dpi
    assert measure(text) == pytest.approx(drawn, rel=0.12)


def test_a_row_of_several_lines_is_higher():
    short, long = arrange(["a", "b"], ["", ""], 2), arrange(["a " * 60, "b"], ["", ""], 2)
    assert long[1].top > short[1].top


def test_an_open_end_is_dotted_and_has_an_arrowhead():
    ax = plot_timeline(events(("Talks", "2012-10-03", "2012-10-05"), ("Drills", "2012-10-04", "")))
    markers = [line.get_marker() for line in ax.lines]
    assert len(ax.patches) == 1, "one bar has both ends"
    assert ">" in markers
    assert "<" not in markers


def test_a_status_and_what_is_inferred_are_seen():
    table = events(
        ("A", "2012-10-03", "2012-10-05"), ("B", "2012-10-03", "2012-10-05"), ("C", "2012-10-03", "2012-10-05")
    )
    ax = plot_timeline(table.assign(status=["happened", "cancelled", "happened"], inferred=[False, False, True]))
    sure, cancelled, inferred = ax.patches
    assert sure.get_facecolor()[3] == 1
    assert cancelled.get_facecolor()[3] == 0
    assert inferred.get_hatch()


def test_lanes_are_headed_once_each():
    table = events(("A", "2012-10-03", ""), ("B", "2012-10-03", ""), ("C", "2016-10-03", ""))
    ax = plot_timeline(table.assign(era=["2012", "2012", "2016"]), lane="era")
    assert [text.get_text() for text in ax.texts] == ["2012", "A", "B", "2016", "C"]


def test_a_row_outside_the_limits_is_an_error():
    with pytest.raises(ValueError, match="row 0 lies outside"):
        plot_timeline(events(("A", "1948-05-01", "1948-05-01")), limits=("2009-01-01", "2021-12-31"))
