"""Figures of topics draw what their tables say, whatever the words are."""

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from pakru import figures
from pakru.figures.topicplots import plot_topic_curve, plot_topic_doubts, plot_topic_shares, plot_topic_words

LABELS = ["1 gas, $x$, steel", "2 war, <b>, troops", "3 rail"]


@pytest.fixture(autouse=True)
def close():
    yield
    plt.close("all")


@pytest.fixture
def words():
    rows = [(1, "gas", 0.6), (1, "$x$", 0.4), (2, "war", 0.9), (2, "<b>&", 0.2), (3, "rail" * 20, 0.3)]
    return pd.DataFrame(rows, columns=["topic", "word", "weight"])


def test_a_panel_for_each_topic_and_none_more(words):
    figure = plot_topic_words(words, LABELS)
    assert [len(axes.patches) for axes in figure.axes] == [2, 2, 1]
    assert [patch.get_width() for patch in figure.axes[0].patches] == [0.6, 0.4]
    assert figure.axes[0].get_yticklabels()[1].get_text() == "$x$"
    assert figures.show(figure, "Three topics.").png


def test_a_map_has_a_number_in_each_cell():
    shares = pd.DataFrame(
        {"file": ["a", "b"], **dict(zip(LABELS, ([0.5, 0.0], [0.25, 0.996], [0.25, 0.004]), strict=True))}
    )
    axes = plot_topic_shares(shares, "file", LABELS)
    assert [text.get_text() for text in axes.texts] == ["50", "25", "25", "0", "100", "0"]
    assert figures.show(axes, "Shares.").png


def test_a_map_of_nothing_is_drawn():
    shares = pd.DataFrame({"file": ["a"], **dict.fromkeys(LABELS, 0.0)})
    assert figures.show(plot_topic_shares(shares, "file", LABELS), "Nothing.").png


def test_the_curve_shows_the_chosen_number_and_chance():
    curve = pd.DataFrame({"n_topics": [2, 3, 4], "overlap": [0.6, 0.5, 0.4], "npmi": [0.1, 0.3, 0.3]})
    axes = plot_topic_curve(curve.assign(dealt_overlap=0.35, dealt_npmi=0.2), 3, 0.4)
    crosses = [line.get_ydata()[0] for line in axes.lines if line.get_marker() == "x" and len(line.get_ydata())]
    assert crosses == [0.35, 0.2]
    assert figures.show(axes, "Three.").png


def test_bars_of_doubts_are_as_long_as_the_overlaps():
    axes = plot_topic_doubts(pd.DataFrame({"overlap": [0.5, 0.7, 0.1]}), LABELS, 0.3)
    assert [patch.get_width() for patch in axes.patches] == [0.5, 0.7, 0.1]
    assert figures.show(axes, "Doubts.").png


def test_names_of_topics_keep_to_their_columns():
    labels = ["1 Inter-Governmental Commission, gas", "2 Foreign Minister, Hina Rabbani Khar", "3 rail-way", "4 peace"]
    shares = pd.DataFrame({"years": ["2012 or later"], **dict.fromkeys(labels, 0.25)})
    axes = plot_topic_shares(shares, "years", labels)
    axes.figure.canvas.draw()
    boxes = [label.get_window_extent() for label in axes.get_xticklabels()]
    assert all(one.x1 <= other.x0 for one, other in pairwise(boxes))
    assert [label.get_text().replace("\n", " ") for label in axes.get_xticklabels()][2:] == labels[2:]
