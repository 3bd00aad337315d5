"""The timeline: labels that never overlap, ends that are seen to be open, rows that are never left out unsaid."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from pakru.figures import plot_years
from pakru.figures.dayaxis import number
from pakru.figures.lettering import arrange, measure
from pakru.figures.timeline import plot_timeline

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
    assert cancelled.get_facecolor() == (1, 1, 1, 1)
    assert inferred.get_hatch()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["happened", "cancelled", "days inferred"]


def test_a_picture_of_what_simply_happened_needs_no_key():
    ax = plot_timeline(events(("A", "2012-10-03", "2012-10-05")).assign(status="happened", inferred=False))
    assert ax.get_legend() is None


def test_a_row_with_one_day_known_has_its_label_and_its_bar_at_that_day():
    table = events(("Talks", "", "2012-10-05"), ("Drills", "2012-03-04", ""))
    ax = plot_timeline(table, limits=("2010-01-01", "2012-12-31"))
    before, after = boxes_of_texts(ax)[:2]
    dotted = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 2]
    (start, known), (begun, end) = dotted
    assert known == number("2012-10-06"), "the fifth is within"
    assert start > number("2011-01-01"), "a stub"
    assert before.x1 == pytest.approx(ax.transData.transform((known, 0))[0], abs=3)
    assert begun == number("2012-03-04")
    assert end < number("2013-01-01")
    assert after.x0 == pytest.approx(ax.transData.transform((begun, 0))[0], abs=3)


def test_a_row_without_any_day_runs_through_the_picture():
    ax = plot_timeline(events(("A", "", ""), ("B", "2012-10-03", "2012-10-05")))
    (span,) = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 2]
    assert tuple(span) == ax.get_xlim()


def test_counts_stand_at_the_right_of_each_bar():
    table = events(("A", "2012-10-03", "2012-10-05"), ("B", "2012-10-03", "2012-10-05")).assign(sources=[12, 3])
    ax = plot_timeline(table, count="sources")
    assert [text.get_text() for text in ax.texts] == ["A", "B", "sources", "12", "3"]
    boxes = boxes_of_texts(ax)
    assert all(box.x1 <= ax.figure.bbox.x1 for box in boxes)
    assert all(box.x0 > ax.get_window_extent().x1 for box in boxes[2:])


def test_rows_without_labels_stand_close():
    labelled, plain = arrange(["a"] * 3, [""] * 3, 2), arrange([""] * 3, [""] * 3, 2)
    assert plain[-1].bottom < labelled[-1].bottom / 2


def test_nothing_of_the_key_is_outside_the_picture():
    table = events(*(("A", "2012-10-03", "2012-10-05") for _ in range(5)), ("B", "", "2012-10-05"))
    status = ["happened", "planned", "cancelled", "happened", "happened", "happened"]
    ax = plot_timeline(table.assign(status=status, inferred=[False] * 3 + [True] * 3, n=1), count="n")
    ax.figure.canvas.draw()
    key, figure = ax.get_legend().get_window_extent(), ax.figure.bbox
    assert key.x1 <= figure.x1
    assert key.y1 <= figure.y1
    assert key.y0 >= ax.get_window_extent().y1


@pytest.mark.parametrize(
    ("limits", "names"),
    [
        (("2012-10-02", "2012-10-05"), ["2 Oct\n2012", "3 Oct", "4 Oct", "5 Oct"]),
        (("2011-10-20", "2012-02-29"), ["Nov\n2011", "Dec", "Jan\n2012", "Feb"]),
        (("2010-01-01", "2012-12-31"), ["2010", "2011", "2012"]),
        (("1948-01-01", "1992-12-31"), ["1950s", "1960s", "1970s", "1980s"]),
    ],
)
def test_days_months_years_and_decades_are_named_below_their_middle(limits, names):
    ax = plot_timeline(events(("A", *limits)), limits=limits)
    assert [label.get_text().strip() for label in ax.get_xticklabels(minor=True)] == names
    first, last = ax.get_xlim()
    assert (first, last) == (number(limits[0]), number(limits[1]) + 1), "ticks do not widen the picture"


@pytest.mark.parametrize(
    "limits",
    [
        ("2012-10-02", "2012-11-05"),
        ("2000-01-01", "2021-01-01"),
        ("1800-01-01", "2021-01-01"),
        ("0005-01-01", "0040-01-01"),
    ],
)
def test_other_lengths_get_round_days(limits):
    ax = plot_timeline(events(("A", *limits)), limits=limits)
    ax.figure.canvas.draw()
    assert len([label for label in ax.get_xticklabels() if label.get_text()]) >= 2


def test_lanes_are_headed_once_each():
    table = events(("A", "2012-10-03", ""), ("B", "2012-10-03", ""), ("C", "2016-10-03", ""))
    ax = plot_timeline(table.assign(era=["2012", "2012", "2016"]), lane="era")
    assert [text.get_text() for text in ax.texts] == ["2012", "A", "B", "2016", "C"]


def test_a_row_outside_the_limits_is_an_error():
    with pytest.raises(ValueError, match="row 0 lies outside"):
        plot_timeline(events(("A", "1948-05-01", "1948-05-01")), limits=("2009-01-01", "2021-12-31"))


def test_the_key_names_no_hatching_that_is_not_there():
    table = events(("A", "2012-10-03", "2012-10-05"), ("B", "", "2012-10-05")).assign(inferred=[False, True])
    ax = plot_timeline(table)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["open end"]


def test_a_status_that_is_not_known_is_an_error():
    with pytest.raises(ValueError, match="status is 'done'; expected happened, planned, cancelled"):
        plot_timeline(events(("A", "2012-10-03", "2012-10-05")).assign(status="done"))


def test_counts_by_year_are_bars_and_their_sources_points():
    table = pd.DataFrame({"year": [2012, 2016], "mentions": [40, 6], "articles": [7, 2]})
    ax = plot_years(table, "mentions", "articles")
    assert [bar.get_height() for bar in ax.patches] == [40, 6]
    assert ax.lines[0].get_ydata().tolist() == [7, 2]
    assert [text.get_text() for text in ax.figure.legends[0].get_texts()] == ["mentions", "articles"]
